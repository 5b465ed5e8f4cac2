"""The workspace's own room and an idea board in the store."""

from __future__ import annotations

from cxmap.model.customer_records import IDEA_TYPES
from cxmap.model.views import WORKSPACE_TYPES
from cxmap.store import Store
from tests.boards import idea, remark, second, step
from tests.store.conftest import Person
from tests.store.test_reading import board, take
from tests.worlds import delete, patch, put


def boards(who: Person) -> None:
    """Two idea boards with an idea each."""
    who.do(
        put("whiteboard", "hall", workspace="main", title="Hall"), put("whiteboard", "other", workspace="main", title="Other")
    )
    who.do(idea("one"), idea("far", "other"), remark("said", "one"), remark("far-said", "far"))
    who.do(
        second("one", who.actor.person), step("told", "one", "new"), put("idea_link", "link", idea="one", map="j1", card="c1")
    )


def seen(store: Store, whiteboard: str) -> dict[str, set[str]]:
    found = store.idea_board(whiteboard)
    assert found is not None
    assert set(found[1]) == set(IDEA_TYPES)
    assert found[0] == store.revision
    return {name: {r["id"] for r in of} for name, of in found[1].items() if of}


def test_the_room_holds_what_is_the_workspaces_and_no_map(ann: Person) -> None:
    boards(ann)
    revision, records = board(ann.store, "")
    assert revision == ann.store.revision
    assert set(records) == set(WORKSPACE_TYPES)
    there = {name: set(of) for name, of in records.items() if of}
    assert there["persona"] == {"ann", "bob"}
    assert there["statement"] == {"goal"}
    assert there["idea"] == {"one", "far"}
    assert not {"journey", "card", "lane", "stage"} & set(there)
    assert ann.store.view("") is None


def test_an_idea_board_holds_what_was_left_on_it(ann: Person) -> None:
    boards(ann)
    mine = {"whiteboard": {"hall"}, "idea": {"one"}, "remark": {"said"}, "second": {f"one.{ann.actor.person}"}}
    assert seen(ann.store, "hall") == {**mine, "idea_step": {"told"}, "idea_link": {"link"}}
    assert seen(ann.store, "other") == {"whiteboard": {"other"}, "idea": {"far"}, "remark": {"far-said"}}
    assert ann.store.idea_board("nowhere") is None


def test_what_was_missed_in_the_room_adds_up(ann: Person, bob: Person) -> None:
    boards(ann)
    rev, records = board(ann.store, "")
    bob.do(patch("card", "c1", title="Elsewhere"))
    bob.do(delete("card", "c1"))
    bob.do(patch("persona", "ann", name="Anna"), put("viewpoint", "vp", workspace="main", text="Short ways", kind="needs"))
    ann.do(patch("idea", "one", state="done"), step("t2", "one", "done", note="There"))
    missed = ann.store.since("", rev)
    assert missed is not None
    assert [[a.type for a in c.on_board("")] for c in missed] == [
        ["idea_link"],
        ["persona", "viewpoint"],
        ["idea", "idea_step"],
    ]
    for change in missed:
        assert change.prev[""] <= rev < change.rev
        take(records, change, "")
        rev = change.rev
    assert records == board(ann.store, "")[1]
    assert records["idea_link"]["link"]["card"] is None


def test_undo_in_the_room_takes_back_what_one_did_there(ann: Person, bob: Person) -> None:
    boards(ann)
    bob.do(put("viewpoint", "vp2", workspace="main", text="Long ways", kind="needs"))
    ann.do(put("viewpoint", "vp", workspace="main", text="Short ways", kind="needs"))
    ann.do(patch("card", "c1", title="Elsewhere"))
    bob.do(patch("viewpoint", "vp2", note="Yes"))
    assert [a.type for a in ann.undo("").applied] == ["viewpoint"]
    assert ann.store.record("viewpoint", "vp") is None
    assert [a.type for a in ann.redo("").applied] == ["viewpoint"]
    record = ann.store.record("card", "c1")
    assert record is not None
    assert record["title"] == "Elsewhere"
