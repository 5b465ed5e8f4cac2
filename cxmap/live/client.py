"""One board's socket as the hub sees it: a bounded queue, in order, and the one task that sends from it.

Acks, refusals and other people's changes go through the same queue, so a board sees revisions in order. A slow board fills its
queue; then all but its own answers are dropped and it is sent a fresh map when it reads again.
"""

from __future__ import annotations

import asyncio
import time
import types
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Generator, Iterable, Sequence
from typing import Any

from cxmap.access import SOMEBODY, Actor
from cxmap.live import lines, wire
from cxmap.live.floor import Sight
from cxmap.web.errors import report

Sending = Coroutine[Any, None, None]
Send = Callable[[dict[str, Any]], Sending]

# What the others see of somebody in an anonymous workshop.
NOBODY = {
    "person": "",
    "name": SOMEBODY,
    "number": 0,
    "colour": 1,
    "cursor": None,
    "selected": [],
    "held": [],
    "typing": None,
}
MAX_BYTES = 4 * 1024 * 1024
MAX_OWN = 5_000  # answers that wait; who sends on without reading them is cut off


class Item:
    """One message (or several joined by commas) on its way to one or many clients; its frame is made once for all."""

    __slots__ = ("_packed", "own", "rev", "text")

    def __init__(self, text: str, rev: int = 0, own: bool = False) -> None:
        self.text, self.rev, self.own = text, rev, own
        self._packed: bytes | None = None

    @property
    def frame(self) -> str:
        """The message as the text of a frame of its own."""
        return f"[{self.text}]"

    @property
    def packed(self) -> bytes:
        """The same as the bytes that go over a line."""
        if self._packed is None:
            self._packed = lines.frame_of(f"[{self.text}]")
        return self._packed


class People:
    """News of who is here: the last state of each session that changed, and the sessions that left."""

    __slots__ = ("_text", "changed", "gone")

    def __init__(self, changed: dict[str, str], gone: frozenset[str]) -> None:
        self.changed, self.gone = changed, gone
        self._text: str | None = None

    @property
    def text(self) -> str:
        """The message, made once for all that get it."""
        if self._text is None:
            self._text = wire.people(self.changed.values(), self.gone)
        return self._text

    def then(self, later: People) -> People:
        """These news with later ones on top."""
        changed = {session: text for session, text in self.changed.items() if session not in later.gone}
        return People({**changed, **later.changed}, (self.gone - later.changed.keys()) | later.gone)


class Client:
    """A board. Everything here runs on the hub's loop."""

    def __init__(
        self, session: str, actor: Actor, you: dict[str, Any], send: Send, limit: int, line: lines.Line | None = None
    ) -> None:
        self.session, self.actor, self.you, self.line = session, actor, you, line
        self.presence: dict[str, Any] = {"cursor": None, "selected": [], "held": [], "typing": None}
        self.journey: str | None = None  # its room
        self.sight: Sight = "whole"
        self.role = actor.role  # in its room
        self.veiled = False  # takes part in an anonymous workshop: the others see no more than that somebody is here
        self.closed = False
        self._send, self._limit = send, limit
        self._queue: deque[Item] = deque()
        self._bytes = 0
        self._people: People | None = None
        self._held: list[Item] | None = None  # while its map is being read
        self._holds = 0
        self._stale = False  # messages were dropped: it needs a fresh map
        self._code: int | None = None
        self._wake: asyncio.Future[None] | None = None  # what the sending task waits for, until there is something to send
        self._begun: tuple[Any, Sending] | None = None  # a send that the socket could not take at once
        self._entry: str | None = None

    @property
    def apart(self) -> bool:
        """Whether they neither see who is here nor are seen: who waits to be let in, and a guest of an idea board."""
        return self.sight in ("anteroom", "ideas")

    @property
    def entry(self) -> str:
        """This session as the others see it, as JSON."""
        if self._entry is None:
            shown = NOBODY if self.veiled else {**self.you, **self.presence}
            self._entry = wire.encode({"session": self.session, **shown})
        return self._entry

    def changed(self, presence: dict[str, Any] | None = None, name: str | None = None) -> None:
        """Take over what the person is doing now, or a new name."""
        self.presence = presence or self.presence
        if name is not None:
            self.you = {**self.you, "name": name}
        self._entry = None

    def veil(self, veiled: bool) -> bool:
        """Show or hide who this is; whether that is a change."""
        changed, self.veiled = veiled != self.veiled, veiled
        self._entry = None
        return changed

    def renew(self) -> None:
        """Send a fresh map instead of what waits: what this board may see is not what it was."""
        if self.closed or self._code is not None or (self._held is not None and self._stale):
            return
        self._queue = deque(item for item in self._queue if item.own)
        self._bytes = sum(len(item.text) for item in self._queue)
        self._stale = True
        self._notify()

    def push(self, item: Item) -> None:
        """Queue a message."""
        if self.closed or self._code is not None:
            return
        if self._held is not None:
            self._held.append(item)
            if len(self._held) > self._limit:
                self._held = [each for each in self._held if each.own]
                self._stale = True
            return
        if self._stale and not item.own:
            return
        if self.listens():
            self._send_now(item)
            return
        self._queue.append(item)
        self._bytes += len(item.text)
        full = len(self._queue) > self._limit or (self._bytes > MAX_BYTES and len(self._queue) > 1)
        if full and (not self._stale or len(self._queue) > MAX_OWN):
            self._overflow()
        self._notify()

    def push_all(self, items: Sequence[Item]) -> None:
        """Queue messages that belong together; a board that waits for nothing gets them as one frame."""
        if len(items) > 1 and self.listens():
            self._send_now(Item(",".join(item.text for item in items)))
            return
        for item in items:
            self.push(item)

    def push_people(self, news: People) -> None:
        """Queue news of people; only the last state of each is kept."""
        if not self.closed:
            self._people = news if self._people is None else self._people.then(news)
            if self._held is None:
                self._notify()

    def listens(self) -> bool:
        """Whether it waits for the next message: nothing is queued, kept back or under way."""
        return self._wake is not None and self._held is None and not self.closed

    @property
    def holding(self) -> bool:
        """Whether what comes is kept back, as a map is being read."""
        return self._held is not None

    def hold(self) -> int:
        """Keep back what comes from now on: a map is being read that may hold it already. `release` wants the number."""
        if self._held is None:
            self._held = []
        self._holds += 1
        return self._holds

    def release(self, hold: int, first: Item | None, ahead: bool = False) -> None:
        """Send `first` (a welcome or snapshot at its revision), then what came after that revision; own answers in any case.

        Without `first` (there is no such map) only own answers are sent. Nothing happens where another map is being read
        since, which comes instead: two maps could overtake each other. `ahead`: before answers that wait already, for to a
        board that missed something they would look like another miss.
        """
        if hold != self._holds:
            return
        held, self._held = self._held or [], None
        if first is not None:
            if ahead:
                self._queue.appendleft(first)
            else:
                self._queue.append(first)
            self._bytes += len(first.text)
        self._notify()  # before more is pushed: what comes later must not overtake what waits
        for item in held:
            if item.own or (first is not None and item.rev > first.rev):
                self.push(item)

    def forget_people(self) -> None:
        """Drop queued news of people: the welcome tells all."""
        self._people = None

    def close(self, code: int) -> None:
        """Close the socket once what is queued has been sent."""
        if self._code is None:
            self._code = code
            self._notify()

    async def pump(self, refresh: Callable[[Client], Awaitable[None]]) -> None:
        """Send until the socket closes. `refresh` reads a fresh map for a client that was too slow."""
        try:
            while True:
                if self._stale and self._held is None and self._code is None:
                    self._stale = False
                    await refresh(self)
                elif self._begun is not None:
                    begun, self._begun = self._begun, None
                    await _finish(*begun)
                elif (frame := self._frame()) is not None:
                    await self._send({"type": "websocket.send", "text": frame})
                elif self._code is not None:
                    await self._send({"type": "websocket.close", "code": self._code})
                    return
                else:
                    self._wake = asyncio.get_running_loop().create_future()
                    await self._wake
        except OSError:  # the browser is gone; the reading side hears of it too
            return
        finally:
            self.closed = True
            self._wake = None

    def _send_now(self, item: Item) -> None:
        """Send to a board that listens, without waking its task; the task ends what cannot be sent at once.

        Nearly every message goes this way. Waking a task for each board would cost about as much as the sending itself.
        """
        if self.line is not None and self.line.write(item.packed):
            return
        sending = self._send({"type": "websocket.send", "text": item.frame})
        try:
            pending = sending.send(None)
        except StopIteration:
            return  # sent
        except OSError:
            self.closed = True
            return
        except Exception as error:  # whatever is wrong with one board, the others wait for what comes next
            report(error, "live")
            self.closed = True
            self.close(1011)
            return
        self._begun = pending, sending
        self._notify()

    def _frame(self) -> str | None:
        """All that waits as one frame, or None."""
        if self._people is not None and self._held is None:
            self._queue.append(Item(self._people.text))
            self._people = None
        if not self._queue:
            return None
        self._bytes = 0
        if len(self._queue) == 1:
            return self._queue.popleft().frame
        frame = _joined(self._queue)
        self._queue.clear()
        return frame

    def _overflow(self) -> None:
        self._queue = deque(item for item in self._queue if item.own)
        self._bytes = sum(len(item.text) for item in self._queue)
        self._stale = True
        if len(self._queue) > MAX_OWN:
            self.close(1008)

    def _notify(self) -> None:
        wake, self._wake = self._wake, None
        if wake is not None and not wake.done():
            wake.set_result(None)


def push_to(clients: Iterable[Client], item: Item) -> None:
    """Queue one message for many; those that listen over a line get it by one call."""
    others: list[Client] = []
    straight: list[lines.Line] = []
    numbers: list[int] = []
    for client in clients:
        line = client.line
        if line is not None and client.listens() and (number := line.number()) >= 0:
            straight.append(line)
            numbers.append(number)
        else:
            others.append(client)
    if numbers:
        frame = item.packed
        all_taken = lines.write(numbers, frame)
        if min(all_taken) < len(frame):
            for line, taken in zip(straight, all_taken, strict=True):
                if taken < len(frame):
                    line.rest(frame, taken)
    for client in others:
        client.push(item)


def _joined(items: Iterable[Item]) -> str:
    return f"[{','.join(item.text for item in items)}]"


@types.coroutine
def _finish(pending: Any, sending: Sending) -> Generator[Any, None, None]:
    """Go on with a send that was begun outside of any task and waits for `pending`."""
    try:
        yield pending
    except BaseException:
        sending.close()
        raise
    yield from sending


class Bucket:
    """A token bucket: `rate` messages a second for long, `burst` at once."""

    def __init__(self, rate: float, burst: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._burst, self._clock = rate, float(burst), clock
        self._tokens, self._at = float(burst), clock()

    def take(self) -> bool:
        """Whether one more message is allowed now."""
        now = self._clock()
        self._tokens = min(self._burst, self._tokens + (now - self._at) * self._rate)
        self._at = now
        if self._tokens < 1:
            return False
        self._tokens -= 1
        return True
