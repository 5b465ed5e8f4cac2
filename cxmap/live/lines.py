"""Whole frames, straight to the connections that wait for them.

ASGI knows messages only. Its server makes the same frame anew for every board, and each write gives the interpreter up and asks for
it again: fifty times for an edit that fifty boards are told of, and a page that draws meanwhile takes it each time. Here a frame is
made once, and one call writes it to all without giving the interpreter up, as none of these sockets blocks. What a connection does
not take at once goes the usual way, and so does everything where the server or the system offers no lines.
"""

from __future__ import annotations

import ctypes
import os
import socket
import struct
from collections.abc import Callable, Sequence
from itertools import repeat
from typing import Any, cast

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

EXTENSION = "cxmap.line"  # where the scope of a socket has its line
MOST = 64  # sockets that one call writes to: about half a millisecond in which no other thread runs

_TEXT = 0x81  # a whole text message, not masked (RFC 6455, section 5.2)


def frame_of(text: str) -> bytes:
    """A message as the one frame that a server sends it in."""
    data = text.encode()
    size = len(data)
    if size < 126:
        return struct.pack("!BB", _TEXT, size) + data
    return (struct.pack("!BBH", _TEXT, 126, size) if size < 65_536 else struct.pack("!BBQ", _TEXT, 127, size)) + data


class Line:
    """The way to one connection, past what is made for each message anew. To be used on the server's loop only."""

    __slots__ = ("_plain", "_protocol", "_socket")

    def __init__(self, protocol: WebSocketsSansIOProtocol) -> None:
        transport = protocol.transport
        self._protocol = protocol
        self._socket: Any = transport.get_extra_info("socket")
        coded = transport.get_extra_info("sslcontext") is not None or bool(protocol.conn.extensions)  # encrypted or compressed
        self._plain = self._socket is not None and not coded

    @property
    def number(self) -> int:
        """The number of the socket where a frame may be written to it now, -1 where it may not.

        Asked for at every write: of a socket that was closed the number is another's soon.
        """
        protocol = self._protocol
        transport = protocol.transport
        if not self._plain or protocol.disconnected or protocol.close_sent or transport.is_closing():
            return -1
        return -1 if transport.get_write_buffer_size() else int(self._socket.fileno())

    def rest(self, data: bytes) -> None:
        """Write what the socket did not take at once."""
        self._protocol.transport.write(data)


def write(lines: Sequence[Line], frame: bytes) -> list[bool]:
    """Write a frame to each of these; for each, whether it goes out. What does not is to be sent the usual way."""
    numbers = [line.number for line in lines]
    if _send is None:
        return [False] * len(lines)
    taken: list[int] = []
    for start in range(0, len(numbers), MOST):
        # No line of Python runs between two writes, so that no other thread is let in between them.
        taken += map(_send, numbers[start : start + MOST], repeat(frame), repeat(len(frame)), repeat(_AT_ONCE))
    for line, number, count in zip(lines, numbers, taken, strict=True):
        if number >= 0 and count < len(frame):
            line.rest(frame[max(0, count) :])
    return [number >= 0 for number in numbers]


def offer() -> None:
    """Have uvicorn's connections offer a line in the scope of each socket from now on. Calling it again changes nothing."""
    if EXTENSION in vars(WebSocketsSansIOProtocol):
        return
    run = WebSocketsSansIOProtocol.run_asgi

    async def run_asgi(self: WebSocketsSansIOProtocol) -> None:
        cast(dict[str, Any], self.scope["extensions"])[EXTENSION] = Line(self)
        await run(self)

    WebSocketsSansIOProtocol.run_asgi = run_asgi  # type: ignore[method-assign]
    setattr(WebSocketsSansIOProtocol, EXTENSION, True)


def line_of(scope: Any) -> Line | None:
    """The line of the socket of this scope, where there is one."""
    found: Line | None = (scope.get("extensions") or {}).get(EXTENSION)
    return found


def _sender() -> Callable[[int, bytes, int, int], int] | None:
    """The system's own `send`, called without giving up the interpreter; None where that is not to be had."""
    if os.name != "posix":
        return None
    send = ctypes.PyDLL(None).send
    send.argtypes, send.restype = (ctypes.c_int, ctypes.c_char_p, ctypes.c_size_t, ctypes.c_int), ctypes.c_ssize_t
    return send


_AT_ONCE = getattr(socket, "MSG_DONTWAIT", 0) | getattr(socket, "MSG_NOSIGNAL", 0)
_send = _sender()
