"""Journeys out of the store as a file of the product's own format."""

from __future__ import annotations

from collections.abc import Iterable

from cxmap.formats import personas_of, write
from cxmap.store import Store


def export_journeys(store: Store, ids: Iterable[str], comments: bool = False) -> str:
    """The text of a file with these journeys, their personas, what is said of those, their photos, and their teams.

    `comments` takes what people have said along; else it stays here. A journey that was deleted meanwhile is left out.
    """
    views = [view for id_ in ids if (view := store.view(id_)) is not None]
    needed = {id_ for view in views for id_ in personas_of(view)}
    people = [found for id_ in sorted(needed) if (found := store.persona(id_)) is not None]
    statements = [s for _, by_kind in people for there in by_kind.values() for s in there]
    photos = sorted({persona["photo"] for persona, _ in people if persona["photo"]})
    pictures = [(id_, p.data, p.content_type) for id_ in photos if (p := store.picture(id_)) is not None]
    return write(views, statements, pictures, [persona for persona, _ in people], comments)
