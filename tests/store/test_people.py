"""Who is who: cookies, tokens and pictures."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cxmap.access import Actor, hash_token, new_token
from cxmap.changes import Refused
from cxmap.store import Store
from tests.clock import after

DAY = timedelta(days=1)


def test_a_cookie_stands_for_a_person(store: Store) -> None:
    now = datetime.now(UTC)
    assert store.identities.person_of_cookie("h1") is None
    first = store.identities.new_person("h1", now + DAY)
    second = store.identities.new_person("h2", now + DAY)
    assert store.identities.person_of_cookie("h1") == first
    assert store.identities.new_person("h1", now + DAY) == first, "a cookie keeps its person"
    people = [store.person(first), store.person(second)]
    assert [(p["number"], p["colour"], p["name"]) for p in people if p] == [(1, 1, ""), (2, 2, "")]
    numbers = [store.person(store.identities.new_person(f"x{i}", now + DAY)) for i in range(4)]
    assert [p["colour"] for p in numbers if p] == [3, 4, 1, 2]


def test_an_expired_cookie_stands_for_nobody(store: Store) -> None:
    old = store.identities.new_person("h1", datetime.now(UTC) - DAY)
    assert store.identities.person_of_cookie("h1") is None
    assert store.identities.new_person("h1", datetime.now(UTC) + DAY) != old
    assert store.check() == []


def test_many_requests_of_one_first_visit_make_one_person(store: Store) -> None:
    made: list[str] = []
    later = datetime.now(UTC) + DAY
    threads = [threading.Thread(target=lambda: made.append(store.identities.new_person("h1", later))) for _ in range(8)]
    threads += [threading.Thread(target=lambda: made.append(store.identities.new_person("h2", later))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 16
    assert len(set(made)) == 2
    assert store.revision == 3


def test_tokens(store: Store) -> None:
    secret = new_token()
    person = store.identities.add_token(hash_token(secret), "Robot", "champion")
    assert store.identities.token(hash_token(secret)) == Actor(person, "champion", "Robot")
    assert store.identities.token(hash_token(secret + "x")) is None
    assert (store.person(person) or {})["name"] == "Robot"
    after()
    gone = store.identities.add_token("h2", "Old", "viewer", datetime.now(UTC) - DAY)
    assert store.identities.token("h2") is None
    assert [(t.name, t.role, t.person, bool(t.expires)) for t in store.identities.tokens()] == [
        ("Robot", "champion", person, False),
        ("Old", "viewer", gone, True),
    ]
    assert store.identities.revoke_token(hash_token(secret))
    assert not store.identities.revoke_token(hash_token(secret))
    assert store.identities.token(hash_token(secret)) is None


def test_a_token_needs_a_role_and_a_fitting_name(store: Store) -> None:
    with pytest.raises(Refused, match="owner, facilitator, champion, viewer"):
        store.identities.add_token("h", "Robot", "king")  # type: ignore[arg-type]
    with pytest.raises(Refused, match="at most 60"):
        store.identities.add_token("h", "x" * 61, "viewer")
    assert store.identities.tokens() == []
    assert store.revision == 1


def test_the_name_of_a_token_is_cleaned_like_any_other(store: Store) -> None:
    person = store.identities.add_token("h", " Wall\tscreen\udcff ", "viewer")
    assert store.identities.token("h") == Actor(person, "viewer", "Wall screen")


def test_no_secret_is_in_the_database(sqlite_url: str) -> None:
    store = Store.open(sqlite_url)
    secret = new_token()
    store.identities.add_token(hash_token(secret), "Robot", "viewer")
    store.close()
    data = Path(sqlite_url.removeprefix("sqlite:///")).read_bytes()
    assert b"Robot" in data
    assert secret.encode() not in data
    assert len(secret) >= 43


def test_pictures_are_kept_once(store: Store) -> None:
    first = store.add_picture(b"\x00\x01 picture", "image/webp", 512, 384)
    assert store.add_picture(b"\x00\x01 picture", "image/webp", 512, 384) == first
    assert store.add_picture(b"other", "image/png", 1, 1) != first
    picture = store.picture(first)
    assert picture is not None
    assert (picture.data, picture.content_type, picture.width, picture.height) == (b"\x00\x01 picture", "image/webp", 512, 384)
    assert store.picture("nothing") is None
