"""The board on which ideas go from new to done: read, filtered, drawn in columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import streamlit as st

from cxmap.board import CarryData, carry_ideas
from cxmap.insights import ideas as insight
from cxmap.insights.ideas import Figures, Idea
from cxmap.insights.words import plural
from cxmap.model.customer_vocabulary import IDEA_STATES
from cxmap.model.records import Record
from cxmap.model.vocabulary import label
from cxmap.store import Store
from cxmap.ui import idea_forms, session
from cxmap.ui.idea_edits import shortly
from cxmap.ui.idea_reading import of_board
from cxmap.ui.words import apart, plain
from cxmap.web.assets import asset_base

ICONS = {"new": "note", "discussed": "forum", "chosen": "flag", "in_work": "play_arrow", "done": "check", "not_now": "pause"}
_ORDERS = {"waiting": "Waiting longest", "newest": "Newest", "seconded": "Most seconded"}
_ONLY = {
    "": "All ideas",
    "late": f"Waiting over {insight.ANSWER_DAYS} days",
    "unowned": "In nobody's hands",
    "unlinked": "Not linked",
}
_MOST = 12  # ideas of a column that are drawn at once
_LOOK_EVERY = 3  # seconds after which the page looks for others' changes


@dataclass(frozen=True)
class Shown:
    """What the page shows: all idea boards, the one that is looked at with its ideas (None: there is none), and the teams."""

    boards: Sequence[Record]
    board: Record | None
    ideas: Sequence[Idea]
    teams: dict[str, str]


def read(store: Store) -> Shown:
    """The boards, and the one that the URL names, else the first open one."""
    boards = store.of_type("whiteboard")
    wanted = session.url(session.IDEA_BOARD)
    usual = next((b for b in boards if b["state"] == "open"), boards[0] if boards else None)
    board = next((b for b in boards if b["id"] == wanted), usual)
    teams = apart({team["id"]: team["name"] for team in store.of_type("team")})
    found = of_board(store, board["id"]) if board else []
    return Shown(boards, board, found, teams)


def choose(shown: Shown) -> None:
    """A list of the boards, where there are several."""
    if len(shown.boards) < 2 or shown.board is None:
        return
    names = apart({b["id"]: b["title"] + ("" if b["state"] == "open" else " (closed)") for b in shown.boards})
    session.put(session.CHOSEN_BOARD, shown.board["id"])
    st.selectbox(
        "Idea board",
        list(names),
        format_func=lambda id_: names.get(id_, ""),
        key=session.CHOSEN_BOARD,
        on_change=lambda: session.set_url(session.IDEA_BOARD, session.get(session.CHOSEN_BOARD)),
        label_visibility="collapsed",
        width=300,
    )


def figures(told: Figures) -> None:
    """How the board does, with the formulas."""
    with st.container(key="cx-idea-figures", horizontal=True, gap="medium"):
        st.metric("Ideas", f"{told.count:,}", width="content")
        done = insight.days_said(told.days_to_done) if told.days_to_done is not None else "–"
        st.metric("New to done, median", done, help=insight.FORMULA, width="content")
        share = f"{told.answered:.0%}" if told.answered is not None else "–"
        st.metric(f"Answered within {insight.ANSWER_DAYS} days", share, help=insight.FORMULA, width="content")
    parts = [f"Median over {plural(told.timed, 'done idea')}."] if told.timed else ["No idea is done yet."]
    whole = f"Answered: of the {plural(told.due, 'idea')} given at least {insight.ANSWER_DAYS} days ago."
    parts.append(whole if told.due else f"No idea is {insight.ANSWER_DAYS} days old yet.")
    st.caption(" ".join(parts))


def tools() -> tuple[str, str, str]:
    """What is searched for, which ideas, and the order."""
    with st.container(key="cx-idea-tools", horizontal=True, vertical_alignment="bottom"):
        words = st.text_input(
            "Search the ideas", key=session.IDEA_SEARCH, placeholder="Search: text, name, owner, team", label_visibility="collapsed",
            width=320,
        )  # fmt: skip
        which = st.selectbox(
            "Which ideas", list(_ONLY), format_func=lambda key: _ONLY[key], key=session.IDEA_ONLY, label_visibility="collapsed",
            width=210,
        )  # fmt: skip
        order = st.segmented_control(
            "Order", list(_ORDERS), format_func=lambda key: _ORDERS[key], default="waiting", required=True,
            key=session.IDEA_ORDER, label_visibility="collapsed",
        )  # fmt: skip
    return words or "", which, order or "waiting"


def columns(shown: Shown, found: Sequence[Idea], may: bool, now: datetime) -> None:
    """One column a state; each idea can be opened, and moved by its menu."""
    by_state = insight.columns(found)
    with st.container(key="cx-idea-columns", horizontal=True, wrap=False, gap="small"):
        for state, there in by_state.items():
            with st.container(key=f"cx-idea-column-{state}", gap="small"):
                st.markdown(f":material/{ICONS[state]}: **{label(IDEA_STATES, state)}** :gray[{len(there)}]")
                whole = bool(session.get(f"{session.IDEA_WHOLE}.{state}"))
                for idea in there if whole else there[:_MOST]:
                    _card(shown, idea, may, now)
                if len(there) > _MOST and not whole:
                    st.button(
                        f"Show all {len(there)}", key=f"ideas.all.{state}", type="tertiary", on_click=session.put,
                        args=(f"{session.IDEA_WHOLE}.{state}", True),
                    )  # fmt: skip


def carrying(ideas: Sequence[Idea]) -> None:
    """Let the ideas be dragged to another column; dropped there, they ask what their giver is told, as by the menu."""
    data = CarryData(assets=asset_base(), states=insight.STATES, ideas=[{"id": idea.id, "state": idea.state} for idea in ideas])
    dropped(carry_ideas(data, key="ideas.carry").moved)


def dropped(moved: Mapping[str, str] | None) -> None:
    """Go on with what was dropped: `idea`, the state that it was seen in (`from`), and that of the column (`to`)."""
    if moved and {moved["from"], moved["to"]} <= set(insight.STATES):
        idea_forms.open_move(moved["idea"], moved["from"], moved["to"])


def _card(shown: Shown, idea: Idea, may: bool, now: datetime) -> None:
    menu = f"idea.move.{idea.id}"
    with st.container(key=f"cx-idea-{idea.id}", border=True, gap="xxsmall"):
        st.button(
            plain(shortly(idea.record["text"], 160)),
            key=f"idea.open.{idea.id}",
            type="tertiary",
            on_click=idea_forms.open_idea,
            args=(idea.id,),
        )
        st.markdown(f":gray[{_about(idea, shown.teams, now)}]")
        if may:
            others = [state for state in insight.STATES if state != idea.state]
            words = {f"To “{label(IDEA_STATES, state)}”": state for state in others}
            st.menu_button(
                "Move", list(words), key=menu, type="tertiary", help="Move it on, and tell its giver", on_click=_moved,
                args=(idea.id, idea.state, menu, words),
            )  # fmt: skip


def _about(idea: Idea, teams: dict[str, str], now: datetime) -> str:
    """Who seconded it, how long it waits, in whose hands it is."""
    seconds = f":material/arrow_upward: {idea.seconds}" if idea.seconds else ""
    since = insight.waited(idea, now) if idea.waits else f"{idea.since.day} {idea.since:%b %Y}"
    hands = ", ".join(part for part in (teams.get(idea.record["team"] or "", ""), idea.record["owner"]) if part)
    links = f":material/link: {len(idea.links)}" if idea.links else ""
    said = f":material/chat: {len(idea.remarks)}" if idea.remarks else ""
    return " · ".join(part for part in (since, seconds, said, links, plain(hands)) if part)


def _moved(idea: str, seen: str, menu: str, words: dict[str, str]) -> None:
    to = words.get(str(session.get(menu) or ""))
    if to:
        idea_forms.open_move(idea, seen, to)


def now() -> datetime:
    """The time (UTC)."""
    return datetime.now(UTC)


@st.fragment(run_every=_LOOK_EVERY)
def watch(store: Store, revision: int) -> None:
    """Draw the page anew when somebody has changed something; not while a dialog is open."""
    if store.revision > revision and not session.get(session.DIALOG):
        st.rerun()
