"""Three-way merge of a text: what two people made of the same base, put together.

The texts are compared word by word (diff-match-patch over words, not letters, so that no word is ever a mix of two).
Two people who write on at the same place are both heard, in an order that does not hang on who was first. Where both
changed the same words the merge fails and the caller keeps both texts.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from diff_match_patch import diff_match_patch

_TOKENS = re.compile(r"\s+|\w+|[^\w\s]")
_EQUAL = 0
Hunk = tuple[int, int, str]

# The whole room waits while two texts are compared; two that have nothing in common would take seconds.
MAX_SECONDS = 0.05


def minus(text: str) -> str:
    """A number as it was formatted, with a true minus: “−1.5” for “-1.5”."""
    return text.replace("-", "−")


def merge3(base: str, mine: str, theirs: str) -> str | None:
    """The text with both changes, or None where they touch the same words."""
    if mine in (theirs, base):
        return theirs
    if theirs == base:
        return mine
    letters: dict[str, str] = {}
    words = [_encode(text, letters) for text in (base, mine, theirs)]
    blank = letters.setdefault(" ", chr(0x100 + len(letters)))
    back = {letter: token for token, letter in letters.items()}

    def join(one: str, other: str) -> str:
        first, second = sorted((one, other), key=lambda hunk: [back[letter] for letter in hunk])
        apart = back[first[-1]].isspace() or back[second[0]].isspace()
        return first + ("" if apart else blank) + second

    merged = _merge(words[0], _hunks(words[0], words[1]), _hunks(words[0], words[2]), join if base.strip() else None)
    if merged is None:
        return None
    return "".join(back[letter] for letter in merged)


def keep_both(mine: str, theirs: str, long: bool) -> str:
    """Both texts one after the other, theirs (which stood first) leading."""
    return theirs + ("\n\n" if long else " / ") + mine


def _encode(text: str, letters: dict[str, str]) -> str:
    """The text with every token as one letter, so that a letter-wise diff compares words."""
    return "".join(letters.setdefault(token, chr(0x100 + len(letters))) for token in _TOKENS.findall(text))


def _hunks(base: str, other: str) -> list[Hunk]:
    """(start, end, replacement) of each changed stretch of `base`, in order."""
    hunks: list[Hunk] = []
    at = 0
    differ = diff_match_patch()
    differ.Diff_Timeout = MAX_SECONDS
    for op, text in differ.diff_main(base, other, False):
        if op == _EQUAL:
            at += len(text)
            continue
        start, end, new = (at, at + len(text), "") if op < 0 else (at, at, text)
        if hunks and hunks[-1][1] == start:
            start, new = hunks[-1][0], hunks.pop()[2] + new
        hunks.append((start, end, new))
        at = end
    return hunks


def _merge(base: str, mine: list[Hunk], theirs: list[Hunk], join: Callable[[str, str], str] | None) -> str | None:
    """`join` makes one of two insertions at one place; None where that fails as well, as when both fill an empty text."""
    out: list[str] = []
    at, left, right = 0, list(mine), list(theirs)
    while left or right:
        if left and right and left[0] == right[0]:
            right.pop(0)  # both made the same change
            continue
        if left and right and left[0][0] <= right[0][1] and right[0][0] <= left[0][1]:
            if join is None or not left[0][0] == left[0][1] == right[0][0] == right[0][1]:
                return None
            start, end, new = left.pop(0)
            right[0] = (start, end, join(right[0][2], new))
            continue
        source = left if not right or (left and left[0] < right[0]) else right
        start, end, new = source.pop(0)
        out += [base[at:start], new]
        at = end
    return "".join([*out, base[at:]])
