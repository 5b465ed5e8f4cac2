"""What the facilitator's panel on the board asks of the page around it: a code to join by, and closing with all that goes with it."""

from __future__ import annotations

from cxmap.model.records import Record
from cxmap.runtime import runtime
from cxmap.ui import person, workshop_acts, writing
from cxmap.web import sharing


def make_code(workshop: str) -> None:
    """Make a code to join by, where none lives yet; say what is missing where cxmap is not shared or the room is not open."""
    record = _led(workshop)
    if record is None:
        return
    if not sharing.is_on():
        writing.say("cxmap is not shared yet: switch it on on the Settings page, then make the code.")
    elif record["state"] != "running":
        writing.say("The room is not open yet: open it, then make the code.")
    elif runtime().store.sessions.code_of(workshop) is None:
        workshop_acts.new_code(workshop)


def close(workshop: str) -> None:
    """Close the workshop: its code ends, and its guests' sessions soon after."""
    if _led(workshop) is not None:
        workshop_acts.close(workshop)


def _led(workshop: str) -> Record | None:
    """The workshop, where the person may facilitate it; else they are told why not."""
    record = runtime().store.record("workshop", workshop)
    if record is None:
        writing.say(workshop_acts.GONE)
        return None
    if not person.may("facilitate", record["journey"]):
        writing.say("Only the facilitator does this: ask to take over the lead.")
        return None
    return record
