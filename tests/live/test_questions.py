"""What a board asks about the past, over a real server."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from cxmap.live import questions
from cxmap.store import Store
from tests.clock import after
from tests.live.conftest import card, patch
from tests.live.test_protocol import replay, stored
from tests.serving import Board, Served

Boards = Callable[..., Board]


def ask(board: Board, kind: str, id: str = "q1", **more: Any) -> dict[str, Any]:
    """The answer to a question, or its refusal."""
    board.send({"t": kind, "id": id, **more})
    answer = board.next("answer", "refused")
    assert answer["id"] == id
    return answer


def test_a_moment_and_the_changes_after_it_lead_to_now(board: Boards, map_store: Store) -> None:
    anna, ben = board(), board()
    start = map_store.revision
    before = stored(map_store)
    anna.change(card("c1", "Letter"))
    ben.next("change")
    ben.change(patch("c1", title="A letter", was={"title": "Letter"}))
    anna.next("change")
    moment = ask(anna, "moment", rev=start)
    assert (moment["rev"], moment["entry"]["label"]) == (start, "Map made")
    assert replay(moment["records"], []) == before
    found = ask(anna, "changes", after=start)
    assert [c["label"] for c in found["changes"]] == ["“Letter” added in Before", "“Letter” now reads “A letter”"]
    assert found["more"] is False
    assert found["changes"][1]["by"]["person"] == ben.welcome["you"]["person"]
    assert replay(moment["records"], found["changes"]) == stored(map_store)
    page = ask(anna, "changes", after=start, upto=start + 2, limit=1)
    assert ([c["rev"] for c in page["changes"]], page["more"]) == ([start + 1], True)


def test_a_timeline_is_told_newest_first_and_to_the_asker_only(board: Boards, map_store: Store) -> None:
    anna, ben = board(), board()
    for title in ("One", "Two", "Three"):
        anna.change(patch("s1", "stage", name=title))
        anna.next("ack")
        ben.next("change")
        after()
    found = ask(anna, "timeline", positions=True)
    assert [e["label"] for e in found["entries"][:2]] == ["Stage “Two” renamed “Three”", "Stage “One” renamed “Two”"]
    assert found["positions"] == sorted(e["rev"] for e in found["entries"])
    older = ask(anna, "timeline", "q2", before=found["entries"][0]["rev"], limit=1)
    assert older["entries"] == found["entries"][1:2]
    assert "positions" not in older
    earlier = ask(anna, "timeline", "q3", until=found["entries"][1]["at"], limit=1)
    assert earlier["entries"][0]["at"] < found["entries"][1]["at"]
    ben.send({"t": "ping"})
    assert ben.next("answer", "pong")["t"] == "pong"


def test_a_restore_is_acked_told_and_undone(board: Boards, map_store: Store) -> None:
    anna, ben = board(), board()
    start = map_store.revision
    before = stored(map_store)
    ben.change(card("c1"), {"op": "delete", "type": "stage", "id": "s2"})
    ben.next("ack")
    after = stored(map_store)
    anna.send({"t": "restore", "id": "r1", "rev": start})
    ack = anna.next("ack")
    told = ben.next("change")
    assert (ack["id"], told["kind"], told["edits"]) == ("r1", "restore", ack["edits"])
    assert stored(map_store) == before
    assert ask(anna, "timeline", limit=1)["entries"][0]["label"] == f"Restored as it was at r{start}"
    anna.send({"t": "undo", "id": "u1", "change": "r1"})
    anna.next("ack")
    assert stored(map_store) == after
    assert ask(anna, "restore", "r2", rev=map_store.revision)["code"] == "empty"


def test_what_cannot_be_answered_is_refused_by_its_id(board: Boards, map_store: Store) -> None:
    anna = board()
    assert ask(anna, "moment", "a", rev=1)["code"] == "unknown"
    assert ask(anna, "moment", "b", rev=map_store.revision + 1)["code"] == "unknown"
    assert ask(anna, "restore", "c", rev=1)["code"] == "unknown"
    anna.send({"t": "moment", "id": "d", "rev": "yesterday"})
    assert anna.next("error")["code"] == "unreadable"
    assert anna.closed() == 4400
    untimely = board()
    untimely.send({"t": "timeline", "id": "e", "until": "noon"})
    assert untimely.closed() == 4400
    nameless = board()
    nameless.send({"t": "timeline"})
    assert nameless.closed() == 4400


def test_a_fault_is_logged_and_told(board: Boards, map_store: Store, monkeypatch: Any) -> None:
    anna = board()

    def broken(*_: Any, **__: Any) -> Any:
        raise RuntimeError("no")

    monkeypatch.setattr(map_store, "timeline", broken)
    assert ask(anna, "timeline", "a")["code"] == "failed"
    assert ask(anna, "moment", "b", rev=1)["code"] == "unknown"


def test_looking_back_delays_no_edit(board: Boards, served: Served, monkeypatch: Any) -> None:
    anna = board()
    go = threading.Event()
    moment = served.store.moment

    def slow(*given: Any) -> Any:
        assert go.wait(60)
        return moment(*given)

    monkeypatch.setattr(served.store, "moment", slow)
    rev = served.store.revision
    for i in range(questions.MOST_WAITING + 2):
        anna.send({"t": "moment", "id": f"m{i}", "rev": rev})
    id_ = anna.change(card("c1"))
    seen = [anna.next("refused", "ack"), anna.next("refused", "ack")]
    assert [m["id"] for m in seen] == [f"m{questions.MOST_WAITING + 1}", id_]
    assert seen[0]["code"] == "too_many"
    go.set()
    assert [anna.next("answer")["id"] for _ in range(2)] == ["m0", "m1"]
