"""How often somebody may guess a code or the passphrase. Only what was wrong counts, in memory, for a minute.

A whole room comes from one address, so an address alone is never shut early: after 20 wrong tries a minute, a browser of that
address that has made fewer than 3 itself is still heard. Who is a new browser at each try would be heard for ever, so an address
is shut for the rest of the minute after 6,000. That is far more than a room mistypes and far too few to find anything: a code is
one of 282,429,536,481, so 6,000 a minute through the 12 hours of its life find it once in 65,000 such days.
That of an idea board, which may live for a year, is one of 27 ** 12: it finds it in one year of 47 million.
"""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter, MovingWindowRateLimiter
from starlette.types import Scope

from cxmap.web.persons import cookies_of, secret_of


class Tries:
    """Wrong tries of the last minute, of one kind. One at a time: the next is heard when it is known how the last one ended."""

    def __init__(self, calm: int = 20, browser: int = 10, heated: int = 3, most: int = 6_000) -> None:
        """After `calm` wrong tries of an address a browser has `heated` of its own instead of `browser`, all have `most`."""
        storage = MemoryStorage()
        self._limiter = MovingWindowRateLimiter(storage)
        self._whole = FixedWindowRateLimiter(storage)  # a count only: thousands of moments would be looked through at each try
        self._calm, self._most = RateLimitItemPerMinute(calm), RateLimitItemPerMinute(most)
        self._browser, self._heated = RateLimitItemPerMinute(browser), RateLimitItemPerMinute(heated)

    def may(self, scope: Scope) -> bool:
        """Whether the next try of this browser is heard."""
        address, browser = address_of(scope), browser_of(scope)
        if self._limiter.test(self._calm, "calm", address):
            return self._limiter.test(self._browser, "browser", address, browser)
        return self._limiter.test(self._heated, "heated", address, browser) and self._whole.test(self._most, "most", address)

    def failed(self, scope: Scope) -> None:
        """A try of this browser was wrong."""
        address, browser = address_of(scope), browser_of(scope)
        self._limiter.hit(self._calm, "calm", address)
        self._whole.hit(self._most, "most", address)
        self._limiter.hit(self._browser, "browser", address, browser)
        self._limiter.hit(self._heated, "heated", address, browser)


def address_of(scope: Scope) -> str:
    """Where a request comes from: the peer's address, of IPv6 the network that one household or office has."""
    client = scope.get("client")
    text = str(client[0]) if client else ""
    try:
        address = ip_address(text)
    except ValueError:
        return text
    if isinstance(address, IPv6Address):
        mapped = address.ipv4_mapped
        return str(mapped) if mapped else str(ip_network((address, 64), strict=False))
    return str(address)


def browser_of(scope: Scope) -> str:
    """What tells one browser from another behind an address: its person cookie; all without one count as one."""
    return secret_of(cookies_of(scope)) or ""
