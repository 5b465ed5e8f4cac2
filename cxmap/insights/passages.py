"""Passages of a field note: its text cut into sentences to choose from, and chosen ones put together again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

LONGEST = 4_000  # characters of one passage

# A sentence ends with these, whatever closes behind them, before a gap; a line ends one too.
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)")
# Not where an abbreviation or the number of a line stands: “Dr. May”, “approx. 20”, “e.g. this”, “J. May”, “3. Then …”.
_SHORT = re.compile(r"\b(?:mr|mrs|ms|dr|st|prof|nr|approx|ca|vs|etc|e\.g|i\.e|z\.b|bzw|min|max|p|[^\W\d_])\.$", re.I)
_TAIL = 12  # characters in which such an abbreviation stands
_GAP = re.compile(r"\s*")
_NUMBERED = re.compile(r"\s*\d{1,3}\.")


@dataclass(frozen=True)
class Sentence:
    """A sentence of a text: where it begins and ends (characters, the end left out), and its words."""

    start: int
    end: int
    text: str


def sentences(text: str) -> list[Sentence]:
    """The sentences of a text in their order, without what is blank. A line's end ends one; none is longer than a passage."""
    found = []
    at = 0
    for line in text.splitlines(keepends=True):
        start = at
        for end in [*_ends(line), len(line)]:
            found += _pieces(text, start, at + end)
            start = at + end
        at += len(line)
    return found


def _ends(line: str) -> list[int]:
    """Where sentences end within a line; not before a small letter: ‘“Where?” she asked.’"""
    numbered = _NUMBERED.match(line)
    first = numbered.end() if numbered else -1
    return [end for match in _END.finditer(line) if (end := match.end()) != first and not _goes_on(line, end)]


def _goes_on(line: str, end: int) -> bool:
    before = line[max(0, end - _TAIL) : end]
    gap = _GAP.match(line, end)
    after = line[gap.end() : gap.end() + 1] if gap else ""
    return bool(_SHORT.search(before)) or after.islower() or (after.isdigit() and before.casefold().endswith(" no."))


def _pieces(text: str, start: int, end: int) -> list[Sentence]:
    found = []
    while start < end:
        stop = min(end, start + LONGEST)
        piece = text[start:stop]
        if words := piece.strip():
            first = start + piece.index(words[0])
            found.append(Sentence(first, first + len(words), words))
        start = stop
    return found


def joined(text: str, all_sentences: list[Sentence], chosen: Iterable[int]) -> list[str]:
    """The passages that the chosen sentences (by their place) make, as they stand in the text: neighbours are one passage.

    Places that are none are left out; a passage that would be too long is divided.
    """
    out: list[tuple[int, int]] = []
    last = None
    for place in sorted({p for p in chosen if 0 <= p < len(all_sentences)}):
        one = all_sentences[place]
        if last is not None and place == last + 1 and one.end - out[-1][0] <= LONGEST:
            out[-1] = (out[-1][0], one.end)
        else:
            out.append((one.start, one.end))
        last = place
    return [text[start:end] for start, end in out]


def where(text: str, passage: str) -> tuple[int, int] | None:
    """Where a passage stands in a text (first character, end left out), however its gaps are written; None where it does not."""
    words = passage.split()
    if not words:
        return None
    match = re.search(r"\s+".join(map(re.escape, words)), text)
    return match.span() if match else None


def covered(text: str, passages: Iterable[str]) -> list[tuple[int, int]]:
    """The parts of a text that passages cover, in order, where they overlap put together."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(span for passage in passages if (span := where(text, passage)) is not None):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def lines(text: str, passages: Iterable[str]) -> list[list[tuple[str, bool]]]:
    """The lines of a text, each in its parts: the words, and whether a passage covers them. Put together they are the line."""
    spans = covered(text, passages)
    rows, start = [], 0
    for line in text.splitlines(keepends=True):
        at, end = start, start + len(line.rstrip("\r\n"))
        row: list[tuple[str, bool]] = []
        for first, last in spans:
            first, last = max(first, start), min(last, end)
            if first >= last:
                continue
            if at < first:
                row.append((text[at:first], False))
            row.append((text[first:last], True))
            at = last
        rows.append([*row, (text[at:end], False)] if at < end else row)
        start += len(line)
    return rows
