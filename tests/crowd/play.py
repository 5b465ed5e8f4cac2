"""The run sheet of 45 minutes in fast time: everything that a room does, and what it was told is saved."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from cxmap.model.records import new_id
from tests.crowd.room import JOURNEY, PASSPHRASE, STAGES, WORKSHOP, sheet
from tests.crowd.seat import Message, Seat, Site, patch, put

TABLE = 8  # people of the table that loses its Wi-Fi
RATED = 6  # touchpoints that each rates
Restart = Callable[[], Awaitable[None]]


@dataclass
class Kept:
    """What the room was told is saved."""

    cards: dict[str, str] = field(default_factory=dict)  # id: title
    drafts: dict[str, str] = field(default_factory=dict)
    ballots: dict[tuple[str, str, str], float] = field(default_factory=dict)  # by step, card and person
    decisions: set[str] = field(default_factory=set)


class Play:
    """One workshop. `crowd` are the phones."""

    def __init__(
        self, site: Site, code: str, people: int, rate: float, restart: Restart, cpu: Callable[[], float] = lambda: 0.0
    ) -> None:
        """`rate`: how many things a second the room does in all. `restart`: closes the laptop and opens it again.

        `cpu`: the seconds of processor that the server has used so far.
        """
        self.site, self.code, self.rate, self.restart = site, code, rate, restart
        self.leader, self.projector = Seat(site, "Fay"), Seat(site, "Projector")
        self.crowd = [Seat(site, f"Guest {n + 1}") for n in range(people)]
        self.kept = Kept()
        self.joined = 0.0  # seconds until all were on the board
        self.joining_cost = 0.0  # seconds of the server's processor for that
        self._cpu = cpu
        self._improve = next(step for step in sheet() if step["kind"] == "improve")
        self._dice = random.Random(7)
        self._due = 0.0

    @property
    def everybody(self) -> list[Seat]:
        """All boards."""
        return [self.leader, self.projector, *self.crowd]

    def arrivals(self) -> list[float]:
        """Seconds from a participant's edit to the projector, of all that it heard live."""
        heard = self.projector.heard
        return [heard[id_] - left for seat in self.crowd for id_, left in seat.sent.items() if id_ in heard]

    async def run(self) -> None:
        """From the first sign-in to the closing."""
        for seat in (self.leader, self.projector):
            await seat.sign_in(PASSPHRASE)
            await seat.sit(JOURNEY)
        await self._told(
            self.leader.change(
                patch("workshop", WORKSHOP, state="running", started=_at(), facilitator=self.leader.you["person"])
            )
        )
        await self.join()
        for step in sheet():
            await self._start(step)
            await {
                "rate": self._rate,
                "weaknesses": self._write_alone,
                "clean": self._clean,
                "vote": self._vote,
                "people": self._laptop_closed,
                "decide": self._decide,
                "close": self._close,
            }.get(step["kind"], self._write)(step)

    async def join(self) -> None:
        """All scan the code at once."""
        start, spent = time.perf_counter(), self._cpu()

        async def come(seat: Seat) -> None:
            await seat.join(self.code, WORKSHOP)
            await seat.sit(JOURNEY)

        await asyncio.gather(*map(come, self.crowd))
        self.joined, self.joining_cost = time.perf_counter() - start, self._cpu() - spent

    async def reopen(self) -> None:
        """The step in which opportunities are written, once more."""
        await self._start(self._improve)

    async def write_on(self) -> None:
        """Everybody writes an opportunity."""
        await self._write(self._improve)

    async def leave(self) -> None:
        """All go home."""
        await asyncio.gather(*(seat.leave() for seat in self.everybody))

    # The steps

    async def _start(self, step: dict[str, Any]) -> None:
        under_way = [s["id"] for s in self.leader.of("step") if s["state"] == "running"]
        ends = _at(timedelta(minutes=step["minutes"]))
        await self._told(
            self.leader.change(
                *(patch("step", id_, state="done", ended=_at()) for id_ in under_way),
                patch("step", _id(step), state="running", started=_at(), ends=ends),
                patch("workshop", WORKSHOP, private=step.get("private"), locked=None),
            )
        )

    async def _write(self, step: dict[str, Any], writers: Sequence[Seat] | None = None) -> None:
        """Everybody writes a card into one of the lanes that are open."""
        lanes = step.get("lanes", "").split()
        written = [await self._card(seat, lanes) for seat in (writers or self.crowd) if lanes]
        for answer in await asyncio.gather(*written):
            assert answer["t"] == "ack", answer

    async def _card(self, seat: Seat, lanes: Sequence[str]) -> asyncio.Future[Message]:
        await self._pace()
        fields = self._fields(seat, lanes)
        id_ = new_id()
        future = seat.change(put("card", id_, journey=JOURNEY, **fields))
        future.add_done_callback(lambda done: self._keep(done, self.kept.cards, id_, fields["title"]))
        return future

    async def _write_alone(self, step: dict[str, Any]) -> None:
        """Each writes two cards that nobody sees. One table has no network meanwhile; half of it is back before the reveal."""
        table, rest = self.crowd[:TABLE], self.crowd[TABLE:]
        for seat in table:
            seat.lose_the_network()
        noted = [await self._draft(seat, step) for seat in [*table, *rest] for _ in range(2)]
        before, after = table[: TABLE // 2], table[TABLE // 2 :]
        await asyncio.gather(*(seat.sit(JOURNEY) for seat in before))
        for seat in before:
            seat.again()
        away = {id(future) for future in noted[2 * len(before) : 2 * TABLE]}
        for answer in await asyncio.gather(*(future for future in noted if id(future) not in away)):
            assert answer["t"] == "noted", answer
        assert not any(card["lane"] == "crowd-pain" for card in self.projector.of("card"))
        await self._reveal(step)
        await asyncio.gather(*(seat.sit(JOURNEY) for seat in after))
        for seat in after:
            seat.again()
        for answer in await asyncio.gather(*noted):
            assert answer["t"] == "noted", answer

    async def _draft(self, seat: Seat, step: dict[str, Any]) -> asyncio.Future[Message]:
        await self._pace()
        fields = self._fields(seat, step["lanes"].split())
        draft = {"id": new_id(), **fields, "severity": self._dice.randint(1, 3)}
        future = seat.ask("draft", workshop=WORKSHOP, step=_id(step), draft=draft)
        future.add_done_callback(lambda done: self._keep(done, self.kept.drafts, draft["id"], fields["title"]))
        return future

    async def _rate(self, step: dict[str, Any]) -> None:
        cards = sorted(card["id"] for card in self.leader.of("card") if card["lane"] == "crowd-touchpoint")
        noted = []
        for seat in self.crowd:
            for target in self._dice.sample(cards, min(RATED, len(cards))):
                noted.append(await self._ballot(seat, step, target, self._dice.randint(-3, 3)))
        await self._all_noted(step, noted)

    async def _vote(self, step: dict[str, Any]) -> None:
        cards = sorted(card["id"] for card in self.leader.of("card") if card["lane"] == "crowd-pain")
        noted = []
        for seat in self.crowd:
            for target in self._dice.sample(cards, step["votes"]):
                noted.append(await self._ballot(seat, step, target, 1))
        await self._all_noted(step, noted)

    async def _all_noted(self, step: dict[str, Any], noted: Sequence[asyncio.Future[Message]]) -> None:
        for answer in await asyncio.gather(*noted):
            assert answer["t"] == "noted", answer
        assert not any(tally["step"] == _id(step) for tally in self.projector.of("tally"))
        await self._reveal(step)

    async def _ballot(self, seat: Seat, step: dict[str, Any], target: str, value: float) -> asyncio.Future[Message]:
        await self._pace(4)
        future = seat.ask("ballot", workshop=WORKSHOP, step=_id(step), target=target, value=value)
        key = (_id(step), target, seat.name)
        future.add_done_callback(lambda done: self._keep(done, self.kept.ballots, key, value))
        return future

    async def _reveal(self, step: dict[str, Any]) -> None:
        await self._told(self.leader.ask("reveal", step=_id(step), how="shuffled"))

    async def _clean(self, step: dict[str, Any]) -> None:
        answer = await self.leader.ask("similar", lane="crowd-pain")
        assert answer["t"] == "answer", answer

    async def _laptop_closed(self, step: dict[str, Any]) -> None:
        """The server goes in the middle of it, with edits under way that nobody has answered."""
        lanes = step["lanes"].split()
        half = len(self.crowd) // 2
        written = [await self._card(seat, lanes) for seat in self.crowd[:half]]
        await self.restart()
        for seat in self.everybody:
            seat.lose_the_network()
        written += [await self._card(seat, lanes) for seat in self.crowd[half:]]  # typed while it was away
        await asyncio.gather(*(seat.sit(JOURNEY) for seat in self.everybody))
        for answer in await asyncio.gather(*written):
            assert answer["t"] == "ack", answer

    async def _decide(self, step: dict[str, Any]) -> None:
        for n in range(3):
            id_ = new_id()
            fields = {"text": f"Promise {n + 1}", "owner": "Fay", "order": f"a{n}"}
            await self._told(self.leader.change(put("decision", id_, journey=JOURNEY, workshop=WORKSHOP, **fields)))
            self.kept.decisions.add(id_)

    async def _close(self, step: dict[str, Any]) -> None:
        """The step under way ends, and all have seen it before the room is shut."""
        answer = await self._told(self.leader.change(patch("step", _id(step), state="done", ended=_at())))
        until = time.perf_counter() + 20
        while any((seat.rev or 0) < answer["rev"] for seat in self.everybody):
            assert time.perf_counter() < until, "Not everybody has seen the end."
            await asyncio.sleep(0.02)

    # What they share

    def _fields(self, seat: Seat, lanes: Sequence[str]) -> dict[str, Any]:
        stage = f"crowd-s{self._dice.randrange(len(STAGES))}"
        title = f"{seat.name} says {self._dice.getrandbits(40):x}"
        return {"stage": stage, "lane": f"crowd-{self._dice.choice(lanes)}", "title": title}

    async def _pace(self, times: float = 1) -> None:
        """Wait until it is this one's turn, at `rate` times `times` a second."""
        now = time.perf_counter()
        self._due = max(self._due, now) + 1 / (self.rate * times)
        await asyncio.sleep(self._due - now)

    @staticmethod
    def _keep(done: asyncio.Future[Message], into: dict[Any, Any], key: Any, value: Any) -> None:
        if not done.cancelled() and done.result()["t"] in ("ack", "noted"):
            into[key] = value

    @staticmethod
    async def _told(future: asyncio.Future[Message]) -> Message:
        answer = await future
        assert answer["t"] == "ack", answer
        return answer


def _id(step: dict[str, Any]) -> str:
    return f"crowd-{step['kind']}"


def _at(later: timedelta = timedelta()) -> str:
    return (datetime.now(UTC) + later).isoformat(timespec="milliseconds").replace("+00:00", "Z")
