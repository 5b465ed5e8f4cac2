"""The atlas as a network for streamlit-agraph: places, looks and labels. Text is drawn on a canvas and never becomes HTML.

A node has no `title`: the component would make HTML of it. Its `div` keeps a double click from opening a window.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from cxmap.documents.tokens import Tokens
from cxmap.insights.atlas import Atlas, Branch, Edge, Node, tree

HEIGHT = 560
_COLUMN, _ROW, _GAP = 430, 136, 110  # pixels at full size
_WIDE = 2.4  # how much wider than high the network is meant to be
_LINE, _LINES = 32, 2  # letters of a line, lines of a title
_FONT = "Source Sans, system-ui, sans-serif"


@dataclass(frozen=True)
class Part:
    """A node or an edge as the component takes it: `id` (of a node) and all that it is drawn by."""

    id: str
    drawn: dict[str, Any]

    def to_dict(self) -> dict[str, Any]:
        """What is sent to the browser."""
        return self.drawn


def network(found: Atlas, t: Tokens) -> tuple[list[Part], list[Part]]:
    """The nodes at their places, and the edges. What a line means is told by its dashes, its arrow and its words."""
    at = places(tree(found))
    nodes = [_node(node, at[node.id], t) for node in found.nodes]
    return nodes, [_edge(edge, t) for edge in found.edges]


def places(branches: Sequence[Branch]) -> dict[str, tuple[int, int]]:
    """(x, y) by journey: each tree as an indented list, the trees below each other in as many columns as make a wide picture."""
    trees: list[list[Branch]] = []
    for branch in branches:
        if branch.depth == 0:
            trees.append([])
        if not branch.again:
            trees[-1].append(branch)
    # trees first, then what stands alone
    trees.sort(key=lambda tree_: len(tree_) == 1)
    rows = sum(len(tree_) for tree_ in trees)
    deep = max((branch.depth for branch in branches), default=0) + 1
    limit = max(5, math.ceil(math.sqrt(rows * deep * _COLUMN / (_ROW * _WIDE))))
    found: dict[str, tuple[int, int]] = {}
    left, row, width = 0, 0, 0
    for tree_ in trees:
        if row and row + len(tree_) > limit:
            left, row, width = left + width * _COLUMN + _GAP, 0, 0
        width = max(width, 1 + max(branch.depth for branch in tree_))
        for branch in tree_:
            found[branch.node.id] = (left + branch.depth * _COLUMN, row * _ROW)
            row += 1
    return found


def _node(node: Node, at: tuple[int, int], t: Tokens) -> Part:
    to_be = node.state == "to_be"
    label = "\n".join([*_lines(node.title or "Untitled"), *(["To-be map"] if to_be else []), *map(_short, node.short)])
    return Part(
        node.id,
        {
            "id": node.id,
            "label": label,
            "x": at[0],
            "y": at[1],
            "shape": "box",
            "margin": 12,
            "borderWidth": 2,
            "borderWidthSelected": 3,
            "shapeProperties": {"borderRadius": 8, "borderDashes": [6, 4] if to_be else False},
            "widthConstraint": {"minimum": 220, "maximum": 310},
            "color": {
                "background": t.surface,
                "border": t.dash,
                "highlight": {"background": t.accent_soft, "border": t.accent},
                "hover": {"background": t.sunken, "border": t.ink},
            },
            "font": {"color": t.ink, "size": 16, "face": _FONT, "align": "left"},
            "div": {"innerHTML": ""},
        },
    )


def _edge(edge: Edge, t: Tokens) -> Part:
    name = ", ".join(edge.names[:2]) + (f" +{len(edge.names) - 2}" if len(edge.names) > 2 else "")
    label = {"opens": name, "to_be": "to-be map", "shares": f"share: {name}"}[edge.kind]
    return Part(
        f"{edge.start}.{edge.end}.{edge.kind}",
        {
            "from": edge.start,
            "to": edge.end,
            "label": "\n".join(_lines(label, 24)),
            "arrows": "" if edge.kind == "shares" else "to",
            "dashes": {"opens": False, "to_be": [8, 6], "shares": [2, 5]}[edge.kind],
            "width": 1.6,
            "color": {"color": t.dash, "highlight": t.accent, "hover": t.ink},
            "smooth": {"enabled": True, "type": "cubicBezier", "forceDirection": "horizontal", "roundness": 0.4}
            if edge.kind != "shares"
            else {"enabled": True, "type": "curvedCW", "roundness": 0.35},  # beside an arrow between the same two
            "font": {"color": t.ink2, "size": 13, "face": _FONT, "background": t.bg, "strokeWidth": 0},
        },
    )


def options(height: int = HEIGHT) -> dict[str, Any]:
    """How the network behaves: nodes stay where they are, the wheel zooms, the whole is in view at first."""
    return {
        "height": f"{height}px",
        "width": "100%",
        "physics": {"enabled": False},
        "groups": {},
        "layout": {"hierarchical": {"enabled": False}},
        "interaction": {"hover": True, "dragNodes": False, "keyboard": False, "zoomSpeed": 0.5},
        "edges": {"arrows": {"to": {"scaleFactor": 0.7}}},
    }


def _lines(text: str, width: int = _LINE) -> list[str]:
    found = wrap(text, width)
    if len(found) <= _LINES:
        return found
    return [*found[: _LINES - 1], f"{found[_LINES - 1][: width - 1].rstrip()}…"]


def _short(text: str) -> str:
    return text if len(text) <= _LINE - 4 else f"{text[: _LINE - 5].rstrip()}…"
