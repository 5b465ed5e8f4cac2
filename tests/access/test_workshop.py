"""What a workshop lets whom do: a generated matrix of people, operations, record types and journeys; locks; random changes."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from cxmap.access import Actor, examine
from cxmap.changes import Change, Edit, Refused, State, apply
from cxmap.model.customer_records import IDEA_TYPES
from cxmap.model.records import JOURNEY_TYPES, MADE_OF, RECORDS, WORKSHOP_TYPES, made_id, room_of
from tests.rooms import PEOPLE, actor, link, room_state
from tests.worlds import card, delete, feeling, patch, put, shot

STATE = room_state()
ROOMS = {"j1", "table"}
# What each journey has, by the type that a reference names.
HAS: dict[str, dict[str, Any]] = {
    "j1": {"journey": "j1", "stage": "s1", "lane": "pains", "card": "p1", "persona": "ann", "workshop": "w", "step": "rate"},
    "table": {"journey": "table", "stage": "ts", "lane": "tl", "card": "tc", "persona": "ann", "workshop": "w", "step": "rate"},
    "far": {"journey": "far", "stage": "fs", "lane": "fl", "card": "fc", "persona": "secret", "workshop": "w", "step": "rate"},
}
MODERATE = {"owner", "facilitator"}
GUESTS = {"card", "feeling", "tag", "connection", "parked"}
CONTROL = {"workshop", "step", "breakout", "participant", "tally", "agenda", "agenda_step"}
FRAME = {"stage", "lane"}
# Whether these may be written depends on who wrote them: `test_comments.py`.
SPOKEN = {"comment", "mention"}
# Of an idea board it depends on who gave what and on what else changes: for who has the whole workspace, `test_ideas.py`.
GIVEN = frozenset(IDEA_TYPES)
MATRIX_TYPES = [name for name in RECORDS if name not in SPOKEN]


def objection(who: Actor, *edits: Edit, state: State = STATE, kind: str = "edit") -> str:
    """The code with which the policy refuses a change; "" where it lets it pass. Every refusal is one sentence."""
    refused = None
    try:
        examine(who, Change("x", edits, kind=kind), state, who.name)  # type: ignore[arg-type]
    except Refused as refusal:
        refused = refusal
    assert refused is None or re.fullmatch(r"[A-Z“](?!.*\. ).*\.", refused.message)
    return refused.code if refused else ""


def fields_of(type_: str, journey: str) -> dict[str, Any]:
    """Fields of a new record of a type, in a journey where it has one, naming what is there."""
    return {
        f.name: journey if f.to == "journey" and f.name == "journey" else HAS[journey][str(f.to)]
        for f in RECORDS[type_].fields
        if f.kind == "ref" and f.to in HAS[journey] and (f.required or f.name == "card")
    }


def edit_of(op: str, type_: str, journey: str) -> tuple[Edit, State]:
    """An edit of a type in a journey, and a state in which its record is there unless it is put."""
    state = room_state()
    id_ = journey if type_ == "journey" and op != "put" else f"new-{type_}"
    fields = {**RECORDS[type_].defaults, **fields_of(type_, journey)}
    if op != "put" and state.get(type_, id_) is None:
        state.put(type_, id_, fields)
    if op == "put":
        return put(type_, id_, **fields_of(type_, journey)), state
    if op == "delete":
        return delete(type_, id_), state
    plain = [f.name for f in RECORDS[type_].fields if not f.fixed and f.kind != "ref"]
    return patch(type_, id_, **({plain[0]: "x"} if plain else {"role": None})), state


def expected(person: str, op: str, type_: str, journey: str) -> bool:
    """The policy in words: docs/protocol.md, “In a workshop”."""
    role = PEOPLE[person][0]
    inside = type_ in JOURNEY_TYPES or type_ == "journey"
    if type_ in ("person", "workspace"):
        return False  # another's; one's own name is tested below
    if role in MODERATE:
        return True
    if role == "viewer":
        return False
    if person == "lead":
        if type_ == "breakout" or (type_ == "journey" and op != "patch"):
            return type_ == "breakout" and journey in ROOMS
        return inside and journey in ROOMS and not (op == "delete" and type_ in ("workshop", "journey"))
    if role == "guest":
        return person in ("ben", "cem") and journey in ROOMS and type_ in GUESTS
    if type_ in CONTROL or (type_ == "journey" and op == "delete"):
        return False
    return not (person == "partaker" and journey in ROOMS and type_ in FRAME)


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("op", ["put", "patch", "delete"])
def test_every_person_operation_type_and_journey(person: str, op: str) -> None:
    members = PEOPLE[person][0] not in ("guest", "viewer") and person != "lead"
    for type_ in MATRIX_TYPES:
        for journey in HAS if not (members and type_ in GIVEN) else ():
            edit, state = edit_of(op, type_, journey)
            found = objection(actor(person), edit, state=state) == ""
            assert found is expected(person, op, type_, journey), (person, op, type_, journey)


@pytest.mark.parametrize("op", ["put", "patch", "delete"])
def test_a_link_to_one_journey_reaches_no_other(op: str) -> None:
    for role in ("champion", "facilitator", "viewer"):
        for type_ in MATRIX_TYPES:
            for journey in HAS:
                edit, state = edit_of(op, type_, journey)
                found = objection(link(role), edit, state=state) == ""  # type: ignore[arg-type]
                inside = type_ in JOURNEY_TYPES or (type_ == "journey" and op == "patch")
                free = role == "facilitator" or type_ not in CONTROL
                last = op == "delete" and type_ == "workshop"
                wanted = role != "viewer" and journey == "j1" and inside and free and not last
                assert found is wanted, (role, op, type_, journey)


@pytest.mark.parametrize("person", PEOPLE)
def test_everybody_changes_their_own_name_and_nobody_elses(person: str) -> None:
    assert objection(actor(person), patch("person", person, name="New")) == ""
    other = "ben" if person != "ben" else "cem"
    assert objection(actor(person), patch("person", other, name="New")) == "forbidden"


def test_what_is_out_of_reach_is_not_there() -> None:
    ben, far = actor("ben"), {"stage": "fs", "lane": "fl", "journey": "far"}
    assert objection(ben, patch("card", "fc", title="Mine")) == "gone"
    assert objection(ben, delete("card", "fc")) == "gone"
    assert objection(ben, put("card", "new", **far)) == "unknown"
    assert objection(ben, put("card", "fc", **{**far, "journey": "j1", "stage": "s1", "lane": "pains"})) == "exists"
    assert objection(ben, card("new", lane="pains", opens="far")) == "unknown"
    assert objection(ben, card("new", lane="pains", origin="fc")) == "unknown"
    assert objection(ben, card("new", lane="pains", opens="table")) == ""
    assert objection(ben, feeling("p1", persona="secret")) == "unknown"
    assert objection(ben, feeling("p1", persona="ann")) == ""
    assert objection(actor("lead"), put("traveller", "t", journey="j1", persona="secret")) == "unknown"
    assert objection(actor("lead"), put("breakout", "b", journey="j1", workshop="w", name="B", map="far")) == "unknown"
    assert objection(actor("lead"), patch("breakout", "blue", map="far")) == "unknown"
    assert objection(actor("lead"), patch("journey", "j1", owner="t-far")) == "unknown"


def test_who_leads_makes_tables_but_no_other_maps() -> None:
    lead, new = actor("lead"), put("journey", "new", workspace="main", title="Green")
    table = put("breakout", "green", journey="j1", workshop="w", name="Green", map="new")
    assert objection(lead, new, put("stage", "gs", journey="new", name="Look"), table) == ""
    assert objection(lead, new) == "forbidden"
    assert objection(actor("ben"), new, table) != ""


def test_a_shared_touchpoint_is_not_changed_from_one_map_by_a_guest() -> None:
    assert objection(actor("ben"), patch("card", "shared", title="Other")) == "forbidden"
    assert objection(actor("ben"), patch("card", "shared", title=STATE.of("card")["shared"]["title"])) == ""
    assert objection(actor("ben"), patch("card", "shared", severity=3)) == ""
    assert objection(actor("champion"), patch("card", "shared", title="Other")) == ""


def test_a_card_that_has_just_become_a_place_of_a_touchpoint_says_what_that_says() -> None:
    """The text of a change's later edits would go to all its places."""
    joins = patch("card", "p1", shared="tp")
    says = STATE.of("touchpoint")["tp"]
    for edits in (
        (joins, patch("card", "p1", title="Other")),
        (joins, patch("card", "p1", shared="tp", note="Other")),
        (card("new", lane="pains", shared="tp"), patch("card", "new", title="Other")),
        (card("new", lane="pains", shared="tp"), card("new", lane="pains")),
        (joins, patch("card", "p1", severity=2), patch("card", "p1", channel="phone")),
    ):
        assert objection(actor("ben"), *edits) == "forbidden", edits
        assert objection(link("champion"), *edits) == "forbidden", edits
    for edits in (
        (joins, patch("card", "p1", severity=3)),
        (joins, patch("card", "p1", title=says["title"])),
        (joins, patch("card", "p1", shared=None), patch("card", "p1", title="Other")),
        (joins, delete("card", "p1"), card("p1", lane="pains")),
        (patch("card", "p1", title="Other"), joins),
    ):
        assert objection(actor("ben"), *edits) == "", edits


@pytest.mark.parametrize("room", [{"locked": "on"}, {"private": "on"}])
def test_a_lock_holds_on_what_other_maps_and_the_library_change_on_the_map(room: dict[str, Any]) -> None:
    """Personas, teams and shared touchpoints look different on the locked map, too, wherever they are changed."""
    state = room_state()
    state.put("workshop", "w", {**state.of("workshop")["w"], **room})
    state.put("card", "there", {**state.of("card")["fc"], "shared": "tp", "title": "Call the hotline"})
    around = (
        patch("persona", "ann", name="Other"),
        delete("persona", "ann"),
        patch("team", "t-own", name="Other"),
        patch("touchpoint", "tp", title="Other"),
        delete("touchpoint", "tp"),
        patch("card", "there", title="Other"),
    )
    late = (patch("card", "fc", shared="tp"), patch("card", "fc", title="Other"))
    free = (
        patch("persona", "secret", name="Other"),
        put("persona", "new", workspace="main", name="New"),
        patch("card", "there", severity=3),
        patch("card", "fc", title="Other"),
        delete("card", "there"),
    )
    led = room_state()
    led.put("workshop", "w", {**led.of("workshop")["w"], **room, "facilitator": "champion"})
    for edit in around:
        for person in ("champion", "partaker"):
            assert objection(actor(person), edit, state=state) == "forbidden", (person, edit)
            assert objection(actor(person), edit) == "", (person, edit)
        assert objection(actor("facilitator"), edit, state=state) == ""
        assert objection(actor("champion"), edit, state=led) == ""
    for person in ("champion", "partaker"):
        assert objection(actor(person), *late, state=state) == "forbidden", person
        assert objection(actor(person), *late) == "", person
    for edit in free:
        for person in ("champion", "partaker"):
            assert objection(actor(person), edit, state=state) == "", (person, edit)


def test_predictions_are_for_colleagues_and_no_lock_holds_them_back() -> None:
    state = room_state()
    state.put("workshop", "w", {**state.of("workshop")["w"], "locked": "on"})
    asked = put("forecast", "f", journey="j1", title="Autumn")
    told = put("actual", "f.t1", journey="j1", forecast="f", card="t1", satisfaction=4.2)
    for person in ("champion", "partaker", "facilitator", "lead"):
        assert objection(actor(person), asked, told, state=state) == ""
    for kind in ("edit", "undo", "redo"):
        assert objection(actor("ben"), asked, kind=kind) == "forbidden"
        assert objection(actor("ben"), told, kind=kind) == "forbidden"


OPEN, MOVED = card("new", lane="pains"), patch("card", "p1", stage="s2")
CLOSED, INTO, OUT = card("new", lane="touch"), patch("card", "t1", lane="pains"), patch("card", "p1", lane="touch")


@pytest.mark.parametrize(
    ("room", "step", "open_"),
    [
        ({}, {}, True),
        ({"locked": "on"}, {}, False),
        ({"private": "on"}, {}, False),
        ({}, {"state": "done"}, False),
        ({}, {"lanes": ""}, False),
        ({}, {"lanes": "action"}, False),
        ({}, {"lanes": "action pain"}, True),
        ({"state": "closed"}, {}, False),
        ({"state": "planned"}, {}, False),
    ],
)
def test_what_is_open(room: dict[str, Any], step: dict[str, Any], open_: bool) -> None:
    state = room_state()
    state.put("workshop", "w", {**state.of("workshop")["w"], **room})
    state.put("step", "rate", {**state.of("step")["rate"], **step})
    running = state.of("workshop")["w"]["state"] == "running"
    for edit in (OPEN, MOVED, patch("card", "p1", title="x"), delete("card", "p1"), feeling("p1"), OUT, INTO, CLOSED):
        one_lane = edit not in (OUT, INTO, CLOSED)
        for person, may in (("ben", open_ and one_lane), ("partaker", (open_ and one_lane) or not running)):
            assert (objection(actor(person), edit, state=state) == "") is may, (person, edit)
        held = running and ("locked" in room or "private" in room)
        assert (objection(actor("champion"), edit, state=state) == "") is not held
        for person in ("lead", "owner", "facilitator"):
            assert objection(actor(person), edit, state=state) == ""
    said = put("parked", "x", journey="j1", workshop="w", text="Later")
    assert (objection(actor("ben"), said, state=state) == "") is running
    assert objection(actor("champion"), said, state=state) == ""
    for kind in ("undo", "redo"):  # what was written before a lock is not taken back under it
        assert (objection(actor("ben"), delete("card", "p1"), state=state, kind=kind) == "") is open_


def test_an_open_emotion_lane_takes_a_feeling_at_any_card() -> None:
    state = room_state()
    state.put("step", "rate", {**state.of("step")["rate"], "lanes": "emotion"})
    assert objection(actor("ben"), feeling("t1"), state=state) == ""
    assert objection(actor("ben"), patch("card", "t1", title="x"), state=state) == "forbidden"


def test_who_sits_at_a_table_writes_on_its_map_and_on_the_main_one() -> None:
    state = room_state()
    state.put("participant", "w.ben", {**state.of("participant")["w.ben"], "breakout": "blue"})
    state.put("breakout", "blue", {**state.of("breakout")["blue"], "map": "far"})
    assert objection(actor("ben"), patch("card", "tc", title="x"), state=state) == "forbidden"
    assert objection(actor("cem"), patch("card", "tc", title="x"), state=state) == ""
    assert objection(actor("ben"), patch("card", "p1", title="x"), state=state) == ""


def test_ones_own_place_in_the_room() -> None:
    for fields, ok in (
        ({"name": "B."}, True),
        ({"state": "left"}, True),
        ({"breakout": "red"}, False),
        ({"state": "waiting"}, False),
    ):
        assert (objection(actor("ben"), patch("participant", "w.ben", **fields)) == "") is ok
    assert objection(actor("left"), patch("participant", "w.left", state="in")) == ""
    assert objection(actor("removed"), patch("participant", "w.removed", state="in")) == "forbidden"
    assert objection(actor("waits"), patch("participant", "w.waits", state="in")) == "forbidden"
    fields = {"journey": "j1", "workshop": "w", "name": "Me"}
    assert objection(actor("champion"), put("participant", "w.champion", person="champion", **fields)) == ""
    assert objection(actor("champion"), put("participant", "x", person="ben", **fields)) == "forbidden"
    assert objection(actor("stranger"), put("participant", "x", person="stranger", **fields)) != ""


def test_a_workshop_that_goes_on_is_not_restored_under_its_people() -> None:
    assert objection(actor("champion"), patch("card", "p1", title="Then"), kind="restore") == "forbidden"
    assert objection(actor("champion"), patch("card", "fc", title="Then"), kind="restore") == ""
    assert objection(actor("ben"), patch("card", "p1", title="Then"), kind="restore") == "forbidden"
    assert objection(actor("lead"), patch("card", "p1", title="Then"), kind="restore") == ""


IDS = {name: sorted({*STATE.of(name), "n1"}) for name in RECORDS}
LIKELY = [
    *MATRIX_TYPES,
    *["card"] * 30,
    *["feeling"] * 12,
    *["tag"] * 12,
    *["connection"] * 6,
    *["parked"] * 6,
    *["participant"] * 4,
]


@st.composite
def edits(draw: st.DrawFn) -> Edit:
    """An edit that mostly hangs together: of what guests write, in one journey. Now and then it names anything."""
    type_, journey = draw(st.sampled_from(LIKELY)), draw(st.sampled_from(["j1", "j1", "j1", "table", "far"]))
    op = draw(st.sampled_from(["put", "put", "patch", "delete"]))
    near = [id_ for id_, fields in STATE.of(type_).items() if room_of(type_, id_, fields) == journey] or ["n1"]
    id_ = (
        draw(st.sampled_from(["n1", "n2", "n3"] if op == "put" else near))
        if draw(st.integers(0, 5))
        else draw(st.sampled_from(IDS[type_]))
    )
    if op == "delete":
        return delete(type_, id_)
    fields: dict[str, Any] = {}
    for f in RECORDS[type_].fields:
        if (f.fixed and op == "patch") or not ((f.required and op == "put") or draw(st.integers(0, 5)) == 0):
            continue
        if f.kind == "ref":
            own = HAS[journey].get(str(f.to))
            fields[f.name] = own if own and draw(st.integers(0, 9)) else draw(st.sampled_from(IDS[str(f.to)]))
        elif f.kind == "text":
            fields[f.name] = draw(st.sampled_from(["a", "b"]))
        elif f.choices:
            fields[f.name] = draw(st.sampled_from(f.choices))
        elif f.kind in ("number", "integer"):
            fields[f.name] = 1
    if type_ in MADE_OF and op == "put":
        id_ = made_id(type_, {**RECORDS[type_].defaults, **fields})
    return Edit(op, type_, id_, fields)


@settings(max_examples=300)
@given(st.lists(edits(), min_size=1, max_size=2), st.sampled_from(["ben", "lead"]), st.booleans())
def test_no_change_of_a_guest_reaches_beyond_the_workshop(made: list[Edit], person: str, locked: bool) -> None:
    """Whatever passes the policy leaves other journeys and the workspace as they are; with a lock, the map too."""
    state = room_state()
    if locked:
        state.put("workshop", "w", {**state.of("workshop")["w"], "locked": "on"})
    before = shot(state)
    try:
        examine(actor(person), Change("x", tuple(made)), state, "")
        apply(state, Change("x", tuple(made)))
    except Refused:
        assert shot(state) == before
        return
    event(f"{person} changed something" if shot(state) != before else "nothing changed")
    after = shot(state)
    for type_ in RECORDS:
        for id_ in {*before.get(type_, {}), *after.get(type_, {})}:
            old, new = before.get(type_, {}).get(id_), after.get(type_, {}).get(id_)
            if old == new or (type_ == "person" and id_ == person):
                continue
            place = room_of(type_, id_, old or new or {})
            made_here = person == "lead" and old is None and any(t["map"] == place for t in state.of("breakout").values())
            assert place in ROOMS or made_here, (type_, id_)
            if person == "ben":
                assert type_ in GUESTS | {"comment", "participant"} or old is not None, (type_, id_)
                assert not locked or type_ in WORKSHOP_TYPES | {"comment"}, (type_, id_)
