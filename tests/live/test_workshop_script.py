"""The whole workshop, as a script: fifty people join from one address, work, lose the network and the server, and nothing is lost."""

from __future__ import annotations

import asyncio
import sys
from collections import Counter

import pytest

from cxmap.settings import Settings
from cxmap.store import Store
from tests.crowd.account import faults
from tests.crowd.guessing import guess
from tests.crowd.play import Play
from tests.crowd.room import PASSPHRASE, fill
from tests.crowd.seat import Seat, Site
from tests.serving import Served

pytestmark = pytest.mark.skipif(sys.platform == "darwin", reason="a Mac has 127.0.0.1 only")

PEOPLE, RATE = 50, 240.0


class House:
    """A shared app, at 127.0.0.2 for the room, which can be closed and opened again."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.port = 0
        self.open()
        self.store.sessions.set_passphrase(PASSPHRASE)

    def open(self) -> None:
        """Open the laptop."""
        self.store = Store.open(self.url)
        self.served = Served(self.store, Settings())
        self.served.start()
        running = asyncio.run_coroutine_threadsafe(
            self.served.sharing.open("127.0.0.2", self.port or self.served.port), self.served.loop
        )
        running.result(10)
        shared = self.served.sharing.shared
        assert shared is not None
        self.port = int(shared.url.rpartition(":")[2])

    def close(self) -> None:
        """Close it."""
        self.served.stop()
        self.store.close()

    async def restart(self) -> None:
        """Close the laptop and open it again."""
        await asyncio.to_thread(self.close)
        await asyncio.to_thread(self.open)


@pytest.fixture
def house(sqlite_url: str):
    made = House(sqlite_url)
    yield made
    made.close()


def test_a_workshop_of_fifty_loses_nothing(house: House) -> None:
    code = fill(house.store)
    play = Play(Site("127.0.0.2", house.port), code, PEOPLE, RATE, house.restart)

    async def whole() -> None:
        try:
            await play.run()
        finally:
            await play.leave()

    asyncio.run(whole())
    assert len({seat.you["person"] for seat in play.crowd}) == PEOPLE
    assert len(play.kept.cards) == 6 * PEOPLE
    assert len(play.kept.drafts) == 2 * PEOPLE
    assert len(play.kept.ballots) == 9 * PEOPLE
    assert len(play.arrivals()) > 5 * PEOPLE
    assert faults(play, house.store) == []


def test_who_guesses_learns_nothing_and_keeps_nobody_out(house: House) -> None:
    code = fill(house.store)
    site = Site("127.0.0.2", house.port)

    async def whole() -> Counter[int]:
        leader, late = Seat(site, "Fay"), Seat(site, "Late")
        await leader.sign_in(PASSPHRASE)
        await leader.sit("crowd")
        opened = {"op": "patch", "type": "workshop", "id": "crowd-w", "fields": {"state": "running"}}
        assert (await leader.change(opened))["t"] == "ack"
        guesses = asyncio.create_task(guess(site, 200, "127.0.0.1"))  # behind the same address as the others
        await late.join(code, "crowd-w")
        await late.sit("crowd")
        found = await guesses
        await asyncio.gather(leader.leave(), late.leave())
        return found

    found = asyncio.run(whole())
    assert set(found) <= {404, 429}
    assert found.total() == 200
    assert [p["name"] for p in house.store.of_type("participant")] == ["Late"]
