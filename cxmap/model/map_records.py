"""The record types of a map: workspace, people, personas, journeys, stages, lanes, cards and feelings."""

from __future__ import annotations

from cxmap.model import vocabulary as v
from cxmap.model.customer_records import SEGMENT, STATEMENT
from cxmap.model.customer_vocabulary import AGE_BANDS
from cxmap.model.define import JOURNEY, ORDER, WORKSPACE, RecordType, across, choice, clears, lasting, ref, text
from cxmap.model.fields import Field

MAP_RECORDS = (
    RecordType(
        "workspace",
        "Workspace",
        "Everything of one team or organisation: its people, personas and journeys.",
        (text("name", "Name", "What the workspace is called.", 120, required=True),),
    ),
    RecordType(
        "person",
        "Person",
        "Somebody who uses cxmap: one browser profile, or one token.",
        (
            WORKSPACE,
            text("name", "Name", "The name that others see; empty until given.", 60),
            Field("number", "integer", "Number", "Shown as “Guest 3” while there is no name.", True, 1, min=1, max=1e9),
            Field("colour", "integer", "Colour", "Which of the four person colours.", True, 1, min=1, max=4),
        ),
    ),
    SEGMENT,
    RecordType(
        "persona",
        "Persona",
        "A named, vivid example customer; a segment is a different thing.",
        (
            WORKSPACE,
            text("name", "Name", "The persona's name.", 120, required=True),
            text("role", "Role", "Who they are in a few words: “67, first referral”.", 160),
            text("quote", "Quote", "One sentence in their own words.", 400),
            text("narrative", "Narrative", "A day or a situation from their life.", 8_000, long=True),
            text("photo", "Photo", "Id of the stored picture; empty: drawn.", 120),
            text(
                "avatar", "Drawn picture", "How the drawn picture looks, as `documents/avatar.py` says; empty: initials.", 160
            ),
            choice("age_band", AGE_BANDS, "Age", "Which age."),
            clears("segment", "segment", "Segment", "The segment that the persona stands for."),
            Field(
                "worth", "number", "Customer value", "What such a customer is worth, by your own measure.", min=-1e15, max=1e15
            ),
            text("worth_unit", "Value in", "The measure: “€ a year”, “points”.", 40),
        ),
    ),
    STATEMENT,
    RecordType(
        "journey",
        "Journey",
        "One map: what a customer goes through to get something done.",
        (
            WORKSPACE,
            text("title", "Title", "What the journey is called.", 200, required=True),
            choice("state", v.JOURNEY_STATES, "State", "As it is, or as it should be.", required=True, default="as_is"),
            ref(
                "as_is",
                "journey",
                "As-is journey",
                "The as-is map that a to-be map answers.",
                required=False,
                on_delete="clear",
            ),
            text("point_of_view", "Point of view", "Whose journey, in which situation.", 1_000, long=True),
            text("note", "Note", "Anything else worth keeping.", 20_000, long=True),
            Field("reviewed", "date", "Reviewed", "When the map was last reviewed."),
            Field("review_due", "date", "Review due", "When it should be reviewed next."),
            clears("owner", "team", "Owner", "The team that answers for the whole journey."),
            choice("use", v.JOURNEY_USES, "Use", "Empty for a journey; a template is what others start from."),
        ),
    ),
    RecordType(
        "traveller",
        "Persona on the map",
        "A persona that travels a journey; the first one's curve is drawn in full.",
        (JOURNEY, ref("persona", "persona", "Persona", "Who travels.", fixed=True), ORDER),
    ),
    RecordType(
        "stage",
        "Stage",
        "A phase of the journey: one column.",
        (
            JOURNEY,
            text("name", "Name", "What the phase is called.", 120),
            text("goal", "Goal", "What the customer wants to get done here.", 300),
            *lasting("duration", "Duration", "How long it lasts, waiting included."),
            *lasting("waiting", "Waiting", "How much of that the customer only waits."),
            text("note", "Note", "Anything else worth keeping.", 20_000, long=True),
            across("opens", "journey", "Opens", "The journey that shows this stage from close by."),
            across("origin", "stage", "As-is stage", "The stage of the as-is map that this one comes from."),
            ORDER,
        ),
    ),
    RecordType(
        "lane",
        "Lane",
        "A row of the map: one kind of card.",
        (
            JOURNEY,
            choice("kind", v.LANE_KINDS, "Kind", "What its cards are.", required=True, default="custom"),
            text("name", "Name", "Its own name; empty: the kind's.", 120),
            choice("line", v.LINE_PLACES, "Line", "The blueprint line above it; empty: what its kind puts there."),
            across("origin", "lane", "As-is lane", "The lane of the as-is map that this one comes from."),
            ORDER,
        ),
    ),
    RecordType(
        "card",
        "Card",
        "One thing on the map, in a stage and a lane; the lane's kind says what it is.",
        (
            JOURNEY,
            ref("stage", "stage", "Stage", "The column that it stands in."),
            ref("lane", "lane", "Lane", "The row that it stands in."),
            text("title", "Title", "What it says.", 500),
            text("note", "Note", "More detail.", 20_000, long=True),
            choice("channel", v.CHANNELS, "Channel", "Through which channel it happens."),
            Field("severity", "integer", "Severity", "How much a pain point hurts: 1 to 3.", min=1, max=3),
            choice("moment", v.MOMENTS, "Moment of truth", "Whether this contact decides, and how."),
            choice("evidence", v.EVIDENCE, "Evidence", "What it rests on.", required=True, default="assumed"),
            *lasting("duration", "Doing", "How long the customer is busy with it."),
            *lasting("waiting", "Waiting", "How long the customer waits for it."),
            Field("frequency", "number", "How often", "How often it happens.", min=0, max=1e9),
            choice("frequency_per", v.FREQUENCY_UNITS, "How often: per", "In which time, or how often in one journey."),
            choice("initiator", v.INITIATORS, "Started by", "Who starts it."),
            across("opens", "journey", "Opens", "The journey that shows this touchpoint from close by."),
            clears(
                "shared",
                "touchpoint",
                "Shared touchpoint",
                "The touchpoint that several journeys share, of which this is one place.",
            ),
            across("origin", "card", "As-is card", "The card of the as-is map that this one comes from."),
            ORDER,
        ),
    ),
    RecordType(
        "feeling",
        "Feeling",
        "How one persona feels at one card, as one source tells it. Its id is `feeling_id(card, persona, source)`.",
        (
            JOURNEY,
            ref("card", "card", "Card", "Where it is felt.", fixed=True),
            ref("persona", "persona", "Persona", "Who feels it.", fixed=True),
            choice("source", v.FEELING_SOURCES, "Source", "Who says so.", required=True, default="predicted", fixed=True),
            Field("value", "number", "Emotion", "From −3 (very negative) to +3.", True, min=-3, max=3, step=0.1),
            text("word", "Word", "A word for it: “relieved”.", 60),
            Field("intensity", "integer", "Intensity", "How strongly: 1 slightly, 2 clearly, 3 strongly.", min=1, max=3),
        ),
    ),
)
