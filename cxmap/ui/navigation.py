"""The pages as `st.Page` objects, and the ways from one to another."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NoReturn

import streamlit as st

from cxmap.ui import session
from cxmap.ui.person import may

_PAGES = Path(__file__).parents[2] / "pages"


def _page(name: str, title: str, **more: Any) -> st.Page:
    # No icon: Streamlit would fetch it as the tab's picture from Google. The style sheet draws the menu's icons.
    return st.Page(_PAGES / f"{name}.py", title=title, icon="", url_path=name, **more)


def journeys() -> st.Page:
    """The home page: all journeys."""
    return _page("journeys", "Journeys", default=True)


def journey() -> st.Page:
    """The board of one journey, named by the URL; not in the menu, since it needs a journey."""
    return _page("journey", "Journey", visibility="hidden")


def personas() -> st.Page:
    """All personas, and the one that the URL names."""
    return _page("personas", "Personas")


def segments() -> st.Page:
    """The parts of the market, and the personas that stand for them."""
    return _page("segments", "Segments")


def compare_personas() -> st.Page:
    """Two to four personas side by side; not in the menu, since it needs them."""
    return _page("compare_personas", "Compare personas", visibility="hidden")


def persona_sheet() -> st.Page:
    """The sheet of a persona for the wall; not in the menu, since it needs one."""
    return _page("persona_sheet", "For the wall", visibility="hidden")


def viewpoints() -> st.Page:
    """What we know of our customers from six sides, and where to focus."""
    return _page("viewpoints", "Viewpoints")


def feedback() -> st.Page:
    """What customers and colleagues said."""
    return _page("feedback", "Feedback")


def field_notes() -> st.Page:
    """What was seen and heard in the field."""
    return _page("field_notes", "Field notes")


def themes() -> st.Page:
    """What feedback is about, how it sounds, and how that changes."""
    return _page("themes", "Themes")


def ideas() -> st.Page:
    """The ideas of an idea board, from new to done."""
    return _page("ideas", "Ideas")


def measures() -> st.Page:
    """The KPIs of a journey and their readings."""
    return _page("measures", "Measures")


def atlas() -> st.Page:
    """How the journeys hang together."""
    return _page("atlas", "Atlas")


def compare() -> st.Page:
    """Two maps side by side; not in the menu, since it needs the maps."""
    return _page("compare", "Compare", visibility="hidden")


def agreement() -> st.Page:
    """What the tables of a workshop agree on; not in the menu, since it needs one."""
    return _page("agreement", "Agreement", visibility="hidden")


def guess() -> st.Page:
    """What we predict of customers, beside what they answer."""
    return _page("guess", "Our guess")


def teams() -> st.Page:
    """The teams, and who does what in the journey that the URL names."""
    return _page("teams", "Teams")


def workshops() -> st.Page:
    """All workshops, and the run sheets that they start from."""
    return _page("workshops", "Workshops")


def workshop() -> st.Page:
    """One workshop, named by the URL; not in the menu, since it needs one."""
    return _page("workshop", "Workshop", visibility="hidden")


def settings() -> st.Page:
    """The person's own name, and how this installation is set up."""
    return _page("settings", "Settings")


def pages() -> list[st.Page]:
    """The pages that this person may open, in the order of the menu: understand the customer, map, do; the style sheet sets the
    groups apart (Streamlit's own sections are no list to a screen reader).

    Who has one journey only sees no others'.
    """
    if not may("browse"):
        return [journeys(), journey(), settings()]
    return [
        journeys(),
        journey(),
        atlas(),
        compare(),
        personas(),
        segments(),
        compare_personas(),
        persona_sheet(),
        viewpoints(),
        feedback(),
        themes(),
        field_notes(),
        ideas(),
        guess(),
        workshops(),
        workshop(),
        agreement(),
        teams(),
        measures(),
        settings(),
    ]


def to_journey(journey_id: str) -> NoReturn:
    """Open a journey's board."""
    st.switch_page(journey(), query_params={session.JOURNEY: journey_id})


def to_card(journey_id: str, card_id: str) -> NoReturn:
    """Open a journey's board at one of its cards."""
    st.switch_page(journey(), query_params={session.JOURNEY: journey_id, **({session.CARD: card_id} if card_id else {})})


def to_feedback(**filters: str) -> NoReturn:
    """Open the inbox, narrowed by parts of a `Query`: `to_feedback(theme=…, since=…)`."""
    st.switch_page(feedback(), query_params={name: value for name, value in filters.items() if value} or None)


def to_persona(persona_id: str) -> NoReturn:
    """Open a persona."""
    st.switch_page(personas(), query_params={session.PERSONA: persona_id} if persona_id else None)


def to_personas_compared(*persona_ids: str) -> NoReturn:
    """Compare personas: two to four of them side by side."""
    st.switch_page(compare_personas(), query_params={session.PERSONAS: ",".join(persona_ids)} if persona_ids else None)


def to_persona_sheet(persona_id: str) -> NoReturn:
    """Open the sheet of a persona for the wall."""
    st.switch_page(persona_sheet(), query_params={session.PERSONA: persona_id})


def to_idea(board_id: str, idea_id: str) -> NoReturn:
    """Go to an idea on its board, and open it."""
    st.switch_page(ideas(), query_params={session.IDEA_BOARD: board_id, session.IDEA_OPEN: idea_id})


def to_measures(journey_id: str, kpi: str = "") -> NoReturn:
    """Open the KPIs of a journey, at one of them."""
    st.switch_page(measures(), query_params={session.JOURNEY: journey_id, **({session.KPI: kpi} if kpi else {})})


def to_compare(journey_id: str) -> NoReturn:
    """Compare a journey with the map that it is linked with."""
    st.switch_page(compare(), query_params={session.JOURNEY: journey_id})


def to_teams(journey_id: str) -> NoReturn:
    """Open the teams, and who does what in a journey."""
    st.switch_page(teams(), query_params={session.JOURNEY: journey_id} if journey_id else None)


def to_workshop(workshop_id: str) -> NoReturn:
    """Open the page of a workshop."""
    st.switch_page(workshop(), query_params={session.WORKSHOP: workshop_id})


def to_workshops() -> NoReturn:
    """Open the list of all workshops."""
    st.switch_page(workshops())


def to_agreement(workshop_id: str) -> NoReturn:
    """Open what the tables of a workshop agree on."""
    st.switch_page(agreement(), query_params={session.WORKSHOP: workshop_id})


def to_board_of(journey_id: str, workshop_id: str) -> NoReturn:
    """Open a journey's board for a workshop."""
    st.switch_page(journey(), query_params={session.JOURNEY: journey_id, session.WORKSHOP: workshop_id})


def to_journeys() -> NoReturn:
    """Go home."""
    st.switch_page(journeys())


def to_settings() -> NoReturn:
    """Open the settings."""
    st.switch_page(settings())
