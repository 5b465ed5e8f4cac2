"""Near-duplicates: cards that say nearly the same, each group with the reason. Suggestions, which a person confirms.

Titles are compared by the letter groups of their words, so that order, endings and slips of the pen do not count: the Dice
coefficient 2 · |A ∩ B| / (|A| + |B|) of the sets of three letters in a row, words of no meaning left out; half the words must be
the same. A different number or a “not” makes a different thing.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from cxmap.model.records import Record
from cxmap.model.views import JourneyView

# From this likeness on two titles of one cell are suggested; of two cells of a lane only where nearly all is the same.
ALIKE, ALIKE_ELSEWHERE = 0.6, 0.85
_HALF = 0.5  # of the words of both
MOST_GROUPS = 500
_MEMBERS = 60  # of one group: each is compared with each
_WORDS = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_LIST = re.compile(r"\S+")
_EMPTY = frozenset(
    _LIST.findall(
        "a an the is are was were be been has have had do does did of to in on at for from with by and or as it its this that these those"
        " they them their there we our us you your i my me he she his her who which what when where so very too just also then than can"
        " could will would should must get gets got"
    )
)
_NOT = frozenset(_LIST.findall("no not never nobody nothing none without cannot noone"))
_NUMBERS = {
    word: str(i) for i, word in enumerate(_LIST.findall("zero one two three four five six seven eight nine ten eleven twelve"))
}
_SAME = {"e-mail": "email", "e-mails": "email", "no one": "nobody", "phone": "phone", "telephone": "phone", "mins": "minutes"}
_ENDINGS = ("ings", "ing", "ies", "ed", "es", "s")
_SHORTEST = 3  # letters that an ending leaves


@dataclass(frozen=True)
class Words:
    """What a title comes to: its words in small letters without endings, its numbers, and whether it says no."""

    stems: tuple[str, ...]
    numbers: tuple[str, ...]
    negated: bool
    grams: frozenset[str]


@dataclass(frozen=True)
class Item:
    """Something to be compared: its id and text. Only items of one `group` are compared; `cell` tells near ones apart from far."""

    id: str
    text: str
    group: str
    cell: str = ""
    weight: int = 0  # of two good titles the one that more hangs on leads


@dataclass(frozen=True)
class Likeness:
    """Ids that say nearly the same, the best title first; `score` is the least likeness among them, 0 to 1."""

    ids: tuple[str, ...]
    score: float
    why: str


@lru_cache(maxsize=20_000)
def words_of(text: str) -> Words:
    """A title as it is compared."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold().replace("’", "'")) if not unicodedata.combining(c))
    for long, short in _SAME.items():
        plain = plain.replace(long, short)
    stems: list[str] = []
    numbers: list[str] = []
    negated = False
    for word in _WORDS.findall(plain):
        if word in _NOT or word.endswith("n't"):
            negated = not negated
        elif word.isdigit() or word in _NUMBERS:
            numbers.append(_NUMBERS.get(word, word))
        elif word not in _EMPTY:
            stems.append(_stem(word))
    if not stems:  # a title of small words only is what it is
        stems = _WORDS.findall(plain)
    grams = frozenset(gram for stem in stems for gram in _grams(stem))
    return Words(tuple(sorted(set(stems))), tuple(sorted(numbers)), negated, grams)


def _stem(word: str) -> str:
    word = word.removesuffix("'s").replace("'", "")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST and not word.endswith("ss"):
            return word.removesuffix(ending) + ("y" if ending == "ies" else "")
    return word


def _grams(word: str) -> Iterable[str]:
    padded = f"^{word}$"
    return (padded[i : i + 3] for i in range(max(1, len(padded) - 2)))


def likeness(a: str, b: str) -> float:
    """How alike two titles are, from 0 to 1; 0 where their numbers differ or only one of them says no."""
    one, other = words_of(a), words_of(b)
    if one.numbers != other.numbers or one.negated != other.negated or not one.grams or not other.grams:
        return 0.0
    return _dice(one.grams, other.grams) if _share(one, other) else 0.0


def _share(a: Words, b: Words) -> bool:
    """Whether half the words are the same: one long word does not make two titles alike. A word alone is told by its letters."""
    if len(a.stems) == len(b.stems) == 1:
        return True
    return 2 * len(set(a.stems) & set(b.stems)) >= _HALF * (len(a.stems) + len(b.stems))


def _dice(a: frozenset[str], b: frozenset[str]) -> float:
    return 2 * len(a & b) / (len(a) + len(b))


def similar(view: JourneyView, lane: str | None = None) -> list[Likeness]:
    """Cards that say nearly the same, of a lane or (None) of each lane by itself; in the order of the map, the most alike first.

    In the emotion lane and among KPIs nothing is a duplicate: their cards are points and figures. At most 500 groups.
    """
    kept = {card for card, _ in Counter(voice["card"] for voice in view.of_type("voice")).items()}
    felt = Counter(feeling["card"] for feeling in view.feelings)
    items = [
        Item(card["id"], card["title"], card["lane"], card["stage"], 100 * (card["id"] in kept) + felt[card["id"]])
        for card in view.cards
        if (lane is None or card["lane"] == lane) and view.lane_kind[card["lane"]] not in ("emotion", "kpi")
    ]
    return alike(items)[:MOST_GROUPS]


def with_authors(groups: Sequence[Likeness], authors: Mapping[str, str]) -> list[Record]:
    """Groups as the board is told of them: `cards` (ids, the best title first), `why`, `score`, and `authors` by card's id."""
    return [
        {
            "cards": list(group.ids),
            "why": group.why,
            "score": round(group.score, 2),
            "authors": {id_: authors[id_] for id_ in group.ids if authors.get(id_)},
        }
        for group in groups
    ]


def alike(items: Sequence[Item], least: float = ALIKE, elsewhere: float = ALIKE_ELSEWHERE) -> list[Likeness]:
    """Groups of items of which each is like each other one, in the order of the items' first."""
    place = {item.id: i for i, item in enumerate(items)}
    blocks: dict[tuple[str, tuple[str, ...], bool], list[Item]] = defaultdict(list)
    for item in items:
        said = words_of(item.text)
        if said.grams:
            blocks[item.group, said.numbers, said.negated].append(item)
    found = [group for block in blocks.values() if len(block) > 1 for group in _groups(block, least, elsewhere)]
    return sorted(found, key=lambda group: (-(group.score == 1), min(place[id_] for id_ in group.ids)))


def _groups(block: Sequence[Item], least: float, elsewhere: float) -> list[Likeness]:
    """Groups of one block, from the most alike pair on: two groups join where all of one are like all of the other."""
    scores = _pairs(block, least, elsewhere)
    group: dict[str, list[Item]] = {item.id: [item] for item in block}
    known = {item.id: item for item in block}
    order = sorted(scores, key=lambda pair: (-scores[pair], pair))
    for a, b in order:
        one, other = group[a], group[b]
        if one is other or len(one) + len(other) > _MEMBERS:
            continue
        if all(_key(x.id, y.id) in scores for x in one for y in other):
            one += other
            for item in other:
                group[item.id] = one
    whole = {id(members): members for members in group.values() if len(members) > 1}
    return [_told(members, scores, known) for members in whole.values()]


def _key(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)


def _pairs(block: Sequence[Item], least: float, elsewhere: float) -> dict[tuple[str, str], float]:
    """The likeness of each pair that is alike: cell by cell from `least` on, and from `elsewhere` on over all cells."""
    cells: dict[str, list[Item]] = defaultdict(list)
    for item in block:
        cells[item.cell].append(item)
    scores: dict[tuple[str, str], float] = {}
    if len(cells) > 1:
        _near(scores, block, elsewhere)
    for cell in cells.values():
        _near(scores, cell, least)
    return scores


def _near(scores: dict[tuple[str, str], float], items: Sequence[Item], least: float) -> None:
    """Add the pairs that are alike by `least`.

    Titles are looked up by their rarest letter groups: a set of n can only be like one of n or more where the two share one of the
    first n − ⌈t · n / (2 − t)⌉ + 1 in that order, t the least likeness (the prefix filter of set similarity joins).
    """
    texts: dict[frozenset[str], list[Item]] = defaultdict(list)
    for item in items:
        texts[words_of(item.text).grams].append(item)
    for same in texts.values():
        _put(scores, same, same, 1.0)
    rare = Counter(gram for grams in texts for gram in grams)
    bit = {gram: i for i, gram in enumerate(sorted(rare, key=lambda gram: (rare[gram], gram)))}
    sets = sorted((len(grams), sum(1 << bit[gram] for gram in grams), sorted(bit[g] for g in grams), grams) for grams in texts)
    index: dict[int, list[int]] = defaultdict(list)
    for n, (size, mask, bits, grams) in enumerate(sets):
        smallest = least * size / (2 - least) - 1e-9  # 0.6 · 14 / 1.4 is a hair more than 6
        reach = size - ceil(smallest) + 1
        for m in {m for one in bits[:reach] for m in index[one]}:
            there = sets[m]
            if there[0] >= smallest:
                score = 2 * (mask & there[1]).bit_count() / (size + there[0])
                if score >= least and _share(words_of(texts[grams][0].text), words_of(texts[there[3]][0].text)):
                    _put(scores, texts[grams], texts[there[3]], score)
        for one in bits[:reach]:
            index[one].append(n)


def _put(scores: dict[tuple[str, str], float], one: Sequence[Item], other: Sequence[Item], score: float) -> None:
    for a in one[:_MEMBERS]:
        for b in other[:_MEMBERS]:
            if a.id != b.id:
                scores[_key(a.id, b.id)] = score


def _told(members: list[Item], scores: Mapping[tuple[str, str], float], known: Mapping[str, Item]) -> Likeness:
    """The best title first: what already stands for others or has most on it, then what is most like all others, then the first."""
    total = {a.id: sum(scores[_key(a.id, b.id)] for b in members if a.id != b.id) for a in members}
    best = sorted(members, key=lambda a: (-a.weight, -round(total[a.id], 6)))
    ids = tuple(item.id for item in best)
    least = min(scores[_key(a, b)] for i, a in enumerate(ids) for b in ids[i + 1 :])
    return Likeness(ids, least, _why([known[id_] for id_ in ids], least))


def _why(members: Sequence[Item], least: float) -> str:
    said = [words_of(item.text) for item in members]
    cells = "" if len({item.cell for item in members}) == 1 else ", in different stages"
    if len({item.text.strip() for item in members}) == 1:
        return f"The same title{cells}"
    if len({w.stems for w in said}) == 1:
        return f"The same words{cells}"
    shared = set(said[0].stems).intersection(*(w.stems for w in said[1:]))
    if shared:
        shown = [word for word in _original(members[0].text) if _stem(word) in shared]
        return f"{'Both' if len(members) == 2 else 'All'} say {_listed(shown or sorted(shared))}{cells}"
    return f"Nearly the same letters ({round(100 * least)} %){cells}"


def _original(text: str) -> list[str]:
    return list(dict.fromkeys(_WORDS.findall(text.casefold())))


def _listed(words: Sequence[str]) -> str:
    quoted = [f"“{word}”" for word in words[:3]]
    return " and ".join(filter(None, [", ".join(quoted[:-1]), quoted[-1]]))
