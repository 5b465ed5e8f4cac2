"""The plain pages of a workshop: the participant's page, on a phone or a laptop. No Streamlit stands behind them.

A page holds no more than the ids in its address: what the workshop says comes over the socket, to whom it may come.
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

_ROOM = ("css/tokens.css", "css/overlay.css", "css/ask.css", "room/room.css")


class RoomPages:
    """The workshop's plain routes over one store, under the app's base path `prefix` ("" or "/maps")."""

    def __init__(self, store: Store, prefix: str) -> None:
        self.store, self.prefix = store, prefix

    def routes(self) -> list[BaseRoute]:
        """The participant's page and the projector."""
        return [
            Route(f"{self.prefix}/room/{{workshop}}", self.room, name="room"),
            Route(f"{self.prefix}/project/{{workshop}}", self.project, name="project"),
        ]

    async def room(self, request: Request) -> Response:
        """What a participant works on: a shell without any script of its own, filled by `room/room.js`."""
        workshop = await asyncio.to_thread(self.store.record, "workshop", request.path_params["workshop"])
        if workshop is None or not await asyncio.to_thread(self._may_come, request, workshop):
            return _gone(request)
        return _page(request, "room", tuple(f"board/{sheet}" for sheet in _ROOM), self.prefix, workshop)

    async def project(self, request: Request) -> Response:
        """What the room sees: a shell filled by `project/project.js`; dark, or light with `?theme=light`."""
        workshop = await asyncio.to_thread(self.store.record, "workshop", request.path_params["workshop"])
        if workshop is None or not await asyncio.to_thread(self._may_present, request, workshop):
            return _gone(request)
        sheets = ("css/tokens.css", "present/present.css", "project/project.css", "project/views.css")
        theme = "light" if request.query_params.get("theme") == "light" else "dark"
        return _page(request, "project", tuple(f"board/{sheet}" for sheet in sheets), self.prefix, workshop, theme=theme)

    def _may_present(self, request: Request, workshop: Record) -> bool:
        """Whether somebody may show the map to a room; guests too, as one of them may lead the workshop from another laptop."""
        actor = actor_of(request.scope, self.store)
        if actor is None:  # nobody yet: the first page of a browser at this machine, which brings its cookie
            return True
        if actor.role == "guest" and actor.workshop != str(workshop["id"]):
            return False  # of another workshop on a map that theirs is about, too
        return permits(actor, "present", workshop["journey"], self.store.reach(actor))

    def _may_come(self, request: Request, workshop: Record) -> bool:
        """Whether somebody has a place here: a guest of this workshop (also while they wait at the door), and who may read its map.

        Not shared, everybody at this machine has, also with their first page, which only brings the cookie that makes a person.
        """
        actor = actor_of(request.scope, self.store)
        if actor is None:
            return SESSION not in request.scope
        if actor.role == "guest":
            return actor.workshop == str(workshop["id"])
        return permits(actor, "read", workshop["journey"], self.store.reach(actor))


def _page(request: Request, name: str, sheets: tuple[str, ...], prefix: str, workshop: Record, **data: str) -> Response:
    """A page that `web/<name>.js` fills: the element of that id tells it which workshop and map, as data attributes."""
    base, bundle = assets.asset_base(), assets.bundle()
    head = [_SCHEMES]
    head += [f'<link rel="stylesheet" href="{base}/{sheet}">' for sheet in sheets]
    # a module is found only when the one that imports it has come: named here they come side by side
    head += [f'<link rel="modulepreload" href="{base}/{path}">' for path in needed(bundle, f"web/{name}.js")]
    head.append(f'<script type="module" src="{base}/web/{name}.js"></script>')
    told = {"workshop": workshop["id"], "journey": workshop["journey"], "base": prefix, "assets": base, **data}
    marks = " ".join(f'data-{key}="{escape(value)}"' for key, value in told.items())
    body = f'<div id="{name}" class="cx" {marks}></div>\n<noscript>This page needs JavaScript.</noscript>'
    page = document(body, "\n".join(head), workshop["title"], viewport=_VIEWPORT)
    return HTMLResponse(page, headers=_headers(request))


def _gone(request: Request) -> Response:
    """There is no such workshop, or it is none of theirs."""
    body = (
        "<main><h1>This workshop is not there</h1><p>It may have been deleted, or the link is not complete. "
        "Ask the facilitator for the code.</p></main>"
    )
    page = document(body, _SCHEMES, classes="cx-plain", viewport=_VIEWPORT)
    return HTMLResponse(page, 404, headers=_headers(request))


def _headers(request: Request) -> dict[str, str]:
    return {"content-security-policy": plain_policy(socket_of(request.scope)), "cache-control": "no-store"}
