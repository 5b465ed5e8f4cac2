"""A page that redraws its swimlane without pause: `python -m tests.bench.redraw PORT JOURNEY`.

It is a session of Streamlit's own, spoken to as the browser does: the journey page is opened, its view switched to the swimlane,
and the fragment that draws it is run again as soon as it has ended. Each end is told by a line on standard output.
"""

from __future__ import annotations

import sys
import urllib.request
from http.cookies import SimpleCookie

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets import Origin, Subprotocol
from websockets.sync.client import ClientConnection, connect


class Page:
    """A tab on the journey page."""

    def __init__(self, port: int, journey: str) -> None:
        origin = f"http://localhost:{port}"
        self.query = f"journey={journey}"
        with urllib.request.urlopen(f"{origin}/journey?{self.query}", timeout=30) as answer:
            cookies = SimpleCookie()
            for line in answer.headers.get_all("Set-Cookie") or ():
                cookies.load(line)
        headers = {"Cookie": "; ".join(f"{name}={morsel.value}" for name, morsel in cookies.items())}
        self.socket: ClientConnection = connect(
            f"ws://localhost:{port}/_stcore/stream",
            subprotocols=[Subprotocol("streamlit")],
            origin=Origin(origin),
            additional_headers=headers,
            max_size=None,
            legacy=True,
        )
        self.hash = self.fragment = self.switch = ""
        self.charts = 0  # how many have come

    def open(self) -> None:
        """Run the page once, and learn which widget switches the view and which fragment it stands in."""
        self._run(page="journey")
        if not self.switch:
            raise SystemExit("The journey page has no switch for its view.")
        self._run(view="Swimlane")
        if not self.charts or not self.fragment:
            raise SystemExit("The journey page draws no swimlane.")

    def redraw(self) -> None:
        """Run the fragment once more."""
        self._run(view="Swimlane", fragment=self.fragment)

    def _run(self, page: str = "", view: str = "", fragment: str = "") -> None:
        message = BackMsg()
        state = message.rerun_script
        state.query_string, state.page_script_hash, state.page_name, state.fragment_id = self.query, self.hash, page, fragment
        if view:
            widget = state.widget_states.widgets.add()
            widget.id = self.switch
            widget.string_array_value.data.append(view)
        self.socket.send(message.SerializeToString())
        while True:
            told = ForwardMsg()
            told.ParseFromString(self.socket.recv(timeout=60))
            kind = told.WhichOneof("type")
            if kind == "navigation":
                self.hash = told.navigation.page_script_hash
            elif kind == "delta":
                element = told.delta.new_element
                if element.WhichOneof("type") == "button_group":
                    self.switch, self.fragment = element.button_group.id, told.delta.fragment_id
                self.charts += element.WhichOneof("type") == "plotly_chart"
            elif kind == "script_finished":
                return


def main(port: int, journey: str) -> None:
    """Redraw until ended."""
    page = Page(port, journey)
    page.open()
    while True:
        print(page.charts, flush=True)
        page.redraw()


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
