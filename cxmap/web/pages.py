"""Pages and files of our own beside Streamlit: pictures, the present page, health."""

from __future__ import annotations

import asyncio
from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from cxmap import __version__
from cxmap.access import Role, allows
from cxmap.store import Store
from cxmap.web.assets import asset_base
from cxmap.web.headers import PICTURE_POLICY, plain_policy, socket_of
from cxmap.web.persons import cookies_of, secret_of

# Everybody on this machine may do everything; the door has turned away all others before a route is reached.
HERE: Role = "owner"

_SHELL = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>cxmap</title>
<link rel="icon" href="{assets}/web/icon.svg">
<link rel="stylesheet" href="{assets}/web/pages.css">
{head}
</head>
<body class="{classes}">
{body}
</body>
</html>
"""


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
        if not allows(HERE, "read") or secret_of(cookies_of(request.scope)) is None:
            return PlainTextResponse("Open cxmap first: pictures are for its own pages.\n", 403)
        picture = await asyncio.to_thread(self.store.picture, request.path_params["id"])
        if picture is None:
            return PlainTextResponse("This picture is not there (any more).\n", 404)
        headers = {"cache-control": "private, max-age=31536000, immutable", "content-security-policy": PICTURE_POLICY}
        return Response(picture.data, media_type=picture.content_type, headers=headers)

    async def present(self, request: Request) -> Response:
        """The map full screen: a shell without any script of its own, filled by `present/present.js`."""
        journey = request.path_params["journey"]
        headers = {"content-security-policy": plain_policy(socket_of(request.scope)), "cache-control": "no-store"}
        room = await asyncio.to_thread(self.store.room, journey)
        assets = asset_base()
        if room is None:
            body = (
                "<main><h1>This map is not there</h1><p>It may have been deleted, or the link is not complete. "
                f'<a href="{escape(self.prefix)}/">See all journeys</a></p></main>'
            )
            return HTMLResponse(_SHELL.format(assets=assets, head="", classes="cx-plain", body=body), 404, headers=headers)
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
        return HTMLResponse(_SHELL.format(assets=assets, head=head, classes="", body=body), headers=headers)

    async def health(self, request: Request) -> Response:
        """Whether the store answers: `{"status": "ok", "version", "revision"}`."""
        revision = await asyncio.to_thread(lambda: self.store.revision)
        return JSONResponse(
            {"status": "ok", "version": __version__, "revision": revision}, headers={"cache-control": "no-store"}
        )
