"""Cards that somebody writes alone, until they are revealed: beside the log, by the id that the card will have."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine

from cxmap.access import SOMEBODY, Actor, rooms_of
from cxmap.changes import Change, Edit, Refused
from cxmap.model.fields import Invalid
from cxmap.model.order import keys_between
from cxmap.model.records import RECORDS, Record, check_fields, check_id, feeling_id
from cxmap.model.state import State
from cxmap.store.ballots import ABOUT, check_in, step_of
from cxmap.store.batch import Batch
from cxmap.store.desk import After, Desk, Do
from cxmap.store.engine import Link, Row, reading
from cxmap.store.log import Committed
from cxmap.store.writer import Writer

MOST_DRAFTS = 500  # of one person in one step

# What a draft says of its card, beside its id.
CARD_FIELDS = ("stage", "lane", "title", "note", "channel", "severity", "moment")
_COLUMNS = ("id", "workshop", "step", "journey", "person", *CARD_FIELDS, "feeling", "persona", "at")
_KEEP = (
    f"INSERT INTO draft ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))}) ON CONFLICT (id) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in _COLUMNS if name != "id")
)
_ALL = f"SELECT {', '.join(_COLUMNS)} FROM draft WHERE "


class Drafts:
    """The drafts of all workshops. Thread-safe."""

    def __init__(self, engine: Engine, writer: Writer, desk: Desk) -> None:
        self._engine, self._writer, self._desk = engine, writer, desk

    def write(self, workshop: str, step: str, draft: Mapping[str, Any], actor: Actor) -> Future[None]:
        """Keep a draft, `{id, stage, lane, title, …}`, in the place of an earlier one of that id. The future raises `Refused`.

        Where the step is revealed, it goes onto the map at once, nameless; so it does, in their name and as far as the map is open to
        them, where nobody writes alone. Codes: "unknown", "invalid",
        "late" (the workshop does not run, or the step has not begun), "forbidden" (does not take part, or the lane is closed), "gone"
        (stage or lane), "exists" (somebody else's id), "too_many".
        """
        return self._desk.note(lambda state, _: self._looked(state, workshop, step, draft, actor))

    def drop(self, workshop: str, step: str, id_: str, actor: Actor) -> Future[None]:
        """Forget one's own draft; that there is none is no fault. "late" where it is on the map already."""

        def look(state: State, _: object) -> Do:
            if step_of(state, workshop, step)[1]["revealed"] is not None:
                raise Refused("late", "This card is on the map already: delete it there.")
            return lambda link: link.run("DELETE FROM draft WHERE id = ? AND person = ?", (id_, actor.person))

        return self._desk.note(look)

    def of(self, workshop: str, person: str) -> list[Record]:
        """Somebody's own drafts of a workshop, oldest first."""
        return self._read("workshop = ? AND person = ? ORDER BY at, id", (workshop, person))

    def written(self, step: str) -> list[Record]:
        """All drafts of a step, oldest first, for its reveal."""
        return self._read("step = ? ORDER BY at, id", (step,))

    def purge(self, workshop: str) -> None:
        """Forget all drafts of a workshop."""
        self._desk.call(lambda: None).result()
        self._desk.note(lambda *_: lambda link: link.run("DELETE FROM draft WHERE workshop = ?", (workshop,))).result()

    def _read(self, where: str, parameters: tuple[str, ...]) -> list[Record]:
        with reading(self._engine) as link:
            return [_record(row) for row in link.rows(_ALL + where, parameters)]

    def _looked(self, state: State, workshop: str, step: str, draft: Mapping[str, Any], actor: Actor) -> Do | After:
        room, fields = step_of(state, workshop, step)
        check_in(state, workshop, actor)
        if room["state"] != "running" or fields["state"] == "waiting":
            raise Refused("late", "This step is not under way: nobody writes alone in it now.")
        said = _checked(draft)
        journey = _place(state, workshop, fields, said)
        row = {**said, "workshop": workshop, "step": step, "journey": journey, "person": actor.person, "at": _utc()}
        if fields["revealed"] is not None or "on" not in (room["private"], fields["private"]):
            alone = fields["private"] == "on" or fields["kind"] not in ABOUT
            late = fields["revealed"] is not None and alone
            return After(lambda: self._onto_map(row, actor, late))
        return lambda link: _keep(link, row)

    def _onto_map(self, row: Record, actor: Actor, late: bool) -> Future[Committed]:
        """A card at once. What comes `late`, after the reveal, whatever is open there by now: no word is lost, and who wrote it
        is as little told as of the others. What was never to be revealed is an edit as any other."""

        def make(batch: Batch) -> Change:
            state = batch.memory.state
            if state.get("card", row["id"]) is not None:
                raise Refused("exists", f"Another card has the id “{row['id']}”: make a new id.")
            return Change(change, tuple(card_edits(state, row, "")))

        change = f"{row['id'][:100]}.late"
        return self._writer.write(change, replace(actor, name=SOMEBODY) if late else actor, make, trusted=late)


def card_edits(state: State, row: Record, order: str, id_: str = "") -> list[Edit]:
    """The edits that put a draft onto its map, at the place `order` of its cell; "": at its end."""
    card = {"journey": row["journey"], **{name: row[name] for name in CARD_FIELDS}, "order": order or end_of(state, row)}
    id_ = id_ or row["id"]
    edits = [Edit("put", "card", id_, card)]
    persona = row["persona"] if row["persona"] is not None else leading(state, row["journey"])
    if row["feeling"] is not None and persona is not None and state.get("persona", persona) is not None:
        feeling = {"journey": row["journey"], "card": id_, "persona": persona, "source": "predicted", "value": row["feeling"]}
        edits.append(Edit("put", "feeling", feeling_id(id_, persona, "predicted"), feeling))
    return edits


def leading(state: State, journey: str) -> str | None:
    """The persona that leads a journey's curve: the first that travels it."""
    there = [(t["order"], id_, t["persona"]) for id_, t in state.of("traveller").items() if t["journey"] == journey]
    return min(there)[2] if there else None


def end_of(state: State, row: Record) -> str:
    """An order key behind the cards of a draft's cell."""
    return keys_at_end(state, row, 1)[0]


def keys_at_end(state: State, row: Record, count: int) -> list[str]:
    """So many order keys behind the cards of a draft's cell."""
    cards = state.of("card")
    there = [cards[id_] for type_, id_, name in state.referring("lane", row["lane"]) if (type_, name) == ("card", "lane")]
    return keys_between(max((c["order"] for c in there if c["stage"] == row["stage"]), default=None), None, count)


def _checked(draft: Mapping[str, Any]) -> Record:
    """A draft's fields, cleaned. Raises `Refused("invalid")`."""
    unknown = set(draft) - {"id", *CARD_FIELDS, "feeling", "persona"}
    if unknown:
        raise Refused("invalid", f"A draft has no field “{min(map(str, unknown))[:40]}”.")
    defaults = RECORDS["card"].defaults
    try:
        id_ = check_id(draft.get("id"))
        said = check_fields("card", {n: draft[n] for n in CARD_FIELDS if draft.get(n) is not None}, whole=False)
        value = RECORDS["feeling"].field("value")
        given = draft.get("feeling")
        feeling = value.check(given) if value is not None and given is not None else None
        persona = None if draft.get("persona") is None else check_id(draft["persona"])
    except Invalid as error:
        raise Refused("invalid", error.message) from None
    if "stage" not in said or "lane" not in said:
        raise Refused("invalid", "A draft names the stage and lane of its card.")
    said = {name: said.get(name, defaults[name]) for name in CARD_FIELDS}
    if not said["title"] and feeling is None and not said["note"]:
        raise Refused("invalid", "The card is empty: write something on it.")
    return {"id": id_, **said, "feeling": feeling, "persona": persona}


def _place(state: State, workshop: str, step: Record, said: Record) -> str:
    """The journey of a draft. Raises `Refused` where it is not the workshop's, or its lane is closed in this step."""
    stage, lane = state.get("stage", said["stage"]), state.get("lane", said["lane"])
    if stage is None or lane is None or lane["journey"] not in rooms_of(state, workshop):
        raise Refused("gone", f"The {'stage' if stage is None else 'lane'} was deleted meanwhile: write the card elsewhere.")
    if stage["journey"] != lane["journey"]:
        raise Refused("invalid", "The stage and the lane belong to two maps.")
    if lane["kind"] not in step["lanes"].split():
        raise Refused("forbidden", "This lane is closed in this step: write in a lane that is open.")
    travels = any(t["journey"] == lane["journey"] and t["persona"] == said["persona"] for t in state.of("traveller").values())
    if said["persona"] is not None and not travels:
        raise Refused("gone", "This persona does not travel the map (any more).")
    return str(lane["journey"])


def _keep(link: Link, row: Record) -> None:
    there = link.one("SELECT person FROM draft WHERE id = ?", (row["id"],))
    if there is not None and there[0] != row["person"]:
        raise Refused("exists", f"Another draft has the id “{row['id']}”: make a new id.")
    counted = link.one("SELECT count(*) FROM draft WHERE step = ? AND person = ?", (row["step"], row["person"]))
    if there is None and counted is not None and counted[0] >= MOST_DRAFTS:
        raise Refused("too_many", f"You have written {MOST_DRAFTS} cards in this step: delete one first.")
    link.run(_KEEP, tuple(row[name] for name in _COLUMNS))


def _record(row: Row) -> Record:
    return dict(zip(_COLUMNS, row, strict=True))


def _utc() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
