"""A workspace written to a file and read again is the same, whatever people did in it; and what a file brings to another one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cxmap.changes import Change, Edit, Refused, State, apply
from cxmap.formats import Parsed, read, write
from cxmap.formats.parsed import PLURALS, file_fields
from cxmap.model.records import RECORDS
from cxmap.model.views import JourneyView
from cxmap.store.reads import persona, raw_room, view_of
from tests.worlds import Shot, changes, one_of_each, put, shot, start

FIRST_VERSION, SECOND_VERSION = (Path(__file__).parents[1] / "fixtures" / f"format-{n}.json" for n in (1, 2))
# Named wherever they are used: of the others only what the maps name is written.
NAMED = {"segment", "persona", "statement", "ground", "team", "role", "touchpoint"}


def world() -> State:
    """The start world with a record of every type."""
    state = start()
    apply(state, Change("more", (put("person", "p1", workspace="main", name="Ann"), *one_of_each("p1"))))
    return state


def views(state: State, journeys: list[str] | None = None) -> list[JourneyView]:
    found = ((id_, raw_room(state, id_)) for id_ in journeys or state.of("journey"))
    return [view_of(1, raw) for _, raw in found if raw is not None]


def statements(state: State) -> list[dict[str, Any]]:
    there = [persona(state, id_) for id_ in state.of("persona")]
    return [s for found in there if found for said in found[1].values() for s in said]


def people(state: State) -> list[dict[str, Any]]:
    return [{"id": id_, **fields} for id_, fields in state.of("persona").items()]


def written(state: State, comments: bool = True, journeys: list[str] | None = None) -> str:
    grounds, segments = ([{"id": id_, **fields} for id_, fields in state.of(t).items()] for t in ("ground", "segment"))
    return write(
        views(state, journeys), statements(state), personas=people(state), comments=comments, grounds=grounds, segments=segments
    )


def put_of(parsed: Parsed) -> Shot:
    """What is there after a file was put into an empty workspace."""
    state = State()
    state.put("workspace", "main", {"name": "Workspace"})
    apply(state, Change("all", tuple(Edit("put", *entry) for entry in parsed.records)))
    return shot(state)


def kept(shot_: Shot) -> Shot:
    """What of a workspace a file holds: its types, without whose account a comment was."""
    names = {type_: [f.name for f in file_fields(type_)] for type_ in PLURALS}
    return {t: {i: {n: r[n] for n in names[t]} for i, r in shot_.get(t, {}).items()} for t in PLURALS}


def test_a_record_of_every_type_survives() -> None:
    state = world()
    text = written(state)
    parsed = read(text.encode(), "x")
    assert parsed.report.left_out == parsed.report.changed == []
    before, after = kept(shot(state)), kept(put_of(parsed))
    assert all(before[type_] for type_ in PLURALS)
    assert {t: r for t, r in after.items() if t not in NAMED} == {t: r for t, r in before.items() if t not in NAMED}
    assert after["team"] == before["team"]
    assert after["role"] == before["role"]
    assert after["touchpoint"] == before["touchpoint"]
    assert after["persona"] == {"ann": before["persona"]["ann"]}  # nobody's map names the other
    again = State()
    again.put("workspace", "main", {"name": "Workspace"})
    apply(again, Change("all", tuple(Edit("put", *entry) for entry in parsed.records)))
    assert written(again) == text


def test_comments_are_taken_along_only_when_asked_for_and_nobodys_account_ever() -> None:
    state = world()
    assert "comments" not in written(state, comments=False)
    assert "Why?" not in written(state, comments=False)
    text = written(state)
    assert '"author_name": "Ann"' in text
    assert '"author"' not in text
    assert not any(name in text for name in ('"mentions"', '"versions"', '"reasons"', '"people"'))
    comments = {id_: fields for type_, id_, fields in read(text.encode(), "x").records if type_ == "comment"}
    assert {fields["author"] for fields in comments.values()} == {None}
    assert comments["k2"]["thread"] == "k1"


def test_what_leads_to_a_map_that_is_not_written_is_cut() -> None:
    parsed = read(written(world(), journeys=["j1"]).encode(), "x")
    assert {fields["opens"] for type_, _, fields in parsed.records if type_ == "card"} == {None}
    assert parsed.report.left_out == []


@settings(max_examples=80, deadline=None)
@given(st.lists(changes, max_size=8))
def test_whatever_people_did_the_file_gives_the_same_map(made: list[Change]) -> None:
    state = world()
    for change in made:
        try:
            apply(state, change)
        except Refused:
            continue
    if not state.of("journey"):
        return
    parsed = read(written(state).encode(), "x")
    before, after = kept(shot(state)), kept(put_of(parsed))
    for type_ in PLURALS:
        assert after[type_].keys() <= before[type_].keys()
        if type_ not in NAMED:
            assert after[type_].keys() == before[type_].keys(), type_
        for id_, fields in after[type_].items():
            differs = {name for name, value in fields.items() if value != before[type_][id_][name]}
            # two cards that are each other's as-is cannot both be first; and no picture was written
            assert differs <= {"origin", "as_is", "photo"}, (type_, id_)
    circles = [sentence for sentence in parsed.report.left_out if not sentence.startswith("The photo of")]
    assert all("itself in the end" in sentence for sentence in circles)
    links = [
        name
        for t in PLURALS
        for i, f in after[t].items()
        for name in ("origin", "as_is")
        if f.get(name) != before[t][i].get(name)
    ]
    assert len(links) == len(circles)


def test_a_file_of_the_first_version_is_still_read() -> None:
    data = FIRST_VERSION.read_bytes()
    assert b'"version": 1,' in data
    parsed = read(data, FIRST_VERSION.name)
    assert parsed.report.changed == parsed.report.left_out == []
    assert parsed.report.read == [
        "2 personas",
        "22 statements",
        "2 journeys",
        "12 stages",
        "23 lanes",
        "173 cards",
        "73 feelings",
    ]
    for type_, _, fields in parsed.records:
        assert fields.keys() == RECORDS[type_].defaults.keys()
    card = next(fields for type_, id_, fields in parsed.records if type_ == "card" and id_ == "hp-c077")
    assert (card["title"], card["channel"], card["opens"], card["waiting"]) == ("Hotline, 35 min", "phone", None, None)


def test_a_file_of_the_second_version_is_still_read() -> None:
    data = SECOND_VERSION.read_bytes()
    assert b'"version": 2,' in data
    parsed = read(data, SECOND_VERSION.name)
    assert parsed.report.changed == parsed.report.left_out == []
    assert parsed.report.read[:4] == ["2 personas", "22 statements", "6 teams", "7 roles"]
    for type_, _, fields in parsed.records:
        assert fields.keys() == RECORDS[type_].defaults.keys()
    goal = next(fields for type_, id_, fields in parsed.records if type_ == "statement" and id_ == "meera-1")
    assert (goal["kind"], goal["evidence"], goal["value"]) == ("goal", "assumed", None)
    source = next(fields for type_, _, fields in parsed.records if type_ == "source")
    assert source["item"] == ""
