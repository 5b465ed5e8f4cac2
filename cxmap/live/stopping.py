"""A server that stops says so: every board gets code 1001 before the sockets go."""

from __future__ import annotations

import asyncio
import signal
import threading
from types import FrameType

from cxmap.live.hub import Hub

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def say_goodbye_on_signals(hub: Hub) -> None:
    """Close the boards when the process is told to end, ahead of the server, which would cut the sockets with another code.

    The handlers that the server has set up are called as before. Does nothing outside the main thread, where there are none.
    """
    if threading.current_thread() is not threading.main_thread():
        return
    loop = asyncio.get_running_loop()
    before = {number: signal.getsignal(number) for number in _SIGNALS}

    def handle(number: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(hub.goodbye)
        earlier = before[signal.Signals(number)]
        if callable(earlier):
            earlier(number, frame)

    for number in _SIGNALS:
        signal.signal(number, handle)
