"""The headers of every response: content security policy, no sniffing, no framing by others, no referrer.

The policy allows what Streamlit's page needs and no more: its own files, blob modules (how it loads components), and the few
inline scripts that Streamlit's index.html and agraph's frame are shipped with, by hash, taken from the installed files.
"""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cxmap.web import door

_FRAMED_BY_NOBODY = "frame-ancestors 'none'"
PICTURE_POLICY = f"default-src 'none'; sandbox; {_FRAMED_BY_NOBODY}"
_FIXED = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"x-frame-options", b"SAMEORIGIN"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
)
_APART = (b"cross-origin-opener-policy", b"same-origin")  # browsers heed it where they trust the origin, and complain elsewhere
_SHIPPED = (("streamlit", "static/index.html"), ("streamlit_agraph", "frontend/build/index.html"))


class SecurityHeaders:
    """Adds the headers to every HTTP response; a route that sets one of them itself keeps its own.

    `scripts` are inline scripts of our own in Streamlit's pages.
    """

    def __init__(self, app: ASGIApp, scripts: tuple[str, ...] = ()) -> None:
        self.app, self.scripts = app, scripts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything through; add what is missing to the start of each response."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = list(message["headers"])
                given = {key.lower() for key, _ in headers}
                more = [*_FIXED, (b"content-security-policy", page_policy(socket_of(scope), self.scripts).encode())]
                if scope["scheme"] == "https" or door.header(scope, b"host") in door.own_hosts(scope):
                    more.append(_APART)
                message["headers"] = headers + [pair for pair in more if pair[0] not in given]
            await send(message)

        await self.app(scope, receive, with_headers)


def socket_of(scope: Scope) -> str:
    """The address of this host's socket, for `connect-src`; "" where the Host is not one of ours."""
    host = door.header(scope, b"host")
    return f"{'wss' if scope['scheme'] == 'https' else 'ws'}://{host}" if host in door.hosts(scope) else ""


@lru_cache(maxsize=8)
def page_policy(socket: str, scripts: tuple[str, ...] = ()) -> str:
    """The policy of Streamlit's pages; `socket` is this host's socket address, `scripts` the inline scripts of our own."""
    hashes = [*inline_hashes(), *map(_hash, scripts)]
    return _policy(f"script-src 'self' blob: {' '.join(hashes)}", socket, "'self'")


@lru_cache(maxsize=8)
def plain_policy(socket: str) -> str:
    """The policy of pages of our own: no inline script, no blob, no frame."""
    return _policy("script-src 'self'", socket, "'none'")


def _policy(scripts: str, socket: str, frames: str) -> str:
    return "; ".join(
        [
            "default-src 'self'",
            scripts,
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            f"connect-src 'self' {socket}".rstrip(),
            "worker-src 'self' blob:",
            f"frame-src {frames}",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            f"frame-ancestors {frames}",
        ]
    )


@lru_cache(maxsize=1)
def inline_hashes() -> tuple[str, ...]:
    """The CSP hash of each inline script in the pages that the installed packages ship."""
    hashes: list[str] = []
    for package, page in _SHIPPED:
        spec = find_spec(package)
        if spec is not None and spec.origin is not None:
            path = Path(spec.origin).parent / page
            hashes += [_hash(text) for text in inline_scripts(path.read_text("utf-8"))]
    return tuple(dict.fromkeys(hashes))


def inline_scripts(html: str) -> list[str]:
    """The text of each script element without a source, as a browser hashes it."""
    parser = _Scripts()
    parser.feed(html)
    parser.close()
    return parser.texts


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


class _Scripts(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.texts: list[str] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "script" and "src" not in dict(attrs):
            self.inside = True
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "script"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.texts[-1] += data
