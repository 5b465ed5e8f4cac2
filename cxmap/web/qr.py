"""How to join a workshop or an idea board, for screens: the QR code as a drawing, the address and code in words.

Both are there only while cxmap is shared and the code lives, for whoever may look at that place. The code stands behind
the # of the address, which no browser sends to a server.
"""

from __future__ import annotations

import asyncio
from io import BytesIO
from urllib.parse import urlsplit

import segno
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from cxmap.access import permits
from cxmap.store import Store
from cxmap.web.headers import PICTURE_POLICY
from cxmap.web.sharing import join_url
from cxmap.web.who import actor_of

# Dark on white in every theme: scanners want it so, and four modules of quiet around it.
_DARK, _LIGHT, _QUIET = "#14171F", "#FFFFFF", 4


class QrCodes:
    """The routes over one store, under the app's base path `prefix` ("" or "/maps")."""

    def __init__(self, store: Store, prefix: str) -> None:
        self.store, self.prefix = store, prefix

    def routes(self) -> list[BaseRoute]:
        """The drawing and the words."""
        return [
            Route(f"{self.prefix}/qr/{{workshop}}.svg", self.drawing, name="qr"),
            Route(f"{self.prefix}/qr/{{workshop}}.json", self.words, name="qr-words"),
        ]

    async def drawing(self, request: Request) -> Response:
        """The QR code of the join address as SVG; 404 while there is none."""
        url = await asyncio.to_thread(self._url, request)
        if url is None:
            return PlainTextResponse("There is no code to join with now.\n", 404, headers={"cache-control": "no-store"})
        headers = {"cache-control": "no-store", "content-security-policy": PICTURE_POLICY}
        return Response(drawn(url), media_type="image/svg+xml", headers=headers)

    async def words(self, request: Request) -> Response:
        """`{"address": "192.168.1.5:8501/join", "code": "ABCD2345"}`: what people type; `{}` while nobody can join."""
        url = await asyncio.to_thread(self._url, request)
        return JSONResponse(in_words(url) if url is not None else {}, headers={"cache-control": "no-store"})

    def _url(self, request: Request) -> str | None:
        """The join address of the place that is asked for; None where there is none for who asks. Reads the store."""
        place = request.path_params["workshop"]
        actor = actor_of(request.scope, self.store)
        if actor is None:
            return None
        record = self.store.record("workshop", place)
        if record is not None:
            return join_url(place) if permits(actor, "read", record["journey"], self.store.reach(actor)) else None
        # an idea board's, for its wall view
        board = self.store.record("whiteboard", place)
        seen = actor.workshop == place if actor.role == "guest" else permits(actor, "browse")
        return join_url(place) if board is not None and seen else None


def drawn(url: str) -> bytes:
    """An address as a QR code, SVG in UTF-8: dark on white with its quiet zone, as large as what holds it."""
    out = BytesIO()
    code = segno.make(url, error="m", micro=False)
    code.save(
        out, kind="svg", border=_QUIET, dark=_DARK, light=_LIGHT, xmldecl=False, svgclass=None, lineclass=None, omitsize=True
    )
    return out.getvalue()


def in_words(url: str) -> dict[str, str]:
    """A join address as people read it: where to go, without the scheme where a browser adds it, and the code."""
    parts = urlsplit(url)
    scheme = "" if parts.scheme == "http" else f"{parts.scheme}://"
    return {"address": f"{scheme}{parts.netloc}{parts.path}", "code": parts.fragment}
