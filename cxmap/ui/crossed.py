"""What this person and somebody else set at once, on pages that have no board to tell of it: who set what, and one click back."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import streamlit as st

from cxmap.changes import Edit
from cxmap.runtime import runtime
from cxmap.store import Crossing
from cxmap.ui import session, writing
from cxmap.ui.person import actor
from cxmap.ui.words import plain

_MOST = 3  # shown at once, the newest first
_TELL_THEMSELVES = ("journey", "personas")  # pages with a board, which is told by the hub

_Place = tuple[int, str, str, str]


@dataclass(frozen=True)
class _Watch:
    """The page that is open, the revision at which it was opened, and what was dismissed on it."""

    page: str
    after: int
    dismissed: frozenset[_Place] = field(default_factory=frozenset)


def arrive(page: str) -> None:
    """At every run: what happened before this page was opened was told where the person was then."""
    watch: _Watch | None = session.get(session.CROSSED)
    if watch is None or watch.page != page:
        session.put(session.CROSSED, _Watch(page, runtime().store.revision))


def show() -> None:
    """A line for each value that crossed on this page, until it is dismissed."""
    watch: _Watch | None = session.get(session.CROSSED)
    if watch is None or watch.page in _TELL_THEMSELVES:
        return
    me = actor().person
    newest = {(c.type, c.id, c.field): c for c in runtime().store.crossed(me, watch.after)}
    shown = [c for c in newest.values() if _place(c) not in watch.dismissed]
    for crossing in sorted(shown, key=lambda c: c.rev, reverse=True)[:_MOST]:
        _line(crossing, me)


def _place(crossing: Crossing) -> _Place:
    return crossing.rev, crossing.type, crossing.id, crossing.field


def _line(crossing: Crossing, me: str) -> None:
    name = "-".join(str(part) for part in _place(crossing))
    theirs = me == crossing.later[0]
    with st.container(key=f"cx-notice-crossed-{name}", horizontal=True, vertical_alignment="center", border=True):
        st.markdown(f":material/info: {plain(crossing.told(me))}", width="stretch")
        st.button(
            "Put theirs back" if theirs else "Put mine back",
            key=f"notice.crossed.{name}.back",
            icon=":material/undo:",
            on_click=_put_back,
            args=(crossing,),
        )
        st.button(
            "Dismiss",
            key=f"notice.crossed.{name}.dismiss",
            icon=":material/close:",
            type="tertiary",
            on_click=_dismiss,
            args=(crossing,),
        )


def _put_back(crossing: Crossing) -> None:
    edit = Edit("patch", crossing.type, crossing.id, {crossing.field: crossing.lost}, {crossing.field: crossing.stands})
    if writing.commit([edit]) is not None:
        _dismiss(crossing)


def _dismiss(crossing: Crossing) -> None:
    watch: _Watch = session.get(session.CROSSED)
    session.put(session.CROSSED, replace(watch, dismissed=watch.dismissed | {_place(crossing)}))
