"""The board and what stands beside it, as one fragment: a re-run of it leaves the rest of the page, and the board, alone."""

from __future__ import annotations

from typing import Any, Literal, get_args

import streamlit as st

from cxmap.board import BoardData, board
from cxmap.store import Store
from cxmap.ui import look, navigation, session, templates
from cxmap.web.assets import asset_base

View = Literal["Board", "Board and swimlane", "Swimlane"]


def exists(store: Store, journey_id: str) -> bool:
    """Whether there is such a journey."""
    return bool(journey_id) and store.view(journey_id) is not None


@st.fragment
def draw(store: Store, journey_id: str) -> None:
    """The board; under it a strip to choose what is seen."""
    view: View = session.get(session.VIEW, "Board")
    with st.container(key="cx-canvas"):
        with st.container(key=f"cx-board-{journey_id}"):
            result = board(_data(store, journey_id, chart=view != "Board"), key=f"board.{journey_id}")
        with st.container(key="cx-strip"):
            st.segmented_control(
                "View", get_args(View), default="Board", required=True, key=session.VIEW, label_visibility="collapsed"
            )
    if result.go:
        _go(result.go)


def _data(store: Store, journey_id: str, chart: bool) -> BoardData:
    return {
        "base": asset_base().split("/assets/")[0],
        "assets": asset_base(),
        "journey": journey_id,
        "journeys": [{"id": j.id, "title": j.title, "state": j.state, "as_is": j.as_is} for j in store.journeys()],
        "templates": templates.for_board(),
        "chart": chart,
        "dark": look.known_dark(),
    }


def _go(place: dict[str, Any]) -> None:
    if place.get("journey"):
        navigation.to_journey(str(place["journey"]))
    elif place.get("page") == "personas":
        navigation.to_persona(str(place.get("persona", "")))
    elif place.get("page") == "settings":
        navigation.to_settings()
    elif place.get("page"):
        navigation.to_journeys()
