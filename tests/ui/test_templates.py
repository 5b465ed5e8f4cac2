"""The templates to choose from: own ones beside those of cxmap, and what the board gets of them."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from cxmap.access import SYSTEM
from cxmap.changes import Change, Edit
from cxmap.model.records import new_id
from cxmap.store import Store
from cxmap.ui import edits, templates
from cxmap.ui.exporting import belonging, file_name
from tests.worlds import START, patch, put


@pytest.fixture
def store(sqlite_url: str) -> Iterator[Store]:
    opened = Store.open(sqlite_url)
    do(opened, *START)
    yield opened
    assert opened.check() == []
    opened.close()


def do(store: Store, *changed: Edit) -> None:
    store.commit(Change(new_id(), changed), SYSTEM).result(9)


def template_of(store: Store, journey: str, title: str) -> str:
    view = store.view(journey)
    assert view is not None
    id_, made = edits.as_template(view, title)
    do(store, *made)
    return id_


def test_own_ones_come_first_by_title(store: Store) -> None:
    second, first = template_of(store, "j1", "Buying"), template_of(store, "j2", "a visit")
    found = templates.choices(store)
    assert [(t.id, t.title, t.own) for t in found[:2]] == [(first, "a visit", True), (second, "Buying", True)]
    assert [t.id for t in found[2:]] == sorted(templates.parsed())
    assert not any(t.own for t in found[2:])
    do(store, patch("journey", first, title="Visiting"))
    assert [t.title for t in templates.choices(store)[:2]] == ["Buying", "Visiting"]


def test_its_records_are_its_own_until_it_is_deleted(store: Store) -> None:
    made = template_of(store, "j1", "Buying")
    entries = templates.entries(store, made)
    assert entries is not None
    assert [e[0] for e in entries].count("card") == 3
    do(store, Edit("delete", "journey", made))
    assert templates.entries(store, made) is None
    assert templates.entries(store, "j1") is None  # a journey is no template
    assert templates.entries(store, "purchase")


def test_the_board_gets_small_ones_with_an_example_persona(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    made = template_of(store, "j1", "Buying")
    first = json.loads(templates.for_board(store))[0]
    assert (first["id"], first["title"], len(first["stage"]), len(first["card"])) == (made, "Buying", 3, 3)
    assert [p["name"] for p in first["persona"]] == ["Customer"]
    assert {f["persona"] for f in first["feeling"]} == {p["id"] for p in first["persona"]}
    monkeypatch.setattr(templates, "MAX_RECORDS", 5)
    do(store, patch("journey", made, title="Buying it"))
    assert all(t["id"] != made for t in json.loads(templates.for_board(store)))
    assert [t.title for t in templates.choices(store) if t.own] == ["Buying it"]


def test_what_belongs_to_a_journey(store: Store) -> None:
    do(store, put("journey", "j3", workspace="main", title="From close by"), patch("stage", "s1", opens="j3"))
    view, twin = store.view("j1"), store.view("j2")
    assert view is not None
    assert twin is not None
    assert belonging(store, view) == {"j2": "Buy a bicycle, better", "j3": "From close by"}
    assert belonging(store, twin) == {"j1": "Buy a bicycle"}


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("A family's first heat pump", "a-family-s-first-heat-pump.json"),
        ("Überprüfung 2", "überprüfung-2.json"),
        ("../..", "journey.json"),
        ("🚲", "journey.json"),
    ],
)
def test_a_files_name(title: str, name: str) -> None:
    assert file_name(title) == name
