"""The form of a persona: who they are, and what is said of them. Only what was changed is written, merged with what others did."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from cxmap.changes import Edit
from cxmap.media import MAX_BYTES, Unusable, clean
from cxmap.model.customer_vocabulary import STATEMENT_KINDS
from cxmap.model.records import RECORDS, Record, new_id
from cxmap.model.vocabulary import CHANNELS, label
from cxmap.runtime import runtime
from cxmap.ui import edits, session, writing
from cxmap.ui.words import plain

NEW = "new"
_TEXTS = ("name", "role", "quote", "narrative")
_LISTS = tuple(term for term in STATEMENT_KINDS if term.key != "channel")


def open_form(persona: str) -> None:
    """Open the form with what is there now; `NEW` for a persona that is still to be made."""
    session.reopen(_form(persona))
    session.take(session.TROUBLE)
    session.put(session.EDITING, persona)


def close_form() -> None:
    """Close the form; what was typed and not saved is gone."""
    session.take(session.EDITING)


def _form(persona: str) -> str:
    return f"persona.{persona}"


def draw(persona: Record | None, statements: dict[str, list[Record]]) -> None:
    """The fields, filled with what the form was opened with; None for a new persona."""
    id_ = persona["id"] if persona else NEW
    form = _form(id_)
    fresh = {**RECORDS["persona"].defaults, "id": id_}
    seen, said = session.seen(form, (persona or fresh, statements))
    for name in _TEXTS:
        _text(form, name, seen[name])
    for column, term in zip(st.columns(len(_LISTS)), _LISTS, strict=True):
        value = "\n".join(s["text"] for s in said.get(term.key, ()))
        column.text_area(term.label, value, key=session.field(form, term.key), height=150, help=f"{term.meaning} One a line.")
    preferred = dict.fromkeys(s["text"] for s in said.get("channel", ()))
    st.multiselect(
        "Preferred channels",
        list(dict.fromkeys([*(term.key for term in CHANNELS), *preferred])),  # a file may name channels that we do not know
        list(preferred),
        format_func=lambda key: label(CHANNELS, key),
        key=session.field(form, "channel"),
    )
    _photo(form, seen)
    if trouble := session.get(session.TROUBLE):
        st.error(plain(trouble))
    with st.container(horizontal=True):
        st.button("Save", type="primary", key=f"{form}.save", on_click=_save, args=(id_, seen, said))
        st.button("Cancel", key=f"{form}.cancel", on_click=close_form)


def _text(form: str, name: str, value: str) -> None:
    field = RECORDS["persona"].field(name)
    assert field is not None, "the form's fields are those of the record"
    draw_field: Any = st.text_area if field.long else st.text_input
    draw_field(field.label, value, key=session.field(form, name), max_chars=int(field.max or 0), help=field.meaning)


def _photo(form: str, seen: Record) -> None:
    st.file_uploader(
        "Photo: PNG, JPEG or WebP, at most 10 MB and 40 megapixels",
        ["png", "jpg", "jpeg", "webp"],
        key=session.field(form, "photo"),
        max_upload_size=MAX_BYTES // 1024**2,
    )
    if seen["photo"]:
        st.checkbox("Remove the photo that is there", key=session.field(form, "no_photo"))


def _save(id_: str, seen: Record, said: dict[str, list[Record]]) -> None:
    form = _form(id_)
    now = {name: _typed(form, name).strip() for name in _TEXTS}
    if not now["name"]:
        writing.say("The persona has no name yet: give them one that people will remember.")
        return
    try:
        now["photo"] = _picture(form, seen)
    except Unusable as refusal:
        writing.say(str(refusal))
        return
    to = new_id() if id_ == NEW else id_
    changes = [*_persona(id_, to, seen, now), *_said(form, to, said)]
    if not changes or writing.commit(changes) is not None:
        close_form()
        session.set_url(session.PERSONA, to)


def _persona(id_: str, to: str, seen: Record, now: dict[str, str]) -> Sequence[Edit]:
    if id_ == NEW:
        return [Edit("put", "persona", to, {"workspace": runtime().store.workspace, **now})]
    return edits.patch("persona", to, seen, now)


def _said(form: str, persona: str, said: dict[str, list[Record]]) -> list[Edit]:
    out: list[Edit] = []
    for term in _LISTS:
        out += edits.statements(persona, term.key, said.get(term.key, ()), edits.lines_of(_typed(form, term.key)))
    channels = session.get(session.field(form, "channel"), [])
    return out + edits.statements(persona, "channel", said.get("channel", ()), channels)


def _typed(form: str, name: str) -> str:
    return str(session.get(session.field(form, name), ""))


def _picture(form: str, seen: Record) -> str:
    """Id of the photo that the persona will have; raises `Unusable` for one that is not taken."""
    file = session.get(session.field(form, "photo"))
    if file is not None:
        picture = clean(file.getvalue())
        return runtime().store.add_picture(picture.data, picture.content_type, picture.width, picture.height)
    return "" if session.get(session.field(form, "no_photo")) else str(seen["photo"])
