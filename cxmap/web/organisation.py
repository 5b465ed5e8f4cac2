"""An organisation's own sign-in (OIDC), which Streamlit's `[auth]` secrets set up: whom of those who come back from it we let in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from starlette.types import Scope

from cxmap.access import Role
from cxmap.store import Store
from cxmap.web import door
from cxmap.web.persons import cookies_of

Way = tuple[str, str]


@dataclass(frozen=True)
class Organisation:
    """`ways`: what each sign-in is called, and its address; `user`: the claims in a browser's cookies, for an origin of ours.

    `domains` are those whose people are let in as `role` without being named; who is a member comes in as that.
    """

    ways: Callable[[], list[Way]]
    user: Callable[[Mapping[str, str], str], Mapping[str, Any]]
    domains: frozenset[str] = frozenset()
    role: Role = "viewer"

    def email_of(self, scope: Scope) -> str:
        """The e-mail address that this browser has signed in with at the organisation; "" where there is none."""
        if not self.ways():
            return ""
        origin = f"{scope['scheme']}://{door.header(scope, b'host')}"
        claims = self.user(cookies_of(scope), origin)
        email = claims.get("email")
        confirmed = claims.get("email_verified", True) in (True, "true")
        signed_in = bool(claims.get("is_logged_in")) and confirmed and isinstance(email, str)
        return str(email).strip().lower() if signed_in else ""

    def role_of(self, email: str, store: Store) -> Role | None:
        """As what somebody with this address is let in; None where they are not. Reads the database."""
        member = store.sessions.member_of(email)
        if member is not None:
            return cast(Role, member.role) if not member.revoked else None  # who was put out does not come back by their domain
        return self.role if email.rpartition("@")[2] in self.domains else None


NONE = Organisation(list, lambda *_: {})
