"""What keeps the page of themes as things are: the progress of a search, and others' changes."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from cxmap.insights.words import plural
from cxmap.model.records import Record
from cxmap.store import Store
from cxmap.ui import navigation, session, theme_job
from cxmap.ui.person import may
from cxmap.ui.words import plain

VIEWS = ("Themes", "Over time", "At touchpoints")
_LOOK_EVERY = 4  # seconds after which the page looks for others' changes


def progress(store: Store) -> None:
    """How far a search for themes is, with a way to stop it."""
    job = theme_job.current(store)
    if job is not None and job.state == "running":
        _progress(store)


@st.fragment(run_every=1)
def _progress(store: Store) -> None:
    job = theme_job.current(store)
    if job is None or job.state != "running":
        st.rerun()
        return
    with st.container(key="cx-theme-progress", horizontal=True, vertical_alignment="center", border=True):
        st.progress(min(1.0, job.share), text=plain(job.sentence))
        if may("edit"):
            st.button("Cancel", key="theme.cancel", on_click=job.cancel)


@st.fragment(run_every=_LOOK_EVERY)
def watch(store: Store, feedback: int, themes: Sequence[Record]) -> None:
    """Draw the page anew when feedback or themes have changed, or a search began; not while a dialog is open."""
    job = theme_job.current(store)
    running = job is not None and job.state == "running"
    if session.get(session.DIALOG) or running:
        return
    if store.feedback.revision != feedback or store.of_type("theme") != list(themes):
        st.rerun()


def invite(texts: int) -> None:
    """What to do where there is feedback and no theme."""
    with st.container(border=True):
        st.markdown(
            f"**What is it all about?** {plural(texts, 'item')} with a text wait. Choose **Find themes**: words that often stand"
            " together are put together, on this machine. Then name the themes, merge and split them."
        )


def empty(filtered: bool) -> None:
    """What to do where there is no feedback."""
    if filtered:
        st.markdown("Nothing was said within these filters: widen or clear them.")
        return
    with st.container(border=True):
        st.markdown(
            "**Bring in what customers say.** Import a CSV file, paste texts or type one in; then find its themes here."
        )
        st.page_link(navigation.feedback(), label="Open the inbox", icon=":material/inbox:")
