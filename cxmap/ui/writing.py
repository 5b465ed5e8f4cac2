"""The one way in which a page writes: a change to the store, and a sentence where it was refused."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Future
from dataclasses import dataclass

from cxmap.changes import Change, Edit, Refused
from cxmap.model.records import new_id
from cxmap.runtime import runtime
from cxmap.store import Committed
from cxmap.ui import session
from cxmap.ui.person import actor

_PATIENCE = 20  # seconds that a page waits for its turn in the writer


@dataclass(frozen=True)
class Deletion:
    """Something that was deleted or made and can be taken back: the change's id, and what to say of it."""

    change: str
    sentence: str


def commit(edits: Iterable[Edit]) -> Committed | None:
    """Write the edits as one change; None where there are none, or where they were refused (`trouble` says why)."""
    change = Change(new_id(), tuple(edits))
    return _wait(runtime().store.commit(change, actor())) if change.edits else None


def delete(type_: str, id_: str, sentence: str) -> None:
    """Delete a record with all that belongs to it, and offer to take that back."""
    done = commit([Edit("delete", type_, id_)])
    if done is not None:
        session.put(session.UNDO, Deletion(done.id, sentence))


def make(edits: Iterable[Edit], sentence: str) -> bool:
    """Write the edits, say what they made, and offer to take that back; False where they were refused."""
    done = commit(edits)
    if done is not None:
        session.put(session.UNDO, Deletion(done.id, sentence))
    return done is not None


def undo() -> None:
    """Take back what was deleted or made last."""
    deletion = session.take(session.UNDO)
    if deletion is not None:
        _wait(runtime().store.undo_change(deletion.change, actor(), new_id()))


def say(sentence: str) -> None:
    """Keep a sentence about something that was not done, to be shown on the page."""
    session.put(session.TROUBLE, sentence)


def _wait(future: Future[Committed]) -> Committed | None:
    session.take(session.TROUBLE)
    try:
        done = future.result(_PATIENCE)
    except Refused as refusal:
        say(refusal.message)
    except TimeoutError:
        say("The database is busy and has not taken this yet: wait a moment, then look whether it is there.")
    else:
        for note in done.notes:
            say(note.message)
        return done
    return None
