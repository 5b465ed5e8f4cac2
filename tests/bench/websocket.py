"""A WebSocket client that costs next to nothing, so that what is measured is the server."""

from __future__ import annotations

import asyncio
import base64
import os
import struct
from collections.abc import Callable

_PLAIN = b"\0\0\0\0"  # a mask that leaves the payload as it is


class Socket(asyncio.Protocol):
    """One connection. `heard` gets the payload of each text frame."""

    def __init__(self, path: str, headers: dict[str, str], heard: Callable[[bytes], None]) -> None:
        self.heard = heard
        self.open: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.closed = False
        self._buffer = bytearray()
        self._parts = bytearray()
        key = base64.b64encode(os.urandom(16)).decode()
        lines = {
            "Connection": "Upgrade",
            "Upgrade": "websocket",
            "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": key,
            **headers,
        }
        self._request = f"GET {path} HTTP/1.1\r\n{''.join(f'{k}: {v}{chr(13)}{chr(10)}' for k, v in lines.items())}\r\n"

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the upgrade."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        transport.write(self._request.encode())

    def connection_lost(self, exc: Exception | None) -> None:
        """The other side is gone."""
        self.closed = True
        if not self.open.done():
            self.open.set_exception(ConnectionError("The server closed the connection before it opened."))

    def data_received(self, data: bytes) -> None:
        """Take frames, as far as they are whole."""
        self._buffer += data
        if not self.open.done():
            head, found, rest = bytes(self._buffer).partition(b"\r\n\r\n")
            if not found:
                return
            if b" 101 " not in head.partition(b"\r\n")[0]:
                self.open.set_exception(ConnectionError(head.decode("latin-1")))
                return
            self._buffer = bytearray(rest)
            self.open.set_result(None)
        while (frame := self._frame()) is not None:
            self._take(*frame)

    def send(self, text: str) -> None:
        """Send a text frame."""
        payload = text.encode()
        self.transport.write(_head(0x81, len(payload)) + _PLAIN + payload)

    def _frame(self) -> tuple[int, bool, bytes] | None:
        buffer = self._buffer
        if len(buffer) < 2:
            return None
        size, start = buffer[1] & 127, 2
        if size == 126 and len(buffer) >= 4:
            size, start = struct.unpack_from("!H", buffer, 2)[0], 4
        elif size == 127 and len(buffer) >= 10:
            size, start = struct.unpack_from("!Q", buffer, 2)[0], 10
        elif size > 125:
            return None
        if len(buffer) < start + size:
            return None
        frame = buffer[0] & 15, bool(buffer[0] & 128), bytes(buffer[start : start + size])
        del buffer[: start + size]
        return frame

    def _take(self, code: int, last: bool, payload: bytes) -> None:
        if code == 9:
            self.transport.write(_head(0x8A, len(payload)) + _PLAIN + payload)
        elif code in (0, 1):
            if last and not self._parts:
                self.heard(payload)
                return
            self._parts += payload
            if last:
                whole, self._parts = bytes(self._parts), bytearray()
                self.heard(whole)


def _head(first: int, size: int) -> bytes:
    if size < 126:
        return struct.pack("!BB", first, size | 128)
    return struct.pack("!BBH", first, 126 | 128, size) if size < 65536 else struct.pack("!BBQ", first, 127 | 128, size)
