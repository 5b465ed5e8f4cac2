"""The board and what stands beside it, as one fragment: a re-run of it leaves the rest of the page, and the board, alone."""

from __future__ import annotations

import atexit
from collections.abc import Callable
from datetime import date
from functools import cache, lru_cache
from typing import Any, Literal, get_args

import streamlit as st

from cxmap.board import BoardData, board
from cxmap.charts.picture import Picture, asked, read
from cxmap.charts.swimlane_process import Draughtsman
from cxmap.insights.outline import KEY
from cxmap.model.views import JourneyView
from cxmap.runtime import settle
from cxmap.store import Store
from cxmap.ui import actions, around, look, navigation, session, templates, workshop_desk, workshop_plan
from cxmap.ui.person import rights
from cxmap.ui.words import plain
from cxmap.web.assets import asset_base

View = Literal["Board", "Both", "Swimlane"]
_CHART = {"displayModeBar": False, "responsive": False}


def exists(store: Store, journey_id: str) -> bool:
    """Whether there is such a journey."""
    return bool(journey_id) and store.view(journey_id) is not None


@st.fragment
def draw(store: Store, journey_id: str) -> None:
    """The board, the swimlane where it is wanted, and under them a strip to choose what is seen.

    While the swimlane is in view the board reports new revisions, which re-runs this fragment; else nothing here runs again.
    """
    view: View = session.get(session.VIEW) or "Board"
    # What stands here keeps its place in every view, or the board would be built anew; the style sheet goes by the chart's key.
    with st.container(key="cx-canvas", gap=None):
        with st.container(key=f"cx-board-{journey_id}"):
            result = board(_data(store, journey_id, chart=view != "Board"), key=f"board.{journey_id}")
        with st.container(key=f"cx-chart-{view.lower()}"):
            if view != "Board":
                _chart(store, journey_id)
        with st.container(key="cx-strip", horizontal=True, vertical_alignment="center"):
            st.segmented_control(
                "View", get_args(View), default="Board", required=True, key=session.VIEW, label_visibility="collapsed"
            )
    if result.go:
        _go(dict(result.go))
        _tell_trouble()


def _data(store: Store, journey_id: str, chart: bool) -> BoardData:
    mine = rights()
    wide = mine.may("browse")  # who has one journey only is told nothing of the others
    return {
        "base": asset_base().rpartition("/assets/")[0],
        "assets": asset_base(),
        "journey": journey_id,
        "journeys": [
            {"id": j.id, "title": j.title, "state": j.state, "as_is": j.as_is} for j in store.journeys() if mine.reads(j.id)
        ],
        "templates": templates.for_board(store) if mine.may("edit") else "[]",
        "people": [{name: person[name] for name in ("id", "name", "colour")} for person in store.people()] if wide else [],
        "around": around.for_board(store, journey_id) if wide else around.NOTHING,
        "chart": chart,
        "dark": look.known_dark(),
    }


def _chart(store: Store, journey_id: str) -> None:
    view = store.view(journey_id)
    if view is None:
        st.markdown("This journey was deleted meanwhile.")
        return
    picture = _picture(_Edition(view, look.dark(), date.today()))
    figure = _finished()(picture.figure)
    st.plotly_chart(figure, width="content", theme=None, config=_CHART, key=f"swimlane.{journey_id}", alt=picture.said)
    st.markdown(f":gray[{KEY}]")
    with st.expander("The same in words"):
        st.markdown("\n\n".join(_words(stage, tuple(sentences)) for stage, sentences in picture.words))


@lru_cache(maxsize=1_000)
def _words(stage: str, sentences: tuple[str, ...]) -> str:
    """A stage in words, as Markdown. Of a map that is drawn anew most stages say what they said before."""
    return f"**{plain(stage)}**\n" + "".join(f"\n- {plain(sentence)}" for sentence in sentences)


class _Edition:
    """A journey at one revision on one day in one theme: drawn once, however often and by however many it is looked at."""

    def __init__(self, view: JourneyView, dark: bool, today: date) -> None:
        self.view, self.dark, self.today = view, dark, today
        self.key = (view.journey["id"], view.revision, dark, today)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Edition) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


@lru_cache(maxsize=32)
def _picture(edition: _Edition) -> Picture:
    return read(_draughtsman().draw(asked(edition.view, edition.dark, edition.today)))


@cache
def _draughtsman() -> Draughtsman:
    made = Draughtsman()
    atexit.register(made.close)
    return made


@cache
def _finished() -> Callable[[dict[str, Any]], Any]:
    from cxmap.charts.figure import Finished  # Plotly takes a second to load, and a board needs none of it

    settle()
    return Finished


def _tell_trouble() -> None:
    """Say what was not done: the board's page has no room for a line above the board."""
    if trouble := session.take(session.TROUBLE):
        st.toast(plain(trouble), icon=":material/info:", duration="long")


def _go(place: dict[str, Any]) -> None:
    """Go where the board's head points."""
    if place.get("twin"):
        made = actions.make_twin(str(place["twin"]))
        if made:
            navigation.to_journey(made)
    elif place.get("detail"):
        what = str(place.get("type")), str(place["detail"]), str(place.get("title") or "")
        made = around.make_detail(session.get(session.OPENED, ""), *what)
        if made:
            navigation.to_journey(made)
    elif place.get("idea"):
        navigation.to_idea(str(place.get("board") or ""), str(place["idea"]))
    elif place.get("compare"):
        navigation.to_compare(str(place["compare"]))
    elif place.get("journey"):
        navigation.to_journey(str(place["journey"]))
    elif place.get("agreement"):
        navigation.to_agreement(str(place["agreement"]))
    elif place.get("code"):
        workshop_desk.make_code(str(place["code"]))
    elif place.get("close"):
        workshop_desk.close(str(place["close"]))
    elif place.get("workshop"):
        navigation.to_workshop(str(place["workshop"]))
    elif place.get("page") == "workshops":
        workshop_plan.open_for(str(place.get("plan") or session.get(session.OPENED, "")))
        navigation.to_workshops()
    elif place.get("page") == "personas":
        navigation.to_persona(str(place.get("persona") or ""))
    elif place.get("page") == "measures":
        navigation.to_measures(session.get(session.OPENED, ""), str(place.get("kpi") or ""))
    elif place.get("page") == "teams":
        navigation.to_teams(session.get(session.OPENED, ""))
    elif place.get("page") == "settings":
        navigation.to_settings()
    elif place.get("page"):
        navigation.to_journeys()
