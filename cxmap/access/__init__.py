"""Who may do what: actors, roles, the one policy, and tokens. Pure: nothing here reads a store or a request."""

from cxmap.access.policy import ROLES, SYSTEM, Actor, Operation, Role, allows, check_change
from cxmap.access.tokens import hash_token, new_token

__all__ = ["ROLES", "SYSTEM", "Actor", "Operation", "Role", "allows", "check_change", "hash_token", "new_token"]
