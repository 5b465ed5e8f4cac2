"""Under which address other devices of the same network reach this machine. Nothing is sent to find that out."""

from __future__ import annotations

import socket
from ipaddress import ip_address

# A UDP socket that is "connected" to an address sends nothing, but shows by which of its own this machine would go there:
# private networks first, then any (RFC 5737, for documentation).
_TOWARDS = ("192.168.255.254", "10.255.255.254", "172.31.255.254", "192.0.2.1")


def network_address() -> str | None:
    """This machine's IPv4 address in its network, or None where it is in none."""
    for address in _TOWARDS:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            try:
                probe.connect((address, 9))
                found = str(probe.getsockname()[0])
            except OSError:
                continue
        if _is_outward(found):
            return found
    return None


def is_own(address: str) -> bool:
    """Whether this machine can listen on an address."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        try:
            probe.bind((address, 0))
        except OSError:
            return False
    return True


def is_every(address: str) -> bool:
    """Whether this stands for all addresses of a machine (0.0.0.0): nobody can be told to open that."""
    try:
        return ip_address(address).is_unspecified
    except ValueError:  # a name
        return False


def netloc(address: str, port: int, secure: bool) -> str:
    """An address and a port as a browser's Host header has them."""
    host = f"[{address}]" if ":" in address else address
    return host if port == (443 if secure else 80) else f"{host}:{port}"


def _is_outward(address: str) -> bool:
    found = ip_address(address)
    return not (found.is_loopback or found.is_unspecified)
