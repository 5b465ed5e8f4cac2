"""The inbox on its page: the component, what it is told of this person and the workspace, and where it leads."""

from __future__ import annotations

from typing import Any

import streamlit as st

from cxmap.board import InboxData, inbox
from cxmap.store import Store
from cxmap.ui import feedback_batches, feedback_import, feedback_typing, navigation, session
from cxmap.ui.person import Rights, rights
from cxmap.web.assets import asset_base

# What may narrow the list by the page's address: parts of `Query`.
FILTERS = ("words", "kind", "channel", "theme", "sentiment", "product", "group", "since", "until", "batch", "text", "linked")


@st.fragment
def draw(store: Store) -> None:
    """The inbox; a re-run of it leaves the rest of the page alone."""
    with st.container(key="cx-inbox"):
        result = inbox(_data(store, rights()), key="inbox")
    if result.go:
        _go(dict(result.go))


def dialogs() -> None:
    """Draw the dialog that is open, if it is one of feedback."""
    opened = session.get(session.DIALOG)
    if opened == feedback_import.IMPORT:
        feedback_import.draw()
    elif opened == feedback_typing.TYPING:
        feedback_typing.draw()
    elif opened == feedback_batches.BATCHES:
        feedback_batches.draw()


def _data(store: Store, mine: Rights) -> InboxData:
    opened = session.get(session.OPENED, "")
    journeys = sorted(store.journeys(), key=lambda j: j.id != opened)  # the one that was open last comes first
    asked = session.url(session.JOURNEY)
    return {
        "base": asset_base().rpartition("/assets/")[0],
        "assets": asset_base(),
        "may": {"edit": mine.may("edit"), "import": mine.may("import")},
        "journeys": [{"id": j.id, "title": j.title} for j in journeys],
        "personas": [{"id": p["id"], "name": p["name"]} for p in store.personas()],
        "home": f"journey:{asked}" if asked else "",
        "filters": {name: value for name in FILTERS if (value := session.url(name))},
    }


def _go(place: dict[str, Any]) -> None:
    if place.get("journey"):
        navigation.to_card(str(place["journey"]), str(place.get("card") or ""))
    elif place.get("persona"):
        navigation.to_persona(str(place["persona"]))
    elif place.get("do") == "import":
        feedback_import.open_import()
        st.rerun()
    elif place.get("do") in ("paste", "type"):
        feedback_typing.open_typing(several=place["do"] == "paste")
        st.rerun()
