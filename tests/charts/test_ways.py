"""Connections, paths and durations in a swimlane: routed through gutters, told apart without colour, nothing as markup."""

import re
from dataclasses import replace
from itertools import pairwise

from cxmap.charts import ways
from cxmap.charts.swimlane import swimlane
from cxmap.documents import layout as geometry
from cxmap.documents.tokens import LIGHT
from cxmap.insights.durations import lasts, short_time
from cxmap.insights.outline import outline
from tests.journeys import record, view


def travelled():
    """Three stages with a card in each of two lanes, connected every way, and with paths that overlap."""
    map_ = view(
        {
            "Ask": {"touchpoint": [{"title": "Call"}], "backstage": [{"title": "Note <b>it</b>"}]},
            "Wait": {"touchpoint": [{"title": "Text"}], "backstage": [{"title": "File"}]},
            "Visit": {"touchpoint": [{"title": "Desk"}], "backstage": [{"title": "Badge"}]},
        },
        ("Rosa", "Tom"),
    )
    stages = [{**stage, "duration": 3, "duration_unit": "week"} for stage in map_.stages]
    stages[1] |= {"waiting": 1, "waiting_unit": "day"}

    def connection(start, end, kind="handover"):
        return record("connection", f"{start}.{end}", journey="j", start=start, end=end, kind=kind, label="The <i>file</i>")

    def path(id_, start, end, **fields):
        return record("path", id_, journey="j", start=start, end=end, order="a0", **fields)

    others = {
        "connection": [connection("c0", "c1"), connection("c1", "c5", "information"), connection("c5", "c0", "dependency")],
        "path": [
            path("p0", "s1", "s0", share=22.0, label="Gives up"),
            path("p1", "s0", "s2", persona="tom", channel="phone"),
            path("p2", "s2", "s2"),
        ],
    }
    return replace(map_, stages=stages, others=others)


def said(figure):
    return {str(annotation.text) for annotation in figure.layout.annotations}


def test_connections_are_told_apart_by_dash_and_explained():
    figure = swimlane(travelled(), LIGHT)
    drawn = {shape.line.dash for shape in figure.layout.shapes if shape.type == "path" and shape.line.width == 1.4}
    assert drawn == {"solid", "dot", "dash"}
    assert {"Hand-over", "Information", "Dependency"} <= said(figure)
    found = next(trace for trace in figure.data if trace.name == "Connections")
    assert found.hovertext[0] == "<b>Call → Note &lt;b&gt;it&lt;/b&gt;</b><br>Hand-over<br>The &lt;i&gt;file&lt;/i&gt;"
    assert figure.layout.yaxis.range[0] > geometry.layout(travelled(), 260).height  # the key has room of its own


def test_lines_run_in_gutters_and_never_through_a_card():
    map_ = travelled()
    plan = geometry.layout(map_, 200)
    drawing = ways.Drawing()
    ways.connections(drawing, plan, map_, LIGHT)
    figure = drawing.figure()
    lines = [shape.path for shape in figure.layout.shapes if shape.line.width == 1.4]
    for line in lines:
        points = [tuple(map(float, point.split())) for point in re.findall(r"[-\d.]+ [-\d.]+", line)]
        for (x0, y0), (x1, y1) in pairwise(points):
            assert x0 == x1 or y0 == y1
            x, y = (x0 + x1) / 2, (y0 + y1) / 2
            assert not any(b.left < x < b.left + b.width and b.top < y < b.top + b.height for b in plan.boxes)


def test_paths_have_lanes_of_their_own_above_the_stages():
    map_ = travelled()
    plan = geometry.layout(map_, 200)
    found = {arc.path["id"]: arc for arc in ways.arcs(map_, plan)}
    assert [found[id_].lane for id_ in ("p0", "p1", "p2")] == [0, 1, 0]
    assert found["p1"].x0 < found["p0"].x1  # the higher arc goes around the lower one: they do not cross
    figure = swimlane(map_, LIGHT)
    assert figure.layout.yaxis.range[1] == -ways.band(list(found.values())) < 0
    assert {"22\N{NO-BREAK SPACE}% · Gives up", "Tom · Phone", "again"} <= said(figure)


def test_a_map_without_them_is_drawn_as_before():
    map_ = replace(travelled(), others={})
    figure = swimlane(map_, LIGHT)
    assert figure.layout.yaxis.range[1] == 0
    assert "Connections" not in {trace.name for trace in figure.data}


def test_durations_in_words():
    assert [short_time(*pair) for pair in ((1, "week"), (2.5, "hour"), (None, "day"), (3, None), (1500, "minute"))] == [
        "1\N{NO-BREAK SPACE}week",
        "2.5\N{NO-BREAK SPACE}h",
        "",
        "",
        "1,500\N{NO-BREAK SPACE}min",
    ]
    map_ = travelled()
    assert lasts(map_.stages[1]) == "3\N{NO-BREAK SPACE}weeks, 1\N{NO-BREAK SPACE}day waiting"
    times = next(trace for trace in swimlane(map_, LIGHT).data if trace.name == "Times")
    assert times.text[0] == "3\N{NO-BREAK SPACE}weeks"


def test_the_same_in_words():
    told = dict(outline(travelled()))
    assert told["Wait"][0] == "Lasts 3\N{NO-BREAK SPACE}weeks, 1\N{NO-BREAK SPACE}day waiting"
    assert "Path to Ask: 22\N{NO-BREAK SPACE}% · Gives up" in told["Wait"]
    assert "Path again" in told["Visit"]
    assert "Hand-over: Call → Note <b>it</b>: The <i>file</i>" in told["Ask"]
