"""How long stages and cards last, in words."""

from __future__ import annotations

from cxmap.model.records import Record

_UNITS = {
    "minute": ("min", "min"),
    "hour": ("h", "h"),
    "day": ("day", "days"),
    "week": ("week", "weeks"),
    "month": ("month", "months"),
    "year": ("year", "years"),
}


def short_time(value: float | None, unit: str | None) -> str:
    """“20 min”, “1 week”; "" where it is not known."""
    if value is None or unit not in _UNITS:
        return ""
    return f"{round(value, 2):,.10g}\N{NO-BREAK SPACE}{_UNITS[unit][0 if value == 1 else 1]}"


def lasts(record: Record) -> str:
    """How long a stage or card takes, and how long the customer waits for it: “3 weeks, 2 days waiting”."""
    whole = short_time(record["duration"], record["duration_unit"])
    waiting = short_time(record["waiting"], record["waiting_unit"])
    return ", ".join(filter(None, [whole, waiting and f"{waiting} waiting"]))
