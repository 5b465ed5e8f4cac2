"""Personas: the gallery, and the one that is open."""

import streamlit as st

from cxmap.runtime import runtime
from cxmap.ui import gallery, library, notices, persona_form, session, writing
from cxmap.ui.person import may
from cxmap.ui.words import plain

store = runtime().store
personas = store.personas()
editing = session.get(session.EDITING)
chosen = session.url(session.PERSONA) or (personas[0]["id"] if personas else "")
found = store.persona(chosen)

left, right = st.columns([1, 2.1], gap="large")
with left:
    with st.container(key="cx-people-top", horizontal=True, vertical_alignment="center"):
        st.title("Personas", anchor=False)
        if may("edit"):
            st.button(
                "New persona", icon=":material/add:", type="primary", on_click=persona_form.open_form, args=(persona_form.NEW,)
            )
    if not personas:
        st.markdown("There is no persona yet. Make one: a named, vivid example of the people whose journeys you map.")
    gallery.gallery(store, personas, chosen if editing != persona_form.NEW else "")
with right:
    if editing != persona_form.NEW and not (found and editing == found[0]["id"]):
        notices.show()
    if editing == persona_form.NEW:
        st.header("A new persona", anchor=False)
        persona_form.draw(None, {})
    elif found and editing == found[0]["id"]:
        st.header(f"Edit {plain(found[0]['name'])}", anchor=False)
        persona_form.draw(*found)
    elif found:
        gallery.head(store, found[0])
        if may("edit"):
            with st.container(horizontal=True, horizontal_alignment="right"):
                st.button("Edit", icon=":material/edit:", on_click=persona_form.open_form, args=(chosen,))
                gone = f"{found[0]['name']} was deleted, with all that this persona feels on the maps."
                st.button("Delete", icon=":material/delete:", on_click=writing.delete, args=("persona", chosen, gone))
        with st.container(key="cx-persona-detail"):
            gallery.detail(store, *found, library.entries(store))
    elif personas or session.url(session.PERSONA):
        st.markdown("This persona is not here (any more). Choose another one on the left.")
