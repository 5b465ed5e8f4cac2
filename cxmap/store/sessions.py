"""Who has been let in: sessions, and the passphrase, links, codes and members by which people come in.

None of this is a record and nothing of it is in the change log. Secrets are kept as hashes; only a join code is kept as it is,
since it has to be shown again and lives for hours. What is read often is remembered for a second, so what another process
revokes counts here a second later.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import Any, cast

from sqlalchemy import ColumnElement, Engine, func, insert, select, update

from cxmap.access import Actor, Role, hash_token, new_token
from cxmap.access.passphrase import hash_passphrase, is_passphrase
from cxmap.changes import Refused
from cxmap.store.engine import writing
from cxmap.store.identities import utc
from cxmap.store.invitations import Invitations, Member
from cxmap.store.room_tables import passphrase, session

HOURS = 12.0
# Who came by the code of an idea board hears for as long what became of what they gave.
BOARD_HOURS = 30 * 24.0
# After the closing guests may look and fetch the takeaway, and change nothing.
GUESTS_STAY = timedelta(hours=1)
REMEMBERED = 1.0  # seconds
_MOST = 5_000

# By what somebody came in: `IDEAS` by the code of an idea board. "here" is the browser on this machine that switched sharing on,
# known by its person cookie.
PASSPHRASE, CODE, IDEAS, LINK, OIDC, HERE = "passphrase", "code", "ideas", "link", "oidc", "here"


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who is in. `how` is passphrase, code, ideas, oidc, here, or `link:` with the id of the link; times are UTC.

    `workshop` is the id of the workshop, or idea board, that a guest has.
    """

    hash: str
    person: str
    role: str
    workshop: str
    journey: str
    how: str
    created: str
    expires: str
    revoked: str

    @property
    def actor(self) -> Actor:
        """Who this is to the policy."""
        return Actor(self.person, cast(Role, self.role), "", self.workshop, self.journey)

    @property
    def board(self) -> str:
        """The idea board that this is a guest of; "" for everybody else."""
        return self.workshop if self.role == "guest" and self.how == IDEAS else ""

    @property
    def good(self) -> bool:
        """Whether it holds now."""
        return not self.revoked and self.expires > utc()


Gone = Callable[[frozenset[str]], None]


class Sessions(Invitations):
    """Sessions and the ways to get one. Thread-safe; each call is a short transaction of its own."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self._remembered: dict[str, tuple[float, Session | None]] = {}
        self._gone: tuple[Gone, ...] = ()
        self._lock = threading.Lock()

    # Sessions

    def add(
        self, person: str, role: Role, how: str, workshop: str = "", journey: str = "", hours: float = HOURS, until: str = ""
    ) -> str:
        """Let somebody in and return the secret for their browser, which is kept nowhere else.

        It holds for `hours`, and no longer than `until` (UTC, ISO 8601) where that is given.
        """
        secret = new_token()
        self.admit(hash_token(secret), person, role, how, workshop, journey, hours, until)
        return secret

    def admit(
        self,
        hash_: str,
        person: str,
        role: Role,
        how: str,
        workshop: str = "",
        journey: str = "",
        hours: float = HOURS,
        until: str = "",
    ) -> None:
        """Let in whoever holds the secret with this hash. A session of the same hash that was there is replaced."""
        if role == "guest" and not workshop:
            raise Refused("invalid", "A guest belongs to a workshop or an idea board.")
        expires = utc(datetime.now(UTC) + timedelta(hours=hours))
        row = {
            "hash": hash_,
            "person": person,
            "role": role,
            "workshop": workshop,
            "journey": journey,
            "how": how,
            "created": utc(),
            "expires": min(expires, until) if until else expires,
            "revoked": "",
        }
        with writing(self._engine) as connection:
            connection.execute(session.delete().where(session.c.hash == hash_))
            connection.execute(insert(session), row)
        self._remembered.pop(hash_, None)

    def find(self, secret: str) -> Session | None:
        """The session of a secret, while it holds."""
        return self.by_hash(hash_token(secret))

    def by_hash(self, hash_: str) -> Session | None:
        """The session of that hash, while it holds; at most a second old."""
        now = monotonic()
        at, found = self._remembered.get(hash_, (0.0, None))
        if not at or now - at > REMEMBERED:
            with self._engine.connect() as connection:
                row = connection.execute(select(session).where(session.c.hash == hash_)).first()
            found = Session(*row) if row is not None else None
            if len(self._remembered) >= _MOST:
                self._remembered.clear()
            self._remembered[hash_] = (now, found)
        return found if found is not None and found.good else None

    def holding(self, hashes: Collection[str]) -> frozenset[str]:
        """Those of the sessions that hold, as the database has them now; the others are found no more, from now on."""
        with self._engine.connect() as connection:
            given = list(hashes)
            found: set[str] = set()
            for start in range(0, len(given), 500):
                part = session.c.hash.in_(given[start : start + 500])
                there = (session.c.revoked == "") & (session.c.expires > utc())
                found |= {str(row.hash) for row in connection.execute(select(session.c.hash).where(part & there))}
        for gone in set(given) - found:
            self._remembered.pop(gone, None)
        return frozenset(found)

    def sessions(self, role: str = "", workshop: str = "") -> list[Session]:
        """All who are in, the last one first; of a role or a workshop only, where these are given."""
        wanted = (session.c.revoked == "") & (session.c.expires > utc())
        if role:
            wanted &= session.c.role == role
        if workshop:
            wanted &= session.c.workshop == workshop
        with self._engine.connect() as connection:
            rows = connection.execute(select(session).where(wanted).order_by(session.c.created.desc(), session.c.hash))
            return [Session(*row) for row in rows]

    def guests(self, place: str) -> int:
        """How many guests of a workshop or an idea board are in."""
        there = (session.c.revoked == "") & (session.c.expires > utc())
        wanted = there & (session.c.workshop == place) & (session.c.role == "guest")
        with self._engine.connect() as connection:
            return int(connection.execute(select(func.count()).select_from(session).where(wanted)).scalar_one())

    def revoke(self, hash_: str) -> bool:
        """End a session now; False where there is none, or it had ended."""
        return bool(self._revoke(session.c.hash == hash_))

    def revoke_person(self, person: str, workshop: str = "") -> int:
        """End the sessions of a person (in a workshop only: their guest sessions there); how many there were."""
        wanted = session.c.person == person
        if workshop:
            wanted &= (session.c.workshop == workshop) & (session.c.role == "guest")
        return len(self._revoke(wanted))

    def revoke_guests(self, workshop: str) -> int:
        """End the sessions of all guests of a workshop or an idea board; how many there were."""
        return len(self._revoke((session.c.workshop == workshop) & (session.c.role == "guest")))

    def shut(self, workshop: str) -> None:
        """A workshop is over: its code ends, and its guests stay an hour more at most, to fetch what they take along."""
        self.revoke_code(workshop)
        until = utc(datetime.now(UTC) + GUESTS_STAY)
        guests = (session.c.workshop == workshop) & (session.c.role == "guest") & (session.c.revoked == "")
        with writing(self._engine) as connection:
            connection.execute(update(session).where(guests & (session.c.expires > until)).values(expires=until))
        self._remembered.clear()

    def revoke_how(self, how: str) -> int:
        """End the sessions of all who came in that way; how many there were."""
        return len(self._revoke(session.c.how == how))

    def on_revoked(self, gone: Gone) -> Callable[[], None]:
        """Call `gone` with the hashes of sessions that this process ends, on the thread that does; returns what stops that."""
        with self._lock:
            self._gone = (*self._gone, gone)

        def stop() -> None:
            with self._lock:
                self._gone = tuple(known for known in self._gone if known is not gone)

        return stop

    def _revoke(self, wanted: ColumnElement[bool]) -> list[str]:
        with writing(self._engine) as connection:
            there = wanted & (session.c.revoked == "")
            hashes = [str(row.hash) for row in connection.execute(select(session.c.hash).where(there))]
            connection.execute(update(session).where(there).values(revoked=utc()))
        self._tell(hashes)
        return hashes

    def _tell(self, hashes: Iterable[str]) -> None:
        ended = frozenset(hashes)
        for hash_ in ended:
            self._remembered.pop(hash_, None)
        if ended:
            for gone in self._gone:
                gone(ended)

    # The passphrase

    def set_passphrase(self, text: str) -> None:
        """Set the facilitator's passphrase. Sessions that came by another one end. Takes about 0.2 s."""
        same = self.is_passphrase(text)
        row: dict[str, Any] = {"name": "facilitator", "hash": hash_passphrase(text), "created": utc()}
        with writing(self._engine) as connection:
            connection.execute(passphrase.delete().where(passphrase.c.name == "facilitator"))
            connection.execute(insert(passphrase), row)
        if not same:
            self.revoke_how(PASSPHRASE)

    def is_passphrase(self, text: str) -> bool:
        """Whether this is the passphrase; False while none is set. Takes about 0.1 s."""
        with self._engine.connect() as connection:
            row = connection.execute(select(passphrase.c.hash).where(passphrase.c.name == "facilitator")).first()
        return row is not None and is_passphrase(text, str(row.hash))

    # What ends sessions beside itself

    def revoke_link(self, id_: str) -> bool:
        """End a share link and the sessions that came by it; False where there is none, or it had ended."""
        ended = super().revoke_link(id_)
        self.revoke_how(f"{LINK}:{id_}")
        return ended

    def set_member(self, email: str, role: Role) -> Member:
        """Let somebody in by their organisation's own sign-in. Who was a member as something else signs in anew."""
        before = self.member_of(email)
        found = super().set_member(email, role)
        if before is not None and before.person and before.role != role:
            self._revoke((session.c.person == before.person) & (session.c.how == OIDC))
        return found

    def revoke_member(self, email: str) -> bool:
        """End a membership and the sessions that came by it; False where there is none, or it had ended."""
        member = self.member_of(email)
        ended = super().revoke_member(email)
        if member is not None and member.person:
            self._revoke((session.c.person == member.person) & (session.c.how == OIDC))
        return ended
