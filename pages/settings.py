"""Settings: one's own name, and how this installation is set up."""

import streamlit as st

from cxmap.ui import notices, profile, sharing

notices.show()
st.title("Settings", anchor=False)
profile.name_form()
sharing.section()
st.header("This installation", anchor=False)
profile.installation()
