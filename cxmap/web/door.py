"""Who may knock: the exact Host list, the exact Origin list and the peer's address. Pure functions of an ASGI scope.

A page of another site can make a browser send requests to this machine: under its own name (DNS rebinding: Host gives it
away) or across origins (Origin gives it away). A program elsewhere can forge both, so the peer must be this machine too,
unless cxmap is shared: then the gate says in the scope under which addresses, and asks everybody for a session.
"""

from __future__ import annotations

from collections.abc import Collection, MutableMapping
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv6Address, ip_address
from typing import Any

Scope = MutableMapping[str, Any]

NAMES = ("localhost", "127.0.0.1", "[::1]")
_SECURE = ("https", "wss")

# What the gate leaves in the scope while cxmap is shared: the addresses under which this request may come.
SHARED = "cxmap.addresses"
# Set by the listener on the network: what comes through it is never from this machine, whatever the peer's address is.
OUTSIDE = "cxmap.outside"


@dataclass(frozen=True)
class Addresses:
    """Origins such as `http://192.168.1.5:8501`, the one to tell people first."""

    origins: tuple[str, ...]

    @property
    def hosts(self) -> frozenset[str]:
        """The same as a Host header has them."""
        return frozenset(origin.partition("://")[2] for origin in self.origins)


def header(scope: Scope, name: bytes) -> str | None:
    """The value of a header; None where it is absent, and "" where it stands there twice (nobody honest does that)."""
    found = [value for key, value in scope["headers"] if key == name]
    if not found:
        return None
    return "" if len(found) > 1 else str(found[0].decode("latin-1"))


def bearer(scope: Scope) -> str | None:
    """The token of an `Authorization: Bearer` header, or None. No browser page can add one to a socket."""
    scheme, _, token = (header(scope, b"authorization") or "").partition(" ")
    return token.strip() or None if scheme.lower() == "bearer" else None


def hosts(scope: Scope) -> Collection[str]:
    """Every Host that this socket answers to: the three names of this machine with the port in use, or the shared ones."""
    shared: Addresses | None = scope.get(SHARED)
    return shared.hosts if shared is not None else own_hosts(scope)


def own_hosts(scope: Scope) -> Collection[str]:
    """The three names of this machine with the port in use."""
    return _hosts(_port(scope), scope["scheme"] in _SECURE)


def origins(scope: Scope) -> Collection[str]:
    """Every Origin that a page of ours can have."""
    shared: Addresses | None = scope.get(SHARED)
    return shared.origins if shared is not None else own_origins(scope)


def own_origins(scope: Scope) -> tuple[str, ...]:
    """Every Origin that a page at this machine can have."""
    return _origins(_port(scope), scope["scheme"] in _SECURE)


def is_here(scope: Scope) -> bool:
    """Whether a request comes from a browser at this machine, under one of its three names."""
    return not scope.get(OUTSIDE) and _is_this_machine(scope) and header(scope, b"host") in own_hosts(scope)


def refusal(scope: Scope, origin_needed: bool) -> str:
    """Why this request is refused, as one sentence; "" where it may come in.

    `origin_needed`: the request changes something or opens a socket, so a missing Origin is refused as well.
    """
    if SHARED not in scope and not _is_this_machine(scope):
        return "cxmap answers to its own machine only. Elsewhere, connect with a token."
    if header(scope, b"host") not in hosts(scope):
        return f"This is not an address of cxmap. Open {next(iter(origins(scope)))} instead."
    origin = header(scope, b"origin")
    if (origin in origins(scope) and _one_site(scope, origin)) or (origin is None and not origin_needed):
        return ""
    return "Another site asked for this, so cxmap refused it. Open cxmap in its own tab."


def _one_site(scope: Scope, origin: str | None) -> bool:
    """Shared, a page asks the very address that it came from; at this machine its three names are one."""
    own = own_origins(scope)
    host = header(scope, b"host")
    return SHARED not in scope or (origin or "").partition("://")[2] == host or (origin in own and host in own_hosts(scope))


def _port(scope: Scope) -> int:
    server = scope.get("server")
    return int(server[1]) if server and server[1] else 0


@lru_cache(maxsize=16)
def _hosts(port: int, secure: bool) -> frozenset[str]:
    bare = NAMES if port == (443 if secure else 80) else ()
    return frozenset([*(f"{name}:{port}" for name in NAMES), *bare])


@lru_cache(maxsize=16)
def _origins(port: int, secure: bool) -> tuple[str, ...]:
    scheme, tail = ("https" if secure else "http"), ("" if port == (443 if secure else 80) else f":{port}")
    return tuple(f"{scheme}://{name}{tail}" for name in NAMES)


def _is_this_machine(scope: Scope) -> bool:
    client = scope.get("client")
    try:
        address = ip_address(client[0]) if client else None
    except ValueError:
        return False
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        return address.ipv4_mapped.is_loopback
    return address is not None and address.is_loopback
