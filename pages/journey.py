"""The board of one journey, and the swimlane view beside it."""

import streamlit as st

from cxmap.runtime import runtime
from cxmap.ui import canvas, look, navigation, session
from cxmap.ui.person import may

# The browser's Back from another page brings this one without the parameters of its URL.
journey_id = session.url(session.JOURNEY) or session.get(session.OPENED, "")
if not canvas.exists(runtime().store, journey_id) or not may("read", journey_id):
    look.margins()
    st.title("This journey is not here")
    st.write("It was deleted, or the address is incomplete. All journeys that there are stand on the first page.")
    st.page_link(navigation.journeys(), label="To all journeys", icon=":material/arrow_back:")
else:
    session.put(session.OPENED, journey_id)
    session.set_url(session.JOURNEY, journey_id)
    canvas.draw(runtime().store, journey_id)
