"""The dialogs of a round of predictions: begin one, change it, close it."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from cxmap.changes import Edit
from cxmap.insights.forecast import KNOWN
from cxmap.insights.words import plural
from cxmap.model.records import RECORDS, Record, new_id
from cxmap.model.views import JourneyView
from cxmap.runtime import runtime
from cxmap.ui import edits, session, writing
from cxmap.ui.measure_forms import close, still_open, trouble
from cxmap.ui.words import apart, plain

ROUND, CLOSE = "forecast.round", "forecast.close"


def open_dialog(name: str, round_: str = "") -> None:
    """Open a dialog about a round; without one, about a new one."""
    session.reopen(name)
    session.take(session.TROUBLE)
    session.put(session.DIALOG, name)
    session.put(session.ROUND_ABOUT, round_)


def show(view: JourneyView) -> None:
    """Draw the dialog that is open, if it is one of these."""
    opened, about = session.get(session.DIALOG), session.get(session.ROUND_ABOUT, "")
    if opened not in (ROUND, CLOSE):
        return
    round_ = next((r for r in view.of_type("forecast") if r["id"] == about), None)
    if about and round_ is None:
        close()
        st.markdown("The round was deleted meanwhile.")
    elif opened == ROUND:
        _round_dialog(view, round_)
    elif round_ is not None:
        _close_dialog(round_)


@st.dialog("Round of predictions", width="medium", on_dismiss=close)
def _round_dialog(view: JourneyView, round_: Record | None) -> None:
    """What it is called, and of whom it asks."""
    still_open(ROUND)
    fresh = {**RECORDS["forecast"].defaults, "id": "", "title": f"What customers say, {datetime.now(UTC):%B %Y}"}
    seen: Record = session.seen(ROUND, round_ or fresh)
    if round_ is None:
        st.markdown(
            "Everybody predicts, touchpoint by touchpoint, how satisfied customers are and how much it matters to them. Nobody sees"
            " what others predict; after closing, all see means and spread, never who."
        )
    st.text_input("Title", seen["title"], key=session.field(ROUND, "title"), max_chars=160)
    names = {"": "Customers in general"} | apart({p["id"]: p["name"] for p in view.personas})
    ids = list(names)
    at = ids.index(seen["persona"]) if seen["persona"] in ids else 0
    st.selectbox("Whose satisfaction", ids, at, format_func=lambda i: names.get(i, ""), key=session.field(ROUND, "persona"))
    st.text_area(
        "Note",
        seen["note"],
        key=session.field(ROUND, "note"),
        max_chars=2_000,
        height=80,
        placeholder="Where the real answers will come from: “the survey of May”",
    )
    trouble()
    with st.container(horizontal=True, horizontal_alignment="right"):
        words = "Save" if round_ else "Open the round"
        st.button(words, type="primary", key=session.field(ROUND, "save"), on_click=_save, args=(view.journey["id"], seen))


def _save(journey: str, seen: Record) -> None:
    now = {name: str(session.get(session.field(ROUND, name)) or "").strip() for name in ("title", "note")}
    now["persona"] = session.get(session.field(ROUND, "persona")) or None  # type: ignore[assignment]
    if not now["title"]:
        writing.say("The round has no title yet: say which customers and when.")
        return
    if seen["id"]:
        changes = edits.patch("forecast", seen["id"], seen, now)
        if not changes or writing.commit(changes) is not None:
            close()
        return
    id_ = new_id()
    fields = {**now, "journey": journey, "state": "open", "opened": _now()}
    if writing.commit([Edit("put", "forecast", id_, fields)]) is not None:
        session.set_url(session.ROUND, id_)
        close()


@st.dialog("Close the round", width="small", on_dismiss=close)
def _close_dialog(round_: Record) -> None:
    """What closing does."""
    still_open(CLOSE)
    counts = runtime().store.guesses.counts(round_["id"])
    st.markdown(
        f"**{plural(counts.people, 'person has', 'people have')} predicted**, {counts.complete:,} of them everything. After closing"
        " nobody can predict any more, and all see the means and how far predictions spread."
    )
    if 0 < counts.people < KNOWN:
        st.markdown(
            f":material/info: With fewer than {KNOWN} people, each can work out what the other predicted. Wait for one more if"
            " that matters."
        )
    trouble()
    with st.container(horizontal=True, horizontal_alignment="right"):
        st.button(
            "Close and compare",
            type="primary",
            key=session.field(CLOSE, "save"),
            on_click=_close,
            args=(round_,),
            disabled=not counts.people,
        )
    if not counts.people:
        st.caption("Nobody has predicted yet: predict first, or delete the round.")


def _close(round_: Record) -> None:
    now = {"state": "closed", "closed": _now()}
    changes = edits.patch("forecast", round_["id"], round_, now)
    if not changes or writing.make(changes, f"“{round_['title']}” was closed."):
        close()


def delete(round_: Record) -> None:
    """Delete a round with its real answers; undo brings back the predictions too, which stay in the database."""
    writing.delete("forecast", round_["id"], f"“{round_['title']}” was deleted with its answers.")
    session.set_url(session.ROUND, "")


def said(round_: Record) -> str:
    """A round in a list: its title, and whether it is open."""
    return f"{plain(round_['title'])} · {'open' if round_['state'] == 'open' else 'closed'}"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
