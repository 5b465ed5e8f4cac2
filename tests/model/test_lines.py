"""Where the blueprint's lines stand: the cases that Python and JavaScript share."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.model.lines import LINES, line_places
from cxmap.model.vocabulary import LANE_KINDS, LINE_PLACES

CASES = json.loads((Path(__file__).parents[1] / "fixtures" / "lines.json").read_text(encoding="utf-8"))
KINDS = st.sampled_from([term.key for term in LANE_KINDS])
NAMED = st.sampled_from([None, *(term.key for term in LINE_PLACES)])


def lanes_of(texts):
    """Lanes from “kind” or “kind:line”."""
    return [{"kind": kind, "line": line or None} for kind, _, line in (text.partition(":") for text in texts)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_shared_cases(case):
    places = line_places(lanes_of(case["lanes"]))
    assert (list(places.lines), list(places.below)) == (case["lines"], case["below"])


@given(st.lists(st.fixed_dictionaries({"kind": KINDS, "line": NAMED}), max_size=20))
def test_a_line_stands_once_at_most_and_all_below_visibility_is_hidden(lanes):
    places = line_places(lanes)
    assert all(places.lines.count(line) <= 1 for line in LINES)
    assert list(places.below) == sorted(places.below)
    assert any(places.below) == ("visibility" in places.lines)


def test_the_lines_are_those_of_the_vocabulary():
    assert [*LINES, "none"] == [term.key for term in LINE_PLACES]
    assert set(LINES.values()) <= {term.key for term in LANE_KINDS}
