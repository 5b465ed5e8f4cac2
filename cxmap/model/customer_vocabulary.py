"""The field's standard terms of knowing the customer: personas, viewpoints, feedback and ideas. See `vocabulary.py`."""

from __future__ import annotations

from cxmap.model.vocabulary import Term

STATEMENT_KINDS = (
    Term("goal", "Goals", "What this persona wants to reach."),
    Term("need", "Needs", "What this persona needs to get there."),
    Term("want", "Wants and aspirations", "What this persona wishes for beyond that."),
    Term("motivation", "Motivations", "What drives this persona."),
    Term("frustration", "Frustrations", "What gets in this persona's way."),
    Term("behaviour", "Behaviours", "What this persona does, again and again."),
    Term("channel", "Preferred channels", "How this persona likes to deal with us, and how much."),
    Term("skill", "How they differ", "Where this persona stands between two ends."),
    Term("job", "Jobs to be done", "When …, I want to …, so I can …"),
    Term("outcome", "Desired outcomes", "Direction, metric, object of control and context."),
    Term("says", "Says", "What this persona says aloud."),
    Term("thinks", "Thinks", "What this persona thinks and does not say."),
    Term("does", "Does", "What one sees this persona do."),
    Term("feels", "Feels", "What this persona feels."),
    Term("moment", "Moments that matter", "When an experience counts most for this persona."),
    Term("scenario", "Scenarios", "A real situation of this persona's life: “a day with …”."),
    Term("custom", "Custom fields", "Anything else, under a name of your own."),
)

AGE_BANDS = (
    Term("under_18", "Under 18", "A minor."),
    Term("18_24", "18 to 24", "A young adult."),
    Term("25_34", "25 to 34", "Between 25 and 34."),
    Term("35_44", "35 to 44", "Between 35 and 44."),
    Term("45_54", "45 to 54", "Between 45 and 54."),
    Term("55_64", "55 to 64", "Between 55 and 64."),
    Term("65_74", "65 to 74", "Between 65 and 74."),
    Term("over_74", "75 and over", "75 or older."),
)

# Ulwick's job map.
JOB_STEPS = (
    Term("define", "Define", "Work out what is to be done."),
    Term("locate", "Locate", "Find what is needed for it."),
    Term("prepare", "Prepare", "Set it up."),
    Term("confirm", "Confirm", "Make sure that all is ready."),
    Term("execute", "Execute", "Do it."),
    Term("monitor", "Monitor", "See how it goes."),
    Term("modify", "Modify", "Change what does not go well."),
    Term("conclude", "Conclude", "Finish it, or get ready for the next time."),
)

OUTCOME_DIRECTIONS = (
    Term("minimise", "Minimise", "Less of it is better."),
    Term("increase", "Increase", "More of it is better."),
)

VIEWPOINTS = (
    Term("industry", "Industry", "Drivers, trends and technologies of the customer's world."),
    Term("needs", "Customer needs", "What customers need, said or unsaid."),
    Term("purchase", "Purchase process", "How they choose, who decides, what holds them up."),
    Term("strategy", "Customer's own strategy", "What the customer wants to become."),
    Term("value", "Customer value", "How much this customer is worth to us, for setting priorities."),
    Term("supplier", "Customer's supplier strategy", "How the customer picks and treats suppliers such as us."),
)

FOCUS_KINDS = (
    Term("focus", "Where to focus", "What we put our strength into."),
    Term("not", "What not to do", "What we leave, although others might do it."),
)

FIELD_NOTE_KINDS = (
    Term("observation", "Observation", "What was seen, in the customer's own surroundings."),
    Term("interview", "Interview", "What somebody told us in a talk."),
)

FEEDBACK_KINDS = (
    Term("email", "E-mail", "What a customer wrote to us."),
    Term("call", "Call", "What a customer said on the phone."),
    Term("chat", "Chat", "What a customer typed in a chat."),
    Term("social", "Social media", "A post, comment or review."),
    Term("survey", "Survey", "A free answer in a survey."),
    Term("observation", "Observation", "What somebody saw."),
    Term("employee", "Employee", "What a colleague heard or saw."),
    Term("complaint", "Complaint", "A complaint on paper or by a form."),
    Term("other", "Other", "From somewhere else."),
)

IDEA_STATES = (
    Term("new", "New", "Nobody has talked about it yet."),
    Term("discussed", "Discussed", "It is being talked about."),
    Term("chosen", "Chosen", "It will be done."),
    Term("in_work", "In work", "Somebody works on it."),
    Term("done", "Done", "It is there."),
    Term("not_now", "Not now", "It is not done for now, and the giver knows why."),
)

OPEN_STATES = (
    Term("open", "Open", "Anybody who is let in may give to it."),
    Term("closed", "Closed", "It takes nothing any more."),
)
