"""The dialog of one viewpoint statement: what is known, whom it concerns, and what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st

from cxmap.insights.evidence import has_expired
from cxmap.model.customer_vocabulary import VIEWPOINTS
from cxmap.model.order import in_order
from cxmap.model.records import RECORDS, Record
from cxmap.model.vocabulary import EVIDENCE, SOURCE_KINDS, keys, label
from cxmap.store import Store
from cxmap.ui import edits, notices, session, viewpoint_edits, writing
from cxmap.ui.viewpoint_edits import Target
from cxmap.ui.words import plain
from cxmap.ui.workshops import said_day

DIALOG = "viewpoint"
_FIRST, _LAST = date(1900, 1, 1), date(2199, 12, 31)
_GROUND = ("kind", "quote", "link", "date", "expires")


def open_form(viewpoint: str) -> None:
    """Open the dialog with what is there now."""
    session.reopen(DIALOG)
    session.reopen(_ground_form(viewpoint))
    session.take(session.TROUBLE)
    session.put(session.DIALOG, DIALOG)
    session.put(session.VIEWPOINT, viewpoint)


def close() -> None:
    """Close the dialog; what was typed and not saved is gone."""
    session.take(session.DIALOG)
    session.take(session.TROUBLE)


def show(store: Store, names: dict[Target, str]) -> None:
    """Draw the dialog if it is open; `names` are the personas and journeys that a statement can concern."""
    if session.get(session.DIALOG) != DIALOG:
        return
    record = store.record("viewpoint", session.get(session.VIEWPOINT, ""))
    if record is None:
        close()
        writing.say("The statement was deleted while it was open: what was typed there is not saved.")
        notices.show()
        return
    _dialog(store, record["id"], names)


@st.dialog("What is known", width="medium", on_dismiss=close)
def _dialog(store: Store, id_: str, names: dict[Target, str]) -> None:
    if session.get(session.DIALOG) != DIALOG:
        st.rerun()
    record = store.record("viewpoint", id_)
    if record is None:
        st.markdown("The statement was deleted meanwhile.")
        return
    concerns = [c for c in store.of_type("concern") if c["viewpoint"] == id_]
    seen, had = session.seen(DIALOG, (record, concerns))
    notices.undoable()
    field = RECORDS["viewpoint"].field("text")
    st.text_area(
        "Statement",
        seen["text"],
        key=session.field(DIALOG, "text"),
        max_chars=int(field.max or 0) if field else None,
        height=80,
    )
    left, right = st.columns(2)
    left.selectbox(
        "Viewpoint",
        keys(VIEWPOINTS),
        keys(VIEWPOINTS).index(seen["kind"]),
        format_func=lambda key: label(VIEWPOINTS, key),
        key=session.field(DIALOG, "kind"),
    )
    right.segmented_control(
        "Evidence",
        keys(EVIDENCE),
        format_func=lambda key: label(EVIDENCE, key),
        default=record["evidence"],  # a ground that is added here may raise it
        required=True,
        key=session.field(DIALOG, f"evidence.{record['evidence']}"),
        help="\n".join(f"- {term.label}: {term.meaning}" for term in EVIDENCE),
    )
    st.text_area(
        "Detail", seen["note"], key=session.field(DIALOG, "note"), max_chars=4_000, height=80, help="What follows from it."
    )
    had = [c for c in had if viewpoint_edits.target_of(c) in names]  # what the list cannot show is left as it is
    chosen = [target for c in had if (target := viewpoint_edits.target_of(c))]
    st.multiselect(
        "Personas and journeys that it concerns",
        list(names),
        list(dict.fromkeys(chosen)),
        format_func=lambda target: names.get(target, ""),
        key=session.field(DIALOG, "concerns"),
        placeholder="Whom or what it concerns",
    )
    if trouble := session.take(session.TROUBLE):
        st.error(plain(trouble))
    with st.container(horizontal=True, horizontal_alignment="right"):
        st.button("Save", type="primary", key=session.field(DIALOG, "save"), on_click=_save, args=(record, seen, had))
    st.subheader("What it rests on", anchor=False)
    _grounds(store, record)


def _save(record: Record, seen: Record, had: Sequence[Record]) -> None:
    now: Record = {name: str(session.get(session.field(DIALOG, name), "")).strip() for name in ("text", "note")}
    if not now["text"]:
        writing.say("The statement says nothing yet: write what is known, or delete it on the page.")
        return
    now["kind"] = session.get(session.field(DIALOG, "kind"))
    was = {**seen, "evidence": record["evidence"]}
    now["evidence"] = session.get(session.field(DIALOG, f"evidence.{record['evidence']}"))
    id_ = record["id"]
    changes = [
        *edits.patch("viewpoint", id_, was, now),
        *viewpoint_edits.concerned(id_, had, session.get(session.field(DIALOG, "concerns"), [])),
    ]
    if not changes or writing.commit(changes) is not None:
        close()


# ---- what it rests on


def _ground_form(viewpoint: str) -> str:
    return f"ground.{viewpoint}"


def _grounds(store: Store, record: Record) -> None:
    there = in_order(g for g in store.of_type("ground") if g["viewpoint"] == record["id"])
    if not there:
        st.markdown(":gray[Nothing yet. Say where it comes from, and it is more than a guess.]")
    for ground in there:
        with st.container(key=f"cx-ground-{ground['id']}", horizontal=True, vertical_alignment="center", wrap=False):
            st.markdown(_said(ground, record), width="stretch")
            st.button(
                "Remove",
                key=f"ground.remove.{ground['id']}",
                icon=":material/close:",
                type="tertiary",
                help="Remove this ground",
                on_click=writing.delete,
                args=("ground", ground["id"], "The ground was removed."),
            )
    with st.expander("Add a ground", expanded=not there, icon=":material/add:"):
        _new_ground(record, there)


def _said(ground: Record, record: Record) -> str:
    """A ground in two lines: what it is with its dates, and what was found."""
    parts = [f"**{label(SOURCE_KINDS, ground['kind'])}**"]
    parts += [said_day(ground["date"])] if ground["date"] else []
    if ground["expires"]:
        late = has_expired({"evidence": "observed"}, [ground], date.today())
        parts.append(
            f":orange[:material/schedule: expired {said_day(ground['expires'])}]"
            if late
            else f"until {said_day(ground['expires'])}"
        )
    lines = [" · ".join(parts)]
    lines += [f"“{plain(ground['quote'])}”"] if ground["quote"] else []
    lines += [f":gray[{plain(ground['link'])}]"] if ground["link"] else []
    return "  \n".join(lines)


def _new_ground(record: Record, there: Sequence[Record]) -> None:
    form = _ground_form(record["id"])
    left, middle, right = st.columns(3)
    left.selectbox(
        "Source", keys(SOURCE_KINDS), format_func=lambda key: label(SOURCE_KINDS, key), key=session.field(form, "kind")
    )
    _day(middle, "Date", session.field(form, "date"), "When it was said, seen or counted.")
    _day(right, "Expires", session.field(form, "expires"), "From when on it no longer counts.")
    st.text_area("Quote or finding", key=session.field(form, "quote"), max_chars=4_000, height=80)
    st.text_input("Link", key=session.field(form, "link"), max_chars=2_000, placeholder="A web address or a file's name")
    st.button("Add the ground", key=session.field(form, "add"), on_click=_add_ground, args=(record, there))


def _day(place: Any, words: str, key: str, meaning: str) -> None:
    place.date_input(words, None, min_value=_FIRST, max_value=_LAST, key=key, format="YYYY-MM-DD", help=meaning)


def _add_ground(record: Record, there: Sequence[Record]) -> None:
    form = _ground_form(record["id"])
    given = {name: session.get(session.field(form, name)) for name in _GROUND}
    fields: Record = {
        "kind": given["kind"],
        "quote": str(given["quote"] or "").strip(),
        "link": str(given["link"] or "").strip(),
        "date": given["date"].isoformat() if given["date"] else None,
        "expires": given["expires"].isoformat() if given["expires"] else None,
    }
    if not fields["quote"] and not fields["link"]:
        writing.say("The ground says nothing yet: write what was said, seen or counted, or where to read it.")
        return
    raised = record["evidence"] == "assumed"
    says = "The ground was added" + (", and the statement counts as observed." if raised else ".")
    if writing.make(viewpoint_edits.grounded(record["id"], there, fields, raised), says):
        session.reopen(form)
