"""Gives each browser its person cookie with the first page, and writes the cookie of a session."""

from __future__ import annotations

from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cxmap.access import new_token
from cxmap.web import door
from cxmap.web.persons import COOKIE, LIFETIME, SESSION_COOKIE, cookies_of, secret_of


class PersonCookie:
    """Adds the cookie to every HTML page: a new secret, or the browser's own with another year to live.

    SameSite is Lax, not Strict: with Strict a link in a mail or chat would arrive without the cookie, and the browser would
    become a new person. Requests that change something are guarded by their Origin anyway.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything through; HTML answers to a GET get the cookie."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return

        async def with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_page(scope, message):
                secret = secret_of(cookies_of(scope)) or new_token()
                line = _cookie(COOKIE, secret, int(LIFETIME.total_seconds()), scope, "/")
                message["headers"] = [*message["headers"], (b"set-cookie", line.encode())]
            await send(message)

        await self.app(scope, receive, with_cookie)


def session_cookie(secret: str, hours: float, scope: Scope, prefix: str) -> str:
    """The header that gives a browser its session, or takes it away (`secret` ""), for what lies under `prefix`."""
    return _cookie(SESSION_COOKIE, secret, int(hours * 3600) if secret else 0, scope, prefix or "/")


def _is_page(scope: Scope, message: Any) -> bool:
    """Whether the browser gets a page, or is told that the one it has is still good (it may have lost its cookies since)."""
    if message["status"] == 304:
        return "text/html" in (door.header(scope, b"accept") or "")
    html = any(key.lower() == b"content-type" and value.startswith(b"text/html") for key, value in message["headers"])
    return html and message["status"] < 300


def _cookie(name: str, value: str, seconds: int, scope: Scope, path: str) -> str:
    parts = [f"{name}={value}", f"Path={path}", f"Max-Age={seconds}", "HttpOnly", "SameSite=Lax"]
    return "; ".join([*parts, *(["Secure"] if scope["scheme"] == "https" else [])])
