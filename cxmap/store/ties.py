"""What ties journeys to each other: stages and touchpoints that open into another journey, and shared touchpoints. Read in one
go, on the writer's thread: one look at each stage and card, and no copy of what ties nothing."""

from __future__ import annotations

from dataclasses import dataclass

from cxmap.model.state import State


@dataclass(frozen=True)
class Opening:
    """A stage or card (`type`, `id`, `name`) of the journey `journey` that opens into the journey `opens`."""

    journey: str
    type: str
    id: str
    name: str
    opens: str


@dataclass(frozen=True)
class Place:
    """A card of a journey that is one place of a shared touchpoint."""

    touchpoint: str
    journey: str
    card: str


@dataclass(frozen=True)
class Ties:
    """All openings and places of the workspace, templates left out."""

    openings: tuple[Opening, ...]
    places: tuple[Place, ...]


def ties(state: State) -> Ties:
    """Read the ties out of the memory."""
    journeys = {id_ for id_, fields in state.of("journey").items() if fields["use"] is None}
    openings = [
        Opening(fields["journey"], type_, id_, fields[name], fields["opens"])
        for type_, name in (("stage", "name"), ("card", "title"))
        for id_, fields in state.of(type_).items()
        if fields["opens"] is not None and fields["journey"] in journeys and fields["opens"] in journeys
    ]
    places = [
        Place(fields["shared"], fields["journey"], id_)
        for id_, fields in state.of("card").items()
        if fields["shared"] is not None and fields["journey"] in journeys
    ]
    return Ties(tuple(openings), tuple(places))
