"""What a page says above everything else: what was not done, and what was deleted and can be brought back."""

from __future__ import annotations

import streamlit as st

from cxmap.ui import crossed, session, writing
from cxmap.ui.words import plain


def show(covered: bool = False) -> None:
    """The sentence about the last trouble, and the offer to undo the last deletion, until each is dismissed.

    `covered`: a form says them itself. Their place is kept also where nothing is said: Streamlit knows what stands below by its
    number, and would show parts of it twice until the run ends, and take the focus from it, when a sentence comes or goes.
    """
    with st.container():
        trouble = session.get(session.TROUBLE)
        if covered or session.get(session.DIALOG):  # a dialog says itself what is wrong with it
            return
        if trouble:
            _line("trouble", f":material/info: {plain(trouble)}", session.TROUBLE)
        crossed.show()
        undoable()


def undoable() -> None:
    """What was deleted or made last, with the offer to take it back. A dialog shows it itself: it covers the page."""
    deletion = session.get(session.UNDO)
    if deletion:
        _line("undo", plain(deletion.sentence), session.UNDO, undo=True)


def _line(name: str, sentence: str, key: str, undo: bool = False) -> None:
    with st.container(key=f"cx-notice-{name}", horizontal=True, vertical_alignment="center", border=True):
        st.markdown(sentence, width="stretch")
        if undo:
            st.button("Undo", key=f"notice.{name}.undo", icon=":material/undo:", on_click=writing.undo)
        st.button(
            "Dismiss",
            key=f"notice.{name}.dismiss",
            icon=":material/close:",
            type="tertiary",
            on_click=session.take,
            args=(key,),
        )
