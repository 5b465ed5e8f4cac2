"""What a hub must bear: slow boards, floods, many at once, other processes, a server that stops."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from cxmap.access import SYSTEM, new_token
from cxmap.changes import Change, Edit
from cxmap.settings import Settings
from cxmap.store import Store
from cxmap.store.store import MAX_MISSED
from cxmap.web.persons import COOKIE
from tests.live.conftest import card, patch
from tests.live.test_protocol import replay, stored
from tests.serving import Board, Served, serving

Boards = Callable[..., Board]
HOME = Path(__file__).resolve().parents[2]


@pytest.fixture
def small(map_store: Store) -> Iterator[Served]:
    """A server with little patience."""
    with serving(map_store, Settings(socket_rate=20, socket_burst=50, socket_queue=20)) as running:
        yield running


def test_a_slow_board_gets_a_fresh_map_and_the_room_does_not_wait(small: Served, map_store: Store) -> None:
    slow = Board(small, max_queue=1)
    slow.socket.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65_536)
    slow.hello("j")
    quick = Board(small)
    quick.hello("j")
    letters = "".join(map(chr, range(0x4E00, 0x4E00 + 20_000))) * 2
    for place in range(600):
        note = letters[place * 31 :][:19_000]
        edit = Edit("put", "card", "c", {**card("c")["fields"], "note": note})
        map_store.commit(Change(f"n{place}", (edit,)), SYSTEM).result(30)  # one by one: a group travels as one message
    last = map_store.commit(Change("last", (Edit("patch", "card", "c", {"title": "The end"}),)), SYSTEM).result(30)
    while quick.next("change", "snapshot", timeout=60)["rev"] < last.rev:
        pass
    kinds = []
    while True:
        message = slow.next("change", "snapshot", timeout=60)
        kinds.append(message["t"])
        if message["t"] == "snapshot":
            slow.welcome["records"], after = message["records"], []
        else:
            after = [*after, message] if "snapshot" in kinds else []
        if message["rev"] == last.rev:
            break
    assert "snapshot" in kinds
    assert len(kinds) < 400
    assert replay(slow.welcome["records"], after) == stored(map_store)
    slow.close()
    quick.close()


def test_a_slow_board_still_gets_its_own_answers(small: Served, map_store: Store) -> None:
    slow = Board(small, max_queue=1)
    slow.socket.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65_536)
    slow.hello("j")
    ids = [slow.change(card(f"own{place}")) for place in range(5)]
    for place in range(400):
        note = "x" * 20_000 + str(place % 10)
        map_store.commit(
            Change(f"n{place}", (Edit("put", "card", "c", {**card("c")["fields"], "note": note[:20_000]}),)), SYSTEM
        )
        map_store.commit(Change(f"m{place}", (Edit("patch", "card", "c", {"note": note[5:]}),)), SYSTEM)
    slow.change(card("late"), id="late")
    acks: list[str] = []
    while "late" not in acks:
        message = slow.next("ack", timeout=60)
        acks.append(message["id"])
    assert acks == [*ids, "late"]
    slow.close()


def test_a_flood_is_stopped(small: Served) -> None:
    flood = Board(small)
    flood.hello("j")
    with suppress(ConnectionClosed):
        for _ in range(5_000):
            flood.send({"t": "ping"})
    assert flood.closed() == 4429
    assert flood.inbox[-1]["code"] == "too_fast"


def test_many_boards_edit_at_once_and_all_end_the_same(served: Served, map_store: Store) -> None:
    boards = [Board(served) for _ in range(12)]
    for each in boards:
        each.hello("j")
    edits = 30

    def work(place: int) -> None:
        for n in range(edits):
            boards[place].change(card(f"b{place}.{n}", f"Card {n}"), patch("s1", "stage", name=f"{place} {n}"))

    threads = [threading.Thread(target=work, args=(place,)) for place in range(len(boards))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for each in boards:
        heard = [each.next("change", "ack", timeout=60) for _ in range(edits * len(boards))]
        assert sum(m["t"] == "ack" for m in heard) == edits
        assert [m["prev"] for m in heard[1:]] == [m["rev"] for m in heard[:-1]]
        assert replay(each.welcome["records"], heard) == stored(map_store)
        each.close()


def test_boards_that_come_while_others_edit_miss_nothing(served: Served, map_store: Store) -> None:
    enough = threading.Event()

    def work() -> None:
        place = 0
        while not enough.is_set() and place < MAX_MISSED // 2:  # more would be told as a snapshot
            map_store.commit(Change(f"w{place}", (Edit("patch", "stage", "s1", {"name": f"Name {place}"}),)), SYSTEM).result(20)
            place += 1

    writer = threading.Thread(target=work)
    writer.start()
    boards: list[Board] = []
    try:
        for number in range(6):
            boards.append(Board(served))
            boards[-1].hello("j", boards[-2].welcome["rev"] if number % 2 else None)
    finally:
        enough.set()
        writer.join()
    changes = map_store.since("j", 0)
    assert changes
    for each in boards:
        rev, told = each.welcome["rev"], []
        while rev < changes[-1].rev:
            told.append(each.next("change"))
            assert told[-1]["prev"] <= rev < told[-1]["rev"]
            rev = told[-1]["rev"]
        if "records" in each.welcome:
            assert replay(each.welcome["records"], told) == stored(map_store)
        each.close()


def test_another_process_writes_and_the_board_hears_of_it(board: Boards, database: str) -> None:
    anna = board()
    code = (
        "import sys; from cxmap.store import Store; from cxmap.access import SYSTEM; from cxmap.changes import Change, Edit\n"
        "store = Store.open(sys.argv[1])\n"
        "store.commit(Change('outside', (Edit('patch', 'stage', 's1', {'name': 'Outside'}),)), SYSTEM).result(10)\n"
        "store.close()"
    )
    subprocess.run([sys.executable, "-c", code, database], cwd=HOME, capture_output=True, check=True)
    told = anna.next("change")
    assert told["id"] == "outside"


def test_tickets_of_one_person_open_many_boards(board: Boards) -> None:
    anna = board()
    tab = board(cookie=anna.cookie)
    assert tab.welcome["you"] == anna.welcome["you"]
    assert tab.welcome["session"] != anna.welcome["session"]
    assert {p["session"] for p in tab.welcome["people"]} == {anna.welcome["session"], tab.welcome["session"]}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.parametrize("prefix", ["", "/maps"])
def test_the_whole_app_starts_serves_a_board_and_stops(tmp_path: Path, prefix: str) -> None:
    """`streamlit run app.py`, with a base path and without: page, cookie, ticket, socket, assets, and code 1001 at the end."""
    port = free_port()
    environ = {k: v for k, v in os.environ.items() if not k.startswith(("CXMAP_", "STREAMLIT_"))}
    environ |= {
        "CXMAP_DATABASE_URL": f"sqlite:///{tmp_path / 'app.db'}",
        "STREAMLIT_SERVER_PORT": str(port),
        "STREAMLIT_SERVER_BASE_URL_PATH": prefix.strip("/"),
    }
    log = (tmp_path / "log").open("w+")
    app = subprocess.Popen([sys.executable, "-m", "streamlit", "run", "app.py"], cwd=HOME, env=environ, stdout=log, stderr=log)
    try:
        origin = f"http://localhost:{port}"
        with httpx.Client(base_url=origin + prefix, headers={"origin": origin}) as browser:
            page = _wait_for(browser, app)
            assert "Streamlit" in page.text
            assert browser.cookies.get(COOKIE)
            assert "script-src 'self' blob: 'sha256-" in page.headers["content-security-policy"]
            journey = _first_journey(environ["CXMAP_DATABASE_URL"])
            assert browser.get(f"/present/{journey}").status_code == 200
            ticket = browser.post("/live/ticket", json={}).json()["ticket"]
            with connect(
                f"ws://localhost:{port}{prefix}/live",
                origin=origin,  # type: ignore[arg-type]
                subprotocols=["cxmap.v1", f"ticket.{ticket}"],  # type: ignore[list-item]
                max_size=None,
            ) as board:
                board.send(json.dumps({"t": "hello", "v": 1, "journey": journey, "rev": None}))
                messages: list[dict[str, Any]] = json.loads(board.recv(timeout=60))
                assert messages[0]["t"] == "welcome"
                app.send_signal(signal.SIGTERM)
                with suppress(ConnectionClosed):
                    while True:
                        board.recv(timeout=60)
                assert board.close_code == 1001
        assert app.wait(60) in (0, -signal.SIGTERM)
    finally:
        app.kill()
        app.wait()
        log.close()
    assert "Traceback" not in (tmp_path / "log").read_text()


def _wait_for(browser: httpx.Client, app: subprocess.Popen[bytes]) -> httpx.Response:
    end = time.monotonic() + 90
    while time.monotonic() < end and app.poll() is None:
        try:
            return browser.get("/").raise_for_status()
        except httpx.TransportError:
            threading.Event().wait(0.1)
    raise AssertionError("the app did not start")


def _first_journey(url: str) -> str:
    store = Store.open(url)
    try:
        return store.journeys()[0].id
    finally:
        store.close()


def test_a_cookie_of_our_own_making_is_no_ticket(served: Served) -> None:
    with pytest.raises(httpx.HTTPStatusError):
        served.ticket("short")
    assert served.ticket(new_token())
