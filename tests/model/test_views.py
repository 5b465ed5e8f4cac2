"""Read views: plain records, in map order."""

from __future__ import annotations

from cxmap.model.records import RECORDS
from cxmap.model.views import BOARD_TYPES, JourneyView
from tests.worlds import start


def test_a_view_is_in_map_order() -> None:
    state = start()
    records = {
        name: [{"id": id_, **r} for id_, r in reversed(state.of(name).items()) if r.get("journey", "j1") == "j1"]
        for name in RECORDS
    }
    records["journey"] = [{"id": "j1", **state.of("journey")["j1"]}]
    view = JourneyView.of(7, {name: records[name] for name in BOARD_TYPES})
    assert view.revision == 7
    assert [r["id"] for r in view.stages] == ["s1", "s2", "s3"]
    assert [r["id"] for r in view.lanes] == ["l1", "l2"]
    assert [r["id"] for r in view.cards] == ["c1", "c2", "c3"]
    assert [r["name"] for r in view.personas] == ["Ann"]
    assert [r["id"] for r in view.cells["s1", "l1"]] == ["c1", "c2"]
    assert view.lane_kind == {"l1": "action", "l2": "pain"}
