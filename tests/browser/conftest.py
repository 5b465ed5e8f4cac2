"""The app, a browser, and people: each with a profile of their own. What a page does wrong beside the story fails it too."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from cxmap.access import SYSTEM
from cxmap.changes import Change, Edit
from cxmap.model.records import new_id
from cxmap.store import Store
from tests.browser.board import BoardPage
from tests.browser.server import Server, running
from tests.browser.world import beside
from tests.chromium import FLAGS, chromium

__all__ = ["FLAGS", "Person"]
# What a browser and Streamlit's page write on the console while a server is away.
AWAY = ("net::ERR_", "WebSocket connection to", "Client Error in reaching server", "Is Streamlit still running?")
# Streamlit's page looks for its server from the longest path up, so that a page below the first one meets a 404 at first.
PROBE = re.compile(r"/[a-z_]+/_stcore/(health|host-config)$")
# Who differs in these only may be taken for another story; what a window is told of itself it can be told anew.
LOOKS = {"permissions", "viewport", "has_touch", "is_mobile"}
TOLD = {"color_scheme": "light", "reduced_motion": "no-preference"}
expect.set_options(timeout=40_000)


# Package scope: Playwright keeps an event loop running, which the tests of other packages must not meet.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One Chromium for all stories: that on the PATH, else Playwright's own."""
    with chromium() as launched:
        yield launched


@pytest.fixture(scope="package")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app with its demo, shared by the stories."""
    with running(tmp_path_factory.mktemp("browser")) as server:
        yield server


@pytest.fixture(scope="package")
def store(server: Server) -> Iterator[Store]:
    """The app's database, opened beside it."""
    opened = beside(server)
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def _as_before(request: pytest.FixtureRequest) -> Iterator[None]:
    """A story takes its journeys and personas along: home lists them all, and would be slower with each story."""
    if "store" not in request.fixturenames:
        yield
        return
    store: Store = request.getfixturevalue("store")
    there = _listed(store)
    yield
    edits = tuple(Edit("delete", type_, id_) for type_, id_ in sorted(_listed(store) - there))
    if edits:
        store.commit(Change(new_id(), edits), SYSTEM).result(20)


def _listed(store: Store) -> set[tuple[str, str]]:
    return {
        *(("journey", journey.id) for journey in (*store.journeys(), *store.templates())),
        *(("persona", persona["id"]) for persona in store.personas()),
    }


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Server]:
    """An app of the story's own, which it may kill."""
    with running(tmp_path) as server:
        yield server


class Person:
    """Somebody with a browser profile. Their pages must ask nobody else for anything and write no error on the console."""

    def __init__(self, context: BrowserContext, url: str, look: dict[str, Any]) -> None:
        self.context, self.url = context, url
        self._size: ViewportSize = look["viewport"]
        self.told: dict[str, Any] = {}  # what each window is told of itself when it opens
        self.wrong: list[str] = []
        self._waiting: Page | None = None  # a window of an earlier story, empty now
        self.rough = False  # the story takes the server away
        context.on("console", lambda m: self._say(m.type, m.text, str(m.location.get("url", ""))))
        context.on("weberror", lambda e: self.wrong.append(f"script: {e.error}"))
        context.on("request", lambda request: self._request(request.url))
        context.on("page", lambda page: page.on("websocket", lambda socket: self._request(socket.url)))

    def _say(self, kind: str, words: str, where: str) -> None:
        usual = PROBE.search(where) or (self.rough and any(away in words for away in AWAY))
        if kind == "error" and not usual:
            self.wrong.append(f"console: {words} ({where})")

    def _request(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob", "about") and parts.netloc != urlsplit(self.url).netloc:
            self.wrong.append(f"request: {url}")

    def page(self, path: str = "") -> Page:
        """A new window; where `path` is given, on that page."""
        page, self._waiting = self._waiting or self.context.new_page(), None
        if self.told:
            page.emulate_media(**self.told)
        if path:
            page.goto(self.url + path)
        return page

    def board(self, journey: str) -> BoardPage:
        """A new window on a journey."""
        return BoardPage(self.page(), self.url).open(journey)

    def rest(self) -> tuple[list[str], bool]:
        """Become somebody new who waits in a window; what went wrong meanwhile, and whether they can wait.

        The window that stays costs the next story a third of a new one: its process has the scripts compiled.
        """
        wrong = self.wrong
        self.context.set_offline(False)
        self.context.unroute_all()
        pages = self.context.pages
        for page in pages[1:]:
            page.close()
        waits = bool(pages) and pages[0].viewport_size == self._size
        if waits:
            self._waiting = pages[0]
            self._waiting.goto(f"{self.url}/health")
            self._forget(self._waiting)
        else:
            self.context.close()
        self.wrong, self.rough = [], False
        return wrong, waits

    def _forget(self, page: Page) -> None:
        self.context.clear_cookies()
        page.evaluate("sessionStorage.clear()")
        session = self.context.new_cdp_session(page)
        session.send("Storage.clearDataForOrigin", {"origin": self.url, "storageTypes": "local_storage,indexeddb"})
        session.detach()


@pytest.fixture(scope="package")
def resting(server: Server) -> dict[str, list[Person]]:
    """People of the shared app who wait for the next story, by how they look at it: their browsers have its files already."""
    return {}


@pytest.fixture
def person(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Callable[..., Person]]:
    """Makes people. `server`: another app than the shared one; `asked`: whether they were asked for their name before."""
    made: list[Person] = []
    usual: list[tuple[str, Person]] = []

    def make(server: Server | None = None, asked: bool = True, **more: Any) -> Person:
        shared = server is None and asked and LOOKS.issuperset(more.keys() - TOLD.keys())
        told = {name: more.pop(name, usually) for name, usually in TOLD.items()} if shared else {}
        look = repr(sorted(more.items())) if shared else ""
        if look and (waiting := request.getfixturevalue("resting").get(look)):
            usual.append((look, waiting.pop()))
            usual[-1][1].told = told
            return usual[-1][1]
        url = (server or request.getfixturevalue("server")).url
        options: dict[str, Any] = {"viewport": {"width": 1600, "height": 1000}, "base_url": url, **more}
        context = browser.new_context(**options)
        context.set_default_timeout(45_000)
        context.set_default_navigation_timeout(60_000)
        if asked:
            context.add_init_script("location.protocol === 'http:' && localStorage.setItem('cxmap.name.asked', 'yes')")
        new = Person(context, url, options)
        new.told = told
        if look:
            usual.append((look, new))
        else:
            made.append(new)
        return new

    yield make
    wrong = [words for each in made for words in each.wrong]
    for each in made:
        each.context.close()
    for look, each in usual:
        found, waits = each.rest()
        wrong += found
        if waits:
            request.getfixturevalue("resting").setdefault(look, []).append(each)
    assert not wrong, "\n".join(wrong)
