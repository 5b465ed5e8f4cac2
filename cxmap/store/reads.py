"""Read views out of the writer's memory: plain records with their `id`, put together at one revision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from cxmap.changes import State
from cxmap.model.customer_records import IDEA_TYPES
from cxmap.model.order import in_order
from cxmap.model.records import RECORDS, Record
from cxmap.model.views import BOARD_TYPES, EVERY_BOARD_TYPES, WORKSPACE_TYPES, JourneyView
from cxmap.store.batch import Memory
from cxmap.store.log import EVERY_BOARD, LastChange

Rows = list[tuple[str, Record]]
Raw = dict[str, Rows]

# Who refers to a journey because they are in it; a to-be map refers to its as-is map without being in it.
_INSIDE = frozenset(name for name, r in RECORDS.items() if any(f.name == "journey" for f in r.fields))


@dataclass(frozen=True)
class JourneySummary:
    """A journey in a list: its own fields, the personas that travel it, and its last change.

    `revision` is the last one on its board, for caches; `changed_at` (UTC) and `changed_by` tell of the last change of
    its own. `view()` reads the whole journey as it is when called; None where it was deleted meanwhile.
    """

    id: str
    title: str
    state: str
    as_is: str | None
    revision: int
    personas: list[Record]
    changed_at: str
    changed_by: str
    view: Callable[[], JourneyView | None]


def raw_room(state: State, journey: str) -> Raw | None:
    """(id, fields) by type of all that a board holds, not copied: quick to collect on the writer's thread."""
    fields = state.get("journey", journey)
    if fields is None:
        return None
    raw: Raw = {name: [] for name in BOARD_TYPES}
    raw["journey"].append((journey, fields))
    for name in EVERY_BOARD_TYPES:
        raw[name].extend(state.of(name).items())
    for type_, id_, name in state.referring("journey", journey):
        if name == "journey" and type_ in _INSIDE:
            raw[type_].append((id_, state.of(type_)[id_]))
    return raw


def raw_workspace(state: State) -> Raw:
    """The same of the workspace's own room."""
    return {name: list(state.of(name).items()) for name in WORKSPACE_TYPES}


def raw_ideas(state: State, whiteboard: str) -> Raw | None:
    """What a guest of an idea board sees of that room: the board, its ideas, and what belongs to these."""
    fields = state.get("whiteboard", whiteboard)
    if fields is None:
        return None
    raw: Raw = {name: [] for name in IDEA_TYPES}
    raw["whiteboard"].append((whiteboard, fields))
    for _, idea, _ in state.referring("whiteboard", whiteboard):
        raw["idea"].append((idea, state.of("idea")[idea]))
        for type_, id_, _ in state.referring("idea", idea):
            raw[type_].append((id_, state.of(type_)[id_]))
    return raw


def with_ids(rows: Rows) -> list[Record]:
    """Records as everybody gets them: fresh dicts with their id. Fields in the memory are replaced, never changed."""
    return [{"id": id_, **fields} for id_, fields in rows]


def revision_on_board(memory: Memory, journey: str) -> int:
    """The last revision that a board shows: the journey's own, or of what every board holds."""
    return max(memory.revision_of(journey), memory.revision_of(EVERY_BOARD))


def view_of(revision: int, raw: Raw) -> JourneyView:
    """The view of a journey out of its raw records."""
    return JourneyView.of(revision, {name: with_ids(rows) for name, rows in raw.items()})


def summaries(memory: Memory, view: Callable[[str], JourneyView | None], use: str | None = None) -> list[JourneySummary]:
    """All journeys of a use (None: those that are maps of their own), the last changed one first."""
    travelling: dict[str, list[Record]] = defaultdict(list)  # by journey; there are few, whatever the journeys hold
    for traveller in in_order(with_ids(list(memory.state.of("traveller").items()))):
        travelling[traveller["journey"]].append(traveller)
    there = [(id_, fields) for id_, fields in memory.state.of("journey").items() if fields["use"] == use]
    found = [_summary(memory, id_, fields, travelling[id_], view) for id_, fields in there]
    return sorted(found, key=lambda s: (s.changed_at, memory.revision_of(s.id)), reverse=True)


def _summary(
    memory: Memory, id_: str, fields: Record, travellers: list[Record], view: Callable[[str], JourneyView | None]
) -> JourneySummary:
    personas = memory.state.of("persona")
    last = memory.last.get(id_, LastChange(0, "", ""))
    return JourneySummary(
        id_,
        fields["title"],
        fields["state"],
        fields["as_is"],
        revision_on_board(memory, id_),
        with_ids([(t["persona"], personas[t["persona"]]) for t in travellers]),
        last.at,
        last.name,
        lambda: view(id_),
    )


def persona(state: State, id_: str) -> tuple[Record, dict[str, list[Record]]] | None:
    """A persona with its statements by kind, in order; None where there is no such persona."""
    fields = state.get("persona", id_)
    if fields is None:
        return None
    statements: dict[str, list[Record]] = {}
    said = [(s, state.of("statement")[s]) for type_, s, _ in state.referring("persona", id_) if type_ == "statement"]
    for statement in in_order(with_ids(said)):
        statements.setdefault(statement["kind"], []).append(statement)
    return {"id": id_, **fields}, statements


def pictured_in(state: State, picture: str) -> frozenset[str]:
    """The journeys that a persona with this photo travels."""
    pictured = [id_ for id_, fields in state.of("persona").items() if picture and fields["photo"] == picture]
    return frozenset(
        state.of(type_)[id_]["journey"]
        for persona in pictured
        for type_, id_, _ in state.referring("persona", persona)
        if type_ == "traveller"
    )
