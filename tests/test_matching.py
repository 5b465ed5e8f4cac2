"""What a file and a workspace have in common: teams, roles, words and shared touchpoints are met by name, and links arrive."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from cxmap.access import SYSTEM, Actor
from cxmap.changes import Change, Edit
from cxmap.exports import export_journeys, export_personas
from cxmap.formats import Parsed, read
from cxmap.imports import import_journeys
from cxmap.model.records import new_id
from cxmap.model.views import JourneyView
from cxmap.store import Store
from tests.worlds import START, one_of_each, patch, put

ANN, CEM = Actor("p1", "facilitator", "Ann"), Actor("p2", "facilitator", "Cem")


@pytest.fixture
def store(sqlite_url: str) -> Iterator[Store]:
    opened = Store.open(sqlite_url)
    yield opened
    assert opened.check() == []
    opened.close()


def do(store: Store, *edits: Edit, actor: Actor = SYSTEM) -> None:
    store.commit(Change(new_id(), edits), actor).result(9)


def native(**lists: Any) -> Parsed:
    return read(json.dumps({"format": "cxmap", "version": 3, **lists}).encode(), "x.json")


def hotline(**more: Any) -> dict[str, Any]:
    """A file with one card that everything hangs on."""
    return {
        "journeys": [{"id": "j", "title": "A map", "owner": "t1"}],
        "stages": [{"id": "s", "journey": "j"}],
        "lanes": [{"id": "l", "journey": "j", "kind": "touchpoint"}],
        "cards": [{"id": "c", "journey": "j", "stage": "s", "lane": "l", "shared": "tp"}],
        "teams": [{"id": "t1", "name": "Service"}, {"id": "t2", "name": "Sales"}],
        "roles": [{"id": "r", "team": "t1", "name": "Dispatcher"}],
        "touchpoints": [{"id": "tp", "title": "Hotline", "channel": "phone"}],
        "assignments": [
            {"journey": "j", "card": "c", "team": "t1", "part": "accountable", "role": "r"},
            {"journey": "j", "card": "c", "team": "t2", "part": "informed"},
        ],
        **more,
    }


def the_map(store: Store, id_: str) -> JourneyView:
    found = store.view(id_)
    assert found is not None
    return found


def test_teams_and_roles_of_the_same_name_are_the_same(store: Store) -> None:
    do(
        store,
        put("team", "mine", workspace="main", name="SERVICE", lead="Jo"),
        put("role", "own", team="mine", name="dispatcher"),
        put("team", "t2", workspace="main", name="Fitters"),
    )
    parsed = native(**hotline())
    ((made, _),) = import_journeys(store, parsed, SYSTEM)
    teams = {t["name"]: t["id"] for t in store.of_type("team")}
    assert teams.keys() == {"SERVICE", "Sales", "Fitters"}
    assert teams["Sales"] != "t2"  # that id is another team's
    assert len(store.of_type("role")) == 1
    map_ = the_map(store, made)
    assert map_.journey["owner"] == "mine"
    assert {(a["team"], a["role"]) for a in map_.of_type("assignment")} == {("mine", "own"), (teams["Sales"], None)}
    assert parsed.report.changed == ["1 team of the same name taken for the same: “Service”."]
    assert parsed.report.left_out == []


def test_a_team_that_the_file_tells_differently_stays_and_the_report_says_so(store: Store) -> None:
    do(store, put("team", "mine", workspace="main", name="Service", lead="Jo"))
    parsed = native(**hotline(teams=[{"id": "t1", "name": "Service", "lead": "Kim"}, {"id": "t2", "name": "Sales"}]))
    import_journeys(store, parsed, SYSTEM)
    assert next(t for t in store.of_type("team") if t["id"] == "mine")["lead"] == "Jo"
    (sentence,) = parsed.report.left_out
    assert sentence.startswith("“Service” is here already")


def test_two_teams_of_one_name_in_a_file_are_one(store: Store) -> None:
    doubled = hotline(
        teams=[{"id": "t1", "name": "Service"}, {"id": "t2", "name": "service"}],
        roles=[{"id": "r", "team": "t1", "name": "Lead"}, {"id": "q", "team": "t2", "name": "lead"}],
        words=[{"id": "w1", "text": "calm"}, {"id": "w2", "text": "Calm"}],
    )
    doubled["assignments"][1] |= {"part": "accountable", "role": "q"}
    ((made, _),) = import_journeys(store, native(**doubled), SYSTEM)
    assert [t["id"] for t in store.of_type("team")] == ["t1"]
    assert [r["id"] for r in store.of_type("role")] == ["r"]
    assert [w["id"] for w in store.of_type("word")] == ["w1"]
    assert [a["id"] for a in the_map(store, made).of_type("assignment")] == ["c.t1.accountable"]


def test_a_shared_touchpoint_of_the_same_id_and_title_is_the_same(store: Store) -> None:
    import_journeys(store, native(**hotline()), SYSTEM)
    do(store, patch("touchpoint", "tp", channel="chat"))
    parsed = native(**hotline())
    ((again, _),) = import_journeys(store, parsed, SYSTEM)
    assert [t["id"] for t in store.of_type("touchpoint")] == ["tp"]
    assert [(c["shared"], c["channel"]) for c in the_map(store, again).cards] == [("tp", "chat")]
    assert any("“Hotline” is here already" in sentence for sentence in parsed.report.left_out)
    do(store, patch("touchpoint", "tp", title="Night line"))
    ((third, _),) = import_journeys(store, native(**hotline()), SYSTEM)
    assert {t["title"] for t in store.of_type("touchpoint")} == {"Night line", "Hotline"}
    assert [c["title"] for c in the_map(store, third).cards] == ["Hotline"]


@pytest.mark.parametrize(
    ("before", "says"),
    [
        ((), "This workspace’s emotion wheel is now that of the file: 2 emotion words."),
        (("Calm",), "1 emotion word added to this workspace’s emotion wheel."),
    ],
)
def test_emotion_words_join_the_wheel_once(store: Store, before: tuple[str, ...], says: str) -> None:
    for text in before:
        do(store, put("word", "w9", workspace="main", text=text))
    parsed = native(**hotline(words=[{"id": "w1", "text": "calm"}, {"id": "w2", "text": "lost", "value": -2}]))
    import_journeys(store, parsed, SYSTEM)
    assert sorted(w["text"].casefold() for w in store.of_type("word")) == ["calm", "lost"]
    assert says in parsed.report.changed
    again = native(**hotline(words=[{"id": "w1", "text": "calm"}]))
    import_journeys(store, again, SYSTEM)
    assert not any("wheel" in sentence for sentence in again.report.changed)


def two_maps() -> dict[str, Any]:
    """Two journeys that open each other, and a stage that comes from one of the other map, which the file has first."""
    return {
        "journeys": [{"id": "a", "title": "From afar"}, {"id": "b", "title": "From close by"}],
        "stages": [
            {"id": "s1", "journey": "a", "opens": "b", "origin": "s2"},
            {"id": "s2", "journey": "b", "opens": "a"},
        ],
    }


@pytest.mark.parametrize("taken", [False, True], ids=["free", "taken"])
def test_maps_that_lead_to_each_other_still_do(store: Store, taken: bool) -> None:
    if taken:
        import_journeys(store, native(**two_maps()), SYSTEM)
        do(store, put("stage", "s9", journey="a", name="Mine"))
    before = store.revision
    (a, _), (b, _) = import_journeys(store, native(**two_maps()), SYSTEM)
    assert store.revision - before == 2
    assert (a == "a") is not taken
    (first,), (second,) = the_map(store, a).stages, the_map(store, b).stages
    assert (first["opens"], first["origin"], second["opens"]) == (b, second["id"], a)


def test_a_saved_view_follows_its_records(store: Store) -> None:
    file = hotline(
        views=[{"id": "v", "journey": "j", "name": "Ours", "query": "team=t1,t2&channel=phone&tag=s&fold=l&foldstage=s&lead="}]
    )
    import_journeys(store, native(**file), SYSTEM)
    ((again, _),) = import_journeys(store, native(**file), SYSTEM)
    map_ = the_map(store, again)
    (view,) = map_.of_type("view")
    stage, lane = map_.stages[0]["id"], map_.lanes[0]["id"]
    assert view["query"] == f"team=t1,t2&channel=phone&tag=s&fold={lane}&foldstage={stage}&lead="


def test_all_of_a_workspace_goes_out_and_comes_into_another(store: Store, tmp_path: Any) -> None:
    do(store, put("person", "p1", workspace="main", name="Ann"))
    do(store, *START, actor=ANN)
    do(store, *one_of_each("p1"), actor=ANN)
    do(store, patch("journey", "j1", use=None))
    text = export_journeys(store, ["j1", "j2"], comments=True)
    other = Store.open(f"sqlite:///{tmp_path}/other.db")
    try:
        import_journeys(other, read(text.encode(), "x"), CEM)  # who brings along what others have said
        assert export_journeys(other, ["j1", "j2"], comments=True) == text
        view = the_map(other, "j1")
        assert next((c["author"], c["author_name"]) for c in view.of_type("comment")) == (None, "Ann")
        assert other.check() == []
    finally:
        other.close()
    assert '"comments"' not in export_journeys(store, ["j1"])


def test_templates_are_no_journeys(store: Store) -> None:
    do(
        store,
        put("journey", "a", workspace="main", title="Map"),
        put("journey", "b", workspace="main", title="T", use="template"),
    )
    assert [j.id for j in store.journeys()] == ["a"]
    assert [j.id for j in store.templates()] == ["b"]


def people(**more: Any) -> dict[str, Any]:
    """A file with a persona of a segment, one statement and what that rests on."""
    return {
        "segments": [{"id": "s", "name": "Commuters", "size": 12}],
        "personas": [{"id": "p", "name": "Ann", "segment": "s", "avatar": "hair=bun"}],
        "statements": [{"id": "t", "persona": "p", "text": "Sleep", "evidence": "observed"}],
        "grounds": [{"id": "g", "statement": "t", "kind": "survey", "quote": "31 of 40"}],
        **more,
    }


def test_personas_come_without_a_journey_and_go_out_again(store: Store) -> None:
    parsed = native(**people())
    assert import_journeys(store, parsed, SYSTEM) == []
    assert store.persona("p")[0]["segment"] == "s"  # type: ignore[index]
    assert [g["statement"] for g in store.of_type("ground")] == ["t"]
    text = export_personas(store)
    assert read(text.encode(), "x").records == parsed.records
    second = native(**people())
    import_journeys(store, second, SYSTEM)
    assert second.report.left_out == []
    assert len(store.of_type("segment")) == len(store.personas()) == len(store.of_type("ground")) == 1
    do(store, put("segment", "alone", workspace="main", name="Nobody's"))
    assert "Nobody's" in export_personas(store)
    assert "Nobody's" not in export_personas(store, ["p", "gone"])
    assert "personas" not in export_personas(store, [])


def test_a_segment_of_another_name_is_another_and_one_that_differs_stays(store: Store) -> None:
    do(store, put("segment", "s", workspace="main", name="Landlords"))
    import_journeys(store, native(**people()), SYSTEM)
    commuters = next(s for s in store.of_type("segment") if s["name"] == "Commuters")
    assert commuters["id"] != "s"
    assert store.persona("p")[0]["segment"] == commuters["id"]  # type: ignore[index]
    told = native(
        **people(
            segments=[{"id": commuters["id"], "name": "Commuters", "size": 99}],
            personas=[{"id": "p", "name": "Ann", "avatar": "hair=bun"}],
        )
    )
    import_journeys(store, told, SYSTEM)
    (sentence,) = told.report.left_out
    assert "“Commuters” is here already" in sentence


def test_what_a_statement_rests_on_elsewhere_is_said_to_stay_out(store: Store) -> None:
    import_journeys(store, native(**people()), SYSTEM)
    other = native(**people(grounds=[{"id": "g2", "statement": "t", "kind": "survey", "quote": "12 of 40"}]))
    import_journeys(store, other, SYSTEM)
    assert [g["quote"] for g in store.of_type("ground")] == ["31 of 40"]
    (sentence,) = other.report.left_out
    assert "“Ann” is here already" in sentence


def test_a_journeys_file_brings_what_its_personas_rest_on(store: Store) -> None:
    document = people(journeys=[{"id": "j", "title": "A map"}], travellers=[{"journey": "j", "persona": "p"}])
    import_journeys(store, native(**document), SYSTEM)
    again = read(export_journeys(store, ["j"]).encode(), "x")
    assert {type_ for type_, _, _ in again.records} == {"segment", "persona", "statement", "ground", "journey", "traveller"}
