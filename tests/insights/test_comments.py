"""Which threads wait for somebody. The cases are shared with the board."""

import json
from pathlib import Path

import pytest

from cxmap.insights.comments import waits_for
from cxmap.model.records import check_fields

SHARED = json.loads((Path(__file__).parents[1] / "fixtures" / "comments.json").read_text("utf-8"))


@pytest.mark.parametrize("case", SHARED["cases"], ids=lambda case: case["name"])
def test_shared_cases(case):
    comments = [
        {"id": c["id"], **check_fields("comment", {k: v for k, v in c.items() if k != "id"}, whole=True)}
        for c in case["comments"]
    ]
    mentions = {m["comment"] for m in case["mentions"] if m["person"] == SHARED["person"]}
    found = waits_for(comments, mentions, SHARED["person"])
    assert (found and found["id"]) == case["waits"]


def test_nothing_said_waits_for_nobody():
    assert waits_for([], {"a"}, "bob") is None
