"""What a new step begins with on the board names every kind of step and only views that there are."""

from __future__ import annotations

import re
from pathlib import Path

from cxmap.model import vocabulary as v

KINDS = Path("cxmap/board/static/view/workshop/kinds.js")


def test_every_kind_of_step_has_a_beginning():
    source = (Path(__file__).parents[2] / KINDS).read_text("utf-8")
    rows = re.findall(r"^  (\w+): \{ minutes.*$", source, re.MULTILINE)
    assert sorted(rows) == sorted(v.keys(v.STEP_KINDS))
    assert set(re.findall(r'view: "(\w+)"', source)) <= set(v.keys(v.PROJECTED))
    lanes = {lane for given in re.findall(r'(?:lanes|about): "([\w ]+)"', source) for lane in given.split()}
    assert lanes <= set(v.keys(v.LANE_KINDS))
