"""The dialog in which a highlight becomes evidence: of a card on a map, of what is said of a persona, or of a viewpoint."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from cxmap.model.customer_vocabulary import STATEMENT_KINDS, VIEWPOINTS
from cxmap.model.records import Record
from cxmap.model.vocabulary import LANE_KINDS, label
from cxmap.runtime import runtime
from cxmap.store import Store
from cxmap.ui import evidence_links, notices, person, session, writing
from cxmap.ui.choosing import journey_names
from cxmap.ui.evidence_links import Place, Said
from cxmap.ui.words import apart, plain

DIALOG = "highlight"
_CARD, _STATEMENT, _VIEWPOINT = "A card on a map", "A persona's statement", "A viewpoint"


def open_form(highlight: str) -> None:
    """Open the dialog."""
    session.reopen(DIALOG)
    session.take(session.TROUBLE)
    session.put(session.DIALOG, DIALOG)
    session.put(session.HIGHLIGHT, highlight)


def close() -> None:
    """Close the dialog."""
    session.take(session.DIALOG)
    session.take(session.TROUBLE)


def show(store: Store, note: Record) -> None:
    """Draw the dialog if it is open for a highlight of this note."""
    if session.get(session.DIALOG) != DIALOG:
        return
    highlight = store.record("highlight", session.get(session.HIGHLIGHT, ""))
    if highlight is None or highlight["field_note"] != note["id"]:
        close()
        writing.say("The highlight was deleted meanwhile.")
        notices.show()
        return
    _dialog(store, note, highlight)


@st.dialog("Use as evidence", width="medium", on_dismiss=close)
def _dialog(store: Store, note: Record, highlight: Record) -> None:
    if session.get(session.DIALOG) != DIALOG:
        st.rerun()
    with st.container(key="cx-said-dialog"):
        st.markdown(plain(highlight["quote"]))
    where: str = st.segmented_control(
        "Evidence of",
        [_CARD, _STATEMENT, _VIEWPOINT],
        default=_CARD,
        required=True,
        key=session.field(DIALOG, "where"),
        width="stretch",
    )
    find = {_CARD: _card, _STATEMENT: _statement, _VIEWPOINT: _viewpoint}[where](store)
    if trouble := session.take(session.TROUBLE):
        st.error(plain(trouble))
    with st.container(horizontal=True, horizontal_alignment="right"):
        st.button(
            "Make it evidence",
            type="primary",
            key=session.field(DIALOG, "link"),
            disabled=find is None,
            on_click=_link,
            args=(note, highlight, find),
        )


Find = Callable[[], tuple[Place, str] | None]  # the place as it is when the button is pressed, and what it is called


def _link(note: Record, highlight: Record, find: Find) -> None:
    found = find()
    if found is None:
        writing.say("That place was deleted meanwhile: choose another one.")
        return
    to, name = found
    said = Said(f"highlight:{highlight['id']}", "observation", highlight["quote"], note["date"])
    raised = " and counts as observed now" if to.record["evidence"] == "assumed" else ""
    if evidence_links.link(said, to, f"“{name}” rests on this passage{raised}."):
        close()


def _choose(words: str, names: Mapping[str, str], key: str, empty: str) -> str | None:
    """A list to choose from, by id; None while nothing is chosen, or where there is nothing."""
    if not names:
        st.markdown(f":gray[{empty}]")
        return None
    told = apart(names)
    chosen: str | None = st.selectbox(
        words,
        list(told),
        None if len(told) > 1 else 0,
        format_func=lambda id_: told.get(id_, ""),
        key=session.field(DIALOG, key),
        placeholder="Choose, or type to search",
    )
    return chosen


def _card(store: Store) -> Find | None:
    mine = person.rights()
    there = [j for j in store.journeys() if mine.may("edit", j.id)]
    journey = _choose("Journey", journey_names(there), "journey", "There is no journey yet: make one on the first page.")
    view = store.view(journey) if journey else None
    if view is None:
        return None
    stages = {stage["id"]: stage["name"] or f"Stage {i}" for i, stage in enumerate(view.stages, 1)}
    filled = {card["stage"] for card in view.cards}
    names = {id_: name for id_, name in stages.items() if id_ in filled}
    stage = _choose("Stage", names, f"stage.{journey}", "This map has no card yet: add one on its board.")
    if stage is None:
        return None
    lanes = {lane["id"]: lane["name"] or label(LANE_KINDS, lane["kind"]) for lane in view.lanes}
    cards = {c["id"]: f"{c['title'] or 'Untitled'} · {lanes[c['lane']]}" for c in view.cards if c["stage"] == stage}
    card = _choose("Card", cards, f"card.{stage}", "This stage has no card yet.")

    def find() -> tuple[Place, str] | None:
        now = runtime().store.view(view.journey["id"])
        place = evidence_links.place_on(now, card or "") if now else None
        return (place, place.record["title"] or "Untitled") if place else None

    return find if card else None


def _statement(store: Store) -> Find | None:
    people = {p["id"]: p["name"] for p in store.personas()}
    persona = _choose("Persona", people, "persona", "There is no persona yet: make one on the page Personas.")
    found = store.persona(persona) if persona else None
    if found is None:
        return None
    said = {s["id"]: f"{label(STATEMENT_KINDS, kind)}: {s['text']}" for kind, own in found[1].items() for s in own}
    empty = "Nothing is said of this persona yet: add it on their page."
    statement = _choose("Statement", said, f"statement.{persona}", empty)
    return _grounded("statement", statement)


def _viewpoint(store: Store) -> Find | None:
    known = {v["id"]: f"{label(VIEWPOINTS, v['kind'])}: {v['text']}" for v in store.of_type("viewpoint")}
    chosen = _choose("Statement", known, "viewpoint", "Nothing is known yet: add it on the page Viewpoints.")
    return _grounded("viewpoint", chosen)


def _grounded(type_: str, id_: str | None) -> Find | None:
    """How to find a statement or viewpoint with its grounds."""

    def find() -> tuple[Place, str] | None:
        store = runtime().store
        record = store.record(type_, id_ or "")
        if record is None:
            return None
        there = [g for g in store.of_type("ground") if g[type_] == id_]
        return Place("statement" if type_ == "statement" else "viewpoint", record, there), record["text"]

    return find if id_ else None
