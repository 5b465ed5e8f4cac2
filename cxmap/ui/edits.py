"""What the pages' buttons and forms come to, as edits. No screen and no store here: records in, edits out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from cxmap.changes import Edit
from cxmap.model.order import key_between, keys_between
from cxmap.model.records import RECORDS, Record, feeling_id, new_id
from cxmap.model.views import JourneyView

Entry = tuple[str, str, Record]  # type, id, fields

# What a template holds beside its map: an example persona, who is replaced by the one that the person chooses.
_OF_PERSONA = ("persona", "statement", "traveller", "feeling")


def renamed(entries: Sequence[Entry], ids: Mapping[tuple[str, str], str] | None = None) -> list[Entry]:
    """The entries under fresh ids, their references to each other included; `ids` says what (type, id) of others become."""
    fresh = {(type_, id_): new_id() for type_, id_, _ in entries if type_ != "feeling"} | dict(ids or {})
    out: list[Entry] = []
    for type_, id_, fields in entries:
        refs = {f.name: fresh.get((f.to, fields[f.name]), fields[f.name]) for f in RECORDS[type_].fields if f.kind == "ref"}
        copy = {**fields, **refs}
        own = feeling_id(copy["card"], copy["persona"], copy["source"]) if type_ == "feeling" else fresh[type_, id_]
        out.append((type_, own, copy))
    return out


def puts(entries: Iterable[Entry]) -> tuple[Edit, ...]:
    """Edits that put the entries."""
    return tuple(Edit("put", type_, id_, fields) for type_, id_, fields in entries)


def new_journey(
    workspace: str, title: str, persona: str | None, new_persona: str, template: Sequence[Entry]
) -> tuple[str, tuple[Edit, ...]]:
    """A journey, blank or as a template has it: its id and the edits. `persona` is an id; a new one is made by its name."""
    journey = new_id()
    who = persona or (new_id() if new_persona else None)
    entries: list[Entry] = [("journey", journey, {"workspace": workspace, "title": title})]
    if new_persona and not persona and who:
        entries.insert(0, ("persona", who, {"workspace": workspace, "name": new_persona}))
    if who:
        entries.append(("traveller", new_id(), {"journey": journey, "persona": who, "order": keys_between(None, None, 1)[0]}))
    drawn = [e for e in template if e[0] not in _OF_PERSONA and e[0] != "journey"]
    felt = [e for e in template if e[0] == "feeling"] if who else []
    old = {(type_, id_): journey for type_, id_, _ in template if type_ == "journey"}
    old |= {(type_, id_): who for type_, id_, _ in template if type_ == "persona" and who}
    return journey, puts([*entries, *_one_each(renamed([*drawn, *felt], old))])


def _one_each(entries: Iterable[Entry]) -> list[Entry]:
    """The entries, the first of each id: two example personas become one, and so may two feelings."""
    return list({(type_, id_): (type_, id_, fields) for type_, id_, fields in reversed(list(entries))}.values())[::-1]


def copy_journey(view: JourneyView, **changed: Any) -> tuple[str, tuple[Edit, ...]]:
    """A copy of a whole journey with some of its fields changed: its id and the edits. Personas are shared, not copied."""
    parts = {
        "traveller": view.travellers,
        "stage": view.stages,
        "lane": view.lanes,
        "card": view.cards,
        "feeling": view.feelings,
    }
    entries: list[Entry] = [("journey", view.journey["id"], {**_fields(view.journey), **changed})]
    entries += [(type_, r["id"], _fields(r)) for type_, records in parts.items() for r in records]
    copies = renamed(entries)
    return copies[0][1], puts(copies)


def twin(view: JourneyView) -> tuple[str, tuple[Edit, ...]]:
    """The to-be copy of an as-is journey, linked to it. What it rests on is open again: nothing of it has happened yet."""
    journey, edits = copy_journey(view, state="to_be", as_is=view.journey["id"], reviewed=None, review_due=None)
    # the copy's link names the original, which the renaming took for the copy itself
    first = Edit("put", "journey", journey, {**edits[0].fields, "as_is": view.journey["id"]})
    assumed = (Edit("put", "card", e.id, {**e.fields, "evidence": "assumed"}) if e.type == "card" else e for e in edits[1:])
    return journey, (first, *assumed)


def _fields(record: Record) -> Record:
    return {name: value for name, value in record.items() if name != "id"}


def patch(type_: str, id_: str, was: Record, now: Mapping[str, Any]) -> tuple[Edit, ...]:
    """A patch of the fields that differ from what the person saw; nothing where none does."""
    fields = {name: value for name, value in now.items() if value != was[name]}
    return (Edit("patch", type_, id_, fields, {name: was[name] for name in fields}),) if fields else ()


def statements(persona: str, kind: str, was: Sequence[Record], lines: Sequence[str]) -> list[Edit]:
    """From the statements that a form showed to the lines that it holds now: what was added, reworded and taken away.

    Statements that others added meanwhile are not touched: nothing here speaks of them.
    """
    edits: list[Edit] = []
    texts = [statement["text"] for statement in was]
    for op, a, b, c, d in SequenceMatcher(None, texts, list(lines), autojunk=False).get_opcodes():
        if op == "equal":
            continue
        kept = min(b - a, d - c)
        for i in range(kept):
            edits += patch("statement", was[a + i]["id"], was[a + i], {"text": lines[c + i]})
        edits += [Edit("delete", "statement", statement["id"]) for statement in was[a + kept : b]]
        before = was[b - 1]["order"] if b else None
        after = was[b]["order"] if b < len(was) else None
        for text in lines[c + kept : d]:
            before = key_between(before, after)
            edits.append(Edit("put", "statement", new_id(), {"persona": persona, "kind": kind, "text": text, "order": before}))
    return edits


def lines_of(text: str) -> list[str]:
    """The lines of a text field that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]
