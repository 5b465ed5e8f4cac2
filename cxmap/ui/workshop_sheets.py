"""The run sheets that a workshop can start from: those of the workspace, and those that come with cxmap."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path

from cxmap.formats.runsheet import STEP_FIELDS, RunSheet, read_run_sheet
from cxmap.model.order import in_order
from cxmap.model.records import Record
from cxmap.store import Store

_FOLDER = Path(__file__).parents[2] / "data" / "agendas"


@cache
def built_in() -> tuple[RunSheet, ...]:
    """The run sheets that come with cxmap, the shortest first. Their ids are the names of their files."""
    return tuple(read_run_sheet(path.read_bytes(), path.stem) for path in sorted(_FOLDER.glob("*.json")))


def all_sheets(store: Store) -> list[RunSheet]:
    """Every run sheet: the workspace's own by name, then those that come with cxmap."""
    steps: dict[str, list[Record]] = defaultdict(list)
    for step in in_order(store.of_type("agenda_step")):
        steps[step["agenda"]].append({name: step[name] for name in STEP_FIELDS})
    own = [RunSheet(a["id"], a["name"], a["note"], tuple(steps[a["id"]]), own=True) for a in store.of_type("agenda")]
    return [*sorted(own, key=lambda s: (s.name.casefold(), s.id)), *built_in()]


def sheet(store: Store, id_: str) -> RunSheet | None:
    """The run sheet of that id, or None."""
    return next((s for s in all_sheets(store) if s.id == id_), None)
