"""Forgetting who took part in a workshop: their names and links become an alias everywhere, what they contributed stays.

This is the one place that rewrites rows of the change log. It does so as if the alias had always been the name, so the log still
explains every row. Guests are forgotten altogether. Somebody of the house who took part (a member, a token, a session that is no
guest's) keeps their own person and history, and is an alias as a participant only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

import orjson

from cxmap.access import SOMEBODY, SYSTEM, rooms_of
from cxmap.changes import Change, Edit, Refused
from cxmap.model.records import RECORDS, Record, new_id
from cxmap.store import feedback_check, log, rows
from cxmap.store.batch import Batch, Memory
from cxmap.store.engine import Link

# The record types that may hold a participant's name, and which fields say nothing but who it was.
_NAMED: dict[str, tuple[str, ...]] = {
    "participant": (),
    "person": (),
    "comment": ("resolved_by",),
    "view": ("author_name",),
    "parked": ("author_name",),
    "voice": ("author_name",),
    "tag": ("name",),
    "workshop": ("facilitator_name",),
    "decision": ("owner",),
    "idea": (),
    "remark": (),
}
# Those that belong to no map: in them a guest is known by the person alone.
_ELSEWHERE = frozenset({"person", "comment", "idea", "remark"})
_GIVEN = frozenset({"idea", "remark"})
# What a participant of the house is called there is forgotten, too.
_OF_ALL = frozenset({"parked", "voice", "tag"})
_TYPES = ", ".join(f"'{name}'" for name in _NAMED)
_EDITS = (
    f"SELECT rev, seq, type, record, before, after FROM change_edit WHERE workspace = ? AND type IN ({_TYPES})"
    " AND (type IN ('person', 'comment', 'idea', 'remark') OR room IN ({rooms}))"
)
_JOINED = (
    "SELECT record, before, after FROM change_edit WHERE workspace = ? AND type = 'participant' AND room = ? ORDER BY rev, seq"
)
_KNOWN = (
    "SELECT person FROM token UNION SELECT person FROM member WHERE person IS NOT NULL"
    " UNION SELECT person FROM session WHERE role <> 'guest'"
)


@dataclass
class _Guest:
    """Somebody who took part: what stands for them, who they are, and every name that the log knows of them."""

    alias: str
    person: str | None
    names: set[str] = field(default_factory=set)
    of_the_house: bool = False


def forget(link: Link, memory: Memory, workshop: str) -> int:
    """Forget the participants of a workshop, inside the writer's transaction; returns how many.

    Ends with a change that `rewrites`, which tells other processes and boards to read anew. Raises
    `Refused("gone")` where there is no such workshop.
    """
    record = memory.state.get("workshop", workshop)
    if record is None:
        raise Refused("gone", "The workshop was deleted meanwhile.")
    guests = _guests(link, memory.workspace, workshop, record)
    eraser = _Eraser(guests)
    rooms = sorted(rooms_of(memory.state, workshop))
    _rewrite_log(link, memory.workspace, rooms, eraser)
    _rewrite_rows(link, memory, frozenset(rooms), eraser)
    for id_, guest in guests.items():
        if guest.person is not None:
            link.run("UPDATE ballot SET person = ? WHERE workshop = ? AND person = ?", (id_, workshop, guest.person))
            link.run("UPDATE draft SET person = ? WHERE workshop = ? AND person = ?", (id_, workshop, guest.person))
    feedback_check.forget(link, eraser.people, {guest.person: id_ for id_, guest in guests.items() if guest.person})
    for person in eraser.people:
        link.run("DELETE FROM person_key WHERE person = ?", (person,))
    link.run("UPDATE join_code SET revoked = ? WHERE workshop = ? AND revoked = ''", (_now(), workshop))
    _close(link, memory.workspace, workshop)
    return len(guests)


def sweep(link: Link) -> bool:
    """Take what was rewritten out of the database's files, outside any transaction; False where somebody was in the way.

    SQLite: the file is written anew and the write-ahead log cut off. PostgreSQL: the tables are written anew.
    """
    if link.sqlite:
        link.run("VACUUM")
        row = link.one("PRAGMA wal_checkpoint(TRUNCATE)")
        return row is not None and row[0] == 0
    link.run("SET lock_timeout = '5s'")
    swept = True
    for table in (*_NAMED, "change_log", "change_edit", "ballot", "draft", "person_key", "feedback_batch"):
        try:
            link.run(f'VACUUM FULL "{table}"')
        except link.errors.OperationalError:  # another process reads it: its dead rows go, the file stays
            link.run(f'VACUUM "{table}"')
            swept = False
    link.run("RESET lock_timeout")
    return swept


def due(memory: Memory, today: str) -> list[str]:
    """Ids of the workshops whose time has come (`today` is an ISO date); one that runs has until its day is over."""
    return [
        id_
        for id_, fields in memory.state.of("workshop").items()
        if fields["purge_due"]
        and not fields["purged"]
        and (fields["purge_due"] < today or (fields["purge_due"] == today and fields["state"] != "running"))
    ]


def _guests(link: Link, workspace: str, workshop: str, record: Record) -> dict[str, _Guest]:
    """Everybody who ever took part, by the id of their participant record, in the order of their coming."""
    found: dict[str, Record] = {}
    names: dict[str, set[str]] = {}
    for id_, before, after in link.rows(_JOINED, (workspace, record["journey"])):
        for fields in (orjson.loads(before), orjson.loads(after)):
            found.setdefault(id_, {}).update({k: v for k, v in fields.items() if v is not None})
            names.setdefault(id_, set()).add(fields.get("name") or "")
    mine = sorted((f.get("joined") or "", id_) for id_, f in found.items() if f.get("workshop") == workshop)
    known = {person for (person,) in link.rows(_KNOWN)}
    came = {person for (person,) in link.rows("SELECT person FROM session WHERE role = 'guest' AND workshop = ?", (workshop,))}
    led = {record["facilitator"]} - came - {None}
    guests: dict[str, _Guest] = {}
    for number, (_, id_) in enumerate(mine, 1):
        person = found[id_].get("person")
        alias = next((g.alias for g in guests.values() if person is not None and g.person == person), f"Participant {number}")
        guests[id_] = _Guest(alias, person, names[id_] - {""}, person in known | led)
    return guests


class _Eraser:
    """What becomes of a record's fields."""

    def __init__(self, guests: Mapping[str, _Guest]) -> None:
        self.guests = guests
        self.people = {g.person: g.alias for g in guests.values() if g.person and not g.of_the_house}
        self.names: dict[str, str] = {}  # of guests
        self.all_names: dict[str, str] = {}  # of those of the house, too
        for guest in guests.values():
            for name in sorted(guest.names):
                self.know(name, guest.alias, guest.of_the_house)

    def know(self, name: str, alias: str, of_the_house: bool = False) -> None:
        """A name that stands for an alias from now on."""
        if name and name not in (SOMEBODY, SYSTEM.name):
            self.all_names.setdefault(name, alias)
            if not of_the_house:
                self.names.setdefault(name, alias)

    def fields(self, type_: str, id_: str, fields: Record) -> Record:
        """The fields without names; the same object where nothing changes."""
        changed: Record = {}
        if type_ == "participant" and id_ in self.guests:
            changed = {"name": self.guests[id_].alias, "person": None}
        elif type_ == "person" and id_ in self.people:
            changed = {"name": self.people[id_]} if fields.get("name") else {}
        elif type_ == "comment":
            if fields.get("author") in self.people and fields.get("author_name") not in (None, "", SOMEBODY):
                changed["author_name"] = self.people[fields["author"]]
            if fields.get("text"):
                changed["text"] = self.called(fields["text"])
        elif type_ in _GIVEN and fields.get("person") in self.people and fields.get("author_name"):
            changed["author_name"] = self.people[fields["person"]]
        names = self.all_names if type_ in _OF_ALL else self.names
        for name in _NAMED[type_]:
            if fields.get(name) in names:
                changed[name] = names[fields[name]]
        late = {name: value for name, value in changed.items() if name in fields and fields[name] != value}
        return {**fields, **late} if late else fields

    def called(self, text: str) -> str:
        """A text in which nobody is called by name: “@Ana” becomes “@Participant 2”."""
        return self.calling.sub(lambda found: "@" + self.names[found[1]], text) if "@" in text and self.names else text

    def note(self, note: Record) -> Record:
        """A note about a text that two people changed at once, which may be a name."""
        message = note["message"]
        for name, alias in self.names.items():
            message = message.replace(f"“{name}”", f"“{alias}”")
        return {**note, "message": message, "text": self.names.get(note["text"]) or self.called(note["text"])}

    @property
    def calling(self) -> re.Pattern[str]:
        """Finds “@Ana”, the longest name first."""
        return re.compile(rf"@({'|'.join(re.escape(name) for name in sorted(self.names, key=len, reverse=True))})(?!\w)")


def _rewrite_log(link: Link, workspace: str, rooms: list[str], eraser: _Eraser) -> None:
    """Put the aliases into what the log kept of these rooms, and of the guests wherever they were."""
    edits = link.rows(_EDITS.format(rooms=", ".join("?" * len(rooms))), (workspace, *rooms))
    for person, alias in eraser.people.items():  # every name that they had
        for name in _names_of(edits, person):
            eraser.know(name, alias)
        for (name,) in link.rows("SELECT DISTINCT name FROM change_log WHERE workspace = ? AND actor = ?", (workspace, person)):
            eraser.know(name, alias)
    late = []
    for rev, seq, type_, record, *sides in edits:
        old = [orjson.loads(side) for side in sides]
        new = [eraser.fields(type_, record, side) for side in old]
        if new != old:
            late.append((*(orjson.dumps(side).decode() for side in new), workspace, rev, seq))
    if late:
        link.many("UPDATE change_edit SET before = ?, after = ? WHERE workspace = ? AND rev = ? AND seq = ?", late)
    for person, alias in eraser.people.items():
        # who was hidden stays hidden: no alias may tell what they wrote
        link.run(
            "UPDATE change_log SET actor = '' WHERE workspace = ? AND actor = ? AND name = ?", (workspace, person, SOMEBODY)
        )
        link.run("UPDATE change_log SET name = ? WHERE workspace = ? AND actor = ?", (alias, workspace, person))
    _rewrite_notes(link, workspace, rooms, eraser)


def _names_of(edits: Iterable[tuple[object, ...]], person: str) -> Iterator[str]:
    for _, _, type_, record, before, after in edits:
        if (type_, record) == ("person", person):
            for side in (before, after):
                yield orjson.loads(side).get("name") or ""  # type: ignore[arg-type]


def _rewrite_notes(link: Link, workspace: str, rooms: list[str], eraser: _Eraser) -> None:
    there = (
        "SELECT DISTINCT c.rev, c.notes FROM change_log AS c JOIN change_room AS r ON r.workspace = c.workspace AND r.rev = c.rev"
        f" WHERE c.workspace = ? AND c.notes <> '[]' AND r.room IN ({', '.join('?' * len(rooms))})"
    )
    for rev, notes in link.rows(there, (workspace, *rooms)):
        old = orjson.loads(notes)
        new = [eraser.note(note) for note in old]
        if new != old:
            link.run(
                "UPDATE change_log SET notes = ? WHERE workspace = ? AND rev = ?", (orjson.dumps(new).decode(), workspace, rev)
            )


def _rewrite_rows(link: Link, memory: Memory, rooms: frozenset[str], eraser: _Eraser) -> None:
    for type_ in _NAMED:
        for id_, fields in memory.state.of(type_).items():
            if type_ not in _ELSEWHERE and fields["journey"] not in rooms:
                continue
            new = eraser.fields(type_, id_, fields)
            late = [f.name for f in RECORDS[type_].fields if new[f.name] != fields[f.name]]
            if late:
                sets = ", ".join(f'"{name}" = ?' for name in late)
                link.run(f'UPDATE "{type_}" SET {sets} WHERE "id" = ?', (*(new[name] for name in late), id_))


def _close(link: Link, workspace: str, workshop: str) -> None:
    """The change that says when it was done, on what the rows hold now."""
    memory = Memory(workspace, log.last_revision(link, workspace), rows.read(link), log.last_changes(link, workspace))
    batch = Batch(memory, link, frozenset())
    id_ = new_id()
    done = batch.add(id_, SYSTEM, lambda _: Change(id_, (Edit("patch", "workshop", workshop, {"purged": _now()}),)))
    if isinstance(done, Refused):
        raise done
    rows.write(link, memory.state, batch.touched)
    log.append(link, workspace, batch.done)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
