"""One short text in place: saved when it is left, following others while nobody types in it here."""

from __future__ import annotations

import streamlit as st

from cxmap.model.records import RECORDS, Record
from cxmap.ui import edits, session, writing


def text(record: Record, type_: str, name: str, words: str, placeholder: str) -> None:
    """A field of a record, drawn without its label; `words` name it for those who hear the page."""
    form = f"{type_}.{name}.{record['id']}"
    seen: str = session.seen(form, record[name])
    if seen != record[name] and session.get(session.field(form, name), seen) == seen:
        session.reopen(form)  # others changed it, and nothing is typed here
        seen = session.seen(form, record[name])
    field = RECORDS[type_].field(name)
    st.text_input(
        words,
        seen,
        key=session.field(form, name),
        max_chars=int(field.max or 0) if field else None,
        placeholder=placeholder,
        label_visibility="collapsed",
        on_change=_save,
        args=(form, type_, record["id"], name, seen),
    )


def _save(form: str, type_: str, id_: str, name: str, seen: str) -> None:
    typed = str(session.get(session.field(form, name), "")).strip()
    changes = edits.patch(type_, id_, {name: seen}, {name: typed})
    if not changes or writing.commit(changes) is not None:
        session.reopen(form)  # what is there now may hold others' words too
