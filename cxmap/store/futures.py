"""What every way of asking for a change begins with: its id, and a future that has been refused."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future

from cxmap.changes import Refused
from cxmap.model.fields import ID_PATTERN
from cxmap.store.log import Committed

_log = logging.getLogger("cxmap.store")


class Told:
    """What a `Future` is to who wants to be called back once and never waits: without its locks, which cost more than a check."""

    __slots__ = ("_error", "_result", "_then")

    def __init__(self, then: Callable[[Told], None]) -> None:
        """`then` is called with this on the thread that knows, when it knows."""
        self._then = then
        self._result: Committed | None = None
        self._error: BaseException | None = None

    def set_running_or_notify_cancel(self) -> bool:
        """Nobody calls it off."""
        return True

    def set_result(self, result: Committed) -> None:
        """Tell that the change is durable."""
        self._result = result
        self._tell()

    def set_exception(self, error: BaseException) -> None:
        """Tell why it is not."""
        self._error = error
        self._tell()

    def done(self) -> bool:
        """Whether it is known."""
        return self._result is not None or self._error is not None

    def exception(self) -> BaseException | None:
        """Why the change was not made, if it was not."""
        return self._error

    def result(self) -> Committed:
        """What the change did; raises what `exception` gives."""
        if self._error is not None:
            raise self._error
        assert self._result is not None
        return self._result

    def _tell(self) -> None:
        try:
            self._then(self)
        except Exception:  # the writer has others to tell
            _log.exception("Who asked for a change could not be told of it")


def check_id(id_: object) -> None:
    """Raise `Refused("invalid")` where this is no id of a change."""
    if not isinstance(id_, str) or not ID_PATTERN.match(id_):
        raise Refused("invalid", "A change needs an id of 1 to 120 letters, digits, dots, dashes or underscores.")


def refused(refusal: Refused) -> Future[Committed]:
    """A future that raises this."""
    future: Future[Committed] = Future()
    future.set_exception(refusal)
    return future
