"""Who may do what: actors, roles, the one policy, and tokens. Pure: nothing here reads a store or a request."""

from cxmap.access.check import examine
from cxmap.access.comments import check_comments, signed
from cxmap.access.ideas import check_ideas
from cxmap.access.policy import MEMBERS, MODERATORS, ROLES, SYSTEM, Actor, Operation, Role, allows, check_change, permits
from cxmap.access.reach import check_reach
from cxmap.access.rooms import (
    SOMEBODY,
    acting,
    board_of,
    hidden,
    participant_of,
    reach_of,
    rooms_of,
    running_step,
    workshops_at,
)
from cxmap.access.tokens import hash_token, new_token
from cxmap.access.workshop import check_workshop

__all__ = [
    "MEMBERS",
    "MODERATORS",
    "ROLES",
    "SOMEBODY",
    "SYSTEM",
    "Actor",
    "Operation",
    "Role",
    "acting",
    "allows",
    "board_of",
    "check_change",
    "check_comments",
    "check_ideas",
    "check_reach",
    "check_workshop",
    "examine",
    "hash_token",
    "hidden",
    "new_token",
    "participant_of",
    "permits",
    "reach_of",
    "rooms_of",
    "running_step",
    "signed",
    "workshops_at",
]
