"""What a board is sent: always a frame that can be sent, in order, and never at the cost of the others."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any

import pytest

from cxmap.access import Actor
from cxmap.changes import Change, Edit, Refused
from cxmap.live.client import Bucket, Client, Item
from cxmap.store import Store, Told, Unavailable
from tests.live.conftest import card
from tests.serving import Board, Served

Boards = Callable[..., Board]


def test_half_characters_and_endless_words_are_answered_in_a_sentence_that_can_be_sent(board: Boards) -> None:
    anna = board()
    for fields in ({"\ud83d": 1}, {"severity": "\ud83d" * 5_000}):
        id_ = anna.change({"op": "put", "type": "card", "id": "c1", "fields": {**card("c1")["fields"], **fields}})
        refused = anna.next("refused")
        assert (refused["id"], refused["code"]) == (id_, "invalid")
        assert len(refused["message"]) <= 1_000
    anna.send({"t": "\ud83d"})
    assert anna.next("error")["code"] == "unknown"
    anna.change({"op": "put", "type": "card", "id": "c2", "fields": {**card("c2")["fields"], "title": "Half \ud83d"}})
    assert anna.next("ack")["edits"][0]["fields"]["title"] == "Half"


def test_a_board_that_cannot_be_sent_to_does_not_keep_the_others_waiting(board: Boards, served: Served) -> None:
    broken, anna, ben = board(), board(), board()

    async def fails(message: dict[str, Any]) -> None:
        if message["type"] == "websocket.send":
            raise ValueError("This socket takes nothing.")

    client = served.hub._clients[broken.welcome["session"]]
    client._send, client.line = fails, None
    anna.change(card("c1"))
    assert anna.next("ack")["edits"][0]["id"] == "c1"
    assert ben.next("change")["edits"][0]["id"] == "c1"


def test_who_does_not_wait_is_told_of_what_is_done_and_of_what_is_refused(map_store: Store) -> None:
    actor, told = Actor("anna", "owner"), SimpleQueue[Told]()
    map_store.send(Change("one", (Edit("put", "card", "c1", card("c1")["fields"]),)), actor, told.put)
    assert told.get(timeout=20).result().id == "one"
    for change in (Change("no id", ()), Change("two", ()), Change("three", (Edit("patch", "card", "gone", {"title": "x"}),))):
        map_store.send(change, actor, told.put)
        refused = told.get(timeout=20)
        assert refused.done()
        with pytest.raises(Refused):
            refused.result()
    map_store.close()
    map_store.send(Change("late", (Edit("put", "card", "c2", card("c2")["fields"]),)), actor, told.put)
    assert isinstance(told.get(timeout=20).exception(), Unavailable)


def test_of_two_maps_that_are_being_read_only_the_later_one_is_sent() -> None:
    async def sends(message: dict[str, Any]) -> None:
        raise AssertionError("nothing is sent without the pump")

    client = Client("session", Actor("anna", "owner"), {}, sends, 10)
    first, second = client.hold(), client.hold()
    client.push(Item("change", 7))
    client.release(first, Item("snapshot", 5, own=True), ahead=True)
    assert client._frame() is None
    client.release(second, Item("welcome", 6, own=True))
    assert client._frame() == "[welcome,change]"


def test_messages_that_belong_together_come_as_one_frame_where_nothing_else_waits() -> None:
    async def scene() -> None:
        frames: list[str] = []

        async def sends(message: dict[str, Any]) -> None:
            frames.append(message["text"])

        async def refresh(client: Client) -> None:
            raise AssertionError("this board is not slow")

        client = Client("session", Actor("anna", "owner"), {}, sends, 10)
        pump = asyncio.create_task(client.pump(refresh))
        await asyncio.sleep(0)
        client.push_all([Item("ack", 5, own=True), Item("change", 6)])
        assert frames == ["[ack,change]"]
        hold = client.hold()
        client.push_all([Item("ack", 7, own=True), Item("change", 8)])
        client.release(hold, Item("snapshot", 8, own=True))
        await asyncio.sleep(0)
        assert frames[1:] == ["[snapshot,ack]"]
        pump.cancel()

    asyncio.run(scene())


def test_a_burst_is_taken_then_only_the_rate_and_pauses_fill_up_again() -> None:
    now = [100.0]
    bucket = Bucket(20, 50, lambda: now[0])

    def taken(wanted: int) -> int:
        return sum(bucket.take() for _ in range(wanted))

    assert taken(60) == 50
    now[0] += 0.5
    assert taken(60) == 10
    for _ in range(100):
        now[0] += 0.051
        assert bucket.take()
    now[0] += 3_600
    assert taken(60) == 50
