"""The gate: pure ASGI, before everything. Streamlit's pages, its own socket, uploads and media inherit it like our routes.

It refuses a foreign peer, Host or Origin. While cxmap is shared it also asks everybody for a session, leaves in the scope
who it is (`who.py`), and keeps guests of a workshop or an idea board to the pages that are made for them.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from urllib.parse import quote

from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from cxmap.store.sessions import Session
from cxmap.web import door, who
from cxmap.web.organisation import NONE, Organisation
from cxmap.web.sharing import Sharing
from cxmap.web.sockets import NOT_LET_IN

_SAFE = ("GET", "HEAD", "OPTIONS")

# What needs no session: how one gets one, what these pages look like, and whether the server lives.
OPEN = ("/join", "/sign-in", "/sign-in/organisation", "/sign-out", "/enter", "/health")
OPEN_FILES = re.compile(r"/assets/[^/]+/[^/].*", re.DOTALL)
# Streamlit's own way to an organisation's sign-in, where one is set up.
OIDC = ("/auth/login", "/auth/logout", "/oauth2callback")
# What a guest of a workshop may reach; whether it is that of their workshop is asked of the policy there.
# Whole addresses, for what is below them but is none of our routes, Streamlit answers.
GUESTS = re.compile(r"/live(/ticket)?|/(room|project|pictures|qr|takeaway)/[^/]+")
# The same for a guest of an idea board.
BOARD_GUESTS = re.compile(r"/live(/ticket)?|/qr/[^/]+|/ideas/[^/]+(/wall)?")

# Tells Streamlit's pages, which see no scope, by which session their socket came. Never taken from outside.
HEADER = "x-cxmap-session"
_HEADER = HEADER.encode()


class Gate:
    """Lets in, turns away, or shows the way to the sign-in. Remembers every socket, so that it can be closed.

    The socket under `/live` lets a client with a bearer token pass: that route checks the token itself.
    """

    def __init__(self, app: ASGIApp, sharing: Sharing, organisation: Organisation = NONE) -> None:
        self.app, self.sharing, self.organisation = app, sharing, organisation
        self._prefix = sharing.prefix

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer it (a socket is refused before it opens)."""
        if scope["type"] == "http":
            answer = await self._http(scope)
            await (answer or self.app)(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._socket(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _http(self, scope: Scope) -> Response | None:
        """What the request is answered with; None where it may come in."""
        session = await self._look(scope)
        why = door.refusal(scope, origin_needed=scope["method"] not in _SAFE)
        if why:
            return PlainTextResponse(why + "\n", 403)
        if not self.sharing.on or self._is_open(scope):
            return None
        if session is None:
            return self._show(scope, 401, "Sign in first, or join the workshop with its code.", self._way_in(scope))
        if session.role == "guest" and not self._is_for_guests(scope, session):
            what = "idea board" if session.board else "workshop"
            return self._show(scope, 403, f"This is not part of the {what} that you joined.", who.place_of(session))
        return None

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        session = await self._look(scope)
        program = self._path(scope) == "/live" and door.bearer(scope) is not None
        if not program:
            stranger = self.sharing.on and (
                session is None or (session.role == "guest" and not self._is_for_guests(scope, session))
            )
            if stranger or door.refusal(scope, origin_needed=True):
                await send({"type": "websocket.close", "code": NOT_LET_IN})
                return
        if program:
            await self.app(scope, receive, send)
            return
        async with self.sharing.sockets.opening(scope, session.hash if session is not None else "", send):
            await self.app(scope, receive, send)

    async def _look(self, scope: Scope) -> Session | None:
        """Leave in the scope under which addresses it may come, and who it is."""
        scope["headers"] = [pair for pair in scope["headers"] if pair[0] != _HEADER]
        shared = self.sharing.addresses(scope)
        if shared is None:
            return None
        scope[door.SHARED] = shared
        session = None
        if door.header(scope, b"cookie") is not None and not OPEN_FILES.fullmatch(self._path(scope)):
            session = await asyncio.to_thread(who.session_of, scope, self.sharing.store)
        scope[who.SESSION] = session
        if session is not None:
            scope["headers"].append((_HEADER, session.hash.encode()))
        return session

    def _path(self, scope: Scope) -> str:
        """The path below the base path; "" for one that is not below it."""
        path = str(scope["path"])
        return path[len(self._prefix) :] if path.startswith(f"{self._prefix}/") else ""

    def _is_open(self, scope: Scope) -> bool:
        path = self._path(scope)
        return path in OPEN or OPEN_FILES.fullmatch(path) is not None or (path in OIDC and bool(self.organisation.ways()))

    def _is_for_guests(self, scope: Scope, session: Session) -> bool:
        pages = BOARD_GUESTS if session.board else GUESTS
        return pages.fullmatch(self._path(scope)) is not None

    def _way_in(self, scope: Scope) -> str:
        """The page that lets in, with what was asked for behind the #, which no server is sent."""
        path = self._path(scope)
        if path.startswith(("/room/", "/ideas/")):
            return "/join"
        query = scope["query_string"].decode("latin-1")
        wanted = quote(path, safe="/") + (f"?{query}" if query else "")
        return f"/sign-in#{wanted}" if wanted not in ("", "/") else "/sign-in"

    def _show(self, scope: Scope, status: int, why: str, instead: str) -> Response:
        """To who asks for a page another page, to everything else a plain refusal."""
        headers = {"cache-control": "no-store"}
        if is_page_request(scope):
            return RedirectResponse(self._prefix + instead, 303, headers)
        if self._path(scope).startswith("/_stcore/"):  # Streamlit's page, left open, shows this word for word
            return PlainTextResponse("You are signed out. Reload this page to sign in again.\n", status, headers)
        return JSONResponse({"error": why}, status, headers=headers)


def is_page_request(scope: Scope) -> bool:
    """Whether a browser asks for a page to show, rather than a page for something that it needs."""
    if scope["method"] not in ("GET", "HEAD"):
        return False
    into = door.header(scope, b"sec-fetch-dest")
    return "text/html" in (door.header(scope, b"accept") or "") and into in (None, "document")


def session_hash(headers: Mapping[str, str]) -> str:
    """The session that a socket of Streamlit's came by, out of its headers; "" where it came without one."""
    return headers.get(HEADER, "")
