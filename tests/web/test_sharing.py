"""Sharing over real sockets: the listener on the network, and how fast somebody who is sent out is gone.

127.0.0.2 stands for the network: an address of this machine beside the one that the app listens on.
"""

from __future__ import annotations

import asyncio
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from cxmap.access import SYSTEM, hash_token, new_token
from cxmap.changes import Change, Edit
from cxmap.model.records import new_id
from cxmap.settings import Settings
from cxmap.store import Store
from cxmap.store.identities import utc
from cxmap.store.sessions import CODE, HERE, PASSPHRASE
from cxmap.web import addresses, sharing
from cxmap.web.persons import COOKIE, SESSION_COOKIE
from cxmap.web.sharing import Shared, SharingError
from tests.serving import Board, Served, serving

NETWORK = "127.0.0.2"
SOON = 60.0  # seconds, on a machine that has much else to do

pytestmark = pytest.mark.skipif(sys.platform == "darwin", reason="a Mac has 127.0.0.1 only")


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'sharing.db'}"


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    opened = Store.open(url)
    edits = [
        Edit("put", "journey", "j", {"workspace": "main", "title": "A visit"}),
        Edit("put", "workshop", "w", {"journey": "j", "title": "Morning", "state": "running"}),
    ]
    opened.commit(Change("seed", tuple(edits)), SYSTEM).result(10)
    yield opened
    opened.close()


@pytest.fixture
def served(store: Store) -> Iterator[Served]:
    with serving(store, Settings()) as running:
        yield running


def on_loop(served: Served, work: Any) -> Any:
    return asyncio.run_coroutine_threadsafe(work, served.loop).result(10)


@pytest.fixture
def shared(served: Served) -> Shared:
    made: Shared = on_loop(served, served.sharing.open(NETWORK))
    return made


class Elsewhere(Served):
    """The same server, as somebody on the network reaches it."""

    address = NETWORK

    def __init__(self, shared: Shared) -> None:
        self.prefix, self.base, self.origin = "", shared.url, shared.url
        self.port = int(shared.url.rpartition(":")[2])


@pytest.fixture
def elsewhere(shared: Shared) -> Elsewhere:
    return Elsewhere(shared)


def board(elsewhere: Elsewhere, secret: str) -> Board:
    made = Board(elsewhere, new_token(), secret)
    made.hello("j")
    return made


def person(store: Store) -> str:
    return store.identities.make_person("Mo")


def test_the_network_asks_for_a_session_and_so_does_this_machine(served: Served, shared: Shared) -> None:
    for base in (shared.url, served.base):
        assert httpx.get(f"{base}/health").status_code == 200
        assert httpx.get(f"{base}/present/j").status_code == 401
    assert httpx.get(f"{shared.url}/health", headers={"host": f"localhost:{served.port}"}).status_code == 403


def test_a_board_on_the_network(elsewhere: Elsewhere, store: Store) -> None:
    made = board(elsewhere, store.sessions.add(person(store), "champion", PASSPHRASE))
    assert made.welcome["role"] == "champion"
    made.close()


def test_switching_on_closes_what_was_open_without_a_session(served: Served, store: Store) -> None:
    stranger, owner = Board(served), new_token()
    stranger.hello("j")
    mine = Board(served, owner)
    mine.hello("j")
    found = store.identities.person_of_cookie(hash_token(owner))
    assert found is not None
    made = served.sharing.switch_on("correct horse", owner, NETWORK)
    assert made.url.startswith(f"http://{NETWORK}:")
    assert stranger.closed() == 4401
    mine.send({"t": "ping"})
    assert mine.next("pong")
    assert store.sessions.is_passphrase("correct horse")
    assert httpx.get(f"{served.base}/present/j", headers={"cookie": f"{COOKIE}={owner}"}).status_code == 200
    served.sharing.switch_off()
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{made.url}/health")
    assert httpx.get(f"{served.base}/present/j").status_code == 200
    assert store.sessions.by_hash(hash_token(owner)) is None
    mine.close()


def test_who_is_sent_out_is_gone_at_once(elsewhere: Elsewhere, store: Store) -> None:
    secret, other = (store.sessions.add(person(store), "champion", PASSPHRASE) for _ in range(2))
    sent_out, stays = board(elsewhere, secret), board(elsewhere, other)
    store.sessions.revoke(hash_token(secret))
    assert sent_out.closed() == 4401
    stays.send({"t": "ping"})
    assert stays.next("pong")
    assert httpx.get(f"{elsewhere.base}/present/j", headers={"cookie": f"{SESSION_COOKIE}={secret}"}).status_code == 401
    headers = {"origin": elsewhere.origin, "cookie": f"{COOKIE}={sent_out.cookie}; {SESSION_COOKIE}={secret}"}
    assert httpx.post(f"{elsewhere.base}/live/ticket", json={}, headers=headers).status_code == 401
    stays.close()


def test_who_another_process_sends_out_is_gone_soon(elsewhere: Elsewhere, store: Store, url: str) -> None:
    secret = store.sessions.add(person(store), "champion", PASSPHRASE)
    sent_out = board(elsewhere, secret)
    with closing(Store.open(url)) as other:
        other.sessions.revoke(hash_token(secret))
        assert sent_out.closed() == 4401


def test_a_participant_who_is_removed_loses_the_room(elsewhere: Elsewhere, store: Store) -> None:
    who = person(store)
    fields = {"journey": "j", "workshop": "w", "person": who, "name": "Mo", "state": "in"}
    store.commit(Change(new_id(), (Edit("put", "participant", "p", fields),)), SYSTEM).result(10)
    guest = store.sessions.add(who, "guest", CODE, workshop="w")
    other = store.sessions.add(who, "guest", CODE, workshop="other")
    sent_out = board(elsewhere, guest)
    store.commit(Change(new_id(), (Edit("patch", "participant", "p", {"state": "removed"}),)), SYSTEM).result(10)
    assert sent_out.closed() == 4401  # by the room itself; the session ends beside it
    until = time.monotonic() + SOON
    while store.sessions.find(guest) is not None:
        assert time.monotonic() < until
        threading.Event().wait(0.01)
    assert store.sessions.find(other) is not None


def test_a_workshop_that_is_closed_anywhere_shuts_its_room(elsewhere: Elsewhere, store: Store) -> None:
    store.commit(Change(new_id(), (Edit("put", "workshop", "w", {"journey": "j", "title": "Kick-off"}),)), SYSTEM).result(10)
    store.sessions.new_code("w")
    theirs = store.sessions.new_code("other")
    guest = store.sessions.add(person(store), "guest", CODE, workshop="w")
    member = store.sessions.add(person(store), "champion", PASSPHRASE)
    store.commit(Change(new_id(), (Edit("patch", "workshop", "w", {"state": "closed"}),)), SYSTEM).result(10)
    in_an_hour = utc(datetime.now(UTC) + timedelta(hours=1, minutes=1))
    until = time.monotonic() + SOON

    def shut() -> bool:
        still = store.sessions.find(guest)
        return store.sessions.code_of("w") is None and (still is None or still.expires < in_an_hour)

    while not shut():
        assert time.monotonic() < until, "the room stays open"
        threading.Event().wait(0.02)
    assert store.sessions.find(guest) is not None
    there = store.sessions.find(member)
    assert there is not None
    assert there.expires > in_an_hour
    assert store.sessions.code_of("other") == theirs


def test_a_session_that_runs_out_closes_its_sockets(elsewhere: Elsewhere, store: Store) -> None:
    made = board(elsewhere, store.sessions.add(person(store), "champion", PASSPHRASE, hours=4 / 3600))
    assert made.closed() == 4401


def test_it_does_not_begin_by_itself_and_ends_with_the_server(store: Store) -> None:
    with serving(store) as first:
        url = on_loop(first, first.sharing.open(NETWORK)).url
        assert httpx.get(f"{url}/health").status_code == 200
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{url}/health")
    stayed = store.sessions.add(person(store), "owner", HERE)
    with serving(store) as again:
        assert not again.sharing.on
        assert store.sessions.find(stayed) is None


def test_a_port_that_is_taken_is_left_alone(served: Served) -> None:
    with socket.socket() as taken:
        taken.bind((NETWORK, 0))
        taken.listen()
        port = taken.getsockname()[1]
        made: Shared = on_loop(served, served.sharing.open(NETWORK, port))
        assert int(made.url.rpartition(":")[2]) > port
        with pytest.raises(SharingError, match="free port"):
            on_loop(served, served.sharing.open(NETWORK, port, exact=True))
        assert not served.sharing.on


@pytest.mark.parametrize(
    ("asked", "word"),
    [
        ({"address": "192.0.2.77"}, "192.0.2.77"),
        ({"address": "0.0.0.0"}, "one address"),
        ({"url": "maps.example.org"}, "https://"),
    ],
)
def test_what_cannot_be_shared_says_why(served: Served, asked: dict[str, str], word: str) -> None:
    with pytest.raises(SharingError, match=word):
        on_loop(served, served.sharing.open(**asked))
    assert not served.sharing.on


def test_behind_a_proxy_only_its_name_is_new(served: Served) -> None:
    made: Shared = on_loop(served, served.sharing.open(url="https://Maps.example.org"))
    assert made.url == "https://maps.example.org"
    named = {"host": "maps.example.org", "x-forwarded-for": "203.0.113.9", "x-forwarded-proto": "https"}
    assert httpx.get(f"{served.base}/join", headers=named).status_code == 200
    assert httpx.get(f"{served.base}/present/j", headers=named).status_code == 401
    wrong = {**named, "origin": "http://maps.example.org"}
    assert httpx.post(f"{served.base}/sign-in", json={}, headers=wrong).status_code == 403


def test_through_a_proxy_nobody_is_at_this_machine(served: Served, store: Store) -> None:
    store.sessions.set_passphrase("correct horse")
    on_loop(served, served.sharing.open(url="https://maps.example.org"))
    named = {
        "host": "maps.example.org",
        "x-forwarded-for": "203.0.113.9",
        "x-forwarded-proto": "https",
        "origin": "https://maps.example.org",
    }
    answer = httpx.post(f"{served.base}/sign-in", json={"passphrase": "correct horse"}, headers=named)
    found = store.sessions.find(answer.cookies[SESSION_COOKIE])
    assert found is not None
    assert found.role == "facilitator"
    assert "Secure" in answer.headers["set-cookie"]


def test_the_join_address_is_there_while_it_is_shared_and_the_code_lives(
    served: Served, store: Store, shared: Shared, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sharing._Process, "sharing", served.sharing)
    assert sharing.join_url("w") is None
    code = store.sessions.new_code("w")
    assert sharing.join_url("w") == f"{shared.url}/join#{code.code}"
    store.sessions.revoke_code("w")
    assert sharing.join_url("w") is None
    on_loop(served, served.sharing.close())
    assert sharing.base_url() is None


def test_no_secret_is_in_the_log(
    elsewhere: Elsewhere, store: Store, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    store.sessions.set_passphrase("correct horse")
    origin = {"origin": elsewhere.origin}
    code = store.sessions.new_code("w").code
    _, token = store.sessions.add_link("Petra", "viewer", "")
    joined = httpx.post(f"{elsewhere.base}/join", json={"code": code, "name": "Mo"}, headers=origin)
    entered = httpx.post(f"{elsewhere.base}/enter", json={"token": token}, headers=origin)
    signed_in = httpx.post(f"{elsewhere.base}/sign-in", json={"passphrase": "correct horse"}, headers=origin)
    assert {answer.status_code for answer in (joined, entered, signed_in)} == {200}
    wrong = httpx.post(f"{elsewhere.base}/sign-in", json={"passphrase": "battery staple"}, headers=origin)
    assert wrong.status_code == 403
    said = "".join(capfd.readouterr()) + "\n".join(
        record.getMessage() for record in caplog.records if not record.name.startswith("http")
    )
    for secret in [
        code,
        token,
        "correct horse",
        "battery staple",
        *(a.cookies[SESSION_COOKIE] for a in (joined, entered, signed_in)),
    ]:
        assert secret not in said


def test_an_address_is_found_without_asking_anybody(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[object] = []
    monkeypatch.setattr(socket.socket, "sendto", lambda *a: sent.append(a), raising=False)
    found = addresses.network_address()
    assert found is None or addresses.is_own(found)
    assert not sent
    assert addresses.is_own("127.0.0.1")
    assert not addresses.is_own("192.0.2.77")
    assert addresses.netloc("fe80::1", 8501, False) == "[fe80::1]:8501"
    assert addresses.netloc("10.0.0.7", 443, True) == "10.0.0.7"
