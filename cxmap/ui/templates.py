"""The templates that a new journey can start from: files of the product's own format."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from cxmap.formats import Parsed, read

_FOLDER = Path(__file__).parents[2] / "data" / "templates"
_TYPES = ("persona", "traveller", "stage", "lane", "card", "feeling")


@cache
def parsed() -> dict[str, Parsed]:
    """Each template as it is read from its file, by its name, in the order of the names."""
    return {path.stem: read(path.read_bytes(), path.name) for path in sorted(_FOLDER.glob("*.json"))}


@cache
def for_board() -> tuple[dict[str, Any], ...]:
    """The templates as the board takes them: `{id, title, description}` and lists of records by type."""
    return tuple(_template(name, file) for name, file in parsed().items())


def _template(name: str, file: Parsed) -> dict[str, Any]:
    records: dict[str, list[dict[str, Any]]] = {type_: [] for type_ in _TYPES}
    journey: dict[str, Any] = {}
    for type_, id_, fields in file.records:
        if type_ == "journey":
            journey = fields
        elif type_ in records:
            records[type_].append({"id": id_, **fields})
    return {"id": name, "title": journey["title"], "description": journey["point_of_view"], **records}
