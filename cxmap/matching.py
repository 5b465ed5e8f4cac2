"""What a file brings that the workspace has already: the same persona, the same team, the same shared touchpoint."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from cxmap.formats import count
from cxmap.model.entries import Entry, renamed
from cxmap.model.records import Record, new_id
from cxmap.store import Store

_NAMED = 8  # teams that a sentence names
# What makes two records of a type the same.
_BY_NAME: dict[str, Callable[[Record], tuple[str, ...]]] = {
    "team": lambda r: (r["name"].casefold(),),
    "role": lambda r: (r["team"], r["name"].casefold()),
    "word": lambda r: (r["text"].casefold(),),
}


@dataclass
class Match:
    """`known` are the (type, id) of a file that are not put again, `ids` what the file's ids become here.

    `changed` and `left_out` are sentences for the report.
    """

    ids: dict[tuple[str, str], str] = field(default_factory=dict)
    known: set[tuple[str, str]] = field(default_factory=set)
    changed: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def match(store: Store, entries: list[Entry]) -> Match:
    """Compare the workspace's own records in a file with those that are there. Nothing is written.

    A persona and a segment of the same id and name, a team and a role of the same name (whatever the case of its letters), an emotion
    word of the same text and a shared touchpoint of the same id and title are the same, and stay as they are.
    """
    found = Match()
    _segments(store, entries, found)
    _personas(store, entries, found)
    _teams(store, entries, found)
    _words(store, entries, found)
    _touchpoints(store, entries, found)
    return found


def without_doubles(entries: list[Entry]) -> list[Entry]:
    """The entries with each team, role and emotion word once, by name; what names the second of two names the first."""
    for type_ in _BY_NAME:
        first: dict[tuple[str, ...], str] = {}
        second: dict[tuple[str, str], str | None] = {}
        for id_, fields in _of(entries, type_):
            kept = first.setdefault(_BY_NAME[type_](fields), id_)
            if kept != id_:
                second[type_, id_] = kept
        if second:
            renewed = renamed([entry for entry in entries if entry[:2] not in second], second)
            entries = list({entry[:2]: entry for entry in renewed}.values())
    return entries


def _of(entries: list[Entry], type_: str) -> list[tuple[str, Record]]:
    return [(id_, fields) for each, id_, fields in entries if each == type_]


def _stays(found: Match, title: str, what: str) -> None:
    found.left_out.append(
        f"“{title}” is here already and stays as it is: what the file says differently of {what} is left out."
    )


def _segments(store: Store, entries: list[Entry], found: Match) -> None:
    there = {r["id"]: r for r in store.of_type("segment")}
    for id_, fields in _of(entries, "segment"):
        if id_ not in there:
            continue
        if there[id_]["name"] != fields["name"]:
            found.ids["segment", id_] = new_id()
            continue
        found.known.add(("segment", id_))
        if any(value != there[id_][name] for name, value in fields.items()):
            _stays(found, fields["name"], "this segment")


def _grounds(records: Iterable[Record]) -> set[tuple[str, ...]]:
    return {tuple(str(g[name]) for name in ("kind", "quote", "link", "date", "expires")) for g in records}


def _personas(store: Store, entries: list[Entry], found: Match) -> None:
    statements_of: dict[str, list[tuple[str, Record]]] = {}
    for id_, fields in _of(entries, "statement"):
        statements_of.setdefault(fields["persona"], []).append((id_, fields))
    behind: dict[str, list[tuple[str, Record]]] = {}
    for id_, fields in _of(entries, "ground"):
        behind.setdefault(fields["statement"], []).append((id_, fields))
    kept: list[Record] | None = None
    for id_, fields in _of(entries, "persona"):
        there = store.persona(id_)
        if there is None:
            continue
        persona, statements = there
        if persona["name"] != fields["name"]:
            found.ids["persona", id_] = new_id()
            continue
        own = statements_of.get(id_, [])
        found.known |= {("persona", id_), *(("statement", s) for s, _ in own)}
        said = {(kind, s["text"]) for kind, listed in statements.items() for s in listed}
        told = {(f["kind"], f["text"]) for _, f in own}
        if kept is None:
            kept = store.of_type("ground")
        mine = {s["id"] for listed in statements.values() for s in listed}
        rests = [ground for s, _ in own for ground in behind.get(s, ())]
        found.known |= {("ground", g) for g, _ in rests}
        same = _grounds(f for _, f in rests) == _grounds(g for g in kept if g["statement"] in mine)
        if told != said or not same or any(value != persona[name] for name, value in fields.items() if name != "segment"):
            _stays(found, fields["name"], "this persona")


def _teams(store: Store, entries: list[Entry], found: Match) -> None:
    teams, same = _Names(store, "team"), []
    for id_, fields in _of(entries, "team"):
        there = teams.meet(found, id_, fields)
        if there is not None:
            same.append(fields["name"])
            if any(fields[name] not in ("", there.get(name)) for name in ("lead", "note")):
                _stays(found, fields["name"], "this team")
    if same:
        more = f" and {len(same) - _NAMED} more" if len(same) > _NAMED else ""
        names = ", ".join(f"“{name}”" for name in same[:_NAMED])
        found.changed.append(f"{count(len(same), 'team')} of the same name taken for the same: {names}{more}.")
    roles = _Names(store, "role")
    for id_, fields in _of(entries, "role"):
        team = found.ids.get(("team", fields["team"]), fields["team"])
        there = roles.meet(found, id_, {**fields, "team": team})
        if there is not None and fields["note"] not in ("", there["note"]):
            _stays(found, fields["name"], "this role")


def _words(store: Store, entries: list[Entry], found: Match) -> None:
    words = _Names(store, "word")
    before = len(words)
    fresh = sum(words.meet(found, id_, fields) is None for id_, fields in _of(entries, "word"))
    if fresh and before:
        found.changed.append(f"{count(fresh, 'word')} added to this workspace’s emotion wheel.")
    elif fresh:
        found.changed.append(f"This workspace’s emotion wheel is now that of the file: {count(fresh, 'word')}.")


def _touchpoints(store: Store, entries: list[Entry], found: Match) -> None:
    there = {r["id"]: r for r in store.of_type("touchpoint")}
    for id_, fields in _of(entries, "touchpoint"):
        if id_ not in there:
            continue
        if there[id_]["title"] != fields["title"]:
            found.ids["touchpoint", id_] = new_id()
            continue
        found.known.add(("touchpoint", id_))
        if any(value != there[id_][name] for name, value in fields.items()):
            _stays(found, fields["title"], "this shared touchpoint")


class _Names:
    """The workspace's records of one type by what they are called."""

    def __init__(self, store: Store, type_: str) -> None:
        there = sorted(store.of_type(type_), key=lambda r: str(r["id"]))
        self._type, self._ids = type_, {r["id"] for r in there}
        self._by_name = {_BY_NAME[type_](r): r for r in reversed(there)}

    def __len__(self) -> int:
        return len(self._by_name)

    def meet(self, found: Match, id_: str, fields: Record) -> Record | None:
        """The record of the same name, which the file's one is then; None where there is none."""
        there = self._by_name.get(_BY_NAME[self._type](fields))
        if there is not None:
            found.known.add((self._type, id_))
            found.ids[self._type, id_] = there["id"]
        elif id_ in self._ids:
            found.ids[self._type, id_] = new_id()
        return there
