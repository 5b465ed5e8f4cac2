"""Join codes: what stands on the wall, of a workshop for a few hours, of an idea board for months, and is typed on a phone.

Characters out of 27, eight for a workshop (38 bits), twelve for an idea board (57 bits), whose code may be guessed at for a year. None
of them is easily taken for another, spoken or read from the back of a room: no 0, 1, I, L, O or U, and of B and 8, S and 5, Z and
2 only the digit. Who types the letter all the same means the digit.
"""

from __future__ import annotations

import secrets

ALPHABET = "23456789ACDEFGHJKMNPQRTVWXY"
LENGTH, BOARD_LENGTH = 8, 12
LONGEST_HOURS = 12
LONGEST_BOARD_HOURS = 365 * 24

_MEANT = str.maketrans("BSZ", "852")
_BETWEEN = " -–.\u00a0\t"


def new_code(length: int = LENGTH) -> str:
    """A fresh code of `length` characters, such as `K7MQ3WXT`."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def clean_code(typed: object) -> str | None:
    """The code that somebody typed, in capitals and without what they put between; None where it can be none."""
    if not isinstance(typed, str) or len(typed) > 4 * BOARD_LENGTH:
        return None
    code = "".join(c for c in typed if c not in _BETWEEN).upper().translate(_MEANT)
    return code if len(code) in (LENGTH, BOARD_LENGTH) and set(code) <= set(ALPHABET) else None


def spaced(code: str) -> str:
    """A code as people read it, in fours: `K7MQ 3WXT`."""
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))
