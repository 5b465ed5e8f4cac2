"""What the page of KPIs comes to, as edits. No screen and no store here: records in, edits out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from secrets import token_hex
from time import time_ns
from typing import Any

from cxmap.changes import Edit
from cxmap.formats.readings import Readings
from cxmap.insights.scores import METHODS, out_of_range
from cxmap.model.order import key_between
from cxmap.model.records import MAX_READINGS, Record, new_id
from cxmap.model.views import JourneyView
from cxmap.ui import edits

MAX_SENTENCES = 100


def kpi(view: JourneyView, was: Record | None, now: Mapping[str, Any]) -> tuple[str, tuple[Edit, ...]]:
    """Make a KPI, or patch the fields that differ from what the person saw: its id and the edits."""
    fields = {**now, "unit": now["unit"] or ("%" if now["method"] in ("csat", "ces") else "")}
    if was is not None:
        return was["id"], edits.patch("measure", was["id"], was, fields)
    id_ = new_id()
    return id_, (Edit("put", "measure", id_, {**fields, "journey": view.journey["id"], "order": _behind(view)}),)


def _behind(view: JourneyView) -> str:
    there = view.of_type("measure")
    return key_between(there[-1]["order"] if there else None, None)


def reading_id(later: int = 0) -> str:
    """A fresh id that rises with time: of two readings of one date the one made later counts as the newer."""
    return f"{time_ns() // 1_000_000 + later:011x}{token_hex(4)}"


def reading(measure: Record, **fields: Any) -> Edit:
    """A reading of a KPI by its own method."""
    fields = {"method": measure["method"], **fields}
    method = METHODS.get(fields["method"])
    own = {"journey": measure["journey"], "measure": measure["id"], "scale": method.scale if method else None}
    return Edit("put", "reading", reading_id(), {**own, **fields})


@dataclass(frozen=True)
class Import:
    """What a table of readings would do. With any of `problems` (a sentence each) nothing is written.

    `counts` has the number of new readings by KPI name, `missing` the names of KPIs that there are not, `already` the number
    of readings that are there already.
    """

    edits: tuple[Edit, ...]
    counts: Mapping[str, int]
    missing: tuple[str, ...]
    already: int
    problems: tuple[str, ...]


def plan(view: JourneyView, found: Readings, chosen: str | None, make: bool) -> Import:
    """Plan an import: rows that name a KPI go to it, all others to the `chosen` one.

    A name is found whatever its case; `make` makes the KPIs that there are not, as plain numbers of the whole journey.
    """
    problems = list(found.problems)
    kpis = {measure["id"]: measure for measure in view.of_type("measure")}
    named: dict[str, list[Record]] = {}
    for measure in kpis.values():
        named.setdefault(measure["name"].casefold(), []).append(measure)
    made: dict[str, Record] = {}
    puts: list[Edit] = []
    missing: dict[str, str] = {}
    counts: Counter[str] = Counter()
    already = 0
    seen = {_sign(r["measure"], r) for r in view.of_type("reading")}
    last = _behind(view)
    for row in found.rows:
        here = named.get(row.kpi.casefold(), []) if found.named else [kpis[chosen]] if chosen in kpis else []
        if len(here) > 1:
            problems.append(f"Row {row.row:,}, column “kpi”: {len(here)} KPIs are called “{row.kpi}”: rename all but one.")
            continue
        if not here and found.named:
            missing.setdefault(row.kpi.casefold(), row.kpi)
            if not make:
                problems.append(f"Row {row.row:,}, column “kpi”: there is no KPI “{row.kpi}” in this journey.")
                continue
            measure = made.get(row.kpi.casefold()) or {"id": new_id(), "journey": view.journey["id"], "method": "number"}
            if row.kpi.casefold() not in made:
                made[row.kpi.casefold()] = measure
                fields = {"journey": measure["journey"], "name": row.kpi, "order": last}
                puts.append(Edit("put", "measure", measure["id"], fields))
                last = key_between(last, None)
        elif not here:
            problems.append("Choose the KPI that the readings belong to, or name it in a column “kpi”.")
            break
        else:
            measure = here[0]
        if wrong := out_of_range(measure["method"], row.value):
            problems.append(f"Row {row.row:,}, column “value”: {wrong}")
            continue
        edit = reading(measure, date=row.date, value=row.value, note=row.note)
        sign = _sign(measure["id"], edit.fields)
        if sign in seen:
            already += 1
            continue
        seen.add(sign)
        counts[here[0]["name"] if here else missing[row.kpi.casefold()]] += 1
        puts.append(replace(edit, id=reading_id(len(puts))))  # of one date, the row further down is the newer reading
    have = len(view.of_type("reading"))
    if puts and have + sum(counts.values()) > MAX_READINGS:
        problems.append(
            f"A journey holds at most {MAX_READINGS:,} readings, this one has {have:,} and would get {sum(counts.values()):,} more: "
            "delete old ones, or keep one a week."
        )
    return Import(() if problems else tuple(puts), counts, tuple(missing.values()), already, tuple(problems))


def _sign(measure: str, fields: Record) -> tuple[Any, ...]:
    return measure, fields["date"], float(fields["value"]), fields["method"]
