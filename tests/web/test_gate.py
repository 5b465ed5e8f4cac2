"""The gate: every route for every identity, and every way to knock wrongly."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.types import Receive, Scope, Send

from cxmap.access import hash_token, new_token
from cxmap.store import Store
from cxmap.store.sessions import CODE, HERE, PASSPHRASE
from cxmap.web import door, who
from cxmap.web.door import Addresses
from cxmap.web.gate import HEADER, Gate
from cxmap.web.persons import COOKIE, SESSION_COOKIE
from cxmap.web.sharing import Shared, Sharing
from tests.web.asgi import HOST, SHARED, Answer, ask, scope

OPEN = ["/join", "/sign-in", "/sign-out", "/enter", "/health", "/assets/1/board/main.js"]
GUESTS = ["/room/w", "/project/w", "/pictures/x", "/qr/w.svg", "/takeaway/w.html", "/live/ticket"]
OTHERS = [
    "/",
    "/journey",
    "/settings",
    "/present/j",
    "/static/js/index.js",
    "/media/1.png",
    "/component/a/index.html",
    "/_stcore/health",
    "/_stcore/host-config",
    "/_stcore/upload_file/1/2",
    "/_stcore/bidi-components/x",
    "/auth/login",
    "/joint",
    "/join/",
    "/assets",
    "/healthy",
    "/..",
    "//join",
    "/assets//etc/passwd",
    "/assets/1/",
    "/assets/1",
    "/room/",
    "/room/w/",
    "/room/w/journey",
    "/room/w/_stcore/host-config",
    "/room//w",
    "/live/",
    "/live/x",
    "/live/ticket/x",
    "/qr/w.svg/x",
    "/pictures/../journey",
    "/takeaway/a/b.html",
]
SOCKETS = ["/live", "/_stcore/stream", "/room/w/_stcore/stream", "/live/_stcore/stream"]
ROLES = ["owner", "facilitator", "champion", "viewer"]


async def inner(asked: Scope, receive: Receive, send: Send) -> None:
    """What is behind the gate: says who came."""
    if asked["type"] == "websocket":
        await send({"type": "websocket.accept"})
        return
    told = [value for key, value in asked["headers"] if key == HEADER.encode()]
    await send({"type": "http.response.start", "status": 200, "headers": [(b"seen", b",".join(told))]})
    await send({"type": "http.response.body", "body": b""})


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = Store.open(f"sqlite:///{Path(tmp_path_factory.mktemp('gate')) / 'gate.db'}")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def secrets(store: Store) -> dict[str, str]:
    """A session of each role, one that was revoked, one that is over, and none at all."""
    person = store.identities.make_person("Ana")
    made = {role: store.sessions.add(person, role, PASSPHRASE) for role in ROLES}  # type: ignore[arg-type]
    made["guest"] = store.sessions.add(person, "guest", CODE, workshop="w")
    made["revoked"] = store.sessions.add(person, "owner", PASSPHRASE)
    store.sessions.revoke(hash_token(made["revoked"]))
    made["over"] = store.sessions.add(person, "owner", PASSPHRASE, hours=-1)
    return made | {"unknown": new_token(), "nonsense": "x", "nobody": ""}


@pytest.fixture
def sharing(store: Store) -> Sharing:
    made = Sharing(store)
    made.shared = Shared(f"http://{SHARED}", Addresses((f"http://{SHARED}",)), None)
    return made


@pytest.fixture
def gate(sharing: Sharing) -> Gate:
    return Gate(inner, sharing)


def knock(
    gate: Gate, path: str, secret: str = "", kind: str = "http", method: str = "GET", outside: bool = True, **more: Any
) -> Answer:
    """One request from the network (or, not `outside`, from this machine) with a session."""
    host = SHARED if outside else HOST
    headers: dict[str, str | None] = {"origin": f"http://{host}" if kind == "websocket" or method == "POST" else None}
    headers |= {"cookie": f"{SESSION_COOKIE}={secret}" if secret else None} | more.pop("headers", {})
    client = more.pop("client", "192.168.1.77" if outside else "127.0.0.1")
    return asyncio.run(ask(gate, scope(method, path, headers, client, outside, kind)))


STRANGERS = ["nobody", "revoked", "over", "unknown", "nonsense"]


@pytest.mark.parametrize("outside", [True, False])
@pytest.mark.parametrize("identity", [*ROLES, "guest", *STRANGERS])
def test_every_route_for_every_identity(gate: Gate, secrets: dict[str, str], identity: str, outside: bool) -> None:
    secret = secrets[identity]
    for path in OPEN:
        for method in ("GET", "POST"):
            assert knock(gate, path, secret, method=method, outside=outside).status == 200
    for path in [*GUESTS, *OTHERS]:
        for method in ("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS"):
            origin = {"origin": f"http://{SHARED if outside else HOST}"}
            there = identity in ROLES or (identity == "guest" and path in GUESTS)
            expected = 200 if there else 403 if identity == "guest" else 401
            assert knock(gate, path, secret, method=method, outside=outside, headers=origin).status == expected, (method, path)
    for path in SOCKETS:
        there = identity in ROLES or (identity == "guest" and path == "/live")
        assert knock(gate, path, secret, "websocket", outside=outside).status == (101 if there else 403), path


def test_who_asks_for_a_page_is_shown_the_way(gate: Gate, secrets: dict[str, str]) -> None:
    page = {"accept": "text/html,*/*", "sec-fetch-dest": "document"}
    for path, way in [("/", "/sign-in"), ("/journey?journey=j", "/sign-in#/journey?journey=j"), ("/room/w", "/join")]:
        answer = knock(gate, path, headers=page)
        assert (answer.status, answer.header("location"), answer.header("cache-control")) == (303, way, "no-store")
    assert knock(gate, "/", secrets["guest"], headers=page).header("location") == "/room/w"
    assert knock(gate, "/", headers={**page, "sec-fetch-dest": "script"}).status == 401
    assert knock(gate, "/_stcore/health", headers={"accept": "application/json"}).body.startswith(b"You are signed out.")
    assert knock(gate, "/", headers={**page, "origin": f"http://{SHARED}"}, method="POST").status == 401


@pytest.mark.parametrize("identity", ["owner", "nobody"])
@pytest.mark.parametrize(
    "origin",
    [
        None,
        "null",
        "",
        "http://evil.example",
        "http://192.168.1.5",
        "https://192.168.1.5:8501",
        f"http://{HOST}",
        f"http://{SHARED}.evil.example",
    ],
)
def test_a_foreign_origin_opens_and_changes_nothing(
    gate: Gate, secrets: dict[str, str], identity: str, origin: str | None
) -> None:
    secret = secrets[identity]
    for path in SOCKETS:
        assert knock(gate, path, secret, "websocket", headers={"origin": origin}).status == 403
    for path in ("/join", "/sign-in", "/live/ticket", "/_stcore/upload_file/1/2"):
        assert knock(gate, path, secret, method="POST", headers={"origin": origin}).status == 403
    if origin is not None:
        assert knock(gate, "/", secret, headers={"origin": origin}).status == 403


@pytest.mark.parametrize(
    "host",
    ["evil.example:8501", "192.168.1.5", "192.168.1.5:80", "192.168.1.6:8501", HOST, "", None, "192.168.1.5:8501.evil.example"],
)
def test_a_wrong_host_is_refused_before_anything_else(gate: Gate, secrets: dict[str, str], host: str | None) -> None:
    for path in ("/", "/join", "/health", "/assets/1/x.js"):
        assert knock(gate, path, secrets["owner"], headers={"host": host}).status == 403
    origin = f"http://{host}"
    assert knock(gate, "/live", secrets["owner"], "websocket", headers={"host": host, "origin": origin}).status == 403


def test_at_this_machine_the_shared_name_is_no_name(gate: Gate, secrets: dict[str, str]) -> None:
    assert knock(gate, "/", secrets["owner"], outside=False, headers={"host": SHARED}).status == 403
    for name in ("localhost", "127.0.0.1", "[::1]"):
        assert knock(gate, "/", secrets["owner"], outside=False, headers={"host": f"{name}:8501"}).status == 200


def test_a_program_with_a_token_reaches_the_board_s_socket_only(gate: Gate) -> None:
    headers = {"authorization": f"Bearer {new_token()}", "origin": None}
    assert knock(gate, "/live", kind="websocket", headers=headers).status == 101  # the route looks at the token
    assert knock(gate, "/_stcore/stream", kind="websocket", headers=headers).status == 403
    assert knock(gate, "/", headers=headers).status == 401


def test_the_session_is_told_by_the_gate_alone(gate: Gate, secrets: dict[str, str]) -> None:
    forged = {HEADER: hash_token(secrets["owner"])}
    assert knock(gate, "/", secrets["viewer"], headers=forged).header("seen") == hash_token(secrets["viewer"])
    assert knock(gate, "/health", headers=forged).header("seen") == ""
    gate.sharing.shared = None
    assert knock(gate, "/", outside=False, headers=forged).header("seen") == ""


def test_the_browser_at_the_switch_stays_in_at_this_machine_only(gate: Gate, store: Store) -> None:
    secret, person = new_token(), store.identities.make_person("Owner")
    cookie = {"cookie": f"{COOKIE}={secret}"}
    assert knock(gate, "/", outside=False, headers=cookie).status == 401
    store.sessions.admit(hash_token(secret), person, "owner", HERE)
    assert knock(gate, "/", outside=False, headers=cookie).status == 200
    assert knock(gate, "/", outside=True, headers=cookie).status == 401
    assert knock(gate, "/", outside=False, client="192.168.1.77", headers=cookie).status == 401
    stolen = {"cookie": f"{SESSION_COOKIE}={secret}"}  # a person's cookie is no session's
    assert knock(gate, "/", outside=True, headers=stolen).status == 401
    store.sessions.revoke_how(HERE)
    assert knock(gate, "/", outside=False, headers=cookie).status == 401


def test_not_shared_it_is_as_ever(gate: Gate) -> None:
    gate.sharing.shared = None
    assert knock(gate, "/", outside=False).status == 200
    assert knock(gate, "/_stcore/stream", kind="websocket", outside=False).status == 101
    for more in ({"client": "192.168.1.77"}, {"headers": {"host": SHARED}}):
        assert knock(gate, "/", outside=False, **more).status == 403
        assert knock(gate, "/live", kind="websocket", outside=False, **more).status == 403


def test_under_a_base_path_only_what_lies_below_it_is_open(store: Store) -> None:
    sharing = Sharing(store, "/maps")
    sharing.shared = Shared(f"http://{SHARED}/maps", Addresses((f"http://{SHARED}",)), None)
    gate = Gate(inner, sharing)
    assert knock(gate, "/maps/join").status == 200
    assert knock(gate, "/maps/").status == 401
    for path in ("/join", "/mapsjoin", "/", "/maps"):
        assert knock(gate, path).status == 401
    answer = knock(gate, "/maps/journey", headers={"accept": "text/html"})
    assert answer.header("location") == "/maps/sign-in#/journey"


def test_a_session_in_the_scope_is_the_actor(store: Store, secrets: dict[str, str]) -> None:
    asked = scope("GET", "/", {"cookie": f"{SESSION_COOKIE}={secrets['champion']}"})
    found = who.session_of(asked, store)
    assert found is not None
    assert who.actor_of({**asked, who.SESSION: found}, store) == found.actor
    assert who.actor_of({**asked, who.SESSION: None}, store) is None
    assert door.is_here(asked)
