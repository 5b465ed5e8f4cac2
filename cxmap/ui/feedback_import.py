"""Bringing feedback in from a file: the dialog with its first rows and what each column is, and what becomes of it on the page."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import streamlit as st

from cxmap.feedback import OPTIONS, Report, kind_of, mapping_of, read
from cxmap.formats import FormatError
from cxmap.formats.feedback import FIELDS, Table
from cxmap.formats.feedback.values import DAY_FIRST, MONTH_FIRST
from cxmap.insights.words import plural
from cxmap.model.customer_vocabulary import FEEDBACK_KINDS
from cxmap.model.vocabulary import SCALES, label
from cxmap.runtime import runtime
from cxmap.ui import feedback_jobs, session, writing
from cxmap.ui.feedback_jobs import Job
from cxmap.ui.person import actor, may
from cxmap.ui.words import plain

IMPORT = "feedback.import"
_MB = 200  # the largest file; read as a stream, so that only its bytes are in memory
_FILES = ["csv", "tsv", "txt", "xlsx"]
_SHOWN = 6  # first rows
_LOOK_EVERY = 0.7  # seconds between two looks at an import that runs
_NONE = ""
_PASTED = "Pasted table.csv"
_NAMES = {
    "text": "Text: what was said",
    "date": "Date",
    "channel": "Channel",
    "score": "Score",
    "group": "Customer group",
    "product": "Product",
    "link": "Link",
    "reference": "Reference: the same one is never taken twice",
}
_MASKED = {"email": "e-mail address", "phone": "phone number", "card": "card number", "account": "account number"}


def open_import() -> None:
    """Open the dialog that imports a file."""
    session.reopen(IMPORT)
    session.put(session.DIALOG, IMPORT)


def close() -> None:
    """Close the dialog."""
    session.take(session.DIALOG)


@lru_cache(maxsize=2)
def _read(data: bytes, name: str) -> Table:
    return read(data, name)


@st.dialog("Import feedback", width="large", on_dismiss=close)
def draw() -> None:
    """Choose a file, see what its columns are, then bring it in."""
    if session.get(session.DIALOG) != IMPORT:
        st.rerun()
    file = st.file_uploader(
        f"CSV or Excel file, at most {_MB} MB", _FILES, key=session.field(IMPORT, "file"), max_upload_size=_MB
    )
    if file is None:
        pasted = st.text_area(
            "Or paste rows from a spreadsheet, the names of their columns first", key=session.field(IMPORT, "paste"), height=110
        )
        st.markdown(
            "One row for each thing that somebody said, with the names of the columns above. Which column is the text and which the"
            " date is found out; you can change it before anything is brought in."
        )
        if not (pasted or "").strip():
            return
        data, name = str(pasted).encode(), _PASTED
    else:
        data, name = file.getvalue(), file.name
    try:
        table = _read(data, name)
    except FormatError as refusal:
        st.error(plain(refusal.message))
        return
    mapping = _columns(table)
    _preview(table, mapping)
    if not mapping["text"]:
        st.markdown(
            ":orange[▲] No column is the text yet: every row would only be counted. Choose the column that holds what was said."
        )
    left, right = st.columns(2, gap="medium")
    kinds = [term.key for term in FEEDBACK_KINDS]
    left.selectbox(
        "What it is",
        kinds,
        kinds.index(kind_of(table)),
        format_func=lambda key: label(FEEDBACK_KINDS, key),
        key=session.field(IMPORT, "kind"),
    )
    mask = right.checkbox(
        "Mask personal data",
        True,
        key=session.field(IMPORT, "mask"),
        help="E-mail addresses, phone, card and account numbers become “[e-mail]”, “[phone]”, “[card]” and “[account]” before"
        " anything is kept. Names and street addresses are not found: take them out of the file.",
    )
    if not mask:
        right.markdown(":orange[▲] What people wrote is kept as it is, with addresses and numbers.")
    with st.container(horizontal=True, horizontal_alignment="right"):
        st.button(
            "Import",
            type="primary",
            key=session.field(IMPORT, "go"),
            disabled=not any(mapping.get(name) for name in ("text", "score", "reference")),
            on_click=_start,
            args=(table,),
        )


def _columns(table: Table) -> dict[str, str]:
    """A list for each field, the guess chosen: that of the last file with this header, else what was found out."""
    store = runtime().store
    guess = mapping_of(store, table)
    if store.feedback.remembered(table.fingerprint):
        st.markdown(":gray[A file with these columns was imported before: its columns are chosen as then.]")
    for note in table.notes:
        st.markdown(f":material/info: {plain(note)}")
    st.markdown(f"**Which column is what** :gray[{plain(table.dialect)}]")
    places = st.columns(4, gap="small")
    options = [_NONE, *table.header]
    chosen: dict[str, str] = {}
    for number, name in enumerate(FIELDS):
        start = options.index(guess[name]) if guess.get(name) in options else 0
        chosen[name] = places[number % 4].selectbox(
            _NAMES[name].partition(":")[0],
            options,
            start,
            format_func=lambda column: column or "–",
            key=session.field(IMPORT, f"{table.fingerprint}.{name}"),
            help=_NAMES[name].partition(": ")[2] or None,
        )
    return chosen | _options(table, chosen, guess, places)


def _options(table: Table, chosen: Mapping[str, str], before: Mapping[str, str], places: Any) -> dict[str, str]:
    """How dates and scores are read, where the file has any; "" for as found."""
    found: dict[str, str] = {}
    if chosen["date"]:
        orders = [_NONE, DAY_FIRST, MONTH_FIRST]
        found["dates"] = places[0].selectbox(
            "Dates such as 03/04",
            orders,
            orders.index(before.get("dates", _NONE)),
            format_func=lambda order: order.capitalize() or "As found",
            key=session.field(IMPORT, f"{table.fingerprint}.dates"),
        )
    if chosen["score"]:
        scales = [_NONE, *(term.key for term in SCALES)]
        found["scale"] = places[1].selectbox(
            "Scale of the score",
            scales,
            scales.index(before["scale"]) if before.get("scale") in scales else 0,
            format_func=lambda key: label(SCALES, key) or "As found",
            key=session.field(IMPORT, f"{table.fingerprint}.scale"),
        )
    return found


def _preview(table: Table, mapping: Mapping[str, str]) -> None:
    """The first rows, mapped columns first, each under the name of its column and what it is."""
    first = [column for name in FIELDS if (column := mapping.get(name))]
    columns = [*dict.fromkeys(first), *(name for name in table.header if name not in first)]
    known = {column: _NAMES[name].partition(":")[0] for name in FIELDS if (column := mapping.get(name))}
    rows = table.preview[:_SHOWN]
    at = {name: table.header.index(name) for name in columns}
    shown = {name: [cells[at[name]] if at[name] < len(cells) else "" for _, cells in rows] for name in columns}
    st.dataframe(
        shown,
        hide_index=True,
        height=37 + 35 * len(rows),
        column_config={
            name: st.column_config.TextColumn(
                f"{known[name]}: {name}" if name in known else name, width="large" if known.get(name) == "Text" else "medium"
            )
            for name in columns
        },
        alt="The first rows of the file, columns that were given a meaning first",
    )


def _start(table: Table) -> None:
    """Begin the import with what the dialog says now: a list that was changed a moment before counts, too."""

    def said(name: str) -> Any:
        return session.get(session.field(IMPORT, name))

    if not may("import"):
        writing.say("You may not import feedback: ask a facilitator.")
        return
    mapping = {name: value for name in (*FIELDS, *OPTIONS) if (value := said(f"{table.fingerprint}.{name}"))}
    job = feedback_jobs.start(runtime().store, table, mapping, actor(), said("kind"), said("mask"))
    session.put(session.FEEDBACK_JOB, job.id)
    session.take(session.FEEDBACK_SAID)
    close()


# ---- what becomes of it


def job() -> Job | None:
    """The import that this tab began last, until it is dismissed."""
    return feedback_jobs.find(session.get(session.FEEDBACK_JOB, ""))


def show() -> None:
    """The import that runs, or the report of the one that has ended; nothing where there is none."""
    now = job()
    if now is None:
        return
    if now.state == "running":
        _running(now)
    else:
        with st.container(key="cx-notice-import", border=True):
            _ended(now)


@st.fragment(run_every=_LOOK_EVERY)
def _running(now: Job) -> None:
    if now.state != "running":
        st.rerun()
    with st.container(key="cx-notice-running", border=True, horizontal=True, vertical_alignment="center"):
        words = f"Importing {plain(now.name)}: {plural(now.rows, 'row')} so far. You may go elsewhere: it runs on."
        st.progress(min(1.0, now.share), "Taking back what came in so far …" if now.stopping else words)
        st.button("Cancel", key=f"cancel.{now.id}", disabled=now.stopping, on_click=now.cancel)


def _ended(now: Job) -> None:
    report = now.report
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(_said(now), width="stretch")
        st.button(
            "Dismiss",
            icon=":material/close:",
            type="tertiary",
            key=f"done.{now.id}",
            on_click=session.take,
            args=(session.FEEDBACK_JOB,),
        )
    if report is not None and now.state == "done":
        for note in report.notes:
            st.markdown(f":material/info: {plain(note)}")
        if report.refused:
            _refused(report)


def _said(now: Job) -> str:
    """What became of an import, in one or two sentences whose numbers add up."""
    if now.state == "failed" or now.report is None:
        return f"**{plain(now.name)} was not imported.** {plain(now.trouble)}"
    if now.state == "cancelled":
        return f"**{plain(now.name)} was cancelled.** What had come in was taken back: nothing of it is left."
    report = now.report
    parts = [
        f"{report.imported:,} with text",
        f"{report.without_text:,} without text",
        f"{report.duplicates:,} there already",
        f"{report.refused:,} refused",
    ]
    masked = [plural(n, _MASKED.get(kind, kind)) for kind, n in report.masked.items() if n]
    hidden = f" Masked: {', '.join(masked)}." if masked else ""
    return f"**{plain(now.name)}: {plural(report.rows, 'row')}** = {' + '.join(parts)}.{hidden}"


def _refused(report: Report) -> None:
    """The rows that were not taken, by number, each with what to do about it."""
    more = report.refused - len(report.refusals)
    with st.expander(f"{plural(report.refused, 'refused row')}, with what to do"):
        st.markdown(
            "".join(f"- {plain(refusal.sentence)}\n" for refusal in report.refusals)
            + (f"- and {more:,} more" if more > 0 else "")
        )
