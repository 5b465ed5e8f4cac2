"""Ideas out of the store."""

from __future__ import annotations

from cxmap.insights import ideas as insight
from cxmap.insights.ideas import Idea
from cxmap.runtime import runtime
from cxmap.store import Store

HANGING = ("idea_step", "idea_link", "second", "remark")
GONE = "This idea was deleted meanwhile."


def of_board(store: Store, board: str) -> list[Idea]:
    """The ideas of a board as they are now, the newest first."""
    return insight.ideas(board, {type_: store.of_type(type_) for type_ in ("idea", *HANGING)})


def find(id_: str) -> Idea | None:
    """An idea as it is now; None where there is none of that id."""
    store = runtime().store
    record = store.record("idea", id_)
    if record is None:
        return None
    hanging = {type_: [r for r in store.of_type(type_) if r["idea"] == id_] for type_ in HANGING}
    return insight.ideas(record["whiteboard"], {"idea": [record], **hanging})[0]
