"""Two people who set one number at once: the later one stands, and both are told, by the hub and on pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from cxmap.access import SYSTEM
from cxmap.changes import Change, Edit
from cxmap.store import Store, crossing
from tests.live.conftest import card, patch
from tests.serving import Board

Boards = Callable[..., Board]
SAW = {"target": 50.0}


@pytest.fixture
def kpi(map_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A KPI whose target is 50 min; no moment in which what is on the screen counts as unseen."""
    monkeypatch.setattr(crossing, "MOMENT", timedelta(milliseconds=-1))
    fields = {"journey": "j", "name": "First reply", "target": 50, "unit": "min", "order": "a1"}
    map_store.commit(Change("kpi", (Edit("put", "measure", "m", fields),)), SYSTEM).result(10)


def target(value: float | None, **was: Any) -> dict[str, Any]:
    return patch("m", "measure", was or SAW, target=value)


def named(board: Board, name: str) -> Board:
    board.change(patch(board.welcome["you"]["person"], "person", name=name))
    board.next("ack")
    return board


def test_both_are_told_who_set_what(board: Boards, map_store: Store, kpi: None) -> None:
    ada, ben, cleo = named(board(), "Ada"), named(board(), "Ben"), board()
    ada.change(target(60))
    assert ada.next("ack", "crossed")["t"] == "ack"
    ben.change(target(70))
    told, answered = ada.next("crossed"), ben.next("crossed")
    assert told["message"] == (
        "Ben set “Target” of “First reply” to 70\N{NO-BREAK SPACE}min at the same time as you: your 60\N{NO-BREAK SPACE}min no longer stands."
    )
    assert answered["message"] == (
        "Ada set “Target” of “First reply” to 60\N{NO-BREAK SPACE}min at the same time as you: your 70\N{NO-BREAK SPACE}min came later and stands."
    )
    assert (told["stands"], told["lost"], told["by"]["name"]) == (False, 60.0, "Ben")
    assert (answered["stands"], answered["lost"], answered["by"]["name"]) == (True, 60.0, "Ada")
    assert (told["type"], told["id"], told["field"]) == ("measure", "m", "target")
    assert told["rev"] == map_store.revision
    cleo.send({"t": "ping"})
    assert cleo.next("pong", "crossed")["t"] == "pong"  # nobody else is
    ada.change(target(60, target=70.0))  # one click: it was seen now, so nobody is crossed
    assert ada.next("ack", "crossed")["t"] == "ack"
    ben.send({"t": "ping"})
    assert ben.next("pong", "crossed")["t"] == "pong"


def test_whoever_was_away_is_told_when_they_are_back(board: Boards, map_store: Store, kpi: None) -> None:
    ada, ben = board(), board()
    ada.change(target(60))
    rev = ada.next("ack")["rev"]
    ada.close()
    ben.change(target(None))
    ben.next("ack")
    assert "to nothing at the same time" in board(rev=rev, cookie=ada.cookie).next("crossed")["message"]
    fresh = board(cookie=ada.cookie)  # a page that is opened anew shows what is there
    fresh.send({"t": "ping"})
    assert fresh.next("pong", "crossed")["t"] == "pong"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (target(60), target(70, target=60.0)),  # seen
        (target(60), target(60)),  # the same
        (target(60), patch("m", "measure", {"baseline": None}, baseline=5)),  # another field
        (target(60), patch("m", "measure", {"name": "First reply"}, name="Reply")),  # a text is merged
        (card("c", order="a1"), patch("c", stage="s2", lane="l1", order="a2")),  # a place
        (card("c"), patch("c", was={"severity": None}, severity=3)),  # made by one, completed by the other
    ],
)
def test_what_does_not_cross(board: Boards, map_store: Store, kpi: None, first: dict[str, Any], second: dict[str, Any]) -> None:
    ada, ben = board(), board()
    ada.change(first)
    ada.next("ack")
    ben.change(second)
    ben.next("ack")
    for each in (ada, ben):
        each.send({"t": "ping"})
        assert each.next("pong", "crossed")["t"] == "pong"


def test_ones_own_second_thought_crosses_nobody(board: Boards, map_store: Store, kpi: None) -> None:
    ada = board()
    ada.change(target(60))
    ada.change(target(70))
    ada.next("ack")
    assert ada.next("ack", "crossed")["t"] == "ack"
    ada.send({"t": "ping"})
    assert ada.next("pong", "crossed")["t"] == "pong"


def test_without_was_the_revision_tells_what_was_seen(board: Boards, map_store: Store, kpi: None) -> None:
    base = map_store.revision
    ada, ben = board(), board()
    ada.change(card("c", severity=1))
    ada.next("ack")
    ada.change(patch("c", severity=2))
    rev = ada.next("ack")["rev"]
    ben.change(patch("c", severity=3), base=rev)
    ben.next("ack")
    ben.send({"t": "ping"})
    assert ben.next("pong", "crossed")["t"] == "pong"
    ada.change(patch("c", severity=1), base=base)
    assert ben.next("crossed")["lost"] == 3


def test_what_was_set_a_moment_ago_cannot_have_been_read(
    board: Boards, map_store: Store, kpi: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crossing, "MOMENT", timedelta(hours=1))
    ada, ben = board(), board()
    ada.change(patch("l2", "lane", {"kind": "pain"}, kind="note"))
    ada.next("ack")
    ben.change(patch("l2", "lane", {"kind": "note"}, kind="opportunity"))
    assert "to “Opportunities” at the same time as you: your “Notes” no longer" in ada.next("crossed")["message"]


def test_a_change_of_very_much_tells_a_few(board: Boards, map_store: Store, kpi: None) -> None:
    ada, ben = board(), board()
    cards = [f"c{n}" for n in range(60)]
    ada.change(*(card(id_) for id_ in cards))
    ada.change(*(patch(id_, was={"severity": None}, severity=1) for id_ in cards))
    ada.next("ack")
    ada.next("ack")
    ben.change(*(patch(id_, was={"severity": None}, severity=2) for id_ in cards))
    ben.next("ack")
    ben.send({"t": "ping"})
    told = [ben.next("pong", "crossed")["t"] for _ in range(6)]
    assert told == ["crossed"] * 5 + ["pong"]


def test_it_looks_back_so_far_and_no_further(
    board: Boards, map_store: Store, kpi: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crossing, "_EDITS", 10)  # a change may hold a thousand: the writer does not look through them all
    ada, ben = board(), board()
    for many, told in ((9, ["crossed", "pong"]), (10, ["pong"])):
        ada.change(target(60 + many), base=map_store.revision)
        ada.next("ack")
        ada.change(*(card(f"c{many}-{n}") for n in range(many)))
        ada.next("ack")
        ben.change(target(50 + many, target=1.0))
        ben.next("ack")
        ben.send({"t": "ping"})
        assert [ben.next("pong", "crossed")["t"] for _ in told] == told
