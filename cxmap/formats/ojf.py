"""OpenJourney files (.ojf), both dialects: persona and point of view at the top or under `metadata`, scores −5 to +5."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from cxmap.formats import words
from cxmap.formats.draft import Card, Draft, Lane, Stage
from cxmap.formats.jsonfile import Document
from cxmap.formats.parsed import FormatError, Parsed, file_title, show
from cxmap.formats.thing import Thing
from cxmap.model.text import minus

SCORE_MIN, SCORE_MAX, SCORE_STEP = -5.0, 5.0, 0.6
NOBODY = "Customer"
T = TypeVar("T")
_LISTS = ("stages", "swimlanes", "nodes")
# A node's blueprint layers: our lane's kind, then the names that files use.
LAYERS = (
    ("evidence", ("evidence", "physicalEvidence")),
    ("frontstage", ("onstage", "frontstage")),
    ("backstage", ("backstage",)),
    ("support", ("support", "supportProcesses")),
)


def recognises(top: dict[str, Any]) -> bool:
    """Whether this JSON object looks like an OpenJourney file."""
    return any(key in top for key in _LISTS)


def read(document: Document, name: str) -> Parsed:
    """Read an OpenJourney file; `name` is its file name, the last resort for a title."""
    return _Reader(document).draft(name).parsed()


class _Reader:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.top = Thing(document.top, None, "", "The file")
        self.journey = Draft("")
        self.stages: _Names[Stage] = _Names("stage")
        self.lanes: _Names[Lane] = _Names("swimlane")
        self.persona = ""

    def draft(self, name: str) -> Draft:
        journey = self.journey
        for key in _LISTS:
            self.top.find(key)
        self.head(name)
        notes = [journey.note]
        for thing in self.things("stages", "A stage"):
            self.stage(thing)
        for index, thing in enumerate(self.things("swimlanes", "A swimlane"), 1):
            given = thing.text("name", "title", "label")
            kind = words.lane_kind(given)
            lane = Lane(kind, words.lane_name(given, kind) if given else f"Lane {index}")
            self.lanes.add(thing, given, lane)
            journey.lanes.append(lane)
            rest = words.lines(thing.rest())
            notes += [f"Lane {show(given, 40)}, {line}" for line in rest]
            self.kept_elsewhere(rest, f"the lane “{show(given, 40)}”", "the journey's note")
        for thing in self.things("nodes", "A node"):
            self.node(thing)
        journey.note = words.note("", [line for line in notes if line])
        return journey

    def things(self, key: str, what: str) -> list[Thing]:
        items = self.document.top.get(key)
        if items is None:
            items = []
        if not isinstance(items, list):
            raise FormatError(f"“{key}” must be a list.", field=key)
        return [Thing(item, self.document.line(key, i), f"{key}[{i}]", what) for i, item in enumerate(items)]

    def head(self, name: str) -> None:
        """Title, persona and point of view, from the top or from `metadata`; the rest goes to the journey's note."""
        top, journey = self.top, self.journey
        meta = Thing(top.find("metadata")[1] or {}, None, "metadata", "“metadata”")
        for each in (top, meta):
            each.find("version")
        title = top.text("title") or meta.text("title")
        point = top.text("pointOfView", "pov") or meta.text("pointOfView", "pov")
        journey.title = title.strip() or point.strip() or file_title(name)
        journey.point_of_view = point
        self.name_persona(top if not words.empty(top.item.get("persona")) else meta)
        rest = words.lines({**meta.rest(), **top.rest()})
        journey.note = "\n".join(rest)
        self.kept_elsewhere(rest, "the file", "the journey's note")

    def name_persona(self, holder: Thing) -> None:
        value = holder.item.get("persona")
        if not isinstance(value, dict):
            self.persona = " ".join(holder.text("persona").split())
            more = {}
        else:
            holder.find("persona")
            thing = Thing(value, holder.line, holder.at("persona"), "“persona”")
            self.persona = " ".join(thing.text("name", "title").split())
            more = {"role": thing.text("role"), "quote": thing.text("quote")}
            story = thing.text("narrative", "description", "bio")
            more["narrative"] = words.note(story, words.lines(thing.rest()))
        if self.persona:
            self.journey.personas[self.persona] = more

    def kept_elsewhere(self, rest: list[str], of: str, where: str) -> None:
        names = sorted({line.split(":", 1)[0] for line in rest})
        if names:
            self.journey.changed.append(f"{', '.join(names)} of {of}: kept in {where}.")

    def stage(self, thing: Thing) -> None:
        given = thing.text("name", "title", "label").strip()
        stage = Stage(given or f"Stage {len(self.journey.stages) + 1}", thing.text("goal"))
        if not given:
            self.journey.changed.append(f"A stage without a name is called “{stage.name}”.")
        self.stages.add(thing, given, stage)
        description = thing.text("description")
        rest = words.lines(thing.rest())
        stage.note = words.note(description, rest)
        self.kept_elsewhere(rest, f"the stage “{show(stage.name, 40)}”", "its note")
        self.journey.stages.append(stage)

    def node(self, thing: Thing) -> None:
        thing.find("id")
        title, description = thing.text("title", "name", "label"), thing.text("description")
        called = f"The node “{show(title or description, 40)}”"
        stage = self.stages.find(thing, called, "stageId", "stage")
        lane = self.lanes.find(thing, called, "swimlaneId", "swimlane", "laneId", "lane")
        card = Card(stage, lane, title.strip(), line=thing.line, place=thing.place)
        if not card.title:
            card.title = show(description) or "Untitled"
            self.journey.changed.append(f"A node without a title ({thing.place}) is called “{show(card.title, 40)}”.")
        kept: dict[str, Any] = {}
        self.feel(thing, card, called, kept)
        if thing.flag("isMomentOfTruth"):
            card.moment = "make_or_break"
        purpose, severity = thing.find("purpose")[1], thing.find("severity")[1]
        if not words.empty(severity):
            pain = lane.kind == "pain" or str(purpose).strip().casefold() in words.PAIN_PURPOSES
            card.severity = words.severity(severity) if pain else None
            if card.severity is None:
                kept["severity"] = severity
        name, value = thing.find("channel")
        card.channel = words.channel(value)
        if card.channel is None:
            kept[name] = value
        kept["purpose"] = purpose
        entries, unknown = self.layers(thing)
        kept.update(unknown)
        kept.update(thing.rest())
        self.journey.kept.update(words.label(name) for name, value in kept.items() if not words.empty(value))
        card.note = words.note(description, words.lines(kept))
        self.journey.cards += [card, *self.blueprint(entries, card, called)]

    def feel(self, thing: Thing, card: Card, called: str, kept: dict[str, Any]) -> None:
        """The feeling of the file's persona; in an emotion lane the title is its word, elsewhere the sentiment is."""
        score = thing.number("score", "a number from −5 to +5")
        sentiment = thing.text("sentiment").strip()
        if score is not None:
            near = min(max(score, SCORE_MIN), SCORE_MAX)
            if near != score:
                self.journey.changed.append(
                    f"{called} has the score {minus(f'{score:g}')}; it was taken as {minus(f'{near:+g}')}."
                )
            if not self.persona:
                self.persona = NOBODY
                self.journey.personas[NOBODY] = {}
                self.journey.changed.append(f"The file names no persona: the feelings are those of “{NOBODY}”.")
            word = card.title if card.lane.kind == "emotion" else sentiment
            card.feelings.append((self.persona, round(near * SCORE_STEP, 1), word))
        if sentiment.casefold() != card.title.casefold() and (score is None or card.lane.kind == "emotion"):
            kept["sentiment"] = sentiment

    def layers(self, thing: Thing) -> tuple[list[tuple[str, Thing]], dict[str, Any]]:
        """The blueprint entries of a node, (kind of lane, entry) each, and the layers that the blueprint does not know."""
        name, value = thing.find("blueprint")
        if words.empty(value):
            return [], {}
        blueprint = Thing(value, thing.line, thing.at(name), "“blueprint”")
        entries: list[tuple[str, Thing]] = []
        for kind, names in LAYERS:
            layer, items = blueprint.find(*names)
            for index, item in enumerate(items if isinstance(items, list) else [items]):
                if not words.empty(item):
                    whole = {"item": item} if isinstance(item, str) else item
                    place = f"{blueprint.at(layer)}[{index}]"
                    entries.append((kind, Thing(whole, thing.line, place, f"An entry of “{layer}” that is no text")))
        return entries, blueprint.rest()

    def blueprint(self, entries: list[tuple[str, Thing]], card: Card, called: str) -> list[Card]:
        """The cards of a node's blueprint, in the same stage: “Doorman: Opens taxi door and greets guest”."""
        cards: list[Card] = []
        for kind, entry in entries:
            who = entry.text("item", "actor", "system", "name").strip()
            what = entry.text("action", "description", "process").strip()
            title = who or what if kind == "evidence" else ": ".join(part for part in (who, what) if part)
            if not title:
                self.journey.left_out.append(f"{called} has a blueprint entry without words ({entry.place}).")
                continue
            lines = [*words.lines(entry.rest()), f"Belongs to “{show(card.title)}”."]
            note = words.note(what if kind == "evidence" and who else "", lines)
            lane = self.journey.lane_of(kind)
            cards.append(Card(card.stage, lane, title, note, line=entry.line, place=entry.place))
        return cards


class _Names(Generic[T]):
    """Stages or swimlanes by their id, or by a name that only one of them has, as nodes may call them."""

    def __init__(self, what: str) -> None:
        self.what = what
        self.by_id: dict[str, T] = {}
        self.by_name: dict[str, list[T]] = {}

    def add(self, thing: Thing, name: str, value: T) -> None:
        """Remember one; its id may be left out, but not stand twice."""
        id_ = thing.text("id")
        if id_ and id_ in self.by_id:
            raise thing.refuse("id", f"Two {self.what}s have the id “{show(id_)}”: give each its own.")
        if id_:
            self.by_id[id_] = value
        self.by_name.setdefault(name.strip().casefold(), []).append(value)

    def find(self, thing: Thing, called: str, *names: str) -> T:
        """The one that a node names in the first of these fields. Refuses the file where there is none."""
        field = thing.find(*names)[0]
        wanted = thing.text(field)
        if not wanted:
            raise thing.refuse(field, f"{called} names no {self.what}: give it a “{names[0]}”.")
        same_name = self.by_name.get(wanted.strip().casefold(), [])
        if wanted in self.by_id:
            return self.by_id[wanted]
        if len(same_name) == 1:
            return same_name[0]
        sentence = f"{called} names the {self.what} “{show(wanted)}”, which the file does not have"
        raise thing.refuse(field, f"{sentence}: add that {self.what} or correct the name.")
