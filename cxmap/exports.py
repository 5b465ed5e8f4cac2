"""Journeys and personas out of the store as a file of the product's own format."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from cxmap.formats import personas_of, write
from cxmap.model.views import JourneyView
from cxmap.store import Store


def export_journeys(store: Store, ids: Iterable[str], comments: bool = False) -> str:
    """The text of a file with these journeys, their personas, what is said of those and what that rests on, their segments,
    photos and teams.

    `comments` takes what people have said along; else it stays here. A journey that was deleted meanwhile is left out.
    """
    views = [view for id_ in ids if (view := store.view(id_)) is not None]
    return _written(store, {id_ for view in views for id_ in personas_of(view)}, views=views, comments=comments)


def export_personas(store: Store, ids: Collection[str] | None = None) -> str:
    """The text of a file with these personas (None: all), what is said of them and what that rests on, and their segments (None:
    all). A persona that was deleted meanwhile is left out.
    """
    wanted = [p["id"] for p in store.personas()] if ids is None else ids
    return _written(store, wanted, every=True, all_segments=ids is None)


def _written(
    store: Store,
    personas: Collection[str],
    views: Iterable[JourneyView] = (),
    comments: bool = False,
    every: bool = False,
    all_segments: bool = False,
) -> str:
    people = [found for id_ in sorted(personas) if (found := store.persona(id_)) is not None]
    statements = [s for _, by_kind in people for there in by_kind.values() for s in there]
    said = {s["id"] for s in statements}
    grounds = [g for g in store.of_type("ground") if g["statement"] in said]
    stood_for = {persona["segment"] for persona, _ in people}
    segments = [s for s in store.of_type("segment") if all_segments or s["id"] in stood_for]
    photos = sorted({persona["photo"] for persona, _ in people if persona["photo"]})
    pictures = [(id_, p.data, p.content_type) for id_ in photos if (p := store.picture(id_)) is not None]
    return write(views, statements, pictures, [persona for persona, _ in people], comments, grounds, segments, every)
