"""A real server for tests: our routes and middlewares over a store, on a free port, and the clients that knock at it."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import Any

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from cxmap import live
from cxmap.access import new_token
from cxmap.live import Hub
from cxmap.model.records import new_id
from cxmap.settings import Settings
from cxmap.store import Store
from cxmap.web import assets, errors
from cxmap.web.cookie import PersonCookie
from cxmap.web.entry import Entry
from cxmap.web.feedback_pages import FeedbackPages
from cxmap.web.gate import Gate
from cxmap.web.headers import SecurityHeaders
from cxmap.web.idea_pages import IdeaPages
from cxmap.web.pages import Pages
from cxmap.web.persons import COOKIE, SESSION_COOKIE
from cxmap.web.qr import QrCodes
from cxmap.web.room_pages import RoomPages
from cxmap.web.sharing import Sharing
from cxmap.web.takeaway import TakeawayFiles

WAIT = 60.0  # seconds for anything to come, on a machine that has much else to do


class Prompt(uvicorn.Server):
    """Uvicorn's server, but for its pauses: it looks ten times a second whether it is to end, and again while it ends."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.told = asyncio.Event()  # to end

    async def main_loop(self) -> None:
        await self.on_tick(0)
        await self.told.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        while self.server_state.connections or self.server_state.tasks:
            await asyncio.sleep(0.005)
        for server in self.servers:
            await server.wait_closed()
        await self.lifespan.shutdown()


class Served:
    """A running server. `base` is its URL, `hub` its hub, `sharing` the switch."""

    address = "127.0.0.1"

    def __init__(self, store: Store, settings: Settings, prefix: str = "") -> None:
        self.store, self.prefix = store, prefix
        self.hub = Hub(store, settings)
        self.sharing = Sharing(store, prefix)

        @asynccontextmanager
        async def lifespan(_: Starlette) -> AsyncIterator[None]:
            self.hub.start()
            self.loop = asyncio.get_running_loop()
            await self.sharing.begin(app, 0, {"ws": "websockets-sansio", "log_level": "error"})
            yield
            await self.hub.close()
            await self.sharing.end()

        app = Starlette(
            routes=[
                *assets.routes(prefix),
                *Pages(store, prefix).routes(),
                *Entry(self.sharing).routes(),
                *QrCodes(store, prefix).routes(),
                *RoomPages(store, prefix).routes(),
                *IdeaPages(store, prefix).routes(),
                *TakeawayFiles(store, prefix).routes(),
                *FeedbackPages(store, prefix).routes(),
                *live.routes(self.hub, prefix),
            ],
            middleware=[Middleware(SecurityHeaders), Middleware(Gate, sharing=self.sharing), Middleware(PersonCookie)],
            lifespan=lifespan,
            exception_handlers=errors.handlers(),
        )
        # What Streamlit starts its server with (starlette_server.py), its generous frame limit included.
        config = uvicorn.Config(
            app, host="127.0.0.1", port=0, ws="websockets-sansio", ws_max_size=2**26, log_level="error", lifespan="on"
        )
        self.server = Prompt(config)

    def start(self) -> None:
        """Run in a thread until the port is known."""
        assets.set_base(self.prefix)
        self.thread = threading.Thread(target=self.server.run, daemon=True)
        self.thread.start()
        until = time.monotonic() + WAIT
        while not self.server.started and self.thread.is_alive() and time.monotonic() < until:
            self.thread.join(0.01)
        assert self.server.started
        self.port = self.server.servers[0].sockets[0].getsockname()[1]
        self.origin = f"http://127.0.0.1:{self.port}"
        self.base = self.origin + self.prefix

    def stop(self) -> None:
        """Shut down and wait."""
        assets.set_base("")
        with suppress(RuntimeError):  # it has ended already
            self.loop.call_soon_threadsafe(self.server.told.set)
        self.thread.join(WAIT)
        assert not self.thread.is_alive()

    def ticket(self, cookie: str, session: str = "") -> str:
        """A ticket for the browser with this cookie (and session, while cxmap is shared)."""
        headers = {"origin": self.origin, "cookie": jar(cookie, session)}
        return str(httpx.post(f"{self.base}/live/ticket", json={}, headers=headers).raise_for_status().json()["ticket"])

    def socket(
        self, headers: dict[str, str] | None = None, protocols: list[str] | None = None, host: str = "", **more: Any
    ) -> ClientConnection:
        """A bare socket with just these headers and subprotocols; `host` is what it calls the server."""
        return connect(
            f"ws://{host or f'{self.address}:{self.port}'}{self.prefix}/live",
            sock=socket.create_connection((self.address, self.port)),
            additional_headers=headers or {},
            subprotocols=protocols,  # type: ignore[arg-type]
            user_agent_header=None,
            open_timeout=WAIT,
            close_timeout=WAIT,
            ping_interval=None,  # the server asks whether it is there; a test that does not read answers late itself
            max_size=None,
            compression=None,
            legacy=True,
            # A client whose queue is full reads no further, and so not that the server closes: it would wait `close_timeout` in vain.
            **{"max_queue": None, **more},
        )


def jar(cookie: str, session: str = "") -> str:
    """The Cookie header of a browser."""
    return f"{COOKIE}={cookie}" + (f"; {SESSION_COOKIE}={session}" if session else "")


class Board:
    """A browser's board: a person with a cookie, a socket, and the messages that came."""

    def __init__(self, served: Served, cookie: str | None = None, session: str = "", **more: Any) -> None:
        self.served, self.cookie = served, cookie or new_token()
        ticket = served.ticket(self.cookie, session)
        headers = {"origin": served.origin, "cookie": jar(self.cookie, session)}
        self.socket = served.socket(headers, ["cxmap.v1", f"ticket.{ticket}"], **more)
        self.inbox: list[dict[str, Any]] = []
        self.welcome: dict[str, Any] = {}

    def send(self, *messages: dict[str, Any]) -> None:
        """Send messages, a frame each."""
        for message in messages:
            self.socket.send(json.dumps(message))

    def hello(self, journey: str, rev: int | None = None) -> dict[str, Any]:
        """Join a room; the welcome."""
        self.send({"t": "hello", "v": 1, "journey": journey, "rev": rev})
        self.welcome = self.next("welcome")
        return self.welcome

    def change(self, *edits: dict[str, Any], id: str | None = None, base: int = 0) -> str:
        """Send a change; its id."""
        id = id or new_id()
        self.send({"t": "change", "id": id, "base": base, "edits": list(edits)})
        return id

    def next(self, *kinds: str, timeout: float = WAIT) -> dict[str, Any]:
        """The next message of these kinds; others that come before it are passed over."""
        while True:
            while self.inbox:
                message = self.inbox.pop(0)
                if not kinds or message["t"] in kinds:
                    return message
            frame = json.loads(self.socket.recv(timeout=timeout))
            assert isinstance(frame, list)
            self.inbox += frame

    def closed(self) -> int:
        """The code with which the server closes, once all it sent is read."""
        with suppress(ConnectionClosed):
            while True:
                self.inbox += json.loads(self.socket.recv(timeout=WAIT))
        code = self.socket.close_code
        assert code is not None
        return code

    def close(self) -> None:
        """Leave."""
        self.socket.close()


@contextmanager
def serving(store: Store, settings: Settings | None = None, prefix: str = "") -> Iterator[Served]:
    """A server for the time of a `with` block."""
    served = Served(store, settings or Settings(), prefix)
    served.start()
    try:
        yield served
    finally:
        served.stop()
