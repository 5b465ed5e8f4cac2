"""Where to focus, and what not to do: the decisions that the viewpoints end in, as cards and as the dialog of one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st

from cxmap.insights import viewpoints
from cxmap.model.customer_vocabulary import FOCUS_KINDS
from cxmap.model.records import RECORDS, Record
from cxmap.model.vocabulary import keys, label
from cxmap.store import Store
from cxmap.ui import edits, notices, session, viewpoint_parts, writing
from cxmap.ui.viewpoints import Known
from cxmap.ui.words import plain
from cxmap.ui.workshops import said_day

DIALOG = "focus"
_FIRST, _LAST = date(1900, 1, 1), date(2199, 12, 31)
_EDIT, _UP, _DOWN, _DELETE = "Edit", "Move up", "Move down", "Delete"
_OTHER = {"focus": "Move to what not to do", "not": "Move to where to focus"}
_TEXTS = ("text", "reason", "customer_gain", "own_gain", "owner")
_DAYS = ("decided", "review_due")
_LINES = {
    "focus": ("Add a focus, one a line", "What do we put our strength into?"),
    "not": ("Add what not to do, one a line", "What do we leave, although others might do it?"),
}
_EMPTY = {
    "focus": "Nothing yet. Name the customers, needs and steps that deserve your strength.",
    "not": "Nothing yet. A focus counts only with what is left out for it.",
}


def draw(known: Known, editable: bool) -> None:
    """Both lists beside each other."""
    with st.container(gap="xxsmall"):
        st.header("Where to focus, and what not to do", anchor=False)
        st.markdown(f"**{plain(viewpoints.decided(known.decisions, date.today()))}**")
        st.markdown(
            ":gray[The viewpoints come together in a choice. A focus is sound when both sides win: the customer gains, and it pays"
            " for us.]"
        )
    for column, term in zip(st.columns(2, gap="medium"), FOCUS_KINDS, strict=True):
        with column:
            st.subheader(term.label, anchor=False)
            own = [d for d in known.decisions if d["kind"] == term.key]
            with st.container():  # one place, however much is in it: the field below keeps what is being typed
                if not own:
                    st.markdown(f":gray[{_EMPTY[term.key]}]")
                for place, decision in enumerate(own):
                    _card(known, decision, place, own, editable)
            if editable:
                viewpoint_parts.add_lines("focus", term.key, *_LINES[term.key])


def _card(known: Known, decision: Record, place: int, among: Sequence[Record], editable: bool) -> None:
    id_ = decision["id"]
    with st.container(key=f"cx-focus-{decision['kind']}-{id_}", border=True, gap="xsmall"):
        with st.container(horizontal=True, wrap=False, gap="xsmall"):
            st.markdown(f"**{plain(decision['text'])}**", width="stretch")
            if editable:
                acts = [
                    _EDIT,
                    *([_UP] if place else []),
                    *([_DOWN] if place < len(among) - 1 else []),
                    _OTHER[decision["kind"]],
                    _DELETE,
                ]
                viewpoint_parts.menu(f"focus.more.{id_}", acts, _chosen, decision, among)
        if decision["reason"]:
            st.markdown(f":gray[Because:] {plain(decision['reason'])}")
        gains = [("The customer wins", decision["customer_gain"]), ("We win", decision["own_gain"])]
        if said := [f":gray[{who}:] {plain(gain)}" for who, gain in gains if gain]:
            st.markdown("  \n".join(said))
        if lacking := viewpoints.wanting(decision, date.today()):
            st.markdown("  \n".join(f":orange[:material/info: {sentence}]" for sentence in lacking))
        if facts := _facts(decision):
            st.markdown(f":gray[{facts}]")
        targets = [t for t in (("persona", decision["persona"]), ("map", decision["map"])) if t in known.names]
        if targets:
            with st.container(key=f"cx-links-{id_}", horizontal=True, gap="small"):
                for target in targets:
                    viewpoint_parts.link(target, known.names[target])


def _facts(decision: Record) -> str:
    parts = [plain(decision["owner"])] if decision["owner"] else []
    parts += [f"decided {said_day(decision['decided'])}"] if decision["decided"] else []
    parts += [f"review due {said_day(decision['review_due'])}"] if decision["review_due"] else []
    return " · ".join(parts)


def _chosen(act: str, decision: Record, among: Sequence[Record]) -> None:
    if act == _EDIT:
        open_form(decision["id"])
    elif act == _DELETE:
        writing.delete("focus", decision["id"], f"“{viewpoint_parts.short(decision['text'])}” was deleted.")
    elif act in (_UP, _DOWN):
        viewpoint_parts.shift("focus", decision, -1 if act == _UP else 1, among)
    else:
        other = "not" if decision["kind"] == "focus" else "focus"
        writing.commit(edits.patch("focus", decision["id"], decision, {"kind": other}))


# ---- one decision


def open_form(decision: str) -> None:
    """Open the dialog with what is there now."""
    session.reopen(DIALOG)
    session.take(session.TROUBLE)
    session.put(session.DIALOG, DIALOG)
    session.put(session.FOCUS, decision)


def close() -> None:
    """Close the dialog; what was typed and not saved is gone."""
    session.take(session.DIALOG)
    session.take(session.TROUBLE)


def show(store: Store, known: Known) -> None:
    """Draw the dialog if it is open."""
    if session.get(session.DIALOG) != DIALOG:
        return
    decision = store.record("focus", session.get(session.FOCUS, ""))
    if decision is None:
        close()
        writing.say("The decision was deleted while it was open: what was typed there is not saved.")
        notices.show()
        return
    _dialog(known, decision)


@st.dialog("Decision", width="medium", on_dismiss=close)
def _dialog(known: Known, decision: Record) -> None:
    if session.get(session.DIALOG) != DIALOG:
        st.rerun()
    seen: Record = session.seen(DIALOG, decision)
    st.segmented_control(
        "Decision",
        keys(FOCUS_KINDS),
        format_func=lambda key: label(FOCUS_KINDS, key),
        default=seen["kind"],
        required=True,
        key=session.field(DIALOG, "kind"),
        label_visibility="collapsed",
    )
    _text(st, seen, "text", long=True)
    _text(st, seen, "reason", long=True)
    left, right = st.columns(2)
    _text(left, seen, "customer_gain", long=True)
    _text(right, seen, "own_gain", long=True)
    left, right = st.columns(2)
    _target(left, known, seen, "persona", "Everybody")
    _target(right, known, seen, "map", "No journey of its own")
    left, middle, right = st.columns(3)
    _text(left, seen, "owner")
    _day(middle, seen, "decided")
    _day(right, seen, "review_due")
    if trouble := session.take(session.TROUBLE):
        st.error(plain(trouble))
    with st.container(horizontal=True, horizontal_alignment="right"):
        st.button("Save", type="primary", key=session.field(DIALOG, "save"), on_click=_save, args=(seen,))


def _text(place: Any, seen: Record, name: str, long: bool = False) -> None:
    field = RECORDS["focus"].field(name)
    assert field is not None, "the dialog's fields are those of the record"
    more = {"height": 80} if long else {}
    draw_field = place.text_area if long else place.text_input
    draw_field(
        "What is decided" if name == "text" else field.label,
        seen[name],
        key=session.field(DIALOG, name),
        max_chars=int(field.max or 0),
        help=field.meaning,
        **more,
    )


def _target(place: Any, known: Known, seen: Record, name: str, none: str) -> None:
    field = RECORDS["focus"].field(name)
    assert field is not None, "the dialog's fields are those of the record"
    there = [id_ for type_, id_ in known.names if type_ == name]
    there += [seen[name]] if seen[name] and seen[name] not in there else []  # such as a template: left as it is
    place.selectbox(
        field.label,
        there,
        there.index(seen[name]) if seen[name] else None,
        format_func=lambda id_: known.names.get((name, id_), "Not in this list"),
        key=session.field(DIALOG, name),
        placeholder=none,
        help=field.meaning,
    )


def _day(place: Any, seen: Record, name: str) -> None:
    field = RECORDS["focus"].field(name)
    assert field is not None, "the dialog's fields are those of the record"
    day = date.fromisoformat(seen[name]) if seen[name] else None
    first, last = min(_FIRST, day or _FIRST), max(_LAST, day or _LAST)
    key = session.field(DIALOG, name)
    place.date_input(field.label, day, min_value=first, max_value=last, key=key, format="YYYY-MM-DD", help=field.meaning)


def _save(seen: Record) -> None:
    now: Record = {name: str(session.get(session.field(DIALOG, name)) or "").strip() for name in _TEXTS}
    if not now["text"]:
        writing.say("The decision says nothing yet: write what was decided, or delete it on the page.")
        return
    now["kind"] = session.get(session.field(DIALOG, "kind"))
    for name in _DAYS:
        day = session.get(session.field(DIALOG, name))
        now[name] = day.isoformat() if day else None
    for name in ("persona", "map"):
        now[name] = session.get(session.field(DIALOG, name))
    changes = edits.patch("focus", seen["id"], seen, now)
    if not changes or writing.commit(changes) is not None:
        close()
