"""What ties journeys to each other: stages and touchpoints that open into another journey, and shared touchpoints. Read in one
go on the writer's thread, from the indexes of the memory: what ties nothing costs nothing."""

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
    openings = []
    for type_, id_ in state.opening():
        fields = state.of(type_)[id_]
        if fields["journey"] in journeys and fields["opens"] in journeys:
            name = fields["name" if type_ == "stage" else "title"]
            openings.append(Opening(fields["journey"], type_, id_, name, fields["opens"]))
    places = [
        Place(touchpoint, journey, id_)
        for touchpoint in state.of("touchpoint")
        for type_, id_, name in state.referring("touchpoint", touchpoint)
        if name == "shared" and (journey := state.of(type_)[id_]["journey"]) in journeys
    ]
    return Ties(tuple(sorted(openings, key=lambda o: (o.journey, o.type != "stage", o.id))), tuple(places))
