"""The Teams page as edits: cells of the matrix, and roles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.insights.raci import PARTS
from cxmap.model.views import JourneyView
from cxmap.ui import team_edits
from tests.journeys import record

TEAMS = ("book", "est")


def view(*given, cards=("c0", "c1")):
    """A journey with touchpoints, and parts given as "c0 book A"."""
    parts = []
    for text in given:
        card, team, letter = text.split()
        fields = {"journey": "j", "card": card, "team": team, "part": PARTS[letter]}
        parts.append(record("assignment", f"{card}.{team}.{PARTS[letter]}", **fields))
    return JourneyView.of(
        1,
        {
            "journey": [record("journey", "j", title="A visit")],
            "team": [record("team", team, name=team.title()) for team in TEAMS],
            "stage": [record("stage", "s", journey="j")],
            "lane": [record("lane", "l", journey="j", kind="touchpoint")],
            "card": [record("card", c, journey="j", stage="s", lane="l", order=f"a{i}") for i, c in enumerate(cards)],
            "assignment": parts,
        },
    )


def done(view, seen, now):
    edits, count = team_edits.matrix(view, seen, now)
    return [(e.op, e.id) for e in edits], count


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", set()),
        ("A", {"accountable"}),
        ("a/R", {"accountable", "responsible"}),
        (" r, c; i ", {"responsible", "consulted", "informed"}),
        ("RRR", {"responsible"}),
    ],
)
def test_letters(text, parts):
    assert team_edits.parts_of(text) == parts


def test_another_letter_is_refused_by_name():
    with pytest.raises(team_edits.NoPart, match="“AX” holds “X”, which is no part: write A, R, C or I"):
        team_edits.parts_of("AX")


def test_only_what_was_changed_is_written():
    cell = ("c0", "book")
    assert done(view("c0 book A"), {cell: "A"}, {cell: "AR"}) == ([("put", "c0.book.responsible")], 1)
    assert done(view("c0 book A"), {cell: "A"}, {cell: "R"}) == (
        [("delete", "c0.book.accountable"), ("put", "c0.book.responsible")],
        1,
    )
    assert done(view("c0 book A"), {cell: "A"}, {cell: " a "}) == ([], 0)


def test_what_others_gave_or_took_meanwhile_stays():
    cell = ("c0", "book")
    # somebody added C: it is not mine to take away
    assert done(view("c0 book A", "c0 book C"), {cell: "A"}, {cell: "AI"}) == ([("put", "c0.book.informed")], 1)
    # somebody took the A that I take as well, or gave the R that I give as well
    assert done(view(), {cell: "A"}, {cell: ""}) == ([], 1)
    assert done(view("c0 book R"), {cell: ""}, {cell: "R"}) == ([], 1)


def test_cells_of_cards_and_teams_that_are_gone_are_left_out():
    now = {("gone", "book"): "A", ("c0", "gone"): "A", ("c1", "est"): "A"}
    assert done(view(), {}, now) == ([("put", "c1.est.accountable")], 1)


@given(st.sets(st.sampled_from("ARCI")), st.sets(st.sampled_from("ARCI")))
def test_a_saved_cell_holds_what_was_typed(was, now):
    before = view(*(f"c0 book {letter}" for letter in was))
    edits, _ = team_edits.matrix(before, {("c0", "book"): "".join(was)}, {("c0", "book"): "".join(now)})
    held = {a["part"] for a in before.of_type("assignment")}
    for edit in edits:
        part = edit.id.rsplit(".", 1)[1]
        if edit.op == "put":
            held.add(part)
        else:
            held.discard(part)
    assert held == {PARTS[letter] for letter in now}


def test_roles_are_added_renamed_and_taken_away():
    was = [record("role", "r1", team="book", name="Clerk"), record("role", "r2", team="book", name="Lead")]
    edits = team_edits.roles("book", was, ["Dispatcher", "Lead"])
    assert [(e.op, e.id, e.fields, e.was) for e in edits] == [("patch", "r1", {"name": "Dispatcher"}, {"name": "Clerk"})]
    assert [(e.op, e.id) for e in team_edits.roles("book", was, ["Lead"])] == [("delete", "r1")]
    added = team_edits.roles("book", was, ["Clerk", "Lead", "Trainee", "Trainee"])
    assert [(e.op, e.fields) for e in added] == [("put", {"team": "book", "name": "Trainee"})]


def test_a_name_is_the_same_however_it_is_written():
    teams = [record("team", "book", name="Booking")]
    assert team_edits.same_name(teams, "BOOKING", "new")
    assert not team_edits.same_name(teams, "Booking", "book")
