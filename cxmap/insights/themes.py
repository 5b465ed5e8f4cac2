"""Themes in feedback: what many items are about, found by their words and explained by them. Nothing leaves the machine.

How they are found (docs/themes.md tells it to people):

1. Words: small words, masked names and letter phrases are left out, forms of one word are one (`theme_words.py`); beside single
   words two that follow each other count as a term. Texts that are nearly the same count once (`theme_texts.py`).
2. Weights: TF-IDF with 1 + ln(tf) and smooth idf, each text of length 1 (scikit-learn's `TfidfTransformer`).
3. Themes: non-negative matrix factorisation (Lee and Seung 1999; scikit-learn's `NMF`, begun by `nndsvda`, so that the same texts
   always give the same themes) on at most 12,000 texts, evenly taken; all others are laid onto these themes.
4. A text belongs to the theme that explains most of it, and to none where all themes together explain less than `LEAST` of
   its length.
5. How many: √(n / 3) for n different texts, from 3 to 20, unless a person says so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np

from cxmap.insights.theme_texts import Numbers, Terms, counted, different, read

SAMPLE = 12_000  # texts that the themes are found on
TERMS = 10  # that a theme is told by
EXAMPLES = 3
FEWEST, MOST = 3, 20
LEAST = 0.15  # of a text's length
COMMON = 0.6  # a term in more texts than this says nothing
_FEATURES = 6_000
_CHUNK = 2_000
_LONG = 600  # terms: a longer text is no example that one can read


class Cancelled(Exception):
    """Whoever asked for the themes does not want them any more."""


@dataclass(frozen=True)
class Found:
    """A theme. `terms` tell it, the strongest first; `items` are (place in the texts, share of the text that it explains, 0 to 1),
    the strongest first; `examples` are the places of telling texts, none nearly the same as another.
    """

    terms: tuple[str, ...]
    items: tuple[tuple[int, float], ...]
    examples: tuple[int, ...]

    @property
    def example(self) -> int:
        """The place of the most telling text."""
        return self.examples[0]


def how_many(texts: int) -> int:
    """How many themes are looked for in so many different texts: √(n / 3), from 3 to 20."""
    return max(FEWEST, min(MOST, round(sqrt(texts / 3))))


def find(
    texts: Sequence[str],
    number: int | None = None,
    progress: Callable[[float], None] = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> list[Found]:
    """The themes of texts, the largest first; [] where they have too little in common.

    `number`: how many are looked for (None: `how_many`); there may be fewer. `progress` hears the share done, from 0 to 1. Raises
    `Cancelled` soon after `cancelled()` says so.
    """

    def step(share: float) -> None:
        if cancelled():
            raise Cancelled
        progress(share)

    sample = evenly(len(texts))
    finder = Finder([texts[place] for place in sample], number, lambda share: step(share / 2))
    placed: list[tuple[int, float]] = []
    for start in range(0, len(texts), _CHUNK):
        step(0.5 + 0.5 * start / len(texts))
        placed += finder.place(texts[start : start + _CHUNK])
    step(1.0)
    readable = {sample[place] for place in finder.readable}
    found = []
    for theme, terms in enumerate(finder.themes):
        items = sorted(((i, share) for i, (own, share) in enumerate(placed) if own == theme), key=lambda e: (-e[1], e[0]))
        examples = [place for place, _ in items if place in readable][:EXAMPLES]
        if items:
            found.append(Found(terms, tuple(items), tuple(examples or [items[0][0]])))
    return sorted(found, key=lambda f: (-len(f.items), f.terms))


def evenly(texts: int, most: int = SAMPLE) -> list[int]:
    """The places of at most so many of the texts, evenly taken."""
    return list(range(0, texts, max(1, -(-texts // most))))


class Finder:
    """The themes of a sample of texts, onto which other texts can be laid.

    `themes` are the terms of each, `readable` the places in the sample of texts that differ and are not too long to be examples.
    `step` hears the share done, from 0 to 1, and may raise.
    """

    def __init__(
        self, sample: Sequence[str], number: int | None = None, step: Callable[[float], None] = lambda _: None
    ) -> None:
        self._terms = Terms()
        there = read(sample, self._terms, lambda share: step(0.6 * share))
        first = different(there)
        step(0.7)
        self.readable = [place for place in first if there[place].size <= _LONG]
        self.themes: list[tuple[str, ...]] = []
        self._model = _Model(self._terms, [there[place] for place in first])
        if len(first) > 1 and self._model.width > 1:
            self._model.fit(number or how_many(len(first)))
            self.themes = [self._model.told(theme) for theme in range(self._model.size)]
        step(1.0)

    def place(self, texts: Sequence[str]) -> list[tuple[int, float]]:
        """(place of its theme, −1 for none; share of the text that this explains, 0 to 1) of each text."""
        if not self.themes or not texts:
            return [(-1, 0.0)] * len(texts)
        shares = self._model.shares(read(texts, self._terms, lambda _: None, learn=False))
        best = shares.argmax(axis=1)
        enough = np.linalg.norm(shares, axis=1) >= LEAST
        return [
            (int(theme) if good else -1, round(min(1.0, float(own[theme])), 4))
            for theme, good, own in zip(best, enough, shares, strict=True)
        ]


class _Model:
    """What lays texts onto themes, made from the terms of different texts."""

    def __init__(self, terms: Terms, texts: Sequence[Numbers]) -> None:
        self._terms, self._texts = terms, texts
        spread = np.zeros(max(1, len(terms.number)), np.int64)
        for each in texts:
            spread[np.unique(each)] += 1
        fewest = max(2, len(texts) // 1_000)
        good = np.flatnonzero((spread >= fewest) & (spread <= max(fewest, COMMON * len(texts))))
        good = good[np.lexsort((good, -spread[good]))][:_FEATURES]
        self._columns = np.full(spread.size, -1, np.int32)
        self._columns[good] = np.arange(good.size)
        self.width = int(good.size)
        self._weights: Any = None
        self._model: Any = None

    @property
    def size(self) -> int:
        """How many themes there are."""
        return int(self._model.components_.shape[0])

    def fit(self, number: int) -> None:
        """Find the themes."""
        from sklearn.decomposition import NMF  # takes a second to load: only who looks for themes needs it
        from sklearn.feature_extraction.text import TfidfTransformer

        self._weights = TfidfTransformer(sublinear_tf=True)
        matrix = self._weights.fit_transform(counted(self._texts, self._columns, self.width))
        matrix = matrix[matrix.getnnz(axis=1) > 0]
        self._model = NMF(min(number, *matrix.shape), init="nndsvda", max_iter=300, tol=1e-3, random_state=0)
        self._model.fit(matrix)

    def shares(self, texts: Sequence[Numbers]) -> Numbers:
        """What each theme explains of each text, in parts of the text's length (the text's own is 1)."""
        matrix = self._weights.transform(counted(texts, self._columns, self.width))
        lengths = np.linalg.norm(self._model.components_, axis=1)
        return np.asarray(self._model.transform(matrix) * lengths)

    def told(self, theme: int) -> tuple[str, ...]:
        """The terms of a theme as people write them; a word that stands in a pair is not named again."""
        by_column = {int(column): term for term, number in self._terms.number.items() if (column := self._columns[number]) >= 0}
        weights = self._model.components_[theme]
        chosen: dict[frozenset[str], str | tuple[str, str]] = {}
        for column in np.lexsort((np.arange(weights.size), -weights)):
            if weights[column] <= 0 or len(chosen) == TERMS:
                break
            term = by_column[int(column)]
            parts = frozenset([term] if isinstance(term, str) else term)
            if not any(parts <= other for other in chosen):
                # a pair stands where the first of its words stood
                kept = {other: (parts, term) if other < parts else (other, t) for other, t in chosen.items()}
                chosen = dict(kept.values()) | {parts: term}
        return tuple(dict.fromkeys(self._terms.written(term) for term in chosen.values()))
