"""The idea boards themselves: made, renamed, closed, deleted; the code by which people join one, and its poster."""

from __future__ import annotations

from datetime import datetime
from functools import partial

import streamlit as st

from cxmap.access.codes import spaced
from cxmap.changes import Edit, Refused
from cxmap.documents.idea_poster import Poster, poster
from cxmap.model.records import RECORDS, Record
from cxmap.runtime import runtime
from cxmap.ui import edits, idea_edits, navigation, session, writing
from cxmap.ui.idea_forms import close, still_open, trouble
from cxmap.ui.person import may
from cxmap.ui.words import plain
from cxmap.web import sharing
from cxmap.web.assets import asset_base
from cxmap.web.qr import drawn, in_words

BOARD, CODE = "ideas.board", "ideas.code"
NEW = "new"
GONE = "This idea board was deleted meanwhile."
_DAYS = {7: "A week", 30: "30 days", 90: "90 days", 365: "A year"}
_RENAME, _CLOSE, _OPEN, _DELETE = "Rename", "Close: no more ideas", "Open again", "Delete"


def address(board: str, page: str = "") -> str:
    """The path of a board's own page, or of its wall view."""
    return f"{asset_base().rpartition('/assets/')[0]}/ideas/{board}{page}"


# ---- beside the title


def head(boards: list[Record], board: Record | None) -> None:
    """The ways from a board: its page, the wall, the code; and what can be done with it."""
    if board is not None:
        st.link_button("Give an idea", address(board["id"]), icon=":material/edit_note:")
        st.link_button("Wall view", address(board["id"], "/wall"), icon=":material/tv:")
        if may("facilitate"):
            st.button("Code and poster", icon=":material/qr_code:", on_click=_open, args=(CODE, board["id"]))
    if not may("edit"):
        return
    if board is not None:
        menu = f"ideas.more.{board['id']}"
        st.menu_button(
            "More",
            [_RENAME, _CLOSE if board["state"] == "open" else _OPEN, _DELETE],
            key=menu,
            icon=":material/more_horiz:",
            help="More for this idea board",
            on_click=_chosen,
            args=(board["id"], menu),
        )
    st.button(
        "New idea board",
        icon=":material/add:",
        type="primary" if not boards else "secondary",
        on_click=_open,
        args=(BOARD, NEW),
    )


def empty() -> None:
    """What an empty page says."""
    with st.container(border=True):
        st.markdown(
            "**The whiteboard in the corridor.** Choose **New idea board**, ask one question, and print its poster. Colleagues scan"
            " the code and give an idea in ten seconds, with their name or without. Here you take each from new to done,"
            " and who gave it hears of every step."
        )


def _open(dialog: str, board: str) -> None:
    session.reopen(BOARD)
    session.reopen(CODE)
    session.take(session.TROUBLE)
    session.put(session.IDEA, board)
    session.put(session.DIALOG, dialog)


def _chosen(id_: str, menu: str) -> None:
    chosen = session.get(menu)
    record = runtime().store.record("whiteboard", id_)
    if record is None:
        writing.say(GONE)
    elif chosen == _RENAME:
        _open(BOARD, id_)
    elif chosen == _DELETE:
        writing.delete("whiteboard", id_, f"“{record['title']}” was deleted with all its ideas.")
    elif chosen in (_CLOSE, _OPEN):
        closed = chosen == _CLOSE
        sentence = f"“{record['title']}” {'takes no more ideas; all can still be read' if closed else 'takes ideas again'}."
        writing.make(edits.patch("whiteboard", id_, record, {"state": "closed" if closed else "open"}), sentence)


def show() -> None:
    """Draw the dialog that is open, if it is one of these."""
    opened, id_ = session.get(session.DIALOG), session.get(session.IDEA, "")
    if opened not in (BOARD, CODE):
        return
    record = runtime().store.record("whiteboard", id_)
    if record is None and not (opened == BOARD and id_ == NEW):
        close()
        st.markdown(GONE)
    elif opened == BOARD and may("edit"):
        _board_dialog(record)
    elif opened == CODE and record is not None and may("facilitate"):
        _code_dialog(record)


# ---- a board


@st.dialog("Idea board", width="medium", on_dismiss=close)
def _board_dialog(record: Record | None) -> None:
    still_open(BOARD)
    seen: Record = session.seen(BOARD, record or {**RECORDS["whiteboard"].defaults, "id": NEW})
    st.text_input(
        "Title",
        seen["title"],
        max_chars=120,
        key=session.field(BOARD, "title"),
        placeholder="What people call it: “Corridor, 2nd floor”",
    )
    st.text_area(
        "Question", seen["question"], max_chars=600, height=90, key=session.field(BOARD, "question"),
        placeholder="One question that everybody can answer: “What would you change so that nobody waits without knowing why?”",
    )  # fmt: skip
    trouble()
    with st.container(horizontal=True, horizontal_alignment="right"):
        words = "Save" if record else "Make the board"
        st.button(words, type="primary", key=session.field(BOARD, "save"), on_click=_save, args=(seen,))


def _save(seen: Record) -> None:
    given = {name: str(session.get(session.field(BOARD, name)) or "").strip() for name in ("title", "question")}
    if not given["title"]:
        writing.say("The board has no title: say what people call it.")
        return
    store = runtime().store
    if seen["id"] == NEW:
        id_, made = idea_edits.board(store.workspace, given["title"], given["question"], store.of_type("whiteboard"))
        if writing.commit([made]) is not None:
            session.set_url(session.IDEA_BOARD, id_)
            close()
        return
    changes: tuple[Edit, ...] = edits.patch("whiteboard", seen["id"], seen, given)
    if not changes or writing.commit(changes) is not None:
        close()


# ---- its code


@st.dialog("Code and poster", width="medium", on_dismiss=close)
def _code_dialog(board: Record) -> None:
    still_open(CODE)
    url = sharing.join_url(board["id"])
    code = runtime().store.sessions.code_of(board["id"])
    if board["state"] != "open":
        st.markdown("This board is closed: open it again, then make a code.")
    elif not sharing.is_on():
        st.markdown("cxmap is not shared yet, so nobody can join from another device.")
        st.page_link(navigation.settings(), label="Share it in the settings", icon=":material/wifi:")
        st.caption("Or start it with `python -m cxmap serve --share`. A code that was made before holds again then.")
    elif url is None or code is None:
        st.markdown("Whoever has the code sees this board and nothing else, and may give ideas, second and discuss them.")
        st.selectbox(
            "It holds for", list(_DAYS), 1, format_func=lambda days: _DAYS[days], key=session.field(CODE, "days"), width=200
        )
        st.button(
            "Make a code",
            icon=":material/qr_code:",
            type="primary",
            key=session.field(CODE, "make"),
            on_click=_make,
            args=(board["id"],),
        )
    else:
        _living(board, url, code.expires)
    trouble()


def _living(board: Record, url: str, expires: str) -> None:
    words = in_words(url)
    left, right = st.columns([1, 1.2], gap="large")
    with left:
        st.image(drawn(url).decode(), width=220, alt=f"QR code to join at {words['address']}")
    with right:
        st.markdown(f"**{plain(words['address'])}**  \nCode **{plain(spaced(words['code']))}**")
        st.markdown(f":gray[It holds until {_day(expires)}.]")
        st.button(
            "End this code", key=session.field(CODE, "end"), on_click=_end, args=(board["id"],),
            help="Nobody joins by it any more. Who is in stays in until their own time is over.",
        )  # fmt: skip
    st.markdown("**Print the poster**")
    says = Poster(
        board["title"],
        board["question"],
        words["address"],
        spaced(words["code"]),
        drawn(url).decode(),
        f"The code holds until {_day(expires)}.",
    )
    with st.container(horizontal=True):
        _poster("PDF, A4", says, "pdf", "a4")
        _poster("PDF, A3", says, "pdf", "a3")
        _poster("SVG", says, "svg", "a4")


def _poster(words: str, says: Poster, kind: str, paper: str) -> None:
    st.download_button(
        words,
        partial(_file, says, kind, paper),
        file_name=f"ideas-{paper}.{kind}",
        mime="application/pdf" if kind == "pdf" else "image/svg+xml",
        icon=":material/download:",
        key=f"ideas.poster.{kind}.{paper}",
        on_click="ignore",
    )


def _file(says: Poster, kind: str, paper: str) -> bytes:
    return poster(says, "svg" if kind == "svg" else "pdf", "a3" if paper == "a3" else "a4")


def _make(board: str) -> None:
    days = float(session.get(session.field(CODE, "days")) or 30)
    if not may("facilitate"):
        writing.say("Only who facilitates makes codes: ask the facilitator.")
        return
    try:
        runtime().store.sessions.new_code(board, days * 24)
    except Refused as refusal:
        writing.say(refusal.message)


def _end(board: str) -> None:
    if may("facilitate"):
        runtime().store.sessions.revoke_code(board)


def _day(at: str) -> str:
    found = datetime.fromisoformat(at)
    return f"{found.day} {found:%b %Y}"
