"""KPIs: trends of readings, what they come to against baseline and target, and how that is said.

`static/model/measures.js` is the twin of what the board shows, held to the same cases (`tests/fixtures/measures.json`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from cxmap.model.records import Record
from cxmap.model.views import JourneyView
from cxmap.model.vocabulary import MEASURE_METHODS, SCALES, label

STALE_DAYS = 92  # a quarter: a KPI that nobody has read for longer is old news

State = Literal["on", "off", "open", "empty"]


@dataclass(frozen=True)
class Trend:
    """Readings of one method on one scale, oldest first (of one date: by id, which rises with time). There is at least one."""

    method: str
    scale: str | None
    readings: tuple[Record, ...]

    @property
    def last(self) -> Record:
        """The newest reading."""
        return self.readings[-1]

    @property
    def previous(self) -> Record | None:
        """The one before it."""
        return self.readings[-2] if len(self.readings) > 1 else None


@dataclass(frozen=True)
class Status:
    """Where a KPI stands. `trend` is that of the KPI's own method; the `others` must not be compared with it.

    `state`: "on" or "off" target, "open" (no target), "empty" (no reading). `change` is last less previous, `better`
    whether that is the right way (None: no change). `off_by` is how far the value is off its target, in the direction (0 where
    it is on it); `progress` how much of the way from baseline to target is done, in per cent, None where there is no way.
    `days` is the age of the last reading.
    """

    measure: Record
    trend: Trend | None
    others: tuple[Trend, ...]
    state: State
    value: float | None = None
    change: float | None = None
    better: bool | None = None
    off_by: float | None = None
    progress: float | None = None
    days: int | None = None

    @property
    def stale(self) -> bool:
        """Whether the last reading is older than a quarter."""
        return self.days is not None and self.days > STALE_DAYS


def trends(readings: Iterable[Record]) -> list[Trend]:
    """The readings of one KPI, apart by method and scale; the trend with the newest reading first."""
    apart: dict[tuple[str, str | None], list[Record]] = defaultdict(list)
    for reading in readings:
        apart[reading["method"], reading["scale"]].append(reading)
    found = [Trend(m, s, tuple(sorted(rs, key=lambda r: (r["date"], r["id"])))) for (m, s), rs in apart.items()]
    return sorted(found, key=lambda t: (t.last["date"], len(t.readings), t.method, t.scale or ""), reverse=True)


def status(measure: Record, readings: Iterable[Record], today: date) -> Status:
    """Where a KPI stands by its readings.

    [F] change = last − previous; off by = target − value where higher is better, value − target where lower is;
    progress = (value − baseline) / (target − baseline) × 100.
    """
    found = trends(readings)
    own = next((t for t in found if t.method == measure["method"]), None)
    others = tuple(t for t in found if t is not own)
    if own is None:
        return Status(measure, None, others, "empty")
    value, up = own.last["value"], measure["direction"] == "up"
    change = value - own.previous["value"] if own.previous else None
    target = measure["target"]
    off_by = None if target is None else max(0.0, target - value if up else value - target)
    return Status(
        measure,
        own,
        others,
        "open" if off_by is None else "off" if off_by else "on",
        value,
        change,
        (change > 0) == up if change else None,
        off_by,
        _progress(measure, value),
        max(0, (today - date.fromisoformat(own.last["date"])).days),
    )


def _progress(measure: Record, value: float) -> float | None:
    """Per cent of the way from baseline to target; None where one is missing or the target is no better than the baseline."""
    baseline, target = measure["baseline"], measure["target"]
    if baseline is None or target is None or (target <= baseline if measure["direction"] == "up" else target >= baseline):
        return None
    return float(100 * (value - baseline) / (target - baseline))


# ---- where KPIs stand on the map


@dataclass(frozen=True)
class Place:
    """What is measured, with its KPIs in order. `type` and `id` name the record, `title` and `stage` are for people."""

    type: Literal["journey", "stage", "card"]
    id: str
    title: str
    stage: str
    statuses: tuple[Status, ...]


def places(view: JourneyView, today: date) -> list[Place]:
    """Every KPI of a journey by what it measures: the journey, then stage by stage the stage itself and its cards."""
    measures: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for measure in view.of_type("measure"):
        measures[about(measure)].append(measure)
    read = view.under("reading", "measure")
    by_stage: dict[str, list[Record]] = defaultdict(list)
    for card in view.cards:
        by_stage[card["stage"]].append(card)

    def place(type_: Literal["journey", "stage", "card"], record: Record, title: str, stage: str) -> Place:
        here = measures.get((type_, record["id"]), [])
        return Place(type_, record["id"], title, stage, tuple(status(m, read.get(m["id"], ()), today) for m in here))

    found = [place("journey", view.journey, view.journey["title"], "")]
    for number, stage in enumerate(view.stages, 1):
        name = stage["name"] or f"Stage {number}"
        found.append(place("stage", stage, name, name))
        found += [place("card", card, card["title"] or "Untitled", name) for card in by_stage[stage["id"]]]
    return [p for p in found if p.statuses]


def about(measure: Record) -> tuple[str, str]:
    """(type, id) of what a KPI measures: its card, else its stage, else the journey."""
    if measure["card"]:
        return "card", measure["card"]
    return ("stage", measure["stage"]) if measure["stage"] else ("journey", measure["journey"])


def off_target(view: JourneyView) -> tuple[int, int]:
    """How many KPIs of a journey are off target, and how many it has."""
    read = view.under("reading", "measure")
    measures = view.of_type("measure")
    return sum(status(m, read.get(m["id"], ()), date.max).state == "off" for m in measures), len(measures)


# ---- in words


def unit_of(unit: str, method: str) -> str:
    """The unit that a value is shown in: CSAT and CES are per cent, whether that was written or not."""
    return unit or ("%" if method in ("csat", "ces") else "")


def show(value: float, unit: str = "", method: str = "number") -> str:
    """A value for people: two decimals at most (four below 0.1), a true minus, NPS with its sign, the unit behind it."""
    unit = unit_of(unit, method)
    digits = Decimal("0.0001") if abs(value) < 0.1 else Decimal("0.01")
    rounded = Decimal(value).quantize(digits, ROUND_HALF_UP) if abs(value) < 1e15 else Decimal(value)
    text = f"{abs(rounded):,f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    sign = "−" if rounded < 0 else "+" if method == "nps" and rounded > 0 else ""
    return f"{sign}{text}" + (f"\N{NO-BREAK SPACE}{unit}" if unit else "")


def distance(value: float, measure: Record) -> str:
    """A difference of two values, without its sign: of per cent and of NPS it is in points."""
    unit = unit_of(measure["unit"], measure["method"])
    if unit != "%" and measure["method"] != "nps":
        return show(abs(value), unit)
    text = show(abs(value))
    return f"{text} point" if text == "1" else f"{text} points"


def shown_value(found: Status) -> str:
    """The last value with its unit; “no reading yet” where there is none."""
    if found.value is None:
        return "no reading yet"
    return show(found.value, found.measure["unit"], found.measure["method"])


def shown_target(measure: Record) -> str:
    """“≥ 90 %” where higher is better, “≤ 2 d” where lower is; "" without a target."""
    if measure["target"] is None:
        return ""
    return f"{'≥' if measure['direction'] == 'up' else '≤'} {show(measure['target'], measure['unit'], measure['method'])}"


def against_target(found: Status) -> str:
    """“on target”, “off target by 9 points”, “no target yet” or “no reading yet”."""
    if found.state == "empty":
        return "no reading yet"
    if found.state == "open":
        return "no target yet"
    return "on target" if found.state == "on" else f"off target by {distance(found.off_by or 0, found.measure)}"


def movement(found: Status) -> str:
    """“up by 6 points, better”, “down by 2 d, better”, “unchanged”; "" where there is one reading at most."""
    if found.change is None:
        return ""
    if found.change == 0:
        return "unchanged"
    way = "up" if found.change > 0 else "down"
    return f"{way} by {distance(found.change, found.measure)}, {'better' if found.better else 'worse'}"


def kind(trend: Trend) -> str:
    """Method and scale of a trend: “NPS, asked from 0 to 10”."""
    method = label(MEASURE_METHODS, trend.method)
    return f"{method}, asked from {label(SCALES, trend.scale)}" if trend.scale else method


def finding(found: Status) -> str:
    """What a KPI's chart says, as a sentence."""
    name = found.measure["name"]
    if found.trend is None:
        return f"{name} has no reading yet"
    now, end = shown_value(found), against_target(found)
    if found.change is None:
        return f"{name} stands at {now}, {end}"
    if found.change == 0:
        return f"{name} stays at {now}, {end}"
    return f"{name} {'rose' if found.change > 0 else 'fell'} by {distance(found.change, found.measure)} to {now}, {end}"


def headline(statuses: Sequence[Status]) -> str:
    """How many KPIs are off target, on target and neither: “3 of 8 KPIs are off target, 4 on target, 1 without a reading”."""
    if not statuses:
        return "Nothing is measured yet"
    counts = {state: sum(s.state == state for s in statuses) for state in ("off", "on", "open", "empty")}
    words = (("off", "off target"), ("on", "on target"), ("open", "without a target"), ("empty", "without a reading"))
    parts = [(counts[state], said) for state, said in words if counts[state]]
    first, said = parts[0]
    verb = "is" if first == 1 else "are"
    kpis = "KPI" if len(statuses) == 1 else "KPIs"
    rest = "".join(f", {n} {more}" for n, more in parts[1:])
    return f"{first} of {len(statuses)} {kpis} {verb} {said}{rest}"
