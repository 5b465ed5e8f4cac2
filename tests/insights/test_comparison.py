"""Two maps beside each other: counts, curves, and what is remembered of each."""

import pytest

from cxmap.charts.overlay import overlay
from cxmap.documents.tokens import DARK, LIGHT
from cxmap.insights.comparison import Comparison, headline, lowest_point, names, remembered, twins
from tests.fixtures.make_differences import base, card, changed, copied, felt, whole, with_, without

MAP = base(
    card=[card("c1"), card("c2", "s2"), card("c3", "s3")],
    feeling=[felt("c1", 0.5), felt("c2", -2.6), felt("c3", 1.0)],
)


def comparison(after, before=MAP):
    return Comparison(whole(before), whole(after))


def better(**feelings):
    twin = copied(MAP)
    return {**twin, "feeling": [felt(card_, value) for card_, value in feelings.items()]}


def test_the_headline_counts_cards_and_tells_the_lowest_point():
    twin = better(zc1=0.5, zc2=1.0)
    twin = with_(changed(twin, "card", "zc2", title="Call back"), "card", card("new", "zs1", "ztouch", "a9"))
    found = comparison(without(twin, "card", "zc3"))
    assert headline(found, found.curves("meera")) == (
        "1 card is new, 1 gone and 1 changed",
        "Meera’s lowest point rises from −2.6 to +0.5",
    )


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (copied(MAP), "The two maps do not differ"),
        (changed(copied(MAP), "lane", "zpain", name="Hurts"), "No card differs, but 1 other thing does"),
        (
            with_(changed(copied(MAP), "card", "zc1", stage="zs2"), "card", card("n", "zs1", "ztouch")),
            "1 card is new and 1 moved",
        ),
    ],
)
def test_other_headlines(after, said):
    assert headline(comparison(after), None) == (said, "")


def test_the_lowest_point_of_a_persona():
    found = comparison(better(zc1=-2.6, zc2=0.0))
    assert lowest_point(found.curves("meera")) == "Meera’s lowest point stays at −2.6"
    assert lowest_point(comparison(better(zc1=-3.0)).curves("meera")) == "Meera’s lowest point falls from −2.6 to −3.0"
    assert lowest_point(comparison(better()).curves("meera")) == ""


def test_what_is_remembered_is_shown_with_its_sum():
    (before, sum_before), (after, sum_after) = remembered(comparison(better(zc1=2.7, zc3=-1.5)).curves("meera"))
    assert (before.remembered, after.remembered) == ((-2.6 + 1.0) / 2, (2.7 - 1.5) / 2)
    assert sum_before == "Remembered ≈ (−2.6 + 1.0) / 2 = −0.8"
    assert sum_after == "Remembered ≈ (2.7 + (−1.5)) / 2 = +0.6"
    ((_, one), (none, said)) = remembered(comparison(better(), better(zc1=0.0)).curves("meera"))
    assert one == "Remembered ≈ (0 + 0) / 2 = 0"
    assert (none, said) == (None, "Nobody has said yet how this feels")


def test_the_points_of_both_stand_over_the_stages_of_both():
    twin = with_(without(better(zc1=1, new=2), "stage", "zs2"), "stage", {"id": "own", "name": "Spring", "order": "a9"})
    twin = with_(without(twin, "card", "zc2"), "card", card("new", "own", "ztouch"))
    found = comparison(twin)
    assert [(a and a["id"], b and b["id"]) for a, b in found.columns] == [
        ("s1", "zs1"),
        ("s2", None),
        ("s3", "zs3"),
        (None, "own"),
    ]
    curve = found.curves("meera")
    assert [p.x for p in curve.before] == [0.5, 1.5, 2.5]
    assert [(p.card, p.x) for p in curve.after] == [("zc1", 0.5), ("new", 3.5)]


def test_a_curve_runs_from_left_to_right_where_stages_changed_places():
    twin = changed(better(zc1=1, zc2=2, zc3=3), "stage", "zs3", order="Zz")
    curve = comparison(twin).curves("meera")
    assert [p.x for p in curve.before] == sorted(p.x for p in curve.before)
    assert [p.card for p in curve.before] == ["c3", "c1", "c2"]


def test_cards_are_marked_on_both_sides():
    twin = changed(without(copied(MAP), "card", "zc3"), "card", "zc2", stage="zs1", title="Call back")
    marks = comparison(with_(twin, "card", card("new", "zs1", "ztouch"))).marks
    assert marks == {(0, "c2"): "moved", (1, "zc2"): "moved", (0, "c3"): "gone", (1, "new"): "added"}


def test_what_two_maps_are_called():
    assert names({"state": "as_is", "title": "A"}, {"state": "to_be", "title": "B"}) == ("As-is", "To-be")
    assert names({"state": "as_is", "title": "A"}, {"state": "as_is", "title": ""}) == ("A", "Untitled")


def test_the_map_that_one_is_linked_with():
    all_ = [{"id": "b", "as_is": "a"}, {"id": "c", "as_is": "a"}, {"id": "a", "as_is": None}]
    assert twins({"id": "a", "state": "as_is", "as_is": None}, all_) == ("a", "b")
    assert twins({"id": "c", "state": "to_be", "as_is": "a"}, all_) == ("a", "c")
    assert twins({"id": "c", "state": "to_be", "as_is": "gone"}, all_) == (None, "c")
    assert twins({"id": "d", "state": "as_is", "as_is": None}, all_) == ("d", None)


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
@pytest.mark.parametrize("after", [better(zc1=0.5, zc2=1.0), better(), better(zc3=-3)])
def test_the_figure_is_one_that_plotly_takes(after, tokens):
    import plotly.graph_objects as go

    found = comparison(after)
    figure = overlay(found, found.curves("meera"), ("As-is", "To-be"), tokens)
    go.Figure(figure.to_dict())  # checks every property
    assert [trace.name for trace in figure.data if trace.mode == "lines" and trace.name != "Between"] == ["As-is", "To-be"]
    assert figure.layout.yaxis.range == (-3.4, 3.4)
    assert "Meera" in figure.layout.title.text


def test_a_persons_text_is_no_markup_in_the_figure():
    rude = changed(changed(MAP, "card", "c2", title="<b>x</b>"), "stage", "s2", name="<i>y</i>")
    found = comparison(copied(rude), rude)
    figure = overlay(found, found.curves("meera"), ("<u>A</u>", "B"), LIGHT)
    assert "<b>x</b>" not in figure.to_json()
    assert "<i>y</i>" not in figure.to_json()
    assert "<u>A</u>" not in figure.to_json()
