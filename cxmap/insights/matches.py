"""To which card or statement a feedback item belongs: suggestions, each with the words that made it. A person decides.

[F] Every sentence of the item is compared with every target by the cosine of their TF-IDF vectors: a word weighs
ln((1 + N) / (1 + n)) + 1 for N targets of which n have it (scikit-learn's smooth inverse document frequency), twice that in a
target's title; words that no target has weigh 0.7 in the sentence's length. Words that mean the same (`match_words`) count as
one; vague ones (day, number, person) weigh half, those that stand in more than a tenth of all feedback less the commoner they are.
The likeness is that of the best sentence, plus 0.05 where the item came through the target's channel, plus up to 0.1 where words
of the title stand in the item's product or subject, by their share of the title's weight. Under 0.3 in all or 0.2 without these,
or with vague words only, nothing is suggested, nor with one common word that is neither the whole title nor half of its weight in
at most 3 targets with a likeness of 0.5: no suggestion is better than a wrong one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from math import log, sqrt

from cxmap.insights.match_words import Common, telling, vague
from cxmap.insights.theme_words import sentences, stem
from cxmap.model.records import Record
from cxmap.model.views import JourneyView
from cxmap.model.vocabulary import CHANNELS, label

LEAST = 0.3
BARE = 0.2  # without what channel and subject add
CHANNEL = 0.05
SUBJECT = 0.1
UNKNOWN = 0.7  # weight of a word that no target has
TITLE = 2.0
SHOWN = 4  # words that are named as the reason
_SENTENCES = 80  # of one item that are looked at
SINGLE, FEW = 0.5, 3  # one word that is half of a title is enough from this likeness on, where at most so many targets have it
_HALF = 0.5  # share of a title's weight from which on a subject counts
_NOTHING = Common()


@dataclass(frozen=True)
class Target:
    """What an item may be evidence of: a "card" or a "statement", by its id.

    `title` is what it is called, `about` everything else that tells of it: note, stage, quotes. `channel` is a key of CHANNELS or "".
    """

    type: str
    id: str
    title: str
    about: str = ""
    channel: str = ""


@dataclass(frozen=True)
class Match:
    """A suggestion: how like the target is, from 0 to 1, the words that made it (as they stand in the item), and the sentence.

    `same_channel`: the channel counted for it; `same_subject`: so did the product or subject.
    """

    target: Target
    likeness: float
    words: tuple[str, ...]
    sentence: str
    same_channel: bool = False
    same_subject: bool = False

    @property
    def why(self) -> str:
        """The reason in words: “letter, late · same channel”."""
        more = " · same subject" * self.same_subject + " · same channel" * self.same_channel
        return ", ".join(self.words) + more


class Index:
    """Targets made ready to be compared; for 3,000 cards it takes a fraction of a second, and an item then some milliseconds."""

    def __init__(self, targets: Sequence[Target], common: Common = _NOTHING) -> None:
        self.targets, self._common = tuple(targets), common
        counted = [_counts(target) for target in self.targets]
        spread = Counter(word for counts in counted for word in counts)
        whole = len(self.targets)
        self._weight = {word: (log((1 + whole) / (1 + n)) + 1) * common.weight(word) for word, n in spread.items()}
        self._having: dict[str, list[tuple[int, float]]] = defaultdict(list)
        self._length: list[float] = []
        self._title: list[frozenset[str]] = []
        self._spelled: list[frozenset[str]] = []
        for place, counts in enumerate(counted):
            vector = {word: count * self._weight[word] for word, count in counts.items()}
            self._length.append(sqrt(sum(v * v for v in vector.values())) or 1.0)
            title = telling(self.targets[place].title)
            self._title.append(frozenset(short for short, _ in title))
            self._spelled.append(frozenset(stem(word) for _, word in title))
            for word, value in vector.items():
                self._having[word].append((place, value))

    def suggest(self, text: str, most: int = 5, channel: str = "", subject: str = "") -> list[Match]:
        """At most `most` suggestions for a text, the likeliest first; none where nothing fits.

        `channel` is the item's, `subject` what else is known to be its matter: product, issue, category.
        """
        matter = frozenset(short for short, _ in telling(subject))
        best: dict[int, tuple[float, str, tuple[str, ...], dict[str, float]]] = {}
        for sentence in sentences(text)[:_SENTENCES]:
            surface: dict[str, str] = {}
            for short, word in telling(sentence):
                surface.setdefault(short, word)
            if not surface:
                continue
            own = {s: self._weight[s] if s in self._weight else UNKNOWN * self._common.weight(s) for s in surface}
            length = sqrt(sum(w * w for w in own.values())) or 1.0
            shared: dict[int, float] = defaultdict(float)
            parts: dict[int, dict[str, float]] = defaultdict(dict)
            for short, weight in own.items():
                for place, value in self._having.get(short, ()):
                    shared[place] += weight * value
                    parts[place][short] = weight * value
            for place, product in shared.items():
                likeness = product / (length * self._length[place])
                if likeness > best.get(place, (0.0,))[0] and self._enough(place, parts[place], likeness, surface):
                    by_weight = sorted(parts[place], key=lambda short: (-parts[place][short], short))
                    named = tuple(surface[short] for short in by_weight[:SHOWN])
                    best[place] = (likeness, sentence, named, parts[place])
        found = []
        for place, (likeness, sentence, named, _) in best.items():
            target = self.targets[place]
            same = bool(channel) and target.channel == channel
            fits = self._fits(place, matter)
            whole = likeness + CHANNEL * same + SUBJECT * fits
            if likeness >= BARE and (likeness if fits < _HALF else whole) >= LEAST:
                found.append(Match(target, min(1.0, whole), named, sentence, same, fits >= _HALF))
        return sorted(found, key=lambda m: (-m.likeness, m.target.title, m.target.id))[:most]

    def _enough(self, place: int, parts: Mapping[str, float], likeness: float, surface: Mapping[str, str]) -> bool:
        """Two words in common, not all of them vague; or one: all of a title as it is spelled, or half of it, and rare."""
        if all(map(vague, parts)):
            return False
        if len(parts) > 1:
            return True
        (short,) = parts
        whole = self._title[place] == {short} and stem(surface[short]) in self._spelled[place]
        rare = self._fits(place, parts.keys()) >= _HALF and len(self._having[short]) <= FEW and likeness >= SINGLE
        return whole or rare

    def _fits(self, place: int, matter: Set[str]) -> float:
        """The share of a title's weight that stands in an item's subject."""
        of = sum(self._weight[short] for short in self._title[place])
        return sum(self._weight[short] for short in self._title[place] & matter) / of if of else 0.0


def _counts(target: Target) -> dict[str, float]:
    counts: dict[str, float] = defaultdict(float)
    for short, _ in telling(target.about):
        counts[short] = 1.0
    for short, _ in telling(target.title):
        counts[short] = TITLE
    return counts


@lru_cache(maxsize=8)
def _index(targets: tuple[Target, ...], common: Common) -> Index:
    return Index(targets, common)


def suggest(
    text: str, targets: Iterable[Target], most: int = 5, channel: str = "", subject: str = "", common: Common = _NOTHING
) -> list[Match]:
    """At most `most` targets that a text may be evidence of, the likeliest first; [] where nothing fits.

    `channel` is the item's, a key of CHANNELS, `subject` its product, issue or category; `common` knows which words tell little.
    The same targets are made ready once.
    """
    return _index(tuple(targets), common).suggest(text, most, channel, subject)


def targets_of(view: JourneyView) -> list[Target]:
    """The cards of a map that feedback may be evidence of, in map order: title, note, stage, channel, and quotes that it has."""
    stages = {stage["id"]: stage["name"] for stage in view.stages}
    quotes = view.under("source", "card")
    found = []
    for card in view.cards:
        if view.lane_kind[card["lane"]] in ("emotion", "kpi") or not card["title"]:
            continue
        said = [source["quote"] for source in quotes.get(card["id"], ())]
        channel = card["channel"] or ""
        about = [card["note"], stages[card["stage"]], label(CHANNELS, channel) if channel else "", *said]
        found.append(Target("card", card["id"], card["title"], "\n".join(filter(None, about)), channel))
    return found


def statements_of(statements: Iterable[Record], grounds: Mapping[str, Sequence[Record]]) -> list[Target]:
    """A persona's statements as targets; `grounds` are those of each by its id."""
    found = []
    for statement in statements:
        said = [ground["quote"] for ground in grounds.get(statement["id"], ())]
        about = [statement["note"], statement["situation"], statement["purpose"], statement["metric"], *said]
        channel = statement["text"] if statement["kind"] == "channel" else ""
        title = label(CHANNELS, channel) if channel else statement["text"]
        found.append(Target("statement", statement["id"], title, "\n".join(filter(None, about)), channel))
    return found
