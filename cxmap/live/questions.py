"""What a board asks: its timeline, the map at a moment, the changes between two, what is one's own and unseen; and what takes
longer to do: to restore a moment, to reveal a step, to make tables.

A board's questions are answered one after the other, apart from its edits, so that looking back delays nobody's work.
"""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Literal

from cxmap.access import Operation, permits
from cxmap.changes import Refused
from cxmap.insights.similar import Likeness, similar, with_authors
from cxmap.live import narrow, wire
from cxmap.live.client import Client, Item
from cxmap.live.hub import Hub
from cxmap.store.store import Only
from cxmap.web.errors import report, sentence

MOST_WAITING = 20
MOST_ENTRIES = 200
NEVER = 2**31 - 1

# What somebody must be allowed to, to ask something. What else a reveal and tables need, the store looks at.
_NEEDS: dict[str, Operation] = {
    "timeline": "history",
    "moment": "history",
    "changes": "history",
    "restore": "history",
    "mine": "participate",
    "similar": "history",
    "reveal": "facilitate",
    "breakouts": "facilitate",
}
# What can be asked of the workspace's own room as well.
_OF_ALL = ("timeline", "changes")
_NOT_FOR: dict[str, str] = {
    "history": "Guests see the map as it is now: ask the facilitator what was before.",
    "participate": "You may look, but not take part: ask for another role.",
    "facilitate": "Only the facilitator does this.",
}


class Questions:
    """The questions of one client."""

    def __init__(self, hub: Hub, client: Client) -> None:
        self._hub, self._client = hub, client
        self._waiting: deque[tuple[str, wire.Message, str]] = deque()
        self._task: asyncio.Task[None] | None = None

    def ask(self, kind: str, message: wire.Message) -> None:
        """Take a question; its answer, or `refused`, comes through the client's queue. Raises `Unreadable`."""
        id_ = wire.question_id(message)
        wire.check_numbers(message, "rev", "after", "before", "upto", "limit")
        wire.time_of(message, "until")
        wire.check_asked(kind, message)
        if len(self._waiting) >= MOST_WAITING:
            self._refuse(id_, Refused("too_many", "Too many questions wait for an answer: ask again when some are answered."))
            return
        self._waiting.append((kind, message, self._client.journey or ""))
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._work())

    def stop(self) -> None:
        """The client is gone: nobody waits for answers."""
        self._waiting.clear()
        if self._task is not None:
            self._task.cancel()

    async def _work(self) -> None:
        while self._waiting:
            kind, message, journey = self._waiting.popleft()
            id_ = str(message["id"])
            try:
                self._check(kind, journey)
                if kind == "restore":
                    await self._restore(id_, message, journey)
                elif kind == "reveal":
                    self._reveal(id_, message)
                elif kind == "breakouts":
                    await self._breakouts(id_, message)
                else:
                    text = await asyncio.to_thread(self._answer, kind, id_, message, journey)
                    self._client.push(Item(text, own=True))
            except Refused as refusal:
                self._refuse(id_, refusal)
            except Exception as error:
                self._refuse(id_, Refused("failed", sentence(report(error, "live"))))

    async def _restore(self, id_: str, message: wire.Message, journey: str) -> None:
        hub, client = self._hub, self._client
        start = await asyncio.to_thread(hub.store.restoring, journey, int(message.get("rev", 0)), client.actor, id_)
        hub.submit(client, id_, start)

    def _check(self, kind: str, journey: str) -> None:
        """Raise `Refused` where this client may not ask that here."""
        who, floor = self._hub.floor.acting(self._client.actor, journey), self._hub.floor
        operation = _NEEDS[kind]
        if not journey and kind not in _OF_ALL and self._client.journey == journey:
            raise Refused("invalid", "This is asked of a journey: open one, and ask there.")
        if self._client.journey != journey or not permits(who, operation, journey, floor.reach(who)):
            raise Refused("forbidden", _NOT_FOR[operation])

    def _reveal(self, id_: str, message: wire.Message) -> None:
        hub, client = self._hub, self._client
        how: Literal["shuffled", "author"] = "author" if message.get("how") == "author" else "shuffled"
        feelings = message.get("feelings") is not False
        hub.submit(client, id_, lambda: hub.store.reveal(str(message["step"]), how, client.actor, id_, feelings))

    async def _breakouts(self, id_: str, message: wire.Message) -> None:
        hub, client = self._hub, self._client
        start, seat = str(message.get("from", "frame")), message.get("seat") is True
        made = await asyncio.to_thread(
            hub.store.breakouts, str(message["workshop"]), message["names"], client.actor, id_, start, seat
        )
        hub.submit(client, id_, lambda: made)

    def _answer(self, kind: str, id_: str, message: wire.Message, journey: str) -> str:
        """The answer as JSON. On a thread of its own: it reads the log."""
        store, actor = self._hub.store, self._client.actor
        if kind == "mine":
            workshop = str(message["workshop"])
            return wire.mine(id_, store.ballots.of(workshop, actor.person), store.drafts.of(workshop, actor.person))
        if kind == "similar":
            groups = self._similar(journey, message.get("lane"))
            return wire.similar(id_, with_authors(groups, store.authors(card for group in groups for card in group.ids)))
        limit = min(int(message.get("limit", MOST_ENTRIES)), MOST_ENTRIES)
        after = int(message.get("after", 0))
        if kind == "timeline":
            until = wire.time_of(message, "until")
            found = store.timeline(journey, int(message.get("before", NEVER)), after, limit, until)
            return wire.timeline(id_, found, store.positions(journey) if message.get("positions") is True else None)
        if kind == "changes":
            only = self._only(journey)
            page, more = store.changes(journey, after, int(message.get("upto", NEVER)), limit, only)
            told = [(change, label, only(change.on_board(journey))) for change, label in page]
            return wire.changes(id_, [each for each in told if each[2]] if actor.limited else told, more)
        revision = int(message.get("rev", 0))
        records = store.moment(journey, revision)
        if records is None:
            raise Refused("unknown", f"The map was not there at revision {revision}: choose a later moment.")
        if actor.limited:
            records = narrow.narrowed(records, narrow.named(records))
        return wire.moment(id_, revision, store.timeline(journey, revision + 1, limit=1), records)

    def _only(self, journey: str) -> Only:
        """What this client is shown of what a change did: who is limited, nothing of what the map does not name."""
        if not self._client.actor.limited:
            return list
        room = self._hub.store.room(journey)
        shown = narrow.named(room[1]) if room is not None else set()
        return lambda applied: narrow.cut_down(applied, shown)

    def _similar(self, journey: str, lane: str | None) -> list[Likeness]:
        view = self._hub.store.view(journey)
        if view is None:
            raise Refused("gone", "The journey was deleted meanwhile.")
        return similar(view, lane)

    def _refuse(self, id_: str, refusal: Refused) -> None:
        self._client.push(Item(wire.refused(id_, refusal), own=True))
