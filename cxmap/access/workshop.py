"""What a workshop asks of a change: who leads it may do anything, the others what is open just now.

This needs the records that are there, so the store asks for it when a change is applied. The board asks the same beforehand
(`board/static/model/workshop/rights.js`), to refuse kindly before anybody types.
"""

from __future__ import annotations

from functools import cached_property

from cxmap.access.policy import MODERATORS, SYSTEM, Actor
from cxmap.access.reach import text, touchpoints_said_anew, word
from cxmap.access.rooms import leads, participant_of, rooms_of, running_step, workshops_at
from cxmap.changes import Change, Edit, Refused, State
from cxmap.model.customer_records import STUDY_TYPES
from cxmap.model.records import RECORDS, Record, room_of
from cxmap.model.views import EVERY_BOARD_TYPES

# What only who leads changes: how the workshop goes, and what came of its ballots.
_CONTROL = {
    "workshop": "Only the facilitator changes the workshop.",
    "step": "Only the facilitator changes the run sheet.",
    "agenda": "Only facilitators keep run sheets.",
    "agenda_step": "Only facilitators keep run sheets.",
    "breakout": "Only the facilitator makes and changes tables.",
    "participant": "Of those who take part you may change only yourself.",
    "tally": "What the room has rated and voted stays as it is: ask the facilitator.",
}
# What a guest makes, changes and deletes; and of that, what is no part of the map and no lock holds back.
_GUEST = frozenset({"card", "feeling", "tag", "connection", "parked", "comment", "participant", "person"})
_SAID = frozenset(
    {"parked", "comment", "mention", "decision", "view", "version", "reason", "participant", "person", *STUDY_TYPES}
)
_FRAME = frozenset({"stage", "lane"})
# What belongs to a card by this field: it may be changed where the card may.
_ON_CARD = {"feeling": "card", "tag": "card", "voice": "card", "connection": "start"}


def check_workshop(actor: Actor, change: Change, state: State) -> None:
    """Raise `Refused("forbidden", …)` where a workshop does not let the actor make this change.

    Facilitators and owners of the whole workspace may do anything, and so may the facilitator of a workshop in its journeys. A
    guest adds, changes and deletes cards and what is on them, in the lanes that the running step opens, while the map is neither
    locked nor private; parks topics, comments, and changes their own name. A champion who takes part keeps to the same lanes; one
    who does not, to locks. Undo and redo keep to lanes and locks as well.
    """
    if actor == SYSTEM or (actor.role in MODERATORS and not actor.limited):
        return
    court = _Court(actor, change, state)
    for place, edit in enumerate(change.edits):
        message = court.objection(place) if edit.type in RECORDS else ""
        if message:
            raise Refused("forbidden", message, place)


class _Court:
    """One change under examination."""

    def __init__(self, actor: Actor, change: Change, state: State) -> None:
        self.actor, self.change, self.state = actor, change, state
        self.made: dict[tuple[str, str], Record] = {}
        for edit in change.edits:
            if edit.op == "put" and isinstance(edit.fields, dict):
                self.made.setdefault((edit.type, edit.id), edit.fields)

    def objection(self, place: int) -> str:
        """Why not that edit; "" where nothing speaks against it."""
        edit = self.change.edits[place]
        there = self.state.get(edit.type, edit.id)
        fields = edit.fields if isinstance(edit.fields, dict) else {}
        journey = text(room_of(edit.type, edit.id, there or fields))
        if self.actor.role in MODERATORS or self._leads(journey):
            limited = self.actor.limited and edit.op == "delete" and edit.type in ("workshop", "journey")
            return "Only a facilitator of the whole workspace deletes a workshop or its map." if limited else ""
        if edit.type in _CONTROL and not self._own(edit, there, fields):
            back = self.change.kind != "edit" and edit.type == "tally"  # a tally says again which card it is about
            return "" if back else _CONTROL[edit.type]
        if edit.type == "person":
            return ""
        return self._guest(edit, there, journey) if self.actor.role == "guest" else self._champion(place, there, journey)

    def _leads(self, journey: str) -> bool:
        if journey in self._led:
            return True
        # the map of a table that this change makes is that of the workshop
        new = ("journey", journey) in self.made and self.state.get("journey", journey) is None
        return new and any(
            text(fields.get("map")) == journey and text(fields.get("journey")) in self._led
            for (type_, _), fields in self.made.items()
            if type_ == "breakout"
        )

    @cached_property
    def _led(self) -> frozenset[str]:
        journeys = {self.state.room(e.type, e.id) for e in self.change.edits if e.type in RECORDS}
        journeys |= {text(fields.get("journey")) for fields in self.made.values()}
        journeys |= {e.id for e in self.change.edits if e.type == "journey"}
        return frozenset(j for j in journeys if j and leads(self.state, self.actor.person, j))

    @cached_property
    def _said_anew(self) -> dict[int, str]:
        return touchpoints_said_anew(self.change, self.state)

    def _own(self, edit: Edit, there: Record | None, fields: Record) -> bool:
        """Whether it is one's own place in the room: to take part (who is no guest), another name, to leave, to come back."""
        if edit.type != "participant" or edit.op == "delete":
            return False
        if there is None:
            w = text(fields.get("workshop"))
            new = edit.op == "put" and participant_of(self.state, w, self.actor.person) is None
            free = fields.get("person") == self.actor.person and not fields.get("breakout")
            return new and free and self.actor.role != "guest" and fields.get("state", "in") == "in"
        if there["person"] != self.actor.person or there["state"] not in ("in", "left"):
            return False
        changed = {name: value for name, value in fields.items() if there.get(name) != value}
        return set(changed) <= {"name", "state"} and changed.get("state", "in") in ("in", "left")

    def _guest(self, edit: Edit, there: Record | None, journey: str) -> str:
        workshop = self.state.get("workshop", self.actor.workshop)
        if workshop is None or workshop["state"] == "closed":
            return "The workshop is over: the map stays as it is."
        if workshop["state"] == "planned":
            return "The workshop has not begun: the facilitator opens it."
        me = participant_of(self.state, self.actor.workshop, self.actor.person)
        if me is None or (me["state"] == "left" and edit.type != "participant"):
            return "You do not take part in this workshop: join it with the code."
        outside = _outside(me)
        if outside:
            return outside
        if edit.type in STUDY_TYPES:
            return "Predictions and real answers are for colleagues: ask the facilitator."
        back = self.change.kind != "edit"
        if edit.type in _FRAME and not back:
            return "The facilitator changes stages and lanes."
        if edit.type not in _GUEST and not back:
            return f"Guests write cards and what is on them; ask the facilitator to change a {word(edit.type)}."
        return "" if edit.type in _SAID else self._open(self.actor.workshop, workshop, me, edit, there, journey)

    def _champion(self, place: int, there: Record | None, journey: str) -> str:
        edit = self.change.edits[place]
        journeys = [journey, *self._changed_with(place, there)]
        running = dict(each for j in journeys for each in workshops_at(self.state, j) if each[1]["state"] == "running")
        for id_, workshop in running.items():
            if workshop["facilitator"] == self.actor.person:
                continue
            me = participant_of(self.state, id_, self.actor.person)
            outside = _outside(me)
            if outside:
                return outside
            if edit.type in _SAID:
                continue
            if self.change.kind == "restore":
                return "A workshop goes on with this map: ask its facilitator to restore it."
            taking_part = me is not None and me["state"] == "in"
            if taking_part and edit.type in _FRAME:
                return "The facilitator changes stages and lanes."
            here = taking_part and journey in rooms_of(self.state, id_)
            message = self._open(id_, workshop, me, edit, there, journey) if here else _locks(workshop)
            if message:
                return message
        return ""

    def _changed_with(self, place: int, there: Record | None) -> list[str]:
        """The other journeys that look different after a change: they name the persona or team, or share the touchpoint."""
        type_, id_ = self.change.edits[place].type, self.change.edits[place].id
        if shared := self._said_anew.get(place):
            type_, id_ = "touchpoint", shared
        elif there is None or type_ not in EVERY_BOARD_TYPES:
            return []
        return sorted({text(self.state.room(by, record)) for by, record, _ in self.state.referring(type_, id_)} - {""})

    def _open(self, id_: str, workshop: Record, me: Record | None, edit: Edit, there: Record | None, journey: str) -> str:
        """Whether somebody who takes part may change this part of the map now: locks, their table, and the lanes of the step."""
        if message := _locks(workshop):
            return message
        table = self.state.get("breakout", me["breakout"]) if me and me["breakout"] else None
        if table is not None and journey != workshop["journey"] and table["map"] not in (None, journey):
            return f"You sit at “{table['name']}”: write on its map."
        lanes = self._lanes(edit, there)
        if lanes is None:
            return ""
        step = running_step(self.state, id_)
        if step is None:
            return "Nothing is open between two steps: the facilitator starts the next one."
        kinds = step[1]["lanes"].split()
        if not kinds:
            return "No lane is open in this step."
        if edit.type == "feeling" and "emotion" in kinds:
            return ""
        if any(lane is None for lane in lanes):
            return "The lane was deleted meanwhile: write in a lane that is open."
        if all(lane and lane.get("kind") in kinds for lane in lanes):
            return ""
        return "This lane is closed in this step: write in a lane that is open."

    def _lanes(self, edit: Edit, there: Record | None) -> list[Record | None] | None:
        """The lanes that an edit is about, None for one that is gone; a card's move is about two. None: it is about no lane."""
        fields = edit.fields if isinstance(edit.fields, dict) and edit.op != "delete" else {}
        if edit.type == "card":
            ids = {record["lane"] for record in [there or {}, fields] if "lane" in record}
            return [self._get("lane", text(id_)) for id_ in sorted(map(text, ids))]
        if edit.type not in _ON_CARD:
            return None
        card = self._get("card", text((there or fields).get(_ON_CARD[edit.type])))
        return [] if card is None else [self._get("lane", text(card.get("lane")))]

    def _get(self, type_: str, id_: str) -> Record | None:
        return self.state.get(type_, id_) or self.made.get((type_, id_))


def _outside(me: Record | None) -> str:
    if me is not None and me["state"] == "waiting":
        return "You are not in the room yet: the facilitator lets you in."
    if me is not None and me["state"] == "removed":
        return "You were taken out of this workshop: ask the facilitator."
    return ""


def _locks(workshop: Record) -> str:
    if workshop["locked"] == "on":
        return "The map is locked: the facilitator opens it again."
    return "Each writes alone now: all is shown at the reveal." if workshop["private"] == "on" else ""
