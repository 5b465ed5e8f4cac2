"""The plain pages of an idea board: the one on which ideas are given, and the wall view for a screen in the hall. No Streamlit.

A page holds no more than the id in its address: what the board says comes over the socket, to whom it may come.
"""

from __future__ import annotations

import asyncio
from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from cxmap.access import permits
from cxmap.model.records import Record
from cxmap.store import Store
from cxmap.web import assets
from cxmap.web.headers import plain_policy, socket_of
from cxmap.web.preload import needed
from cxmap.web.shell import document
from cxmap.web.who import SESSION, actor_of

# `interactive-widget`: a keyboard on the screen makes the page smaller instead of covering the field that is typed in.
_VIEWPORT = ", viewport-fit=cover, interactive-widget=resizes-content"
_SCHEMES = '<meta name="color-scheme" content="light dark">'
_SHEETS = {
    "ideas": ("css/tokens.css", "css/overlay.css", "css/ask.css", "room/room.css", "ideas/ideas.css"),
    "wall": ("css/tokens.css", "present/present.css", "project/project.css", "ideas/wall.css"),
}


class IdeaPages:
    """The routes of idea boards over one store, under the app's base path `prefix` ("" or "/maps")."""

    def __init__(self, store: Store, prefix: str) -> None:
        self.store, self.prefix = store, prefix

    def routes(self) -> list[BaseRoute]:
        """The page on which ideas are given, and the wall view."""
        return [
            Route(f"{self.prefix}/ideas/{{whiteboard}}", self.ideas, name="ideas"),
            Route(f"{self.prefix}/ideas/{{whiteboard}}/wall", self.wall, name="wall"),
        ]

    async def ideas(self, request: Request) -> Response:
        """Where ideas are given: a shell without any script of its own, filled by `ideas/ideas.js`."""
        return await self._page(request, "ideas")

    async def wall(self, request: Request) -> Response:
        """What the hall sees: a shell filled by `ideas/wall.js`; dark, or light with `?theme=light`."""
        return await self._page(request, "wall", theme="light" if request.query_params.get("theme") == "light" else "dark")

    async def _page(self, request: Request, name: str, **data: str) -> Response:
        """A page that `web/<name>.js` fills: the element of that id tells it which board, as data attributes."""
        board = await asyncio.to_thread(self._board, request)
        if board is None:
            return _gone(request)
        base = assets.asset_base()
        head = [_SCHEMES] if name == "ideas" else []
        head += [f'<link rel="stylesheet" href="{base}/board/{sheet}">' for sheet in _SHEETS[name]]
        # a module is found only when the one that imports it has come: named here they come side by side
        head += [f'<link rel="modulepreload" href="{base}/{path}">' for path in needed(assets.bundle(), f"web/{name}.js")]
        head.append(f'<script type="module" src="{base}/web/{name}.js"></script>')
        told = {"whiteboard": board["id"], "base": self.prefix, "assets": base, **data}
        marks = " ".join(f'data-{key}="{escape(value)}"' for key, value in told.items())
        body = f'<div id="{name}" class="cx" {marks}></div>\n<noscript>This page needs JavaScript.</noscript>'
        return HTMLResponse(document(body, "\n".join(head), board["title"], viewport=_VIEWPORT), headers=_headers(request))

    def _board(self, request: Request) -> Record | None:
        """The board that is asked for, where who asks has a place at it: its guests, and who may look at the whole workspace.

        Not shared, everybody at this machine has, also with their first page, which only brings the cookie that makes a person.
        """
        board = self.store.record("whiteboard", request.path_params["whiteboard"])
        actor = actor_of(request.scope, self.store)
        if board is None:
            return None
        if actor is None:
            return board if SESSION not in request.scope else None
        if actor.role == "guest":
            return board if actor.workshop == board["id"] else None
        return board if permits(actor, "browse") else None


def _gone(request: Request) -> Response:
    """There is no such board, or it is none of theirs."""
    body = (
        "<main><h1>This idea board is not there</h1><p>It may have been deleted, or the link is not complete. "
        "Ask who runs it for the code.</p></main>"
    )
    page = document(body, _SCHEMES, classes="cx-plain", viewport=_VIEWPORT)
    return HTMLResponse(page, 404, headers=_headers(request))


def _headers(request: Request) -> dict[str, str]:
    return {"content-security-policy": plain_policy(socket_of(request.scope)), "cache-control": "no-store"}
