"""Join codes: what stands on the wall, of a workshop for a few hours, of an idea board for months, and is typed on a phone.

Eight characters out of 27 (38 bits). None of them is easily taken for another, spoken or read from the back of a room: no 0, 1,
I, L, O or U, and of B and 8, S and 5, Z and 2 only the digit. Who types the letter all the same means the digit.
"""

from __future__ import annotations

import secrets

ALPHABET = "23456789ACDEFGHJKMNPQRTVWXY"
LENGTH = 8
LONGEST_HOURS = 12
LONGEST_BOARD_HOURS = 365 * 24

_MEANT = str.maketrans("BSZ", "852")
_BETWEEN = " -–.\u00a0\t"


def new_code() -> str:
    """A fresh code, such as `K7MQ3WXT`."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def clean_code(typed: object) -> str | None:
    """The code that somebody typed, in capitals and without what they put between; None where it can be none."""
    if not isinstance(typed, str) or len(typed) > 4 * LENGTH:
        return None
    code = "".join(c for c in typed if c not in _BETWEEN).upper().translate(_MEANT)
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else None


def spaced(code: str) -> str:
    """A code as people read it: `K7MQ 3WXT`."""
    return f"{code[: LENGTH // 2]} {code[LENGTH // 2 :]}"
