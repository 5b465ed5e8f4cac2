"""The listener on the network: a second server for the same app, in the same process and loop, that leaves signals alone."""

from __future__ import annotations

import asyncio
import errno
import socket
from typing import Any

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from cxmap.web import door

TRIED = 20  # ports from the wanted one on
_PATIENCE = 3  # seconds that open connections have when it stops


class Listener:
    """Listens on one address until it is stopped. `port` is known once it is made."""

    def __init__(self, app: ASGIApp, address: str, port: int, options: dict[str, Any], exact: bool = False) -> None:
        """Bind the address at `port`, or (not `exact`) at the next one that is free. Raises `OSError` where none is."""
        self._socket = bound(address, port, 1 if exact else TRIED)
        self.port = int(self._socket.getsockname()[1])

        async def outside(scope: Scope, receive: Receive, send: Send) -> None:
            scope[door.OUTSIDE] = True
            await app(scope, receive, send)

        config = uvicorn.Config(
            outside,
            host=address,
            port=self.port,
            lifespan="off",
            proxy_headers=False,  # whoever comes through here is who their address says
            log_config=None,
            timeout_graceful_shutdown=_PATIENCE,
            **options,
        )
        self._server = uvicorn.Server(config)
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Take connections from now on."""
        config = self._server.config
        config.load()
        self._server.lifespan = config.lifespan_class(config)
        await self._server.startup(sockets=[self._socket])
        self._task = asyncio.create_task(self._server.main_loop(), name="cxmap-network")

    async def stop(self) -> None:
        """Take none any more and close those that are open."""
        self._server.should_exit = True
        if self._task is not None:
            await self._task
            await self._server.shutdown(sockets=[self._socket])
        self._socket.close()


def bound(address: str, port: int, tried: int = TRIED) -> socket.socket:
    """A listening socket at `port`, or at the first free one of the next, `tried` in all; the last `OSError` where none is."""
    for attempt in range(tried):
        found = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET)
        try:
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            found.bind((address, port + attempt if port else 0))
            found.listen(2048)
            found.setblocking(False)
        except OSError as error:
            found.close()
            if error.errno not in (errno.EADDRINUSE, errno.EACCES) or attempt == tried - 1 or port + attempt >= 65_535:
                raise
        else:
            return found
    raise AssertionError("the last attempt returns or raises")
