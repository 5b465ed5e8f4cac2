"""The sheet of a persona for the wall: put together from what is known, looked at on its page, downloaded as PDF or PNG."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

import streamlit as st

from cxmap.documents import avatar_parts, persona_pdf
from cxmap.documents.avatar import choice
from cxmap.documents.meter import meter
from cxmap.documents.persona_pdf import Paper
from cxmap.documents.persona_sheet import Group, Journey, Line, Scale, Sheet
from cxmap.documents.thumbnail import thumbnail
from cxmap.documents.tokens import LIGHT
from cxmap.exports import export_personas
from cxmap.insights import emotion, persona_words
from cxmap.insights.personas import Travel, leading_travel
from cxmap.model.customer_vocabulary import STATEMENT_KINDS
from cxmap.model.records import Record
from cxmap.model.vocabulary import label
from cxmap.store import Store
from cxmap.ui import persona_pages, session
from cxmap.ui.exporting import file_name
from cxmap.ui.persona_pages import Known

_QUOTES = '“”„"'
_FIRST = ("goal", "need", "frustration")
_SECOND = ("motivation", "behaviour", "want", "outcome", "moment")
_EMPATHY = ("says", "thinks", "does", "feels")
_NAMES = {"a4": "A4", "a3": "A3"}


def build(store: Store, one: Known, travels: Sequence[Travel], today: date) -> Sheet:
    """The whole sheet of a persona, before anything is left out for want of room."""
    persona, found = one.persona, one.found
    jobs = one.of("job")
    leading = next((job for job in jobs if not job["job_step"]), None)  # the job map tells of its steps
    scenario = next(iter(one.of("scenario")), None)
    story_title, story = "Their story", persona["narrative"]
    if scenario is not None and (scenario["note"] or not story):
        story_title, story = scenario["text"], scenario["note"]
    second = [g for kind in _SECOND if (g := _group(one, kind)).lines][:3]
    told = {g.title for g in second}
    shown = {"job", "scenario", "skill", "channel", *_FIRST, *_EMPATHY}
    left = [label(STATEMENT_KINDS, k).lower() for k, said in one.statements.items() if said and k not in shown]
    left = [name for name in left if name not in {t.lower() for t in told}]
    if more := len(jobs) - (leading is not None):
        left.insert(0, f"{more} more of the jobs")
    about = [*persona_pages.about(persona), *([one.segment["name"]] if one.segment else [])]
    return Sheet(
        name=persona["name"],
        about=" · ".join(about),
        quote=persona["quote"].strip().strip(_QUOTES),
        picture=persona_pages.face(store, persona, LIGHT, 400, 0),
        ground=_ground(persona),
        job=persona_words.job(leading) if leading else (),
        first=[_group(one, kind) for kind in _FIRST],
        second=second,
        empathy=[_group(one, kind) for kind in _EMPATHY] if any(one.of(kind) for kind in _EMPATHY) else (),
        scales=[_scale(s) for s in one.of("skill")],
        channels=sorted((_scale(s) for s in one.of("channel")), key=lambda s: -(s.value or 0)),
        story_title=story_title,
        story=story.strip(),
        journey=_journey(leading_travel(travels)),
        label=found.label,
        proto=not found.research_based,
        rests=persona_pages.rests_on(found),
        meter=meter(found.coverage.measured, found.coverage.observed, found.coverage.assumed, LIGHT)
        if found.coverage.cards
        else "",
        review=_review(one, today),
        made=f"cxmap · {_day(today.isoformat())}",
        left_out=left,
    )


def _group(one: Known, kind: str) -> Group:
    lines = [Line(persona_words.sentence(s), s["evidence"]) for s in one.of(kind)]
    return Group(label(STATEMENT_KINDS, kind), lines)


def _scale(s: Record) -> Scale:
    return Scale(persona_words.sentence(s), s["value"], s["evidence"], s["low"], s["high"])


def _ground(persona: Record) -> str:
    if persona["photo"] or not persona["avatar"]:
        return LIGHT.line2
    return avatar_parts.GROUND[int(choice(persona["avatar"])["ground"])]


def _journey(best: Travel | None) -> Journey | None:
    if best is None:
        return None
    low, high = best.lowest, best.highest
    ends = [(p, side) for p, side in ((high, "pos"), (low, "neg")) if p is not None and emotion.tone(p.value) == side]
    faces = [list(best.curve).index(p) for p, _ in ends]
    said = [f"{emotion.show(p.value)} {p.title or 'Untitled'}" if p else "" for p in (low, high)]
    pains = [p.title for p in best.pains]
    curve = thumbnail([(p.x, p.value) for p in best.curve], best.stages, faces, LIGHT)
    return Journey(best.title, curve, said[0], said[1], pains)


def _review(one: Known, today: date) -> str:
    """When to look again: the day on which the first of the grounds expires."""
    days = sorted(g["expires"] for there in one.grounds.values() for g in there if g["expires"])
    coming = next((day for day in days if day > today.isoformat()), "")
    last = f"Last evidence {_day(one.found.last)}. " if one.found.last else ""
    if coming:
        return f"{last}Look again by {_day(coming)}."
    return f"{last}Say when its evidence expires." if one.found.coverage.cards else ""


def _day(day: str) -> str:
    on = date.fromisoformat(day)
    return f"{on.day} {on:%b %Y}"


@lru_cache(maxsize=16)
def _made(sheet: _Held, paper: Paper, kind: str) -> bytes:
    return persona_pdf.pdf(sheet.sheet, paper) if kind == "pdf" else persona_pdf.png(sheet.sheet, paper)


class _Held:
    """A sheet as the key of a cache: set once for all who look at the same one."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet, self._key = sheet, repr(sheet)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)


def draw(store: Store, one: Known) -> None:
    """The sheet as it will hang, and the files."""
    sheet = _Held(build(store, one, persona_pages.travels(store, one.id), date.today()))
    paper: Paper = "a4"
    with st.container(key="cx-wall-bar", horizontal=True, vertical_alignment="bottom"):
        picked = st.segmented_control(
            "Paper", list(_NAMES), default="a4", format_func=_NAMES.__getitem__, required=True, key=session.PAPER
        )
        paper = "a3" if picked == "a3" else "a4"
        stem = file_name(one.persona["name"]).removesuffix(".json")
        name = _NAMES[paper]
        st.download_button(
            f"PDF, {name}",
            lambda: _made(sheet, paper, "pdf"),
            f"{stem}-{paper}.pdf",
            "application/pdf",
            type="primary",
            icon=":material/print:",
            on_click="ignore",
            key="sheet.pdf",
        )
        st.download_button(
            f"PNG, {name}",
            lambda: _made(sheet, paper, "png"),
            f"{stem}-{paper}.png",
            "image/png",
            icon=":material/image:",
            on_click="ignore",
            key="sheet.png",
        )
        st.download_button(
            "cxmap file",
            lambda: export_personas(store, [one.id]),
            f"{stem}.json",
            "application/json",
            icon=":material/download:",
            on_click="ignore",
            key="sheet.json",
            help="This persona with its statements, what they rest on, its photo and its segment: another cxmap reads it.",
        )
    with st.container(key="cx-wall-page", border=True):
        st.image(_made(sheet, paper, "png"), width="stretch", alt=f"The sheet of {one.persona['name']}")
