"""(h) A workshop of 45 minutes in fast time: fifty people behind one address, a projector, the laptop closed, codes guessed."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from pathlib import Path

from cxmap.store import Store
from tests.bench import servers
from tests.bench.figure import Figure, Pace, Say, digits, percentile
from tests.crowd.account import faults
from tests.crowd.guessing import guess
from tests.crowd.play import Play
from tests.crowd.room import JOURNEY, PASSPHRASE, WORKSHOP, fill
from tests.crowd.seat import Seat, Site

PEOPLE, RATE, GUESSES = 50, 20.0, 10_000
ROOM, GUESSER = "127.0.0.2", "127.0.0.3"


class Laptop:
    """The app, shared with the room, which can be killed and started again on the same port and database."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port, self.database = folder, servers.free_port(), f"sqlite:///{folder / 'workshop.db'}"
        self.server = self._started()
        self.spent = 0.0  # seconds of processor of those that were killed
        self.away = 0.0  # seconds in which there was none

    def _started(self) -> servers.Server:
        arguments = ["-m", "cxmap", "serve", "--port", str(self.port), "--share", "--address", ROOM, "--passphrase", PASSPHRASE]
        environ = {"CXMAP_DATABASE_URL": self.database, "CXMAP_DEMO": "false", "CXMAP_LOG_LEVEL": "warning"}
        server = servers.Server("shared", self.port, arguments, environ, self.folder / "shared.log")
        server.wait("/health")
        return server

    def cpu(self) -> float:
        """Seconds of processor so far."""
        return self.spent + self.server.cpu()

    def close_and_open(self) -> None:
        """kill -9, and start again. Starting is not counted to what the workshop costs."""
        start = time.perf_counter()
        self.spent += self.server.cpu()
        self.server.process.kill()
        self.server.process.wait(15)
        self.server = self._started()
        self.spent -= self.server.cpu()
        self.away += time.perf_counter() - start


def measure(folder: Path, pace: Pace, say: Say) -> list[Figure]:
    """Once, whatever the pace: what the room was told is counted piece by piece."""
    laptop = Laptop(folder)
    try:
        store = Store.open(laptop.database)
        try:
            return asyncio.run(_measure(laptop, store, say))
        finally:
            store.close()
    finally:
        laptop.server.stop()


async def _measure(laptop: Laptop, store: Store, say: Say) -> list[Figure]:
    site = Site(ROOM, laptop.port)

    async def restart() -> None:
        await asyncio.to_thread(laptop.close_and_open)

    play = Play(site, fill(store), PEOPLE, RATE, restart, laptop.cpu)
    spent, start = laptop.cpu(), time.perf_counter()
    await play.run()
    lasted = time.perf_counter() - start - laptop.away
    share = (laptop.cpu() - spent) / lasted * 100
    await _caught_up(store, play)
    wrong = faults(play, store)
    for sentence in wrong[:10]:
        say(sentence)
    arrivals = play.arrivals()
    say(f"{len(play.kept.cards)} cards, {len(play.kept.drafts)} drafts, {len(play.kept.ballots)} ballots in {lasted:.0f} s")
    found, heard, late = await _guessed(site, store, play)
    say(f"answers to guesses: {dict(found)}")
    await play.leave()
    return [
        Figure(f"workshop: {PEOPLE} join at once from one address", digits(play.joined), "s", "≤ 10"),
        Figure("workshop: server CPU for that", digits(play.joining_cost), "s"),
        Figure("workshop: edit to projector, p50", digits(percentile(arrivals, 0.5) * 1000), "ms"),
        Figure("workshop: edit to projector, p95", digits(percentile(arrivals, 0.95) * 1000), "ms", "≤ 300"),
        Figure("workshop: server CPU, 45 minutes in fast time", digits(share), "% of a core", "≤ 100"),
        Figure("workshop: lost, doubled or shown otherwise", len(wrong), "", "≤ 0"),
        Figure(f"{GUESSES:,} guessed codes: let in", found[200], "", "≤ 0"),
        Figure(f"{GUESSES:,} guessed codes: heard, the others turned away", found[404], ""),
        Figure("somebody joins meanwhile from the room", digits(late), "s", "≤ 10"),
        Figure("edit to projector meanwhile, p95", digits(percentile(heard, 0.95) * 1000), "ms", "≤ 300"),
    ]


async def _guessed(site: Site, store: Store, play: Play) -> tuple[Counter[int], list[float], float]:
    """Codes are guessed while the room writes on and somebody comes late: the answers, the arrivals, the seconds to join."""
    before = {id_ for seat in play.crowd for id_ in seat.sent}
    (shown,) = [store.sessions.code_of(WORKSHOP)]
    assert shown is not None
    guesses = asyncio.create_task(guess(site, GUESSES, GUESSER))
    late = Seat(site, "Late")
    start = time.perf_counter()
    await late.join(shown.code, WORKSHOP)
    await late.sit(JOURNEY)
    took = time.perf_counter() - start
    await play.reopen()
    while not guesses.done():
        await play.write_on()
    heard = play.projector.heard
    sent = {id_: left for seat in play.crowd for id_, left in seat.sent.items() if id_ not in before}
    await late.leave()
    return await guesses, [heard[id_] - left for id_, left in sent.items() if id_ in heard], took


async def _caught_up(store: Store, play: Play) -> None:
    """Until this store, which is not the app's own, has read what the app has written."""
    until = time.perf_counter() + 10
    while (found := store.room(JOURNEY)) is None or found[0] < (play.leader.rev or 0):
        assert time.perf_counter() < until, "The store does not catch up."
        await asyncio.sleep(0.05)
