"""What pages do with whole journeys: make, copy, delete, import. Each is called by a widget, before the page is drawn."""

from __future__ import annotations

from cxmap import imports
from cxmap.changes import Edit, Refused
from cxmap.formats import FormatError, Parsed, read
from cxmap.runtime import import_journeys, runtime
from cxmap.ui import edits, exporting, session, templates, writing
from cxmap.ui.person import actor, may

BLANK = "Blank"
# What the menu of a card offers.
DUPLICATE, TWIN, DELETE = "Duplicate", "Create a to-be copy", "Delete"
EXPORT, TEMPLATE = "Export", "Save as template"
COMPARE = "Compare as-is and to-be"


def on_card(journey: str, menu: str, title: str) -> None:
    """What the menu of a card asks for."""
    chosen = session.get(menu)
    if chosen == DUPLICATE:
        duplicate(journey)
    elif chosen == TWIN:
        make_twin(journey)
    elif chosen == COMPARE:
        session.put(session.COMPARING, journey)  # the page goes there: a callback cannot
    elif chosen == EXPORT:
        exporting.open_for(journey)
    elif chosen == TEMPLATE:
        save_template(journey)
    elif chosen == DELETE:
        writing.delete("journey", journey, f"“{title}” was deleted.")


def duplicate(journey: str) -> str | None:
    """Copy a journey; the copy's id, or None where that failed."""
    view = runtime().store.view(journey)
    if view is None:
        writing.say("This journey was deleted meanwhile.")
        return None
    title = f"{view.journey['title'][:190]} (copy)"
    return _made(edits.copy_journey(view, title=title))


def make_twin(journey: str) -> str | None:
    """Make the to-be copy of a journey, or find the one that there is; its id, or None where that failed."""
    store = runtime().store
    there = next((j.id for j in store.journeys() if j.as_is == journey), None)
    view = store.view(journey)
    if there is None and view is None:
        writing.say("This journey was deleted meanwhile.")
        return None
    if view is not None and view.journey["use"] == "template":
        writing.say("A template has no to-be map: start a journey from it, then make the to-be map of that.")
        return None
    return there or (_made(edits.twin(view)) if view else None)


def create(title: str, template: str, persona: str | None, new_persona: str) -> str | None:
    """Make a journey, blank or from a template; its id, or None where that was refused."""
    store = runtime().store
    entries = templates.entries(store, template) if template != BLANK else []
    if entries is None:
        writing.say("This template was deleted meanwhile: choose another one.")
        return None
    return _made(edits.new_journey(store.workspace, title, persona, new_persona, entries))


def save_template(journey: str) -> str | None:
    """Make a template of a journey; its id, or None where that failed."""
    view = runtime().store.view(journey)
    if view is None:
        writing.say("This journey was deleted meanwhile.")
        return None
    title = view.journey["title"]
    made, changes = edits.as_template(view, title)
    return made if writing.make(changes, f"“{title}” is now a template of this workspace: New journey offers it.") else None


def rename_template(template: str, title: str) -> None:
    """Give a template of the workspace another title."""
    view = runtime().store.view(template)
    if view is None:
        writing.say("This template was deleted meanwhile.")
    elif title.strip():
        writing.commit(edits.patch("journey", template, view.journey, {"title": title.strip()}))
    else:
        writing.say("The template needs a title: type one.")


def delete_template(template: str, title: str) -> None:
    """Delete a template of the workspace, and offer to take that back."""
    writing.delete("journey", template, f"The template “{title}” was deleted.")


def _made(made: tuple[str, tuple[Edit, ...]]) -> str | None:
    journey, changes = made
    return journey if writing.commit(changes) is not None else None


def read_file(name: str, data: bytes) -> Parsed | str:
    """What a file holds, or the sentence that refuses it. Nothing is written."""
    try:
        return read(data, name)
    except FormatError as error:
        return str(error)


def foreseen(parsed: Parsed) -> tuple[list[str], list[str]]:
    """What taking this file over would change and leave out, beside what its own report says."""
    return imports.foreseen(runtime().store, parsed)


def take_over(parsed: Parsed) -> list[tuple[str, str]]:
    """Put what was read into the workspace: (id, title) of each journey; none where it was refused."""
    who = actor()
    if not may("import"):
        writing.say(f"A {who.role} may not import: ask a facilitator.")
        return []
    try:
        return import_journeys(runtime().store, parsed, who)
    except Refused as refusal:
        writing.say(refusal.message)
        return []
