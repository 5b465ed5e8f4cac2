"""What a page asks for that was left meanwhile does not take the next page away.

A page that looks for news every two seconds may ask for that once more while `st.switch_page` is on its way. Streamlit 1.67 then
runs the request after the next page and tells the browser that the old page is on: the browser empties the window, and at the
next look of the new page it fails with “Bad delta path index”. Or it takes both requests for one, with the old page's address,
and the way to the next page is lost.
"""

from __future__ import annotations

from dataclasses import replace

from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData, ScriptRequests, ScriptRequestType

_NOBODY = "left"  # the id of no fragment


def stay_on_the_new_page() -> None:
    """From now on a request of a page that was left is answered on the page that is on, and draws nothing there."""
    run, fold = ScriptRunner._run_script, ScriptRequests._request_rerun_locked

    def run_here(self: ScriptRunner, asked: RerunData) -> None:
        here = self._pages_manager.current_page_script_hash
        if asked.fragment_id_queue and asked.page_script_hash != here:
            there = self._get_script_run_ctx().query_string
            asked = replace(asked, page_script_hash=here, query_string=there, fragment_id_queue=[_NOBODY], is_auto_rerun=True)
        run(self, asked)

    def fold_into_the_page(self: ScriptRequests, asked: RerunData) -> bool:
        page = self._rerun_data if self._state is ScriptRequestType.RERUN and not self._rerun_data.fragment_id_queue else None
        taken = fold(self, asked)
        if taken and page and (asked.fragment_id or asked.fragment_id_queue):
            self._rerun_data = replace(
                self._rerun_data,
                page_script_hash=page.page_script_hash,
                page_name=page.page_name,
                query_string=page.query_string,
            )
        return taken

    ScriptRunner._run_script = run_here  # type: ignore[method-assign, assignment]
    ScriptRequests._request_rerun_locked = fold_into_the_page  # type: ignore[method-assign, assignment]
