"""The pages of an idea board: for who has a place at it, and shells that hold no more than what is in their address."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from cxmap.access import SYSTEM, Role
from cxmap.changes import Change, Edit
from cxmap.store import Store
from cxmap.store.sessions import IDEAS
from cxmap.web import sharing
from cxmap.web.persons import SESSION_COOKIE
from tests.serving import Served, serving

TITLE = 'Corridor <script>alert("x")</script>'
PATHS = ("/ideas/{}", "/ideas/{}/wall")


@pytest.fixture(params=["", "/maps"])
def served(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Served]:
    store = Store.open(f"sqlite:///{tmp_path / 'ideas.db'}")
    edits = [Edit("put", "journey", "j1", {"workspace": "main", "title": "A secret map"})]
    boards = [
        Edit("put", "whiteboard", b, {"workspace": "main", "title": TITLE, "question": "A secret question"})
        for b in ("b1", "b2")
    ]
    ideas = [
        Edit("put", "idea", f"i{b[1]}", {"whiteboard": b, "text": "A secret idea", "at": "2026-11-22T09:00:00Z"})
        for b in ("b1", "b2")
    ]
    store.commit(Change("seed", (*edits, *boards, *ideas)), SYSTEM).result(10)
    with serving(store, prefix=request.param) as running:
        sharing.use(running.sharing)
        yield running
        sharing.use(None)
    store.close()


def came_in(served: Served, role: Role, how: str = "passphrase", workshop: str = "", journey: str = "") -> httpx.Client:
    """A browser with a session."""
    until = datetime.now(UTC) + timedelta(days=1)
    person = served.store.identities.new_person(f"hash of a cookie {role} {workshop} {journey}", until)
    secret = served.store.sessions.add(person, role, how, workshop, journey)
    return httpx.Client(base_url=served.base, cookies={SESSION_COOKIE: secret})


@pytest.mark.parametrize("path", PATHS)
def test_a_first_visit_gets_the_page_and_the_cookie(served: Served, path: str) -> None:
    answer = httpx.get(served.base + path.format("b1"))
    assert answer.status_code == 200
    assert "script-src 'self';" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"
    assert "set-cookie" in answer.headers
    assert TITLE not in answer.text
    assert f"<title>{html.escape(TITLE)}</title>" in answer.text
    assert 'data-whiteboard="b1"' in answer.text
    assert f'data-base="{served.prefix}"' in answer.text
    assert "secret" not in answer.text
    assert "streamlit" not in answer.text.lower()


@pytest.mark.parametrize("path", PATHS)
def test_all_that_the_page_names_is_there(served: Served, path: str) -> None:
    named = re.findall(r'(?:href|src)="([^"]+)"', httpx.get(served.base + path.format("b1")).text)
    assert any(name.endswith(("/ideas.js", "/wall.js")) for name in named)
    for name in named:
        assert httpx.get(f"{served.origin}{name}").status_code == 200, name


def test_the_wall_is_dark_unless_it_is_asked_to_be_light(served: Served) -> None:
    assert 'data-theme="dark"' in httpx.get(f"{served.base}/ideas/b1/wall?theme=<b>").text
    assert 'data-theme="light"' in httpx.get(f"{served.base}/ideas/b1/wall?theme=light").text


@pytest.mark.parametrize("path", PATHS)
def test_there_is_no_such_board(served: Served, path: str) -> None:
    answer = httpx.get(served.base + path.format("<b>x"))
    assert answer.status_code == 404
    assert "This idea board is not there" in answer.text
    assert "<b>x" not in answer.text


def test_shared_it_is_for_members_and_for_its_own_guests(served: Served) -> None:
    served.sharing.switch_on("a long enough passphrase", address="127.0.0.1")
    facilitator, viewer = came_in(served, "facilitator"), came_in(served, "viewer")
    linked, guest = came_in(served, "champion", journey="j1"), came_in(served, "guest", IDEAS, "b1")
    for who, own, other in ((facilitator, 200, 200), (viewer, 200, 200), (linked, 404, 404), (guest, 200, 404)):
        for path in PATHS:
            assert [who.get(path.format(board)).status_code for board in ("b1", "b2")] == [own, other], path
        who.close()
    assert httpx.get(f"{served.base}/ideas/b1").status_code in (303, 307, 302, 401)


def test_the_code_of_a_board_is_for_who_may_look_at_it(served: Served) -> None:
    served.sharing.switch_on("a long enough passphrase", address="127.0.0.1")
    code = served.store.sessions.new_code("b1", 24 * 200).code
    viewer, guest, other = (
        came_in(served, "viewer"),
        came_in(served, "guest", IDEAS, "b1"),
        came_in(served, "guest", IDEAS, "b2"),
    )
    linked = came_in(served, "champion", journey="j1")
    assert viewer.get("/qr/b1.json").json()["code"] == code
    assert guest.get("/qr/b1.json").json()["address"].endswith(f"{served.prefix}/join")
    assert guest.get("/qr/b1.svg").headers["content-type"].startswith("image/svg+xml")
    assert other.get("/qr/b1.json").json() == {}
    assert linked.get("/qr/b1.json").json() == {}
    assert viewer.get("/qr/b2.json").json() == {}  # it has none
    served.store.sessions.revoke_code("b1")
    assert viewer.get("/qr/b1.json").json() == {}
    for who in (viewer, guest, other, linked):
        who.close()
