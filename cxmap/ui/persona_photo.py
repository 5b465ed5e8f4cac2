"""The dialog that gives a persona a photo, or takes it away."""

from __future__ import annotations

import streamlit as st

from cxmap.changes import Edit
from cxmap.media import MAX_BYTES, Unusable, clean
from cxmap.model.records import Record
from cxmap.runtime import runtime
from cxmap.ui import persona_pages, session, writing
from cxmap.ui.words import plain

DIALOG = "persona.photo"


def open_dialog() -> None:
    """Open the dialog for the persona that is shown."""
    session.reopen(DIALOG)
    session.take(session.TROUBLE)
    session.put(session.DIALOG, DIALOG)


def close() -> None:
    """Close the dialog without a change."""
    session.take(session.DIALOG)
    session.take(session.TROUBLE)


def show(persona: Record) -> None:
    """Draw the dialog where it is open."""
    if session.get(session.DIALOG) == DIALOG:
        _dialog(persona)


@st.dialog("Photo", on_dismiss=close)
def _dialog(persona: Record) -> None:
    if session.get(session.DIALOG) != DIALOG:
        st.rerun()
    store = runtime().store
    with st.container(horizontal=True, vertical_alignment="center"):
        persona_pages.portrait(store, persona, 96)
        st.markdown(
            f"A photo of {plain(persona['name'])}. A persona stands for many people: take a picture that you may use, never a "
            "customer's own, or keep the drawn portrait."
        )
    st.file_uploader(
        "PNG, JPEG or WebP, at most 10 MB and 40 megapixels",
        ["png", "jpg", "jpeg", "webp"],
        key=session.field(DIALOG, "photo"),
        max_upload_size=MAX_BYTES // 1024**2,
    )
    if sentence := session.take(session.TROUBLE):
        st.error(plain(sentence))
    with st.container(horizontal=True):
        st.button("Save", type="primary", key=f"{DIALOG}.save", on_click=_save, args=(persona,))
        if persona["photo"]:
            st.button("Remove the photo", key=f"{DIALOG}.remove", on_click=_put, args=(persona, ""))
        st.button("Cancel", key=f"{DIALOG}.cancel", on_click=close)


def _save(persona: Record) -> None:
    file = session.get(session.field(DIALOG, "photo"))
    if file is None:
        writing.say("No photo is chosen yet: choose a file, or cancel.")
        return
    try:
        picture = clean(file.getvalue())
    except Unusable as refusal:
        writing.say(str(refusal))
        return
    _put(persona, runtime().store.add_picture(picture.data, picture.content_type, picture.width, picture.height))


def _put(persona: Record, photo: str) -> None:
    fields, was = {"photo": photo}, {"photo": persona["photo"]}
    if writing.commit([Edit("patch", "persona", persona["id"], fields, was)]) is not None:
        close()
