"""Ideas belong to who gave them, and the guest of an idea board has that board and nothing else."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxmap.access import SOMEBODY, SYSTEM, Actor, board_of, examine, permits
from cxmap.access.ideas import MOST_IDEAS, MOST_REMARKS
from cxmap.changes import Change, Edit, Refused, State, apply
from cxmap.model.customer_records import IDEA_TYPES
from cxmap.model.records import MADE_OF, RECORDS, check_fields, made_id
from tests.boards import AT, board_state, guest, idea, remark, second, step
from tests.rooms import actor, link
from tests.worlds import delete, patch, put, shot

STATE = board_state()
DORA, EMIL = guest("dora"), guest("emil")
CHAMPION, BOSS, VIEWER = actor("champion"), actor("facilitator"), actor("viewer")


def objection(who: Actor, *edits: Edit, state: State = STATE, kind: str = "edit") -> str:
    """The code with which the policy refuses a change; "" where it lets it pass. Every refusal is one sentence."""
    refused = None
    try:
        examine(who, Change("x", edits, kind=kind), state, who.name)  # type: ignore[arg-type]
    except Refused as refusal:
        refused = refusal
    assert refused is None or re.fullmatch(r"[A-Z“](?!.*\. ).*\.", refused.message)
    return refused.code if refused else ""


NO, GONE, UNKNOWN = "forbidden", "gone", "unknown"
MOVE = patch("idea", "named", state="chosen")
TOLD = step("new", "named", "chosen", note="Yes")
# What it is, the edits, and what is said to: the giver as a guest, another guest, a champion, a facilitator.
CASES: dict[str, tuple[tuple[Edit, ...], str, str, str, str]] = {
    "an idea without a name": ((idea("n"),), "", "", "", ""),
    "an idea in Dora's name": ((idea("n", person="dora"),), "", NO, NO, NO),
    "an idea on another board": ((idea("n", "other"),), UNKNOWN, UNKNOWN, "", ""),
    "an idea on a closed board": ((idea("n", "shut"),), UNKNOWN, UNKNOWN, NO, ""),
    "an idea on no board": ((idea("n", "nowhere"),), UNKNOWN, UNKNOWN, "", ""),
    "an idea that is chosen at once": ((idea("n", state="chosen"),), NO, NO, "", ""),
    "an idea with an owner": ((idea("n", owner="Eva"),), NO, NO, "", ""),
    "an idea of a team": ((idea("n", team="t-own"),), UNKNOWN, UNKNOWN, "", ""),
    "the words of Dora's idea": ((patch("idea", "named", text="Better"),), "", NO, NO, ""),
    "the same words again": ((patch("idea", "named", text="Idea named"),), "", "", "", ""),
    "the words of a nameless idea": ((patch("idea", "nameless", text="Better"),), NO, NO, NO, ""),
    "Dora's idea put once more": ((idea("named", person="dora", text="Better"),), "", NO, NO, NO),
    "Dora's idea put as nobody's": ((idea("named"),), NO, NO, NO, NO),
    "the nameless idea put once more": ((idea("nameless", text="Mine"),), NO, NO, NO, ""),
    "the name under an idea": ((patch("idea", "named", author_name="Eva"),), NO, NO, NO, ""),
    "when it was given": ((patch("idea", "named", at="2020-01-01T00:00:00Z"),), NO, NO, NO, ""),
    "its place among others": ((patch("idea", "named", order="a5"),), NO, NO, "", ""),
    "its owner, outcome and reason": ((patch("idea", "named", owner="Eva", outcome="x", reason="y"),), NO, NO, "", ""),
    "its team": ((patch("idea", "named", team="t-own"),), UNKNOWN, UNKNOWN, "", ""),
    "a state with its step": ((MOVE, TOLD), NO, NO, "", ""),
    "a state without a step": ((MOVE,), NO, NO, NO, NO),
    "a state with the step of another state": ((MOVE, step("new", "named", "done")), NO, NO, NO, NO),
    "a state with the step of another idea": ((MOVE, step("new", "taken", "chosen")), NO, NO, NO, NO),
    "a step without a change": ((step("new", "named", "done"),), NO, NO, NO, NO),
    "a word to the giver in between": ((step("new", "moved", "chosen"),), NO, NO, "", ""),
    "an idea with its first step": ((idea("n", state="done"), step("new", "n", "done")), NO, NO, "", ""),
    "what the giver was told": ((patch("idea_step", "moved-1", note="x"),), NO, NO, NO, ""),
    "a step taken away": ((delete("idea_step", "moved-1"),), NO, NO, NO, ""),
    "Dora's idea taken back": ((delete("idea", "named"),), "", NO, NO, ""),
    "an idea that was taken up": ((delete("idea", "taken"),), NO, NO, NO, ""),
    "an idea that has come on": ((delete("idea", "moved"),), NO, NO, NO, ""),
    "an idea of another board": ((patch("idea", "foreign", text="x"),), GONE, GONE, NO, ""),
    "that taken back": ((delete("idea", "foreign"),), GONE, GONE, NO, ""),
    "that put again": ((idea("foreign"),), "exists", "exists", NO, NO),
    "a remark without a name": ((remark("n", "taken"),), "", "", "", ""),
    "a remark in Dora's name": ((remark("n", "taken", "dora"),), "", NO, NO, NO),
    "a remark on another board": ((remark("n", "foreign"),), UNKNOWN, UNKNOWN, "", ""),
    "a remark on a new idea": ((idea("n"), remark("m", "n")), "", "", "", ""),
    "a remark on a closed board": ((remark("n", "old"),), UNKNOWN, UNKNOWN, NO, ""),
    "the words of Emil's remark": ((patch("remark", "said", text="x"),), NO, "", NO, ""),
    "Emil's remark taken back": ((delete("remark", "said"),), NO, "", NO, ""),
    "a remark of another board": ((patch("remark", "far-said", text="x"),), GONE, GONE, NO, ""),
    "Dora's second": ((second("nameless", "dora"),), "", NO, NO, NO),
    "Dora's second on another board": ((second("foreign", "dora"),), UNKNOWN, UNKNOWN, NO, NO),
    "Emil's second taken back": ((delete("second", "taken.emil"),), NO, "", NO, ""),
    "a link in words": ((put("idea_link", "n", idea="taken", title="The queue"),), NO, NO, "", ""),
    "a link to a map": ((put("idea_link", "n", idea="taken", map="j1"),), UNKNOWN, UNKNOWN, "", ""),
    "a link to a map that is not there": ((put("idea_link", "n", idea="taken", map="nowhere"),), UNKNOWN, UNKNOWN, "", ""),
    "a link to a card": ((put("idea_link", "n", idea="taken", map="far", card="fc"),), UNKNOWN, UNKNOWN, "", ""),
    "another's link": ((patch("idea_link", "link", title="x"),), NO, NO, "", ""),
    "a link taken away": ((delete("idea_link", "link"),), NO, NO, "", ""),
    "a new board": ((put("whiteboard", "n", workspace="main", title="N"),), NO, NO, "", ""),
    "what a board asks": ((patch("whiteboard", "hall", question="?"),), NO, NO, "", ""),
    "another board": ((patch("whiteboard", "other", question="?"),), GONE, GONE, "", ""),
    "a board with others' ideas deleted": ((delete("whiteboard", "hall"),), NO, NO, NO, ""),
    "an empty board deleted": ((delete("whiteboard", "shut"),), GONE, GONE, NO, ""),
    "a card": ((patch("card", "p1", title="x"),), NO, NO, NO, ""),
    "a persona's statement": ((patch("statement", "st", text="x"),), NO, NO, "", ""),
    "a viewpoint": ((delete("viewpoint", "vp"),), NO, NO, "", ""),
    "a map": ((patch("journey", "j1", title="x"),), NO, NO, "", ""),
    "a workshop": ((patch("workshop", "w", title="x"),), NO, NO, NO, ""),
    "one's own participant record": (
        (put("participant", "w.d", journey="j1", workshop="w", person="dora", name="D"),),
        NO,
        NO,
        NO,
        "",
    ),
    "a name of one's own": ((patch("person", "dora", name="D"),), "", NO, NO, NO),
    "what is there no more": ((patch("idea", "no-such", text="x"),), "", "", "", ""),
}


@pytest.mark.parametrize("case", CASES)
def test_who_may_do_what(case: str) -> None:
    edits, *expected = CASES[case]
    said = [objection(who, *edits) for who in (DORA, EMIL, CHAMPION, BOSS)]
    if case == "a card":  # the step that runs opens the pains to members who do not take part
        expected[2] = ""
    assert said == expected
    assert objection(SYSTEM, *edits) == ""
    assert objection(VIEWER, *edits) == NO
    assert objection(link("facilitator"), *edits) != "" or case in (
        "a card",
        "a map",
        "a workshop",
        "one's own participant record",
    )


@pytest.mark.parametrize("op", ["put", "patch", "delete"])
@pytest.mark.parametrize("type_", RECORDS)
def test_a_guest_touches_no_other_type_wherever_it_is(type_: str, op: str) -> None:
    """Whether it is there or not, in a foreign journey or in that of a workshop: the answer is the same."""
    if type_ in IDEA_TYPES or type_ == "person":
        return
    for journey in ("j1", "far", "nowhere", "hall"):
        fields = {f.name: journey for f in RECORDS[type_].fields if f.to == "journey"}
        for id_ in (*STATE.of(type_), "not-there"):
            assert objection(DORA, Edit(op, type_, id_, {} if op == "delete" else fields)) == NO  # type: ignore[arg-type]


@pytest.mark.parametrize("board", ["other", "shut", "nowhere", "w", ""])
def test_a_guest_of_another_board_has_none_of_this_one(board: str) -> None:
    for edits, said, *_ in CASES.values():
        if said == "" and edits[0].type != "person" and edits[0].id != "no-such":
            assert objection(guest("dora", board), *edits) in (NO, GONE, UNKNOWN, "exists"), edits


def test_a_closed_board_takes_nothing_from_its_guests_but_a_new_name() -> None:
    state = board_state()
    state.put("whiteboard", "hall", {**state.of("whiteboard")["hall"], "state": "closed"})
    for edits, said, *_ in CASES.values():
        if said == "" and edits[0].type != "person":
            assert objection(DORA, *edits, state=state) == NO, edits
    assert objection(DORA, delete("idea", "named"), state=state, kind="undo") == NO
    assert objection(DORA, patch("person", "dora", name="D"), state=state) == ""
    for edit in (idea("n"), remark("n", "taken"), second("taken", "champion")):
        assert objection(CHAMPION, edit, state=state) == NO
    assert objection(CHAMPION, MOVE, TOLD, state=state) == ""
    assert objection(CHAMPION, patch("whiteboard", "hall", state="open"), state=state) == ""


def test_undo_of_a_guest_stays_on_the_board_too() -> None:
    assert objection(DORA, delete("idea", "taken"), kind="undo") == ""
    assert objection(DORA, idea("back"), kind="redo") == ""
    assert objection(DORA, delete("idea", "foreign"), kind="undo") == GONE
    assert objection(DORA, delete("statement", "st"), kind="undo") == NO
    assert objection(DORA, patch("idea", "named", text="x"), kind="restore") == NO
    assert objection(CHAMPION, delete("idea", "taken"), kind="undo") == ""


def test_a_board_does_not_grow_without_end() -> None:
    state = board_state()
    for n in range(MOST_IDEAS):
        state.put("idea", f"i{n}", check_fields("idea", idea(f"i{n}").fields, whole=True))
    for n in range(MOST_REMARKS):
        state.put("remark", f"r{n}", check_fields("remark", remark(f"r{n}", "named").fields, whole=True))
    assert objection(DORA, idea("n"), state=state) == NO
    assert objection(DORA, remark("n", "named"), state=state) == NO
    assert objection(DORA, remark("n", "taken"), state=state) == ""
    assert objection(CHAMPION, idea("n"), remark("m", "named"), state=state) == ""


NAMES = {
    "in one's own name": (DORA, idea("n", person="dora", author_name="Boss"), "edit", ("dora", "Dora"), "Dora"),
    "without a name": (DORA, idea("n", author_name="Boss"), "edit", (None, ""), SOMEBODY),
    "a remark without a name": (CHAMPION, remark("n", "taken"), "edit", (None, ""), SOMEBODY),
    "a sheet of paper, typed in": (BOSS, idea("n", author_name="Hugo"), "edit", (None, "Hugo"), "Facilitator"),
    "a champion cannot do that": (CHAMPION, idea("n", author_name="Hugo"), "edit", (None, ""), SOMEBODY),
    "a step": (CHAMPION, step("n", "moved", "chosen", author_name="Boss"), "edit", (None, "Champion"), "Champion"),
    "a step from a file": (BOSS, step("n", "moved", "chosen", author_name="Boss"), "edit", (None, "Boss"), "Facilitator"),
    "a facilitator's step": (BOSS, step("n", "moved", "chosen"), "edit", (None, "Facilitator"), "Facilitator"),
    "a nameless idea taken back": (DORA, delete("idea", "nameless"), "undo", (None, ""), SOMEBODY),
    "a named idea taken back": (DORA, delete("idea", "named"), "undo", (None, ""), "Dora"),
    "a nameless idea given again": (DORA, idea("n"), "redo", (None, ""), SOMEBODY),
    "a board brought back": (BOSS, put("whiteboard", "n", workspace="main", title="N"), "undo", (None, ""), "Facilitator"),
}


@pytest.mark.parametrize("case", NAMES)
def test_what_is_signed_how(case: str) -> None:
    who, edit, kind, signed, logged = NAMES[case]
    change, name = examine(who, Change("x", (edit,), kind=kind), STATE, who.name)  # type: ignore[arg-type]
    fields = change.edits[0].fields
    assert (fields.get("person"), fields.get("author_name", "")) == signed
    assert name == logged


def test_a_name_is_not_changed_along_with_the_words() -> None:
    change, _ = examine(DORA, Change("x", (patch("idea", "named", text="Better", author_name="Dora"),)), STATE, "Dora")
    assert change.edits[0].fields == {"text": "Better"}
    board = put("whiteboard", "n", workspace="main", title="N")
    assert examine(BOSS, Change("x", (board, idea("i", "n")), kind="undo"), STATE, "Boss")[1] == "Boss"


def test_permits_knows_the_board() -> None:
    operations = ("read", "edit", "participate", "people", "browse", "history", "export", "takeaway", "facilitate", "share")
    here = {o for o in operations if permits(DORA, o, board="hall")}  # type: ignore[arg-type]
    assert here == {"read", "edit", "participate"}
    assert not any(permits(DORA, o, board="other") for o in operations)  # type: ignore[arg-type]
    assert not any(permits(DORA, o, "j1") for o in operations)  # type: ignore[arg-type]
    assert not any(permits(link(), o, board="hall") for o in operations)  # type: ignore[arg-type]
    assert permits(CHAMPION, "edit", board="hall")
    assert permits(VIEWER, "read", board="hall")
    assert not permits(VIEWER, "edit", board="hall")


def test_a_workshop_of_the_same_id_comes_first() -> None:
    state = board_state()
    state.put("whiteboard", "w", state.of("whiteboard")["hall"])
    assert (board_of(guest(), state), board_of(actor("ben"), state), board_of(CHAMPION, state)) == ("hall", "", "")
    assert objection(actor("ben"), idea("n", "w"), state=state) == NO


IDS = {name: sorted({*STATE.of(name), "n1"}) for name in RECORDS}


@st.composite
def edits(draw: st.DrawFn) -> Edit:
    """An edit that mostly is of an idea board, and names anything that is there."""
    type_ = draw(st.sampled_from([*IDEA_TYPES * 6, *RECORDS]))
    op = draw(st.sampled_from(["put", "put", "patch", "delete"]))
    id_ = draw(st.sampled_from(IDS[type_]))
    if op == "delete":
        return delete(type_, id_)
    fields: dict[str, Any] = {}
    for f in RECORDS[type_].fields:
        if (f.fixed and op == "patch") or not ((f.required and op == "put") or draw(st.integers(0, 2)) == 0):
            continue
        if f.kind == "ref":
            fields[f.name] = draw(st.sampled_from(["hall", "named", "dora", *IDS[str(f.to)]]))
        elif f.choices:
            fields[f.name] = draw(st.sampled_from(f.choices))
        elif f.kind in ("text", "time"):
            fields[f.name] = AT if f.kind == "time" else draw(st.sampled_from(["a", "b"]))
    if type_ in MADE_OF and op == "put":
        id_ = made_id(type_, {**RECORDS[type_].defaults, **fields})
    return Edit(op, type_, id_, fields)  # type: ignore[arg-type]


@settings(max_examples=200)
@given(st.lists(edits(), min_size=1, max_size=3), st.sampled_from(["edit", "edit", "undo", "redo"]))
def test_no_change_of_a_guest_reaches_beyond_the_board(made: list[Edit], kind: str) -> None:
    state = board_state()
    before = shot(state)
    change = Change("x", tuple(made), kind=kind)  # type: ignore[arg-type]
    try:
        signed, _ = examine(DORA, change, state, "Dora")
        apply(state, signed)
    except Refused:
        assert shot(state) == before
        return
    after = shot(state)
    for type_ in RECORDS:
        for id_ in {*before.get(type_, {}), *after.get(type_, {})}:
            old, new = before.get(type_, {}).get(id_), after.get(type_, {}).get(id_)
            if old == new or (type_, id_) == ("person", "dora"):
                continue
            if type_ == "idea_link" and new is None and old is not None and old["idea"] not in after.get("idea", {}):
                continue  # it went with its idea, which is looked at itself
            assert type_ in ("idea", "remark", "second") or kind != "edit", (type_, id_)
            there = {**before.get("idea", {}), **after.get("idea", {})}
            record = old or new or {}
            found = (
                id_
                if type_ == "whiteboard"
                else record["whiteboard"]
                if type_ == "idea"
                else there[record["idea"]]["whiteboard"]
            )
            assert found == "hall", (type_, id_)
            if kind == "edit" and old is not None and new is not None:
                anew = any((e.op, e.type, e.id) == ("delete", type_, id_) for e in made)  # taken back and given once more
                assert anew or {n for n in new if new[n] != old[n]} <= {"text"}
                assert old["person"] == "dora"
                assert new["person"] in (None, "dora")
            if kind == "edit" and old is None and new is not None and "person" in new:
                assert new["person"] in (None, "dora")
