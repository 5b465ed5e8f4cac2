"""Segments: the parts of the market, and the personas that stand for them."""

import streamlit as st

from cxmap.insights import segments as words
from cxmap.runtime import runtime
from cxmap.ui import look, navigation, notices, persona_pages, segment_form, segments, session
from cxmap.ui.person import may
from cxmap.ui.words import plain

store = runtime().store
revision = store.revision
if made := session.take(session.MADE_PERSONA):
    navigation.to_persona(made)
look.add("customers")
there = store.of_type("segment")
known = persona_pages.read(store)
notices.show()
with st.container(key="cx-top", horizontal=True, vertical_alignment="center"):
    with st.container(gap="xxsmall"):
        st.title("Segments", anchor=False)
        st.markdown(f"**{plain(words.finding(there, segments.members(known)))}**")
    if may("edit"):
        st.button(
            "New segment", icon=":material/add:", type="primary", on_click=segment_form.open_form, args=(segment_form.NEW,)
        )
segments.draw(store, there, known, may("edit"))
if may("edit"):
    segment_form.show(store)
segments.watch(store, revision)
