"""To which card or statement a feedback item belongs: suggestions, each with the words that made it. A person decides.

[F] Every sentence of the item is compared with every target by the cosine of their TF-IDF vectors: a word weighs
ln((1 + N) / (1 + n)) + 1 for N targets of which n have it (scikit-learn's smooth inverse document frequency), twice that in a
target's title; words that no target has weigh 0.7 in the sentence's length. The likeness is that of the best sentence, plus 0.05
where the item came through the target's channel. Under 0.3, or with one common word that is not the whole title, nothing is
suggested: no suggestion is better than a wrong one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log, sqrt

from cxmap.insights.theme_words import sentences, words
from cxmap.model.records import Record
from cxmap.model.views import JourneyView
from cxmap.model.vocabulary import CHANNELS, label

LEAST = 0.3
CHANNEL = 0.05
UNKNOWN = 0.7  # weight of a word that no target has
TITLE = 2.0
SHOWN = 4  # words that are named as the reason
_SENTENCES = 80  # of one item that are looked at


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

    `same_channel`: the channel counted for it.
    """

    target: Target
    likeness: float
    words: tuple[str, ...]
    sentence: str
    same_channel: bool = False

    @property
    def why(self) -> str:
        """The reason in words: “letter, late · same channel”."""
        return ", ".join(self.words) + (" · same channel" if self.same_channel else "")


class Index:
    """Targets made ready to be compared; for 3,000 cards it takes a fraction of a second, and an item then some milliseconds."""

    def __init__(self, targets: Sequence[Target]) -> None:
        self.targets = tuple(targets)
        counted = [_counts(target) for target in self.targets]
        spread = Counter(word for counts in counted for word in counts)
        whole = len(self.targets)
        self._weight = {word: log((1 + whole) / (1 + n)) + 1 for word, n in spread.items()}
        self._having: dict[str, list[tuple[int, float]]] = defaultdict(list)
        self._length: list[float] = []
        self._title: list[frozenset[str]] = []
        for place, counts in enumerate(counted):
            vector = {word: count * self._weight[word] for word, count in counts.items()}
            self._length.append(sqrt(sum(v * v for v in vector.values())) or 1.0)
            self._title.append(frozenset(short for short, _ in words(self.targets[place].title)))
            for word, value in vector.items():
                self._having[word].append((place, value))

    def suggest(self, text: str, most: int = 5, channel: str = "") -> list[Match]:
        """At most `most` suggestions for a text, the likeliest first; none where nothing fits."""
        best: dict[int, tuple[float, str, tuple[str, ...], dict[str, float]]] = {}
        for sentence in sentences(text)[:_SENTENCES]:
            surface: dict[str, str] = {}
            for short, word in words(sentence):
                surface.setdefault(short, word)
            if not surface:
                continue
            own = {short: self._weight.get(short, UNKNOWN) for short in surface}
            length = sqrt(sum(w * w for w in own.values()))
            shared: dict[int, float] = defaultdict(float)
            parts: dict[int, dict[str, float]] = defaultdict(dict)
            for short, weight in own.items():
                for place, value in self._having.get(short, ()):
                    shared[place] += weight * value
                    parts[place][short] = weight * value
            for place, product in shared.items():
                likeness = product / (length * self._length[place])
                if likeness > best.get(place, (0.0,))[0] and self._enough(place, parts[place]):
                    by_weight = sorted(parts[place], key=lambda short: (-parts[place][short], short))
                    named = tuple(surface[short] for short in by_weight[:SHOWN])
                    best[place] = (likeness, sentence, named, parts[place])
        found = []
        for place, (likeness, sentence, named, _) in best.items():
            target = self.targets[place]
            same = bool(channel) and target.channel == channel
            if likeness >= LEAST:
                found.append(Match(target, min(1.0, likeness + CHANNEL * same), named, sentence, same))
        return sorted(found, key=lambda m: (-m.likeness, m.target.title, m.target.id))[:most]

    def _enough(self, place: int, parts: Mapping[str, float]) -> bool:
        """Two words in common, or all of a title."""
        return len(parts) > 1 or (bool(self._title[place]) and self._title[place] <= parts.keys())


def _counts(target: Target) -> dict[str, float]:
    counts: dict[str, float] = defaultdict(float)
    for short, _ in words(target.about):
        counts[short] = 1.0
    for short, _ in words(target.title):
        counts[short] = TITLE
    return counts


@lru_cache(maxsize=8)
def _index(targets: tuple[Target, ...]) -> Index:
    return Index(targets)


def suggest(text: str, targets: Iterable[Target], most: int = 5, channel: str = "") -> list[Match]:
    """At most `most` targets that a text may be evidence of, the likeliest first; [] where nothing fits.

    `channel` is the item's, a key of CHANNELS. The same targets are made ready once.
    """
    return _index(tuple(targets)).suggest(text, most, channel)


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
