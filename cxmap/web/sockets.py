"""Every open WebSocket of this process, Streamlit's own included, and how those of somebody who was sent out are closed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass

from starlette.types import Scope, Send

NOT_LET_IN = 4401  # the close code for who may not be here (any more)


@dataclass(eq=False)
class Opening:
    """One open socket: the session that it came with ("" for none), and the task that serves it."""

    scope: Scope
    session: str
    task: asyncio.Task[None]
    cut: bool = False


class Sockets:
    """The openings. Everything here runs on the server's loop."""

    def __init__(self) -> None:
        self._open: set[Opening] = set()

    @asynccontextmanager
    async def opening(self, scope: Scope, session: str, send: Send) -> AsyncIterator[None]:
        """Serve one socket inside this block; where it is cut, the block ends and the socket is closed."""
        task = asyncio.current_task()
        assert task is not None, "a socket is served by a task"
        opening = Opening(scope, session, task)
        self._open.add(opening)
        try:
            yield
        except asyncio.CancelledError:
            if not opening.cut:
                raise
            task.uncancel()
            try:
                await send({"type": "websocket.close", "code": NOT_LET_IN, "reason": "signed out"})
            except (OSError, RuntimeError):
                return  # it had closed by itself
        finally:
            self._open.discard(opening)

    @property
    def sessions(self) -> frozenset[str]:
        """The sessions that have a socket open."""
        return frozenset(opening.session for opening in self._open if opening.session)

    def cut(self, sessions: Collection[str]) -> None:
        """Close the sockets of these sessions, whatever they are doing."""
        for opening in list(self._open):
            if opening.session and opening.session in sessions:
                self._cut(opening)

    def cut_strangers(self, session_of: Callable[[Scope], str]) -> None:
        """Ask for the session of each socket that was opened without one; close those that have none."""
        for opening in list(self._open):
            if not opening.session:
                opening.session = session_of(opening.scope)
                if not opening.session:
                    self._cut(opening)

    def _cut(self, opening: Opening) -> None:
        if not opening.cut:
            opening.cut = True
            opening.task.cancel()
