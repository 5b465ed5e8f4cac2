"""Ideas: where each stands, since when, and the figures of a board, on the fixture and on odd inputs."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.insights import ideas as insight
from cxmap.insights.ideas import STATES, columns, days_said, figures, finding, ideas, listed, moment, waited

HELD = json.loads((Path(__file__).parents[1] / "fixtures" / "ideas.json").read_text("utf-8"))
NOW = moment(HELD["now"])


@pytest.fixture
def board():
    return ideas("b", HELD["records"])


def ids(found):
    return [idea.id for idea in found]


def test_the_ideas_of_a_board_are_read_as_the_phone_reads_them(board):
    assert ids(board) == HELD["newest"]
    assert {idea.id: idea.since for idea in board} == {id_: moment(at) for id_, at in HELD["since"].items()}
    assert {idea.id: idea.seconds for idea in board} == HELD["seconds"]
    assert ids(listed(board, order="seconded")) == HELD["seconded"]
    assert ids(listed(board, order="newest")) == HELD["newest"]
    assert ids(listed(board, order="waiting")) == HELD["waiting"]
    for words, wanted in HELD["words"]:
        assert ids(listed(board, words)) == wanted
    tea = next(idea for idea in board if idea.id == "i2")
    assert [remark["id"] for remark in tea.remarks] == ["r1", "r2"]


@pytest.mark.parametrize(
    ("which", "wanted"), [("", 6), ("late", ["i5", "i2"]), ("unowned", ["i5", "i2", "i1"]), ("unlinked", 5)]
)
def test_which_ideas(board, which, wanted):
    found = insight.only(board, which, NOW)
    assert (ids(found) if isinstance(wanted, list) else len(found)) == wanted


def test_a_team_is_found_by_its_name(board):
    board[0].record["team"] = "t"
    assert ids(listed(board, "build", teams={"t": "Building services"})) == [board[0].id]
    board[0].record["team"] = None


def test_figures_of_the_fixture(board):
    told = figures(board, NOW)
    wanted = HELD["figures"]
    assert (told.count, told.days_to_done, told.timed, told.answered, told.due) == tuple(wanted.values())
    assert told.by_state == {"new": 2, "discussed": 0, "chosen": 0, "in_work": 1, "done": 2, "not_now": 1}
    assert finding(told) == "6 ideas. 2 wait for a first word, 1 in work, 2 done."


def made(state="new", at=0, steps=()):
    start = datetime(2026, 1, 1, tzinfo=UTC)
    said = lambda days: (start + timedelta(days=days)).isoformat()  # noqa: E731
    idea = {
        "id": "i",
        "whiteboard": "b",
        "text": "",
        "author_name": "",
        "owner": "",
        "team": None,
        "outcome": "",
        "state": state,
    }
    records = {"idea": [{**idea, "at": said(at)}]}
    records["idea_step"] = [{"id": f"s{n}", "idea": "i", "state": to, "at": said(days)} for n, (to, days) in enumerate(steps)]
    return ideas("b", records), start


@pytest.mark.parametrize(
    ("state", "steps", "after", "days_to_done", "answered"),
    [
        ("new", [], 13.9, None, None),  # too young to say
        ("new", [], 14, None, 0.0),  # old enough, and nobody answered
        ("discussed", [("discussed", 14)], 14, None, 1.0),  # on the last day
        ("discussed", [("discussed", 14.01)], 20, None, 0.0),
        ("done", [("done", 3)], 4, 3.0, None),
        ("done", [("done", -2)], 20, 0.0, 1.0),  # a clock that was behind: not less than nothing
        ("done", [], 20, None, 0.0),  # brought in as done: how long it took nobody knows
        ("done", [("done", 1), ("in_work", 2), ("done", 5)], 20, 5.0, 1.0),  # it counts from when it was done for good
        ("in_work", [("done", 1), ("in_work", 2)], 20, None, 1.0),  # opened again: it is not done
        ("not_now", [("not_now", 2)], 30, None, 1.0),  # a no is an answer
    ],
)
def test_figures_of_one_idea(state, steps, after, days_to_done, answered):
    found, start = made(state, steps=steps)
    told = figures(found, start + timedelta(days=after))
    assert (told.days_to_done, told.answered) == (days_to_done, answered)


def test_an_even_number_of_done_ideas_has_the_mean_of_the_middle_two():
    found = [idea for days in (1, 2, 4, 50) for idea in made("done", steps=[("done", days)])[0]]
    assert figures(found, datetime(2026, 12, 1, tzinfo=UTC)).days_to_done == 3.0


def test_nothing_is_said_of_nothing():
    told = figures([], NOW)
    assert (told.count, told.days_to_done, told.answered) == (0, None, None)
    assert finding(told) == "No idea yet."
    assert columns([]) == {state: [] for state in STATES}


@pytest.mark.parametrize(("days", "said"), [(-1, "since today"), (0.9, "since today"), (1, "for 1 day"), (23.7, "for 23 days")])
def test_how_long_it_waits(days, said):
    (idea,), start = made()
    assert waited(idea, start + timedelta(days=days)) == said


@pytest.mark.parametrize(
    ("days", "said"), [(0, "0 days"), (0.46, "0.5 days"), (1, "1 day"), (7.04, "7 days"), (12.6, "13 days")]
)
def test_days_in_words(days, said):
    assert days_said(days) == said


@given(
    st.lists(
        st.tuples(
            st.sampled_from(STATES),
            st.floats(-5, 400),
            st.lists(st.tuples(st.sampled_from(STATES), st.floats(-5, 400)), max_size=5),
        ),
        max_size=12,
    ),
    st.floats(0, 800),
)
def test_figures_stay_in_their_bounds(drawn, after):
    found = [idea for state, at, steps in drawn for idea in made(state, at, steps)[0]]
    told = figures(found, datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=after))
    assert sum(told.by_state.values()) == told.count == len(found)
    assert told.answered is None or 0 <= told.answered <= 1
    assert told.days_to_done is None or told.days_to_done >= 0
    assert told.due <= told.count
    assert told.timed <= told.by_state["done"]
    assert sorted(ids(listed(found))) == sorted(ids(found))
    assert sum(len(there) for there in insight.columns(found).values()) == len(found)
