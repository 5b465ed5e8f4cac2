"""One journey on the Teams page: its RACI matrix, written in letters, and its role disconnects."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import streamlit as st

from cxmap.changes import Edit
from cxmap.formats.csvfile import to_csv
from cxmap.insights import disconnects, raci
from cxmap.insights.disconnects import Disconnect
from cxmap.insights.words import plural
from cxmap.model.records import Record
from cxmap.model.views import JourneyView
from cxmap.model.vocabulary import LANE_KINDS, label
from cxmap.runtime import runtime
from cxmap.store import Store
from cxmap.ui import grids, navigation, session, team_edits, writing
from cxmap.ui.choosing import journey_names
from cxmap.ui.words import plain

_STAGE, _LANE, _CARD, _MEND = "stage", "lane", "card", "mend"  # columns beside those of the teams, whose names are their ids
_ROW, _HEAD, _MOST = 35, 38, 18
_LOOK_EVERY = 4  # seconds after which a page without a board looks for others' changes


def journey(store: Store) -> JourneyView | None:
    """The journey that the URL names, else the one that was open last, else the newest; None where there is none."""
    found = [j.id for j in store.journeys()]
    wanted = session.url(session.JOURNEY) or session.get(session.OPENED, "")
    return store.view(wanted if wanted in found else next(iter(found), ""))


def choose_journey(store: Store, view: JourneyView) -> None:
    """A list of all journeys, the shown one chosen."""
    names = journey_names(store.journeys())
    session.put(session.TEAM_JOURNEY, view.journey["id"])
    st.selectbox(
        "Journey",
        list(names),
        format_func=lambda id_: names.get(id_, ""),
        key=session.TEAM_JOURNEY,
        on_change=lambda: session.set_url(session.JOURNEY, session.get(session.TEAM_JOURNEY)),
        label_visibility="collapsed",
        width=340,
    )


def draw(view: JourneyView, teams: Sequence[Record], editable: bool) -> None:
    """The matrix with what is wrong beside each row; edits are kept until they are saved, as one change."""
    form = f"raci.{view.journey['id']}"
    seen: JourneyView = session.seen(form, view)
    if not _edited(form) and seen.revision != view.revision:
        if _shape(seen) == _shape(view):
            session.renew(form, view)  # the grid takes the new letters in, and keeps the cell that is being typed in
        else:
            session.reopen(form)
        seen = session.seen(form, view)
    rows = raci.rows(seen)
    held = [team for team in teams if team["id"] in {t["id"] for t in seen.of_type("team")}]
    st.subheader(plain(raci.headline(rows)), anchor=False)
    how = " Type A, R, C or I, or several, into a cell." if editable else ""
    st.caption(f"{plain(raci.FORMULA)}{how}")
    if not rows:
        st.markdown("Write touchpoints on the board first; then say here who answers for each.")
        return
    grids.editor(
        _frame(rows, held),
        key=session.field(form, "grid"),
        hide_index=True,
        num_rows="fixed",
        disabled=[_STAGE, _LANE, _CARD, _MEND] if editable else True,
        column_config=_columns(held),
        height=_HEAD + _ROW * min(len(rows), _MOST),
        width="stretch",
    )
    _foot(form, seen, view, rows, held, editable)


def _shape(view: JourneyView) -> tuple[list[str], list[str]]:
    """What the rows and columns of the matrix are, whatever stands in them."""
    return [row.card["id"] for row in raci.rows(view)], [team["id"] for team in view.of_type("team")]


def _frame(rows: Sequence[raci.Row], teams: Sequence[Record]) -> dict[str, list[str]]:
    return {
        _STAGE: [row.place for row in rows],
        _LANE: [label(LANE_KINDS, row.kind) for row in rows],
        _CARD: [row.card["title"] or "Untitled" for row in rows],
        **{team["id"]: [row.letters(team["id"]) for row in rows] for team in teams},
        _MEND: [raci.said(row) or "✓" for row in rows],
    }


def _columns(teams: Sequence[Record]) -> dict[str, Any]:
    text = st.column_config.TextColumn
    return {
        _STAGE: text("Stage", pinned=True, width=120),
        _LANE: text("Lane", width=105),
        _CARD: text("Card", pinned=True, width="medium"),
        **{
            team["id"]: text(team["name"], width="small", max_chars=9, validate="^[ARCIarci /,;+&]*$", alignment="center")
            for team in teams
        },
        _MEND: text("To mend", width=210),
    }


def _edited(form: str) -> dict[int, dict[str, str]]:
    """The cells that wait: by row, then by team."""
    state = session.get(session.field(form, "grid")) or {}
    return dict(state.get("edited_rows", {}))


def _foot(
    form: str, seen: JourneyView, now: JourneyView, rows: Sequence[raci.Row], teams: Sequence[Record], editable: bool
) -> None:
    waiting = sum(len(cells) for cells in _edited(form).values())
    with st.container(horizontal=True, vertical_alignment="center"):
        if editable:
            st.button(
                "Save the matrix",
                type="primary",
                key=f"{form}.save",
                disabled=not waiting,
                on_click=_save,
                args=(form, rows, now.journey["id"]),
            )
            st.button("Discard", key=f"{form}.discard", disabled=not waiting, on_click=session.reopen, args=(form,))
        st.download_button(
            "Download CSV",
            to_csv(raci.table(rows, teams)),
            file_name=f"raci-{_slug(now.journey['title'])}.csv",
            mime="text/csv",
            icon=":material/download:",
            key=f"{form}.csv",
        )
        if waiting and now.revision > seen.revision:
            st.markdown(":gray[Others changed this journey meanwhile: saving keeps what they did.]")
        elif waiting:
            st.markdown(f":gray[{plural(waiting, 'cell')} changed, not saved yet.]")


def _save(form: str, rows: Sequence[raci.Row], journey_id: str) -> None:
    view = runtime().store.view(journey_id)
    if view is None:
        writing.say("This journey was deleted meanwhile: the matrix was not saved.")
        return
    now = {
        (rows[int(place)].card["id"], team): text or ""
        for place, cells in _edited(form).items()
        for team, text in cells.items()
    }
    seen = {(card, team): row.letters(team) for row in rows for card, team in now if row.card["id"] == card}
    try:
        edits, count = team_edits.matrix(view, seen, now)
    except team_edits.NoPart as refusal:
        writing.say(str(refusal))
        return
    if _write(edits, count):
        session.reopen(form)
        if count < len(now):
            writing.say(f"{plural(len(now) - count, 'cell')} had nothing to save, or the card or team was deleted meanwhile.")


def _write(edits: Sequence[Edit], count: int) -> bool:
    if not edits:
        return True
    done = writing.commit(edits)
    if done is None:
        return False
    session.put(session.UNDO, writing.Deletion(done.id, f"{plural(count, 'cell')} of the matrix saved."))
    return True


def _slug(title: str) -> str:
    return re.sub(r"\W+", "-", title).strip("-").lower()[:60] or "journey"


def broken(view: JourneyView) -> None:
    """The role disconnects of the journey: where, why, and how strong."""
    found = disconnects.ranked(disconnects.disconnects(view))
    strong = sum(d.strong for d in found)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader(_finding(view, found, strong), anchor=False)
        st.page_link(
            navigation.journey(),
            label="Open the map",
            icon=":material/map:",
            query_params={session.JOURNEY: view.journey["id"]},
            width="content",
        )
    st.caption(plain(disconnects.DEFINITION))
    if not found or not disconnects.owned(view):
        return
    stages = {stage["id"]: f"{i} {stage['name'] or 'Stage'}" for i, stage in enumerate(view.stages, 1)}
    lines = ["| How strong | Touchpoint | Stage | Why |", "| --- | --- | --- | --- |"]
    lines += [
        f"| {_strength(d)} | **{plain(d.title or 'Untitled')}** | {plain(stages[d.stage])} | {plain(_why(d))} |" for d in found
    ]
    with st.container(key="cx-disconnects"):
        st.markdown("\n".join(lines))


def _finding(view: JourneyView, found: Sequence[Disconnect], strong: int) -> str:
    if not found:
        return "No role disconnects"
    if not disconnects.owned(view):
        return f"None of the {plural(len(found), 'touchpoint')} has an owner yet" if len(found) > 1 else "It has no owner yet"
    return (
        f"{plural(len(found), 'role disconnect')}, {strong or 'none'} of them strong"
        if len(found) > 1
        else "One role disconnect"
    )


def _strength(one: Disconnect) -> str:
    if one.strong:
        return f":orange[:material/warning: **Strong**, −{one.drop:.1f}]"
    return f":gray[:material/link_off:] falls by {one.drop:.1f}" if one.drop else ":gray[:material/link_off:] no fall"


def _why(one: Disconnect) -> str:
    return " ".join(reason.sentence for reason in one.reasons)


@st.fragment(run_every=_LOOK_EVERY)
def watch(store: Store, revision: int) -> None:
    """Draw the page anew when somebody else has changed something; not while a form is open."""
    if store.revision > revision and not session.get(session.TEAM):
        st.rerun()
