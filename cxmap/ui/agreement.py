"""What the tables of a workshop agree on, on a page: what all saw, what some and what one saw, where feelings clash; and their merge."""

from __future__ import annotations

from functools import lru_cache

import streamlit as st

from cxmap.insights import agreement as insight
from cxmap.insights.agreement import SHARES, Agreement, Column, Table, Topic
from cxmap.insights.words import plural
from cxmap.model.records import Record
from cxmap.model.views import JourneyView
from cxmap.runtime import runtime
from cxmap.store import Store
from cxmap.ui import navigation, notices, person, session, writing
from cxmap.ui.agreement_edits import merge
from cxmap.ui.words import plain

_LOOK_EVERY = 4  # seconds after which the page looks for others' changes
_WORDS, _SIDE = "In words", "Side by side"
_GONE = "The workshop was deleted meanwhile."


class _Edition:
    """The maps of a room, each at one revision: laid over each other once, however often they are looked at."""

    def __init__(self, main: JourneyView, tables: list[Table]) -> None:
        self.main, self.tables = main, tables
        self.key = (main.journey["id"], main.revision, tuple((t.id, t.name, t.view.revision) for t in tables))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Edition) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


@lru_cache(maxsize=8)
def _agreement(edition: _Edition) -> Agreement:
    return Agreement(edition.main, edition.tables)


def draw(store: Store, workshop: str) -> None:
    """The whole page, for whoever may read the map of the workshop."""
    notices.show()
    record = store.record("workshop", workshop)
    mine = person.rights()
    edition = _read(store, record) if record and mine.reads(record["journey"]) else None
    if edition is None or record is None:
        st.title("This workshop is not here", anchor=False)
        st.markdown("It was deleted, or the address is incomplete.")
        st.page_link(navigation.workshops(), label="To all workshops", icon=":material/arrow_back:")
        return
    found = _agreement(edition)
    may = mine.may("facilitate", record["journey"])
    _head(record, found)
    if not edition.tables:
        st.markdown(
            "This workshop has no tables. The facilitator makes them in the workshop’s panel on the board: each maps the same journey "
            "on a map of its own, and here you see what they agree on."
        )
    elif found.tables:
        _body(workshop, found, may)
    watch(store, workshop, edition.key)


def _read(store: Store, record: Record) -> _Edition | None:
    main = store.view(record["journey"])
    if main is None:
        return None
    there = [t for t in main.of_type("breakout") if t["workshop"] == record["id"] and t["map"]]
    views = [(t, store.view(t["map"])) for t in there]
    return _Edition(main, [Table(t["id"], t["name"], view) for t, view in views if view is not None])


def _head(record: Record, found: Agreement) -> None:
    with st.container(key="cx-top", horizontal=True, vertical_alignment="center"):
        with st.container(gap="xxsmall"):
            st.title("What the tables saw", anchor=False)
            st.markdown(f"**{plain(insight.headline(found))}**")
            idle = insight.idle(found)
            st.markdown(f":gray[{plain(record['title'])}{' · ' + plain(idle) if idle else ''}]")
        to = {session.WORKSHOP: record["id"]}
        st.page_link(
            navigation.workshop(), label="The workshop", icon=":material/arrow_back:", query_params=to, width="content"
        )
        to = {session.JOURNEY: record["journey"], session.WORKSHOP: record["id"]}
        st.page_link(navigation.journey(), label="Open the board", icon=":material/map:", query_params=to, width="content")


def _body(workshop: str, found: Agreement, may: bool) -> None:
    out = _left_out()
    with st.container(key="cx-agree-bar", horizontal=True, vertical_alignment="center"):
        shown = st.segmented_control(
            "Show", [_WORDS, _SIDE], default=_WORDS, required=True, key=session.AGREED_AS, label_visibility="collapsed"
        )
        if may and found.new:
            chosen = [topic for topic in found.new if topic.id not in out]
            st.button(
                f"Merge {plural(len(chosen), 'thing')} into the map",
                icon=":material/merge:",
                type="primary",
                disabled=not chosen,
                on_click=_merge,
                args=(workshop, tuple(topic.id for topic in chosen)),
            )
            if len(chosen) < len(found.new):
                st.button("Choose all", on_click=session.put, args=(session.LEFT_OUT, frozenset()))
            else:
                st.button("Choose none", on_click=session.put, args=(session.LEFT_OUT, frozenset(t.id for t in found.new)))
    if may and found.new:
        st.caption(
            "Alike cards become one. It keeps who said it, at which table and with which feeling; the feeling on the map is the mean. "
            "Comments stay on the tables’ maps. One undo takes the merge back."
        )
    elif may and found.topics:
        st.caption("All of this is on the main map.")
    for place, column in enumerate(found.columns, 1):
        topics = found.by_column.get(column.key, [])
        if topics:
            _stage(found, place, column, topics, may, shown == _SIDE)
    empty = sum(not found.by_column.get(column.key) for column in found.columns)
    if empty:
        st.markdown(f":gray[{plural(empty, 'stage')} nobody has written in.]")


def _stage(found: Agreement, place: int, column: Column, topics: list[Topic], may: bool, side: bool) -> None:
    with st.container(key=f"cx-agree-stage-{column.key}", border=True, gap="small"):
        new = "" if column.main is not None else " · ＋ not on the main map"
        st.subheader(f"{place} {plain(column.name or 'Stage')}", anchor=False)
        st.markdown(f":gray[{plain(insight.finding(topics))}{new}]")
        if side:
            st.markdown(_table(found, topics))
            return
        for share, words in SHARES.items():
            these = [topic for topic in topics if topic.share == share]
            if not these:
                continue
            st.markdown(f"**{words}**")
            for topic in these:
                _topic(found, topic, may)


def _topic(found: Agreement, topic: Topic, may: bool) -> None:
    label = f"{plain(topic.title)} :gray[· {plain(topic.row.label)}]"
    with st.container(key=f"cx-agree-{topic.id}", gap="xxsmall"):
        if topic.new and may:
            key = f"agree.{topic.id}"
            session.put(key, topic.id not in _left_out())
            st.checkbox(label, key=key, on_change=_choose, args=(topic.id, key))
        else:
            st.markdown(f"{'✓' if not topic.new else '•'}&ensp;{label}{' :gray[· on the map]' if not topic.new else ''}")
        said = [
            f"{plain(name)}: {', '.join(f'“{plain(title)}” {felt}'.strip() for title, felt in cards)}"
            for name, cards in insight.said(found, topic)
            if cards
        ]
        clash = "&ensp;**⇅ feelings clash**" if topic.clash else ""
        st.markdown(f":gray[{' · '.join(said)}]{clash}")


def _table(found: Agreement, topics: list[Topic]) -> str:
    """The tables of the room as columns, what they saw as rows; a clash of feelings is told in the first column."""
    head = ["Lane", *(plain(table.name) for table in found.tables), "Seen by"]
    lines = [f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}"]
    for topic in topics:
        cells = [
            ", ".join(f"{plain(title)} **{felt}**" if felt else plain(title) for title, felt in cards) or ":gray[–]"
            for _, cards in insight.said(found, topic)
        ]
        seen = f"{len(topic.cards)} of {topic.tables}{' **⇅ feelings clash**' if topic.clash else ''}"
        lines.append(f"| {plain(topic.row.label)} | {' | '.join(cells)} | {seen} |")
    return "\n".join(lines)


def _left_out() -> frozenset[str]:
    return frozenset(session.get(session.LEFT_OUT, frozenset()))


def _choose(topic: str, key: str) -> None:
    out = _left_out()
    session.put(session.LEFT_OUT, out - {topic} if session.get(key) else out | {topic})


def _merge(workshop: str, chosen: tuple[str, ...]) -> None:
    """Merge what was chosen, as the maps are now: what came or went since is taken as it is."""
    store = runtime().store
    record = store.record("workshop", workshop)
    edition = _read(store, record) if record else None
    if record is None or edition is None:
        writing.say(_GONE)
        return
    if not person.may("facilitate", record["journey"]):
        writing.say("Only who leads the workshop merges the tables: ask the facilitator.")
        return
    found = _agreement(edition)
    topics = [topic for topic in found.new if topic.id in chosen]
    hidden = record["anonymous"] == "on"
    authors = {} if hidden else store.authors(card["id"] for topic in topics for card in topic.new)
    edits = merge(found, topics, authors)
    if edits:
        writing.make(edits, f"{plural(len(topics), 'thing')} merged into the map.")
    else:
        writing.say("All of it is on the map already.")


@st.fragment(run_every=_LOOK_EVERY)
def watch(store: Store, workshop: str, key: tuple[object, ...]) -> None:
    """Draw the page anew when one of the maps has changed."""
    record = store.record("workshop", workshop)
    edition = _read(store, record) if record else None
    if edition is None or edition.key != key:
        st.rerun()
