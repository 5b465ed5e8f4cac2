"""The store's clock, for tests that tell moments apart: it ticks in milliseconds, and two writes may fall into one."""

from __future__ import annotations

from datetime import UTC, datetime


def after(at: str = "") -> str:
    """A moment later than `at` (default: than what is written by now), which no later write is before."""
    at = at or _now()
    while (now := _now()) <= at:
        pass
    return now


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
