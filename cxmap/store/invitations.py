"""The ways in: share links, the codes of workshops and idea boards, and members of an organisation by their e-mail address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine, insert, select, update

from cxmap.access import MEMBERS, Role, hash_token, new_token
from cxmap.access.codes import BOARD_LENGTH, LENGTH, LONGEST_BOARD_HOURS, LONGEST_HOURS, clean_code, new_code
from cxmap.changes import Refused
from cxmap.model.fields import clean_text
from cxmap.model.records import new_id
from cxmap.store.engine import writing
from cxmap.store.identities import utc
from cxmap.store.room_tables import join_code, member, share_link
from cxmap.store.tables import RECORD_TABLES

# Whom a link can let in: who may change how a workshop runs comes by the passphrase.
LINK_ROLES: tuple[Role, ...] = ("viewer", "champion")
LINK_DAYS = 365


@dataclass(frozen=True, slots=True)
class Link:
    """A share link as it is listed, never with its secret; `journey` "" is the whole workspace."""

    id: str
    name: str
    role: str
    journey: str
    created_by: str
    created: str
    expires: str
    revoked: str


@dataclass(frozen=True, slots=True)
class Code:
    """A join code, while it lives; `workshop` is the id of a workshop or of an idea board."""

    code: str
    workshop: str
    created: str
    expires: str


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody whom an organisation's own sign-in lets in; `person` "" before the first time."""

    email: str
    role: str
    person: str
    created: str
    revoked: str


class Invitations:
    """Makes, finds and ends invitations."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    # Share links

    def add_link(self, name: str, role: Role, created_by: str, journey: str = "", days: float = 30) -> tuple[Link, str]:
        """Make a link for a role, to one journey or the whole workspace; the link and its secret, which is shown once.

        Raises `Refused` for a role that links do not give, and for a name or a time that cannot be.
        """
        if role not in LINK_ROLES:
            raise Refused("invalid", f"A link makes somebody {' or '.join(LINK_ROLES)}, not {role}.")
        if not 0 < days <= LINK_DAYS:
            raise Refused("invalid", f"A link holds for at most {LINK_DAYS} days.")
        name = clean_text(name, long=False)[:120].strip()
        if not name:
            raise Refused("invalid", "Give the link a name: whom it is for.")
        secret = new_token()
        link = Link(new_id(), name, role, journey, created_by, utc(), utc(datetime.now(UTC) + timedelta(days=days)), "")
        values = {field: getattr(link, field) for field in Link.__slots__}
        with writing(self._engine) as connection:
            connection.execute(insert(share_link), {"hash": hash_token(secret), **values})
        return link, secret

    def link_of(self, secret: str) -> Link | None:
        """The link of a secret, while it holds."""
        found = [link for link in self._links(hash_token(secret)) if not link.revoked and link.expires > utc()]
        return found[0] if found else None

    def links(self) -> list[Link]:
        """All links, also those that have ended, the newest first."""
        return self._links(None)

    def revoke_link(self, id_: str) -> bool:
        """End a link now; False where there is none, or it had ended."""
        there = (share_link.c.id == id_) & (share_link.c.revoked == "")
        with writing(self._engine) as connection:
            return connection.execute(update(share_link).where(there).values(revoked=utc())).rowcount > 0

    def _links(self, hash_: str | None) -> list[Link]:
        columns = select(*(share_link.c[field] for field in Link.__slots__))
        wanted = columns if hash_ is None else columns.where(share_link.c.hash == hash_)
        with self._engine.connect() as connection:
            return [Link(*row) for row in connection.execute(wanted.order_by(share_link.c.created.desc(), share_link.c.id))]

    # Join codes

    def new_code(self, place: str, hours: float = LONGEST_HOURS) -> Code:
        """Make the code of a workshop or an idea board, in place of the one that it had; it lives for `hours`.

        That is 12 at most for a workshop; the code of an idea board hangs in the corridor, for 365 days at most,
        and is longer.
        """
        longest, length = (LONGEST_BOARD_HOURS, BOARD_LENGTH) if self._is_board(place) else (LONGEST_HOURS, LENGTH)
        if not 0 < hours <= longest:
            most = f"{longest} hours" if longest == LONGEST_HOURS else f"{longest // 24} days"
            raise Refused("invalid", f"A code lives for at most {most}.")
        code = Code(new_code(length), place, utc(), utc(datetime.now(UTC) + timedelta(hours=hours)))
        with writing(self._engine) as connection:
            there = (join_code.c.workshop == place) & (join_code.c.revoked == "")
            connection.execute(update(join_code).where(there).values(revoked=code.created))
            values = {field: getattr(code, field) for field in Code.__slots__}
            connection.execute(insert(join_code), {**values, "revoked": ""})
        return code

    def code_of(self, workshop: str) -> Code | None:
        """The code of a workshop or an idea board, while it lives."""
        return self._code(join_code.c.workshop == workshop)

    def workshop_of(self, typed: object) -> str | None:
        """The workshop or idea board that a typed code opens now; None where it opens none."""
        code = clean_code(typed)
        found = self._code(join_code.c.code == code) if code is not None else None
        return found.workshop if found is not None else None

    def revoke_code(self, workshop: str) -> bool:
        """End the code of a workshop or an idea board now; False where it has none. Who is in stays in."""
        there = (join_code.c.workshop == workshop) & (join_code.c.revoked == "")
        with writing(self._engine) as connection:
            return connection.execute(update(join_code).where(there).values(revoked=utc())).rowcount > 0

    def _is_board(self, place: str) -> bool:
        board = RECORD_TABLES["whiteboard"]
        with self._engine.connect() as connection:
            return connection.execute(select(board.c.id).where(board.c.id == place)).first() is not None

    def _code(self, wanted: object) -> Code | None:
        living = (join_code.c.revoked == "") & (join_code.c.expires > utc())
        columns = select(*(join_code.c[field] for field in Code.__slots__))
        with self._engine.connect() as connection:
            row = connection.execute(columns.where(living, wanted).order_by(join_code.c.created.desc())).first()  # type: ignore[arg-type]
        return Code(*row) if row is not None else None

    # Members

    def set_member(self, email: str, role: Role) -> Member:
        """Let somebody in by their organisation's own sign-in; who is a member already gets this role."""
        if role not in MEMBERS:
            raise Refused("invalid", f"There is no role “{role}”: choose {', '.join(MEMBERS)}.")
        email = clean_email(email)
        before = self.member_of(email)
        found = Member(email, role, before.person if before else "", before.created if before else utc(), "")
        with writing(self._engine) as connection:
            connection.execute(member.delete().where(member.c.email == email))
            connection.execute(insert(member), {**_fields(found), "person": found.person or None})
        return found

    def member_of(self, email: str) -> Member | None:
        """The member with this address, also one who is no member any more (`revoked`)."""
        return next((m for m in self.members() if m.email == email.strip().lower()), None)

    def members(self) -> list[Member]:
        """All who were ever members, by their address."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(*(member.c[field] for field in Member.__slots__)).order_by(member.c.email))
            return [Member(row.email, row.role, row.person or "", row.created, row.revoked) for row in rows]

    def bind_member(self, email: str, person: str) -> None:
        """Note which person a member is."""
        with writing(self._engine) as connection:
            connection.execute(update(member).where(member.c.email == clean_email(email)).values(person=person))

    def revoke_member(self, email: str) -> bool:
        """End a membership; False where there is none, or it had ended."""
        there = (member.c.email == clean_email(email)) & (member.c.revoked == "")
        with writing(self._engine) as connection:
            return connection.execute(update(member).where(there).values(revoked=utc())).rowcount > 0


def clean_email(email: str) -> str:
    """An address in small letters; raises `Refused` where it cannot be one."""
    email = email.strip().lower()
    name, _, domain = email.partition("@")
    if not name or "." not in domain or len(email) > 254 or any(c.isspace() for c in email):
        raise Refused("invalid", f"“{email[:60]}” is no e-mail address.")
    return email


def _fields(found: Member) -> dict[str, str]:
    return {field: getattr(found, field) for field in Member.__slots__}
