"""A workshop before and while it runs: its plan, who is in, and the ways to the board, the projector and the code."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from cxmap.insights import workshop as insight
from cxmap.insights.words import plural
from cxmap.insights.workshop import Room, minutes
from cxmap.ui import navigation, session, workshop_acts, workshop_steps, writing
from cxmap.ui.words import plain
from cxmap.web import sharing
from cxmap.web.assets import asset_base
from cxmap.web.qr import drawn, in_words

_CLOSING = "closing"


def address(page: str, workshop: str) -> str:
    """The path of one of our own pages about a workshop, such as "project"."""
    return f"{asset_base().rpartition('/assets/')[0]}/{page}/{workshop}"


def board_link(room: Room, words: str = "Open the board") -> None:
    """The way to the map, with the panel of this workshop."""
    to = {session.JOURNEY: room.journey["id"], session.WORKSHOP: room.workshop["id"]}
    st.page_link(navigation.journey(), label=words, icon=":material/map:", query_params=to, width="content")


# ---- before


def before(room: Room) -> None:
    """The plan: facts that can be changed, the steps, and the way to begin."""
    workshop, id_ = room.workshop, room.workshop["id"]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            "Start the workshop",
            icon=":material/play_arrow:",
            type="primary",
            key="workshop.start",
            on_click=workshop_acts.start,
            args=(id_,),
        )
        board_link(room)
        st.button(
            "Save the steps as a run sheet",
            icon=":material/bookmark:",
            key="workshop.keep",
            on_click=_keep,
            args=(room,),
            disabled=not room.steps,
        )
        st.button(
            "Delete",
            icon=":material/delete:",
            key="workshop.delete",
            on_click=workshop_acts.delete,
            args=(id_, workshop["title"]),
        )
    st.caption("Starting opens the room on the board: from there you lead the steps, show the code and open the projector.")
    st.header("Steps", anchor=False)
    workshop_steps.table(f"steps.{id_}", "step", {"journey": room.journey["id"], "workshop": id_}, room.steps)
    st.header("About it", anchor=False)
    _facts(room)


def _keep(room: Room) -> None:
    workshop_acts.keep_sheet(room.workshop["title"], "", room.steps)


def _facts(room: Room) -> None:
    workshop = room.workshop
    form = f"facts.{workshop['id']}"
    seen = session.seen(form, workshop)
    left, right = st.columns(2, gap="large")
    with left:
        st.text_input("Title", seen["title"], max_chars=200, key=session.field(form, "title"))
        day = date.fromisoformat(seen["date"]) if seen["date"] else None
        st.date_input("Date", day, format="YYYY-MM-DD", key=session.field(form, "date"))
        st.text_area("What it is for", seen["note"], max_chars=4_000, key=session.field(form, "note"), height=90)
    with right:
        purge = date.fromisoformat(seen["purge_due"]) if seen["purge_due"] else None
        st.date_input(
            "Names are erased from", purge, format="YYYY-MM-DD", key=session.field(form, "purge_due"),
            help="From that day on everybody's name is an alias, in the history too. Empty: not by itself.",
        )  # fmt: skip
        st.toggle("I let each person in myself", seen["admission"] == "on", key=session.field(form, "admission"))
        st.toggle("Anonymous: nobody sees who wrote what", seen["anonymous"] == "on", key=session.field(form, "anonymous"))
    st.button("Save", key=f"{form}.save", on_click=_save_facts, args=(form, workshop["id"]))


def _save_facts(form: str, workshop: str) -> None:
    def value(name: str) -> Any:
        return session.get(session.field(form, name))

    title = str(value("title") or "").strip()
    if not title:
        writing.say("The workshop has no title: say what it is.")
        return
    dates = {name: value(name).isoformat() if value(name) else None for name in ("date", "purge_due")}
    switches = {name: "on" if value(name) else None for name in ("admission", "anonymous")}
    workshop_acts.change(workshop, {"title": title, "note": str(value("note") or "").strip(), **dates, **switches})
    session.reopen(form)


# ---- while it runs


def during(room: Room, may: bool) -> None:
    """What goes on, where to go, and how people come in."""
    id_ = room.workshop["id"]
    left, right = st.columns([1.6, 1], gap="large")
    with left:
        with st.container(horizontal=True, vertical_alignment="center"):
            board_link(room)
            st.link_button("Open the projector", address("project", id_), icon=":material/present_to_all:")
        _now(room)
        st.header("Steps", anchor=False)
        with st.container(key="cx-room-steps"):
            st.markdown(steps(room))
    with right, st.container(border=True, key="cx-join"):
        _join(id_, may)
    st.header("Who is in the room", anchor=False)
    _people(room)


def _now(room: Room) -> None:
    step = insight.running_step(room)
    if step is None:
        st.markdown("No step is under way: start one on the board, in the panel *Workshop*.")
        return
    st.header(plain(step["title"]), anchor=False)
    if step["prompt"]:
        st.markdown(plain(step["prompt"]))


def steps(room: Room) -> str:
    signs = {"waiting": "○ waits", "running": "▶ **under way**", "done": "✓ done", "skipped": "– left out"}
    lines = ["| Step | Planned | |", "| --- | ---: | --- |"]
    lines += [f"| {plain(s['title'])} | {minutes(s['minutes'])} | {signs[s['state']]} |" for s in room.steps]
    return "\n".join(lines) if room.steps else "No step yet: add one on the board."


def _join(workshop: str, may: bool) -> None:
    """The code to scan, or how to get one, for who leads."""
    st.subheader("Join the room", anchor=False)
    url = sharing.join_url(workshop)
    if url is None and not sharing.is_on():
        st.markdown("cxmap is not shared yet, so nobody can join from another device.")
        st.page_link(navigation.settings(), label="Share it in the settings", icon=":material/wifi:")
        st.caption("Or start it with `python -m cxmap serve --share`. Sharing is switched on each time, on purpose.")
    elif url is None:
        st.markdown("This workshop has no code now.")
        if not may:
            return
        st.button(
            "Make a code",
            icon=":material/qr_code:",
            type="primary",
            key="workshop.code",
            on_click=workshop_acts.new_code,
            args=(workshop,),
        )
    else:
        words = in_words(url)
        st.image(drawn(url).decode(), width=240, alt=f"QR code to join at {words['address']}")
        st.markdown(f"**{plain(words['address'])}**  \nCode **{plain(words['code'])}**")
        if not may:
            return
        st.button(
            "End this code",
            key="workshop.uncode",
            on_click=workshop_acts.end_code,
            args=(workshop,),
            help="Who is in stays in.",
        )


def _people(room: Room) -> None:
    waiting = [p for p in room.participants if p["state"] == "waiting"]
    if waiting:
        names = ", ".join(plain(p["name"]) for p in waiting)
        st.markdown(
            f":orange[:material/hourglass_top:] Waiting to be let in: {names}. Let them in on the board, under *People*."
        )
    inside = [p for p in room.participants if p["state"] == "in"]
    if not inside:
        st.markdown("Nobody has joined yet.")
        return
    tables = {table["id"]: table["name"] for table in room.tables}
    by_table: dict[str, list[str]] = {}
    for one in inside:
        by_table.setdefault(tables.get(one["breakout"] or "", ""), []).append(plain(one["name"]))
    lines = [
        (f"**{plain(table)}**: " if table else "") + ", ".join(names)
        for table, names in sorted(by_table.items(), key=lambda pair: pair[0].casefold())
    ]
    st.markdown(f"{plural(len(inside), 'person', 'people')}  \n" + "  \n".join(lines))
