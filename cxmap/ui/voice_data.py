"""What the pages of themes and charts ask the store of feedback, within the filters of the page; each question once per revision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import streamlit as st

from cxmap.insights import voice
from cxmap.model.customer_vocabulary import FEEDBACK_KINDS
from cxmap.model.feedback import By, Query
from cxmap.model.vocabulary import CHANNELS, label
from cxmap.runtime import runtime
from cxmap.store import Store
from cxmap.ui import session
from cxmap.ui.words import plain

_PRODUCTS = 60  # more than these are no list to choose from


@lru_cache(maxsize=256)
def _counts(address: str, revision: int, query: Query, by: tuple[By, ...]) -> tuple[Mapping[str, Any], ...]:
    return tuple(runtime().store.feedback.counts(query, by))


def _query(filters: Mapping[str, str], **more: Any) -> Query:
    parts: dict[str, Any] = {**filters, **more}
    return Query(**parts)


@dataclass(frozen=True)
class Asked:
    """The feedback within filters (parts of a `Query` by name), at one revision.

    Charts over time show it from `first` to `last` by `unit`; `outside` items lie before or after that.
    """

    address: str
    revision: int
    filters: Mapping[str, str]
    unit: voice.Unit
    first: date
    last: date
    outside: int

    def query(self, **more: Any) -> Query:
        """The filters as a query, with more."""
        return _query(self.filters, **more)

    def counts(self, *by: By, **more: Any) -> tuple[Mapping[str, Any], ...]:
        """The items counted by things, as `store.feedback.counts`."""
        return _counts(self.address, self.revision, self.query(**more), by)

    def timed(self, *by: By, **more: Any) -> tuple[Mapping[str, Any], ...]:
        """The same within the time that charts show; undated items are among them where no time is left out."""
        span = {"since": self.first.isoformat(), "until": self.last.isoformat()} if self.outside else {}
        return self.counts(*by, **span, **more)


def asked(store: Store, filters: Mapping[str, str]) -> Asked:
    """What the filters ask for now."""
    kept = {name: value for name, value in filters.items() if value}
    revision = store.feedback.revision
    found = voice.span(_counts(store.address, revision, _query(kept), ("day",)))
    first, last, outside = found or (date.today(), date.today(), 0)
    return Asked(store.address, revision, kept, voice.unit(first, last), first, last, outside)


def filters(store: Store) -> dict[str, str]:
    """The filters of the page, above all that they narrow."""
    revision = store.feedback.revision
    found: dict[str, str] = {}
    with st.container(key="cx-voice-filters", horizontal=True, vertical_alignment="bottom"):
        for name, words, terms in (
            ("kind", "Source", FEEDBACK_KINDS),
            ("channel", "Channel", CHANNELS),
            ("product", "Product", ()),
        ):
            counts = _counts(store.address, revision, Query(), (name,))
            there = {row[name]: label(terms, row[name]) if terms else row[name] for row in counts if row[name]}
            if 1 < len(there) <= _PRODUCTS:
                options = ["", *sorted(there, key=lambda key, names=there: names[key].casefold())]  # type: ignore[misc]
                chosen: Any = st.selectbox(
                    words,
                    options,
                    format_func=lambda key, names=there: names.get(key, "All"),  # type: ignore[misc]
                    key=f"{session.VOICE}.{name}",
                    width=200,
                )
                found[name] = chosen or ""
        for name, words in (("since", "From"), ("until", "To")):
            day: Any = st.date_input(words, None, key=f"{session.VOICE}.{name}", format="YYYY-MM-DD", width=150)
            found[name] = day.isoformat() if isinstance(day, date) else ""
        if any(found.values()):
            st.button("Clear", type="tertiary", on_click=_clear)
    if found["since"] and found["until"] and found["since"] > found["until"]:
        st.warning(plain("“From” is later than “To”: nothing lies between."))
    return found


def _clear() -> None:
    for name in ("kind", "channel", "product"):
        session.put(f"{session.VOICE}.{name}", "")
    for day in ("since", "until"):
        session.put(f"{session.VOICE}.{day}", None)
