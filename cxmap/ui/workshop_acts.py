"""What the workshop pages do: plan, start, close, keep a run sheet, erase. Each is called by a widget, before the page is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from cxmap.changes import Edit, Refused
from cxmap.formats.runsheet import STEP_FIELDS
from cxmap.model.records import Record
from cxmap.runtime import runtime
from cxmap.ui import edits, person, session, workshop_edits, workshop_sheets, writing
from cxmap.web import sharing

GONE = "This workshop was deleted meanwhile."


def now() -> str:
    """The time as records hold it (UTC)."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _led(workshop: str) -> Record | None:
    """The workshop, where this person may lead it; None, with a sentence, where it is gone or not theirs to lead."""
    record = runtime().store.record("workshop", workshop)
    if record is None:
        writing.say(GONE)
    elif not person.may("facilitate", record["journey"]):
        writing.say("Only who facilitates does this: ask the facilitator.")
        return None
    return record


def plan(journey: str, fields: dict[str, Any], sheet: str, purge_days: int | None) -> str | None:
    """Plan a workshop from a run sheet ("" for an empty one); its id, or None where that was refused."""
    found = workshop_sheets.sheet(runtime().store, sheet) if sheet else None
    if sheet and found is None:
        writing.say("This run sheet was deleted meanwhile: choose another one.")
        return None
    id_, made = workshop_edits.plan(journey, fields, found.steps if found else (), purge_days)
    return id_ if writing.commit(made) is not None else None


def start(workshop: str) -> None:
    """Open the room, led by who is here; the board opens next."""
    record = _led(workshop)
    if record is None:
        return
    me = person.actor()
    done = writing.commit(workshop_edits.start(record, me.person, me.name, now()))
    if done is not None or record["state"] == "running":
        if sharing.is_on() and runtime().store.sessions.code_of(workshop) is None:
            new_code(workshop)
        session.put(session.STARTED, workshop)


def close(workshop: str, decided: Sequence[Edit] = ()) -> bool:
    """Save what was decided and close the workshop, which shuts the room. False where that was refused."""
    store = runtime().store
    record = _led(workshop)
    if record is None:
        return False
    steps = [step for step in store.of_type("step") if step["workshop"] == workshop]
    return writing.make([*decided, *workshop_edits.close(record, steps, now())], f"“{record['title']}” is closed.")


def end_guests(workshop: str) -> None:
    """End the sessions of all guests of a workshop now."""
    if _led(workshop):
        runtime().store.sessions.revoke_guests(workshop)


def guests(workshop: str) -> int:
    """How many guests of a workshop are still in."""
    return len(runtime().store.sessions.sessions("guest", workshop))


def keep_sheet(name: str, note: str, steps: Sequence[Record]) -> str | None:
    """Make a run sheet of the workspace with these steps; its id, or None where that was refused."""
    said = [{field: step[field] for field in STEP_FIELDS} for step in steps]
    id_, made = workshop_edits.agenda(runtime().store.workspace, name[:160], note, said)
    return id_ if writing.make(made, f"“{name[:160]}” is now a run sheet of this workspace.") else None


def duplicate_sheet(sheet: str) -> str | None:
    """Copy a run sheet, one of the workspace or one that comes with cxmap; the copy's id."""
    found = workshop_sheets.sheet(runtime().store, sheet)
    if found is None:
        writing.say("This run sheet was deleted meanwhile.")
        return None
    return keep_sheet(f"{found.name[:150]} (copy)", found.note, found.steps)


def delete_sheet(sheet: str, name: str) -> None:
    """Delete a run sheet of the workspace, and offer to take that back. Workshops that started from it keep their steps."""
    writing.delete("agenda", sheet, f"The run sheet “{name}” was deleted.")


def delete(workshop: str, title: str) -> None:
    """Delete a workshop with all that was said in it; the map stays. Can be taken back."""
    writing.delete("workshop", workshop, f"“{title}” was deleted. The map stays as it is.")


def change(workshop: str, fields: dict[str, Any]) -> None:
    """Change fields of a workshop."""
    record = _led(workshop)
    if record is not None:
        writing.commit(edits.patch("workshop", workshop, record, fields))


def forget(workshop: str) -> None:
    """Erase who took part: names become aliases everywhere, for good."""
    if _led(workshop) is None:
        return
    try:
        runtime().store.forget(workshop)
    except Refused as refusal:
        writing.say(refusal.message)


def change_sheet(sheet: str, name: str, note: str) -> None:
    """Give a run sheet of the workspace another name and note."""
    record = runtime().store.record("agenda", sheet)
    if record is None:
        writing.say("This run sheet was deleted meanwhile.")
    elif not name:
        writing.say("The run sheet needs a name: type one.")
    else:
        writing.commit(edits.patch("agenda", sheet, record, {"name": name, "note": note}))


def new_code(workshop: str) -> None:
    """Make the code by which people join."""
    if _led(workshop):
        runtime().store.sessions.new_code(workshop)


def end_code(workshop: str) -> None:
    """End the code of a workshop; who is in stays in."""
    if _led(workshop):
        runtime().store.sessions.revoke_code(workshop)
