"""Comments that wait for whoever is at this browser, as links on the home page."""

from __future__ import annotations

import streamlit as st

from cxmap.insights.comments import waits_for
from cxmap.insights.words import plural
from cxmap.store import Store
from cxmap.ui import navigation, person, session
from cxmap.ui.words import ago, plain

_FIRST = 5
_LONGEST = 120


def show(store: Store) -> None:
    """How many comments mention the person and wait for an answer, each a link to its thread on the board."""
    you = person.person()["id"]
    waiting = [(t, c) for t in store.threads(you) if (c := waits_for(t.comments, t.mentions, you)) is not None]
    if not waiting:
        return
    with st.container(key="cx-mentions", border=True, gap="xxsmall"):
        st.markdown(f"**{plural(len(waiting), 'comment')} {'mentions' if len(waiting) == 1 else 'mention'} you**")
        for thread, comment in waiting[:_FIRST]:
            text = " ".join(comment["text"].split())
            short = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
            who = comment["author_name"] or "Somebody"
            with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
                st.page_link(
                    navigation.journey(),
                    label=f"{plain(who)}: {plain(short)}",
                    icon="",
                    query_params={session.JOURNEY: thread.journey["id"], session.COMMENT: comment["id"]},
                )
                st.markdown(f":gray[{plain(thread.journey['title'])} · {ago(comment['at'])}]")
        if len(waiting) > _FIRST:
            st.markdown(f":gray[and {len(waiting) - _FIRST} more: answer these first]")
