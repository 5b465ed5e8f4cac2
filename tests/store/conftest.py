"""Stores with something in them, and somebody who edits."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from datetime import UTC, datetime, timedelta

import pytest

from cxmap.access import Actor
from cxmap.changes import Change, Edit
from cxmap.store import Committed, Store
from tests.worlds import START, change, delete

LATER = datetime.now(UTC) + timedelta(days=1)


class Person:
    """Somebody with a store in hand: `do` edits and waits, `send` does not wait."""

    def __init__(self, store: Store, actor: Actor) -> None:
        self.store, self.actor = store, actor

    def send(self, *edits: Edit, id_: str = "") -> Future[Committed]:
        return self.store.commit(change(*edits, id_=id_), self.actor)

    def do(self, *edits: Edit, id_: str = "") -> Committed:
        return self.send(*edits, id_=id_).result(20)

    def start_again(self) -> None:
        """Clear the workspace and make the start world, so that random examples do not hang on each other."""
        there = [delete("journey", j.id) for j in self.store.journeys()]
        there += [delete("persona", p["id"]) for p in self.store.personas()]
        memory = self.store._writer.ask(
            lambda m: [(t, id_) for t in ("team", "touchpoint", "segment", "viewpoint") for id_ in m.state.of(t)]
        )
        there += [delete(type_, id_) for type_, id_ in memory]
        if there:
            self.do(*there)
        self.do(*START)

    def again(self, what: Change) -> Committed:
        return self.store.commit(what, self.actor).result(20)

    def undo(self, room: str = "j1") -> Committed:
        return self.store.undo(room, self.actor, change().id).result(20)

    def redo(self, room: str = "j1") -> Committed:
        return self.store.redo(room, self.actor, change().id).result(20)


@pytest.fixture
def join() -> Callable[..., Person]:
    """Makes a new person in a store."""
    made = 0

    def join_(store: Store, role: str = "owner", name: str = "") -> Person:
        nonlocal made
        made += 1
        person = store.identities.new_person(f"cookie {made} {name}", LATER)
        return Person(store, Actor(person, role, name))  # type: ignore[arg-type]

    return join_


@pytest.fixture
def ann(store: Store, join: Callable[..., Person]) -> Person:
    """Somebody in a store that holds the start world."""
    person = join(store, name="Ann")
    person.do(*START)
    return person


@pytest.fixture
def bob(ann: Person, join: Callable[..., Person]) -> Person:
    """Somebody else in the same store."""
    return join(ann.store, name="Bob")
