"""Frames past ASGI: the same bytes as by it, whole and in order also where a socket is full, and never to a socket that is gone."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from websockets.frames import Frame, Opcode

from cxmap.live import lines
from cxmap.live.lines import Line, frame_of, write
from tests.live.conftest import card
from tests.serving import Board, Served

Boards = Callable[..., Board]


@pytest.mark.parametrize("size", [0, 125, 126, 65_535, 65_536])
def test_a_frame_is_the_one_that_a_server_makes(size: int) -> None:
    assert frame_of("x" * size) == Frame(Opcode.TEXT, b"x" * size).serialize(mask=False)


def test_letters_of_several_bytes_are_counted_as_bytes() -> None:
    assert frame_of("é" * 63) == Frame(Opcode.TEXT, "é".encode() * 63).serialize(mask=False)


class Connection:
    """A line to a reader, over a real socket."""

    async def open(self) -> None:
        taken: asyncio.Future[asyncio.Transport] = asyncio.get_running_loop().create_future()

        class Take(asyncio.Protocol):
            def connection_made(self, transport: Any) -> None:
                taken.set_result(transport)

        self.server = await asyncio.get_running_loop().create_server(Take, "127.0.0.1", 0)
        self.reader, self.writer = await asyncio.open_connection(*self.server.sockets[0].getsockname())
        self.transport = await taken
        self.protocol: Any = SimpleNamespace(
            transport=self.transport, disconnected=False, close_sent=False, conn=SimpleNamespace(extensions=[])
        )
        self.line = Line(self.protocol)

    def close(self) -> None:
        self.transport.abort()
        self.writer.close()
        self.server.close()


def with_connection(scene: Callable[[Connection], Any]) -> None:
    async def run() -> None:
        connection = Connection()
        await connection.open()
        try:
            await scene(connection)
        finally:
            connection.close()

    asyncio.run(run())


def test_what_a_full_socket_does_not_take_comes_after_and_nothing_overtakes_it() -> None:
    async def scene(connection: Connection) -> None:
        long = frame_of("0123456789" * 1_000_000)
        assert connection.line.write(long)
        assert connection.line.number() == -1, "something waits already"
        assert not connection.line.write(frame_of("later"))
        assert await connection.reader.readexactly(len(long)) == long
        while connection.transport.get_write_buffer_size():
            await asyncio.sleep(0)
        assert connection.line.write(frame_of("then"))
        assert await connection.reader.readexactly(6) == frame_of("then")

    with_connection(scene)


def test_a_socket_that_takes_nothing_at_all_gets_the_whole_frame_later() -> None:
    async def scene(connection: Connection) -> None:
        number = connection.line.number()
        sent = frame_of("y" * 100_000)
        written = 0
        while (taken := write([number], sent)[0]) > 0:  # as one call to many does, which looks at no one in between
            written += taken
        assert taken == -1
        connection.line.rest(frame_of("the rest"), taken)
        assert (await connection.reader.readexactly(written + 10))[-10:] == frame_of("the rest")

    with_connection(scene)


def test_nothing_is_written_to_what_is_closing_or_coded() -> None:
    async def scene(connection: Connection) -> None:
        assert connection.line.number() >= 0
        connection.protocol.close_sent = True
        assert connection.line.number() == -1
        connection.protocol.close_sent = False
        connection.protocol.conn.extensions = ["permessage-deflate"]
        assert Line(connection.protocol).number() == -1
        connection.transport.close()
        assert connection.line.number() == -1

    with_connection(scene)


def test_every_board_of_this_server_has_a_line(board: Boards, served: Served) -> None:
    board(), board()
    assert [client.line is not None for client in served.hub._clients.values()] == [True, True]
    lines.offer()  # again, as every app does that is made
    board()


def test_what_is_said_at_once_is_answered_in_order_also_around_a_hello(board: Boards) -> None:
    anna = board()
    anna.send({"t": "ping"}, {"t": "hello", "v": 1, "journey": "other", "rev": None}, {"t": "ping"})
    anna.socket.send(json.dumps({"t": "hello", "v": 1, "journey": "j", "rev": None}).replace("hello", "\\u0068ello"))
    anna.send({"t": "ping"})
    kinds = ["pong", "welcome", "pong", "welcome", "pong"]
    assert [anna.next(*kinds)["t"] for _ in kinds] == kinds
    anna.change(card("c1"))
    assert anna.next("ack")["edits"][0]["id"] == "c1", "and this board is on the journey of the last hello"


def test_a_frame_that_makes_no_sense_ends_the_conversation_in_a_sentence(board: Boards) -> None:
    anna = board()
    anna.send({"t": "ping"})
    anna.socket.send("[")
    assert anna.next("pong", "error")["t"] == "pong"
    assert anna.next("error")["code"] == "unreadable"
