"""Share links: for somebody who looks, or works along, without a passphrase. Made, listed, ended, and made anew."""

from __future__ import annotations

from datetime import UTC, datetime

import humanize
import streamlit as st

from cxmap.access import Role
from cxmap.changes import Refused
from cxmap.runtime import runtime
from cxmap.store.invitations import Link
from cxmap.ui import session, writing
from cxmap.ui.choosing import journey_names
from cxmap.ui.person import actor, may
from cxmap.ui.words import plain

_FORM = "link"
_ROLES: dict[str, str] = {"viewer": "Viewer: looks, and takes files along", "champion": "Champion: edits maps, too"}
_SHORT = {"viewer": "Viewer", "champion": "Champion"}
_DAYS = {7: "A week", 30: "30 days", 90: "90 days", 365: "A year"}
_WHOLE = ""


def section(base: str) -> None:
    """The links that there are, and the form for another one. `base` is the address that they begin with."""
    st.subheader("Links", anchor=False)
    made = session.get(session.LINK)
    if made:
        st.markdown(f"The link for **{plain(made[0])}**, shown once. Copy it now, and send it to nobody else:")
        st.code(f"{base}/enter#{made[1]}", language=None)
    names = journey_names(runtime().store.journeys())
    links = runtime().store.sessions.links()
    for link in links:
        _line(link, names)
    if not links:
        st.markdown("Make a link for somebody who should see the maps without a passphrase, such as a manager.")
    with st.expander("New link", icon=":material/add_link:", expanded=False):
        _form(names)


def _line(link: Link, names: dict[str, str]) -> None:
    over = bool(link.revoked) or link.expires <= datetime.now(UTC).isoformat()
    what = plain(names.get(link.journey, "a journey that is gone")) if link.journey else "the whole workspace"
    end = "ended" if link.revoked else "expired" if over else f"until {_day(link.expires)}"
    with st.container(key=f"cx-link-{link.id}", horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{plain(link.name)}** · {_SHORT.get(link.role, link.role)} :gray[· {what} · {end}]", width="stretch")
        if over:
            st.button("Make a new one", key=f"link.again.{link.id}", on_click=_again, args=(link,))
        else:
            st.button("End", key=f"link.end.{link.id}", on_click=_end, args=(link.id,))


def _form(names: dict[str, str]) -> None:
    left, right = st.columns(2)
    with left:
        st.text_input("Whom it is for", key=session.field(_FORM, "name"), max_chars=120, placeholder="Petra, head of service")
        st.selectbox("As", list(_ROLES), format_func=lambda role: _ROLES[role], key=session.field(_FORM, "role"))
    with right:
        st.selectbox(
            "What they see",
            [_WHOLE, *names],
            format_func=lambda id_: names.get(id_, "The whole workspace"),
            key=session.field(_FORM, "journey"),
        )
        days = session.field(_FORM, "days")
        st.selectbox("For how long", list(_DAYS), index=1, format_func=lambda count: _DAYS[count], key=days)
    st.button("Make the link", type="primary", key=session.field(_FORM, "make"), on_click=_made)


def _made() -> None:
    name = str(session.get(session.field(_FORM, "name"), "")).strip()
    if not name:
        writing.say("Say whom the link is for: you will tell it from others by that.")
        return
    role, journey, days = (session.get(session.field(_FORM, key)) for key in ("role", "journey", "days"))
    if _make(name, role, journey or _WHOLE, float(days)):
        session.reopen(_FORM)


def _again(link: Link) -> None:
    """A new link in place of one that has ended, for the same person and as long as that one was for."""
    lasted = datetime.fromisoformat(link.expires) - datetime.fromisoformat(link.created)
    _make(link.name, link.role, link.journey, max(1.0, lasted.total_seconds() / 86_400))


def _make(name: str, role: str, journey: str, days: float) -> bool:
    if not may("share"):
        writing.say("Only the owner makes links.")
        return False
    given: Role = "champion" if role == "champion" else "viewer"
    try:
        link, secret = runtime().store.sessions.add_link(name, given, actor().person, journey, days)
    except Refused as refusal:
        writing.say(refusal.message)
        return False
    session.put(session.LINK, (link.name, secret))
    return True


def _end(id_: str) -> None:
    if may("share"):
        runtime().store.sessions.revoke_link(id_)
        session.take(session.LINK)


def _day(at: str) -> str:
    return str(humanize.naturaldate(datetime.fromisoformat(at)))
