"""The takeaway as a PDF, set by Typst. What people wrote goes in as data, never as source; nothing is fetched."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

import typst

from cxmap.documents.takeaway import Cell, Picture, Section, Takeaway, xml_text
from cxmap.documents.tokens import LIGHT


def pdf(takeaway: Takeaway) -> bytes:
    """The file. Text in a script that Source Sans lacks is set in a font of this machine that has it."""
    return bytes(_compile(takeaway, "pdf")[0])


def pictures(takeaway: Takeaway, ppi: float = 60) -> list[bytes]:
    """Its pages as PNG, to look at."""
    return [bytes(page) for page in _compile(takeaway, "png", ppi)]


@cache
def _source() -> bytes:
    return (Path(__file__).parent / "takeaway.typ").read_bytes()


@cache
def fonts() -> Any:
    """Source Sans as its package ships it, and the fonts of this machine behind it."""
    spec = find_spec("fontpkg_source_sans_3")
    folders = [str(Path(spec.origin).parent / "files")] if spec and spec.origin else []
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=True, font_paths=folders)


def _compile(takeaway: Takeaway, kind: Literal["pdf", "png"], ppi: float = 60) -> Sequence[bytes]:
    given = {"doc": json.dumps(_data(takeaway), ensure_ascii=False)}
    compile_: Any = typst.compile  # its types know neither bytes nor several pages
    made = compile_(_source(), format=kind, font_paths=fonts(), sys_inputs=given, ppi=ppi)
    return made if isinstance(made, list) else [made]


def _data(takeaway: Takeaway) -> dict[str, Any]:
    data: dict[str, Any] = {
        "colours": [(name, value) for name, value in asdict(LIGHT).items()],
        "sections": [_section(section) for section in takeaway.sections],
        "maps": [_picture(part) for part in takeaway.parts],
        "facts": [[xml_text(text) for text in fact] for fact in takeaway.facts],
    }
    texts = ("title", "journey", "day", "outcome", "map_title", "map_note", "made")
    return data | {name: xml_text(getattr(takeaway, name)) for name in texts}


def _section(section: Section) -> dict[str, Any]:
    table = section.table
    count = range(len(table.head)) if table else range(0)
    return {
        "title": xml_text(section.title),
        "finding": xml_text(section.finding),
        "note": xml_text(section.note),
        "items": [xml_text(item) for item in section.items],
        "picture": _picture(section.picture) if section.picture else None,
        "empty": xml_text(section.empty),
        "head": list(table.head) if table else [],
        "columns": ["wide" if table and i == table.wide else "" for i in count],
        "right": [bool(table and i in table.right) for i in count],
        "rows": [[_cell(cell) for cell in row] for row in table.rows] if table else [],
    }


def _cell(cell: Cell) -> Any:
    return _picture(cell) if isinstance(cell, Picture) else xml_text(cell)


def _picture(picture: Picture) -> dict[str, Any]:
    return {"svg": picture.svg, "width": picture.width, "height": picture.height, "says": xml_text(picture.says)}
