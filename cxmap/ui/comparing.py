"""Two maps side by side on a page: which two, the curves over each other, and stage by stage what differs."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

import streamlit as st

from cxmap.documents.tokens import Tokens, tokens
from cxmap.insights import comparison as compared
from cxmap.insights.comparison import MARKS, Comparison, CurvePair, Pair
from cxmap.insights.differences import Difference
from cxmap.insights.words import plural
from cxmap.model import vocabulary as v
from cxmap.model.records import Record
from cxmap.model.views import JourneyView
from cxmap.runtime import runtime, settle
from cxmap.store import JourneySummary, Store
from cxmap.ui import actions, look, navigation, session
from cxmap.ui.person import may
from cxmap.ui.words import apart, plain

_ALL, _DIFFERING = "All stages", "Only what differs"
_MANY = 400  # cards from which on only what differs is shown at first
_CHART = {"displayModeBar": False, "responsive": True}


_LOOK_EVERY = 2  # seconds after which the page looks whether somebody has changed one of the maps


@st.fragment(run_every=_LOOK_EVERY)
def follow(store: Store, before: JourneyView, after: JourneyView) -> None:
    """Draw the page anew when one of its maps has changed, at most once in 2 s; where nothing was written, nothing is read."""
    shown = max(before.revision, after.revision)
    if store.revision <= session.get(session.COMPARED_AT, shown):
        return
    session.put(session.COMPARED_AT, store.revision)
    now = {j.id: j.revision for j in store.journeys()}
    if any(now.get(view.journey["id"]) != view.revision for view in (before, after)):
        st.rerun()


class _Edition:
    """Two journeys, each at one revision: compared once, however often and by however many it is looked at."""

    def __init__(self, before: JourneyView, after: JourneyView) -> None:
        self.before, self.after = before, after
        self.key = tuple((view.journey["id"], view.revision) for view in (before, after))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Edition) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


@lru_cache(maxsize=32)
def _comparison(edition: _Edition) -> Comparison:
    return Comparison(edition.before, edition.after)


def choose(store: Store) -> tuple[JourneyView, JourneyView] | None:
    """The two maps that the URL or the person asks for; None where there are not two, after saying what to do."""
    journeys = {j.id: j for j in store.journeys()}
    before, after = _asked(journeys)
    if len(journeys) < 2:
        _no_twin(store, journeys, before or after)
        return None
    with st.container(key="cx-compare-choice", horizontal=True, vertical_alignment="bottom"):
        before = _pick("Before", journeys, before, session.BEFORE)
        after = _pick("After", journeys, after, session.AFTER)
        st.button("Swap", icon=":material/swap_horiz:", on_click=_swap, args=(before, after), disabled=not (before and after))
    if before and after and before != after:
        views = store.view(before), store.view(after)
        if views[0] is not None and views[1] is not None:
            return views[0], views[1]
    if before and before == after:
        st.markdown("Choose two different maps: these are one and the same.")
    else:
        _no_twin(store, journeys, before or after)
    return None


def _asked(journeys: dict[str, JourneySummary]) -> tuple[str, str]:
    """What the URL asks for: two maps, or one with the map that it is linked with."""
    before, after = (session.url(name) for name in (session.BEFORE, session.AFTER))
    one = session.url(session.JOURNEY)
    if one in journeys and not (before or after):
        record = {"id": one, "state": journeys[one].state, "as_is": journeys[one].as_is}
        others = [{"id": j.id, "as_is": j.as_is} for j in journeys.values()]
        was, now = compared.twins(record, others)
        before, after = was or "", now or ""
    return (before if before in journeys else ""), (after if after in journeys else "")


def _pick(label: str, journeys: dict[str, JourneySummary], chosen: str, key: str) -> str:
    ids = list(journeys)
    names = apart({j.id: f"{j.title or 'Untitled'} ({v.label(v.JOURNEY_STATES, j.state).lower()})" for j in journeys.values()})
    widget = session.field(f"compare.{key}", chosen)
    picked = st.selectbox(
        label,
        ids,
        index=ids.index(chosen) if chosen in ids else None,
        format_func=lambda id_: names.get(id_, ""),
        placeholder="Choose a map",
        key=widget,
        on_change=_picked,
        args=(key, widget),
    )
    return str(picked or "")


def _picked(key: str, widget: str) -> None:
    chosen = str(session.get(widget) or "")
    if session.url(session.JOURNEY):  # what stood for both maps becomes two
        journeys = {j.id: j for j in runtime().store.journeys()}
        for name, id_ in zip((session.BEFORE, session.AFTER), _asked(journeys), strict=True):
            session.set_url(name, id_)
        session.set_url(session.JOURNEY, "")
    session.set_url(key, chosen)


def _swap(before: str, after: str) -> None:
    session.set_url(session.JOURNEY, "")
    session.set_url(session.BEFORE, after)
    session.set_url(session.AFTER, before)


def _no_twin(store: Store, journeys: dict[str, JourneySummary], one: str) -> None:
    """Say how to get two maps to compare."""
    if not journeys:
        st.markdown(
            "There is no journey yet. Make one on the first page, then a to-be copy of it: the two can be compared here."
        )
        st.page_link(navigation.journeys(), label="To all journeys", icon=":material/arrow_back:")
        return
    found = journeys.get(one)
    if found is None:
        st.markdown("Choose two maps: an as-is map and its to-be map, or any others.")
        return
    if found.state == "to_be":
        st.markdown(
            f"**{plain(found.title)}** is not linked with an as-is map (any more). Choose one under **Before**, or name it as its "
            "as-is map in the fields of the board."
        )
        return
    if not may("edit"):
        st.markdown(f"**{plain(found.title)}** has no to-be map yet.")
        return
    st.markdown(
        f"**{plain(found.title)}** has no to-be map yet. Make a linked copy, change it into what should be, and compare the two here."
    )
    st.button("Create a to-be copy", icon=":material/add:", type="primary", on_click=_make, args=(one,))


def _make(journey: str) -> None:
    made = actions.make_twin(journey)
    if made:
        session.set_url(session.JOURNEY, made)
        session.set_url(session.BEFORE, "")
        session.set_url(session.AFTER, "")


def draw(before: JourneyView, after: JourneyView) -> None:
    """The finding, the curves over each other, and the stages side by side with what differs in words."""
    comparison = _comparison(_Edition(before, after))
    curve = _curve(comparison)
    first, second = compared.headline(comparison, curve)
    with st.container(key="cx-compare-finding", horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{plain(first)}**" + (f"; {plain(second)}." if second else "."), width="stretch")
        for view, name in ((before, "before"), (after, "after")):
            to = {session.JOURNEY: view.journey["id"]}
            label = f"Open {v.label(v.JOURNEY_STATES, view.journey['state']).lower()}"
            if before.journey["state"] == after.journey["state"]:
                label = f"Open {name}"
            st.page_link(navigation.journey(), label=label, icon=":material/open_in_new:", query_params=to)
    if curve is not None:
        _overlay(comparison, curve)
    else:
        st.markdown("Nobody travels these maps yet: add a persona in the head of a board, and say how each touchpoint feels.")
    _side_by_side(comparison)


def _curve(comparison: Comparison) -> CurvePair | None:
    people = apart({p["id"]: p["name"] for p in comparison.personas})
    if not people:
        return None
    chosen = next(iter(people))
    if len(people) > 1:
        chosen = (
            st.segmented_control(
                "Persona",
                list(people),
                default=chosen,
                format_func=lambda id_: plain(people[id_]),
                key=session.COMPARED_PERSONA,
            )
            or chosen
        )
    return comparison.curves(chosen if chosen in people else next(iter(people)))


def _overlay(comparison: Comparison, curve: CurvePair) -> None:
    names = compared.names(comparison.before.journey, comparison.after.journey)
    if not curve.before and not curve.after:
        st.markdown(f"Nobody has said yet how {plain(curve.persona['name'])} feels on these maps.")
        return
    figure = _artist()(comparison, curve, names, tokens(look.dark()))
    said = f"Emotion of {curve.persona['name']} on both maps. {compared.lowest_point(curve)}"
    st.plotly_chart(figure, theme=None, config=_CHART, key="overlay", alt=said)
    with st.container(key="cx-compare-remembered", horizontal=True):
        for name, (found, total) in zip(names, compared.remembered(curve), strict=True):
            with st.container(border=True, gap="xxsmall"):
                st.markdown(f"**{plain(name)}**")
                st.markdown(plain(total))
                if found is not None:
                    st.markdown(
                        f":gray[Peak: {plain(found.peak.title or 'Untitled')} · End: {plain(found.end.title or 'Untitled')}]"
                    )
    st.markdown(
        ":gray[Remembered ≈ (peak + end) / 2, the peak being the feeling furthest from neutral: a heuristic, not a measurement.]"
    )


@cache
def _artist() -> Callable[[Comparison, CurvePair, tuple[str, str], Tokens], Any]:
    from cxmap.charts.overlay import overlay  # Plotly takes a second to load

    settle()
    return overlay


def _side_by_side(comparison: Comparison) -> None:
    cards = len(comparison.before.cards) + len(comparison.after.cards)
    with st.container(key="cx-compare-bar", horizontal=True, vertical_alignment="center"):
        st.header("Stage by stage", anchor=False)
        shown = st.segmented_control(
            "Stages",
            [_ALL, _DIFFERING],
            default=_DIFFERING if cards > _MANY else _ALL,
            required=True,
            key=session.COMPARED_STAGES,
            label_visibility="collapsed",
        )
    st.markdown(f":gray[Marks: {plain(' · '.join(MARKS.values()))}]")
    only = shown == _DIFFERING
    whole = comparison.at.get(None, [])
    if whole:
        with st.container(key="cx-compare-whole", border=True, gap="xxsmall"):
            st.markdown("**The whole map**")
            st.markdown(_list([comparison.say(d) for d in whole]))
    left = 0
    for place, column in enumerate(comparison.columns, 1):
        if only and not comparison.of_column(column):
            left += 1
        else:
            _stage(comparison, place, column, only)
    if left:
        st.markdown(f":gray[{plural(left, 'stage')} {'does' if left == 1 else 'do'} not differ.]")
    if not comparison.columns:
        st.markdown("Neither map has a stage yet: open one and start typing.")


def _stage(comparison: Comparison, place: int, column: Pair, only: bool) -> None:
    was, now = column
    found = comparison.of_column(column)
    name = (now or was or {})["name"] or f"Stage {place}"
    how = "" if was and now else " · ＋ new stage" if now else " · − stage is gone"
    count = plural(len(found), "difference") if found else "the same"
    with st.container(key=f"cx-compare-stage-{(now or was or {})['id']}", border=True, gap="small"):
        st.markdown(f"**{place} {plain(name)}**{how} :gray[· {count}]")
        left, middle, right = st.columns([1, 1, 1.15], gap="medium")
        labels = compared.names(comparison.before.journey, comparison.after.journey)
        for box, side, stage, label in ((left, 0, was, labels[0]), (middle, 1, now, labels[1])):
            with box:
                st.markdown(f":gray[{plain(label)}]")
                st.markdown(_cards(comparison, side, stage, only))
        with right:
            st.markdown(":gray[In words]")
            st.markdown(_list([comparison.say(d) for d in sorted(found, key=_rank)]) or ":gray[Nothing differs]")


def _rank(difference: Difference) -> tuple[int, int]:
    """The stage first, then what says most: what changed or moved before what is new or gone."""
    return (
        {"stage": 0, "card": 1, "feeling": 2}.get(difference.type, 3),
        {"changed": 0, "moved": 1, "added": 2, "gone": 3}[difference.kind],
    )


def _cards(comparison: Comparison, side: int, stage: Record | None, only: bool) -> str:
    """The cards of a stage on one map, lane by lane, each with its mark."""
    if stage is None:
        return ":gray[Not on this map]"
    view = (comparison.before, comparison.after)[side]
    lines: list[str] = []
    for pair in comparison.rows:
        lane = pair[side]
        cards = view.cells.get((stage["id"], lane["id"]), []) if lane else []
        marked = [(card, comparison.marks.get((side, card["id"]))) for card in cards]
        if only:
            marked = [(card, mark) for card, mark in marked if mark]
        if not marked or lane is None:
            continue
        lines.append(f":gray[{plain(lane['name'] or v.label(v.LANE_KINDS, lane['kind']))}]")
        lines += [_card(card, mark, side) for card, mark in marked]
    return "\n".join(f"{line}  " for line in lines) or ":gray[No card]"


def _card(card: Record, mark: str | None, side: int) -> str:
    title = plain(card["title"] or "Untitled")
    if mark is None or (mark == "added" and side == 0):
        return f"&emsp;{title}"
    said = MARKS[mark] if not (side == 0 and mark == "moved") else "→ moves away"
    return f"**{said[0]}**&ensp;**{title}** :gray[{said[2:]}]"


def _list(sentences: list[str]) -> str:
    return "\n".join(f"- {plain(sentence)}" for sentence in sentences)
