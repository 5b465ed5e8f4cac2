"""Whole frames, straight to the connections that wait for them, and texts straight from them.

ASGI knows messages only. Its server makes the same frame anew for every board, and each write gives the interpreter up and asks for
it again: fifty times for an edit that fifty boards are told of, and a page that draws meanwhile takes it each time. Here a frame is
made once, and one call writes it to all without giving the interpreter up, as none of these sockets blocks. What a connection does
not take at once goes the usual way, and so does everything where the server or the system offers no lines.

On the way in, ASGI puts each message into a queue, stops reading, wakes a task and reads on. Who listens on a line is called instead.
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

    __slots__ = ("_number", "_protocol", "_transport", "hear")

    def __init__(self, protocol: WebSocketsSansIOProtocol) -> None:
        self.hear: Callable[[str], bool] | None = None  # gets each text that comes; what it answers False to goes the usual way
        transport = protocol.transport
        self._protocol, self._transport = protocol, transport
        socket: Any = transport.get_extra_info("socket")
        coded = transport.get_extra_info("sslcontext") is not None or bool(protocol.conn.extensions)  # encrypted or compressed
        self._number = -1 if _send is None or socket is None or coded else int(socket.fileno())

    def number(self) -> int:
        """The number of the socket where a frame may be written to it now, -1 where it may not.

        Asked for at every write: of a socket that was closed the number is another's soon. A connection is closing before its
        socket is closed, also where the other side has gone.
        """
        transport = self._transport
        if self._protocol.close_sent or transport.is_closing() or transport.get_write_buffer_size():
            return -1
        return self._number

    def rest(self, frame: bytes, taken: int) -> None:
        """Write what the socket did not take at once: it took so many bytes, or -1."""
        self._transport.write(frame[max(0, taken) :])

    def write(self, frame: bytes) -> bool:
        """Write a frame; False where it has to be sent the usual way."""
        number = self.number()
        if number >= 0 and (taken := write((number,), frame)[0]) < len(frame):
            self.rest(frame, taken)
        return number >= 0


def write(numbers: Sequence[int], frame: bytes) -> list[int]:
    """Write a frame to the sockets of these numbers; for each the bytes that it took, -1 for none. The rest is for `Line.rest`."""
    taken: list[int] = []
    assert _send is not None, "a line has no number where nothing can be sent this way"
    size = ctypes.c_size_t(len(frame))
    for start in range(0, len(numbers), MOST):
        # No line of Python runs between two writes, so that no other thread is let in between them.
        taken += map(_send, numbers[start : start + MOST], repeat(frame), repeat(size), repeat(_AT_ONCE))
    return taken


def offer() -> None:
    """Have uvicorn's connections offer a line in the scope of each socket from now on. Calling it again changes nothing."""
    if hasattr(WebSocketsSansIOProtocol, EXTENSION):
        return
    run, hand_on = WebSocketsSansIOProtocol.run_asgi, WebSocketsSansIOProtocol.send_receive_event_to_app

    async def run_asgi(self: WebSocketsSansIOProtocol) -> None:
        line = cast(dict[str, Any], self.scope["extensions"])[EXTENSION] = Line(self)
        setattr(self, EXTENSION, line)
        await run(self)

    def send_receive_event_to_app(self: WebSocketsSansIOProtocol) -> None:
        line = getattr(self, EXTENSION, None)
        if line is None or line.hear is None or not _heard(self, line.hear):
            hand_on(self)

    WebSocketsSansIOProtocol.run_asgi = run_asgi  # type: ignore[method-assign]
    WebSocketsSansIOProtocol.send_receive_event_to_app = send_receive_event_to_app  # type: ignore[method-assign]
    setattr(WebSocketsSansIOProtocol, EXTENSION, None)


def _heard(protocol: WebSocketsSansIOProtocol, hear: Callable[[str], bool]) -> bool:
    """Whether the message that has come was heard: a text of one frame, before which nothing waits."""
    whole = len(protocol.frames) == 1 and protocol.curr_msg_data_type == "text"
    if not whole or protocol.close_sent or not protocol.queue.empty():
        return False
    try:
        text = protocol.frames[0].decode()
    except UnicodeDecodeError:
        return False
    if not hear(text):
        return False
    protocol.frames = []
    return True


def line_of(scope: Any) -> Line | None:
    """The line of the socket of this scope, where there is one."""
    found: Line | None = (scope.get("extensions") or {}).get(EXTENSION)
    return found


def _sender() -> Callable[[int, bytes, ctypes.c_size_t, int], int] | None:
    """The system's own `send`, called without giving up the interpreter; None where that is not to be had."""
    if os.name != "posix":
        return None
    send = ctypes.PyDLL(None).send
    send.restype = ctypes.c_ssize_t  # without types of arguments: to check each of them takes longer than the call itself
    return send


_AT_ONCE = getattr(socket, "MSG_DONTWAIT", 0) | getattr(socket, "MSG_NOSIGNAL", 0)
_send = _sender()
