"""Compare: an as-is map and its to-be map, or any two maps, side by side and in words."""

import streamlit as st

from cxmap.runtime import runtime
from cxmap.ui import comparing, notices

notices.show()
st.title("Compare", anchor=False)
chosen = comparing.choose(runtime().store)
if chosen is not None:
    comparing.draw(*chosen)
    comparing.follow(runtime().store, *chosen)
