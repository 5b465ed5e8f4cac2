"""The real answers of a round: proposed from what the workspace holds, typed in, or from a table."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from cxmap.changes import Edit
from cxmap.formats import FormatError
from cxmap.formats.table import Numbers, Unclear, read_table
from cxmap.insights.forecast import touchpoints
from cxmap.insights.forecast_answers import Proposal, items_of, missing, proposals
from cxmap.insights.words import plural
from cxmap.model.records import Record, made_id
from cxmap.model.text import minus
from cxmap.model.views import JourneyView
from cxmap.store import Store
from cxmap.ui import grids, session, writing
from cxmap.ui.words import plain

FORM = "forecast.answers"
_TITLE, _STAGE, _SATISFIED, _MATTERS, _ANSWERS, _FROM = "Touchpoint", "Stage", "Satisfaction", "Importance", "Answers", "From"
_FIELDS = {_SATISFIED: "satisfaction", _MATTERS: "importance", _ANSWERS: "answers", _FROM: "origin"}
_COLUMNS = {
    "touchpoint": ("touchpoint", "card", "title", "name", "kontaktpunkt"),
    "satisfaction": ("satisfaction", "satisfied", "score", "rating", "zufriedenheit"),
    "importance": ("importance", "matters", "wichtigkeit"),
    "answers": ("answers", "n", "count", "antworten"),
    "origin": ("from", "origin", "source", "quelle"),
}
_LISTED = 8


def known(store: Store, view: JourneyView, round_: Record) -> list[Proposal]:
    """What could be a real answer of the touchpoints that have none yet."""
    ids = sorted({item for items in items_of(view).values() for item in items})
    scores = {item.id: (item.score, item.scale) for item in store.feedback.items(ids) if not item.removed}
    return missing(view, round_, proposals(view, round_["persona"], scores, date.today()))


def draw(store: Store, view: JourneyView, round_: Record) -> None:
    """The real answers, to be taken over, typed in or pasted."""
    form = f"{FORM}.{round_['id']}"
    found = known(store, view, round_)
    if found:
        with st.container(border=True, key="cx-answers-known"):
            st.markdown(f"**{plural(len(found), 'touchpoint has', 'touchpoints have')} an answer that you hold already:**")
            titles = {card["id"]: card["title"] or "Untitled" for card in view.cards}
            lines = [f"- {plain(titles[p.card])}: **{p.satisfaction:.1f}** :gray[{plain(p.origin)}]" for p in found[:_LISTED]]
            more = f"\n- and {len(found) - _LISTED:,} more" if len(found) > _LISTED else ""
            st.markdown("\n".join(lines) + more)
            st.button(
                f"Take {'it' if len(found) == 1 else 'them'} over",
                icon=":material/check:",
                on_click=_take,
                args=(view, round_, found),
            )
    seen: dict[str, Any] = session.seen(form, _rows(view, round_))
    if seen != _rows(view, round_) and not _edited(form):
        session.reopen(form)
        seen = session.seen(form, _rows(view, round_))
    grids.editor(
        {name: seen[name] for name in (_TITLE, _STAGE, *_FIELDS)},
        key=session.field(form, "grid"),
        hide_index=True,
        num_rows="fixed",
        disabled=[_TITLE, _STAGE],
        column_config={
            _TITLE: st.column_config.TextColumn(pinned=True, width="medium"),
            # no bounds here: the table would make 5 of “3,5” and of 9 without a word; `_save` refuses them
            _SATISFIED: st.column_config.NumberColumn(step=0.01, help="Customers' mean, 1 to 5"),
            _MATTERS: st.column_config.NumberColumn(step=0.01, help="How much it matters to them, 1 to 5"),
            _ANSWERS: st.column_config.NumberColumn(step=1, help="How many answers it rests on"),
            _FROM: st.column_config.TextColumn(max_chars=300, width="large", help="Where the figures come from"),
        },
        width="stretch",
        placeholder="",
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            "Save the answers", type="primary", key=session.field(form, "save"), on_click=_save, args=(round_, form, seen)
        )
        st.markdown(":gray[Type customers' means into the table. Empty cells are not known.]")
    if wrong := session.get(session.field(form, "wrong")):
        st.error(plain(wrong))
    with st.expander("From a table"):
        st.markdown(
            "Paste or choose a table with the columns **touchpoint** and **satisfaction**; **importance**, **answers** and"
            " **from** if you have them."
        )
        file = st.file_uploader(
            "CSV file, at most 5 MB", ["csv", "tsv", "txt"], key=session.field(form, "file"), max_upload_size=5
        )
        st.text_area("Or paste it", key=session.field(form, "paste"), height=110)
        st.button("Read the table", key=session.field(form, "read"), on_click=_read, args=(view, round_, form, file))


def _rows(view: JourneyView, round_: Record) -> dict[str, Any]:
    there = {r["card"]: r for r in view.of_type("actual") if r["forecast"] == round_["id"]}
    names = {s["id"]: s["name"] for s in view.stages}
    cards = touchpoints(view)
    rows: dict[str, Any] = {
        "ids": [card["id"] for card in cards],
        _TITLE: [card["title"] or "Untitled" for card in cards],
        _STAGE: [names[card["stage"]] for card in cards],
    }
    for column, field in _FIELDS.items():
        empty = "" if field == "origin" else None
        rows[column] = [there.get(card["id"], {}).get(field, empty) for card in cards]
    return rows


def _edited(form: str) -> bool:
    return bool((session.get(session.field(form, "grid")) or {}).get("edited_rows"))


def edit(round_: Record, card: str, was: Record | None, now: Mapping[str, Any]) -> Edit | None:
    """What makes a touchpoint's real answer `now`: a record, a patch of what differs, a deletion where it says nothing; None."""
    fields = {"journey": round_["journey"], "forecast": round_["id"], "card": card}
    id_ = made_id("actual", fields)
    empty = now.get("satisfaction") is None and now.get("importance") is None
    if was is None:
        return None if empty else Edit("put", "actual", id_, {**fields, **now})
    if empty:
        return Edit("delete", "actual", id_)
    late = {name: value for name, value in now.items() if value != was.get(name)}
    return Edit("patch", "actual", id_, late, {name: was.get(name) for name in late}) if late else None


def _write(round_: Record, wanted: Mapping[str, Mapping[str, Any]], sentence: str, seen: Mapping[str, Record]) -> bool:
    changes = [e for card, now in wanted.items() if (e := edit(round_, card, seen.get(card), now)) is not None]
    return writing.make(changes, sentence) if changes else True


def _there(view: JourneyView, round_: Record) -> dict[str, Record]:
    return {r["card"]: r for r in view.of_type("actual") if r["forecast"] == round_["id"]}


def _take(view: JourneyView, round_: Record, found: Sequence[Proposal]) -> None:
    wanted = {p.card: {"satisfaction": p.satisfaction, "answers": p.answers, "origin": p.origin} for p in found}
    _write(round_, wanted, f"{plural(len(found), 'answer')} taken over.", _there(view, round_))


def _save(round_: Record, form: str, seen: Mapping[str, Any]) -> None:
    typed: Mapping[Any, Mapping[str, Any]] = (session.get(session.field(form, "grid")) or {}).get("edited_rows", {})
    session.take(session.field(form, "wrong"))
    changes = []
    for place, cells in typed.items():
        row = int(place)
        for column, value in cells.items():
            trouble = _outside(_FIELDS.get(column, ""), value)
            if trouble:
                sentence = f"“{seen[_TITLE][row]}”, column “{column}”: {trouble}. Type it again, decimals after a point."
                session.put(session.field(form, "wrong"), sentence)
                return
        was = {field: seen[column][row] for column, field in _FIELDS.items()}
        now = {
            **was,
            **{_FIELDS[column]: _cell(_FIELDS[column], value) for column, value in cells.items() if column in _FIELDS},
        }
        there = was if was["satisfaction"] is not None or was["importance"] is not None else None
        change = edit(round_, seen["ids"][row], there, now)
        if change is not None:
            changes.append(change)
    if not changes or writing.make(changes, f"{plural(len(changes), 'answer')} saved."):
        session.reopen(form)


def _outside(field: str, value: float | None) -> str:
    """What is wrong with a figure of a field; "" where nothing is."""
    if field not in ("satisfaction", "importance", "answers") or value is None:
        return ""
    low, high = (1, 1_000_000_000) if field == "answers" else (1, 5)
    return "" if low <= value <= high else f"{minus(f'{value:g}')} does not lie between {low:,} and {high:,}"


def _cell(field: str, value: Any) -> Any:
    if field == "origin":
        return str(value or "").strip()
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    return int(value) if field == "answers" else round(float(value), 2)


def _read(view: JourneyView, round_: Record, form: str, file: Any) -> None:
    data = file.getvalue() if file is not None else session.get(session.field(form, "paste")) or ""
    try:
        wanted = read(view, data)
    except FormatError as refusal:
        writing.say(refusal.message)
        return
    if _write(round_, wanted, f"{plural(len(wanted), 'answer')} read from the table.", _there(view, round_)):
        session.reopen(form)


def read(view: JourneyView, data: bytes | str) -> dict[str, dict[str, Any]]:
    """The real answers of a table by card. Raises `FormatError` with one sentence that names the row where it does not fit."""
    table = read_table(data)
    if len(table.rows) < 2:
        raise FormatError("The table is empty: it needs a heading and a row for each touchpoint.")
    number, head = table.rows[0]
    names = [cell.casefold().strip(" :") for cell in head]
    at = {name: names.index(word) for name, words in _COLUMNS.items() for word in words[::-1] if word in names}
    for name in ("touchpoint", "satisfaction"):
        if name not in at:
            raise FormatError(f"Row {number} names no column “{name}”: name the columns touchpoint and satisfaction.")
    cards: dict[str, list[str]] = {}
    for card in touchpoints(view):
        cards.setdefault(" ".join(card["title"].casefold().split()), []).append(card["id"])
    found: dict[str, dict[str, Any]] = {}
    numbers = {
        name: Numbers((_at(cells, at[name]) for _, cells in table.rows[1:]), strict=table.delimiter != ",")
        for name in ("satisfaction", "importance", "answers")
        if name in at
    }
    for row, cells in table.rows[1:]:
        title = _at(cells, at["touchpoint"])
        ids = cards.get(" ".join(title.casefold().split()), [])
        if len(ids) != 1:
            how = "there is no touchpoint" if not ids else f"{len(ids)} touchpoints are called"
            raise FormatError(
                f"Row {row:,}, column “touchpoint”: {how} “{title[:80]}”: write it as it stands on the map, once."
            )
        now: dict[str, Any] = {"origin": _at(cells, at.get("origin"))[:300]}
        for name, reader in numbers.items():
            cell = _at(cells, at[name])
            try:
                value = float(reader.read(cell)) if cell else None
            except Unclear as error:
                raise FormatError(f"Row {row:,}, column “{name}”: {error}.") from None
            if trouble := _outside(name, value):
                raise FormatError(f"Row {row:,}, column “{name}”: {trouble}.")
            now[name] = None if value is None else int(value) if name == "answers" else round(value, 2)
        found[ids[0]] = now
    return found


def _at(cells: Sequence[str], place: int | None) -> str:
    return cells[place] if place is not None and place < len(cells) else ""
