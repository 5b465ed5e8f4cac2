"""What a workshop decided, as a table to fill in: decisions, actions and open questions with their owners and dates."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from cxmap.changes import Edit
from cxmap.insights.workshop import Room
from cxmap.model.records import Record
from cxmap.model.vocabulary import DECISION_KINDS, keys, label
from cxmap.ui import edits, grids, session, workshop_edits, writing

_ROW, _HEAD, _MOST = 35, 38, 14
_FIELDS = ("text", "kind", "owner", "due", "settled")
_FRESH: Record = {"text": "", "kind": "decision", "owner": "", "due": None, "settled": None}


def table(form: str, room: Room, titles: dict[str, str], may: bool) -> None:
    """The table; what is edited waits until it is saved. While nothing waits, others' changes come in."""
    there = list(room.decisions)
    seen: list[Record] = session.seen(form, there)
    if not waiting(form) and seen != there:
        session.reopen(form)
        seen = session.seen(form, there)
    if not may and not there:
        st.markdown("Nothing was decided.")
        return
    grids.editor(
        pd.DataFrame(_frame(seen, titles), dtype=object),  # an empty list would count as numbers
        key=session.field(form, "grid"),
        hide_index=True,
        num_rows="dynamic" if may else "fixed",
        disabled=["about"] if may else True,
        column_config=_columns(),
        column_order=["text", "kind", "owner", "due", "settled", "about"],
        height=_HEAD + _ROW * (min(len(seen), _MOST) + (1 if may else 0)),
        width="stretch",
        placeholder="",
    )


def _frame(seen: list[Record], titles: dict[str, str]) -> dict[str, list[Any]]:
    return {
        "text": [d["text"] for d in seen],
        "kind": [d["kind"] for d in seen],
        "owner": [d["owner"] for d in seen],
        "due": [date.fromisoformat(d["due"]) if d["due"] else None for d in seen],
        "settled": [d["settled"] == "on" for d in seen],
        "about": [titles.get(d["card"] or "", "") for d in seen],
    }


def _columns() -> dict[str, Any]:
    c = st.column_config
    return {
        "text": c.TextColumn("What", max_chars=1_000, required=True, width="large"),
        "kind": c.SelectboxColumn(
            "Kind",
            options=list(keys(DECISION_KINDS)),
            format_func=lambda key: label(DECISION_KINDS, str(key)),
            default="decision",
            required=True,
        ),
        "owner": c.TextColumn("Who answers for it", max_chars=120, width="medium"),
        "due": c.DateColumn("By when", format="D MMM YYYY"),
        "settled": c.CheckboxColumn("Done", default=False, width=70),
        "about": c.TextColumn("About", help="The card that it came from", width="medium"),
    }


def _state(form: str) -> dict[str, Any]:
    return dict(session.get(session.field(form, "grid")) or {})


def waiting(form: str) -> bool:
    """Whether something was edited and is not saved yet."""
    return any(_state(form).get(part) for part in ("edited_rows", "added_rows", "deleted_rows"))


def changes(form: str, room: Room) -> list[Edit] | None:
    """What the table comes to, as edits; None where a row has no text (`trouble` says so)."""
    seen: list[Record] = session.seen(form, list(room.decisions))
    state = _state(form)
    gone = set(state.get("deleted_rows", ()))
    found: list[Edit] = [Edit("delete", "decision", seen[i]["id"]) for i in sorted(gone) if i < len(seen)]
    for row, cells in state.get("edited_rows", {}).items():
        at = int(row)
        if at in gone or at >= len(seen):
            continue
        was = seen[at]
        now = {**{name: was[name] for name in _FIELDS}, **_typed(cells)}
        if not now["text"]:
            writing.say(f"Row {at + 1} is empty: write what was decided, or delete the row.")
            return None
        found += edits.patch("decision", was["id"], was, now)
    last = max((d["order"] for d in room.decisions), default=None)
    for cells in state.get("added_rows", ()):
        fields = {**_FRESH, **_typed(cells)}
        if not fields["text"]:
            if any(fields[name] != _FRESH[name] for name in _FIELDS):
                writing.say("A new row has no text yet: write what was decided.")
                return None
            continue
        made = workshop_edits.decision(room.journey["id"], room.workshop["id"], fields, last)
        last = made.fields["order"]
        found.append(made)
    return found


def _typed(cells: dict[str, Any]) -> Record:
    found: Record = {}
    for name, value in cells.items():
        if name in ("text", "owner"):
            found[name] = str(value or "").strip()
        elif name == "kind":
            found[name] = value or "decision"
        elif name == "due":
            found[name] = str(value)[:10] if value else None
        elif name == "settled":
            found[name] = "on" if value else None
    return found


def save(form: str, room: Room) -> None:
    """Save what waits, and offer to take it back."""
    found = changes(form, room)
    if found is not None and (not found or writing.make(found, "What was decided is saved.")):
        session.reopen(form)
