"""What ties journeys to each other, read in one go."""

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from cxmap.changes import Change, Refused, apply
from cxmap.store.ties import Opening, Place, ties
from tests.worlds import card, changes, delete, patch, put, start


def _do(state, *edits):
    apply(state, Change("x", edits))
    return ties(state)


def test_nothing_is_tied_at_first():
    found = ties(start())
    assert (found.openings, found.places) == ((), ())


def test_stages_and_cards_that_open_into_a_journey():
    found = _do(start(), patch("stage", "s1", opens="j2"), patch("card", "c3", opens="j2"))
    assert found.openings == (Opening("j1", "stage", "s1", "Look", "j2"), Opening("j1", "card", "c3", "C3", "j2"))


def test_places_of_shared_touchpoints():
    other = put("card", "c9", journey="j2", stage="s9", lane="l9", title="x", shared="tp")
    found = _do(start(), put("touchpoint", "tp", workspace="main", title="Hotline"), patch("card", "c1", shared="tp"), other)
    assert set(found.places) == {Place("tp", "j1", "c1"), Place("tp", "j2", "c9")}


def test_templates_are_left_out():
    edits = (
        put("touchpoint", "tp", workspace="main", title="Hotline"),
        card("c7", shared="tp", opens="j2"),
        patch("stage", "s9", opens="j1"),
    )
    found = _do(start(), *edits, patch("journey", "j1", use="template"))
    assert (found.openings, found.places) == ((), ())


def test_a_journey_that_goes_takes_its_ties_with_it():
    found = _do(start(), patch("stage", "s1", opens="j2"), delete("journey", "j2"))
    assert found.openings == ()


@given(st.lists(changes, max_size=12))
def test_whatever_happens_what_opens_is_known(done):
    state = start()
    for one in done:
        with suppress(Refused):
            apply(state, one)
    for type_ in ("stage", "card"):
        opening = {id_ for id_, fields in state.of(type_).items() if fields["opens"]}
        assert {id_ for t, id_ in state.opening() if t == type_} == opening
