"""Who is at this browser: the person of its cookie, or, where cookies are blocked, a guest for as long as the tab lives."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import streamlit as st

from cxmap.access import Actor, hash_token, new_token
from cxmap.runtime import runtime
from cxmap.ui import session
from cxmap.web.persons import COOKIE, person_of

_GUEST_STAYS = timedelta(days=1)


def actor() -> Actor:
    """The actor of everything that this page writes. On loopback everybody may do everything."""
    record = person()
    return Actor(record["id"], "owner", name_of(record))


def person() -> dict[str, Any]:
    """The person's record, with its id."""
    store = runtime().store
    cookie = st.context.cookies.get(COOKIE)
    known = person_of({COOKIE: cookie} if isinstance(cookie, str) else {}, store) or session.get(session.GUEST)
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
