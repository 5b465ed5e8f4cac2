"""What comes of the buttons about ideas, where a page test would be long: places on the map, orders, what stays untouched."""

from __future__ import annotations

import pytest

from cxmap.insights.ideas import ideas
from cxmap.ui import idea_edits, idea_links
from tests.journeys import view as view_of

RECORD = {"id": "i", "whiteboard": "b", "text": "More light\nat the door", "person": None, "author_name": "", "at": "2026-11-02T09:00:00Z",
          "state": "new", "reason": "", "team": None, "owner": "", "outcome": "", "order": "a0"}  # fmt: skip


def view(stages):
    """A journey whose cards have titles only."""
    named = {stage: {kind: [{"title": t} for t in titles] for kind, titles in lanes.items()} for stage, lanes in stages.items()}
    return view_of(named)


@pytest.fixture
def idea():
    return ideas("b", {"idea": [RECORD]})[0]


def by_type(edits):
    return {edit.type: edit.fields for edit in edits}


def test_it_goes_behind_the_opportunities_that_are_there(idea):
    map_ = view({"Before": {"pain": ["Dark"], "opportunity": ["Lamp"]}, "After": {"pain": ["Cold"]}})
    pain = next(c for c in map_.cards if c["title"] == "Dark")
    card, stage, edits = idea_edits.on_map(idea, map_, pain["id"])
    made = by_type(edits)
    lamp = next(c for c in map_.cards if c["title"] == "Lamp")
    assert stage == "Before"
    assert "lane" not in made
    assert (made["card"]["stage"], made["card"]["lane"]) == (lamp["stage"], lamp["lane"])
    assert made["card"]["order"] > lamp["order"]
    assert made["card"]["title"] == "More light at the door"
    assert made["idea_link"] == {"idea": "i", "map": map_.journey["id"], "card": card, "title": "More light at the door"}
    assert made["source"]["date"] == "2026-11-02"


def test_without_a_card_it_goes_to_the_first_stage_and_without_a_stage_nowhere(idea):
    map_ = view({"Before": {"action": ["Walk"]}, "After": {"action": []}})
    _, stage, edits = idea_edits.on_map(idea, map_, None)
    assert stage == "Before"
    assert by_type(edits)["lane"]["order"] > map_.lanes[-1]["order"]  # no pains: at the end
    assert idea_edits.on_map(idea, view({}), None) is None


def test_a_new_lane_comes_right_below_the_pains(idea):
    map_ = view({"Before": {"pain": ["Dark"], "note": ["x"]}})
    _, _, edits = idea_edits.on_map(idea, map_, None)
    pain, note = map_.lanes
    assert pain["order"] < by_type(edits)["lane"]["order"] < note["order"]


def test_a_card_that_is_gone_leaves_the_idea_the_first_stage(idea):
    map_ = view({"Before": {"pain": ["Dark"]}})
    _, stage, _ = idea_edits.on_map(idea, map_, "a card that is gone")
    assert stage == "Before"


def test_a_very_long_idea_keeps_its_words_in_the_note(idea):
    idea.record["text"] = "word " * 150
    _, _, edits = idea_edits.on_map(idea, view({"Before": {"pain": ["Dark"]}}), None)
    card = by_type(edits)["card"]
    assert len(card["title"]) <= 500
    assert card["note"] == "word " * 150
    idea.record["text"] = RECORD["text"]


def test_moving_says_only_what_changes():
    edits = idea_edits.move(RECORD, "chosen", "Soon", "Mia", "2026-11-03T09:00:00Z", owner="", team=None)
    patch, step = edits
    assert patch.fields == {"state": "chosen"}
    assert step.fields == {"idea": "i", "state": "chosen", "note": "Soon", "author_name": "Mia", "at": "2026-11-03T09:00:00Z"}


def test_pains_and_touchpoints_come_first_in_the_list():
    map_ = view({"Before": {"action": ["Walk"], "touchpoint": ["Door"], "emotion": [], "pain": ["Dark", "Dark"]}})
    assert list(idea_links.choices(map_).values()) == [
        "The whole journey", "Pain points: Dark (Before)", "Pain points: Dark (Before) (2)", "Touchpoints: Door (Before)",
        "Actions: Walk (Before)",
    ]  # fmt: skip


@pytest.mark.parametrize(("text", "most", "short"), [("a  b\nc", 9, "a b c"), ("abcdef", 6, "abcdef"), ("abc defg", 5, "abc…")])
def test_shortly(text, most, short):
    assert idea_edits.shortly(text, most) == short
