"""Cookie, headers, pictures, present and errors, over a real server."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from cxmap.access import SYSTEM, new_token
from cxmap.changes import Change, Edit
from cxmap.store import Store
from cxmap.web import errors
from cxmap.web.cookie import PersonCookie
from cxmap.web.headers import SecurityHeaders, inline_hashes, inline_scripts, page_policy
from cxmap.web.persons import COOKIE, cookies_of, person_of
from tests.serving import Served, serving


@pytest.fixture
def map_store(tmp_path: Path) -> Iterator[Store]:
    store = Store.open(f"sqlite:///{tmp_path / 'web.db'}")
    store.commit(Change("seed", (Edit("put", "journey", "j", {"workspace": "main", "title": "<b>Visit</b>"}),)), SYSTEM).result(
        10
    )
    yield store
    store.close()


@pytest.fixture(params=["", "/maps"])
def served(map_store: Store, request: pytest.FixtureRequest) -> Iterator[Served]:
    with serving(map_store, prefix=request.param) as running:
        yield running


def test_the_first_page_brings_the_cookie_and_later_ones_renew_it(served: Served) -> None:
    with httpx.Client(base_url=served.base) as browser:
        first = browser.get("/present/j").headers["set-cookie"]
        assert re.fullmatch(rf"{COOKIE}=[\w-]{{43}}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax", first)
        assert browser.get("/present/j").headers["set-cookie"] == first
        assert "set-cookie" not in browser.get("/health").headers
        browser.cookies.set(COOKIE, "short")
        assert browser.get("/present/j").headers["set-cookie"] not in (first, "")


def test_many_first_requests_at_once_make_one_person(served: Served, map_store: Store) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: httpx.get(f"{served.base}/present/j"), range(8)))
    cookies = [a.cookies[COOKIE] for a in answers]
    assert len(set(cookies)) == 8
    kept = cookies[-1]  # a browser keeps the one that came last
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: person_of({COOKIE: kept}, map_store), range(8)))
    assert len(found) == 1
    person = map_store.person(str(found.pop()))
    assert person is not None
    assert (person["number"], person["name"]) == (1, "")


def test_guests_are_counted_and_coloured_in_turn(map_store: Store) -> None:
    found = [map_store.person(str(person_of({COOKIE: new_token()}, map_store))) for _ in range(5)]
    assert [(p["number"], p["colour"]) for p in found if p] == [(1, 1), (2, 2), (3, 3), (4, 4), (5, 1)]


def test_no_cookie_is_no_person(map_store: Store) -> None:
    assert person_of({}, map_store) is None
    assert person_of({COOKIE: "x" * 42}, map_store) is None
    assert person_of({COOKIE: "x" * 42 + ";"}, map_store) is None


def test_cookies_are_read_one_by_one() -> None:
    scope = {"headers": [(b"cookie", b'a=1; bad[]=2; ; cxmap_person=secret; c="3"'), (b"x", b"y")]}
    assert cookies_of(scope) == {"a": "1", "cxmap_person": "secret", "c": "3"}


def small_app() -> Starlette:
    async def page(request: Request) -> Response:
        if request.headers.get("if-none-match"):
            return Response(status_code=304)
        return HTMLResponse("<p>", headers={"x-frame-options": "DENY"})

    async def fault(request: Request) -> Response:
        raise RuntimeError("password=secret")

    return Starlette(
        routes=[Route("/", page), Route("/fault", fault)],
        middleware=[Middleware(SecurityHeaders), Middleware(PersonCookie)],
        exception_handlers=errors.handlers(),
    )


def test_a_page_that_has_not_changed_brings_the_cookie_too() -> None:
    browser = TestClient(small_app())
    assert COOKIE in browser.get("/", headers={"if-none-match": "x", "accept": "text/html"}).headers["set-cookie"]
    assert "set-cookie" not in browser.get("/", headers={"if-none-match": "x", "accept": "image/png", "cookie": "a=b"}).headers


def test_under_https_the_cookie_is_secure() -> None:
    browser = TestClient(small_app(), base_url="https://testserver")
    assert browser.get("/").headers["set-cookie"].endswith("; Secure")


def test_every_answer_has_the_headers_and_a_route_may_be_stricter() -> None:
    headers = TestClient(small_app()).get("/").headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers.get_list("x-frame-options") == ["DENY"]
    assert "default-src 'self'" in headers["content-security-policy"]


def test_an_error_is_a_number_on_the_screen_and_a_traceback_in_the_log(capsys: pytest.CaptureFixture[str]) -> None:
    browser = TestClient(small_app(), raise_server_exceptions=False)
    answer = browser.get("/fault")
    number = re.search(r"error ([0-9a-f]{8})", answer.text)
    assert answer.status_code == 500
    assert number
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    assert "nosniff" in answer.headers["x-content-type-options"]
    logged = capsys.readouterr()
    assert number[1] in logged.out + logged.err
    assert number[1] not in browser.get("/fault", headers={"accept": "application/json"}).json()["error"]
    assert browser.get("/nowhere").text == "There is nothing at this address.\n"


def test_the_policy_knows_the_inline_scripts_that_are_shipped() -> None:
    assert len(inline_hashes()) >= 2
    policy = page_policy("ws://localhost:8501")
    assert all(each in policy for each in inline_hashes())
    assert "connect-src 'self' ws://localhost:8501" in policy
    assert "unsafe-inline" not in policy.split("style-src")[0]
    assert "unsafe-eval" not in policy
    # Known answer: hashed with openssl.
    html = "<script>alert(1)</script><script src='a.js'></script><p>x</p><script type=module>\n1 &lt; 2\n</script>"
    assert inline_scripts(html) == ["alert(1)", "\n1 &lt; 2\n"]


def test_present_is_a_plain_page_with_a_strict_policy(served: Served) -> None:
    answer = httpx.get(f"{served.base}/present/j?theme=light")
    policy = answer.headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert f"connect-src 'self' ws://127.0.0.1:{served.port}" in policy
    assert 'data-theme="light"' in answer.text
    assert f'data-base="{served.prefix}"' in answer.text
    assert "Visit" not in answer.text
    assert "<script>" not in answer.text
    for path in re.findall(r'(?:href|src)="([^"]*/web/[^"]*)"', answer.text):
        assert httpx.get(served.origin + path).status_code == 200


def test_present_says_what_is_not_there(served: Served) -> None:
    answer = httpx.get(f"{served.base}/present/none")
    assert answer.status_code == 404
    assert "This map is not there" in answer.text
    assert f'href="{served.prefix}/"' in answer.text
    assert httpx.get(f"{served.base}/present/%3Cscript%3E").status_code == 404
    assert "<script>" not in httpx.get(f"{served.base}/present/%3Cscript%3E").text


def test_pictures_are_for_our_own_pages(served: Served, map_store: Store) -> None:
    id_ = map_store.add_picture(b"RIFF....WEBP", "image/webp", 1, 1)
    url = f"{served.base}/pictures/{id_}"
    assert httpx.get(url).status_code == 403
    answer = httpx.get(url, headers={"cookie": f"{COOKIE}={new_token()}"})
    assert (answer.content, answer.headers["content-type"]) == (b"RIFF....WEBP", "image/webp")
    assert answer.headers["content-security-policy"].startswith("default-src 'none'; sandbox")
    assert "immutable" in answer.headers["cache-control"]
    assert httpx.get(f"{served.base}/pictures/none", headers={"cookie": f"{COOKIE}={new_token()}"}).status_code == 404


def test_health(served: Served, map_store: Store) -> None:
    answer = httpx.get(f"{served.base}/health").json()
    assert answer["status"] == "ok"
    assert answer["revision"] == map_store.revision
