"""A workshop that is over, as its page shows it: what came of each step, how the room ranked things, the replay, the files."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import Any

import streamlit as st

from cxmap import takeaways
from cxmap.changes import Edit
from cxmap.documents.takeaway_marks import matrix
from cxmap.documents.tokens import ADAPTIVE, themed
from cxmap.insights import estimates, record
from cxmap.insights.emotion import show
from cxmap.insights.estimates import Ranked
from cxmap.insights.record import Produced, Ranking
from cxmap.insights.words import plural
from cxmap.insights.workshop import Room, against_plan, minutes
from cxmap.model.views import JourneyView
from cxmap.store import Store
from cxmap.ui import navigation, session, writing
from cxmap.ui.words import plain
from cxmap.web.takeaway import plain_name

_ROW, _HEAD, _MOST = 35, 38, 12
_MAX_LINES = 60


class _Edition:
    """A workshop at one revision of its map: its log is read once, however often the page is drawn."""

    def __init__(self, store: Store, room: Room, revision: int) -> None:
        self.store, self.room = store, room
        self.key = (store.address, room.workshop["id"], revision)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Edition) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


@lru_cache(maxsize=16)
def _produced(edition: _Edition) -> list[Produced]:
    return record.by_step(edition.room, takeaways.done(edition.store, edition.room))


@lru_cache(maxsize=16)
def _replay(edition: _Edition) -> tuple[int, int] | None:
    return takeaways.revisions(edition.store, edition.room)


def files(store: Store, room: Room) -> None:
    """The takeaway, to be kept: each file is made when somebody asks for it."""
    id_, name = room.workshop["id"], plain_name(room.workshop["title"])
    kinds = (("html", "One page, HTML", "public"), ("pdf", "PDF", "picture_as_pdf"), ("json", "Data, JSON", "data_object"))
    with st.container(horizontal=True, vertical_alignment="center"):
        for kind, words, icon in kinds:
            st.download_button(
                words,
                partial(_file, store, id_, kind),
                file_name=f"{name}.{kind}",
                mime=takeaways.TYPES[kind].partition(";")[0],
                icon=f":material/{icon}:",
                key=f"takeaway.{kind}",
                on_click="ignore",
            )
    st.caption(
        "The page holds everything in one file: it opens offline and asks for nothing. Names stand in it as people gave them."
    )


def _file(store: Store, workshop: str, kind: str) -> bytes:
    return takeaways.make(store, workshop, kind) or b""


def replay_link(store: Store, view: JourneyView, room: Room) -> None:
    """The way to the replay of the workshop on its board; nothing where nothing was done on the map."""
    span = _replay(_Edition(store, room, view.revision))
    if span is not None:
        to = {session.JOURNEY: room.journey["id"], session.REPLAY: f"{span[0]}-{span[1]}"}
        st.page_link(
            navigation.journey(), label="Replay it on the map", icon=":material/replay:", query_params=to, width="content"
        )


def rankings(view: JourneyView, room: Room) -> None:
    """How the room rated, voted and placed: each with its finding, whose estimate it is, and how firm."""
    titles = {card["id"]: card["title"] for card in view.cards}
    names = {stage["id"]: stage["name"] for stage in view.stages}
    stages = {card["id"]: names[card["stage"]] for card in view.cards}
    found = record.rankings(room, titles)
    if not found:
        st.markdown("Nothing was rated, voted on or placed.")
    for one in found:
        st.subheader(plain(one.finding or one.step["title"]), anchor=False)
        st.caption(plain(f"{one.step['title']}. {one.estimate}{_BASIS[one.kind]}"))
        _TABLES[one.kind](one, stages)


_BASIS = {
    "rating": ", −3 to +3, rated blind. How far apart: by the range of what was given.",
    "votes": ". Not firm: the voters' spread (mean ± 2 standard errors) overlaps with that of another.",
    "placement": ", value and effort from 0 to 10. Not firm: not everybody placed it in that quadrant.",
}


def _where(row: Ranked, stages: dict[str, str]) -> str:
    return stages.get(row.tally["card"] or "", "")


def _title(row: Ranked) -> str:
    return row.tally["title"] or "A card without a title"


def _ratings(one: Ranking, stages: dict[str, str]) -> None:
    rows = one.rows
    _grid(
        one,
        {
            "What": [_title(r) for r in rows],
            "Stage": [_where(r, stages) for r in rows],
            "Mean": [show(r.tally["value"]) for r in rows],
            "From": [_point(r.tally["low"]) for r in rows],
            "To": [_point(r.tally["high"]) for r in rows],
            "Apart": [_apart(r) for r in rows],
            "Dissent": [record.dissent(r.tally) for r in rows],
            "People": [r.tally["people"] for r in rows],
        },
        {
            "Mean": st.column_config.TextColumn("Mean", alignment="right"),
            "From": st.column_config.TextColumn("Lowest", alignment="right"),
            "To": st.column_config.TextColumn("Highest", alignment="right"),
            "Apart": st.column_config.TextColumn("How far apart"),
            "Dissent": st.column_config.TextColumn("Where they differ", help="How many gave the lowest and the highest"),
        },
        f"{plural(len(rows), 'rating')}, the worst first. "
        + "; ".join(f"{_title(r)} {show(r.tally['value'])}" for r in rows[:3]),
    )


def _point(value: float | None) -> str:
    """A rating as it was given: “−3”, “+2”."""
    return "" if value is None else show(value).removesuffix(".0")


def _apart(row: Ranked) -> str:
    spread = estimates.spread_of(row.tally)
    return estimates.SPREADS[spread] if spread else ""


def _votes(one: Ranking, stages: dict[str, str]) -> None:
    rows = one.rows
    _grid(
        one,
        {
            "Place": [r.rank for r in rows],
            "What": [_title(r) for r in rows],
            "Stage": [_where(r, stages) for r in rows],
            "Votes": [r.tally["value"] for r in rows],
            "Likely": ["" if r.low is None or r.high is None else f"{max(0, r.low):.0f}–{r.high:.0f}" for r in rows],
            "Firm": ["firm" if r.firm else "not firm" for r in rows],
        },
        {
            "Place": st.column_config.NumberColumn("Place", width=60),
            "Votes": st.column_config.ProgressColumn(
                "Votes", format="%d", min_value=0, max_value=max(1.0, one.most), color="gray"
            ),
            "Likely": st.column_config.TextColumn(
                "Likely between", help="Mean ± 2 standard errors, times the people", alignment="right"
            ),
            "Firm": st.column_config.TextColumn("Its place is"),
        },
        "Votes: " + "; ".join(f"{r.rank} {_title(r)} {r.tally['value']:g}" for r in rows[:5]),
    )


def _placements(one: Ranking, stages: dict[str, str]) -> None:
    rows = [r for r in one.rows if r.tally["effort"] is not None]
    said = "; ".join(f"{i} {_title(r)}: {estimates.quadrant(r.tally)}" for i, r in enumerate(rows[:_MAX_LINES], 1))
    left, right = st.columns([1, 1.8], gap="large")
    with left:
        places = [(r.tally["value"], r.tally["effort"], f"{i}") for i, r in enumerate(rows[:_MAX_LINES], 1)]
        st.image(themed(matrix(places, ADAPTIVE, said).svg), width=320, alt=f"Value against effort. {said}")
    with right:
        _grid(
            one,
            {
                "№": list(range(1, len(rows) + 1)),
                "What": [_title(r) for r in rows],
                "Stage": [_where(r, stages) for r in rows],
                "Value": [r.tally["value"] for r in rows],
                "Effort": [r.tally["effort"] for r in rows],
                "Quadrant": [_quadrant(r) for r in rows],
                "Apart": [_apart(r) for r in rows],
            },
            {
                "№": st.column_config.NumberColumn("№", width=50),
                "Value": st.column_config.NumberColumn("Value", format="%.1f"),
                "Effort": st.column_config.NumberColumn("Effort", format="%.1f"),
                "Apart": st.column_config.TextColumn("How far apart"),
            },
            said,
        )


def _quadrant(row: Ranked) -> str:
    name = (estimates.quadrant(row.tally) or "").capitalize()
    return name if estimates.quadrant_firm(row.tally) else f"{name}, not firm"


_TABLES = {"rating": _ratings, "votes": _votes, "placement": _placements}


def _grid(one: Ranking, columns: dict[str, Any], config: dict[str, Any], says: str) -> None:
    size = len(next(iter(columns.values())))
    st.dataframe(
        columns,
        hide_index=True,
        height=_HEAD + _ROW * min(size, _MOST),
        column_config={
            "What": st.column_config.TextColumn("What", width="large" if one.kind == "votes" else "medium"),
            **config,
        },
        key=f"ranking.{one.step['id']}",
        placeholder="",
        alt=says,
    )


def steps(store: Store, view: JourneyView, room: Room) -> None:
    """What each step was planned for, what it took, and what came of it."""
    if said := against_plan(room):
        st.markdown(f"**{plain(said)}**")
    made = {p.step["id"]: p for p in _produced(_Edition(store, room, view.revision))}
    lines = ["| Step | Planned | Took | What came of it |", "| --- | ---: | ---: | --- |"]
    for step in room.steps:
        one = made.get(step["id"])
        took = minutes(one.took) if one and one.took is not None else ("left out" if step["state"] == "skipped" else "–")
        said = ", ".join(one.words) if one else ""
        lines.append(f"| {plain(step['title'])} | {minutes(step['minutes'])} | {took} | {plain(said)} |")
    with st.container(key="cx-room-steps"):
        st.markdown("\n".join(lines) if room.steps else "The run sheet had no step.")


def people(room: Room) -> None:
    """Who took part, by the name or alias that they gave."""
    found = room.people
    if not found:
        st.markdown("Nobody joined by a code.")
        return
    if room.workshop["anonymous"] == "on":
        st.markdown(f"{plural(len(found), 'person', 'people')}, without names: the workshop was anonymous.")
        return
    tables = {table["id"]: table["name"] for table in room.tables}
    names = [plain(p["name"]) + (f" :gray[({plain(tables[p['breakout']])})]" if p["breakout"] in tables else "") for p in found]
    st.markdown(f"{plural(len(found), 'person', 'people')}: {', '.join(names)}")


def parked(room: Room, may: bool) -> None:
    """The parking lot; each topic can be ticked off."""
    if not room.parked:
        st.markdown("Nothing was parked.")
    nameless = room.workshop["anonymous"] == "on"
    for topic in room.parked:
        by = "" if nameless or not topic["author_name"] else f" :gray[({plain(topic['author_name'])})]"
        key = f"parked.{topic['id']}"
        session.put(key, topic["settled"] == "on")
        st.checkbox(f"{plain(topic['text'])}{by}", key=key, disabled=not may, on_change=_settle, args=(topic["id"], key))


def _settle(topic: str, key: str) -> None:
    writing.commit([Edit("patch", "parked", topic, {"settled": "on" if session.get(key) else None})])


def tables(room: Room) -> None:
    """The tables of the room, each with the way to its own map."""
    with st.container(horizontal=True, vertical_alignment="center"):
        for table in room.tables:
            if table["map"]:
                to = {session.JOURNEY: table["map"]}
                st.page_link(
                    navigation.journey(), label=plain(table["name"]), icon=":material/map:", query_params=to, width="content"
                )
        to = {session.WORKSHOP: room.workshop["id"]}
        agreed = navigation.agreement()
        st.page_link(agreed, label="What the tables agree on", icon=":material/join_inner:", query_params=to, width="content")
