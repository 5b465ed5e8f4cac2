"""Sessions, links, codes, members and the passphrase, on each kind of database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from cxmap.access import hash_token, new_token
from cxmap.changes import Refused
from cxmap.store import Store, sessions
from cxmap.store.sessions import CODE, HERE, LINK, OIDC, PASSPHRASE


@pytest.fixture
def person(store: Store) -> str:
    return store.identities.make_person("Ana")


def test_a_session_holds_until_it_is_revoked(store: Store, person: str) -> None:
    gone: list[frozenset[str]] = []
    stop = store.sessions.on_revoked(gone.append)
    secret = store.sessions.add(person, "viewer", PASSPHRASE, journey="j")
    found = store.sessions.find(secret)
    assert found is not None
    assert (found.person, found.role, found.journey, found.how) == (person, "viewer", "j", PASSPHRASE)
    assert (found.actor.person, found.actor.role, found.actor.journey) == (person, "viewer", "j")
    assert secret not in repr(found)
    assert store.sessions.holding([found.hash, "other"]) == {found.hash}
    assert store.sessions.revoke(found.hash)
    assert gone == [frozenset({found.hash})]
    assert store.sessions.find(secret) is None
    assert store.sessions.holding([found.hash]) == frozenset()
    assert not store.sessions.revoke(found.hash)
    stop()
    assert len(gone) == 1


def test_a_session_expires(store: Store, person: str) -> None:
    past = store.sessions.add(person, "viewer", PASSPHRASE, hours=-1)
    short = store.sessions.add(person, "viewer", PASSPHRASE, until=(datetime.now(UTC) - timedelta(seconds=1)).isoformat())
    assert store.sessions.find(past) is None
    assert store.sessions.find(short) is None
    assert store.sessions.holding([hash_token(past), hash_token(short)]) == frozenset()
    assert store.sessions.sessions() == []


def test_an_unknown_secret_is_nobody(store: Store) -> None:
    assert store.sessions.find(new_token()) is None
    assert store.sessions.find("") is None


def test_a_session_that_another_process_revokes_ends_here(
    store: Store, url: str, open_store: Callable[[str], Store], person: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "REMEMBERED", 0.0)
    secret = store.sessions.add(person, "viewer", PASSPHRASE)
    assert store.sessions.find(secret) is not None
    assert open_store(url).sessions.revoke(hash_token(secret))
    assert store.sessions.find(secret) is None


def test_a_guest_belongs_to_a_workshop(store: Store, person: str) -> None:
    with pytest.raises(Refused):
        store.sessions.add(person, "guest", CODE)
    here = store.sessions.add(person, "guest", CODE, workshop="w")
    there = store.sessions.add(person, "guest", CODE, workshop="other")
    facilitator = store.sessions.add(person, "facilitator", PASSPHRASE)
    assert [s.workshop for s in store.sessions.sessions("guest", "w")] == ["w"]
    assert store.sessions.revoke_person(person, "w") == 1
    assert [store.sessions.find(secret) is not None for secret in (here, there, facilitator)] == [False, True, True]
    assert store.sessions.revoke_guests("other") == 1
    assert store.sessions.revoke_person(person) == 1


def test_another_passphrase_ends_the_sessions_of_the_one_before(store: Store, person: str) -> None:
    assert not store.sessions.is_passphrase("correct horse")
    store.sessions.set_passphrase("correct horse")
    assert store.sessions.is_passphrase("correct horse")
    signed_in, here = store.sessions.add(person, "facilitator", PASSPHRASE), store.sessions.add(person, "owner", HERE)
    store.sessions.set_passphrase("correct horse")
    assert store.sessions.find(signed_in) is not None
    store.sessions.set_passphrase("battery staple")
    assert not store.sessions.is_passphrase("correct horse")
    assert store.sessions.find(signed_in) is None
    assert store.sessions.find(here) is not None


def test_a_link_lets_in_until_it_ends_and_so_do_its_sessions(store: Store, person: str) -> None:
    link, secret = store.sessions.add_link("  Petra\n ", "viewer", person, "j", 7)
    assert link.name == "Petra"
    assert store.sessions.link_of(secret) == link
    assert store.sessions.link_of(new_token()) is None
    assert secret not in repr(store.sessions.links())
    came, other = store.sessions.add(person, "viewer", f"{LINK}:{link.id}"), store.sessions.add(person, "viewer", f"{LINK}:x")
    assert store.sessions.revoke_link(link.id)
    assert not store.sessions.revoke_link(link.id)
    assert store.sessions.link_of(secret) is None
    assert store.sessions.links()[0].revoked
    assert store.sessions.find(came) is None
    assert store.sessions.find(other) is not None


@pytest.mark.parametrize(
    ("name", "role", "days"),
    [
        ("Petra", "owner", 7),
        ("Petra", "facilitator", 7),
        ("Petra", "guest", 7),
        (" ", "viewer", 7),
        ("P", "viewer", 0),
        ("P", "viewer", 366),
    ],
)
def test_a_link_that_cannot_be(store: Store, name: str, role: str, days: float) -> None:
    with pytest.raises(Refused):
        store.sessions.add_link(name, role, "", "", days)  # type: ignore[arg-type]


def test_a_workshop_has_one_living_code(store: Store) -> None:
    assert store.sessions.code_of("w") is None
    first = store.sessions.new_code("w")
    assert store.sessions.workshop_of(first.code.lower()) == "w"
    second, other = store.sessions.new_code("w", 1), store.sessions.new_code("other")
    assert store.sessions.code_of("w") == second
    assert store.sessions.workshop_of(first.code) is None
    assert store.sessions.workshop_of(f"{second.code[:4]} {second.code[4:]}") == "w"
    assert store.sessions.revoke_code("w")
    assert not store.sessions.revoke_code("w")
    assert store.sessions.workshop_of(second.code) is None
    assert store.sessions.workshop_of(other.code) == "other"
    assert store.sessions.workshop_of("K7MQ") is None


@pytest.mark.parametrize("hours", [0, -1, 12.1])
def test_a_code_lives_for_twelve_hours_at_most(store: Store, hours: float) -> None:
    with pytest.raises(Refused):
        store.sessions.new_code("w", hours)


def test_an_expired_code_opens_nothing(store: Store) -> None:
    code = store.sessions.new_code("w", hours=1e-9)
    assert store.sessions.workshop_of(code.code) is None
    assert store.sessions.code_of("w") is None


def test_members_come_by_their_address(store: Store, person: str) -> None:
    store.sessions.set_member(" Ana@Example.org ", "champion")
    store.sessions.bind_member("ana@example.org", person)
    store.sessions.set_member("ana@example.org", "facilitator")
    found = store.sessions.member_of("ANA@example.org")
    assert found is not None
    assert (found.email, found.role, found.person) == ("ana@example.org", "facilitator", person)
    secret = store.sessions.add(person, "facilitator", OIDC)
    store.sessions.set_member("ana@example.org", "facilitator")
    assert store.sessions.find(secret) is not None, "nothing has changed for them"
    store.sessions.set_member("ana@example.org", "viewer")
    assert store.sessions.find(secret) is None, "who is something else now signs in anew"
    secret = store.sessions.add(person, "viewer", OIDC)
    assert store.sessions.revoke_member("ana@example.org")
    assert store.sessions.find(secret) is None
    ended = store.sessions.member_of("ana@example.org")
    assert ended is not None
    assert ended.revoked
    for wrong in ("", "ana", "@example.org", "ana@example", "a b@example.org"):
        with pytest.raises(Refused):
            store.sessions.set_member(wrong, "viewer")


def test_nothing_of_it_is_in_the_log(store: Store, person: str) -> None:
    before = store.revision
    store.sessions.set_passphrase("correct horse")
    store.sessions.add(person, "viewer", PASSPHRASE)
    store.sessions.add_link("Petra", "viewer", person)
    store.sessions.new_code("w")
    store.sessions.set_member("ana@example.org", "viewer")
    assert store.revision == before
