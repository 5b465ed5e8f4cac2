"""Highlights of a field note: choosing passages, what they tell us, and where they stand as evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import streamlit as st

from cxmap.changes import Edit
from cxmap.insights import passages
from cxmap.insights.words import plural
from cxmap.model.customer_vocabulary import STATEMENT_KINDS, VIEWPOINTS
from cxmap.model.order import keys_between
from cxmap.model.records import Record, new_id
from cxmap.model.vocabulary import label
from cxmap.runtime import runtime
from cxmap.store import Store
from cxmap.ui import field_inline, highlight_evidence, navigation, session, writing
from cxmap.ui.words import plain

_ITEM = "highlight:"
_PART = 40  # sentences that are drawn at once: each is a button


@dataclass(frozen=True)
class Stand:
    """Where a highlight is evidence: the source or ground that says so, in words, and the page that shows it."""

    type: str
    id: str
    words: str
    page: str
    query: Mapping[str, str]


@dataclass(frozen=True)
class _Edition:
    address: str
    revision: int
    store: Store = field(compare=False)


def standing(store: Store) -> Mapping[str, Sequence[Stand]]:
    """Where highlights are evidence, by the highlight's id; read once per revision."""
    return _standing(_Edition(store.address, store.revision, store))


@lru_cache(maxsize=4)
def _standing(edition: _Edition) -> Mapping[str, Sequence[Stand]]:
    store = edition.store
    found: dict[str, list[Stand]] = defaultdict(list)
    for type_, told in (("source", _of_source), ("ground", _of_ground)):
        for record in store.of_type(type_):
            if record["item"].startswith(_ITEM) and (place := told(store, record)) is not None:
                found[record["item"].removeprefix(_ITEM)].append(Stand(type_, record["id"], *place))
    return found


_Place = tuple[str, str, Mapping[str, str]]


def _of_source(store: Store, source: Record) -> _Place | None:
    card, journey = store.record("card", source["card"]), store.record("journey", source["journey"])
    if card is None or journey is None:
        return None
    return (
        f"“{card['title'] or 'Untitled'}” in {journey['title']}",
        "journey",
        {
            session.JOURNEY: journey["id"],
            session.CARD: card["id"],
        },
    )


def _of_ground(store: Store, ground: Record) -> _Place | None:
    if ground["viewpoint"]:
        viewpoint = store.record("viewpoint", ground["viewpoint"])
        return None if viewpoint is None else (f"{label(VIEWPOINTS, viewpoint['kind'])}: {viewpoint['text']}", "viewpoints", {})
    statement = store.record("statement", ground["statement"] or "")
    persona = store.record("persona", statement["persona"]) if statement else None
    if statement is None or persona is None:
        return None
    words = f"{persona['name']}, {label(STATEMENT_KINDS, statement['kind'])}: {statement['text']}"
    return words, "personas", {session.PERSONA: persona["id"]}


_PAGES: dict[str, Callable[[], st.Page]] = {
    "journey": navigation.journey,
    "personas": navigation.personas,
    "viewpoints": navigation.viewpoints,
}


# ---- choosing passages


def picker(note: Record, marked: Sequence[Record]) -> None:
    """The note sentence by sentence, each to be switched on; and a field for words that are pasted."""
    form = f"passages.{note['id']}"
    text: str = session.seen(form, note["text"])
    if text != note["text"]:
        session.reopen(form)  # the sentences are others now: what was chosen would be something else
        text = session.seen(form, note["text"])
        writing.say("The notes were changed meanwhile: choose the passages again.")
    sentences = passages.sentences(text)
    covered = passages.covered(text, [one["quote"] for one in marked])
    have = {i for i, s in enumerate(sentences) if any(a <= s.start and s.end <= b for a, b in covered)}
    st.markdown(":gray[Switch on what says something. Neighbouring sentences become one passage.]")
    parts = -(-len(sentences) // _PART)
    part = 0
    if parts > 1:
        part = st.selectbox(
            "Part of the notes",
            range(parts),
            format_func=lambda n: f"Sentences {n * _PART + 1} to {min((n + 1) * _PART, len(sentences))} of {len(sentences)}",
            key=session.field(form, "part"),
            width=320,
        )
    with st.container(key="cx-passages"):
        st.pills(
            "Sentences",
            range(part * _PART, min((part + 1) * _PART, len(sentences))),
            selection_mode="multi",
            format_func=lambda i: f"{':material/check: ' if i in have else ''}{plain(sentences[i].text)}",
            key=_chosen(form, part),
            on_change="ignore",  # switching on is quick: it is told with the next thing that is done
            persist_state="page",  # what was chosen in another part counts too
            label_visibility="collapsed",
            width="stretch",
        )
    st.text_area(
        "Or paste a part of the notes",
        key=session.field(form, "pasted"),
        max_chars=passages.LONGEST,
        height=72,
        placeholder="For a passage that is shorter than a sentence",
    )
    st.text_input(
        "What it tells us",
        key=session.field(form, "meaning"),
        max_chars=1_000,
        placeholder="Can be added later",
    )
    icon = ":material/format_ink_highlighter:"
    st.button("Highlight", type="primary", key=f"{form}.add", icon=icon, on_click=_add, args=(form, note["id"], text))


def _chosen(form: str, part: int) -> str:
    return session.field(form, f"chosen.{part}")


def _add(form: str, note: str, text: str) -> None:
    sentences = passages.sentences(text)
    parts = range(-(-len(sentences) // _PART))
    quotes = passages.joined(text, sentences, [i for part in parts for i in session.get(_chosen(form, part)) or ()])
    pasted = str(session.get(session.field(form, "pasted")) or "").strip()
    if pasted:
        span = passages.where(text, pasted)
        if span is None:
            writing.say("The pasted words do not stand in the notes: copy them from there.")
            return
        quotes = [*quotes, text[span[0] : span[1]][: passages.LONGEST]]
    if not quotes:
        writing.say("Nothing is chosen yet: switch on a sentence, or paste a part of the notes.")
        return
    there = [one for one in runtime().store.of_type("highlight") if one["field_note"] == note]
    fresh = [quote for quote in dict.fromkeys(quotes) if quote not in {one["quote"] for one in there}]
    if not fresh:
        writing.say("This passage is highlighted already.")
        return
    meaning = str(session.get(session.field(form, "meaning")) or "").strip()
    orders = keys_between(max((one["order"] for one in there), default=None), None, len(fresh))
    puts = [
        Edit("put", "highlight", new_id(), {"field_note": note, "quote": quote, "note": meaning, "order": order})
        for quote, order in zip(fresh, orders, strict=True)
    ]
    if writing.make(puts, f"{plural(len(puts), 'passage')} highlighted."):
        session.reopen(form)


# ---- what was highlighted


def draw(store: Store, note: Record, marked: Sequence[Record], stands: Mapping[str, Sequence[Stand]], editable: bool) -> None:
    """The highlights in the order of the note, those whose passage is gone last."""
    if not marked:
        if editable and note["text"].strip():
            st.markdown(":gray[None yet. Choose **Highlight** above and switch on the sentences that say something.]")
        else:
            st.markdown(":gray[None yet.]")
        return
    spans = {one["id"]: passages.where(note["text"], one["quote"]) for one in marked}
    for one in sorted(marked, key=lambda one: (spans[one["id"]] is None, spans[one["id"]] or (0, 0), one["order"])):
        _highlight(one, spans[one["id"]] is None, stands.get(one["id"], ()), editable)
    if editable:
        highlight_evidence.show(store, note)


def _highlight(one: Record, gone: bool, stands: Sequence[Stand], editable: bool) -> None:
    id_ = one["id"]
    with st.container(key=f"cx-highlight-{id_}", border=True, gap="xsmall"):
        with st.container(key=f"cx-said-{id_}", horizontal=True, wrap=False, gap="xsmall"):
            st.markdown(plain(one["quote"]), width="stretch")
            if editable:
                quote = one["quote"] if len(one["quote"]) <= 60 else f"{one['quote'][:59].rstrip()}…"
                st.button(
                    "Delete",
                    key=f"highlight.delete.{id_}",
                    icon=":material/delete:",
                    type="tertiary",
                    help=f"Delete the highlight “{plain(quote)}”",
                    on_click=writing.delete,
                    args=("highlight", id_, f"The highlight “{quote}” was deleted. What it is evidence of keeps its quote."),
                )
        with st.container():  # always there, so that the field below keeps what is being typed
            if gone:
                st.markdown(":orange[:material/link_off: This passage no longer stands in the notes like this.]")
        if editable:
            field_inline.text(one, "highlight", "note", "What it tells us", "What it tells us")
        elif one["note"]:
            st.markdown(plain(one["note"]))
        for stand in stands:
            _stand(stand, editable)
        if editable:
            st.button(
                "Use as evidence",
                key=f"highlight.use.{id_}",
                icon=":material/add_link:",
                on_click=highlight_evidence.open_form,
                args=(id_,),
            )


def _stand(stand: Stand, editable: bool) -> None:
    with st.container(key=f"cx-stand-{stand.id}", horizontal=True, wrap=False, gap="xsmall", vertical_alignment="center"):
        words = f"Evidence of {stand.words}"
        st.page_link(
            _PAGES[stand.page](),
            label=plain(words),
            icon=":material/task_alt:",
            query_params=dict(stand.query),
            width="stretch",
        )
        if editable:
            st.button(
                "Remove",
                key=f"stand.remove.{stand.id}",
                icon=":material/close:",
                type="tertiary",
                help=f"No longer {words[0].lower()}{plain(words[1:])}",
                on_click=writing.delete,
                args=(stand.type, stand.id, "It is no longer evidence there; how sure that is said to be stays as it is."),
            )
