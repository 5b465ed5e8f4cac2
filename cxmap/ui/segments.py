"""Segments on their page: each with its figures and who stands for it, and the personas that are only a segment with a face."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import streamlit as st

from cxmap.insights import segments as words
from cxmap.insights.personas import advice
from cxmap.model.records import Record
from cxmap.model.vocabulary import EVIDENCE, label
from cxmap.store import Store
from cxmap.ui import navigation, persona_pages, segment_form, session, writing
from cxmap.ui.persona_pages import MARKS, Known
from cxmap.ui.words import plain

_EDIT, _DELETE = "Edit", "Delete"


def members(known: Sequence[Known]) -> dict[str, list[Record]]:
    """Personas by the segment that they stand for; "" for those that stand for none."""
    found: dict[str, list[Record]] = defaultdict(list)
    for one in known:
        found[one.segment["id"] if one.segment else ""].append(one.persona)
    return found


def draw(store: Store, segments: Sequence[Record], known: Sequence[Known], editable: bool) -> None:
    """All segments in their order, then what the personas lack."""
    of = members(known)
    if not segments:
        st.markdown(
            "There is no segment yet. Make one for each part of your market: how many they are, what they earn, what a customer is "
            "worth, and which needs matter to them. Then choose the personas that stand for it."
        )
    with st.grid(min_column_width=340, gap=14):
        for segment in segments:
            with st.container(key=f"cx-segment-{segment['id']}", border=True, gap="xsmall", height="stretch"):
                _card(store, segment, of.get(segment["id"], []), editable)
    loose = of.get("", [])
    if segments and loose:
        st.subheader("Personas without a segment", anchor=False)
        st.markdown(":gray[Edit a segment to say who stands for it.]")
        with st.container(key="cx-segment-loose", horizontal=True, gap="small"):
            for persona in loose:
                _person(store, persona)
    _faces(store, known)


def _card(store: Store, segment: Record, personas: Sequence[Record], editable: bool) -> None:
    name = segment["name"]
    with st.container(horizontal=True, vertical_alignment="center", wrap=False, gap="xsmall"):
        st.markdown(f"**{plain(name)}**", width="stretch")
        if editable:
            st.menu_button(
                "More",
                [_EDIT, _DELETE],
                key=f"segment.{segment['id']}",
                icon=":material/more_horiz:",
                type="tertiary",
                help=f"More for {plain(name)}",
                on_click=_on_card,
                args=(segment["id"], name),
            )
    if segment["note"]:
        st.markdown(plain(segment["note"]))
    size, worth = (words.amount(segment[n], segment[f"{n}_unit"]) for n in ("size", "worth"))
    with st.container(key=f"cx-segment-figures-{segment['id']}", gap="xsmall"):
        for title, value in (("Size", size), ("A customer is worth", worth)):
            if value:
                st.markdown(f":gray[{title}]  \n**{plain(value)}**")
    for field in ("demographics", "income", "needs"):
        if segment[field]:
            title = {"demographics": "Who", "income": "Income", "needs": "Needs that matter"}[field]
            st.markdown(f":gray[{title}]  \n{plain(segment[field])}")
    st.markdown(f":gray[{MARKS[segment['evidence']]} {label(EVIDENCE, segment['evidence'])}]")
    with st.container(key=f"cx-segment-foot-{segment['id']}", gap="xsmall"):
        st.markdown(f"**{words.stand_for(personas)}**" if personas else f":gray[{words.stand_for(personas)}]")
        if personas:
            with st.container(horizontal=True, gap="small"):
                for persona in personas:
                    _person(store, persona)
        elif editable:
            st.button(
                "Make one",
                key=f"segment.{segment['id']}.make",
                icon=":material/person_add:",
                on_click=segment_form.make_persona,
                args=(segment["id"], name),
                help=f"Make a persona that stands for {plain(name)}",
            )


def _person(store: Store, persona: Record) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", wrap=False, width="content"):
        persona_pages.portrait(store, persona, 36)
        st.page_link(
            navigation.personas(), label=plain(persona["name"]), icon="", query_params={session.PERSONA: persona["id"]}
        )


def _on_card(segment: str, name: str) -> None:
    chosen = session.get(f"segment.{segment}")
    if chosen == _EDIT:
        segment_form.open_form(segment)
    elif chosen == _DELETE:
        writing.delete("segment", segment, f"“{name}” was deleted. Its personas stay, and stand for no segment.")


def _faces(store: Store, known: Sequence[Known]) -> None:
    """Who is only a segment with a face, and what would bring them to life."""
    bare = [one for one in known if one.found.only_segment]
    if not bare:
        return
    st.divider()
    st.subheader("Only a segment with a face", anchor=False)
    st.markdown(
        "These say what somebody like this wants, and nothing that only a person has: no quote of their own, and nothing of what drives "
        "them, what they do, think and feel, what gets in their way, or of a job that they want done."
    )
    for one in bare:
        with st.container(
            key=f"cx-bare-{one.id}", horizontal=True, vertical_alignment="center", border=True, gap="small", wrap=False
        ):
            persona_pages.portrait(store, one.persona, 48)
            with st.container(gap=None):
                to = {session.PERSONA: one.id}
                st.page_link(navigation.personas(), label=plain(one.persona["name"]), icon="", query_params=to)
                st.markdown(f":gray[{plain(advice(one.found)[0])}]")


@st.fragment(run_every=2)
def watch(store: Store, revision: int) -> None:
    """Draw the page anew when somebody else has changed something; not while a dialog is open."""
    if store.revision > revision and not session.get(session.DIALOG):
        st.rerun()
