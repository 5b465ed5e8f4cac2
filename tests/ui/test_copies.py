"""Copies of a whole map: a duplicate, its to-be twin, a template and what starts from it, each put into a real state."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxmap.changes import Change, Edit, Refused, State, apply
from cxmap.model.customer_records import STUDY_TYPES
from cxmap.model.records import JOURNEY_TYPES, MADE_OF, RECORDS, WORKSHOP_TYPES, Record, made_id, new_id
from cxmap.model.views import JourneyView
from cxmap.store.reads import raw_room, view_of
from cxmap.ui import edits
from tests.worlds import changes, feeling, one_of_each, patch, put, start

STAYS = {"comment", "mention", "version", "reason"} | WORKSHOP_TYPES | STUDY_TYPES


def world() -> State:
    """The start world with a record of every type, and a view that names records of it."""
    state = start()
    more = (
        put("person", "p1", workspace="main", name="Ann"),
        *one_of_each("p1"),
        put("view", "v2", journey="j1", name="Mine", query="persona=ann&foldstage=s1&fold=l1,l2&team=te1", order="a1"),
        feeling("c3", source="reported", value=1),
        patch("journey", "j1", use=None),
    )
    apply(state, Change("more", more))
    return state


def seen(state: State, journey: str) -> JourneyView:
    raw = raw_room(state, journey)
    assert raw is not None
    return view_of(1, raw)


def do(state: State, made: tuple[str, tuple[Edit, ...]]) -> JourneyView:
    apply(state, Change(new_id(), made[1]))
    return seen(state, made[0])


def records(map_: JourneyView) -> dict[str, list[Record]]:
    own = {"stage": map_.stages, "lane": map_.lanes, "card": map_.cards, "feeling": map_.feelings, "traveller": map_.travellers}
    return {type_: own.get(type_, map_.of_type(type_)) for type_ in JOURNEY_TYPES}


def plain(map_: JourneyView, *without: str) -> dict[str, list[tuple[str, ...]]]:
    """What each record says beside its links, sorted."""
    out = {}
    for type_, there in records(map_).items():
        names = [f.name for f in RECORDS[type_].fields if f.kind != "ref" and f.name not in without]
        out[type_] = sorted(tuple(str(r[name]) for name in names) for r in there)
    return out


def test_a_duplicate_has_everything_but_what_was_said_and_named():
    state = world()
    original = seen(state, "j1")
    copy = do(state, edits.copy_journey(original, title="Again"))
    assert copy.journey["title"] == "Again"
    was, now = plain(original, "query"), plain(copy, "query")
    for type_ in JOURNEY_TYPES:
        assert now[type_] == ([] if type_ in STAYS else was[type_]), type_
        assert was[type_], type_
        for r in records(copy)[type_]:
            assert type_ not in MADE_OF or r["id"] == made_id(type_, r)
    assert [c["shared"] for c in copy.cards] == [c["shared"] for c in original.cards]
    assert [c["opens"] for c in copy.cards] == [c["opens"] for c in original.cards]
    assert copy.of_type("assignment")[0]["team"] == "te1"
    (query,) = [v["query"] for v in copy.of_type("view") if v["name"] == "Mine"]
    stage, lanes = copy.stages[0]["id"], ",".join(lane["id"] for lane in copy.lanes)
    assert query == f"persona=ann&foldstage={stage}&fold={lanes}&team=te1"
    assert seen(state, "j1") == original
    assert not {r["id"] for rs in records(copy).values() for r in rs} & {
        r["id"] for rs in records(original).values() for r in rs
    }


def test_a_twin_comes_from_its_original_and_rests_on_nothing_yet():
    state = world()
    original = seen(state, "j1")
    twin = do(state, edits.twin(original))
    assert (twin.journey["state"], twin.journey["as_is"], twin.journey["owner"]) == ("to_be", "j1", "te1")
    for type_ in ("stage", "lane", "card"):
        assert [r["origin"] for r in records(twin)[type_]] == [r["id"] for r in records(original)[type_]]
    assert {c["evidence"] for c in twin.cards} == {"assumed"}
    assert {c["shared"] for c in twin.cards} == {None}
    assert {f["source"] for f in twin.feelings} == {"predicted"}
    found = records(twin)
    assert not any(found[type_] for type_ in ("source", "reading", "answer", "comment", "version", "reason"))
    assert [m["target"] for m in found["measure"]] == [20.5]
    for type_ in ("assignment", "connection", "path", "tag", "view"):
        assert len(found[type_]) == len(records(original)[type_]), type_
    duplicate = do(state, edits.copy_journey(twin, title="Variant"))
    assert duplicate.journey["as_is"] == "j1"
    assert [c["origin"] for c in duplicate.cards] == [c["id"] for c in original.cards]


def test_a_template_leads_nowhere_and_rests_on_nothing():
    state = world()
    original = seen(state, "j1")
    template = do(state, edits.as_template(original, "Buying, in general"))
    assert (template.journey["title"], template.journey["use"]) == ("Buying, in general", "template")
    assert (template.journey["owner"], template.journey["reviewed"]) == (None, None)
    found = records(template)
    assert not any(found[t] for t in ("source", "reading", "answer", "comment", "version", "reason"))
    assert [c["title"] for c in template.cards] == [c["title"] for c in original.cards]
    for record in (*template.stages, *template.lanes, *template.cards):
        assert not any(record.get(name) for name in ("opens", "origin", "shared"))
    assert {c["evidence"] for c in template.cards} == {"assumed"}
    assert {(f["persona"], f["source"]) for f in template.feelings} == {("ann", "predicted")}
    assert [(m["target"], m["baseline"]) for m in found["measure"]] == [(20.5, None)]


@pytest.mark.parametrize("who", ["bob", None])
def test_a_journey_from_an_own_template(who: str | None):
    state = world()
    template = do(state, edits.as_template(seen(state, "j1"), "Buying"))
    made = do(state, edits.new_journey("main", "A car", who, "", edits.entries_of(template)))
    assert (made.journey["title"], made.journey["use"]) == ("A car", None)
    assert [c["title"] for c in made.cards] == [c["title"] for c in template.cards]
    assert [p["id"] for p in made.personas] == ([who] if who else [])
    assert {f["persona"] for f in made.feelings} == ({who} if who else set())
    assert [p["persona"] for p in made.of_type("path")] == [who]
    assert len(made.of_type("connection")) == len(made.of_type("measure")) == len(made.of_type("assignment")) == 1


@settings(max_examples=60, deadline=None)
@given(st.lists(changes, max_size=8))
def test_whatever_people_did_a_map_can_be_copied(made: list[Change]):
    state = world()
    for change in made:
        try:
            apply(state, change)
        except Refused:
            continue
    for journey in list(state.of("journey")):
        map_ = seen(state, journey)
        assert len(do(state, edits.copy_journey(map_)).cards) == len(map_.cards)
        assert len(do(state, edits.twin(map_)).stages) == len(map_.stages)
        template = do(state, edits.as_template(map_, "T"))
        assert len(do(state, edits.new_journey("main", "N", None, "", edits.entries_of(template))).cards) == len(map_.cards)
