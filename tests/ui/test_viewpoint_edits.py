"""What the Viewpoints page comes to as edits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.changes import Change, State, apply
from cxmap.model.order import in_order
from cxmap.ui import viewpoint_edits
from cxmap.ui.viewpoint_edits import TooLong


def test_lines_lose_their_list_marks_and_doubles():
    text = "- One\n* Two  words\n3. Three\n12) Four\n\n One \n-no mark\n2026 was good"
    assert viewpoint_edits.lines_of(text, "viewpoint") == ["One", "Two words", "Three", "Four", "-no mark", "2026 was good"]


def test_a_line_that_is_too_long_is_named():
    with pytest.raises(TooLong, match=r"“xxx.*601 characters, at most 600 are taken"):
        viewpoint_edits.lines_of("fine\n" + "x" * 601, "viewpoint")


def state_of(orders):
    state = State()
    state.put("workspace", "main", {})
    for n, order in enumerate(orders):
        fields = {"workspace": "main", "kind": "needs", "text": f"v{n}", "note": "", "evidence": "assumed", "order": order}
        state.put("viewpoint", f"v{n}", fields)
    return state


def records(state):
    return in_order({"id": id_, **fields} for id_, fields in state.of("viewpoint").items())


def test_lines_are_added_behind_those_that_are_there():
    state = state_of(["a0", "a5"])
    edits = viewpoint_edits.added("viewpoint", "needs", "main", records(state), ["V0", "new", "newer"])
    apply(state, Change("c", tuple(edits)))
    assert [r["text"] for r in records(state)] == ["v0", "v1", "new", "newer"]
    assert viewpoint_edits.added("viewpoint", "needs", "main", records(state), ["NEW"]) == []


@given(st.lists(st.sampled_from(["a0", "a1", "a2"]), min_size=1, max_size=5), st.integers(0, 4), st.sampled_from([-1, 1]))
def test_moving_by_one_changes_two_places_and_no_more(orders, at, by):
    state = state_of(orders)
    before = [r["id"] for r in records(state)]
    id_ = f"v{at % len(orders)}"
    place = before.index(id_)
    edits = viewpoint_edits.shifted("viewpoint", records(state), id_, by)
    if not 0 <= place + by < len(before):
        assert edits == []
        return
    apply(state, Change("c", tuple(edits)))
    wanted = [v for v in before if v != id_]
    wanted.insert(place + by, id_)
    assert [r["id"] for r in records(state)] == wanted


def test_moving_what_is_gone_does_nothing():
    assert viewpoint_edits.shifted("viewpoint", records(state_of(["a0"])), "gone", 1) == []


def test_concerns_become_what_is_chosen():
    had = [
        {"id": "c1", "viewpoint": "v", "persona": "rosa", "map": None},
        {"id": "c2", "viewpoint": "v", "persona": None, "map": "j"},
    ]
    gone, new = viewpoint_edits.concerned("v", had, [("persona", "rosa"), ("map", "k")])
    assert (gone.op, gone.id) == ("delete", "c2")
    assert (new.op, new.fields) == ("put", {"viewpoint": "v", "map": "k"})
    assert viewpoint_edits.concerned("v", had, [("map", "j"), ("persona", "rosa")]) == []


def test_a_ground_raises_only_what_is_assumed():
    there = [{"id": "g", "order": "a3"}]
    put, raised = viewpoint_edits.grounded("v", there, {"kind": "survey"}, raised=True)
    assert put.fields["viewpoint"] == "v"
    assert put.fields["order"] > "a3"
    assert (raised.fields, raised.was) == ({"evidence": "observed"}, {"evidence": "assumed"})
    assert len(viewpoint_edits.grounded("v", (), {"kind": "survey"}, raised=False)) == 1
