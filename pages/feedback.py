"""Feedback: what customers and colleagues said, to search, to sort and to make evidence of."""

import streamlit as st

from cxmap.runtime import runtime
from cxmap.ui import feedback_batches, feedback_import, feedback_typing, inbox, notices
from cxmap.ui.person import may

store = runtime().store
notices.show()
with st.container(key="cx-top", horizontal=True, vertical_alignment="center"):
    st.title("Feedback", anchor=False, width="stretch")
    if may("import"):
        st.button("Imports", icon=":material/list:", type="tertiary", on_click=feedback_batches.open_list)
    if may("edit"):
        st.button("Paste or type in", icon=":material/edit_note:", on_click=feedback_typing.open_typing, args=(True,))
    if may("import"):
        st.button("Import", icon=":material/upload_file:", type="primary", on_click=feedback_import.open_import)
feedback_import.show()
feedback_typing.show()
inbox.draw(store)
inbox.dialogs()
