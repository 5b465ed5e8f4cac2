"""Mermaid journeys: the grammar, its odd corners, and scores into feelings."""

from __future__ import annotations

import pytest

from cxmap.formats import FormatError, Parsed, read

DAY = """journey
    title My working day
    section Go to work
      Make tea: 5: Me
      Go upstairs: 3: Me
      Do work: 1: Me, Cat
    section Go home
      Go downstairs: 5: Me
      Sit down: 5: Me
"""


def mermaid(text: str, name: str = "day.mmd") -> Parsed:
    return read(text.encode(), name)


def of(parsed: Parsed, type_: str) -> list[dict]:
    return [fields for t, _, fields in parsed.records if t == type_]


def felt(parsed: Parsed) -> list[tuple[str, str, float]]:
    """(card, persona, value) of every feeling."""
    names = {id_: fields.get("title") or fields.get("name") for _, id_, fields in parsed.records}
    return [(names[f["card"]], names[f["persona"]], f["value"]) for f in of(parsed, "feeling")]


def test_sections_tasks_and_actors():
    parsed = mermaid(DAY)
    assert parsed.journeys == [(parsed.journeys[0][0], "My working day")]
    assert [s["name"] for s in of(parsed, "stage")] == ["Go to work", "Go home"]
    assert [p["name"] for p in of(parsed, "persona")] == ["Me", "Cat"]
    assert [lane["kind"] for lane in of(parsed, "lane")] == ["action", "emotion"]
    assert felt(parsed)[:4] == [
        ("Make tea", "Me", 3.0),
        ("Go upstairs", "Me", 0.0),
        ("Do work", "Me", -3.0),
        ("Do work", "Cat", -3.0),
    ]
    assert parsed.report.read == ["2 personas", "1 journey", "2 stages", "2 lanes", "5 cards", "6 feelings"]


@pytest.mark.parametrize(
    ("score", "value", "reported"),
    [("3.5", 0.8, False), ("1.2", -2.7, False), ("-1", -3.0, True), ("9", 3.0, True), ("0", -3.0, True), (" 4 ", 1.5, False)],
)
def test_scores(score: str, value: float, reported: bool):
    parsed = mermaid(f"journey\nsection A\nPay:{score}: Me")
    assert felt(parsed) == [("Pay", "Me", value)]
    assert any("was taken as" in line for line in parsed.report.changed) is reported


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("journey; section A; Pay: 3: Me; Leave: 4: Me;", ["Pay", "Leave"]),
        ("JOURNEY\r\nSection A\r\n  Pay: 3\r\n%% a comment\r\nLeave: 4: Me %% and another", ["Pay", "Leave"]),
        ("%%{init: {'theme':\n 'dark'}}%%\n%% first\njourney\nsection A\nPay: 3 # said: 5", ["Pay"]),
        ("journey\nsection A\nWait: at the gate: 3: Me", ["Wait: at the gate"]),
        ("journey\nsection A\nMeet at 9:30: 3: Me", ["Meet at 9:30"]),
        ("journey\nsection A\nBus at 9:30: 3", ["Bus at 9:30"]),
        ("journey\nsection A\nAsk for Tom #59; Ann #35;1 #quot;now#quot;: 3: Me", ['Ask for Tom ; Ann #1 "now"']),
        ("journey\nsection A\nFirst<br/>second: 3: Me", ["First second"]),
        ("```mermaid\njourney\nsection A\nPay: 3: Me\n```\nMore text", ["Pay"]),
        ("\ufeffjourney\nsection A\nPay: 3: Me,,Me", ["Pay"]),
    ],
)
def test_the_grammar(text: str, titles: list[str]):
    assert [c["title"] for c in of(mermaid(text), "card")] == titles


def test_titles_and_descriptions():
    front = mermaid("---\ntitle: 'From the front'\nconfig:\n  a: 1\n---\njourney\nsection A\nPay: 3: Me")
    assert front.journeys[0][1] == "From the front"
    text = "journey\naccDescr {\n A family\n shops }title Shopping\naccTitle: For readers\nsection A\nPay: 3: Me"
    journey = of(mermaid(text), "journey")[0]
    assert (journey["title"], journey["point_of_view"]) == ("Shopping", "A family shops")
    assert journey["note"] == "Accessible title: For readers"
    assert mermaid("journey", "C:\\maps\\first_visit.txt").journeys[0][1] == "first visit"


def test_tasks_of_nobody_and_before_any_section():
    parsed = mermaid("journey\nPay: 4\nLeave: 2:")
    assert [s["name"] for s in of(parsed, "stage")] == ["Start"]
    assert felt(parsed) == [("Pay", "Customer", 1.5), ("Leave", "Customer", -1.5)]
    assert len(parsed.report.changed) == 3
    assert felt(mermaid("journey\nPay: 4\nLeave: 2: Ann")) == [("Pay", "Ann", 1.5), ("Leave", "Ann", -1.5)]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("journey\nsection A\nPay", 3, "Name: score: who"),
        ("journey\nsection A\nPay: Me", 3, "Name: score: who"),
        ("journey\nsection A\nPay; fast: 3: Me", 3, "“;”"),
        ("journey\n: 3: Me", 2, "Name: score: who"),
        ("journey\nPay: NaN: Me", 2, "from 1 to 5"),
        ("journey\naccDescr {\n never", 3, "closed"),
    ],
)
def test_what_is_refused_says_where_and_why(text: str, line: int, says: str):
    with pytest.raises(FormatError) as refused:
        mermaid(text)
    assert refused.value.line == line
    assert says in str(refused.value)


def test_content_decides_not_the_name():
    assert mermaid("journey\nPay: 4: Me", "map.ojf").journeys[0][1] == "map"
    with pytest.raises(FormatError, match="Mermaid"):
        mermaid("journeys are long: 3: Me")
