"""A journey from a foreign file before it becomes records: stages, lanes, cards and scores, in the file's order.

Foreign formats know fewer fields than cxmap and no limits; here their texts are fitted and missing lanes are made, and
each such change is reported.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from cxmap.formats import words
from cxmap.formats.parsed import Builder, Parsed, count, show
from cxmap.model import vocabulary as v
from cxmap.model.fields import Field, clean_text
from cxmap.model.order import key_between, keys_between
from cxmap.model.records import RECORDS, new_id

EMOTION = "emotion"
_BELOW_EMOTION = ("pain", "moment", "opportunity", "frontstage", "backstage", "support", "kpi", "note")
_BLUEPRINT = {"evidence": 0, "frontstage": 2, "backstage": 3, "support": 4}


@dataclass(eq=False)
class Stage:
    """A column of the map."""

    name: str
    goal: str = ""
    note: str = ""


@dataclass(eq=False)
class Lane:
    """A row of the map; `kind` is a key of LANE_KINDS."""

    kind: str
    name: str = ""


@dataclass(eq=False)
class Card:
    """A card with the feelings that it carries: (persona's name, emotion −3…+3, word)."""

    stage: Stage
    lane: Lane
    title: str
    note: str = ""
    channel: str | None = None
    severity: int | None = None
    moment: str | None = None
    feelings: list[tuple[str, float, str]] = field(default_factory=list)
    line: int | None = None
    place: str | None = None


@dataclass
class Draft:
    """One journey with its personas (name → further fields), in the order in which they were named."""

    title: str
    point_of_view: str = ""
    note: str = ""
    personas: dict[str, dict[str, str]] = field(default_factory=dict)
    stages: list[Stage] = field(default_factory=list)
    lanes: list[Lane] = field(default_factory=list)
    cards: list[Card] = field(default_factory=list)
    kept: Counter[str] = field(default_factory=Counter)
    changed: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def lane_of(self, kind: str) -> Lane:
        """The first lane of a blueprint layer, made at its place in the blueprint where there is none."""
        there = next((lane for lane in self.lanes if lane.kind == kind), None)
        if there is None:
            there, rank = Lane(kind), _BLUEPRINT[kind]
            places = (i for i, lane in enumerate(self.lanes) if _BLUEPRINT.get(lane.kind, 1) > rank)
            self.lanes.insert(0 if kind == "evidence" else next(places, len(self.lanes)), there)
            self.changed.append(f"A lane “{v.label(v.LANE_KINDS, kind)}” was added for the blueprint.")
        return there

    def show_curve(self) -> None:
        """Add an emotion lane where there are feelings and no lane to draw their curve in."""
        if any(card.feelings for card in self.cards) and not any(lane.kind == EMOTION for lane in self.lanes):
            places = (i for i, lane in enumerate(self.lanes) if lane.kind in _BELOW_EMOTION)
            self.lanes.insert(next(places, len(self.lanes)), Lane(EMOTION))
            self.changed.append("A lane “Emotion” was added to show the curve.")

    def parsed(self) -> Parsed:
        """The draft as checked records with its report."""
        self.show_curve()
        return _Writing(self).parsed()


class _Writing:
    """Turns one draft into records: fits its texts, gives orders and ids."""

    def __init__(self, draft: Draft) -> None:
        self.draft, self.builder = draft, Builder()
        report = self.builder.report
        report.left_out += draft.left_out
        report.changed += draft.changed
        report.changed += [f"{name}: kept in the note of {count(n, 'card')}." for name, n in draft.kept.items()]
        self.last: dict[tuple[str, str], str] = {}

    def parsed(self) -> Parsed:
        draft, add = self.draft, self.builder.add
        self.personas = {name: self.persona(name, more) for name, more in draft.personas.items()}
        fields = {"title": draft.title, "point_of_view": draft.point_of_view, "note": draft.note}
        about = {"title": "The journey's title", "point_of_view": "The point of view", "note": "The journey's note"}
        fitted = {name: self.fit(text, "journey", name, about[name]) for name, text in fields.items()}
        self.journey = add("journey", {**fitted, "title": fitted["title"] or "Journey"})
        for id_, order in zip(self.personas.values(), keys_between(None, None, len(self.personas)), strict=True):
            add("traveller", {"journey": self.journey, "persona": id_, "order": order})
        stages = {
            stage: self.stage(stage, order)
            for stage, order in zip(draft.stages, keys_between(None, None, len(draft.stages)), strict=True)
        }
        lanes: dict[Lane, str] = {}
        for lane, order in zip(draft.lanes, keys_between(None, None, len(draft.lanes)), strict=True):
            name = self.fit(lane.name, "lane", "name", f"The name of the lane “{show(lane.name, 30)}”")
            lanes[lane] = add("lane", {"journey": self.journey, "kind": lane.kind, "name": name, "order": order})
        for card in draft.cards:
            self.card(card, stages[card.stage], lanes[card.lane])
        return self.builder.parsed()

    def persona(self, name: str, more: dict[str, str]) -> str:
        short = self.fit(name, "persona", "name", "The persona's name", kept_in="narrative")
        fields = {"role": "", "quote": "", "narrative": "", **more}
        if short != clean_text(name, long=False):
            fields["narrative"] = words.note(name, [fields["narrative"]])
        fitted = {f: self.fit(text, "persona", f, f"The {f} of {show(name, 30)}") for f, text in fields.items()}
        return self.builder.add("persona", {"name": short or "Customer", **fitted})

    def stage(self, stage: Stage, order: str) -> str:
        about = f"The stage “{show(stage.name, 30)}”"
        fields, whole = {}, []
        for name, text in (("name", stage.name), ("goal", stage.goal)):
            fields[name] = self.fit(text, "stage", name, f"The {name} of a stage, “{show(text, 30)}”,", kept_in="note")
            if fields[name] != clean_text(text, long=False):
                whole.append(text)
        fields["note"] = self.fit(words.note("\n".join(whole), [stage.note]), "stage", "note", f"The note of {about}")
        return self.builder.add("stage", {"journey": self.journey, **fields, "order": order})

    def card(self, card: Card, stage: str, lane: str) -> None:
        about = f"The card “{show(card.title, 30)}”"
        title = self.fit(card.title, "card", "title", about, kept_in="note")
        whole = card.title if title != clean_text(card.title, long=False) else ""
        order = self.last[stage, lane] = key_between(self.last.get((stage, lane)), None)
        fields = {
            "journey": self.journey,
            "stage": stage,
            "lane": lane,
            "title": title,
            "note": self.fit(words.note(whole, [card.note]), "card", "note", f"The note of {about}"),
            "channel": card.channel,
            "severity": card.severity,
            "moment": card.moment,
            "order": order,
        }
        id_ = self.builder.add("card", fields, new_id(), card.line, card.place)
        for persona, value, word in card.feelings:
            felt = {"journey": self.journey, "card": id_, "persona": self.personas[persona], "value": value}
            self.builder.add("feeling", {**felt, "word": self.word(word)}, None, card.line, card.place)

    @staticmethod
    def word(text: str) -> str:
        """A feeling's word; a whole sentence (the card's title has it too) is cut to its beginning."""
        return show(text, int(_field("feeling", "word").max or 0))

    def fit(self, text: str, type_: str, name: str, about: str, kept_in: str = "") -> str:
        """A text that fits its field; one that is too long is cut, and the report says where the whole is, if anywhere."""
        definition = _field(type_, name)
        size = int(definition.max or 0)
        clean = clean_text(text, definition.long)
        if len(clean) <= size:
            return clean
        if kept_in:
            self.builder.changed(f"{about} was cut to {size:,} characters; the {kept_in} has it whole.")
        else:
            self.builder.left_out(f"{about} was cut to {size:,} characters; the rest is left out.")
        return clean[: size - 1].rstrip() + "…"


def _field(type_: str, name: str) -> Field:
    definition = RECORDS[type_].field(name)
    assert definition is not None
    return definition
