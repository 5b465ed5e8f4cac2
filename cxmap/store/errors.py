"""What can go wrong with a store."""

from __future__ import annotations

from cxmap.changes import Refused


class StoreError(Exception):
    """The store cannot be opened or read; one sentence for people that names the remedy."""


class Unavailable(Refused):
    """The change is good, but could not be saved now: sending it again, with the same id, may succeed."""

    def __init__(self, message: str) -> None:
        super().__init__("unavailable", message)
