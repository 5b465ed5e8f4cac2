"""The themes of feedback to look at: the table of all, and one of them with its quotes and items."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from cxmap.insights import voice
from cxmap.insights.theme_keeping import resolved
from cxmap.insights.theme_quotes import telling
from cxmap.insights.words import plural
from cxmap.model.feedback import NONE, Kept, Query
from cxmap.model.records import Record
from cxmap.model.vocabulary import CHANNELS, label
from cxmap.store import Store
from cxmap.ui import navigation, session, theme_edits, theme_forms, theme_turns, voice_data, writing
from cxmap.ui.person import actor, may
from cxmap.ui.words import apart, plain

_ROW, _HEAD, _MOST = 35, 37, 12
_LISTED = 200  # items of a theme that are listed here; the inbox has all
_READ = 120  # texts that quotes are looked for in
_SPARK = 24
_SHORT = 160  # characters of an item in the list


@dataclass(frozen=True)
class Row:
    """A theme with its figures; `id` is "none" for what is in no theme."""

    id: str
    name: str
    terms: str
    count: int
    share: float
    judged: int
    mean: float | None
    trend: tuple[int, ...]
    record: Record | None


def rows(asked: voice_data.Asked, themes: Sequence[Record]) -> list[Row]:
    """The themes with their items that have a text, within the filters, the largest first; last what is in no theme."""
    merged = theme_edits.into(themes)
    series: dict[str, list[voice.Slot]] = {}
    totals: dict[str, list[tuple[int, int, float]]] = {}
    counts = asked.counts("theme", text=True)
    for row in counts:
        home = resolved(row["theme"], merged) if row["theme"] in merged else NONE
        totals.setdefault(home, []).append((row["count"], row["judged"], (row["mean"] or 0.0) * row["judged"]))
    for home, own in voice.by_theme(at_home(asked.timed("theme", asked.unit, text=True), merged), asked.unit).items():
        series[home or NONE] = own
    whole = sum(row["count"] for row in counts) or 1
    found = []
    for theme in [*theme_edits.living(themes), None]:
        id_ = theme["id"] if theme else NONE
        parts = totals.get(id_, [])
        count, judged = sum(p[0] for p in parts), sum(p[1] for p in parts)
        mean = sum(p[2] for p in parts) / judged if judged else None
        trend = tuple(slot.count for slot in series.get(id_, ())[-_SPARK:])
        name = theme_edits.named(theme) if theme else "In no theme"
        terms = ", ".join(theme_edits.terms_of(theme)[:8]) if theme else ""
        if theme or count:
            found.append(Row(id_, name, terms, count, count / whole, judged, mean, trend, theme))
    return sorted(found, key=lambda r: (r.record is None, -r.count, r.name, r.id))


def at_home(rows_: Sequence[Mapping[str, Any]], merged: Mapping[str, str]) -> list[dict[str, Any]]:
    """Rows of counts by theme, each with the theme that its items count to over all mergers; "" for none that there is."""
    return [{**row, "theme": resolved(row["theme"], merged) if row["theme"] in merged else ""} for row in rows_]


def table(found: Sequence[Row]) -> Row:
    """The table of all themes; the chosen one."""
    ids = [row.id for row in found]
    wanted = session.url(session.THEME)
    at = ids.index(wanted) if wanted in ids else 0
    session.put(session.THEME_TABLE, {"selection": {"rows": [at], "columns": [], "cells": []}})
    session.put(session.THEME_ROWS, ids)
    st.dataframe(
        {
            "Theme": [row.name for row in found],
            "Items": [row.count for row in found],
            "Share": [round(100 * row.share) for row in found],
            "Sounds": [_sound(row) for row in found],
            "Trend": [list(row.trend) for row in found],
            "Terms": [row.terms for row in found],
        },
        hide_index=True,
        height=_HEAD + _ROW * min(_MOST, len(found)),
        column_config={
            "Theme": st.column_config.TextColumn("Theme", width=300),
            "Items": st.column_config.NumberColumn("Items", format="localized", width=70),
            "Share": st.column_config.NumberColumn("Of all", format="%d %%", width=70),
            "Sounds": st.column_config.TextColumn("Sounds", width=120, help="Mean sentiment: indicative, English only"),
            "Trend": st.column_config.BarChartColumn("Over time", help="Items by period, oldest at the left", color="gray"),
            "Terms": st.column_config.TextColumn("Told by", width=560),
        },
        key=session.THEME_TABLE,
        on_select=_chosen,
        selection_mode=["single-row-required", "single-cell"],
        placeholder="",
        alt=f"{plural(len(found), 'theme')} with items, sentiment and terms",
    )
    names = apart({row.id: row.name for row in found})
    session.put(session.CHOSEN_THEME, ids[at])
    st.selectbox(
        "Theme that is shown below",
        ids,
        format_func=lambda id_: names.get(id_, ""),
        key=session.CHOSEN_THEME,
        on_change=lambda: session.set_url(session.THEME, session.get(session.CHOSEN_THEME)),
        width=480,
        label_visibility="collapsed",
    )
    return found[at]


def _sound(row: Row) -> str:
    return f"{voice.sounds(row.mean)} {voice.signed(row.mean)}" if row.judged else "–"


def _chosen() -> None:
    selection = session.get(session.THEME_TABLE)["selection"]
    rows_ = [row for row, _ in selection["cells"]] or selection["rows"]  # a click anywhere in a row chooses it
    order = session.get(session.THEME_ROWS, [])
    if rows_ and rows_[0] < len(order):
        session.set_url(session.THEME, order[rows_[0]])


# ---- one theme


def detail(store: Store, asked: voice_data.Asked, row: Row, themes: Sequence[Record]) -> None:
    """One theme: what it is told by, quotes, what can be done with it, and its items."""
    st.header(plain(row.name), anchor=False)
    st.markdown(_figures(row))
    if row.record and row.record["note"]:
        st.markdown(plain(row.record["note"]))
    if row.record and may("edit"):
        with st.container(key="cx-theme-do", horizontal=True, gap="small"):
            for words, icon, form in (
                ("Rename" if row.record["name"] else "Name it", ":material/edit:", theme_forms.NAME),
                ("Merge", ":material/merge:", theme_forms.MERGE),
                ("Split", ":material/call_split:", theme_forms.SPLIT),
            ):
                st.button(words, icon=icon, key=form, on_click=theme_forms.open_dialog, args=(form, row.id))
    if row.record:
        _quotes(store, asked, row.record)
    _items(store, asked, row, themes)


def _figures(row: Row) -> str:
    parts = [f"{plural(row.count, 'item')}, {row.share:.0%} of all".replace("%", "\N{NO-BREAK SPACE}%")]
    if row.judged:
        parts.append(f"sounds {voice.sounds(row.mean)} ({voice.signed(row.mean)}, n {row.judged:,}: indicative, English only)")
    told = f"  \n:gray[Told by: {plain(', '.join(theme_edits.terms_of(row.record)))}]" if row.record else ""
    return plain(" · ".join(parts)) + told


def _quotes(store: Store, asked: voice_data.Asked, theme: Record) -> None:
    texts = store.feedback.texts(asked.query(theme=theme["id"]), _READ)
    for quote in telling([text for _, text in texts], theme_edits.terms_of(theme)):
        with st.container(key=f"cx-theme-quote-{texts[quote.place][0]}"):
            st.markdown(f"*“{plain(quote.passage)}”*")


def _items(store: Store, asked: voice_data.Asked, row: Row, themes: Sequence[Record]) -> None:
    query = asked.query(theme=row.id, text=True, limit=_LISTED)
    found = store.feedback.search(query)
    with st.container(horizontal=True, vertical_alignment="center", key="cx-theme-items"):
        st.subheader(plural(found.total, "item"), anchor=False)
        to = {name: value for name, value in asked.filters.items() if value} | {"theme": row.id}
        st.page_link(navigation.feedback(), label="Read them in the inbox", icon=":material/inbox:", query_params=to)
    if not found.items:
        st.markdown(":gray[No item with a text is in it within these filters.]")
        return
    state: Any = st.dataframe(
        {
            "Date": [date.fromisoformat(item.date) if item.date else None for item in found.items],
            "Text": [_short(item.text) for item in found.items],
            "Channel": [label(CHANNELS, item.channel) for item in found.items],
            "Sounds": [voice.signed(item.sentiment) for item in found.items],
            "By": ["a person" if item.theme_by not in ("", "found") else "" for item in found.items],
        },
        hide_index=True,
        height=_HEAD + _ROW * min(8, len(found.items)),
        column_config={
            "Date": st.column_config.DateColumn(format="D MMM YYYY", width=100),
            "Text": st.column_config.TextColumn(width=900),
            "Channel": st.column_config.TextColumn(width=100),
            "Sounds": st.column_config.TextColumn(width=70, alignment="right"),
            "By": st.column_config.TextColumn("Put here by", width=100, help="What a person put here stays here"),
        },
        key=f"theme.items.{row.id}.{found.items[0].id}.{len(found.items)}.{store.feedback.revision}",
        on_select="rerun" if may("edit") else "ignore",
        selection_mode="multi-row",
        placeholder="",
        alt=f"The newest {len(found.items)} items of this theme",
    )
    if found.total > len(found.items):
        st.caption(f"The newest {len(found.items):,} of {found.total:,}: the inbox has all.")
    if may("edit"):
        chosen = [found.items[i] for i in state["selection"]["rows"] if i < len(found.items)]
        _move(store, row, chosen, themes)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else f"{line[:_SHORT]} …"


def _move(store: Store, row: Row, chosen: Sequence[Kept], themes: Sequence[Record]) -> None:
    names = {t["id"]: theme_edits.named(t) for t in theme_edits.living(themes) if t["id"] != row.id}
    names = apart(names) | ({NONE: "Not in a theme"} if row.record else {})
    if not names:
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="cx-theme-move"):
        key = f"theme.to.{row.id}"
        st.selectbox("Move ticked items to", list(names), format_func=lambda i: names.get(i, ""), key=key, width=320)
        words = "Move" if len(chosen) < 2 else f"Move {len(chosen):,} items"
        st.button(words, disabled=not chosen, key="theme.move", on_click=_moved, args=(store, chosen, key))


def _moved(store: Store, chosen: Sequence[Kept], key: str) -> None:
    to = session.get(key)
    theme = theme_edits.home(store.of_type("theme"), to) if to != NONE else None
    if theme is None and to != NONE:
        writing.say("The other theme was deleted meanwhile: choose another one.")
        return
    name = theme_edits.named(theme) if theme else "no theme"
    were = [theme_turns.Place(i.id, i.theme, i.theme_by not in ("", "found")) for i in chosen]
    sentence = f"{plural(len(chosen), 'item')} moved to {f'“{name}”' if theme else name}."
    moves = {theme["id"] if theme else None: [item.id for item in chosen]}
    theme_forms.attempt(lambda: theme_turns.do(store, actor(), sentence, (), moves, were, by_hand=True))


def headline(found: Sequence[Row]) -> str:
    """What the page says first."""
    there = [row for row in found if row.record is not None and row.count]
    whole = sum(row.count for row in found)
    if not whole:
        return "Nobody has said anything yet."
    if not there:
        return f"{plural(whole, 'item')} with a text, and no theme yet."
    row = there[0]
    heard = f"{row.count:,} of {plural(whole, 'item')} with a text"
    return f"Most is about “{row.name}”: {heard}" + (
        f", and it sounds {voice.sounds(row.mean)}." if row.judged >= voice.FIRM else "."
    )


def all_texts(store: Store) -> int:
    """How many items have a text, whatever the filters."""
    return store.feedback.search(Query(text=True, limit=1)).total
