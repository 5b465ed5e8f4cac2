"""Feedback that is pasted or typed in: several at once by blank lines, masked and weighed like that of a file."""

from __future__ import annotations

import re
from datetime import date

import streamlit as st

from cxmap.changes import Refused
from cxmap.feedback import keep
from cxmap.insights.words import plural
from cxmap.model.customer_vocabulary import FEEDBACK_KINDS
from cxmap.model.feedback import MAX_SHORT, MAX_TEXT, Item
from cxmap.model.fields import clean_text
from cxmap.model.vocabulary import CHANNELS, SCALES, label
from cxmap.runtime import runtime
from cxmap.store import StoreError
from cxmap.ui import feedback_jobs, session, writing
from cxmap.ui.person import actor
from cxmap.ui.words import plain

TYPING = "feedback.typing"
_SEVERAL, _ONE = "Several", "One"
_MOST = 2_000  # items of one paste: more are a file
_BLANK = re.compile(r"\n[ \t]*\n+")
_USUAL = {_ONE: "call", _SEVERAL: "other"}


def open_typing(several: bool) -> None:
    """Open the dialog; `several` for a paste."""
    session.reopen(TYPING)
    session.put(session.DIALOG, TYPING)
    session.put(session.field(TYPING, "how"), _SEVERAL if several else _ONE)


def _close() -> None:
    session.take(session.DIALOG)


@st.dialog("Paste or type in", width="large", on_dismiss=_close)
def draw() -> None:
    """The texts, and what holds for all of them."""
    if session.get(session.DIALOG) != TYPING:
        st.rerun()
    how = st.segmented_control(
        "How many", [_SEVERAL, _ONE], required=True, key=session.field(TYPING, "how"), label_visibility="collapsed"
    )
    several = how == _SEVERAL
    words = "What they said, with a blank line between two" if several else "What was said, as close to their words as you can"
    text = st.text_area(words, key=session.field(TYPING, "text"), height=220)
    st.caption(
        "No names are needed: write “a customer in her sixties”, not who she is. E-mail addresses, phone, card and account numbers"
        " are masked."
    )
    one, two, three = st.columns(3, gap="small")
    kinds = [term.key for term in FEEDBACK_KINDS]
    one.selectbox(
        "What it is",
        kinds,
        kinds.index(_USUAL[how or _SEVERAL]),
        format_func=lambda key: label(FEEDBACK_KINDS, key),
        key=session.field(TYPING, f"kind.{how}"),
    )
    channels = ["", *(term.key for term in CHANNELS)]
    two.selectbox(
        "Channel", channels, format_func=lambda key: label(CHANNELS, key) or "–", key=session.field(TYPING, "channel")
    )
    three.date_input("Date", date.today(), max_value=date.today(), key=session.field(TYPING, "date"), format="YYYY-MM-DD")
    if not several:
        _one(one, two, three)
    if several and tabular(text or ""):
        st.markdown(
            ":orange[▲] These look like rows of a table. Paste them under **Import** instead: there each row becomes an item, with"
            " its date and score."
        )
    _trouble()
    count = len(texts(text or "", several))
    with st.container(horizontal=True, horizontal_alignment="right"):
        label_ = f"Add {plural(count, 'item')}" if count else "Add"
        st.button(label_, type="primary", key=session.field(TYPING, "go"), on_click=_keep, args=(how or _SEVERAL,))


def _one(
    one: st.delta_generator.DeltaGenerator, two: st.delta_generator.DeltaGenerator, three: st.delta_generator.DeltaGenerator
) -> None:
    """What one item can say besides: its score, and who it is about."""
    one.number_input(
        "Score", value=None, key=session.field(TYPING, "score"), min_value=0.0, max_value=100.0, step=1.0, format="%g"
    )
    scales = ["", *(term.key for term in SCALES)]
    two.selectbox("Out of", scales, format_func=lambda key: label(SCALES, key) or "–", key=session.field(TYPING, "scale"))
    three.text_input("Customer group", key=session.field(TYPING, "group"), max_chars=MAX_SHORT, placeholder="New customers")


def _trouble() -> None:
    if trouble := session.get(session.TROUBLE):
        st.error(plain(trouble))


def texts(typed: str, several: bool) -> list[str]:
    """What was typed as items: divided by blank lines, or all of it as one; without those that say nothing."""
    typed = clean_text(typed, long=True)
    parts = _BLANK.split(typed) if several else [typed]
    return [part.strip() for part in parts if part.strip()]


def tabular(typed: str) -> bool:
    """Whether what was typed looks like rows that were copied from a spreadsheet: two or more, with the same number of tabs."""
    tabs = {line.count("\t") for line in typed.strip("\r\n").splitlines()}
    return len(tabs) == 1 and min(tabs) > 0 and "\n" in typed.strip("\r\n")


def _keep(how: str) -> None:
    """Keep what was typed, and say what became of it."""

    def value(name: str) -> object:
        return session.get(session.field(TYPING, name))

    said = texts(str(value("text") or ""), how == _SEVERAL)
    if not said:
        writing.say("There is nothing to add yet: type what was said.")
        return
    if len(said) > _MOST:
        writing.say(f"These are {len(said):,} items; at most {_MOST:,} are pasted at once: import them as a file.")
        return
    if longest := next((number for number, text in enumerate(said, 1) if len(text) > MAX_TEXT), 0):
        writing.say(f"Item {longest:,} is longer than {MAX_TEXT:,} characters: shorten it.")
        return
    day = value("date")
    score = value("score") if how == _ONE else None
    common = {
        "date": day.isoformat() if isinstance(day, date) else None,
        "channel": value("channel") or None,
        "score": score,
        "scale": (value("scale") or None) if score is not None else None,
        "group": clean_text(str(value("group") or ""), long=False).strip() if how == _ONE else "",
    }
    kind = str(value(f"kind.{how}"))
    name = "Pasted" if how == _SEVERAL else "Typed in"
    try:
        report = keep(runtime().store, [Item(text, **common) for text in said], name, kind, actor())  # type: ignore[arg-type]
    except (Refused, StoreError) as error:
        writing.say(str(error))
        return
    session.take(session.TROUBLE)
    _close()
    there = (
        f" {plural(report.duplicates, 'item')} {'was' if report.duplicates == 1 else 'were'} there already."
        if report.duplicates
        else ""
    )
    hidden = f" {plural(sum(report.masked.values()), 'piece')} of personal data masked." if any(report.masked.values()) else ""
    before = feedback_jobs.find(session.get(session.FEEDBACK_JOB, ""))
    if before is not None and before.state != "running":  # one report at a time
        session.take(session.FEEDBACK_JOB)
    session.put(session.FEEDBACK_SAID, f"{plural(report.imported, 'item')} added.{there}{hidden}")


def show() -> None:
    """What became of what was typed in last, until it is dismissed."""
    said = session.get(session.FEEDBACK_SAID)
    if said:
        with st.container(key="cx-notice-typed", horizontal=True, vertical_alignment="center", border=True):
            st.markdown(plain(said), width="stretch")
            st.button(
                "Dismiss",
                icon=":material/close:",
                type="tertiary",
                key="typed.done",
                on_click=session.take,
                args=(session.FEEDBACK_SAID,),
            )
