"""`python -m cxmap token`: the tokens with which programs open boards are made, listed and ended."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any

from cxmap.access import Role, hash_token, new_token
from cxmap.store import Store
from cxmap.store.identities import Token, utc


def make(store: Store, role: Role, name: str, days: int) -> dict[str, Any]:
    """Make a token for a new person; what is told of it, the secret once. Raises `Refused` for a name that a person cannot have."""
    secret = new_token()
    expires = datetime.now(UTC) + timedelta(days=days)
    person = store.identities.add_token(hash_token(secret), name, role, expires)
    name = (store.person(person) or {"name": ""})["name"]
    return {"token": secret, "role": role, "name": name, "person": person, "expires": f"{expires:%Y-%m-%dT%H:%M:%SZ}"}


def listed(store: Store) -> dict[str, Any]:
    """All tokens, the oldest first, never their secrets; times are UTC, "" where they do not apply."""
    return {"tokens": [{**asdict(token), "state": _state(token)} for token in store.identities.tokens()]}


def in_words(tokens: list[dict[str, Any]]) -> str:
    """The list, a line each: whose it is, which role, how it stands, the name."""
    lines = []
    for token in tokens:
        until = {"expired": "ended ", "valid": "until "}.get(token["state"], "")
        stands = (
            "revoked" if token["state"] == "revoked" else f"{until}{token['expires'][:10]}" if token["expires"] else "for good"
        )
        lines.append(f"{token['person']}  {token['role']:<12} {stands:<18} {token['name']}".rstrip())
    return "\n".join(lines) or "There is no token yet."


def revoke(store: Store, person: str) -> bool:
    """End the token of that id (the person it stands for) now; False where there is none, or it had ended already."""
    return store.identities.revoke_token_of(person)


def _state(token: Token) -> str:
    if token.revoked:
        return "revoked"
    return "expired" if token.expires and token.expires <= utc() else "valid"
