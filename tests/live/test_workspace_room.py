"""The workspace's own room, which is called "": what is known of the customer, live, for everybody who has the whole workspace."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from cxmap.access import Actor
from cxmap.changes import Edit
from cxmap.model.records import RECORDS
from cxmap.model.views import BOARD_TYPES, EVERY_BOARD_TYPES, WORKSPACE_TYPES
from cxmap.store import Store
from cxmap.web.door import Addresses
from cxmap.web.sharing import Shared
from tests.live.conftest import card, patch
from tests.live.test_protocol import replay, stored
from tests.live.test_questions import ask
from tests.serving import Board, Served
from tests.worlds_customer import a_customer

Boards = Callable[..., Board]


def put(type_: str, id_: str, **fields: Any) -> dict[str, Any]:
    return {"op": "put", "type": type_, "id": id_, "fields": fields}


def statement(id_: str, text: str = "Home by six", **more: Any) -> dict[str, Any]:
    return put("statement", id_, persona="rosa", kind="goal", text=text, **more)


def quiet(board: Board) -> bool:
    """Whether no change comes before the answer to a ping, but those that do nothing here: somebody came for the first time."""
    board.send({"t": "ping"})
    while (message := board.next("pong", "change", "ack"))["t"] == "change" and not message["edits"]:
        pass
    return message["t"] == "pong"


def told(board: Board) -> dict[str, Any]:
    """The next change that does something here."""
    while not (message := board.next("change"))["edits"]:
        pass
    return message


def test_welcome_holds_the_workspace_and_no_map(board: Boards, map_store: Store) -> None:
    welcome = board("").welcome
    assert set(welcome["records"]) == set(WORKSPACE_TYPES)
    assert not set(welcome["records"]) & (set(BOARD_TYPES) - set(EVERY_BOARD_TYPES))
    assert replay(welcome["records"], []) == stored(map_store, "")
    assert [p["name"] for p in welcome["records"]["persona"]] == ["Rosa"]
    assert (welcome["rev"], welcome["role"], welcome["counts"]) == (map_store.revision, "owner", None)


def test_two_people_fill_one_persona_and_see_each_other_there(board: Boards, map_store: Store) -> None:
    anna, ben = board(""), board("")
    anna.change(statement("g1"))
    ack, heard = anna.next("ack"), told(ben)
    assert (
        ack["edits"]
        == heard["edits"]
        == [{**statement("g1"), "fields": {**RECORDS["statement"].defaults, **statement("g1")["fields"]}}]
    )
    ben.change(patch("g1", "statement", was={"text": "Home by six"}, text="Home by six, every day"))
    anna.change(patch("g1", "statement", was={"text": "Home by six"}, text="Be home by six"))
    while stored(map_store, "")["statement", "g1"]["text"] != "Be home by six, every day":
        ben.next("change", "ack")
    anna.send(
        {"t": "presence", "cursor": None, "selected": ["persona:rosa:quote", "g1"], "held": [], "typing": "persona:rosa:quote"}
    )
    while not (seen := [p for p in ben.next("people")["people"] if p["selected"]]):
        pass
    assert (seen[0]["person"], seen[0]["selected"]) == (anna.welcome["you"]["person"], ["persona:rosa:quote", "g1"])
    assert seen[0]["typing"] == "persona:rosa:quote"


@pytest.mark.parametrize("place", ["a:b:c:d", "persona:", ":x", "a b", 3])
def test_what_is_selected_is_an_id_or_a_place_in_a_record(board: Boards, place: Any) -> None:
    anna = board("")
    anna.send({"t": "presence", "cursor": None, "selected": [place], "held": [], "typing": None})
    assert anna.next("error")["code"] == "unreadable"


def test_every_change_leads_from_a_stale_view_to_a_fresh_one(board: Boards, map_store: Store) -> None:
    """All record types of the room, made, changed, deleted, undone; seen live, and caught up by one who was away."""
    anna, ben = board(""), board("")
    stale, heard = anna.welcome["records"], []
    away = map_store.revision
    people = ("person", "team", "workspace")
    seed = [
        Edit("put", "persona", "ann", {"workspace": "main", "name": "Ann"}),
        Edit("put", "team", "te1", {"workspace": "main", "name": "Desk"}),
    ]
    office = [e for e in a_customer(ben.welcome["you"]["person"]) if e.type in WORKSPACE_TYPES and e.type not in people]
    for edit in [*seed, *office]:
        fields = {
            name: None if RECORDS[edit.type].field(name).to in ("journey", "card") else value
            for name, value in edit.fields.items()
        }  # type: ignore[union-attr]
        ben.change({"op": edit.op, "type": edit.type, "id": edit.id, "fields": fields})
        assert ben.next("ack", "refused")["t"] == "ack", edit
        heard.append(told(anna))
        assert replay(stale, heard) == stored(map_store, "")
    there = stored(map_store, "")
    assert {type_ for type_, _ in there} >= set(WORKSPACE_TYPES) - {"role", "word", "touchpoint"}
    for type_, id_ in [
        ("persona", "ann"),
        ("viewpoint", "vp1"),
        *[(t, i) for t, i in there if t in ("whiteboard", "field_note", "theme")],
    ]:
        ben.change({"op": "delete", "type": type_, "id": id_})
        ben.next("ack")
        heard.append(told(anna))
        assert replay(stale, heard) == stored(map_store, "")
        ben.send({"t": "undo", "id": f"undo-{type_}-{id_}"})
        ben.next("ack")
        heard.append(told(anna))
        assert replay(stale, heard) == stored(map_store, "")
    assert stored(map_store, "") == there
    assert all(before["rev"] == after["prev"] for before, after in pairwise(heard))
    late = board("", away)
    assert "records" not in late.welcome
    assert replay(stale, late.welcome["changes"]) == there


def test_undo_and_redo_in_the_room_take_back_what_was_done_there(board: Boards, map_store: Store) -> None:
    anna, ben = board(""), board("")
    anna.change(statement("g1"))
    anna.next("ack")
    before = stored(map_store, "")
    ben.change(statement("g2"))
    ben.next("ack")
    anna.send({"t": "undo", "id": "u1"})
    while (done := anna.next("ack", "change"))["t"] != "ack":
        pass
    assert done["edits"] == [{"op": "delete", "type": "statement", "id": "g1"}]
    anna.send({"t": "redo", "id": "r1"})
    anna.next("ack")
    ben.send({"t": "undo", "id": "u2"})
    while ben.next("ack", "change")["t"] != "ack":
        pass
    assert stored(map_store, "") == before
    cleo = board("")
    cleo.send({"t": "undo", "id": "u3"})
    assert cleo.next("refused")["code"] == "nothing"


def test_a_change_that_touches_a_map_and_the_workspace_is_told_to_each_in_its_part(board: Boards, map_store: Store) -> None:
    anna, ben, other = board(""), board("j"), board("other")
    edits = [card("c1", "Queue"), put("whiteboard", "w", workspace="main", title="Ideas")]
    edits += [
        put("idea", "i", whiteboard="w", text="A second desk", at="2026-11-22T09:00:00Z"),
        put("idea_link", "l", idea="i", map="j", card="c1", title="Queue"),
    ]
    anna.change(*edits)
    ack, heard = anna.next("ack"), told(ben)
    assert [e["type"] for e in ack["edits"]] == ["whiteboard", "idea", "idea_link"]
    assert [e["type"] for e in heard["edits"]] == ["card"]
    assert quiet(other)
    ben.change({"op": "delete", "type": "card", "id": "c1"})
    cleared = told(anna)
    assert cleared["edits"] == [{"op": "patch", "type": "idea_link", "id": "l", "fields": {"card": None}}]
    assert (cleared["prev"], ben.next("ack")["prev"]) == (ack["rev"], heard["rev"])
    ben.send({"t": "undo", "id": "u"})
    assert told(anna)["edits"] == [{"op": "patch", "type": "idea_link", "id": "l", "fields": {"card": "c1"}}]
    for room, message in (("", anna), ("j", ben)):
        assert replay(board(room).welcome["records"], []) == stored(map_store, room), message


def test_what_every_board_holds_is_told_in_the_workspace_and_what_is_of_a_map_is_not(board: Boards, map_store: Store) -> None:
    anna, ben = board(""), board("j")
    ben.change(card("c1"))
    ben.next("ack")
    assert quiet(anna)
    ben.change(patch("rosa", "persona", name="Rosa B."))
    heard, ack = told(anna), ben.next("ack")
    assert heard["edits"] == ack["edits"] == [patch("rosa", "persona", name="Rosa B.")]
    assert heard["prev"] < ack["prev"] < heard["rev"]
    anna.change(statement("g1"))
    anna.next("ack")
    assert quiet(ben)
    anna.change({"op": "delete", "type": "persona", "id": "rosa"})
    gone = {(e["op"], e["type"]) for e in anna.next("ack")["edits"]}
    assert gone == {("delete", "statement"), ("delete", "persona")}
    assert {(e["op"], e["type"]) for e in told(ben)["edits"]} == {("delete", "traveller"), ("delete", "persona")}


def test_the_past_of_the_workspace_can_be_read_but_not_restored(board: Boards, map_store: Store) -> None:
    anna = board("")
    start = map_store.revision
    anna.change(statement("g1"))
    anna.next("ack")
    found = ask(anna, "timeline", "q1")["entries"][0]
    assert (found["rev"], found["kind"], "Home by six" in found["label"]) == (start + 1, "edit", True)
    changes = ask(anna, "changes", "q2", after=start)["changes"]
    assert replay(anna.welcome["records"], changes) == stored(map_store, "")
    for kind in ("moment", "restore"):
        assert ask(anna, kind, f"q-{kind}", rev=start)["code"] == "invalid"
    assert ask(anna, "similar", "q3")["message"] == "This is asked of a journey: open one, and ask there."


@pytest.mark.parametrize(
    ("actor", "role"),
    [(Actor("", "viewer"), "viewer"), (Actor("", "champion"), "champion"), (Actor("", "champion", journey="j"), "")],
)
def test_who_has_one_journey_only_sees_nothing_of_the_workspace(
    served: Served, map_store: Store, actor: Actor, role: str
) -> None:
    served.sharing.shared = Shared(served.origin, Addresses((served.origin,)), None)
    person = map_store.identities.make_person("Eve")
    secret = map_store.sessions.add(person, actor.role, "link:x", journey=actor.journey)
    eve = Board(served, session=secret)
    eve.send({"t": "hello", "v": 1, "journey": "", "rev": None})
    if not role:
        assert (eve.next("error", "welcome")["code"], eve.closed()) == ("no_journey", 4404)
        return
    assert eve.next("welcome")["role"] == role
    eve.change(statement("g1"))
    assert eve.next("ack", "refused")["t"] == ("ack" if role == "champion" else "refused")
    eve.close()


def served_shared(served: Served) -> Any:
    from cxmap.web.door import Addresses
    from cxmap.web.sharing import Shared

    return Shared(served.origin, Addresses((served.origin,)), None)
