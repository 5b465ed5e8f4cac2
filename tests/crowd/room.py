"""The map that the room works on and its run sheet: the built-in one of 45 minutes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cxmap.access import SYSTEM
from cxmap.changes import Change, Edit
from cxmap.model.order import keys_between
from cxmap.model.records import new_id
from cxmap.store import Store

JOURNEY, WORKSHOP, PASSPHRASE = "crowd", "crowd-w", "correct horse battery"
LANES = ("evidence", "action", "touchpoint", "thought", "moment", "pain", "opportunity", "frontstage", "backstage", "support")
STAGES = ("Notice", "Ask", "Decide", "Wait", "Use")
_SHEET = Path(__file__).parents[2] / "data" / "agendas" / "045-first-map.json"


def sheet() -> list[dict[str, Any]]:
    """The steps of the built-in run sheet of 45 minutes."""
    steps: list[dict[str, Any]] = json.loads(_SHEET.read_text("utf-8"))["steps"]
    assert sum(step["minutes"] for step in steps) == 45
    return steps


def fill(store: Store) -> str:
    """A journey with stages and lanes only, a planned workshop with its sheet; the join code."""
    steps = sheet()
    stage_keys, lane_keys = keys_between(None, None, len(STAGES)), keys_between(None, None, len(LANES))
    made: list[tuple[str, str, dict[str, Any]]] = [
        ("persona", "crowd-p", {"workspace": "main", "name": "Rosa"}),
        ("journey", JOURNEY, {"workspace": "main", "title": "A first heat pump"}),
        ("traveller", "crowd-t", {"journey": JOURNEY, "persona": "crowd-p"}),
        *(
            ("stage", f"crowd-s{n}", {"journey": JOURNEY, "name": name, "order": stage_keys[n]})
            for n, name in enumerate(STAGES)
        ),
        *(("lane", f"crowd-{kind}", {"journey": JOURNEY, "kind": kind, "order": lane_keys[n]}) for n, kind in enumerate(LANES)),
        ("workshop", WORKSHOP, {"journey": JOURNEY, "title": "One map in 45 minutes"}),
    ]
    for step, key in zip(steps, keys_between(None, None, len(steps)), strict=True):
        made.append(("step", f"crowd-{step['kind']}", {"journey": JOURNEY, "workshop": WORKSHOP, "order": key, **step}))
    store.commit(Change(new_id(), tuple(Edit("put", *each) for each in made)), SYSTEM).result(60)
    return store.sessions.new_code(WORKSHOP).code
