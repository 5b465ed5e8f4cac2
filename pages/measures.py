"""Measures: the KPIs of a journey, and the one that is chosen."""

import streamlit as st

from cxmap.insights.measures import headline
from cxmap.runtime import runtime
from cxmap.ui import measure_data, measure_forms, measures, notices, session
from cxmap.ui.person import may
from cxmap.ui.words import plain

store = runtime().store
view = measures.journey(store)
if view is None:
    session.take(session.DIALOG)  # what it was about is gone: the page says what was wrong
notices.show()
if view is None:
    st.title("Measures", anchor=False)
    st.markdown("There is no journey yet. Make one on the first page, then measure it here.")
    st.stop()

found = measures.places(store, view)
with st.container(key="cx-top", horizontal=True, vertical_alignment="center"):
    with st.container(gap="xxsmall"):
        st.title("Measures", anchor=False)
        st.markdown(f"**{plain(headline([status for place in found for status in place.statuses]))}**")
    measures.choose_journey(store, view)
    if may("edit"):
        st.button("Import readings", icon=":material/upload_file:", on_click=measure_data.open_import)
        st.button("New KPI", icon=":material/add:", type="primary", on_click=measure_forms.open_kpi)
if found:
    measures.detail(view, measures.table(found))
elif may("edit"):
    with st.container(border=True):
        st.markdown(
            "**Tie this map to figures.** Choose **New KPI** and say what is measured of the journey, a stage or a card, and where it"
            " should be. Then add readings: typed in, from a survey's raw answers, or from a CSV file."
        )
else:
    st.markdown("Nothing is measured on this map yet.")
if may("edit"):
    measure_forms.show(view)
    measure_data.show(view)
measures.watch(store, view)
