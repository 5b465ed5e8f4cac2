"""Secrets that stand for a person: made at random, and known to the store only by their hash."""

from __future__ import annotations

import hashlib
import secrets


def new_token() -> str:
    """A fresh secret: 32 random bytes, safe in a URL and a header."""
    return secrets.token_urlsafe(32)


def hash_token(token: str) -> str:
    """SHA-256 of a secret as 64 hex digits. The secrets are random, so a slow hash would add nothing."""
    return hashlib.sha256(token.encode()).hexdigest()
