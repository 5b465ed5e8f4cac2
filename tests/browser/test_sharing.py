"""Shared with a network: who comes in by which door, what they see, and how they leave. 127.0.0.2 stands for the network."""

from __future__ import annotations

import html
import re
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, WebSocket, expect

from cxmap.access import SYSTEM
from cxmap.changes import Change, Edit
from cxmap.model.records import new_id
from cxmap.store import Store
from cxmap.web.persons import SESSION_COOKIE
from tests.browser.board import eventually
from tests.browser.provider import Provider
from tests.browser.server import Server
from tests.browser.world import beside

pytestmark = pytest.mark.skipif(sys.platform == "darwin", reason="a Mac has 127.0.0.1 only")

WORD = "correct horse"
DEMO = "heat-pump-today"


class Shared(Server):
    """`python -m cxmap serve --share`, as the network reaches it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.url = f"http://127.0.0.2:{self.port}"

    def command(self) -> list[str]:
        return ["cxmap", "serve", "--port", str(self.port), "--share", "--address", "127.0.0.2", "--passphrase", WORD]


class Trap:
    """A proxy that every request to the outside world would go through."""

    def __init__(self) -> None:
        self.heard: list[bytes] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                caller, _ = self._socket.accept()
            except OSError:
                return  # the test is over
            with caller:
                self.heard.append(caller.recv(500))

    def close(self) -> None:
        self._socket.close()


@pytest.fixture(scope="module")
def trap() -> Iterator[Trap]:
    made = Trap()
    yield made
    made.close()


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    made = Provider()
    yield made
    made.close()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, trap: Trap, provider: Provider) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("shared")
    server = Shared(folder)
    (folder / "secrets.toml").write_text(provider.secrets(server.url), "utf-8")
    server.environment = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), trap.url)
    server.environment |= dict.fromkeys(("NO_PROXY", "no_proxy"), "127.0.0.1")
    server.environment |= {"STREAMLIT_SECRETS_FILES": str(folder / "secrets.toml"), "CXMAP_OIDC_DOMAINS": "example.org"}
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def entrance(shared: Server) -> Iterator[Store]:
    """The app's database beside it: what is revoked here is revoked by another process."""
    opened = beside(shared)
    fields = {"journey": DEMO, "title": "Morning", "state": "running"}
    opened.commit(Change("workshop", (Edit("put", "workshop", "w", fields),)), SYSTEM).result(10)
    yield opened
    opened.close()


def sockets(page: Page) -> dict[str, WebSocket]:
    """The page's open sockets by their path, as they come and go."""
    there: dict[str, WebSocket] = {}

    def opened(made: WebSocket) -> None:
        path = "/" + made.url.partition("://")[2].partition("/")[2]
        there[path] = made
        made.on("close", lambda _: there.pop(path, None))

    page.on("websocket", opened)
    return there


def test_a_facilitator_signs_in_works_and_is_sent_out(person, shared, entrance, trap):
    ana = person(shared, viewport={"width": 1400, "height": 900})
    page = ana.page()
    open_sockets = sockets(page)
    page.goto(f"{shared.url}/journey?journey={DEMO}")
    expect(page).to_have_url(f"{shared.url}/sign-in#/journey?journey={DEMO}")
    ana.rough = True  # a refusal is an error on a browser's console
    page.get_by_label("Passphrase").fill("battery staple")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("This is not the passphrase.")
    ana.wrong.clear()
    page.get_by_label("Passphrase").fill(WORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{shared.url}/journey?journey={DEMO}")
    expect(page.locator(".cx-stage")).to_have_count(6)
    eventually(page, lambda: set(open_sockets), lambda paths: {"/live", "/_stcore/stream"} <= paths)
    assert not ana.wrong, ana.wrong
    put = "fetch('/_stcore/upload_file/a/b', {method: 'PUT', body: new FormData()}).then((answer) => answer.status)"
    page.evaluate(put)  # Streamlit looks at the Origin of such a request, and may ask for the outside address of this machine
    assert trap.heard == []

    (session,) = entrance.sessions.sessions("facilitator")
    entrance.sessions.revoke(session.hash)
    eventually(page, lambda: set(open_sockets), lambda paths: not {"/live", "/_stcore/stream"} & paths)
    page.goto(f"{shared.url}/")
    expect(page).to_have_url(f"{shared.url}/sign-in")
    assert trap.heard == []
    ana.wrong.clear()


def test_somebody_joins_by_phone_and_is_sent_out(person, shared, entrance):
    code = entrance.sessions.new_code("w")
    mo = person(shared, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, device_scale_factor=2)
    page = mo.page()
    open_sockets = sockets(page)
    page.goto(f"{shared.url}/join#{code.code}")
    expect(page.get_by_label("Code")).to_have_value(f"{code.code[:4]} {code.code[4:]}")
    expect(page.get_by_label("Your name, or an alias")).to_be_focused()
    small = page.evaluate(
        "[...document.querySelectorAll('input, button, .beside a')].filter((el) => el.offsetHeight < 44).length"
    )
    assert small == 0
    page.keyboard.type("Mo")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{shared.url}/room/w")
    eventually(page, lambda: set(open_sockets), lambda paths: "/live" in paths)
    (participant,) = [p for p in entrance.of_type("participant") if p["workshop"] == "w"]
    assert (participant["name"], participant["state"]) == ("Mo", "in")
    page2 = mo.page("/journey?journey=heat-pump-next")
    expect(page2).to_have_url(f"{shared.url}/room/w")
    page2.close()

    mo.rough = True
    edit = Edit("patch", "participant", participant["id"], {"state": "removed"})
    entrance.commit(Change(new_id(), (edit,)), SYSTEM).result(10)
    eventually(page, lambda: set(open_sockets), lambda paths: "/live" not in paths)
    expect(page.get_by_role("heading", name="You are no longer in this workshop")).to_be_visible()
    mo.wrong.clear()


def test_a_link_shows_one_journey_and_lets_nobody_change_it(person, shared, entrance):
    _, token = entrance.sessions.add_link("Petra", "viewer", "", DEMO, 7)
    petra = person(shared)
    page = petra.page(f"/enter#{token}")
    expect(page).to_have_url(f"{shared.url}/enter")  # the secret is not left in the address
    page.get_by_role("button", name="Open").click()
    page.wait_for_url(f"{shared.url}/journey?journey={DEMO}")
    expect(page.locator(".cx-stage")).to_have_count(6)
    page.goto(f"{shared.url}/")
    expect(page.get_by_role("heading", name="Journeys", level=1)).to_be_visible()
    expect(page.locator("[class*=st-key-cx-card-]")).to_have_count(1)
    expect(page.get_by_role("button", name="New journey")).to_have_count(0)
    expect(page.locator("[data-testid=stSidebarNavLink]")).to_have_count(2)
    page.goto(f"{shared.url}/journey?journey=heat-pump-next")
    expect(page.get_by_role("heading", name="This journey is not here")).to_be_visible()


def signed_in(shared: Server, provider: Provider, **claims: object) -> httpx.Client:
    """A browser that has been at the organisation's sign-in and come back to ours."""
    provider.claims = claims
    client = httpx.Client(base_url=shared.url, follow_redirects=True, headers={"accept": "text/html"}, trust_env=False)
    page = client.get("/").text
    (way,) = re.findall(r'href="(/auth/login[^"]+)"', page)
    client.get(html.unescape(way))
    return client


def go_on(client: httpx.Client, origin: str) -> httpx.Response:
    return client.post("/sign-in/organisation", json={}, headers={"origin": origin})


def test_an_organisation_s_own_sign_in_lets_its_members_in(shared, entrance, provider):
    entrance.sessions.set_member("ana@elsewhere.example", "champion")
    with closing(signed_in(shared, provider, email="Ana@elsewhere.example", email_verified=True)) as ana:
        assert "Go on as ana@elsewhere.example" in ana.get("/sign-in").text
        assert go_on(ana, "http://evil.example").status_code == 403
        assert go_on(ana, shared.url).json() == {"url": "/"}
        session = entrance.sessions.find(ana.cookies[SESSION_COOKIE])
        assert session is not None
        assert (session.role, session.how) == ("champion", "oidc")
        member = entrance.sessions.member_of("ana@elsewhere.example")
        assert member is not None
        assert member.person == session.person
        assert ana.get("/").url.path == "/"
        entrance.sessions.revoke_member("ana@elsewhere.example")
        assert go_on(ana, shared.url).status_code == 403
    with closing(signed_in(shared, provider, email="ben@example.org")) as ben:  # of a domain that is let in as a whole
        assert go_on(ben, shared.url).status_code == 200
        found = entrance.sessions.find(ben.cookies[SESSION_COOKIE])
        assert found is not None
        assert found.role == "viewer"
    for claims in ({"email": "eve@evil.example"}, {"email": "eve@example.org", "email_verified": False}, {"name": "Eve"}):
        with closing(signed_in(shared, provider, **claims)) as eve:
            assert go_on(eve, shared.url).status_code == 403
            assert eve.get("/").url.path == "/sign-in"
