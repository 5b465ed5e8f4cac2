"""Passages of a note: where sentences end, what chosen ones make, and finding a passage again."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.insights import passages

words = st.text("ab. !?\n“”3é ", max_size=60)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        (" \n ", []),
        ("She waits. He asks!  Why?\nNo end", ["She waits.", "He asks!", "Why?", "No end"]),
        ("“Where do I go?” she asks. Dr. May came.", ["“Where do I go?” she asks.", "Dr. May came."]),
        (
            "It took approx. 20 min. and no. 3 rang. Clinic 3. Done",
            ["It took approx. 20 min. and no. 3 rang.", "Clinic 3.", "Done"],
        ),
        ("1. Ring the bell\n2. Wait", ["1. Ring the bell", "2. Wait"]),
        ("It costs 3.50 here… Then off", ["It costs 3.50 here…", "Then off"]),
    ],
)
def test_sentences(text, found):
    assert [one.text for one in passages.sentences(text)] == found


@given(words)
def test_sentences_are_the_whole_text_but_its_gaps(text):
    found = passages.sentences(text)
    assert all(text[one.start : one.end] == one.text and one.text.strip() for one in found)
    assert "".join("".join(one.text.split()) for one in found) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(words, st.sets(st.integers(-1, 12)))
def test_what_is_joined_is_found_again(text, chosen):
    sentences = passages.sentences(text)
    quotes = passages.joined(text, sentences, chosen)
    places = {p for p in chosen if 0 <= p < len(sentences)}
    assert len(quotes) == sum(p - 1 not in places for p in places)
    assert all(passages.where(text, quote) is not None for quote in quotes)


def test_a_passage_is_never_too_long():
    text = "x" * 3_000 + ". " + "Y" * 9_000
    sentences = passages.sentences(text)
    assert [len(one.text) for one in sentences] == [3_001, 3_999, 4_000, 1_001]
    assert [len(quote) for quote in passages.joined(text, sentences, range(4))] == [3_001, 3_999, 4_000, 1_001]


@pytest.mark.parametrize(
    ("passage", "span"),
    [("b c", (2, 7)), ("b  \n c", (2, 7)), ("C", None), ("", None), (" ", None), ("(d)", (8, 11))],
)
def test_where_a_passage_stands(passage, span):
    assert passages.where("a b \n c (d)", passage) == span


def test_lines_are_marked_across_their_ends_and_where_passages_overlap():
    text = "One two.\r\nThree four\n\nfive"
    assert passages.lines(text, ["two. Three", "Three four", "gone"]) == [
        [("One ", False), ("two.", True)],
        [("Three four", True)],
        [],
        [("five", False)],
    ]


@given(words, st.lists(words, max_size=3))
def test_marking_changes_no_word(text, quotes):
    rows = passages.lines(text, quotes)
    assert ["".join(part for part, _ in row) for row in rows] == [
        line.rstrip("\r\n") for line in text.splitlines(keepends=True)
    ]
