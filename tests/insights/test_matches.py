"""Suggested matches: what belongs together by its words, with the words; and nothing where nothing fits."""

from __future__ import annotations

from csv import DictReader
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.insights.match_words import Common, meaning
from cxmap.insights.matches import LEAST, SUBJECT, Index, Match, Target, statements_of, suggest, targets_of
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
        ("I called your hotline three times and nobody picked up.", "call", {"called"}),
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


# What a bank's journey may hold, for the public complaints about credit that real people wrote.
BANK = [
    Target("card", "report", "Gets a free credit report", "Once a year\nWebsite", "website"),
    Target("card", "theft", "Files an identity theft report", "Disputing"),
    Target("card", "inquiry", "Hard inquiry from a lender", "Not authorized"),
    Target("card", "validation", "Letter that validates the debt", "Post", "post"),
    Target("card", "denied", "Claim is denied", "Dispute of a charge"),
    Target("card", "fee", "Late fee on the statement", "Interest"),
    Target("card", "service", "Calls customer service", "Waits on hold\nPhone", "phone"),
    Target("card", "closed", "Account is closed", "Without notice"),
]


@pytest.fixture(scope="module")
def narratives() -> list[str]:
    file = Path(__file__).parents[3] / "shared/data/cfpb-complaints.csv"
    if not file.exists():
        pytest.skip("the shared data is not on this machine")
    with file.open(encoding="utf-8", newline="") as rows:
        return [row["Consumer complaint narrative"] for row in DictReader(rows) if row["Consumer complaint narrative"]]


@pytest.mark.parametrize(
    ("has", "first"),
    [
        ("letter from US Bank telling me my claim was denied", "denied"),
        ("attempt to get hard inquiries removed from my TransUnion", "inquiry"),
        ("asking them to validate my debts", "validation"),
        ("months of late fees and over limit charges", "fee"),
    ],
)
def test_real_complaints_find_their_touchpoint(narratives: list[str], has: str, first: str) -> None:
    text = next(said for said in narratives if has in said)
    assert first in [match.target.id for match in suggest(text, BANK, most=2, common=Common(narratives[::2]))]


def test_what_every_complaint_says_tells_nothing(narratives: list[str]) -> None:
    common, some = Common(narratives[::2]), narratives[::4]
    before = [match for text in some for match in suggest(text, BANK, most=1)]
    after = [match for text in some for match in suggest(text, BANK, most=1, common=common)]
    assert sum(match.target.id == "report" for match in before) > 8  # “credit report”, whatever it was about
    assert sum(match.target.id == "report" for match in after) < 4
    assert len(after) > len(some) / 3


def test_words_that_mean_the_same_find_each_other_also_in_german() -> None:
    cards = [
        Target("card", "bill", "First power bill"),
        Target("card", "fit", "Fitter at the door"),
        Target("card", "x", "Manual"),
    ]
    assert [m.target.id for m in suggest("The invoice for the power was wrong", cards)] == ["bill"]
    assert [m.target.id for m in suggest("Der Monteur kam nie", cards)] == ["fit"]
    assert meaning(stem("rang")) == meaning(stem("called")) == meaning(stem("angerufen")) != meaning(stem("letter"))


def test_vague_words_alone_are_no_common_matter() -> None:
    cards = [Target("card", "a", "One number, one date"), Target("card", "b", "Shows it off")]
    assert suggest("He asked for my date of birth and my number.", cards) == []
    assert suggest("They showed nothing.", cards) == []


def test_the_subject_of_an_item_tips_the_scales_and_is_said() -> None:
    cards = [Target("card", "m", "Applies for a mortgage", "papers"), Target("card", "c", "Applies for a card", "papers")]
    plain = {m.target.id: m.likeness for m in suggest("I applied and the papers were lost again", cards)}
    found = suggest("I applied and the papers were lost again", cards, subject="Mortgage")
    assert [found[0].target.id, found[0].same_subject] == ["m", True]
    assert found[0].why.endswith("same subject")
    assert plain["m"] == plain["c"] < found[0].likeness <= plain["m"] + SUBJECT
    assert suggest("Nothing fits", cards, subject="Mortgage") == []


def test_a_word_weighs_less_the_commoner_it_is() -> None:
    common = Common(["credit report"] * 40 + ["credit"] * 40 + ["letter"] * 8 + ["other"] * 12)
    assert [round(common.weight(stem(w)), 2) for w in ("letter", "report", "credit", "absent")] == [1, 0.4, 0.1, 1]
    assert Common(["credit"] * 10).weight("credit") == 1  # too few to tell
    assert Common().weight(stem("number")) == 0.5


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
