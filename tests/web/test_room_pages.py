"""The participant's page: for who has a place in the workshop, and a shell that holds no more than what is in its address."""

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
from cxmap.web.persons import SESSION_COOKIE
from tests.serving import Served, serving

TITLE = 'Monday <script>alert("x")</script>'


@pytest.fixture(params=["", "/maps"])
def served(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Served]:
    store = Store.open(f"sqlite:///{tmp_path / 'room.db'}")
    edits = [Edit("put", "journey", j, {"workspace": "main", "title": "A secret map"}) for j in ("j1", "j2")]
    edits += [Edit("put", "workshop", f"w{j[1]}", {"journey": j, "title": TITLE, "state": "running"}) for j in ("j1", "j2")]
    store.commit(Change("seed", tuple(edits)), SYSTEM).result(10)
    with serving(store, prefix=request.param) as running:
        yield running
    store.close()


def came_in(served: Served, role: Role, workshop: str = "", journey: str = "", state: str = "") -> httpx.Client:
    """A browser with a session; with `state`, a participant of that workshop."""
    until = datetime.now(UTC) + timedelta(days=1)
    person = served.store.identities.new_person(f"hash of a cookie {role} {workshop} {journey} {state}", until)
    if state:
        fields = {"journey": f"j{workshop[1]}", "workshop": workshop, "person": person, "name": "Ann", "state": state}
        served.store.commit(Change(f"in-{state}", (Edit("put", "participant", f"p-{state}", fields),)), SYSTEM).result(10)
    secret = served.store.sessions.add(person, role, "passphrase", workshop, journey)
    return httpx.Client(base_url=served.base, cookies={SESSION_COOKIE: secret})


def test_a_first_visit_gets_the_page_and_the_cookie(served: Served) -> None:
    answer = httpx.get(f"{served.base}/room/w1")
    assert answer.status_code == 200
    assert "script-src 'self';" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"
    assert "set-cookie" in answer.headers
    assert TITLE not in answer.text
    assert f"<title>{html.escape(TITLE)}</title>" in answer.text
    assert 'data-workshop="w1" data-journey="j1"' in answer.text
    assert f'data-base="{served.prefix}"' in answer.text
    assert "secret map" not in answer.text
    assert "streamlit" not in answer.text.lower()


def test_all_that_the_page_names_is_there(served: Served) -> None:
    text = httpx.get(f"{served.base}/room/w1").text
    named = re.findall(r'(?:href|src)="([^"]+)"', text)
    assert any(name.endswith("/room.js") for name in named)
    for name in named:
        assert httpx.get(f"{served.origin}{name}").status_code == 200, name


def test_there_is_no_such_workshop(served: Served) -> None:
    answer = httpx.get(f"{served.base}/room/<b>x")
    assert answer.status_code == 404
    assert "This workshop is not there" in answer.text
    assert "<b>x" not in answer.text


def test_shared_it_is_for_who_has_a_place_in_it(served: Served) -> None:
    served.sharing.switch_on("a long enough passphrase", address="127.0.0.1")
    facilitator, viewer = came_in(served, "facilitator"), came_in(served, "viewer")
    linked, guest = came_in(served, "champion", journey="j1"), came_in(served, "guest", "w1", state="in")
    waits = came_in(served, "guest", "w1", state="waiting")
    for who, own, other in (
        (facilitator, 200, 200),
        (viewer, 200, 200),
        (linked, 200, 404),
        (guest, 200, 404),
        (waits, 200, 404),
    ):
        assert [who.get(f"/room/{workshop}").status_code for workshop in ("w1", "w2")] == [own, other]
        who.close()
    assert httpx.get(f"{served.base}/room/w1").status_code in (303, 307, 302, 401)
