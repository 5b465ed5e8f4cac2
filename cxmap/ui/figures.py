"""Figures in tables, written as people read them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

_MOST = 20_000  # cells: each is written down one by one


def shown(columns: Mapping[str, Sequence[Any]], **how: Callable[[Any], str]) -> Any:
    """A table for `st.dataframe` whose columns are written as `how` says, by name; numbers and dates are still sorted as such.

    Without it a negative number gets a hyphen for its minus. Of a large table the numbers stay as they are.
    """
    table = pd.DataFrame({name: list(values) for name, values in columns.items()})
    return table.style.format(how, na_rep="") if table.size <= _MOST else table


def day(value: date) -> str:
    """A date in a table: “2 Mar 2026”."""
    return f"{value.day} {value:%b %Y}"
