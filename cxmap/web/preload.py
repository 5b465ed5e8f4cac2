"""Tells the browser, with the page that shows the board, what the board will ask for, and Streamlit where it answers.

What a page loads is found out step by step: Streamlit's scripts, then the component's, then the board's module, each a round trip
after the one before. Named at the end of the page's head they come side by side, behind what Streamlit itself needs first (in a
Link header they would come before it: a browser speaks to one host over six connections).

Streamlit, opened at `/journey`, looks for its server at `/journey/_stcore` first, is refused, and waits before it looks at `/_stcore`:
some 130 ms, measured. The script says where it is.
"""

from __future__ import annotations

import json
import posixpath
import re
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cxmap.web import assets

_IMPORT = re.compile(rb"""(?:^|[;\n}])\s*(?:import|export)\b(?:[\s\w*{},$]*?\bfrom\b)?\s*["'](\.{1,2}/[^"']+\.js)["']""")
# Streamlit's scripts for what stands on the board's page, by the start of their names: the rest of a name is a hash.
_CHUNKS = ("BidiComponent", "Html", "ButtonGroup", "ImageList")
# A page that was kept would name files of another version, and its length is not the one that Streamlit tells.
_NOT_ASKED = {b"if-none-match", b"if-modified-since", b"if-range", b"range", b"accept-encoding"}
_NOT_TOLD = {b"content-length", b"etag", b"last-modified", b"accept-ranges"}


class Preload:
    """Adds to the head of the page at `path` ("/maps/journey"), which stands in an app at `base` ("/maps" or "")."""

    def __init__(self, app: ASGIApp, path: str, module: str, base: str = "") -> None:
        self.app, self.path, self.module, self.base = app, path, module, base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything through; the one page gets more in its head."""
        if scope["type"] != "http" or scope["path"] != self.path or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        start: Message | None = None
        body = bytearray()

        async def with_head(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start" and message["status"] == 200:
                start = message
                return
            if start is None:
                await send(message)
                return
            body.extend(message.get("body", b""))
            if message.get("more_body", False):
                return
            page = self._page(bytes(body))
            kept = [(name, value) for name, value in start["headers"] if name.lower() not in _NOT_TOLD]
            await send({**start, "headers": [*kept, (b"content-length", str(len(page)).encode())]})
            await send({"type": "http.response.body", "body": page if scope["method"] == "GET" else b""})

        asked = [(name, value) for name, value in scope["headers"] if name not in _NOT_ASKED]
        # what a HEAD tells is told of the whole page
        await self.app({**scope, "method": "GET", "headers": asked}, receive, with_head)

    def _page(self, page: bytes) -> bytes:
        page = page.replace(b"<head>", b"<head>\n    <script>" + place(self.base).encode() + b"</script>", 1)
        return page.replace(b"</head>", links(assets.asset_base(), self.base, self.module) + b"  </head>", 1)


@lru_cache(maxsize=4)
def place(base: str) -> str:
    """The script that tells Streamlit where its server is, of an app at `base`."""
    return f"window.__streamlit = {{ ...window.__streamlit, BACKEND_BASE_URL: location.origin + {json.dumps(base + '/')} }};"


@lru_cache(maxsize=4)
def links(asset_base: str, base: str, module: str) -> bytes:
    """The elements that name Streamlit's scripts for the page, a module, its style sheet and the definitions."""
    folder = posixpath.dirname(module)
    bundle = assets.bundle()
    ours = [(path, "modulepreload", "") for path in needed(bundle, module)]
    ours += [
        (f"{folder}/css/all.css", "preload", ' as="style"'),
        (f"{folder}/records.json", "preload", ' as="fetch" crossorigin'),
    ]
    named = [(f"{base}/static/js/{name}", "modulepreload", " crossorigin") for name in chunks()]
    named += [(f"{asset_base}/{path}", kind, more) for path, kind, more in ours if path in bundle.files]
    begun = f'    <script type="module" src="{asset_base}/{module}" data-cx-base="{base}" fetchpriority="low"></script>\n'
    return (
        "".join(f'    <link rel="{kind}" href="{path}"{more} fetchpriority="low">\n' for path, kind, more in named) + begun
    ).encode()


@lru_cache(maxsize=1)
def chunks() -> tuple[str, ...]:
    """The names of the scripts that Streamlit loads for what stands on the board's page, but for those that its page names."""
    spec = find_spec("streamlit")
    folder = Path(spec.origin or "").parent / "static" if spec else Path()
    page = (folder / "index.html").read_text("utf-8") if (folder / "index.html").is_file() else ""
    scripts = folder / "static" / "js"
    open_ = sorted(path.name for chunk in _CHUNKS for path in scripts.glob(f"{chunk}.*.js"))
    found: dict[str, None] = {}
    while open_:
        name = open_.pop(0)
        if name in found or name in page or not (scripts / name).is_file():
            continue
        found[name] = None
        open_ += [posixpath.basename(other.decode()) for other in _IMPORT.findall((scripts / name).read_bytes())]
    return tuple(found)


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
