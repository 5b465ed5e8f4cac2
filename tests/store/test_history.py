"""Undo and redo: each person's own, room by room, across a restart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from cxmap.changes import Change, Refused
from cxmap.model.records import new_id
from cxmap.store import Store
from cxmap.store.history import DEPTH, History
from tests.store.conftest import Person
from tests.worlds import START, card, change, delete, feeling, patch, put


def title(store: Store, id_: str = "c1") -> str | None:
    view = store.view("j1")
    assert view is not None
    return next((c["title"] for c in view.cards if c["id"] == id_), None)


def refused(call: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refusal:
        call()
    return refusal.value.code


def test_undo_and_redo_walk_back_and_forth(ann: Person) -> None:
    for text in "ABC":
        ann.do(patch("card", "c1", title=text))
    walk = [
        (ann.undo, "B"),
        (ann.undo, "A"),
        (ann.redo, "B"),
        (ann.redo, "C"),
        (ann.undo, "B"),
        (ann.undo, "A"),
        (ann.undo, "C1"),
    ]
    for step, text in walk:
        done = step()
        assert title(ann.store) == text
        assert done.kind == step.__name__
        assert done.undoes
    for text in "ABC":
        ann.redo()
        assert title(ann.store) == text
    assert refused(ann.redo) == "nothing"


def test_a_new_edit_ends_what_could_be_done_again(ann: Person) -> None:
    ann.do(patch("card", "c1", title="A"))
    ann.undo()
    ann.do(patch("card", "c2", title="B"))
    assert refused(ann.redo) == "nothing"
    ann.undo()
    assert (title(ann.store, "c1"), title(ann.store, "c2")) == ("C1", "C2")


def test_an_edit_elsewhere_ends_nothing_here(ann: Person) -> None:
    ann.do(patch("card", "c1", title="A"))
    ann.undo()
    ann.do(patch("journey", "j2", title="Other"))
    ann.redo()
    assert title(ann.store) == "A"
    ann.undo("j2")
    assert title(ann.store) == "A"


def test_everybody_takes_back_their_own(ann: Person, bob: Person) -> None:
    ann.do(patch("card", "c1", title="Ann's"))
    bob.do(patch("card", "c2", title="Bob's"))
    ann.undo()
    assert (title(ann.store, "c1"), title(ann.store, "c2")) == ("C1", "Bob's")
    bob.undo()
    assert title(ann.store, "c2") == "C2"
    assert refused(bob.undo) == "nothing"


def test_what_others_changed_since_stays_and_is_named(ann: Person, bob: Person) -> None:
    ann.do(patch("card", "c1", title="Ann's", severity=3), card("c8"))
    bob.do(patch("card", "c1", title="Bob's"), feeling("c8", "bob"))
    done = ann.undo()
    assert title(ann.store) == "Bob's"
    assert title(ann.store, "c8") == "C8"
    assert sorted((n.code, n.id, n.field) for n in done.notes) == [("kept", "c1", "title"), ("kept", "c8", "")]
    ann.redo()
    view = ann.store.view("j1")
    assert view is not None
    assert next(c["severity"] for c in view.cards if c["id"] == "c1") == 3


def test_an_undo_that_can_do_nothing_does_not_block_the_next(ann: Person, bob: Person) -> None:
    ann.do(patch("card", "c1", title="First"))
    ann.do(patch("card", "c2", title="Second"))
    bob.do(delete("card", "c2"))
    done = ann.undo()
    assert (done.applied, [n.code for n in done.notes]) == ((), ["gone"])
    ann.undo()
    assert title(ann.store) == "C1"


def test_an_edit_without_effect_is_not_taken_back(ann: Person) -> None:
    ann.do(patch("card", "c1", title="A"))
    ann.do(patch("card", "c1", title="A"))
    ann.undo()
    assert title(ann.store) == "C1"


def test_a_stage_comes_back_with_all_that_was_in_it(ann: Person) -> None:
    before = ann.store.room("j1")
    ann.do(delete("stage", "s1"))
    ann.undo()
    after = ann.store.room("j1")
    assert before is not None
    assert after is not None
    assert {t: sorted(r, key=str) for t, r in before[1].items()} == {t: sorted(r, key=str) for t, r in after[1].items()}


def test_a_change_in_two_rooms_is_taken_back_once(ann: Person) -> None:
    ann.do(put("persona", "eve", workspace="main", name="Eve"), put("traveller", "t9", journey="j1", persona="eve"))
    ann.undo("")
    assert ann.store.persona("eve") is None
    ann.redo("j1")
    assert ann.store.persona("eve") is not None
    ann.undo("j1")
    assert refused(lambda: ann.redo("j2")) == "nothing"


def test_a_named_change_is_taken_back_whatever_came_after(ann: Person, bob: Person) -> None:
    store = ann.store
    first = ann.do(delete("card", "c1"))
    ann.do(patch("card", "c2", title="Later"))
    champion = replace(bob.actor, role="champion")
    assert refused(lambda: store.undo_change(first.id, champion, change().id).result(9)) == "nothing"
    store.undo_change(first.id, ann.actor, change().id).result(9)
    assert (title(store, "c1"), title(store, "c2")) == ("C1", "Later")
    assert refused(lambda: store.undo_change(first.id, ann.actor, change().id).result(9)) == "nothing"
    assert refused(lambda: store.undo_change("never", ann.actor, change().id).result(9)) == "nothing"
    ann.redo()
    assert title(store, "c1") is None


def test_a_facilitator_takes_back_what_somebody_else_did(ann: Person, bob: Person, open_store: Callable[[str], Store]) -> None:
    store = ann.store
    first, second = ann.do(patch("card", "c1", title="A")), ann.do(patch("card", "c2", title="B"))
    leader = replace(bob.actor, role="facilitator")
    store.undo_change(first.id, leader, change().id).result(9)
    assert (title(store, "c1"), title(store, "c2")) == ("C1", "B")
    for somebody in (ann.actor, leader):
        assert refused(lambda by=somebody: store.undo_change(first.id, by, change().id).result(9)) == "nothing"
    again = open_store(store._engine.url.render_as_string(hide_password=False))
    assert refused(lambda: again.undo_change(first.id, ann.actor, change().id).result(9)) == "nothing"
    again.redo("j1", leader, change().id).result(9)
    assert title(again, "c1") == "A"
    again.undo_change(second.id, ann.actor, change().id).result(9)
    assert title(again, "c2") == "C2"


def test_the_same_undo_twice_takes_back_one_change(ann: Person) -> None:
    ann.do(patch("card", "c1", title="A"))
    ann.do(patch("card", "c1", title="B"))
    first = ann.store.undo("j1", ann.actor, "twice").result(9)
    assert ann.store.undo("j1", ann.actor, "twice").result(9) == first
    assert title(ann.store) == "A"
    assert refused(lambda: ann.store.undo("j1", ann.actor, "not an id").result(9)) == "invalid"


def test_undo_sees_what_waits_before_it_in_the_queue(ann: Person) -> None:
    futures = [ann.send(patch("card", "c1", title=text)) for text in "ABC"]
    futures += [ann.store.undo("j1", ann.actor, change().id) for _ in range(2)]
    futures += [ann.store.redo("j1", ann.actor, change().id)]
    for future in futures:
        future.result(9)
    assert title(ann.store) == "B"


def test_undo_reaches_across_a_restart(url: str, open_store: Callable[[str], Store], join: Callable[..., Person]) -> None:
    person = join(open_store(url))
    person.do(*START)
    for text in "ABC":
        person.do(patch("card", "c1", title=text))
    person.undo()
    person.store.close()
    person.store = open_store(url)
    person.redo()
    assert title(person.store) == "C"
    for text in ("B", "A", "C1"):
        person.undo()
        assert title(person.store) == text


def test_a_viewer_takes_nothing_back(ann: Person, join: Callable[..., Person]) -> None:
    person = join(ann.store, "champion")
    person.do(patch("card", "c1", title="A"))
    person.actor = type(person.actor)(person.actor.person, "viewer")
    assert refused(person.undo) == "forbidden"
    assert title(ann.store) == "A"


def test_the_oldest_are_forgotten_first() -> None:
    history = History()
    for i in range(DEPTH + 5):
        history.add(f"c{i}", "edit", "", ["j1"], True)
    assert not history.can("undo", "c4")
    assert history.can("undo", "c5")
    assert history.last("undo", "j1") == f"c{DEPTH + 4}"


def test_what_was_made_on_a_board_is_undone_there_though_it_belongs_to_the_workspace(ann: Person) -> None:
    made = Change(new_id(), (put("team", "hotline", workspace=ann.store.workspace, name="Hotline"),), where="j1")
    ann.store.commit(made, ann.actor).result(9)

    def teams() -> list[str]:
        view = ann.store.view("j1")
        assert view is not None
        return [team["name"] for team in view.of_type("team")]

    there = teams()
    ann.undo()
    assert "Hotline" in there
    assert teams() == [name for name in there if name != "Hotline"]
    ann.redo()
    assert teams() == there
    ann.undo()
    assert "Hotline" not in teams()
