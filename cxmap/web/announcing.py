"""What the command line says of sharing before the app starts: the address that it will have, and a QR code to it."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import segno

from cxmap.web import addresses
from cxmap.web.listener import bound
from cxmap.web.sharing import EVERY, NO_NETWORK, SharingError, origin_of

_STREAMLIT = Path(".streamlit/config.toml")


@dataclass(frozen=True)
class Plan:
    """`url` is what people are told; `address` ("" for none), `port` and `named` are for `Sharing.open`."""

    url: str
    address: str
    port: int
    named: str


def plan(home: Path, address: str, port: int, named: str) -> Plan:
    """What sharing under this address, or by this URL of a proxy's, will come to. Raises `SharingError`.

    `port` is the app's own at this machine; the one on the network may be a later one, where that is taken.
    """
    base = _server_setting(home, "baseUrlPath", "STREAMLIT_SERVER_BASE_URL_PATH").strip("/")
    base = f"/{base}" if base else ""
    origin = origin_of(named) if named else ""
    if origin and not address:
        return Plan(f"{origin}{base}", "", port, origin)
    address = address or addresses.network_address() or ""
    if not address:
        raise SharingError(NO_NETWORK)
    if addresses.is_every(address):
        raise SharingError(EVERY)
    try:
        own = bound("127.0.0.1", port, 1)
    except OSError:
        raise SharingError(
            f"Port {port} of this machine is in use: stop what uses it, or choose another with --port."
        ) from None
    try:
        with own, bound(address, port) as probe:  # both at once: the app will have its own when it shares
            port = int(probe.getsockname()[1])
    except OSError as error:
        raise SharingError(f"cxmap cannot listen on {address} ({error.strerror}): name an address of this machine.") from None
    secure = bool(_server_setting(home, "sslCertFile", "STREAMLIT_SERVER_SSL_CERT_FILE"))
    here = f"{'https' if secure else 'http'}://{addresses.netloc(address, port, secure)}"
    return Plan(f"{origin or here}{base}", address, port, origin)


def in_words(plan: Plan, made: str) -> str:
    """What people read in the terminal; `made` is the passphrase where it was made for them."""
    drawing = StringIO()
    segno.make(f"{plan.url}/join", error="m", micro=False).terminal(drawing, border=2, compact=True)
    lines = [
        drawing.getvalue().rstrip("\n"),
        "",
        f"Shared with the network: {plan.url}",
        f"Workshops are joined at  {plan.url}/join  (the code above), with the code of the workshop.",
    ]
    lines += [f"The passphrase of the facilitator, shown once: {made}"] if made else []
    return "\n".join(
        [*lines, "From now on nobody gets in without it, a code or a link, at this machine either. Ctrl+C ends it.", ""]
    )


def _server_setting(home: Path, name: str, variable: str) -> str:
    """A setting of Streamlit's server, as Streamlit reads it: the environment wins over the file."""
    given = os.environ.get(variable)
    if given is not None:
        return given
    try:
        content = tomllib.loads((home / _STREAMLIT).read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError):
        return ""  # Streamlit says itself what is wrong with its file
    return str(content.get("server", {}).get(name, ""))
