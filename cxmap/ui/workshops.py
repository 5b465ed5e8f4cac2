"""All workshops as a list, and the run sheets that they start from."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from cxmap.formats.runsheet import RunSheet
from cxmap.insights import workshop as insight
from cxmap.insights.words import plural
from cxmap.insights.workshop import minutes
from cxmap.model.records import Record
from cxmap.model.vocabulary import WORKSHOP_STATES, label
from cxmap.store import Store
from cxmap.ui import navigation, person, session, workshop_acts, workshop_plan, workshop_sheets, workshop_steps
from cxmap.ui.words import plain

_LOOK_EVERY = 4  # seconds after which the page looks for others' changes
_HEADS = {"running": "Running", "planned": "Planned", "closed": "Closed"}
_EDIT, _COPY, _DELETE, _USE = "Edit", "Duplicate", "Delete", "Plan a workshop with it"


@dataclass(frozen=True)
class Listing:
    """Every workshop that this person may see, by state, and what a line says of each."""

    groups: dict[str, list[Record]]
    journeys: dict[str, str]
    planned: Counter[str]
    people: Counter[str]
    decided: Counter[str]
    tables: Counter[str]


def read(store: Store) -> Listing:
    """The list as it is now."""
    mine = person.rights()
    seen = [w for w in store.of_type("workshop") if mine.reads(w["journey"])]
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for step in store.of_type("step"):
        counts["planned"][step["workshop"]] += step["minutes"]
    for one in store.of_type("participant"):
        counts["people"][one["workshop"]] += one["state"] in insight.TOOK_PART
    for type_ in ("decision", "breakout"):
        counts[type_].update(r["workshop"] for r in store.of_type(type_))
    titles = {w["journey"]: (store.record("journey", w["journey"]) or {}).get("title", "") for w in seen}
    return Listing(
        insight.in_groups(seen), titles, counts["planned"], counts["people"], counts["decision"], counts["breakout"]
    )  # fmt: skip


def headline(listing: Listing, today: date) -> str:
    """What the page says first."""
    running, planned, closed = (listing.groups[state] for state in ("running", "planned", "closed"))
    if running:
        return f"Running now: {running[0]['title']}." + (f" And {len(running) - 1:,} more." if len(running) > 1 else "")
    coming = [w for w in planned if w["date"] and w["date"] >= today.isoformat()]
    if coming:
        return f"Next: {coming[0]['title']}, {said_day(coming[0]['date'])}."
    if planned:
        return f"{plural(len(planned), 'workshop')} planned."
    return f"{plural(len(closed), 'workshop')} held." if closed else "No workshop yet."


def said_day(day: str) -> str:
    """A stored date as people say it: “22 Nov 2026”."""
    found = date.fromisoformat(day[:10])
    return f"{found.day} {found:%b %Y}"


def draw(listing: Listing) -> None:
    """The workshops by state."""
    if not any(listing.groups.values()):
        with st.container(border=True):
            st.markdown(
                "**Bring people to the map.** Choose **Plan a workshop**: a map, a day, a run sheet. On the day you start it,"
                " people scan a code and join from their phones, and at the end everybody takes the result along."
            )
        return
    for state, head in _HEADS.items():
        if listing.groups[state]:
            st.header(head, anchor=False)
            with st.grid(min_column_width=330, gap=14):
                for workshop in listing.groups[state]:
                    _card(listing, workshop)


def _card(listing: Listing, workshop: Record) -> None:
    id_ = workshop["id"]
    with st.container(key=f"cx-workshop-{id_}", border=True, gap="xxsmall", height="stretch"):
        st.page_link(navigation.workshop(), label=plain(workshop["title"]), icon="", query_params={session.WORKSHOP: id_})
        st.markdown(f":gray[{plain(listing.journeys[workshop['journey']])}]")
        st.markdown(_when(workshop, listing))
        st.markdown(f":gray[{_what(workshop, listing)}]")


def _when(workshop: Record, listing: Listing) -> str:
    state, icon = workshop["state"], {"running": "play_circle", "planned": "event", "closed": "check_circle"}
    day = workshop["started"] or workshop["date"]
    said = said_day(day) if day else "no date yet"
    length = minutes(listing.planned[workshop["id"]]) if listing.planned[workshop["id"]] else "no steps yet"
    if workshop["state"] == "closed" and workshop["started"] and workshop["closed"]:
        length = minutes(insight.minutes_between(workshop["started"], workshop["closed"]))
    return f":material/{icon[state]}: {label(WORKSHOP_STATES, state)} · {said} · {length}"


def _what(workshop: Record, listing: Listing) -> str:
    id_ = workshop["id"]
    parts = [plural(listing.people[id_], "person", "people")] if workshop["state"] != "planned" else []
    parts += [plural(listing.tables[id_], "table")] if listing.tables[id_] else []
    parts += [f"{plural(listing.decided[id_], 'decision or action', 'decisions and actions')}"] if listing.decided[id_] else []
    led = plain(workshop["facilitator_name"])
    return " · ".join([*parts, *([f"led by {led}"] if led else [])]) or "Nobody leads it yet"


# ---- run sheets


def sheets(store: Store) -> None:
    """The run sheets: those of the workspace can be edited, all can be copied and used."""
    may = person.may("facilitate")
    found = workshop_sheets.all_sheets(store)
    st.header("Run sheets", anchor=False)
    st.caption("What a workshop starts from. Duplicate one to make it your own; a workshop keeps its own copy of the steps.")
    with st.grid(min_column_width=330, gap=14):
        for sheet in found:
            _sheet_card(sheet, may)
    editing = next((s for s in found if s.own and s.id == session.get(session.SHEET)), None)
    if editing is not None and may:
        _editor(store, editing)


def _sheet_card(sheet: RunSheet, may: bool) -> None:
    menu = f"sheet.more.{sheet.id}"
    with st.container(key=f"cx-sheet-{sheet.id}", border=True, gap="xxsmall", height="stretch"):
        with st.container(horizontal=True, vertical_alignment="center", wrap=False, gap="xsmall"):
            st.markdown(f"**{plain(sheet.name)}**", width="stretch")
            if may:
                st.menu_button(
                    "More",
                    [_USE, _COPY, *([_EDIT, _DELETE] if sheet.own else [])],
                    key=menu,
                    icon=":material/more_horiz:",
                    type="tertiary",
                    help=f"More for {plain(sheet.name)}",
                    on_click=_chosen,
                    args=(sheet.id, menu, sheet.name),
                )
        own = "Of this workspace" if sheet.own else "Comes with cxmap"
        st.markdown(f"{minutes(sheet.minutes) if sheet.steps else '0 min'} · {plural(len(sheet.steps), 'step')} :gray[· {own}]")
        if sheet.note:
            st.markdown(f":gray[{plain(sheet.note)}]")
        with st.expander("Steps"):
            st.markdown(steps_table(sheet.steps) or "No step yet.")


def steps_table(steps: Sequence[Record]) -> str:
    """The steps as a Markdown table; "" without any."""
    if not steps:
        return ""
    lines = ["| Min | Step | What the room is asked |", "| ---: | --- | --- |"]
    lines += [f"| {s['minutes']} | **{plain(s['title'])}** | {plain(s['prompt'])} |" for s in steps]
    return "\n".join(lines)


def _chosen(sheet: str, menu: str, name: str) -> None:
    """What the menu of a run sheet asks for."""
    chosen = session.get(menu)
    if chosen == _USE:
        workshop_plan.open_for(sheet=sheet)
    elif chosen == _COPY:
        made = workshop_acts.duplicate_sheet(sheet)
        if made:
            session.put(session.SHEET, made)
    elif chosen == _EDIT:
        session.put(session.SHEET, sheet)
    elif chosen == _DELETE:
        workshop_acts.delete_sheet(sheet, name)


def _editor(store: Store, sheet: RunSheet) -> None:
    form = f"sheet.{sheet.id}"
    record = store.record("agenda", sheet.id)
    if record is None:
        return
    with st.container(border=True, key="cx-sheet-form"):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            args = (sheet.id, form)
            st.text_input(
                "Name", session.seen(f"{form}.name", sheet.name), max_chars=160, key=session.field(f"{form}.name", "name"),
                on_change=_rename, args=args, width=420,
            )  # fmt: skip
            st.text_input(
                "When to use it", session.seen(f"{form}.note", sheet.note), max_chars=1_000, width=640,
                key=session.field(f"{form}.note", "note"), on_change=_rename, args=args,
            )  # fmt: skip
            st.button("Done", key=f"{form}.done", on_click=session.take, args=(session.SHEET,))
        there = [s for s in store.of_type("agenda_step") if s["agenda"] == sheet.id]
        workshop_steps.table(form, "agenda_step", {"agenda": sheet.id}, there)


def _rename(sheet: str, form: str) -> None:
    name = str(session.get(session.field(f"{form}.name", "name"), "")).strip()
    note = str(session.get(session.field(f"{form}.note", "note"), "")).strip()
    workshop_acts.change_sheet(sheet, name, note)


@st.fragment(run_every=_LOOK_EVERY)
def watch(store: Store, revision: int) -> None:
    """Draw the page anew when somebody has changed something; not while a dialog is open."""
    if store.revision > revision and not session.get(session.DIALOG):
        st.rerun()
