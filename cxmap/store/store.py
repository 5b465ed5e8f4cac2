"""The store: everything that is written goes through `commit`, everything that is read comes as a snapshot."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from cxmap.access import Actor
from cxmap.access.rooms import ROOM_TYPES
from cxmap.changes import Applied, Change, Refused, State
from cxmap.model.customer_records import IDEA_TYPES
from cxmap.model.records import Record
from cxmap.model.views import JourneyView
from cxmap.store import check, log, past, reads, restoring, revealing, talk, timeline
from cxmap.store.ballots import Ballots
from cxmap.store.begin import WORKSPACE, begin
from cxmap.store.crossing import Crossing
from cxmap.store.desk import Desk
from cxmap.store.drafts import Drafts
from cxmap.store.engine import make_engine, reading, shown
from cxmap.store.errors import StoreError
from cxmap.store.feedback import Feedback
from cxmap.store.futures import Told
from cxmap.store.futures import check_id as _check_id
from cxmap.store.futures import refused as _refused
from cxmap.store.guesses import Guesses
from cxmap.store.identities import Identities
from cxmap.store.log import Committed
from cxmap.store.migrations import migrate
from cxmap.store.pictures import Picture, Pictures
from cxmap.store.rooms import Rooms
from cxmap.store.sessions import Sessions
from cxmap.store.ties import Ties, ties
from cxmap.store.timeline import Entry, Key
from cxmap.store.writer import Listener, Write, Writer

Only = Callable[[list[Applied]], list[Applied]]

# A client that missed more than this gets a snapshot, which is shorter.
MAX_MISSED = 2_000


class Store(Rooms):
    """One workspace in one database. Thread-safe; open it once per process."""

    workspace = WORKSPACE

    def __init__(self, engine: Engine, writer: Writer) -> None:
        self._engine, self._writer = engine, writer
        self.identities = Identities(engine, writer)
        self.sessions = Sessions(engine)
        self._pictures = Pictures(engine)
        self.feedback = Feedback(engine)
        self._desk = Desk(engine, writer)
        self.ballots = Ballots(engine, writer, self._desk)
        self.drafts = Drafts(engine, writer, self._desk)
        self.guesses = Guesses(engine, writer, self._desk)

    @classmethod
    def open(cls, url: str) -> Store:
        """Open a database, making and migrating it if need be; starts the writer's thread.

        `url` is `sqlite:///file.db` or `postgresql://user@host/name`. Raises `StoreError` where that does not work.
        """
        engine = make_engine(url)
        try:
            migrate(engine)
            begin(engine)
            return cls(engine, Writer(engine, cls.workspace))
        except (SQLAlchemyError, engine.dialect.loaded_dbapi.Error) as error:
            engine.dispose()
            cause = str(getattr(error, "orig", None) or error).strip().partition("\n")[0]
            raise StoreError(
                f"The database {shown(engine.url)} cannot be opened ({cause}): check its name, rights and disk."
            ) from error
        except StoreError:
            engine.dispose()
            raise

    def close(self) -> None:
        """Save what is queued, stop the writer and close the database."""
        self._desk.close()
        self.feedback.close()
        self._writer.close()
        self._engine.dispose()

    @property
    def address(self) -> str:
        """Where the database is, without its password."""
        return shown(self._engine.url)

    @property
    def revision(self) -> int:
        """The last durable revision."""
        return self._writer.revision

    def commit(self, change: Change, actor: Actor) -> Future[Committed]:
        """Queue a change. The future gets what it did once that is durable, or raises `Refused`.

        The same change id twice is applied once, and answered with the first result.
        """
        try:
            _check_plain(change)
        except Refused as refusal:
            return _refused(refusal)
        return self._writer.write(change.id, actor, lambda _: change)

    def send(self, change: Change, actor: Actor, then: Callable[[Told], None]) -> None:
        """`commit` for who does not wait: `then` is called with what a future would tell, on the thread that knows it first."""
        told = Told(then)
        try:
            _check_plain(change)
        except Refused as refusal:
            told.set_exception(refusal)
            return
        self._writer.send(Write(change.id, actor, lambda _: change, False, told))

    def undo(self, journey: str, actor: Actor, id_: str) -> Future[Committed]:
        """Take back the actor's last change in a room ("" for the workspace); `id_` becomes the id of the undo.

        Raises `Refused("nothing")` through the future where there is nothing to take back.
        """
        return self._back("undo", actor, id_, journey, "")

    def redo(self, journey: str, actor: Actor, id_: str) -> Future[Committed]:
        """Do again what the actor took back last in a room, unless they edited there since."""
        return self._back("redo", actor, id_, journey, "")

    def undo_change(self, change_id: str, actor: Actor, id_: str) -> Future[Committed]:
        """Take back one change of the actor's own, whatever came after it."""
        return self._back("undo", actor, id_, None, change_id)

    def _back(self, kind: str, actor: Actor, id_: str, room: str | None, target: str) -> Future[Committed]:
        try:
            _check_id(id_)
        except Refused as refusal:
            return _refused(refusal)
        return self._writer.write(id_, actor, lambda batch: batch.inverse(id_, actor, kind, room, target))

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` with the changes of each durable batch, on the writer's thread; returns what ends that."""
        return self._writer.subscribe(listener)

    def view(self, journey: str) -> JourneyView | None:
        """A journey as it is, or None where there is none of that id."""
        raw, revision = self._writer.ask(
            lambda memory: (reads.raw_room(memory.state, journey), reads.revision_on_board(memory, journey))
        )
        return reads.view_of(revision, raw) if raw is not None else None

    def room(self, journey: str) -> tuple[int, dict[str, list[Record]]] | None:
        """The workspace's revision and the records of a board by type (its own and all personas), or None.

        The workspace's own room ("") holds all of `WORKSPACE_TYPES`.
        """
        read = (lambda state: reads.raw_room(state, journey)) if journey else reads.raw_workspace
        return self._room(read)

    def idea_board(self, whiteboard: str) -> tuple[int, dict[str, list[Record]]] | None:
        """The same of what a guest of an idea board sees: the board, its ideas and what belongs to these (`IDEA_TYPES`)."""
        return self._room(lambda state: reads.raw_ideas(state, whiteboard))

    def _room(self, read: Callable[[State], reads.Raw | None]) -> tuple[int, dict[str, list[Record]]] | None:
        raw, revision = self._writer.ask(lambda memory: (read(memory.state), memory.revision))
        return (revision, {name: reads.with_ids(rows) for name, rows in raw.items()}) if raw is not None else None

    def journeys(self) -> list[reads.JourneySummary]:
        """All journeys, the last changed one first. Templates are not among them."""
        found: list[reads.JourneySummary] = self._writer.ask(lambda memory: reads.summaries(memory, self.view))
        return found

    def templates(self) -> list[reads.JourneySummary]:
        """The workspace's own templates: journeys that others start from, the last changed one first."""
        found: list[reads.JourneySummary] = self._writer.ask(lambda memory: reads.summaries(memory, self.view, "template"))
        return found

    def of_type(self, type_: str) -> list[Record]:
        """All records of a type of the workspace's own, such as "team", in their order (by id where they have none)."""
        rows = self._writer.ask(lambda memory: list(memory.state.of(type_).items()))
        return sorted(reads.with_ids(rows), key=lambda r: (r.get("order", ""), r["id"]))

    def ties(self) -> Ties:
        """What ties journeys to each other: what opens into another journey, and where shared touchpoints stand."""
        found: Ties = self._writer.ask(lambda memory: ties(memory.state))
        return found

    def personas(self) -> list[Record]:
        """All personas, by name."""
        rows = self._writer.ask(lambda memory: list(memory.state.of("persona").items()))
        return sorted(reads.with_ids(rows), key=lambda r: (r["name"].casefold(), r["id"]))

    def persona(self, id_: str) -> tuple[Record, dict[str, list[Record]]] | None:
        """A persona and its statements by kind, in order; None where there is none of that id."""
        found: tuple[Record, dict[str, list[Record]]] | None = self._writer.ask(lambda m: reads.persona(m.state, id_))
        return found

    def people(self) -> list[Record]:
        """Everybody who has given a name, by name."""
        found: list[Record] = self._writer.ask(lambda memory: talk.people(memory.state))
        return found

    def threads(self, person: str) -> list[talk.Thread]:
        """The threads of comments that mention a person, over all journeys, the newest first."""
        found: list[talk.Thread] = self._writer.ask(lambda memory: talk.threads(memory.state, person))
        return found

    def crossed(self, person: str, after: int, journey: str | None = None) -> list[Crossing]:
        """What this person and somebody else set at once after a revision, oldest first: of a journey's board, or anywhere.

        Only the newest are known, and none from before the start.
        """
        found: list[Crossing] = self._writer.ask(
            lambda memory: [
                c
                for c in memory.crossed
                if c.rev > after and c.concerns(person) and (journey is None or c.room in (journey, ""))
            ]
        )
        return found

    def person(self, id_: str) -> Record | None:
        """The record of a person, or None."""
        fields = self._writer.ask(lambda memory: memory.state.get("person", id_))
        return {"id": id_, **fields} if fields is not None else None

    def floor(self) -> tuple[int, list[tuple[str, str, Record]]]:
        """The revision, and (type, id, fields) of all that tells who may be on which board. Not to be changed."""
        types = (*ROOM_TYPES, *IDEA_TYPES)
        found: tuple[int, list[tuple[str, str, Record]]] = self._writer.ask(
            lambda memory: (
                memory.revision,
                [(type_, id_, fields) for type_ in types for id_, fields in memory.state.of(type_).items()],
            )
        )
        return found

    def pictured_in(self, picture: str) -> frozenset[str]:
        """The journeys that a persona with this photo travels: who may read one of them may see it."""
        found: frozenset[str] = self._writer.ask(lambda memory: reads.pictured_in(memory.state, picture))
        return found

    def since(self, journey: str, revision: int) -> list[Committed] | None:
        """The changes on a board after a revision, oldest first, each with its `prev` for that room.

        None where the revision is not one of ours or too much was missed: take a snapshot instead.
        """
        now = self.revision
        if not 0 <= revision <= now:
            return None
        if revision == now:
            return []
        with reading(self._engine) as link, link.snapshot():
            if log.count_on_board(link, self.workspace, journey, revision, MAX_MISSED + 1) > MAX_MISSED:
                return None
            return log.of_room(link, self.workspace, journey, revision, now)

    def moment(self, journey: str, revision: int) -> dict[str, list[Record]] | None:
        """The records of a board by type as they were at a revision; None where the journey was not there then.

        The same as `room` gave at that revision.
        """
        found = self._past(journey, revision)
        return None if found is None else {name: reads.with_ids(list(rows.items())) for name, rows in found.items()}

    def timeline(
        self, journey: str, before: int | None = None, after: int = 0, limit: int = 100, until: str = ""
    ) -> list[Entry]:
        """The last changes of a journey's map, newest first: at most `limit`, 500 at most.

        Those with `after` < revision < `before`, and earlier than `until` (UTC, ISO 8601) where that is given.
        """
        span = timeline.Span(after, timeline.NEVER if before is None else before, until)
        with reading(self._engine) as link, link.snapshot():
            return timeline.entries(link, self.workspace, journey, self._recall, span, limit)

    def positions(self, journey: str) -> list[int]:
        """The revisions of a journey's timeline, oldest first; of more than 20,000 an even selection."""
        with reading(self._engine) as link, link.snapshot():
            return timeline.positions(link, self.workspace, journey)

    def changes(
        self, journey: str, after: int, upto: int, limit: int = 200, only: Only = list
    ) -> tuple[list[tuple[Committed, str]], bool]:
        """The next changes on a board with `after` < revision ≤ `upto`, oldest first, each with what it did in words.

        And whether there are more: a page holds at most `limit`, fewer where they are long. `only` leaves out what somebody is
        not shown, before it is put into words.
        """
        with reading(self._engine) as link, link.snapshot():
            found, more = past.page(link, self.workspace, journey, after, upto, limit)
            done = [(change, only(change.on_board(journey))) for change in found]
            labels = timeline.labels_of(link, self.workspace, done, self._recall)
        return [(change, labels[change.rev]) for change in found], more

    def restore(self, journey: str, revision: int, actor: Actor, id_: str) -> Future[Committed]:
        """Make a journey's map what it was at a revision, by one new change, which the actor can undo.

        What is said about the map (comments, versions, reasons, views) stays, and so do the texts of personas, teams and
        shared touchpoints, which other journeys use too. Reads the past first: not for a loop that others wait for.
        """
        return self.restoring(journey, revision, actor, id_)()

    def restoring(self, journey: str, revision: int, actor: Actor, id_: str) -> Callable[[], Future[Committed]]:
        """`restore` in two steps: this reads the past, what it returns makes the change."""
        try:
            _check_id(id_)
            then = self._past(journey, revision)
            if then is None:
                raise Refused("unknown", f"The map was not there at revision {revision}: choose a later moment.")
        except Refused as refusal:
            refused = refusal
            return lambda: _refused(refused)
        return lambda: self._writer.write(
            id_, actor, lambda batch: restoring.change(batch, id_, actor, journey, revision, then)
        )

    def reveal(self, step: str, how: revealing.How, actor: Actor, id_: str, feelings: bool = True) -> Future[Committed]:
        """Make tallies of a step's ballots and cards of its drafts, by one change; after all that was sent before.

        `feelings`: the mean of a rating goes onto the map as the predicted feeling of the persona that was rated for.
        """
        try:
            _check_id(id_)
        except Refused as refusal:
            return _refused(refusal)

        def run() -> Committed:
            unseen = revealing.Unseen(step, how, feelings, self.ballots.cast(step), self.drafts.written(step))
            return self._writer.write(id_, actor, lambda batch: revealing.change(batch, id_, actor, unseen)).result()

        return self._desk.call(run)

    def _past(self, journey: str, revision: int) -> past.Records | None:
        start = self._writer.ask(lambda memory: past.now(memory.state, journey, memory.revision))
        if not 0 < revision <= start.revision:
            return None
        with reading(self._engine) as link, link.snapshot():
            return past.records_at(link, self.workspace, journey, revision, start)

    def _recall(self, look: Callable[[State], dict[Key, str]]) -> dict[Key, str]:
        names: dict[Key, str] = self._writer.ask(lambda memory: look(memory.state))
        return names

    def change(self, id_: str) -> Committed | None:
        """The change of that id out of the log, or None."""
        with reading(self._engine) as link, link.snapshot():
            return log.by_id(link, self.workspace, id_)

    def add_picture(self, data: bytes, content_type: str, width: int, height: int) -> str:
        """Keep a picture (already checked and re-encoded) and return its id; the same bytes have the same id."""
        return self._pictures.add(data, content_type, width, height)

    def picture(self, id_: str) -> Picture | None:
        """A kept picture, or None."""
        return self._pictures.get(id_)

    def check(self) -> list[str]:
        """What is wrong with the database, one sentence each: references, gaps, rows that the log does not explain."""
        try:
            with reading(self._engine) as link, link.snapshot():
                return check.problems(link, self.workspace)
        except self._engine.dialect.loaded_dbapi.Error as error:
            return [f"The database cannot be read to its end ({str(error).strip()}): restore it from a copy."]


def _check_plain(change: Change) -> None:
    """Raise `Refused` where this is no change that a person makes."""
    _check_id(change.id)
    if change.kind != "edit" or change.undoes or True in [edit.strict for edit in change.edits]:
        raise Refused("invalid", "Only the store makes undo and redo: ask it for them.")
