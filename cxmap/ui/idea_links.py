"""What an idea is about: pains, touchpoints and journeys; and the way of an idea onto a map, as an opportunity."""

from __future__ import annotations

import streamlit as st

from cxmap.insights.ideas import Idea
from cxmap.model.records import Record
from cxmap.model.views import JourneyView
from cxmap.model.vocabulary import LANE_KINDS, label
from cxmap.runtime import runtime
from cxmap.ui import idea_edits, navigation, session, writing
from cxmap.ui.choosing import journey_names
from cxmap.ui.idea_reading import GONE, find
from cxmap.ui.words import apart, plain

_WHOLE = ""
_FIRST = ("pain", "touchpoint")  # what ideas are mostly about


def draw(idea: Idea) -> None:
    """The links of an idea, with what can be done with each, and the form for another one."""
    st.subheader("What it is about", anchor=False)
    store = runtime().store
    views = {map_: store.view(map_) for map_ in {link["map"] for link in idea.links} if map_}
    for link in idea.links:
        _line(idea, link, views.get(link["map"]))
    if not idea.links:
        st.markdown(":gray[Link it to the pain or touchpoint that it would change.]")
    _form(idea)


def _line(idea: Idea, link: Record, view: JourneyView | None) -> None:
    card = next((c for c in view.cards if c["id"] == link["card"]), None) if view else None
    title = plain(card["title"] if card else link["title"]) or "Untitled"
    with st.container(key=f"cx-idea-link-{link['id']}", horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(gap=None):
            if view is None:
                st.markdown(title)
                st.markdown(":gray[Its journey is gone]")
            else:
                to = {session.JOURNEY: link["map"], **({session.CARD: card["id"]} if card else {})}
                st.page_link(navigation.journey(), label=title, icon="", query_params=to, width="content")
                what = label(LANE_KINDS, view.lane_kind[card["lane"]]) if card else "Journey"
                st.markdown(f":gray[{what} · {plain(view.journey['title'])}]")
        if view is not None and not idea_edits.is_on(idea, view):
            st.button(
                "Put on the map", icon=":material/add_location:", key=f"idea.map.{link['id']}", on_click=_put,
                args=(idea.id, link["id"]), help="Makes an opportunity of it in that stage, which carries the idea as its source",
            )  # fmt: skip
        st.button(
            "Remove", key=f"idea.unlink.{link['id']}", type="tertiary", on_click=writing.delete,
            args=("idea_link", link["id"], "The link was removed from the idea."), help=f"Remove the link to {title}",
        )  # fmt: skip


def _form(idea: Idea) -> None:
    store = runtime().store
    form = f"idea.link.{idea.id}"
    names = journey_names(store.journeys())
    if not names:
        return
    journey = st.selectbox(
        "Journey", list(names), None, format_func=lambda id_: names.get(id_, ""), key=session.field(form, "journey"),
        placeholder="Choose a journey",
    )  # fmt: skip
    view = store.view(journey) if journey else None
    if view is None:
        return
    cards = choices(view)
    st.selectbox("Card", list(cards), format_func=lambda id_: cards.get(id_, ""), key=session.field(form, f"card.{journey}"))
    st.button("Link it", icon=":material/link:", key=session.field(form, "add"), on_click=_link, args=(idea.id,))


def choices(view: JourneyView) -> dict[str, str]:
    """The cards that an idea can be about, by id, as people find them: pains and touchpoints first; "" is the whole journey."""
    stages = {stage["id"]: stage["name"] or f"Stage {i}" for i, stage in enumerate(view.stages, 1)}

    def rank(card: Record) -> int:
        kind = view.lane_kind[card["lane"]]
        return _FIRST.index(kind) if kind in _FIRST else len(_FIRST)

    cards = sorted((c for c in view.cards if view.lane_kind[c["lane"]] not in ("emotion", "kpi")), key=rank)
    named = {
        c["id"]: f"{label(LANE_KINDS, view.lane_kind[c['lane']])}: {c['title'] or 'Untitled'} ({stages[c['stage']]})"
        for c in cards
    }
    return {_WHOLE: "The whole journey", **apart(named)}


def _link(id_: str) -> None:
    form = f"idea.link.{id_}"
    store = runtime().store
    journey = session.get(session.field(form, "journey"))
    view = store.view(journey) if journey else None
    if view is None:
        writing.say("Choose the journey first.")
        return
    chosen = session.get(session.field(form, f"card.{journey}")) or _WHOLE
    card = next((c for c in view.cards if c["id"] == chosen), None)
    if chosen and card is None:
        writing.say("This card was deleted meanwhile: choose another one.")
        return
    there = [link for link in store.of_type("idea_link") if link["idea"] == id_]
    if any(link["map"] == journey and (link["card"] or _WHOLE) == chosen for link in there):
        writing.say("The idea is linked with this already.")
        return
    if writing.commit([idea_edits.link(id_, view, card)]) is not None:
        session.reopen(form)


def _put(id_: str, link_id: str) -> None:
    idea, link = find(id_), runtime().store.record("idea_link", link_id)
    view = runtime().store.view(link["map"]) if link and link["map"] else None
    if idea is None or link is None or view is None:
        writing.say(GONE)
        return
    if idea_edits.is_on(idea, view):
        writing.say("The idea is an opportunity on this map already.")
        return
    made = idea_edits.on_map(idea, view, link["card"])
    if made is None:
        writing.say("This map has no stage yet: open it and add one, then put the idea there.")
        return
    _, stage, changes = made
    writing.make(changes, f"It is an opportunity now, in “{stage}” of “{view.journey['title']}”.")
