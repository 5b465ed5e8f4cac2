"""An ASGI app asked directly, without a socket: quick enough for thousands of requests."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from starlette.types import ASGIApp

HOST = "localhost:8501"
SHARED = "192.168.1.5:8501"


@dataclass
class Answer:
    """What came back; of a socket, `status` is 101 where it opened and 403 where it did not."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> str:
        """A header, "" where it is not there."""
        return next((value for key, value in self.headers if key == name), "")

    def json(self) -> Any:
        """The body."""
        return json.loads(self.body)

    def cookie(self, name: str) -> str:
        """The value of a cookie that it sets, "" where it sets none."""
        lines = [value for key, value in self.headers if key == "set-cookie" and value.startswith(f"{name}=")]
        return lines[-1].partition(";")[0].partition("=")[2] if lines else ""


def scope(
    method: str, path: str, headers: dict[str, str | None], client: str = "127.0.0.1", outside: bool = False, kind: str = "http"
) -> dict[str, Any]:
    """The scope of a request as uvicorn makes it; a header that is None is left out."""
    pairs = {"host": SHARED if outside else HOST, **headers}
    path, _, query = path.partition("?")
    made: dict[str, Any] = {
        "type": kind,
        "method": method,
        "scheme": "http" if kind == "http" else "ws",
        "server": ("192.168.1.5" if outside else "127.0.0.1", 8501),
        "client": (client, 5000),
        "root_path": "",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [(key.encode(), value.encode("latin-1")) for key, value in pairs.items() if value is not None],
        "subprotocols": [],
    }
    return made | ({"cxmap.outside": True} if outside else {})


async def ask(app: ASGIApp, asked: dict[str, Any], body: bytes = b"") -> Answer:
    """Send one request, or knock with a socket that leaves at once."""
    sent: list[Any] = []
    first = (
        {"type": "http.request", "body": body, "more_body": False} if asked["type"] == "http" else {"type": "websocket.connect"}
    )
    waiting = [first]

    async def receive() -> Any:
        return (
            waiting.pop(0)
            if waiting
            else {"type": "http.disconnect" if asked["type"] == "http" else "websocket.disconnect", "code": 1000}
        )

    async def send(message: Any) -> None:
        sent.append(message)

    await app(asked, receive, send)
    if asked["type"] == "websocket":
        return Answer(101 if sent and sent[0]["type"] == "websocket.accept" else 403, [], b"")
    start = sent[0]
    headers = [(key.decode().lower(), value.decode("latin-1")) for key, value in start["headers"]]
    return Answer(start["status"], headers, b"".join(m.get("body", b"") for m in sent[1:]))
