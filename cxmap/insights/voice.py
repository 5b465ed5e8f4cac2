"""What feedback says over time, by theme, channel and touchpoint: counts in, series and findings as sentences out.

Rows are those of `store.feedback.counts`: a value for each thing counted by, with `count`, `judged` (items with a sentiment) and `mean`
of these, from −1 to 1. Sentiment is indicative, of English texts only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from cxmap.insights.words import plural

Unit = Literal["day", "week", "month"]
Rows = Sequence[Mapping[str, Any]]

FIRM = 20  # judged items on either side, from which two times are compared
MOVED = 0.1  # of a mean sentiment, from which it is said to have changed
NEGATIVE, POSITIVE = -0.25, 0.25
_DAYS, _WEEKS = 45, 400  # days that are shown by day, and by week
_ENOUGH, _MOST_OF = 50, 0.98
_MOST = 400  # periods that are drawn one by one, also where nothing was said


@dataclass(frozen=True)
class Slot:
    """A day, week or month by its first day: how many items, how many of them with a sentiment, and their mean."""

    start: date
    count: int
    judged: int
    mean: float | None


def unit(first: date, last: date) -> Unit:
    """By what a span of time is counted: days up to 45, weeks up to 400 days, else months."""
    days = (last - first).days
    return "day" if days <= _DAYS else "week" if days <= _WEEKS else "month"


def span(rows: Rows) -> tuple[date, date, int] | None:
    """(first day, last day, items outside) of the time that is worth drawing; None where nothing has a date. `rows` are by day.

    All of it, unless 98 % of at least 50 items lie within a quarter of it: then the shortest such time, so that a few old items
    do not press everything else into a corner.
    """
    days = sorted((date.fromisoformat(row["day"]), row["count"]) for row in rows if row["day"])
    if not days:
        return None
    first, last, whole = days[0][0], days[-1][0], sum(count for _, count in days)
    best, start, inside = (first, last, 0), 0, 0
    if whole < _ENOUGH:
        return best
    for day, count in days:
        inside += count
        while inside - days[start][1] >= _MOST_OF * whole:
            inside -= days[start][1]
            start += 1
        if inside >= _MOST_OF * whole and day - days[start][0] < best[1] - best[0]:
            best = days[start][0], day, whole - inside
    return best if 4 * (best[1] - best[0]) < last - first else (first, last, 0)


def start_of(value: str, by: Unit) -> date:
    """The first day of a period as `counts` names it: YYYY-MM or a date."""
    return date.fromisoformat(f"{value}-01" if by == "month" else value)


def end_of(start: date, by: Unit) -> date:
    """The last day of the period that begins on `start`."""
    if by == "month":
        return (start.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return start + timedelta(days=6 if by == "week" else 0)


def slots(rows: Rows, by: Unit) -> list[Slot]:
    """The periods in order, with those between in which nothing was said (unless they are more than 400); undated items are left out."""
    found = {
        start_of(row[by], by): Slot(start_of(row[by], by), row["count"], row["judged"], row["mean"]) for row in rows if row[by]
    }
    if not found:
        return []
    day, last = min(found), max(found)
    all_: list[Slot] = []
    while day <= last and len(all_) <= _MOST:
        all_.append(found.get(day, Slot(day, 0, 0, None)))
        day = end_of(day, by) + timedelta(days=1)
    return all_ if day > last else [found[day] for day in sorted(found)]


def undated(rows: Rows, by: Unit) -> int:
    """How many items have no date."""
    return sum(row["count"] for row in rows if not row[by])


def period(start: date, by: Unit) -> str:
    """A period as people say it: “July 2023”, “the week of 3 Jul 2023”, “3 Jul 2023”."""
    if by == "month":
        return f"{start:%B} {start.year}"
    return f"{'the week of ' if by == 'week' else ''}{start.day} {start:%b} {start.year}"


def volume(series: Sequence[Slot], by: Unit) -> str:
    """What the volume says: when most was said."""
    whole = sum(slot.count for slot in series)
    if not whole:
        return "Nothing was said in this time."
    most = max(series, key=lambda slot: (slot.count, slot.start))
    if most.count == whole:
        return (
            f"All {whole:,} items are from {period(most.start, by)}."
            if whole > 1
            else f"One item, from {period(most.start, by)}."
        )
    return f"Most was said in {period(most.start, by)}: {most.count:,} of {plural(whole, 'item')}." if by == "month" else (
        f"Most was said {'in ' if by == 'week' else 'on '}{period(most.start, by)}: {most.count:,} of {plural(whole, 'item')}."
    )  # fmt: skip


def mean(series: Sequence[Slot]) -> tuple[float | None, int]:
    """(mean sentiment over all judged items, how many these are): each item counts the same, whatever its period."""
    judged = sum(slot.judged for slot in series)
    total = sum((slot.mean or 0.0) * slot.judged for slot in series)
    return (total / judged if judged else None), judged


def sounds(value: float | None) -> str:
    """A mean sentiment in a word."""
    if value is None:
        return "not judged"
    return "negative" if value < NEGATIVE else "positive" if value > POSITIVE else "mixed"


def signed(value: float | None) -> str:
    """A sentiment with its sign and two digits: “−0.31”; "" for none."""
    if value is None:
        return ""
    text = f"{abs(value):.2f}"
    return text if text == "0.00" else f"{'−' if value < 0 else '+'}{text}"


def halves(series: Sequence[Slot]) -> tuple[list[Slot], list[Slot]]:
    """The periods in two parts with as many judged items as can be in each; the earlier first."""
    whole = sum(slot.judged for slot in series)
    seen, cut = 0, 0
    for place, slot in enumerate(series):
        if abs(2 * (seen + slot.judged) - whole) > abs(2 * seen - whole):
            break
        seen, cut = seen + slot.judged, place + 1
    return list(series[:cut]), list(series[cut:])


def sentiment(series: Sequence[Slot], by: Unit) -> str:
    """What the sentiment over time says. Two times are compared only where each has 20 judged items, and differ by 0.1."""
    value, judged = mean(series)
    if value is None:
        return "No item has a sentiment: it is read from English texts only."
    told = f"It sounds {sounds(value)} on the whole: mean {signed(value)} of {plural(judged, 'judged item')}."
    early, late = halves(series)
    (before, of_before), (after, of_after) = mean(early), mean(late)
    if before is None or after is None or min(of_before, of_after) < FIRM or abs(after - before) < MOVED:
        return told
    worse = "more negative" if after < before else "more positive"
    return f"It sounds {worse} since {period(late[0].start, by)}: {signed(after)} after {signed(before)}."


def by_theme(rows: Rows, by: Unit) -> dict[str, list[Slot]]:
    """The periods of each theme's id, all over the same time; "" are items in no theme."""
    parts: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        parts[row["theme"]].append(row)
    days = [slot.start for slot in slots(_summed(rows, by), by)]
    found = {}
    for theme, own in parts.items():
        there = {slot.start: slot for slot in slots(own, by)}
        found[theme] = [there.get(day, Slot(day, 0, 0, None)) for day in days]
    return found


def _summed(rows: Rows, by: Unit) -> list[dict[str, Any]]:
    counts: dict[str, int] = defaultdict(int)
    for row in rows:
        counts[row[by]] += row["count"]
    return [{by: value, "count": count, "judged": 0, "mean": None} for value, count in counts.items()]


def themes(series: Mapping[str, Sequence[Slot]], names: Mapping[str, str], by: Unit) -> str:
    """What the themes over time say: the one whose share of what was said rose most between the two halves of the time.

    Compared only where each half has 20 items; “rose” means by a tenth of all that was said.
    """
    known = {theme: own for theme, own in series.items() if theme in names}
    if not known:
        return "No item is in a theme yet."
    length = max(len(own) for own in known.values())
    counts = [sum(own[i].count for own in series.values()) for i in range(length)]
    cut, whole, seen = 0, sum(counts), 0
    while cut < length - 1 and 2 * (seen + counts[cut]) <= whole:
        seen, cut = seen + counts[cut], cut + 1
    after = whole - seen
    largest = max(known, key=lambda theme: (sum(slot.count for slot in known[theme]), names[theme]))
    share = sum(slot.count for slot in known[largest])
    said = f"“{names[largest]}” is the largest theme: {share:,} of {plural(whole, 'item')}."
    if not cut or min(seen, after) < FIRM:
        return said
    rise = {
        theme: sum(slot.count for slot in own[cut:]) / after - sum(slot.count for slot in own[:cut]) / seen
        for theme, own in known.items()
    }
    most = max(rise, key=lambda theme: (rise[theme], names[theme]))
    if rise[most] < MOVED:
        return said
    start = next(iter(known.values()))[cut].start
    return f"“{names[most]}” grew by {rise[most]:.0%} of all that was said since {period(start, by)}.".replace(
        "%", "\N{NO-BREAK SPACE}%"
    )


@dataclass(frozen=True)
class Heat:
    """Themes by channels: `cells[row][column]` items; rows are theme ids, columns channel keys ("" for no channel)."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int, ...], ...]


def heat(rows: Rows, names: Mapping[str, str], most: int = 12) -> Heat:
    """The largest themes by channel, the largest first."""
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for row in rows:
        if row["theme"] in names:
            counts[row["theme"], row["channel"]] += row["count"]
    of_theme: dict[str, int] = defaultdict(int)
    of_channel: dict[str, int] = defaultdict(int)
    for (theme, channel), count in counts.items():
        of_theme[theme] += count
        of_channel[channel] += count
    down = tuple(sorted(of_theme, key=lambda t: (-of_theme[t], names[t], t))[:most])
    across = tuple(sorted(of_channel, key=lambda c: (not c, -of_channel[c], c)))
    return Heat(down, across, tuple(tuple(counts[t, c] for c in across) for t in down))


def heat_finding(found: Heat, names: Mapping[str, str], channels: Mapping[str, str]) -> str:
    """Where a theme meets a channel most."""
    cells = [
        (count, row, column)
        for row, counts in zip(found.rows, found.cells, strict=True)
        for column, count in zip(found.columns, counts, strict=True)
        if column
    ]
    if not cells:
        return "No item of a theme names its channel."
    count, row, column = max(cells, key=lambda c: (c[0], names[c[1]]))
    return f"Most meet at “{names[row]}” by {channels.get(column, column).lower()}: {plural(count, 'item')}."


@dataclass(frozen=True)
class Spoken:
    """A touchpoint or channel with the feedback that is evidence there: how many items, how many of them judged, their mean."""

    id: str
    name: str
    count: int
    judged: int
    mean: float | None


def spoken(links: Mapping[str, Sequence[float | None]], names: Mapping[str, str]) -> list[Spoken]:
    """Things by id with the sentiments of the items that are evidence there, most items first; only those that have any."""
    found = []
    for id_, values in links.items():
        judged = [value for value in values if value is not None]
        if values and id_ in names:
            found.append(Spoken(id_, names[id_], len(values), len(judged), sum(judged) / len(judged) if judged else None))
    return sorted(found, key=lambda s: (-s.count, s.name, s.id))


def spoken_finding(found: Sequence[Spoken], what: str) -> str:
    """Where most was said; `what` is “touchpoint” or “channel”."""
    if not found:
        return f"No item is evidence of a {what} yet."
    most, whole = found[0], sum(s.count for s in found)
    level = sum(s.count == most.count for s in found)
    if level > 1:
        return f"{plural(whole, 'linked item')}: {level} {what}s have {most.count:,} each, and none more."
    sound = f" and sounds {sounds(most.mean)}" if most.judged >= FIRM else ""
    return f"“{most.name}” has {most.count:,} of {plural(whole, 'linked item')}{sound}."
