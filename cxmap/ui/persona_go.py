"""Where the persona editor leads to."""

from __future__ import annotations

from typing import Any

import streamlit as st

from cxmap.ui import navigation, persona_photo
from cxmap.ui.person import may


def go(place: dict[str, Any]) -> None:
    """Go where somebody pointed in the editor."""
    if place.get("journey"):
        navigation.to_journey(str(place["journey"]))
    elif place.get("compare"):
        navigation.to_personas_compared(str(place["compare"]))
    elif place.get("sheet"):
        navigation.to_persona_sheet(str(place["sheet"]))
    elif place.get("picture") and may("edit"):
        persona_photo.open_dialog()
        st.rerun()
    elif place.get("page") == "segments":
        st.switch_page(navigation.segments())
