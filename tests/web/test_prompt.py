"""Small messages leave at once, also from a server whose socket was made as Streamlit makes it."""

from __future__ import annotations

import asyncio
import socket

from cxmap.web.prompt import send_at_once


async def taken(protocol: type[asyncio.Protocol]) -> int:
    """TCP_NODELAY of a connection to a server over a socket that does not name its protocol."""
    listening = socket.socket(socket.AF_INET)
    listening.bind(("127.0.0.1", 0))
    made: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    class Told(protocol):  # type: ignore[misc, valid-type]
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            super().connection_made(transport)
            made.set_result(transport.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))

    server = await asyncio.get_running_loop().create_server(Told, sock=listening)
    try:
        _, writer = await asyncio.open_connection(*listening.getsockname())
        found = await asyncio.wait_for(made, 20)
        writer.close()
        return found
    finally:
        server.close()


def test_a_connection_waits_for_no_acknowledgement():
    class Plain(asyncio.Protocol):
        pass

    class Prompt(asyncio.Protocol):
        pass

    send_at_once(Prompt)
    assert asyncio.run(taken(Plain)) == 0, "asyncio does so by itself now: cxmap.web.prompt can go"
    assert asyncio.run(taken(Prompt)) != 0


def test_the_protocol_still_hears_of_its_connection():
    heard = []

    class Hears(asyncio.Protocol):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            heard.append(transport)

    send_at_once(Hears)
    assert asyncio.run(taken(Hears)) != 0
    assert len(heard) == 1
