"""The record types around a map: teams, evidence, measures, connections, paths, comments, views and versions."""

from __future__ import annotations

from cxmap.model import vocabulary as v
from cxmap.model.define import JOURNEY, ORDER, WORKSPACE, RecordType, choice, clears, ref, text
from cxmap.model.fields import Field

_CARD = ref("card", "card", "Card", "The card that it belongs to.", fixed=True)
_BIG = 1e15

WORK_RECORDS = (
    RecordType(
        "team",
        "Team",
        "Who does the work: a team, department or partner.",
        (
            WORKSPACE,
            text("name", "Name", "What the team is called.", 120, required=True),
            text("lead", "Lead", "Who speaks for it.", 120),
            text("note", "Note", "What it does, and how to reach it.", 2_000, long=True),
        ),
    ),
    RecordType(
        "role",
        "Role",
        "What somebody in a team does: “dispatcher”.",
        (
            ref("team", "team", "Team", "The team that it belongs to.", fixed=True),
            text("name", "Name", "What the role is called.", 120, required=True),
            text("note", "Note", "What it does.", 2_000, long=True),
        ),
    ),
    RecordType(
        "word",
        "Emotion word",
        "A word of the emotion wheel. A workspace without any uses the wheel that comes with cxmap.",
        (
            WORKSPACE,
            text("text", "Word", "The word: “relieved”.", 60, required=True),
            choice("family", v.EMOTION_FAMILIES, "Family", "Where on the wheel it stands.", required=True, default="joy"),
            Field("value", "number", "Emotion", "From −3 (very negative) to +3.", True, 0.0, min=-3, max=3, step=0.1),
            Field("intensity", "integer", "Intensity", "How strong the feeling is: 1 to 3.", min=1, max=3),
            ORDER,
        ),
    ),
    RecordType(
        "touchpoint",
        "Shared touchpoint",
        "A touchpoint that several journeys share: changed once, seen everywhere. Its cards repeat its fields.",
        (
            WORKSPACE,
            text("title", "Title", "What it says.", 500),
            text("note", "Note", "More detail.", 20_000, long=True),
            choice("channel", v.CHANNELS, "Channel", "Through which channel it happens."),
            choice("moment", v.MOMENTS, "Moment of truth", "Whether this contact decides, and how."),
        ),
    ),
    RecordType(
        "assignment",
        "RACI entry",
        "What part a team has in a card. Its id is made of its card, team and part.",
        (
            JOURNEY,
            _CARD,
            ref("team", "team", "Team", "Who has the part.", fixed=True),
            choice("part", v.RACI, "Part", "Which part.", required=True, default="responsible", fixed=True),
            clears("role", "role", "Role", "Which role in the team has it."),
        ),
    ),
    RecordType(
        "source",
        "Evidence source",
        "What a card rests on: a quote, a link, a figure, with its date. A card whose sources have all expired counts as assumed.",
        (
            JOURNEY,
            _CARD,
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
        "tag",
        "Tag",
        "A word on a card, to filter by.",
        (JOURNEY, _CARD, text("name", "Tag", "The word.", 60, required=True)),
    ),
    RecordType(
        "connection",
        "Connection",
        "Who hands over to whom: a line from one card to another. Its id is made of both.",
        (
            JOURNEY,
            ref("start", "card", "From", "Where it starts.", fixed=True),
            ref("end", "card", "To", "Where it ends.", fixed=True),
            choice("kind", v.CONNECTION_KINDS, "Kind", "What passes.", required=True, default="handover"),
            text("label", "Label", "What is handed over.", 120),
        ),
    ),
    RecordType(
        "path",
        "Path",
        "Another way through the stages: back to repeat, or ahead to skip, for everybody or for a persona or channel.",
        (
            JOURNEY,
            ref("start", "stage", "From", "The stage that it leaves."),
            ref("end", "stage", "To", "The stage that it leads to; the same or an earlier one is repeated."),
            clears("persona", "persona", "Persona", "Who takes it; empty: anybody."),
            choice("channel", v.CHANNELS, "Channel", "In which channel; empty: any."),
            Field("share", "number", "Share", "How many in a hundred take it.", min=0, max=100),
            text("label", "Label", "When it is taken.", 160),
            ORDER,
        ),
    ),
    RecordType(
        "measure",
        "KPI",
        "What is measured of a card, a stage or, where it names neither, the journey.",
        (
            JOURNEY,
            ref("stage", "stage", "Stage", "The stage that it measures.", required=False),
            ref("card", "card", "Card", "The card that it measures.", required=False),
            text("name", "Name", "What is measured.", 160, required=True),
            choice("method", v.MEASURE_METHODS, "Method", "How its value comes about.", required=True, default="number"),
            text("unit", "Unit", "In what: “%”, “min”, “€”.", 40),
            choice("direction", v.DIRECTIONS, "Better is", "Which way is better.", required=True, default="up"),
            Field("baseline", "number", "Baseline", "Where it started.", min=-_BIG, max=_BIG),
            Field("target", "number", "Target", "Where it should be.", min=-_BIG, max=_BIG),
            text("note", "Note", "How it is measured, and by whom.", 4_000, long=True),
            ORDER,
        ),
    ),
    RecordType(
        "reading",
        "Reading",
        "The value of a KPI at a date. Readings of different methods or scales never share a trend.",
        (
            JOURNEY,
            ref("measure", "measure", "KPI", "What was measured.", fixed=True),
            Field("date", "date", "Date", "When.", required=True),
            Field("value", "number", "Value", "What was measured.", required=True, min=-_BIG, max=_BIG),
            choice("method", v.MEASURE_METHODS, "Method", "How the value came about.", required=True, default="number"),
            choice("scale", v.SCALES, "Scale", "The scale of the answers."),
            Field("answers", "integer", "Answers", "How many answers it rests on.", min=1, max=1e9),
            text("note", "Note", "Where it comes from.", 1_000),
        ),
    ),
    RecordType(
        "answer",
        "Nothing to add",
        "A question of the guide that a stage has nothing to say to. Its id is made of its stage and question.",
        (
            JOURNEY,
            ref("stage", "stage", "Stage", "The stage that it is about.", fixed=True),
            choice("question", v.GUIDE, "Question", "Which question.", required=True, default="goal", fixed=True),
            text("note", "Reason", "Why there is nothing.", 400),
        ),
    ),
    RecordType(
        "comment",
        "Comment",
        "What somebody says about a card, a stage, a lane or, where it names none, the journey. An answer names its thread.",
        (
            JOURNEY,
            ref("card", "card", "Card", "The card that it is about; stacking moves it.", required=False),
            ref("stage", "stage", "Stage", "The stage that it is about.", required=False, fixed=True),
            ref("lane", "lane", "Lane", "The lane that it is about.", required=False, fixed=True),
            ref(
                "thread",
                "comment",
                "Thread",
                "The comment that opens the thread which it answers in.",
                required=False,
                fixed=True,
            ),
            text("text", "Text", "What is said.", 4_000, required=True, long=True),
            clears("author", "person", "Author", "Who says it.", fixed=True),
            text("author_name", "Author's name", "What the author was called then.", 60),
            Field("at", "time", "At", "When it was said.", required=True),
            Field("resolved", "time", "Resolved", "When the thread was closed."),
            text("resolved_by", "Resolved by", "Who closed it.", 60),
        ),
    ),
    RecordType(
        "mention",
        "Mention",
        "A person who is asked to look at a comment. Its id is made of both.",
        (
            JOURNEY,
            ref("comment", "comment", "Comment", "Where.", fixed=True),
            ref("person", "person", "Person", "Who.", fixed=True),
        ),
    ),
    RecordType(
        "view",
        "Saved view",
        "A way to look at the map: what is filtered and folded, as it stands in the address.",
        (
            JOURNEY,
            text("name", "Name", "What the view is called.", 120, required=True),
            text("query", "Query", "The part of the address behind the journey.", 4_000),
            text("author_name", "Saved by", "Who saved it.", 60),
            ORDER,
        ),
    ),
    RecordType(
        "version",
        "Version",
        "A revision of the map that has a name.",
        (
            JOURNEY,
            text("name", "Name", "What the version is called.", 160, required=True),
            Field("rev", "integer", "Revision", "Which revision.", True, 0, min=0, max=2**31 - 1, fixed=True),
            text("note", "Note", "What it is kept for.", 2_000, long=True),
        ),
    ),
    RecordType(
        "reason",
        "Reason",
        "Why the change at a revision was made. Its id is made of the journey and the revision.",
        (
            JOURNEY,
            Field("rev", "integer", "Revision", "Which revision.", True, 0, min=0, max=2**31 - 1, fixed=True),
            text("text", "Reason", "Why.", 1_000, required=True, long=True),
        ),
    ),
)
