"""The guide: which questions a map has answered. The cases are shared with the board."""

import json
from datetime import date
from pathlib import Path

import pytest

from cxmap.insights.guide import QUESTIONS, Completeness, completeness, in_words
from cxmap.model.records import check_fields
from cxmap.model.views import JourneyView
from cxmap.model.vocabulary import GUIDE

SHARED = json.loads((Path(__file__).parents[1] / "fixtures" / "guide.json").read_text("utf-8"))
TODAY = date.fromisoformat(SHARED["today"])


def view(records):
    """A view of partial records, the rest of their fields as a put would fill them in."""

    def whole(type_, record):
        fields = {name: value for name, value in record.items() if name != "id"}
        return {"id": record["id"], **check_fields(type_, fields, whole=True)}

    return JourneyView.of(1, {type_: [whole(type_, r) for r in rows] for type_, rows in records.items()})


@pytest.mark.parametrize("case", SHARED["cases"], ids=lambda case: case["name"])
def test_shared_cases(case):
    done = completeness(view(case["records"]), TODAY)
    assert done.open == case["open"]
    assert done.all == len(QUESTIONS) * len(case["open"])
    assert done.answered == done.all - sum(len(questions) for questions in case["open"].values())


def test_the_questions_are_those_of_the_board():
    assert list(QUESTIONS) == SHARED["questions"]


def test_without_a_day_nothing_has_expired():
    case = next(c for c in SHARED["cases"] if "expired" in c["name"])
    assert "data" not in completeness(view(case["records"])).open["s"]


@pytest.mark.parametrize(
    ("answered", "all_", "words"),
    [
        (0, 0, ""),
        (0, 11, "0 of 11 questions answered"),
        (11, 11, "All questions answered"),
        (61, 88, "61 of 88 questions answered"),
    ],
)
def test_completeness_in_words(answered, all_, words):
    assert in_words(Completeness(answered, all_, {})) == words


def test_the_manual_names_every_question():
    page = (Path(__file__).parents[2] / "docs" / "guide.md").read_text("utf-8")
    rows = [[cell.strip() for cell in line.split("|")[1:3]] for line in page.splitlines() if line.startswith("| `")]
    assert rows == [[f"`{term.key}`", term.label] for term in GUIDE]
