"""Every key of `st.session_state` and of the URL, named once, with the few ways in which pages use them."""

from __future__ import annotations

from typing import Any

import streamlit as st

# URL parameters
JOURNEY = "journey"
PERSONA = "persona"
PERSONAS = "personas"  # ids of the personas that are compared, divided by commas
COMMENT = "comment"
BEFORE = "before"
AFTER = "after"
KPI = "kpi"
FIELD_NOTE = "note"
WORKSHOP = "workshop"
IDEA_BOARD = "board"
IDEA_OPEN = "idea"  # id of the idea that is open when the page comes
THEME = "theme"
ROUND = "round"
CARD = "card"  # id of the card that the board shows first
REPLAY = "replay"  # “12-80”: the board plays what was done between two revisions

# What one browser tab holds between runs
OPENED = "opened"  # id of the journey whose board was open last
GUEST = "guest"  # id of the person of a browser that keeps no cookies
UNDO = "undo"  # the last deletion, offered to be taken back
TROUBLE = "trouble"  # a sentence about the last thing that was refused
CROSSED = "crossed"  # which page is open, and which crossings were told on it: see `crossed.py`
FORM = "form"  # how often each form was opened: part of its widgets' keys, so that a new form shows fresh values
SEEN = "seen"  # the values that a form showed when it was opened, by form: the base of a merge
READ = "read"  # the file that waits in the import dialog, as it was read
DIALOG = "dialog"  # which dialog is open
EXPORTED = "exported"  # id of the journey that the export dialog is about
CREATED = "created"  # id of what a dialog made, which the page opens next
MADE_HERE = "made_here"  # (id of the persona that was made last, what was open before, whether no run has shown it yet)
FRESH_PERSONA = "fresh_persona"  # (id of the persona that was made here last, when): its name is to be written
SEGMENT = "segment"  # id of the segment whose dialog is open, "" for one that is being made
MADE_PERSONA = "made_persona"  # id of the persona that was made for a segment or came in a file, which the page opens next
TEAM = "team"  # id of the team whose form is open, NEW for one that is being made
MEASURE = "measure"  # id of the KPI whose dialog is open, NEW for one that is being made
READING = "reading"  # id of the reading that is being corrected, "" for a new one
PLANNING = "planning"  # id of the journey that a workshop is being planned for
SHEET = "sheet"  # id of the run sheet that is being edited
PLANNED = "planned"  # id of the workshop that a dialog made, which the page opens next
VIEWPOINT = "viewpoint"  # id of the viewpoint statement whose dialog is open
FOCUS = "focus"  # id of the decision whose dialog is open
NOTING = "noting"  # id of the field note whose form is open, NEW for one that is being made
HIGHLIGHT = "highlight"  # id of the highlight whose dialog is open
IDEA = "idea"  # id of the idea or idea board whose dialog is open
IDEA_TO = "idea.to"  # (state in which it was seen, state to which it is moved)
FEEDBACK_SAID = "feedback.said"  # what became of the feedback that was typed in last
FEEDBACK_JOB = "feedback.job"  # id of the import of feedback that this tab began last
THEME_ABOUT = "theme.about"  # id of the theme whose dialog is open
THEME_TURN = "theme.turn"  # what was done to themes last, offered to be taken back
VOICE_WANTED = "voice.wanted"  # filters of the mark that was chosen in a chart: the inbox opens next
VOICE_SEEN = "voice.seen"  # how many marks were chosen: part of the charts' keys
ROUND_ABOUT = "round.about"  # id of the round of predictions whose dialog is open, "" for a new one
STARTED = "started"  # id of the workshop that was just started: its board opens next

PASSPHRASE = "passphrase"  # what was set when sharing was switched on here, to be looked at until the tab closes
LINK = "link"  # (name, secret) of the share link that was made last, shown once

# Widgets
SEARCH = "search"
CHOSEN_BOARD = "ideas.chosen"  # id of the idea board that is shown
IDEA_SEARCH = "ideas.search"
IDEA_ORDER = "ideas.order"
IDEA_ONLY = "ideas.only"
IDEA_WHOLE = "ideas.whole"  # by state: whether a long column is drawn whole
ABOUT = "viewpoints.about"  # the persona or journey that the shown statements concern
NOTE_SEARCH = "notes.search"
TEAM_JOURNEY = "teams.journey"  # the journey whose RACI matrix is shown
VOICE = "voice"  # first part of the keys of filters and charts
VOICE_VIEW = "voice.view"
THEME_TABLE = "theme.table"
THEME_ROWS = "theme.rows"  # ids of its rows as they were drawn
CHOSEN_THEME = "theme.chosen"
GUESSED = "guess.journey"  # the journey whose rounds of predictions are shown
SHOWN = "shown"
VIEW = "view"
COMPARED_PERSONA = "compared.persona"
PAPER = "sheet.paper"  # of which size a persona's sheet is
COMPARED_PERSONAS = "compared.personas"
COMPARED_JOURNEY = "compared.journey"
COMPARED_STAGES = "compared.stages"
AGREED_AS = "agreed.as"  # how the agreement of tables is shown
LEFT_OUT = "agreed.left_out"  # ids of what is not to be merged
COMPARED_AT = "compared.at"  # the last revision that a comparison has looked at
COMPARING = "comparing"  # id of the journey that a card's menu asked to compare
WHOLE_ATLAS = "whole_atlas"  # whether all journeys are drawn, however many there are
CLICKED = "clicked"  # id of the journey that was clicked last in the network
MEASURED = "measured"  # the journey whose KPIs are shown
CHOSEN_KPI = "chosen_kpi"
KPI_TABLE = "kpi_table"
KPI_ROWS = "kpi_rows"  # ids of its rows as they were drawn
READINGS = "readings"  # table of the readings of the chosen KPI


def get(key: str, default: Any = None) -> Any:
    """The value under a key, or `default`."""
    return st.session_state.get(key, default)


def put(key: str, value: Any) -> None:
    """Keep a value under a key."""
    st.session_state[key] = value


def take(key: str) -> Any:
    """The value under a key, which is forgotten; None where there is none."""
    return st.session_state.pop(key, None)


def field(form: str, name: str) -> str:
    """Key of one widget of a form; it changes each time `reopen` is called, so that its default counts again."""
    return f"{FORM}.{form}.{get(FORM, {}).get(form, 0)}.{name}"


def reopen(form: str) -> None:
    """Show the form with fresh values from now on."""
    opened = dict(get(FORM, {}))
    opened[form] = opened.get(form, 0) + 1
    put(FORM, opened)
    seen = dict(get(SEEN, {}))
    seen.pop(form, None)
    put(SEEN, seen)


def renew(form: str, value: Any) -> None:
    """Take fresh values for the form that is open, and leave its widgets as they are."""
    put(SEEN, {**get(SEEN, {}), form: value})


def seen(form: str, value: Any) -> Any:
    """The value that the form was opened with: `value` the first time, the same one until `reopen`."""
    held = dict(get(SEEN, {}))
    if form not in held:
        held[form] = value
        put(SEEN, held)
    return held[form]


def url(name: str) -> str:
    """A parameter of the page's URL, "" where it is absent."""
    return str(st.query_params.get(name, ""))


def set_url(name: str, value: str) -> None:
    """Set a parameter of the page's URL; "" takes it away.

    One that is there already is left alone: Streamlit would write the whole URL anew, and with it take away what the board
    has put there since the run began (its view).
    """
    if url(name) == value:
        return
    if value:
        st.query_params[name] = value
    else:
        del st.query_params[name]
