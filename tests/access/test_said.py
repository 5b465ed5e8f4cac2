"""What nobody's words are in is asked no more than the role: this holds the list of what is words."""

import pytest

from cxmap.access import Actor, check, comments, ideas, times
from cxmap.access.check import examine
from cxmap.changes import Change, Edit, State


def test_all_that_is_somebodys_words_is_in_the_list():
    assert {"comment", "mention", "parked"} | ideas._TYPES | ideas._SIGNED | ideas._GIVEN | set(times._WHOSE) == check._SAID


@pytest.mark.parametrize("type_", ["comment", "parked"])
def test_words_beside_a_card_are_signed(type_):
    anna = Actor("anna", "champion", "Anna")
    edits = (Edit("patch", "card", "c", {"title": "x"}), Edit("put", type_, "w", {"author": "anna", "author_name": "Ben"}))
    change, _ = examine(anna, Change("one", edits), State(), "Anna", at="2026-11-22T09:00:00.000Z")
    assert change.edits[1].fields["author_name"] == "Anna"
    assert comments.signed(anna, Change("two", edits[:1]), "Anna").edits == edits[:1]
