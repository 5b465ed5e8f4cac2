"""The past: a journey at any revision, its timeline, and a moment restored as a change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from cxmap.changes import Refused
from cxmap.model.records import SHARED_FIELDS
from cxmap.model.views import EVERY_BOARD_TYPES
from cxmap.store import Store
from cxmap.store.past import TALK
from tests.store.conftest import Person
from tests.worlds import card, change, changes, delete, feeling, one_of_each, patch, put

Board = dict[str, dict[str, dict[str, Any]]]
SLOW = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def by_id(records: dict[str, list[dict[str, Any]]] | None) -> Board | None:
    """A board that can be compared; None where there is none."""
    if records is None:
        return None
    return {name: {r["id"]: r for r in there} for name, there in records.items() if there}


def board(store: Store, journey: str = "j1") -> Board | None:
    found = store.room(journey)
    return by_id(found[1] if found else None)


def restore(person: Person, revision: int, journey: str = "j1") -> Any:
    return person.store.restore(journey, revision, person.actor, change().id).result(20)


def refused(call: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refusal:
        call()
    return refusal.value.code


@given(steps=st.lists(changes | st.just("undo"), min_size=1, max_size=8))
@SLOW
def test_a_moment_is_the_board_as_it_was(ann: Person, steps: list[Any]) -> None:
    ann.start_again()
    seen = {ann.store.revision: board(ann.store)}
    for step in steps:
        try:
            ann.undo() if step == "undo" else ann.again(step)
        except Refused:
            continue
        seen[ann.store.revision] = board(ann.store)
    for revision, then in seen.items():
        assert by_id(ann.store.moment("j1", revision)) == then


def what_is_restored(then: Board, now: Board | None, gone: Callable[[str, str], bool]) -> Board:
    """The journey's own records of `then`, as far as others have left what they name, with the texts that are shared now."""
    found: Board = {}
    for name, there in then.items():
        if name in TALK or name in EVERY_BOARD_TYPES:
            continue
        for id_, record in there.items():
            kept = dict(record)
            for field, to in (("opens", "journey"), ("as_is", "journey"), ("origin", name)):
                if kept.get(field) and gone(to, kept[field]):
                    kept[field] = None
            shared = ((now or {}).get("touchpoint") or then.get("touchpoint", {})).get(kept.get("shared") or "")
            kept.update((f, shared[f]) for f in SHARED_FIELDS if shared)
            found.setdefault(name, {})[id_] = kept
    for name, about in (("reading", "measure"), ("source", "card")):  # what was learned since about what stays
        for id_, record in (now or {}).get(name, {}).items():
            if id_ not in then.get(name, {}) and record[about] in then.get(about, {}):
                found.setdefault(name, {})[id_] = record
    return found


@given(steps=st.lists(changes, min_size=2, max_size=8), at=st.integers(0, 7))
@SLOW
def test_a_restored_moment_is_what_it_was_and_can_be_undone(ann: Person, steps: list[Any], at: int) -> None:
    ann.start_again()
    store = ann.store
    revisions = [store.revision]
    for step in steps:
        try:
            revisions.append(ann.again(step).rev)
        except Refused:
            continue
    revision = revisions[at % len(revisions)]
    then, now = by_id(store.moment("j1", revision)), board(store)
    if then is None:
        assert refused(lambda: restore(ann, revision)) == "unknown"
        return

    def gone(type_: str, id_: str) -> bool:
        return bool(store._writer.ask(lambda m: m.state.get(type_, id_)) is None and id_ not in (then or {}).get(type_, {}))

    wanted = what_is_restored(then, now, gone)
    if now is not None and wanted == what_is_restored(now, now, gone):
        assert refused(lambda: restore(ann, revision)) == "empty"
        return
    try:
        done = restore(ann, revision)
    except Refused as refusal:
        assume(refusal.code != "exists")  # an id that another journey has now
        raise
    after = board(store)
    assert after is not None
    assert {name: there for name, there in after.items() if name in wanted or name not in (*TALK, *EVERY_BOARD_TYPES)} == wanted
    assert (done.kind, done.undoes) == ("restore", str(revision))
    assert store.check() == []
    ann.undo()
    assert board(store) == now


def test_a_restore_leaves_what_was_said_and_others_words(ann: Person, bob: Person) -> None:
    ann.do(*one_of_each(ann.actor.person))
    revision = ann.store.revision
    bob.do(
        patch("card", "c1", title="Other"),
        patch("card", "c2", title="Hotline, day and night"),
        put("comment", "k3", journey="j1", card="c3", text="And this?", at="2026-11-22T10:00:00Z"),
        patch("persona", "ann", name="Anna"),
    )
    bob.do(delete("stage", "s2"), put("stage", "s7", journey="j1", name="New"), card("c7", "s7"))
    bob.do(delete("team", "te1"), delete("persona", "bob"))
    restore(bob, revision)
    now, then = board(ann.store), by_id(ann.store.moment("j1", revision))
    assert now is not None
    assert then is not None
    assert now["card"]["c1"] == then["card"]["c1"]
    assert now["card"]["c2"]["title"] == "Hotline, day and night", "a shared touchpoint says the same everywhere"
    assert (set(now["stage"]), set(now["card"])) == (set(then["stage"]), set(then["card"]))
    assert now["assignment"] == then["assignment"]
    assert (now["team"], now["role"]) == (then["team"], then["role"]), "the map needs its team"
    assert now["persona"]["ann"]["name"] == "Anna"
    assert "k3" not in now["comment"], "what was said of a card that went, went with it"
    assert now["comment"].keys() == then["comment"].keys()
    bob.undo()
    undone = board(ann.store)
    assert undone is not None
    assert undone["card"]["c1"]["title"] == "Other"
    assert "s2" not in undone["stage"]


def test_a_persona_comes_back_with_what_was_said_of_it(ann: Person) -> None:
    revision = ann.store.revision
    ann.do(delete("persona", "ann"))
    assert ann.store.persona("ann") is None
    restore(ann, revision)
    found = ann.store.persona("ann")
    assert found is not None
    assert [s["text"] for s in found[1]["goal"]] == ["Home by six"]


def test_a_restore_keeps_what_was_learned_since(ann: Person) -> None:
    kpi = put("measure", "nps", journey="j1", name="NPS")
    ann.do(kpi)
    revision = ann.store.revision
    ann.do(put("reading", "r9", journey="j1", measure="nps", date="2026-11-02", value=31))
    ann.do(put("source", "q9", journey="j1", card="c1", quote="Nobody called back", order="a0"))
    ann.do(
        put("measure", "late", journey="j1", name="Calls"),
        put("reading", "r8", journey="j1", measure="late", date="2026-11-02", value=2),
    )
    ann.do(patch("card", "c1", title="Renamed since"))
    restore(ann, revision)
    view = ann.store.view("j1")
    assert view is not None
    assert [r["id"] for r in view.of_type("reading") if r["id"] in ("r8", "r9")] == ["r9"]
    assert "q9" in [s["id"] for s in view.of_type("source")]
    assert "Renamed since" not in [c["title"] for c in view.cards]


def test_a_deleted_journey_can_be_seen_and_restored(ann: Person) -> None:
    before, revision = board(ann.store), ann.store.revision
    ann.do(delete("journey", "j1"))
    assert by_id(ann.store.moment("j1", revision)) == before
    restore(ann, revision)
    assert board(ann.store) == before


def test_what_is_already_so_is_not_restored(ann: Person, join: Callable[..., Person]) -> None:
    assert refused(lambda: restore(ann, ann.store.revision)) == "empty"
    assert refused(lambda: restore(ann, 1)) == "unknown"
    assert refused(lambda: restore(ann, ann.store.revision + 1)) == "unknown"
    revision = ann.store.revision
    ann.do(patch("card", "c1", title="Other"))
    viewer = join(ann.store, "viewer")
    assert refused(lambda: restore(viewer, revision)) == "forbidden"
    assert refused(lambda: ann.store.restore("j1", revision, ann.actor, "not an id").result(20)) == "invalid"
    ann.store.restore("j1", revision, ann.actor, "once").result(20)
    assert ann.store.restore("j1", revision, ann.actor, "once").result(20).id == "once"


def test_the_timeline_tells_who_did_what(ann: Person, bob: Person) -> None:
    start = ann.store.revision
    ann.do(card("c8", "s2", title="Calls"), card("c9", "s2"))
    bob.do(patch("card", "c8", stage="s3"))
    bob.do(patch("card", "c8", title="Calls us"))
    bob.do(feeling("c8", value=-2))
    bob.do(put("comment", "k1", journey="j1", card="c8", text="Really?", at="2026-11-22T10:00:00Z"))
    bob.do(patch("persona", "bob", name="Rob"))
    ann.do(patch("journey", "j2", title="Elsewhere"))
    bob.undo()
    ann.do(delete("stage", "s3"))
    restore(ann, start)
    found = ann.store.timeline("j1", after=start)
    assert [(e.name, e.kind, e.label) for e in found] == [
        ("Ann", "restore", f"Restored as it was at r{start}"),
        ("Ann", "edit", "Stage “Ride” deleted"),
        ("Bob", "edit", "Emotion at “Calls us” set to −2.0"),
        ("Bob", "edit", "“Calls” now reads “Calls us”"),
        ("Bob", "edit", "“Calls” moved to Ride"),
        ("Ann", "edit", "2 cards added in Choose"),
    ]
    assert [e.rev for e in found] == [r for r in reversed(ann.store.positions("j1")) if r > start]
    assert found[0].actor == ann.actor.person
    assert found[0].at.endswith("Z")
    assert [e.rev for e in ann.store.timeline("j1", before=found[1].rev, limit=2)] == [e.rev for e in found[2:4]]
    assert ann.store.timeline("j9") == []
    assert ann.store.timeline("j1")[-1].label == "Map made with 3 cards"


def test_changes_come_in_pages_and_lead_from_moment_to_moment(ann: Person, bob: Person) -> None:
    start = ann.store.revision
    for i in range(7):
        (ann if i % 2 else bob).do(patch("card", "c1", title=f"T{i}"))
    bob.do(patch("persona", "ann", name="Anna"))
    upto = ann.store.revision
    ann.do(patch("card", "c1", title="Later"))
    first, more = ann.store.changes("j1", start, upto, limit=5)
    second, end = ann.store.changes("j1", first[-1][0].rev, upto, limit=5)
    assert (len(first), more, len(second), end) == (5, True, 3, False)
    assert [label for _, label in second] == ["“T4” now reads “T5”", "“T5” now reads “T6”", "Persona “Ann” renamed “Anna”"]
    view = by_id(ann.store.moment("j1", start)) or {}
    for done, _ in [*first, *second]:
        for a in done.on_board("j1"):
            view[a.type][a.id] = {**view[a.type][a.id], **a.after}
    assert view == by_id(ann.store.moment("j1", upto))
    assert ann.store.changes("j1", upto, upto) == ([], False)
