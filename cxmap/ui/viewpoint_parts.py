"""What statements and decisions of the Viewpoints page have in common: adding several by lines, the menu, links, moving."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import streamlit as st

from cxmap.insights.words import plural
from cxmap.model.records import Record
from cxmap.runtime import runtime
from cxmap.ui import navigation, session, viewpoint_edits, writing
from cxmap.ui.viewpoint_edits import Target, TooLong
from cxmap.ui.words import plain

Act = Callable[[str, Record, Sequence[Record]], None]


def short(text: str) -> str:
    """A text cut to what fits into a sentence about it."""
    return text if len(text) <= 80 else f"{text[:79].rstrip()}…"


def link(target: Target, name: str) -> None:
    """A link to a persona or a journey."""
    type_, id_ = target
    page, key = (navigation.personas(), session.PERSONA) if type_ == "persona" else (navigation.journey(), session.JOURNEY)
    icon = ":material/person:" if type_ == "persona" else ":material/map:"
    st.page_link(page, label=plain(name), icon=icon, query_params={key: id_}, width="content")


def menu(key: str, acts: list[str], act: Act, record: Record, among: Sequence[Record]) -> None:
    """What can be done with a record, behind three dots; `act` gets what was chosen, the record and those beside it."""
    name = f"More for “{plain(short(record['text']))}”"  # heard, not seen: the dots stand for it
    st.menu_button(
        name,
        acts,
        key=key,
        icon=":material/more_horiz:",
        type="tertiary",
        help=name,
        on_click=_chosen,
        args=(key, act, record, among),
    )


def _chosen(key: str, act: Act, record: Record, among: Sequence[Record]) -> None:
    if chosen := session.get(key):
        act(str(chosen), record, among)


def add_lines(type_: str, kind: str, words: str, example: str, target: Target | None = None) -> None:
    """A field that takes several at once, one a line; what is typed stays until it is added. They concern the `target`."""
    name = _lines(type_, kind)
    with st.form(f"cx-add-{type_}-{kind}", border=False):
        st.text_area(
            words,
            key=session.field(name, "lines"),
            height=72,
            placeholder=f"{example} One a line.",
            label_visibility="collapsed",
        )
        st.form_submit_button(
            "Add", icon=":material/add:", help=words, key=f"{name}.add", on_click=_add, args=(type_, kind, target)
        )


def _lines(type_: str, kind: str) -> str:
    return f"{type_}.lines.{kind}"


def _add(type_: str, kind: str, target: Target | None) -> None:
    name = _lines(type_, kind)
    store = runtime().store
    try:
        lines = viewpoint_edits.lines_of(str(session.get(session.field(name, "lines")) or ""), type_)
    except TooLong as refusal:
        writing.say(str(refusal))
        return
    if not lines:
        writing.say("Nothing was added: type what you know, one statement a line.")
        return
    fresh = viewpoint_edits.added(type_, kind, store.workspace, store.of_type(type_), lines)
    about = [edit for put in fresh for edit in viewpoint_edits.concerned(put.id, (), [target])] if target else []
    if fresh and writing.commit([*fresh, *about]) is None:
        return
    session.reopen(name)
    if again := len(lines) - len(fresh):
        writing.say(f"{plural(again, 'line')} stood there already and {'was' if again == 1 else 'were'} not added again.")


def shift(type_: str, record: Record, by: int, among: Iterable[Record]) -> None:
    """Move a record up (−1) or down (+1) among those that are shown, wherever others have put them by now."""
    shown = {r["id"] for r in among}
    there = [r for r in runtime().store.of_type(type_) if r["id"] in shown]
    writing.commit(viewpoint_edits.shifted(type_, there, record["id"], by))
