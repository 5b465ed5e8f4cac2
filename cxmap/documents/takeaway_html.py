"""The takeaway as one HTML file: no script, no request, nothing outside it; it opens offline, follows light and dark, prints light."""

from __future__ import annotations

import base64
from functools import cache
from html import escape
from pathlib import Path

from cxmap.documents.takeaway import Cell, Picture, Section, Table, Takeaway, xml_text
from cxmap.documents.tokens import css_variables

# Said in the file itself, so that it holds wherever the file is opened: it may ask for nothing.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"


@cache
def _sheet() -> str:
    return (Path(__file__).parent / "takeaway.css").read_text("utf-8")


def html(takeaway: Takeaway, typeface: bytes = b"") -> str:
    """The whole file. `typeface` is a WOFF2 of Source Sans to be kept inside; without it the reader's own sans-serif is used."""
    face = ""
    if typeface:
        data = base64.b64encode(typeface).decode("ascii")
        face = (
            f'@font-face{{font-family:"Source Sans";font-weight:200 900;src:url(data:font/woff2;base64,{data})format("woff2")}}'
        )
    facts = "".join(f"<div><dt>{_safe(name)}</dt><dd>{_safe(value)}</dd></div>" for name, value in takeaway.facts)
    parts = [
        f"<header><p class=day>{_safe(takeaway.day)}</p><h1>{_safe(takeaway.title)}</h1>"
        f"<p class=journey>{_safe(takeaway.journey)}</p><p class=outcome>{_safe(takeaway.outcome)}</p><dl>{facts}</dl></header>",
        *(_section(section) for section in takeaway.sections[:1]),
        _map(takeaway),
        *(_section(section) for section in takeaway.sections[1:]),
        f"<footer>{_safe(takeaway.made)}</footer>",
    ]
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="referrer" content="no-referrer">\n'
        f"<title>{_safe(takeaway.title)}</title>\n<style>:root{{{css_variables()}}}{face}{_sheet()}</style>\n</head>\n"
        f"<body>\n<main>\n{chr(10).join(part for part in parts if part)}\n</main>\n</body>\n</html>\n"
    )


def _safe(text: str) -> str:
    """A person's text as text; its line breaks stay."""
    return escape(xml_text(text)).replace("\n", "<br>")


def _map(takeaway: Takeaway) -> str:
    if takeaway.whole is None:
        return ""
    note = f"<p class=note>{_safe(takeaway.map_note)}</p>" if takeaway.map_note else ""
    return (
        f"<section class=map><h2>{_safe(takeaway.map_title)}</h2>{note}"
        f'<div class=scroll tabindex=0 role=region aria-label="The map">{takeaway.whole.svg}</div></section>'
    )


def _section(section: Section) -> str:
    parts = [f"<h2>{_safe(section.title)}</h2>"]
    if section.finding:
        parts.append(f"<p class=finding>{_safe(section.finding)}</p>")
    if section.note:
        parts.append(f"<p class=note>{_safe(section.note)}</p>")
    if section.picture:
        parts.append(f"<div class=picture>{_picture(section.picture)}</div>")
    if section.items:
        parts.append("<ul>" + "".join(f"<li>{_safe(item)}</li>" for item in section.items) + "</ul>")
    if section.table and section.table.rows:
        parts.append(_table(section.table, section.title))
    elif section.empty and not section.items:
        parts.append(f"<p class=empty>{_safe(section.empty)}</p>")
    return f"<section>{''.join(parts)}</section>"


def _table(table: Table, title: str) -> str:
    kinds = [_class(table, i) for i in range(len(table.head))]
    head = "".join(f"<th scope=col{kind}>{_safe(name)}</th>" for name, kind in zip(table.head, kinds, strict=True))
    rows = "".join(
        "<tr>" + "".join(f"<td{kind}>{_cell(cell)}</td>" for cell, kind in zip(row, kinds, strict=True)) + "</tr>"
        for row in table.rows
    )
    return (
        f'<div class=scroll tabindex=0 role=region aria-label="{_safe(title)}"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _class(table: Table, column: int) -> str:
    kinds = [name for name, has in (("wide", column == table.wide), ("number", column in table.right)) if has]
    return f' class="{" ".join(kinds)}"' if kinds else ""


def _cell(cell: Cell) -> str:
    return _picture(cell) if isinstance(cell, Picture) else _safe(cell)


def _picture(picture: Picture) -> str:
    """A drawing in the page itself, with what it shows as its name."""
    return picture.svg.replace(' role="img"', f' role="img" aria-label="{escape(xml_text(picture.says))}"', 1)
