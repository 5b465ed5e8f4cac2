"""Comments belong to who wrote them."""

from __future__ import annotations

import pytest

from cxmap.access import SYSTEM, Actor, check_comments, signed
from cxmap.changes import Change, Edit, Refused, State, apply
from tests.worlds import START, change, delete, patch, put

ANN, BOB, EVE = (Actor(name, "champion") for name in ("p1", "p2", "p3"))
BOSS = Actor("p4", "facilitator")


def comment(id_: str, author: str | None = "p1", **more: object) -> Edit:
    fields = {"journey": "j1", "text": id_, "author": author, "author_name": "", "at": "2026-11-22T09:00:00Z", **more}
    return put("comment", id_, **fields)


@pytest.fixture
def state() -> State:
    """Ann has asked at a card, Bob has answered, and Ann has said something that nobody answered."""
    state = State()
    people = [
        put("person", id_, workspace="main", name=id_.upper(), number=i, colour=1)
        for i, id_ in enumerate(("p1", "p2", "p3", "p4"), 1)
    ]
    state.put("workspace", "main", {"name": "W"})
    apply(
        state, change(*START, *people, comment("asked", card="c1"), comment("answer", "p2", thread="asked"), comment("alone"))
    )
    apply(state, change(put("mention", "asked.p2", journey="j1", comment="asked", person="p2")))
    return state


def may(actor: Actor, state: State, *edits: Edit, kind: str = "edit") -> bool:
    try:
        check_comments(actor, Change("x", edits, kind=kind), state)  # type: ignore[arg-type]
    except Refused as refusal:
        return refusal.code != "forbidden"
    return True


CASES = {
    "one's own comment": (comment("new"), ANN, True),
    "in another's name": (comment("new", "p2"), ANN, False),
    "in nobody's name": (comment("new", None), ANN, False),
    "from a file, by a facilitator": (comment("new", None), BOSS, True),
    "one's own text": (patch("comment", "asked", text="What?"), ANN, True),
    "another's text": (patch("comment", "asked", text="What?"), BOB, False),
    "another's text by a facilitator": (patch("comment", "asked", text="What?"), BOSS, True),
    "one's own date": (patch("comment", "asked", at="2020-01-01T00:00:00Z"), ANN, False),
    "another's name under it": (patch("comment", "asked", author_name="Bob"), ANN, False),
    "closing another's thread": (patch("comment", "asked", resolved="2026-11-22T09:00:00Z"), EVE, True),
    "closing and changing it": (patch("comment", "asked", resolved="2026-11-22T09:00:00Z", text="x"), EVE, False),
    "one's own answer": (delete("comment", "answer"), BOB, True),
    "another's answer": (delete("comment", "answer"), ANN, False),
    "one's own thread without answers": (delete("comment", "alone"), ANN, True),
    "a thread that others have answered": (delete("comment", "asked"), ANN, False),
    "any thread, by a facilitator": (delete("comment", "asked"), BOSS, True),
    "what is gone": (delete("comment", "gone"), EVE, True),
    "the card with all that is said about it": (delete("card", "c1"), EVE, True),
    "a mention in one's own comment": (put("mention", "asked.p3", journey="j1", comment="asked", person="p3"), ANN, True),
    "a mention in another's": (put("mention", "asked.p3", journey="j1", comment="asked", person="p3"), BOB, False),
    "taking another's mention away": (delete("mention", "asked.p2"), BOB, False),
}


@pytest.mark.parametrize("case", CASES)
def test_who_may_do_what(case: str, state: State) -> None:
    edit, actor, allowed = CASES[case]
    assert may(actor, state, edit) is allowed
    assert may(SYSTEM, state, edit)
    assert may(actor, state, edit, kind="undo")


def test_a_new_comment_and_its_mentions_come_together(state: State) -> None:
    assert may(ANN, state, comment("new"), put("mention", "new.p2", journey="j1", comment="new", person="p2"))


def test_nobody_signs_as_somebody_else() -> None:
    said = change(
        comment("new", author_name="Bob"),
        patch("comment", "old", resolved="2026-11-22T09:00:00Z", resolved_by="Bob"),
        delete("comment", "x"),
    )
    names = [edit.fields.get("author_name", edit.fields.get("resolved_by")) for edit in signed(ANN, said, "Ann").edits]
    assert names == ["Ann", "Ann", None]
    closed = signed(ANN, change(comment("new", resolved="2026-11-22T09:00:00Z", resolved_by="Bob")), "Ann").edits[0]
    assert closed.fields["resolved_by"] == "Ann"
    assert signed(EVE, change(patch("comment", "old", resolved_by="Bob")), "Eve").edits[0].fields == {}
    again = signed(ANN, change(patch("comment", "old", resolved=None)), "Ann").edits[0]
    assert again.fields == {"resolved": None, "resolved_by": ""}
    assert signed(SYSTEM, said, "cxmap") is said
    brought = change(comment("new", None, author_name="Somebody of last year"))
    assert signed(BOSS, brought, "Boss").edits[0].fields["author_name"] == "Somebody of last year"
