"""One of the room: gets in as a browser does, holds a replica, and sends again what nobody has answered."""

from __future__ import annotations

import asyncio
import json
import ssl
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import httpx

from cxmap.model.records import new_id
from tests.bench.websocket import Socket

PATIENCE = 60.0
Message = dict[str, Any]
Replica = dict[str, dict[str, dict[str, Any]]]
_NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # made once: each client would make its own


@dataclass(frozen=True)
class Site:
    """Where the room finds cxmap: the listener on the network."""

    host: str
    port: int

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return f"http://{self.host}:{self.port}"

    def browser(self, source: str | None = None) -> httpx.AsyncClient:
        """A browser without a cookie; `source` is the address that it comes from."""
        transport = httpx.AsyncHTTPTransport(verify=_NO_TLS, local_address=source)
        return httpx.AsyncClient(base_url=self.origin, headers={"origin": self.origin}, transport=transport, timeout=PATIENCE)


class Seat:
    """A person's board. `replica` is what it shows.

    `sent` says when each change of its own left, `heard` when each of somebody else's arrived (perf_counter, by the change's id).
    """

    def __init__(self, site: Site, name: str, browser: httpx.AsyncClient | None = None) -> None:
        self.site, self.name = site, name
        self.browser = browser or site.browser()
        self.replica: Replica = {}
        self.rev: int | None = None
        self.you: dict[str, Any] = {}
        self.sent: dict[str, float] = {}
        self.heard: dict[str, float] = {}
        self.counts: Message = {}
        self.refused: list[Message] = []
        self.errors: list[Message] = []
        self._journey = ""
        self._socket: Socket | None = None
        self._inside = asyncio.Event()
        self._unsure: dict[str, tuple[Message, asyncio.Future[Message]]] = {}  # sent or to be sent, and not answered

    # The way in

    async def join(self, code: str, workshop: str) -> None:
        """From the QR code to the room's page, as a phone does."""
        (await self.browser.get("/join")).raise_for_status()
        answer = await self.browser.post("/join", json={"code": code, "name": self.name})
        answer.raise_for_status()
        assert answer.json()["url"] == f"/room/{workshop}"
        (await self.browser.get(f"/room/{workshop}")).raise_for_status()

    async def sign_in(self, passphrase: str) -> None:
        """By the passphrase."""
        (await self.browser.post("/sign-in", json={"passphrase": passphrase})).raise_for_status()

    async def sit(self, journey: str) -> None:
        """Open the board (again), catch up, and send what nobody has answered."""
        self._journey = journey
        self._inside.clear()
        answer = await self.browser.post("/live/ticket", json={})
        ticket = answer.raise_for_status().json()["ticket"]
        headers = {
            "Host": f"{self.site.host}:{self.site.port}",
            "Origin": self.site.origin,
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.browser.cookies.items()),
            "Sec-WebSocket-Protocol": f"cxmap.v1, ticket.{ticket}",
        }
        loop = asyncio.get_running_loop()
        _, self._socket = await loop.create_connection(
            lambda: Socket("/live", headers, self._hear), self.site.host, self.site.port
        )
        await asyncio.wait_for(self._socket.open, PATIENCE)
        self._hello()
        await asyncio.wait_for(self._inside.wait(), PATIENCE)
        for message, _ in list(self._unsure.values()):
            self._send(message)

    def lose_the_network(self) -> None:
        """The socket is gone without a goodbye."""
        if self._socket is not None:
            self._socket.transport.abort()
            self._socket = None
        for id_ in self._unsure:
            self.sent.pop(id_, None)  # it will be sent once more

    async def leave(self) -> None:
        """Close all."""
        self.lose_the_network()
        await self.browser.aclose()

    # What is said

    def ask(self, kind: str, **fields: Any) -> asyncio.Future[Message]:
        """Send something that is answered: the `ack`, `noted`, `answer` or `refused`. Without a network it waits for one."""
        message = {"t": kind, "id": new_id(), **fields}
        future: asyncio.Future[Message] = asyncio.get_running_loop().create_future()
        self._unsure[message["id"]] = (message, future)
        self._send(message)
        return future

    def change(self, *edits: dict[str, Any]) -> asyncio.Future[Message]:
        """Send a change."""
        return self.ask("change", base=self.rev or 0, edits=list(edits))

    def again(self) -> None:
        """Send once more what nobody has answered, as after a connection that hung."""
        for message, _ in list(self._unsure.values()):
            self._send(message)

    def _hello(self) -> None:
        self._send({"t": "hello", "v": 1, "journey": self._journey, "rev": self.rev})

    def _send(self, message: Message) -> None:
        if self._socket is not None and not self._socket.closed:
            if message["t"] == "change":
                self.sent.setdefault(message["id"], time.perf_counter())
            self._socket.send(json.dumps(message))

    # What is heard

    def _hear(self, data: bytes) -> None:
        now = time.perf_counter()
        for message in json.loads(data):
            kind = message["t"]
            if kind == "welcome":
                self._welcomed(message)
            elif kind == "snapshot":
                self._take_all(message)
            elif kind == "change":
                self.heard.setdefault(message["id"], now)
                self._apply(message)
            elif kind == "counts":
                self.counts = message
            elif kind in ("ack", "noted", "answer", "refused"):
                if kind == "ack":
                    self._apply(message)
                if kind == "refused":
                    self.refused.append(message)
                _, future = self._unsure.pop(message["id"], (None, None))
                if future is not None and not future.done():
                    future.set_result(message)
            elif kind == "error":
                self.errors.append(message)

    def _welcomed(self, message: Message) -> None:
        self.you = message["you"]
        if "records" in message:
            self._take_all(message)
        for each in message.get("changes") or ():
            self._apply(each)
        self.rev = max(self.rev or 0, message["rev"])
        self._inside.set()

    def _take_all(self, message: Message) -> None:
        self.replica = {type_: {r["id"]: r for r in records} for type_, records in message["records"].items()}
        self.rev = message["rev"]

    def _apply(self, message: Message) -> None:
        assert self.rev is not None
        if message["rev"] <= self.rev:
            return
        if message["prev"] > self.rev:  # something was missed: ask for it
            self._hello()
            return
        for edit in message["edits"]:
            there = self.replica.setdefault(edit["type"], {})
            if edit["op"] == "delete":
                there.pop(edit["id"], None)
            elif edit["op"] == "put":
                there[edit["id"]] = {"id": edit["id"], **edit["fields"]}
            else:
                there[edit["id"]] = {**there[edit["id"]], **edit["fields"]}
        self.rev = message["rev"]

    def of(self, type_: str) -> Iterable[dict[str, Any]]:
        """The records of a type that it shows."""
        return self.replica.get(type_, {}).values()


def put(type_: str, id_: str, **fields: Any) -> dict[str, Any]:
    """An edit that puts a record."""
    return {"op": "put", "type": type_, "id": id_, "fields": fields}


def patch(type_: str, id_: str, **fields: Any) -> dict[str, Any]:
    """An edit that patches a record."""
    return {"op": "patch", "type": type_, "id": id_, "fields": fields}
