"""The poster of an idea board, to hang beside the coffee machine: what it asks, and how one gets there. Set by Typst."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import typst

from cxmap.documents.takeaway import xml_text
from cxmap.documents.takeaway_pdf import fonts
from cxmap.documents.tokens import LIGHT


@dataclass(frozen=True)
class Poster:
    """What it says. `qr` is the code to scan as SVG, `code` as people read it, `until` a sentence on how long it holds."""

    title: str
    question: str
    address: str
    code: str
    qr: str
    until: str = ""


Kind = Literal["pdf", "svg", "png"]


def poster(says: Poster, kind: Kind = "pdf", paper: Literal["a4", "a3"] = "a4", ppi: float = 60) -> bytes:
    """One page as PDF, SVG or PNG (`ppi` dots per inch). Text in a script that Source Sans lacks is set in a font that has it."""
    given = {"colours": list(asdict(LIGHT).items()), "paper": paper, "qr": says.qr}
    given |= {name: xml_text(getattr(says, name)) for name in ("title", "question", "address", "code", "until")}
    if not given["question"]:
        given |= {"question": given["title"], "title": ""}
    compile_: Any = typst.compile  # its types know neither bytes nor several pages
    made = compile_(
        _source(), format=kind, font_paths=fonts(), sys_inputs={"doc": json.dumps(given, ensure_ascii=False)}, ppi=ppi
    )
    return bytes(made[0] if isinstance(made, list) else made)


@cache
def _source() -> bytes:
    return (Path(__file__).parent / "idea_poster.typ").read_bytes()
