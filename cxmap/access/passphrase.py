"""The facilitator's passphrase: made, kept as a slow hash, and compared without telling how far it was right."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
import unicodedata

SHORTEST, LONGEST = 8, 200

# scrypt (RFC 7914) with 32 MB and about 0.1 s a try.
_N, _R, _P, _MEMORY = 2**15, 8, 1, 64 * 1024 * 1024
_LETTERS = "abcdefghjkmnpqrstvwxyz23456789"
_GROUPS, _LONG = 4, 4


def make_passphrase() -> str:
    """A passphrase that can be read out and typed: four groups of four characters, 78 bits."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(_LONG)) for _ in range(_GROUPS))


def objection(text: str) -> str:
    """Why this cannot be a passphrase, as one sentence; "" where it can."""
    if not SHORTEST <= len(_plain(text)) <= LONGEST:
        return f"A passphrase has {SHORTEST} to {LONGEST} characters: choose another one."
    return ""


def hash_passphrase(text: str) -> str:
    """What the store keeps: `scrypt$n$r$p$salt$hash`."""
    salt = secrets.token_bytes(16)
    return "$".join(["scrypt", str(_N), str(_R), str(_P), _text(salt), _text(_scrypt(text, salt, _N, _R, _P))])


def is_passphrase(text: str, kept: str) -> bool:
    """Whether `text` is the passphrase that was kept. Takes about 0.1 s: not for a loop that others wait for."""
    try:
        kind, n, r, p, salt, hash_ = kept.split("$")
        if kind != "scrypt":
            return False
        found = _scrypt(text, base64.b64decode(salt, validate=True), int(n), int(r), int(p))
        return hmac.compare_digest(found, base64.b64decode(hash_, validate=True))
    except (ValueError, binascii.Error):
        return False


def _scrypt(text: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    return hashlib.scrypt(_plain(text).encode(), salt=salt, n=n, r=r, p=p, maxmem=_MEMORY, dklen=32)


def _plain(text: str) -> str:
    """The same text however a keyboard composes it, without blanks around it; too much of it is cut off."""
    return unicodedata.normalize("NFKC", text[: 4 * LONGEST]).strip()


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
