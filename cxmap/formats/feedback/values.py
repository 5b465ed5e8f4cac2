"""Single cells of feedback: dates in the forms that people use, scores with their scale, channels by any of their names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from cxmap.formats.table import Numbers, Unclear
from cxmap.formats.words import channel as known_channel

DAY_FIRST, MONTH_FIRST = "day first", "month first"
_LIKE = "write it like 2026-11-22"
_TIME = r"(?:[T ,]+\d{1,2}[:.h]\d{2}.*)?\Z"
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})" + _TIME)
_PACKED = re.compile(r"((?:19|20)\d{2})([01]\d)([0-3]\d)(?:T\d+Z?)?\Z")
_DOTS = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})" + _TIME)
_SLASHES = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})" + _TIME)
_DAY_MONTH = re.compile(r"(?:[^\W\d_]+,? )?(\d{1,2})(?:st|nd|rd|th)?[. -]+([^\W\d_]{3,10})\.?,?[ -]+(\d{4}|\d{2})" + _TIME)
_MONTH_DAY = re.compile(r"(?:[^\W\d_]+,? )?([^\W\d_]{3,10})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})" + _TIME)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar jän jänner janvier enero",
            "feb february februar février fev febrero",
            "mar march mär märz mrz mars marzo",
            "apr april avril abril",
            "may mai mayo",
            "jun june juni juin junio",
            "jul july juli juillet julio",
            "aug august août agosto",
            "sep sept september septembre septiembre",
            "oct october okt oktober octobre octubre",
            "nov november novembre noviembre",
            "dec december dez dezember décembre diciembre",
        ),
        1,
    )
    for name in names.split()
}
# What people write where there is nothing.
NOTHING = frozenset({"", "-", "–", "—", "n/a", "na", "n.a.", "none", "null", "nil", "nan", "k.a.", "k. a.", "unknown", "?"})

# The words of channels that are not their key or label; docs/feedback.md says what is known.
_CHANNEL_WORDS = {
    "website": "web online internet site homepage www webform formular web-form",
    "phone": "telephone tel call hotline telefon anruf phonecall callcenter telefonisch",
    "email": "mail e-mail emails mails newsletter",
    "post": "letter mail-letter brief postal fax post-mail",
    "text": "sms whatsapp messenger signal telegram imessage",
    "chat": "livechat chatbot bot webchat",
    "social": "twitter facebook instagram linkedin x tiktok youtube reddit google trustpilot review reviews forum yelp",
    "app": "ios android mobile mobile-app",
    "portal": "account kundenkonto kundenportal self-service",
    "in_person": "person personally persönlich face-to-face visit besuch",
    "store": "shop branch filiale counter instore in-store laden markt",
    "partner": "agent dealer reseller händler broker referral",
    "event": "fair messe webinar conference",
    "kiosk": "terminal automat",
    "video": "zoom teams",
}
_CHANNELS = {word: key for key, words in _CHANNEL_WORDS.items() for word in words.split()}


class Days:
    """Reads the dates of one column. `order` is which comes first in 03/04/2026; "" until it is told."""

    def __init__(self, order: str = "") -> None:
        self.order = order
        self._read = lru_cache(maxsize=20_000)(self._reading)

    def learn(self, cells: Iterable[str]) -> tuple[set[str], bool]:
        """What these cells tell of the order (`DAY_FIRST`, `MONTH_FIRST`, both or neither), and whether one needs to know it."""
        told: set[str] = set()
        either = False
        for found in (_SLASHES.match(cell) for cell in cells):
            if found:
                one, two = int(found[1]), int(found[2])
                told |= ({DAY_FIRST} if one > 12 else set()) | ({MONTH_FIRST} if two > 12 else set())
                either |= one <= 12 and two <= 12 and one != two
        return told, either

    def read(self, cell: str) -> str:
        """The date as YYYY-MM-DD; raises `Unclear`."""
        return self._read(cell)

    def _reading(self, cell: str) -> str:
        year, month, day = self._parts(cell)
        if len(year) == 2:
            year = ("20" if int(year) < 70 else "19") + year
        try:
            there = date(int(year), int(month), int(day))
        except ValueError:
            raise Unclear(f"there is no day “{cell}”: {_LIKE}") from None
        if not 1900 <= there.year <= 2199:
            raise Unclear(f"“{cell}” is not between 1900 and 2199: {_LIKE}")
        return there.isoformat()

    def _parts(self, cell: str) -> tuple[str, str, str]:
        if found := _ISO.match(cell) or _PACKED.match(cell):
            return found[1], found[2], found[3]
        if found := _DOTS.match(cell):
            return found[3], found[2], found[1]
        if found := _SLASHES.match(cell):
            one, two, year = found[1], found[2], found[3]
            first = int(one) > 12 or (self.order == DAY_FIRST and int(two) <= 12)
            if not first and not self.order and int(two) <= 12 and one != two:
                raise Unclear(f"“{cell}” may be day/month or month/day: {_LIKE}", either=True)
            return (year, two, one) if first else (year, one, two)
        if (found := _DAY_MONTH.match(cell)) and found[2].casefold() in _MONTHS:
            return found[3], str(_MONTHS[found[2].casefold()]), found[1]
        if (found := _MONTH_DAY.match(cell)) and found[1].casefold() in _MONTHS:
            return found[3], str(_MONTHS[found[1].casefold()]), found[2]
        raise Unclear(f"“{cell[:40]}” is no date: {_LIKE}")


_OF = re.compile(r"(.+?)\s*(?:/|of|von|out of)\s*(\d+)\s*(?:stars?|points?|sterne|punkte)?\Z", re.I)
_UNIT = re.compile(r"(.+?)\s*(?:stars?|points?|sterne|punkte|\*)\Z", re.I)


class Scores:
    """Reads the scores of one column: plain numbers, “4/5”, “4 of 5 stars”, ★★★★☆."""

    def __init__(self, numbers: Numbers) -> None:
        self._numbers = numbers

    def read(self, cell: str) -> tuple[float, int | None]:
        """(score, the highest one if the cell says it); raises `Unclear`."""
        if stars := cell.count("★"):
            return float(stars), stars + cell.count("☆") if "☆" in cell else None
        if found := _OF.match(cell):
            return self._numbers.read(found[1]), int(found[2])
        if found := _UNIT.match(cell):
            return self._numbers.read(found[1]), None
        return self._numbers.read(cell), None


_MOST_LIE_ON = 0.8


def ends_of(scale: str) -> tuple[float, float]:
    """The lowest and the highest answer of a scale."""
    low, _, high = scale.partition("-")
    return float(low), float(high)


def scale_of_all(scores: Sequence[float], named: str = "") -> str | None:
    """The scale that a column's scores are on, by its name and by what lies where; None where nothing tells.

    Four of five must lie on it: a score of another kind among them (an NPS of a month, a 45) does not take the scale from all.
    """
    if not scores:
        return None
    if taken := scale_of(min(scores), max(scores), named):
        return taken
    for top in (10, 7):  # without what lies on no scale; then without what lies on another one than the column's name says
        some = [score for score in scores if 0 <= score <= top]
        if len(some) < _MOST_LIE_ON * len(scores):
            return None
        if taken := scale_of(min(some), max(some), named):
            return taken
    return None


def scale_of(lowest: float, highest: float, named: str = "") -> str | None:
    """The scale of scores from the lowest to the highest one, in a column of this name; None where nothing tells."""
    name = named.casefold()
    if "nps" in name or "recommend" in name or "empfehl" in name:
        return "0-10" if highest <= 10 else None
    if "ces" in name.split() or "effort" in name:
        return "1-7" if lowest >= 1 and highest <= 7 else None
    if lowest >= 1 and highest <= 5:
        return "1-5"
    if lowest >= 1 and highest <= 7:
        return "1-7"
    return "0-10" if lowest >= 0 and highest <= 10 else None


@lru_cache(maxsize=5_000)
def channel_of(cell: str) -> str | None:
    """The key of a channel by its key, its label or another usual word; None where nothing fits."""
    if found := known_channel(cell):
        return found
    words = cell.casefold().replace("_", " ").strip()
    if words in _CHANNELS:
        return _CHANNELS[words]
    if known := known_channel(words.replace(" ", "_")):
        return known
    for word in re.split(r"[\s/,;:()]+", words):
        if word in _CHANNELS or known_channel(word):
            return _CHANNELS.get(word) or known_channel(word)
    return None
