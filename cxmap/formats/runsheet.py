"""Run sheets as files: the ones that come with cxmap, read into the fields of an agenda and of its steps.

A file is an object with `format` (“cxmap run sheet”), `version` (1), `name`, `note` and `steps`; a step has the fields of the
record `agenda_step` without its agenda and order.
"""

from __future__ import annotations

from dataclasses import dataclass

from cxmap.formats.jsonfile import decode, parse
from cxmap.formats.parsed import FormatError, show
from cxmap.model.fields import Invalid
from cxmap.model.order import keys_between
from cxmap.model.records import RECORDS, Record, check_fields

FORMAT, VERSION = "cxmap run sheet", 1
# What a step says, whether it stands in a file, in an agenda or in a workshop.
STEP_FIELDS = tuple(f.name for f in RECORDS["agenda_step"].fields if f.name not in ("agenda", "order"))


@dataclass(frozen=True)
class RunSheet:
    """A run sheet: what it is called, when to use it, and its steps in order, each with `STEP_FIELDS`."""

    id: str
    name: str
    note: str
    steps: tuple[Record, ...]
    own: bool = False

    @property
    def minutes(self) -> int:
        """How long all steps take together."""
        return sum(step["minutes"] for step in self.steps)


def read_run_sheet(data: bytes, id_: str) -> RunSheet:
    """The run sheet of a file; `id_` names it from then on. Raises `FormatError` with the line and the remedy."""
    document = parse(decode(data))
    top = document.top
    if top.get("format") != FORMAT or top.get("version") != VERSION:
        raise FormatError(f"This is no run sheet: it needs “format”: “{FORMAT}” and “version”: {VERSION}.", field="format")
    unknown = next((key for key in top if key not in ("format", "version", "name", "note", "steps")), None)
    if unknown is not None:
        raise FormatError(f"“{show(unknown)}” is no part of a run sheet: take it out.", field=str(unknown))
    try:
        named = check_fields("agenda", {"workspace": "main", "name": top.get("name"), "note": top.get("note", "")}, whole=True)
    except Invalid as error:
        raise FormatError(error.message, field=error.field) from None
    steps = top.get("steps")
    if not isinstance(steps, list) or not steps:
        raise FormatError("A run sheet needs at least one step under “steps”.", field="steps")
    found = [_step(step, i, document.line("steps", i)) for i, step in enumerate(steps)]
    return RunSheet(id_, named["name"], named["note"], tuple(found))


def _step(step: object, index: int, line: int | None) -> Record:
    place = f"steps[{index}]"
    if not isinstance(step, dict):
        raise FormatError("A step is an object, in braces.", line, place)
    if "agenda" in step or "order" in step:
        raise FormatError("A step of a file has no agenda and no order: its place in the list is its order.", line, place)
    try:
        checked = check_fields("agenda_step", {**step, "agenda": "file", "order": keys_between(None, None, 1)[0]}, whole=True)
    except Invalid as error:
        raise FormatError(error.message, line, f"{place}.{error.field}") from None
    return {name: checked[name] for name in STEP_FIELDS}
