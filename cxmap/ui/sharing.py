"""The switch that shares cxmap with the network, and who is in. For the owner, at this machine only."""

from __future__ import annotations

from io import BytesIO

import segno
import streamlit as st

from cxmap.access.passphrase import make_passphrase, objection
from cxmap.runtime import runtime
from cxmap.store.sessions import CODE, HERE, IDEAS, LINK, OIDC, PASSPHRASE, Session
from cxmap.ui import session, sharing_links, writing
from cxmap.ui.person import let_in, name_of, rights
from cxmap.ui.words import ago, plain
from cxmap.web import sharing
from cxmap.web.addresses import network_address
from cxmap.web.persons import COOKIE
from cxmap.web.sharing import SharingError

_WORD = "sharing.passphrase"
_ROLES = {"owner": "Owner", "facilitator": "Facilitator", "champion": "Champion", "viewer": "Viewer", "guest": "Participant"}
_LOOK_EVERY = 5  # seconds after which the list of who is in is read anew


def section() -> None:
    """What the Settings page says of sharing."""
    switch = sharing.current()
    if switch is None or not _is_at_the_switch():
        return
    st.header("Share with your network", anchor=False)
    if switch.on:
        _shared()
    else:
        _offer()


def _is_at_the_switch() -> bool:
    """Whether this is the owner at this machine: not shared, everybody here is."""
    found = let_in()
    return rights().may("share") and (found is None or found.how in (HERE, PASSPHRASE))


# Not shared


def _offer() -> None:
    address = network_address()
    st.markdown(
        "Only this machine reaches cxmap now. Share it, and phones and laptops in the same network can open it too. From that moment"
        " **nobody gets in without an identity**: facilitators sign in with the passphrase below, participants join a workshop by its"
        " code, managers open a link that you make for them. It lasts until you switch it off or stop cxmap."
    )
    if address is None:
        st.markdown(f":material/wifi_off: {sharing.NO_NETWORK}")
        return
    with st.container(key="cx-share", border=True):
        st.text_input(
            "Passphrase of the facilitators",
            value=session.seen(_WORD, make_passphrase()),
            key=session.field(_WORD, "text"),
            max_chars=200,
            help="At least 8 characters. It is kept as a hash only: note it before you close this page.",
            width=360,
        )
        st.markdown(f":gray[cxmap will listen on {plain(address)}, in the network that this machine is in now.]")
        st.button("Share", type="primary", icon=":material/wifi:", on_click=_switch_on)


def _switch_on() -> None:
    switch = sharing.current()
    word = str(session.get(session.field(_WORD, "text"), ""))
    if why := objection(word):
        writing.say(why)
        return
    cookie = st.context.cookies.get(COOKIE)
    if switch is None or not _is_at_the_switch() or not isinstance(cookie, str):
        writing.say("Allow cookies for this page, reload it, and share then: else you would shut yourself out.")
        return
    try:
        switch.switch_on(word, cookie)
    except SharingError as error:
        writing.say(str(error))
    else:
        session.put(session.PASSPHRASE, word)


# Shared


def _shared() -> None:
    url = sharing.base_url() or ""
    words, code = st.columns([2.2, 1], gap="large")
    with words:
        st.markdown("cxmap is shared. Others in the network find it at")
        st.code(url, language=None)
        if word := session.get(session.PASSPHRASE):
            st.markdown("Facilitators sign in there with the passphrase. It is shown on this page only, until you close it:")
            st.code(word, language=None)
        else:
            st.markdown(":gray[The passphrase is not kept. To set another one, switch sharing off and on again.]")
        st.markdown(f"Participants join at **{plain(url.partition('://')[2])}/join** with the code of their workshop.")
        st.button("Stop sharing", icon=":material/wifi_off:", on_click=_switch_off)
    with code:
        st.image(drawn(f"{url}/join"), width=196, alt="QR code of the page to join a workshop")
        st.markdown(":gray[Scan to join a workshop]")
    _who_is_in()
    sharing_links.section(url)


def drawn(url: str) -> str:
    """A QR code as SVG, dark on white in every theme, since scanners want it so."""
    out = BytesIO()
    segno.make(url, error="m", micro=False).save(
        out, kind="svg", border=4, scale=8, dark="#14171F", light="#FFFFFF", xmldecl=False, svgclass=None, lineclass=None
    )
    return out.getvalue().decode()


def _switch_off() -> None:
    switch = sharing.current()
    if switch is not None and _is_at_the_switch():
        session.take(session.PASSPHRASE)
        session.reopen(_WORD)
        switch.switch_off()


@st.fragment(run_every=_LOOK_EVERY)
def _who_is_in() -> None:
    """Everybody who has a session, and a button that ends it at once."""
    store = runtime().store
    own = let_in()
    there = store.sessions.sessions()
    st.subheader(f"Who is in ({len(there)})", anchor=False)
    links = {link.id: link.name for link in store.sessions.links()}
    for each in there:
        person = store.person(each.person)
        with st.container(key=f"cx-in-{each.hash[:16]}", horizontal=True, vertical_alignment="center", gap="small"):
            name = plain(name_of(person)) if person is not None else "Somebody"
            you = own is not None and own.hash == each.hash
            how = _how(each, links)
            st.markdown(
                f"**{name}**{' (you)' if you else ''} · {_ROLES.get(each.role, each.role)} :gray[· {how} {ago(each.created)}]",
                width="stretch",
            )
            if not you:
                st.button("Send out", key=f"in.{each.hash[:16]}", on_click=_send_out, args=(each.hash,))


def _how(each: Session, links: dict[str, str]) -> str:
    kind, _, id_ = each.how.partition(":")
    words = {
        PASSPHRASE: "signed in",
        CODE: "joined",
        IDEAS: "gives ideas",
        HERE: "shared it",
        OIDC: "signed in by the organisation",
    }
    return f"by the link “{plain(links.get(id_, ''))}”" if kind == LINK else words.get(kind, "came")


def _send_out(hash_: str) -> None:
    if _is_at_the_switch():
        runtime().store.sessions.revoke(hash_)
