"""What feedback can be evidence of, and of what it is: read out of the store, as the inbox shows it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from cxmap.insights import evidence
from cxmap.insights.match_words import Common
from cxmap.insights.matches import Match, Target, statements_of, suggest, targets_of
from cxmap.model.customer_vocabulary import STATEMENT_KINDS
from cxmap.model.feedback import Kept, Query
from cxmap.model.records import Record
from cxmap.model.vocabulary import CHANNELS, LANE_KINDS, label
from cxmap.store import Store

ITEM = "item:"
_TEXTS = 600  # that tell which words are common
_SUBJECT = 120  # characters of a column that may be a subject

Home = Literal["journey", "persona"]
Json = dict[str, Any]


@dataclass
class Used:
    """Which items are evidence of what, at one revision of the store: read once, however often it is asked."""

    store: Store
    _revision: int = -1
    _by_item: dict[int, list[tuple[str, Record]]] = field(default_factory=dict)

    def ids(self) -> frozenset[int]:
        """Ids of the items that are evidence of something."""
        return frozenset(self._read())

    def count(self, item: int) -> int:
        """At how many places an item is evidence."""
        return len(self._read().get(item, ()))

    def places(self, item: int) -> list[Json]:
        """Each place of an item: `{type, id, quote, date, place: {type, id, title}, home: {type, id, title}}`, those that can be
        named. `type` and `id` are those of the source or ground."""
        return [place for type_, record in self._read().get(item, ()) if (place := self._place(type_, record))]

    def _read(self) -> dict[int, list[tuple[str, Record]]]:
        revision = self.store.revision
        if revision != self._revision:
            found: dict[int, list[tuple[str, Record]]] = defaultdict(list)
            for type_ in ("source", "ground"):
                for record in self.store.of_type(type_):
                    number = record["item"].removeprefix(ITEM)
                    if record["item"].startswith(ITEM) and number.isdecimal():
                        found[int(number)].append((type_, record))
            self._by_item, self._revision = dict(found), revision
        return self._by_item

    def _place(self, type_: str, record: Record) -> Json | None:
        named = next((name for name in ("card", "statement", "viewpoint") if record.get(name)), "")
        of = self.store.record(named, record[named]) if named else None
        if of is None:
            return None
        at = {"card": "journey", "statement": "persona"}.get(named, "")
        home = self.store.record(at, of[at]) if at else None
        title = home["title" if at == "journey" else "name"] if home else "Viewpoints"
        return {
            "type": type_,
            "id": record["id"],
            "quote": record["quote"],
            "date": record["date"],
            "place": {"type": named, "id": of["id"], "title": _title(named, of)},
            "home": {"type": at, "id": home["id"] if home else "", "title": title},
        }


def _title(type_: str, record: Record) -> str:
    if type_ == "statement" and record["kind"] == "channel":
        return label(CHANNELS, record["text"])
    return str(record["title"] if type_ == "card" else record["text"])


def targets(store: Store, home: str, id_: str, today: date) -> Json | None:
    """What is there to link to in a journey or on a persona: `{home, groups: [{id, title, targets}]}`; None where it is not there.

    A target is `{type, id, title, about, lane, channel, evidence, sources}`: `evidence` is what counts today, `sources` how many
    sources or grounds it has, `lane` the kind of its lane ("" for a statement).
    """
    return (
        _of_journey(store, id_, today) if home == "journey" else _of_persona(store, id_, today) if home == "persona" else None
    )


def _of_journey(store: Store, id_: str, today: date) -> Json | None:
    view = store.view(id_)
    if view is None:
        return None
    lanes = {lane["id"]: lane["name"] or label(LANE_KINDS, lane["kind"]) for lane in view.lanes}
    sources = view.under("source", "card")
    groups: dict[str, list[Json]] = {stage["id"]: [] for stage in view.stages}
    for card in view.cards:
        kind = view.lane_kind[card["lane"]]
        if kind in ("emotion", "kpi") or not card["title"]:
            continue
        there = sources.get(card["id"], [])
        shown = _target("card", card["id"], card["title"], lanes[card["lane"]], card, there, today)
        groups[card["stage"]].append({**shown, "lane": kind, "channel": card["channel"]})
    named = [(stage["id"], stage["name"] or f"Stage {place}") for place, stage in enumerate(view.stages, 1)]
    return {
        "home": {"type": "journey", "id": id_, "title": view.journey["title"]},
        "groups": [{"id": stage, "title": title, "targets": groups[stage]} for stage, title in named if groups[stage]],
    }


def _of_persona(store: Store, id_: str, today: date) -> Json | None:
    found = store.persona(id_)
    if found is None:
        return None
    persona, statements = found
    grounds = _grounds(store)
    groups = [
        {
            "id": kind.key,
            "title": kind.label,
            "targets": [
                {
                    **_target("statement", s["id"], _title("statement", s), kind.label, s, grounds.get(s["id"], []), today),
                    "lane": "",
                    "channel": s["text"] if kind.key == "channel" else None,
                }
                for s in statements.get(kind.key, [])
            ],
        }
        for kind in STATEMENT_KINDS
        if statements.get(kind.key)
    ]
    return {"home": {"type": "persona", "id": id_, "title": persona["name"]}, "groups": groups}


def _target(type_: str, id_: str, title: str, about: str, record: Record, there: Sequence[Record], today: date) -> Json:
    status = evidence.status(record, there, today)
    return {"type": type_, "id": id_, "title": title, "about": about, "evidence": status, "sources": len(there)}


def _grounds(store: Store) -> dict[str, list[Record]]:
    """The grounds of each statement, by its id, in order."""
    found: dict[str, list[Record]] = defaultdict(list)
    for ground in store.of_type("ground"):
        if ground["statement"]:
            found[ground["statement"]].append(ground)
    return found


def there(store: Store, type_: str, record: Record) -> list[Record]:
    """The sources or grounds that a card, statement or viewpoint has already."""
    if type_ == "card":
        view = store.view(record["journey"])
        return view.under("source", "card").get(record["id"], []) if view is not None else []
    return [ground for ground in store.of_type("ground") if ground[type_] == record["id"]]


def alone(store: Store, type_: str, record: Record) -> bool:
    """Whether a card, statement or viewpoint has one source or ground only."""
    return len(there(store, type_, record)) == 1


class Commonness:
    """How common words are in all feedback, read from an even selection of it; anew when there is twice as much, or half."""

    def __init__(self, store: Store) -> None:
        self._store, self._size, self._common = store, -1, Common()

    def now(self) -> Common:
        """That of the feedback there is."""
        size = self._store.feedback.search(Query(text=True, limit=1)).total.bit_length()
        if size != self._size:
            self._common = Common(text for _, text in self._store.feedback.texts(Query(text=True), _TEXTS))
            self._size = size
        return self._common


def subject_of(item: Kept) -> str:
    """What else than its text says what an item is about: its product, and columns such as Issue or Category."""
    named = [said for name, said in item.rest.items() if len(said) <= _SUBJECT and _MATTER.search(name)]
    return "\n".join((item.product, *named))


_MATTER = re.compile(r"\b(issue|topic|subject|category|reason|theme|thema|betreff|anliegen|kategorie|grund)\b", re.IGNORECASE)


def suggested(store: Store, home: str, id_: str, item: Kept, common: Common) -> list[Match]:
    """The targets of a journey or persona that an item is likely about, the likeliest first; none where nothing fits."""
    found: list[Target] = []
    if home == "journey" and (view := store.view(id_)) is not None:
        found = targets_of(view)
    elif home == "persona" and (persona := store.persona(id_)) is not None:
        found = statements_of([s for kind in persona[1].values() for s in kind], _grounds(store))
    return suggest(item.text, found, channel=item.channel or "", subject=subject_of(item), common=common)
