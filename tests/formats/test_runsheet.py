"""Run sheets: those that come with cxmap are whole and add up; a file that is none is refused with its line and the remedy."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from cxmap.formats import FormatError
from cxmap.formats.runsheet import STEP_FIELDS, RunSheet, read_run_sheet
from cxmap.model.records import RECORDS
from cxmap.model.vocabulary import LANE_KINDS, keys

FOLDER = Path(__file__).parents[2] / "data" / "agendas"
SHEETS = {path.stem: read_run_sheet(path.read_bytes(), path.stem) for path in sorted(FOLDER.glob("*.json"))}
# The six mapping questions; the third is also asked as a rating.
QUESTIONS = ({"task"}, {"channels"}, {"emotions", "rate"}, {"weaknesses"}, {"moments"}, {"people"})


def test_three_lengths() -> None:
    assert [sheet.minutes for sheet in SHEETS.values()] == [45, 90, 150]
    for name, sheet in SHEETS.items():
        assert name.startswith(f"{sheet.minutes:03}")
        assert f"{sheet.minutes} minutes" in sheet.name


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=list(SHEETS))
def test_the_method_is_whole(sheet: RunSheet) -> None:
    kinds = [step["kind"] for step in sheet.steps]
    assert kinds[0] == "welcome"
    assert kinds[1] == "understand"
    assert kinds[-2:] == ["decide", "close"]
    for question in QUESTIONS:
        assert question & set(kinds), question
    assert kinds.index("clean") > kinds.index("weaknesses")
    assert kinds.index("vote") > kinds.index("clean")
    assert kinds.index("rate") > kinds.index("channels")
    assert kinds.index("improve") > kinds.index("vote")
    if sheet.minutes > 45:
        assert kinds.index("place") > kinds.index("improve")


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=list(SHEETS))
def test_each_step_says_what_to_do(sheet: RunSheet) -> None:
    known = set(keys(LANE_KINDS))
    for step in sheet.steps:
        assert set(step) == set(STEP_FIELDS)
        assert set(step["lanes"].split()) <= known
        assert 20 <= len(step["prompt"]) <= 260, step["title"]  # a projector shows it in large
        assert len(step["title"]) <= 30
        assert not re.search(r"\b(brainstorm|leverage|synerg|stakeholder|ideat)", step["prompt"], re.IGNORECASE)
        if step["kind"] in ("rate", "vote", "place"):
            assert step["about"]
            assert step["view"] == {"rate": "rating", "vote": "votes", "place": "matrix"}[step["kind"]]
            assert not step["lanes"]
        assert bool(step["votes"]) == (step["kind"] == "vote")
        if step["votes"]:
            assert str(step["votes"]) in step["prompt"] or {3: "three", 5: "five"}[step["votes"]] in step["prompt"]
        if step["private"]:
            assert "alone" in step["prompt"]


def file(**changed: Any) -> bytes:
    whole = {"format": "cxmap run sheet", "version": 1, "name": "Ours", "steps": [{"title": "Go", "minutes": 5}]}
    return json.dumps({**whole, **changed}, indent=1).encode()


def test_what_a_file_leaves_out_is_filled_in() -> None:
    sheet = read_run_sheet(file(), "ours")
    assert (sheet.id, sheet.name, sheet.note, sheet.minutes) == ("ours", "Ours", "", 5)
    assert sheet.steps[0]["kind"] == "free"
    assert sheet.steps[0]["lanes"] == ""


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (file(format="cxmap"), "This is no run sheet"),
        (file(version=2), "This is no run sheet"),
        (file(colour="red"), "“colour” is no part of a run sheet"),
        (file(name=""), "“Name” is empty"),
        (file(steps=[]), "at least one step"),
        (file(steps={}), "at least one step"),
        (file(steps=[7]), "A step is an object"),
        (file(steps=[{"title": "Go", "minutes": 0}]), "“Minutes” lies between 1 and 480"),
        (file(steps=[{"title": "Go", "agenda": "x"}]), "has no agenda and no order"),
        (file(steps=[{"title": "Go", "kind": "dance"}]), "“Kind” is one of"),
        (file(steps=[{"title": "Go", "music": 1}]), "has no field “music”"),
        (b"[]", "list"),
        (b"{", "not valid JSON"),
        (b"", "empty"),
    ],
)
def test_a_file_that_is_none_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(FormatError, match=re.escape(said)):
        read_run_sheet(data, "x")


def test_the_document_names_every_field() -> None:
    doc = (Path(__file__).parents[2] / "docs/workshop.md").read_text(encoding="utf-8")
    for name in STEP_FIELDS:
        field = RECORDS["agenda_step"].field(name)
        assert field is not None
        choices = f" One of {', '.join(f'`{choice}`' for choice in field.choices)}." if field.choices else ""
        assert f"| `{name}` | {field.meaning}{choices} |" in doc
