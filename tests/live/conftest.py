"""A journey with two stages and two lanes in a store of its own, and a server over it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from cxmap.access import SYSTEM
from cxmap.changes import Change, Edit
from cxmap.store import Store
from tests.serving import Board, Served, serving

PUTS = [
    ("persona", "rosa", {"workspace": "main", "name": "Rosa"}),
    ("journey", "j", {"workspace": "main", "title": "A clinic visit"}),
    ("traveller", "t", {"journey": "j", "persona": "rosa"}),
    ("stage", "s1", {"journey": "j", "name": "Before", "order": "a1"}),
    ("stage", "s2", {"journey": "j", "name": "After", "order": "a2"}),
    ("lane", "l1", {"journey": "j", "kind": "touchpoint", "order": "a1"}),
    ("lane", "l2", {"journey": "j", "kind": "pain", "order": "a2"}),
    ("journey", "other", {"workspace": "main", "title": "Another"}),
    ("stage", "o1", {"journey": "other", "name": "Only", "order": "a1"}),
]


@pytest.fixture
def database(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'live.db'}"


@pytest.fixture
def map_store(database: str) -> Iterator[Store]:
    store = Store.open(database)
    store.commit(Change("seed", tuple(Edit("put", *put) for put in PUTS)), SYSTEM).result(10)
    yield store
    store.close()


@pytest.fixture
def served(map_store: Store) -> Iterator[Served]:
    with serving(map_store) as running:
        yield running


@pytest.fixture
def board(served: Served) -> Iterator[Callable[..., Board]]:
    """Makes boards, each of a new person unless a cookie is given, and closes them at the end."""
    made: list[Board] = []

    def make(journey: str | None = "j", rev: int | None = None, cookie: str | None = None, **more: Any) -> Board:
        made.append(Board(served, cookie, **more))
        if journey is not None:
            made[-1].hello(journey, rev)
        return made[-1]

    yield make
    for each in made:
        each.close()


def card(id: str, title: str = "Letter", stage: str = "s1", lane: str = "l1", **more: Any) -> dict[str, Any]:
    """An edit that puts a card."""
    fields = {"journey": "j", "stage": stage, "lane": lane, "title": title, **more}
    return {"op": "put", "type": "card", "id": id, "fields": fields}


def patch(id: str, type: str = "card", was: dict[str, Any] | None = None, **fields: Any) -> dict[str, Any]:
    """An edit that patches a record."""
    return {"op": "patch", "type": type, "id": id, "fields": fields, **({"was": was} if was else {})}
