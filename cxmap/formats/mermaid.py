"""Mermaid `journey` text, read as Mermaid's own grammar reads it, and forgiving where that would drop something.

Lines are `title …`, `section …`, `accTitle: …`, `accDescr: …` or `accDescr { … }`, and tasks `Name: score: actor, actor`.
`%%` and `#` start a comment, `#name;` and `#35;` are entities, `;` ends a line, `%%{ … }%%` is a directive.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import chain

from cxmap.formats import words
from cxmap.formats.draft import Card, Draft, Lane, Stage
from cxmap.formats.parsed import FormatError, Parsed, file_title, show
from cxmap.formats.thing import number
from cxmap.model.records import MAX_CARDS
from cxmap.model.text import minus

SCORE_MIN, SCORE_MAX, SCORE_NEUTRAL, SCORE_STEP = 1.0, 5.0, 3.0, 1.5
NOBODY = "Customer"
BEFORE = "Start"

Line = tuple[int, str]

MAX_STATEMENTS, MAX_LINE = 100_000, 50_000

_LINE_END = re.compile(r"\r\n|\r|\n|\Z")
_ENTITY = re.compile(r"#(\w{1,12});")
_BREAK = re.compile(r"<br\s{0,5}/?\s{0,5}>", re.IGNORECASE)
_HEAD = re.compile(r"journey(?=\s|;|\Z)", re.IGNORECASE)
_KEYWORD = re.compile(r"(title|section)(?:\s+(.*))?\Z", re.IGNORECASE | re.DOTALL)
_ACC = re.compile(r"(accTitle|accDescr)\s*([:{])\s*(.*)\Z", re.IGNORECASE | re.DOTALL)
# A time of day in a name, “9:30”: its colon parts nothing.
_TIME = re.compile(r"(?<=\d):(?=[0-5]\d(?![\d.]))")
_TIME_MARK = "\ue000"
# An entity may stand for a character that would otherwise part the line: hidden until it is parted.
_HIDDEN = {"#": "\ue001", ";": "\ue002", ":": "\ue003", "%": "\ue004"}


def recognises(text: str) -> bool:
    """Whether the first line that means anything is `journey`."""
    return _head(text)[1] is not None


def read(text: str, name: str) -> Parsed:
    """Read a Mermaid journey; `name` is its file name, the last resort for a title."""
    front, body = _head(text)
    feed, reader = _Feed(body or iter(())), _Reader()
    for line, statement in feed:
        acc = _ACC.match(statement)
        if acc and acc[2] == "{":
            reader.journey.point_of_view = _block(line, acc[3], feed)
        elif acc and acc[1].casefold() == "acctitle":
            reader.acc_title = acc[3].strip()
        elif acc:
            reader.journey.point_of_view = acc[3].strip()
        else:
            reader.statement(line, statement)
    return reader.draft(front, name).parsed()


def _head(text: str) -> tuple[str, Iterator[Line] | None]:
    """(title of the front matter, the statements behind `journey`, or None where that is not what comes first)."""
    front, lines = _front_matter(_unfenced(_lines(text)))
    statements = _statements(_without_directives(lines))
    line, first = next(statements, (0, ""))
    head = _HEAD.match(first)
    if head is None:
        return front, None
    behind = first[head.end() :].strip()
    return front, chain([(line, behind)] if behind else [], statements)


def _lines(text: str) -> Iterator[Line]:
    at = 0
    for number_, end in enumerate(_LINE_END.finditer(text), 1):
        yield number_, text[at : end.start()]
        at = end.end()


def _unfenced(lines: Iterator[Line]) -> Iterator[Line]:
    """The inside of a Markdown block ```mermaid, where the text is one."""
    first = next((line for line in lines if line[1].strip()), (0, ""))
    fenced = first[1].strip().lower().startswith("```mermaid")
    if not fenced:
        yield first
    for line in lines:
        if fenced and line[1].strip().startswith("```"):
            return
        yield line


def _front_matter(lines: Iterator[Line]) -> tuple[str, Iterator[Line]]:
    """The `title:` of a YAML front matter between two `---`, and the lines behind it."""
    first = next((line for line in lines if line[1].strip()), (0, ""))
    if first[1].strip() != "---":
        return "", chain([first], lines)
    title = ""
    for _, line in lines:
        if line.strip() == "---":
            break
        if line.startswith("title:") and not title:
            title = line[6:].strip().strip("'\"")
    return title, lines


def _without_directives(lines: Iterator[Line]) -> Iterator[Line]:
    """The lines without `%%{ … }%%`, which may go over several of them."""
    inside = False
    for number_, line in lines:
        rest, out = line, []
        while rest:
            before, found, rest = rest.partition("}%%" if inside else "%%{")
            if not inside:
                out.append(before)
            inside = inside != bool(found)
        yield number_, "".join(out)


def _statements(lines: Iterator[Line]) -> Iterator[Line]:
    """The statements with their line: comments gone, entities resolved, `;` and line ends alike."""
    for number_, line in lines:
        bare = line if "#" not in line else _ENTITY.sub(_entity, line)
        comment = min((i for i in (bare.find("%%"), bare.find("#")) if i >= 0), default=len(bare))
        for part in bare[:comment].split(";"):
            whole = _restore(part).strip()
            if whole:
                yield number_, whole


def _entity(match: re.Match[str]) -> str:
    """`#35;` is a character's number, `#quot;` its HTML name; what is neither stays, and starts a comment."""
    name = match[1]
    written = f"&#{name};" if name.isdigit() else f"&{name};"
    found = html.unescape(written)
    return match[0] if found == written else _HIDDEN.get(found, found)


def _restore(text: str) -> str:
    for character, hidden in _HIDDEN.items():
        text = text.replace(hidden, character)
    return text


class _Feed:
    """The statements one after the other; one may be handed back. Refuses more than any journey has."""

    def __init__(self, statements: Iterator[Line]) -> None:
        self.statements, self.back, self.count = statements, list[Line](), 0

    def __iter__(self) -> Iterator[Line]:
        return self

    def __next__(self) -> Line:
        line, statement = self.back.pop() if self.back else next(self.statements)
        self.count += 1
        if self.count > MAX_STATEMENTS:
            raise FormatError(f"A Mermaid journey has at most {MAX_STATEMENTS:,} lines here: split it.", line)
        return line, statement


def _block(line: int, first: str, feed: _Feed) -> str:
    """The text of `accDescr { … }`, up to the closing brace; what stands behind that is read next."""
    parts = [first]
    while "}" not in parts[-1]:
        line, text = next(feed, (line, ""))
        if not text:
            raise FormatError("“accDescr {” is never closed: add a “}”.", line)
        parts.append(text)
    parts[-1], _, behind = parts[-1].partition("}")
    if behind.strip():
        feed.back.append((line, behind.strip()))
    return " ".join(part.strip() for part in parts).strip()


class _Reader:
    """Collects statements into a draft."""

    def __init__(self) -> None:
        self.journey = Draft("", lanes=[Lane("action")])
        self.acc_title = ""
        self.nobodys: list[tuple[Card, float]] = []

    def statement(self, line: int, text: str) -> None:
        """A title, a section or a task."""
        keyword = _KEYWORD.match(text)
        if keyword is None:
            self.task(line, text)
        elif keyword[1].casefold() == "title":
            self.journey.title = _plain(keyword[2] or "")
        else:
            name = _plain(keyword[2] or "") or f"Stage {len(self.journey.stages) + 1}"
            self.journey.stages.append(Stage(name))

    def task(self, line: int, text: str) -> None:
        """`Name: score: actor, actor`; a name may hold colons, as long as a score follows."""
        if len(text) > MAX_LINE:
            raise FormatError(f"A task has at most {MAX_LINE:,} characters: shorten it.", line)
        name, digits, actors, extra = _parts(text)
        score = number(digits)
        if not name or score is None:
            sentence = f"“{show(text, 40)}” is no task: write “Name: score: who” with a score from 1 to 5 on one line"
            ends = "; “;”, “#” and “%%” end a line, #35; writes a “#”"
            raise FormatError(f"{sentence}{ends}.", line)
        near = min(max(score, SCORE_MIN), SCORE_MAX)
        if near != score:
            self.journey.changed.append(
                f"Line {line}, “{show(name, 40)}”: the score {show(digits)} was taken as {minus(f'{near:g}')}."
            )
        if extra:
            self.journey.left_out.append(f"Line {line}, “{show(name, 40)}”: “{show(extra, 40)}” behind the actors.")
        if not self.journey.stages:
            self.journey.stages.append(Stage(BEFORE))
            self.journey.changed.append(f"Tasks before the first section stand in a stage “{BEFORE}”.")
        if len(self.journey.cards) >= MAX_CARDS:
            raise FormatError(f"A journey holds at most {MAX_CARDS:,} cards: split it into several.", line)
        card = Card(self.journey.stages[-1], self.journey.lanes[0], name, line=line)
        self.journey.cards.append(card)
        value = (near - SCORE_NEUTRAL) * SCORE_STEP
        for actor in actors:
            self.journey.personas.setdefault(actor, {})
            card.feelings.append((actor, value, ""))
        if not actors:
            self.nobodys.append((card, value))

    def draft(self, front: str, name: str) -> Draft:
        """The finished draft: tasks of nobody belong to the first persona."""
        journey = self.journey
        if self.nobodys:
            who = next(iter(journey.personas), NOBODY)
            journey.personas.setdefault(who, {})
            for card, value in self.nobodys:
                card.feelings.append((who, value, ""))
            tasks = "1 task that names" if len(self.nobodys) == 1 else f"{len(self.nobodys):,} tasks that name"
            journey.changed.append(f"The scores of {tasks} nobody are those of “{show(who, 40)}”.")
        titles = (journey.title, front, self.acc_title, journey.point_of_view)
        journey.title = next((title for title in titles if title), file_title(name))
        if self.acc_title not in ("", journey.title):
            journey.note = words.note("", [f"Accessible title: {self.acc_title}"])
        return journey


def _plain(text: str) -> str:
    return " ".join(_BREAK.sub(" ", text).split())


def _parts(text: str) -> tuple[str, str, list[str], str]:
    """(name, score, actors, what is left over) of a task; the score is "" where none is found."""
    guarded = _TIME.sub(_TIME_MARK, text)
    pieces = [piece.replace(_TIME_MARK, ":") for piece in (guarded if ":" in guarded else text).split(":")]
    last = len(pieces) - 1
    places = [i for i in (1, last - 1, last) if 1 <= i <= last and number(pieces[i]) is not None]
    if not places:
        return _plain(pieces[0]), pieces[1].strip() if last else "", [], ""
    at = places[0]
    actors = pieces[at + 1].split(",") if at < last else []
    named = dict.fromkeys(actor for actor in map(_plain, actors) if actor)
    return _plain(":".join(pieces[:at])), pieces[at].strip(), list(named), ":".join(pieces[at + 2 :]).strip()
