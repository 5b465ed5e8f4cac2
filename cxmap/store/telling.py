"""What a change did, in a few words for the timeline: “3 cards added in Choosing”. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from cxmap.changes import Applied
from cxmap.model import vocabulary as v
from cxmap.model.records import RECORDS, Record

Name = Callable[[str, str | None], str]  # type, id → what the record is called; "" where it has no name

MOST_PHRASES = 2
_SHORT = 60
_TITLES = ("title", "name", "text", "label", "quote")
# What is told first; what goes along with it (a card's feelings, a new map's stages) is told last or not at all.
_RANK = ("journey", "stage", "lane", "card", "persona", "traveller", "measure", "reading", "connection", "path", "feeling")
_PLURALS = {
    "traveller": "personas on the map",
    "assignment": "RACI entries",
    "measure": "KPIs",
    "reading": "readings",
    "answer": "questions set aside",
    "feeling": "emotions",
}
_ONE = {"traveller": "persona on the map", "measure": "KPI", "answer": "question set aside", "feeling": "emotion"}
_VERBS = {"put": "added", "delete": "deleted", "patch": "changed"}
_STARTS = {"undo": "Undone: ", "redo": "Done again: "}


def label(applied: Sequence[Applied], name: Name, kind: str = "edit", undoes: str = "") -> str:
    """What a change did; `kind` and `undoes` as in the log. One line without a full stop, "" for a change without effect."""
    if kind == "restore":
        return f"Restored as it was at r{undoes}"
    phrases = list(_phrases(applied, name))
    rest = len(phrases) - MOST_PHRASES
    words = "; ".join(phrases[:MOST_PHRASES]) + (f" and {rest} more" if rest > 0 else "")
    start = _STARTS.get(kind, "") if words else ""
    return start + (words if not start or words[:1] == "“" else words[:1].lower() + words[1:])


def counted(counts: Iterable[tuple[str, str, int]], kind: str = "edit", undoes: str = "") -> str:
    """What a large change did, from (op, type, how often): a map that comes from a file, a stage that goes with its cards."""
    if kind == "restore":
        return f"Restored as it was at r{undoes}"
    found: Counter[tuple[str, str]] = Counter()
    for op, type_, number in counts:
        found[op, type_] += number
    if found["put", "journey"]:
        cards = found["put", "card"]
        return _STARTS.get(kind, "") + ("Map made" + (f" with {_number(cards, 'card')}" if cards else ""))
    ordered = sorted(found, key=lambda key: (_rank(key[1]), key[0]))
    words = "; ".join(f"{_number(found[key], key[1])} {_VERBS[key[0]]}" for key in ordered[:MOST_PHRASES])
    rest = len(ordered) - MOST_PHRASES
    return _STARTS.get(kind, "") + words + (f" and {rest} more" if rest > 0 else "")


def title_of(type_: str, fields: Record) -> str:
    """What a record calls itself; a lane without a name goes by its kind."""
    for field in _TITLES:
        if fields.get(field):
            return " ".join(str(fields[field]).split())
    return v.label(v.LANE_KINDS, fields["kind"]) if type_ == "lane" and fields.get("kind") else ""


def short(text: str) -> str:
    """A text that fits a line."""
    return text if len(text) <= _SHORT else text[: _SHORT - 1].rstrip() + "…"


def _rank(type_: str) -> int:
    return _RANK.index(type_) if type_ in _RANK else len(_RANK)


def _number(number: int, type_: str) -> str:
    one = _ONE.get(type_, RECORDS[type_].label.lower())
    return f"{number} {one if number == 1 else _PLURALS.get(type_, one + 's')}"


def _phrases(applied: Sequence[Applied], name: Name) -> Iterator[str]:
    groups: dict[tuple[str, str], list[Applied]] = defaultdict(list)
    made = {(a.type, a.id) for a in applied if a.op == "put"}
    gone = {(a.type, a.id) for a in applied if a.op == "delete"}
    for a in applied:
        if a.op == "patch" and ((a.type, a.id) in made or (a.type, a.id) in gone):
            continue  # part of its coming or going
        groups[a.op, a.type].append(a)
    if ("put", "journey") in groups:
        yield counted((a.op, a.type, 1) for a in applied)
        return
    if ("delete", "journey") in groups:
        yield "Map deleted"
        return
    for op, type_ in sorted(groups, key=lambda key: (_rank(key[1]), key[0])):
        if not _follows(op, type_, groups):
            yield _phrase(op, type_, groups[op, type_], name)


def _follows(op: str, type_: str, groups: dict[tuple[str, str], list[Applied]]) -> bool:
    """Whether it goes without saying: what comes or goes with its card, stage or measure."""
    if type_ == "card":
        return op == "delete" and (("delete", "stage") in groups or ("delete", "lane") in groups)
    if type_ == "touchpoint":  # its cards say it
        return ("patch", "card") in groups
    if type_ == "reading" and (op, "measure") in groups:
        return op == "delete"
    with_card = RECORDS[type_].field("card") is not None or type_ == "connection"
    return with_card and op != "patch" and any((op, above) in groups for above in ("card", "stage", "lane"))


def _phrase(op: str, type_: str, edits: list[Applied], name: Name) -> str:
    if type_ == "journey":
        return _journey(edits[0])
    if type_ == "card":
        return _cards(op, edits, name)
    if type_ == "feeling" and len(edits) == 1:
        return _feeling(edits[0], name)
    if len(edits) > 1:
        return f"{_number(len(edits), type_)} {_VERBS[op]}"
    return _one(edits[0], name)


def _one(a: Applied, name: Name) -> str:
    label_ = RECORDS[a.type].label
    called = short(title_of(a.type, a.before or a.after) or name(a.type, a.id))
    if a.type == "traveller":
        who = name("persona", (a.after or a.before).get("persona"))
        return (
            f"“{short(who)}” {'taken off the map' if a.op == 'delete' else 'put on the map'}" if who else "Personas reordered"
        )
    if a.op == "patch" and set(a.after) == {"order"}:
        return f"{label_} {_quoted(called)}moved"
    for field in ("name", "title"):
        if a.op == "patch" and field in a.after:
            return f"{label_} {_quoted(called)}renamed “{short(str(a.after[field]))}”"
    if a.op == "patch":
        return f"{label_} {_quoted(called)}changed: {_fields(a)}"
    about = _about(a, name) if not called else ""
    return f"{label_} {_quoted(called)}{_VERBS[a.op]}{about}"


def _about(a: Applied, name: Name) -> str:
    fields = a.after or a.before
    for type_ in ("card", "stage", "measure"):
        called = name(type_, fields.get(type_)) if fields.get(type_) else ""
        if called:
            return f" at “{short(called)}”"
    return ""


def _quoted(text: str) -> str:
    return f"“{text}” " if text else ""


def _fields(a: Applied) -> str:
    """The names of the changed fields: “channel, note and 2 more”."""
    labels = [f.label.lower() for f in RECORDS[a.type].fields if f.name in a.after]
    return ", ".join(labels[:2]) + (f" and {len(labels) - 2} more" if len(labels) > 2 else "")


def _journey(a: Applied) -> str:
    if set(a.after) == {"title"}:
        return f"Map renamed “{short(str(a.after['title']))}”"
    if a.after.get("reviewed") and "reviewed" in a.after:
        return "Map reviewed"
    return f"Map changed: {_fields(a)}"


def _cards(op: str, edits: list[Applied], name: Name) -> str:
    if op == "patch":
        return _changed_cards(edits, name)
    stages = {(a.after or a.before)["stage"] for a in edits}
    where = name("stage", next(iter(stages))) if len(stages) == 1 else ""
    place = f" {'from' if op == 'delete' else 'in'} {short(where)}" if where else ""
    if len(edits) > 1:
        return f"{len(edits)} cards {_VERBS[op]}{place}"
    title = short(title_of("card", edits[0].after or edits[0].before))
    return f"{f'“{title}”' if title else 'An empty card'} {_VERBS[op]}{place}"


def _changed_cards(edits: list[Applied], name: Name) -> str:
    moved = [a for a in edits if "stage" in a.after or "lane" in a.after]
    if len(edits) > 1:
        stages = {a.after.get("stage") for a in moved}
        where = name("stage", next(iter(stages))) if len(moved) == len(edits) and len(stages) == 1 else ""
        verb = "moved" if len(moved) == len(edits) else "changed"
        return f"{len(edits)} cards {verb}{f' to {short(where)}' if where else ''}"
    a = edits[0]
    title = short(a.before.get("title") or name("card", a.id))
    called = f"“{title}”" if title else "A card"
    if moved:
        type_ = "stage" if "stage" in a.after else "lane"
        where = name(type_, a.after[type_])
        return f"{called} moved{f' to {short(where)}' if where else ''}"
    if set(a.after) == {"order"}:
        return f"{called} moved in its cell"
    if "title" in a.after:
        return (
            f"{called} now reads “{short(str(a.after['title']))}”"
            if a.before.get("title")
            else f"“{short(a.after['title'])}” written"
        )
    return f"{called} changed: {_fields(a)}"


def _feeling(a: Applied, name: Name) -> str:
    # a patch does not name its card, but a feeling's id begins with it
    card = (a.after or a.before).get("card") or a.id.rsplit(".", 2)[0]
    called = name("card", card)
    at = f" at “{short(called)}”" if called else ""
    if a.op == "delete":
        return f"Emotion{at} taken away"
    if "value" not in a.after:
        return f"Emotion{at} changed: {_fields(a)}"
    value = a.after["value"]
    return f"Emotion{at} set to {'+' if value > 0 else '−' if value < 0 else ''}{abs(value):.1f}"
