"""Somebody who guesses join codes, with a fresh browser every few tries."""

from __future__ import annotations

import asyncio
import json
import re
from collections import Counter

from cxmap.access import new_token
from cxmap.access.codes import new_code
from cxmap.web.persons import COOKIE
from tests.crowd.seat import Site

AT_ONCE = 10
EACH = 3  # tries of one browser
_LENGTH = re.compile(rb"\r\ncontent-length: (\d+)\r\n", re.IGNORECASE)


async def guess(site: Site, tries: int, source: str) -> Counter[int]:
    """Try so many codes; how often each status was the answer. It spends next to nothing, so that the server is what is measured."""
    found: Counter[int] = Counter()
    left = iter(range(tries))

    async def one() -> None:
        reader, writer = await asyncio.open_connection(site.host, site.port, local_addr=(source, 0))
        browser = new_token()
        try:
            for number in left:
                browser = new_token() if number % EACH == 0 else browser
                writer.write(_request(site, browser))
                head = await reader.readuntil(b"\r\n\r\n")
                length = _LENGTH.search(head)
                assert length is not None, head
                await reader.readexactly(int(length[1]))
                found[int(head.split(b" ", 2)[1])] += 1
        finally:
            writer.close()

    await asyncio.gather(*(one() for _ in range(AT_ONCE)))
    return found


def _request(site: Site, browser: str) -> bytes:
    body = json.dumps({"code": new_code(), "name": "Nobody"})
    lines = (
        "POST /join HTTP/1.1",
        f"Host: {site.host}:{site.port}",
        f"Origin: {site.origin}",
        f"Cookie: {COOKIE}={browser}",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
    )
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()
