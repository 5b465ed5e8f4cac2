"""Fractional order keys: a record moves by getting a key between its new neighbours', and nobody else is renumbered.

Keys are those of the `fractional-indexing` library (base 62); `board/static/order.js` is its twin, held to the same
fixtures. Records sort by key, ties by id.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from fractional_indexing import FIError, generate_key_between, generate_n_keys_between, validate_order_key


def sort_key(record: dict[str, Any]) -> tuple[str, str]:
    """Sorts records along their order, ties by id."""
    return record["order"], record["id"]


def in_order(records: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The records in their order, as a new list."""
    return sorted(records, key=sort_key)


def is_key(text: str) -> bool:
    """Whether a text is a key that others can be made next to."""
    if not text:
        return False
    try:
        validate_order_key(text)
    except FIError:
        return False
    return True


def key_between(before: str | None, after: str | None) -> str:
    """A key after `before` and ahead of `after`; None stands for the end. Two equal neighbours count as one."""
    if before is not None and after is not None and before >= after:
        after = None
    return str(generate_key_between(before, after))


def keys_between(before: str | None, after: str | None, count: int) -> list[str]:
    """`count` rising keys between two neighbours."""
    if before is not None and after is not None and before >= after:
        after = None
    return list(generate_n_keys_between(before, after, count))
