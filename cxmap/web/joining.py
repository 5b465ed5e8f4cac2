"""Joining a workshop: from a code and a name to a participant's record and a guest's session; and an idea board, which asks for
no name.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cxmap.access import SYSTEM
from cxmap.changes import Change, Edit
from cxmap.model.fields import clean_text
from cxmap.model.records import Record, new_id
from cxmap.store import Store
from cxmap.store.sessions import BOARD_HOURS, CODE, IDEAS

LONGEST_NAME = 60
MOST = 500  # participants of a workshop: who has its code cannot fill the database with people
MOST_GUESTS = 5_000  # of an idea board at a time, for the same reason
# Answers that tell nothing of whether a code was ever one.
UNKNOWN = "This code opens nothing now. Look at the screen or the poster and type all its characters again."
TOO_OFTEN = "Too many wrong codes came from here. Wait a minute, then type the code on the screen again."

_lock = threading.Lock()  # one who taps twice is one participant


class NotNow(Exception):
    """Why somebody with a right code cannot join, as one sentence."""


@dataclass(frozen=True)
class Joined:
    """Who joined: the workshop, the person, and their participant's record."""

    workshop: str
    person: str
    participant: str


def clean_name(given: object) -> str:
    """The name or alias that somebody gave, as one line; "" where there is none."""
    return clean_text(given, long=False)[:LONGEST_NAME].strip() if isinstance(given, str) else ""


def join(store: Store, workshop: Record, name: str, person: str | None, member: bool = False) -> Joined:
    """Make somebody a participant of a running workshop, or find them again by their person; `None` makes a new one.

    They wait where the facilitator lets each person in, and after having been sent out. A `member` of the workspace keeps the
    name that they have there, if any: the one given is for this workshop. Raises `NotNow`. Waits for the store.
    """
    if workshop["state"] == "closed":
        raise NotNow("This workshop is over. Thank you for coming: its results are with the facilitator.")
    if workshop["state"] != "running":
        raise NotNow("This workshop has not begun. Try again when the facilitator asks you to.")
    with _lock:
        person = person or store.identities.make_person("")
        there = next((p for p in participants(store, workshop["id"]) if p["person"] == person), None)
        if there is None and len(participants(store, workshop["id"])) >= MOST:
            raise NotNow("This workshop is full. Talk to the facilitator.")
        id_ = there["id"] if there is not None else new_id()
        edits = _as_participant(workshop, id_, name, person, there) + _as_person(store, person, name, member)
        if edits:
            store.commit(Change(new_id(), tuple(edits)), SYSTEM).result()
    return Joined(workshop["id"], person, id_)


def visit(store: Store, board: Record, name: str, person: str | None) -> str:
    """Make somebody a guest of an idea board, under a name or without one; the secret for their browser.

    A closed board can be looked at. Raises `NotNow`. Waits for the store.
    """
    if store.sessions.guests(board["id"]) >= MOST_GUESTS:
        raise NotNow("Too many people are at this idea board already. Tell who runs it.")
    person = person or store.identities.make_person("")
    edits = _as_person(store, person, name, member=False) if name else []
    if edits:
        store.commit(Change(new_id(), tuple(edits)), SYSTEM).result()
    return store.sessions.add(person, "guest", IDEAS, workshop=board["id"], hours=BOARD_HOURS)


def participants(store: Store, workshop: str) -> list[Record]:
    """The records of all who ever joined a workshop."""
    return [record for record in store.of_type("participant") if record["workshop"] == workshop]


def let_in(store: Store, joined: Joined) -> str:
    """A guest's session for who has joined; the secret for their browser."""
    return store.sessions.add(joined.person, "guest", CODE, workshop=joined.workshop)


def _as_participant(workshop: Record, id_: str, name: str, person: str, there: Record | None) -> list[Edit]:
    state = "waiting" if workshop["admission"] else "in"
    if there is None:
        fields: dict[str, Any] = {
            "journey": workshop["journey"],
            "workshop": workshop["id"],
            "person": person,
            "name": name,
            "state": state,
            "joined": datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        }
        return [Edit("put", "participant", id_, fields)]
    changed = {"name": name} if there["name"] != name else {}
    if there["state"] in ("left", "removed"):  # who was sent out asks to be let in again
        changed["state"] = state if there["state"] == "left" else "waiting"
    return [Edit("patch", "participant", id_, changed)] if changed else []


def _as_person(store: Store, person: str, name: str, member: bool) -> list[Edit]:
    """What others see at the cursor and in the log is the name given last; a member's own name stays."""
    record = store.person(person)
    if member and record is not None and record["name"]:
        return []
    return [Edit("patch", "person", person, {"name": name})] if record is not None and record["name"] != name else []
