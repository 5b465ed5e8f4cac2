"""What the pages of themes keep between runs, and what they show of what was done."""

from __future__ import annotations

import streamlit as st

from cxmap.changes import Refused
from cxmap.runtime import runtime
from cxmap.store import StoreError
from cxmap.ui import session, theme_job, writing
from cxmap.ui.person import actor
from cxmap.ui.theme_turns import Turn, back
from cxmap.ui.words import plain


def done(turn: Turn) -> None:
    """Say what was done, and offer to take it back."""
    session.take(session.TROUBLE)
    session.put(session.THEME_TURN, turn)


def undo() -> None:
    """Take back what was done last."""
    turn: Turn | None = session.take(session.THEME_TURN)
    if turn is None:
        return
    try:
        back(runtime().store, actor(), turn)
    except (Refused, StoreError) as error:
        writing.say(getattr(error, "message", "") or str(error))
    except TimeoutError:
        writing.say("The database is busy and has not taken this back yet: wait a moment, then try again.")


def _undo_search() -> None:
    job = theme_job.current(runtime().store)
    if job is not None and job.turn is not None:
        session.put(session.THEME_TURN, job.turn)
        theme_job.dismiss(runtime().store)
        undo()


def notice() -> None:
    """What was done last, and what a search came to, until each is dismissed; what stands below keeps its place."""
    with st.container():
        _notices()


def _notices() -> None:
    turn: Turn | None = session.get(session.THEME_TURN)
    if turn is not None:
        _line("theme", turn.sentence, undo, lambda: session.take(session.THEME_TURN))
    store = runtime().store
    job = theme_job.current(store)
    if job is not None and job.state != "running":
        mine = job.turn is not None and job.person == actor().person
        _line("search", job.sentence, _undo_search if mine else None, lambda: theme_job.dismiss(store))


def _line(name: str, sentence: str, take_back: object, dismiss: object) -> None:
    with st.container(key=f"cx-notice-{name}", horizontal=True, vertical_alignment="center", border=True):
        st.markdown(plain(sentence), width="stretch")
        if take_back is not None:
            st.button("Undo", key=f"notice.{name}.undo", icon=":material/undo:", on_click=take_back)  # type: ignore[arg-type]
        st.button(
            "Dismiss",
            key=f"notice.{name}.dismiss",
            icon=":material/close:",
            type="tertiary",
            on_click=dismiss,  # type: ignore[arg-type]
        )
