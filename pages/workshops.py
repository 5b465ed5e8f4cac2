"""Workshops: those that are planned, running and closed, and the run sheets that they start from."""

from datetime import date

import streamlit as st

from cxmap.runtime import runtime
from cxmap.ui import notices, person, workshop_plan, workshops
from cxmap.ui.words import plain

store = runtime().store
revision = store.revision
notices.show()
listing = workshops.read(store)
with st.container(key="cx-top", horizontal=True, vertical_alignment="center"):
    with st.container(gap="xxsmall"):
        st.title("Workshops", anchor=False)
        st.markdown(f"**{plain(workshops.headline(listing, date.today()))}**")
    if person.may("facilitate"):
        st.button("Plan a workshop", icon=":material/add:", type="primary", on_click=workshop_plan.open_for)
workshop_plan.show()
workshops.draw(listing)
workshops.sheets(store)
workshops.watch(store, revision)
