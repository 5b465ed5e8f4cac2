"""The page on teams says what the code does."""

from pathlib import Path

from cxmap.insights import disconnects, raci

MANUAL = (Path(__file__).parents[2] / "docs" / "teams.md").read_text(encoding="utf-8")
LIST = (Path(__file__).parents[2] / "cxmap/board/static/model/teams.js").read_text(encoding="utf-8")


def test_the_formula_and_the_definition_stand_there_word_for_word():
    assert f"> {raci.FORMULA}\n" in MANUAL
    assert f"> {disconnects.DEFINITION}\n" in MANUAL
    assert f'FORMULA = "{raci.FORMULA}"' in LIST


def test_the_definition_names_the_limits_that_count():
    assert f"are {disconnects.GAP:g} or more apart" in disconnects.DEFINITION
    assert f"by {disconnects.DROP:g} or more" in disconnects.DEFINITION
    for kind in raci.ACTIVITIES:
        assert kind in MANUAL
    for part, letter in raci.LETTERS.items():
        assert f"**{letter}**{part[1:]}" in MANUAL
