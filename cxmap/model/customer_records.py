"""The record types of knowing the customer: segments, what personas' statements rest on, viewpoints, field notes, themes, ideas,
and what employees predict of customers. Feedback itself is no record: see `store/feedback_tables.py`.
"""

from __future__ import annotations

from cxmap.model import customer_vocabulary as c
from cxmap.model import vocabulary as v
from cxmap.model.define import JOURNEY, ORDER, WORKSPACE, RecordType, across, choice, clears, ref, text
from cxmap.model.fields import Field

_BIG = 1e15
_EVIDENCE = choice("evidence", v.EVIDENCE, "Evidence", "What it rests on.", required=True, default="assumed")
_PERSON = clears("person", "person", "Person", "Who said it; empty where nobody is named.", fixed=True)
_AUTHOR = text("author_name", "Name", "The name that was given; empty where none was.", 60)
_AT = Field("at", "time", "At", "When it was said.", required=True)
_IDEA = ref("idea", "idea", "Idea", "The idea that it belongs to.", fixed=True)
_FORECAST = ref("forecast", "forecast", "Round", "The round that it belongs to.", fixed=True)

SEGMENT = RecordType(
    "segment",
    "Segment",
    "A part of the market, told by demographics and income; what resonates there. A persona is a different thing.",
    (
        WORKSPACE,
        text("name", "Name", "What the segment is called.", 120, required=True),
        text("note", "Description", "Who belongs to it.", 4_000, long=True),
        Field("size", "number", "Size", "How many customers, or what share of all.", min=0, max=_BIG),
        text("size_unit", "Size in", "What the size counts: “households”, “%”.", 40),
        text("demographics", "Demographics", "Age, place, household, education.", 2_000, long=True),
        text("income", "Income", "What they earn or spend.", 400),
        Field("worth", "number", "Value", "How much a customer of it is worth, by your own measure.", min=-_BIG, max=_BIG),
        text("worth_unit", "Value in", "The measure: “€ a year”, “points”.", 40),
        text("needs", "Needs that matter", "What makes them choose, and stay.", 4_000, long=True),
        _EVIDENCE,
        ORDER,
    ),
)

STATEMENT = RecordType(
    "statement",
    "Statement",
    "One thing that is said of a persona. Which fields it uses depends on its kind.",
    (
        ref("persona", "persona", "Persona", "The persona that it is said of.", fixed=True),
        choice("kind", c.STATEMENT_KINDS, "Kind", "What it says.", required=True, default="goal"),
        text(
            "text",
            "Text",
            "The statement; a channel's key; a slider's name; of a job what they want to do; of an outcome its object.",
            400,
            required=True,
        ),
        text("note", "Detail", "More detail; the story of a scenario.", 8_000, long=True),
        text("label", "Field", "The name of a custom field.", 80),
        Field("value", "number", "Strength", "Of a channel or a slider: from 0 to 100.", min=0, max=100, step=1),
        text("low", "Low end", "What a slider's 0 means: “avoids”.", 40),
        text("high", "High end", "What a slider's 100 means: “fluent”.", 40),
        text("situation", "When", "Of a job and an outcome: in which situation.", 400),
        text("purpose", "So that", "Of a job: what it is good for.", 400),
        choice("job_step", c.JOB_STEPS, "Step of the job", "Where in the job map it stands."),
        choice("direction", c.OUTCOME_DIRECTIONS, "Direction", "Of an outcome: which way is better."),
        text("metric", "Metric", "Of an outcome: what is counted: “the time it takes”.", 120),
        _EVIDENCE,
        ORDER,
    ),
)

CUSTOMER_RECORDS = (
    RecordType(
        "ground",
        "Ground",
        "What a statement of a persona or a viewpoint rests on, with its date. One whose grounds have all expired counts as assumed.",
        (
            ref("statement", "statement", "Statement", "The statement that rests on it.", required=False, fixed=True),
            ref("viewpoint", "viewpoint", "Viewpoint", "The viewpoint that rests on it.", required=False, fixed=True),
            choice("kind", v.SOURCE_KINDS, "Source", "Where it comes from.", required=True, default="other"),
            text("quote", "Quote or finding", "What was said, seen or counted.", 4_000, long=True),
            text("link", "Link", "Where to read it: a web address or a file's name.", 2_000),
            Field("date", "date", "Date", "When it was said, seen or counted."),
            Field("expires", "date", "Expires", "From when on it no longer counts."),
            text("item", "Item", "“item:12” for a feedback item, “highlight:ID” for a highlight; else empty.", 120),
            ORDER,
        ),
    ),
    RecordType(
        "viewpoint",
        "Viewpoint",
        "One thing that is known of our customers, from one of the six viewpoints.",
        (
            WORKSPACE,
            choice("kind", c.VIEWPOINTS, "Viewpoint", "From where it is seen.", required=True, default="needs"),
            text("text", "Text", "What is known.", 600, required=True),
            text("note", "Detail", "What follows from it.", 4_000, long=True),
            _EVIDENCE,
            ORDER,
        ),
    ),
    RecordType(
        "concern",
        "Concern",
        "Which persona or journey a viewpoint concerns.",
        (
            ref("viewpoint", "viewpoint", "Viewpoint", "The viewpoint.", fixed=True),
            ref("persona", "persona", "Persona", "The persona that it concerns.", required=False, fixed=True),
            ref("map", "journey", "Journey", "The journey that it concerns.", required=False, fixed=True, across=True),
        ),
    ),
    RecordType(
        "focus",
        "Focus",
        "A decision: where to focus, or what not to do, with its reason. The win must be mutual.",
        (
            WORKSPACE,
            choice("kind", c.FOCUS_KINDS, "Decision", "Which of the two.", required=True, default="focus"),
            text("text", "Text", "What was decided.", 600, required=True),
            text("reason", "Reason", "Why.", 4_000, long=True),
            text("customer_gain", "Customer's gain", "What the customer wins.", 600),
            text("own_gain", "Our gain", "What we win.", 600),
            clears("persona", "persona", "Persona", "For whom."),
            across("map", "journey", "Journey", "On which journey."),
            text("owner", "Owner", "Who answers for it.", 120),
            Field("decided", "date", "Decided", "When."),
            Field("review_due", "date", "Review due", "When it should be looked at again."),
            ORDER,
        ),
    ),
    RecordType(
        "field_note",
        "Field note",
        "What was seen or heard in the field: an observation or an interview.",
        (
            WORKSPACE,
            choice("kind", c.FIELD_NOTE_KINDS, "Kind", "Which of the two.", required=True, default="observation"),
            text("title", "Title", "What it was about.", 200, required=True),
            text("place", "Place", "Where.", 200),
            Field("date", "date", "Date", "When."),
            text("time", "Time", "From when to when: “9:15 to 10:00”.", 60),
            text("observed", "Who", "Who was observed or asked; no full names.", 300),
            text("observer", "By", "Who observed or asked.", 120),
            text("text", "Notes", "What was seen and heard, in its order.", 40_000, long=True),
        ),
    ),
    RecordType(
        "field_photo",
        "Photo",
        "A photo of a field note.",
        (
            ref("field_note", "field_note", "Field note", "The note that it belongs to.", fixed=True),
            text("picture", "Picture", "Id of the stored picture.", 120, required=True),
            text("caption", "Caption", "What one sees.", 300),
            ORDER,
        ),
    ),
    RecordType(
        "highlight",
        "Highlight",
        "A passage of a field note that says something; it can become evidence.",
        (
            ref("field_note", "field_note", "Field note", "The note that it stands in.", fixed=True),
            text("quote", "Passage", "The passage, as it stands in the note.", 4_000, required=True, long=True),
            text("note", "Meaning", "What it tells us.", 1_000, long=True),
            ORDER,
        ),
    ),
    RecordType(
        "theme",
        "Theme",
        "What feedback items have in common: found by their words, named by people. One that was merged names the other.",
        (
            WORKSPACE,
            text("name", "Name", "What people call it; empty: its terms.", 120),
            text("terms", "Terms", "The words that it was found by, the strongest first, divided by commas.", 400),
            clears("into", "theme", "Merged into", "The theme that its items count to now."),
            text("note", "Note", "What it means.", 2_000, long=True),
            ORDER,
        ),
    ),
    RecordType(
        "whiteboard",
        "Idea board",
        "Where employees leave ideas: the whiteboard in the corridor.",
        (
            WORKSPACE,
            text("title", "Title", "What the board is called.", 120, required=True),
            text("question", "Question", "What it asks for.", 600, long=True),
            choice("state", c.OPEN_STATES, "State", "Whether it takes ideas.", required=True, default="open"),
            ORDER,
        ),
    ),
    RecordType(
        "idea",
        "Idea",
        "An idea for improving the experience, from submission to implementation.",
        (
            ref("whiteboard", "whiteboard", "Idea board", "The board that it was left on.", fixed=True),
            text("text", "Idea", "The idea.", 1_000, required=True, long=True),
            _PERSON,
            _AUTHOR,
            _AT,
            choice("state", c.IDEA_STATES, "State", "How far it has come.", required=True, default="new"),
            text("reason", "Reason", "Why it is not done for now.", 1_000, long=True),
            clears("team", "team", "Team", "The team that owns it."),
            text("owner", "Owner", "Who owns it.", 120),
            text("outcome", "Outcome", "What came of it.", 2_000, long=True),
            ORDER,
        ),
    ),
    RecordType(
        "idea_link",
        "Link of an idea",
        "A pain point, touchpoint or journey that an idea is about.",
        (
            _IDEA,
            across("map", "journey", "Journey", "The journey."),
            across("card", "card", "Card", "The card; empty: the whole journey."),
            text("title", "Title", "What the card or journey was called then.", 500),
        ),
    ),
    RecordType(
        "second",
        "Second",
        "Somebody who seconds an idea. Its id is made of both.",
        (_IDEA, ref("person", "person", "Person", "Who.", fixed=True)),
    ),
    RecordType(
        "remark",
        "Remark",
        "What somebody says about an idea.",
        (_IDEA, text("text", "Text", "What is said.", 1_000, required=True, long=True), _PERSON, _AUTHOR, _AT),
    ),
    RecordType(
        "idea_step",
        "Step of an idea",
        "That an idea came to a state, when, and what its giver is told.",
        (
            _IDEA,
            choice("state", c.IDEA_STATES, "State", "To which.", required=True, default="new", fixed=True),
            text("note", "Note", "What the giver is told.", 1_000, long=True),
            text("author_name", "By", "Who decided.", 60),
            _AT,
        ),
    ),
    RecordType(
        "forecast",
        "Round of predictions",
        "Employees predict how satisfied customers are at each touchpoint and what matters to them, before the answers are seen.",
        (
            JOURNEY,
            text("title", "Title", "What the round is called.", 160, required=True),
            choice(
                "state",
                c.OPEN_STATES,
                "State",
                "While it is open, nobody sees what others predict.",
                required=True,
                default="open",
            ),
            clears("persona", "persona", "Persona", "Whose satisfaction; empty: customers in general."),
            Field("opened", "time", "Opened", "When it began."),
            Field("closed", "time", "Closed", "When it ended."),
            text("note", "Note", "Where the real answers come from.", 2_000, long=True),
        ),
    ),
    RecordType(
        "actual",
        "Real answer",
        "What customers really said of a touchpoint, for a round of predictions. Its id is made of both.",
        (
            JOURNEY,
            _FORECAST,
            ref("card", "card", "Card", "The touchpoint.", fixed=True),
            Field("satisfaction", "number", "Satisfaction", "Their mean, from 1 to 5.", min=1, max=5, step=0.01),
            Field("importance", "number", "Importance", "How much it matters to them, from 1 to 5.", min=1, max=5, step=0.01),
            Field("answers", "integer", "Answers", "How many answers it rests on.", min=1, max=1e9),
            text("origin", "From", "Where the figure comes from.", 300),
        ),
    ),
)

# What the workspace's room holds beside what every board does, those that others refer to first.
OFFICE_TYPES = (
    "segment",
    "statement",
    "viewpoint",
    "ground",
    "concern",
    "focus",
    "field_note",
    "field_photo",
    "highlight",
    "theme",
    "whiteboard",
    "idea",
    "idea_link",
    "second",
    "remark",
    "idea_step",
)

# What guests of an idea board see of the workspace.
IDEA_TYPES = ("whiteboard", "idea", "idea_link", "second", "remark", "idea_step")

# Records of a journey that tell of what was asked about it, not of the map: they stay where they are when it is copied or restored.
STUDY_TYPES = frozenset({"forecast", "actual"})
