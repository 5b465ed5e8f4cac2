"""The person's own name, and what there is to know of this installation."""

from __future__ import annotations

import streamlit as st

from cxmap import __version__
from cxmap.documents.avatar import badge
from cxmap.documents.tokens import ADAPTIVE, themed
from cxmap.model.records import Record
from cxmap.runtime import runtime
from cxmap.ui import edits, session, writing
from cxmap.ui.person import let_in, may, name_of, person
from cxmap.ui.words import initials, plain
from cxmap.web.assets import asset_base

_FORM = "name"


def _sign_out() -> str:
    """The page that signs out, from any page of the app."""
    return f"{asset_base().rpartition('/assets/')[0]}/sign-out"


def me() -> None:
    """One's own initials and name, at the foot of the sidebar."""
    name = name_of(person())
    with st.sidebar.container(key="cx-me", horizontal=True, vertical_alignment="center", gap="xsmall", wrap=False):
        st.image(themed(badge(initials(name), ADAPTIVE)), width=28, alt="")
        st.markdown(plain(name), width="stretch")


def name_form() -> None:
    """The name that others see at one's cursor and in the log."""
    record = person()
    seen: Record = session.seen(_FORM, record)
    key = session.field(_FORM, "name")
    st.text_input(
        "Your name",
        seen["name"],
        key=key,
        max_chars=60,
        placeholder=name_of({**record, "name": ""}),
        help="Others see it at your cursor, and beside what you change.",
        width=360,
        on_change=_save_name,
        args=(record["id"], seen, key),
    )


def _save_name(id_: str, seen: Record, key: str) -> None:
    name = session.get(key, "").strip()
    changes = edits.patch("person", id_, seen, {"name": name})
    if changes:  # a workshop that one leads says it too, as when the name is changed on the board
        said = {"facilitator_name": name or name_of({**seen, "name": ""})}
        led = [w for w in runtime().store.of_type("workshop") if w["facilitator"] == id_ and w["state"] != "closed"]
        changes = (*changes, *(edit for w in led for edit in edits.patch("workshop", w["id"], w, said)))
    if not changes or writing.commit(changes):
        session.reopen(_FORM)


def installation() -> None:
    """Version, where the data lies, and how to bring files in and out without a browser."""
    found = let_in()
    if found is not None and not may("share"):  # where the data lies is nothing for those who look in from elsewhere
        st.markdown(f"cxmap {__version__}. You are {plain(name_of(person()))} here, as {found.role}. [Sign out]({_sign_out()})")
        return
    st.markdown(f"cxmap {__version__}. Everything that is written stays on this machine, in one database:")
    st.code(runtime().store.address, language=None)
    st.markdown("Files can also be read and written by the command line, while the app runs or not:")
    st.code('python -m cxmap import FILE\npython -m cxmap export "JOURNEY" -o FILE.json\npython -m cxmap check', language=None)
    if found is None:
        st.markdown(f"You are {plain(name_of(person()))} here. On this machine everybody may do everything.")
    else:
        st.markdown(f"You are {plain(name_of(person()))} here, as {found.role}. [Sign out]({_sign_out()})")
