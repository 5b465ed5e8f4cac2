"""What is read of the log while a workshop ran, on its map and at its tables; the three files of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from cxmap import takeaways
from cxmap.access import SYSTEM
from cxmap.changes import Change, Edit
from cxmap.insights.record import by_step
from cxmap.model.records import new_id
from cxmap.store import Committed, Store
from tests.clock import after

Put = Callable[..., Committed]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(f"sqlite:///{tmp_path / 'takeaways.db'}")
    yield opened
    opened.close()


@pytest.fixture
def put(store: Store) -> Put:
    return lambda *edits: store.commit(Change(new_id(), edits), SYSTEM).result(10)


def card(id_: str, journey: str = "j", lane: str = "pain", **fields: Any) -> Edit:
    where = {"journey": journey, "stage": f"{journey}.s", "lane": f"{journey}.{lane}", "title": id_}
    return Edit("put", "card", id_, {**where, **fields})


def board(journey: str) -> tuple[Edit, ...]:
    return (
        Edit("put", "journey", journey, {"workspace": "main", "title": f"Map {journey}"}),
        Edit("put", "stage", f"{journey}.s", {"journey": journey, "name": "Waiting"}),
        Edit("put", "lane", f"{journey}.pain", {"journey": journey, "kind": "pain", "order": "a0"}),
        Edit("put", "lane", f"{journey}.thought", {"journey": journey, "kind": "thought", "order": "a1"}),
    )


@pytest.fixture
def ran(store: Store, put: Put) -> dict[str, int]:
    """A workshop with one step, which made three cards on its map and one at a table; more was done before and after."""
    put(*board("j"))
    before = put(card("early"))
    start = after(before.at)
    put(
        Edit("put", "workshop", "w", {"journey": "j", "title": "W", "state": "running", "started": start}),
        Edit(
            "put", "step", "s", {"journey": "j", "workshop": "w", "title": "What hurts", "state": "running", "started": start}
        ),
    )
    put(*board("t"), Edit("put", "breakout", "b", {"journey": "j", "workshop": "w", "name": "Blue", "map": "t"}))
    put(card("one"), card("two", lane="thought"))
    put(card("at.the.table", "t"), card("copy", "t", origin="early"))  # a copy is nobody's new card
    put(card("merged"), Edit("patch", "card", "at.the.table", {"origin": "merged"}))  # brought over from the table
    put(card("gone"))
    put(Edit("delete", "card", "gone"))
    last = put(Edit("patch", "card", "early", {"severity": 3}))
    end = after(last.at)
    after(
        put(
            Edit("patch", "step", "s", {"state": "done", "ended": end}),
            Edit("patch", "workshop", "w", {"state": "closed", "closed": end}),
        ).at
    )
    after(put(Edit("put", "decision", "d", {"journey": "j", "workshop": "w", "text": "Afterwards"})).at)
    put(card("late"))
    return {"before": before.rev, "last": last.rev}


def test_what_was_done_while_it_ran(store: Store, ran: dict[str, int]) -> None:
    found = takeaways.find(store, "w")
    assert found is not None
    (step,) = by_step(found[1], takeaways.done(store, found[1]))
    assert dict(step.cards) == {"pain": 2, "thought": 1}
    assert step.changed == 1
    assert step.decisions == 0


def test_the_log_is_read_in_pages(store: Store, put: Put, ran: dict[str, int], monkeypatch: pytest.MonkeyPatch) -> None:
    found = takeaways.find(store, "w")
    assert found is not None
    whole = takeaways.done(store, found[1])
    monkeypatch.setattr(takeaways, "_PAGE", 2)
    assert takeaways.done(store, found[1]) == whole


def test_which_part_of_the_history_it_is(store: Store, ran: dict[str, int]) -> None:
    found = takeaways.find(store, "w")
    assert found is not None
    assert takeaways.revisions(store, found[1]) == (ran["before"], ran["last"])


def test_a_planned_workshop_has_no_record_but_all_three_files(store: Store, put: Put) -> None:
    put(*board("j"), Edit("put", "workshop", "w", {"journey": "j", "title": "W"}))
    found = takeaways.find(store, "w")
    assert found is not None
    assert takeaways.done(store, found[1]) == []
    assert takeaways.revisions(store, found[1]) is None
    for kind in takeaways.TYPES:
        assert takeaways.make(store, "w", kind)


def test_a_map_without_anything_makes_files_too(store: Store, put: Put) -> None:
    put(
        Edit("put", "journey", "j", {"workspace": "main", "title": "Bare"}),
        Edit("put", "workshop", "w", {"journey": "j", "title": "W"}),
    )
    for kind in takeaways.TYPES:
        assert takeaways.make(store, "w", kind)


def test_what_is_not_there_makes_no_file(store: Store, ran: dict[str, int]) -> None:
    assert takeaways.make(store, "nobody", "html") is None
    assert takeaways.make(store, "w", "docx") is None
    assert takeaways.maps(store, "nobody") == []


def test_the_page_tells_what_came_of_it(store: Store, ran: dict[str, int]) -> None:
    page = (takeaways.make(store, "w", "html") or b"").decode()
    assert "1 thought, 2 pain points, 1 card changed" in page
    assert "Afterwards" in page
    assert "Map j" in page


def test_the_data_holds_the_maps_and_the_records(store: Store, ran: dict[str, int]) -> None:
    given = json.loads(takeaways.make(store, "w", "json") or b"")
    assert [j["id"] for j in given["journeys"]] == ["j", "t"]
    assert [r["type"] for r in given["workshop"]] == ["workshop", "step", "breakout", "decision"]
    assert given["workshop"][0]["title"] == "W"
    only = json.loads(takeaways.make(store, "w", "json", frozenset({"j"})) or b"")
    assert [j["id"] for j in only["journeys"]] == ["j"]
