"""Viewpoints: what we know of our customers from six sides, ending in where to focus and what not to do."""

from datetime import date

import streamlit as st

from cxmap.insights import viewpoints as insight
from cxmap.runtime import runtime
from cxmap.ui import focus, look, notices, viewpoint_form, viewpoint_sheet, viewpoints
from cxmap.ui.person import may
from cxmap.ui.words import plain

store = runtime().store
revision = store.revision
look.add("research")
editable = may("edit")
known = viewpoints.read(store)
whole = insight.seen(known.statements, known.grounds, known.concerns, date.today())
notices.show()
with st.container(key="cx-top", horizontal=True, vertical_alignment="center"):
    with st.container(gap="xxsmall"):
        st.title("Viewpoints", anchor=False)
        st.markdown(f"**{plain(insight.finding(whole))}**")
    if may("export"):
        viewpoint_sheet.download(known, whole)
with st.container():
    target = viewpoints.choose(known)
shown = insight.seen(known.about(target), known.grounds, known.concerns, date.today()) if target else whole
viewpoints.draw(known, shown, target, editable)
st.divider()
focus.draw(known, editable)
if editable:
    viewpoint_form.show(store, dict(known.names))
    focus.show(store, known)
viewpoints.watch(store, revision)
