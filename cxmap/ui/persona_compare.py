"""Two to four personas side by side: what they share, where they stand, what they say, and their curves on one journey."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import streamlit as st

from cxmap.documents.axis import axis
from cxmap.documents.tokens import ADAPTIVE, Tokens, themed, tokens
from cxmap.insights import persona_words, segments
from cxmap.insights import personas_compared as compared
from cxmap.insights.personas_compared import Axis, Curves, Row
from cxmap.model.customer_vocabulary import STATEMENT_KINDS
from cxmap.model.records import Record
from cxmap.model.vocabulary import label
from cxmap.runtime import settle
from cxmap.store import Store
from cxmap.ui import look, navigation, persona_pages, session
from cxmap.ui.persona_pages import MARKS, Known
from cxmap.ui.words import apart, plain

MOST = 4
_CHART = {"displayModeBar": False, "responsive": True}
LEGEND = (
    f"{MARKS['measured']} measured · {MARKS['observed']} observed · {MARKS['assumed']} assumed · **＝** several say nearly this"
)


def choose(known: Sequence[Known]) -> list[Known]:
    """The personas that the URL or the person asks for, two to four; fewer where there are none to compare."""
    by_id = {one.id: one for one in known}
    asked = [id_ for id_ in session.url(session.PERSONAS).split(",") if id_ in by_id]
    names = apart({one.id: one.persona["name"] for one in known})
    picked = st.multiselect(
        f"Personas: two to {_number(MOST)}",
        list(names),
        list(dict.fromkeys(asked))[:MOST],
        format_func=lambda id_: names.get(id_, ""),
        max_selections=MOST,
        key=session.COMPARED_PERSONAS,
        on_change=_chosen,
        placeholder="Choose a persona",
    )
    return [by_id[id_] for id_ in picked if id_ in by_id]


def _number(count: int) -> str:
    return ("none", "one", "two", "three", "four")[count]


def _chosen() -> None:
    session.set_url(session.PERSONAS, ",".join(session.get(session.COMPARED_PERSONAS, [])))


def names_of(chosen: Sequence[Known]) -> list[str]:
    """What each is called here: two of one name are told apart."""
    names = apart({one.id: one.persona["name"] for one in chosen})
    return [names[one.id] for one in chosen]


def draw(store: Store, chosen: Sequence[Known]) -> None:
    """The whole comparison."""
    people = [one.statements for one in chosen]
    names = names_of(chosen)
    _heads(store, chosen)
    st.markdown(f":gray[{LEGEND}]")
    lines = [line for kind in compared.ALIGNED for line in _lines(_title(kind), compared.rows(people, kind))]
    _table("statements", names, lines)
    _axes(compared.axes(people, "skill"), names)
    _channels(compared.axes(people, "channel"), names)
    empathy = [line for kind in compared.EMPATHY for line in _lines(_title(kind), compared.rows(people, kind))]
    if empathy:
        st.subheader("Empathy map", anchor=False)
        _table("empathy", names, empathy)
    _journeys(store, chosen, names)


def _title(kind: str) -> str:
    return label(STATEMENT_KINDS, kind)


def _heads(store: Store, chosen: Sequence[Known]) -> None:
    for place, (column, one) in enumerate(zip(st.columns(len(chosen), gap="medium"), chosen, strict=True), 1):
        persona, found = one.persona, one.found
        with column, st.container(key=f"cx-compared-{one.id}", border=True, gap="xsmall", height="stretch"):
            with st.container(horizontal=True, vertical_alignment="center", wrap=False, gap="small"):
                persona_pages.portrait(store, persona, 72)
                with st.container(gap=None):
                    to = {session.PERSONA: one.id}
                    st.page_link(navigation.personas(), label=f"{place}  {plain(persona['name'])}", icon="", query_params=to)
                    st.markdown(f":gray[{plain(' · '.join(persona_pages.about(persona)))}]")
            if persona["quote"].strip():
                st.markdown(f"*{plain('“' + persona['quote'].strip().strip('“”„') + '”')}*")
            facts = [("Segment", one.segment["name"] if one.segment else "none")]
            worth = segments.amount(persona["worth"], persona["worth_unit"])
            facts.append(("Customer value", worth or "not known"))
            st.markdown("  \n".join(f":gray[{title}] {plain(value)}" for title, value in facts))
            st.markdown(f"**{found.label}**")
            if found.coverage.cards:
                st.image(persona_pages.evidence(found), width=92, alt=persona_pages.rests_on(found))
            st.markdown(f":gray[{plain(persona_pages.rests_on(found))}]")


def _lines(title: str, found: Sequence[Row]) -> list[str]:
    """The lines of a kind for the table, its title before the first."""
    return [
        f"|{f'**{title}**' if i == 0 else ''}|" + "|".join(_cell(cell, row.shared) for cell in row.cells) + "|"
        for i, row in enumerate(found)
    ]


def _table(key: str, names: Sequence[str], lines: Sequence[str]) -> None:
    if not lines:
        return
    head = "|".join(f"**{i}** {plain(name)}" for i, name in enumerate(names, 1))
    with st.container(key=f"cx-compare-people-{key}"):
        st.markdown("\n".join([f"| |{head}|", "|---|" + "---|" * len(names), *lines]))


def _cell(statements: Sequence[Record], shared: bool) -> str:
    sign = "**＝** " if shared else ""
    return " · ".join(f":gray[{MARKS[s['evidence']]}] {sign}{plain(persona_words.sentence(s))}" for s in statements)


def _axes(found: Sequence[Axis], names: Sequence[str]) -> None:
    if not found:
        return
    st.subheader(_title("skill"), anchor=False)
    with st.grid(min_column_width=320, gap=14):
        for place, one in enumerate(found):
            with st.container(key=f"cx-compare-axis-{place}", gap=None, border=True):
                st.markdown(f"**{plain(one.name)}**")
                if any(v is not None for v in one.values):
                    st.image(themed(axis(one.values, ADAPTIVE)), width="stretch", alt=_said(one, names))
                    with st.container(horizontal=True, horizontal_alignment="distribute"):
                        st.markdown(f":gray[{plain(one.low)}]", width="content")
                        st.markdown(f":gray[{plain(one.high)}]", width="content")
                without = [n for n, s, v in zip(names, one.told, one.values, strict=True) if s is not None and v is None]
                if without:
                    st.markdown(f":gray[{plain(' and '.join(without))}: not said where]")


def _channels(found: Sequence[Axis], names: Sequence[str]) -> None:
    if found:
        st.subheader(_title("channel"), anchor=False)
        _table("channels", names, [f"|**{plain(one.name)}**|" + "|".join(_strengths(one)) + "|" for one in found])


def _strengths(one: Axis) -> list[str]:
    out = []
    for told, value in zip(one.told, one.values, strict=True):
        dots = "●" * round((value or 0) / 20) + "○" * (5 - round((value or 0) / 20))
        strength = f"{dots}\N{NO-BREAK SPACE}{value:.0f}\N{NO-BREAK SPACE}%" if value is not None else "named"
        out.append(f":gray[{MARKS[told['evidence']]}] {strength}" if told else ":gray[–]")
    return out


def _said(one: Axis, names: Sequence[str]) -> str:
    return "; ".join(f"{n}: {v:.0f} of 100" for n, v in zip(names, one.values, strict=True) if v is not None)


def _journeys(store: Store, chosen: Sequence[Known], names: Sequence[str]) -> None:
    """The journeys that at least two of them travel, one chart at a time; then where each is lowest elsewhere."""
    travels = [persona_pages.travels(store, one.id) for one in chosen]
    titles = {t.id: t.title for mine in travels for t in mine}
    both = [id_ for id_ in titles if sum(any(t.id == id_ for t in mine) for mine in travels) > 1]
    if not titles:
        return
    st.subheader("On their journeys", anchor=False)
    if not both:
        st.markdown(":gray[No journey is travelled by two of them. Add a second persona in the head of a journey's board.]")
        return
    labels = apart({id_: titles[id_] for id_ in both})
    picked = both[0]
    if len(both) > 1:
        picked = (
            st.selectbox("Journey", both, format_func=lambda id_: labels.get(id_, ""), key=session.COMPARED_JOURNEY) or both[0]
        )
    view = store.view(picked if picked in both else both[0])
    if view is None:
        return
    found = compared.curves(view, [one.id for one in chosen])
    if not any(found.curves):
        st.markdown(f":gray[Nobody has said yet how they feel on {plain(found.title)}.]")
        return
    figure = _artist()(found, names, tokens(look.dark()))
    said = compared.furthest(found, names) or f"Curves on {found.title}"
    st.plotly_chart(figure, theme=None, config=_CHART, key="people.curves", alt=said)
    to = {session.JOURNEY: view.journey["id"]}
    st.page_link(navigation.journey(), label=f"Open {plain(found.title)}", icon=":material/open_in_new:", query_params=to)


@cache
def _artist() -> Callable[[Curves, Sequence[str], Tokens], Any]:
    from cxmap.charts.people import figure  # Plotly takes a second to load

    settle()
    return figure
