"""The atlas on a page: all journeys as a network and as an indented list, each line of it a link."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import streamlit as st

from cxmap.charts import network
from cxmap.documents.tokens import tokens
from cxmap.insights import atlas as insights
from cxmap.insights.atlas import Atlas, Branch, Node
from cxmap.insights.emotion import show
from cxmap.insights.words import headline, severity
from cxmap.runtime import settle
from cxmap.store import Store
from cxmap.ui import library, look, navigation, session
from cxmap.ui.library import Entry
from cxmap.ui.words import plain

_MOST = 60  # journeys that are drawn at first: more make lines of text that nobody can read


def read(store: Store) -> Atlas:
    """The atlas of all journeys as they are."""
    entries = {entry.id: entry for entry in library.entries(store)}
    ties = store.ties()
    titles = {t["id"]: t["title"] for t in store.of_type("touchpoint")}
    return insights.atlas(
        [Node(e.id, e.journey["title"], e.journey["state"], _said(e), _short(e)) for e in entries.values()],
        [(o.journey, o.name, o.opens) for o in ties.openings],
        [(e.journey["as_is"], e.id) for e in entries.values() if e.journey["as_is"]],
        [(p.touchpoint, titles.get(p.touchpoint, ""), p.journey) for p in ties.places],
    )


def _said(entry: Entry) -> str:
    """The lowest point, and what hurts most where somebody rated it."""
    worst = entry.figures.worst_pain
    pain = (
        f". Worst pain: {worst.title} ({severity(worst.severity)})" if worst and worst.severity and entry.figures.lowest else ""
    )
    return headline(entry.figures) + pain


def _short(entry: Entry) -> tuple[str, ...]:
    """The same for a node of the network: a line each."""
    low, worst = entry.figures.lowest, entry.figures.worst_pain
    return (
        f"Lowest {show(low.value)}: {low.title}" if low else "No feelings yet",
        *((f"Pain {worst.severity} of 3: {worst.title}",) if worst and worst.severity else ()),
    )


def draw(found: Atlas) -> None:
    """The finding, the network and the list."""
    st.markdown(f"**{plain(insights.headline(found))}.**")
    if not found.nodes:
        st.markdown("Make a journey first; a stage or touchpoint of it can then open into a journey of its own.")
        st.page_link(navigation.journeys(), label="To all journeys", icon=":material/arrow_back:")
        return
    if not found.edges:
        st.markdown(
            "Nothing ties them yet. On a board, choose a stage or touchpoint and then **Opens** in its fields, or share a "
            "touchpoint with other journeys."
        )
    _network(found)
    st.header("The same as a list", anchor=False)
    _list(found)


def _network(found: Atlas) -> None:
    shown = found
    if len(found.nodes) > _MOST and not session.get(session.WHOLE_ATLAS):
        tied = {id_ for edge in found.edges for id_ in (edge.start, edge.end)}
        first = sorted(found.nodes, key=lambda n: n.id not in tied)[:_MOST]
        kept = {node.id for node in first}
        shown = Atlas(first, [e for e in found.edges if e.start in kept and e.end in kept])
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f":gray[The network shows {_MOST} of {len(found.nodes)} journeys, those that hang together first.]")
            st.button(f"Draw all {len(found.nodes)}", on_click=session.put, args=(session.WHOLE_ATLAS, True))
    nodes, edges = network.network(shown, tokens(look.dark()))
    with st.container(key="cx-atlas", border=True):
        clicked = _component()(nodes, edges, network.options())
    st.markdown(
        ":gray[Solid arrow: opens into · dashed arrow: its to-be map · dotted line: both share a touchpoint. Click a journey to open it.]"
    )
    # the component tells its last click at every run of the page: only a new one leads away
    if clicked and clicked != session.get(session.CLICKED) and any(node.id == clicked for node in shown.nodes):
        session.put(session.CLICKED, clicked)
        navigation.to_journey(clicked)
    session.put(session.CLICKED, clicked)


@cache
def _component() -> Callable[[list[network.Part], list[network.Part], dict[str, Any]], str | None]:
    import streamlit_agraph as agraph  # takes a second to load

    settle()

    def run(nodes: list[network.Part], edges: list[network.Part], options: dict[str, Any]) -> str | None:
        config = agraph.Config(**{**options, "height": options["height"].removesuffix("px"), "physics": False})
        config.__dict__.update(options)
        clicked = agraph.agraph(nodes=nodes, edges=edges, config=config)
        return str(clicked) if clicked else None

    return run


def _list(found: Atlas) -> None:
    """Every journey under what leads to it, with what it says first and what it shares."""
    titles = {node.id: node.title for node in found.nodes}
    for place, branch in enumerate(insights.tree(found)):
        _line(found, branch, place, titles)


def _line(found: Atlas, branch: Branch, place: int, titles: dict[str, str]) -> None:
    node = branch.node
    to = {session.JOURNEY: node.id}
    with st.container(key=f"cx-atlas-line-{min(branch.depth, 6)}-{place}", gap=None):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.page_link(navigation.journey(), label=plain(node.title or "Untitled"), icon="", query_params=to)
            by_state = branch.edge is not None and branch.edge.kind == "to_be"
            state = "To-be" if node.state == "to_be" and not by_state else ""
            how = plain(insights.said(branch.edge)) if branch.edge else ""
            again = "listed above" if branch.again else ""
            if about := " · ".join(part for part in (state, how, again) if part):
                st.markdown(f":gray[{about}]", width="content")
        if branch.again:
            return
        st.markdown(f":gray[{plain(node.said)}]")
        for edge in found.edges:
            if edge.kind == "shares" and node.id in (edge.start, edge.end):
                other = edge.end if edge.start == node.id else edge.start
                with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
                    st.markdown(f":gray[{plain(insights.said(edge))} with]", width="content")
                    st.page_link(
                        navigation.journey(),
                        label=plain(titles[other] or "Untitled"),
                        icon="",
                        query_params={session.JOURNEY: other},
                    )
