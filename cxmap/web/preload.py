"""Tells the browser, with the page that shows the board, which files the board will ask for.

A module is found only when the one that imports it has come: a chain of round trips after Streamlit's own. Named in the answer's
Link header they come side by side, while Streamlit starts; with a low priority, so that Streamlit's own scripts, which come
first, do not wait behind them.
"""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cxmap.web import assets

_IMPORT = re.compile(rb"""(?:^|[;\n}])\s*(?:import|export)\b(?:[\s\w*{},$]*?\bfrom\b)?\s*["'](\.{1,2}/[^"']+\.js)["']""")


class Preload:
    """Adds the Link header to the page at `path` ("/maps/journey")."""

    def __init__(self, app: ASGIApp, path: str, module: str) -> None:
        self.app, self.path, self.module = app, path, module

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything through; the one page gets the header."""
        if scope["type"] != "http" or scope["path"] != self.path:
            await self.app(scope, receive, send)
            return

        async def with_links(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] in (200, 304):
                message["headers"] = [*message["headers"], (b"link", links(assets.asset_base(), self.module))]
            await send(message)

        await self.app(scope, receive, with_links)


@lru_cache(maxsize=4)
def links(base: str, module: str) -> bytes:
    """The Link header that names a module and all that it imports, directly or not, its style sheets and the definitions."""
    bundle = assets.bundle()
    folder = posixpath.dirname(module)
    kinds = [(path, "modulepreload") for path in needed(bundle, module)]
    kinds += [(path, "preload; as=style") for path in bundle.files if path.startswith(f"{folder}/css/")]
    kinds += [(path, "preload; as=fetch; crossorigin") for path in bundle.files if path == f"{folder}/records.json"]
    return ", ".join(f"<{base}/{path}>; rel={kind}; fetchpriority=low" for path, kind in kinds).encode()


def needed(bundle: assets.Bundle, module: str) -> list[str]:
    """The module and those that it imports by a relative path, each once, as far as they are there."""
    found: dict[str, None] = {}
    open_ = [module]
    while open_:
        path = open_.pop()
        if path in bundle.files and path not in found:
            found[path] = None
            there = _IMPORT.findall(bundle.files[path].body)
            open_ += [posixpath.normpath(posixpath.join(posixpath.dirname(path), name.decode())) for name in there]
    return list(found)
