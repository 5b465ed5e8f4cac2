"""The clients of the live figures, in a process of their own: `python -m tests.bench.clients KIND PORT CLIENTS CARDS`.

They connect, say "ready", then for each line `{"rate", "seconds", "editors"}` on standard input edit at that rate and answer
with one line of what came of it. An edit has arrived when all other clients have it.
"""

from __future__ import annotations

import asyncio
import gc
import json
import re
import sys
import time
import urllib.request
from typing import Any

from cxmap.access import new_token
from cxmap.web.persons import COOKIE
from tests.bench.figure import percentile
from tests.bench.websocket import Socket
from tests.bench.world import JOURNEY

DRAIN = 2.0  # seconds that edits may be under way after the last one
PATIENCE = 20.0  # what is under way even then is awaited so long, so that it does not burden the next round


class Clients:
    """All clients against one server."""

    def __init__(self, kind: str, port: int, count: int, cards: int) -> None:
        self.kind, self.port, self.count, self.cards = kind, port, count, cards
        self.token = new_token()[:8].replace("-", "x").replace("_", "y")
        self._id = re.compile(rf'"id":"{self.token}\.(\d+)"'.encode())
        self.sockets: list[Socket] = []
        self.sent: list[float] = []  # when, by the number of the edit
        self.author: list[int] = []
        self.left: list[int] = []  # how many others have not got it yet
        self.took: list[float] = []
        self.answered = self.first = self.total = 0
        self.inside: list[asyncio.Event] = []

    async def connect(self) -> None:
        """Open every socket, and wait until it shows the map."""
        for place in range(self.count):
            self.inside.append(asyncio.Event())
            headers = {"Host": f"localhost:{self.port}"}
            if self.kind == "product":
                origin = f"http://localhost:{self.port}"
                ticket = await asyncio.to_thread(_ticket, origin, new_token())
                headers |= {"Origin": origin, "Sec-WebSocket-Protocol": f"cxmap.v1, ticket.{ticket}"}
            loop = asyncio.get_running_loop()
            _, socket = await loop.create_connection(
                lambda place=place, headers=headers: Socket("/live", headers, lambda data: self._hear(place, data)),  # type: ignore[misc]
                "localhost",
                self.port,
            )
            self.sockets.append(socket)
            await socket.open
            if self.kind == "product":
                socket.send(json.dumps({"t": "hello", "v": 1, "journey": JOURNEY, "rev": None}))
                await asyncio.wait_for(self.inside[place].wait(), 60)

    def _hear(self, place: int, data: bytes) -> None:
        now = time.perf_counter()
        found = self._id.findall(data)
        if not found and b'"t":"welcome"' in data:
            self.inside[place].set()
        for number in map(int, found):
            if number < self.first:
                continue  # of a round that has ended
            if self.author[number] == place:
                self.answered += 1
                continue
            self.left[number] -= 1
            if not self.left[number]:
                self.took.append(now - self.sent[number])

    async def edit(self, rate: float, seconds: float, editors: int) -> dict[str, Any]:
        """So many edits a second, evenly, by the first `editors` clients in turn."""
        self.took, self.answered = [], 0
        total, first = max(1, round(rate * seconds)), len(self.sent)
        self.first, self.total = first, total
        start = time.perf_counter()
        for k in range(total):
            due = start + k / rate
            if (wait := due - time.perf_counter()) > 0:
                await asyncio.sleep(wait)
            elif k % 50 == 0:
                await asyncio.sleep(0)  # behind: let what has come be read
            self._send(first + k, k % editors)
        lasted = time.perf_counter() - start
        until = time.perf_counter() + DRAIN
        while self._waiting and time.perf_counter() < until:
            await asyncio.sleep(0.005)
        result = {
            "sent": total,
            "rate": total / lasted,
            "arrived": len(self.took),
            "answered": self.answered,
            "drained": time.perf_counter() - start - lasted,
            "p50": percentile(self.took, 0.5) * 1000,
            "p95": percentile(self.took, 0.95) * 1000,
            "p99": percentile(self.took, 0.99) * 1000,
            "closed": sum(socket.closed for socket in self.sockets),
        }
        while self._waiting and time.perf_counter() < until + PATIENCE:
            await asyncio.sleep(0.05)
        return result

    @property
    def _waiting(self) -> bool:
        return len(self.took) < self.total or self.answered < self.total

    def _send(self, number: int, place: int) -> None:
        card = f"{JOURNEY}.c{number % self.cards}"
        fields = {"title": f"Asks for the letter, number {number}"} if number % 2 else {"order": f"a{number:07d}1"}
        edit = {"op": "patch", "type": "card", "id": card, "fields": fields}
        text = json.dumps({"t": "change", "id": f"{self.token}.{number}", "base": 0, "edits": [edit]}, separators=(",", ":"))
        self.author.append(place)
        self.left.append(self.count - 1)
        self.sent.append(time.perf_counter())
        self.sockets[place].send(text)


def _ticket(origin: str, cookie: str) -> str:
    headers = {"Origin": origin, "Cookie": f"{COOKIE}={cookie}", "Content-Type": "application/json"}
    request = urllib.request.Request(f"{origin}/live/ticket", b"{}", headers, method="POST")
    with urllib.request.urlopen(request, timeout=30) as answer:
        return str(json.load(answer)["ticket"])


async def main(kind: str, port: int, count: int, cards: int) -> None:
    """Connect, then do what each line of standard input asks for."""
    clients = Clients(kind, port, count, cards)
    await clients.connect()
    gc.collect()
    gc.freeze()
    gc.disable()
    print('"ready"', flush=True)
    while line := await asyncio.to_thread(sys.stdin.readline):
        print(json.dumps(await clients.edit(**json.loads(line))), flush=True)
        gc.collect()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])))
