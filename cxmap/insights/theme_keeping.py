"""What becomes of the themes that there are when themes are found anew: those that people named stay, whatever is found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cxmap.insights.theme_words import stem

SAME = 0.3  # likeness from which a found theme is one that there is already


@dataclass(frozen=True)
class Known:
    """A theme that there is. `into` is the one that it was merged into, "" for none; `by_hand`: people put items into it."""

    id: str
    name: str
    terms: tuple[str, ...]
    into: str = ""
    by_hand: bool = False


@dataclass(frozen=True)
class Kept:
    """For each found theme the id of the one that it is ("" where it is new), its terms' own in `same`; and which go.

    `targets`: the theme that a found theme's items belong to. `same`: the theme whose terms these are, which may have been merged
    into the target. `gone`: ids of themes without a name that were not found again.
    """

    targets: tuple[str, ...]
    same: tuple[str, ...]
    gone: tuple[str, ...]


def likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """[F] How alike two themes' terms are, 0 to 1: Σ min / Σ max of their words' weights (Ruzicka), a term's words weighing
    1 / (1 + its place / 4), counted from 0.
    """
    a, b = _weights(one), _weights(other)
    whole = sum(max(a.get(word, 0.0), b.get(word, 0.0)) for word in a.keys() | b.keys())
    return sum(min(a[word], b[word]) for word in a.keys() & b.keys()) / whole if whole else 0.0


def _weights(terms: Sequence[str]) -> dict[str, float]:
    weights: dict[str, float] = {}
    for place, term in enumerate(terms):
        for word in term.split():
            weights.setdefault(stem(word.casefold()), 1 / (1 + place / 4))
    return weights


def keep(found: Sequence[Sequence[str]], known: Sequence[Known]) -> Kept:
    """Which found themes (their terms) are themes that there are: the most alike pairs first, each once, from `SAME` on.

    Only themes that nobody named, put items into or merged may go.
    """
    by_id = {theme.id: theme for theme in known}
    pairs = [(likeness(terms, theme.terms), place, theme.id) for place, terms in enumerate(found) for theme in known]
    same: dict[int, str] = {}
    for score, place, id_ in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if score >= SAME and place not in same and id_ not in same.values():
            same[place] = id_
    targets = {place: resolved(id_, {t.id: t.into for t in known}) for place, id_ in same.items()}
    used = {*same.values(), *targets.values()}
    held = {theme.id for theme in known if theme.name or theme.by_hand or theme.into or theme.id in used}
    held |= {by_id[id_].into for id_ in held if by_id[id_].into in by_id}
    return Kept(
        tuple(targets.get(place, "") for place in range(len(found))),
        tuple(same.get(place, "") for place in range(len(found))),
        tuple(theme.id for theme in known if theme.id not in held),
    )


def resolved(theme: str, into: Mapping[str, str]) -> str:
    """The theme that a theme's items count to, over all mergers; itself where it was not merged.

    Two people may merge two themes into each other at one moment: of such a circle the first id stands for all, so that no item
    is out of sight.
    """
    seen = [theme]
    while (to := into.get(theme) or "") and to in into:
        if to in seen:
            return min(seen[seen.index(to) :])
        seen.append(to)
        theme = to
    return theme
