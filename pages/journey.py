"""The board of one journey, and the swimlane view beside it."""

import streamlit as st

from cxmap.runtime import runtime
from cxmap.ui import canvas, look, navigation, session

journey_id = session.url(session.JOURNEY)
if not canvas.exists(runtime().store, journey_id):
    look.margins()
    st.title("This journey is not here")
    st.write("It was deleted, or the address is incomplete. All journeys that there are stand on the first page.")
    st.page_link(navigation.journeys(), label="To all journeys", icon=":material/arrow_back:")
else:
    canvas.draw(runtime().store, journey_id)
