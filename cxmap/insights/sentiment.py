"""How a text sounds, from −1 (very negative) to 1 (very positive), by VADER (Hutto and Gilbert 2014): English only, indicative.

A text is first told by its function words: one in another language gets no value, since VADER would take German “die” for
dying. A text of several sentences has the plain mean of those that say anything: VADER's own value of a long text
runs to −1 or 1. People correct what is wrong.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import Any

from cxmap.insights.masking import MARKS
from cxmap.insights.theme_words import ENGLISH, GERMAN

# The commonest words of each language that the others do not share: a gate, no more.
_FUNCTION_WORDS = {
    "en": "the and of to is was that it for with this have not are be they you my we i on at but from had has were been very would "
    "could their there which what when your our his her she he an as or so if by can will did do does just",
    "de": "der das und ist nicht ich sie es ein eine zu den mit auf für dem von sich auch wir wird sehr aber wenn nur noch nach bei "
    "aus dass ihr mir mein meine kein keine habe hat haben wurde sind oder über schon immer wieder leider an bitte",
    "fr": "le les et est pas je vous nous il elle une des du dans que qui pour sur avec ce cette mais très mon ma mes ont été être "
    "plus au aux ne sont était",
    "es": "el los las y que es en por con para una su lo como pero muy más mi me está son fue este esta todo cuando sin del al ha",
    "it": "il lo gli che è di per con una non sono mi ma molto più questo questa della del nel anche come alla ho stato ci si",
    "nl": "het een en van ik niet dat op te zijn met voor maar ook mijn heb werd naar deze wordt niet geen erg hebben wat om",
    "pt": "os as um uma não que de do da em para com por mais mas muito foi meu minha está são ao na no eu",
    "pl": "nie się jest na do że to jak ale za od przez tylko bardzo był była są czy mnie",
}
_LANGUAGES: dict[str, tuple[str, ...]] = {}
for _language, _words in _FUNCTION_WORDS.items():
    for _word in _words.split():
        _LANGUAGES[_word] = (*_LANGUAGES.get(_word, ()), _language)
# Words of English that are other words elsewhere: they tell no language. German: war, die, gift (poison), hell (bright), bad (bath);
# French: grave, pain (bread), chance (luck).
_FRIENDS = """war die bad hell gift not art rat fade kind hut tag brand most fast arm block chance grave pain mal nul sale ten
son hard original mist"""
_FALSE_FRIENDS = frozenset(_FRIENDS.split())
# What short English praise and blame is of, besides VADER's words.
_OF = """service services staff support team food price app website site call calls agent wait waiting quality experience job work
bank company customer delivery help response time product money queue phone visit fitter doctor nurse"""
_USUAL = frozenset(_OF.split())
_FOREIGN = (
    GERMAN | frozenset(_LANGUAGES) - frozenset(_FUNCTION_WORDS["en"].split()) | {"danke", "merci", "bedankt", "gracias"}
) - (ENGLISH | _FALSE_FRIENDS | frozenset(_FUNCTION_WORDS["en"].split()))
_WORD = re.compile(r"[^\W\d_]+")
_MASK = re.compile("|".join(map(re.escape, MARKS.values())))  # words of ours, in English, where personal data stood
_SENTENCE = re.compile(r"(?<=[.!?…])[\s\"”’)]+|\n+")
_LOOKED_AT = 200  # words that tell the language
_SHORT = 6  # words: a text as short may have no function word at all
_MOST = 400  # sentences of one text that are weighed


def language(text: str) -> str:
    """The language of a text ("en", "de", "fr", "es", "it", "nl", "pt", "pl") by its function words; "" where they do not tell."""
    words = [word.lower() for word in _WORD.findall(text[:4_000])[:_LOOKED_AT]]
    votes: Counter[str] = Counter()
    for word in words:
        for name in _LANGUAGES.get(word, ()):
            votes[name] += 1
    if not votes:
        return ""
    (first, most), *others = votes.most_common(2)
    second = others[0][1] if others else 0
    # a quarter of an English text is function words: far fewer are names and products in a text of another language
    return first if most > 1.5 * second and most >= 0.08 * len(words) else ""


def sentiment(text: str) -> tuple[float | None, str]:
    """(value from −1 to 1, or None where nothing can be said; language or "").

    A text in no language that could be told has a value only where it is six words or fewer, VADER knows one of them, most are
    English, and none is a small word of another language: “Die Lieferung war super” is about no dying and no war.
    """
    text = _MASK.sub(" ", text)
    told = language(text)
    if told not in ("", "en"):
        return None, told
    if not told:
        words = [word.lower() for word in _WORD.findall(text)]
        if len(words) > _SHORT or not text.isascii() or not _english(words):
            return None, ""
    values = [_sentence(part) for part in _SENTENCE.split(text)[:_MOST] if part]
    said = [value for value in values if value]
    return (round(sum(said) / len(said), 4) if said else 0.0), told


def _english(words: list[str]) -> bool:
    """Whether a few words are English as far as can be told, and VADER knows one of them."""
    if any(word in _FOREIGN for word in words) or not any(word in _lexicon() for word in words):
        return False
    plain = [word for word in words if word not in _FALSE_FRIENDS]
    return sum(word in _lexicon() or word in ENGLISH or word in _USUAL for word in plain) > len(plain) / 2


@lru_cache(maxsize=1)
def _analyser() -> Any:
    from vaderSentiment.vaderSentiment import BOOSTER_DICT, SentiText  # takes a tenth of a second to load
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer as Vader

    class Quick(Vader):  # type: ignore[misc]
        """The same values in a third of the time: VADER goes through a text once for each of its words, and here it does not."""

        def polarity_scores(self, text: str) -> Any:
            if not text.isascii():  # emoji are words, too
                return super().polarity_scores(text)
            text = text.strip()
            said = SentiText(text)
            words = said.words_and_emoticons
            lower = [word.lower() for word in words]
            values: list[float] = [0] * len(words)
            for i, word in enumerate(lower):
                if (
                    word in self.lexicon
                    and word not in BOOSTER_DICT
                    and not (word == "kind" and lower[i + 1 : i + 2] == ["of"])
                ):
                    values[i] = self.sentiment_valence(0, said, words[i], i, [])[0]
            return self.score_valence(self._but_check(words, values), text)

        @staticmethod
        def _negation_check(valence: float, words: list[str], start_i: int, i: int) -> float:
            first = max(0, i - 3)
            return float(Vader._negation_check(valence, words[first : i + 1], start_i, i - first))

        @staticmethod
        def _special_idioms_check(valence: float, words: list[str], i: int) -> float:
            first = max(0, i - 3)
            return float(Vader._special_idioms_check(valence, words[first : i + 3], i - first))

    return Quick()


@lru_cache(maxsize=1)
def _lexicon() -> dict[str, float]:
    return _analyser().lexicon  # type: ignore[no-any-return]


@lru_cache(maxsize=20_000)
def _sentence(text: str) -> float:
    """VADER's compound value of a sentence. One without any word or sign that VADER knows has 0, which need not be found out."""
    lexicon = _lexicon()
    if text.isascii() and not any(part.lower() in lexicon or part.strip(_OUTER).lower() in lexicon for part in text.split()):
        return 0.0
    return float(_analyser().polarity_scores(text)["compound"])


_OUTER = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
