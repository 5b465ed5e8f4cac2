"""The dialogs of themes: find them, name one, merge it into another, split it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from cxmap.changes import Refused
from cxmap.insights.themes import FEWEST, MOST, how_many
from cxmap.insights.words import plural
from cxmap.model.records import Record
from cxmap.runtime import runtime
from cxmap.store import StoreError
from cxmap.ui import edits, session, theme_edits, theme_job, theme_state, writing
from cxmap.ui.measure_forms import close, still_open, trouble
from cxmap.ui.person import actor
from cxmap.ui.theme_turns import Turn, do, places
from cxmap.ui.words import apart, plain

FIND, NAME, MERGE, SPLIT = "theme.find", "theme.name", "theme.merge", "theme.split"
_PARTS = 8
_GONE = "The theme was deleted or merged into another one meanwhile: choose again."


def open_dialog(name: str, theme: str = "") -> None:
    """Open a dialog, about a theme where one is named."""
    session.reopen(name)
    session.take(session.TROUBLE)
    session.put(session.DIALOG, name)
    session.put(session.THEME_ABOUT, theme)


def show(themes: Sequence[Record], texts: int) -> None:
    """Draw the dialog that is open, if it is one of these. `texts`: how many items have a text."""
    opened = session.get(session.DIALOG)
    theme = next((t for t in themes if t["id"] == session.get(session.THEME_ABOUT)), None)
    if opened == FIND:
        _find_dialog(texts)
    elif opened in (NAME, MERGE, SPLIT):
        if theme is None:
            close()
            writing.say(_GONE)
            st.rerun()
        elif opened == NAME:
            _name_dialog(theme)
        elif opened == MERGE:
            _merge_dialog(theme, [t for t in themes if t["id"] != theme["id"]])
        else:
            _split_dialog(theme)


def _buttons(form: str, words: str, act: Callable[..., None], *args: object, disabled: bool = False) -> None:
    trouble()
    with st.container(horizontal=True, horizontal_alignment="right"):
        key = session.field(form, "save")
        st.button(words, type="primary", key=key, on_click=act, args=args, disabled=disabled)


@st.dialog("Find themes", width="medium", on_dismiss=close)
def _find_dialog(texts: int) -> None:
    """How many, and what it does."""
    still_open(FIND)
    st.markdown(
        f"{plural(texts, 'item')} with a text are looked through on this machine: words that often stand together make a theme."
        " It takes from some seconds to some minutes; go on working meanwhile."
    )
    rule = how_many(min(texts, 12_000))
    st.number_input(
        "How many themes to look for",
        min_value=2,
        max_value=40,
        value=None,
        placeholder=f"{rule}, or fewer where texts repeat each other",
        key=session.field(FIND, "number"),
        help=f"Left empty: the square root of a third of the different texts, from {FEWEST} to {MOST}.",
    )
    st.markdown(
        ":gray[Themes that people named stay, with their name. What somebody put into a theme by hand stays there. Themes without"
        " a name that are not found again go. One click takes it all back.]"
    )
    _buttons(FIND, "Find themes", _find, disabled=texts < theme_job.FEWEST)
    if texts < theme_job.FEWEST:
        st.caption(f"Themes take {theme_job.FEWEST} items with a text at least.")


def _find() -> None:
    number = session.get(session.field(FIND, "number"))
    theme_job.start(runtime().store, actor(), int(number) if number else None)
    session.take(session.THEME_TURN)
    close()


@st.dialog("Name the theme", width="small", on_dismiss=close)
def _name_dialog(theme: Record) -> None:
    """Its name and what it means."""
    still_open(NAME)
    seen: Record = session.seen(NAME, theme)
    st.caption(plain(theme["terms"]))
    name = session.field(NAME, "name")
    st.text_input("Name", seen["name"], key=name, max_chars=theme_edits.MOST_NAME, placeholder="Late fees")
    st.text_area("What it means", seen["note"], key=session.field(NAME, "note"), max_chars=2_000, height=100)
    _buttons(NAME, "Save", _name, seen)


def _name(seen: Record) -> None:
    now = {field: str(session.get(session.field(NAME, field)) or "").strip() for field in ("name", "note")}
    changes = edits.patch("theme", seen["id"], seen, now)
    if now["name"] == seen["name"]:
        sentence = f"What “{theme_edits.named(seen)}” means was changed."
    else:
        sentence = f"“{theme_edits.named(seen)}” is called “{theme_edits.named(seen | now)}” now."
    if not changes or writing.make(changes, sentence):
        close()


@st.dialog("Merge the theme", width="small", on_dismiss=close)
def _merge_dialog(theme: Record, others: Sequence[Record]) -> None:
    """Into which other one."""
    still_open(MERGE)
    names = apart({t["id"]: theme_edits.named(t) for t in others})
    st.markdown(f"The items of **{plain(theme_edits.named(theme))}** go to:")
    key = session.field(MERGE, "other")
    st.selectbox("Theme", list(names), format_func=lambda i: names.get(i, ""), key=key, label_visibility="collapsed")
    st.caption("When themes are found again, what is like this one counts to the other too.")
    _buttons(MERGE, "Merge", _merge, theme, disabled=not others)


def _merge(theme: Record) -> None:
    store = runtime().store
    themes = store.of_type("theme")
    if (theme_edits.home(themes, theme["id"]) or {}).get("id") != theme["id"]:
        return  # `show` says so
    into = theme_edits.home(themes, session.get(session.field(MERGE, "other")))
    if into is None:
        writing.say("The other theme was deleted meanwhile: choose another one.")
        return
    if into["id"] == theme["id"]:
        writing.say(f"The other theme was merged into “{theme_edits.named(into)}” meanwhile: they are one already.")
        return
    there = places(store, theme["id"])
    sentence = f"“{theme_edits.named(theme)}” was merged into “{theme_edits.named(into)}”."
    change = theme_edits.merged(theme, into)
    if attempt(lambda: do(store, actor(), sentence, change, {into["id"]: [p.item for p in there]}, there)):
        session.set_url(session.THEME, into["id"])
        close()


@st.dialog("Split the theme", width="small", on_dismiss=close)
def _split_dialog(theme: Record) -> None:
    """Into how many."""
    still_open(SPLIT)
    st.markdown(
        f"Themes are looked for inside **{plain(theme_edits.named(theme))}**. The largest part keeps its name; what people put"
        " there by hand stays. Merging back undoes it, and so does Undo."
    )
    st.number_input("Into how many", 2, _PARTS, 2, key=session.field(SPLIT, "number"))
    _buttons(SPLIT, "Split", _split, theme)


def _split(theme: Record) -> None:
    theme_job.start(runtime().store, actor(), int(session.get(session.field(SPLIT, "number"))), theme["id"])
    session.take(session.THEME_TURN)
    close()


def attempt(act: Callable[[], Turn]) -> bool:
    """Do something to themes, say it and offer to take it back; False where it was refused (`trouble` says why)."""
    try:
        theme_state.done(act())
    except (Refused, StoreError) as error:
        writing.say(getattr(error, "message", "") or str(error))
    except TimeoutError:
        writing.say("The database is busy and has not taken this yet: wait a moment, then look whether it is there.")
    else:
        return True
    return False
