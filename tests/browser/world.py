"""Maps for the stories, put into the database beside the running app; and what a board must say of them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from typing import Any

from sqlalchemy import func, select

from cxmap.access import SYSTEM, Actor
from cxmap.changes import Change, Edit
from cxmap.model.order import keys_between
from cxmap.model.records import feeling_id, new_id
from cxmap.model.views import JourneyView
from cxmap.model.vocabulary import CHANNELS, EVIDENCE, LANE_KINDS, label
from cxmap.store import Committed, Store
from cxmap.store.batch import Memory
from cxmap.store.tables import change_log
from tests.browser.server import Server

STAGES = ("Before", "Waiting", "After")
LANES = ("action", "touchpoint", "emotion", "pain")
Card = str | dict[str, Any]


def put_map(
    store: Store,
    title: str,
    cards: Mapping[tuple[str, str], Sequence[Card]] = {},
    stages: Sequence[str] = STAGES,
    lanes: Sequence[str] = LANES,
    personas: Sequence[str] = ("Rosa",),
) -> str:
    """Make a journey; its id. `cards` by (stage name, lane kind): titles, or fields with `feeling` of the first persona."""
    journey = new_id()
    named = {name: name.lower() for name in personas}
    columns = {name: new_id() for name in stages}
    rows = {kind: new_id() for kind in lanes}
    edits = [Edit("put", "journey", journey, {"workspace": store.workspace, "title": title})]
    for name, id_ in named.items():
        if store.persona(id_) is None:
            edits.append(Edit("put", "persona", id_, {"workspace": store.workspace, "name": name}))
    for id_, order in zip(named.values(), keys_between(None, None, len(named)), strict=True):
        edits.append(Edit("put", "traveller", new_id(), {"journey": journey, "persona": id_, "order": order}))
    for (name, id_), order in zip(columns.items(), keys_between(None, None, len(columns)), strict=True):
        edits.append(Edit("put", "stage", id_, {"journey": journey, "name": name, "order": order}))
    for (kind, id_), order in zip(rows.items(), keys_between(None, None, len(rows)), strict=True):
        edits.append(Edit("put", "lane", id_, {"journey": journey, "kind": kind, "order": order}))
    for (stage, kind), here in cards.items():
        for card, order in zip(here, keys_between(None, None, len(here)), strict=True):
            fields = {"title": card} if isinstance(card, str) else dict(card)
            feeling = fields.pop("feeling", None)
            id_ = new_id()
            place = {"journey": journey, "stage": columns[stage], "lane": rows[kind], "order": order}
            edits.append(Edit("put", "card", id_, {**place, **fields}))
            if feeling is not None:
                who = named[personas[0]]
                about = {"journey": journey, "card": id_, "persona": who, "source": "predicted", "value": feeling}
                edits.append(Edit("put", "feeling", feeling_id(id_, who, "predicted"), about))
    store.commit(Change(new_id(), tuple(edits)), SYSTEM).result(30)
    return journey


def beside(server: Server) -> Store:
    """The database of a running app, opened beside it as the command line does.

    Each read first takes in what the app has saved, and a change is there when the app has taken it in (it looks four times a
    second): whoever opens a page meanwhile would not see it yet.
    """
    store = Store.open(server.database)
    writer, ask, commit = store._writer, store._writer.ask, store.commit

    def fresh(read: Callable[[Memory], Any]) -> Any:
        if threading.current_thread() is not writer._thread:
            with store._engine.connect() as connection:
                saved = connection.execute(select(func.max(change_log.c.rev))).scalar() or 0
            while writer.revision < saved:
                threading.Event().wait(0.02)
        return ask(read)

    def heard(change: Change, actor: Actor) -> Future[Committed]:
        done = commit(change, actor)
        if done.exception(30) is None:
            server.knows(done.result().rev)
        return done

    writer.ask = fresh  # type: ignore[method-assign]
    store.commit = heard  # type: ignore[method-assign]
    return store


def told(view: JourneyView) -> dict[str, Any]:
    """What a board of this journey must show: the same shape as `BoardPage.dump`."""
    stages = {s["id"]: s["name"] or f"Stage {i}" for i, s in enumerate(view.stages, 1)}
    lanes = {lane["id"]: lane["name"] or label(LANE_KINDS, lane["kind"]) for lane in view.lanes}
    leading = view.personas[0]["id"] if view.personas else None
    feelings = {f["card"]: f for f in view.feelings if f["persona"] == leading and f["source"] == "predicted"}
    kpis = view.under("measure", "card")
    cells = {
        f"{stage}, {lane}": [
            _card(c, feelings.get(c["id"]), kpis.get(c["id"], []), f"{stage}, {lane}") for c in view.cells.get((s, la), [])
        ]
        for s, stage in stages.items()
        for la, lane in lanes.items()
        if view.lane_kind[la] != "emotion"
    }
    cards = {c["id"]: c for c in view.cards}
    points = [
        ", ".join(part for part in (signed(f["value"]), f["word"], cards[id_]["title"], stages[cards[id_]["stage"]]) if part)
        for id_, f in feelings.items()
        if "emotion" in view.lane_kind.values()
    ]
    return {"stages": list(stages.values()), "lanes": list(lanes.values()), "cells": cells, "points": sorted(points)}


def _card(card: dict[str, Any], feeling: dict[str, Any] | None, kpis: list[dict[str, Any]], where: str) -> str:
    """What a card says of itself; its KPIs are those of a template, without readings."""
    parts = [card["title"], label(CHANNELS, card["channel"])]
    parts.append(f"severity {('', 'low', 'medium', 'high')[card['severity']]}" if card["severity"] else "")
    parts.append("moment of truth" if card["moment"] else "")
    parts.append(f"emotion {signed(feeling['value'])}" if feeling else "")
    parts += [f"KPI {kpi['name']}: no reading yet" for kpi in kpis]
    parts += [label(EVIDENCE, card["evidence"]).lower(), where]
    return ", ".join(part for part in parts if part)


def signed(value: float) -> str:
    """A feeling as the board writes it."""
    text = f"{abs(value):.1f}"
    return "0" if text == "0.0" else ("−" if value < 0 else "+") + text
