"""The dialogs about one idea: moving it on, and looking at it from close by."""

from __future__ import annotations

from typing import Any

import streamlit as st

from cxmap.insights.ideas import Idea, moment
from cxmap.model.customer_vocabulary import IDEA_STATES
from cxmap.model.records import Record
from cxmap.model.vocabulary import label
from cxmap.runtime import runtime
from cxmap.ui import edits, idea_edits, idea_links, notices, session, writing
from cxmap.ui.idea_reading import GONE, find
from cxmap.ui.person import actor, may
from cxmap.ui.words import ago, plain
from cxmap.ui.workshop_acts import now as stored_now

MOVE, IDEA = "idea.move", "idea.open"
_NOBODY = ""


def open_move(idea: str, seen: str, to: str) -> None:
    """Ask what the giver is told when the idea comes to a state; `seen` is the state in which the person saw it."""
    session.reopen(MOVE)
    session.take(session.TROUBLE)
    session.put(session.IDEA, idea)
    session.put(session.IDEA_TO, (seen, to))
    session.put(session.DIALOG, MOVE)
    now = find(idea)
    if now is not None and now.state != seen:
        writing.say(_moved(now))  # before a word is written in vain


def open_idea(idea: str) -> None:
    """Look at an idea from close by."""
    for form in (f"idea.{idea}", f"idea.link.{idea}", f"idea.say.{idea}"):
        session.reopen(form)
    session.take(session.TROUBLE)
    session.put(session.IDEA, idea)
    session.put(session.DIALOG, IDEA)


def arrive() -> None:
    """Open the idea that the URL names, once: a reload shows the board."""
    if idea := session.url(session.IDEA_OPEN):
        session.set_url(session.IDEA_OPEN, "")
        open_idea(idea)


def close() -> None:
    """Close the dialog."""
    session.take(session.DIALOG)
    session.take(session.TROUBLE)


def show() -> None:
    """Draw the dialog that is open, if it is one of these."""
    opened = session.get(session.DIALOG)
    if opened not in (MOVE, IDEA):
        return
    idea = find(session.get(session.IDEA, ""))
    if idea is None:
        close()
        writing.say(GONE)
        notices.show()
    elif opened == MOVE and may("edit"):
        _move_dialog(idea)
    elif opened == IDEA:
        _idea_dialog(idea)


def still_open(name: str) -> None:
    """In a dialog, first of all: leave it, and draw the page anew, once it was closed or another one is wanted."""
    if session.get(session.DIALOG) != name:
        st.rerun()


def trouble() -> None:
    """What is wrong, inside the dialog."""
    if sentence := session.take(session.TROUBLE):
        st.error(plain(sentence))


# ---- moving


@st.dialog("Move the idea", width="medium", on_dismiss=close)
def _move_dialog(idea: Idea) -> None:
    still_open(MOVE)
    _, to = session.get(session.IDEA_TO)
    record = idea.record
    whom = record["author_name"] or "the giver"
    st.markdown(f"**{plain(idea_edits.shortly(record['text'], 200))}**")
    st.markdown(f"{label(IDEA_STATES, idea.state)} → **{label(IDEA_STATES, to)}**")
    if to == "not_now":
        st.text_area(
            "Why not now", record["reason"], max_chars=1_000, key=session.field(MOVE, "reason"), height=100,
            help="It stays on the board with this reason.", placeholder=f"{whom[:1].upper()}{whom[1:]} reads this: say what would have to change",
        )  # fmt: skip
    else:
        st.text_area(
            f"What {plain(whom)} is told", max_chars=1_000, key=session.field(MOVE, "note"), height=100,
            placeholder="One sentence is enough: what happens next, and by when", help="Shown on the page on which ideas are given.",
        )  # fmt: skip
    if to in ("chosen", "in_work"):
        hands(MOVE, record)
    if to == "done":
        st.text_area("What came of it", record["outcome"], max_chars=2_000, key=session.field(MOVE, "outcome"), height=80)
    trouble()
    with st.container(horizontal=True, horizontal_alignment="right"):
        st.button(
            f"Move to “{label(IDEA_STATES, to)}”",
            type="primary",
            key=session.field(MOVE, "save"),
            on_click=_move,
            args=(idea.id,),
        )


def hands(form: str, record: Record) -> None:
    """In whose hands it is: team and name."""
    teams = {team["id"]: team["name"] for team in runtime().store.of_type("team")}
    left, right = st.columns(2)
    options = [_NOBODY, *teams]
    left.selectbox(
        "Team", options, options.index(record["team"]) if record["team"] in teams else 0,
        format_func=lambda id_: teams.get(id_, "No team yet"), key=session.field(form, "team"),
    )  # fmt: skip
    right.text_input("Owner", record["owner"], max_chars=120, key=session.field(form, "owner"), placeholder="Who sees to it")


def _moved(idea: Idea) -> str:
    return f"Somebody moved this idea meanwhile: it is “{label(IDEA_STATES, idea.state)}” now. Close this, and look again."


def _move(id_: str) -> None:
    seen, to = session.get(session.IDEA_TO)
    idea = find(id_)
    if idea is None:
        writing.say(GONE)
        close_keeping_trouble()
        return
    if idea.state != seen:
        writing.say(_moved(idea))
        return
    given = {name: session.get(session.field(MOVE, name)) for name in ("note", "reason", "outcome", "team", "owner")}
    fields: dict[str, Any] = {name: str(value).strip() for name, value in given.items() if value is not None and name != "note"}
    if "team" in fields:
        fields["team"] = fields["team"] or None
    if to == "not_now" and not fields.get("reason"):
        writing.say("Say why it is not done for now: its giver is told.")
        return
    note = fields["reason"] if to == "not_now" else str(given["note"] or "").strip()
    sentence = f"“{idea_edits.shortly(idea.record['text'], 60)}” is now “{label(IDEA_STATES, to)}”."
    if writing.make(idea_edits.move(idea.record, to, note, actor().name, stored_now(), **fields), sentence):
        close()


def close_keeping_trouble() -> None:
    """Close the dialog; what was wrong is said on the page."""
    session.take(session.DIALOG)


# ---- from close by


@st.dialog("Idea", width="large", on_dismiss=close)
def _idea_dialog(idea: Idea) -> None:
    still_open(IDEA)
    found = find(idea.id)
    if found is None:
        st.markdown(GONE)
        return
    left, right = st.columns([1.1, 1], gap="large")
    with left:
        _said(found)
    with right:
        if may("edit"):
            _keeping(found)
            idea_links.draw(found)
    trouble()
    notices.undoable()


def _said(idea: Idea) -> None:
    record = idea.record
    st.markdown("  \n".join(f"**{plain(line)}**" for line in record["text"].splitlines() if line.strip()))
    by = plain(record["author_name"]) or "without a name"
    seconds = f" · seconded by {idea.seconds}" if idea.seconds else ""
    st.markdown(f":gray[Given {ago(record['at'])}, {by}{seconds}]")
    st.subheader("Its way", anchor=False)
    lines = [f"- **{label(IDEA_STATES, 'new')}** :gray[{_day(record['at'])}]"]
    for step in idea.steps:
        name = f", {plain(step['author_name'])}" if step["author_name"] else ""
        note = f"  \n  {plain(step['note'])}" if step["note"] else ""
        lines.append(f"- **{label(IDEA_STATES, step['state'])}** :gray[{_day(step['at'])}{name}]{note}")
    st.markdown("\n".join(lines))
    if idea.state == "not_now" and record["reason"]:
        st.markdown(f"**Why not now:** {plain(record['reason'])}")
    if record["outcome"]:
        st.markdown(f"**What came of it:** {plain(record['outcome'])}")
    st.subheader("Remarks", anchor=False)
    for remark in idea.remarks:
        name = plain(remark["author_name"]) or "Without a name"
        st.markdown(f"**{name}** :gray[{ago(remark['at'])}]  \n{plain(remark['text'])}")
    if not idea.remarks:
        st.markdown(":gray[Nobody has said anything yet.]")
    if may("edit"):
        form = f"idea.say.{idea.id}"
        st.text_area("Your remark", max_chars=1_000, key=session.field(form, "text"), height=68)
        st.button("Say it", key=session.field(form, "send"), on_click=_say, args=(idea.id,))


def _say(id_: str) -> None:
    form = f"idea.say.{id_}"
    text = str(session.get(session.field(form, "text")) or "").strip()
    me = actor()
    if text and writing.commit([idea_edits.remark(id_, text, me.person, me.name, stored_now())]) is not None:
        session.reopen(form)


def _keeping(idea: Idea) -> None:
    """In whose hands it is, and what came of it."""
    form = f"idea.{idea.id}"
    seen: Record = session.seen(form, idea.record)
    hands(form, seen)
    st.text_area("What came of it", seen["outcome"], max_chars=2_000, key=session.field(form, "outcome"), height=80)
    if idea.state == "not_now":
        st.text_area("Why not now", seen["reason"], max_chars=1_000, key=session.field(form, "reason"), height=80)
    with st.container(horizontal=True):
        st.button("Save", key=session.field(form, "save"), on_click=_save, args=(idea.id,))
        if may("facilitate") or idea.record["person"] == actor().person:  # else the policy refuses it
            st.button(
                "Delete the idea",
                icon=":material/delete:",
                type="tertiary",
                key=f"{form}.delete",
                on_click=_delete,
                args=(idea.id,),
            )


def _save(id_: str) -> None:
    form = f"idea.{id_}"
    seen: Record = session.seen(form, {})
    now = {name: session.get(session.field(form, name)) for name in ("team", "owner", "outcome", "reason")}
    given: dict[str, Any] = {name: str(value).strip() for name, value in now.items() if value is not None}
    if "team" in given:
        given["team"] = given["team"] or None
    changes = edits.patch("idea", id_, seen, given)
    if not changes or writing.commit(changes) is not None:
        session.reopen(form)


def _delete(id_: str) -> None:
    idea = find(id_)
    if idea is not None:
        writing.delete("idea", id_, f"The idea “{idea_edits.shortly(idea.record['text'], 60)}” was deleted.")
    close_keeping_trouble()


def _day(at: str) -> str:
    """A stored time as a day: “28 Oct 2026”."""
    day = moment(at)
    return f"{day.day} {day:%b %Y}"
