"""What finding, merging and splitting themes come to, as edits of their records. No screen and no store here."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from cxmap.changes import Edit
from cxmap.insights.theme_keeping import Known, keep, resolved
from cxmap.model.order import keys_between
from cxmap.model.records import RECORDS, Record, new_id

_MOST_TERMS = 400  # characters
MOST_NAME = 120


def named(theme: Record) -> str:
    """What a theme is called: its name, else its first terms."""
    return str(theme["name"] or ", ".join(terms_of(theme)[:3]) or "Theme without a name")


def terms_of(theme: Record) -> tuple[str, ...]:
    """The terms of a theme, the strongest first."""
    return tuple(term.strip() for term in theme["terms"].split(",") if term.strip())


def written(terms: Sequence[str]) -> str:
    """Terms as a record keeps them: as many as it holds."""
    kept: list[str] = []
    for term in terms:
        if len(", ".join([*kept, term])) > _MOST_TERMS:
            break
        kept.append(term)
    return ", ".join(kept)


def into(themes: Sequence[Record]) -> dict[str, str]:
    """For each theme the one that it was merged into, "" for none: what `resolved` asks for."""
    return {theme["id"]: theme["into"] or "" for theme in themes}


def living(themes: Sequence[Record]) -> list[Record]:
    """The themes that were not merged into another that there is."""
    merged = into(themes)
    return [theme for theme in themes if resolved(theme["id"], merged) == theme["id"]]


def home(themes: Sequence[Record], theme: str | None) -> Record | None:
    """The theme that what is put into `theme` goes to: itself, or the one that it was merged into; None where it is gone."""
    to = resolved(theme or "", into(themes))
    return next((each for each in themes if each["id"] == to), None)


def renewed(
    themes: Sequence[Record], found: Sequence[Sequence[str]], by_hand: Collection[str], workspace: str
) -> tuple[list[Edit], list[str], frozenset[str]]:
    """Themes found anew beside those that there are: (edits, the theme that each found one's items belong to, those that stay as
    they are).

    `found` are terms; `by_hand` are ids of themes into which people put items. A theme with a name that is not found again
    keeps its items; one without goes.
    """
    known = [Known(t["id"], t["name"], terms_of(t), t["into"] or "", t["id"] in by_hand) for t in themes]
    kept = keep(found, known)
    there = {theme["id"]: theme for theme in themes}
    edits: list[Edit] = []
    targets: list[str] = []
    last = max((theme["order"] for theme in themes), default=None)
    orders = iter(keys_between(last, None, len(found)))
    for terms, target, same in zip(found, kept.targets, kept.same, strict=True):
        text = written(terms)
        if not target:
            target = new_id()
            edits.append(Edit("put", "theme", target, {"workspace": workspace, "terms": text, "order": next(orders)}))
        elif same == target and text != there[same]["terms"]:
            edits.append(Edit("patch", "theme", same, {"terms": text}, {"terms": there[same]["terms"]}))
        targets.append(target)
    edits += [Edit("delete", "theme", id_) for id_ in kept.gone]
    stay = frozenset(t["id"] for t in themes if t["name"]) - frozenset(targets)
    return edits, targets, stay


def parts(
    themes: Sequence[Record], theme: Record, found: Sequence[Sequence[str]], sizes: Sequence[int]
) -> tuple[list[Edit], list[str]]:
    """A theme in parts: (edits, the theme that each part's items belong to). The largest part stays the theme, under its name."""
    stays = max(range(len(found)), key=lambda place: (sizes[place], -place))
    after = min((t["order"] for t in themes if t["order"] > theme["order"]), default=None)
    orders = iter(keys_between(theme["order"], after, len(found)))
    edits, targets = [], []
    for place, terms in enumerate(found):
        if place == stays:
            targets.append(theme["id"])
            edits.append(Edit("patch", "theme", theme["id"], {"terms": written(terms)}, {"terms": theme["terms"]}))
            continue
        id_ = new_id()
        targets.append(id_)
        fields = {"workspace": theme["workspace"], "terms": written(terms), "order": next(orders)}
        edits.append(Edit("put", "theme", id_, {**RECORDS["theme"].defaults, **fields}))
    return edits, targets


def merged(theme: Record, other: Record) -> tuple[Edit, ...]:
    """A theme merged into another."""
    return (Edit("patch", "theme", theme["id"], {"into": other["id"]}, {"into": theme["into"]}),)


def by_target(targets: Sequence[str], placed: Mapping[int, Sequence[int]]) -> dict[str | None, list[int]]:
    """Item ids by the theme that they go to (None: none), from those by the place of what was found (−1: nothing)."""
    found: dict[str | None, list[int]] = {}
    for place, ids in placed.items():
        found.setdefault(targets[place] if place >= 0 else None, []).extend(ids)
    return found
