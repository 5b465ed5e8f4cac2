"""The charts of feedback: each says its finding, then what is plotted; a click leads to the items in the inbox."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from types import ModuleType
from typing import Any

import streamlit as st

from cxmap.documents.tokens import tokens
from cxmap.insights import voice
from cxmap.insights.words import plural
from cxmap.model.records import Record
from cxmap.model.vocabulary import CHANNELS
from cxmap.runtime import runtime, settle
from cxmap.store import Store
from cxmap.ui import look, navigation, session, theme_edits
from cxmap.ui.themes import at_home
from cxmap.ui.voice_data import Asked
from cxmap.ui.words import apart, plain

_CHART = {"displayModeBar": False}
_UNITS = {"day": "day", "week": "week, by its Monday", "month": "month"}
CHANNEL_NAMES = {term.key: term.label for term in CHANNELS}


@cache
def _charts() -> ModuleType:
    from cxmap.charts import voice as charts  # Plotly takes a second to load, and the table of themes needs none of it

    settle()
    return charts


def over_time(asked: Asked, themes: Sequence[Record]) -> None:
    """Volume, sentiment and themes over time, and themes by channel."""
    by = asked.unit
    rows = asked.timed(by)
    series = voice.slots(rows, by)
    if not series:
        whole = sum(row["count"] for row in rows)
        st.markdown(f"{plural(whole, 'item')} without a date." if whole else "Nothing was said within these filters.")
        return
    t = tokens(look.dark())
    without = voice.undated(rows, by)
    note = f" {plural(without, 'item')} without a date." if without else ""
    if asked.outside:
        st.markdown(
            f":gray[:material/info: {plural(asked.outside, 'item lies', 'items lie')} far outside the time that is drawn,"
            f" {voice.period(asked.first, 'day')} to {voice.period(asked.last, 'day')}: set From and To to see another.]"
        )
    _draw("volume", voice.volume(series, by), f"Items by {_UNITS[by]}.{note}", _charts().volume(series, by, t), asked)
    judged = sum(slot.judged for slot in series)
    _draw(
        "sentiment",
        voice.sentiment(series, by),
        f"Mean sentiment by {_UNITS[by]}, from −1 to +1, of {judged:,} judged items of {sum(s.count for s in series):,}."
        " Indicative, English only. Hollow: fewer than 5 items.",
        _charts().sentiment(series, by, t) if judged else None,
        asked,
    )
    names = {theme["id"]: theme_edits.named(theme) for theme in theme_edits.living(themes)}
    merged = theme_edits.into(themes)
    parts = voice.by_theme(at_home(asked.timed("theme", by, text=True), merged), by)
    _draw(
        "themes",
        voice.themes(parts, names, by),
        f"Items by {_UNITS[by]}: the eight largest themes, one scale; at the right their sum.",
        _charts().themes(parts, names, by, t) if any(theme in names for theme in parts) else None,
        asked,
    )
    found = voice.heat(at_home(asked.counts("theme", "channel", text=True), merged), names)
    _draw(
        "heat",
        voice.heat_finding(found, names, CHANNEL_NAMES),
        "Items by theme and channel, the twelve largest themes.",
        _charts().heat(found, names, CHANNEL_NAMES, t) if found.rows else None,
        asked,
    )


def _draw(name: str, finding: str, under: str, figure: Any, asked: Asked) -> None:
    with st.container(key=f"cx-voice-{name}", gap="xxsmall"):
        st.header(plain(finding), anchor=False)
        if figure is None:
            return
        st.caption(plain(f"{under} Choose a mark to read its items."))
        key = f"{session.VOICE}.{name}.{session.get(session.VOICE_SEEN, 0)}"
        st.plotly_chart(
            figure,
            theme=None,
            config=_CHART,
            key=key,
            on_select=lambda: _marked(key),
            selection_mode="points",
            alt=f"{finding} {under}",
        )
        wanted = session.take(session.VOICE_WANTED)
        if wanted:
            navigation.to_feedback(**{**asked.filters, **wanted})


def _marked(key: str) -> None:
    points = session.get(key, {}).get("selection", {}).get("points", [])
    data = points[0].get("customdata") if points else None
    if isinstance(data, Mapping):
        session.put(session.VOICE_WANTED, {str(name): str(value) for name, value in data.items() if value})
        session.put(
            session.VOICE_SEEN, session.get(session.VOICE_SEEN, 0) + 1
        )  # the mark is not chosen any more on coming back


# ---- where it is evidence


@lru_cache(maxsize=16)
def _linked(
    address: str, revision: int, feedback: int, journey: str
) -> tuple[dict[str, list[float | None]], dict[str, str], dict[str, str]]:
    """(sentiments of the items linked, by card; titles; channels) of a journey's cards that rest on feedback."""
    store = runtime().store
    view = store.view(journey)
    links: dict[str, list[float | None]] = defaultdict(list)
    if view is None:
        return {}, {}, {}
    pairs = [
        (s["card"], int(s["item"][5:]))
        for s in view.of_type("source")
        if s["item"].startswith("item:") and s["item"][5:].isdigit()
    ]
    items = {item.id: item for item in store.feedback.items(sorted({i for _, i in pairs})) if not item.removed}
    for card, item in pairs:
        if item in items:
            links[card].append(items[item].sentiment)
    names = apart({c["id"]: c["title"] or "Untitled" for c in view.cards if c["id"] in links})
    channels = {c["id"]: c["channel"] or "" for c in view.cards}
    return dict(links), names, channels


def touchpoints(store: Store) -> None:
    """Per touchpoint and per channel of a journey: what feedback is evidence there."""
    journeys = {j.id: j.title for j in store.journeys()}
    if not journeys:
        st.markdown("There is no journey yet. Make one on the first page, then link feedback to its touchpoints in the inbox.")
        return
    names = apart(journeys)
    opened = session.url(session.JOURNEY) or session.get(session.OPENED, "")
    ids = list(names)
    chosen = st.selectbox(
        "Journey",
        ids,
        ids.index(opened) if opened in ids else 0,
        format_func=lambda i: names.get(i, ""),
        key=f"{session.VOICE}.journey",
        width=340,
    )
    view_revision = next((j.revision for j in store.journeys() if j.id == chosen), 0)
    links, titles, channels = _linked(store.address, view_revision, store.feedback.revision, chosen)
    if not links:
        st.markdown(
            "**Nothing is linked here yet.** In the inbox, choose an item and link it to a touchpoint: it becomes evidence there."
        )
        st.page_link(
            navigation.feedback(), label="Open the inbox", icon=":material/inbox:", query_params={session.JOURNEY: chosen}
        )
        return
    t = tokens(look.dark())
    by_channel: dict[str, list[float | None]] = defaultdict(list)
    for card, values in links.items():
        by_channel[channels.get(card, "") or "none"] += values
    known = {**CHANNEL_NAMES, "none": "No channel"}
    for what, parts, called in (("touchpoint", links, titles), ("channel", by_channel, known)):
        found = voice.spoken(parts, called)
        said = voice.spoken_finding(found, what)
        with st.container(key=f"cx-voice-{what}", gap="xxsmall"):
            st.header(plain(said), anchor=False)
            st.caption(
                plain(f"Items that are evidence, by {what}; n is how many of them have a sentiment: indicative, English only.")
            )
            figure = _charts().spoken(found, t)
            st.plotly_chart(figure, theme=None, config=_CHART, key=f"{session.VOICE}.{what}.{chosen}", alt=said)
    to = {session.JOURNEY: chosen}
    st.page_link(navigation.journey(), label="Open the board", icon=":material/map:", query_params=to)
