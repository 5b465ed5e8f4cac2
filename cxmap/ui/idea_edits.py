"""What the buttons and forms about ideas come to, as edits. No screen and no store here: records in, edits out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cxmap.changes import Edit
from cxmap.insights.ideas import Idea
from cxmap.model.order import key_between
from cxmap.model.records import Record, new_id
from cxmap.model.views import JourneyView
from cxmap.ui import edits

_TITLE, _QUOTE = 500, 4_000  # characters of a card's title and a source's quote


def move(idea: Record, state: str, note: str, by: str, at: str, **fields: Any) -> tuple[Edit, ...]:
    """An idea comes to a state, and its giver is told a note; `fields` are what else is noted of it (reason, owner, …)."""
    step = {"idea": idea["id"], "state": state, "note": note, "author_name": by, "at": at}
    moved = edits.patch("idea", idea["id"], idea, {"state": state, **fields})
    return (*moved, Edit("put", "idea_step", new_id(), step))


def remark(idea: str, text: str, person: str, by: str, at: str) -> Edit:
    """Something that is said about an idea, in one's own name."""
    return Edit("put", "remark", new_id(), {"idea": idea, "text": text, "person": person, "author_name": by, "at": at})


def link(idea: str, view: JourneyView, card: Record | None) -> Edit:
    """An idea is about a card, or (None) a whole journey."""
    title = card["title"] if card else view.journey["title"]
    to = {"map": view.journey["id"], "card": card["id"] if card else None, "title": title[:_TITLE]}
    return Edit("put", "idea_link", new_id(), {"idea": idea, **to})


def shortly(text: str, most: int) -> str:
    """A text in one line of at most so many characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def on_map(idea: Idea, view: JourneyView, card: str | None) -> tuple[str, str, tuple[Edit, ...]] | None:
    """An opportunity made of an idea, in the stage of a card (None, or one that is gone: in the first): its id, the stage's name, the edits.

    It goes behind what stands there, in the journey's first opportunity lane; a map without one gets one, below its pains. The
    idea stands in it as its source and leads to it by a link; evidence stays *assumed*: that somebody has an idea shows nothing
    of customers. None where the journey has no stage.
    """
    there = next((c for c in view.cards if c["id"] == card), None)
    stage = next((s for s in view.stages if there is None or s["id"] == there["stage"]), None)
    if stage is None:
        return None
    journey, record, made = view.journey["id"], idea.record, new_id()
    lane = next((lane["id"] for lane in view.lanes if lane["kind"] == "opportunity"), None)
    found: list[Edit] = []
    if lane is None:
        lane = new_id()
        found.append(Edit("put", "lane", lane, {"journey": journey, "kind": "opportunity", "order": _below_pains(view.lanes)}))
    here = view.cells.get((stage["id"], lane), [])
    title = shortly(record["text"], _TITLE)
    place = {
        "journey": journey,
        "stage": stage["id"],
        "lane": lane,
        "order": key_between(here[-1]["order"] if here else None, None),
    }
    found += [
        Edit("put", "card", made, {**place, "title": title, "note": record["text"] if record["text"] != title else ""}),
        Edit(
            "put",
            "source",
            new_id(),
            {
                "journey": journey,
                "card": made,
                "kind": "employees",
                "quote": record["text"][:_QUOTE],
                "date": record["at"][:10],
            },
        ),
        Edit("put", "idea_link", new_id(), {"idea": idea.id, "map": journey, "card": made, "title": title}),
    ]
    return made, stage["name"] or f"Stage {view.stages.index(stage) + 1}", tuple(found)


def _below_pains(lanes: Sequence[Record]) -> str:
    """The order of a new lane: behind the last lane of pains, else at the end."""
    at = max((i for i, lane in enumerate(lanes) if lane["kind"] == "pain"), default=len(lanes) - 1)
    before = lanes[at]["order"] if lanes else None
    return key_between(before, lanes[at + 1]["order"] if at + 1 < len(lanes) else None)


def is_on(idea: Idea, view: JourneyView) -> bool:
    """Whether an idea leads to an opportunity of a journey."""
    opportunities = {card["id"] for card in view.cards if view.lane_kind[card["lane"]] == "opportunity"}
    return any(link["card"] in opportunities for link in idea.links)


def board(workspace: str, title: str, question: str, boards: Sequence[Record]) -> tuple[str, Edit]:
    """A new idea board behind the others: its id and the edit."""
    id_ = new_id()
    order = key_between(boards[-1]["order"] if boards else None, None)
    return id_, Edit("put", "whiteboard", id_, {"workspace": workspace, "title": title, "question": question, "order": order})
