"""What every way of asking for a change begins with: its id, and a future that has been refused."""

from __future__ import annotations

from concurrent.futures import Future

from cxmap.changes import Refused
from cxmap.model.fields import ID_PATTERN
from cxmap.store.log import Committed


def check_id(id_: object) -> None:
    """Raise `Refused("invalid")` where this is no id of a change."""
    if not isinstance(id_, str) or not ID_PATTERN.match(id_):
        raise Refused("invalid", "A change needs an id of 1 to 120 letters, digits, dots, dashes or underscores.")


def refused(refusal: Refused) -> Future[Committed]:
    """A future that raises this."""
    future: Future[Committed] = Future()
    future.set_exception(refusal)
    return future
