"""Drawn portraits: their codes, their proposals, and that the browser draws the same."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.documents import avatar, avatar_parts
from cxmap.model.customer_vocabulary import AGE_BANDS
from cxmap.model.records import RECORDS

ROOT = Path(__file__).parents[2]
CASES = json.loads((ROOT / "tests/fixtures/avatars.json").read_text("utf-8"))
CHOICES = st.fixed_dictionaries({name: st.sampled_from(known) for name, known in avatar.PARTS.items()})


@given(CHOICES)
def test_a_code_says_the_whole_choice_and_fits_its_field(chosen):
    code = avatar.code(chosen)
    assert avatar.choice(code) == chosen
    assert len(code) <= RECORDS["persona"].field("avatar").max
    ElementTree.fromstring(avatar.portrait(code))


@given(st.text(max_size=160))
def test_whatever_a_file_says_is_a_portrait_and_never_markup(code):
    assert avatar.portrait(code) == avatar.portrait(avatar.code(avatar.choice(code)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["code"])
def test_the_cases_that_the_browser_draws_too(case):
    assert avatar.choice(case["code"]) == case["choice"]
    assert avatar.portrait(case["code"]) == case["svg"]


def test_the_browsers_table_is_this_one():
    there = (ROOT / "cxmap/board/static/view/drawn-parts.js").read_text("utf-8")
    assert there == avatar_parts.module(), (
        "run: python -m cxmap.documents.avatar_parts > cxmap/board/static/view/drawn-parts.js"
    )


@given(st.text(max_size=20), st.integers(0, 50), st.sampled_from([None, *(band.key for band in AGE_BANDS)]))
def test_a_proposal_is_always_the_same_and_fits_the_age(seed, turn, band):
    code = avatar.proposed(seed, turn, band)
    assert code == avatar.proposed(seed, turn, band)
    chosen = avatar.choice(code)
    assert avatar.code(chosen) == code
    assert (chosen["tone"] in ("6", "7")) == (band in ("65_74", "over_74"))
    if band == "under_18":
        assert chosen["beard"] == "none"


def test_another_one_is_another_one():
    assert len({avatar.proposed("ann", turn) for turn in range(40)}) > 35
