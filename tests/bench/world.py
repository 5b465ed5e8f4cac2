"""The maps that are measured: any number of cards over ten lanes, made alike at every run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cxmap.access import SYSTEM
from cxmap.changes import Change, Edit
from cxmap.model.order import keys_between
from cxmap.model.records import feeling_id
from cxmap.store import Store

JOURNEY = "bench"
LANES = ("evidence", "action", "touchpoint", "thought", "emotion", "pain", "opportunity", "frontstage", "backstage", "support")
_EVIDENCE = ("assumed", "observed", "measured")
_CHANNELS = ("website", "email", "phone", "app")
_WORDS = [
    "asks",
    "waits",
    "reads",
    "compares",
    "calls",
    "orders",
    "pays",
    "opens",
    "returns",
    "finds",
    "writes",
    "forgets",
    "the",
    "a",
    "letter",
    "parcel",
    "form",
    "price",
    "again",
]

Records = dict[str, list[tuple[str, dict[str, Any]]]]


def stages(cards: int) -> int:
    """How many stages a map of so many cards has: about 30 cards each, 200 stages at most."""
    return min(200, max(6, cards // 30))


def records(cards: int, journey: str = JOURNEY) -> Records:
    """(id, fields) by type, in an order in which they can be put."""
    count = stages(cards)
    filled = [i for i, kind in enumerate(LANES) if kind != "emotion"]
    cells = [(s, lane) for s in range(count) for lane in filled]
    prefix = f"{journey}."
    found: Records = {
        "persona": [(f"{prefix}p", {"workspace": "main", "name": f"Rosa {journey}"})],
        "journey": [(journey, {"workspace": "main", "title": f"A map of {cards} cards"})],
        "traveller": [(f"{prefix}t", {"journey": journey, "persona": f"{prefix}p", "order": "a0"})],
        "stage": [
            (f"{prefix}s{i}", {"journey": journey, "name": f"Stage {i + 1}", "order": key})
            for i, key in enumerate(keys_between(None, None, count))
        ],
        "lane": [
            (f"{prefix}l{i}", {"journey": journey, "kind": LANES[i], "order": key})
            for i, key in enumerate(keys_between(None, None, len(LANES)))
        ],
        "card": [],
        "feeling": [],
    }
    orders = keys_between(None, None, cards // len(cells) + 1)
    for n in range(cards):
        stage, lane = cells[n % len(cells)]
        found["card"].append((f"{prefix}c{n}", _card(n, journey, stage, lane, orders[n // len(cells)])))
        if LANES[lane] == "touchpoint":
            who = {"card": f"{prefix}c{n}", "persona": f"{prefix}p", "source": "predicted"}
            fields = {"journey": journey, **who, "value": (n * 7 % 61 - 30) / 10}
            found["feeling"].append((feeling_id(who["card"], who["persona"], who["source"]), fields))
    return found


def _card(n: int, journey: str, stage: int, lane: int, order: str) -> dict[str, Any]:
    words = " ".join(_WORDS[(n * step + n // 7) % len(_WORDS)] for step in (1, 3, 5, 7))
    fields: dict[str, Any] = {
        "journey": journey,
        "stage": f"{journey}.s{stage}",
        "lane": f"{journey}.l{lane}",
        "title": f"{words} {n}",
        "order": order,
        "evidence": _EVIDENCE[n % 3],
    }
    if LANES[lane] == "touchpoint":
        fields |= {"channel": _CHANNELS[n % 4], "moment": "make_or_break" if n % 5 == 0 else None}
    if LANES[lane] == "pain":
        fields["severity"] = n % 3 + 1
    return fields


def make(folder: Path, *sizes: int) -> str:
    """A new database with one map of each size, called `bench`, `bench1`, …; its URL."""
    url = f"sqlite:///{folder / 'bench.db'}"
    store = Store.open(url)
    try:
        for place, cards in enumerate(sizes):
            found = records(cards, name(place))
            edits = tuple(Edit("put", type_, id_, fields) for type_, all_ in found.items() for id_, fields in all_)
            store.commit(Change(f"bench-world-{place}", edits), SYSTEM).result(120)
    finally:
        store.close()
    return url


def name(place: int) -> str:
    """The id of the map at a place in the call of `make`."""
    return f"{JOURNEY}{place or ''}"
