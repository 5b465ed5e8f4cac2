"""What one client says, message by message, and what is done about it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from starlette.types import Receive

from cxmap.access import hash_token
from cxmap.changes import Refused
from cxmap.live import wire
from cxmap.live.client import Bucket, Client, Item
from cxmap.live.hub import Hub
from cxmap.live.questions import Questions
from cxmap.web.errors import report, sentence

HELLO_WITHIN = 10.0
QUESTIONS = ("timeline", "moment", "changes", "restore", "mine", "reveal", "similar", "breakouts")
_TOKEN_GOOD_FOR = 3.0  # seconds until a bearer token is looked up again, also while its client only listens


class Conversation:
    """One client, from its first message to its last."""

    def __init__(self, hub: Hub, client: Client, token: str | None) -> None:
        self.hub, self.client, self.token = hub, client, token
        self.bucket = Bucket(hub.settings.socket_rate, hub.settings.socket_burst)
        self.questions = Questions(hub, client)
        self._over = False

    async def run(self, receive: Receive) -> None:
        """Until the client leaves or has to."""
        timer = asyncio.get_running_loop().call_later(HELLO_WITHIN, self._too_quiet)
        watch = asyncio.create_task(self._watch(self.token)) if self.token is not None else None
        try:
            while True:
                self._listen(self._heard)  # while nothing else is being done
                message = await receive()
                self._listen(None)
                if message["type"] == "websocket.disconnect":
                    self.client.close(1000)
                    return
                if not await self._take(message.get("text")):
                    return
        finally:
            self._listen(None)
            timer.cancel()
            self.questions.stop()
            if watch is not None:
                watch.cancel()

    async def _take(self, text: str | None) -> bool:
        """Take one frame; False where the conversation is over."""
        if self._over:
            return False
        if text is None:
            return self._end(4400, "unreadable", "Frames are text.")
        if len(text) > wire.MAX_FRAME or (len(text) > wire.MAX_FRAME // 4 and len(text.encode()) > wire.MAX_FRAME):
            return self._end(1009, "too_large", "A frame holds at most 256 KB: send a change in parts.")
        try:
            for message in wire.read(text):
                if not self._do(message) or (message["t"] == "hello" and not await self._hello(message)):
                    return False
        except Exception as error:
            return self._fail(error)
        return True

    def _listen(self, hear: Callable[[str], bool] | None) -> None:
        if self.client.line is not None:
            self.client.line.hear = hear

    def _heard(self, text: str) -> bool:
        """Take a frame at the moment when it comes; False for what has to go the long way: what waits, is long or makes no sense."""
        if self._over or len(text) > wire.MAX_FRAME // 4:
            return False
        try:
            messages = wire.read(text)
        except wire.Unreadable:
            return False
        for message in messages:
            if message["t"] == "hello":
                return False
        try:
            for message in messages:
                if not self._do(message):
                    break
        except Exception as error:
            self._fail(error)
        return True

    def _fail(self, error: Exception) -> bool:
        if isinstance(error, wire.Unreadable):
            return self._end(4400, "unreadable", str(error))
        return self._end(1011, "failed", sentence(report(error, "live")))  # our fault: the log has it, the client comes back

    def _do(self, message: wire.Message) -> bool:
        """Do what a message asks for; of hello, which waits for a map, only what comes before that. False at the end of all."""
        kind = message["t"]
        if not self.bucket.take():
            return self._end(4429, "too_fast", "Messages come too fast: wait a moment, then connect again.")
        if kind == "ping":
            self.client.push(Item(wire.PONG, own=True))
        elif kind == "hello":
            return True
        elif self.client.journey is None:
            return self._end(4408, "no_hello", "Say hello first.")
        elif kind == "presence":
            self.hub.present(self.client, wire.presence_of(message))
        elif kind in ("change", "undo", "redo"):
            self._change(kind, message)
        elif kind in ("ballot", "draft"):
            self._note(kind, message)
        elif kind in QUESTIONS:
            self.questions.ask(kind, message)
        else:
            self.client.push(Item(wire.error("unknown", f"There is no message “{kind[:40]}”."), own=True))
        return True

    async def _hello(self, message: wire.Message) -> bool:
        version, journey, rev = message.get("v"), message.get("journey"), message.get("rev")
        if version != wire.VERSION:
            return self._end(4400, "version", f"This server speaks version {wire.VERSION} of the protocol: reload the page.")
        known = rev is None or (isinstance(rev, int) and not isinstance(rev, bool))
        if not (known and (journey == "" or wire.is_id(journey))):
            raise wire.Unreadable("Hello names a journey (“”: the workspace), and a revision or null.")
        if not await self.hub.hello(self.client, str(journey), rev):
            what = "This journey is not there (any more)." if journey else "This is not there for you: ask who runs this cxmap."
            return self._end(4404, "no_journey", what)
        return True

    def _change(self, kind: str, message: wire.Message) -> None:
        hub, client, id_ = self.hub, self.client, message.get("id")
        if not wire.is_id(id_):
            raise wire.Unreadable("A change needs an id of 1 to 120 letters, digits, dots, dashes or underscores.")
        id_, journey = str(id_), client.journey or ""
        if kind == "change":
            try:
                change = wire.change_of(message, client.journey or "")
            except Refused as refusal:
                client.push(Item(wire.refused(id_, refusal), own=True))
                return
            hub.send(client, change)
        elif kind == "undo":
            target = message.get("change")
            if target is None:
                hub.submit(client, id_, lambda: hub.store.undo(journey, client.actor, id_))
            elif wire.is_id(target):
                hub.submit(client, id_, lambda: hub.store.undo_change(str(target), client.actor, id_))
            else:
                raise wire.Unreadable("An undo names the id of a change, or none.")
        else:
            hub.submit(client, id_, lambda: hub.store.redo(journey, client.actor, id_))

    def _note(self, kind: str, message: wire.Message) -> None:
        hub, actor, id_ = self.hub, self.client.actor, message.get("id")
        if not wire.is_id(id_):
            raise wire.Unreadable("A ballot or draft needs an id of 1 to 120 letters, digits, dots, dashes or underscores.")
        if kind == "ballot":
            ballot = wire.ballot_of(message)
            hub.note(self.client, str(id_), ballot.workshop, hub.store.ballots.give(ballot, actor))
            return
        workshop, step, draft, drop = wire.draft_of(message)
        if draft is not None:
            hub.note(self.client, str(id_), workshop, hub.store.drafts.write(workshop, step, draft, actor))
        else:
            hub.note(self.client, str(id_), workshop, hub.store.drafts.drop(workshop, step, drop, actor))

    async def _watch(self, token: str) -> None:
        """End the conversation when its token has ended."""
        good, key = True, hash_token(token)
        while good:
            await asyncio.sleep(_TOKEN_GOOD_FOR)
            try:
                good = await asyncio.to_thread(self.hub.store.identities.token, key) is not None
            except Exception as error:  # a database that does not answer takes no changes either; ask again
                report(error, "live")
        self._end(4401, "forbidden", "The token is not valid any more.")

    def _end(self, code: int, word: str, why: str) -> bool:
        self._over = True
        self.client.push(Item(wire.error(word, why), own=True))
        self.client.close(code)
        return False

    def _too_quiet(self) -> None:
        if self.client.journey is None:
            self._end(4408, "no_hello", "No hello came within 10 seconds.")
