"""The record types: each is defined here and nowhere else.

Tables, validation, the file format, the wire and the board's inspector all read `RECORDS`. A record is a plain dict of
its fields with its `id`; `new_id()` makes ids. `check_fields` checks the fields of a put (whole record) or a patch.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from cxmap.model import vocabulary as v
from cxmap.model.fields import ID_PATTERN, Field, Invalid

Record = dict[str, Any]

# Limits on what one journey may hold; the board stays usable up to them.
MAX_CARDS, MAX_STAGES, MAX_LANES = 20_000, 200, 100


@dataclass(frozen=True)
class RecordType:
    """A record type: its name, one line of meaning and its fields in the order in which people meet them."""

    name: str
    label: str
    meaning: str
    fields: tuple[Field, ...]

    def field(self, name: str) -> Field | None:
        """The field of that name, or None."""
        return _FIELDS[self.name].get(name)

    @property
    def defaults(self) -> Record:
        """What a put that leaves fields out stands for."""
        return {f.name: ("" if f.kind == "text" and f.default is None else f.default) for f in self.fields}


def _ref(name: str, to: str, label: str, meaning: str, **more: Any) -> Field:
    return Field(name, "ref", label, meaning, to=to, **{"required": True, **more})


def _text(name: str, label: str, meaning: str, size: int, **more: Any) -> Field:
    return Field(name, "text", label, meaning, max=size, **more)


def _choice(name: str, terms: tuple[v.Term, ...], label: str, meaning: str, **more: Any) -> Field:
    return Field(name, "choice", label, meaning, choices=v.keys(terms), **more)


_ORDER = Field("order", "order", "Order", "Fractional key: records sort by it, ties by id.", required=True, default="a0")
_WORKSPACE = _ref("workspace", "workspace", "Workspace", "The workspace that it belongs to.", fixed=True)
_JOURNEY = _ref("journey", "journey", "Journey", "The journey that it belongs to.", fixed=True)

RECORDS: dict[str, RecordType] = {
    r.name: r
    for r in (
        RecordType(
            "workspace",
            "Workspace",
            "Everything of one team or organisation: its people, personas and journeys.",
            (_text("name", "Name", "What the workspace is called.", 120, required=True),),
        ),
        RecordType(
            "person",
            "Person",
            "Somebody who uses cxmap: one browser profile, or one token.",
            (
                _WORKSPACE,
                _text("name", "Name", "The name that others see; empty until given.", 60),
                Field("number", "integer", "Number", "Shown as “Guest 3” while there is no name.", True, 1, min=1, max=1e9),
                Field("colour", "integer", "Colour", "Which of the four person colours.", True, 1, min=1, max=4),
            ),
        ),
        RecordType(
            "persona",
            "Persona",
            "A named, vivid example customer; a segment is a different thing.",
            (
                _WORKSPACE,
                _text("name", "Name", "The persona's name.", 120, required=True),
                _text("role", "Role", "Who they are in a few words: “67, first referral”.", 160),
                _text("quote", "Quote", "One sentence in their own words.", 400),
                _text("narrative", "Narrative", "A day or a situation from their life.", 8_000, long=True),
                _text("photo", "Photo", "Id of the stored picture; empty: drawn initials.", 120),
            ),
        ),
        RecordType(
            "statement",
            "Statement",
            "One thing that is said of a persona: a goal, need, frustration or preferred channel.",
            (
                _ref("persona", "persona", "Persona", "The persona that it is said of.", fixed=True),
                _choice("kind", v.STATEMENT_KINDS, "Kind", "What it says.", required=True, default="goal"),
                _text("text", "Text", "The statement; for a channel, the channel's key.", 400, required=True),
                _ORDER,
            ),
        ),
        RecordType(
            "journey",
            "Journey",
            "One map: what a customer goes through to get something done.",
            (
                _WORKSPACE,
                _text("title", "Title", "What the journey is called.", 200, required=True),
                _choice("state", v.JOURNEY_STATES, "State", "As it is, or as it should be.", required=True, default="as_is"),
                _ref(
                    "as_is",
                    "journey",
                    "As-is journey",
                    "The as-is map that a to-be map answers.",
                    required=False,
                    on_delete="clear",
                ),
                _text("point_of_view", "Point of view", "Whose journey, in which situation.", 1_000, long=True),
                _text("note", "Note", "Anything else worth keeping.", 20_000, long=True),
                Field("reviewed", "date", "Reviewed", "When the map was last reviewed."),
                Field("review_due", "date", "Review due", "When it should be reviewed next."),
            ),
        ),
        RecordType(
            "traveller",
            "Persona on the map",
            "A persona that travels a journey; the first one's curve is drawn in full.",
            (_JOURNEY, _ref("persona", "persona", "Persona", "Who travels.", fixed=True), _ORDER),
        ),
        RecordType(
            "stage",
            "Stage",
            "A phase of the journey: one column.",
            (
                _JOURNEY,
                _text("name", "Name", "What the phase is called.", 120),
                _text("goal", "Goal", "What the customer wants to get done here.", 300),
                Field("duration", "number", "Duration", "How long it lasts.", min=0, max=1e6),
                _choice("duration_unit", v.DURATION_UNITS, "Unit", "Unit of the duration."),
                _text("note", "Note", "Anything else worth keeping.", 20_000, long=True),
                _ORDER,
            ),
        ),
        RecordType(
            "lane",
            "Lane",
            "A row of the map: one kind of card.",
            (
                _JOURNEY,
                _choice("kind", v.LANE_KINDS, "Kind", "What its cards are.", required=True, default="custom"),
                _text("name", "Name", "Its own name; empty: the kind's.", 120),
                _ORDER,
            ),
        ),
        RecordType(
            "card",
            "Card",
            "One thing on the map, in a stage and a lane; the lane's kind says what it is.",
            (
                _JOURNEY,
                _ref("stage", "stage", "Stage", "The column that it stands in."),
                _ref("lane", "lane", "Lane", "The row that it stands in."),
                _text("title", "Title", "What it says.", 500),
                _text("note", "Note", "More detail.", 20_000, long=True),
                _choice("channel", v.CHANNELS, "Channel", "Through which channel it happens."),
                Field("severity", "integer", "Severity", "How much a pain point hurts: 1 to 3.", min=1, max=3),
                _choice("moment", v.MOMENTS, "Moment of truth", "Whether this contact decides, and how."),
                _choice("evidence", v.EVIDENCE, "Evidence", "What it rests on.", required=True, default="assumed"),
                _ORDER,
            ),
        ),
        RecordType(
            "feeling",
            "Feeling",
            "How one persona feels at one card, as one source tells it. Its id is `feeling_id(card, persona, source)`.",
            (
                _JOURNEY,
                _ref("card", "card", "Card", "Where it is felt.", fixed=True),
                _ref("persona", "persona", "Persona", "Who feels it.", fixed=True),
                _choice("source", v.FEELING_SOURCES, "Source", "Who says so.", required=True, default="predicted", fixed=True),
                Field("value", "number", "Emotion", "From −3 (very negative) to +3.", True, min=-3, max=3, step=0.1),
                _text("word", "Word", "A word for it: “relieved”.", 60),
            ),
        ),
    )
}

_FIELDS = {name: {f.name: f for f in record.fields} for name, record in RECORDS.items()}

# Types that live inside one journey; the others belong to the workspace.
JOURNEY_TYPES = tuple(name for name, r in RECORDS.items() if "journey" in _FIELDS[name])


def new_id() -> str:
    """A fresh id: 16 characters that need no escaping in a URL or a file."""
    return secrets.token_hex(8)


def feeling_id(card: str, persona: str, source: str) -> str:
    """The one id that the feeling of a persona at a card can have, so that two people never make two of it."""
    return f"{card}.{persona}.{source}"


def room_of(type_: str, id_: str, fields: Record) -> str:
    """The journey whose board shows this record; "" for what belongs to the workspace."""
    return id_ if type_ == "journey" else str(fields.get("journey", ""))


def check_id(id_: Any) -> str:
    """Return the id, or raise `Invalid` where it is not one."""
    if not isinstance(id_, str) or not ID_PATTERN.match(id_):
        raise Invalid("An id has 1 to 120 letters, digits, dots, dashes or underscores.", "id")
    return id_


def check_fields(type_: str, fields: Any, whole: bool) -> Record:
    """Check the fields of a record.

    `whole`: a put, which fills in what is left out; otherwise a patch, which keeps to what is given and may not touch
    fixed fields. Raises `Invalid` for an unknown type, an unknown field or a value that does not fit.
    """
    record = RECORDS.get(type_)
    if record is None:
        raise Invalid(f"There is no record type “{type_}”.", "type")
    if not isinstance(fields, dict):
        raise Invalid(f"The fields of a {type_} must be an object.", "fields")
    known = _FIELDS[type_]
    given: Record = {}
    for name, value in fields.items():
        field = known.get(name)
        if field is None:
            raise Invalid(f"A {type_} has no field “{name}”.", name)
        if field.fixed and not whole:
            raise Invalid(f"“{field.label}” of a {type_} cannot be changed.", name)
        given[name] = field.check(value)
    if not whole:
        return given
    for name, field in known.items():
        if name not in given:
            given[name] = field.check(field.default)
    return {name: given[name] for name in known}
