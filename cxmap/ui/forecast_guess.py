"""One's own predictions, touchpoint by touchpoint: each is kept when it is chosen, and can be changed until the round is closed."""

from __future__ import annotations

import streamlit as st

from cxmap.changes import Refused
from cxmap.insights.forecast import touchpoints
from cxmap.model.records import Record
from cxmap.model.views import JourneyView
from cxmap.model.vocabulary import CHANNELS, label
from cxmap.runtime import runtime
from cxmap.store.guesses import Guess
from cxmap.ui import session, writing
from cxmap.ui.person import actor
from cxmap.ui.words import plain

_PATIENCE = 20
_STEPS = (1, 2, 3, 4, 5)


@st.fragment
def form(view: JourneyView, round_: Record) -> None:
    """All touchpoints with their two questions. Only this part is drawn anew when something is chosen."""
    me = actor()
    mine = runtime().store.guesses.of(round_["id"], me.person)
    cards = touchpoints(view)
    done = sum(1 for card in cards if (g := mine.get(card["id"])) and g.satisfaction is not None and g.importance is not None)
    trouble = session.get(session.TROUBLE)
    if trouble:
        st.error(plain(trouble))
    st.progress(
        done / len(cards), text=f"You have predicted {done:,} of {len(cards):,} touchpoints. Each answer is kept at once."
    )
    stage = ""
    names = {s["id"]: s["name"] or f"Stage {i}" for i, s in enumerate(view.stages, 1)}
    for card in cards:
        if card["stage"] != stage:
            stage = card["stage"]
            st.subheader(plain(names[stage]), anchor=False)
        _touchpoint(round_["id"], card, mine.get(card["id"]) or Guess(card["id"]))


def _touchpoint(round_: str, card: Record, guess: Guess) -> None:
    channel = f" :gray[{plain(label(CHANNELS, card['channel']))}]" if card["channel"] else ""
    with st.container(key=f"cx-guess-c-{card['id']}", border=True, gap="small"):
        st.markdown(f"**{plain(card['title'] or 'Untitled')}**{channel}")
        left, right = st.columns(2)
        key = f"guess.{round_}.{card['id']}"
        for place, name, question, value in (
            (left, "satisfaction", "How happy are customers here? 1 not at all, 5 very", guess.satisfaction),
            (right, "importance", "How much does it matter to them? 1 not at all, 5 most", guess.importance),
        ):
            place.segmented_control(
                question,
                _STEPS,
                default=round(value) if value is not None else None,
                key=f"{key}.{name}",
                on_change=_keep,
                args=(round_, card["id"], key),
            )


def _keep(round_: str, card: str, key: str) -> None:
    session.take(session.TROUBLE)
    guess = Guess(card, session.get(f"{key}.satisfaction"), session.get(f"{key}.importance"))
    try:
        runtime().store.guesses.give(round_, guess, actor()).result(_PATIENCE)
    except Refused as refusal:
        writing.say(refusal.message)
    except TimeoutError:
        writing.say("The database is busy: choose it again in a moment.")
