"""Two to four personas side by side."""

import streamlit as st

from cxmap.insights import personas_compared
from cxmap.runtime import runtime
from cxmap.ui import look, navigation, persona_compare, persona_pages
from cxmap.ui.words import plain

store = runtime().store
look.add("customers")
st.title("Compare personas", anchor=False)
known = persona_pages.read(store)
if len(known) < 2:
    st.markdown("There are not two personas yet: make a second one, and see here what they share and where they differ.")
    st.page_link(navigation.personas(), label="To all personas", icon=":material/arrow_back:")
else:
    chosen = persona_compare.choose(known)
    if len(chosen) < 2:
        st.markdown("Choose two to four personas: they stand side by side here, with what they share first.")
    else:
        names = persona_compare.names_of(chosen)
        st.markdown(f"**{plain(personas_compared.finding(names, [one.statements for one in chosen]))}**")
        persona_compare.draw(store, chosen)
