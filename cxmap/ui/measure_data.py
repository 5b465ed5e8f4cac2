"""The dialogs that bring data in: a figure from raw answers, and readings from a table."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import streamlit as st

from cxmap.formats import FormatError
from cxmap.formats.readings import AnswerTable, Readings, read_answers, read_readings
from cxmap.insights.measures import show as show_value
from cxmap.insights.scores import METHODS, BadAnswers, Method, Score, check, score
from cxmap.insights.words import plural
from cxmap.model.records import Record
from cxmap.model.views import JourneyView
from cxmap.ui import edits, measure_edits, session, writing
from cxmap.ui.measure_edits import Import, plan
from cxmap.ui.measure_forms import close, current, find, open_dialog, still_open, trouble
from cxmap.ui.words import apart, plain

ANSWERS_DIALOG, IMPORT_DIALOG = "kpi.answers", "kpi.import"
_MB = 5
_LISTED = 12  # sentences that are shown; the others are counted
_NAMED = 6  # KPIs whose new readings are counted apart
_FILES = ["csv", "tsv", "txt"]


def open_answers(measure: str) -> None:
    """Open the dialog that makes a reading from raw answers."""
    open_dialog(ANSWERS_DIALOG, measure)


def open_import(measure: str = "") -> None:
    """Open the dialog that imports readings; `measure` is the KPI that is chosen first."""
    open_dialog(IMPORT_DIALOG, measure)


def show(view: JourneyView) -> None:
    """Draw the dialog that is open, if it is one of these."""
    opened = session.get(session.DIALOG)
    measure = find(view, "measure", session.get(session.MEASURE, ""))
    if opened == ANSWERS_DIALOG and measure:
        _answers_dialog(measure)
    elif opened == IMPORT_DIALOG:
        _import_dialog(view, measure)
    elif opened == ANSWERS_DIALOG:
        close()


def _given(form: str, words: str, example: str) -> bytes | str:
    """A file, or what was pasted; "" for neither."""
    file = st.file_uploader("CSV file, at most 5 MB", _FILES, key=session.field(form, "file"), max_upload_size=_MB)
    pasted = st.text_area(words, key=session.field(form, "paste"), height=120, placeholder=example)
    return file.getvalue() if file is not None else pasted or ""


def _problems(problems: tuple[str, ...]) -> None:
    """Sentences that keep anything from being written."""
    shown = "".join(f"\n- {plain(sentence)}" for sentence in problems[:_LISTED])
    more = len(problems) - _LISTED
    st.error(shown.strip("\n") + (f"\n- and {more:,} more" if more > 0 else ""))


# ---- raw answers


@lru_cache(maxsize=2)
def _answers(data: bytes | str) -> AnswerTable:
    return read_answers(data)


@st.dialog("A reading from raw answers", width="medium", on_dismiss=close)
def _answers_dialog(measure: Record) -> None:
    """Answers in, the figure with its formula out."""
    still_open(ANSWERS_DIALOG)
    form = ANSWERS_DIALOG
    method = _method(form, measure)
    data = _given(form, f"Or paste the answers, one a line, each from {method.low} to {method.high}", "9\n10\n7")
    if not data:
        st.markdown(f":gray[{plain(method.formula)}]")
        return
    try:
        table = _answers(data)
        column = table.likely
        if len(table.names) > 1:
            names = apart(dict(enumerate(table.names)))
            column = st.selectbox(
                "Column with the answers",
                range(len(table.names)),
                table.likely,
                format_func=lambda i: names[i],
                key=session.field(form, "column"),
            )
        cells = table.column(column)
        found = score(method, check(method, cells))
    except FormatError as refusal:
        st.error(plain(refusal.message))
        return
    except BadAnswers as refusal:
        st.markdown("**Nothing is counted while an answer cannot be:**")
        _problems(refusal.problems)
        return
    _figure(found, len(cells) - found.count)
    if found.value is None:
        return
    st.date_input("Date", date.today(), key=session.field(form, "date"), format="YYYY-MM-DD")
    st.text_input("Note", key=session.field(form, "note"), max_chars=1_000, placeholder="Where the answers come from")
    trouble()
    with st.container(horizontal=True, horizontal_alignment="right"):
        key = session.field(form, "save")
        st.button("Add the reading", type="primary", key=key, on_click=_save_answers, args=(measure, found))


def _method(form: str, measure: Record) -> Method:
    if measure["method"] in METHODS:
        st.markdown(f"**{plain(measure['name'])}** is a {METHODS[measure['method']].name}.")
        return METHODS[measure["method"]]
    chosen = st.segmented_control(
        "Method",
        list(METHODS),
        format_func=lambda key: METHODS[key].name,
        default="nps",
        required=True,
        key=session.field(form, "method"),
        help="Saving makes the KPI one of this method. Readings that it has already stay as a trend of their own.",
    )
    return METHODS[chosen]


def _figure(found: Score, empty: int) -> None:
    method = found.method
    if found.value is None:
        st.markdown(plain(found.working))
        return
    with st.container(border=True, gap="xxsmall"):
        with st.container(key="cx-kpi-score"):
            st.markdown(f"**{plain(f'{method.name} {show_value(found.value, method.unit, method.key)}')}**")
        st.markdown(f":gray[{plain(method.formula)}: {plain(found.working)}]")
        without = f". {plural(empty, 'row')} without an answer" if empty else ""
        st.markdown(plain(f"{plural(found.count, 'answer')}: {found.parts}{without}"))


def _save_answers(measure: Record, found: Score) -> None:
    form = ANSWERS_DIALOG
    day = session.get(session.field(form, "date"))
    if day is None:
        writing.say("The reading has no date yet: choose one.")
        return
    note = str(session.get(session.field(form, "note"), "")).strip()
    becomes = edits.patch("measure", measure["id"], measure, {"method": found.method.key})
    if becomes and not measure["unit"]:
        becomes = edits.patch("measure", measure["id"], measure, {"method": found.method.key, "unit": found.method.unit})
    fields = {"date": day.isoformat(), "value": found.value, "answers": found.count, "note": note, "method": found.method.key}
    if writing.commit((*becomes, measure_edits.reading(measure, **fields))) is not None:
        close()
        session.set_url(session.KPI, measure["id"])


# ---- a table of readings


@lru_cache(maxsize=2)
def _table(data: bytes | str) -> Readings:
    return read_readings(data)


@st.dialog("Import readings", width="medium", on_dismiss=close)
def _import_dialog(view: JourneyView, measure: Record | None) -> None:
    """Choose a table, see what it would do, then take it over."""
    still_open(IMPORT_DIALOG)
    form = IMPORT_DIALOG
    st.markdown("Columns **date** and **value**; **kpi** where there are several, and **note**, if you like.")
    data = _given(form, "Or paste rows from a spreadsheet", "date\tvalue\n2026-11-22\t31")
    if not data:
        return
    try:
        found = _table(data)
    except FormatError as refusal:
        st.error(plain(refusal.message))
        return
    now = current(view)
    if now is None:
        st.error("The journey was deleted meanwhile.")
        return
    chosen = None if found.named else _kpi(form, now, measure)
    made = bool(session.get(session.field(form, "make")))
    planned = plan(now, found, chosen, made)
    if planned.missing:
        names = ", ".join(planned.missing[:5]) + (" …" if len(planned.missing) > 5 else "")
        st.checkbox(
            f"Make {plural(len(planned.missing), 'KPI')} that the journey does not have: {plain(names)}",
            key=session.field(form, "make"),
        )
    _preview(planned, found)
    trouble()
    with st.container(horizontal=True, horizontal_alignment="right"):
        count = sum(planned.counts.values())
        st.button(
            f"Import {plural(count, 'reading')}" if planned.edits else "Import",
            type="primary",
            key=session.field(form, "import"),
            disabled=not planned.edits,
            on_click=_take_over,
            args=(planned, count, chosen),
        )


def _kpi(form: str, view: JourneyView, measure: Record | None) -> str | None:
    names = apart({m["id"]: m["name"] for m in view.of_type("measure")})
    if not names:
        st.error("This journey has no KPI yet: make one first, or name KPIs in a column “kpi”.")
        return None
    ids = list(names)
    at = ids.index(measure["id"]) if measure and measure["id"] in names else 0
    chosen: str = st.selectbox(
        "Readings of", ids, at, format_func=lambda id_: names.get(id_, ""), key=session.field(form, "kpi")
    )
    return chosen


def _preview(planned: Import, found: Readings) -> None:
    if planned.problems:
        st.markdown(f"**Nothing is written while {plural(len(planned.problems), 'row')} cannot be read:**")
        _problems(planned.problems)
        return
    lines = [f"{name}: {plural(count, 'new reading')}" for name, count in list(planned.counts.items())[:_NAMED]]
    if len(planned.counts) > _NAMED:
        lines.append(
            f"and {plural(sum(planned.counts.values()), 'new reading')} in all, of {plural(len(planned.counts), 'KPI')}"
        )
    if planned.already:
        lines.append(
            f"{plural(planned.already, 'reading')} {'is' if planned.already == 1 else 'are'} there already and left out"
        )
    st.markdown("".join(f"- {plain(line)}\n" for line in lines) or "The table holds no reading.")
    first = found.rows[:5]
    if first:
        columns: dict[str, list[object]] = {"KPI": [r.kpi for r in first]} if found.named else {}
        columns |= {"Date": [r.date for r in first], "Value": [r.value for r in first], "Note": [r.note for r in first]}
        st.dataframe(columns, hide_index=True, alt="The first rows as they were read")


def _take_over(planned: Import, count: int, chosen: str | None) -> None:
    done = writing.commit(planned.edits)
    if done is None:
        return
    close()
    session.put(
        session.UNDO, writing.Deletion(done.id, f"{plural(count, 'reading')} {'was' if count == 1 else 'were'} imported.")
    )
    session.set_url(session.KPI, chosen or next((e.fields["measure"] for e in planned.edits if e.type == "reading"), ""))
