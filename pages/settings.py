"""Settings: one's own name, and how this installation is set up."""

import streamlit as st

st.title("Settings")
