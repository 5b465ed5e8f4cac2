"""Two idea boards beside a workshop under way, with ideas of named and nameless givers, and the people around them."""

from __future__ import annotations

from typing import Any

from cxmap.access import Actor
from cxmap.changes import Edit, State
from cxmap.model.records import check_fields
from tests.rooms import room_state
from tests.worlds import put

AT = "2026-11-22T09:00:00Z"


def idea(id_: str, board: str = "hall", person: str | None = None, **more: Any) -> Edit:
    """An idea on a board."""
    fields = {"whiteboard": board, "text": f"Idea {id_}", "person": person, "author_name": (person or "").title(), "at": AT}
    return put("idea", id_, **{**fields, **more})


def remark(id_: str, about: str, person: str | None = None, **more: Any) -> Edit:
    """A remark on an idea."""
    fields = {"idea": about, "text": id_, "person": person, "author_name": (person or "").title(), "at": AT}
    return put("remark", id_, **{**fields, **more})


def second(about: str, person: str) -> Edit:
    """Somebody's second of an idea."""
    return put("second", f"{about}.{person}", idea=about, person=person)


def step(id_: str, about: str, state: str = "discussed", **more: Any) -> Edit:
    """What the giver of an idea is told."""
    return put("idea_step", id_, idea=about, state=state, at=AT, **more)


# `hall` is open, `shut` is closed; `own` has nothing of others. Dora gave `named` and nobody took it up, `taken` was.
BOARDS = (
    put("whiteboard", "hall", workspace="main", title="In the hall", order="a0"),
    put("whiteboard", "other", workspace="main", title="Board room", order="a1"),
    put("whiteboard", "shut", workspace="main", title="Last year", state="closed", order="a2"),
    put("person", "dora", workspace="main", name="Dora", number=31),
    put("person", "emil", workspace="main", name="Emil", number=32),
    idea("named", person="dora"),
    idea("taken", person="dora"),
    idea("moved", person="dora", state="chosen"),
    idea("nameless"),
    idea("bens", person="champion"),
    idea("foreign", "other", "dora"),
    idea("old", "shut", "dora"),
    remark("said", "taken", "emil"),
    remark("doras", "taken", "dora"),
    remark("far-said", "foreign", "dora"),
    second("bens", "dora"),
    second("taken", "emil"),
    step("moved-1", "moved", "chosen", author_name="Boss", note="We will"),
    put("idea_link", "link", idea="named", map="j1", card="p1", title="P1"),
    put("statement", "st", persona="secret", kind="goal", text="Nobody may know"),
    put("viewpoint", "vp", workspace="main", kind="needs", text="Nobody may know"),
)


def board_state() -> State:
    """The world of `tests/rooms.py` with idea boards."""
    state = room_state()
    for edit in BOARDS:
        state.put(edit.type, edit.id, check_fields(edit.type, edit.fields, whole=True))
    return state


def guest(person: str = "dora", board: str = "hall") -> Actor:
    """Who came by the code of an idea board."""
    return Actor(person, "guest", person.title(), workshop=board)
