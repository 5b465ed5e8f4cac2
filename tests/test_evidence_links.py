"""An item becomes evidence of a card, a statement or a viewpoint; and which part of a text says it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.access import SYSTEM
from cxmap.changes import Change, Edit, Refused
from cxmap.evidence_links import MAX_QUOTE, SHORT, Place, Said, link_item, passage, source_kind
from cxmap.store import Store

SAID = Said("item:12", "feedback", "  Nobody rang back.  ", "2026-03-04", "https://example.org/12")
CARD = {"id": "c", "journey": "j", "evidence": "assumed"}


def test_a_card_gets_a_source_and_is_observed() -> None:
    put, raised = link_item(SAID, Place("card", CARD))
    assert (put.op, put.type) == ("put", "source")
    assert {name: put.fields[name] for name in ("journey", "card", "kind", "quote", "date", "link", "item")} == {
        "journey": "j",
        "card": "c",
        "kind": "feedback",
        "quote": "Nobody rang back.",
        "date": "2026-03-04",
        "link": "https://example.org/12",
        "item": "item:12",
    }
    assert raised == Edit("patch", "card", "c", {"evidence": "observed"}, {"evidence": "assumed"})


@pytest.mark.parametrize("type_", ["statement", "viewpoint"])
def test_statements_and_viewpoints_get_a_ground(type_) -> None:
    put, raised = link_item(SAID, Place(type_, {"id": "s", "evidence": "assumed"}))
    assert (put.type, put.fields[type_], put.fields["item"]) == ("ground", "s", "item:12")
    assert (raised.type, raised.id) == (type_, "s")


@pytest.mark.parametrize("evidence", ["observed", "measured"])
def test_what_is_more_than_assumed_stays_what_it_is(evidence: str) -> None:
    assert len(link_item(SAID, Place("card", {**CARD, "evidence": evidence}))) == 1


def test_a_new_source_stands_behind_those_that_are_there() -> None:
    there = [{"item": "item:3", "order": "a1"}, {"item": "", "order": "a0"}]
    put = link_item(SAID, Place("card", CARD, there))[0]
    assert put.fields["order"] > "a1"


def test_the_same_item_twice_at_one_place_is_refused_with_a_reason() -> None:
    with pytest.raises(Refused, match="already"):
        link_item(SAID, Place("card", CARD, [{"item": "item:12", "order": "a0"}]))


@pytest.mark.parametrize(
    ("kind", "source"),
    [
        ("email", "feedback"),
        ("complaint", "feedback"),
        ("survey", "survey"),
        ("observation", "observation"),
        ("employee", "employees"),
    ],
)
def test_the_kind_of_a_source(kind: str, source: str) -> None:
    assert source_kind(kind) == source


def test_the_store_takes_it_and_takes_it_back(tmp_path) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 'links.db'}")
    place = {"journey": "j"}
    edits = (
        Edit("put", "journey", "j", {"workspace": "main", "title": "J"}),
        Edit("put", "stage", "s", place),
        Edit("put", "lane", "l", {**place, "kind": "touchpoint"}),
        Edit("put", "card", "c", {**place, "stage": "s", "lane": "l", "title": "Call"}),
    )
    store.commit(Change("seed", edits), SYSTEM).result(10)

    def now() -> tuple[str, list[str]]:
        view = store.view("j")
        assert view is not None
        return view.cards[0]["evidence"], [source["quote"] for source in view.of_type("source")]

    card = store.record("card", "c")
    assert card is not None
    store.commit(Change("link", tuple(link_item(SAID, Place("card", card)))), SYSTEM).result(10)
    assert now() == ("observed", ["Nobody rang back."])
    store.undo_change("link", SYSTEM, "back").result(10)
    assert now() == ("assumed", [])
    store.close()


FEE = "I opened the account in May and all was fine. Then a late fee was charged although I had paid on time. "
REST = "I called several times and was told that somebody would look into it. Nobody ever rang me back about that. "
LONG = FEE + REST + "I would like to have my money back, please, and a letter that says so. " * 2


@pytest.mark.parametrize(
    ("about", "words", "begins"),
    [
        ("Late fee notice", (), "Then a late fee"),
        ("Call-back line", (), "Nobody ever rang me back"),
        ("Call-back line", ("account",), "I opened the account"),
        ("Late fee notice", ("cal",), "I called several times"),
        ("Zebra crossing", (), "I opened the account"),
        ("", (), "I opened the account"),
    ],
)
def test_the_sentence_that_fits_best(about: str, words: tuple[str, ...], begins: str) -> None:
    assert len(LONG) > SHORT
    assert passage(LONG, about, words).startswith(begins)


def test_a_short_text_is_its_own_passage() -> None:
    assert passage(" Too late. And rude. ", "Late") == "Too late. And rude."


@given(st.text(), st.text(max_size=40), st.lists(st.text(max_size=8), max_size=3))
def test_a_passage_is_part_of_the_text(text: str, about: str, words: list[str]) -> None:
    found = passage(text, about, words)
    assert found in text
    assert len(found) <= max(MAX_QUOTE, SHORT)
    assert bool(found) == bool(text.strip())
