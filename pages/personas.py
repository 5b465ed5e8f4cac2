"""Personas: the gallery, and the one that is open."""

import streamlit as st
from cxmap.runtime import runtime

st.title("Personas")
for persona in runtime().store.personas():
    st.text(persona["name"])
