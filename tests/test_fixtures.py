"""The fixtures that Python and JavaScript share are what the code of today makes, and Python passes them itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cxmap.changes import Applied, Change, Edit, Refused, State, apply
from cxmap.model.order import is_key, key_between, keys_between
from tests.fixtures import make
from tests.worlds import shot, state_of

CASES = json.loads((make.HERE / "changes.json").read_text(encoding="utf-8"))
ORDER = json.loads((make.HERE / "order.json").read_text(encoding="utf-8"))


def test_fixtures_are_up_to_date() -> None:
    for name, text in make.texts().items():
        there = (Path(make.HERE) / name).read_text(encoding="utf-8")
        assert there == text, f"tests/fixtures/{name} is out of date: run python -m tests.fixtures.make"


def _records(wire: dict[str, list[dict[str, Any]]]) -> State:
    return state_of({name: {r["id"]: {k: v for k, v in r.items() if k != "id"} for r in of} for name, of in wire.items()})


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_changes(case: dict[str, Any]) -> None:
    state = _records(case["before"])
    gone = _records(case["gone"])
    change = Change("change", tuple(Edit(**e) for e in case["change"]["edits"]))
    if "refused" in case:
        with pytest.raises(Refused) as refused:
            apply(state, change, gone.get)
        assert {"code": refused.value.code, "message": refused.value.message, "edit": refused.value.edit} == case["refused"]
        assert shot(state) == shot(_records(case["before"]))
        return
    outcome = apply(state, change, gone.get)
    assert outcome.applied == [Applied(**a) for a in case["applied"]]
    assert shot(state) == shot(_records(case["after"]))
    stale = _records(case["before"])
    stale.replay(Applied(e["op"], e["type"], e["id"], {}, e.get("fields", {})) for e in case["edits"])
    assert shot(stale) == shot(state)


def test_order() -> None:
    for row in ORDER["between"]:
        assert key_between(row["before"], row["after"]) == row["key"]
        assert is_key(row["key"])
    for row in ORDER["many"]:
        assert keys_between(row["before"], row["after"], row["count"]) == row["keys"]
