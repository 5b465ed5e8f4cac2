"""Personas: the gallery, and beside it the one that is open, to read and write."""

import streamlit as st

from cxmap.board import people
from cxmap.runtime import runtime
from cxmap.ui import gallery, look, notices, persona_data, persona_go, persona_pages, persona_photo
from cxmap.ui.person import may

look.add("people")
store = runtime().store
known = persona_pages.read(store)
chosen = gallery.chosen(known)

with st.container(key="cx-people", horizontal=True, gap=None, wrap=False):
    with st.container(key="cx-people-gallery"):
        with st.container(key="cx-people-top", horizontal=True, vertical_alignment="center"):
            st.title("Personas", anchor=False)
            if may("edit"):
                st.button("New persona", icon=":material/add:", type="primary", on_click=gallery.make)
        notices.show()
        if not known:
            st.markdown("There is no persona yet. Make one: a named, vivid example of the people whose journeys you map.")
        gallery.gallery(store, known, chosen)
    with st.container(key="cx-people-sheet"):
        result = people(persona_data.for_editor(store, chosen), key="people")
for one in known:
    if one.id == chosen:
        persona_photo.show(one.persona)
if result.go:
    persona_go.go(dict(result.go))
