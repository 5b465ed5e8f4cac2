"""OpenJourney files: both dialects, what cxmap has no field for, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cxmap.formats import FormatError, Parsed, read
from cxmap.formats.words import LANE_WORDS, lane_kind
from cxmap.model import vocabulary as v

REAL = Path(__file__).parents[3] / "shared" / "data" / "ojf"


def journey(**more: Any) -> dict[str, Any]:
    return {
        "persona": "Ann",
        "stages": [{"id": "s1", "name": "Find"}, {"id": "s2", "name": "Buy"}],
        "swimlanes": [
            {"id": "l1", "name": "User Actions"},
            {"id": "l2", "name": "Emotional State"},
            {"id": "l3", "name": "Pain Points"},
        ],
        "nodes": [],
        **more,
    }


def node(**more: Any) -> dict[str, Any]:
    return {"stageId": "s1", "swimlaneId": "l1", "title": "Looks", **more}


def ojf(document: Any, name: str = "map.ojf") -> Parsed:
    return read(json.dumps(document, indent=1).encode(), name)


def of(parsed: Parsed, type_: str) -> list[dict[str, Any]]:
    return [fields for t, _, fields in parsed.records if t == type_]


def only(**more: Any) -> dict[str, Any]:
    """The card of a file with one node."""
    return of(ojf(journey(nodes=[node(**more)])), "card")[0]


def test_the_real_files():
    if not REAL.is_dir():
        pytest.skip("../shared/data is not here")
    sizes = {}
    for path in sorted(REAL.glob("*.ojf")):
        parsed = read(path.read_bytes(), path.name)
        sizes[path.stem] = tuple(len(of(parsed, t)) for t in ("persona", "stage", "lane", "card", "feeling"))
        assert parsed.report.left_out == []
    assert sizes == {
        "customer-support": (1, 4, 4, 8, 8),
        "ecommerce-purchase": (1, 4, 4, 7, 7),
        "ecommerce-return": (1, 4, 5, 9, 9),
        "hotel-check-in-blueprint": (1, 3, 7, 21, 4),
    }


def test_a_node_becomes_a_card_with_everything_kept():
    parsed = ojf(
        journey(
            nodes=[
                node(
                    description="On her phone.",
                    severity="high",
                    score=-4,
                    sentiment="angry",
                    purpose="bottleneck",
                    icon="warning",
                    iconColor="#fff",
                    tags=["bug", "friction"],
                    isMomentOfTruth=True,
                    mood={"a": 1},
                )
            ]
        )
    )
    card, feeling = of(parsed, "card")[0], of(parsed, "feeling")[0]
    assert (card["title"], card["severity"], card["moment"], card["evidence"]) == ("Looks", 3, "make_or_break", "assumed")
    assert card["note"] == (
        'On her phone.\n\nPurpose: bottleneck\nIcon: warning\nIcon color: #fff\nTags: bug, friction\nMood: {"a": 1}'
    )
    assert (feeling["value"], feeling["word"], feeling["source"]) == (-2.4, "angry", "predicted")
    assert of(parsed, "persona")[0]["name"] == "Ann"
    assert "Icon color: kept in the note of 1 card." in parsed.report.changed


def test_scores_are_scaled_clamped_and_reported():
    scores = {5: 3.0, -5: -3.0, 1: 0.6, -3: -1.8, 0: 0.0, 2.5: 1.5, "4": 2.4, 7: 3.0, -99: -3.0}
    parsed = ojf(journey(nodes=[node(score=score) for score in scores]))
    assert [f["value"] for f in of(parsed, "feeling")] == list(scores.values())
    assert sum("was taken as" in line for line in parsed.report.changed) == 2


def test_in_an_emotion_lane_the_title_is_the_word():
    parsed = ojf(journey(nodes=[node(swimlaneId="l2", title="Hopeful", score=1, sentiment="relieved")]))
    assert of(parsed, "feeling")[0]["word"] == "Hopeful"
    assert of(parsed, "card")[0]["note"] == "Sentiment: relieved"


def test_severity_stays_on_pains_and_goes_to_the_note_elsewhere():
    assert only(swimlaneId="l3", severity="medium")["severity"] == 2
    assert only(purpose="pain-point", severity="low")["severity"] == 1
    assert (only(severity="low")["severity"], only(severity="low")["note"]) == (None, "Severity: low")
    assert only(swimlaneId="l3", severity="awful")["note"] == "Severity: awful"


def test_both_dialects():
    top = ojf(journey(pointOfView="Buying shoes", title="Shoes"))
    assert [(j["title"], j["point_of_view"]) for j in of(top, "journey")] == [("Shoes", "Buying shoes")]
    meta = journey(metadata={"title": "Boots", "persona": "Bob", "pov": "Buying boots", "version": "1.1", "author": "Kim"})
    del meta["persona"]
    parsed = ojf(meta)
    assert [(j["title"], j["point_of_view"], j["note"]) for j in of(parsed, "journey")] == [
        ("Boots", "Buying boots", "Author: Kim")
    ]
    assert of(parsed, "persona")[0]["name"] == "Bob"
    assert ojf(journey(pointOfView="Buying shoes")).journeys[0][1] == "Buying shoes"
    assert ojf(journey(), "my-first_map.ojf").journeys[0][1] == "my first map"
    short = node(stage="s2", swimlane="Pain points")
    del short["stageId"], short["swimlaneId"]
    assert len(of(ojf(journey(nodes=[short])), "card")) == 1


def test_blueprint_layers_become_lanes_in_blueprint_order():
    blueprint = {
        "support": [{"system": "Post", "description": "Carries it", "sla": "2 d"}],
        "evidence": [{"item": "Parcel", "type": "Physical"}, "Label"],
        "onstage": [{"actor": "Driver", "action": "Rings"}],
        "backstage": {"actor": "Depot", "action": "Sorts"},
        "legal": ["Terms"],
    }
    parsed = ojf(journey(nodes=[node(stageId="s2", blueprint=blueprint)]))
    kinds = ["evidence", "action", "emotion", "pain", "frontstage", "backstage", "support"]
    lanes = {id_: fields["kind"] for t, id_, fields in parsed.records if t == "lane"}
    assert list(lanes.values()) == kinds
    cards = {fields["title"]: (lanes[fields["lane"]], fields["note"]) for fields in of(parsed, "card")}
    assert cards["Driver: Rings"] == ("frontstage", "Belongs to “Looks”.")
    assert cards["Post: Carries it"] == ("support", "Sla: 2 d\nBelongs to “Looks”.")
    assert cards["Parcel"] == ("evidence", "Type: Physical\nBelongs to “Looks”.")
    assert cards["Label"][0] == "evidence"
    assert cards["Depot: Sorts"][0] == "backstage"
    assert cards["Looks"][1] == "Legal: Terms"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Customer Actions", "action"), ("User Activity", "action"), ("Digital Touchpoints", "touchpoint"),
        ("Support Channel", "touchpoint"), ("Emotional State", "emotion"), ("Thoughts & Feelings", "emotion"), ("PAIN-POINTS", "pain"),
        ("Opportunities", "opportunity"), ("What she thinks", "thought"), ("Physical Evidence", "evidence"),
        ("Front-stage", "frontstage"), ("Backstage actions", "backstage"), ("Support processes", "support"), ("Systems", "support"),
        ("KPIs", "kpi"), ("Notes", "note"), ("Moments of truth", "moment"), ("Weather", "custom"), ("", "custom"),
    ],
)  # fmt: skip
def test_lane_names(name: str, kind: str):
    assert lane_kind(name) == kind


def test_lane_words_name_kinds_that_exist():
    assert {kind for kind, _ in LANE_WORDS} == set(v.keys(v.LANE_KINDS)) - {"custom"}


def test_long_texts_are_cut_and_reported():
    parsed = ojf(journey(persona="P" * 300, nodes=[node(title="t" * 900, description="d" * 30_000)]))
    card, persona = of(parsed, "card")[0], of(parsed, "persona")[0]
    assert (len(card["title"]), len(card["note"]), len(persona["name"])) == (500, 20_000, 120)
    assert persona["narrative"] == "P" * 300
    assert len(parsed.report.left_out) == 1
    assert sum("has it whole" in line for line in parsed.report.changed) == 2


def test_scores_without_a_persona_are_the_customers():
    file = journey(nodes=[node(score=1)])
    del file["persona"]
    assert of(ojf(file), "persona")[0]["name"] == "Customer"


@pytest.mark.parametrize(
    ("document", "place", "says"),
    [
        (journey(nodes=[node(), node(stageId="s9", title="Bot Loop")]), "nodes[1].stageId", "“Bot Loop” names the stage “s9”"),
        (journey(nodes=[node(swimlaneId="l9")]), "nodes[0].swimlaneId", "swimlane “l9”"),
        (journey(nodes=[{"title": "x", "swimlaneId": "l1"}]), "nodes[0].stageId", "names no stage"),
        (journey(stages=[{"id": "s1", "name": "A"}, {"id": "s1", "name": "B"}]), "stages[1].id", "Two stages"),
        (journey(nodes=[node(score="high")]), "nodes[0].score", "number from −5 to +5"),
        (journey(nodes=[node(score=True)]), "nodes[0].score", "number from −5 to +5"),
        (journey(nodes=[node(title=["x"])]), "nodes[0].title", "must be text"),
        (journey(nodes=[node(isMomentOfTruth="yes")]), "nodes[0].isMomentOfTruth", "true or false"),
        (journey(nodes=[node(blueprint=[1])]), "nodes[0].blueprint", "must be an object"),
        (journey(nodes=["x"]), "nodes[0]", "must be an object"),
        (journey(nodes={"a": 1}), "nodes", "must be a list"),
        (journey(persona=7.5, metadata=3), "metadata", "must be an object"),
        (journey(stages=[{"id": str(i), "name": "x"} for i in range(201)]), "order", "at most 200 stages"),
    ],
)  # fmt: skip
def test_what_is_refused_says_where_and_why(document: Any, place: str, says: str):
    with pytest.raises(FormatError) as refused:
        ojf(document)
    if place != "order":
        assert refused.value.field == place
    assert says in str(refused.value)


def test_the_line_of_a_node_is_named():
    text = json.dumps(journey(nodes=[node(), node(stageId="s9")]), indent=1)
    with pytest.raises(FormatError) as refused:
        read(text.encode(), "map.ojf")
    first = text.splitlines()[refused.value.line - 1 :]
    assert first[0].strip() == "{"
    assert "s9" in first[1]
