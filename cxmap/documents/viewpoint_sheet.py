"""What we know of our customers on one page, to print or to pass on: one HTML file without script, request or anything outside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

from cxmap.documents.takeaway import xml_text
from cxmap.documents.tokens import css_variables

# Said in the file itself, so that it holds wherever the file is opened: it may ask for nothing.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_MARKS = (("measured", "Measured"), ("observed", "Observed"), ("assumed", "Assumed"))


@dataclass(frozen=True)
class Line:
    """A statement: the evidence that counts, its text, and what it concerns and rests on."""

    evidence: str
    text: str
    meta: str = ""


@dataclass(frozen=True)
class Side:
    """One viewpoint: its name, its statements, and what is missing."""

    name: str
    lines: Sequence[Line]
    missing: Sequence[str] = ()


@dataclass(frozen=True)
class Choice:
    """A decision: what, why, who wins what, and what it lacks; `facts` are owner, dates, persona and journey."""

    text: str
    reason: str
    customer_gain: str
    own_gain: str
    facts: str
    lacking: Sequence[str] = ()


@dataclass(frozen=True)
class Sheet:
    """The whole page. `chosen` are the lists of decisions by their name."""

    finding: str
    sides: Sequence[Side]
    decided: str
    chosen: Sequence[tuple[str, Sequence[Choice]]]
    made: str


@cache
def _style() -> str:
    return (Path(__file__).parent / "viewpoint_sheet.css").read_text("utf-8")


def html(sheet: Sheet) -> str:
    """The file, in Source Sans where the reader has it, else in their own sans-serif."""
    key = "".join(f"<span>{_mark(name)}{words}</span>" for name, words in _MARKS)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="referrer" content="no-referrer">\n'
        f"<title>What we know of our customers</title>\n<style>:root{{{css_variables()}}}{_style()}</style>\n</head>\n"
        f"<body>\n<main>\n<h1>What we know of our customers</h1>\n<p class=finding>{_safe(sheet.finding)}</p>\n"
        f"<div class=six>{''.join(map(_side, sheet.sides))}</div>\n<div class=key>{key}</div>\n"
        f"<h2>Where to focus, and what not to do</h2>\n<p class=finding>{_safe(sheet.decided)}</p>\n"
        f"<div class=two>{''.join(_choices(name, found) for name, found in sheet.chosen)}</div>\n"
        f"<footer>{_safe(sheet.made)}</footer>\n</main>\n</body>\n</html>\n"
    )


def _safe(text: str) -> str:
    """A person's text as text; its line breaks stay."""
    return escape(xml_text(text)).replace("\n", "<br>")


def _side(side: Side) -> str:
    lines = "".join(f"<li>{_mark(one.evidence)}{_safe(one.text)}{_meta(one.meta)}</li>" for one in side.lines)
    body = f"<ul>{lines}</ul>" if lines else ""
    missing = f'<p class="empty">{_safe(" ".join(side.missing))}</p>' if side.missing else ""
    return f"<section><h3>{_safe(side.name)}</h3>{body}{missing}</section>"


def _choices(name: str, found: Sequence[Choice]) -> str:
    body = f"<ul>{''.join(map(_choice, found))}</ul>" if found else '<p class="empty">Nothing is decided yet.</p>'
    return f"<section><h3>{_safe(name)}</h3>{body}</section>"


def _choice(one: Choice) -> str:
    rows = (("Because", one.reason), ("The customer wins", one.customer_gain), ("We win", one.own_gain))
    told = "".join(f"<dt>{who}</dt><dd>{_safe(what)}</dd>" for who, what in rows if what)
    lack = f"<p class=lack>{_safe(' '.join(one.lacking))}</p>" if one.lacking else ""
    return f"<li><strong>{_safe(one.text)}</strong>{f'<dl>{told}</dl>' if told else ''}{lack}{_meta(one.facts)}</li>"


def _meta(text: str) -> str:
    return f"<p class=meta>{_safe(text)}</p>" if text else ""


def _mark(evidence: str) -> str:
    """The mark of a statement's evidence: dashed, solid, or solid with a filled corner; named for those who hear the page."""
    dash = ' stroke-dasharray="3 2.2"' if evidence == "assumed" else ""
    corner = '<path d="M10 1h4.500q1.500 0 1.500 1.500V7z" fill="var(--cx-ink)"/>' if evidence == "measured" else ""
    words = dict(_MARKS).get(evidence, evidence)
    return (
        f'<svg width="17" height="12" viewBox="0 0 17 12" role="img" aria-label="{escape(words)}">'
        f'<rect x="1" y="1" width="15" height="10" rx="2.500" fill="none" stroke="var(--cx-dash)" stroke-width="1.300"{dash}/>'
        f"{corner}</svg>"
    )
