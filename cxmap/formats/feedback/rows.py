"""What every kind of file gives: numbered rows of cells, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

CUT = "the file ends in the middle of this row: fetch it again and import it whole, nothing is doubled"


@dataclass(slots=True)
class Line:
    """A row as a spreadsheet numbers it, from 1. `wrong` says why it cannot be read, and what to do; "" for a good one."""

    number: int
    cells: list[str]
    wrong: str = ""

    @property
    def empty(self) -> bool:
        """Whether it holds nothing."""
        return not self.wrong and not any(self.cells)


class Rows(Protocol):
    """A reading of a file, from its beginning; to be closed."""

    @property
    def share(self) -> float:
        """How much of the file has been read, 0 to 1."""
        ...

    def __iter__(self) -> Iterator[Line]: ...

    def close(self) -> None:
        """Close the file."""
        ...
