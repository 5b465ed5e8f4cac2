"""The table in which the steps of a run sheet are edited, with its minutes against the time that there is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from cxmap.changes import Edit
from cxmap.formats.runsheet import STEP_FIELDS
from cxmap.insights.words import plural
from cxmap.insights.workshop import minutes
from cxmap.model.records import RECORDS, Record
from cxmap.model.vocabulary import LANE_KINDS, PROJECTED, STEP_KINDS, VOTE_SCOPES, Term, keys, label
from cxmap.ui import grids, session, workshop_edits, writing
from cxmap.ui.words import plain

_ROW, _HEAD, _MOST = 35, 38, 20
_AT, _PRIVATE, _LANES = "at", "private", "lanes"
_DEFAULTS = {name: RECORDS["agenda_step"].defaults[name] for name in STEP_FIELDS}


def table(form: str, type_: str, owner: dict[str, str], steps: Sequence[Record], have: int | None = None) -> None:
    """The steps, one a row; what is edited waits until it is saved. `have`: the minutes that there are, if that is known.

    `type_` and `owner` say whose steps they are (`workshop_edits.steps`). While nothing waits, others' changes come in.
    """
    seen: list[Record] = session.seen(form, list(steps))
    if not waiting(form) and seen != list(steps):
        session.reopen(form)
        seen = session.seen(form, list(steps))
    rows = _rows(form, seen)
    total = sum(int(fields["minutes"] or 0) for _, fields in rows)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.markdown(f"**{plural(len(rows), 'step')}, {minutes(total) if total else '0 min'}**", width="content")
        given = st.number_input(
            "Minutes that you have",
            min_value=1,
            max_value=1440,
            value=have or max(1, total),
            step=5,
            key=session.field(form, "have"),
            width=180,
        )
        st.markdown(_against(total, int(given)), width="content")
    grids.editor(
        pd.DataFrame(_frame(seen), dtype=object),  # an empty list would count as numbers
        key=session.field(form, "grid"),
        hide_index=True,
        num_rows="dynamic",
        column_config=_columns(),
        column_order=[_AT, "title", "minutes", "prompt", "kind", _LANES, "view", "about", "votes", "scope", _PRIVATE],
        height=_HEAD + _ROW * (min(len(seen), _MOST) + 1),
        width="stretch",
        placeholder="",
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        args = (form, type_, owner, seen)
        st.button("Save the steps", type="primary", key=f"{form}.save", disabled=not waiting(form), on_click=_save, args=args)
        st.button("Discard", key=f"{form}.discard", disabled=not waiting(form), on_click=session.reopen, args=(form,))
        st.markdown(
            ":gray[Type in the last row to add a step, give one another number to move it, tick rows on the left to delete them.]"
        )


def _against(total: int, have: int) -> str:
    if total == have:
        return ":green[:material/check:] It fits."
    word = "too much" if total > have else "left"
    colour, icon = ("orange", "warning") if total > have else ("gray", "schedule")
    return f":{colour}[:material/{icon}: {minutes(abs(total - have))} {word}]"


def _frame(steps: Sequence[Record]) -> dict[str, list[Any]]:
    """The steps as the table shows them; the place counts from 1."""
    frame: dict[str, list[Any]] = {_AT: [float(i) for i in range(1, len(steps) + 1)]}
    frame |= {name: [step[name] for step in steps] for name in STEP_FIELDS}
    return frame | {_LANES: [s[_LANES].split() for s in steps], _PRIVATE: [s[_PRIVATE] == "on" for s in steps]}


def _columns() -> dict[str, Any]:
    c = st.column_config

    def choice(name: str, terms: tuple[Term, ...], **more: Any) -> Any:
        return c.SelectboxColumn(_label(name), options=list(keys(terms)), format_func=_said(terms), help=_help(name), **more)

    return {
        _AT: c.NumberColumn("№", help="Where it stands. 2.5 moves it between 2 and 3.", width=50, format="%g"),
        "title": c.TextColumn(_label("title"), max_chars=160, required=True, width="medium"),
        "minutes": c.NumberColumn(_label("minutes"), min_value=1, max_value=480, step=1, default=5, required=True, width=75),
        "prompt": c.TextColumn(_label("prompt"), max_chars=1_000, width="large", help=_help("prompt")),
        "kind": choice("kind", STEP_KINDS, required=True, default="free"),
        _LANES: c.MultiselectColumn(
            "Lanes opened",
            options=list(keys(LANE_KINDS)),
            format_func=_said(LANE_KINDS),
            help="What participants may write in.",
        ),
        "view": choice("view", PROJECTED),
        "about": choice("about", LANE_KINDS),
        "votes": c.NumberColumn(_label("votes"), min_value=1, max_value=50, step=1, help=_help("votes"), width=70),
        "scope": choice("scope", VOTE_SCOPES),
        _PRIVATE: c.CheckboxColumn(_label(_PRIVATE), help=_help(_PRIVATE), default=False, width=75),
    }


def _label(name: str) -> str:
    field = RECORDS["agenda_step"].field(name)
    return field.label if field else name


def _help(name: str) -> str:
    field = RECORDS["agenda_step"].field(name)
    return field.meaning if field else ""


def _said(terms: tuple[Term, ...]) -> Callable[[Any], str]:
    return lambda key: label(terms, str(key))


def _state(form: str) -> dict[str, Any]:
    return dict(session.get(session.field(form, "grid")) or {})


def waiting(form: str) -> bool:
    """Whether something was edited and is not saved yet."""
    return any(_state(form).get(part) for part in ("edited_rows", "added_rows", "deleted_rows"))


def _rows(form: str, seen: Sequence[Record]) -> list[tuple[str | None, Record]]:
    """(id, None for a new one, and its fields) of each row as it is now, in order of the places that people gave."""
    state = _state(form)
    changed = {int(row): cells for row, cells in state.get("edited_rows", {}).items()}
    gone = set(state.get("deleted_rows", ()))
    found: list[tuple[float, int, str | None, Record]] = []
    for i, step in enumerate(seen):
        if i not in gone:
            cells = changed.get(i, {})
            found.append((_place(cells, i + 1), i, step["id"], {**_only(step), **_typed(cells)}))
    for i, cells in enumerate(state.get("added_rows", ()), len(seen)):
        found.append((_place(cells, i + 1), i, None, {**_DEFAULTS, "title": "", **_typed(cells)}))
    return [(id_, fields) for _, _, id_, fields in sorted(found, key=lambda row: row[:2])]


def _only(step: Record) -> Record:
    return {name: step[name] for name in STEP_FIELDS}


def _place(cells: dict[str, Any], default: int) -> float:
    value = cells.get(_AT)
    return float(default if value is None else value)


def _typed(cells: dict[str, Any]) -> Record:
    """What was typed into a row, as a record holds it."""
    found: Record = {}
    for name, value in cells.items():
        if name not in STEP_FIELDS:
            continue
        if name == _LANES:
            found[name] = " ".join(value or ())
        elif name == _PRIVATE:
            found[name] = "on" if value else None
        elif name in ("title", "prompt"):
            found[name] = str(value or "").strip()
        elif name in ("minutes", "votes"):
            found[name] = None if value is None else int(value)
        else:
            found[name] = value or None
    return found


def _save(form: str, type_: str, owner: dict[str, str], seen: Sequence[Record]) -> None:
    rows = _rows(form, seen)
    for i, (_, fields) in enumerate(rows, 1):
        if not fields["title"]:
            writing.say(f"Step {i} has no title: write what is done.")
            return
        if not fields["minutes"]:
            writing.say(f"“{fields['title']}” has no minutes: say how long it is planned for.")
            return
    made: tuple[Edit, ...] = workshop_edits.steps(type_, owner, seen, rows)
    if not made or writing.make(made, f"The steps were saved: {plain(plural(len(rows), 'step'))}."):
        session.reopen(form)
