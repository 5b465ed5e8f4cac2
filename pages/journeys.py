"""Home: every journey, newest first."""

import streamlit as st
from cxmap.runtime import runtime

from cxmap.ui import navigation, session

st.title("Journeys")
for summary in runtime().store.journeys():
    st.page_link(navigation.journey(), label=summary.title, query_params={session.JOURNEY: summary.id})
