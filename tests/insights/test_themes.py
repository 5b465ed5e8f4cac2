"""Themes: found by words that a person recognises, always the same, kept when people named them, in a process of their own."""

from __future__ import annotations

import csv
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxmap.insights.theme_keeping import Known, keep, likeness, resolved
from cxmap.insights.theme_process import Apart, Broken
from cxmap.insights.theme_texts import Terms, different, read
from cxmap.insights.themes import Cancelled, Finder, evenly, find, how_many

SHARED = Path(__file__).parents[3] / "shared/data/cfpb-complaints.csv"
ABOUT = {
    "parcel": "The parcel arrived late. Courier left parcel outside. Parcel delivery courier never rang. Delivery box damaged parcel",
    "invoice": "The invoice is wrong. Invoice shows double amount. Refund of invoice amount missing. Billing charged amount twice",
    "app": "The app crashes. Login fails in app. App update broke login. Password reset in app hangs",
    "advice": "The adviser was friendly. Friendly adviser explained everything. Adviser listened patiently. Patient advice helped",
}


def texts(each: int = 20) -> tuple[list[str], list[str]]:
    """Texts about four things, and what each is about."""
    dice = random.Random(4)
    said, about = [], []
    for i in range(each):
        for name, words in ABOUT.items():
            parts = [*words.split(". "), f"{name} again", f"Number {i}"]
            said.append(". ".join(dice.sample(parts, 4)))
            about.append(name)
    return said, about


def test_texts_about_four_things_fall_into_four_themes_told_by_their_words() -> None:
    said, about = texts()
    found = find(said, 4)
    assert len(found) == 4
    for theme in found:
        subjects = [about[place] for place, _ in theme.items]
        most = max(set(subjects), key=subjects.count)
        assert subjects.count(most) >= 0.9 * len(subjects)
        assert any(most in term or term.split()[0] in ABOUT[most].lower() for term in theme.terms[:3])
        assert theme.example == theme.examples[0]
        assert theme.examples[0] in [place for place, _ in theme.items]
    assert sum(len(theme.items) for theme in found) >= 0.9 * len(said)


def test_the_same_texts_give_the_same_themes() -> None:
    said, _ = texts()
    assert find(said) == find(said)


def test_nearly_the_same_texts_count_once_and_are_one_example() -> None:
    said, _ = texts()
    copies = [f"{said[0]} Case {i}" for i in range(200)]
    terms = Terms()
    assert len(different(read([*copies, *said], terms, lambda _: None))) < len(said) + 5
    many = find([*copies, *said], 4)
    assert len(many) == 4, "200 copies do not fill the themes"
    for theme in many:
        assert len({place < 200 for place in theme.examples} - {False}) <= 1
    assert all(any(place == i for theme in many for place, _ in theme.items) for i in range(200))


@pytest.mark.parametrize(
    "said", [[], [""], ["one"], ["", "  ", "XXXX"], ["the a of"] * 50, ["parcel late"] * 30, ["abc", "def", "ghi"]]
)
def test_where_there_is_too_little_in_common_there_is_no_theme(said: list[str]) -> None:
    assert [theme for theme in find(said) if len(theme.terms) == 0] == []
    assert sum(len(theme.items) for theme in find(said)) <= len(said)


@pytest.mark.parametrize(("count", "number"), [(0, 3), (27, 3), (75, 5), (199, 8), (1_200, 20), (100_000, 20)])
def test_how_many_follows_the_root(count: int, number: int) -> None:
    assert how_many(count) == number


def test_a_large_number_of_texts_is_found_on_an_even_sample() -> None:
    assert evenly(5, 12) == [0, 1, 2, 3, 4]
    assert evenly(25, 12) == list(range(0, 25, 3))
    assert len(evenly(100_000)) <= 12_000


def test_texts_outside_the_sample_are_laid_onto_its_themes() -> None:
    said, about = texts(30)
    finder = Finder(said[:80], 4)
    theme_of = {about[i]: finder.place([said[i]])[0][0] for i in range(4)}
    assert len(set(theme_of.values())) == 4
    placed = finder.place(said[80:])
    right = sum(theme == theme_of[name] for (theme, _), name in zip(placed, about[80:], strict=True))
    assert right >= 0.9 * len(placed)
    assert finder.place(["Completely unrelated zebra crossing"]) == [(-1, 0.0)]
    assert all(0 <= share <= 1 for _, share in placed)


def test_progress_rises_to_its_end_and_cancel_ends_it() -> None:
    said, _ = texts()
    heard: list[float] = []
    find(said, 4, heard.append)
    assert heard == sorted(heard)
    assert heard[-1] == 1.0
    with pytest.raises(Cancelled):
        find(said, 4, cancelled=lambda: True)


@given(st.lists(st.text(alphabet=st.sampled_from("abcdefg .X\n"), max_size=60), max_size=12), st.integers(1, 6))
@settings(max_examples=25, deadline=None)
def test_any_texts_give_each_text_at_most_one_theme(said: list[str], number: int) -> None:
    found = find(said, number)
    places = [place for theme in found for place, _ in theme.items]
    assert len(places) == len(set(places))
    assert len(found) <= number


@pytest.mark.skipif(not SHARED.exists(), reason="the shared data is not here")
def test_real_complaints_fall_into_themes_that_a_person_recognises() -> None:
    with SHARED.open(encoding="utf-8", newline="") as file:
        said = [row["Consumer complaint narrative"] for row in csv.DictReader(file)]
    said = [text for text in said if text.strip()]
    found = find(said)
    told = [" ".join(theme.terms) for theme in found]
    for expected in ("identity theft", "inquiry", "late payment", "mortgage", "wells fargo"):
        assert any(expected in words for words in told), (expected, told)
    assert all("xx" not in words for words in told)
    assert sum(len(theme.items) for theme in found) >= 0.9 * len(said)


# ---- kept, whatever is found


def test_likeness_of_terms_is_the_formula() -> None:
    assert likeness(["late fee", "card"], ["late fee", "card"]) == 1.0
    # late and fee weigh 1 in both; card 1/(1 + 1/4) = 0.8 in one only: 2 / 2.8
    assert likeness(["late fee", "card"], ["late fees"]) == pytest.approx(2 / 2.8)
    assert likeness([], ["a word"]) == 0.0


def test_a_named_theme_keeps_its_place_and_what_was_found_before_goes() -> None:
    known = [
        Known("named", "Late fees", ("late fee", "payment", "interest")),
        Known("unnamed", "", ("letter", "post")),
        Known("lonely", "Rare things", ("zebra",)),
        Known("held", "", ("hands",), by_hand=True),
    ]
    kept = keep([("mortgage", "house"), ("late fee", "interest", "paid")], known)
    assert kept.targets == ("", "named")
    assert kept.gone == ("unnamed",)


def test_what_was_merged_stays_merged() -> None:
    known = [Known("a", "Fees", ("fee", "late")), Known("b", "", ("interest", "rate"), into="a"), Known("c", "", ("x", "y"))]
    kept = keep([("interest", "rate"), ("late", "fee")], known)
    assert kept.same == ("b", "a")
    assert kept.targets == ("a", "a")
    assert kept.gone == ("c",)
    assert resolved("b", {"a": "", "b": "a"}) == "a"
    circle = {"a": "b", "b": "c", "c": "b"}
    assert {resolved(theme, circle) for theme in circle} == {"b"}, "one of a circle stands for all"
    assert resolved("b", {"b": "deleted"}) == "b"


def test_one_theme_is_found_again_once() -> None:
    kept = keep([("late fee",), ("late fee", "card")], [Known("a", "Fees", ("late fee",))])
    assert kept.targets == ("a", "")


# ---- in a process of its own


def test_the_process_gives_what_the_finder_gives_and_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONSAFEPATH", "1")  # an interpreter that looks for modules where it is told to only
    said, _ = texts(8)
    finder = Finder(said, 4)
    with Apart() as apart:
        apart.learn(said[:20])
        apart.learn(said[20:])
        assert apart.fit(4) == finder.themes
        assert apart.place(said) == finder.place(said)
        apart.end()
        with pytest.raises(Broken):
            apart.place(said)
