"""Comments: which threads are open, and which of them wait for somebody.

`board/static/model/comments.js` is the same rule for the board; `tests/fixtures/comments.json` holds the two to each other.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from cxmap.model.records import Record


def waits_for(comments: Sequence[Record], mentions: Collection[str], person: str) -> Record | None:
    """The last comment of a thread that a person is asked to look at, None where there is none.

    `comments` are the thread's, the one that opens it first, `mentions` the ids of those that mention the person. A thread
    waits until it is resolved, or the person has answered behind the mention.
    """
    if not comments or comments[0]["resolved"]:
        return None
    asked = [c for c in comments if c["id"] in mentions]
    if not asked:
        return None
    last = max(asked, key=_when)
    answered = any(c["author"] == person and _when(c) > _when(last) for c in comments)
    return None if answered else last


def _when(comment: Record) -> tuple[str, str]:
    return comment["at"], comment["id"]
