"""A workshop that was held, for tests: its records as edits, on a map that is there already."""

from __future__ import annotations

from typing import Any

from cxmap.changes import Edit
from cxmap.model.order import keys_between

STARTED, CLOSED = "2026-11-22T09:00:00.000Z", "2026-11-22T09:44:00.000Z"


def held(
    journey: str,
    pains: list[tuple[str, str]],
    touchpoints: list[tuple[str, str]],
    ideas: list[tuple[str, str]],
    **workshop: Any,
) -> list[Edit]:
    """The edits of a closed workshop “Winter room” with id "w"; the lists name cards as (id, title).

    Twelve took part. They rated the touchpoints (split on the first), voted on the pains, and placed the ideas.
    """

    def put(type_: str, id_: str, **fields: Any) -> Edit:
        return Edit("put", type_, id_, {"journey": journey, **fields})

    fields = {
        "title": "Winter room",
        "state": "closed",
        "date": "2026-11-22",
        "facilitator_name": "Ana Kovač",
        "started": STARTED,
        "closed": CLOSED,
        "purge_due": "2026-12-22",
    }
    edits = [put("workshop", "w", **{**fields, **workshop})]
    plan = (
        ("welcome", "Welcome", 2, "00", "03", "done"),
        ("weaknesses", "What hurts", 10, "03", "14", "done"),
        ("rate", "How it feels", 10, "14", "24", "done"),
        ("vote", "Which pains count most", 8, "24", "30", "done"),
        ("place", "Value and effort", 10, "30", "40", "done"),
        ("test", "Try it first", 5, "", "", "skipped"),
        ("decide", "Decide", 5, "40", "44", "done"),
    )
    for (kind, title, minutes, start, end, state), order in zip(plan, keys_between(None, None, len(plan)), strict=True):
        times = {"started": f"2026-11-22T09:{start}:00.000Z", "ended": f"2026-11-22T09:{end}:00.000Z"} if start else {}
        edits.append(
            put("step", kind, workshop="w", kind=kind, title=title, minutes=minutes, state=state, order=order, **times)
        )
    for i in range(12):
        joined = f"2026-11-22T08:5{i % 10}:00.000Z"
        state = "in" if i < 11 else "left"
        edits.append(put("participant", f"p{i}", workshop="w", name=f"Person {i + 1}", state=state, joined=joined))
    edits.append(put("participant", "out", workshop="w", name="Never in", state="waiting"))
    for i, (card, title) in enumerate(touchpoints):
        counts = "-3:2 -2:3 0:1 2:6" if i == 0 else "-2:1 -1:6 0:5"
        value, low, high = (0.25, -3, 2) if i == 0 else (-0.7, -2, 0)
        numbers = {"people": 12, "value": value, "low": low, "high": high, "counts": counts}
        edits.append(put("tally", f"r{i}", workshop="w", step="rate", kind="rating", card=card, title=title, **numbers))
    for i, (card, title) in enumerate(pains):
        value, high, counts = [(27, 3, "2:3 3:7"), (6, 2, "1:2 2:2"), (4, 1, "1:4")][min(i, 2)]
        numbers = {"people": 12, "value": value, "low": 0, "high": high, "counts": counts}
        edits.append(put("tally", f"v{i}", workshop="w", step="vote", kind="votes", card=card, title=title, **numbers))
    for i, (card, title) in enumerate(ideas):
        numbers = {"people": 12, "value": 8 - 2 * i, "low": 6 - 2 * i, "high": 9 - i, "effort": 3 + 2 * i}
        ends = {"effort_low": 1 + i, "effort_high": min(10, 5 + 2 * i), "counts": ""}
        edits.append(
            put("tally", f"m{i}", workshop="w", step="place", kind="placement", card=card, title=title, **numbers, **ends)
        )
    first = pains[0][0] if pains else None
    edits += [
        put("parked", "k1", workshop="w", text="Who pays for the scaffolding?", author_name="Person 3", order="a0"),
        put("parked", "k2", workshop="w", text="The brochure of 2023", settled="on", order="a1"),
        put("decision", "d1", workshop="w", text="One person calls within two days", owner="Mel Tan", card=first, order="a0"),
        put(
            "decision", "d2", workshop="w", kind="action", text="Write the call list", owner="Jo", due="2026-12-01", order="a1"
        ),
        put("decision", "d3", workshop="w", kind="question", text="May we text before eight?", order="a2"),
    ]
    return edits
