"""A workshop in figures and words: its clock against the plan, what each step produced, how the room ranked things."""

from __future__ import annotations

from typing import Any

import pytest

from cxmap.insights import record, workshop
from cxmap.insights.record import Did
from cxmap.insights.workshop import Room
from cxmap.model.records import check_fields
from cxmap.model.views import JourneyView
from tests.held import held
from tests.journeys import view


def made(**changed: Any) -> Room:
    """The room that was held on a small map."""
    map_ = view({"Waiting": {"touchpoint": [{"title": "Letter"}, {"title": "Text"}], "pain": [{"title": "Silence"}]}})
    lists: dict[str, list[dict[str, Any]]] = {}
    for edit in held(
        "j", [("c2", "Silence"), ("c1", "Noise")], [("c0", "Letter"), ("c1", "Text")], [("c1", "Call")], **changed
    ):
        lists.setdefault(edit.type, []).append({"id": edit.id, **check_fields(edit.type, edit.fields, whole=True)})
    whole = JourneyView.of(1, {"journey": [map_.journey], **lists})
    room = workshop.room(whole, "w")
    assert room is not None
    return room


def test_a_room_is_put_together_in_order() -> None:
    room = made()
    assert [s["id"] for s in room.steps] == ["welcome", "weaknesses", "rate", "vote", "place", "test", "decide"]
    assert [t["step"] for t in room.tallies] == ["rate", "rate", "vote", "vote", "place"]
    assert len(room.people) == 12
    assert "out" not in {p["id"] for p in room.people}
    assert [d["id"] for d in room.decided("action")] == ["d2"]
    assert workshop.room(view({}), "w") is None


def test_workshops_by_state() -> None:
    there = [
        {"id": id_, "state": state, "title": id_, "date": date, "started": started, "closed": closed}
        for id_, state, date, started, closed in (
            ("late", "planned", "2026-12-09", None, None),
            ("never", "planned", None, None, None),
            ("soon", "planned", "2026-12-01", None, None),
            ("old", "closed", None, "2026-01-01T09:00:00Z", "2026-01-01T10:00:00Z"),
            ("new", "closed", None, "2026-02-01T09:00:00Z", "2026-02-01T10:00:00Z"),
            ("now", "running", None, "2026-11-22T09:00:00Z", None),
        )
    ]
    groups = workshop.in_groups(there)
    assert [w["id"] for w in groups["planned"]] == ["soon", "late", "never"]
    assert [w["id"] for w in groups["closed"]] == ["new", "old"]
    assert [w["id"] for w in groups["running"]] == ["now"]


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "less than a minute"), (0.4, "less than a minute"), (1, "1 min"), (44.6, "45 min"), (60, "1 h"), (150, "2 h 30 min")],
)
def test_minutes(number: float, said: str) -> None:
    assert workshop.minutes(number) == said


@pytest.mark.parametrize(
    ("closed", "said"),
    [
        ("2026-11-22T09:44:00.000Z", "It took 44 min: 6 min less than planned."),
        ("2026-11-22T09:50:10.000Z", "It took 50 min, as planned."),
        ("2026-11-22T10:55:00.000Z", "It took 1 h 55 min: 1 h 5 min more than planned."),
    ],
)
def test_what_it_took_against_the_plan(closed: str, said: str) -> None:
    room = made(closed=closed)
    assert workshop.planned(room.steps) == 50
    assert workshop.against_plan(room) == said


def test_a_workshop_that_never_began_took_nothing() -> None:
    assert workshop.against_plan(made(started=None)) == ""
    assert workshop.whole(made(closed=None)) is None
    assert workshop.whole(made(closed=None), "2026-11-22T09:10:00Z") == 10


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "1 decision, 1 action and 1 open question."),
        ({"state": "planned"}, "7 steps in 50 min."),
        ({"state": "running"}, "The room is open. 11 people in the room."),
    ],
)
def test_what_the_page_says_first(changed: dict[str, Any], said: str) -> None:
    assert workshop.finding(made(**changed)) == said


def at(minute: str) -> str:
    return f"2026-11-22T09:{minute}.000Z"


def test_what_each_step_produced() -> None:
    room = made()
    done = [
        Did(at("01:00"), "put", "card", "a0", "action"),  # while all were welcomed
        Did(at("04:00"), "put", "card", "a1", "pain"),
        Did(at("05:00"), "put", "card", "a2", "pain"),
        Did(at("05:30"), "put", "card", "a3", "thought"),
        Did(at("06:00"), "delete", "card", "a2"),  # taken back in the same step
        Did(at("07:00"), "patch", "card", "a1"),  # just made: not told again
        Did(at("08:00"), "patch", "card", "old"),
        Did(at("08:10"), "patch", "card", "old"),
        Did(at("09:00"), "put", "comment", "k"),
        Did(at("09:10"), "put", "voice", "v"),
        Did(at("15:00"), "put", "feeling", "f"),
        Did(at("41:00"), "put", "decision", "d1"),
        Did(at("42:00"), "put", "parked", "p1"),
        Did(at("50:00"), "put", "card", "late", "pain"),  # after the last step
    ]
    found = {p.step["id"]: p for p in record.by_step(room, done)}
    assert list(found) == ["welcome", "weaknesses", "rate", "vote", "place", "decide"]
    assert found["welcome"].words == ["1 action"]
    assert found["weaknesses"].words == ["1 thought", "1 pain point", "1 card changed", "1 stacked under another", "1 comment"]
    assert found["rate"].words == ["2 cards rated by 12 people", "1 feeling"]
    assert found["vote"].words == ["2 cards voted on by 12 people"]
    assert found["decide"].words == ["1 decision or question", "1 parked topic"]
    assert (found["weaknesses"].took, found["decide"].took) == (11, 4)


def test_a_step_under_way_takes_until_now() -> None:
    room = made(state="running")
    room.steps[-1].update(state="running", ended=None)
    (last,) = [
        p for p in record.by_step(room, [Did(at("59:00"), "put", "card", "x", "")], at("59:30")) if p.step["id"] == "decide"
    ]
    assert last.took == 19.5
    assert last.words == ["1 other card"]


def test_how_the_room_ranked_things() -> None:
    ratings, votes, places = record.rankings(made(), {"c2": "Silence for weeks"})
    assert (ratings.kind, votes.kind, places.kind) == ("rating", "votes", "placement")
    assert ratings.finding == "Agreed on the peak. Split on Letter."
    assert votes.finding == "Silence for weeks leads with 27 votes."
    assert votes.estimate == "Estimate of 12 people in the room"
    assert [(r.tally["title"], r.rank, r.firm) for r in votes.rows] == [("Silence", 1, True), ("Noise", 2, True)]
    assert votes.most == 27
    assert places.finding == "1 quick win: Call."
    assert record.rankings(Room({}, {})) == []


def test_dissent_is_kept() -> None:
    split, close = (t for t in made().tallies if t["kind"] == "rating")
    assert record.dissent(split) == "2 at −3, 6 at +2"
    assert record.dissent(close) == ""
    votes = next(t for t in made().tallies if t["kind"] == "votes")
    assert record.dissent(votes) == ""
