"""The timeline of a journey: who changed its map when, and in a few words what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import orjson

from cxmap.changes import Applied, State
from cxmap.model.records import Record
from cxmap.store import log, telling
from cxmap.store.engine import Link, Row
from cxmap.store.past import TALK

MOST = 500  # entries of one answer
MOST_POSITIONS = 20_000
_LARGE = 60  # edits; a larger change is told by its counts
_TALK = ", ".join(f"'{name}'" for name in sorted(TALK))
_OWN = (
    "FROM change_room AS r JOIN change_log AS c ON c.workspace = r.workspace AND c.rev = r.rev"
    " WHERE r.workspace = ? AND r.room = ? AND r.rev > ? AND r.rev < ? AND c.at < ? AND c.edits > 0 AND EXISTS"
    " (SELECT 1 FROM change_edit AS e WHERE e.workspace = r.workspace AND e.rev = r.rev AND e.room = r.room"
    f" AND e.type NOT IN ({_TALK}))"
)
_ENTRIES = f"SELECT c.rev, c.at, c.actor, c.name, c.kind, c.undoes, c.edits, c.id {_OWN} ORDER BY r.rev DESC LIMIT ?"
_POSITIONS = f"SELECT r.rev {_OWN} ORDER BY r.rev"
_SMALL = "SELECT rev, op, type, record, before, after FROM change_edit WHERE workspace = ? AND room = ? AND rev {among} ORDER BY rev, seq"
_COUNTS = (
    "SELECT rev, op, type, count(*) FROM change_edit WHERE workspace = ? AND room = ? AND rev {among} GROUP BY rev, op, type"
)
NEVER = 2**31 - 1
_LATER = "9"  # sorts behind every date

Key = tuple[str, str]
Recall = Callable[[Callable[[State], dict[Key, str]]], dict[Key, str]]


@dataclass(frozen=True, slots=True)
class Entry:
    """A change of a journey's map: its revision, when (UTC, ISO 8601), whose, and what it did; `id` is what it is undone by.

    `kind` is edit, undo, redo or restore; `edits` how many records it touched, other journeys' included.
    """

    rev: int
    at: str
    actor: str
    name: str
    kind: str
    label: str
    edits: int
    id: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """Which part of a timeline: `after` < revision < `before`, and earlier than `until` (UTC, ISO 8601; "" for no such end)."""

    after: int = 0
    before: int = NEVER
    until: str = ""


def entries(link: Link, workspace: str, journey: str, recall: Recall, span: Span, limit: int) -> list[Entry]:
    """The last changes of a journey in a span, newest first, `limit` (at most 500) of them.

    What is only said about the map (comments, versions, reasons, views) is left out. `recall` asks the memory for names.
    """
    most = max(0, min(limit, MOST))
    rows = link.rows(_ENTRIES, (workspace, journey, span.after, span.before, span.until or _LATER, most))
    labels = _labels(link, workspace, journey, rows, recall)
    return [Entry(rev, at, actor, name, kind, labels[rev], edits, id_) for rev, at, actor, name, kind, _, edits, id_ in rows]


def positions(link: Link, workspace: str, journey: str) -> list[int]:
    """The revisions of a journey's timeline, oldest first; of very many an even selection, the last among them."""
    revisions = [rev for (rev,) in link.rows(_POSITIONS, (workspace, journey, 0, NEVER, _LATER))]
    step = -(-len(revisions) // MOST_POSITIONS)
    return revisions if step <= 1 else revisions[(len(revisions) - 1) % step :: step]


def labels_of(
    link: Link, workspace: str, changes: Sequence[tuple[log.Committed, list[Applied]]], recall: Recall
) -> dict[int, str]:
    """The label of each change, from what it did on a board."""
    names = _names(link, workspace, [a for _, applied in changes for a in applied if len(applied) <= _LARGE], recall)
    found = {}
    for change, applied in reversed(changes):
        found[change.rev] = _label(applied, names, change.kind, change.undoes)
        _go_back(names, applied)
    return found


def _label(applied: list[Applied], names: dict[Key, str], kind: str, undoes: str) -> str:
    if len(applied) > _LARGE:
        return telling.counted(((a.op, a.type, 1) for a in applied), kind, undoes)
    return telling.label(applied, _namer(applied, names), kind, undoes)


def _labels(link: Link, workspace: str, journey: str, rows: Sequence[Row], recall: Recall) -> dict[int, str]:
    small = [row[0] for row in rows if row[6] <= _LARGE]
    large = [row[0] for row in rows if row[6] > _LARGE]
    edits: dict[int, list[Applied]] = defaultdict(list)
    for rev, op, type_, id_, old, new in _among(link, _SMALL, workspace, journey, small):
        edits[rev].append(Applied(op, type_, id_, orjson.loads(old), orjson.loads(new)))
    counts: dict[int, list[tuple[str, str, int]]] = defaultdict(list)
    for rev, op, type_, number in _among(link, _COUNTS, workspace, journey, large):
        counts[rev].append((op, type_, number))
    names = _names(link, workspace, [a for applied in edits.values() for a in applied], recall)
    found = {}
    for rev, _, _, _, kind, undoes, _, _ in rows:
        if rev in counts:
            found[rev] = telling.counted(counts[rev], kind, undoes)
        else:
            found[rev] = _label(edits[rev], names, kind, undoes)
            _go_back(names, edits[rev])
    return found


def _go_back(names: dict[Key, str], applied: Iterable[Applied]) -> None:
    """What things were called before a change is what older changes call them."""
    for a in applied:
        before = telling.title_of(a.type, a.before) if a.op == "patch" else ""
        if before:
            names[a.type, a.id] = before


def _among(link: Link, sql: str, workspace: str, journey: str, revisions: list[int]) -> list[Row]:
    if not revisions:
        return []
    if link.sqlite:
        among, value = "IN (SELECT value FROM json_each(?))", orjson.dumps(revisions).decode()
        return link.rows(sql.format(among=among), (workspace, journey, value))
    return link.rows(sql.format(among="= ANY(?)"), (workspace, journey, revisions))


def _names(link: Link, workspace: str, applied: Iterable[Applied], recall: Recall) -> dict[Key, str]:
    """What the records that these edits name are called: now, or last where they are gone."""
    wanted = {key for a in applied for key in _mentioned(a)}

    def look(state: State) -> dict[Key, str]:
        there = ((key, state.get(*key)) for key in wanted)
        return {key: telling.title_of(key[0], fields) for key, fields in there if fields is not None}

    names = recall(look)
    for key in wanted - names.keys():
        gone = log.deleted(link, workspace, *key)
        if gone is not None:
            names[key] = telling.title_of(key[0], gone)
    return names


def _mentioned(a: Applied) -> list[Key]:
    """The records that the words for an edit may name: itself, and what it refers to."""
    found = [(a.type, a.id)]
    if a.type == "feeling" and a.op == "patch":
        found.append(("card", a.id.rsplit(".", 2)[0]))
    fields = a.after or a.before
    found += [(name, fields[name]) for name in ("card", "stage", "lane", "persona", "measure") if fields.get(name)]
    return found


def _namer(applied: Sequence[Applied], names: dict[Key, str]) -> telling.Name:
    """Names as the change itself has them, else as they are known."""
    own: dict[Key, str] = {}
    for a in applied:
        fields: Record = a.before if a.op == "delete" else a.after if a.op == "put" else {}
        if fields:
            own[a.type, a.id] = telling.title_of(a.type, fields)
    return lambda type_, id_: own.get((type_, id_ or "")) or names.get((type_, id_ or ""), "")
