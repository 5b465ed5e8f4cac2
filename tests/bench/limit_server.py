"""The limit of the live figures: a bare Starlette broadcast that commits one row a change, in groups, with fsync.

No check, no rights, no merge, no revision on the way in: what comes is written down as it is and then sent to everybody, the
author included, to whom it is the answer. It runs on uvicorn with the settings that Streamlit starts it with, and writes as the
product does: a thread drains a queue into one transaction (WAL, synchronous = FULL), then wakes the loop once.
"""

from __future__ import annotations

import asyncio
import sqlite3
import sys
import threading
from queue import Empty, SimpleQueue
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect
from streamlit.web.server.starlette.starlette_server import _get_uvicorn_config_kwargs


class Broadcast:
    """Everybody who is connected, and the writer."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.sockets: set[WebSocket] = set()
        self.queue: SimpleQueue[str] = SimpleQueue()
        self.loop: asyncio.AbstractEventLoop | None = None
        self.tasks: set[asyncio.Task[None]] = set()
        self.sending = asyncio.Lock()

    def write(self) -> None:
        """The writer's thread."""
        connection = sqlite3.connect(self.path, isolation_level=None)
        for statement in ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL"):
            connection.execute(statement)
        connection.execute("CREATE TABLE change (rev INTEGER PRIMARY KEY, body TEXT NOT NULL)")
        while True:
            batch = [self.queue.get()]
            try:
                while len(batch) < 500:
                    batch.append(self.queue.get_nowait())
            except Empty:
                pass
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany("INSERT INTO change (body) VALUES (?)", [(text,) for text in batch])
            connection.execute("COMMIT")
            assert self.loop is not None
            self.loop.call_soon_threadsafe(self.publish, batch)

    def publish(self, batch: list[str]) -> None:
        """Send what is durable to everybody, in order."""
        task = asyncio.get_running_loop().create_task(self._send(batch))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def _send(self, batch: list[str]) -> None:
        async with self.sending:
            for text in batch:
                for each in list(self.sockets):
                    await each.send_text(text)

    async def live(self, websocket: WebSocket) -> None:
        """One client."""
        if self.loop is None:
            self.loop = asyncio.get_running_loop()
            threading.Thread(target=self.write, daemon=True).start()
        await websocket.accept()
        self.sockets.add(websocket)
        try:
            while True:
                self.queue.put(await websocket.receive_text())
        except WebSocketDisconnect:
            self.sockets.discard(websocket)


def serve(port: int, path: str) -> None:
    """Serve until asked to end."""
    broadcast = Broadcast(path)

    async def health(_: Request) -> PlainTextResponse:
        return PlainTextResponse("ok")

    app = Starlette(routes=[Route("/health", health), WebSocketRoute("/live", broadcast.live)])
    settings: dict[str, Any] = _get_uvicorn_config_kwargs()
    uvicorn.run(app, host="localhost", port=port, log_level="error", timeout_graceful_shutdown=1, **settings)


if __name__ == "__main__":
    serve(int(sys.argv[1]), sys.argv[2])
