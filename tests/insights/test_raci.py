"""The RACI matrix: its rows, what is wrong with them, its letters, and what each team has."""

import pytest

from cxmap.insights import raci
from cxmap.model.views import JourneyView
from tests.journeys import record, view

TEAMS = ("Booking", "Digital", "Estates")


def with_parts(*given, lanes=None, **journey):
    """A map whose cards c0, c1 … have parts, given as "c0 Booking AR"; the team "Estates" has the role "Sign maker"."""
    drawn = view(lanes or {"Waiting": {"touchpoint": [{"title": "Letter"}]}, "Arriving": {"touchpoint": [{"title": "Signs"}]}})
    parts = []
    for text in given:
        card, team, letters = text.split()
        for letter in letters:
            fields = {"journey": "j", "card": card, "team": team.lower(), "part": raci.PARTS[letter]}
            role = {"role": "maker"} if team == "Estates" else {}
            parts.append(record("assignment", f"{card}.{team.lower()}.{raci.PARTS[letter]}", **fields, **role))
    records = {
        "journey": [{**drawn.journey, **journey}],
        "persona": drawn.personas,
        "traveller": drawn.travellers,
        "stage": drawn.stages,
        "lane": drawn.lanes,
        "card": drawn.cards,
        "feeling": drawn.feelings,
        "team": [record("team", name.lower(), name=name) for name in TEAMS],
        "role": [record("role", "maker", team="estates", name="Sign maker")],
        "assignment": parts,
    }
    return JourneyView.of(1, records)


NO_A = "No team answers for it: give one team the A."
NO_R = "No team does the work: give one the R."


@pytest.mark.parametrize(
    ("given", "problems"),
    [
        ((), [("error", NO_A), ("warning", NO_R)]),
        (("c0 Booking A",), [("warning", NO_R)]),
        (("c0 Booking AR",), []),  # an A may also be an R
        (("c0 Booking A", "c0 Digital R", "c0 Estates R"), []),  # several R are fine
        (("c0 Booking R",), [("error", NO_A)]),
        (("c0 Booking CI",), [("error", NO_A), ("warning", NO_R)]),
        (("c0 Booking AR", "c0 Estates A"), [("error", "Booking and Estates both answer for it: keep one A.")]),
        (
            ("c0 Booking A", "c0 Estates A", "c0 Digital AR"),
            [("error", "3 teams answer for it, Booking, Digital and Estates: keep one A.")],
        ),
    ],
)
def test_exactly_one_a_and_at_least_one_r(given, problems):
    row = raci.rows(with_parts(*given))[0]
    assert [(p.level, p.sentence) for p in row.problems] == problems


def test_rows_are_the_activities_by_stage_lane_and_place():
    lanes = {
        "One": {
            "action": [{"title": "reads"}],
            "touchpoint": [{"title": "t0"}, {"title": "t1"}],
            "pain": [{"title": "hurts"}],
            "backstage": [{"title": "sorts"}],
            "support": [{"title": "CRM"}],
        },
        "Two": {"touchpoint": [{"title": "t2"}], "frontstage": [{"title": "greets"}]},
    }
    found = raci.rows(with_parts(lanes=lanes))
    assert [(r.place, r.kind, r.card["title"]) for r in found] == [
        ("1 One", "touchpoint", "t0"),
        ("1 One", "touchpoint", "t1"),
        ("1 One", "backstage", "sorts"),
        ("1 One", "support", "CRM"),
        ("2 Two", "touchpoint", "t2"),
        ("2 Two", "frontstage", "greets"),
    ]


def test_letters_roles_and_owners():
    row = raci.rows(with_parts("c0 Estates RA", "c0 Booking IC"))[0]
    assert row.letters("estates") == "AR"
    assert row.letters("booking") == "CI"
    assert row.letters("digital") == ""
    assert [(e.name, e.role) for e in row.owners] == [("Estates", "Sign maker")]


def test_the_matrix_as_a_table():
    map_ = with_parts("c0 Booking A", "c1 Estates AR")
    assert raci.table(raci.rows(map_), map_.of_type("team")) == [
        ["Stage", "Lane", "Card", "Booking", "Digital", "Estates", "To mend"],
        ["1 Waiting", "Touchpoints", "Letter", "A", "", "", "Warning: no R."],
        ["2 Arriving", "Touchpoints", "Signs", "", "", "AR", ""],
    ]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ((), "Error: no A. Warning: no R."),
        (("c0 Booking AR",), ""),
        (("c0 Booking AR", "c0 Estates A", "c0 Digital A"), "Error: 3 A."),
    ],
)
def test_what_is_wrong_in_few_words(given, said):
    assert raci.said(raci.rows(with_parts(*given))[0]) == said


def test_what_each_team_has_over_several_journeys():
    lanes = {"One": {"touchpoint": [{"title": "t0"}], "backstage": [{"title": "b"}], "pain": [{"title": "p"}]}}
    one = with_parts("c0 Booking AR", "c1 Booking A", "c2 Estates C", lanes=lanes)
    two = with_parts("c0 Booking A", "c1 Estates I", title="A second visit", owner="digital")
    all_ = raci.total([raci.loads(one, {"booking": (2, 1)}), raci.loads(two)])
    assert (all_["booking"].owned, dict(all_["booking"].parts)) == (2, {"accountable": 3, "responsible": 1})
    assert (all_["booking"].disconnects, all_["booking"].strong) == (2, 1)
    assert all_["booking"].journeys == ["A visit", "A second visit"]
    assert dict(all_["estates"].parts) == {"consulted": 1, "informed": 1}
    assert (all_["digital"].owned, all_["digital"].journeys) == (0, ["A second visit"])


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ((), "Nobody has a part in any of the 2 activities yet"),
        (("c0 Booking C",), "2 of 2 activities do not have exactly one A"),
        (("c0 Booking A",), "1 of 2 activities does not have exactly one A, 1 has an A but no R"),
        (("c0 Booking AR", "c1 Booking A"), "Every activity has its A, 1 has no R"),
        (("c0 Booking AR", "c1 Booking AR"), "All 2 activities have one A and an R"),
    ],
)
def test_the_headline(given, said):
    assert raci.headline(raci.rows(with_parts(*given))) == said


def test_an_empty_map_has_no_matrix():
    assert raci.rows(view({"One": {"pain": [{"title": "p"}]}})) == []
    assert raci.headline([]) == "There is no touchpoint on this map yet"


@pytest.mark.parametrize(("names", "said"), [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")])
def test_names_together(names, said):
    assert raci.together(names) == said
