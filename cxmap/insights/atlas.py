"""How journeys hang together: which opens into which, which to-be map answers which, and which share a touchpoint."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from cxmap.insights.words import plural

EdgeKind = Literal["opens", "to_be", "shares"]


@dataclass(frozen=True)
class Node:
    """A journey: its id, title, state ("as_is" or "to_be"), what its map says first, and the same in short lines."""

    id: str
    title: str
    state: str
    said: str
    short: tuple[str, ...] = ()


@dataclass(frozen=True)
class Edge:
    """From the journey `start` to the journey `end`: by the stages and touchpoints `names` that open it, as its to-be map (no
    name), or by the touchpoints `names` that both share."""

    start: str
    end: str
    kind: EdgeKind
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Branch:
    """A line of the tree: a journey at a depth (0: a root), how its parent leads there (None for a root), and whether it stands
    with all below it elsewhere in the list already."""

    depth: int
    node: Node
    edge: Edge | None = None
    again: bool = False


@dataclass(frozen=True)
class Atlas:
    """All journeys by title, and their edges."""

    nodes: Sequence[Node]
    edges: Sequence[Edge]


def atlas(
    nodes: Iterable[Node],
    openings: Iterable[tuple[str, str, str]],
    twins: Iterable[tuple[str, str]],
    places: Iterable[tuple[str, str, str]],
) -> Atlas:
    """Put the atlas together.

    `openings` are (journey, name of the stage or card, journey that it opens), `twins` (as-is journey, its to-be journey),
    `places` (id of a shared touchpoint, its title, journey). What names a journey that is not among the nodes is left out.
    """
    there = {node.id: node for node in sorted(nodes, key=lambda n: (n.title.casefold(), n.id))}
    opened: dict[tuple[str, str], list[str]] = defaultdict(list)
    for start, name, end in openings:
        if start in there and end in there and start != end:
            opened[start, end].append(name or "Untitled")
    edges = [Edge(start, end, "opens", tuple(dict.fromkeys(names))) for (start, end), names in opened.items()]
    edges += [Edge(start, end, "to_be") for start, end in twins if start in there and end in there and start != end]
    homes: dict[str, tuple[str, dict[str, None]]] = {}
    for touchpoint, title, journey in places:
        if journey in there:
            homes.setdefault(touchpoint, (title or "Untitled", {}))[1][journey] = None
    common: dict[tuple[str, str], list[str]] = defaultdict(list)
    for title, journeys in homes.values():
        order = [id_ for id_ in there if id_ in journeys]
        for i, start in enumerate(order):
            for end in order[i + 1 :]:
                common[start, end].append(title)
    edges += [Edge(start, end, "shares", tuple(titles)) for (start, end), titles in common.items()]
    return Atlas(list(there.values()), edges)


def tree(found: Atlas) -> list[Branch]:
    """The journeys as an indented list: each under what opens into it, or under its as-is map.

    Every journey is listed; a second time only as a line that leads to the first. In a circle of journeys that open into each
    other the first by title is the root.
    """
    nodes = {node.id: node for node in found.nodes}
    below: dict[str, list[Edge]] = defaultdict(list)
    for edge in found.edges:
        if edge.kind != "shares":
            below[edge.start].append(edge)
    rank = {id_: i for i, id_ in enumerate(nodes)}
    for edges in below.values():
        edges.sort(key=lambda e: (e.kind == "to_be", rank[e.end]))
    above = {edge.end for edges in below.values() for edge in edges}
    out: list[Branch] = []
    seen: set[str] = set()
    for id_ in [*(i for i in nodes if i not in above), *nodes]:
        if id_ in seen:
            continue
        seen.add(id_)
        waiting = [Branch(0, nodes[id_])]
        while waiting:
            branch = waiting.pop()
            if branch.edge is not None:
                if branch.node.id in seen:
                    out.append(Branch(branch.depth, branch.node, branch.edge, again=True))
                    continue
                seen.add(branch.node.id)
            out.append(branch)
            waiting += [Branch(branch.depth + 1, nodes[e.end], e) for e in reversed(below[branch.node.id])]
    return out


def said(edge: Edge) -> str:
    """How one journey leads to another, in words."""
    names = " and ".join(f"“{name}”" for name in edge.names[:2]) + (
        f" and {len(edge.names) - 2} more" if len(edge.names) > 2 else ""
    )
    if edge.kind == "to_be":
        return "its to-be map"
    return f"opened by {names}" if edge.kind == "opens" else f"shares {names}"


def headline(found: Atlas) -> str:
    """What the atlas says first: how many journeys hang together, and how many stand alone."""
    if not found.nodes:
        return "There is no journey yet"
    tied = {id_ for edge in found.edges for id_ in (edge.start, edge.end)}
    alone = len(found.nodes) - len(tied)
    if not tied:
        return f"{plural(len(found.nodes), 'journey')}, {'and it stands' if len(found.nodes) == 1 else 'each'} by itself"
    together = f"{plural(len(tied), 'journey')} hang together"
    return together if not alone else f"{together}, {alone:,} {'stands' if alone == 1 else 'stand'} alone"
