"""Home: every journey, the last changed one first."""

from datetime import date

import streamlit as st

from cxmap.insights import words
from cxmap.runtime import runtime
from cxmap.ui import cards, library, mentions, navigation, notices, session, starting
from cxmap.ui.person import rights
from cxmap.ui.words import plain

FIRST = 24  # journeys that are drawn until somebody asks for all

if compared := session.take(session.COMPARING):
    navigation.to_compare(compared)
notices.show()
mine = rights()
entries = library.entries(runtime().store, mine.reads)
with st.container(key="cx-top", horizontal=True, vertical_alignment="center"):
    with st.container(gap="xxsmall"):
        st.title("Journeys", anchor=False)
        bold, rest = words.library([(entry.journey, entry.figures) for entry in entries], date.today())
        st.markdown(f"**{plain(bold)}**{plain(rest)}" if entries else "There is no journey yet.")
    if mine.may("import"):
        st.button("Import", icon=":material/upload_file:", on_click=starting.open_import)
    if mine.may("edit"):
        st.button("New journey", icon=":material/add:", type="primary", on_click=starting.open_new)
starting.show()
if mine.may("browse"):
    mentions.show(runtime().store)

if not entries:
    with st.container(border=True):
        if mine.may("edit"):
            st.markdown("**Draw the first map.** Choose **New journey** and start typing, or **Import** a file that you have.")
        else:
            st.markdown("Nobody has drawn a map yet that you may see. Ask who shared cxmap with you.")
    st.stop()

query = st.text_input(
    "Search",
    key=session.SEARCH,
    type="search",
    live=True,
    placeholder="Search journeys, personas, pains",
    width=320,
    label_visibility="collapsed",
)
found = library.searched(entries, query or "")
shown = found[: session.get(session.SHOWN, FIRST)]
if not found:
    st.markdown(f"Nothing holds “{plain(query or '')}”. Try fewer words, or the name of a persona.")
with st.grid(min_column_width=330, gap=20):
    for entry in shown:
        cards.card(entry, mine)
if len(found) > len(shown):
    st.button(f"Show all {len(found)}", on_click=session.put, args=(session.SHOWN, len(found)))
