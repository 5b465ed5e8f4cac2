"""Suggested matches: what belongs together by its words, with the words; and nothing where nothing fits."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.insights.matches import LEAST, Index, Match, Target, statements_of, suggest, targets_of
from cxmap.insights.theme_words import runs, sentences, stem, words
from tests.journeys import record, view

CARDS = [
    Target("card", "quote", "Gets a quote by letter", "Two weeks after the visit of the installer", "post"),
    Target("card", "call", "Calls the hotline", "Waits in the queue", "phone"),
    Target("card", "grant", "Applies for the grant", "The form asks for the number of the building"),
    Target("card", "noise", "The pump is loud at night"),
    Target("card", "invoice", "Pays the invoice", "", "portal"),
]


@pytest.mark.parametrize(
    ("text", "first", "named"),
    [
        ("I called your hotline three times and nobody picked up.", "call", {"hotline", "called"}),
        ("The letter with the quotes came far too late!", "quote", {"quotes", "letter"}),
        ("My neighbour complained: at night the pump is loud.", "noise", {"pump", "loud", "night"}),
        ("All went well. But the grant: I applied in March and have heard nothing.", "grant", {"grant", "applied"}),
    ],
)
def test_what_belongs_together_by_its_words_comes_first_with_the_words(text: str, first: str, named: set[str]) -> None:
    found = suggest(text, CARDS)
    assert found[0].target.id == first
    assert named <= set(found[0].words)
    assert found[0].sentence in text


@pytest.mark.parametrize(
    "text", ["", "   ", "xxx", "XXXX XXXX", "The weather was lovely.", "1234", "I waited.", "Danke!", "the a of"]
)
def test_nothing_where_nothing_fits(text: str) -> None:
    assert suggest(text, CARDS) == []
    assert suggest("I called your hotline", []) == []


def test_one_common_word_is_not_enough_but_a_whole_title_is() -> None:
    cards = [Target("card", "a", "Letter"), Target("card", "b", "Number of the building")]
    assert [m.target.id for m in suggest("There was no letter.", cards)] == ["a"]
    assert suggest("A number was missing.", cards) == []


def test_the_channel_of_the_item_tips_the_scales_and_is_said() -> None:
    cards = [
        Target("card", "web", "Books the appointment", "", "website"),
        Target("card", "tel", "Books the appointment", "", "phone"),
    ]
    [first, second] = suggest("Booking an appointment was a pain", cards, channel="phone")
    assert (first.target.id, first.same_channel, second.same_channel) == ("tel", True, False)
    assert first.why.endswith("same channel")
    assert first.likeness == pytest.approx(second.likeness + 0.05)
    assert suggest("Something else altogether", cards, channel="phone") == []


def test_the_likeness_is_the_cosine_of_the_formula() -> None:
    # Two targets, no word in both: each weighs ln(3/2) + 1 = 1.405. Title words count twice: |target| = 2·1.405·√2; the
    # sentence has both words and one unknown, 0.7: |sentence| = √(2·1.405² + 0.49).
    cards = [Target("card", "a", "Invoice portal"), Target("card", "b", "Parking space")]
    [match] = suggest("Portal invoice unreadable", cards)
    assert match.likeness == pytest.approx(0.943, abs=0.001)


def test_the_best_sentence_of_a_long_item_counts() -> None:
    long = (
        "We drove for hours through rain and snow. " * 20
        + "Then nobody answered your hotline when we called. "
        + "It was late. " * 20
    )
    [match] = suggest(long, CARDS)
    assert match.target.id == "call"
    assert match.sentence == "Then nobody answered your hotline when we called."


def test_targets_of_a_map_have_their_stage_their_note_and_their_quotes() -> None:
    map_ = view(
        {
            "Waiting": {
                "touchpoint": [{"title": "Letter", "note": "Comes by post", "channel": "post"}, {"title": ""}],
                "emotion": [{"title": "worried"}],
            }
        }
    )
    source = record("source", "q", journey="j", card="c0", quote="Five weeks without a word")
    map_ = replace(map_, others={**map_.others, "source": [source]})
    [target] = targets_of(map_)
    assert (target.type, target.id, target.title, target.channel) == ("card", "c0", "Letter", "post")
    assert target.about.splitlines() == ["Comes by post", "Waiting", "Post", "Five weeks without a word"]


def test_statements_are_targets_too() -> None:
    said = record("statement", "s", persona="p", kind="frustration", text="Nobody answers the phone", note="After four")
    likes = record("statement", "c", persona="p", kind="channel", text="phone")
    ground = record("ground", "g", statement="s", quote="I rang eleven times")
    targets = statements_of([said, likes], {"s": [ground]})
    assert [(t.type, t.title, t.channel) for t in targets] == [
        ("statement", "Nobody answers the phone", ""),
        ("statement", "Phone", "phone"),
    ]
    assert suggest("I rang eleven times before somebody answered", targets)[0].target.id == "s"


def test_3000_cards_are_searched_and_only_those_that_fit_come() -> None:
    cards = [Target("card", str(i), f"Step number{chr(97 + i % 26)}{i} of the process") for i in range(3_000)]
    found = Index([*cards, *CARDS]).suggest("Nobody answered the hotline when I called", most=3)
    assert found[0].target.id == "call"
    assert len(found) <= 3


@given(st.text(max_size=300), st.lists(st.text(max_size=40), max_size=6))
def test_any_text_gives_likenesses_within_bounds_in_order(text: str, titles: list[str]) -> None:
    found = suggest(text, [Target("card", str(i), title) for i, title in enumerate(titles)])
    assert all(isinstance(m, Match) and LEAST <= m.likeness <= 1 and m.words and m.sentence in text for m in found)
    assert [m.likeness for m in found] == sorted((m.likeness for m in found), reverse=True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("inquiry", "inquiries"),
        ("disputed", "dispute"),
        ("cancelled", "cancel"),
        ("fees", "fee"),
        ("rechnungen", "rechnung"),
        ("payments", "payment"),
    ],
)
def test_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_masks_letter_phrases_and_amounts_are_no_words_and_no_two_words_meet_across_them() -> None:
    text = "Dear Sir or Madam, XXXX XXXX charged {$35.00} late XX/XX/2023 fee to [e-mail], thank you. Sincerely"
    assert [word for _, word in words(text)] == ["charged", "late", "fee"]
    assert [[word for _, word in run] for run in runs(text)] == [["charged"], ["late"], ["fee"]]


@given(st.text(alphabet=st.sampled_from("ab .!?\n"), max_size=2_000))
def test_sentences_lose_no_word(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())
    assert all(0 < len(s) <= 600 for s in sentences(text))
