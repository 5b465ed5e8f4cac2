"""A request of the page before and one for the next page, asked for at once, lead to the next page."""

import pytest
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData, ScriptRequests

from cxmap.ui.left_pages import stay_on_the_new_page

NEXT = RerunData(page_script_hash="next", query_string="workshop=w")
LOOK = RerunData(page_script_hash="before", query_string="tab=all", fragment_id="look", is_auto_rerun=True)
OTHER = RerunData(page_script_hash="before", query_string="tab=all", fragment_id="other")


@pytest.fixture(autouse=True)
def mended(monkeypatch: pytest.MonkeyPatch) -> None:
    for place, name in ((ScriptRunner, "_run_script"), (ScriptRequests, "_request_rerun_locked")):
        monkeypatch.setattr(place, name, getattr(place, name))  # brought back after the test
    stay_on_the_new_page()


@pytest.mark.parametrize(
    ("asked", "page", "address", "fragments"),
    [
        ([NEXT], "next", "workshop=w", []),
        ([NEXT, LOOK], "next", "workshop=w", []),
        ([LOOK, NEXT], "next", "workshop=w", []),
        ([NEXT, OTHER, LOOK], "next", "workshop=w", []),
        ([LOOK], "before", "tab=all", ["look"]),
        ([LOOK, OTHER], "before", "tab=all", ["look", "other"]),
        ([OTHER, RerunData(page_script_hash="third"), NEXT], "next", "workshop=w", []),
    ],
)
def test_what_is_asked_at_once(asked: list[RerunData], page: str, address: str, fragments: list[str]) -> None:
    requests = ScriptRequests()
    assert all(requests.request_rerun(each) for each in asked)
    run = requests.on_scriptrunner_ready().rerun_data
    assert (run.page_script_hash, run.query_string, run.fragment_id_queue) == (page, address, fragments)


def test_a_runner_that_stopped_takes_nothing() -> None:
    requests = ScriptRequests()
    requests.request_stop()
    assert not requests.request_rerun(NEXT)
    assert not requests.request_rerun(LOOK)
