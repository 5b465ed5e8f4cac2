"""The form of a field note. It saves each field as soon as it is left, so that nothing is lost in the field."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from cxmap.changes import Edit
from cxmap.model.customer_vocabulary import FIELD_NOTE_KINDS
from cxmap.model.records import RECORDS, Record, new_id
from cxmap.model.vocabulary import keys, label
from cxmap.runtime import runtime
from cxmap.ui import edits, person, session, writing
from cxmap.ui.words import plain
from cxmap.ui.workshops import said_day

NEW = "new"
FORM = "field_note"  # one name for whichever note is open: a new one keeps its widgets when it gets its id
_FIRST, _LAST = date(1900, 1, 1), date(2199, 12, 31)
_TEXTS = ("title", "place", "time", "observed", "observer", "text")
_SAID = ("title", "place", "time", "observed", "text")  # with one of these there is something to save
_EXAMPLES = {
    "title": "What it was about: “Arriving at the clinic”",
    "place": "Entrance hall, North building",
    "time": "9:15 to 10:00",
    "observed": "A woman of about 60, first visit",
    "text": "What you see and hear, in its order. Word for word where you can.",
}


def open_form(note: str) -> None:
    """Open the form with what is there now; `NEW` for a note that is still to be made."""
    session.reopen(FORM)
    session.take(session.TROUBLE)
    session.put(session.NOTING, note)
    if note == NEW:
        session.seen(FORM, _fresh())


def close_form() -> None:
    """Close the form."""
    session.take(session.NOTING)


def lost() -> None:
    """The note that the form shows was deleted: what stands in the form becomes a new note, and this is said."""
    session.put(session.NOTING, NEW)
    session.renew(FORM, {**session.seen(FORM, _fresh()), "id": NEW})
    writing.say(
        "Somebody deleted this note while its form was open. What stands here is saved as a new note when you choose Done."
    )


def _fresh() -> Record:
    you = person.person()
    more = {"id": NEW, "date": date.today().isoformat(), "observer": str(you["name"] or "")}
    return {**RECORDS["field_note"].defaults, **more}


def draw(note: Record | None) -> None:
    """The fields, filled with what the form was opened with; None for a note that is still to be made."""
    seen: Record = session.seen(FORM, note or _fresh())
    with st.container(key="cx-note-form", border=True):
        st.segmented_control(
            "Kind",
            keys(FIELD_NOTE_KINDS),
            format_func=lambda key: label(FIELD_NOTE_KINDS, key),
            default=seen["kind"],
            required=True,
            key=session.field(FORM, "kind"),
            on_change=_keep,
            label_visibility="collapsed",
        )
        _text(st, seen, "title")
        left, right = st.columns(2)
        _text(left, seen, "place")
        _text(right, seen, "observed")
        left, middle, right = st.columns(3)
        day = date.fromisoformat(seen["date"]) if seen["date"] else None
        pick: Any = left.date_input
        pick(
            "Date",
            day,
            min_value=min(_FIRST, day or _FIRST),
            max_value=max(_LAST, day or _LAST),
            format="YYYY-MM-DD",
            key=session.field(FORM, "date"),
            on_change=_keep,
        )
        _text(middle, seen, "time")
        _text(right, seen, "observer")
        _text(st, seen, "text")
        if trouble := session.get(session.TROUBLE):
            st.error(plain(trouble))
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button("Done", type="primary", key=f"{FORM}.done", on_click=_done)
            st.markdown(
                f":gray[{'Each field is saved when you leave it.' if note else 'Saved once you have typed something.'}]"
            )


def _text(place: Any, seen: Record, name: str) -> None:
    field = RECORDS["field_note"].field(name)
    assert field is not None, "the form's fields are those of the record"
    more = {"height": 360} if field.long else {}
    draw_field = place.text_area if field.long else place.text_input
    draw_field(
        field.label,
        seen[name],
        key=session.field(FORM, name),
        max_chars=int(field.max or 0),
        help=field.meaning,
        placeholder=_EXAMPLES.get(name),
        on_change=_keep,
        **more,
    )


def _typed(seen: Record) -> Record:
    now: Record = {name: str(session.get(session.field(FORM, name), seen[name]) or "").strip() for name in _TEXTS}
    now["kind"] = session.get(session.field(FORM, "kind")) or seen["kind"]
    day = session.get(session.field(FORM, "date"))
    now["date"] = day.isoformat() if day else None
    return now


def titled(now: Record) -> str:
    """The title of a note; where none was given, its kind with its place or day."""
    if now["title"]:
        return str(now["title"])
    where = now["place"] or (said_day(now["date"]) if now["date"] else "")
    kind = label(FIELD_NOTE_KINDS, now["kind"])
    return f"{kind}, {where}"[:200] if where else kind


def _keep() -> None:
    """Save what was changed in the field that was left."""
    _save()


def _save() -> bool:
    """Save what differs from what was there when it was last saved; False where that was refused."""
    id_ = session.get(session.NOTING)
    if not id_:
        return True
    seen: Record = session.seen(FORM, _fresh())
    now = _typed(seen)
    if id_ == NEW and not any(now[name] for name in _SAID):
        return True  # nothing is said yet
    now["title"] = titled(now)
    if id_ == NEW:
        id_ = new_id()
        if writing.commit([Edit("put", "field_note", id_, {"workspace": runtime().store.workspace, **now})]) is None:
            return False
        session.put(session.NOTING, id_)
        session.set_url(session.FIELD_NOTE, id_)
    else:
        changes = edits.patch("field_note", id_, seen, now)
        if changes and writing.commit(changes) is None:
            return False
    session.renew(FORM, {**seen, **now, "id": id_})
    return True


def _done() -> None:
    if _save():
        close_form()
