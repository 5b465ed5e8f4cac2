"""The dialog of one segment: all that is said of it, and who stands for it. Only what was changed is written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from cxmap.changes import Edit
from cxmap.documents.avatar import proposed
from cxmap.model.order import key_between
from cxmap.model.records import RECORDS, Record, new_id
from cxmap.model.vocabulary import EVIDENCE, keys, label
from cxmap.runtime import runtime
from cxmap.store import Store
from cxmap.ui import edits, notices, session, writing
from cxmap.ui.words import apart, plain

DIALOG = "segment"
NEW = ""  # no record has this id
_TEXTS = ("name", "note", "demographics", "income", "needs")
_AMOUNTS = (("size", "size_unit"), ("worth", "worth_unit"))
_LIMIT = 1e15


def open_form(segment: str) -> None:
    """Open the dialog with what is there now; `NEW` for a segment that is still to be made."""
    session.reopen(DIALOG)
    session.take(session.TROUBLE)
    session.put(session.DIALOG, DIALOG)
    session.put(session.SEGMENT, segment)


def close() -> None:
    """Close the dialog; what was typed and not saved is gone."""
    session.take(session.DIALOG)
    session.take(session.TROUBLE)


def show(store: Store) -> None:
    """Draw the dialog if it is open."""
    if session.get(session.DIALOG) != DIALOG:
        return
    id_ = str(session.get(session.SEGMENT, NEW))
    if id_ != NEW and all(s["id"] != id_ for s in store.of_type("segment")):
        close()
        writing.say("The segment was deleted while it was open: what was typed there is not saved.")
        notices.show()
        return
    _dialog(store, id_)


@st.dialog("Segment", width="medium", on_dismiss=close)
def _dialog(store: Store, id_: str) -> None:
    if session.get(session.DIALOG) != DIALOG:
        st.rerun()
    there = next((s for s in store.of_type("segment") if s["id"] == id_), None)
    if id_ != NEW and there is None:
        st.markdown("The segment was deleted meanwhile.")
        return
    personas = store.personas()
    mine = [p["id"] for p in personas if p["segment"] == id_]
    seen, had = session.seen(DIALOG, ({**RECORDS["segment"].defaults, **(there or {})}, mine))
    for name in _TEXTS[:2]:
        _text(name, seen[name])
    for value, unit in _AMOUNTS:
        left, right = st.columns(2)
        _number(left, value, seen[value])
        _text(unit, seen[unit], right)
    for name in _TEXTS[2:]:
        _text(name, seen[name])
    st.segmented_control(
        "Evidence",
        keys(EVIDENCE),
        format_func=lambda key: label(EVIDENCE, key),
        default=seen["evidence"],
        required=True,
        key=session.field(DIALOG, "evidence"),
        help="\n".join(f"- {term.label}: {term.meaning}" for term in EVIDENCE),
    )
    names = apart({p["id"]: p["name"] for p in personas})
    st.multiselect(
        "Personas that stand for it",
        list(names),
        [p for p in had if p in names],
        format_func=lambda persona: names.get(persona, ""),
        key=session.field(DIALOG, "personas"),
        placeholder="A persona stands for one segment",
    )
    if trouble := session.take(session.TROUBLE):
        st.error(plain(trouble))
    with st.container(horizontal=True, horizontal_alignment="right"):
        st.button("Cancel", key=session.field(DIALOG, "cancel"), on_click=close)
        st.button("Save", type="primary", key=session.field(DIALOG, "save"), on_click=_save, args=(id_, seen, had))


def _text(name: str, value: str, place: Any = st) -> None:
    field = RECORDS["segment"].field(name)
    assert field is not None, "the form's fields are those of the record"
    more: dict[str, Any] = {"height": 80} if field.long else {}
    draw = place.text_area if field.long else place.text_input
    draw(field.label, value, key=session.field(DIALOG, name), max_chars=int(field.max or 0), help=field.meaning, **more)


def _number(place: Any, name: str, value: float | None) -> None:
    field = RECORDS["segment"].field(name)
    assert field is not None, "the form's fields are those of the record"
    low = field.min if field.min is not None else -_LIMIT
    place.number_input(
        field.label, float(low), _LIMIT, value, key=session.field(DIALOG, name), help=field.meaning, placeholder="Not known"
    )


def _save(id_: str, seen: Record, had: Sequence[str]) -> None:
    now: Record = {name: str(session.get(session.field(DIALOG, name), "")).strip() for name in _TEXTS}
    if not now["name"]:
        writing.say("The segment has no name yet: say what it is called.")
        return
    for value, unit in _AMOUNTS:
        now[value] = session.get(session.field(DIALOG, value))
        now[unit] = str(session.get(session.field(DIALOG, unit), "")).strip()
    now["evidence"] = session.get(session.field(DIALOG, "evidence"))
    to = new_id() if id_ == NEW else id_
    changes = [*_record(id_, to, seen, now), *_members(to, had, session.get(session.field(DIALOG, "personas"), []))]
    if not changes or writing.commit(changes) is not None:
        close()


def _record(id_: str, to: str, seen: Record, now: Record) -> Sequence[Edit]:
    if id_ != NEW:
        return edits.patch("segment", to, seen, now)
    store = runtime().store
    last = max((s["order"] for s in store.of_type("segment")), default=None)
    return [Edit("put", "segment", to, {"workspace": store.workspace, **now, "order": key_between(last, None)})]


def _members(segment: str, had: Sequence[str], now: Sequence[str]) -> list[Edit]:
    """Who was added and who was taken out; what others changed meanwhile is left alone."""
    there = {p["id"]: p["segment"] for p in runtime().store.personas()}
    out = [Edit("patch", "persona", p, {"segment": segment}, {"segment": there[p]}) for p in now if p not in had and p in there]
    gone = [p for p in had if p not in now and there.get(p) == segment]
    return out + [Edit("patch", "persona", p, {"segment": None}, {"segment": segment}) for p in gone]


def make_persona(segment: str, name: str) -> None:
    """Make a persona that stands for a segment, and offer to take that back; the page leads to it."""
    store, id_ = runtime().store, new_id()
    fields = {"workspace": store.workspace, "name": f"Somebody of {name}"[:120], "segment": segment, "avatar": proposed(id_)}
    if writing.make([Edit("put", "persona", id_, fields)], f"A persona of “{name}” was made: give them a name and a face."):
        session.put(session.MADE_PERSONA, id_)
