"""How journeys hang together, and the indented list that it comes to."""

from hypothesis import given
from hypothesis import strategies as st

from cxmap.charts.network import network, options, places
from cxmap.documents.tokens import DARK, LIGHT
from cxmap.insights.atlas import Atlas, Branch, Edge, Node, atlas, headline, said, tree

IDS = "abcdef"


def nodes(ids=IDS):
    return [Node(i, i.upper(), "as_is", "Lowest at “x” (−2.0)") for i in ids]


def lines(found):
    return [(b.depth, b.node.id, b.edge.kind if b.edge else "", b.again) for b in tree(found)]


def test_nothing_and_one():
    assert tree(atlas([], [], [], [])) == []
    assert headline(atlas([], [], [], [])) == "There is no journey yet"
    one = atlas(nodes("a"), [], [], [])
    assert lines(one) == [(0, "a", "", False)]
    assert headline(one) == "1 journey, and it stands by itself"
    assert headline(atlas(nodes("ab"), [], [], [])) == "2 journeys, each by itself"


def test_a_tree_with_a_to_be_map():
    found = atlas(nodes("abcd"), [("a", "Fitting", "b"), ("a", "Tour", "b"), ("b", "", "c")], [("a", "d")], [])
    assert lines(found) == [(0, "a", "", False), (1, "b", "opens", False), (2, "c", "opens", False), (1, "d", "to_be", False)]
    assert [said(e) for e in found.edges] == ["opened by “Fitting” and “Tour”", "opened by “Untitled”", "its to-be map"]
    assert headline(found) == "4 journeys hang together"


def test_two_parents_list_a_journey_twice_but_what_is_below_once():
    found = atlas(nodes("abcd"), [("a", "x", "c"), ("b", "x", "c"), ("c", "y", "d")], [], [])
    assert lines(found) == [
        (0, "a", "", False),
        (1, "c", "opens", False),
        (2, "d", "opens", False),
        (0, "b", "", False),
        (1, "c", "opens", True),
    ]


def test_a_circle_ends():
    found = atlas(nodes("abc"), [("a", "x", "b"), ("b", "x", "a"), ("c", "x", "c")], [], [])
    assert lines(found) == [(0, "c", "", False), (0, "a", "", False), (1, "b", "opens", False), (2, "a", "opens", True)]
    assert headline(found) == "2 journeys hang together, 1 stands alone"


def test_shared_touchpoints_tie_two_and_two():
    found = atlas(
        nodes("abc"),
        [],
        [],
        [("t", "Hotline", "c"), ("t", "Hotline", "a"), ("t", "Hotline", "a"), ("u", "", "a"), ("u", "", "c")],
    )
    assert found.edges == [Edge("a", "c", "shares", ("Hotline", "Untitled"))]
    assert said(found.edges[0]) == "shares “Hotline” and “Untitled”"
    assert said(Edge("a", "b", "shares", ("x", "y", "z"))) == "shares “x” and “y” and 1 more"


def test_what_is_not_there_is_left_out():
    assert (
        atlas(
            nodes("a"), [("a", "x", "gone"), ("gone", "x", "a")], [("gone", "a")], [("t", "T", "gone"), ("t", "T", "a")]
        ).edges
        == []
    )


OPENINGS = st.lists(st.tuples(st.sampled_from(IDS), st.just("s"), st.sampled_from(IDS)), max_size=20)
TWINS = st.lists(st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)), max_size=5)


@given(OPENINGS, TWINS)
def test_every_journey_is_listed_once_and_has_a_place_of_its_own(openings, twins):
    found = atlas(nodes(), openings, twins, [])
    branches = tree(found)
    first = [b.node.id for b in branches if not b.again]
    assert sorted(first) == sorted(IDS)
    told = sorted((e.start, e.end, e.kind) for e in found.edges)
    assert sorted((e.start, e.end, e.kind) for b in branches if (e := b.edge)) == told
    at = places(branches)
    assert len(set(at.values())) == len(IDS)


def test_two_hundred_journeys_make_a_wide_picture():
    branches = [Branch(0, node) for node in (Node(str(i), str(i), "as_is", "") for i in range(200))]
    at = places(branches)
    wide, high = (max(p[i] for p in at.values()) for i in (0, 1))
    assert len(set(at.values())) == 200
    assert 1 < wide / high < 4


def test_what_is_drawn_holds_no_html_and_no_colour_alone():
    found = atlas(
        [Node("a", "<b>A</b> " * 20, "as_is", "x", ("y" * 50,)), *nodes("bc")[0:2]],
        [("a", "<i>s</i>", "b")],
        [("a", "c")],
        [("t", "T", "b"), ("t", "T", "c")],
    )
    for t in (LIGHT, DARK):
        parts, lines_ = network(found, t)
        assert all("title" not in part.to_dict() for part in parts)
        assert all(part.to_dict()["div"] == {"innerHTML": ""} for part in parts)
        assert [(e.to_dict()["dashes"], e.to_dict()["arrows"]) for e in lines_] == [(False, "to"), ([8, 6], "to"), ([2, 5], "")]
        assert "title" not in lines_[0].to_dict()
        assert max(len(line) for line in parts[0].to_dict()["label"].split("\n")) <= 32
    assert options()["interaction"]["dragNodes"] is False


def test_an_atlas_is_plain_data():
    assert atlas([], [], [], []) == Atlas([], [])
