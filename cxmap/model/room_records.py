"""The record types of a workshop: its run sheet, who takes part, its tables, and what comes of it.

What people rate, vote and write while nobody else may see it is no record: it is kept apart (`store/ballots.py`,
`store/drafts.py`), and becomes tallies and cards when it is revealed.
"""

from __future__ import annotations

from cxmap.model import vocabulary as v
from cxmap.model.define import JOURNEY, ORDER, WORKSPACE, RecordType, across, choice, clears, ref, text
from cxmap.model.fields import Field

_WORKSHOP = ref("workshop", "workshop", "Workshop", "The workshop that it belongs to.", fixed=True)


def _switch(name: str, label: str, meaning: str) -> Field:
    return choice(name, v.SWITCH, label, meaning)


# What a step of a run sheet says, whether it is planned for a workshop or kept in an agenda.
_STEP = (
    choice("kind", v.STEP_KINDS, "Kind", "What is done.", required=True, default="free"),
    text("title", "Title", "What the step is called.", 160, required=True),
    text("prompt", "Prompt", "What the room is asked, in one or two sentences.", 1_000, long=True),
    Field("minutes", "integer", "Minutes", "How long it is planned for.", True, 5, min=1, max=480),
    text("lanes", "Lanes", "The kinds of lane that it opens to participants, with blanks between; empty: none.", 300),
    choice("view", v.PROJECTED, "Projector", "What the projector shows; empty: the question."),
    choice("about", v.LANE_KINDS, "About", "The kind of lane whose cards are rated, voted on or placed."),
    Field("votes", "integer", "Votes", "How many votes each person has.", min=1, max=50),
    choice("scope", v.VOTE_SCOPES, "Votes are for", "The whole map, or each stage anew; empty: the whole map."),
    _switch("private", "Private", "Each writes alone until the reveal."),
)

ROOM_RECORDS = (
    RecordType(
        "agenda",
        "Run sheet",
        "A run sheet that workshops start from.",
        (
            WORKSPACE,
            text("name", "Name", "What it is called.", 160, required=True),
            text("note", "Note", "When to use it.", 1_000, long=True),
        ),
    ),
    RecordType(
        "agenda_step",
        "Step of a run sheet",
        "One step of a run sheet that workshops start from.",
        (ref("agenda", "agenda", "Run sheet", "The run sheet that it belongs to.", fixed=True), *_STEP, ORDER),
    ),
    RecordType(
        "workshop",
        "Workshop",
        "A meeting in which a group works on a journey, led by a facilitator.",
        (
            JOURNEY,
            text("title", "Title", "What the workshop is called.", 200, required=True),
            choice("state", v.WORKSHOP_STATES, "State", "Planned, running or closed.", required=True, default="planned"),
            Field("date", "date", "Date", "When it takes place."),
            text("note", "Note", "What it is for.", 4_000, long=True),
            clears("facilitator", "person", "Facilitator", "Who leads it."),
            text("facilitator_name", "Facilitator's name", "What the facilitator was called then.", 60),
            _switch("locked", "Locked", "Participants cannot change the map."),
            _switch("private", "Private", "Each writes alone until the reveal."),
            _switch("anonymous", "Anonymous", "Nobody sees who wrote what."),
            _switch("admission", "Admission", "The facilitator lets each person in."),
            _switch("follow", "Follow me", "Everybody's screen follows the facilitator."),
            choice("view", v.PROJECTED, "Projector", "What the projector shows; empty: what the step asks for."),
            text("focus", "Focus", "Id of the stage or card that all look at.", 120),
            Field("called", "time", "Called", "When everybody was brought to the focus."),
            Field("started", "time", "Started", "When it began."),
            Field("closed", "time", "Closed", "When it ended."),
            Field("purge_due", "date", "Purge", "From when on personal data is erased."),
            Field("purged", "time", "Purged", "When personal data was erased."),
        ),
    ),
    RecordType(
        "step",
        "Step",
        "One step of a workshop's run sheet.",
        (
            JOURNEY,
            _WORKSHOP,
            *_STEP,
            clears("persona", "persona", "Persona", "Whose feelings are rated; empty: the leading persona's."),
            choice("state", v.STEP_STATES, "State", "Where it stands.", required=True, default="waiting"),
            Field("started", "time", "Started", "When it began."),
            Field("ends", "time", "Ends", "When its time is up; it may be extended."),
            Field("paused", "integer", "Paused", "Seconds that were left when the clock was stopped.", min=-86_400, max=86_400),
            Field("ended", "time", "Ended", "When it was over."),
            Field("revealed", "time", "Revealed", "When what was hidden was shown to all."),
            ORDER,
        ),
    ),
    RecordType(
        "breakout",
        "Table",
        "A part of the room that maps the same journey by itself, on a map of its own.",
        (
            JOURNEY,
            _WORKSHOP,
            text("name", "Name", "What the table is called.", 80, required=True),
            across("map", "journey", "Map", "The table's own map."),
            ORDER,
        ),
    ),
    RecordType(
        "participant",
        "Participant",
        "Somebody who takes part in a workshop, by a name or an alias.",
        (
            JOURNEY,
            _WORKSHOP,
            clears("person", "person", "Person", "Who it is.", fixed=True),
            text("name", "Name", "The name or alias given.", 60, required=True),
            clears("breakout", "breakout", "Table", "At which table."),
            choice("state", v.PARTICIPANT_STATES, "State", "Whether they are in.", required=True, default="in"),
            Field("joined", "time", "Joined", "When they came."),
        ),
    ),
    RecordType(
        "parked",
        "Parked topic",
        "Something that matters, but not now: the parking lot.",
        (
            JOURNEY,
            _WORKSHOP,
            text("text", "Text", "What it is about.", 1_000, required=True, long=True),
            text("author_name", "Parked by", "Who parked it.", 60),
            clears("card", "card", "Card", "The card that it came from."),
            _switch("settled", "Settled", "It was taken care of."),
            ORDER,
        ),
    ),
    RecordType(
        "decision",
        "Decision",
        "What the workshop decided, who does what by when, or what stays open.",
        (
            JOURNEY,
            _WORKSHOP,
            choice("kind", v.DECISION_KINDS, "Kind", "Decision, action or open question.", required=True, default="decision"),
            text("text", "Text", "What.", 1_000, required=True, long=True),
            text("owner", "Owner", "Who answers for it.", 120),
            clears("team", "team", "Team", "The team that answers for it."),
            Field("due", "date", "Due", "By when."),
            clears("card", "card", "Card", "The pain point or opportunity that it is about."),
            _switch("settled", "Settled", "It is done."),
            ORDER,
        ),
    ),
    RecordType(
        "tally",
        "Tally",
        "What a room rated, voted or placed, as it was revealed: an estimate of those who were there.",
        (
            JOURNEY,
            _WORKSHOP,
            ref("step", "step", "Step", "The step in which it was asked.", fixed=True),
            choice("kind", v.TALLY_KINDS, "Kind", "What was asked.", required=True, default="votes", fixed=True),
            clears("card", "card", "Card", "What it is about."),
            text("title", "Title", "What the card said then.", 500),
            clears("persona", "persona", "Persona", "Whose feeling was rated."),
            Field("people", "integer", "People", "How many took part.", True, 0, min=0, max=100_000),
            Field(
                "value", "number", "Value", "Mean rating (−3 to +3), sum of votes, or mean value (0 to 10).", min=-1e6, max=1e6
            ),
            Field("low", "number", "Lowest", "The lowest of them.", min=-1e6, max=1e6),
            Field("high", "number", "Highest", "The highest of them.", min=-1e6, max=1e6),
            Field("effort", "number", "Effort", "Mean effort (0 to 10) of a placement.", min=0, max=10),
            Field("effort_low", "number", "Lowest effort", "The lowest of them.", min=0, max=10),
            Field("effort_high", "number", "Highest effort", "The highest of them.", min=0, max=10),
            text("counts", "Counts", "How often each value was given: “-2:3 0:1”; of a placement the pairs “7/3:1”.", 4_000),
        ),
    ),
    RecordType(
        "voice",
        "Voice",
        "What somebody said that this card now stands for: a near-duplicate stacked under it, or the same from another table.",
        (
            JOURNEY,
            ref("card", "card", "Card", "The card that stands for it.", fixed=True),
            text("text", "Text", "What was said.", 500, required=True),
            text("author_name", "Said by", "Who said it; empty: not told.", 60),
            text("origin", "From", "The table that it came from; empty: this map.", 120),
            ORDER,
        ),
    ),
)

# What is said and done in a workshop about a map, without being on it: no restore, copy or export of the map touches it.
WORKSHOP_TYPES = frozenset(r.name for r in ROOM_RECORDS) - {"agenda", "agenda_step", "voice"}
