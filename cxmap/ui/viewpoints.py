"""The Viewpoints page: what is known of our customers, from six sides, with what it rests on and what is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from cxmap.documents.meter import meter
from cxmap.documents.tokens import ADAPTIVE, themed
from cxmap.insights import evidence
from cxmap.insights.viewpoints import ASKS, Seen
from cxmap.insights.words import plural
from cxmap.model.customer_vocabulary import VIEWPOINTS
from cxmap.model.order import in_order
from cxmap.model.records import Record
from cxmap.model.vocabulary import EVIDENCE, label
from cxmap.store import Store
from cxmap.ui import session, viewpoint_edits, viewpoint_form, viewpoint_parts, writing
from cxmap.ui.choosing import journey_names
from cxmap.ui.viewpoint_edits import Target
from cxmap.ui.words import apart, plain
from cxmap.ui.workshops import said_day

_LOOK_EVERY = 4  # seconds after which the page looks for others' changes
_EDIT, _UP, _DOWN, _DELETE = "Edit, evidence", "Move up", "Move down", "Delete"


@dataclass(frozen=True)
class Known:
    """All statements, decisions, what they rest on and concern (by the statement's id), and how targets are called."""

    statements: Sequence[Record]
    decisions: Sequence[Record]
    grounds: Mapping[str, Sequence[Record]]
    concerns: Mapping[str, Sequence[Target]]
    names: Mapping[Target, str]

    def about(self, target: Target | None) -> list[Record]:
        """The statements that concern a persona or journey; all of them where none is named."""
        return [s for s in self.statements if target is None or target in self.concerns.get(s["id"], ())]


def read(store: Store) -> Known:
    """Everything that the page shows."""
    grounds: dict[str, list[Record]] = defaultdict(list)
    for ground in in_order(store.of_type("ground")):
        if ground["viewpoint"]:
            grounds[ground["viewpoint"]].append(ground)
    people = {("persona", p["id"]): p["name"] for p in store.personas()}
    maps = {("map", id_): title for id_, title in journey_names(store.journeys()).items()}
    names = apart(people | maps)
    concerns: dict[str, list[Target]] = defaultdict(list)
    for concern in store.of_type("concern"):
        target = viewpoint_edits.target_of(concern)
        if target in names and target not in concerns[concern["viewpoint"]]:
            concerns[concern["viewpoint"]].append(target)
    order = {target: i for i, target in enumerate(names)}
    return Known(
        in_order(store.of_type("viewpoint")),
        in_order(store.of_type("focus")),
        grounds,
        {id_: sorted(targets, key=order.__getitem__) for id_, targets in concerns.items()},
        names,
    )


def choose(known: Known) -> Target | None:
    """The persona or journey whose statements are shown; None for all."""
    used = [t for t in known.names if any(t in targets for targets in known.concerns.values())]
    if not used:
        return None
    if session.get(session.ABOUT) not in (None, *used):
        session.take(session.ABOUT)  # it was deleted, or nothing concerns it any more
    chosen: Target | None = st.selectbox(
        "Concerns",
        used,
        None,
        format_func=lambda target: known.names.get(target, ""),
        key=session.ABOUT,
        placeholder="All personas and journeys",
        width=320,
        label_visibility="collapsed",
    )
    return chosen


def draw(known: Known, shown: Sequence[Seen], target: Target | None, editable: bool) -> None:
    """The six viewpoints beside each other; what is added concerns the `target` that is chosen."""
    with st.grid(min_column_width=400, gap=16):
        for one in shown:
            _viewpoint(known, one, target, editable)


def _viewpoint(known: Known, one: Seen, target: Target | None, editable: bool) -> None:
    term = next(t for t in VIEWPOINTS if t.key == one.kind)
    questions, use = ASKS[one.kind]
    with st.container(key=f"cx-view-{one.kind}", border=True, gap="xsmall", height="stretch"):
        with st.container(
            key=f"cx-view-head-{one.kind}", horizontal=True, vertical_alignment="center", wrap=False, gap="small"
        ):
            st.header(term.label, anchor=False)
            if one.statements:
                rests = one.coverage
                st.image(themed(meter(rests.measured, rests.observed, rests.assumed, ADAPTIVE)), width=92, alt="")
        st.markdown(f":gray[{_rests(one) if one.statements else term.meaning}]")
        with st.container(gap="xsmall"):  # one place, however much is in it: the field below keeps what is being typed
            for number, statement in enumerate(one.statements):
                _statement(known, statement, number, one.statements, editable)
            if not one.statements:
                st.markdown("\n".join(f"- {question}" for question in questions))
                st.markdown(f":gray[{use}]")
            for sentence in one.missing if one.statements else ():
                st.markdown(f":orange[:material/info: {sentence}]")
        if editable:
            words = f"Add to {term.label}, one statement a line"
            viewpoint_parts.add_lines("viewpoint", one.kind, words, questions[0], target)


def _rests(one: Seen) -> str:
    """What a viewpoint rests on, in words: the meter says it by its marks."""
    rests = one.coverage
    counts = ((rests.measured, "measured"), (rests.observed, "observed"), (rests.assumed, "assumed"))
    return f"{plural(rests.cards, 'statement')}: " + ", ".join(f"{n:,} {kind}" for n, kind in counts if n)


def _statement(known: Known, statement: Record, place: int, among: Sequence[Record], editable: bool) -> None:
    id_ = statement["id"]
    grounds = known.grounds.get(id_, ())
    status = evidence.status(statement, grounds, date.today())
    with st.container(key=f"cx-known-{status}-{id_}", horizontal=True, wrap=False, gap="xsmall"):
        with st.container(gap=None):
            st.markdown(plain(statement["text"]))
            st.markdown(f":gray[{_meta(statement, grounds)}]")
            if statement["note"]:
                st.markdown(f":gray[{plain(statement['note'])}]")
            if targets := known.concerns.get(id_):
                with st.container(key=f"cx-links-{id_}", horizontal=True, gap="small"):
                    for target in targets:
                        viewpoint_parts.link(target, known.names[target])
        if editable:
            acts = [_EDIT, *([_UP] if place else []), *([_DOWN] if place < len(among) - 1 else []), _DELETE]
            viewpoint_parts.menu(f"view.more.{id_}", acts, _chosen, statement, among)


def _meta(statement: Record, grounds: Sequence[Record]) -> str:
    parts = [label(EVIDENCE, statement["evidence"])]
    if evidence.has_expired(statement, grounds, date.today()):
        parts = [f"Assumed: what it rested on has expired ({parts[0].lower()} before)"]
    if grounds:
        last = max((g["date"] for g in grounds if g["date"]), default="")
        parts.append(
            plural(len(grounds), "ground") + (f", {'last ' if len(grounds) > 1 else ''}{said_day(last)}" if last else "")
        )
    elif statement["evidence"] != "assumed":
        parts.append("no ground is named")
    return " · ".join(parts)


def _chosen(act: str, statement: Record, among: Sequence[Record]) -> None:
    if act == _EDIT:
        viewpoint_form.open_form(statement["id"])
    elif act == _DELETE:
        said = f"“{viewpoint_parts.short(statement['text'])}” was deleted, with what it rests on."
        writing.delete("viewpoint", statement["id"], said)
    else:
        viewpoint_parts.shift("viewpoint", statement, -1 if act == _UP else 1, among)


@st.fragment(run_every=_LOOK_EVERY)
def watch(store: Store, revision: int) -> None:
    """Draw the page anew when somebody else has changed something; not while a dialog is open."""
    if store.revision > revision and not session.get(session.DIALOG):
        st.rerun()
