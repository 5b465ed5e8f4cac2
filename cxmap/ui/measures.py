"""The KPIs of a journey to look at: the table of all, and one of them with its chart and readings."""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache
from math import floor
from types import ModuleType
from typing import Any

import streamlit as st

from cxmap.changes import Edit
from cxmap.documents.tokens import tokens
from cxmap.insights import measures
from cxmap.insights.measures import Place, Status
from cxmap.insights.scores import METHODS
from cxmap.insights.words import plural
from cxmap.model.records import Record
from cxmap.model.text import minus
from cxmap.model.views import JourneyView
from cxmap.model.vocabulary import MEASURE_METHODS, label
from cxmap.runtime import settle
from cxmap.store import JourneySummary, Store
from cxmap.ui import look, measure_data, measure_forms, navigation, session, writing
from cxmap.ui.figures import day, shown
from cxmap.ui.person import may
from cxmap.ui.words import apart, plain

_SIGNS = {"on": "✓", "off": "▲", "open": "–", "empty": "·"}  # tick and triangle, then the words; never the colour alone
_SPARK = 24  # newest readings in a small line
_ROW, _HEAD, _MOST = 35, 37, 12
_LOOK_EVERY = 4  # seconds after which a page without a board looks for others' changes
_CHART = {"displayModeBar": False}


def journey(store: Store) -> JourneyView | None:
    """The journey that the URL names, else the one that was open last, else the newest; None where there is none."""
    found = {j.id: j for j in store.journeys()}
    wanted = session.url(session.JOURNEY) or session.get(session.OPENED, "")
    return store.view(wanted if wanted in found else next(iter(found), ""))


def choose_journey(store: Store, view: JourneyView) -> None:
    """A list of all journeys, the shown one chosen."""
    names = apart({j.id: j.title for j in store.journeys()})
    session.put(session.MEASURED, view.journey["id"])
    st.selectbox(
        "Journey",
        list(names),
        format_func=lambda id_: names.get(id_, ""),
        key=session.MEASURED,
        on_change=_go_to_journey,
        label_visibility="collapsed",
        width=340,
    )


def _go_to_journey() -> None:
    session.set_url(session.KPI, "")
    session.set_url(session.JOURNEY, session.get(session.MEASURED))


@st.fragment(run_every=_LOOK_EVERY)
def watch(store: Store, view: JourneyView) -> None:
    """Draw the page anew when somebody else has changed the journey; not while a dialog is open."""
    now: JourneySummary | None = next((j for j in store.journeys() if j.id == view.journey["id"]), None)
    if (now is None or now.revision > view.revision) and not session.get(session.DIALOG):
        st.rerun()


class _Edition:
    """A journey at one revision on one day: its KPIs are worked out once, however many look at them."""

    def __init__(self, store: Store, view: JourneyView, today: date) -> None:
        self.view, self.today = view, today
        self.key = (store.address, view.journey["id"], view.revision, today)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Edition) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


@lru_cache(maxsize=64)
def _places(edition: _Edition) -> list[Place]:
    return measures.places(edition.view, edition.today)


def places(store: Store, view: JourneyView) -> list[Place]:
    """The KPIs of a journey by what they measure."""
    return _places(_Edition(store, view, date.today()))


def table(found: list[Place]) -> Status:
    """The table of all KPIs; the chosen one."""
    rows = [(place, status) for place in found for status in place.statuses]
    ids = [status.measure["id"] for _, status in rows]
    wanted = session.url(session.KPI)
    at = ids.index(wanted) if wanted in ids else next((i for i, (_, s) in enumerate(rows) if s.state == "off"), 0)
    session.put(session.KPI_TABLE, {"selection": {"rows": [at], "columns": [], "cells": []}})
    statuses = [status for _, status in rows]
    st.dataframe(
        shown(
            {
                "What": [_where(place) for place, _ in rows],
                "KPI": [s.measure["name"] for s in statuses],
                "Last": ["" if s.value is None else measures.shown_value(s) for s in statuses],
                "Trend": [_spark(s) for s in statuses],
                "Target": [measures.shown_target(s.measure) for s in statuses],
                "Standing": [_standing(s) for s in statuses],
                "Way": [None if s.progress is None else floor(s.progress) for s in statuses],
                "Change": [measures.movement(s) for s in statuses],
                "Read": [date.fromisoformat(s.trend.last["date"]) if s.trend else None for s in statuses],
            },
            Way=lambda way: measures.show(way, "%"),
            Read=day,
        ),
        hide_index=True,
        height=_HEAD + _ROW * min(_MOST, len(rows)),
        column_config={
            "What": st.column_config.TextColumn("What is measured", width="medium"),
            "KPI": st.column_config.TextColumn("KPI", width="medium"),
            "Last": st.column_config.TextColumn("Last reading", alignment="right"),
            "Trend": st.column_config.LineChartColumn("Trend", help="The newest readings, oldest at the left", color="gray"),
            "Target": st.column_config.TextColumn("Target", alignment="right"),
            "Standing": st.column_config.TextColumn("Standing", width="medium"),
            "Way": st.column_config.NumberColumn("Of the way", help="(value − baseline) / (target − baseline)"),
            "Change": st.column_config.TextColumn("Change", help="Last reading − the one before it"),
            "Read": st.column_config.DateColumn("Read on", format="D MMM YYYY"),
        },
        key=session.KPI_TABLE,
        on_select=_row_chosen,
        selection_mode=["single-row-required", "single-cell"],
        placeholder="",
        alt=f"KPIs of this journey: {measures.headline(statuses)}",
    )
    session.put(session.CHOSEN_KPI, ids[at])
    names = apart({s.measure["id"]: f"{s.measure['name']} · {_where(place)}" for place, s in rows})
    session.put(session.KPI_ROWS, ids)
    st.selectbox(
        "KPI that is shown below",
        ids,
        format_func=lambda id_: names.get(id_, ""),
        key=session.CHOSEN_KPI,
        on_change=_kpi_chosen,
        width=480,
        label_visibility="collapsed",
    )
    return statuses[at]


def _where(place: Place) -> str:
    if place.type == "journey":
        return "The whole journey"
    return place.title if place.type == "stage" else f"{place.stage} › {place.title}"


def _spark(status: Status) -> list[float]:
    return [r["value"] for r in status.trend.readings[-_SPARK:]] if status.trend else []


def _standing(status: Status) -> str:
    return f"{_SIGNS[status.state]} {measures.against_target(status)}"


def _row_chosen() -> None:
    chosen = session.get(session.KPI_TABLE)["selection"]
    rows = [row for row, _ in chosen["cells"]] or chosen["rows"]  # a click anywhere in a row chooses it
    order = session.get(session.KPI_ROWS, [])
    if rows and rows[0] < len(order):
        session.set_url(session.KPI, order[rows[0]])


def _kpi_chosen() -> None:
    session.set_url(session.KPI, session.get(session.CHOSEN_KPI))


# ---- one KPI


@cache
def _chart() -> ModuleType:
    from cxmap.charts import measures as chart  # Plotly takes a second to load, and a page without readings needs none of it

    settle()
    return chart


def detail(view: JourneyView, status: Status) -> None:
    """One KPI: the finding, its chart, where it stands, and its readings."""
    measure = status.measure
    st.header(plain(measures.finding(status)), anchor=False)
    left, right = st.columns([2.4, 1], gap="large")
    with right:
        _facts(status)
        _buttons(view, measure)
    with left:
        if status.trend is None and not status.others:
            st.markdown("**Add the first reading**: one value, a column of raw answers, or a CSV file.")
            return
        st.caption(_plotted(status))
        figure = _chart().readings(status, tokens(look.dark()))
        said = f"{measures.finding(status)}. The readings are in the table below."
        st.plotly_chart(figure, theme=None, config=_CHART, key=f"readings.{measure['id']}", alt=said)
        _readings(view, measure)


def _plotted(status: Status) -> str:
    main = status.trend or status.others[0]
    words = f"{measures.kind(main)}: {plural(len(main.readings), 'reading')} by date"
    others = [t for t in status.others if t is not main]
    if not others:
        return plain(words)
    apart = " and ".join(measures.kind(t).partition(",")[0] for t in others)
    return plain(f"{words}. Readings of {apart} are drawn apart: different methods and scales are never one trend")


def _facts(status: Status) -> None:
    measure = status.measure
    tone = {"on": "green", "off": "orange"}.get(status.state, "gray")
    with st.container(key="cx-kpi-facts", gap="xxsmall"):
        with st.container(key="cx-kpi-value"):
            st.markdown(f"**{plain(measures.shown_value(status))}**")
        st.markdown(f":{tone}[**{_SIGNS[status.state]} {plain(measures.against_target(status))}**]")
        unit, method = measure["unit"], measure["method"]
        facts = [
            ("Target", measures.shown_target(measure) or "none yet"),
            ("Baseline", measures.show(measure["baseline"], unit, method) if measure["baseline"] is not None else "none yet"),
            ("Change", measures.movement(status) or "one reading at most"),
        ]
        if status.progress is not None:
            facts.append(("Of the way", f"{measures.show(floor(status.progress), '%')} from baseline to target"))
        if status.trend and (answers := status.trend.last["answers"]):
            facts.append(("Rests on", plural(answers, "answer")))
        st.markdown("  \n".join(f":gray[{name}] {plain(value)}" for name, value in facts))
        if method in METHODS:
            st.markdown(f":gray[{plain(METHODS[method].formula)}]")
        if status.trend is None and status.others:
            st.markdown(f"No reading is of its method, {label(MEASURE_METHODS, method)}: the others stand apart.")
        if status.stale:
            st.markdown(f":material/schedule: The last reading is {status.days:,} days old: read it again.")
        if measure["note"]:
            st.markdown(plain(measure["note"]))


def _buttons(view: JourneyView, measure: Record) -> None:
    if may("edit"):
        with st.container(key="cx-kpi-do", horizontal=True, gap="small"):
            st.button(
                "Add a reading",
                icon=":material/add:",
                type="primary",
                on_click=measure_forms.open_reading,
                args=(measure["id"],),
            )
            st.button("From answers", icon=":material/calculate:", on_click=measure_data.open_answers, args=(measure["id"],))
            st.button("Edit", icon=":material/edit:", on_click=measure_forms.open_kpi, args=(measure["id"],))
            gone = f"“{measure['name']}” was deleted with its readings."
            st.button("Delete", icon=":material/delete:", key="kpi.delete", on_click=_delete, args=(measure["id"], gone))
    if measure["card"] or measure["stage"] or measure["journey"]:
        to = {session.JOURNEY: view.journey["id"]}
        st.page_link(navigation.journey(), label="Open the board", icon=":material/map:", query_params=to)


def _delete(measure: str, gone: str) -> None:
    writing.delete("measure", measure, gone)
    session.set_url(session.KPI, "")


def _readings(view: JourneyView, measure: Record) -> None:
    """The readings, newest first; chosen ones can be corrected or deleted."""
    there = sorted(view.under("reading", "measure").get(measure["id"], ()), key=lambda r: (r["date"], r["id"]), reverse=True)
    key = f"{session.READINGS}.{measure['id']}.{view.revision}"  # after a change the rows are others: nothing stays chosen
    state: Any = st.dataframe(
        shown(
            {
                "Date": [date.fromisoformat(r["date"]) for r in there],
                "Value": [r["value"] for r in there],
                "Method": [label(MEASURE_METHODS, r["method"]) for r in there],
                "Answers": [r["answers"] for r in there],
                "Note": [r["note"] for r in there],
            },
            Date=day,
            Value=lambda value: minus(f"{value:,.10g}"),
            Answers=lambda answers: f"{answers:,.0f}",
        ),
        hide_index=True,
        height=_HEAD + _ROW * min(8, len(there)),
        column_config={
            "Date": st.column_config.DateColumn(format="D MMM YYYY"),
            "Note": st.column_config.TextColumn(width="large"),
        },
        key=key,
        on_select="rerun",
        selection_mode="multi-row",
        placeholder="",
        alt=f"{plural(len(there), 'reading')} of {measure['name']}, newest first",
    )
    chosen = [there[i] for i in state["selection"]["rows"] if i < len(there)]
    if not may("edit"):
        return
    with st.container(horizontal=True, gap="small"):
        one = chosen[0] if len(chosen) == 1 else None
        st.button(
            "Correct the reading",
            disabled=one is None,
            on_click=measure_forms.open_reading,
            args=(measure["id"], one["id"] if one else ""),
        )
        words = "Delete the reading" if len(chosen) < 2 else f"Delete {len(chosen):,} readings"
        st.button(words, key="readings.delete", disabled=not chosen, on_click=_forget, args=([r["id"] for r in chosen],))
        if not chosen:
            st.markdown(":gray[Tick rows to correct or delete them.]")


def _forget(ids: list[str]) -> None:
    done = writing.commit(Edit("delete", "reading", id_) for id_ in ids)
    if done is not None:
        sentence = f"{plural(len(ids), 'reading')} {'was' if len(ids) == 1 else 'were'} deleted."
        session.put(session.UNDO, writing.Deletion(done.id, sentence))
