"""Who may do what: actors, roles, the one policy, and tokens. Pure: nothing here reads a store or a request."""

from cxmap.access.comments import check_comments, signed
from cxmap.access.policy import MEMBERS, ROLES, SYSTEM, Actor, Operation, Role, allows, check_change
from cxmap.access.tokens import hash_token, new_token

__all__ = [
    "MEMBERS",
    "ROLES",
    "SYSTEM",
    "Actor",
    "Operation",
    "Role",
    "allows",
    "check_change",
    "check_comments",
    "hash_token",
    "new_token",
    "signed",
]
