"""Small messages leave at once.

asyncio switches Nagle's algorithm off for connections that it knows to be TCP, by the protocol of the listening socket. Streamlit
makes that socket without naming one, so the algorithm stays on: a message then waits until the browser has acknowledged the one
before, which it puts off by up to 40 ms. Measured at 100 edits a second: edit to arrival p50 30 ms with it, 3 ms without.
"""

from __future__ import annotations

import asyncio
import socket


def send_at_once(protocol: type[asyncio.BaseProtocol]) -> None:
    """Switch Nagle's algorithm off on every TCP connection that this protocol class of the server takes from now on."""
    take = protocol.connection_made

    def connection_made(self: asyncio.BaseProtocol, transport: asyncio.BaseTransport) -> None:
        connection = transport.get_extra_info("socket")
        if connection is not None and connection.family in (socket.AF_INET, socket.AF_INET6):
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        take(self, transport)

    protocol.connection_made = connection_made  # type: ignore[method-assign]
