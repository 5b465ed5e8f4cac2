"""What employees predict of customers, beside the log: nobody sees it before its round is closed, and never who predicted what."""

from __future__ import annotations

import math
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine

from cxmap.access import Actor, allows
from cxmap.changes import Refused
from cxmap.model.state import State
from cxmap.store.desk import Desk, Do, Memo
from cxmap.store.engine import reading
from cxmap.store.writer import Writer

LOW, HIGH = 1.0, 5.0
LANE = "touchpoint"  # the cards of which something is predicted

_KEEP = (
    "INSERT INTO guess (forecast, card, person, satisfaction, importance, at) VALUES (?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (forecast, card, person) DO UPDATE SET satisfaction = excluded.satisfaction,"
    " importance = excluded.importance, at = excluded.at"
)


@dataclass(frozen=True, slots=True)
class Guess:
    """What somebody predicts of a touchpoint: how satisfied customers are and how much it matters, 1 to 5; None: not said."""

    card: str
    satisfaction: float | None = None
    importance: float | None = None


@dataclass(frozen=True, slots=True)
class Guessed:
    """What may be told while a round is open: how many predict, and how many of them have said all of `cards` touchpoints."""

    people: int
    complete: int
    cards: int


class Guesses:
    """The predictions of all rounds. Thread-safe."""

    def __init__(self, engine: Engine, writer: Writer, desk: Desk) -> None:
        self._engine, self._writer, self._desk = engine, writer, desk

    def give(self, forecast: str, guess: Guess, actor: Actor) -> Future[None]:
        """Keep somebody's prediction in the place of an earlier one; with neither figure it is taken back.

        The future raises `Refused`: "unknown" (no such round), "late" (closed), "gone" (no touchpoint of its journey), "forbidden",
        "invalid" (not from 1 to 5).
        """
        return self._desk.note(lambda state, _: _looked(state, _, forecast, guess, actor))

    def of(self, forecast: str, person: str) -> dict[str, Guess]:
        """Somebody's own predictions in a round, by card."""
        sql = "SELECT card, satisfaction, importance FROM guess WHERE forecast = ? AND person = ?"
        with reading(self._engine) as link:
            return {card: Guess(card, one, other) for card, one, other in link.rows(sql, (forecast, person))}

    def counts(self, forecast: str) -> Guessed:
        """How many predict in a round."""
        cards = self._writer.ask(lambda memory: targets_of(memory.state, forecast))
        sql = "SELECT person, card, satisfaction, importance FROM guess WHERE forecast = ?"
        with reading(self._engine) as link:
            rows = link.rows(sql, (forecast,))
        said: dict[str, int] = {}
        for person, card, one, other in rows:
            if card in cards:
                said[person] = said.get(person, 0) + (one is not None and other is not None)
        return Guessed(len(said), sum(n == len(cards) for n in said.values()) if cards else 0, len(cards))

    def figures(self, forecast: str) -> dict[str, tuple[list[float], list[float]]]:
        """(satisfactions, importances) predicted by card, of a round that is closed; each list by size, so that none tells whose.

        Raises `Refused("early")` while it is open, "unknown" where there is none.
        """
        fields = self._writer.ask(lambda memory: memory.state.get("forecast", forecast))
        if fields is None:
            raise Refused("unknown", "The round is not there (any more).")
        if fields["state"] != "closed":
            raise Refused("early", "Nobody sees the predictions before the round is closed.")
        found: dict[str, tuple[list[float], list[float]]] = {}
        with reading(self._engine) as link:
            for card, one, other in link.rows(
                "SELECT card, satisfaction, importance FROM guess WHERE forecast = ?", (forecast,)
            ):
                lists = found.setdefault(card, ([], []))
                for value, into in zip((one, other), lists, strict=True):
                    if value is not None:
                        into.append(value)
        return {card: (sorted(one), sorted(other)) for card, (one, other) in found.items()}


def targets_of(state: State, forecast: str) -> frozenset[str]:
    """The cards of which a round asks: the touchpoints of its journey."""
    fields = state.get("forecast", forecast)
    if fields is None:
        return frozenset()
    return frozenset(
        id_
        for lane, its in state.of("lane").items()
        if its["journey"] == fields["journey"] and its["kind"] == LANE
        for type_, id_, name in state.referring("lane", lane)
        if (type_, name) == ("card", "lane")
    )


def _looked(state: State, _: Memo, forecast: str, guess: Guess, actor: Actor) -> Do:
    fields = state.get("forecast", forecast)
    if fields is None:
        raise Refused("unknown", "The round was deleted meanwhile.")
    within = not actor.limited or actor.journey == fields["journey"]
    if actor.role == "guest" or not allows(actor.role, "participate") or not within:
        raise Refused("forbidden", f"A {actor.role} may not predict here: ask for another role.")
    if fields["state"] != "open":
        raise Refused("late", "This round is closed: it takes no predictions any more.")
    card = state.get("card", guess.card)
    lane = state.get("lane", card["lane"]) if card is not None else None
    if lane is None or card is None or card["journey"] != fields["journey"] or lane["kind"] != LANE:
        raise Refused("gone", "This touchpoint is not on the map any more.")
    values = [_value(guess.satisfaction), _value(guess.importance)]
    if values == [None, None]:
        sql = "DELETE FROM guess WHERE forecast = ? AND card = ? AND person = ?"
        return lambda link: link.run(sql, (forecast, guess.card, actor.person))
    at = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return lambda link: link.run(_KEEP, (forecast, guess.card, actor.person, *values, at))


def _value(value: Any) -> float | None:
    if value is None:
        return None
    number = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    if not number or not LOW <= value <= HIGH:
        raise Refused("invalid", "A prediction lies between 1 and 5.")
    return round(float(value), 1)
