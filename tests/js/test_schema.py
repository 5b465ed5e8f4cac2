"""What the board's JavaScript repeats of the record definitions is what they say."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from cxmap.model import vocabulary
from cxmap.model.customer_records import OFFICE_TYPES
from cxmap.model.fields import clean_text
from cxmap.model.records import MADE_OF, RECORDS, feeling_id, made_id
from cxmap.model.views import BOARD_TYPES, WORKSPACE_TYPES

STATIC = Path(__file__).parents[2] / "cxmap" / "board" / "static"

SCRIPT = """
const schema = await import(process.argv[1] + "/sync/schema.js");
const vocabulary = await import(process.argv[1] + "/model/vocabulary.js");
const ids = await import(process.argv[1] + "/model/ids.js");
const { texts } = JSON.parse(process.argv[2]);
console.log(JSON.stringify({
  schema: schema.SCHEMA, defaults: schema.DEFAULTS, types: schema.TYPES, board: schema.BOARD_TYPES, office: schema.OFFICE_TYPES, vocabulary,
  feeling: ids.feelingId("c", "p", "reported"), made: ids.MADE_OF, made_id: ids.madeId("reason", { journey: "j", rev: 7 }),
  short: texts.map((text) => schema.cleanText(text)), long: texts.map((text) => schema.cleanText(text, true)),
}));
"""

TEXTS = [
    "plain",
    "  two \t blanks\n\nand lines ",
    "\n\nkept\n",
    "e\u0301 \u1100\u1161",
    "\u0000bad\u202e \u2066chars\u200b",
    "a\u0085b\u2028c\u00a0d\u3000e\x1cf\x0bg",
    "🚲 \u2003x",
    "a\u202ee\u0301",
]


@pytest.fixture(scope="module")
def board() -> dict[str, Any]:
    """What the board's modules say."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is not installed: the board's modules cannot be asked.")
    command = [node, "--input-type=module", "-e", SCRIPT, str(STATIC), json.dumps({"texts": TEXTS})]
    return dict(json.loads(subprocess.run(command, capture_output=True, check=True, text=True, timeout=60).stdout))


def test_the_board_knows_the_same_types_and_fields(board: dict[str, Any]) -> None:
    assert sorted(board["board"]) == sorted(BOARD_TYPES)
    assert board["office"] == list(OFFICE_TYPES)
    assert sorted(board["types"]) == sorted({*BOARD_TYPES, *WORKSPACE_TYPES}) == sorted(board["schema"])
    for type_, fields in board["schema"].items():
        assert list(fields) == [f.name for f in RECORDS[type_].fields]
        for field in RECORDS[type_].fields:
            shape = fields[field.name]
            assert shape["kind"] == field.kind
            assert shape.get("to", "") == field.to
            assert shape.get("clear", False) == (field.kind == "ref" and field.on_delete == "clear")
            assert shape.get("fixed", False) == field.fixed
            assert shape.get("long", False) == field.long
            assert shape.get("step") == field.step
            if field.kind == "text":
                assert shape["max"] == field.max
        assert board["defaults"][type_] == RECORDS[type_].defaults


def test_types_stand_behind_those_that_they_refer_to(board: dict[str, Any]) -> None:
    for place, type_ in enumerate(board["types"]):
        for field in RECORDS[type_].fields:
            if field.to in board["types"] and field.to != type_:
                assert board["types"].index(field.to) < place


def test_the_board_knows_the_same_words(board: dict[str, Any]) -> None:
    words = board["vocabulary"]
    assert words["LANE_KINDS"] == list(vocabulary.keys(vocabulary.LANE_KINDS))
    assert words["CHANNELS"] == list(vocabulary.keys(vocabulary.CHANNELS))
    assert words["EVIDENCE"] == list(vocabulary.keys(vocabulary.EVIDENCE))
    assert words["MOMENTS"] == list(vocabulary.keys(vocabulary.MOMENTS))
    assert (words["EMOTION_MIN"], words["EMOTION_MAX"]) == (vocabulary.EMOTION_MIN, vocabulary.EMOTION_MAX)
    assert set(words["FIRST_LANES"]) <= set(words["LANE_KINDS"])


def test_the_board_cleans_texts_and_makes_ids_as_the_server_does(board: dict[str, Any]) -> None:
    assert board["short"] == [clean_text(t, long=False) for t in TEXTS]
    assert board["long"] == [clean_text(t) for t in TEXTS]
    assert board["feeling"] == feeling_id("c", "p", "reported")
    assert {type_: tuple(names) for type_, names in board["made"].items()} == MADE_OF
    assert board["made_id"] == made_id("reason", {"journey": "j", "rev": 7})
