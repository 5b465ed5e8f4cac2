"""The one policy: which role may do what, and whether an actor may make a change."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from typing import Literal, get_args

from cxmap.changes import Change, Edit, Refused

Role = Literal["owner", "facilitator", "champion", "viewer", "guest"]
Operation = Literal[
    "read",
    "history",
    "browse",
    "edit",
    "people",
    "import",
    "export",
    "delete_journey",
    "present",
    "takeaway",
    "participate",
    "facilitate",
    "share",
    "token",
]

ROLES: tuple[Role, ...] = get_args(Role)
# Whom tokens, share links and memberships can be made for; a guest comes by the code of a workshop.
MEMBERS: tuple[Role, ...] = tuple(role for role in ROLES if role != "guest")

_GUEST: frozenset[Operation] = frozenset({"read", "edit", "people", "present", "takeaway", "participate"})
_VIEWER: frozenset[Operation] = frozenset({"read", "history", "browse", "people", "export", "present", "takeaway"})
_CHAMPION: frozenset[Operation] = _VIEWER | {"edit", "participate"}
_FACILITATOR: frozenset[Operation] = _CHAMPION | {"import", "delete_journey", "facilitate"}
_MAY: dict[str, frozenset[Operation]] = {
    "guest": _GUEST,
    "viewer": _VIEWER,
    "champion": _CHAMPION,
    "facilitator": _FACILITATOR,
    "owner": _FACILITATOR | {"share", "token"},
}

# What concerns the whole workspace: not for who is limited to some of its journeys.
_WIDE: frozenset[Operation] = frozenset({"browse", "import", "delete_journey", "share", "token"})
# What the guest of an idea board may do there.
_ON_BOARD: frozenset[Operation] = frozenset({"read", "edit", "participate"})
# Who may do anything on a map that they reach, whatever a workshop locks, and change what others said.
MODERATORS = frozenset({"facilitator", "owner"})


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something: a person's id, the role that they have here, and the name that the log keeps.

    `workshop` limits a guest to the journeys of that workshop, or to the idea board of that id; `journey` the holder of a share link to that journey; empty:
    the whole workspace.
    """

    person: str
    role: Role
    name: str = ""
    workshop: str = ""
    journey: str = ""

    @property
    def limited(self) -> bool:
        """Whether they have some journeys of the workspace only. A guest without a workshop has none."""
        return bool(self.workshop or self.journey) or self.role == "guest"


SYSTEM = Actor("system", "owner", "cxmap")


def allows(role: str, operation: Operation) -> bool:
    """Whether a role may do something; False for a role that does not exist.

    "people" is changing one's own name, "token" making tokens for other programs, "import" adding maps from files, "history"
    what was and who did it, "takeaway" what a workshop gives along, "facilitate" leading one and undoing what others did.
    """
    return operation in _MAY.get(role, ())


def permits(actor: Actor, operation: Operation, journey: str = "", rooms: Set[str] = frozenset(), board: str = "") -> bool:
    """Whether an actor may do something: THE policy, for pages, board, socket, API, exports, history, pictures and takeaway.

    `journey` is the journey that it is about; "" for what is about none. `rooms` are the journeys of a guest's workshop
    (`store.reach(actor)`); for others they do not matter. Who is limited to some journeys may nothing beyond them, and
    of what is about none only change their own name. The actor is who they are in that journey: `store.acting(actor,
    journey)` gives the facilitator of a workshop a facilitator's role. `board` is the idea board that it is about instead: a
    guest has the one whose code they came by, the holder of a link to one journey has none.
    """
    if not allows(actor.role, operation):
        return False
    if not actor.limited:
        return True
    if operation in _WIDE:
        return False
    if board:
        return operation in _ON_BOARD and actor.role == "guest" and actor.workshop == board
    within = {actor.journey} if actor.journey else rooms
    return journey in within if journey else operation == "people"


def check_change(actor: Actor, change: Change) -> None:
    """Raise `Refused("forbidden", …)` where the actor may not make this change.

    People patch only their own person record and comment in their own name; only the system makes people and workspaces. Taking
    back what one has made oneself is editing, even where it removes a journey: undo and redo come from the store, never from a
    client. What it touches, and what a workshop locks, `check_reach` and `check_workshop` look at.
    """
    if actor.person == SYSTEM.person and actor == SYSTEM:
        return
    if change.kind == "restore" and not allows(actor.role, "history"):
        raise Refused("forbidden", f"A {actor.role} may not restore a map: ask a facilitator.")
    for place, edit in enumerate(change.edits):
        message = _objection(actor, change, edit)
        if message:
            raise Refused("forbidden", message, place)


def _objection(actor: Actor, change: Change, edit: Edit) -> str:
    """Why the actor may not make this edit; "" where they may."""
    if edit.type == "workspace":
        return "Only the system changes the workspace."
    if edit.type == "person":
        own = edit.op == "patch" and edit.id == actor.person and set(edit.fields) <= {"name"}
        return "" if own and allows(actor.role, "people") else "You may change your own name only."
    if edit.type == "journey" and edit.op == "delete" and change.kind == "edit" and not allows(actor.role, "delete_journey"):
        return f"A {actor.role} may not delete a journey: ask a facilitator."
    written = edit.type == "comment" and edit.op == "put" and change.kind == "edit"
    if written and edit.fields.get("author") not in (None, actor.person):
        return "A comment is written in one's own name."
    return "" if allows(actor.role, "edit") else f"A {actor.role} may look but not edit: ask for another role."
