"""All imports of feedback: where items came from, what became of their rows, and a way to take one out and back in."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from cxmap.changes import Refused
from cxmap.insights.words import plural
from cxmap.model.customer_vocabulary import FEEDBACK_KINDS
from cxmap.model.feedback import Batch
from cxmap.model.vocabulary import label
from cxmap.runtime import runtime
from cxmap.store import StoreError
from cxmap.ui import session, writing
from cxmap.ui.person import actor, may
from cxmap.ui.words import ago, plain

BATCHES = "feedback.batches"
_SHOWN = 60


def open_list() -> None:
    """Open the list of imports."""
    session.put(session.DIALOG, BATCHES)


def _close() -> None:
    session.take(session.DIALOG)


@st.dialog("Imports", width="large", on_dismiss=_close)
def draw() -> None:
    """The imports, the newest first."""
    found = [batch for batch in runtime().store.feedback.batches() if batch.state != "cancelled"]
    if trouble := session.get(session.TROUBLE):
        st.error(plain(trouble))
    if not found:
        st.markdown("Nothing was brought in yet. Import a file, or paste what customers said.")
    for batch in found[:_SHOWN]:
        _line(batch)
    if len(found) > _SHOWN:
        st.markdown(f":gray[and {len(found) - _SHOWN:,} older ones]")


def _line(batch: Batch) -> None:
    with st.container(key=f"cx-batch-{batch.id}", border=True, horizontal=True, vertical_alignment="center"):
        gone = batch.state == "removed"
        name = f"~~{plain(batch.name)}~~ taken out" if gone else f"**{plain(batch.name)}**"
        who = f" by {plain(batch.person_name)}" if batch.person_name else ""
        about = f":gray[{label(FEEDBACK_KINDS, batch.kind)} · {ago(batch.at)}{who}]"
        st.markdown(f"{name}  \n{about}  \n{_counts(batch)}", width="stretch")
        if batch.state == "running" or not may("delete_journey"):
            return
        if gone:
            st.button("Bring back", icon=":material/undo:", key=f"back.{batch.id}", on_click=_bring_back, args=(batch.id,))
        else:
            st.button("Take out", icon=":material/delete:", key=f"out.{batch.id}", on_click=_take_out, args=(batch.id,))


def _counts(batch: Batch) -> str:
    """The report of an import, in numbers that add up."""
    if batch.state == "running":
        return f"Being imported: {batch.imported + batch.without_text:,} so far"
    parts = [
        f"{batch.imported:,} with text",
        f"{batch.without_text:,} without",
        f"{batch.duplicates:,} there already",
        f"{batch.refused:,} refused",
    ]
    masked = f" · {plural(batch.masked, 'piece')} of personal data masked" if batch.masked else ""
    return f"{plural(batch.rows, 'row')} = {' + '.join(parts)}{masked}"


def _take_out(batch: str) -> None:
    _do(lambda: runtime().store.feedback.remove_batch(batch, actor()))


def _bring_back(batch: str) -> None:
    _do(lambda: runtime().store.feedback.bring_back_batch(batch, actor()))


def _do(what: Callable[[], object]) -> None:
    session.take(session.TROUBLE)
    try:
        what()
    except (Refused, StoreError) as error:
        writing.say(str(error))
