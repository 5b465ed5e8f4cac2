"""Atlas: how the journeys hang together, as a network and as a list."""

import streamlit as st

from cxmap.runtime import runtime
from cxmap.ui import mapping, notices

notices.show()
st.title("Atlas", anchor=False)
mapping.draw(mapping.read(runtime().store))
