"""Two people on two processes over one database set one number at once: each hears of it where they are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from queue import SimpleQueue
from typing import Any

import pytest

from cxmap.store import Committed, Store, crossing
from tests.worlds import START, delete, patch

Join = Callable[..., Any]


def test_who_was_first_is_told_by_their_own_process(
    url: str, open_store: Callable[[str], Store], join: Join, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crossing, "MOMENT", timedelta(hours=1))
    here, there = open_store(url), open_store(url)
    ada, ben = join(here, name="Ada"), join(there, name="Ben")
    ada.do(*START)
    rev = ada.do(patch("card", "c1", severity=2)).rev
    heard: SimpleQueue[list[Committed]] = SimpleQueue()
    here.subscribe(heard.put)
    ben.do(patch("card", "c1", title="Another"))
    ben.do(patch("card", "c3", severity=3), delete("card", "c2"))
    last = ben.do(patch("card", "c1", severity=3))
    changes: list[Committed] = []
    while not changes or changes[-1].rev < last.rev:
        changes += heard.get(timeout=20)
    told = [crossed.told(ada.actor.person) for change in changes for crossed in change.crossed]
    assert [words.partition(" at the same time")[0] for words in told] == ["Ben set “Severity” of “Another” to 3"]
    assert [crossed.rev for crossed in here.crossed(ada.actor.person, rev)] == [last.rev]
