"""What is said carries the server's time, whatever the clock of who says it tells."""

from __future__ import annotations

from typing import Any

import pytest

from cxmap.access import SYSTEM, Actor, examine
from cxmap.changes import Change, Edit, apply
from tests.boards import board_state, guest, idea, remark, step
from tests.rooms import actor
from tests.worlds import patch, put

STATE = board_state()
DORA, CHAMPION, BOSS = guest("dora"), actor("champion"), actor("facilitator")
NOW, BEFORE, AHEAD = "2026-11-22T10:00:00.000Z", "2026-11-01T09:00:00Z", "2031-01-01T00:00:00Z"


def kept(who: Actor, *edits: Edit, **more: Any) -> Edit:
    """The last edit, as it is applied."""
    return examine(who, Change("x", edits), STATE, who.name, **{"at": NOW, **more})[0].edits[-1]


@pytest.mark.parametrize("at", [BEFORE, AHEAD])
@pytest.mark.parametrize(
    ("who", "edit"),
    [
        (DORA, idea("n")),
        (DORA, idea("n", person="dora")),
        (DORA, remark("n", "taken")),
        (CHAMPION, idea("n", person="champion")),
        (CHAMPION, step("n", "named", "new")),
        (BOSS, idea("n", person="facilitator")),
        (CHAMPION, put("comment", "n", journey="j1", card="p1", author="champion", text="Why?")),
        (BOSS, put("comment", "n", journey="j1", card="p1", author="facilitator", text="Why?")),
    ],
)
def test_who_says_something_says_it_now(who: Actor, edit: Edit, at: str) -> None:
    assert kept(who, put(edit.type, edit.id, **{**edit.fields, "at": at})).fields["at"] == NOW


@pytest.mark.parametrize(("given", "found"), [(BEFORE, BEFORE), (AHEAD, NOW), ("never", "never")])
def test_who_facilitates_brings_in_what_was_said_earlier_but_not_what_will_be(given: str, found: str) -> None:
    comment = put("comment", "n", journey="j1", card="p1", text="Why?", at=given, resolved=given)
    said = kept(BOSS, comment).fields
    assert (said["at"], said["resolved"]) == (found, found)
    assert kept(BOSS, idea("n", at=given)).fields["at"] == found


def test_a_thread_is_closed_now() -> None:
    assert kept(BOSS, patch("comment", "c", resolved=AHEAD)).fields["resolved"] == NOW
    assert kept(BOSS, patch("comment", "c", resolved=None)).fields["resolved"] is None


def test_what_comes_back_or_from_the_store_itself_keeps_its_time() -> None:
    edit = idea("n", person="facilitator")
    assert kept(BOSS, edit, trusted=True).fields["at"] == edit.fields["at"]
    assert kept(SYSTEM, edit).fields["at"] == edit.fields["at"]
    undone = Change("x", (edit,), kind="undo")
    assert examine(BOSS, undone, STATE, "Boss", at=NOW)[0].edits[0].fields["at"] == edit.fields["at"]


def test_whoever_sends_their_words_again_cannot_have_said_them_earlier() -> None:
    state = board_state()
    said = put("comment", "said", journey="j1", card="p1", author="champion", text="Why?", at=NOW)
    apply(state, Change("first", (said,)))
    again = put("comment", "said", **{**said.fields, "text": "Why not?", "at": BEFORE})
    assert examine(CHAMPION, Change("x", (again,)), state, "Champ", at=AHEAD)[0].edits[0].fields["at"] == NOW
