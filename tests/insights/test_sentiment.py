"""The language gate, and how texts sound."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from cxmap.insights.sentiment import _sentence, language, sentiment


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They never answered the phone and I was on hold for an hour", "en"),
        ("Die Rechnung war falsch und niemand hat mir geholfen", "de"),
        ("Le service est très lent et on ne me répond pas", "fr"),
        ("La aplicación es muy lenta y no me gusta", "es"),
        ("Il servizio è molto lento e non mi piace", "it"),
        ("Het duurde te lang en ik kreeg geen antwoord", "nl"),
        ("O serviço não é bom e eu não gosto", "pt"),
        ("Nie wiem, czy to się uda, ale jest bardzo źle", "pl"),
        ("iPhone 15 Pro Max", ""),
        ("", ""),
    ],
)
def test_the_language_is_told_by_function_words(text: str, expected: str) -> None:
    assert language(text) == expected


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("I love it. The staff was so helpful and friendly!", 1),
        ("This is the worst bank. They lied to me and it was terrible.", -1),
        ("The parcel came on Monday and was at the door.", 0),
        ("Great app!", 1),
        ("Awful.", -1),
    ],
)
def test_english_texts_have_a_value(text: str, sign: int) -> None:
    value, _ = sentiment(text)
    assert value is not None
    assert (value > 0.25) - (value < -0.25) == sign


@pytest.mark.parametrize(
    "text", ["Die Rechnung ist die falsche", "Très bien, merci", "Rechnung Nummer", "Ein super Service ist das", "42"]
)
def test_other_languages_have_none(text: str) -> None:
    assert sentiment(text)[0] is None


@pytest.mark.parametrize(
    "text",
    [
        *("Die Lieferung war super, danke!", "War gut", "Hell", "Gift", "Bad kalt", "Problem behoben", "Die Hard", "Alles ok"),
        *(
            "Top service, bedankt",
            "Super blij mee",
            "Het was top",
            "Grave",
            "Merci, super service",
            "Service nul",
            "Chance vertan",
        ),
    ],
)
def test_a_short_text_of_another_language_has_none_rather_than_a_wrong_one(text: str) -> None:
    assert sentiment(text)[0] is None


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Bad service", -1),
        ("Terrible wait", -1),
        ("Great", 1),
        ("Worst bank ever", -1),
        ("The fitter was great", 1),
        ("Awful, write to [e-mail]", -1),
    ],
)
def test_short_english_has_a_value(text: str, sign: int) -> None:
    assert sign * (sentiment(text)[0] or 0) > 0.25


def test_a_long_text_has_the_mean_of_its_sentences() -> None:
    good, bad = "I love the friendly staff.", "The app is terrible."
    values = [sentiment(said)[0] or 0 for said in (good, bad)]
    assert sentiment(f"{good} It is on the corner. {bad}")[0] == pytest.approx(sum(values) / 2, abs=1e-3)


_analyser = SentimentIntensityAnalyzer()


@given(
    st.lists(
        st.sampled_from(["not", "GOOD", "bad!!", "the", ":)", "but", "very", "(awful)", "door", "don't", "…", "😀"]), max_size=9
    )
)
def test_the_shortcut_gives_what_vader_gives(words: list[str]) -> None:
    text = " ".join(words)
    assert _sentence(text) == _analyser.polarity_scores(text)["compound"]
