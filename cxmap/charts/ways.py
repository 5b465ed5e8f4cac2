"""How work and customers move through a swimlane: connections between cards, paths between stages, and what the lines mean."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from cxmap.charts.beside import DASHES
from cxmap.charts.drawing import Drawing
from cxmap.documents import layout as geometry
from cxmap.documents.layout import Box, Layout
from cxmap.documents.tokens import Tokens
from cxmap.model.records import Record
from cxmap.model.views import JourneyView
from cxmap.model.vocabulary import CHANNELS, CONNECTION_KINDS, label

# Told apart without colour, as on the board: a hand-over is solid.
_KINDS = {"handover": "solid", "information": "dot", "dependency": "dash"}
_LANE, _ARC_TOP = 24.0, 10.0  # pixels of one lane of arcs, and above the highest
_SPREAD = 2.5  # pixels between lines that share a gutter
_ROUND = 7.0
_LEGEND = 22.0


@dataclass(frozen=True)
class Arc:
    """A path above the stages: places of its stages, its `lane` (0 next to them), and where it leaves and arrives in pixels."""

    path: Record
    start: int
    end: int
    lane: int
    x0: float
    x1: float


def arcs(view: JourneyView, plan: Layout) -> list[Arc]:
    """The paths as arcs. Those that overlap along the map get different lanes, short ones nearest to the stages."""
    places = {column.stage["id"]: i for i, column in enumerate(plan.columns)}
    paths = [p for p in view.of_type("path") if p["start"] in places and p["end"] in places]
    ends = {p["id"]: (places[p["start"]], places[p["end"]]) for p in paths}
    lanes: list[list[tuple[int, int]]] = []
    lane_of: dict[str, int] = {}
    for path in sorted(paths, key=lambda p: (abs(ends[p["id"]][0] - ends[p["id"]][1]), min(ends[p["id"]]))):
        span = min(ends[path["id"]]), max(ends[path["id"]])
        free = next((i for i, lane in enumerate(lanes) if not any(_overlap(span, other) for other in lane)), len(lanes))
        if free == len(lanes):
            lanes.append([])
        lanes[free].append(span)
        lane_of[path["id"]] = free
    at = _ends(paths, ends, lane_of, plan)
    return [Arc(p, *ends[p["id"]], lane_of[p["id"]], at[p["id"], "start"], at[p["id"], "end"]) for p in paths]


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] <= b[0] <= a[1] or b[0] <= a[0] <= b[1]


def _ends(
    paths: Sequence[Record], ends: dict[str, tuple[int, int]], lanes: dict[str, int], plan: Layout
) -> dict[tuple[str, str], float]:
    """Pixels at which paths leave and arrive: side by side, in the order that keeps them from crossing."""
    there: dict[int, list[tuple[tuple[int, int], str, str]]] = defaultdict(list)
    for path in paths:
        start, end = ends[path["id"]]
        lane = lanes[path["id"]]
        for name, here, other in (("start", start, end), ("end", end, start)):
            group = 0 if other < here else 3 if other > here else 1 if name == "end" else 2
            there[here].append(((group, -lane if group % 2 else lane), path["id"], name))
    found = {}
    for stage, meeting in there.items():
        column = plan.columns[stage]
        step = min(0.14, 0.8 / len(meeting))
        for i, (_, id_, name) in enumerate(sorted(meeting)):
            found[id_, name] = column.left + column.width * (0.5 + (i - (len(meeting) - 1) / 2) * step)
    return found


def band(found: Sequence[Arc]) -> float:
    """Pixels that the arcs need above the stages; 0 without any."""
    return _ARC_TOP + _LANE * (1 + max(arc.lane for arc in found)) if found else 0.0


def paths(drawing: Drawing, found: Sequence[Arc], view: JourneyView, t: Tokens) -> None:
    """Arcs above the stage row: solid for everybody, dashed by persona as their curves are; who takes one stands on it."""
    names = {persona["id"]: persona["name"] for persona in view.personas}
    travel = [persona["id"] for persona in view.personas]
    for arc in found:
        path, y = arc.path, -_LANE * (arc.lane + 1) + 8
        r = min(_ROUND, abs(arc.x1 - arc.x0) / 2)
        way = -1 if arc.x1 < arc.x0 else 1
        line = f"M{arc.x0} -1V{y + r}Q{arc.x0} {y} {arc.x0 + way * r} {y}H{arc.x1 - way * r}Q{arc.x1} {y} {arc.x1} {y + r}V-2"
        who = travel.index(path["persona"]) if path["persona"] in names else -1
        dash = "solid" if who < 0 else DASHES[who % len(DASHES)]
        drawing.add_shape(type="path", path=line, line={"width": 1.6, "color": t.ink2, "dash": dash})
        head = f"M{arc.x1 - 4} -8L{arc.x1} -1L{arc.x1 + 4} -8Z"
        drawing.add_shape(type="path", path=head, fillcolor=t.ink2, line={"width": 0})
        share = "" if path["share"] is None else f"{round(path['share'], 1):g}\N{NO-BREAK SPACE}%"
        again = arc.start == arc.end
        words = [names.get(path["persona"], ""), label(CHANNELS, path["channel"]), share, path["label"]]
        said = " · ".join(filter(None, words)) or ("again" if again else "")
        room = _room(arc)
        if said and room > 30:
            drawing.add_annotation(
                x=max(arc.x0, arc.x1) + 6 if again else (arc.x0 + arc.x1) / 2, y=y, text=escape(geometry.wrap(said, room, 1)[0]),
                hovertext=escape(said), showarrow=False, xanchor="left" if again else "center", bgcolor=t.bg, borderpad=1,
                font={"size": 12, "color": t.ink2},
            )  # fmt: skip


def _room(arc: Arc) -> float:
    """Pixels that the words on an arc may take."""
    return 90.0 if arc.start == arc.end else abs(arc.x1 - arc.x0) - 28


def connections(drawing: Drawing, plan: Layout, view: JourneyView, t: Tokens) -> tuple[str, ...]:
    """Lines from card to card through the gutters between columns and above lanes, an arrow at their end; the kinds drawn.

    A card that is folded into “+n more” has no place for an end: its connections are left out.
    """
    boxes = {box.card["id"]: box for box in plan.boxes}
    shown = [c for c in view.of_type("connection") if c["start"] in boxes and c["end"] in boxes]
    tops = sorted({row.top for row in plan.rows})
    used: Counter[tuple[str, float]] = Counter()
    lines: dict[str, list[str]] = defaultdict(list)
    heads = ""
    at: list[tuple[float, float]] = []
    said = []
    for connection in shown:
        start, end = boxes[connection["start"]], boxes[connection["end"]]
        points = _route(start, end, plan, tops, used)
        lines[connection["kind"]].append("M" + "L".join(f"{x} {y}" for x, y in points))
        x, y = points[-1]
        way = 1 if points[-2][0] < x else -1
        heads += f"M{x} {y}L{x - 6 * way} {y - 3.5}L{x - 6 * way} {y + 3.5}Z"
        at.append(points[0])
        said.append(_said(connection, start, end))
    for kind, drawn in lines.items():
        drawing.add_shape(type="path", path="".join(drawn), line={"width": 1.4, "color": t.ink3, "dash": _KINDS[kind]})
    if heads:
        drawing.add_shape(type="path", path=heads, fillcolor=t.ink3, line={"width": 0})
        drawing.add_scatter(
            name="Connections",
            x=[x for x, _ in at],
            y=[y for _, y in at],
            mode="markers",
            marker={"size": 5, "color": t.ink3},
            hovertext=said,
            hoverinfo="text",
        )
    return tuple(kind for kind in _KINDS if kind in lines)


def _said(connection: Record, start: Box, end: Box) -> str:
    names = [escape(box.card["title"] or "No title") for box in (start, end)]
    words = f"<br>{escape(connection['label'])}" if connection["label"] else ""
    return f"<b>{names[0]} → {names[1]}</b><br>{label(CONNECTION_KINDS, connection['kind'])}{words}"


def _route(
    start: Box, end: Box, plan: Layout, tops: Sequence[float], used: Counter[tuple[str, float]]
) -> list[tuple[float, float]]:
    """Corners of a line from one box to the other: out into a gutter, along it, over to the other's gutter above a lane, and in."""
    y0, y1 = start.top + start.height / 2, end.top + end.height / 2
    right = start.left + start.width
    if end.left > start.left:  # ahead: out at the right, in at the left
        x0, leave, arrive, x1 = right, right + geometry.PAD, end.left - geometry.PAD, end.left
    elif end.left < start.left:  # back: out at the left, in at the right
        x0, leave = start.left, start.left - geometry.PAD
        arrive, x1 = end.left + end.width + geometry.PAD, end.left + end.width
    else:  # in one stage: a bow at its left
        x0 = x1 = start.left
        leave = arrive = start.left - geometry.PAD
    leave = _beside("x", leave, used)
    if abs(leave - arrive) < geometry.PAD:
        return [(x0, y0), (leave, y0), (leave, y1), (x1, y1)]
    arrive = _beside("x", arrive, used)
    above = max((top for top in tops if top <= max(y0, y1)), default=plan.rows[0].top)
    y = _beside("y", above, used)
    return [(x0, y0), (leave, y0), (leave, y), (arrive, y), (arrive, y1), (x1, y1)]


def _beside(axis: str, at: float, used: Counter[tuple[str, float]]) -> float:
    """A place in a gutter beside the lines that are in it already: in the middle, then by turns to both sides."""
    nth = used[axis, at]
    used[axis, at] += 1
    step = (nth + 1) // 2 % 3
    return at + _SPREAD * step * (1 if nth % 2 else -1)


def legend(drawing: Drawing, plan: Layout, kinds: Sequence[str], t: Tokens) -> None:
    """What the lines mean, under the map."""
    x, y = geometry.SIDE + 12, plan.height + _LEGEND / 2
    for kind in kinds:
        line = {"width": 1.4, "color": t.ink3, "dash": _KINDS[kind]}
        drawing.add_shape(type="line", x0=x, x1=x + 28, y0=y, y1=y, line=line)
        head = f"M{x + 34} {y}L{x + 28} {y - 3.5}L{x + 28} {y + 3.5}Z"
        drawing.add_shape(type="path", path=head, fillcolor=t.ink3, line={"width": 0})
        words = label(CONNECTION_KINDS, kind)
        drawing.add_annotation(x=x + 40, y=y, text=words, showarrow=False, xanchor="left", font={"size": 12, "color": t.ink2})
        x += 40 + len(words) * geometry.LETTER + 28


def below(kinds: Sequence[str]) -> float:
    """Pixels that the legend needs under the map."""
    return _LEGEND if kinds else 0.0
