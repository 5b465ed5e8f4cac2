"""Who may be mentioned, and the threads in which somebody is: read out of the writer's memory."""

from __future__ import annotations

from dataclasses import dataclass

from cxmap.changes import State
from cxmap.model.records import Record


@dataclass(frozen=True)
class Thread:
    """A thread of comments in which somebody is mentioned.

    Its journey, its comments (the one that opens it, then the answers by time), and the ids of those that mention them.
    """

    journey: Record
    comments: list[Record]
    mentions: frozenset[str]


def people(state: State) -> list[Record]:
    """Everybody who has a name, by name: they can be mentioned. A browser that never gave one is left out."""
    named = [{"id": id_, **fields} for id_, fields in state.of("person").items() if fields["name"]]
    return sorted(named, key=lambda person: (person["name"].casefold(), person["id"]))


def threads(state: State, person: str) -> list[Thread]:
    """The threads that mention a person, the newest first."""
    by_root: dict[str, set[str]] = {}
    comments = state.of("comment")
    for type_, id_, name in state.referring("person", person):
        if type_ != "mention" or name != "person":
            continue
        comment = state.of("mention")[id_]["comment"]
        by_root.setdefault(comments[comment]["thread"] or comment, set()).add(comment)
    found = [_thread(state, root, frozenset(mentions)) for root, mentions in by_root.items()]
    return sorted(found, key=lambda thread: max(c["at"] for c in thread.comments), reverse=True)


def _thread(state: State, root: str, mentions: frozenset[str]) -> Thread:
    comments = state.of("comment")
    answers = [id_ for type_, id_, name in state.referring("comment", root) if (type_, name) == ("comment", "thread")]
    said = sorted(({"id": id_, **comments[id_]} for id_ in answers), key=lambda c: (c["at"], c["id"]))
    journey = comments[root]["journey"]
    return Thread({"id": journey, **state.of("journey")[journey]}, [{"id": root, **comments[root]}, *said], mentions)
