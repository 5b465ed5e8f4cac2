"""Read views: plain records put together for reading, in order, at one revision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from cxmap.model.customer_records import OFFICE_TYPES
from cxmap.model.order import in_order
from cxmap.model.records import JOURNEY_TYPES, Record

# The workspace's own record types that every board holds.
EVERY_BOARD_TYPES = ("persona", "team", "role", "word", "touchpoint")

# The record types that the workspace's own room holds: those, and what is known of the customer.
WORKSPACE_TYPES = (*EVERY_BOARD_TYPES, *OFFICE_TYPES)

# The record types that a board holds: those, its journey, and what is in it.
BOARD_TYPES = (*EVERY_BOARD_TYPES, "journey", *JOURNEY_TYPES)

_OWN = frozenset({"persona", "journey", "traveller", "stage", "lane", "card", "feeling"})


def _place(record: Record) -> tuple[str, str]:
    return record.get("order", ""), record["id"]


@dataclass(frozen=True)
class JourneyView:
    """One journey at one revision. Every record is a dict of its fields and its `id`; lists are in map order.

    `personas` are those that travel the journey, the first one leading; `cards` are sorted by stage, lane and order.
    `others` holds all other types of the board by name, in order: read them by `of_type`.
    """

    revision: int
    journey: Record
    personas: list[Record] = field(default_factory=list)
    stages: list[Record] = field(default_factory=list)
    lanes: list[Record] = field(default_factory=list)
    cards: list[Record] = field(default_factory=list)
    feelings: list[Record] = field(default_factory=list)
    travellers: list[Record] = field(default_factory=list)
    others: Mapping[str, list[Record]] = field(default_factory=dict)

    @classmethod
    def of(cls, revision: int, records: Mapping[str, Iterable[Record]]) -> JourneyView:
        """Build the view from records by type: one journey, its records, and at least the personas that travel it."""
        stages, lanes = in_order(records.get("stage", ())), in_order(records.get("lane", ()))
        columns = {r["id"]: i for i, r in enumerate(stages)}
        rows = {r["id"]: i for i, r in enumerate(lanes)}
        cards = sorted(records.get("card", ()), key=lambda r: (columns[r["stage"]], rows[r["lane"]], r["order"], r["id"]))
        travellers = in_order(records.get("traveller", ()))
        personas = {r["id"]: r for r in records.get("persona", ())}
        return cls(
            revision,
            next(iter(records["journey"])),
            [personas[t["persona"]] for t in travellers],
            stages,
            lanes,
            cards,
            list(records.get("feeling", ())),
            travellers,
            {name: sorted(records.get(name, ()), key=_place) for name in BOARD_TYPES if name not in _OWN},
        )

    def of_type(self, type_: str) -> list[Record]:
        """The records of a board type that has no list of its own, in order (by id where it has none)."""
        return self.others.get(type_, [])

    def under(self, type_: str, field: str) -> dict[str, list[Record]]:
        """Records of a type by the record that `field` names: `view.under("source", "card")[card_id]`, in order."""
        found: dict[str, list[Record]] = defaultdict(list)
        for record in self.of_type(type_):
            if record[field] is not None:
                found[record[field]].append(record)
        return found

    @cached_property
    def cells(self) -> dict[tuple[str, str], list[Record]]:
        """Cards by (stage id, lane id), each list in order."""
        cells: dict[tuple[str, str], list[Record]] = defaultdict(list)
        for card in self.cards:
            cells[card["stage"], card["lane"]].append(card)
        return cells

    @cached_property
    def lane_kind(self) -> dict[str, str]:
        """Kind of each lane by its id."""
        return {lane["id"]: lane["kind"] for lane in self.lanes}
