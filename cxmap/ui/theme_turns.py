"""What was done to themes, and how it is taken back: the change of their records, and where their items were before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from cxmap.access import Actor
from cxmap.changes import Change, Edit
from cxmap.model.feedback import Query
from cxmap.model.records import new_id
from cxmap.store import Store

_PATIENCE = 20  # seconds that a change waits for its turn
MOST = 200_000  # items that are moved at once


@dataclass(frozen=True, slots=True)
class Place:
    """Where an item is: its theme (None: none), and whether a person put it there."""

    item: int
    theme: str | None
    by_hand: bool


@dataclass(frozen=True)
class Turn:
    """One thing that was done. `change` is the id of the change of records ("" for none), `before` the ids of the items that
    moved, by where they were: (theme, by hand).
    """

    sentence: str
    change: str = ""
    before: Mapping[tuple[str | None, bool], Sequence[int]] = field(default_factory=dict)


def places(store: Store, theme: str) -> list[Place]:
    """Where a theme's items are."""
    found = []
    ids = store.feedback.ids(Query(theme=theme), MOST)
    for start in range(0, len(ids), 500):
        found += [Place(i.id, i.theme, i.theme_by not in ("", "found")) for i in store.feedback.items(ids[start : start + 500])]
    return found


def do(
    store: Store,
    actor: Actor,
    sentence: str,
    edits: Sequence[Edit],
    moves: Mapping[str | None, Sequence[int]],
    were: Iterable[Place],
    by_hand: bool | None = None,
) -> Turn:
    """Write records, then move items to their themes; what takes it back.

    `were` says where the items were; those that are there already are not moved. `by_hand`: whether they count as put there by this
    person (None: as they did before). Raises what the store raises.
    """
    change = Change(new_id(), tuple(edits))
    if change.edits:
        store.commit(change, actor).result(_PATIENCE)
    place = {each.item: each for each in were}
    before: dict[tuple[str | None, bool], list[int]] = defaultdict(list)
    for theme, ids in moves.items():
        late: dict[bool, list[int]] = defaultdict(list)
        for id_ in ids:
            was = place[id_]
            hand = was.by_hand if by_hand is None else by_hand
            if (was.theme, was.by_hand) != (theme, hand):
                late[hand].append(id_)
                before[was.theme, was.by_hand].append(id_)
        for hand, some in late.items():
            store.feedback.set_theme(some, theme, actor, found=not hand)
    return Turn(sentence, change.id if change.edits else "", dict(before))


def back(store: Store, actor: Actor, turn: Turn) -> None:
    """Take it back: the records first, so that no item is given to a theme that is gone. Raises what the store raises."""
    if turn.change:
        store.undo_change(turn.change, actor, new_id()).result(_PATIENCE)
    for (theme, by_hand), ids in turn.before.items():
        store.feedback.set_theme(ids, theme, actor, found=not by_hand)
