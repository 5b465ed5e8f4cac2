"""What a journey holds at most: where it grows, where something comes back, and where it comes whole."""

from __future__ import annotations

from typing import Any

import pytest

from cxmap.changes import Applied, Change, Edit, Refused, State, apply, invert
from cxmap.model.state import LIMITS, MOST
from tests.worlds import change, delete, put, shot, start


def do(state: State, *edits: Edit) -> list[Applied]:
    return apply(state, change(*edits)).applied


def undo(state: State, applied: list[Applied]) -> Any:
    return apply(state, Change("u", invert(applied), kind="undo"))


def test_readings_have_a_limit_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LIMITS, "reading", 1)
    state = start()
    do(state, put("measure", "kpi", journey="j1", name="Calls"))
    own = {"journey": "j1", "measure": "kpi", "date": "2026-11-22", "value": 3, "method": "number"}
    do(state, put("reading", "one", **own))
    with pytest.raises(Refused, match="at most 1 readings: delete old ones, or keep one a week"):
        do(state, put("reading", "two", **own))


def test_what_a_journey_held_beyond_its_limits_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    state = start()
    do(state, put("measure", "kpi", journey="j1", name="Calls"))
    own = {"journey": "j1", "measure": "kpi", "date": "2026-11-22", "value": 3, "method": "number"}
    do(state, *(put("reading", f"r{n}", **own) for n in range(3)))
    monkeypatch.setitem(LIMITS, "reading", 2)  # a limit that came later
    whole = shot(state)
    undo(state, do(state, delete("reading", "r1")))
    undo(state, do(state, delete("journey", "j1")))
    assert shot(state) == whole
    with pytest.raises(Refused, match="at most 2 readings"):
        do(state, put("reading", "r4", **own))
    do(state, delete("reading", "r2"), delete("reading", "r1"))
    monkeypatch.setitem(MOST, "reading", 1)  # there is an end to that too
    last = do(state, delete("reading", "r0"))
    do(state, put("reading", "r5", **own))
    with pytest.raises(Refused, match="at most 1 readings"):
        undo(state, last)


def test_a_journey_that_comes_whole_comes_with_all_that_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LIMITS, "stage", 1)
    state = start()
    do(state, put("journey", "n", title="New", workspace="main"), *(put("stage", i, journey="n") for i in "xy"))
    with pytest.raises(Refused, match="at most 1 stages"):
        do(state, put("stage", "z", journey="n"))
    monkeypatch.setitem(MOST, "stage", 1)
    with pytest.raises(Refused, match="at most 1 stages"):
        do(state, put("journey", "m", title="New", workspace="main"), *(put("stage", i, journey="m") for i in "vw"))
