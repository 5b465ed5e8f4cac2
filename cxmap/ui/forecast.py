"""How well do we know our customer: the rounds of a journey, and what a closed one comes to."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from types import ModuleType

import streamlit as st

from cxmap.changes import Refused
from cxmap.documents.tokens import tokens
from cxmap.insights import forecast as insight
from cxmap.insights.forecast import FORMULA, RANKS, Outcome
from cxmap.insights.words import plural
from cxmap.model.records import Record
from cxmap.model.views import JourneyView
from cxmap.runtime import settle
from cxmap.store import Store
from cxmap.ui import forecast_forms, look, session
from cxmap.ui.person import may
from cxmap.ui.words import ago, apart, plain

_LOOK_EVERY = 4
_CHART = {"displayModeBar": False}
_ROW, _HEAD, _MOST = 35, 37, 15


@cache
def _charts() -> ModuleType:
    from cxmap.charts import forecast as charts  # Plotly takes a second to load, and who predicts needs none of it

    settle()
    return charts


def choose_journey(store: Store, view: JourneyView) -> None:
    """A list of all journeys, the shown one chosen."""
    names = apart({j.id: j.title for j in store.journeys()})
    session.put(session.GUESSED, view.journey["id"])
    st.selectbox(
        "Journey",
        list(names),
        format_func=lambda id_: names.get(id_, ""),
        key=session.GUESSED,
        on_change=_go_to_journey,
        label_visibility="collapsed",
        width=340,
    )


def _go_to_journey() -> None:
    session.set_url(session.ROUND, "")
    session.set_url(session.JOURNEY, session.get(session.GUESSED))


def rounds(view: JourneyView) -> list[Record]:
    """The rounds of a journey, the newest first."""
    return sorted(view.of_type("forecast"), key=lambda r: (r["opened"] or "", r["id"]), reverse=True)


def choose_round(found: Sequence[Record]) -> Record:
    """The round that the URL names, else the newest; a list where there are several."""
    ids = [r["id"] for r in found]
    wanted = session.url(session.ROUND)
    at = ids.index(wanted) if wanted in ids else 0
    if len(ids) > 1:
        names = apart({r["id"]: f"{r['title']} · {r['state']}" for r in found})
        session.put("guess.round", ids[at])
        st.selectbox(
            "Round",
            ids,
            format_func=lambda id_: names.get(id_, ""),
            key="guess.round",
            on_change=lambda: session.set_url(session.ROUND, session.get("guess.round")),
            width=420,
        )
    return found[at]


def head(store: Store, view: JourneyView, round_: Record) -> None:
    """What the round is, and what can be done with it."""
    st.header(plain(round_["title"]), anchor=False)
    if round_["state"] == "open":
        _told_live(store, view, round_)
    else:
        _told(store, view, round_)
    if round_["note"]:
        st.markdown(plain(round_["note"]))
    if may("edit"):
        with st.container(key="cx-round-do", horizontal=True, gap="small"):
            id_ = round_["id"]
            if round_["state"] == "open":
                st.button(
                    "Close and compare",
                    icon=":material/lock:",
                    type="primary",
                    key="round.close",
                    on_click=forecast_forms.open_dialog,
                    args=(forecast_forms.CLOSE, id_),
                )
            st.button(
                "Edit",
                icon=":material/edit:",
                key="round.edit",
                on_click=forecast_forms.open_dialog,
                args=(forecast_forms.ROUND, id_),
            )
            st.button("Delete", icon=":material/delete:", key="round.delete", on_click=forecast_forms.delete, args=(round_,))


@st.fragment(run_every=_LOOK_EVERY)
def _told_live(store: Store, view: JourneyView, round_: Record) -> None:
    """While a round is open: others' predictions change no revision, so how many there are is looked up again and again."""
    _told(store, view, round_)


def _told(store: Store, view: JourneyView, round_: Record) -> None:
    """Whom the round is about, since when, and how many have predicted."""
    whose = next((p["name"] for p in view.personas if p["id"] == round_["persona"]), "")
    counts = store.guesses.counts(round_["id"])
    said = f"{plural(counts.people, 'person has', 'people have')} predicted"
    said += f", {counts.complete:,} of them everything" if counts.people else ""
    about = f"About {whose}" if whose else "About customers in general"
    when = f"opened {ago(round_['opened'])}" if round_["opened"] else ""
    if round_["state"] == "closed" and round_["closed"]:
        when = f"closed {ago(round_['closed'])}"
    st.markdown(plain(" · ".join(filter(None, [about, when, said]))))


def outcome(store: Store, view: JourneyView, round_: Record) -> Outcome | None:
    """What a closed round comes to; None where it was opened again meanwhile."""
    try:
        return insight.outcome(view, round_, store.guesses.figures(round_["id"]))
    except Refused:
        return None


def results(found: Outcome) -> None:
    """The score with its formula, the gaps, the surprises, the priorities, and all figures."""
    st.subheader(plain(insight.headline(found)), anchor=False)
    st.caption(plain(FORMULA))
    if found.score is not None and found.middle is not None:
        with st.container(key="cx-guess-score", horizontal=True, gap="small"):
            st.metric("Our score", f"{found.score:.0f} of 100", border=True, width=220)
            st.metric("Always saying 3", f"{found.middle:.0f} of 100", border=True, width=220)
            st.metric("Touchpoints compared", f"{found.compared:,}", border=True, width=220)
    st.subheader(plain(insight.gaps(found)), anchor=False)
    st.caption(
        "Satisfaction from 1 to 5. Grey bar: how far our predictions spread (one standard deviation each way). Gap: predicted − real."
    )
    figure = _charts().gaps(found.lines, tokens(look.dark()))
    st.plotly_chart(figure, theme=None, config=_CHART, key="guess.gaps", alt=insight.gaps(found))
    if found.surprises:
        st.subheader("What surprises most" if len(found.surprises) > 1 else "What surprises", anchor=False)
        st.markdown("\n".join(f"{i}. {plain(insight.surprise(line))}" for i, line in enumerate(found.surprises, 1)))
    st.subheader(plain(insight.priorities(found.ranks) if found.ranks else "Priorities cannot be compared yet."), anchor=False)
    if found.ranks:
        st.caption(plain(RANKS))
    else:
        st.caption(f"That takes {insight.FEWEST} touchpoints with a predicted and a real importance, not all the same.")
    _table(found)


def _table(found: Outcome) -> None:
    lines = found.lines
    st.dataframe(
        {
            "Touchpoint": [line.title for line in lines],
            "Stage": [line.stage for line in lines],
            "Predicted": [line.satisfaction.mean if line.satisfaction else None for line in lines],
            "Spread": [line.satisfaction.spread if line.satisfaction else None for line in lines],
            "People": [line.satisfaction.people if line.satisfaction else 0 for line in lines],
            "Real": [line.real for line in lines],
            "Gap": [insight.signed(line.gap) if line.gap is not None else "" for line in lines],
            "Answers": [line.answers for line in lines],
            "Matters, predicted": [line.importance.mean if line.importance else None for line in lines],
            "Matters, real": [line.real_importance for line in lines],
            "From": [line.origin for line in lines],
        },
        hide_index=True,
        height=_HEAD + _ROW * min(_MOST, max(1, len(lines))),
        column_config={
            "Touchpoint": st.column_config.TextColumn(width="medium", pinned=True),
            "From": st.column_config.TextColumn(width="medium"),
            **{
                name: st.column_config.NumberColumn(format="%.1f", width="small")
                for name in ("Predicted", "Spread", "Real", "Matters, predicted", "Matters, real")
            },
        },
        placeholder="",
        alt=f"All figures of {plural(len(lines), 'touchpoint')}",
    )


@st.fragment(run_every=_LOOK_EVERY)
def watch(store: Store, view: JourneyView) -> None:
    """Draw the page anew when somebody else has changed the journey; not while a dialog is open."""
    now = store.view(view.journey["id"])
    if (now is None or now.revision > view.revision) and not session.get(session.DIALOG):
        st.rerun()
