"""The dialogs of the home page: make a journey, import one, and export one."""

from __future__ import annotations

import streamlit as st

from cxmap.formats import TAKEN, Parsed
from cxmap.runtime import runtime
from cxmap.ui import actions, exporting, navigation, notices, session, templates
from cxmap.ui.templates import Template
from cxmap.ui.words import apart, plain

_NEW, _IMPORT = "new", "import"
_BEFORE = "new.before"  # what could be undone when the dialog was opened: the page offers that, not the dialog
_NOBODY = "Nobody yet"


def open_new() -> None:
    """Open the dialog that makes a journey."""
    session.reopen(_BEFORE)
    session.put(session.DIALOG, _NEW)


def open_import() -> None:
    """Open the dialog that imports one."""
    session.put(session.DIALOG, _IMPORT)


def show() -> None:
    """Draw the dialog that is open, if any; go to the journey that one has just made."""
    _leave_if_made()
    opened = session.get(session.DIALOG)
    if opened == _NEW:
        _new_journey()
    elif opened == _IMPORT:
        _import_journey()
    elif exporting.is_open():
        exporting.show()


def _close() -> None:
    session.take(session.DIALOG)


@st.dialog("New journey", width="medium", on_dismiss=_close)
def _new_journey() -> None:
    """Title, persona and template; then the board opens."""
    _leave_if_made()
    chosen = {template.id: template for template in templates.choices(runtime().store)}
    personas = apart({p["id"]: p["name"] for p in runtime().store.personas()})
    titles = apart({actions.BLANK: "A blank map", **{t.id: t.title for t in chosen.values()}})
    st.text_input(
        "Title", key=session.field(_NEW, "title"), max_chars=200, placeholder="What does the customer want to get done?"
    )
    st.selectbox(
        "Persona",
        [_NOBODY, *personas],
        format_func=lambda id_: personas.get(id_, id_),
        accept_new_options=True,
        key=session.field(_NEW, "persona"),
        help="Whose journey is it? Choose a persona, or type the name of a new one.",
    )
    picked = st.radio(
        "Start from",
        [actions.BLANK, *chosen],
        format_func=lambda id_: plain(titles.get(id_, "")),
        captions=["Type, paste or choose a template on the board", *(_caption(t) for t in chosen.values())],
        key=session.field(_NEW, "template"),
    )
    if picked in chosen and chosen[picked].own:
        _own_template(chosen[picked])
    undo = session.get(session.UNDO)
    if undo != session.seen(_BEFORE, undo):
        notices.undoable()
    _trouble()
    with st.container(horizontal=True, horizontal_alignment="right"):
        st.button("Create", type="primary", key=session.field(_NEW, "create"), on_click=_create)


def _caption(template: Template) -> str:
    return f"Of this workspace. {plain(template.description)}" if template.own else plain(template.description)


def _own_template(template: Template) -> None:
    """Rename or delete the template of the workspace that is chosen, or open it to change it."""
    form = f"template.{template.id}"
    with st.container(key="cx-own-template", horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            "Name of this template",
            value=session.seen(form, template.title),
            max_chars=200,
            key=session.field(form, "title"),
            on_change=_rename,
            args=(template.id, form),
        )
        st.button("Open it", key=f"{form}.open", icon=":material/open_in_new:", on_click=_open, args=(template.id,))
        st.button("Delete", key=f"{form}.delete", icon=":material/delete:", on_click=_delete, args=(template,))


def _rename(template: str, form: str) -> None:
    actions.rename_template(template, str(session.get(session.field(form, "title"), "")))
    session.reopen(form)


def _open(template: str) -> None:
    _close()
    session.put(session.CREATED, template)


def _delete(template: Template) -> None:
    session.put(session.field(_NEW, "template"), actions.BLANK)
    actions.delete_template(template.id, template.title)


def _create() -> None:
    title = str(session.get(session.field(_NEW, "title"), "")).strip()
    who = session.get(session.field(_NEW, "persona"), _NOBODY)
    if not title:
        session.put(session.TROUBLE, "The journey has no title yet: say what the customer wants to get done.")
        return
    known = runtime().store.persona(who) is not None
    named = "" if known or who == _NOBODY else str(who)
    made = actions.create(title, session.get(session.field(_NEW, "template"), actions.BLANK), who if known else None, named)
    if made is not None:
        session.reopen(_NEW)
        _close()
        session.put(session.CREATED, made)


@st.dialog("Import a journey", width="medium", on_dismiss=_close)
def _import_journey() -> None:
    """Choose a file, see what was read of it, then take it over."""
    _leave_if_made()
    file = st.file_uploader(f"File: {TAKEN}", key=session.field(_IMPORT, "file"), max_upload_size=20)
    _trouble()
    if file is None:
        return
    read = actions.read_file(file.name, file.getvalue())
    if isinstance(read, str):
        st.error(plain(read))
        return
    _report(read)
    session.put(session.READ, read)
    with st.container(horizontal=True, horizontal_alignment="right"):
        st.button("Import", type="primary", key=session.field(_IMPORT, "import"), on_click=_take_over)


def _report(read: Parsed) -> None:
    st.markdown(f"**Read:** {plain(', '.join(read.report.read))}")
    changed, left_out = actions.foreseen(read)
    for title, sentences in (("Changed", read.report.changed + changed), ("Left out", read.report.left_out + left_out)):
        if sentences:
            st.markdown(f"**{title}**\n" + "".join(f"\n- {plain(sentence)}" for sentence in sentences))


def _take_over() -> None:
    read = session.take(session.READ)
    made = actions.take_over(read) if read else []
    if made:
        session.put(session.CREATED, made[0][0])
    elif read and not session.get(session.TROUBLE):  # a file may bring personas and no journey
        there = (id_ for type_, id_, _ in read.records if type_ == "persona" and runtime().store.persona(id_))
        session.put(session.MADE_PERSONA, next(there, ""))
    else:
        return
    session.reopen(_IMPORT)
    _close()


def _leave_if_made() -> None:
    made = session.take(session.CREATED)
    if made:
        navigation.to_journey(made)
    if (persona := session.take(session.MADE_PERSONA)) is not None:
        navigation.to_persona(persona)


def _trouble() -> None:
    if trouble := session.take(session.TROUBLE):
        st.error(plain(trouble))
