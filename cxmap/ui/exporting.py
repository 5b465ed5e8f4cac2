"""The dialog that gives a journey out as a file."""

from __future__ import annotations

import re

import streamlit as st

from cxmap.exports import export_journeys
from cxmap.formats import too_large
from cxmap.insights.words import plural
from cxmap.model.views import JourneyView
from cxmap.runtime import runtime
from cxmap.store import Store
from cxmap.ui import session
from cxmap.ui.person import actor, may
from cxmap.ui.words import plain

_EXPORT = "export"
_NAME = 60  # characters of a file's name


def open_for(journey: str) -> None:
    """Open the dialog for a journey."""
    session.reopen(_EXPORT)
    session.put(session.EXPORTED, journey)
    session.put(session.DIALOG, _EXPORT)


def is_open() -> bool:
    """Whether the dialog is the one that is open."""
    return bool(session.get(session.DIALOG) == _EXPORT)


def _close() -> None:
    session.take(session.DIALOG)
    session.take(session.EXPORTED)


@st.dialog("Export a journey", width="small", on_dismiss=_close)
def show() -> None:
    """What goes into the file, and the file."""
    store, who = runtime().store, actor()
    view = store.view(str(session.get(session.EXPORTED, "")))
    if view is None:
        st.error("This journey was deleted meanwhile.")
        return
    if not may("export", view.journey["id"]):
        st.error(f"A {who.role} may not export: ask a facilitator.")
        return
    title = view.journey["title"]
    st.markdown(f"**{plain(title)}** with its personas, teams, evidence and KPIs, as one file that cxmap reads again.")
    said = len(view.of_type("comment"))
    comments = st.checkbox(
        f"With comments ({said})",
        key=session.field(_EXPORT, "comments"),
        disabled=not said,
        help="Comments name those who wrote them. Leave them out where the file goes to others.",
    )
    others = belonging(store, view) if may("browse") else {}
    wider = bool(others) and st.checkbox(
        f"With {plural(len(others), 'journey')} that belong{'s' if len(others) == 1 else ''} to it",
        key=session.field(_EXPORT, "wider"),
        help=plain(", ".join(others.values())),
    )
    text = export_journeys(store, [view.journey["id"], *(others if wider else ())], comments)
    if said_first := too_large(text):
        st.warning(said_first)
    st.download_button(
        "Download",
        text,
        file_name=file_name(title),
        mime="application/json",
        type="primary",
        icon=":material/download:",
        on_click="ignore",
        key=session.field(_EXPORT, "download"),
    )


def belonging(store: Store, view: JourneyView) -> dict[str, str]:
    """Titles by id of the journeys that a journey leads to: its as-is or to-be map, and those that show a part from close by."""
    own = view.journey["id"]
    opened = {r["opens"] for r in (*view.stages, *view.cards)} | {view.journey["as_is"]}
    return {j.id: j.title for j in store.journeys() if j.id != own and (j.id in opened or j.as_is == own)}


def file_name(title: str) -> str:
    """A file's name out of a journey's title: “A family's first heat pump” becomes `a-family-s-first-heat-pump.json`."""
    stem = re.sub(r"[\W_]+", "-", title.casefold())[:_NAME].strip("-")
    return f"{stem or 'journey'}.json"
