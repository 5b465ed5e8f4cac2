"""The dialogs for one KPI and for one reading."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from cxmap.insights import measures
from cxmap.insights.scores import METHODS, out_of_range
from cxmap.model.records import RECORDS, Record
from cxmap.model.views import JourneyView
from cxmap.model.vocabulary import DIRECTIONS, MEASURE_METHODS, keys, label
from cxmap.runtime import runtime
from cxmap.ui import edits, measure_edits, session, writing
from cxmap.ui.words import apart, plain

NEW = "new"
KPI_DIALOG, READING_DIALOG = "kpi", "kpi.reading"
_FIRST, _LAST = date(1900, 1, 1), date(2199, 12, 31)


def open_dialog(name: str, measure: str = "", reading: str = "") -> None:
    """Open a dialog about a KPI with what is there now."""
    session.reopen(name)
    session.take(session.TROUBLE)
    session.put(session.DIALOG, name)
    session.put(session.MEASURE, measure)
    session.put(session.READING, reading)


def open_kpi(measure: str = NEW) -> None:
    """Open the dialog of a KPI; `NEW` for one that is still to be made."""
    open_dialog(KPI_DIALOG, measure)


def open_reading(measure: str, reading: str = "") -> None:
    """Open the dialog of a reading; without one, of a new one."""
    open_dialog(READING_DIALOG, measure, reading)


def close() -> None:
    """Close the dialog; what was typed and not saved is gone."""
    session.take(session.DIALOG)
    session.take(session.TROUBLE)


def still_open(name: str) -> None:
    """In a dialog, first of all: leave it, and draw the page anew, once it was saved."""
    if session.get(session.DIALOG) != name:
        st.rerun()


def trouble() -> None:
    """What is wrong, inside the dialog."""
    if sentence := session.take(session.TROUBLE):
        st.error(plain(sentence))


def find(view: JourneyView, type_: str, id_: str) -> Record | None:
    """A record of a type that has no list of its own."""
    return next((record for record in view.of_type(type_) if record["id"] == id_), None)


def show(view: JourneyView) -> None:
    """Draw the dialog that is open, if it is one of these."""
    opened, id_ = session.get(session.DIALOG), session.get(session.MEASURE, "")
    measure = find(view, "measure", id_)
    if opened == KPI_DIALOG and (measure or id_ == NEW):
        _kpi_dialog(view, measure)
    elif opened == READING_DIALOG and measure:
        _reading_dialog(view, measure, find(view, "reading", session.get(session.READING, "")))
    elif opened in (KPI_DIALOG, READING_DIALOG):
        close()
        st.markdown("The KPI was deleted meanwhile.")


# ---- a KPI


@st.dialog("KPI", width="medium", on_dismiss=close)
def _kpi_dialog(view: JourneyView, measure: Record | None) -> None:
    """What is measured, and where it should be."""
    still_open(KPI_DIALOG)
    form = KPI_DIALOG
    fresh = {**RECORDS["measure"].defaults, "id": NEW, "journey": view.journey["id"]}
    seen: Record = session.seen(form, measure or fresh)
    st.text_input(
        "Name",
        seen["name"],
        key=session.field(form, "name"),
        max_chars=160,
        placeholder="What is measured: “First reply within”",
    )
    names = _subjects(view)
    about = measures.about(seen)
    st.selectbox(
        "Measures",
        list(names),
        list(names).index(about) if about in names else 0,
        format_func=lambda subject: names.get(subject, ""),
        key=session.field(form, "about"),
    )
    left, right = st.columns(2)
    left.selectbox(
        "Method",
        keys(MEASURE_METHODS),
        keys(MEASURE_METHODS).index(seen["method"]),
        format_func=lambda key: label(MEASURE_METHODS, key),
        help="\n".join(f"- {term.label}: {term.meaning}" for term in MEASURE_METHODS),
        key=session.field(form, "method"),
    )
    right.text_input("Unit", seen["unit"], key=session.field(form, "unit"), max_chars=40, placeholder="%, min, €")
    st.segmented_control(
        "Better is",
        keys(DIRECTIONS),
        format_func=lambda key: label(DIRECTIONS, key),
        default=seen["direction"],
        required=True,
        key=session.field(form, "direction"),
    )
    left, right = st.columns(2)
    for column, name in ((left, "baseline"), (right, "target")):
        _number(column, RECORDS["measure"].field(name), seen[name], session.field(form, name))
    st.text_area(
        "Note", seen["note"], key=session.field(form, "note"), max_chars=4_000, help="How it is measured, and by whom."
    )
    trouble()
    _save_button(form, "Save" if measure else "Make the KPI", _save_kpi, view, measure and seen)


def _subjects(view: JourneyView) -> dict[tuple[str, str], str]:
    """What can be measured, by (type, id), as people call it: the journey, then stage by stage its cards."""
    names = {("journey", view.journey["id"]): "The whole journey"}
    by_stage: dict[str, list[Record]] = {stage["id"]: [] for stage in view.stages}
    for card in view.cards:
        by_stage[card["stage"]].append(card)
    for number, stage in enumerate(view.stages, 1):
        name = stage["name"] or f"Stage {number}"
        names["stage", stage["id"]] = name
        names |= {("card", card["id"]): f"{name} › {card['title'] or 'Untitled'}" for card in by_stage[stage["id"]]}
    return apart(names)


def _number(place: Any, field: Any, value: float | None, key: str) -> None:
    place.number_input(
        field.label,
        min_value=field.min,
        max_value=field.max,
        value=value,
        step=1.0,
        format="%g",
        key=key,
        placeholder="",
        help=field.meaning,
    )


def _save_button(form: str, words: str, save: Any, *args: Any) -> None:
    with st.container(horizontal=True, horizontal_alignment="right"):
        st.button(words, type="primary", key=session.field(form, "save"), on_click=save, args=args)


def _save_kpi(view: JourneyView, seen: Record | None) -> None:
    form = KPI_DIALOG
    names = ("name", "unit", "method", "direction", "baseline", "target", "note")
    now: dict[str, Any] = {name: session.get(session.field(form, name)) for name in names}
    now |= {name: (now[name] or "").strip() for name in ("name", "unit", "note")}
    type_, id_ = session.get(session.field(form, "about"))
    now |= {"card": id_ if type_ == "card" else None, "stage": id_ if type_ == "stage" else None}
    if not now["name"]:
        writing.say("The KPI has no name yet: say what is measured.")
        return
    for name in ("baseline", "target"):
        if now[name] is not None and (wrong := out_of_range(now["method"], now[name])):
            writing.say(f"{name.capitalize()}: {wrong}")
            return
    measure, changes = measure_edits.kpi(view, seen, now)
    if not changes or writing.commit(changes) is not None:
        close()
        session.set_url(session.KPI, measure)


# ---- a reading


@st.dialog("Reading", width="small", on_dismiss=close)
def _reading_dialog(view: JourneyView, measure: Record, reading: Record | None) -> None:
    """One value at a date."""
    still_open(READING_DIALOG)
    form = READING_DIALOG
    seen: Record | None = session.seen(form, reading)
    method = seen["method"] if seen else measure["method"]
    st.markdown(f"**{plain(measure['name'])}**")
    day = date.fromisoformat(seen["date"]) if seen else date.today()
    first, last = min(_FIRST, day), max(_LAST, day)  # a file may have brought a day beyond these
    st.date_input("Date", day, min_value=first, max_value=last, key=session.field(form, "date"), format="YYYY-MM-DD")
    field = RECORDS["reading"].field("value")
    unit = f" in {measure['unit']}" if measure["unit"] else ""
    st.number_input(
        f"Value{plain(unit)}",
        min_value=field.min if field else None,
        max_value=field.max if field else None,
        value=seen["value"] if seen else None,
        step=1.0,
        format="%g",
        key=session.field(form, "value"),
        help=METHODS[method].formula if method in METHODS else None,
    )
    st.text_input(
        "Note",
        seen["note"] if seen else "",
        key=session.field(form, "note"),
        max_chars=1_000,
        placeholder="Where it comes from",
    )
    trouble()
    _save_button(form, "Save" if seen else "Add the reading", _save_reading, measure, seen)


def _save_reading(measure: Record, seen: Record | None) -> None:
    form = READING_DIALOG
    day, value = session.get(session.field(form, "date")), session.get(session.field(form, "value"))
    note = str(session.get(session.field(form, "note"), "")).strip()
    if value is None or day is None:
        writing.say("A reading needs a date and a value.")
        return
    if wrong := out_of_range(seen["method"] if seen else measure["method"], value):
        writing.say(wrong)
        return
    now = {"date": day.isoformat(), "value": float(value), "note": note}
    changes = edits.patch("reading", seen["id"], seen, now) if seen else (measure_edits.reading(measure, **now),)
    if not changes or writing.commit(changes) is not None:
        close()
        session.set_url(session.KPI, measure["id"])


def current(view: JourneyView) -> JourneyView | None:
    """The journey as it is now, for a dialog that has been open for a while."""
    return runtime().store.view(view.journey["id"])
