"""Three-way merge: each person's words survive, or the merge says that it failed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.model.text import keep_both, merge3

TABLE = [
    ("a b c", "a b c", "a b c", "a b c"),
    ("a b c", "x b c", "a b y", "x b y"),
    ("a b c", "a c", "a b c d", "a c d"),
    ("a b c", "b c", "a b", "b"),
    ("a b c", "a b c", "", ""),
    ("", "one", "one", "one"),
    ("", "one", "two", None),
    ("a b c", "a x c", "a y c", None),
    ("Looks for the gate", "Looks for gate 7", "Looks long for the gate", "Looks long for gate 7"),
    ("Zählt 🚲", "Zählt 3 🚲", "Zählt 🚲 neu", "Zählt 3 🚲 neu"),
    ("Waits", "Waits long", "Waits today", "Waits long today"),
    ("Waits.", "Waits. Rings.", "Waits. Leaves.", "Waits. Leaves. Rings."),
    ("a c", "a b c", "a x c", "a b x c"),
    ("Waits long", "Waits long at night", "Waits long today", "Waits long at night today"),
    ("(a)", "(a!)", "(a?)", "(a! ?)"),
    ("a b", "a x b", "a b y", "a x b y"),
    (" ", " one", " two", None),
    ("one\ntwo\nthree", "one\n2\nthree", "one\ntwo\nthree\nfour", "one\n2\nthree\nfour"),
]


@pytest.mark.parametrize(("base", "mine", "theirs", "merged"), TABLE)
def test_table(base: str, mine: str, theirs: str, merged: str | None) -> None:
    assert merge3(base, mine, theirs) == merged
    assert merge3(base, theirs, mine) == merged


WORDS = st.lists(st.sampled_from(["a", "b", "c", "d", " ", "\n", "!", "é"]), max_size=12).map("".join)


@given(WORDS, WORDS)
def test_one_sided_changes_win(base: str, other: str) -> None:
    assert merge3(base, other, base) == other
    assert merge3(base, base, other) == other
    assert merge3(base, other, other) == other


@given(WORDS, WORDS, WORDS)
def test_a_merge_does_not_depend_on_who_came_first(base: str, mine: str, theirs: str) -> None:
    assert merge3(base, mine, theirs) == merge3(base, theirs, mine)


@given(st.lists(st.integers(0, 1_000_000), unique=True, min_size=4, max_size=20).map(lambda n: [f"w{i}" for i in n]), st.data())
def test_words_of_different_places_both_survive(words: list[str], data: st.DataObject) -> None:
    left = data.draw(st.integers(0, len(words) - 3))
    right = data.draw(st.integers(left + 2, len(words) - 1))
    mine, theirs, both = list(words), list(words), list(words)
    mine[left] = both[left] = "MINE"
    theirs[right] = both[right] = "THEIRS"
    assert merge3(" ".join(words), " ".join(mine), " ".join(theirs)) == " ".join(both)


def test_both_texts_are_kept() -> None:
    assert keep_both("mine", "theirs", long=False) == "theirs / mine"
    assert keep_both("mine", "theirs", long=True) == "theirs\n\nmine"
