"""The projector's page, and the code to join: there while cxmap is shared and the code lives, for who may read the map."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
import segno

from cxmap.access import SYSTEM, Role
from cxmap.changes import Change, Edit
from cxmap.store import Store
from cxmap.web import sharing
from cxmap.web.persons import SESSION_COOKIE
from cxmap.web.qr import drawn, in_words
from tests.serving import Served, serving

URL = "http://192.168.1.5:8501/maps/join#ABCD2345"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    store = Store.open(f"sqlite:///{tmp_path / 'qr.db'}")
    edits = [Edit("put", "journey", j, {"workspace": "main", "title": j}) for j in ("j1", "j2")]
    edits += [Edit("put", "workshop", f"w{j[1]}", {"journey": j, "title": f"<{j}>", "state": "running"}) for j in ("j1", "j2")]
    store.commit(Change("seed", tuple(edits)), SYSTEM).result(10)
    with serving(store) as running:
        sharing.use(running.sharing)
        yield running
        sharing.use(None)
    store.close()


def came_in(served: Served, role: Role = "facilitator", workshop: str = "", journey: str = "") -> httpx.Client:
    """A browser with a session."""
    until = datetime.now(UTC) + timedelta(days=1)
    person = served.store.identities.new_person(f"hash of a cookie {role} {workshop} {journey}", until)
    secret = served.store.sessions.add(person, role, "passphrase", workshop, journey)
    return httpx.Client(base_url=served.base, cookies={SESSION_COOKIE: secret})


def test_the_drawing_is_the_address_dark_on_white_with_four_modules_of_quiet() -> None:
    svg = drawn(URL).decode()
    side = segno.make(URL, error="m", micro=False).symbol_size(border=4)[0]
    assert f'viewBox="0 0 {side} {side}"' in svg
    assert 'fill="#fff"' in svg
    assert 'stroke="#14171f"' in svg
    dark = list(re.findall(r"[Mm](-?[\d.]+)", svg.split('stroke="#14171f"')[1]))
    assert float(dark[0]) == 4  # the first module stands behind the quiet zone
    assert "ABCD" not in svg
    assert "<script" not in svg
    assert drawn(URL) != drawn(URL.replace("2345", "2346"))


def test_the_address_in_words() -> None:
    assert in_words(URL) == {"address": "192.168.1.5:8501/maps/join", "code": "ABCD2345"}
    assert in_words("https://maps.example.org/join#ABCD2345")["address"] == "https://maps.example.org/join"


def test_there_is_no_code_while_nothing_is_shared(served: Served) -> None:
    served.store.sessions.new_code("w1")
    with httpx.Client(base_url=served.base) as browser:
        browser.get("/project/w1")  # brings the cookie
        assert browser.get("/qr/w1.json").json() == {}
        assert browser.get("/qr/w1.svg").status_code == 404


def test_the_code_is_there_while_it_lives_and_for_who_may_read_the_map(served: Served) -> None:
    served.sharing.switch_on("a long enough passphrase", address="127.0.0.1")
    code = served.store.sessions.new_code("w1").code
    leader = came_in(served)
    assert leader.get("/qr/w1.json").json()["code"] == code
    answer = leader.get("/qr/w1.svg")
    assert answer.content == drawn(sharing.join_url("w1") or "")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.headers["cache-control"] == "no-store"
    assert leader.get("/qr/w2.json").json() == {} == leader.get("/qr/none.json").json()  # no code; no workshop
    guest = came_in(served, "guest", workshop="w1")
    assert guest.get("/qr/w1.json").json() == {}  # who is not let in passes no code on
    person = next(each.person for each in served.store.sessions.sessions("guest", "w1"))
    place = {"journey": "j1", "workshop": "w1", "person": person, "name": "Ben", "state": "in"}
    served.store.commit(Change("joined", (Edit("put", "participant", "p", place),)), SYSTEM).result(10)
    assert guest.get("/qr/w1.json").json()["code"] == code
    assert came_in(served, "guest", workshop="w2").get("/qr/w1.json").json() == {}
    assert came_in(served, "viewer", journey="j2").get("/qr/w1.svg").status_code == 404
    assert httpx.get(f"{served.base}/qr/w1.svg", follow_redirects=True).headers["content-type"] != "image/svg+xml"
    served.store.sessions.revoke_code("w1")
    assert leader.get("/qr/w1.json").json() == {}


def test_the_projector_is_a_plain_page_with_a_strict_policy(served: Served) -> None:
    answer = httpx.get(f"{served.base}/project/w1?theme=light")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert "script-src 'self';" in answer.headers["content-security-policy"]
    page = answer.text
    assert 'data-workshop="w1" data-journey="j1"' in page
    assert 'data-theme="light"' in page
    assert "<j1>" not in page
    assert 'data-theme="dark"' in httpx.get(f"{served.base}/project/w1").text
    assert "streamlit" not in page.lower()
    assert httpx.get(f"{served.base}/project/none").status_code == 404


def test_the_projector_shows_itself_to_who_may_present_the_map(served: Served) -> None:
    served.sharing.switch_on("a long enough passphrase", address="127.0.0.1")
    assert came_in(served, "viewer", journey="j1").get("/project/w1").status_code == 200
    assert came_in(served, "viewer", journey="j2").get("/project/w1").status_code == 404
    guest = came_in(served, "guest", workshop="w1")
    assert guest.get("/project/w1").status_code == 404  # who is not let in
    person = next(each.person for each in served.store.sessions.sessions("guest", "w1"))
    lead = Edit("patch", "workshop", "w1", {"facilitator": person, "facilitator_name": "Ben"})
    served.store.commit(Change("handed", (lead,)), SYSTEM).result(10)
    assert guest.get("/project/w1").status_code == 200  # whom the workshop was handed over to
    assert guest.get("/project/w2").status_code == 404
    served.store.commit(Change("next", (Edit("put", "workshop", "w3", {"journey": "j1", "title": "Next"}),)), SYSTEM).result(10)
    assert guest.get("/project/w3").status_code == 404  # another workshop on the same map
