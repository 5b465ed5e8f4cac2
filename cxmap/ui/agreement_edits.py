"""What merging tables comes to: their cards on the main map, alike ones as one card with voices, as edits of one change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from cxmap.changes import Edit
from cxmap.insights.agreement import Agreement, Column, Row, Table, Topic
from cxmap.model.order import keys_between
from cxmap.model.records import Record, feeling_id, made_id, new_id
from cxmap.model.text import minus

_STRENGTH = ("assumed", "observed", "measured")
_LONGEST_TEXT, _LONGEST_NOTE = 500, 20_000
_MARK = 6  # letters that a feeling takes behind a voice
# What a card takes over from those that it stands for, where it says nothing itself.
_TAKEN = (
    ("channel",),
    ("severity",),
    ("moment",),
    ("duration", "duration_unit"),
    ("waiting", "waiting_unit"),
    ("frequency", "frequency_per"),
)


def merge(agreement: Agreement, chosen: Iterable[Topic], authors: Mapping[str, str]) -> list[Edit]:
    """Edits that bring what tables saw onto the main map; none for what is there already.

    Alike cards become one: its title is the main map's, else the one most like all others; a voice for each keeps who said it
    (`authors`, by card), at which table, and with which feeling. Feelings are the mean over the tables, and the main map's own
    where it had one of its own. Sources, tags, teams and connections come along; comments stay on the tables' maps.
    """
    return _Merge(agreement, authors).edits([topic for topic in chosen if topic.new])


class _Merge:
    def __init__(self, agreement: Agreement, authors: Mapping[str, str]) -> None:
        self.agreement, self.authors = agreement, authors
        self.main = agreement.main
        self.journey = agreement.main.journey["id"]
        self.table_of = {card["id"]: table for table in agreement.tables for card in table.view.cards}
        self.target: dict[str, str] = {}  # the main map's card of a table's
        for topic in agreement.topics:
            if topic.main is not None:
                self.target |= {card["id"]: topic.main["id"] for cards in topic.cards.values() for card in cards}
        self._index: dict[tuple[str, str], dict[str, list[Record]]] = {}
        self.frame: list[Edit] = []
        self.stages: dict[str, str] = {}
        self.lanes: dict[str, str] = {}

    def edits(self, topics: Sequence[Topic]) -> list[Edit]:
        found: list[Edit] = []
        cells: dict[tuple[str, str], list[Topic]] = defaultdict(list)
        for topic in topics:
            cells[topic.column.key, topic.row.key].append(topic)
        for there in cells.values():
            stage, lane = self._stage(there[0].column), self._lane(there[0].row)
            made = [topic for topic in there if topic.main is None]
            cell = self.main.cells.get((stage, lane), [])
            orders = keys_between(cell[-1]["order"] if cell else None, None, len(made))
            for topic in there:
                order = orders[made.index(topic)] if topic.main is None else ""
                found += self._topic(topic, stage, lane, order)
        found += self._travellers(found)
        found += self._connections(topics)
        return [*self.frame, *found]

    def _at(self, type_: str, card: str, table: Table | None = None) -> list[Record]:
        """What hangs on a card of a table, or (None) of the main map."""
        view = table.view if table else self.main
        key = (table.id if table else "", type_)
        if key not in self._index:
            index: dict[str, list[Record]] = defaultdict(list)
            for record in view.feelings if type_ == "feeling" else view.of_type(type_):
                index[record["card"]].append(record)
            self._index[key] = index
        return self._index[key].get(card, [])

    def _put(self, type_: str, id_: str, fields: Record) -> Edit:
        return Edit("put", type_, id_, {**_fields(fields), "journey": self.journey})

    def _stage(self, column: Column) -> str:
        if column.main is not None:
            return str(column.main["id"])
        if column.key not in self.stages:
            self.stages[column.key] = new_id()
            columns = self.agreement.columns
            before = [c for c in columns[: columns.index(column)] if c.main is not None]
            after = [c for c in columns[columns.index(column) :] if c.main is not None]
            left, right = (
                (before[-1].main or {})["order"] if before else None,
                (after[0].main or {})["order"] if after else None,
            )
            fields = {**next(iter(column.stages.values())), "opens": None, "origin": None}
            number = sum(c.main is None for c in columns[len(before) : columns.index(column)])
            order = keys_between(left, right, number + 1)[-1]
            self.frame.append(self._put("stage", self.stages[column.key], {**fields, "order": order}))
        return self.stages[column.key]

    def _lane(self, row: Row) -> str:
        if row.main is not None:
            return str(row.main["id"])
        if row.key not in self.lanes:
            self.lanes[row.key] = new_id()
            last = self.main.lanes[-1]["order"] if self.main.lanes else None
            order = keys_between(last, None, len(self.lanes))[-1]
            fields = {**next(iter(row.lanes.values())), "origin": None, "order": order}
            self.frame.append(self._put("lane", self.lanes[row.key], fields))
        return self.lanes[row.key]

    def _topic(self, topic: Topic, stage: str, lane: str, order: str) -> list[Edit]:
        cards = [card for there in topic.cards.values() for card in there]
        found: list[Edit] = []
        if topic.main is None:
            target = new_id()
            place = {"stage": stage, "lane": lane, "order": order, "origin": None, "opens": None, "shared": None}
            others = [card for card in cards if card is not topic.lead]
            found.append(self._put("card", target, {**topic.lead, **_gathered(topic.lead, others), **place}))
        else:
            target = topic.main["id"]
            late = _gathered(topic.main, topic.new)
            if late:
                found.append(Edit("patch", "card", target, late, {name: topic.main[name] for name in late}))
        self.target |= {card["id"]: target for card in cards}
        found += self._voices(target, topic)
        found += self._feelings(target, topic, cards)
        found += self._hanging(target, topic.new)
        for card in cards:
            if card["origin"] != target:
                found.append(Edit("patch", "card", card["id"], {"origin": target}, {"origin": card["origin"]}))
        return found

    def _voices(self, target: str, topic: Topic) -> list[Edit]:
        there = self._at("voice", target)
        said: list[Record] = []
        for card in topic.new:
            table = self.table_of[card["id"]]
            value = self.agreement.felt(table, card)
            mark = "" if value is None else f" {minus(f'{value:+.1f}')}".removesuffix(".0")
            text = (card["title"] or "Untitled")[: _LONGEST_TEXT - _MARK] + mark
            said.append({"text": text, "author_name": self.authors.get(card["id"], "")[:60], "origin": table.name})
            said += [
                {**voice, "origin": voice["origin"] or table.name}
                for voice in table.view.under("voice", "card").get(card["id"], [])
            ]
        orders = keys_between(there[-1]["order"] if there else None, None, len(said))
        return [
            self._put("voice", new_id(), {**fields, "card": target, "order": o}) for fields, o in zip(said, orders, strict=True)
        ]

    def _feelings(self, target: str, topic: Topic, cards: Sequence[Record]) -> list[Edit]:
        by_table: dict[tuple[str, str], dict[str, list[Record]]] = defaultdict(lambda: defaultdict(list))
        for card in cards:
            table = self.table_of[card["id"]]
            for feeling in self._at("feeling", card["id"], table):
                by_table[feeling["persona"], feeling["source"]][table.id].append(feeling)
        # the main map's own counts as one more where it is its own, neither what the tables started from nor made of theirs
        voices = self._at("voice", target)
        own = not any(card["origin"] == target for card in cards) and not any(voice["origin"] for voice in voices)
        mine = {f["id"]: f for f in self._at("feeling", target)}
        found = []
        for (persona, source), tables in by_table.items():
            id_ = feeling_id(target, persona, source)
            values = [sum(f["value"] for f in felt) / len(felt) for felt in tables.values()]
            if id_ in mine and own:
                values.append(mine[id_]["value"])
            mean = round(sum(values) / len(values), 1) + 0.0
            if id_ in mine:
                if mine[id_]["value"] != mean:
                    found.append(Edit("patch", "feeling", id_, {"value": mean}, {"value": mine[id_]["value"]}))
                continue
            first = next(iter(tables.values()))[0]
            alone = first if len(tables) == 1 else {"word": "", "intensity": None}
            fields = {"card": target, "persona": persona, "source": source, "value": mean}
            found.append(self._put("feeling", id_, {**fields, "word": alone["word"], "intensity": alone["intensity"]}))
        return found

    def _hanging(self, target: str, cards: Sequence[Record]) -> list[Edit]:
        """Sources, tags and teams of the cards, each once."""
        tags = {tag["name"].casefold() for tag in self._at("tag", target)}
        parts = {part["id"] for part in self._at("assignment", target)}
        own = self._at("source", target)
        known = {_source(source) for source in own}
        found, sources = [], []
        for card in cards:
            table = self.table_of[card["id"]]
            for tag in self._at("tag", card["id"], table):
                if tag["name"].casefold() not in tags:
                    tags.add(tag["name"].casefold())
                    found.append(self._put("tag", new_id(), {**tag, "card": target}))
            for part in self._at("assignment", card["id"], table):
                fields = {**part, "card": target}
                if made_id("assignment", fields) not in parts:
                    parts.add(made_id("assignment", fields))
                    found.append(self._put("assignment", made_id("assignment", fields), fields))
            for source in self._at("source", card["id"], table):
                if _source(source) not in known:
                    known.add(_source(source))
                    sources.append({**source, "card": target})
        orders = keys_between(own[-1]["order"] if own else None, None, len(sources))
        return found + [self._put("source", new_id(), {**s, "order": o}) for s, o in zip(sources, orders, strict=True)]

    def _connections(self, topics: Sequence[Topic]) -> list[Edit]:
        """The lines between cards that are both on the main map now, where at least one of them has just come."""
        there = {line["id"] for line in self.main.of_type("connection")}
        came = {card["id"] for topic in topics for card in topic.new}
        found = []
        for table in self.agreement.tables:
            for line in table.view.of_type("connection"):
                start, end = self.target.get(line["start"]), self.target.get(line["end"])
                fields = {**line, "start": start, "end": end}
                if not start or not end or start == end or not came & {line["start"], line["end"]}:
                    continue
                if made_id("connection", fields) not in there:
                    there.add(made_id("connection", fields))
                    found.append(self._put("connection", made_id("connection", fields), fields))
        return found

    def _travellers(self, found: Sequence[Edit]) -> list[Edit]:
        """Whose feelings come onto the map travels it, or no curve would show them."""
        here = {traveller["persona"] for traveller in self.main.travellers}
        felt = [e.fields["persona"] for e in found if e.type == "feeling" and e.op == "put"]
        coming = [persona for persona in dict.fromkeys(felt) if persona not in here]
        last = self.main.travellers[-1]["order"] if self.main.travellers else None
        orders = keys_between(last, None, len(coming))
        return [self._put("traveller", new_id(), {"persona": p, "order": o}) for p, o in zip(coming, orders, strict=True)]


def _fields(record: Record) -> Record:
    return {name: value for name, value in record.items() if name != "id"}


def _source(source: Record) -> tuple[str, str, str | None]:
    return source["quote"], source["link"], source["date"]


def _gathered(target: Record, others: Sequence[Record]) -> Record:
    """What a card takes over from those that it stands for."""
    fields: Record = {}
    for names in _TAKEN:
        first = next((card for card in others if card[names[0]] is not None), None)
        if target[names[0]] is None and first is not None:
            fields |= {name: first[name] for name in names}
    strongest = max((_STRENGTH.index(card["evidence"]) for card in others), default=0)
    if strongest > _STRENGTH.index(target["evidence"]):
        fields["evidence"] = _STRENGTH[strongest]
    notes = [note for note in dict.fromkeys(card["note"] for card in others) if note and note not in target["note"]]
    note = "\n\n".join(filter(None, [target["note"], *notes]))
    if notes and len(note) <= _LONGEST_NOTE:
        fields["note"] = note
    return fields
