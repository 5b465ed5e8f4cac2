"""Personas to look at: the gallery, and one persona in full."""

from __future__ import annotations

import streamlit as st

from cxmap.documents.avatar import avatar
from cxmap.documents.tokens import ADAPTIVE, themed
from cxmap.insights import emotion
from cxmap.model.customer_vocabulary import STATEMENT_KINDS
from cxmap.model.records import Record
from cxmap.model.vocabulary import CHANNELS, label
from cxmap.store import Store
from cxmap.ui import library, navigation, session
from cxmap.ui.library import Entry
from cxmap.ui.words import initials, plain

_QUOTES = '“”„"'


def portrait(store: Store, persona: Record, width: int) -> None:
    """The persona's photo, or their initials."""
    picture = store.picture(persona["photo"]) if persona["photo"] else None
    if picture:
        st.image(picture.data, width=width, alt=f"Photo of {persona['name']}")
    else:
        st.image(themed(avatar(initials(persona["name"]), persona["id"], ADAPTIVE, size=width)), width=width, alt="")


def gallery(store: Store, personas: list[Record], chosen: str) -> None:
    """All personas as cards; the name is the link, and it covers the card."""
    with st.grid(min_column_width=150, gap=14):
        for persona in personas:
            mark = "on" if persona["id"] == chosen else "off"
            with st.container(key=f"cx-persona-{mark}-{persona['id']}", border=True, gap="xxsmall", height="stretch"):
                portrait(store, persona, 84)
                to = {session.PERSONA: persona["id"]}
                st.page_link(navigation.personas(), label=plain(persona["name"]), icon="", query_params=to)
                if persona["role"]:
                    st.markdown(f":gray[{plain(persona['role'])}]")


def detail(store: Store, persona: Record, statements: dict[str, list[Record]], entries: list[Entry]) -> None:
    """One persona: who they are, what they want, and the journeys that they travel."""
    if persona["narrative"]:
        st.markdown("\n\n".join(plain(part) for part in persona["narrative"].split("\n") if part.strip()))
    kinds = [term for term in STATEMENT_KINDS if term.key != "channel"]
    for column, term in zip(st.columns(len(kinds), gap="medium"), kinds, strict=True):
        with column:
            st.header(term.label, anchor=False)
            said = statements.get(term.key, [])
            st.markdown("\n".join(f"- {plain(s['text'])}" for s in said) or ":gray[Nothing yet]")
    st.divider()
    left, right = st.columns([1, 2], gap="medium")
    with left:
        st.header("Preferred channels", anchor=False)
        channels = [label(CHANNELS, s["text"]) for s in statements.get("channel", [])]
        st.markdown("\n".join(f"- {plain(name)}" for name in channels) or ":gray[None named yet]")
    with right:
        st.header("In these journeys", anchor=False)
        travelled = [entry for entry in entries if any(p["id"] == persona["id"] for p in entry.personas)]
        if not travelled:
            st.markdown(":gray[None yet: add this persona in the head of a journey's board.]")
        for entry in travelled:
            _journey(store, entry, persona["id"])


def _journey(store: Store, entry: Entry, persona: str) -> None:
    """One journey with this persona's own curve and its lowest point."""
    view = store.view(entry.id)
    if view is None:
        return
    curve = emotion.points(view, persona) or emotion.points(view, persona, "reported")
    low = emotion.lowest(curve)
    with st.container(
        key=f"cx-travels-{entry.id}", border=True, horizontal=True, vertical_alignment="center", wrap=False, gap="small"
    ):
        st.image(library.small(curve, len(view.stages)), width=110, alt="")
        with st.container(gap=None):
            st.page_link(
                navigation.journey(), label=plain(entry.journey["title"]), icon="", query_params={session.JOURNEY: entry.id}
            )
            st.markdown(f":gray[Lowest: {plain(low.title)}]" if low else ":gray[No feelings on it yet]")
        if low:
            colour = {"neg": "orange", "pos": "green", "neu": "gray"}[emotion.tone(low.value)]
            st.markdown(f":{colour}[**{emotion.show(low.value)}**]", width="content")


def head(store: Store, persona: Record) -> None:
    """Photo, name, role and quote."""
    with st.container(key="cx-persona-head", horizontal=True, gap="medium", vertical_alignment="center", wrap=False):
        portrait(store, persona, 160)
        with st.container(gap="xxsmall"):
            st.title(plain(persona["name"]), anchor=False)
            if persona["role"]:
                st.markdown(f":gray[{plain(persona['role'])}]")
            if persona["quote"]:
                with st.container(key="cx-quote"):
                    st.markdown(f"“{plain(persona['quote'].strip(_QUOTES))}”")
