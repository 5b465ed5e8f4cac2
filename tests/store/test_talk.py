"""Comments in the store: whose they are, whom they mention, and what goes with a card."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from cxmap.access import SYSTEM, Actor
from cxmap.changes import Change, Edit, Refused
from cxmap.model.records import new_id
from cxmap.store import Store


@pytest.fixture
def people(store: Store) -> dict[str, Actor]:
    """Two champions and a facilitator; Ann and Bob have names."""
    made = {
        name: store.identities.new_person(name * 21, datetime.now(UTC) + timedelta(days=1)) for name in ("ann", "bob", "eve")
    }
    for name in ("ann", "bob"):
        commit(store, Actor(made[name], "champion"), Edit("patch", "person", made[name], {"name": name.title()}))
    return {name: Actor(id_, "facilitator" if name == "eve" else "champion") for name, id_ in made.items()}


def commit(store: Store, actor: Actor, *edits: Edit) -> str:
    return store.commit(Change(new_id(), edits), actor).result(10).id


def say(actor: Actor, id_: str, **more: object) -> Edit:
    fields = {"journey": "j", "text": id_, "author": actor.person, "author_name": "Somebody else", "at": "2026-11-22T09:00:00Z"}
    return Edit("put", "comment", id_, {**fields, **more})


def mention(comment: str, actor: Actor) -> Edit:
    return Edit("put", "mention", f"{comment}.{actor.person}", {"journey": "j", "comment": comment, "person": actor.person})


@pytest.fixture
def talk(store: Store, people: dict[str, Actor]) -> dict[str, Actor]:
    """Ann asks Bob at a card; he answers."""
    ann, bob = people["ann"], people["bob"]
    place = {"journey": "j", "stage": "s", "lane": "l"}
    commit(
        store,
        SYSTEM,
        Edit("put", "journey", "j", {"workspace": store.workspace, "title": "A visit"}),
        Edit("put", "stage", "s", {"journey": "j"}),
        Edit("put", "lane", "l", {"journey": "j", "kind": "action"}),
        Edit("put", "card", "c", {**place, "title": "Waits"}),
    )
    commit(store, ann, say(ann, "asked", card="c"), mention("asked", bob))
    commit(store, bob, say(bob, "answer", thread="asked", at="2026-11-22T09:05:00Z"))
    return people


def comments(store: Store) -> dict[str, dict]:
    view = store.view("j")
    assert view is not None
    return {c["id"]: c for c in view.of_type("comment")}


def test_a_comment_carries_its_authors_name(store: Store, talk: dict[str, Actor]) -> None:
    assert {id_: c["author_name"] for id_, c in comments(store).items()} == {"asked": "Ann", "answer": "Bob"}
    commit(store, talk["eve"], Edit("patch", "comment", "asked", {"resolved": "2026-11-22T10:00:00Z", "resolved_by": "Ann"}))
    assert comments(store)["asked"]["resolved_by"] == "Guest 3"


def test_only_its_author_or_a_facilitator_changes_a_comment(store: Store, talk: dict[str, Actor]) -> None:
    change = Edit("patch", "comment", "asked", {"text": "Other words"})
    with pytest.raises(Refused, match="Only its author") as refused:
        commit(store, talk["bob"], change)
    assert refused.value.code == "forbidden"
    with pytest.raises(Refused, match="Others have answered"):
        commit(store, talk["ann"], Edit("delete", "comment", "asked"))
    commit(store, talk["ann"], change)
    commit(store, talk["eve"], Edit("delete", "comment", "asked"))
    assert comments(store) == {}


def test_what_is_said_goes_with_its_card_and_comes_back_with_it(store: Store, talk: dict[str, Actor]) -> None:
    before = comments(store)
    commit(store, talk["bob"], Edit("delete", "card", "c"))
    assert comments(store) == {}
    store.undo("j", talk["bob"], new_id()).result(10)
    assert comments(store) == before
    assert len(store.threads(talk["bob"].person)) == 1
    assert store.check() == []


def test_threads_that_mention_somebody(store: Store, talk: dict[str, Actor]) -> None:
    ann, bob = talk["ann"], talk["bob"]
    assert store.threads(ann.person) == []
    (thread,) = store.threads(bob.person)
    assert (thread.journey["title"], [c["id"] for c in thread.comments], thread.mentions) == (
        "A visit",
        ["asked", "answer"],
        {"asked"},
    )
    # What people say gets the server's time; what the system brings in keeps its own.
    commit(store, SYSTEM, say(ann, "later", at="2099-11-22T12:00:00Z"), mention("later", bob))
    commit(store, SYSTEM, say(bob, "sooner", at="2001-11-22T08:00:00Z"), mention("sooner", bob))
    assert [t.comments[0]["id"] for t in store.threads(bob.person)] == ["later", "asked", "sooner"]


def test_people_are_those_with_a_name(store: Store, people: dict[str, Actor]) -> None:
    assert [p["name"] for p in store.people()] == ["Ann", "Bob"]
