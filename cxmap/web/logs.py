"""Logging: one line an event on standard error. Secrets never reach it: tokens and cookies are not logged anywhere."""

from __future__ import annotations

import logging
import sys

import structlog


class _StandardError:
    """Writes to standard error as it is at that moment: whoever replaces or closes it does not break the log."""

    def msg(self, message: str) -> None:
        """Write one line."""
        print(message, file=sys.stderr, flush=True)

    debug = info = warning = error = critical = exception = msg


def configure(level: str) -> None:
    """Set the level ("debug", "info", "warning", "error") of the product's own log."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"], drop_missing=True),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, level.upper())),
        logger_factory=lambda *names: _StandardError(),
        cache_logger_on_first_use=True,
    )
