"""Reads what boards send and writes what they are sent. Pure: text in, values out, and back."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, TypeGuard

import orjson

from cxmap.access import SOMEBODY
from cxmap.changes import Applied, Change, Edit, Note, Refused
from cxmap.model.fields import ID_PATTERN
from cxmap.model.records import Record
from cxmap.store import Ballot, Committed, Counts, Crossing, Entry

VERSION = 1
PROTOCOL = "cxmap.v1"
MAX_FRAME = 256 * 1024
MAX_HELD = 100
_SENTENCE = 1_000  # characters of a sentence, whatever the client put into it

# What somebody selects or types in: a record's id, with its type or a field where the id alone says too little.
_PLACE = re.compile(r"[A-Za-z0-9._-]{1,120}(:[A-Za-z0-9._-]{1,120}){0,2}\Z")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z\Z")

Message = dict[str, Any]


class Unreadable(ValueError):
    """A frame that is not a message of the protocol. The text is one sentence for the author of the client."""


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


_patient = json.JSONDecoder(parse_constant=_no_constant).decode


def encode(value: Any) -> str:
    """A value as JSON."""
    return orjson.dumps(value).decode()


def _decode(text: str) -> Any:
    """What the JSON says. orjson is quick, but takes no half characters, which the fields clean away: those go the long way."""
    try:
        return orjson.loads(text)
    except ValueError:
        return _patient(text)


def read(text: str) -> list[Message]:
    """The messages of a frame, each with a type under `t`. Raises `Unreadable`."""
    try:
        content = _decode(text)
    except (ValueError, RecursionError):
        raise Unreadable("The frame is not JSON.") from None
    if isinstance(content, dict) and isinstance(content.get("t"), str):
        return [content]  # nearly always
    messages = content if isinstance(content, list) else [content]
    if not all(isinstance(m, dict) and isinstance(m.get("t"), str) for m in messages):
        raise Unreadable("A message is an object with its type under “t”.")
    return messages


def is_id(value: Any) -> bool:
    """Whether the value can be an id."""
    return isinstance(value, str) and ID_PATTERN.match(value) is not None


def change_of(message: Message, where: str = "") -> Change:
    """The change in a message whose id has been checked, made on the board of `where`. Raises `Refused` with the place of an edit that cannot be read."""
    edits, base = message.get("edits"), message.get("base", 0)
    if not isinstance(edits, list):
        raise Refused("invalid", "A change needs a list of edits.")
    if not isinstance(base, int) or isinstance(base, bool):
        raise Refused("invalid", "The base of a change is a revision number.")
    return Change(message["id"], tuple([_edit(place, edit) for place, edit in enumerate(edits)]), base, where=where)


def _edit(place: int, edit: Any) -> Edit:
    if not isinstance(edit, dict):
        raise Refused("invalid", "An edit is an object.", place)
    op, type_, id_ = edit.get("op"), edit.get("type"), edit.get("id")
    fields, was = edit.get("fields", {}), edit.get("was", {})
    if op not in ("put", "patch", "delete"):
        raise Refused("invalid", "An edit is a put, a patch or a delete.", place)
    if not isinstance(type_, str) or not is_id(id_) or not isinstance(fields, dict) or not isinstance(was, dict):
        raise Refused("invalid", "An edit names a type and an id, and its fields are objects.", place)
    return Edit(op, type_, str(id_), fields, was)


def ballot_of(message: Message) -> Ballot:
    """The ballot in a message; its values are checked by the store. Raises `Unreadable`."""
    workshop, step, target = (message.get(name) for name in ("workshop", "step", "target"))
    value, effort = message.get("value"), message.get("effort")
    if not (is_id(workshop) and is_id(step) and is_id(target)):
        raise Unreadable("A ballot names a workshop, a step and a target by their ids.")
    if any(each is not None and not _is_number(each) for each in (value, effort)):
        raise Unreadable("The value and effort of a ballot are numbers, or null.")
    return Ballot(str(workshop), str(step), str(target), value, effort)


def draft_of(message: Message) -> tuple[str, str, Message | None, str]:
    """(workshop, step, draft or None, id of the one to drop or ""). Raises `Unreadable`."""
    workshop, step, draft, drop = (message.get(name) for name in ("workshop", "step", "draft", "drop"))
    if not (is_id(workshop) and is_id(step)):
        raise Unreadable("A draft names a workshop and a step by their ids.")
    if not (isinstance(draft, dict) and drop is None) and not (draft is None and is_id(drop)):
        raise Unreadable("A draft is an object under “draft”, or the id of one under “drop”.")
    return str(workshop), str(step), draft, str(drop or "")


def question_id(message: Message) -> str:
    """The id of a question. Raises `Unreadable`."""
    if not is_id(message.get("id")):
        raise Unreadable("A question needs an id of 1 to 120 letters, digits, dots, dashes or underscores.")
    return str(message["id"])


def check_asked(kind: str, message: Message) -> None:
    """Raise `Unreadable` where a question about a workshop does not name what it needs."""
    for asked, name in (("mine", "workshop"), ("breakouts", "workshop"), ("reveal", "step")):
        if kind == asked and not is_id(message.get(name)):
            raise Unreadable(f"“{name}” is an id.")
    if kind == "similar" and not (message.get("lane") is None or is_id(message["lane"])):
        raise Unreadable("“lane” is an id, or left out.")
    names = message.get("names")
    if kind == "breakouts" and not (isinstance(names, list) and all(isinstance(name, str) for name in names)):
        raise Unreadable("“names” is a list of texts.")


def check_numbers(message: Message, *names: str) -> None:
    """Raise `Unreadable` where one of these fields is there and is no revision or count."""
    for name in names:
        value = message.get(name, 0)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**31:
            raise Unreadable(f"“{name}” is a whole number from 0.")


def time_of(message: Message, name: str) -> str:
    """A UTC time, or "" where there is none. Raises `Unreadable`."""
    value = message.get(name, "")
    if value and (not isinstance(value, str) or not _TIME.match(value)):
        raise Unreadable(f"“{name}” is a UTC time such as 2026-11-22T09:30:00.000Z.")
    return str(value or "")


def presence_of(message: Message) -> Message:
    """What a person is doing, put right: cursor inside its cell, lists short, ids only. Raises `Unreadable`."""
    cursor, typing = message.get("cursor"), message.get("typing")
    if typing is not None and not _is_place(typing):
        raise Unreadable("“typing” is an id or null.")
    return {
        "cursor": None if cursor is None else _cursor(cursor),
        "selected": _ids(message.get("selected", [])),
        "held": _ids(message.get("held", [])),
        "typing": typing,
    }


def _cursor(cursor: Any) -> Message:
    if isinstance(cursor, dict):
        stage, lane, x, y = (cursor.get(key) for key in ("stage", "lane", "x", "y"))
        if (stage == "" or is_id(stage)) and (lane == "" or is_id(lane)) and _is_number(x) and _is_number(y):
            return {"stage": stage, "lane": lane, "x": _in_cell(x), "y": _in_cell(y)}
    raise Unreadable("“cursor” is null or {stage, lane, x, y}.")


def _is_number(value: Any) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _in_cell(value: float) -> float:
    return round(min(1.0, max(0.0, value)), 4)


def _is_place(value: Any) -> bool:
    return isinstance(value, str) and _PLACE.match(value) is not None


def _ids(value: Any) -> list[str]:
    if not isinstance(value, list) or len(value) > MAX_HELD or not all(_is_place(each) for each in value):
        raise Unreadable(f"“selected” and “held” are lists of at most {MAX_HELD} ids.")
    return value


def edits_text(applied: Iterable[Applied]) -> str:
    """What a change did, as JSON: whole fields, in order."""
    return encode(
        [
            {"op": a.op, "type": a.type, "id": a.id}
            if a.op == "delete"
            else {"op": a.op, "type": a.type, "id": a.id, "fields": a.after}
            for a in applied
        ]
    )


def notes_text(notes: Sequence[Note]) -> str:
    """Notes as JSON."""
    return encode([asdict(note) for note in notes]) if notes else "[]"


def ack(change: Committed, prev: int, edits: str) -> str:
    """The answer to the author of a change; `edits` is what `edits_text` made."""
    return (
        f'{{"t":"ack","id":"{change.id}","rev":{change.rev},"prev":{prev},"edits":{edits},"notes":{notes_text(change.notes)}}}'
    )


def change(change: Committed, prev: int, edits: str) -> str:
    """A change as everybody else on the board hears of it. Only notes that concern everybody are told.

    Ids need no escaping: the store takes none that would (`ID_PATTERN`).
    """
    notes = [note for note in change.notes if note.code == "both_kept"] if change.notes else []
    return (
        f'{{"t":"change","id":"{change.id}","rev":{change.rev},"prev":{prev},"by":{_by(change.actor, change.name)},"at":"{change.at}",'
        f'"kind":"{change.kind}","edits":{edits},"notes":{notes_text(notes)}}}'
    )


@lru_cache(maxsize=1_000)
def _by(person: str, name: str) -> str:
    return encode(_who(person, name))


def _who(person: str, name: str) -> Message:
    """Who did something, as the boards are told: who takes part in an anonymous workshop is nobody in particular."""
    return {"person": "" if name == SOMEBODY else person, "name": name}


def crossed(crossing: Crossing, person: str) -> str:
    """That this person and somebody else set the same value at once; `lost` is what either can put back."""
    by = _who(*crossing.other(person))
    where = {"type": crossing.type, "id": crossing.id, "field": crossing.field}
    stands = person == crossing.later[0]
    said = {"by": by, "stands": stands, "lost": crossing.lost, "message": _said(crossing.told(person))}
    return encode({"t": "crossed", "rev": crossing.rev, **where, **said})


def refused(id_: str, refusal: Refused) -> str:
    """Why a change was not applied."""
    return encode({"t": "refused", "id": id_, "code": refusal.code, "message": _said(refusal.message), "edit": refusal.edit})


def error(code: str, message: str) -> str:
    """What is wrong with what the client sent."""
    return encode({"t": "error", "code": code, "message": _said(message)})


def _said(sentence: str) -> str:
    """A sentence that may quote the client, as it can be sent: not endless, and without half characters, which no frame can hold."""
    short = sentence if len(sentence) <= _SENTENCE else sentence[: _SENTENCE - 1] + "…"
    return short.encode("utf-8", "replace").decode("utf-8")


def snapshot(rev: int, records: str) -> str:
    """The whole room anew; `records` is JSON."""
    return f'{{"t":"snapshot","rev":{rev},"records":{records}}}'


def welcome(
    session: str, you: Message, role: str, rev: int, content: str, people: Iterable[str], counts: Counts | None = None
) -> str:
    """The answer to hello. `content` is `"records":…` or `"changes":…` as JSON, `people` the JSON of each."""
    now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    head = f'"t":"welcome","v":{VERSION},"session":"{session}","you":{encode(you)},"role":"{role}","rev":{rev},"now":"{now}"'
    told = encode(asdict(counts) if counts is not None else None)
    return f'{{{head},{content},"people":[{",".join(people)}],"counts":{told}}}'


def counts(found: Counts) -> str:
    """What may be told of the unseen."""
    return encode({"t": "counts", **asdict(found)})


def noted(id_: str) -> str:
    """A ballot or draft is kept."""
    return f'{{"t":"noted","id":"{id_}"}}'


def role(name: str) -> str:
    """Another role for the reader, here."""
    return encode({"t": "role", "role": name})


def mine(id_: str, ballots: Sequence[Message], drafts: Sequence[Message]) -> str:
    """The answer to `mine`."""
    return encode({"t": "answer", "id": id_, "ballots": ballots, "drafts": drafts})


def similar(id_: str, groups: Sequence[Message]) -> str:
    """The answer to `similar`."""
    return encode({"t": "answer", "id": id_, "groups": groups})


def people(entries: Iterable[str], gone: Iterable[str]) -> str:
    """Who came or changed (the JSON of each) and which sessions left."""
    return f'{{"t":"people","people":[{",".join(entries)}],"gone":{encode(list(gone))}}}'


def _entry(entry: Entry) -> Message:
    return {
        "id": entry.id,
        "rev": entry.rev,
        "at": entry.at,
        "by": _who(entry.actor, entry.name),
        "kind": entry.kind,
        "label": entry.label,
        "edits": entry.edits,
    }


def timeline(id_: str, entries: Iterable[Entry], positions: Sequence[int] | None) -> str:
    """The answer to `timeline`."""
    more = {} if positions is None else {"positions": positions}
    return encode({"t": "answer", "id": id_, "entries": [_entry(e) for e in entries], **more})


def moment(id_: str, rev: int, last: Iterable[Entry], records: dict[str, list[Record]]) -> str:
    """The answer to `moment`; `last` is the change that the map had seen last."""
    entry = next((_entry(e) for e in last), None)
    return encode({"t": "answer", "id": id_, "rev": rev, "entry": entry, "records": records})


def changes(id_: str, found: Iterable[tuple[Committed, str, Sequence[Applied]]], more: bool) -> str:
    """The answer to `changes`: each with what it did on this board, in words and as edits."""
    texts = [
        f'{{"rev":{c.rev},"at":"{c.at}","by":{_by(c.actor, c.name)},"kind":"{c.kind}","label":{encode(label)},'
        f'"edits":{edits_text(applied)}}}'
        for c, label, applied in found
    ]
    return f'{{"t":"answer","id":"{id_}","changes":[{",".join(texts)}],"more":{encode(more)}}}'


PONG = '{"t":"pong"}'
