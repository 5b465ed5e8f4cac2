"""A workshop under way: its map, a table with a map of its own, a foreign journey, and people in every state."""

from __future__ import annotations

from cxmap.access import SYSTEM, Actor, Role
from cxmap.changes import Change, Edit, State
from cxmap.model.records import check_fields, new_id
from cxmap.store import Store
from tests.worlds import card, feeling, put, state_of

# The map: lanes of actions, touchpoints and pain points. `w` runs, its step opens the pains and asks for a rating of the touchpoints.
MAP = (
    put("persona", "ann", workspace="main", name="Ann"),
    put("persona", "secret", workspace="main", name="The takeover target"),
    put("team", "t-own", workspace="main", name="Service"),
    put("team", "t-far", workspace="main", name="Mergers"),
    put("word", "w-calm", workspace="main", text="calm"),
    put("touchpoint", "tp", workspace="main", title="Call the hotline"),
    put("journey", "j1", workspace="main", title="Buy a bicycle", owner="t-own"),
    put("journey", "table", workspace="main", title="Buy a bicycle – Red"),
    put("journey", "far", workspace="main", title="Takeover", owner="t-far"),
    put("traveller", "tr1", journey="j1", persona="ann"),
    put("traveller", "tr2", journey="far", persona="secret"),
    put("stage", "s1", journey="j1", name="Look", order="a0"),
    put("stage", "s2", journey="j1", name="Ride", order="a1"),
    put("lane", "actions", journey="j1", kind="action", order="a0"),
    put("lane", "touch", journey="j1", kind="touchpoint", order="a1"),
    put("lane", "pains", journey="j1", kind="pain", order="a2"),
    card("a1", lane="actions"),
    card("t1", lane="touch", order="a0"),
    card("t2", "s2", "touch", order="a1"),
    card("shared", "s1", "pains", order="a5", shared="tp"),
    card("p1", "s1", "pains", order="a0"),
    card("p2", "s1", "pains", order="a1"),
    card("p3", "s2", "pains", order="a2"),
    feeling("t1", value=1),
    put("stage", "ts", journey="table", name="Look"),
    put("lane", "tl", journey="table", kind="pain"),
    put("lane", "ta", journey="table", kind="action"),
    card("tc", "ts", "tl", journey="table"),
    put("stage", "fs", journey="far", name="Sign"),
    put("lane", "fl", journey="far", kind="pain"),
    card("fc", "fs", "fl", journey="far", title="Nobody may know"),
)
ROOM = (
    put("workshop", "w", journey="j1", title="Bicycles", state="running", started="2026-11-22T09:00:00.000Z"),
    put("step", "rate", journey="j1", workshop="w", kind="rate", title="Rate", lanes="pain", state="running", order="a0"),
    put("step", "vote", journey="j1", workshop="w", kind="vote", title="Vote", votes=3, about="pain", order="a1"),
    put("step", "place", journey="j1", workshop="w", kind="place", title="Place", about="pain", order="a2"),
    put("step", "write", journey="j1", workshop="w", kind="weaknesses", title="Alone", lanes="pain", private="on", order="a3"),
    put("breakout", "red", journey="j1", workshop="w", name="Red", map="table"),
    put("breakout", "blue", journey="j1", workshop="w", name="Blue", map=None),
)
# By person: their role, and their state in the workshop ("" for none).
PEOPLE: dict[str, tuple[Role, str]] = {
    "owner": ("owner", ""),
    "facilitator": ("facilitator", ""),
    "champion": ("champion", ""),
    "partaker": ("champion", "in"),
    "viewer": ("viewer", ""),
    "ben": ("guest", "in"),
    "cem": ("guest", "in"),
    "waits": ("guest", "waiting"),
    "removed": ("guest", "removed"),
    "left": ("guest", "left"),
    "stranger": ("guest", ""),
    "lead": ("guest", "in"),
}


def people() -> tuple[Edit, ...]:
    """The person and participant records of all these, and who leads."""
    made: list[Edit] = []
    for number, (person, (_, state)) in enumerate(PEOPLE.items(), 1):
        made.append(put("person", person, workspace="main", name=person.title(), number=number))
        if state:
            fields = {"journey": "j1", "workshop": "w", "person": person, "name": person.title(), "state": state}
            made.append(put("participant", f"w.{person}", **fields))
    return (*made, Edit("patch", "workshop", "w", {"facilitator": "lead", "facilitator_name": "Lead"}))


def actor(person: str, **more: str) -> Actor:
    """One of these people; a guest has the workshop `w`."""
    role = PEOPLE[person][0]
    return Actor(person, role, person.title(), **{"workshop": "w" if role == "guest" else "", **more})


def link(role: Role = "champion", journey: str = "j1") -> Actor:
    """Who came by a link to one journey."""
    return Actor("champion", role, "Link", journey=journey)


def room_state() -> State:
    """The whole as a state."""
    state = state_of({"workspace": {"main": {"name": "Workspace"}}})
    for edit in (*MAP, *ROOM, *people()):
        if edit.op == "patch":
            state.put(edit.type, edit.id, {**(state.get(edit.type, edit.id) or {}), **edit.fields})
        else:
            state.put(edit.type, edit.id, check_fields(edit.type, edit.fields, whole=True))
    return state


def fill(store: Store) -> None:
    """The whole in a store."""
    for edits in (MAP, ROOM, people()):
        store.commit(Change(new_id(), edits), SYSTEM).result(20)


def do(store: Store, *edits: Edit, who: Actor = SYSTEM) -> None:
    """Commit and wait."""
    store.commit(Change(new_id(), edits), who).result(20)
