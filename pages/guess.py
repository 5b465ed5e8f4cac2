"""How well do we know our customer: everybody predicts, then it is compared with what customers answer."""

import streamlit as st

from cxmap.insights.forecast import touchpoints
from cxmap.runtime import runtime
from cxmap.ui import forecast, forecast_answers, forecast_forms, forecast_guess, look, measures, notices, session
from cxmap.ui.person import may

store = runtime().store
view = measures.journey(store)
if view is None:
    session.take(session.DIALOG)
notices.show()
look.add("voice")
if view is None:
    st.title("How well do we know our customer?", anchor=False)
    st.markdown("There is no journey yet. Make one on the first page, then predict here what customers say of it.")
    st.stop()

found = forecast.rounds(view)
st.title("How well do we know our customer?", anchor=False)
with st.container(key="cx-guess-top", horizontal=True, vertical_alignment="center"):
    st.markdown("Predict what customers say of each touchpoint; then look at what they really say.", width="stretch")
    forecast.choose_journey(store, view)
    if may("edit") and touchpoints(view):
        st.button(
            "New round",
            icon=":material/add:",
            type="primary",
            on_click=forecast_forms.open_dialog,
            args=(forecast_forms.ROUND,),
        )
if not touchpoints(view):
    st.markdown("This journey has no touchpoints yet: write them on its board, then open a round here.")
elif not found:
    with st.container(border=True):
        st.markdown(
            "**Thinking you know what customers want is risky.** Open a round: each of you predicts how satisfied customers are at"
            " each touchpoint and how much it matters to them, unseen by others. Then compare it with their real answers."
            if may("edit")
            else "No round of predictions is open for this journey."
        )
else:
    chosen = forecast.choose_round(found)
    forecast.head(store, view, chosen)
    if chosen["state"] == "open":
        if may("participate"):
            forecast_guess.form(view, chosen)
        else:
            st.markdown("The round is open. You may look but not predict: ask for another role.")
    else:
        outcome = forecast.outcome(store, view, chosen)
        if outcome is not None:
            if any(line.real is not None for line in outcome.lines):
                forecast.results(outcome)
            if may("edit"):
                st.subheader("What customers really say", anchor=False)
                forecast_answers.draw(store, view, chosen)
if may("edit"):
    forecast_forms.show(view)
forecast.watch(store, view)
