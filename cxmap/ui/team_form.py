"""Teams as cards, and the form of one: its name, who speaks for it, what it does, and its roles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from cxmap.changes import Edit
from cxmap.insights.raci import LETTERS, together
from cxmap.insights.words import plural
from cxmap.model.records import RECORDS, Record, new_id
from cxmap.runtime import runtime
from cxmap.ui import edits, session, team_edits, teamwork, writing
from cxmap.ui.words import plain

NEW = "new"
_TEXTS = ("name", "lead", "note")
_EDIT, _DELETE = "Edit", "Delete"


def open_form(team: str) -> None:
    """Open the form with what is there now; `NEW` for a team that is still to be made."""
    session.reopen(_form(team))
    session.take(session.TROUBLE)
    session.put(session.TEAM, team)


def close_form() -> None:
    """Close the form; what was typed and not saved is gone."""
    session.take(session.TEAM)


def lost() -> None:
    """Close the form of a team that is no more, and say so."""
    close_form()
    writing.say("The team was deleted while its form was open: what was typed there is not saved.")


def _form(team: str) -> str:
    return f"team.{team}"


def cards(work: teamwork.Work, editable: bool) -> None:
    """All teams, each with what it has over all journeys."""
    with st.grid(min_column_width=300, gap=14):
        for team in work.teams:
            with st.container(key=f"cx-team-{team['id']}", border=True, gap="xxsmall", height="stretch"):
                _card(work, team, editable)


def _card(work: teamwork.Work, team: Record, editable: bool) -> None:
    load = teamwork.load(work, team)
    menu = f"team.more.{team['id']}"
    with st.container(horizontal=True, vertical_alignment="center", wrap=False, gap="xsmall"):
        st.markdown(f"**{plain(team['name'])}**", width="stretch")
        if editable:
            st.menu_button(
                "More",
                [_EDIT, _DELETE],
                key=menu,
                icon=":material/more_horiz:",
                type="tertiary",
                help=f"More for {plain(team['name'])}",
                on_click=_chosen,
                args=(team["id"], menu, team["name"], load.parts.total()),
            )
    if team["lead"]:
        st.markdown(f":gray[Lead:] {plain(team['lead'])}")
    if team["note"]:
        st.markdown(plain(team["note"]))
    roles = [role["name"] for role in work.roles.get(team["id"], ())]
    if roles:
        st.markdown(f":gray[Roles:] {plain(together(roles))}")
    if not load.journeys:
        st.markdown(":gray[Nothing yet: choose a card on a board and press O.]")
        return
    others = " · ".join(f"{LETTERS[part]}\N{NO-BREAK SPACE}{load.parts[part]}" for part in LETTERS if load.parts[part])
    st.markdown(f"Owns **{plural(load.owned, 'touchpoint')}**" + (f" :gray[·] {others}" if others else ""))
    if load.disconnects:
        strong = f", **{load.strong} strong**" if load.strong else ""
        st.markdown(f":orange[:material/link_off:] {plural(load.disconnects, 'role disconnect')}{strong}")
    st.markdown(f":gray[In {plain(together(load.journeys))}]")


def _chosen(team: str, menu: str, name: str, parts: int) -> None:
    """What the menu of a team asks for."""
    if session.get(menu) == _EDIT:
        open_form(team)
    elif session.get(menu) == _DELETE:
        held = f", with its roles and {plural(parts, 'part')} on the maps" if parts else ""
        writing.delete("team", team, f"“{name}” was deleted{held}.")


def draw(team: Record | None, roles: Sequence[Record]) -> None:
    """The fields, filled with what the form was opened with; None for a new team."""
    id_ = team["id"] if team else NEW
    form = _form(id_)
    fresh = {**RECORDS["team"].defaults, "id": id_}
    seen, had = session.seen(form, (team or fresh, list(roles)))
    with st.container(border=True, key="cx-team-form"):
        st.header(f"Edit {plain(seen['name'])}" if team else "A new team", anchor=False)
        left, right = st.columns(2, gap="medium")
        with left:
            _text(form, "name", seen["name"])
            _text(form, "lead", seen["lead"])
        with right:
            _text(form, "note", seen["note"])
        st.text_area(
            "Roles, one a line",
            "\n".join(role["name"] for role in had),
            key=session.field(form, "roles"),
            help="What somebody in this team does: “dispatcher”. A card can then say which role has the part.",
            height=110,
        )
        if trouble := session.get(session.TROUBLE):
            st.error(plain(trouble))
        with st.container(horizontal=True):
            st.button("Save", type="primary", key=f"{form}.save", on_click=_save, args=(id_, seen, had))
            st.button("Cancel", key=f"{form}.cancel", on_click=close_form)


def _text(form: str, name: str, value: str) -> None:
    field = RECORDS["team"].field(name)
    assert field is not None, "the form's fields are those of the record"
    draw_field: Any = st.text_area if field.long else st.text_input
    draw_field(field.label, value, key=session.field(form, name), max_chars=int(field.max or 0), help=field.meaning)


def _save(id_: str, seen: Record, had: Sequence[Record]) -> None:
    form = _form(id_)
    now = {name: str(session.get(session.field(form, name), "")).strip() for name in _TEXTS}
    if not now["name"]:
        writing.say("The team has no name yet: write what everybody calls it.")
        return
    store = runtime().store
    if team_edits.same_name(store.of_type("team"), now["name"], id_):
        writing.say(f"There is a team “{now['name']}” already: edit that one, or choose another name.")
        return
    to = new_id() if id_ == NEW else id_
    first: Sequence[Edit] = (
        [Edit("put", "team", to, {"workspace": store.workspace, **now})] if id_ == NEW else edits.patch("team", to, seen, now)
    )
    lines = [" ".join(line.split())[:120] for line in edits.lines_of(str(session.get(session.field(form, "roles"), "")))]
    changes = [*first, *team_edits.roles(to, had, lines)]
    if not changes or writing.commit(changes) is not None:
        close_form()
