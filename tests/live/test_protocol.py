"""The protocol as a client meets it, over a real server: docs/protocol.md, sentence by sentence."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from cxmap.access import SYSTEM
from cxmap.changes import Change, Edit
from cxmap.store import Store
from tests.live.conftest import card, patch
from tests.serving import Board, Served

Boards = Callable[..., Board]


def replay(records: dict[str, list[dict[str, Any]]], messages: list[dict[str, Any]]) -> dict[tuple[str, str], dict[str, Any]]:
    """The view of a client: records with every edit applied in order."""
    view = {(kind, r["id"]): dict(r) for kind, there in records.items() for r in there}
    for message in messages:
        for edit in message["edits"]:
            key = (edit["type"], edit["id"])
            if edit["op"] == "delete":
                view.pop(key, None)
            elif edit["op"] == "put":
                view[key] = {"id": edit["id"], **edit["fields"]}
            else:
                view[key].update(edit["fields"])
    return view


def stored(store: Store, journey: str = "j") -> dict[tuple[str, str], dict[str, Any]]:
    found = store.room(journey)
    assert found is not None
    return {(kind, r["id"]): r for kind, there in found[1].items() for r in there}


def gone(board: Board) -> list[str]:
    """The next sessions that the board hears have left."""
    while True:
        left: list[str] = board.next("people")["gone"]
        if left:
            return left


def test_welcome_holds_the_room_and_who_one_is(board: Boards, map_store: Store) -> None:
    welcome = board().welcome
    assert welcome["v"] == 1
    assert welcome["role"] == "owner"
    assert welcome["rev"] == map_store.revision
    assert replay(welcome["records"], []) == stored(map_store)
    assert set(welcome["you"]) == {"person", "name", "number", "colour"}
    assert [p["session"] for p in welcome["people"]] == [welcome["session"]]
    assert set(welcome["people"][0]) == {
        "session",
        "person",
        "name",
        "number",
        "colour",
        "cursor",
        "selected",
        "held",
        "typing",
    }


def test_a_change_is_acked_to_its_author_and_told_to_the_others(board: Boards, map_store: Store) -> None:
    anna, ben, cleo = board(), board(), board("other")
    rev = map_store.revision
    id_ = anna.change(card("c1", "Letter  arrives"))
    ack, told = anna.next("ack"), ben.next("change")
    assert (ack["id"], ack["rev"]) == (id_, rev + 1) == (told["id"], told["rev"])
    assert ack["prev"] == told["prev"] <= rev
    assert ack["edits"] == told["edits"]
    assert ack["edits"][0]["fields"]["title"] == "Letter arrives"
    assert told["by"]["person"] == anna.welcome["you"]["person"]
    assert told["by"]["name"].startswith("Guest")
    assert told["kind"] == "edit"
    cleo.send({"t": "ping"})
    assert cleo.next("pong", "change")["t"] == "pong"  # another room hears nothing
    assert replay(ben.welcome["records"], [told]) == stored(map_store)


def test_the_same_change_twice_is_applied_once_and_answered_alike(board: Boards, map_store: Store) -> None:
    anna = board()
    anna.change(card("c1"), id="once")
    first = anna.next("ack")
    anna.change(card("c1"), id="once")
    assert anna.next("ack") == first
    again = board(cookie=anna.cookie)
    again.change(card("c1"), id="once")
    assert again.next("ack") == first
    assert map_store.revision == first["rev"]


def test_one_change_from_two_boards_at_once_is_answered_to_both(board: Boards, map_store: Store) -> None:
    anna, tab = board(), board()
    for each in (anna, tab):
        each.change(card("c1"), id="twice")
    assert anna.next("ack")["rev"] == tab.next("ack")["rev"] == map_store.revision


def test_refusals_name_the_edit_and_change_nothing(board: Boards, map_store: Store) -> None:
    anna, rev = board(), map_store.revision
    for edits, code, place in [
        ([card("c1"), card("c2", "x" * 501)], "invalid", 1),
        ([card("c1", stage="nowhere")], "unknown", 0),
        ([], "empty", None),
        ([{"op": "put", "type": "person", "id": "p", "fields": {}}], "forbidden", 0),
        ([{"op": "paint", "type": "card", "id": "c1"}], "invalid", 0),
        ([card("c1"), "no edit"], "invalid", 1),
        ([patch("c9", title="x")], "gone", None),
    ]:
        id_ = anna.change(*edits)  # type: ignore[arg-type]
        refused = anna.next("refused")
        assert (refused["id"], refused["code"], refused["edit"]) == (id_, code, place), refused
        assert refused["message"].endswith(".")
    anna.send({"t": "undo", "id": "u1"})
    assert anna.next("refused")["code"] == "nothing"
    assert map_store.revision == rev


def test_undo_and_redo_go_to_everybody(board: Boards, map_store: Store) -> None:
    anna, ben = board(), board()
    anna.change(card("c1"))
    ben.next("change")
    before = stored(map_store)
    anna.next("ack")
    anna.send({"t": "undo", "id": "u1"})
    assert anna.next("ack")["edits"] == [{"op": "delete", "type": "card", "id": "c1"}]
    assert ben.next("change")["kind"] == "undo"
    anna.send({"t": "redo", "id": "r1"})
    anna.next("ack")
    assert ben.next("change")["kind"] == "redo"
    assert stored(map_store) == before


def test_one_change_is_taken_back_by_its_id(board: Boards) -> None:
    anna, ben = board(), board()
    first = anna.change(card("c1"))
    anna.change(card("c2"))
    anna.next("ack"), anna.next("ack")
    anna.send({"t": "undo", "id": "u1", "change": first})
    assert anna.next("ack")["edits"] == [{"op": "delete", "type": "card", "id": "c1"}]
    ben.send({"t": "undo", "id": "u2", "change": first})
    assert ben.next("refused")["code"] == "nothing"
    ben.send({"t": "undo", "id": "u3", "change": 5})
    assert ben.closed() == 4400


def test_catch_up_sends_what_was_missed(board: Boards, map_store: Store) -> None:
    anna = board()
    left = anna.welcome
    for place in range(5):
        anna.change(card(f"c{place}"))
        anna.next("ack")
    anna.change(patch("rosa", "persona", name="Rosa M."))
    last = anna.next("ack")["rev"]
    anna.change({"op": "put", "type": "card", "id": "x", "fields": {}})
    anna.next("refused")
    back = board(rev=left["rev"])
    assert "records" not in back.welcome
    missed = back.welcome["changes"]
    assert [m["t"] for m in missed] == ["change"] * 6
    assert back.welcome["rev"] == missed[-1]["rev"] == last
    prevs = [left["rev"], *(m["rev"] for m in missed)]
    assert all(m["prev"] <= prevs[place] for place, m in enumerate(missed))
    assert replay(left["records"], missed) == stored(map_store)
    assert board(rev=map_store.revision).welcome["changes"] == []


def test_a_revision_that_is_not_ours_gets_the_whole_room(board: Boards) -> None:
    assert "records" in board(rev=10_000).welcome
    assert "records" in board(rev=-1).welcome


def test_hello_again_after_a_gap(board: Boards, map_store: Store) -> None:
    anna, ben = board(), board()
    ben.change(card("c1"))
    told = anna.next("change")
    again = anna.hello("j", told["prev"])
    assert [m["id"] for m in again["changes"]] == [told["id"]]
    ben.change(card("c2"))
    assert anna.next("change")["prev"] == again["rev"]


def test_hello_to_another_journey_changes_the_room(board: Boards) -> None:
    anna, ben = board(), board()
    anna.hello("other")
    assert gone(ben) == [anna.welcome["session"]]
    ben.change(card("c1"))
    ben.next("ack")
    anna.send({"t": "ping"})
    assert anna.next("pong", "change")["t"] == "pong"


def test_a_persona_is_on_every_board(board: Boards) -> None:
    anna, ben = board(), board("other")
    anna.change(patch("rosa", "persona", quote="Nobody told me."))
    told = ben.next("change")
    assert told["edits"] == [{"op": "patch", "type": "persona", "id": "rosa", "fields": {"quote": "Nobody told me."}}]
    assert told["rev"] == anna.next("ack")["rev"]


def test_a_room_holds_only_its_own(board: Boards, map_store: Store) -> None:
    anna, ben = board(), board("other")
    map_store.commit(
        Change(
            "both",
            (
                Edit("patch", "stage", "s1", {"name": "First"}),
                Edit("patch", "stage", "o1", {"name": "Sole"}),
                Edit("put", "statement", "st", {"persona": "rosa", "text": "To be told"}),
            ),
        ),
        SYSTEM,
    ).result(20)
    assert [e["id"] for e in anna.next("change")["edits"]] == ["s1"]
    assert [e["id"] for e in ben.next("change")["edits"]] == ["o1"]


def test_revisions_come_in_order_acks_among_them(board: Boards, map_store: Store) -> None:
    anna, ben, watcher = board(), board(), board()
    for place in range(40):
        anna.change(card(f"a{place}"))
        ben.change(card(f"b{place}"))
    heard = {each: [each.next("change", "ack") for _ in range(80)] for each in (anna, ben, watcher)}
    for messages in heard.values():
        revs = [m["rev"] for m in messages]
        assert revs == sorted(revs)
        assert all(m["prev"] == before for m, before in zip(messages[1:], revs, strict=False))
        assert replay(watcher.welcome["records"], messages) == stored(map_store)
    assert {m["t"] for m in heard[watcher]} == {"change"}


def test_both_kept_is_told_to_everybody(board: Boards) -> None:
    anna, ben = board(), board()
    anna.change(card("c1", "Letter"))
    ben.next("change")
    anna.change(patch("c1", title="Red letter", was={"title": "Letter"}))
    ben.next("change")
    ben.change(patch("c1", title="Blue letter", was={"title": "Letter"}))
    note = ben.next("ack")["notes"][0]
    assert note["code"] == "both_kept"
    anna.next("ack"), anna.next("ack")
    assert anna.next("change")["notes"][0]["code"] == "both_kept"


def test_presence_is_told_with_its_last_state(board: Boards) -> None:
    anna, ben = board(), board()
    for place in range(100):
        cursor = {"stage": "s1", "lane": "", "x": place / 100, "y": 7}
        anna.send({"t": "presence", "cursor": cursor, "selected": ["c1"], "held": [], "typing": "c1"})
    news: list[dict[str, Any]] = []
    while not news or news[-1]["cursor"] is None or news[-1]["cursor"]["x"] < 0.99:
        news += [p for p in ben.next("people")["people"] if p["session"] == anna.welcome["session"]]
    assert len(news) < 60
    assert news[-1]["cursor"] == {"stage": "s1", "lane": "", "x": 0.99, "y": 1.0}
    assert (news[-1]["selected"], news[-1]["typing"]) == (["c1"], "c1")
    anna.close()
    assert gone(ben) == [anna.welcome["session"]]


def test_a_new_name_is_told(board: Boards, map_store: Store) -> None:
    anna, ben = board(), board()
    me = anna.welcome["you"]["person"]
    anna.change(patch(me, "person", name="Anna"))
    ack = anna.next("ack")
    assert ack["edits"] == []
    assert ack["prev"] <= anna.welcome["rev"]
    while True:
        people = [p for p in ben.next("people")["people"] if p["person"] == me and p["name"]]
        if people:
            assert people[0]["name"] == "Anna"
            break
    anna.change(card("c1"))
    assert ben.next("change")["by"] == {"person": me, "name": "Anna"}
    ben.change(patch(me, "person", name="Nobody"))
    assert ben.next("refused")["code"] == "forbidden"


def test_a_frame_may_hold_several_messages(board: Boards) -> None:
    anna = board()
    anna.socket.send(json.dumps([{"t": "ping"}, {"t": "change", "id": "x", "base": 0, "edits": [card("c1")]}, {"t": "news"}]))
    assert anna.next()["t"] in ("pong", "people")
    assert anna.next("error")["code"] == "unknown"
    assert anna.next("ack")["id"] == "x"


@pytest.mark.parametrize(
    "frame",
    [
        "{",
        "[1]",
        '"hello"',
        '{"t": 5}',
        '{"t": "ping", "x": NaN}',
        "[" * 100_000,
        '{"t": "change", "id": "no good id", "edits": []}',
        '{"t": "change", "edits": []}',
        '{"t": "presence", "cursor": 5}',
        '{"t": "presence", "cursor": {"stage": "s1", "lane": "l1", "x": "a", "y": 0}}',
        '{"t": "presence", "selected": "c1"}',
        '{"t": "presence", "typing": {}}',
        json.dumps({"t": "presence", "held": ["c"] * 101}),
        '{"t": "hello", "v": 2, "journey": "j"}',
        '{"t": "hello", "v": 1, "journey": "../j"}',
        '{"t": "hello", "v": 1, "journey": "j", "rev": "5"}',
        b"binary",
    ],
)
def test_what_cannot_be_read_ends_the_conversation(board: Boards, frame: str | bytes) -> None:
    anna = board()
    anna.socket.send(frame)
    assert anna.closed() == 4400
    assert anna.inbox[-1]["t"] == "error"


def test_a_frame_too_large(board: Boards) -> None:
    anna = board()
    anna.socket.send(json.dumps({"t": "change", "id": "big", "edits": [card("c1", note="ü" * 140_000)]}, ensure_ascii=False))
    assert anna.closed() == 1009


def test_no_such_journey(board: Boards) -> None:
    for rev in (None, 1):
        lost = board(None)
        lost.send({"t": "hello", "v": 1, "journey": "gone", "rev": rev})
        assert lost.closed() == 4404
        assert [m["code"] for m in lost.inbox if m["t"] == "error"] == ["no_journey"]


def test_hello_comes_first(board: Boards) -> None:
    anna = board(None)
    anna.change(card("c1"))
    assert anna.closed() == 4408


def test_no_hello_in_time(board: Boards, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cxmap.live.conversation.HELLO_WITHIN", 0.05)
    assert board(None).closed() == 4408


def test_a_deleted_journey_is_told_and_then_unknown(board: Boards) -> None:
    anna, ben = board(), board()
    anna.change({"op": "delete", "type": "journey", "id": "j"})
    assert {"op": "delete", "type": "journey", "id": "j"} in ben.next("change")["edits"]
    ben.send({"t": "hello", "v": 1, "journey": "j", "rev": anna.next("ack")["rev"]})
    assert ben.closed() == 4404


def test_the_server_says_goodbye(board: Boards, served: Served) -> None:
    anna = board()
    served.loop.call_soon_threadsafe(served.hub.goodbye)
    assert anna.closed() == 1001
