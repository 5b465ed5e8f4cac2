"""A page that looks for news is left: its last look, on the way while the next page comes, takes nothing away."""

from __future__ import annotations

import re

from playwright.sync_api import Page, WebSocketRoute, expect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.browser.board import eventually
from tests.browser.world import put_map


class LateLooks:
    """Between a page and its server: when the next page begins, the last look of the page that is left is sent once more.

    That is what a browser does whose clock strikes while it waits for the next page; here it happens each time.
    """

    def __init__(self, page: Page) -> None:
        self.looks: list[tuple[str, bytes]] = []  # (the page that looked, its message)
        self.late: list[str] = []  # the pages whose look came late
        page.route_web_socket(re.compile("/_stcore/stream"), self._between)

    def _between(self, route: WebSocketRoute) -> None:
        server = route.connect_to_server()

        def ask(said: str | bytes) -> None:
            server.send(said)
            if isinstance(said, bytes):
                asked = BackMsg.FromString(said).rerun_script
                if asked.is_auto_rerun:
                    self.looks.append((asked.page_script_hash, said))

        def answer(said: str | bytes) -> None:
            begun = ForwardMsg.FromString(said).new_session.page_script_hash if isinstance(said, bytes) else ""
            if begun and self.looks and begun != self.looks[-1][0]:
                (left, look) = self.looks.pop()
                self.looks.clear()
                self.late.append(left)
                server.send(look)
            route.send(said)

        route.on_message(ask)
        server.on_message(answer)

    def again(self, page: Page) -> str:
        """Wait for two more looks; which page looked."""
        before = len(self.looks)
        return eventually(page, lambda: self.looks[before:], lambda new: len(new) > 1)[-1][0]


def test_a_look_of_the_page_before_takes_nothing_away(person, store) -> None:
    put_map(store, "Winter room", {("Before", "pain"): ["Six weeks without a word"]})
    page = person(locale="en-GB").page()
    late = LateLooks(page)
    page.goto("/workshops")
    page.get_by_role("button", name="Plan a workshop").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Title").fill("First round")
    dialog.get_by_label("Title").press("Tab")
    first = late.again(page)
    dialog.get_by_role("button", name="Plan it").click()
    expect(page.get_by_text("13 steps in 45 min.")).to_be_visible()
    assert late.late == [first]
    assert late.again(page) != first
    expect(page.get_by_role("heading", name="First round")).to_be_visible()
    expect(page.get_by_text("13 steps in 45 min.")).to_be_visible()
    page.get_by_role("button", name="Start the workshop").click()
    expect(page.get_by_role("complementary", name="Workshop")).to_be_visible()
