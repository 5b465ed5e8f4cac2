"""Near-duplicates: which titles are alike, which never, and how they come in groups."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cxmap.insights.similar import ALIKE, ALIKE_ELSEWHERE, Item, alike, likeness, similar, with_authors, words_of
from tests.journeys import view

SAME = [
    ("Parking is expensive", "Expensive parking"),
    ("Hard to find parking", "Parking hard to find!"),
    ("Kiosk rejects her surname", "The kiosk rejected my surname"),
    ("Long wait on the phone", "Waiting on the phone for ages"),
    ("Receives the letter", "Recieves letter"),
    ("Call centre closed", "Call center is closed"),
    ("No answer on the phone", "Nobody answers the telephone"),
    ("Silence for five weeks", "5 weeks of silence"),
    ("Café closed", "CAFE CLOSED"),
]
OTHER = [
    ("Easy to park", "Not easy to park"),
    ("She can pay", "She can't pay"),
    ("Zone 4", "Zone 5"),
    ("Kiosk broken", "Kiosk confusing"),
    ("Books a taxi", "Reads the leaflet"),
    ("Neighbour’s tip", "Neighbour shows their pump"),
    ("", ""),
    ("", "Anything"),
]


@pytest.mark.parametrize(("a", "b"), SAME)
def test_titles_that_say_the_same(a: str, b: str) -> None:
    assert likeness(a, b) >= ALIKE
    assert likeness(a, b) == likeness(b, a)


@pytest.mark.parametrize(("a", "b"), OTHER)
def test_titles_that_do_not(a: str, b: str) -> None:
    assert likeness(a, b) < ALIKE


def test_a_title_of_small_words_only_is_like_itself_alone() -> None:
    assert likeness("It is what it is", "It is what it is") == 1
    assert likeness("It is what it is", "They would") < ALIKE


def card(title: str, **more: object) -> dict[str, object]:
    return {"title": title, **more}


def test_cards_of_a_lane_come_in_groups_with_the_reason() -> None:
    made = view(
        {
            "Waiting": {
                "pain": [card("Long queue"), card("Parking is expensive"), card("Queue too long"), card("The queue is long")]
            },
            "Arriving": {"pain": [card("Long queue"), card("Signs use three names")], "touchpoint": [card("Long queue")]},
        }
    )
    groups = similar(made)
    assert [(set(g.ids), g.why) for g in groups] == [({"c0", "c2", "c3", "c4"}, "The same words, in different stages")]
    assert similar(made, "touchpoint") == []
    assert with_authors(groups, {"c2": "Ana", "c9": "Ben", "c0": ""})[0]["authors"] == {"c2": "Ana"}


def test_alike_only_is_for_one_stage() -> None:
    pair = ("Long wait on the phone", "Waiting on the phone for ages")
    here = view({"Waiting": {"pain": [card(pair[0]), card(pair[1])]}})
    apart = view({"Waiting": {"pain": [card(pair[0])]}, "Leaving": {"pain": [card(pair[1])]}})
    assert [g.why for g in similar(here)] == ["Both say “wait” and “phone”"]
    assert similar(apart) == []


def test_points_and_figures_are_no_duplicates() -> None:
    assert (
        similar(view({"One": {"emotion": [card("relieved"), card("relieved")], "kpi": [card("3 days"), card("3 days")]}})) == []
    )


def test_the_card_with_most_on_it_leads() -> None:
    made = view({"One": {"pain": [card("Long queue"), card("The queue is long", feeling=-2), card("Queue too long")]}})
    assert similar(made)[0].ids[0] == "c1"


def test_a_chain_is_no_group() -> None:
    """The first is like the second and the second like the third, but the ends are not: they are not put together."""
    chain = ["clinic letter lost", "clinic letter lost parking", "letter parking taxi ride"]
    groups = alike([Item(str(i), text, "lane") for i, text in enumerate(chain)])
    assert [set(g.ids) for g in groups] == [{"0", "1"}]


WORDS = st.lists(
    st.sampled_from(("wait", "queue", "letter", "lost", "phone", "park", "sign", "kiosk", "long", "no", "3", "the")),
    min_size=1,
    max_size=4,
)


@given(st.lists(st.tuples(WORDS, st.sampled_from("ab")), max_size=14))
@example([(["letter"], "a"), (["wait", "letter", "lost"], "a")])  # as alike as it has to be, and no more
def test_what_is_looked_up_is_what_comparing_each_with_each_finds(cards: list[tuple[list[str], str]]) -> None:
    items = [Item(f"i{n}", " ".join(words), "lane", cell) for n, (words, cell) in enumerate(cards)]
    cell = {item.id: item for item in items}
    near = {
        frozenset((a.id, b.id))
        for a, b in combinations(items, 2)
        if likeness(a.text, b.text) >= (ALIKE if a.cell == b.cell else ALIKE_ELSEWHERE)
    }
    groups = alike(items)
    inside = {frozenset(pair) for group in groups for pair in combinations(group.ids, 2)}
    assert inside <= near
    assert len({id_ for group in groups for id_ in group.ids}) == sum(len(group.ids) for group in groups)
    grouped = {id_ for group in groups for id_ in group.ids}
    for pair in near - inside:  # a pair is left apart only where one of them is in a group that the other does not fit into
        assert pair & grouped, [cell[id_].text for id_ in pair]


def test_twins_are_found_among_three_thousand_cards() -> None:
    draw = random.Random(7)
    letters = "abcdefghijklmnoprstuvw"
    vocabulary = ["".join(draw.choice(letters) for _ in range(draw.randint(4, 9))) for _ in range(400)]
    items = [Item(str(i), " ".join(draw.choices(vocabulary, k=draw.randint(2, 6))), "lane", f"s{i % 6}") for i in range(3_000)]
    twins = [Item(f"t{i}", f"the {items[i].text}!", "lane", items[i].cell) for i in range(50)]
    found = alike([*items, *twins])
    together = {frozenset(group.ids) for group in found}
    assert all(any({str(i), f"t{i}"} <= group for group in together) for i in range(50))


def test_a_word_is_its_stem() -> None:
    assert words_of("Replies to the parties’ letters").stems == ("letter", "party", "reply")
