"""The policy: one table of who may do what."""

from __future__ import annotations

from typing import get_args

import pytest

from cxmap.access import ROLES, SYSTEM, Actor, Operation, Role, allows, check_change, hash_token, new_token, permits
from cxmap.changes import Change, Edit, Refused

MAY = {
    "owner": "read history browse edit people import export delete_journey present takeaway participate facilitate share token",
    "facilitator": "read history browse edit people import export delete_journey present takeaway participate facilitate",
    "champion": "read history browse edit people export present takeaway participate",
    "viewer": "read history browse people export present takeaway",
    "guest": "read edit people present takeaway participate",
    "stranger": "",
    "": "",
}


@pytest.mark.parametrize("role", MAY)
def test_every_role_and_operation(role: str) -> None:
    assert {operation for operation in get_args(Operation) if allows(role, operation)} == set(MAY[role].split())


def test_roles_are_those_of_the_table() -> None:
    assert set(ROLES) == {role for role in MAY if MAY[role]}


WIDE = {"browse", "import", "delete_journey", "share", "token"}


@pytest.mark.parametrize("operation", get_args(Operation))
@pytest.mark.parametrize("role", ROLES)
def test_permits_by_role_reach_and_journey(role: Role, operation: Operation) -> None:
    """The whole table: what a role may, within what somebody is limited to; of what is about no journey only one's own name."""
    able = operation in MAY[role].split()
    whole, link = Actor("p", role), Actor("p", role, journey="j1")
    guest = Actor("p", role, workshop="w")
    for journey in ("", "j1", "far"):
        free = able and role != "guest"
        assert permits(whole, operation, journey) is (free or (able and operation == "people" and not journey))
        within = able and operation not in WIDE
        assert permits(link, operation, journey, frozenset({"far"})) is (
            within and (journey == "j1" if journey else operation == "people")
        )
        for rooms in (frozenset[str](), frozenset({"j1"})):
            here = journey in rooms if journey else operation == "people"
            assert permits(guest, operation, journey, rooms) is (within and here)


def may(actor: Actor, *edits: Edit, kind: str = "edit") -> bool:
    """Whether the policy lets a change pass; it is the last edit that it objects to."""
    change = Change("x", edits, kind=kind)  # type: ignore[arg-type]
    try:
        check_change(actor, change)
    except Refused as refusal:
        return (refusal.code, refusal.edit) != ("forbidden", len(edits) - 1)
    return True


CARD = Edit("put", "card", "c1", {})
NAME = Edit("patch", "person", "me", {"name": "Ann"})


@pytest.mark.parametrize("role", ROLES)
def test_changes_by_role(role: str) -> None:
    me = Actor("me", role)  # type: ignore[arg-type]
    edits = role != "viewer"
    assert may(me, NAME)
    assert may(me, CARD) is edits
    assert may(me, CARD, Edit("delete", "stage", "s1")) is edits if edits else True
    assert may(me, Edit("delete", "journey", "j1")) is (role in ("owner", "facilitator"))
    assert may(me, Edit("delete", "journey", "j1"), kind="undo") is edits
    assert not may(me, Edit("patch", "person", "you", {"name": "Ann"}))
    assert not may(me, Edit("patch", "person", "me", {"number": 1}))
    assert not may(me, Edit("put", "person", "me", {}))
    assert not may(me, Edit("delete", "person", "me"))
    assert not may(me, Edit("patch", "workspace", "main", {"name": "Ours"}))


def test_the_system_makes_people_and_workspaces() -> None:
    assert may(SYSTEM, Edit("put", "person", "new", {}), Edit("put", "workspace", "main", {}))
    assert not may(Actor("system", "owner", "a person who took that name"), Edit("put", "person", "new", {}))


def test_tokens_are_long_random_and_hashed() -> None:
    tokens = {new_token() for _ in range(50)}
    assert len(tokens) == 50
    for token in tokens:
        assert len(token) == 43
        assert len(hash_token(token)) == 64
    assert hash_token("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
