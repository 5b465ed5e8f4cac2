"""Ideas: the whiteboard in the corridor. Each goes from new to done, and who gave it hears of every step."""

import streamlit as st

from cxmap.insights import ideas as insight
from cxmap.runtime import runtime
from cxmap.ui import idea_boards, idea_forms, ideas, look, notices
from cxmap.ui.person import may
from cxmap.ui.words import plain

store = runtime().store
revision = store.revision
shown = ideas.read(store)
now = ideas.now()
told = insight.figures(shown.ideas, now)
look.add("ideas")
idea_forms.arrive()
notices.show()
with st.container(key="cx-top", horizontal=True, vertical_alignment="center"):
    with st.container(gap="xxsmall"):
        st.title("Ideas", anchor=False)
        st.markdown(f"**{plain(insight.finding(told) if shown.board else 'No idea board yet.')}**")
    idea_boards.head(list(shown.boards), shown.board)
if shown.board is None:
    idea_boards.empty()
else:
    ideas.choose(shown)
    if shown.board["question"]:
        st.header(plain(shown.board["question"]), anchor=False)
    if shown.board["state"] == "closed":
        st.markdown(":material/lock: This board takes no more ideas. What is on it can still be moved on.")
    ideas.figures(told)
    words, which, order = ideas.tools()
    found = insight.listed(insight.only(shown.ideas, which, now), words, order, shown.teams)
    if shown.ideas and not found:
        st.markdown("No idea is like that: try fewer words, or all ideas.")
    ideas.columns(shown, found, may("edit"), now)
    if may("edit"):
        ideas.carrying(found)
idea_forms.show()
idea_boards.show()
ideas.watch(store, revision)
