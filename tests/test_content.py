"""The demo and the templates are good maps: complete, in the customer's voice, and honest about what they rest on."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cxmap.documents import avatar
from cxmap.formats import read
from cxmap.formats.parsed import PLURALS
from cxmap.insights.personas import foundation
from cxmap.model import vocabulary as v
from cxmap.model.customer_vocabulary import STATEMENT_KINDS

DATA = Path(__file__).parents[1] / "data"
DEMO = sorted((DATA / "demo").glob("*.json"))
TEMPLATES = sorted((DATA / "templates").glob("*.json"))
COMPANY_VOICE = re.compile(
    r"^(we|our|us)\b|\b(our customers?|the user|end users?|leverage|seamless\w*|delight\w*)\b", re.IGNORECASE
)
BLUEPRINT = [
    "evidence",
    "action",
    "touchpoint",
    "thought",
    "emotion",
    "pain",
    "opportunity",
    "frontstage",
    "backstage",
    "support",
    "kpi",
]

# What a card shows at 100 %: one line in most lanes, two in these.
ONE_LINE, TWO_LINES = 28, 52
TWO = ("thought", "pain", "opportunity", "note")

Records = dict[str, dict[str, dict[str, Any]]]


def load(path: Path) -> Records:
    """The records of a file by type and id; nothing of it may be changed or left out."""
    parsed = read(path.read_bytes(), path.name)
    assert parsed.report.changed == parsed.report.left_out == []
    records: Records = {type_: {} for type_ in PLURALS}
    for type_, id_, fields in parsed.records:
        records[type_][id_] = fields
    return records


def cards(records: Records, journey: str, kind: str = "") -> list[dict[str, Any]]:
    lanes = records["lane"]
    return [c for c in records["card"].values() if c["journey"] == journey and kind in ("", lanes[c["lane"]]["kind"])]


def inside(records: Records, type_: str, journey: str) -> list[dict[str, Any]]:
    return [fields for fields in records[type_].values() if fields["journey"] == journey]


@pytest.fixture(scope="module")
def demo() -> Records:
    assert len(DEMO) == 1
    return load(DEMO[0])


@pytest.fixture(scope="module")
def today(demo: Records) -> str:
    assert {j["state"] for j in demo["journey"].values()} == {"as_is", "to_be"}
    return next(id_ for id_, j in demo["journey"].items() if j["state"] == "as_is")


@pytest.fixture(scope="module")
def next_winter(demo: Records) -> str:
    return next(id_ for id_, j in demo["journey"].items() if j["state"] == "to_be")


def test_two_personas_rest_on_research_and_one_is_a_guess(demo: Records):
    found = {}
    for id_, persona in demo["persona"].items():
        assert all(persona[field] for field in ("name", "role", "quote", "avatar", "age_band", "segment"))
        assert avatar.code(avatar.choice(persona["avatar"])) == persona["avatar"]
        said = [{"id": s, **fields} for s, fields in demo["statement"].items() if fields["persona"] == id_]
        grounds = [{"id": g, **fields} for g, fields in demo["ground"].items()]
        found[id_] = foundation({"id": id_, **persona}, said, grounds, date(2026, 11, 22))
        assert not found[id_].only_segment
        assert all(s["text"] in v.keys(v.CHANNELS) for s in said if s["kind"] == "channel")
        if found[id_].research_based:
            assert len(persona["narrative"]) > 300
            assert {s["kind"] for s in said} == set(v.keys(STATEMENT_KINDS))
    assert sorted(f.label for f in found.values()) == ["Proto-persona", "Research-based", "Research-based"]
    assert {p["segment"] for p in demo["persona"].values()} == set(demo["segment"])


def test_the_journey_of_today_is_whole(demo: Records, today: str):
    stages = inside(demo, "stage", today)
    assert len(stages) == 6
    assert all(s["name"] and s["goal"] and s["duration"] and s["duration_unit"] for s in stages)
    assert [lane["kind"] for lane in inside(demo, "lane", today)][: len(BLUEPRINT)] == BLUEPRINT
    assert 24 <= len(cards(demo, today, "touchpoint")) <= 28
    assert all(card["channel"] for card in cards(demo, today, "touchpoint"))
    for kind in BLUEPRINT:
        stages_with = {card["stage"] for card in cards(demo, today, kind)}
        assert len(stages_with) == (6 if kind != "emotion" else 3), kind
    assert {card["severity"] for card in cards(demo, today, "pain")} == {1, 2, 3}
    assert Counter(card["moment"] for card in cards(demo, today) if card["moment"]).keys() == set(v.keys(v.MOMENTS))
    assert {card["evidence"] for card in cards(demo, today)} == set(v.keys(v.EVIDENCE))
    journey = demo["journey"][today]
    assert (journey["reviewed"], journey["review_due"]) == ("2026-11-03", "2026-12-12")


def test_figures_say_where_they_come_from(demo: Records, today: str):
    for card in cards(demo, today):
        if card["evidence"] == "measured" and card["note"] == "":
            assert not re.search(r"\d", card["title"]), card["title"]
    assert all(re.search(r"\d.*\(goal .*\d", card["title"]) for card in cards(demo, today, "kpi"))
    assert all(card["note"] for card in cards(demo, today, "kpi"))


def test_the_curve_has_clear_peaks(demo: Records, today: str):
    for persona in {t["persona"] for t in inside(demo, "traveller", today)}:
        felt = [f for f in inside(demo, "feeling", today) if f["persona"] == persona]
        assert len([f for f in felt if f["source"] == "predicted"]) >= 12
        assert any(f["source"] == "reported" for f in felt)
    values = [f["value"] for f in inside(demo, "feeling", today) if f["source"] == "predicted"]
    assert (min(values), max(values)) == (-2.6, 2.7)


def test_the_to_be_map_answers_every_pain(demo: Records, today: str, next_winter: str):
    assert demo["journey"][next_winter]["as_is"] == today
    assert len(inside(demo, "stage", next_winter)) == 6
    assert 16 <= len(cards(demo, next_winter, "touchpoint")) <= 26
    notes = " ".join(card["note"] for card in cards(demo, next_winter)).replace("‘", "“").replace("’", "”")
    for pain in cards(demo, today, "pain"):
        assert f"Answers “{pain['title']}”" in notes
    worst = min(f["value"] for f in inside(demo, "feeling", next_winter) if f["source"] == "predicted")
    assert worst >= 0


def test_the_work_is_somebodys(demo: Records, today: str):
    assert 5 <= len(demo["team"]) <= 6
    assert demo["team"].keys() == {a["team"] for a in demo["assignment"].values()}
    entries = inside(demo, "assignment", today)
    touchpoints = {
        id_ for id_, c in demo["card"].items() if c["journey"] == today and demo["lane"][c["lane"]]["kind"] == "touchpoint"
    }
    owned = Counter(a["card"] for a in entries if a["part"] == "accountable" and a["card"] in touchpoints)
    done = {a["card"] for a in entries if a["part"] == "responsible"}
    assert len(done & touchpoints) >= len(touchpoints) - 1
    assert sorted(owned.values())[-2:] == [1, 2]  # one of them has two owners
    assert len(touchpoints) - len(owned) == 2  # and two have none
    assert all(demo["role"][a["role"]]["team"] == a["team"] for a in entries if a["role"])


def test_what_is_known_says_from_where(demo: Records):
    sources = {s["card"] for s in demo["source"].values()}
    for id_, card in demo["card"].items():
        assert (id_ in sources) == (card["evidence"] != "assumed"), card["title"]
    assert all(s["quote"] and s["date"] and s["expires"] > s["date"] for s in demo["source"].values())
    assert {s["kind"] for s in demo["source"].values()} >= {"feedback", "observation", "employees", "survey", "analytics"}
    expired = {s["card"] for s in demo["source"].values() if s["expires"] <= "2026-11-22"}
    assert 4 <= len(expired) <= 12


def test_work_is_handed_over_across_the_lanes(demo: Records, today: str, next_winter: str):
    for journey in (today, next_winter):
        kinds = set()
        for c in inside(demo, "connection", journey):
            ends = [demo["card"][c[end]] for end in ("start", "end")]
            kinds |= {demo["lane"][card["lane"]]["kind"] for card in ends}
        assert kinds >= {"touchpoint", "frontstage", "backstage", "support"}
    assert {c["kind"] for c in demo["connection"].values()} == set(v.keys(v.CONNECTION_KINDS))


def test_there_are_other_ways_through(demo: Records, today: str):
    places = {id_: place for place, id_ in enumerate(demo["stage"])}
    ways = {places[p["end"]] - places[p["start"]] for p in inside(demo, "path", today)}
    assert min(ways) < 0  # one leads back
    assert max(ways) > 1  # one skips a stage


def test_measures_have_a_trend(demo: Records, today: str):
    measures = {id_: m for id_, m in demo["measure"].items() if m["journey"] == today}
    assert {m["method"] for m in measures.values()} == set(v.keys(v.MEASURE_METHODS))
    assert any(m["unit"] == "min" for m in measures.values())
    for id_, measure in measures.items():
        readings = [r for r in demo["reading"].values() if r["measure"] == id_]
        assert 4 <= len(readings) <= 8, measure["name"]
        assert {r["method"] for r in readings} == {measure["method"]}
        assert measure["baseline"] is not None
        assert measure["target"] is not None
        for r in readings:
            assert (r["scale"] is None) == (r["method"] == "number")
            if r["answers"]:  # so many of them make exactly this figure
                assert abs(r["value"] * r["answers"] / 100 - round(r["value"] * r["answers"] / 100)) < 0.03, (
                    measure["name"],
                    r,
                )


def test_time_is_told(demo: Records, today: str):
    for card in cards(demo, today, "touchpoint"):
        assert card["duration"], card["title"]
        assert card["frequency"]
        assert card["initiator"]
    assert sum(stage["waiting"] is not None for stage in inside(demo, "stage", today)) >= 5
    assert all(
        (r[name] is None) == (r[f"{name}_unit"] is None) for r in demo["card"].values() for name in ("duration", "waiting")
    )


def test_the_to_be_map_comes_from_todays(demo: Records, today: str, next_winter: str):
    was, now = ({i: c for i, c in demo["card"].items() if c["journey"] == j} for j in (today, next_winter))
    stages = {i: s["origin"] for i, s in demo["stage"].items() if s["journey"] == next_winter}
    assert set(stages.values()) == {i for i, s in demo["stage"].items() if s["journey"] == today}
    lanes = {i: lane["origin"] for i, lane in demo["lane"].items()}
    kept = {id_: c for id_, c in now.items() if c["origin"]}
    assert {c["origin"] for c in kept.values()} < was.keys()  # some are gone
    assert len(kept) == len({c["origin"] for c in kept.values()}) < len(now)  # some are new
    moved = [
        c
        for c in kept.values()
        if (stages[c["stage"]], lanes[c["lane"]]) != (was[c["origin"]]["stage"], was[c["origin"]]["lane"])
    ]
    assert moved
    assert [c for c in kept.values() if c["title"] != was[c["origin"]]["title"]]
    assert [c for c in kept.values() if c["title"] == was[c["origin"]]["title"]]


def test_a_stage_opens_its_own_map_and_one_touchpoint_stands_in_both(demo: Records, today: str):
    (opens,) = {s["opens"] for s in inside(demo, "stage", today) if s["opens"]}
    assert 3 <= len(inside(demo, "stage", opens)) <= 5
    ((shared, touchpoint),) = demo["touchpoint"].items()
    places = [c for c in demo["card"].values() if c["shared"] == shared]
    assert {c["journey"] for c in places} == {today, opens}
    assert {c["title"] for c in places} == {touchpoint["title"]}


def test_tags_views_and_shades_of_feeling(demo: Records, today: str):
    tags = Counter(tag["name"] for tag in inside(demo, "tag", today))
    assert 4 <= len(tags) <= 8
    assert max(tags.values()) >= 3
    for view in inside(demo, "view", today):
        name, _, value = view["query"].partition("=")
        assert value in {"tag": set(tags), "severity": {"1", "2", "3"}}[name]
    assert {f["intensity"] for f in demo["feeling"].values()} == {1, 2, 3}
    assert all(f["word"] for f in demo["feeling"].values())


def test_the_templates_are_there():
    titles = {next(iter(load(path)["journey"].values()))["title"] for path in TEMPLATES}
    wanted = {"Purchase", "Onboarding", "Support case", "Subscription renewal", "Service blueprint", "Employee journey"}
    assert wanted <= titles


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_a_template_guides_with_questions(path: Path):
    records = load(path)
    (journey,) = records["journey"].values()
    assert journey["point_of_view"].count(".") == 1
    assert 5 <= len(records["stage"]) <= 7
    assert all(s["name"] and s["goal"] for s in records["stage"].values())
    assert "emotion" in {lane["kind"] for lane in records["lane"].values()}
    assert 10 <= len(records["card"]) <= 30
    assert all(card["title"].endswith("?") and card["evidence"] == "assumed" for card in records["card"].values())
    assert {card["stage"] for card in records["card"].values()} == set(records["stage"])
    assert not records["persona"]
    figures = {card_id for card_id, card in records["card"].items() if records["lane"][card["lane"]]["kind"] == "kpi"}
    assert figures == {m["card"] for m in records["measure"].values() if m["card"]}
    assert any(not m["card"] and m["method"] != "number" for m in records["measure"].values())
    assert not records["reading"]
    assert bool(records["connection"]) == (path.stem == "service-blueprint")


@pytest.mark.parametrize("path", DEMO + TEMPLATES, ids=lambda path: path.stem)
def test_maps_speak_the_customers_language(path: Path):
    records = load(path)
    for journey in records["journey"]:
        assert len(cards(records, journey, "touchpoint")) <= 40
    titles = [fields["title"] for fields in records["card"].values()]
    assert [title for title in titles if COMPANY_VOICE.search(title)] == []
    kinds = {id_: lane["kind"] for id_, lane in records["lane"].items()}
    for card in records["card"].values():
        assert 3 <= len(card["title"]) <= (TWO_LINES if kinds[card["lane"]] in TWO else ONE_LINE), card["title"]
        assert "'" not in card["title"] + card["note"]
    cells = Counter((c["stage"], c["lane"], c["title"]) for c in records["card"].values())
    assert max(cells.values()) == 1
