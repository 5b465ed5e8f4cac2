"""Pages and files of our own beside Streamlit: pictures, the present page, health."""

from __future__ import annotations

import asyncio
from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from cxmap import __version__
from cxmap.access import Actor, permits
from cxmap.store import Store
from cxmap.store.pictures import Picture
from cxmap.web import who
from cxmap.web.assets import asset_base
from cxmap.web.headers import PICTURE_POLICY, plain_policy, socket_of
from cxmap.web.shell import document
from cxmap.web.who import actor_of


class Pages:
    """The plain routes over one store, under the app's base path `prefix` ("" or "/maps")."""

    def __init__(self, store: Store, prefix: str) -> None:
        self.store, self.prefix = store, prefix

    def routes(self) -> list[BaseRoute]:
        """Pictures, the present page and health."""
        return [
            Route(f"{self.prefix}/pictures/{{id}}", self.picture, name="picture"),
            Route(f"{self.prefix}/present/{{journey}}", self.present, name="present"),
            Route(f"{self.prefix}/health", self.health, name="health"),
        ]

    async def picture(self, request: Request) -> Response:
        """A stored picture. Its id is a hash of its bytes, so it never changes."""
        actor = await asyncio.to_thread(actor_of, request.scope, self.store)
        if actor is None:
            return PlainTextResponse("Open cxmap first: pictures are for its own pages.\n", 403)
        picture = await asyncio.to_thread(self._picture, actor, request.path_params["id"])
        if picture is None:
            return PlainTextResponse("This picture is not there (any more).\n", 404)
        headers = {"cache-control": "private, max-age=31536000, immutable", "content-security-policy": PICTURE_POLICY}
        return Response(picture.data, media_type=picture.content_type, headers=headers)

    def _picture(self, actor: Actor, id_: str) -> Picture | None:
        """A stored picture that the actor may see: who has some maps only sees the personas of these."""
        if actor.limited:
            rooms = self.store.reach(actor)
            if not any(permits(actor, "read", journey, rooms) for journey in self.store.pictured_in(id_)):
                return None
        return self.store.picture(id_)

    def _is_seen(self, actor: Actor | None, journey: str) -> bool:
        return actor is not None and permits(actor, "present", journey, self.store.reach(actor))

    async def present(self, request: Request) -> Response:
        """The map full screen: a shell without any script of its own, filled by `present/present.js`."""
        journey = request.path_params["journey"]
        headers = {"content-security-policy": plain_policy(socket_of(request.scope)), "cache-control": "no-store"}
        actor = await asyncio.to_thread(actor_of, request.scope, self.store)
        seen = await asyncio.to_thread(self._is_seen, actor, journey) if who.SESSION in request.scope else True
        room = await asyncio.to_thread(self.store.room, journey) if seen else None
        assets = asset_base()
        if room is None:
            body = (
                "<main><h1>This map is not there</h1><p>It may have been deleted, or the link is not complete. "
                f'<a href="{escape(self.prefix)}/">See all journeys</a></p></main>'
            )
            return HTMLResponse(document(body, classes="cx-plain"), 404, headers=headers)
        theme = "light" if request.query_params.get("theme") == "light" else "dark"
        head = "\n".join(
            [
                f'<link rel="stylesheet" href="{assets}/board/css/tokens.css">',
                f'<link rel="stylesheet" href="{assets}/board/present/present.css">',
                f'<script type="module" src="{assets}/web/present.js"></script>',
            ]
        )
        data = f'data-journey="{escape(journey)}" data-base="{escape(self.prefix)}" data-theme="{theme}"'
        body = f'<div id="present" class="cx" {data}></div>'
        return HTMLResponse(document(body, head), headers=headers)

    async def health(self, request: Request) -> Response:
        """Whether the store answers: `{"status": "ok", "version", "revision"}`."""
        revision = await asyncio.to_thread(lambda: self.store.revision)
        return JSONResponse(
            {"status": "ok", "version": __version__, "revision": revision}, headers={"cache-control": "no-store"}
        )
