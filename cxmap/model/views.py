"""Read views: plain records put together for reading, in order, at one revision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from cxmap.model.order import in_order
from cxmap.model.records import Record

# The record types that a board holds: those of its journey, and the workspace's personas.
BOARD_TYPES = ("persona", "journey", "traveller", "stage", "lane", "card", "feeling")


@dataclass(frozen=True)
class JourneyView:
    """One journey at one revision. Every record is a dict of its fields and its `id`; lists are in map order.

    `personas` are those that travel the journey, the first one leading; `cards` are sorted by stage, lane and order.
    """

    revision: int
    journey: Record
    personas: list[Record] = field(default_factory=list)
    stages: list[Record] = field(default_factory=list)
    lanes: list[Record] = field(default_factory=list)
    cards: list[Record] = field(default_factory=list)
    feelings: list[Record] = field(default_factory=list)
    travellers: list[Record] = field(default_factory=list)

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
        )

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
