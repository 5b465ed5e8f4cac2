"""The field's standard terms: every list that a record, a form or a file chooses from.

Each list is a tuple of `Term(key, label, meaning)`. Keys are what is stored and exchanged; labels are what people read.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Term:
    """One entry of a list: `key` is stored, `label` is read by people, `meaning` is one plain sentence."""

    key: str
    label: str
    meaning: str


LANE_KINDS = (
    Term("evidence", "Physical evidence", "What the customer can see, touch or keep."),
    Term("action", "Actions", "What the customer does."),
    Term("touchpoint", "Touchpoints", "Where the customer meets us, and through which channel."),
    Term("thought", "Thoughts", "What the customer thinks or says, in their own words."),
    Term("emotion", "Emotion", "How it feels, from very negative (−3) to very positive (+3)."),
    Term("pain", "Pain points", "What hurts or gets in the way, with its severity."),
    Term("moment", "Moments of truth", "Contacts that decide whether the customer stays."),
    Term("opportunity", "Opportunities", "What could make it better."),
    Term("frontstage", "Frontstage", "What our people do where the customer can see it."),
    Term("backstage", "Backstage", "What our people do out of the customer's sight."),
    Term("support", "Support", "Systems and partners that the work rests on."),
    Term("kpi", "KPIs", "What we measure here."),
    Term("note", "Notes", "Anything else worth keeping."),
    Term("custom", "Custom", "A lane of your own."),
)

CHANNELS = (
    Term("in_person", "In person", "Face to face."),
    Term("phone", "Phone", "A call, either way."),
    Term("email", "E-mail", "An e-mail, either way."),
    Term("post", "Post", "A letter or parcel."),
    Term("text", "Text message", "SMS or a messenger."),
    Term("chat", "Chat", "A live chat or chatbot."),
    Term("website", "Website", "A page in a browser."),
    Term("app", "App", "Our own app."),
    Term("portal", "Portal", "A customer account on the web."),
    Term("social", "Social media", "A post, comment or review."),
    Term("video", "Video", "A film or a video call."),
    Term("document", "Document", "A leaflet, form, contract or manual."),
    Term("sign", "Sign", "A sign, poster or display on site."),
    Term("kiosk", "Kiosk", "A terminal or machine on site."),
    Term("store", "Store", "A shop, branch or counter."),
    Term("product", "Product", "The product itself and its packaging."),
    Term("event", "Event", "A fair, course or meeting."),
    Term("partner", "Partner", "Somebody who acts for us."),
    Term("other", "Other", "Another channel."),
)

# Google's zero moment, P&G's first and second, the third of sharing; Carlzon's "make or break".
MOMENTS = (
    Term("make_or_break", "Make or break", "A contact that forms the impression that stays."),
    Term("zero", "Zero: research", "The customer looks us up before choosing."),
    Term("first", "First: choice", "The customer chooses us, or does not."),
    Term("second", "Second: use", "The customer uses what they chose."),
    Term("third", "Third: sharing", "The customer tells others."),
)

EVIDENCE = (
    Term("assumed", "Assumed", "We think so; nobody has checked."),
    Term("observed", "Observed", "Somebody saw or heard it."),
    Term("measured", "Measured", "There is a figure for it."),
)

SEVERITIES = (
    Term("1", "Low", "An annoyance."),
    Term("2", "Medium", "It costs time, money or trust."),
    Term("3", "High", "It drives customers away."),
)

FEELING_SOURCES = (
    Term("predicted", "Predicted by the team", "What we think the customer feels."),
    Term("reported", "Reported by customers", "What customers told us they feel."),
)

JOURNEY_STATES = (
    Term("as_is", "As-is", "The journey as it is today."),
    Term("to_be", "To-be", "The journey as it should become."),
)

DURATION_UNITS = (
    Term("minute", "Minutes", "60 seconds."),
    Term("hour", "Hours", "60 minutes."),
    Term("day", "Days", "24 hours."),
    Term("week", "Weeks", "7 days."),
    Term("month", "Months", "A twelfth of a year."),
    Term("year", "Years", "365.25 days."),
)

JOURNEY_USES = (Term("template", "Template", "Others start their journeys from it."),)

# Service blueprint (Shostack; Bitner, Ostrom and Morgan). Where they stand: `cxmap/model/lines.py`.
LINE_PLACES = (
    Term("interaction", "Line of interaction", "Above it the customer acts, below it we do."),
    Term("visibility", "Line of visibility", "Below it the customer sees nothing."),
    Term("internal", "Line of internal interaction", "Below it systems and partners support our people."),
    Term("none", "No line", "None, even where the lane's kind would put one."),
)

INTENSITIES = (
    Term("1", "Slightly", "A shade of it."),
    Term("2", "Clearly", "It colours the moment."),
    Term("3", "Strongly", "It is all that is felt."),
)

# The four ways to understand customers of the method, and the two usual ones beside them.
SOURCE_KINDS = (
    Term("feedback", "Customer feedback", "Unasked: e-mails, calls, chats, reviews."),
    Term("observation", "Observation", "Somebody watched customers do it."),
    Term("employees", "Employees", "People who deal with customers told us."),
    Term("survey", "Survey", "Customers answered our questions."),
    Term("analytics", "Analytics", "Counted by a system."),
    Term("other", "Other", "Anything else."),
)

RACI = (
    Term("responsible", "Responsible", "Does the work."),
    Term("accountable", "Accountable", "Answers for it: exactly one."),
    Term("consulted", "Consulted", "Is asked before."),
    Term("informed", "Informed", "Is told after."),
)

CONNECTION_KINDS = (
    Term("handover", "Hand-over", "The work passes on."),
    Term("information", "Information", "Somebody is told, and the work stays."),
    Term("dependency", "Dependency", "The one cannot start before the other is done."),
)

INITIATORS = (
    Term("customer", "The customer", "The customer makes the first move."),
    Term("us", "Us", "We make the first move."),
)

FREQUENCY_UNITS = (
    Term("journey", "Per journey", "Times in one journey."),
    Term("day", "Per day", "Times a day, over all customers."),
    Term("week", "Per week", "Times a week, over all customers."),
    Term("month", "Per month", "Times a month, over all customers."),
    Term("year", "Per year", "Times a year, over all customers."),
)

# Net promoter score (Reichheld), customer satisfaction, customer effort score (Dixon, Freeman and Toman; version 2).
MEASURE_METHODS = (
    Term("number", "Plain number", "Counted or measured elsewhere."),
    Term("nps", "NPS", "% of 9–10 less % of 0–6, asked from 0 to 10."),
    Term("csat", "CSAT", "% of 4–5, asked from 1 to 5."),
    Term("ces", "CES", "% of 5–7, asked from 1 to 7."),
)

SCALES = (
    Term("0-10", "0 to 10", "Eleven answers."),
    Term("1-5", "1 to 5", "Five answers."),
    Term("1-7", "1 to 7", "Seven answers."),
)

DIRECTIONS = (
    Term("up", "Higher", "More is better."),
    Term("down", "Lower", "Less is better."),
)

# Plutchik's eight, as the families of the emotion wheel.
EMOTION_FAMILIES = (
    Term("joy", "Joy", "It goes well."),
    Term("trust", "Trust", "I am in good hands."),
    Term("anticipation", "Anticipation", "I look ahead."),
    Term("surprise", "Surprise", "I did not expect that."),
    Term("fear", "Fear", "It could go wrong."),
    Term("sadness", "Sadness", "Something is lost."),
    Term("disgust", "Disgust", "I want nothing of it."),
    Term("anger", "Anger", "Somebody gets in my way."),
)

# The six mapping questions, each with the parts that a stage answers.
GUIDE = (
    Term("goal", "1 Task", "What does the customer try to complete here?"),
    Term("questions", "1 Task", "Which questions do they have?"),
    Term("duration", "1 Task", "How long does this phase last?"),
    Term("channels", "2 Channels", "Which touchpoints are there, and through which channels?"),
    Term("combination", "2 Channels", "In which combination are the channels used?"),
    Term("data", "2 Channels", "Is there data to support our assumptions?"),
    Term("emotions", "3 Emotions", "How does it feel: is there a rush, is reassurance needed?"),
    Term("weaknesses", "4 Weaknesses", "What do we know needs improvement?"),
    Term("moments", "5 Moments of truth", "Which contact is critical to success?"),
    Term("people", "6 People", "Who inside is involved?"),
    Term("disconnects", "6 People", "Where do we manage this apart: do we understand each other's roles?"),
)

SWITCH = (Term("on", "On", "It is switched on; empty: off."),)

WORKSHOP_STATES = (
    Term("planned", "Planned", "Nobody can join yet."),
    Term("running", "Running", "The room is open."),
    Term("closed", "Closed", "The map stays; the room is shut."),
)

# The four steps of the method and its six mapping questions, and what a workshop needs around them.
STEP_KINDS = (
    Term("welcome", "Welcome", "Who is here, what for, and how to join."),
    Term("understand", "Understand the customer", "Whose journey it is: the persona comes alive."),
    Term("task", "1 Task", "What the customer tries to complete, and which questions they have."),
    Term("channels", "2 Channels", "Where the customer meets us, and through which channels."),
    Term("emotions", "3 Emotions", "How it feels: is there a rush, is reassurance needed?"),
    Term("weaknesses", "4 Weaknesses", "What we know needs improvement."),
    Term("moments", "5 Moments of truth", "Which contacts are critical to success."),
    Term("people", "6 People", "Who inside is involved, and where we manage this apart."),
    Term("clean", "Clean up", "What was said twice is stacked."),
    Term("rate", "Blind rating", "Each rates how a touchpoint feels; then all see the spread."),
    Term("vote", "Dot voting", "Each gives votes to pain points or opportunities."),
    Term("place", "Impact and effort", "Each places opportunities by their value and effort."),
    Term("improve", "Find opportunities", "What would remove the pain."),
    Term("test", "Test and learn", "What we will try first, and how we will know."),
    Term("decide", "Decide", "What we do, who owns it, and by when."),
    Term("pause", "Break", "A rest."),
    Term("close", "Closing", "What we take along."),
    Term("free", "Free step", "Anything else."),
)

STEP_STATES = (
    Term("waiting", "Waiting", "Not begun."),
    Term("running", "Running", "Under way."),
    Term("done", "Done", "Finished."),
    Term("skipped", "Skipped", "Left out."),
)

PROJECTED = (
    Term("join", "How to join", "The code in large, and who is here."),
    Term("question", "The question", "The prompt of the step in large."),
    Term("map", "The curve", "The stages with the curve, the worst pains and the moments of truth."),
    Term("cards", "The cards", "What is on the map in the lanes of the step."),
    Term("rating", "The rating", "How many have rated; after the reveal each dot on the curve."),
    Term("votes", "The votes", "How many have voted; after the reveal the ranked list."),
    Term("matrix", "The matrix", "Value against effort."),
    Term("pains", "The pains", "The worst pain points in their order."),
    Term("parking", "The parking lot", "What waits for another day."),
    Term("decisions", "The decisions", "What was decided, with owners and dates."),
    Term("blank", "Nothing", "Only the title."),
)

VOTE_SCOPES = (
    Term("map", "The whole map", "The votes are for the whole map."),
    Term("stage", "Each stage", "The votes are for each stage anew."),
)

PARTICIPANT_STATES = (
    Term("waiting", "Waiting", "Asks to be let in."),
    Term("in", "In the room", "Takes part."),
    Term("left", "Left", "Has gone."),
    Term("removed", "Removed", "Was sent out."),
)

DECISION_KINDS = (
    Term("decision", "Decision", "What was decided."),
    Term("action", "Action", "What somebody does by a date."),
    Term("question", "Open question", "What nobody could answer."),
)

TALLY_KINDS = (
    Term("rating", "Rating", "How a touchpoint feels."),
    Term("votes", "Votes", "How many votes it got."),
    Term("placement", "Placement", "Where it stands between value and effort."),
)

EMOTION_MIN, EMOTION_MAX = -3.0, 3.0


def keys(terms: tuple[Term, ...]) -> tuple[str, ...]:
    """The stored keys of a list, in its order."""
    return tuple(term.key for term in terms)


def label(terms: tuple[Term, ...], key: str | None) -> str:
    """The label of `key` in a list; the key itself where the list does not know it, "" for None."""
    return next((term.label for term in terms if term.key == key), key or "")
