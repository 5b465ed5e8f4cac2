"""The sheet of a persona for the wall."""

from datetime import date

import streamlit as st

from cxmap.runtime import runtime
from cxmap.ui import look, navigation, persona_pages, persona_sheet, session
from cxmap.ui.person import may
from cxmap.ui.words import plain

store = runtime().store
look.add("customers")
one = next((k for k in persona_pages.read(store, date.today()) if k.id == session.url(session.PERSONA)), None)
with st.container(key="cx-top", horizontal=True, vertical_alignment="center"):
    st.title(f"{plain(one.persona['name'])} for the wall" if one else "For the wall", anchor=False)
    if one:
        to = {session.PERSONA: one.id}
        st.page_link(navigation.personas(), label="Back to the persona", icon=":material/arrow_back:", query_params=to)
if one is None:
    st.markdown("This persona is not here (any more). Choose another one on the page of personas.")
    st.page_link(navigation.personas(), label="To all personas", icon=":material/arrow_back:")
elif not may("export"):
    st.markdown("You may look at this persona, but not take it along: ask a facilitator.")
else:
    persona_sheet.draw(store, one)
