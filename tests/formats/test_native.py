"""The product's own format: round trips, references, defaults, and JSON that is doubtful."""

from __future__ import annotations

import base64
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from cxmap.changes import MAX_EDITS, Change, Edit, State, apply
from cxmap.formats import FormatError, Parsed, jsonfile, nativewrite, read, too_large, write
from cxmap.formats.parsed import MAX_RECORDS, PLURALS
from cxmap.model.customer_records import OFFICE_TYPES, STUDY_TYPES
from cxmap.model.records import MAX_STAGES, RECORDS, WORKSHOP_TYPES
from cxmap.model.state import MOST
from cxmap.model.views import EVERY_BOARD_TYPES, JourneyView

DATA = Path(__file__).parents[2] / "data"
PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")


def views_of(parsed: Parsed) -> tuple[list[JourneyView], dict[str, list[dict[str, Any]]]]:
    """The journeys of a file as views, and what is in it of the workspace, by type."""
    rooms: dict[str, dict[str, list]] = defaultdict(lambda: defaultdict(list))
    shared: dict[str, list] = defaultdict(list)
    for type_, id_, fields in parsed.records:
        room = id_ if type_ == "journey" else fields.get("journey")
        (rooms[room] if room else shared)[type_].append({"id": id_, **fields})
    views = [JourneyView.of(1, {**records, **{t: shared[t] for t in EVERY_BOARD_TYPES}}) for records in rooms.values()]
    return views, shared


def again(parsed: Parsed) -> str:
    """A file written again, all of it."""
    views, shared = views_of(parsed)
    more = {"personas": shared["persona"], "grounds": shared["ground"], "segments": shared["segment"], "every": True}
    return write(views, shared["statement"], parsed.pictures, **more)


def native(document: dict[str, Any]) -> Parsed:
    return read(json.dumps({"format": "cxmap", "version": 3, **document}, indent=1).encode(), "x.json")


def small(**more: Any) -> dict[str, Any]:
    return {
        "personas": [{"id": "p", "name": "Ann"}],
        "journeys": [{"id": "j", "title": "A map"}],
        "travellers": [{"journey": "j", "persona": "p"}],
        "stages": [{"id": "s", "journey": "j", "name": "Find"}],
        "lanes": [{"id": "l", "journey": "j", "kind": "action"}],
        "cards": [{"id": "c", "journey": "j", "stage": "s", "lane": "l", "title": "Looks"}],
        "feelings": [{"journey": "j", "card": "c", "persona": "p", "value": -1.2}],
        **more,
    }


@pytest.mark.parametrize(
    "path", sorted(path for path in DATA.glob("*/*.json") if path.parent.name != "agendas"), ids=lambda path: path.stem
)
def test_written_again_a_file_is_the_same(path: Path):
    text = path.read_text("utf-8")
    parsed = read(text.encode(), path.name)
    assert again(parsed) == text


def test_every_field_survives():
    document = small(
        personas=[{"id": "p", "name": "Ann", "role": "r", "quote": "q", "narrative": "a\nb", "photo": "pic"}],
        statements=[{"id": "t", "persona": "p", "kind": "channel", "text": "phone", "order": "a7"}],
        journeys=[
            {"id": "j2", "title": "Next", "state": "to_be", "as_is": "j", "reviewed": "2026-11-03"},
            {"id": "j", "title": "A map", "point_of_view": "v", "note": "n", "review_due": "2026-12-12"},
        ],
        pictures=[{"id": "pic", "content_type": "image/png", "data": base64.b64encode(PNG).decode()}],
    )
    parsed = native(document)
    assert parsed.pictures == [("pic", PNG, "image/png")]
    assert [title for _, title in parsed.journeys] == ["A map", "Next"]
    second = read(again(parsed).encode(), "x")
    assert second.records == parsed.records
    assert second.pictures == parsed.pictures
    assert parsed.report.left_out == second.report.left_out == []


def test_personas_travel_without_a_journey():
    document = {
        "segments": [{"id": "s", "name": "Commuters", "size": 12000, "evidence": "measured"}],
        "personas": [{"id": "p", "name": "Ann", "segment": "s", "avatar": "hair=bun", "worth": -3.5}],
        "statements": [
            {"id": "t", "persona": "p", "kind": "skill", "text": "Patience", "value": 40, "low": "Little", "high": "Much"}
        ],
        "grounds": [{"id": "g", "statement": "t", "kind": "survey", "quote": "31 of 40", "date": "2026-05-12"}],
    }
    parsed = native(document)
    assert parsed.journeys == []
    assert parsed.report.read == ["1 segment", "1 persona", "1 statement", "1 ground of a statement"]
    assert read(again(parsed).encode(), "x").records == parsed.records
    _, shared = views_of(parsed)
    assert '"personas"' not in write([], shared["statement"], personas=shared["persona"], grounds=shared["ground"])


def test_what_evidence_comes_from_here_means_nothing_elsewhere():
    parsed = native(
        small(
            statements=[{"id": "t", "persona": "p", "text": "Sleep"}],
            grounds=[{"id": "g", "statement": "t", "item": "item:12", "viewpoint": "v"}],
            sources=[{"id": "q", "journey": "j", "card": "c", "item": "item:12"}],
        )
    )
    told = {type_: fields for type_, _, fields in parsed.records}
    assert (told["ground"]["item"], told["ground"]["viewpoint"], told["source"]["item"]) == ("", None, "")
    _, shared = views_of(parsed)
    held = [{**g, "item": "highlight:h", "viewpoint": "v"} for g in shared["ground"]]
    text = write(
        [],
        shared["statement"],
        personas=shared["persona"],
        grounds=[*held, {**held[0], "id": "h", "statement": None}],
        every=True,
    )
    assert "highlight" not in text
    assert [f["statement"] for t, _, f in read(text.encode(), "x").records if t == "ground"] == ["t"]


def test_records_can_be_put_in_their_order():
    parsed = read((DATA / "demo" / "first-heat-pump.json").read_bytes(), "demo")
    state = State()
    state.put("workspace", "main", {"name": "main"})
    apply(state, Change("1", tuple(Edit("put", *entry) for entry in parsed.records)))
    assert {type_: len(state.of(type_)) for type_ in PLURALS} == {
        type_: sum(1 for t, _, _ in parsed.records if t == type_) for type_ in PLURALS
    }


def test_limits_fit_one_change():
    assert MAX_RECORDS <= MAX_EDITS
    assert set(PLURALS) == set(RECORDS) - WORKSHOP_TYPES - STUDY_TYPES - set(OFFICE_TYPES).difference(PLURALS) - {
        "workspace",
        "person",
        "mention",
        "version",
        "reason",
        "agenda",
        "agenda_step",
    }


def test_a_file_of_our_own_takes_what_a_journey_grew_to_be_and_no_endless_grid():
    parsed = native(small(stages=[{"id": f"s{n}", "journey": "j"} for n in range(MAX_STAGES)] + small()["stages"]))
    state = State()
    state.put("workspace", "main", {"name": "main"})
    apply(state, Change("1", tuple(Edit("put", *entry) for entry in parsed.records)))
    assert state.count("stage", "j") == MAX_STAGES + 1
    with pytest.raises(FormatError, match=f"at most {MOST['stage']} stages"):
        native(small(stages=[{"id": f"s{n}", "journey": "j"} for n in range(MOST["stage"] + 1)]))


def test_a_file_that_is_larger_than_one_that_is_read_says_so(monkeypatch: pytest.MonkeyPatch):
    picture = {"id": "x", "content_type": "image/png", "data": base64.b64encode(PNG).decode()}
    text = again(native(small(personas=[{"id": "p", "name": "Ann", "photo": "x"}], pictures=[picture])))
    assert too_large(text) == ""
    monkeypatch.setattr(nativewrite, "MAX_RECORDS", 7)
    assert too_large(text) == ""
    monkeypatch.setattr(nativewrite, "MAX_RECORDS", 6)
    assert "holds 7 records, and is read up to 6: export fewer" in too_large(text)
    monkeypatch.setattr(nativewrite, "MAX_RECORDS", 7)
    monkeypatch.setattr(jsonfile, "MAX_PARTS", 10)
    assert "more than 10 lists and objects" in too_large(text)
    monkeypatch.setattr(jsonfile, "MAX_BYTES", 20)
    assert "and may have 0 MB" in too_large(text)


def test_what_may_be_left_out():
    parsed = native(small(stages=[{"id": i, "journey": "j"} for i in "stuv"]))
    orders = [fields["order"] for type_, _, fields in parsed.records if type_ == "stage"]
    assert orders == sorted(set(orders))
    feeling = next((id_, fields) for type_, id_, fields in parsed.records if type_ == "feeling")
    assert feeling[0] == "c.p.predicted"
    assert parsed.report.read == ["1 persona", "1 journey", "4 stages", "1 lane", "1 card", "1 feeling"]


def test_what_is_not_there_is_left_out_and_said():
    parsed = native(
        small(
            personas=[{"id": "p", "name": "Ann", "photo": "gone"}],
            journeys=[{"id": "j", "title": "A map", "as_is": "elsewhere"}],
            extra=1,
        )
    )
    fields = {type_: fields for type_, _, fields in parsed.records}
    assert (fields["persona"]["photo"], fields["journey"]["as_is"]) == ("", None)
    assert len(parsed.report.left_out) == 3


def test_what_leads_to_another_file_is_left_out_and_said_once():
    parsed = native(
        small(
            stages=[{"id": "s", "journey": "j", "opens": "elsewhere", "origin": "s"}],
            cards=[{"id": i, "journey": "j", "stage": "s", "lane": "l", "opens": "x", "origin": "y"} for i in "cd"],
        )
    )
    assert [f["origin"] for t, _, f in parsed.records if t in ("card", "stage")] == [None] * 3
    assert parsed.report.left_out == [
        "1 stage opens a journey that the file does not have.",
        "2 cards open a journey that the file does not have.",
        "2 cards come from an as-is map that the file does not have.",
        "The stage “s” comes from itself in the end: that link is left out.",
    ]


def test_journeys_that_answer_each_other_are_read_but_not_the_circle():
    parsed = native({"journeys": [{"id": "a", "title": "A", "as_is": "b"}, {"id": "b", "title": "B", "as_is": "a"}]})
    assert sorted(f["as_is"] or "" for _, _, f in parsed.records) == ["", "b"]
    assert len(parsed.report.left_out) == 1


def test_a_card_says_what_its_shared_touchpoint_says():
    parsed = native(
        small(
            touchpoints=[{"id": "t", "title": "Hotline", "channel": "phone"}],
            cards=[
                {"id": i, "journey": "j", "stage": "s", "lane": "l", "shared": "t", "title": title}
                for i, title in (("c", "Calls"), ("d", ""))
            ],
        )
    )
    assert [(f["title"], f["channel"]) for t, _, f in parsed.records if t == "card"] == [("Hotline", "phone")] * 2
    assert parsed.report.changed == ["“Calls” now says what its shared touchpoint “Hotline” says."]


def test_feelings_of_a_persona_that_left_the_map_stay():
    parsed = native(small(travellers=[]))
    views, _ = views_of(parsed)
    persona = {"id": "p", **parsed.records[0][2]}
    assert read(write(views, personas=[persona]).encode(), "x").records == parsed.records
    assert '"feelings"' not in write(views)


@pytest.mark.parametrize(
    ("document", "place", "says"),
    [
        (small(version=4), "version", "update cxmap"),
        (small(version="1"), "version", "correct it"),
        ({"teams": [{"id": "t", "name": "Service"}]}, "journeys", "no journey, persona or segment"),
        (small(personas=[{"id": "p", "name": "Ann", "segment": "x"}]), "personas[0].segment", "the segment “x”"),
        (small(grounds=[{"id": "g", "statement": "x"}]), "grounds[0].statement", "the statement “x”"),
        (small(grounds=[{"id": "g", "viewpoint": "v"}]), "grounds[0].statement", "names the statement"),
        (small(cards=[{"journey": "j", "stage": "x", "lane": "l"}]), "cards[0].stage", "the stage “x”"),
        (small(cards=[{"stage": "s", "lane": "l"}]), "cards[0].stage", "another journey"),
        (small(cards=[{"journey": "j", "stage": ["s"], "lane": "l"}]), "cards[0].stage", "does not have"),
        (small(stages=[{"id": "s", "journey": "j", "colour": "red"}]), "stages[0].colour", "no field “colour”"),
        (small(stages=[{"id": "s", "journey": "j", "order": "zz"}]), "stages[0].order", "leave “order” out"),
        (small(stages=[{"id": "a b", "journey": "j"}]), "stages[0].id", "An id has"),
        (small(lanes=[{"id": "l", "journey": "j", "kind": "x"}]), "lanes[0].kind", "one of"),
        (small(stages=[{"id": "s", "journey": "j"}] * 2), "stages[1]", "twice"),
        (small(feelings=[{"journey": "j", "card": "c", "persona": "p", "value": 4}]), "feelings[0].value", "between -3 and 3"),
        (small(feelings=[{"journey": "j", "card": "c", "persona": "p", "value": 1}] * 2), "feelings[1]", "twice"),
        (small(comments=[{"id": "k", "journey": "j", "text": "?", "at": "2026-11-22T09:00:00Z", "thread": "k"}]), "comments", "answers itself"),
        (small(comments=[{"id": "k", "journey": "j", "text": "?", "at": "2026-11-22T09:00:00Z", "thread": "x"}]), "comments[0].thread", "“x”"),
        (
            small(
                comments=[
                    {"id": f"k{i}", "journey": "j", "text": "?", "at": "2026-11-22T09:00:00Z", **({"thread": f"k{i - 1}"} if i else {})}
                    for i in range(3)
                ]
            ),
            "comments[2].thread",
            "is an answer itself",
        ),
        (small(comments=[{"id": "k", "journey": "j", "text": "?", "at": "today"}]), "comments[0].at", "UTC time"),
        (small(connections=[{"journey": "j", "start": "c", "end": "c"}]), "connections[0].end", "from one card to another"),
        (small(assignments=[{"journey": "j", "card": "c", "team": "t"}]), "assignments[0].team", "the team “t”"),
        (small(journeys=[{"id": "j", "title": "A", "owner": "t"}]), "journeys[0].owner", "the team “t”"),
        (small(teams=[{"id": "t", "name": "T"}], assignments=[{"journey": "j", "card": "c", "team": "t"}] * 2), "assignments[1]", "(card, team, part)"),
        (small(readings=[{"journey": "j", "measure": "m", "date": "2026-11-22", "value": 1}]), "readings[0].measure", "the measure “m”"),
        (small(paths=[{"journey": "j", "start": "s", "end": "s", "persona": "q"}]), "paths[0].persona", "the persona “q”"),
        (small(pictures=[{"id": "x", "content_type": "image/svg+xml", "data": ""}]), "pictures[0].content_type", "one of"),
        (small(pictures=[{"id": "x", "content_type": "image/png", "data": "AAAA"}]), "pictures[0].data", "no PNG"),
        (small(pictures=[{"id": "x", "content_type": "image/png", "data": "%"}]), "pictures[0].data", "base64"),
        (small(cards={}), "cards", "must be a list"),
    ],
)  # fmt: skip
def test_what_is_refused_says_where_and_why(document: dict[str, Any], place: str, says: str):
    with pytest.raises(FormatError) as refused:
        native(document)
    assert refused.value.field == place
    assert says in str(refused.value)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"\xff\xfe\x00\xd8", "UTF-8"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "UTF-8"),
        (b'{"a": \xe4}', "Line 1: This is not readable text"),
        (b'{"a": 1,\n "b" 2}', "Line 2: This is not valid JSON"),
        (b'{"a": "no end', r"Line 1: This is not valid JSON \(unterminated string starting at column 7\)"),
        (b'{"a": 1, "a": 2}', "twice"),
        (b'{"a": NaN}', "NaN"),
        (b'{"a": -Infinity}', "number"),
        (b'{"a": 1e999}', "too large"),
        (b'{"a": ' + b"9" * 5000 + b"}", "too large"),
        (b"[" * 100_000, "nested deeper"),
        (b'{"a":' * 100_000, "nested deeper"),
        (b"[]", "list"),
        (b"{}", "no journey"),
        (b'{"format": "other"}', "no journey"),
        (b"Hello", "takes"),
        (b"a" * (64 * 2**20 + 1), "64 MB"),
        (b'{"' + b'\\"' * 100_000, "not valid JSON"),
    ],
)
def test_doubtful_files_get_one_clear_sentence(data: bytes, says: str):
    with pytest.raises(FormatError, match=says) as refused:
        read(data, "x")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_encodings(encoding: str):
    text = json.dumps({"format": "cxmap", "version": 1, "journeys": [{"id": "j", "title": "Grüße 🙂"}]}, ensure_ascii=False)
    assert read(text.encode(encoding), "x").journeys == [("j", "Grüße 🙂")]
