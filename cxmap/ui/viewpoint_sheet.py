"""The Viewpoints page as one sheet to download: what is said on the page, put together for print."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

import streamlit as st

from cxmap.documents.viewpoint_sheet import Choice, Line, Sheet, Side, html
from cxmap.insights import evidence, viewpoints
from cxmap.insights.viewpoints import Seen
from cxmap.model.customer_vocabulary import FOCUS_KINDS
from cxmap.model.records import Record
from cxmap.ui.viewpoints import Known
from cxmap.ui.workshops import said_day


def download(known: Known, shown: Sequence[Seen]) -> None:
    """The button; the file is made when somebody asks for it."""
    st.download_button(
        "One page",
        partial(_file, known, shown),
        file_name="viewpoints.html",
        mime="text/html",
        icon=":material/download:",
        help="All of this on one page, as an HTML file: open it in a browser and print it on A4 or A3, landscape",
        key="viewpoints.sheet",
        on_click="ignore",
    )


def _file(known: Known, shown: Sequence[Seen]) -> bytes:
    return html(sheet(known, shown, date.today())).encode()


def sheet(known: Known, shown: Sequence[Seen], today: date) -> Sheet:
    """What stands on the sheet."""
    return Sheet(
        viewpoints.finding(shown),
        [Side(viewpoints.label_of(one.kind), [_line(known, s, today) for s in one.statements], one.missing) for one in shown],
        viewpoints.decided(known.decisions, today),
        [(term.label, [_choice(known, d, today) for d in known.decisions if d["kind"] == term.key]) for term in FOCUS_KINDS],
        f"As of {said_day(today.isoformat())} · cxmap",
    )


def _line(known: Known, statement: Record, today: date) -> Line:
    grounds = known.grounds.get(statement["id"], ())
    names = [known.names[target] for target in known.concerns.get(statement["id"], ())]
    return Line(evidence.status(statement, grounds, today), statement["text"], " · ".join(names))


def _choice(known: Known, decision: Record, today: date) -> Choice:
    targets = (("persona", decision["persona"]), ("map", decision["map"]))
    facts = [decision["owner"], *(known.names[target] for target in targets if target in known.names)]
    facts += [f"decided {said_day(decision['decided'])}"] if decision["decided"] else []
    facts += [f"review due {said_day(decision['review_due'])}"] if decision["review_due"] else []
    return Choice(
        decision["text"],
        decision["reason"],
        decision["customer_gain"],
        decision["own_gain"],
        " · ".join(fact for fact in facts if fact),
        viewpoints.wanting(decision, today),
    )
