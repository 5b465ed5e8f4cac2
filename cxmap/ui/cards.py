"""One journey as a card of the home page."""

from __future__ import annotations

import streamlit as st

from cxmap.documents.avatar import pips
from cxmap.documents.tokens import ADAPTIVE, themed
from cxmap.insights import emotion
from cxmap.insights.summary import Summary
from cxmap.insights.words import plural, severity
from cxmap.model.vocabulary import JOURNEY_STATES, label
from cxmap.ui import actions, library, navigation, session
from cxmap.ui.library import Entry
from cxmap.ui.person import Rights
from cxmap.ui.words import ago, plain


def card(entry: Entry, mine: Rights) -> None:
    """Draw a journey; the whole card is a link to its board, and its menu offers what the person may do."""
    title = entry.journey["title"]
    with st.container(key=f"cx-card-{entry.id}", border=True, gap="xxsmall", height="stretch"):
        st.image(library.picture(entry.figures), width="stretch", alt=_said(entry.figures))
        with st.container(horizontal=True, vertical_alignment="center", wrap=False, gap="xsmall"):
            st.page_link(
                navigation.journey(), label=plain(title), icon="", query_params={session.JOURNEY: entry.id}, width="stretch"
            )
            if choices := _choices(entry, mine):
                st.menu_button(
                    "More",
                    choices,
                    key=f"more.{entry.id}",
                    icon=":material/more_horiz:",
                    type="tertiary",
                    help=f"More for {plain(title)}",
                    on_click=actions.on_card,
                    args=(entry.id, f"more.{entry.id}", title),
                )
        st.markdown(f":gray[{_who_and_how_much(entry)}]")
        if entry.owner:
            st.markdown(f":gray[Owner] {plain(entry.owner)}")
        st.markdown(_lowest(entry.figures))
        _worst(entry.figures)
        if entry.figures.off_target:
            st.markdown(f":orange[▲] {entry.figures.off_target} of {plural(entry.figures.kpis, 'KPI')} off target")
        if entry.answered:
            st.markdown(f":gray[{entry.answered}]")
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key=f"cx-foot-{entry.id}"):
            by = f" by {plain(entry.changed_by)}" if entry.changed_by else ""
            st.markdown(f":gray[{ago(entry.changed_at)}{by}]", width="stretch")
            share = entry.figures.coverage.share
            if share is not None:
                said = f"{share * 100:.0f}\N{NO-BREAK SPACE}%"
                st.image(library.evidence(entry.figures), width=92, alt=_rests_on(entry.figures, said))
                st.markdown(f"**{said}**", width="content")


def _rests_on(figures: Summary, share: str) -> str:
    expired = figures.coverage.expired
    said = f"{share} of the cards are observed or measured"
    return f"{said}; the evidence of {plural(expired, 'card')} has expired" if expired else said


def _choices(entry: Entry, mine: Rights) -> list[str]:
    made = mine.may("edit")
    offered = {
        actions.DUPLICATE: made,
        actions.TWIN: made and entry.journey["state"] == "as_is",
        actions.COMPARE: mine.may("browse"),
        actions.TEMPLATE: made,
        actions.EXPORT: mine.may("export", entry.id),
        actions.DELETE: mine.may("delete_journey", entry.id),
    }
    return [choice for choice, there in offered.items() if there]


def _who_and_how_much(entry: Entry) -> str:
    names = ", ".join(plain(persona["name"]) for persona in entry.personas) or "Nobody travels it yet"
    state = label(JOURNEY_STATES, entry.journey["state"])
    return f"{names} · {plural(entry.figures.touchpoints, 'touchpoint')} · {state}"


def _lowest(figures: Summary) -> str:
    low = figures.lowest
    if low is None:
        return ":gray[No feelings on it yet]"
    colour = {"neg": "orange", "pos": "green", "neu": "gray"}[emotion.tone(low.value)]
    return f":gray[Lowest] :{colour}[**{emotion.show(low.value)}**] {plain(low.title)}"


def _worst(figures: Summary) -> None:
    worst = figures.worst_pain
    if worst is None:
        st.markdown(":gray[No pain points on it yet]")
        return
    with st.container(horizontal=True, vertical_alignment="center", gap=6, wrap=False):
        if worst.severity:
            st.image(themed(pips(worst.severity, ADAPTIVE)), width=15, alt=severity(worst.severity))
        st.markdown(f":gray[Worst pain] {plain(worst.title)}", width="stretch")


def _said(figures: Summary) -> str:
    low, high = figures.lowest, figures.highest
    if low is None or high is None:
        return "No emotion curve yet"
    return f"Emotion curve from {emotion.show(low.value)} to {emotion.show(high.value)}"
