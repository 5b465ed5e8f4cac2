"""Who is who: browser profiles by their cookie, other programs by their token. Only hashes of both are kept."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast

from sqlalchemy import Engine, insert, select, update

from cxmap.access import MEMBERS, SYSTEM, Actor, Role
from cxmap.changes import Change, Edit, Refused
from cxmap.model.fields import clean_text
from cxmap.model.records import new_id
from cxmap.store import tables
from cxmap.store.batch import Batch
from cxmap.store.engine import reading, writing
from cxmap.store.writer import Writer

COLOURS = 4


@dataclass(frozen=True, slots=True)
class Token:
    """A token as it is listed; times are UTC, "" where they do not apply."""

    name: str
    role: str
    person: str
    created: str
    expires: str
    revoked: str


class Identities:
    """Cookies, tokens, and the people that they stand for."""

    def __init__(self, engine: Engine, writer: Writer) -> None:
        self._engine, self._writer = engine, writer
        self._lock = threading.Lock()

    def person_of_cookie(self, hash_: str) -> str | None:
        """Id of the person whose cookie has this hash; None for an unknown or expired one."""
        with reading(self._engine) as link:  # every page asks at every run
            row = link.one("SELECT person, expires FROM person_key WHERE hash = ?", (hash_,))
        return str(row[0]) if row is not None and row[1] > utc() else None

    def new_person(self, cookie_hash: str, expires: datetime) -> str:
        """Make a person for a cookie and return their id. A cookie that is known already keeps its person."""
        with self._lock:  # requests of one first visit come side by side
            known = self.person_of_cookie(cookie_hash)
            if known is not None:
                return known
            person = self.make_person("")
            row = {"hash": cookie_hash, "person": person, "created": utc(), "expires": utc(expires)}
            with writing(self._engine) as connection:
                connection.execute(tables.person_key.delete().where(tables.person_key.c.hash == cookie_hash))
                connection.execute(insert(tables.person_key), row)
            return person

    def token(self, hash_: str) -> Actor | None:
        """Who a token stands for; None for an unknown, expired or revoked one."""
        with self._engine.connect() as connection:
            row = connection.execute(select(tables.token).where(tables.token.c.hash == hash_)).first()
        if row is None or row.revoked or (row.expires and row.expires <= utc()) or row.role not in MEMBERS:
            return None
        return Actor(row.person, cast(Role, row.role), row.name)

    def add_token(self, hash_: str, name: str, role: Role, expires: datetime | None = None) -> str:
        """Keep a token's hash for a new person of that name and return the person's id.

        Raises `Refused` for a role that does not exist or a name that a person cannot have.
        """
        if role not in MEMBERS:
            raise Refused("invalid", f"There is no role “{role}”: choose {', '.join(MEMBERS)}.")
        name = clean_text(name, long=False)
        person = self.make_person(name)
        row = {"hash": hash_, "name": name, "role": role, "person": person, "created": utc(), "revoked": ""}
        with writing(self._engine) as connection:
            connection.execute(insert(tables.token), {**row, "expires": utc(expires) if expires else ""})
        return person

    def revoke_token(self, hash_: str) -> bool:
        """End a token now; False where there is none, or it had ended."""
        there = (tables.token.c.hash == hash_) & (tables.token.c.revoked == "")
        with writing(self._engine) as connection:
            return connection.execute(update(tables.token).where(there).values(revoked=utc())).rowcount > 0

    def revoke_token_of(self, person: str) -> bool:
        """End the token that stands for a person now; False where there is none, or it had ended."""
        there = (tables.token.c.person == person) & (tables.token.c.revoked == "")
        with writing(self._engine) as connection:
            return connection.execute(update(tables.token).where(there).values(revoked=utc())).rowcount > 0

    def tokens(self) -> list[Token]:
        """All tokens, the oldest first; never their hashes."""
        t = tables.token.c
        columns = select(t.name, t.role, t.person, t.created, t.expires, t.revoked).order_by(t.created, t.person)
        with self._engine.connect() as connection:
            return [Token(*row) for row in connection.execute(columns)]

    def make_person(self, name: str) -> str:
        """Make a person with the next number, counted where the change is made, so that no two get the same; their id."""
        person, change = new_id(), new_id()

        def make(batch: Batch) -> Change:
            number = 1 + max((p["number"] for p in batch.memory.state.of("person").values()), default=0)
            fields = {
                "workspace": batch.memory.workspace,
                "name": name,
                "number": number,
                "colour": 1 + (number - 1) % COLOURS,
            }
            return Change(change, (Edit("put", "person", person, fields),))

        self._writer.write(change, SYSTEM, make).result()
        return person


def utc(at: datetime | None = None) -> str:
    """A time as it is stored: UTC, ISO 8601, to the millisecond."""
    at = at or datetime.now(UTC)
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
