"""Field notes to read: all of them with a search, and the one that is open with its photos and highlights."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from cxmap.insights import passages, search
from cxmap.insights.words import number, plural
from cxmap.model.customer_vocabulary import FIELD_NOTE_KINDS
from cxmap.model.order import in_order
from cxmap.model.records import Record
from cxmap.model.vocabulary import label
from cxmap.store import Store
from cxmap.ui import field_note_form, field_photos, highlights, navigation, session, writing
from cxmap.ui.highlights import Stand
from cxmap.ui.words import plain
from cxmap.ui.workshops import said_day

_LOOK_EVERY = 4  # seconds after which the page looks for others' changes
_ICONS = {"observation": "visibility", "interview": "forum"}
_READ, _MARK = "Read", "Highlight"


@dataclass(frozen=True)
class Notes:
    """All notes, the latest first, with their photos and highlights by the note's id, and where highlights are evidence."""

    notes: Sequence[Record]
    photos: Mapping[str, Sequence[Record]]
    highlights: Mapping[str, Sequence[Record]]
    standing: Mapping[str, Sequence[Stand]]

    def evidence(self, note: str) -> int:
        """How often highlights of a note are evidence somewhere."""
        return sum(len(self.standing.get(one["id"], ())) for one in self.highlights.get(note, ()))


def read(store: Store) -> Notes:
    """Everything that the page shows."""
    photos: dict[str, list[Record]] = defaultdict(list)
    for photo in in_order(store.of_type("field_photo")):
        photos[photo["field_note"]].append(photo)
    marked: dict[str, list[Record]] = defaultdict(list)
    for one in in_order(store.of_type("highlight")):
        marked[one["field_note"]].append(one)
    notes = sorted(store.of_type("field_note"), key=lambda n: (n["title"].casefold(), n["id"]))
    notes.sort(key=lambda n: n["date"] or "", reverse=True)
    return Notes(notes, photos, marked, highlights.standing(store) if marked else {})


def finding(found: Notes) -> str:
    """What the page says first."""
    if not found.notes:
        return "Go and see: nothing tells more than an hour beside a customer."
    kinds = [note["kind"] for note in found.notes]
    counts = [(kinds.count("observation"), "observation"), (kinds.count("interview"), "interview")]
    says = " and ".join(plural(n, what) for n, what in counts if n)
    marked = sum(len(ones) for ones in found.highlights.values())
    proved = sum(bool(found.standing.get(one["id"])) for ones in found.highlights.values() for one in ones)
    if not marked:
        return f"{says}; nothing is highlighted yet."
    if not proved:
        return f"{says}; {plural(marked, 'highlight')}, and none is used as evidence yet."
    return f"{says}; {number(proved).lower()} of {plural(marked, 'highlight')} {'is' if proved == 1 else 'are'} evidence."


def searched(found: Notes, query: str) -> list[Record]:
    """The notes that hold every word of the query, in what was noted, highlighted or photographed."""

    def texts(note: Record) -> list[str]:
        own = [str(note[name]) for name in ("title", "place", "time", "observed", "observer", "text", "date") if note[name]]
        own += [photo["caption"] for photo in found.photos.get(note["id"], ())]
        return own + [text for one in found.highlights.get(note["id"], ()) for text in (one["quote"], one["note"])]

    return [note for note in found.notes if search.found(query, (search.folded(text) for text in texts(note)))]


def listing(found: Notes, shown: Sequence[Record], chosen: str) -> None:
    """The notes as cards; the title is the link, and it covers the card."""
    for note in shown:
        mark = "on" if note["id"] == chosen else "off"
        with st.container(key=f"cx-note-{mark}-{note['id']}", border=True, gap="xxsmall"):
            to = {session.FIELD_NOTE: note["id"]}
            st.page_link(navigation.field_notes(), label=plain(note["title"]), icon="", query_params=to)
            st.markdown(f":gray[{_when(note)}]")
            if counted := _counted(found, note["id"]):
                st.markdown(f":gray[{counted}]")


def _when(note: Record) -> str:
    parts = [f":material/{_ICONS[note['kind']]}: {label(FIELD_NOTE_KINDS, note['kind'])}"]
    parts += [said_day(note["date"])] if note["date"] else []
    return " · ".join([*parts, *([plain(note["place"])] if note["place"] else [])])


def _counted(found: Notes, note: str) -> str:
    marked, used = len(found.highlights.get(note, ())), found.evidence(note)
    parts = [plural(len(found.photos[note]), "photo")] if found.photos.get(note) else []
    parts += [plural(marked, "highlight")] if marked else []
    return " · ".join([*parts, *([f"evidence in {plural(used, 'place')}"] if used else [])])


def detail(store: Store, found: Notes, note: Record, editable: bool) -> None:
    """One note in full."""
    with st.container(key="cx-note-head", gap="xxsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.header(plain(note["title"]), anchor=False)
            if editable:
                id_ = note["id"]
                st.button("Edit", icon=":material/edit:", on_click=field_note_form.open_form, args=(id_,), key="note.edit")
                gone = (
                    f"“{note['title']}” was deleted, with its photos and highlights. What they are evidence of keeps its quote."
                )
                args = ("field_note", id_, gone)
                st.button("Delete", icon=":material/delete:", on_click=writing.delete, args=args, key="note.delete")
        st.markdown(f":gray[{_facts(note)}]")
    _text(found, note, editable)
    st.subheader("Highlights", anchor=False)
    highlights.draw(store, note, found.highlights.get(note["id"], ()), found.standing, editable)
    photos = found.photos.get(note["id"], ())
    if photos or editable:
        st.subheader("Photos", anchor=False)
        field_photos.draw(store, photos, editable)
        if editable:
            field_photos.uploader(note["id"], photos)


def _facts(note: Record) -> str:
    parts = [_when(note), *([plain(note["time"])] if note["time"] else [])]
    parts += [f"with {plain(note['observed'])}"] if note["observed"] else []
    return " · ".join([*parts, *([f"noted by {plain(note['observer'])}"] if note["observer"] else [])])


def _text(found: Notes, note: Record, editable: bool) -> None:
    """The notes to read, what is highlighted marked; or sentence by sentence, to highlight."""
    if not note["text"].strip():
        st.markdown(
            "Nothing is noted yet: choose **Edit** and write what you see and hear." if editable else "Nothing is noted."
        )
        return
    marked = found.highlights.get(note["id"], ())
    mode = _READ
    if editable:
        mode = st.segmented_control(
            "What to do with the notes",
            [_READ, _MARK],
            default=_READ,
            required=True,
            key=f"note.mode.{note['id']}",
            label_visibility="collapsed",
        )
    if mode == _MARK:
        highlights.picker(note, marked)
        return
    with st.container(key="cx-note-text"):
        st.markdown(_marked(note["text"], [one["quote"] for one in marked]))


def _marked(text: str, quotes: Sequence[str]) -> str:
    """The text line by line, its highlighted parts marked."""
    rows = [
        "".join(f":gray-background[{plain(part)}]" if marked else plain(part) for part, marked in row)
        for row in passages.lines(text, quotes)
    ]
    return "\n\n".join(row.strip() for row in rows if row.strip())


@st.fragment(run_every=_LOOK_EVERY)
def watch(store: Store, revision: int) -> None:
    """Draw the page anew when somebody else has changed something; not while a form or dialog is open."""
    if store.revision > revision and not session.get(session.DIALOG) and not session.get(session.NOTING):
        st.rerun()
