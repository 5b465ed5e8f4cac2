"""Whether cxmap is shared with the network, under which address, and the switch.

Sharing is switched on by a deliberate act, which sets the passphrase, and ends with the process at the latest. From then on
nobody gets in without a session, at this machine either.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlsplit

import structlog
from starlette.types import ASGIApp, Scope

from cxmap.access import hash_token
from cxmap.store import Committed, Store
from cxmap.store.sessions import HERE
from cxmap.web import addresses, door, who
from cxmap.web.door import Addresses
from cxmap.web.errors import report
from cxmap.web.listener import Listener
from cxmap.web.persons import secret_of
from cxmap.web.sockets import Sockets

# By this the command line asks the app that it starts to share: a JSON object with the arguments of `Sharing.open`.
ASKED = "CXMAP_SERVE_SHARED"
LOOK_EVERY = 2.0  # seconds between two looks at the store for sessions that ended elsewhere
EVERY = "Name one address of this machine, the one in the network that the room uses: others cannot open 0.0.0.0."
NO_NETWORK = "This machine is in no network: connect it to the one that the room uses, or open a hotspot on it, and try again."
_PATIENCE = 15.0  # seconds that a page waits for the switch

T = TypeVar("T")

_log = structlog.get_logger("cxmap")


class SharingError(ValueError):
    """Sharing cannot be switched on so; one sentence that names the remedy."""


@dataclass(frozen=True)
class Shared:
    """Where others find cxmap: `url` to tell people (with the base path, without a slash at its end), and what counts as that."""

    url: str
    outside: Addresses  # of the listener on the network
    here: Addresses | None  # what a proxy at this machine is called, if there is one


class Sharing:
    """The switch, of one process. Made anywhere; from `begin()` on it belongs to the loop that began it."""

    def __init__(self, store: Store, prefix: str = "") -> None:
        self.store, self.prefix = store, prefix
        self.sockets = Sockets()
        self.shared: Shared | None = None
        self._app: ASGIApp | None = None
        self._port, self._secure = 0, False
        self._options: dict[str, Any] = {}
        self._listener: Listener | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._stops: list[Callable[[], None]] = []

    @property
    def on(self) -> bool:
        """Whether cxmap is shared now."""
        return self.shared is not None

    # On the loop:

    async def begin(self, app: ASGIApp, port: int, options: dict[str, Any] | None = None) -> None:
        """The server has started: `app` is what a listener on the network serves, with the server's own options for it."""
        self._app, self._port, self._options = app, port, options or {}
        self._secure = bool(self._options.get("ssl_certfile"))
        self._loop = asyncio.get_running_loop()
        # Who stayed in when a former process was shared: it may have ended without a word.
        await asyncio.to_thread(self.store.sessions.revoke_how, HERE)
        self._stops = [self.store.sessions.on_revoked(self._revoked), self.store.subscribe(self._heard)]
        self._keep(self._watch())

    async def end(self) -> None:
        """The server stops."""
        for stop in self._stops:
            stop()
        for task in list(self._tasks):
            task.cancel()
        await self.close()
        self._loop = None

    async def open(self, address: str = "", port: int = 0, url: str = "", exact: bool = False) -> Shared:
        """Share: listen on an address of this machine (the one in its network where none is named).

        At `port`, or, unless it has to be `exact` since people were told of it, at the next one that is free.

        `url` is how people call it, where that is another name (a proxy's); with it and without an address nothing more is
        listened on. Raises `SharingError`.
        """
        if self._app is None:
            raise SharingError("The server has not started: start cxmap, then share it.")
        await self.close()
        scheme = "https" if self._secure else "http"
        named = origin_of(url) if url else None
        origins: list[str] = [named] if named else []
        if address or not named:
            address = address or self._found()
            if addresses.is_every(address):
                raise SharingError(EVERY)
            try:
                listener = Listener(self._app, address, port or self._port, self._options, exact)
            except OSError as error:
                raise SharingError(
                    f"cxmap cannot listen on {address} ({error.strerror}): name an address of this machine and a free port."
                ) from None
            await listener.start()
            self._listener = listener
            names = [address, socket.gethostname(), f"{socket.gethostname()}.local"]
            origins += [f"{scheme}://{addresses.netloc(name, listener.port, self._secure)}" for name in names]
        self.shared = Shared(f"{origins[0]}{self.prefix}", Addresses(tuple(origins)), Addresses((named,)) if named else None)
        self.sockets.cut_strangers(self._session_hash)
        _log.info("shared", address=self.shared.url)
        return self.shared

    async def close(self) -> None:
        """Share no more: the listener on the network stops, and what came through it is closed."""
        self.shared = None
        if self._listener is not None:
            listener, self._listener = self._listener, None
            await listener.stop()
            _log.info("not shared any more")

    def addresses(self, scope: Scope) -> Addresses | None:
        """Under which addresses a request may come; None while cxmap is not shared."""
        if self.shared is None:
            return None
        if scope.get(door.OUTSIDE):
            return self.shared.outside
        named = self.shared.here.origins if self.shared.here is not None else ()
        return Addresses((*door.own_origins(scope), *named))

    # From any other thread:

    def switch_on(self, passphrase: str, person_secret: str = "", address: str = "", port: int = 0, url: str = "") -> Shared:
        """Share, with this passphrase; the browser at this machine whose person cookie is given stays in, as the owner.

        Raises `SharingError`. Not on the server's loop.
        """
        secret = secret_of({"cxmap_person": person_secret})
        person = self.store.identities.person_of_cookie(hash_token(secret)) if secret else None
        self.store.sessions.set_passphrase(passphrase)
        if secret and person:
            self.store.sessions.admit(hash_token(secret), person, "owner", HERE)
        return self._ask(lambda: self.open(address, port, url))

    def switch_off(self) -> None:
        """Share no more. Not on the server's loop."""
        self._ask(self.close)
        self.store.sessions.revoke_how(HERE)

    def _ask(self, what: Callable[[], Coroutine[Any, Any, T]]) -> T:
        if self._loop is None:
            raise SharingError("Sharing is switched on in a running app: start it with `python -m cxmap serve`.")
        return asyncio.run_coroutine_threadsafe(what(), self._loop).result(_PATIENCE)

    def _found(self) -> str:
        found = addresses.network_address()
        if found is None:
            raise SharingError(NO_NETWORK)
        return found

    # Who is sent out:

    def _session_hash(self, scope: Scope) -> str:
        session = who.session_of(scope, self.store)
        return session.hash if session is not None else ""

    def _revoked(self, hashes: frozenset[str]) -> None:
        """Some sessions were ended by this process, on any thread."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self.sockets.cut, hashes)

    def _heard(self, changes: list[Committed]) -> None:
        """The store has taken changes; on its thread. Who was sent out of a workshop loses their sessions there.

        A workshop that was closed, by whichever way, is shut: its code ends, and its guests leave soon.
        """
        out = [
            (done.id, done.before)
            for change in changes
            for done in change.applied
            if done.type == "participant" and (done.op == "delete" or done.after.get("state") == "removed")
        ]
        if out and self._loop is not None:
            self._loop.call_soon_threadsafe(lambda: self._keep(self._send_out(out)))
        shut = [
            done.id
            for change in changes
            for done in change.applied
            if done.type == "workshop" and (done.op == "delete" or done.after.get("state") == "closed")
        ]
        if shut and self._loop is not None:
            self._loop.call_soon_threadsafe(lambda: self._keep(self._shut(shut)))

    async def _send_out(self, participants: list[tuple[str, dict[str, Any]]]) -> None:
        for id_, before in participants:
            record = await asyncio.to_thread(self.store.record, "participant", id_) or before
            if record.get("person") and record.get("workshop"):
                await asyncio.to_thread(self.store.sessions.revoke_person, record["person"], record["workshop"])

    async def _shut(self, workshops: list[str]) -> None:
        for workshop in workshops:
            await asyncio.to_thread(self.store.sessions.shut, workshop)

    async def _watch(self) -> None:
        """Close what another process has ended, or time."""
        while True:
            await asyncio.sleep(LOOK_EVERY)
            there = self.sockets.sessions
            if not there or not self.on:
                continue
            try:
                holding = await asyncio.to_thread(self.store.sessions.holding, there)
            except Exception as error:  # a database that does not answer takes no changes either; look again
                report(error, "sharing")
            else:
                self.sockets.cut(there - holding)

    def _keep(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def origin_of(url: str) -> str:
    """The origin of an address that somebody typed, such as https://maps.example.org. Raises `SharingError`."""
    parts = urlsplit(url.strip())
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment or "@" in parts.netloc:
        raise SharingError(f"“{url[:120]}” is no address: write it like https://maps.example.org.")
    return f"{parts.scheme}://{parts.netloc}".lower()


class _Process:
    sharing: Sharing | None = None


def use(sharing: Sharing | None) -> None:
    """Name the switch of this process; `app.py` does so once at start."""
    _Process.sharing = sharing


def current() -> Sharing | None:
    """The switch of this process; None where no server runs (the command line, a page test)."""
    return _Process.sharing


def is_on() -> bool:
    """Whether this process shares now."""
    return _Process.sharing is not None and _Process.sharing.on


def base_url() -> str | None:
    """Where others find cxmap, without a slash at its end; None while it is not shared."""
    shared = _Process.sharing.shared if _Process.sharing is not None else None
    return shared.url if shared is not None else None


def join_url(workshop: str) -> str | None:
    """The address behind the QR code of a workshop or an idea board; None while cxmap is not shared or there is no living code."""
    sharing = _Process.sharing
    if sharing is None or sharing.shared is None:
        return None
    code = sharing.store.sessions.code_of(workshop)
    return f"{sharing.shared.url}/join#{code.code}" if code is not None else None
