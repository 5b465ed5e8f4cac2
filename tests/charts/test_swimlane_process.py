"""The process that draws swimlanes: the same picture, a new process for one that died, and a picture without any."""

from __future__ import annotations

import io
import json
import os
import signal
import sys
from datetime import date

import plotly.io
import pytest

from cxmap.charts import picture
from cxmap.charts.figure import Finished
from cxmap.charts.swimlane import swimlane
from cxmap.charts.swimlane_process import TRIES, Draughtsman, serve
from cxmap.documents.tokens import tokens
from tests.journeys import large, view

TODAY = date(2026, 11, 22)


def asked(title="A visit"):
    return picture.asked(view({"Before": {"touchpoint": [{"title": "Letter", "feeling": -2}]}}, title=title), True, TODAY)


@pytest.mark.parametrize("dark", [False, True])
def test_the_finished_figure_is_the_swimlane(dark):
    map_ = large(4, 2)
    found = picture.read(picture.draw(picture.asked(map_, dark, TODAY)))
    drawn = json.loads(plotly.io.to_json(Finished(found.figure).to_dict(), validate=False))
    assert drawn == json.loads(swimlane(map_, tokens(dark), TODAY).to_json())
    assert found.said.startswith("Swimlane of")
    assert [stage for stage, _ in found.words] == [stage["name"] for stage in map_.stages]


def test_another_process_takes_over_from_one_that_died(monkeypatch):
    monkeypatch.setenv("PYTHONSAFEPATH", "1")  # it starts there, too
    draughtsman = Draughtsman()
    try:
        first = draughtsman.draw(asked())
        assert first == picture.draw(asked())
        pid = draughtsman.pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        assert draughtsman.draw(asked("Again")) == picture.draw(asked("Again"))
        assert draughtsman.draw(asked()) == first
        assert draughtsman.pid not in (None, pid)
    finally:
        draughtsman.close()
    assert draughtsman.pid is None
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_without_a_process_it_is_drawn_here_and_the_log_says_why(caplog):
    draughtsman = Draughtsman([sys.executable, "-c", ""])
    for _ in range(TRIES + 1):
        assert draughtsman.draw(asked()) == picture.draw(asked())
    assert len([r for r in caplog.records if "it is drawn here" in r.getMessage()]) == TRIES
    assert draughtsman.pid is None


def test_a_process_that_cannot_even_be_started_is_no_error():
    assert Draughtsman(["/nowhere/python"]).draw(asked()) == picture.draw(asked())


def test_it_answers_line_by_line_and_ends_when_nobody_asks_any_more():
    answers = io.BytesIO()
    serve(io.BytesIO(asked() + asked("Another")), answers)
    assert answers.getvalue() == picture.draw(asked()) + picture.draw(asked("Another"))
