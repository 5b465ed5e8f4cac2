"""Telling quotes of a theme: the passages in which most of its terms stand close together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cxmap.insights.theme_words import sentences, stem, words

LONGEST = 320  # characters of a quote


@dataclass(frozen=True)
class Quote:
    """A passage of one of the texts, by its place among them; `cut`: more stands around it."""

    place: int
    passage: str
    cut: bool


def telling(texts: Sequence[str], terms: Sequence[str], most: int = 3) -> list[Quote]:
    """At most `most` quotes, each of another text, none nearly the same as another.

    [F] A sentence weighs the sum of 1 / (1 + place / 3) over the terms whose words all stand in it (place from 0), over the
    root of its number of telling words, so that neither three words nor half a page win. Two quotes are nearly the same where
    their telling words' Jaccard coefficient is 0.6 or more.
    """
    wanted = [frozenset(stem(word.casefold()) for word in term.split()) for term in terms]
    weighed = []
    for place, text in enumerate(texts):
        best: tuple[float, str, frozenset[str]] | None = None
        for sentence in sentences(text):
            there = frozenset(short for short, _ in words(sentence))
            if len(there) < 3:
                continue
            weight = sum(1 / (1 + i / 3) for i, term in enumerate(wanted) if term <= there) / max(6, len(there)) ** 0.5
            if weight > 0 and (best is None or weight > best[0]):
                best = weight, sentence, there
        if best is not None:
            weighed.append((best[0], place, best[1], best[2]))
    found: list[Quote] = []
    taken: list[frozenset[str]] = []
    for _, place, sentence, there in sorted(weighed, key=lambda w: (-w[0], w[1])):
        if len(found) == most:
            break
        if all(len(there & other) < 0.6 * len(there | other) for other in taken):
            passage = (
                sentence if len(sentence) <= LONGEST else sentence[: sentence.rfind(" ", 0, LONGEST)].rstrip(" ,;:") + " …"
            )
            found.append(Quote(place, " ".join(passage.split()), passage != texts[place].strip()))
            taken.append(there)
    return found
