"""Who wrote which card, as far as the log tells and may tell."""

from __future__ import annotations

from collections.abc import Iterable

from cxmap.access import SOMEBODY, SYSTEM
from cxmap.store.engine import Link
from cxmap.store.revealing import author_tag

_AT_ONCE = 400
LATE = ".late"  # how the id of a change ends that brings a draft which came after the reveal

# Who first put a card. What a reveal put is told by nobody, except where it was revealed by author, as a tag.
_FIRST = (
    "SELECT e.record, c.name, c.id FROM change_edit AS e JOIN change_log AS c ON c.workspace = e.workspace AND c.rev = e.rev"
    " WHERE e.workspace = ? AND e.type = 'card' AND e.op = 'put' AND e.record IN ({ids}) AND c.kind = 'edit' AND NOT EXISTS"
    " (SELECT 1 FROM change_edit AS s WHERE s.workspace = e.workspace AND s.rev = e.rev AND s.type = 'step') ORDER BY e.rev DESC"
)
_TAGS = "SELECT card, name FROM tag WHERE id IN ({ids})"


def authors(
    link: Link, workspace: str, cards: Iterable[str], hidden: Iterable[str] = (SOMEBODY, SYSTEM.name, "")
) -> dict[str, str]:
    """The name of who wrote each card, by its id; none for one that was written unseen, or by somebody `hidden`."""
    wanted = list(dict.fromkeys(cards))
    not_told = set(hidden)
    found: dict[str, str] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        ids = ", ".join("?" * len(some))
        for card, name, change in link.rows(_FIRST.format(ids=ids), (workspace, *some)):
            found[card] = "" if change.endswith(LATE) else name  # the last one read is the first put
        found |= dict(link.rows(_TAGS.format(ids=ids), tuple(author_tag(card) for card in some)))
    return {card: name for card, name in found.items() if name not in not_told}
