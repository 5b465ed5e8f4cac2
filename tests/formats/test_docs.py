"""docs/format.md is held to the record definitions and to the word lists, row by row."""

from __future__ import annotations

from pathlib import Path

from cxmap.formats import read
from cxmap.formats.jsonfile import MAX_BYTES, MAX_DEPTH, MAX_PARTS
from cxmap.formats.native import VERSION
from cxmap.formats.parsed import MAX_RECORDS, PLURALS, file_fields
from cxmap.formats.words import LANE_WORDS, PAIN_PURPOSES
from cxmap.model import vocabulary as v
from cxmap.model.fields import Field
from cxmap.model.records import MADE_OF, MAX_CARDS, MAX_LANES, MAX_READINGS, MAX_STAGES, RECORDS
from cxmap.model.state import MOST

DOC = (Path(__file__).parents[2] / "docs" / "format.md").read_text("utf-8")


def holds(field: Field) -> str:
    if field.kind == "ref":
        return f"id of a {field.to}"
    if field.kind == "text":
        return f"text, {int(field.max or 0):,} characters" + (", may have line breaks" if field.long else "")
    if field.kind == "choice":
        return "one of " + ", ".join(f"`{key}`" for key in field.choices)
    if field.kind in ("number", "integer"):
        whole = "whole number" if field.kind == "integer" else "number"
        limits = f"{figure(field.min)} to {figure(field.max)}"
        return f"{whole}, {limits}" + (f", in steps of {field.step:g}" if field.step else "")
    return {"date": "date, `2026-11-22`", "time": "UTC time, `2026-11-22T09:30:00Z`", "order": "order key"}[field.kind]


def figure(limit: float | None) -> str:
    """A limit as people read it: 20,000, −3, 10¹⁵."""
    assert limit is not None
    sign, size = "−" if limit < 0 else "", abs(limit)
    if size < 1e12:
        return f"{sign}{size:,.0f}"
    return f"{sign}10{str(len(f'{size:.0f}') - 1).translate(str.maketrans('0123456789', '⁰¹²³⁴⁵⁶⁷⁸⁹'))}"


def left_out(type_: str, field: Field) -> str:
    default = RECORDS[type_].defaults[field.name]
    if field.kind == "order":
        return "after the one above"
    if field.required and field.default is None:
        return "must be there"
    return f"`{default}`" if default else "empty"


def section(type_: str) -> str:
    record = RECORDS[type_]
    lines = [
        f"### `{PLURALS[type_]}`",
        "",
        record.meaning,
        "",
        "| Field | Holds | Left out | Meaning |",
        "| --- | --- | --- | --- |",
    ]
    if type_ not in MADE_OF:
        lines.append("| `id` | id | a fresh one | Other records name it by this. |")
    lines += [f"| `{f.name}` | {holds(f)} | {left_out(type_, f)} | {f.meaning} |" for f in file_fields(type_)]
    return "\n".join(lines) + "\n"


def test_every_record_field_is_documented():
    for type_ in PLURALS:
        assert section(type_) in DOC, f"docs/format.md should say:\n\n{section(type_)}"


def test_the_lists_stand_in_their_order():
    places = [DOC.index(f"\n### `{plural}`\n") for plural in PLURALS.values()]
    assert places == sorted(places)


def test_the_example_is_a_good_file():
    example = DOC.partition("```json\n")[2].partition("```")[0]
    report = read(example.encode(), "example.json").report
    assert report.changed == report.left_out == []


def test_made_ids_are_told():
    for type_, names in MADE_OF.items():
        if type_ in PLURALS:
            assert f"`{PLURALS[type_]}` ({', '.join(names)})" in DOC


def test_the_lane_words_are_documented():
    for kind, words in LANE_WORDS:
        row = f"| {', '.join(word.rstrip('.') for word in words)} | {v.label(v.LANE_KINDS, kind)} (`{kind}`) |"
        assert row in DOC, f"docs/format.md should say: {row}"
    for purpose in PAIN_PURPOSES:
        assert f"“{purpose}”" in DOC


def test_the_limits_are_documented():
    for limit in (f"{MAX_BYTES // 2**20} MB", f"{MAX_DEPTH} levels", f"{MAX_RECORDS:,} records", f"{MAX_PARTS:,} lists"):
        assert limit in DOC
    assert f"{MAX_READINGS:,} readings" in DOC
    assert f"stages {MOST['stage']} and lanes {MOST['lane']} a journey" in DOC
    assert MOST["card"] == MOST["reading"] == MAX_RECORDS
    assert f"{MAX_CARDS:,} cards, {MAX_STAGES} stages and {MAX_LANES} lanes" in DOC
    assert f'"version": {VERSION}' in DOC
