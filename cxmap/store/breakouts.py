"""Tables: parts of a room that map the same journey in parallel, each on a map of its own that is linked with the main one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Literal

from cxmap.changes import Change, Edit, Refused
from cxmap.model.customer_records import STUDY_TYPES
from cxmap.model.entries import Entry, entries_in, fields_of, fresh_ids, renamed
from cxmap.model.order import keys_between
from cxmap.model.records import JOURNEY_TYPES, WORKSHOP_TYPES, Record, new_id
from cxmap.model.views import JourneyView
from cxmap.store import reads
from cxmap.store.batch import Batch

From = Literal["frame", "all"]

MOST_TABLES = 30
_LONGEST_NAME, _LONGEST_TITLE = 80, 200
# What a table starts from: the frame of the main map, or all that is on it. What was said about that map stays with it.
_FRAME = frozenset({"traveller", "stage", "lane"})
_ALL = frozenset(JOURNEY_TYPES) - WORKSHOP_TYPES - STUDY_TYPES - {"comment", "mention", "version", "reason", "view", "voice"}


def change(batch: Batch, id_: str, workshop: str, names: Sequence[str], start: str, seat: bool) -> Change:
    """The change that makes tables of a workshop. Raises `Refused`, see `edits`; "gone" where there is no such workshop."""
    state = batch.memory.state
    record = state.get("workshop", workshop)
    raw = reads.raw_room(state, record["journey"]) if record is not None else None
    if raw is None:
        raise Refused("gone", "The workshop was deleted meanwhile.")
    return Change(id_, tuple(edits(reads.view_of(batch.memory.revision, raw), workshop, names, start, seat)))


def edits(view: JourneyView, workshop: str, names: Sequence[str], start: str, seat: bool) -> list[Edit]:
    """Edits that make a table of each name, with a map that starts from the `frame` or from `all` of the main one.

    Stages, lanes and cards are linked by their origin. With `seat`, those in the room who sit at no table yet are divided:
    each goes where the fewest sit. Raises `Refused`: "invalid" for names or a start that do not fit, "exists" for a table of
    that name, "too_many".
    """
    tables = [table for table in view.of_type("breakout") if table["workshop"] == workshop]
    wanted = _checked(names, tables, start)
    kept = _FRAME if start == "frame" else _ALL
    inside = [_linked(entry) for entry in entries_in(view, kept)]
    last = tables[-1]["order"] if tables else None
    found: list[Edit] = []
    seats = Counter(p["breakout"] for p in view.of_type("participant") if p["workshop"] == workshop and p["state"] == "in")
    ids = [table["id"] for table in tables]
    for name, order in zip(wanted, keys_between(last, None, len(wanted)), strict=True):
        map_, table = new_id(), new_id()
        found.append(Edit("put", "journey", map_, {**_own(view.journey), "title": _title(view.journey["title"], name)}))
        copies = renamed(inside, {**fresh_ids(inside), ("journey", view.journey["id"]): map_}, across=False)
        found += [Edit("put", type_, id_, fields) for type_, id_, fields in copies]
        fields = {"journey": view.journey["id"], "workshop": workshop, "name": name, "map": map_, "order": order}
        found.append(Edit("put", "breakout", table, fields))
        ids.append(table)
    if seat:
        found += _seated(view, workshop, ids, seats)
    return found


def _checked(names: Sequence[str], tables: Sequence[Record], start: str) -> list[str]:
    if start not in ("frame", "all"):
        raise Refused("invalid", "Tables start from the frame of the map or from all of it: say “frame” or “all”.")
    if isinstance(names, str) or not all(isinstance(name, str) for name in names):
        raise Refused("invalid", "The names of tables are texts.")
    wanted = [" ".join(name.split()) for name in names]
    there = {table["name"].casefold() for table in tables}
    if not wanted or not all(wanted):
        raise Refused("invalid", "Each table needs a name: type one.")
    if any(len(name) > _LONGEST_NAME for name in wanted):
        raise Refused("invalid", f"The name of a table has at most {_LONGEST_NAME} letters: shorten it.")
    if len(tables) + len(wanted) > MOST_TABLES:
        raise Refused("too_many", f"A workshop has at most {MOST_TABLES} tables: delete some first.")
    for name in wanted:
        if name.casefold() in there:
            raise Refused("exists", f"There is a table “{name}” already: choose another name.")
        there.add(name.casefold())
    return wanted


def _own(journey: Record) -> Record:
    """The fields of a table's map: those of the main one, without its links and dates."""
    return {
        **fields_of(journey),
        "as_is": None,
        "state": "as_is",
        "use": None,
        "reviewed": None,
        "review_due": None,
        "note": "",
    }


def _linked(entry: Entry) -> Entry:
    type_, id_, fields = entry
    if type_ == "card":
        fields = {**fields, "shared": None}  # a table may say it differently
    return (type_, id_, {**fields, "origin": id_}) if "origin" in fields else entry


def _title(title: str, name: str) -> str:
    return f"{title[: _LONGEST_TITLE - len(name) - 3]} – {name}"


def _seated(view: JourneyView, workshop: str, tables: Sequence[str], seats: Counter[str]) -> list[Edit]:
    """Everybody in the room who sits nowhere and does not lead, in the order of their coming, each where the fewest sit."""
    leads = next((w["facilitator"] for w in view.of_type("workshop") if w["id"] == workshop), None)
    waiting = [
        p
        for p in view.of_type("participant")
        if p["workshop"] == workshop and p["state"] == "in" and p["breakout"] is None and (p["person"] != leads or not leads)
    ]
    found = []
    for person in sorted(waiting, key=lambda p: (p["joined"] or "", p["id"])):
        table = min(tables, key=lambda id_: seats[id_])
        seats[table] += 1
        found.append(Edit("patch", "participant", person["id"], {"breakout": table}, {"breakout": None}))
    return found
