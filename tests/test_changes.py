"""Changes: what they do to a state, what they refuse, how they merge, and how they are taken back."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.changes import MAX_EDITS, Applied, Change, Edit, Refused, State, apply, invert
from cxmap.model.records import MAX_LANES, MAX_STAGES, Record
from tests.worlds import card, change, changes, delete, feeling, links, patch, put, shot, start, state_of


def do(state: State, *edits: Edit, gone: Any = lambda type_, id_: None) -> list[Applied]:
    return apply(state, change(*edits), gone).applied


@given(st.lists(changes, max_size=8))
def test_stale_view_and_change_give_the_fresh_view(sequence: list[Change]) -> None:
    state, stale = start(), start()
    for each in sequence:
        try:
            applied = apply(state, each).applied
        except Refused:
            continue
        stale.replay(copy.deepcopy(applied))
        assert shot(stale) == shot(state)
        assert links(stale) == links(state)


@given(st.lists(changes, max_size=5), changes)
def test_a_change_taken_back_leaves_no_trace(before: list[Change], last: Change) -> None:
    state = start()
    for each in before:
        _try(state, each)
    there, linked = shot(state), links(state)
    outcome = _try(state, last)
    if outcome is None:
        assert (shot(state), links(state)) == (there, linked), "a refused change leaves the state as it was"
        return
    changed = shot(state)
    undone = apply(state, Change("u", invert(outcome), kind="undo", undoes=last.id)).applied if outcome else []
    assert (shot(state), links(state)) == (there, linked)
    if undone:
        apply(state, Change("r", invert(undone), kind="redo", undoes="u"))
        assert shot(state) == changed


@given(st.lists(changes, max_size=10))
def test_nothing_ever_hangs(sequence: list[Change]) -> None:
    state = start()
    for each in sequence:
        _try(state, each)
    for type_, id_, referring, from_, name in links(state):
        assert state.of(referring)[from_][name] == id_
        assert state.get(type_, id_) is not None
    again = state_of(shot(state))
    assert links(again) == links(state), "the index of references is that of the records, and of no others"
    for journey in state.of("journey"):
        for type_ in ("card", "stage", "lane"):
            assert state.count(type_, journey) == sum(r["journey"] == journey for r in state.of(type_).values())


def _try(state: State, each: Change) -> list[Applied] | None:
    try:
        return apply(state, each).applied
    except Refused:
        return None


def test_a_put_fills_in_defaults() -> None:
    state = start()
    done = do(state, put("card", "c9", journey="j1", stage="s1", lane="l1", title=" A  new\n card "))
    assert done[0].before == {}
    assert done[0].after == state.get("card", "c9")
    assert done[0].after["title"] == "A new card"
    assert done[0].after["evidence"] == "assumed"
    assert done[0].after["severity"] is None


def test_a_put_of_what_is_there_patches_it() -> None:
    state = start()
    done = do(state, feeling("c1", value=2))
    assert done == [Applied("patch", "feeling", "c1.ann.predicted", {"value": -1.5}, {"value": 2.0})]


def test_a_put_of_anothers_id_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        do(start(), put("card", "c1", journey="j2", stage="s9", lane="l9"))
    assert refused.value.code == "exists"


def test_only_what_changes_is_applied() -> None:
    done = do(start(), patch("card", "c1", title="C1", severity=3))
    assert done == [Applied("patch", "card", "c1", {"severity": None}, {"severity": 3})]
    assert do(start(), patch("card", "c1", title="C1")) == []


def test_deleting_a_stage_deletes_its_cards_and_their_feelings_first() -> None:
    state = start()
    done = do(state, delete("stage", "s1"))
    assert [(a.type, a.id) for a in done] == [("feeling", "c1.ann.predicted"), ("card", "c1"), ("card", "c2"), ("stage", "s1")]
    apply(state, Change("u", invert(done), kind="undo"))
    assert shot(state) == shot(start())


def test_deleting_an_as_is_journey_lets_go_of_the_to_be_map() -> None:
    state = start()
    done = do(state, delete("journey", "j1"))
    assert Applied("patch", "journey", "j2", {"as_is": "j1"}, {"as_is": None}) in done
    assert set(state.of("journey")) == {"j2"}
    assert not [r for r in state.of("card").values() if r["journey"] == "j1"]


def test_deleting_a_persona_takes_their_feelings_and_statements_along() -> None:
    state = start()
    do(state, delete("persona", "ann"))
    assert not state.of("feeling")
    assert not state.of("statement")
    assert not state.of("traveller")
    assert len(state.of("card")) == 3


def test_deleting_what_is_gone_does_nothing() -> None:
    assert do(start(), delete("card", "c99")) == []


MERGES = [
    # base, mine (came second), theirs (stands already), result
    ("Looks for the gate", "Looks for the gate again", "Looks hard for the gate", "Looks hard for the gate again"),
    ("Looks for the gate", "Looks for a gate", "Looks for the gate", "Looks for a gate"),
    ("Looks for the gate", "Looks for the gate", "Finds the gate", "Finds the gate"),
    ("Looks", "Finds", "Finds", "Finds"),
    ("Looks", "Finds", "Seeks", "Seeks / Finds"),
    ("", "One", "Two", "Two / One"),
    ("Waits", "", "Waits long", "Waits long / "),
    ("one two three", "one 2 three", "one two 3", "one 2 3"),
]


@pytest.mark.parametrize(("base", "mine", "theirs", "result"), MERGES)
def test_two_edits_of_one_text(base: str, mine: str, theirs: str, result: str) -> None:
    state = start()
    do(state, patch("card", "c1", title=theirs))
    outcome = apply(state, change(patch("card", "c1", {"title": base}, title=mine)))
    title = state.of("card")["c1"]["title"]
    assert title == " ".join(result.split())
    both = " / " in result
    assert [n.code for n in outcome.notes] == (["both_kept"] if both else [])
    if both:
        assert outcome.notes[0].text == mine


def test_two_edits_of_one_note_keep_both_as_paragraphs() -> None:
    state = start()
    do(state, patch("card", "c1", note="By the river"))
    do(state, patch("card", "c1", {"note": "By the canal"}, note="By the sea"))
    assert state.of("card")["c1"]["note"] == "By the river\n\nBy the sea"


def test_different_fields_never_conflict() -> None:
    state = start()
    do(state, patch("card", "c1", {"title": "C1"}, title="New"))
    do(state, patch("card", "c1", {"severity": None}, severity=3))
    assert (state.of("card")["c1"]["title"], state.of("card")["c1"]["severity"]) == ("New", 3)


def test_of_two_choices_the_later_one_stands() -> None:
    state = start()
    do(state, patch("card", "c1", {"severity": None}, severity=3))
    outcome = apply(state, change(patch("card", "c1", {"severity": None}, severity=1)))
    assert state.of("card")["c1"]["severity"] == 1
    assert not outcome.notes


def test_without_what_the_author_saw_the_text_stands() -> None:
    state = start()
    do(state, patch("card", "c1", title="Theirs"))
    do(state, patch("card", "c1", title="Mine"))
    assert state.of("card")["c1"]["title"] == "Mine"


def test_texts_that_both_fit_but_not_together_are_refused_whole() -> None:
    state = start()
    do(state, patch("card", "c1", title="x" * 400))
    before = shot(state)
    with pytest.raises(Refused, match="at most 500"):
        do(state, patch("card", "c1", {"title": "C1"}, title="y" * 400))
    assert shot(state) == before


def gone_of(*applied: Applied) -> Any:
    last = {(a.type, a.id): a.before for a in applied if a.op == "delete"}
    return lambda type_, id_: last.get((type_, id_))


@pytest.mark.parametrize(("lost", "near"), [("s1", "s2"), ("s2", "s3"), ("s3", "s2")])
def test_a_move_into_a_deleted_stage_goes_to_the_nearest(lost: str, near: str) -> None:
    state = start()
    do(state, put("card", "c8", journey="j1", stage="s1" if lost != "s1" else "s2", lane="l1"))
    gone = gone_of(*do(state, delete("stage", lost)))
    outcome = apply(state, change(patch("card", "c8", stage=lost)), gone)
    assert state.of("card")["c8"]["stage"] == near
    assert [n.code for n in outcome.notes] == ["stage_gone"]


def test_a_new_card_in_a_deleted_lane_goes_to_the_nearest() -> None:
    state = start()
    gone = gone_of(*do(state, delete("lane", "l2")))
    outcome = apply(state, change(card("c8", lane="l2")), gone)
    assert state.of("card")["c8"]["lane"] == "l1"
    assert [n.code for n in outcome.notes] == ["lane_gone"]


def test_a_move_where_no_stage_is_left_is_refused() -> None:
    state = start()
    gone = gone_of(*do(state, delete("stage", "s1"), delete("stage", "s2"), delete("stage", "s3")))
    with pytest.raises(Refused) as refused:
        do(state, card("c8"), gone=gone)
    assert refused.value.code == "gone"


def test_an_edit_of_a_deleted_card_is_refused_with_its_text() -> None:
    state = start()
    do(state, delete("card", "c1"))
    with pytest.raises(Refused) as refused:
        do(state, patch("card", "c1", title="My text"))
    assert refused.value.code == "gone"
    outcome = apply(state, change(patch("card", "c1", title="My text"), patch("card", "c2", severity=1)))
    assert [(n.code, n.text) for n in outcome.notes] == [("gone", "My text")]
    assert len(outcome.applied) == 1


REFUSALS: list[tuple[str, Edit]] = [
    ("invalid", put("cards", "x")),
    ("invalid", put("card", "bad id", journey="j1", stage="s1", lane="l1")),
    ("invalid", put("card", "x" * 121, journey="j1", stage="s1", lane="l1")),
    ("invalid", card("x", colour="red")),
    ("invalid", card("x", title=7)),
    ("invalid", card("x", title="x" * 501)),
    ("invalid", card("x", severity=4)),
    ("invalid", card("x", severity=True)),
    ("invalid", card("x", severity=10**400)),
    ("invalid", card("x", evidence="guessed")),
    ("invalid", card("x", evidence=["assumed"])),
    ("invalid", card("x", order="a/b")),
    ("invalid", card("x", order="zzz")),
    ("invalid", put("card", "x", journey="j1", lane="l1")),
    ("invalid", put("card", "x", journey="j2", stage="s1", lane="l9")),
    ("invalid", patch("card", "c3", stage="s9")),
    ("invalid", patch("card", "c3", journey="j2")),
    ("invalid", patch("card", "c3", stage=None)),
    ("invalid", patch("journey", "j1", title="  ")),
    ("invalid", patch("journey", "j1", reviewed="yesterday")),
    ("invalid", feeling("c3", value=3.2)),
    ("invalid", feeling("c3", value=float("nan"))),
    ("invalid", put("feeling", "mine", journey="j1", card="c3", persona="ann", value=1)),
    ("invalid", Edit("put", "card", "x", ["a list"])),  # type: ignore[arg-type]
    ("invalid", Edit("drop", "card", "c1")),  # type: ignore[arg-type]
    ("invalid", Edit("patch", "card", ["c1"], {"title": "x"})),  # type: ignore[arg-type]
    ("invalid", Edit("patch", ["card"], "c1", {"title": "x"})),  # type: ignore[arg-type]
    ("invalid", Edit("patch", "card", "c1", {"title": "x"}, "was")),  # type: ignore[arg-type]
    ("unknown", card("x", "s77")),
    ("unknown", put("journey", "x", workspace="other", title="x")),
    ("unknown", feeling("c3", "eve")),
]


@pytest.mark.parametrize(("code", "edit"), REFUSALS)
def test_refusals_name_place_and_leave_the_state_alone(code: str, edit: Edit) -> None:
    state = start()
    before, linked = shot(state), links(state)
    with pytest.raises(Refused) as refused:
        do(state, patch("card", "c2", title="Changed"), delete("card", "c1"), card("c7"), edit)
    assert refused.value.code == code
    assert refused.value.edit == 3
    assert refused.value.message.endswith(".")
    assert (shot(state), links(state)) == (before, linked)


def test_an_answer_names_the_comment_that_opens_its_thread() -> None:
    state, said = start(), {"journey": "j1", "text": "?", "at": "2026-11-22T09:00:00Z"}
    do(state, put("comment", "k1", **said), put("comment", "k2", **said, thread="k1"))
    with pytest.raises(Refused, match="opens its thread"):
        do(state, put("comment", "k3", **said, thread="k2"))
    do(state, put("comment", "k3", **said, thread="k1"), delete("comment", "k1"))
    assert not state.of("comment")


def test_an_empty_change_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        do(start())
    assert refused.value.code == "empty"


def test_a_change_has_limits() -> None:
    with pytest.raises(Refused, match="split it") as refused:
        do(start(), *[delete("card", "c99")] * (MAX_EDITS + 1))
    assert refused.value.code == "too_large"


def test_what_was_done_is_taken_back_however_large_it_is() -> None:
    state = start()
    many = (delete("card", "c99"),) * (MAX_EDITS + 1)
    for kind in ("undo", "redo", "restore"):
        assert apply(state, Change("x", many, kind=kind)).applied == []  # type: ignore[arg-type]


@pytest.mark.parametrize(("type_", "limit", "more"), [("stage", MAX_STAGES, {}), ("lane", MAX_LANES, {"kind": "note"})])
def test_a_journey_has_limits(type_: str, limit: int, more: Record) -> None:
    state = start()
    here = state.count(type_, "j1")
    do(state, *(put(type_, f"x{i}", journey="j1", **more) for i in range(limit - here)))
    with pytest.raises(Refused) as refused:
        do(state, put(type_, "one_more", journey="j1", **more))
    assert refused.value.code == "too_many"
    assert state.count(type_, "j1") == limit
    do(state, delete(type_, "x0"), put(type_, "one_more", journey="j1", **more))


def undo(state: State, applied: list[Applied]) -> Any:
    return apply(state, Change("u", invert(applied), kind="undo"))


def test_undo_leaves_fields_that_others_changed_since() -> None:
    state = start()
    mine = do(state, patch("card", "c1", title="Mine", severity=3))
    do(state, patch("card", "c1", title="Theirs"))
    outcome = undo(state, mine)
    assert (state.of("card")["c1"]["title"], state.of("card")["c1"]["severity"]) == ("Theirs", None)
    assert [(n.code, n.field) for n in outcome.notes] == [("kept", "title")]


def test_undo_leaves_a_record_that_others_build_on() -> None:
    state = start()
    mine = do(state, card("c8"), put("stage", "s8", journey="j1"))
    do(state, feeling("c8", "bob"))
    outcome = undo(state, mine)
    assert "c8" in state.of("card")
    assert "s8" not in state.of("stage")
    assert [(n.code, n.id) for n in outcome.notes] == [("kept", "c8")]


def test_undo_of_what_is_gone_is_done_with() -> None:
    state = start()
    mine = do(state, patch("card", "c1", title="Mine"))
    do(state, delete("card", "c1"))
    outcome = undo(state, mine)
    assert outcome.applied == []
    assert [n.code for n in outcome.notes] == ["gone"]


def test_undo_brings_back_what_it_can() -> None:
    state = start()
    do(state, feeling("c1", "bob", value=1))
    mine = do(state, delete("card", "c1"))
    gone = gone_of(*do(state, delete("persona", "bob"), delete("stage", "s1")))
    outcome = apply(state, Change("u", invert(mine), kind="undo"), gone)
    assert state.of("card")["c1"]["stage"] == "s2"
    assert set(state.of("feeling")) == {"c1.ann.predicted"}
    assert sorted(n.code for n in outcome.notes) == ["gone", "stage_gone"]


def test_an_unforeseen_error_leaves_the_state_alone() -> None:
    state = start()
    before = shot(state)

    def broken(type_: str, id_: str) -> Record | None:
        raise OSError("disk")

    with pytest.raises(OSError, match="disk"):
        do(state, patch("card", "c1", title="x"), card("c8", stage="s77"), gone=broken)
    assert shot(state) == before
