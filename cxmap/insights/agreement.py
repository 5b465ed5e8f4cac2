"""What several tables made of the same journey: their maps laid over each other, what all saw, what one saw, where feelings clash.

Stages and lanes belong together by their origin, then by name; cards by origin, then where their titles are alike
(`cxmap/insights/similar.py`) in the same stage and lane.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from cxmap.insights.emotion import show
from cxmap.insights.pairing import pair
from cxmap.insights.similar import Item, alike, likeness
from cxmap.insights.words import plural
from cxmap.model import vocabulary as v
from cxmap.model.records import Record
from cxmap.model.views import JourneyView

Share = Literal["all", "some", "one"]

CLASH = 3.0  # between two tables' feelings, half the scale
SHARES: dict[Share, str] = {"all": "Seen by all", "some": "Seen by some", "one": "Seen by one"}
_FEELING = re.compile(r"\s[+\-−]\d(?:[.,]\d)?$")


@dataclass(frozen=True)
class Table:
    """A table of the room, with its map."""

    id: str
    name: str
    view: JourneyView


@dataclass
class Column:
    """A stage of the maps together: the main map's (None where it has none), and the tables' by table id."""

    key: str
    name: str
    main: Record | None
    stages: dict[str, Record] = field(default_factory=dict)


@dataclass
class Row:
    """A lane of the maps together."""

    key: str
    kind: str
    name: str
    main: Record | None
    lanes: dict[str, Record] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """What it is called."""
        return self.name or v.label(v.LANE_KINDS, self.kind)


@dataclass
class Topic:
    """One thing that tables saw: the main map's card (None where it has none), and the tables' cards by table id."""

    column: Column
    row: Row
    main: Record | None
    cards: dict[str, list[Record]]
    lead: Record
    feelings: dict[str, float]  # of the leading persona, by table: the mean of its cards
    tables: int  # that mapped anything
    new: list[Record]  # the tables' cards that the main map does not know yet

    @property
    def id(self) -> str:
        """The main map's card, else the card whose title leads."""
        return str((self.main or self.lead)["id"])

    @property
    def title(self) -> str:
        """What it is called."""
        return str((self.main or self.lead)["title"] or "Untitled")

    @property
    def share(self) -> Share:
        """How many of the tables saw it."""
        seen = len(self.cards)
        return "all" if seen == self.tables else "one" if seen == 1 else "some"

    @property
    def clash(self) -> bool:
        """Whether two tables' feelings are half the scale or more apart."""
        return len(self.feelings) > 1 and max(self.feelings.values()) - min(self.feelings.values()) >= CLASH


class Agreement:
    """The maps of the tables laid over the main one. Worked out when it is made; at most a few tens of tables."""

    def __init__(self, main: JourneyView, tables: Sequence[Table]) -> None:
        self.main = main
        self.all_tables = list(tables)
        self.tables = [table for table in tables if table.view.cards]
        self.persona = main.personas[0] if main.personas else None
        self._felt = {"": _values(main, self.persona), **{t.id: _values(t.view, self.persona) for t in self.tables}}
        self._voices = main.under("voice", "card")
        self._pairs = {t.id: pair(main, t.view, "origin") for t in self.tables}
        self.columns = self._columns()
        self.rows = self._rows()
        self.topics = self._topics()

    @cached_property
    def by_column(self) -> dict[str, list[Topic]]:
        """Topics by the key of their column: what all saw first, then along the lanes."""
        found: dict[str, list[Topic]] = defaultdict(list)
        for topic in self.topics:
            found[topic.column.key].append(topic)
        return found

    @cached_property
    def new(self) -> list[Topic]:
        """What the main map does not know yet, all of it or a table's voice in it."""
        return [topic for topic in self.topics if topic.new]

    def _columns(self) -> list[Column]:
        columns = [Column(s["id"], s["name"], s) for s in self.main.stages]
        by_main = {c.key: c for c in columns}
        for table in self.tables:
            last: Column | None = None
            pairs = self._pairs[table.id]["stage"]
            for stage in table.view.stages:
                known = by_main.get(pairs.get(stage["id"], ""))
                if known is None:
                    known = _same_stage(stage, [c for c in columns if c.main is None and table.id not in c.stages])
                if known is None:
                    known = Column(stage["id"], stage["name"], None)
                    columns.insert(columns.index(last) + 1 if last else 0, known)
                known.stages.setdefault(table.id, stage)
                last = known
        return columns

    def _rows(self) -> list[Row]:
        rows = [Row(lane["id"], lane["kind"], lane["name"], lane) for lane in self.main.lanes]
        by_main = {row.key: row for row in rows}
        for table in self.tables:
            pairs = self._pairs[table.id]["lane"]
            for lane in table.view.lanes:
                known = by_main.get(pairs.get(lane["id"], "")) or next(
                    (r for r in rows if r.main is None and (r.kind, r.name.lower()) == (lane["kind"], lane["name"].lower())),
                    None,
                )
                if known is None:
                    known = Row(lane["id"], lane["kind"], lane["name"], None)
                    rows.append(known)
                known.lanes.setdefault(table.id, lane)
        return rows

    def _topics(self) -> list[Topic]:
        column_of = {(t, s["id"]): c for c in self.columns for t, s in c.stages.items()}
        row_of = {(t, lane["id"]): r for r in self.rows for t, lane in r.lanes.items()}
        mine = {card["id"]: card for card in self.main.cards}
        homes = {c.key: c for c in self.columns}
        lanes = {r.key: r for r in self.rows}
        table_of: dict[str, str] = {}
        cards: dict[str, Record] = {}
        place: dict[str, tuple[Column, Row]] = {c["id"]: (homes[c["stage"]], lanes[c["lane"]]) for c in self.main.cards}
        for table in self.tables:
            for card in table.view.cards:
                at = column_of.get((table.id, card["stage"])), row_of.get((table.id, card["lane"]))
                if at[0] is None or at[1] is None or at[1].kind == "emotion":
                    continue
                table_of[card["id"]], cards[card["id"]], place[card["id"]] = table.id, card, (at[0], at[1])
        anchor = {id_: card["origin"] for id_, card in cards.items() if card["origin"] in mine}
        place_of = {id_: i for i, id_ in enumerate(cards)}
        groups = _grouped([*(c for c in self.main.cards), *cards.values()], place, anchor, set(mine))
        topics = []
        for main, members in groups:
            there = sorted((cards[id_] for id_ in members if id_ in cards), key=lambda card: place_of[card["id"]])
            if there:
                topics.append(self._topic(mine.get(main), there, table_of, place))
        rank = {c.key: i for i, c in enumerate(self.columns)}
        lane_rank = {r.key: i for i, r in enumerate(self.rows)}
        return sorted(topics, key=lambda t: (rank[t.column.key], -len(t.cards), lane_rank[t.row.key], t.title, t.id))

    def _topic(
        self, main: Record | None, there: list[Record], table_of: dict[str, str], place: dict[str, tuple[Column, Row]]
    ) -> Topic:
        total = {c["id"]: sum(likeness(c["title"], other["title"]) for other in there) for c in there}
        lead = max(there, key=lambda c: (round(total[c["id"]], 6), -there.index(c)))
        column, row = place[(main or lead)["id"]]
        by_table: dict[str, list[Record]] = defaultdict(list)
        for card in there:
            by_table[table_of[card["id"]]].append(card)
        told = {table.id: table for table in self.tables}
        feelings = {}
        for id_, cards in by_table.items():
            values = [value for card in cards if (value := self.felt(told[id_], card)) is not None]
            if values:
                feelings[id_] = sum(values) / len(values)
        new = [card for card in there if self._is_new(main, card, told[table_of[card["id"]]])]
        return Topic(column, row, main, dict(by_table), lead, feelings, len(self.tables), new)

    def felt(self, table: Table, card: Record) -> float | None:
        """How the leading persona feels at a table's card, as the table predicts it."""
        return self._felt[table.id].get(card["id"])

    def _is_new(self, main: Record | None, card: Record, table: Table) -> bool:
        """Whether the main map does not know what this card says: neither as it stands nor as a voice of its table."""
        if main is None:
            return True
        voices = self._voices.get(main["id"], [])
        if any(voice["origin"] == table.name and without_feeling(voice["text"]) == card["title"] for voice in voices):
            return False
        same = card["origin"] == main["id"] and card["title"] == main["title"]
        return not same or self.felt(table, card) not in (None, self._felt[""].get(main["id"]))


def without_feeling(text: str) -> str:
    """The words of a voice, without the feeling that may stand behind them."""
    return _FEELING.sub("", text)


def _values(view: JourneyView, persona: Record | None) -> dict[str, float]:
    """How a persona feels by card, as predicted."""
    leading = persona["id"] if persona else None
    return {f["card"]: f["value"] for f in view.feelings if (f["persona"], f["source"]) == (leading, "predicted")}


def _same_stage(stage: Record, columns: Sequence[Column]) -> Column | None:
    """The column of that name, else of the name most like it."""
    name = stage["name"].lower()
    exact = next((c for c in columns if name and c.name.lower() == name), None)
    near = max(columns, key=lambda c: likeness(c.name, stage["name"]), default=None)
    return exact or (near if near is not None and likeness(near.name, stage["name"]) >= 0.6 else None)


def _grouped(
    cards: Sequence[Record], place: dict[str, tuple[Column, Row]], anchor: dict[str, str], mine: set[str]
) -> list[tuple[str, list[str]]]:
    """(id of the main map's card or "", ids) of cards that are the same: by anchor, then by likeness within a cell."""
    items = [
        Item(c["id"], c["title"], f"{place[c['id']][0].key} {place[c['id']][1].key}")
        for c in cards
        if c["title"] and c["id"] in place and (c["id"] in mine or c["id"] not in anchor)
    ]
    titles = {c["id"]: c["title"] for c in cards}
    group: dict[str, str] = dict(anchor)
    group |= {id_: id_ for id_ in mine}
    loose: list[list[str]] = []
    for found in alike(items):
        known = [id_ for id_ in found.ids if id_ in mine]
        free = [id_ for id_ in found.ids if id_ not in mine]
        if known:
            for id_ in free:
                group[id_] = max(known, key=lambda k, i=id_: likeness(titles[k], titles[i]))  # type: ignore[misc]
        elif free:
            loose.append(free)
    by_main: dict[str, list[str]] = defaultdict(list)
    for id_, to in group.items():
        by_main[to].append(id_)
    taken = {id_ for ids in loose for id_ in ids} | set(group)
    alone = [("", [c["id"]]) for c in cards if c["id"] not in taken and c["id"] in place]
    return [*by_main.items(), *(("", ids) for ids in loose), *alone]


def headline(agreement: Agreement) -> str:
    """What the tables agree on, in a sentence or two."""
    tables = agreement.tables
    if not tables:
        return "No table has mapped anything yet."
    if len(tables) == 1:
        return f"Only {tables[0].name} has mapped anything yet: {plural(len(agreement.topics), 'thing')}."
    count = {share: sum(t.share == share for t in agreement.topics) for share in SHARES}
    both = "Both" if len(tables) == 2 else f"All {len(tables)}"
    said = f"{both} tables saw {count['all']:,} of {plural(len(agreement.topics), 'thing')}; {count['one']:,} {_was(count['one'])} seen by one only."
    clashes = sum(t.clash for t in agreement.topics)
    return said + (f" Feelings clash at {clashes:,}." if clashes else "")


def finding(topics: Sequence[Topic]) -> str:
    """What is agreed on in a stage: “2 seen by all, 1 by some, 3 by one; feelings clash at 1”."""
    count = {share: sum(t.share == share for t in topics) for share in SHARES}
    parts = [f"{n:,} by {share}" for share, n in count.items() if n]
    clashes = sum(t.clash for t in topics)
    return (f"Seen {', '.join(parts)}" if parts else "Nothing seen") + (f"; feelings clash at {clashes:,}" if clashes else "")


def idle(agreement: Agreement) -> str:
    """Which tables have mapped nothing yet; "" where none."""
    names = [t.name for t in agreement.all_tables if not t.view.cards]
    if not names or not agreement.tables:
        return ""
    return f"{' and '.join(filter(None, [', '.join(names[:-1]), names[-1]]))} {'has' if len(names) == 1 else 'have'} mapped nothing yet."


def said(agreement: Agreement, topic: Topic) -> list[tuple[str, list[tuple[str, str]]]]:
    """(table's name, what it says there: title and feeling, such as “−2.0”, "" for none); nothing where it did not see it."""
    out = []
    for table in agreement.tables:
        cards = [(card, agreement.felt(table, card)) for card in topic.cards.get(table.id, [])]
        out.append((table.name, [(c["title"] or "Untitled", "" if value is None else show(value)) for c, value in cards]))
    return out


def _was(count: int) -> str:
    return "was" if count == 1 else "were"
