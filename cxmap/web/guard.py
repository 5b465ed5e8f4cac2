"""The middleware that every request meets first: Streamlit's pages and its own socket inherit the same door as ours."""

from __future__ import annotations

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from cxmap.web import door

_SAFE = ("GET", "HEAD", "OPTIONS")


class Guard:
    """Refuses a foreign peer, Host or Origin before anything else sees the request.

    The socket under `token_path` lets a client with a bearer token pass: that route checks the token itself.
    """

    def __init__(self, app: ASGIApp, token_path: str) -> None:
        self.app, self.token_path = app, token_path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 403 (a socket is refused before it opens)."""
        if scope["type"] == "http":
            why = door.refusal(scope, origin_needed=scope["method"] not in _SAFE)
            if why:
                await PlainTextResponse(why + "\n", 403)(scope, receive, send)
                return
        elif scope["type"] == "websocket":
            trusted = scope["path"] == self.token_path and door.bearer(scope)
            if not trusted and door.refusal(scope, origin_needed=True):
                await send({"type": "websocket.close", "code": 4401})
                return
        await self.app(scope, receive, send)
