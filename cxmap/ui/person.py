"""Who is at this browser, and what they may do here.

Not shared, it is the person of the browser's cookie, or, where cookies are blocked, a guest for as long as the tab lives; and
everybody may do everything. Shared, it is the session with which the gate let this page's socket in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import streamlit as st

from cxmap.access import MODERATORS, Actor, Operation, hash_token, new_token, permits
from cxmap.runtime import runtime
from cxmap.store.sessions import HERE, Session
from cxmap.ui import session
from cxmap.web import sharing
from cxmap.web.gate import session_hash
from cxmap.web.persons import COOKIE, person_of

_GUEST_STAYS = timedelta(days=1)


def actor() -> Actor:
    """The actor of everything that this page reads and writes."""
    record = person()
    name = name_of(record)
    found = let_in()
    if found is None:
        return Actor(record["id"], "owner", name)
    return Actor(found.person, found.actor.role, name, found.workshop, found.journey)


@dataclass(frozen=True)
class Rights:
    """What the person may do in one run of a page. Pages show what these allow; the store asks again whatever a page does."""

    actor: Actor
    rooms: frozenset[str]

    def may(self, operation: Operation, journey: str = "") -> bool:
        """Whether they may do something, with a journey or, where none is named, with the whole workspace."""
        who = self.actor
        if journey and who.role not in MODERATORS:
            who = runtime().store.acting(who, journey)  # the facilitator of a workshop, whatever their role elsewhere
        return permits(who, operation, journey, self.rooms)

    def reads(self, journey: str) -> bool:
        """Whether they may look at a journey."""
        return self.may("read", journey)


def rights() -> Rights:
    """What the person may do, read once for a page that asks often."""
    who = actor()
    return Rights(who, runtime().store.reach(who))


def may(operation: Operation, journey: str = "") -> bool:
    """Whether the person may do something, with a journey or, where none is named, with the whole workspace."""
    return rights().may(operation, journey)


def let_in() -> Session | None:
    """The session of this page while cxmap is shared; None where it is not.

    Who has none any more sees nothing further: the page ends here.
    """
    if not sharing.is_on():
        return None
    sessions = runtime().store.sessions
    hash_ = session_hash({name.lower(): value for name, value in st.context.headers.items()})
    found = sessions.by_hash(hash_) if hash_ else _at_the_switch()
    if found is None or found.role == "guest":
        st.error("You are signed out. Reload the page to sign in again.")
        st.stop()
    return found


def _at_the_switch() -> Session | None:
    """The session of the page on which sharing was switched on: its socket is older than that."""
    cookie = st.context.cookies.get(COOKIE)
    found = runtime().store.sessions.find(cookie) if isinstance(cookie, str) else None
    return found if found is not None and found.how == HERE else None


def person() -> dict[str, Any]:
    """The person's record, with its id."""
    store = runtime().store
    found = let_in()
    cookie = st.context.cookies.get(COOKIE)
    own = person_of({COOKIE: cookie} if isinstance(cookie, str) else {}, store) if found is None else found.person
    known = own or session.get(session.GUEST)
    record = store.person(known) if known else None
    if record is None:
        guest = store.identities.new_person(hash_token(new_token()), datetime.now(UTC) + _GUEST_STAYS)
        session.put(session.GUEST, guest)
        record = store.person(guest)
        assert record is not None, "a person that was just made can be read"
    return record


def name_of(record: dict[str, Any]) -> str:
    """The person's name as others see it: “Guest 3” while there is none."""
    return str(record["name"] or f"Guest {record['number']}")
