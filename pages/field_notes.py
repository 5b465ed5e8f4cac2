"""Field notes: what was seen and heard in the field, and the passages of it that are evidence."""

import streamlit as st

from cxmap.runtime import runtime
from cxmap.ui import field_note_form, field_notes, look, notices, session
from cxmap.ui.person import may
from cxmap.ui.words import plain

store = runtime().store
revision = store.revision
look.add("research")
editable = may("edit")
found = field_notes.read(store)
editing = session.get(session.NOTING) if editable else None
if editing and editing != field_note_form.NEW and not any(note["id"] == editing for note in found.notes):
    field_note_form.lost()
    editing = field_note_form.NEW
notices.show(covered=bool(editing))
with st.container(key="cx-top", horizontal=True, vertical_alignment="center"):
    with st.container(gap="xxsmall"):
        st.title("Field notes", anchor=False)
        st.markdown(f"**{plain(field_notes.finding(found))}**")
    if editable:
        new = field_note_form.NEW
        st.button("New note", icon=":material/add:", type="primary", on_click=field_note_form.open_form, args=(new,))
if editing:
    field_note_form.draw(next((note for note in found.notes if note["id"] == editing), None))
elif not found.notes:
    with st.container(border=True):
        st.markdown(
            "**Watch, or ask.** Sit beside customers while they do it, or let them tell you. Write down what you see and hear, word"
            " for word where you can, take photos, and leave out full names. Then highlight what says something: it becomes"
            " evidence on your maps, personas and viewpoints."
        )
        if editable:
            st.markdown("Choose **New note** to begin.")
else:
    left, right = st.columns([1, 2.1], gap="large")
    with left:
        query = st.text_input(
            "Search",
            key=session.NOTE_SEARCH,
            type="search",
            live=True,
            placeholder="Search notes, places, highlights",
            label_visibility="collapsed",
        )
        shown = field_notes.searched(found, query or "")
        asked = session.url(session.FIELD_NOTE)
        note = next((n for n in found.notes if n["id"] == asked), None) or (None if asked else next(iter(shown), None))
        if not shown:
            st.markdown(f"No note holds “{plain(query or '')}”. Try fewer words.")
        with st.container(key="cx-notes-list"):
            field_notes.listing(found, shown, note["id"] if note else "")
    with right:
        if note:
            field_notes.detail(store, found, note, editable)
        elif asked:
            st.markdown("This note is not here (any more). Choose another one on the left.")
field_notes.watch(store, revision)
