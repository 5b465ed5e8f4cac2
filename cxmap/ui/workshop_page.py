"""The page of one workshop: before it the plan, while it runs what goes on, after it the record; closing and erasing."""

from __future__ import annotations

import streamlit as st

from cxmap import takeaways
from cxmap.insights import workshop as insight
from cxmap.insights.words import plural
from cxmap.insights.workshop import Room
from cxmap.model.views import JourneyView
from cxmap.model.vocabulary import WORKSHOP_STATES, label
from cxmap.store import Store
from cxmap.ui import navigation, notices, person, session, workshop_acts, workshop_decisions, workshop_record, workshop_room
from cxmap.ui.words import plain
from cxmap.ui.workshops import said_day

_LOOK_EVERY = 4  # seconds after which the page looks for others' changes
_PURGE = "purge"


def draw(store: Store, workshop: str) -> None:
    """The whole page, for whoever may read the map of the workshop."""
    if started := session.take(session.STARTED):
        record = store.record("workshop", started)
        if record is not None:
            navigation.to_board_of(record["journey"], started)
    there = takeaways.find(store, workshop)
    mine = person.rights()
    if there is None or not mine.reads(there[1].journey["id"]):
        notices.show()
        st.title("This workshop is not here", anchor=False)
        st.markdown("It was deleted, or the address is incomplete.")
        st.page_link(navigation.workshops(), label="To all workshops", icon=":material/arrow_back:")
        return
    view, room = there
    may = mine.may("facilitate", room.journey["id"])
    notices.show()
    _head(room)
    _purge_dialog(room)
    state = room.workshop["state"]
    if state == "planned":
        if may:
            workshop_room.before(room)
        else:
            st.markdown(workshop_room.steps(room))
    elif state == "running":
        workshop_room.during(room, may)
        _decided(view, room, may)
    else:
        _after(store, view, room, may)
    watch(store, room)


def _head(room: Room) -> None:
    workshop = room.workshop
    day = workshop["started"] or workshop["date"]
    facts = [label(WORKSHOP_STATES, workshop["state"]), said_day(day) if day else "no date yet", plain(room.journey["title"])]
    facts += [f"led by {plain(workshop['facilitator_name'])}"] if workshop["facilitator_name"] else []
    with st.container(key="cx-top", horizontal=True, vertical_alignment="center"):
        with st.container(gap="xxsmall"):
            st.title(plain(workshop["title"]), anchor=False)
            st.markdown(f"**{plain(insight.finding(room))}**")
            st.markdown(f":gray[{' · '.join(facts)}]")
        st.page_link(navigation.workshops(), label="All workshops", icon=":material/arrow_back:", width="content")
    if workshop["note"]:
        st.markdown(plain(workshop["note"]))


# ---- closing


def _decided(view: JourneyView, room: Room, may: bool) -> None:
    """What was decided, to fill in; while the room is open also the way to close it."""
    id_ = room.workshop["id"]
    form = f"decided.{id_}"
    running = room.workshop["state"] == "running"
    st.header("Decisions, actions, open questions", anchor=False)
    workshop_decisions.table(form, room, {card["id"]: card["title"] for card in view.cards}, may)
    if not may:
        return
    waits = workshop_decisions.waiting(form)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            "Save",
            type="secondary" if running else "primary",
            key=f"{form}.save",
            disabled=not waits,
            on_click=workshop_decisions.save,
            args=(form, room),
        )
        st.button("Discard", key=f"{form}.discard", disabled=not waits, on_click=session.reopen, args=(form,))
        if running:
            st.button(
                "Close the workshop",
                type="primary",
                icon=":material/flag:",
                key="workshop.close",
                on_click=_close,
                args=(form, room),
            )
    if running:
        st.caption(
            "Closing saves what stands here, shuts the room and ends its code. The takeaway is ready at once; guests can fetch it for an hour, and change nothing."
        )


def _close(form: str, room: Room) -> None:
    found = workshop_decisions.changes(form, room)
    if found is not None and workshop_acts.close(room.workshop["id"], found):
        session.reopen(form)


# ---- after


def _after(store: Store, view: JourneyView, room: Room, may: bool) -> None:
    st.header("Take it along", anchor=False)
    workshop_record.files(store, room)
    if may:
        _guests(room.workshop["id"])
    with st.container(horizontal=True, vertical_alignment="center"):
        workshop_room.board_link(room)
        workshop_record.replay_link(store, view, room)
    _decided(view, room, may)
    st.header("What the room said", anchor=False)
    workshop_record.rankings(view, room)
    st.header("What came of each step", anchor=False)
    workshop_record.steps(store, view, room)
    if room.tables:
        st.header("Tables", anchor=False)
        workshop_record.tables(room)
    st.header("Parking lot", anchor=False)
    workshop_record.parked(room, may)
    st.header("Who took part", anchor=False)
    workshop_record.people(room)
    if may:
        _forgetting(room)


def _guests(workshop: str) -> None:
    """Guests who may still look, and the way to end that."""
    still = workshop_acts.guests(workshop)
    if not still:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        said = f"{plural(still, 'guest')} can still look and fetch the takeaway, for an hour after the closing at most."
        st.markdown(f":gray[{said}]", width="content")
        st.button("End it now", key="workshop.guests", on_click=workshop_acts.end_guests, args=(workshop,))


# ---- forgetting


def _forgetting(room: Room) -> None:
    """When names go, and the button by which they go now."""
    workshop = room.workshop
    if workshop["purged"]:
        st.caption(f"Names were erased on {said_day(workshop['purged'])}. What people contributed stays under aliases.")
        return
    due = workshop["purge_due"]
    when = f"Names are erased by themselves on {said_day(due)}." if due else "Names are not erased by themselves."
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f":gray[{when}]", width="content")
        st.button(
            "Erase names now",
            icon=":material/person_off:",
            key="workshop.purge",
            on_click=session.put,
            args=(session.DIALOG, _PURGE),
        )


def _closed() -> None:
    session.take(session.DIALOG)


def _purge_dialog(room: Room) -> None:
    if session.get(session.DIALOG) == _PURGE:
        _ask(room.workshop["id"])


@st.dialog("Erase names", on_dismiss=_closed)
def _ask(workshop: str) -> None:
    st.markdown(
        "Everybody who took part becomes “Participant 1”, “Participant 2” … on the map, in comments, in the history and in older"
        " versions. Whatever they contributed stays. **This cannot be undone**; takeaways that people have already are not changed."
    )
    with st.container(horizontal=True, horizontal_alignment="right"):
        st.button("Keep the names", key="purge.no", on_click=_closed)
        st.button("Erase them", type="primary", key="purge.yes", on_click=_erase, args=(workshop,))


def _erase(workshop: str) -> None:
    _closed()
    workshop_acts.forget(workshop)


@st.fragment(run_every=_LOOK_EVERY)
def watch(store: Store, room: Room) -> None:
    """Draw the page anew when somebody has changed something of the workshop; not while a dialog is open."""
    if session.get(session.DIALOG):
        return
    there = takeaways.find(store, room.workshop["id"])
    if there is None or there[1] != room:
        st.rerun()
