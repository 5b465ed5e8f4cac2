"""Journeys made for tests: from a few words to a `JourneyView`, and of any size."""

from __future__ import annotations

from typing import Any

from cxmap.model.order import keys_between
from cxmap.model.records import RECORDS, check_fields, feeling_id
from cxmap.model.views import JourneyView

Lanes = dict[str, list[dict[str, Any]]]  # lane kind → its cards in one stage


def record(type_: str, id_: str, **fields: Any) -> dict[str, Any]:
    """A whole record of a type, checked, with its id."""
    if RECORDS[type_].field("workspace"):
        fields.setdefault("workspace", "main")
    return {"id": id_, **check_fields(type_, fields, whole=True)}


def view(stages: dict[str, Lanes], personas: tuple[str, ...] = ("Rosa",), **journey: Any) -> JourneyView:
    """A journey from stages by name, each with cards by lane kind.

    A card takes the fields of a card and `feeling` (of the first persona) or `feelings` (by persona). Ids are s0, s1 …,
    the lane's kind, and c0, c1 … in the order of writing.
    """
    kinds = list(dict.fromkeys(kind for lanes in stages.values() for kind in lanes))
    records: dict[str, list[dict[str, Any]]] = {
        "journey": [record("journey", "j", **{"title": "A visit", **journey})],
        "persona": [record("persona", name.lower(), name=name) for name in personas],
        "traveller": [
            record("traveller", f"t{i}", journey="j", persona=name.lower(), order=key)
            for i, (name, key) in enumerate(zip(personas, keys_between(None, None, len(personas)), strict=True))
        ],
        "lane": [
            record("lane", kind, journey="j", kind=kind, order=key)
            for kind, key in zip(kinds, keys_between(None, None, len(kinds)), strict=True)
        ],
        "stage": [],
        "card": [],
        "feeling": [],
    }
    for i, (key, (name, lanes)) in enumerate(zip(keys_between(None, None, len(stages)), stages.items(), strict=True)):
        records["stage"].append(record("stage", f"s{i}", journey="j", name=name, order=key))
        for kind, cards in lanes.items():
            for card, order in zip(cards, keys_between(None, None, len(cards)), strict=True):
                _card(records, f"s{i}", kind, order, dict(card), personas)
    return JourneyView.of(1, records)


def _card(
    records: dict[str, list[dict[str, Any]]], stage: str, lane: str, order: str, card: dict[str, Any], personas: tuple[str, ...]
) -> None:
    id_ = f"c{len(records['card'])}"
    feelings = card.pop("feelings", {personas[0]: card.pop("feeling")} if "feeling" in card else {})
    source = card.pop("source", "predicted")
    records["card"].append(record("card", id_, journey="j", stage=stage, lane=lane, order=order, **card))
    for persona, value in feelings.items():
        who = persona.lower()
        fields = {"journey": "j", "card": id_, "persona": who, "source": source, "value": value}
        records["feeling"].append(record("feeling", feeling_id(id_, who, source), **fields))


def large(stages: int, per_cell: int) -> JourneyView:
    """A map of `stages` × 9 lanes with `per_cell` cards each, feelings on its touchpoints."""
    kinds = ("evidence", "action", "touchpoint", "thought", "pain", "opportunity", "frontstage", "backstage", "support")
    evidence = ("assumed", "observed", "measured")

    def cards(stage: int, kind: str) -> list[dict[str, Any]]:
        out = []
        for i in range(per_cell):
            n = stage * per_cell + i
            card: dict[str, Any] = {
                "title": f"Asks for the third time where the letter is, number {n}",
                "evidence": evidence[n % 3],
            }
            if kind == "touchpoint":
                card["feelings"] = {"Rosa": (n * 7 % 61 - 30) / 10, "Tom": (n * 11 % 61 - 30) / 10}
                card["moment"] = "make_or_break" if n % 5 == 0 else None
            if kind == "pain":
                card["severity"] = n % 3 + 1
            out.append(card)
        return out

    def lanes(i: int) -> Lanes:
        return {**{k: cards(i, k) for k in kinds[:4]}, "emotion": [], **{k: cards(i, k) for k in kinds[4:]}}

    return view({f"Stage {i + 1}": lanes(i) for i in range(stages)}, ("Rosa", "Tom"))
