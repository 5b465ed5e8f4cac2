"""Differences as plain sentences. The board's `model/difference-words.js` is its twin."""

from __future__ import annotations

import math
from collections.abc import Callable

from cxmap.insights.differences import Difference
from cxmap.insights.emotion import show
from cxmap.model import vocabulary as v
from cxmap.model.records import RECORDS, Record
from cxmap.model.views import JourneyView

_LONGEST = 80  # characters of a text that a sentence repeats
_BY_KEYS = {
    v.keys(terms): terms for terms in vars(v).values() if isinstance(terms, tuple) and terms and isinstance(terms[0], v.Term)
}
_NUMBERED = {"severity": v.SEVERITIES, "intensity": v.INTENSITIES}
_UNITS = {"duration": "duration_unit", "waiting": "waiting_unit", "frequency": "frequency_per"}
_LEADS = {
    "opens": ("opens another journey now", "no longer opens another journey", "opens a different journey now"),
    "shared": ("is shared with other journeys now", "is no longer shared", "is a place of a different shared touchpoint now"),
}


class Sentences:
    """Says what differs between two maps; made once for the two."""

    def __init__(self, before: JourneyView, after: JourneyView) -> None:
        self._views = (before, after)
        self._index = (_index(before), _index(after))

    def of(self, d: Difference) -> str:
        """One difference as a sentence without a full stop: “‘Visit by Ines’ moved from Winter to First frost”."""
        old = self._get(0, d.type, d.other)
        new = self._get(1, d.type, d.id) if d.kind != "gone" else None
        if d.type == "card":
            return self._card(d, old, new)
        if d.kind == "moved":
            return self._turned(d, new or {})
        if d.type in _SAYS:
            return _SAYS[d.type](self, d, old, new)
        return self._plain(d, old, new, self._head(d, new or old or {}, 1 if new else 0))

    # ---- by type

    def _card(self, d: Difference, old: Record | None, new: Record | None) -> str:
        if new is None:
            assert old is not None
            gone = self._get(1, "stage", d.stage) is None
            where = f"with the stage {self._stage(0, old['stage'])}" if gone else f"from {self._stage(0, old['stage'])}"
            return f"{_quoted(old['title'])} is gone {where}"
        stage = self._stage(1, new["stage"])
        if old is None:
            return f"{_quoted(new['title'])} is new in {stage}"
        if d.kind == "changed":
            return self._plain(d, old, new, _quoted(new["title"]), f" in {stage}")
        lane, was = self._lane(1, new["lane"]), self._lane(0, old["lane"])
        said = f"{_quoted(new['title'])} "
        if "stage" in d.fields and "lane" in d.fields:
            return said + f"moved from {self._stage(0, old['stage'])}, {was} to {stage}, {lane}"
        if "stage" in d.fields:
            return said + f"moved from {self._stage(0, old['stage'])} to {stage}"
        return said + (
            f"moved from {was} to {lane} in {stage}" if "lane" in d.fields else f"changed its place in {stage}, {lane}"
        )

    def _turned(self, d: Difference, new: Record) -> str:
        place = d.fields["order"][1]
        among = self._views[1].stages if d.type == "stage" else self._views[1].lanes
        head = self._head(d, new, 1)
        if place == 1:
            return f"{head} comes first now"
        said = self._stage if d.type == "stage" else self._lane
        return f"{head} comes after “{said(1, among[place - 2]['id'])}” now"

    def _feeling(self, d: Difference, old: Record | None, new: Record | None) -> str:
        one = new or old or {}
        side = 1 if new else 0
        who = self._somebody(one["persona"])
        reported = "reported " if one["source"] == "reported" else ""
        head = f"{who}’s {reported}feeling at {self._title(side, one['card'])}"
        if old is None:
            return f"{head} is new: {show(one['value'])}"
        if new is None:
            return f"{head} is gone: it was {show(one['value'])}"
        rest = self._phrases(d, skip=("value",))
        if "value" not in d.fields:
            return f"{head}: {'; '.join(rest)}"
        a, b = d.fields["value"]
        moved = f"{head} {'rises' if b > a else 'falls'} from {show(a)} to {show(b)}"
        return "; ".join([moved, *rest])

    def _assignment(self, d: Difference, old: Record | None, new: Record | None) -> str:
        one, side = (new, 1) if new else (old or {}, 0)
        team = (self._get(side, "team", one["team"]) or {}).get("name", "A team")
        part = v.label(v.RACI, one["part"]).lower()
        card = self._title(side, one["card"])
        if old is None:
            return f"{card}: {team} is {part} now"
        if new is None:
            return f"{card}: {team} is no longer {part}"
        return f"{card}: {team}, {part}: {'; '.join(self._phrases(d))}"

    def _tag(self, d: Difference, old: Record | None, new: Record | None) -> str:
        one, side = (new, 1) if new else (old or {}, 0)
        card = self._title(side, one["card"])
        if old and new:
            return f"{card}: the tag {_quoted(old['name'])} is now {_quoted(new['name'])}"
        return (
            f"{card} has the tag {_quoted(one['name'])} now" if new else f"{card} no longer has the tag {_quoted(one['name'])}"
        )

    def _traveller(self, d: Difference, old: Record | None, new: Record | None) -> str:
        who = self._somebody((new or old or {})["persona"])
        return f"{who} travels this map now" if new else f"{who} no longer travels this map"

    def _answer(self, d: Difference, old: Record | None, new: Record | None) -> str:
        one, side = (new, 1) if new else (old or {}, 0)
        question = next(term.meaning for term in v.GUIDE if term.key == one["question"])
        head = f"{self._stage(side, one['stage'])}: “{question}”"
        if old and new:
            return f"{head}: {'; '.join(self._phrases(d))}"
        return f"{head} has nothing to add now" if new else f"{head} is open again"

    def _head(self, d: Difference, one: Record, side: int) -> str:
        if d.type == "stage":
            return f"The stage “{self._stage(side, one['id'])}”"
        if d.type == "lane":
            return f"The lane “{self._lane(side, one['id'])}”"
        if d.type == "journey":
            return f"The journey {_quoted(one['title'])}"
        if d.type == "connection":
            return f"The connection from {self._title(side, one['start'])} to {self._title(side, one['end'])}"
        if d.type == "path":
            return f"The path from “{self._stage(side, one['start'])}” to “{self._stage(side, one['end'])}”"
        if d.type == "measure":
            return f"The KPI {_quoted(one['name'])}"
        if d.type == "source":
            return f"The source “{v.label(v.SOURCE_KINDS, one['kind'])}” of {self._title(side, one['card'])}"
        measure = self._get(side, "measure", one["measure"]) or {"name": ""}
        return f"The reading of {one['date']} for {_quoted(measure['name'])}"

    def _plain(self, d: Difference, old: Record | None, new: Record | None, head: str, where: str = "") -> str:
        if old is None:
            return f"{head} is new"
        if new is None:
            return f"{head} is gone"
        name = {"card": "title", "journey": "title", "stage": "name", "lane": "name", "measure": "name"}.get(d.type, "")
        rest = self._phrases(d, skip=(name,))
        if name not in d.fields:
            return f"{head}{where}: {'; '.join(rest)}"
        was = _quoted(old["title"]) if d.type == "card" else self._head(d, old, 0)
        called = _quoted(new[name]) if d.type != "lane" else f"“{self._lane(1, new['id'])}”"
        called = f"“{self._stage(1, new['id'])}”" if d.type == "stage" else called
        return "; ".join([f"{was}{where} is now called {called}", *rest])

    # ---- fields

    def _phrases(self, d: Difference, skip: tuple[str, ...] = ()) -> list[str]:
        units = {unit: name for name, unit in _UNITS.items()}
        names = dict.fromkeys(units.get(n, n) for n in d.fields if n not in skip)
        return [self._phrase(d, name) for name in names]

    def _phrase(self, d: Difference, name: str) -> str:
        definition = RECORDS[d.type].field(name)
        assert definition is not None
        old, new = self._value(d, name, 0), self._value(d, name, 1)
        if name in _LEADS:
            made, lost, other = _LEADS[name]
            return made if not old else lost if not new else other
        if definition.kind == "text" and max(len(old), len(new)) > _LONGEST:
            return f"{definition.label} is {'new' if not old else 'empty now' if not new else 'reworded'}"
        if definition.kind == "text":
            old, new = (f"“{text}”" if text else "" for text in (old, new))
        label = definition.label.removesuffix(" is")
        if not old:
            return f"{label} is {new} now"
        return f"{label} is now {new}, was {old}" if new else f"{label} is empty now, was {old}"

    def _value(self, d: Difference, name: str, side: int) -> str:
        """A field of the record before (0) or after (1), as people read it; "" where it is empty."""
        record = self._get(side, d.type, d.id if side else d.other) or {}
        value = record.get(name)
        definition = RECORDS[d.type].field(name)
        assert definition is not None
        if value is None or value == "":
            return ""
        if name in _NUMBERED:
            return v.label(_NUMBERED[name], str(value))
        if definition.kind in ("number", "integer"):
            return _with_unit(value, record.get(_UNITS.get(name, "")), name == "frequency")
        if definition.choices:
            return v.label(_BY_KEYS[definition.choices], value)
        if definition.kind == "ref":
            if definition.to == "persona":
                return _quoted(self._somebody(value))
            there = self._get(side, definition.to, value) or {}
            if definition.to in ("stage", "lane"):
                return f"“{(self._stage if definition.to == 'stage' else self._lane)(side, value)}”"
            return _quoted(there.get("title") or there.get("name") or f"another {definition.to}")
        return str(value)

    # ---- names

    def _get(self, side: int, type_: str, id_: str | None) -> Record | None:
        return self._index[side].get((type_, id_ or ""))

    def _title(self, side: int, card: str) -> str:
        return _quoted(self._index[side]["card", card]["title"])

    def _somebody(self, persona: str) -> str:
        found = self._get(1, "persona", persona) or self._get(0, "persona", persona)
        return str(found["name"]) if found else "Somebody"

    def _stage(self, side: int, id_: str) -> str:
        stage = self._index[side]["stage", id_]
        return str(stage["name"] or f"Stage {self._index[side]['place', id_]['at']}")

    def _lane(self, side: int, id_: str) -> str:
        lane = self._index[side]["lane", id_]
        return str(lane["name"] or v.label(v.LANE_KINDS, lane["kind"]))


_SAYS: dict[str, Callable[[Sentences, Difference, Record | None, Record | None], str]] = {
    "feeling": Sentences._feeling,
    "assignment": Sentences._assignment,
    "tag": Sentences._tag,
    "traveller": Sentences._traveller,
    "answer": Sentences._answer,
}


def _index(view: JourneyView) -> dict[tuple[str, str], Record]:
    lists = {
        "journey": [view.journey],
        "persona": view.personas,
        "traveller": view.travellers,
        "stage": view.stages,
        "lane": view.lanes,
        "card": view.cards,
        "feeling": view.feelings,
        **view.others,
    }
    found = {(type_, r["id"]): r for type_, of in lists.items() for r in of}
    return found | {("place", r["id"]): {"at": i} for i, r in enumerate(view.stages, 1)}


def _quoted(text: str) -> str:
    short = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
    return f"“{short or 'Untitled'}”"


def number(value: float) -> str:
    """A number as people read it: two decimals at most, a true minus sign."""
    rounded = math.floor(abs(value) * 100 + 0.5) / 100
    text = str(int(rounded)) if rounded == int(rounded) else str(rounded)
    return f"−{text}" if value < 0 and rounded else text


def _with_unit(value: float, unit: str | None, often: bool) -> str:
    said = number(value)
    if not unit:
        return said
    words = v.label(v.FREQUENCY_UNITS if often else v.DURATION_UNITS, unit).lower()
    return f"{said} {words.removesuffix('s') if said == '1' and not often else words}"
