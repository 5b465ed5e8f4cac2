"""Which person sits at a browser: the cookie, and the person that it stands for.

The cookie is a random secret that the first page brings; the person is made when the secret is first used for something
(a page that runs, a ticket). So a browser that fetches many pages at once on its first visit, and keeps the last cookie,
becomes one person (docs/decisions/0001-the-person-cookie.md).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from http.cookies import CookieError, SimpleCookie

from cxmap.access import hash_token
from cxmap.store import Store
from cxmap.web.door import Scope

COOKIE = "cxmap_person"
SESSION_COOKIE = "cxmap_session"  # who has been let in, while cxmap is shared
LIFETIME = timedelta(days=365)
_SECRET = re.compile(r"[A-Za-z0-9_-]{43}\Z")


def secret_of(cookies: Mapping[str, str]) -> str | None:
    """The secret in a browser's cookies, or None where there is none or it is not one of ours."""
    secret = cookies.get(COOKIE, "")
    return secret if _SECRET.match(secret) else None


def session_secret_of(cookies: Mapping[str, str]) -> str | None:
    """The secret of the session in a browser's cookies, or None where there is none or it is not one of ours."""
    secret = cookies.get(SESSION_COOKIE, "")
    return secret if _SECRET.match(secret) else None


def person_of(cookies: Mapping[str, str], store: Store) -> str | None:
    """Id of the person at this browser, made at first sight; None where it sends no cookie. Reads the database."""
    secret = secret_of(cookies)
    if secret is None:
        return None
    key = hash_token(secret)
    return store.identities.person_of_cookie(key) or store.identities.new_person(key, datetime.now(UTC) + LIFETIME)


def cookies_of(scope: Scope) -> dict[str, str]:
    """The cookies of a request; those that cannot be read are left out."""
    cookies: dict[str, str] = {}
    for name, value in scope["headers"]:
        if name == b"cookie":
            for part in value.decode("latin-1").split(";"):
                jar: SimpleCookie = SimpleCookie()
                try:
                    jar.load(part.strip())
                except CookieError:
                    continue
                cookies.update({key: morsel.value for key, morsel in jar.items()})
    return cookies
