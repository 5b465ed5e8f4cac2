"""Somebody who guesses join codes, from an address of their own, with a fresh browser every few tries."""

from __future__ import annotations

import asyncio
from collections import Counter

from cxmap.access import new_token
from cxmap.access.codes import new_code
from cxmap.web.persons import COOKIE
from tests.crowd.seat import Site

AT_ONCE = 10
EACH = 3  # tries of one browser


async def guess(site: Site, tries: int, source: str) -> Counter[int]:
    """Try so many codes; how often each status was the answer."""
    found: Counter[int] = Counter()
    left = iter(range(tries))

    async def one() -> None:
        async with site.browser(source) as browser:
            for number in left:
                if number % EACH == 0:
                    browser.cookies.clear()
                    browser.cookies.set(COOKIE, new_token())
                answer = await browser.post("/join", json={"code": new_code(), "name": "Nobody"})
                found[answer.status_code] += 1

    await asyncio.gather(*(one() for _ in range(AT_ONCE)))
    return found
