"""Who asks: the actor of a request, whether cxmap is shared or not.

The gate (`gate.py`) has found out before a route is reached and left it in the scope; nothing here trusts what a client says.
"""

from __future__ import annotations

from cxmap.access import Actor, hash_token
from cxmap.store import Store
from cxmap.store.sessions import HERE, Session
from cxmap.web import door
from cxmap.web.door import Scope
from cxmap.web.persons import cookies_of, person_of, secret_of, session_secret_of

# Where the gate leaves a session, or None, while cxmap is shared. Without this key nobody needs one.
SESSION = "cxmap.session"


def actor_of(scope: Scope, store: Store) -> Actor | None:
    """Who makes this request, as the policy knows them; None for nobody that we know.

    Not shared, everybody at this machine is the owner, under the person of their browser's cookie (made at first sight).
    Shared, it is the session that tells. May read the database.
    """
    if SESSION in scope:
        found: Session | None = scope[SESSION]
        return found.actor if found is not None else None
    person = person_of(cookies_of(scope), store)
    return Actor(person, "owner") if person is not None else None


def session_of(scope: Scope, store: Store) -> Session | None:
    """The session of a request's cookies. May read the database.

    That of the browser which switched sharing on is found by its person cookie, and only at this machine.
    """
    cookies = cookies_of(scope)
    secret = session_secret_of(cookies)
    found = store.sessions.find(secret) if secret is not None else None
    if found is not None and found.how != HERE:
        return found
    person = secret_of(cookies)
    if person is None or not door.is_here(scope):
        return None
    found = store.sessions.by_hash(hash_token(person))
    return found if found is not None and found.how == HERE else None


def place_of(session: Session) -> str:
    """The page of a guest below the base path: the room of their workshop, or their idea board."""
    return f"/ideas/{session.board}" if session.board else f"/room/{session.workshop}"


def left_in(scope: Scope) -> Session | None:
    """The session that the gate left in the scope of a request; None where there is none, or nobody needs one."""
    found: Session | None = scope.get(SESSION)
    return found
