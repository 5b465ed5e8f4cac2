"""Who gets in: Host, Origin, ticket and token, each refused before the socket opens."""

from __future__ import annotations

import json
from collections.abc import Iterator

import httpx
import pytest
from websockets.exceptions import InvalidStatus

from cxmap.access import Role, hash_token, new_token
from cxmap.store import Store
from cxmap.web import door
from cxmap.web.persons import COOKIE
from tests.live.conftest import card
from tests.serving import Board, Served, serving


def scope(host: str | None, origin: str | None = None, client: str = "127.0.0.1", port: int = 8501, scheme: str = "http"):  # type: ignore[no-untyped-def]
    given = [(b"host", host), (b"origin", origin)]
    headers = [(key, value.encode()) for key, value in given if value is not None]
    return {"scheme": scheme, "server": ("127.0.0.1", port), "client": (client, 5000), "headers": headers}


@pytest.mark.parametrize(
    ("host", "good"),
    [
        ("localhost:8501", True),
        ("127.0.0.1:8501", True),
        ("[::1]:8501", True),
        ("localhost", False),
        ("localhost:8502", False),
        ("LOCALHOST:8501", False),
        ("localhost:8501.evil.example", False),
        ("evil.example:8501", False),
        ("127.0.0.1.evil.example:8501", False),
        ("127.0.0.2:8501", False),
        ("0.0.0.0:8501", False),
        ("", False),
        (None, False),
    ],
)
def test_hosts(host: str | None, good: bool) -> None:
    assert (door.refusal(scope(host), origin_needed=False) == "") is good


def test_two_hosts_are_none() -> None:
    asked = scope("localhost:8501")
    asked["headers"].append((b"host", b"evil.example"))
    assert door.refusal(asked, origin_needed=False)


def test_default_ports_may_be_left_out() -> None:
    assert not door.refusal(scope("localhost", "http://localhost", port=80), origin_needed=True)
    assert not door.refusal(scope("localhost", "https://localhost", port=443, scheme="https"), origin_needed=True)
    assert door.refusal(scope("localhost", "http://localhost", port=443, scheme="https"), origin_needed=True)


ORIGINS = [
    ("http://localhost:8501", True),
    ("http://127.0.0.1:8501", True),
    ("http://[::1]:8501", True),
    ("https://localhost:8501", False),
    ("http://localhost:3000", False),
    ("http://localhost", False),
    ("http://evil.example", False),
    ("http://localhost:8501.evil.example", False),
    ("http://evil.example/http://localhost:8501", False),
    ("null", False),
    ("", False),
]


@pytest.mark.parametrize(("origin", "good"), ORIGINS)
def test_origins(origin: str, good: bool) -> None:
    for needed in (True, False):
        assert (door.refusal(scope("localhost:8501", origin), origin_needed=needed) == "") is good


def test_a_missing_origin_may_read_but_not_write() -> None:
    assert not door.refusal(scope("localhost:8501"), origin_needed=False)
    assert door.refusal(scope("localhost:8501"), origin_needed=True)


@pytest.mark.parametrize(
    ("client", "good"),
    [("127.0.0.1", True), ("127.8.9.1", True), ("::1", True), ("::ffff:127.0.0.1", True), ("10.0.0.7", False), ("here", False)],
)
def test_peers(client: str, good: bool) -> None:
    assert (door.refusal(scope("localhost:8501", client=client), origin_needed=False) == "") is good


@pytest.fixture(params=["", "/maps"])
def running(map_store: Store, request: pytest.FixtureRequest) -> Iterator[Served]:
    with serving(map_store, prefix=request.param) as served:
        yield served


def status(served: Served, headers: dict[str, str], protocols: list[str] | None, host: str = "") -> int:
    """The status that a handshake is answered with: 101 where it opens."""
    try:
        served.socket(headers, protocols, host).close()
    except InvalidStatus as refused:
        return refused.response.status_code
    return 101


def test_a_ticket_opens_one_socket(running: Served) -> None:
    ticket = running.ticket(new_token())
    headers, protocols = {"origin": running.origin}, ["cxmap.v1", f"ticket.{ticket}"]
    assert status(running, headers, protocols) == 101
    assert status(running, headers, protocols) == 403


@pytest.mark.parametrize("origin", [None, "null", "http://evil.example", "http://localhost:1", "http://127.0.0.1.evil.example"])
def test_a_ticket_with_a_foreign_origin_opens_none(running: Served, origin: str | None) -> None:
    protocols = ["cxmap.v1", f"ticket.{running.ticket(new_token())}"]
    assert status(running, {"origin": origin} if origin else {}, protocols) == 403
    assert status(running, {"origin": running.origin}, protocols) == 101  # it was not spent


@pytest.mark.parametrize("host", ["evil.example", "localhost:1", "127.0.0.1.evil.example:80"])
def test_a_foreign_host_is_refused_everywhere(running: Served, host: str) -> None:
    protocols = ["cxmap.v1", f"ticket.{running.ticket(new_token())}"]
    assert status(running, {"origin": f"http://{host}"}, protocols, host) == 403
    assert status(running, {"origin": running.origin}, protocols, host) == 403
    for path in ("/health", "/present/j", "/assets/x/board/records.json", "/pictures/x"):
        answer = httpx.get(running.base + path, headers={"host": host})
        assert answer.status_code == 403
        assert running.origin.replace("127.0.0.1", "localhost") in answer.text
        assert "frame-ancestors" in answer.headers["content-security-policy"]


def test_what_is_missing_is_refused(running: Served) -> None:
    origin = {"origin": running.origin}
    ticket = f"ticket.{running.ticket(new_token())}"
    assert status(running, origin, None) == 403
    assert status(running, origin, ["cxmap.v1"]) == 403
    assert status(running, origin, ["cxmap.v2", ticket]) == 403
    assert status(running, origin, ["cxmap.v1", "ticket."]) == 403
    assert status(running, {**origin, "cookie": f"{COOKIE}={new_token()}"}, ["cxmap.v1"]) == 403


def test_a_ticket_needs_the_page_it_is_for(running: Served) -> None:
    def ask(content: str = "application/json", **headers: str) -> int:
        cookie = f"{COOKIE}={new_token()}"
        given = {"origin": running.origin, "cookie": cookie, "content-type": content, **headers}
        return httpx.post(
            f"{running.base}/live/ticket", content="{}", headers={k: v for k, v in given.items() if v}
        ).status_code

    assert ask() == 200
    assert ask(cookie="") == 401
    assert ask(cookie=f"{COOKIE}=short") == 401
    assert ask(origin="") == 403
    assert ask(origin="null") == 403
    assert ask(origin="http://evil.example") == 403
    assert ask(content="text/plain") == 415
    assert ask(content="application/x-www-form-urlencoded") == 415
    assert httpx.get(f"{running.base}/live/ticket").status_code == 405


@pytest.mark.parametrize("role", ["owner", "viewer"])
def test_a_token_needs_no_origin_and_has_its_role(running: Served, map_store: Store, role: Role) -> None:
    token = new_token()
    map_store.identities.add_token(hash_token(token), "Robot", role)
    socket = running.socket({"authorization": f"Bearer {token}"}, ["cxmap.v1"])
    try:
        socket.send(json.dumps({"t": "hello", "v": 1, "journey": "j", "rev": None}))
        welcome = json.loads(socket.recv(timeout=60))[0]
        assert (welcome["you"]["name"], welcome["role"]) == ("Robot", role)
        socket.send(json.dumps({"t": "change", "id": "x", "base": 0, "edits": [card("c1")]}))
        answer = next(m for m in iter(lambda: json.loads(socket.recv(timeout=60))[0], None) if m["t"] in ("ack", "refused"))
        assert answer["t"] == ("ack" if role == "owner" else "refused")
        assert answer.get("code") == (None if role == "owner" else "forbidden")
    finally:
        socket.close()


def test_a_token_that_is_not_ours_opens_nothing(running: Served, map_store: Store) -> None:
    token = new_token()
    map_store.identities.add_token(hash_token(token), "Robot", "owner")
    map_store.identities.revoke_token(hash_token(token))
    for wrong in (f"Bearer {token}", f"Bearer {new_token()}", "Bearer ", "Basic abc"):
        assert status(running, {"authorization": wrong}, ["cxmap.v1"]) == 403
    assert status(running, {"authorization": f"Bearer {new_token()}", "origin": running.origin}, ["cxmap.v1"]) == 403


def test_a_token_that_is_revoked_ends_its_sockets(served: Served, map_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cxmap.live.conversation._TOKEN_GOOD_FOR", 0.05)
    token = new_token()
    map_store.identities.add_token(hash_token(token), "Robot", "owner")
    board = Board.__new__(Board)
    board.inbox, board.socket = [], served.socket({"authorization": f"Bearer {token}"}, ["cxmap.v1"])
    board.hello("j")
    map_store.identities.revoke_token(hash_token(token))
    assert board.closed() == 4401  # without a word of the client's
    assert board.inbox[-1]["code"] == "forbidden"
