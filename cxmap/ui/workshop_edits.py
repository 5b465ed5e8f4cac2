"""What the workshop pages' buttons and forms come to, as edits. No screen and no store here: records in, edits out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from cxmap.changes import Edit
from cxmap.formats.runsheet import STEP_FIELDS
from cxmap.model.order import keys_between
from cxmap.model.records import Record, new_id
from cxmap.ui import edits

PURGE_DAYS = 30


def plan(
    journey: str, fields: Mapping[str, Any], steps: Sequence[Record], purge_days: int | None
) -> tuple[str, tuple[Edit, ...]]:
    """A planned workshop with its steps: its id and the edits.

    `fields` are title, date, note and the like. Personal data is erased `purge_days` after the date (None: not by itself).
    """
    workshop = new_id()
    whole = {"journey": journey, **fields, "purge_due": purge_due(fields.get("date"), purge_days)}
    orders = keys_between(None, None, len(steps))
    put = [
        Edit("put", "step", new_id(), {"journey": journey, "workshop": workshop, **_said(step), "order": order})
        for step, order in zip(steps, orders, strict=True)
    ]
    return workshop, (Edit("put", "workshop", workshop, whole), *put)


def purge_due(day: str | None, days: int | None) -> str | None:
    """From when on personal data is erased: so many days after a date (ISO), today where there is none; None for never."""
    if days is None:
        return None
    start = date.fromisoformat(day) if day else date.today()
    return (start + timedelta(days=days)).isoformat()


def start(workshop: Record, person: str, name: str, now: str) -> tuple[Edit, ...]:
    """Open the room: the workshop runs, and who opens it leads it. `now` is UTC."""
    return edits.patch(
        "workshop",
        workshop["id"],
        workshop,
        {
            "state": "running",
            "started": workshop["started"] or now,
            "closed": None,
            "facilitator": person,
            "facilitator_name": name,
        },
    )


def close(workshop: Record, steps: Iterable[Record], now: str) -> tuple[Edit, ...]:
    """Shut the room: what runs is done, what nobody began is left out, and nobody is called or followed any more."""
    found: list[Edit] = []
    for step in steps:
        if step["state"] == "running":
            found += edits.patch("step", step["id"], step, {"state": "done", "ended": now, "paused": None})
        elif step["state"] == "waiting":
            found += edits.patch("step", step["id"], step, {"state": "skipped"})
    shut = {"state": "closed", "closed": now, "private": None, "follow": None, "focus": "", "called": None}
    return (*found, *edits.patch("workshop", workshop["id"], workshop, shut))


def agenda(workspace: str, name: str, note: str, steps: Sequence[Record]) -> tuple[str, tuple[Edit, ...]]:
    """A run sheet of the workspace with these steps: its id and the edits."""
    id_ = new_id()
    orders = keys_between(None, None, len(steps))
    put = [
        Edit("put", "agenda_step", new_id(), {"agenda": id_, **_said(step), "order": order})
        for step, order in zip(steps, orders, strict=True)
    ]
    return id_, (Edit("put", "agenda", id_, {"workspace": workspace, "name": name, "note": note}), *put)


def steps(
    type_: str, owner: Mapping[str, str], had: Sequence[Record], rows: Sequence[tuple[str | None, Record]]
) -> tuple[Edit, ...]:
    """From the steps that a table showed to its rows now, in order: what was added, changed, moved and taken away.

    `type_` is "agenda_step" or "step", `owner` the fields that say whose they are. A row is (id or None for a new one, its
    `STEP_FIELDS`). Order keys stay as long as the order of the steps that were there does.
    """
    by_id = {step["id"]: step for step in had}
    kept = [id_ for id_, _ in rows if id_ in by_id]
    found = [Edit("delete", type_, step["id"]) for step in had if step["id"] not in kept]
    orders = _orders([by_id[id_]["order"] if id_ in by_id else None for id_, _ in rows])
    for (id_, said), order in zip(rows, orders, strict=True):
        was = by_id.get(id_ or "")
        if was is None:
            found.append(Edit("put", type_, new_id(), {**owner, **_said(said), "order": order}))
        else:
            found += edits.patch(type_, was["id"], was, {**_said(said), "order": order})
    return tuple(found)


def _orders(keys: Sequence[str | None]) -> list[str]:
    """A key for each place: those that are there stay if they rise, else all are given anew."""
    there = [key for key in keys if key is not None]
    if any(a >= b for a, b in pairwise(there)):
        return keys_between(None, None, len(keys))
    found: list[str] = []
    last: str | None = None
    at = 0
    while at < len(keys):
        key = keys[at]
        if key is not None:
            found.append(key)
            last, at = key, at + 1
            continue
        end = next((i for i in range(at, len(keys)) if keys[i] is not None), len(keys))
        found += keys_between(last, keys[end] if end < len(keys) else None, end - at)
        last, at = found[-1], end
    return found


def _said(step: Mapping[str, Any]) -> Record:
    return {name: step[name] for name in STEP_FIELDS if name in step}


def decision(journey: str, workshop: str, fields: Mapping[str, Any], after: str | None) -> Edit:
    """A new decision, action or open question behind the last one's order key."""
    order = keys_between(after, None, 1)[0]
    return Edit("put", "decision", new_id(), {"journey": journey, "workshop": workshop, **fields, "order": order})
