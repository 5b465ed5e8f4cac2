"""Parsed files into the store, and the runtime that opens with the demo."""

from __future__ import annotations

import io
import json
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from cxmap import runtime as runtime_module
from cxmap.access import SYSTEM, Actor
from cxmap.changes import Change, Edit, Refused
from cxmap.formats import Parsed, read
from cxmap.imports import import_journeys, load_demo
from cxmap.runtime import reset, runtime
from cxmap.settings import SettingsError
from cxmap.store import Store

DEMO = Path(__file__).resolve().parents[1] / "data" / "demo"


@pytest.fixture
def store(sqlite_url: str) -> Iterator[Store]:
    opened = Store.open(sqlite_url)
    yield opened
    assert opened.check() == []
    opened.close()


def demo() -> Parsed:
    path = next(DEMO.glob("*.json"))
    return read(path.read_bytes(), path.name)


def records(store: Store, journey: str) -> dict[str, list[dict[str, Any]]]:
    found = store.room(journey)
    assert found is not None
    return {kind: sorted(there, key=lambda r: r["id"]) for kind, there in found[1].items()}


def test_a_file_is_one_change_a_journey_and_keeps_its_ids(store: Store) -> None:
    before, parsed = store.revision, demo()
    made = import_journeys(store, parsed, SYSTEM)
    assert made == parsed.journeys
    assert store.revision - before == len(parsed.journeys) + 1  # the last brings the persona that travels none of them
    there = {(kind, r["id"]) for id_, _ in made for kind, rows in records(store, id_).items() for r in rows}
    office = ("segment", "statement", "ground")  # what no board holds
    assert there == {(kind, id_) for kind, id_, _ in parsed.records if kind not in office}
    for type_ in office:
        assert {r["id"]: r for r in store.of_type(type_)} == {
            id_: {"id": id_, **fields} for kind, id_, fields in parsed.records if kind == type_
        }


def test_the_same_file_again_makes_new_journeys_of_the_same_personas(store: Store) -> None:
    first = import_journeys(store, demo(), SYSTEM)
    personas = store.personas()
    second = import_journeys(store, demo(), SYSTEM)
    assert store.personas() == personas
    assert not {id_ for id_, _ in first} & {id_ for id_, _ in second}
    assert [title for _, title in first] == [title for _, title in second]
    assert {j.id for j in store.journeys()} == {id_ for id_, _ in first + second}
    for (old, _), (new, _) in zip(first, second, strict=True):
        a, b = records(store, old), records(store, new)
        assert {k: len(v) for k, v in a.items()} == {k: len(v) for k, v in b.items()}
        assert sorted(c["title"] for c in a["card"]) == sorted(c["title"] for c in b["card"])
    to_be = {j.id: j.as_is for j in store.journeys() if j.as_is}
    renamed = {new: old for (old, _), (new, _) in zip(first, second, strict=True)}
    assert any(renamed.get(as_is or "") for id_, as_is in to_be.items() if id_ in renamed)


def test_a_persona_that_the_file_tells_differently_stays_and_the_report_says_so(store: Store) -> None:
    import_journeys(store, demo(), SYSTEM)
    same = demo()
    import_journeys(store, same, SYSTEM)
    assert same.report.left_out == []
    other = demo()
    place, (kind, id_, fields) = next((i, r) for i, r in enumerate(other.records) if r[0] == "persona")
    other.records[place] = (kind, id_, {**fields, "quote": "Nobody asked me."})
    before = store.persona(id_)
    import_journeys(store, other, SYSTEM)
    assert store.persona(id_) == before
    (sentence,) = other.report.left_out
    assert f"“{fields['name']}” is here already" in sentence


def test_a_busy_database_is_one_sentence(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cxmap.imports._PATIENCE", 0)
    monkeypatch.setattr(store, "commit", lambda change, actor: Future())
    with pytest.raises(Refused, match="busy"):
        import_journeys(store, demo(), SYSTEM)


def test_another_persona_under_a_taken_id_is_renamed(store: Store) -> None:
    parsed = demo()
    taken = next(id_ for kind, id_, _ in parsed.records if kind == "persona")
    put = Edit("put", "persona", taken, {"workspace": "main", "name": "Somebody else"})
    store.commit(Change("taken", (put,)), SYSTEM).result(20)
    import_journeys(store, parsed, SYSTEM)
    names = [p["name"] for p in store.personas()]
    assert len(names) == len(set(names)) == 1 + sum(kind == "persona" for kind, _, _ in parsed.records)
    assert store.persona(taken)[0]["name"] == "Somebody else"  # type: ignore[index]


def test_an_id_taken_inside_another_journey_renames_the_whole(store: Store) -> None:
    parsed = demo()
    stage = next(id_ for kind, id_, _ in parsed.records if kind == "stage")
    edits = (
        Edit("put", "journey", "mine", {"workspace": "main", "title": "Mine"}),
        Edit("put", "stage", stage, {"journey": "mine", "name": "Mine too"}),
    )
    store.commit(Change("taken", edits), SYSTEM).result(20)
    made = import_journeys(store, parsed, SYSTEM)
    assert records(store, "mine")["stage"][0]["name"] == "Mine too"
    for id_, title in made:
        assert records(store, id_)["journey"][0]["title"] == title


def test_what_does_not_fit_together_changes_nothing(store: Store) -> None:
    parsed, before = demo(), store.revision
    parsed.records = [r for r in parsed.records if r[0] != "lane"]
    with pytest.raises(Refused):
        import_journeys(store, parsed, SYSTEM)
    assert store.revision == before


def test_a_viewer_may_not_import(store: Store) -> None:
    before = store.revision
    with pytest.raises(Refused) as refused:
        import_journeys(store, demo(), Actor("somebody", "viewer"))
    assert refused.value.code == "forbidden"
    assert store.revision == before


def test_pictures_are_cleaned_and_those_that_cannot_be_are_left_out(store: Store) -> None:
    out = io.BytesIO()
    Image.new("RGB", (20, 10), "red").save(out, "PNG")
    parsed = demo()
    first, second = [place for place, (kind, _, _) in enumerate(parsed.records) if kind == "persona"][:2]
    for place, photo in ((first, "good"), (second, "bad")):
        kind, id_, fields = parsed.records[place]
        parsed.records[place] = (kind, id_, {**fields, "photo": photo})
    parsed.pictures = [("good", out.getvalue(), "image/png"), ("bad", b"<svg/>", "image/svg+xml")]
    import_journeys(store, parsed, SYSTEM)
    photos = {p["id"]: p["photo"] for p in store.personas()}
    assert photos[parsed.records[second][1]] == ""
    picture = store.picture(photos[parsed.records[first][1]])
    assert picture is not None
    assert picture.content_type == "image/webp"
    assert any("bad" in sentence for sentence in parsed.report.left_out)


def test_the_demo_comes_once_and_only_into_an_empty_database(store: Store) -> None:
    load_demo(store, DEMO)
    revision, count = store.revision, len(store.journeys())
    assert count >= 2
    load_demo(store, DEMO)
    assert store.revision == revision
    edits = [Edit("delete", "journey", j.id) for j in store.journeys()]
    edits += [Edit("delete", "persona", p["id"]) for p in store.personas()]
    store.commit(Change("clear", tuple(edits)), SYSTEM).result(20)
    load_demo(store, DEMO)  # what people have thrown away does not come back
    assert store.journeys() == []


@pytest.fixture
def own(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    reset()
    monkeypatch.setenv("CXMAP_DATABASE_URL", sqlite_url)
    yield
    reset()


@pytest.mark.usefixtures("own")
def test_one_runtime_per_process() -> None:
    found: list[Any] = []
    threads = [threading.Thread(target=lambda: found.append(runtime())) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id(each) for each in found}) == 1
    assert len(runtime().store.journeys()) >= 2
    reset()
    assert runtime() is not found[0]
    assert len(runtime().store.journeys()) >= 2


@pytest.mark.usefixtures("own")
def test_the_demo_can_be_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CXMAP_DEMO", "false")
    assert runtime().store.journeys() == []


@pytest.mark.usefixtures("own")
def test_a_runtime_that_cannot_open_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CXMAP_SOCKET_RATE", "none")
    with pytest.raises(SettingsError):
        runtime()
    monkeypatch.delenv("CXMAP_SOCKET_RATE")
    (tmp_path / "bad.json").write_text(json.dumps({"format": "cxmap"}))
    monkeypatch.setattr(runtime_module, "load_demo", lambda store, folder: load_demo(store, tmp_path))
    with pytest.raises(ValueError, match=r"\."):
        runtime()
    monkeypatch.undo()
