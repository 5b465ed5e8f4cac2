"""Columns, rows and boxes: nothing overlaps, nothing is lost, the scale of feelings is never stretched."""

from hypothesis import given, settings
from hypothesis import strategies as st

from cxmap.documents import layout as geometry
from cxmap.documents.layout import layout, wrap
from tests.journeys import large, view

KINDS = ("evidence", "action", "touchpoint", "emotion", "pain", "frontstage", "backstage", "support")
TITLES = st.text(st.characters(categories=("L", "N", "P", "Zs"), max_codepoint=0x2FF), max_size=80)
CARDS = st.lists(st.fixed_dictionaries({"title": TITLES, "severity": st.sampled_from([None, 1, 3])}), max_size=12)
STAGES = st.lists(st.dictionaries(st.sampled_from(KINDS), CARDS, max_size=4), max_size=4)


def overlap(a, b):
    return a.left < b.left + b.width and b.left < a.left + a.width and a.top < b.top + b.height and b.top < a.top + a.height


@settings(deadline=None, max_examples=60)
@given(STAGES)
def test_boxes_stand_apart_and_inside_their_cell(stages):
    map_ = view({f"Stage {i}": lanes for i, lanes in enumerate(stages)})
    plan = layout(map_)
    columns = {c.stage["id"]: c for c in plan.columns}
    rows = {r.lane["id"]: r for r in plan.rows}
    for box in plan.boxes:
        column, row = columns[box.card["stage"]], rows[box.card["lane"]]
        assert column.left < box.left
        assert box.left + box.width < column.left + column.width
        assert row.top < box.top
        assert box.top + box.height < row.top + row.height
    for i, box in enumerate(plan.boxes):
        assert not any(overlap(box, other) for other in plan.boxes[i + 1 :])
    drawn = len(plan.boxes) + sum(m.count for m in plan.more)
    assert drawn == sum(map_.lane_kind[c["lane"]] != "emotion" for c in map_.cards)
    assert plan.height == max([geometry.HEAD, *(r.top + r.height for r in plan.rows)])


def test_many_cards_in_a_cell_are_counted_not_drawn():
    plan = layout(view({"S": {"touchpoint": [{"title": str(i)} for i in range(9)]}}))
    assert len(plan.boxes) == geometry.FEW
    assert [m.count for m in plan.more] == [3]
    assert len(layout(view({"S": {"touchpoint": [{"title": str(i)} for i in range(8)]}})).boxes) == 8


def test_blueprint_lines_stand_above_the_first_lane_of_their_kind():
    plan = layout(view({"S": {kind: [] for kind in ("action", "frontstage", "backstage", "support")}}))
    assert [(r.lane["kind"], r.line, r.hidden) for r in plan.rows] == [
        ("action", "", False),
        ("frontstage", "Line of interaction", False),
        ("backstage", "Line of visibility", True),
        ("support", "Line of internal interaction", True),
    ]


def test_feelings_keep_their_scale():
    plan = layout(view({"S": {"emotion": []}, "T": {"emotion": []}}))
    row = plan.emotion
    assert plan.curve_y(3) == row.top + geometry.EMOTION_PAD
    assert plan.curve_y(-3) == row.top + row.height - geometry.EMOTION_PAD
    assert plan.curve_y(0) == row.top + row.height / 2
    assert plan.curve_x(0) == geometry.SIDE
    assert plan.curve_x(1.5) == geometry.SIDE + 1.5 * 195
    assert plan.curve_x(2) == plan.width


def test_text_is_broken_and_cut():
    assert wrap("", 100, 2) == ("",)
    assert wrap("Signs to Clinic 4", 200, 2) == ("Signs to Clinic 4",)
    lines = wrap("Asks for the third time where the letter is and why", 110, 2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert all(len(line) <= 110 / geometry.LETTER for line in lines)


def test_a_journey_without_anything():
    plan = layout(view({}, ()))
    assert (plan.boxes, plan.columns, plan.emotion) == ((), (), None)


def test_three_hundred_cards():
    plan = layout(large(11, 3))
    assert len(plan.boxes) == 297
