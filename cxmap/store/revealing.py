"""A reveal: what was given and written unseen becomes tallies and cards, in one change that can be undone."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

from cxmap.access import MODERATORS, Actor, acting, participant_of, rooms_of, running_step
from cxmap.changes import Change, Edit, Refused
from cxmap.model.records import Record, feeling_id, new_id
from cxmap.model.state import State
from cxmap.store.ballots import step_of
from cxmap.store.batch import Batch
from cxmap.store.drafts import card_edits, keys_at_end, leading

How = Literal["shuffled", "author"]
Cast = Sequence[tuple[str, str, float, float | None]]  # target, person, value, effort

_KINDS = {"rate": "rating", "vote": "votes", "place": "placement"}
_LONGEST = 4_000  # characters of the counts of a tally
_dice = random.SystemRandom()


@dataclass(frozen=True)
class Unseen:
    """What was given (`cast`) and written (`drafts`) in a step, and how it is shown."""

    step: str
    how: How = "shuffled"
    feelings: bool = True
    cast: Cast = field(default_factory=tuple)
    drafts: Sequence[Record] = field(default_factory=tuple)


def change(batch: Batch, id_: str, actor: Actor, unseen: Unseen) -> Change:
    """The change that reveals a step. Raises `Refused`: "unknown", "forbidden" (who does not facilitate), "exists" (revealed already)."""
    state = batch.memory.state
    step = state.get("step", unseen.step)
    if step is None:
        raise Refused("unknown", "The step is not there (any more).")
    workshop, _ = step_of(state, step["workshop"], unseen.step)
    if acting(actor, rooms_of(state, step["workshop"]), state).role not in MODERATORS:
        raise Refused("forbidden", "Only the facilitator reveals what the room has given.")
    if step["revealed"] is not None:
        raise Refused("exists", "This step is revealed already: undo that to reveal it anew.")
    edits = [*_tallies(state, step, unseen), *_cards(state, workshop, step, unseen)]
    edits.append(Edit("patch", "step", unseen.step, {"revealed": _utc()}))
    running = running_step(state, step["workshop"])
    if workshop["private"] == "on" and (running is None or running[0] == unseen.step):
        edits.append(Edit("patch", "workshop", step["workshop"], {"private": None}))
    return Change(id_, tuple(edits))


def _tallies(state: State, step: Record, unseen: Unseen) -> list[Edit]:
    kind = _KINDS.get(step["kind"])
    by_card: dict[str, list[tuple[float, float | None]]] = defaultdict(list)
    for target, _, value, effort in unseen.cast:
        if kind is not None and state.get("card", target) is not None:
            by_card[target].append((value, effort))
    persona = None
    if kind == "rating":
        persona = step["persona"] if step["persona"] is not None else leading(state, step["journey"])
    voters = len({person for target, person, _, _ in unseen.cast if target in by_card})
    edits = []
    for card, given in by_card.items():
        fields = {
            "journey": step["journey"],
            "workshop": step["workshop"],
            "step": unseen.step,
            "kind": kind,
            "card": card,
            "title": (state.get("card", card) or {})["title"],
            "persona": persona,
            **_summed(str(kind), given, voters),
        }
        edits.append(Edit("put", "tally", new_id(), fields))
        if persona is not None and unseen.feelings:
            felt = {
                "journey": step["journey"],
                "card": card,
                "persona": persona,
                "source": "predicted",
                "value": fields["value"],
            }
            edits.append(Edit("put", "feeling", feeling_id(card, persona, "predicted"), felt))
    return edits


def _summed(kind: str, given: Sequence[tuple[float, float | None]], voters: int) -> Record:
    """What a tally says of what was given to one card: mean of one decimal, or sum of votes; lowest, highest, how often each.

    The people of votes are all who voted in the step: who gave a card none, gave it 0.
    """
    values = [value for value, _ in given]
    if kind == "votes":
        low = min(values) if len(values) == voters else 0
        counts = _counts(f"{value:g}" for value in sorted(values))
        return {"people": voters, "value": sum(values), "low": low, "high": max(values), "counts": counts}
    found: Record = {"people": len(values), "value": _mean(values), "low": min(values), "high": max(values)}
    if kind == "rating":
        return {**found, "counts": _counts(f"{value:g}" for value in sorted(values))}
    efforts = [effort or 0.0 for _, effort in given]
    pairs = [f"{value:g}/{effort:g}" for value, effort in sorted(zip(values, efforts, strict=True))]
    if len(_counts(pairs)) > _LONGEST:
        pairs = [f"{value:.0f}/{effort:.0f}" for value, effort in sorted(zip(values, efforts, strict=True))]
    return {
        **found,
        "effort": _mean(efforts),
        "effort_low": min(efforts),
        "effort_high": max(efforts),
        "counts": _counts(pairs),
    }


def _mean(values: Sequence[float]) -> float:
    return round(sum(values) / len(values), 1) + 0.0


def _counts(values: Iterable[str]) -> str:
    return " ".join(f"{value}:{count}" for value, count in Counter(values).items())


def _cards(state: State, workshop: Record, step: Record, unseen: Unseen) -> list[Edit]:
    told = unseen.how == "author" and workshop["anonymous"] != "on"
    drafts = [(draft, _name(state, step["workshop"], draft["person"])) for draft in unseen.drafts]
    if told:
        drafts.sort(key=lambda d: (d[1].casefold(), d[0]["person"]))
    else:
        _dice.shuffle(drafts)
    cells: dict[tuple[str, str], list[tuple[Record, str]]] = defaultdict(list)
    for draft, name in drafts:
        cells[draft["stage"], draft["lane"]].append((draft, name))
    edits: list[Edit] = []
    for there in cells.values():
        keys = keys_at_end(state, there[0][0], len(there))
        for (draft, name), order in zip(there, keys, strict=True):
            taken = state.get("card", draft["id"]) is not None
            id_ = new_id() if taken else draft["id"]
            edits += card_edits(state, draft, order, id_)
            if told and name:
                edits.append(Edit("put", "tag", author_tag(id_), {"journey": draft["journey"], "card": id_, "name": name}))
    return edits


def author_tag(card: str) -> str:
    """The id of the tag that says who wrote a card: the board can be filtered by it, so that each may tell of theirs."""
    return f"{card[:110]}.by"


def _name(state: State, workshop: str, person: str) -> str:
    me = participant_of(state, workshop, person)
    return str(me["name"]) if me else ""


def _utc() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
