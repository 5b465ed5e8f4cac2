"""The dialog in which a workshop is planned: its map, its title and day, the run sheet, and when personal data goes."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from cxmap.insights.words import plural
from cxmap.insights.workshop import minutes
from cxmap.runtime import runtime
from cxmap.ui import navigation, person, session, workshop_acts, workshop_sheets
from cxmap.ui.choosing import journey_names
from cxmap.ui.words import apart, plain
from cxmap.ui.workshop_edits import PURGE_DAYS

_PLAN = "plan"
EMPTY = ""


def open_for(journey: str = "", sheet: str = "") -> None:
    """Open the dialog for a map ("": the one that is chosen there) and a run sheet."""
    session.reopen(_PLAN)
    session.take(session.TROUBLE)
    session.put(session.PLANNING, (journey, sheet))
    session.put(session.DIALOG, _PLAN)


def show() -> None:
    """Draw the dialog if it is open; go to the page of the workshop that it has just made."""
    _leave_if_made()
    if session.get(session.DIALOG) == _PLAN:
        _dialog()


def _leave_if_made() -> None:
    if made := session.take(session.PLANNED):
        navigation.to_workshop(made)


def _close() -> None:
    session.take(session.DIALOG)


@st.dialog("Plan a workshop", width="large", on_dismiss=_close)
def _dialog() -> None:
    _leave_if_made()
    store = runtime().store
    mine = person.rights()
    names = journey_names(j for j in store.journeys() if mine.may("facilitate", j.id))
    if not names:
        st.markdown("There is no journey yet. Make one on the first page: a workshop works on a map.")
        return
    asked, sheet = session.get(session.PLANNING) or ("", "")
    sheets = workshop_sheets.all_sheets(store)
    titles = apart({EMPTY: "An empty run sheet", **{s.id: s.name for s in sheets}})
    left, right = st.columns([1, 1.15], gap="large")
    with left:
        journey = st.selectbox(
            "Map",
            list(names),
            index=list(names).index(asked) if asked in names else 0,
            format_func=lambda id_: names.get(id_, ""),
            key=session.field(_PLAN, "journey"),
        )
        st.text_input(
            "Title",
            max_chars=200,
            placeholder=f"Workshop: {names.get(journey or '', '')}"[:80],
            key=session.field(_PLAN, "title"),
        )
        st.date_input("Date", value=date.today(), format="YYYY-MM-DD", key=session.field(_PLAN, "date"))
        st.text_area(
            "What it is for", max_chars=4_000, height=80, placeholder="One sentence that you would say at the door.",
            key=session.field(_PLAN, "note"),
        )  # fmt: skip
        _people()
    with right:
        st.radio(
            "Run sheet",
            [*(s.id for s in sheets), EMPTY],
            index=next((i for i, s in enumerate(sheets) if s.id == sheet), _first_built_in(sheets)),
            format_func=lambda id_: plain(titles.get(id_, "")),
            captions=[
                *(f"{minutes(s.minutes)}, {plural(len(s.steps), 'step')}. {plain(s.note)}" for s in sheets),
                "Add the steps yourself.",
            ],
            key=session.field(_PLAN, "sheet"),
        )
    if trouble := session.take(session.TROUBLE):
        st.error(plain(trouble))
    with st.container(horizontal=True, horizontal_alignment="right"):
        st.button("Plan it", type="primary", key=session.field(_PLAN, "make"), on_click=_make)


def _first_built_in(sheets: list[Any]) -> int:
    return next((i for i, s in enumerate(sheets) if not s.own), 0)


def _people() -> None:
    """How people come in, what is told of them, and for how long it is kept."""
    st.toggle("I let each person in myself", key=session.field(_PLAN, "admission"))
    st.toggle("Anonymous: nobody sees who wrote what", key=session.field(_PLAN, "anonymous"))
    purge = st.toggle("Erase names by itself", value=True, key=session.field(_PLAN, "purge"))
    st.number_input(
        "Days after the workshop",
        min_value=1,
        max_value=3650,
        value=PURGE_DAYS,
        disabled=not purge,
        key=session.field(_PLAN, "days"),
        help="Then everybody's name becomes an alias, in the history too. What they contributed stays.",
    )


def _value(name: str) -> Any:
    return session.get(session.field(_PLAN, name))


def _make() -> None:
    if session.get(session.DIALOG) != _PLAN:
        return  # a click that Streamlit brings twice, as a busy server may, plans one workshop
    journey = str(_value("journey") or "")
    store = runtime().store
    record = store.record("journey", journey)
    if record is None:
        session.put(session.TROUBLE, "This map was deleted meanwhile: choose another one.")
        return
    day = _value("date")
    me = person.actor()
    fields = {
        "title": (_value("title") or "").strip() or f"Workshop: {record['title']}"[:200],
        "date": day.isoformat() if day else None,
        "note": (_value("note") or "").strip(),
        "facilitator": me.person,
        "facilitator_name": me.name[:60],
        "admission": "on" if _value("admission") else None,
        "anonymous": "on" if _value("anonymous") else None,
    }
    days = int(_value("days") or PURGE_DAYS) if _value("purge") else None
    made = workshop_acts.plan(journey, fields, str(_value("sheet") or ""), days)
    if made is not None:
        _close()
        session.put(session.PLANNED, made)
