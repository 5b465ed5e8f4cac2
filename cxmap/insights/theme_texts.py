"""Texts as terms, for finding themes: which terms each has, which texts are nearly the same, how a term is written."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from cxmap.insights.theme_words import runs

MOST_WORDS = 300  # of one text, from its beginning, that count
SAME = 0.8  # share of common terms from which two texts count as one
_BANDS, _ROWS = 8, 4
_NEAR = 8  # texts of one band that a text is compared with
_PRIME = (1 << 31) - 1
_EVERY = 200

Numbers = np.ndarray[Any, np.dtype[Any]]
Step = Callable[[float], None]


def read(texts: Sequence[str], terms: Terms, step: Step, learn: bool = True) -> list[Numbers]:
    """The terms of each text, as numbers with repeats. `step` hears the share done, from 0 to 1, and may raise."""
    found = []
    for place, text in enumerate(texts):
        if place % _EVERY == 0:
            step(place / len(texts))
        found.append(np.fromiter(terms.learnt(text) if learn else terms.known(text), np.int32))
    return found


class Terms:
    """The terms that were met: stems, and two stems that follow each other, each with a number."""

    def __init__(self) -> None:
        self.number: dict[str | tuple[str, str], int] = {}
        self._written: dict[str, Counter[str]] = defaultdict(Counter)

    def learnt(self, text: str) -> Iterator[int]:
        """The numbers of a text's terms; those that are new get one."""
        for run in _first(text):
            for place, (short, word) in enumerate(run):
                self._written[short][word] += 1
                yield self.number.setdefault(short, len(self.number))
                if place:
                    yield self.number.setdefault((run[place - 1][0], short), len(self.number))

    def known(self, text: str) -> Iterator[int]:
        """The numbers of those of a text's terms that have one."""
        number = self.number
        for run in _first(text):
            for place, (short, _) in enumerate(run):
                if short in number:
                    yield number[short]
                    if place and (pair := (run[place - 1][0], short)) in number:
                        yield number[pair]

    def written(self, term: str | tuple[str, str]) -> str:
        """A term as people write it: each word in its most frequent form."""
        parts = (term,) if isinstance(term, str) else term
        return " ".join(min(self._written[part].items(), key=lambda e: (-e[1], e[0]))[0] for part in parts)


def _first(text: str) -> Iterator[list[tuple[str, str]]]:
    left = MOST_WORDS
    for run in runs(text):
        yield run[:left]
        left -= len(run)
        if left <= 0:
            return


def counted(terms: Sequence[Numbers], columns: Numbers, width: int) -> Any:
    """How often each kept term stands in each text: a sparse matrix, texts by columns.

    `columns` gives the column by a term's number, −1 for one that is not kept.
    """
    from scipy.sparse import csr_matrix  # takes a moment to load: only who looks for themes needs it

    rows = [columns[each] for each in terms]
    rows = [row[row >= 0] for row in rows]
    ends = np.cumsum([0, *(row.size for row in rows)])
    cells = np.concatenate(rows) if rows else np.empty(0, np.int32)
    matrix = csr_matrix((np.ones(cells.size), cells, ends), shape=(len(rows), width))
    matrix.sum_duplicates()
    return matrix


def different(terms: Sequence[Numbers]) -> list[int]:
    """The places of the texts that have terms and are not nearly the same as an earlier one.

    MinHash in bands (Broder): texts that share the four least hashes of a band are compared, and are one where the Jaccard
    coefficient of their terms is `SAME` or more. Always the same for the same texts.
    """
    dice = np.random.default_rng(0)
    factors = dice.integers(1, _PRIME, _BANDS * _ROWS, dtype=np.int64)
    shifts = dice.integers(0, _PRIME, _BANDS * _ROWS, dtype=np.int64)
    seen: dict[tuple[int, bytes], list[int]] = defaultdict(list)
    kept: list[int] = []
    own: dict[int, Numbers] = {}
    for place, there in enumerate(terms):
        if not there.size:
            continue
        each = np.unique(there)
        least = ((each[:, None].astype(np.int64) * factors + shifts) % _PRIME).min(axis=0)
        bands = [(band, least[band * _ROWS : (band + 1) * _ROWS].tobytes()) for band in range(_BANDS)]
        near = {other for band in bands for other in seen[band]}
        if any(_jaccard(each, own[other]) >= SAME for other in sorted(near)):
            continue
        kept.append(place)
        own[place] = each
        for band in bands:
            if len(seen[band]) < _NEAR:
                seen[band].append(place)
    return kept


def _jaccard(one: Numbers, other: Numbers) -> float:
    both = np.intersect1d(one, other, assume_unique=True).size
    return both / (one.size + other.size - both)
