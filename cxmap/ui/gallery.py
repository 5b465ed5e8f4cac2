"""The gallery of personas: each with its picture, what it rests on, and whether it is more than a proto-persona."""

from __future__ import annotations

import time
from collections.abc import Sequence

import streamlit as st

from cxmap.changes import Edit
from cxmap.documents.avatar import proposed
from cxmap.model.records import new_id
from cxmap.runtime import runtime
from cxmap.store import Store
from cxmap.ui import navigation, persona_pages, session, writing
from cxmap.ui.persona_pages import Known
from cxmap.ui.words import plain

NEW_NAME = "New persona"
_MOMENT = 30.0  # seconds


def gallery(store: Store, known: Sequence[Known], chosen: str) -> None:
    """All personas as cards; the name is the link, and it covers the card. A dashed outline means a proto-persona."""
    with st.grid(min_column_width=150, gap=14):
        for one in known:
            mark = "on" if one.id == chosen else "off"
            based = "based" if one.found.research_based else "proto"
            with st.container(key=f"cx-persona-{mark}-{based}-{one.id}", border=True, gap="xxsmall", height="stretch"):
                _card(store, one)


def _card(store: Store, one: Known) -> None:
    persona_pages.portrait(store, one.persona, 84)
    st.page_link(navigation.personas(), label=plain(one.persona["name"]), icon="", query_params={session.PERSONA: one.id})
    if one.persona["role"]:
        st.markdown(plain(one.persona["role"]))
    with st.container(key=f"cx-persona-rests-{one.id}", horizontal=True, vertical_alignment="center", gap="xsmall"):
        if one.found.coverage.cards:
            st.image(persona_pages.evidence(one.found), width=62, alt=persona_pages.rests_on(one.found))
        st.markdown(f":gray[{one.found.label}]")


def chosen(known: Sequence[Known]) -> str:
    """Id of the persona that is open: that of the URL, else the first one; "" where there is none.

    A run of the page that began before the browser had heard of a new URL brings the old one: a persona that was just made is
    opened all the same, once.
    """
    url = session.url(session.PERSONA)
    made = session.get(session.MADE_HERE)
    if made is not None:
        id_, before, fresh = made
        if fresh:
            session.put(session.MADE_HERE, (id_, before, False))
            return str(id_)
        session.take(session.MADE_HERE)
        if url == before:
            session.set_url(session.PERSONA, id_)
            return str(id_)
    return url or (known[0].id if known else "")


def fresh() -> str:
    """Id of the persona that was made here a moment ago, "" for none: its name is to be written. Who comes back later is not sent there."""
    made, at = session.get(session.FRESH_PERSONA) or ("", 0.0)
    return str(made) if made and time.monotonic() - at < _MOMENT else ""


def make() -> None:
    """Make a persona and open it, with its name ready to be written over."""
    made = new_id()
    fields = {"workspace": runtime().store.workspace, "name": NEW_NAME, "avatar": proposed(made)}
    if writing.commit([Edit("put", "persona", made, fields)]) is not None:
        session.put(session.MADE_HERE, (made, session.url(session.PERSONA), True))
        session.put(session.FRESH_PERSONA, (made, time.monotonic()))
        session.set_url(session.PERSONA, made)
