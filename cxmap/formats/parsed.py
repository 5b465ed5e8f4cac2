"""What every format reader makes: checked records in the order in which they can be put, and a report for people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from cxmap.model.fields import Field, Invalid, clean_text
from cxmap.model.records import (
    MADE_OF,
    MAX_RECORDS,
    RECORDS,
    Record,
    check_fields,
    check_id,
    made_id,
    new_id,
)
from cxmap.model.state import LIMITS

WORKSPACE = "main"
# Types of a file, each after those that it refers to, with its key in the file. Who is mentioned where, the versions and reasons
# of a history, feedback, field notes, viewpoints and ideas stay in the workspace that they were given to.
PLURALS = {
    "segment": "segments",
    "persona": "personas",
    "statement": "statements",
    "ground": "grounds",
    "team": "teams",
    "role": "roles",
    "word": "words",
    "touchpoint": "touchpoints",
    "journey": "journeys",
    "traveller": "travellers",
    "stage": "stages",
    "lane": "lanes",
    "card": "cards",
    "feeling": "feelings",
    "assignment": "assignments",
    "source": "sources",
    "tag": "tags",
    "connection": "connections",
    "path": "paths",
    "measure": "measures",
    "reading": "readings",
    "answer": "answers",
    "view": "views",
    "comment": "comments",
    "voice": "voices",
}
# What people call several of them, where that is not the key.
_SAID = {
    "word": ("emotion word", "emotion words"),
    "touchpoint": ("shared touchpoint", "shared touchpoints"),
    "assignment": ("RACI entry", "RACI entries"),
    "source": ("evidence source", "evidence sources"),
    "ground": ("ground of a statement", "grounds of statements"),
    "measure": ("KPI", "KPIs"),
    "answer": ("answer to the guide", "answers to the guide"),
    "view": ("saved view", "saved views"),
}
# Fields that no file has: where a record lives, which person of this workspace wrote it, and the feedback item, highlight or
# viewpoint of this workspace that evidence comes from.
INSIDE = {"workspace": None, "author": None, "item": ("source", "ground"), "viewpoint": ("ground",)}
# A record of these types may name another of its own type, which may stand further down in the file.
_OF_ITS_OWN = {"journey": "as_is", "stage": "origin", "lane": "origin", "card": "origin", "comment": "thread"}
MAX_SENTENCES = 100
_SENTENCE = 500  # characters of a message, whatever the file puts into it
# A persona on the map is counted as the persona it is.
_UNCOUNTED = ("traveller",)


class FormatError(ValueError):
    """A file that is refused. `message` is one sentence with the remedy; `line` (from 1) or `field` name the place."""

    def __init__(self, message: str, line: int | None = None, field: str | None = None) -> None:
        message, field = show(message, _SENTENCE), show(field, _SENTENCE) if field else None
        place = ", ".join(p for p in (f"Line {line}" if line else "", field or "") if p)
        super().__init__(f"{place}: {message}" if place else message)
        self.message, self.line, self.field = message, line, field


@dataclass
class Report:
    """What was read (counts), what was changed on the way and what was left out, each a list of short sentences."""

    read: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


@dataclass
class Parsed:
    """A file as records: (type, id, fields) with every reference after what it names, and (id, bytes, content type)."""

    records: list[tuple[str, str, Record]]
    journeys: list[tuple[str, str]]
    pictures: list[tuple[str, bytes, str]]
    report: Report


class Builder:
    """Collects records, checks each against its definition, and puts them in the order in which they can be put.

    `limits` says how many records of a type a journey may hold.
    """

    def __init__(self, limits: Mapping[str, int] = LIMITS) -> None:
        self._limits = limits
        self.of: dict[str, dict[str, Record]] = {name: {} for name in PLURALS}
        self.pictures: list[tuple[str, bytes, str]] = []
        self.report = Report()
        self._in_journey: dict[tuple[str, str], int] = {}
        self._count = 0

    def add(self, type_: str, fields: Record, id_: str | None = None, line: int | None = None, place: str | None = None) -> str:
        """Add a record and return its id (a fresh one if none is given). `line` and `place` say where it stood."""
        try:
            if "workspace" in RECORDS[type_].defaults:
                fields = {**fields, "workspace": WORKSPACE}
            checked = check_fields(type_, fields, whole=True)
            if type_ in MADE_OF:
                id_ = made_id(type_, checked)
            id_ = new_id() if id_ is None else check_id(id_)
        except Invalid as error:
            where = f"{place}.{error.field}" if place and error.field else place or error.field
            raise FormatError(error.message, line, where) from None
        if id_ in self.of[type_]:
            what = f"This {type_} ({', '.join(MADE_OF[type_])})" if type_ in MADE_OF else f"The {type_} “{id_}”"
            raise FormatError(f"{what} is there twice: keep one.", line, place)
        self._count_up(type_, checked, line, place)
        self.of[type_][id_] = checked
        return id_

    def _count_up(self, type_: str, checked: Record, line: int | None, place: str | None) -> None:
        self._count += 1
        if self._count > MAX_RECORDS:
            raise FormatError(f"A file holds at most {MAX_RECORDS:,} records: split it.", line, place)
        if type_ in self._limits:
            key = (type_, checked["journey"])
            self._in_journey[key] = self._in_journey.get(key, 0) + 1
            if self._in_journey[key] > self._limits[type_]:
                what = f"A journey holds at most {self._limits[type_]:,} {PLURALS[type_]}"
                raise FormatError(f"{what}: split it into several.", line, place)

    def changed(self, sentence: str) -> None:
        """Report something that was changed on the way."""
        self.report.changed.append(sentence)

    def left_out(self, sentence: str) -> None:
        """Report something that was not taken over."""
        self.report.left_out.append(sentence)

    def parsed(self) -> Parsed:
        """The finished result: types in order of reference, and in each what is named ahead of what names it."""
        for type_, name in _OF_ITS_OWN.items():
            self.of[type_] = _named_first(self.of[type_], name, self._circle(type_))
        records = [(type_, id_, fields) for type_, there in self.of.items() for id_, fields in there.items()]
        counts = [count(len(there), type_) for type_, there in self.of.items() if there and type_ not in _UNCOUNTED]
        if self.pictures:
            counts.append(count(len(self.pictures), "picture"))
        self.report = Report(counts, _capped(self.report.changed), _capped(self.report.left_out))
        journeys = [(id_, fields["title"]) for id_, fields in self.of["journey"].items()]
        return Parsed(records, journeys, self.pictures, self.report)

    def _circle(self, type_: str) -> Callable[[str], None]:
        def met(id_: str) -> None:
            if type_ == "comment":
                raise FormatError(f"The comment “{show(id_)}” answers itself: correct “thread”.", field="comments")
            verb = "answers" if type_ == "journey" else "comes from"
            self.left_out(f"The {type_} “{show(id_)}” {verb} itself in the end: that link is left out.")

        return met


def _capped(sentences: list[str]) -> list[str]:
    """The sentences, a hundred at most, so that a report stays one that people read."""
    more = len(sentences) - MAX_SENTENCES
    return sentences if more <= 0 else [*sentences[:MAX_SENTENCES], f"And {more:,} more of the kind."]


def _named_first(records: dict[str, Record], field: str, circle: Callable[[str], None]) -> dict[str, Record]:
    """The records of a type, each after the one that its `field` names. Where that leads in a circle, `circle` raises, or
    hears which record it was, and the circle is cut."""
    done: dict[str, Record] = {}
    for start in records:
        chain: dict[str, Record] = {}
        id_: str | None = start
        while id_ is not None and id_ not in done:
            if id_ in chain:
                circle(id_)
                last = next(reversed(chain))
                chain[last] = {**chain[last], field: None}
                break
            chain[id_] = records[id_]
            id_ = records[id_][field]
        done.update(reversed(chain.items()))
    return done


def inside(type_: str, name: str) -> bool:
    """Whether a field means nothing outside its workspace."""
    return name in INSIDE and type_ in (INSIDE[name] or (type_,))


def file_fields(type_: str) -> tuple[Field, ...]:
    """The fields of a record type that a file has, in order."""
    return tuple(f for f in RECORDS[type_].fields if not inside(type_, f.name))


def count(number: int, type_: str) -> str:
    """“1 stage”, “4 stages”."""
    one, many = _SAID.get(type_, (type_, PLURALS.get(type_, type_ + "s")))
    return f"{number:,} {one if number == 1 else many}"


def show(value: Any, size: int = 60) -> str:
    """A value from a file as it may stand in a sentence: one clean line, not too long."""
    text = clean_text(value if isinstance(value, str) else str(value)[:500], long=False)
    return text if len(text) <= size else text[: size - 1] + "…"


def file_title(name: str) -> str:
    """The title that a file's name stands for: its stem with blanks for dashes and underscores."""
    stem = PurePath(name.replace("\\", "/")).stem.replace("_", " ").replace("-", " ")
    return clean_text(stem, long=False)[:200] or "Journey"
