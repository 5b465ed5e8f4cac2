"""What a group takes along, as files: `/takeaway/<workshop>.html`, `.pdf` and `.json`; with `?download` to be kept at once."""

from __future__ import annotations

import asyncio
import re
import unicodedata
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from cxmap import takeaways
from cxmap.access import permits
from cxmap.documents.takeaway_html import POLICY
from cxmap.store import Store
from cxmap.web.who import actor_of

_KEPT = 6  # files that are kept until the map changes, so that fifty who fetch one have it made once


class TakeawayFiles:
    """The routes over one store, under the app's base path `prefix` ("" or "/maps")."""

    def __init__(self, store: Store, prefix: str) -> None:
        self.store, self.prefix = store, prefix
        self._made: dict[tuple[str, str, int, frozenset[str]], bytes] = {}
        self._turn = asyncio.Lock()  # one is made at a time: the boards of a running workshop come first

    def routes(self) -> list[BaseRoute]:
        """The three files of each workshop."""
        return [Route(f"{self.prefix}/takeaway/{{file}}", self.file, name="takeaway")]

    async def file(self, request: Request) -> Response:
        """One file, for who may have the takeaway of the workshop's map; all others are told that it is not there."""
        workshop, _, kind = request.path_params["file"].rpartition(".")
        async with self._turn:
            found = await asyncio.to_thread(self._file, request, workshop, kind)
        if found is None:
            return PlainTextResponse("This takeaway is not there, or not for you. Ask the facilitator for it.\n", 404)
        title, data = found
        headers = {"cache-control": "private, no-store"}
        if kind == "html":
            headers["content-security-policy"] = f"{POLICY}; sandbox allow-downloads; frame-ancestors 'none'"
        how = "attachment" if kind == "json" or "download" in request.query_params else "inline"
        headers["content-disposition"] = f"{how}; {file_name(title, kind)}"
        return Response(data, headers={**headers, "content-type": takeaways.TYPES[kind]})

    def _file(self, request: Request, workshop: str, kind: str) -> tuple[str, bytes] | None:
        """(title of the workshop, the file), or None. Reads the store."""
        record = self.store.record("workshop", workshop)
        actor = actor_of(request.scope, self.store)
        if record is None or actor is None or kind not in takeaways.TYPES:
            return None
        rooms = self.store.reach(actor)

        def may(journey: str) -> bool:
            acting = self.store.acting(actor, journey)
            return permits(acting, "takeaway", journey, rooms)

        if not may(record["journey"]):
            return None
        maps = frozenset(journey for journey in self.store.rooms_of(workshop) if may(journey))
        key = (workshop, kind, self.store.revision, maps)
        data = self._made.get(key) or takeaways.make(self.store, workshop, kind, maps)
        if data is None:
            return None
        self._made = dict(list({**self._made, key: data}.items())[-_KEPT:])
        return record["title"], data


def plain_name(title: str) -> str:
    """A name for a file, of letters and digits that every program knows."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-")[:60] or "workshop"


def file_name(title: str, kind: str) -> str:
    """The parameters of a content-disposition: a plain name for old programs, and the title itself (RFC 6266)."""
    whole = re.sub(r'[\x00-\x1f\x7f/\\:*?"<>|]+', " ", title).strip()[:100] or "workshop"
    return f"filename=\"{plain_name(title)}.{kind}\"; filename*=UTF-8''{quote(f'{whole}.{kind}', safe='')}"
