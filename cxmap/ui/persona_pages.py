"""Personas as the pages beside the editor show them: each with what it rests on, its segment, its picture and its journeys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

import streamlit as st

from cxmap.documents.avatar import avatar
from cxmap.documents.avatar import portrait as drawn
from cxmap.documents.meter import meter
from cxmap.documents.tokens import ADAPTIVE, Tokens, themed
from cxmap.insights.personas import Foundation, Travel, foundation, interviews_of, travel
from cxmap.insights.words import plural
from cxmap.model.customer_vocabulary import AGE_BANDS
from cxmap.model.records import Record
from cxmap.model.views import JourneyView
from cxmap.model.vocabulary import label
from cxmap.store import Store
from cxmap.ui.words import initials

# The evidence marks of the drawings as characters: a corner filled, an outline, a dashed outline.
MARKS = {"measured": "◪", "observed": "▢", "assumed": "⬚"}


@dataclass(frozen=True)
class Known:
    """A persona, what is said of it by kind and in order, the grounds by statement, its segment, and what it rests on today."""

    persona: Record
    statements: Mapping[str, Sequence[Record]]
    grounds: Mapping[str, Sequence[Record]]
    segment: Record | None
    found: Foundation

    @property
    def id(self) -> str:
        """The persona's id."""
        return str(self.persona["id"])

    def of(self, kind: str) -> Sequence[Record]:
        """The statements of a kind, in order."""
        return self.statements.get(kind, ())


def read(store: Store, today: date | None = None) -> list[Known]:
    """All personas by name, as they are on a day (today)."""
    day = today or date.today()
    said: dict[str, dict[str, list[Record]]] = defaultdict(lambda: defaultdict(list))
    for statement in store.of_type("statement"):
        said[statement["persona"]][statement["kind"]].append(statement)
    grounds: dict[str, list[Record]] = defaultdict(list)
    for ground in store.of_type("ground"):
        if ground["statement"]:
            grounds[ground["statement"]].append(ground)
    segments = {s["id"]: s for s in store.of_type("segment")}
    interviews = interviews_of(store.of_type("highlight"), store.of_type("field_note"))
    out = []
    for persona in store.personas():
        mine = said[persona["id"]]
        flat = [s for there in mine.values() for s in there]
        behind = {s["id"]: grounds[s["id"]] for s in flat if s["id"] in grounds}
        found = foundation(persona, flat, [g for there in behind.values() for g in there], day, interviews)
        out.append(Known(persona, mine, behind, segments.get(persona["segment"]), found))
    return out


@dataclass(frozen=True)
class _Edition:
    id: str
    revision: int
    persona: str
    view: Callable[[], JourneyView | None] = field(compare=False)


def travels(store: Store, persona: str) -> list[Travel]:
    """The journeys that a persona travels, the last changed one first; each is read once per revision."""
    mine = [j for j in store.journeys() if any(p["id"] == persona for p in j.personas)]
    found = (_travel(_Edition(j.id, j.revision, persona, j.view)) for j in mine)
    return [t for t in found if t is not None]


@lru_cache(maxsize=2000)
def _travel(edition: _Edition) -> Travel | None:
    view = edition.view()
    return travel(view, edition.persona) if view is not None else None


def face(store: Store, persona: Record, t: Tokens, size: int = 100, radius: float = 26) -> bytes | str:
    """The bytes of a persona's photo, else the SVG of the drawn portrait, else of the initials in the colours of a theme."""
    picture = store.picture(persona["photo"]) if persona["photo"] else None
    if picture is not None:
        return picture.data
    if persona["avatar"]:
        return drawn(persona["avatar"], size, radius)
    return avatar(initials(persona["name"]), persona["id"], t, size, int(radius))


def about(persona: Record) -> list[str]:
    """Who a persona is in a few words: the role, and the age where the role does not begin with it."""
    age = label(AGE_BANDS, persona["age_band"]) if persona["age_band"] and not persona["role"][:1].isdigit() else ""
    return [part for part in (persona["role"], age) if part]


def portrait(store: Store, persona: Record, width: int) -> None:
    """Show a persona's picture, `width` pixels wide: the photo, the drawn portrait or the initials."""
    shown = face(store, persona, ADAPTIVE, width, 14 if not persona["avatar"] else 26)
    alt = f"Photo of {persona['name']}" if isinstance(shown, bytes) else ""
    st.image(themed(shown) if isinstance(shown, str) else shown, width=width, alt=alt)


def evidence(found: Foundation) -> str:
    """The evidence meter of a persona as SVG that follows the theme."""
    return themed(meter(found.coverage.measured, found.coverage.observed, found.coverage.assumed, ADAPTIVE))


def rests_on(found: Foundation) -> str:
    """In words what the meter shows: “9 of 14 statements observed or measured: 64 %. 3 interviews, 2 survey findings.”"""
    c = found.coverage
    if not c.cards:
        return "Nothing is said yet"
    said = (
        f"{c.measured + c.observed} of {plural(c.cards, 'statement')} observed or measured: {found.percent}\N{NO-BREAK SPACE}%"
    )
    return f"{said}. {found.counted}." if found.counted else f"{said}."
