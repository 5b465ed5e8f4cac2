"""The way in: joining by a code, signing in, links, signing out, and guessing that leads nowhere."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware

from cxmap.access import SYSTEM, hash_token, new_token
from cxmap.access.codes import new_code
from cxmap.changes import Change, Edit
from cxmap.model.records import new_id
from cxmap.store import Store
from cxmap.web import joining
from cxmap.web.cookie import PersonCookie
from cxmap.web.door import Addresses
from cxmap.web.entry import Entry
from cxmap.web.gate import Gate
from cxmap.web.headers import SecurityHeaders
from cxmap.web.persons import COOKIE, SESSION_COOKIE
from cxmap.web.sharing import Shared, Sharing
from cxmap.web.tries import Tries
from tests.web.asgi import HOST, SHARED, Answer, ask, scope


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(f"sqlite:///{tmp_path / 'entry.db'}")
    edits = [
        Edit("put", "journey", "j", {"workspace": "main", "title": "A visit"}),
        Edit("put", "workshop", "w", {"journey": "j", "title": "Morning", "state": "running"}),
        Edit("put", "workshop", "strict", {"journey": "j", "title": "Doors", "state": "running", "admission": "on"}),
        Edit("put", "workshop", "early", {"journey": "j", "title": "Tomorrow"}),
        Edit("put", "workshop", "late", {"journey": "j", "title": "Yesterday", "state": "closed"}),
    ]
    opened.commit(Change("seed", tuple(edits)), SYSTEM).result(10)
    yield opened
    opened.close()


@pytest.fixture
def sharing(store: Store) -> Sharing:
    made = Sharing(store)
    made.shared = Shared(f"http://{SHARED}", Addresses((f"http://{SHARED}",)), None)
    return made


class Site:
    """The pages of the way in behind the gate, on one loop."""

    def __init__(self, sharing: Sharing) -> None:
        self.runner = asyncio.Runner()
        middleware = [Middleware(SecurityHeaders), Middleware(Gate, sharing=sharing), Middleware(PersonCookie)]
        self.app = Starlette(routes=Entry(sharing).routes(), middleware=middleware)

    def get(self, path: str, **more: Any) -> Answer:
        return self.run(self.request("GET", path, **more))

    def post(self, path: str, fields: Any = None, **more: Any) -> Answer:
        return self.run(self.request("POST", path, fields, **more))

    async def request(
        self,
        method: str,
        path: str,
        fields: Any = None,
        cookie: str = "",
        outside: bool = True,
        kind: str = "application/json",
        **more: Any,
    ) -> Answer:
        headers = {
            "cookie": cookie or None,
            "content-type": kind,
            "origin": f"http://{SHARED if outside else HOST}",
            **more.pop("headers", {}),
        }
        body = fields if isinstance(fields, bytes) else json.dumps(fields or {}).encode()
        asked = scope(method, path, headers, more.pop("client", "192.168.1.77" if outside else "127.0.0.1"), outside)
        return await ask(self.app, asked | more, body)

    def run(self, work: Any) -> Any:
        return self.runner.run(work)


@pytest.fixture
def site(sharing: Sharing) -> Iterator[Site]:
    made = Site(sharing)
    yield made
    made.runner.close()


def browser(secret: str = "") -> str:
    """The cookie of a browser that has been here before, and its session."""
    return f"{COOKIE}={new_token()}" + (f"; {SESSION_COOKIE}={secret}" if secret else "")


def with_session(cookie: str, answer: Answer) -> str:
    return f"{cookie.partition(';')[0]}; {SESSION_COOKIE}={answer.cookie(SESSION_COOKIE)}"


@pytest.mark.parametrize("path", ["/join", "/sign-in", "/enter", "/sign-out"])
def test_the_pages_are_plain(site: Site, path: str) -> None:
    answer = site.get(path)
    assert answer.status == 200
    policy = answer.header("content-security-policy")
    assert "script-src 'self';" in policy
    assert f"connect-src 'self' ws://{SHARED}" in policy
    assert answer.cookie(COOKIE)
    assert "<script>" not in answer.body.decode()


def test_joining_makes_a_participant_and_a_guest(site: Site, store: Store) -> None:
    code, cookie = store.sessions.new_code("w").code, browser()
    answer = site.post("/join", {"code": f" {code[:4].lower()}-{code[4:]}", "name": "  Mo\n X "}, cookie=cookie)
    assert (answer.status, answer.json()) == (200, {"url": "/room/w"})
    (participant,) = joining.participants(store, "w")
    assert (participant["name"], participant["state"], participant["journey"]) == ("Mo X", "in", "j")
    session = store.sessions.find(answer.cookie(SESSION_COOKIE))
    assert session is not None
    assert (session.role, session.workshop, session.person) == ("guest", "w", participant["person"])
    person = store.person(participant["person"])
    assert person is not None
    assert person["name"] == "Mo X"


def test_the_same_person_again_is_the_same_participant(site: Site, store: Store) -> None:
    code, cookie = store.sessions.new_code("w").code, browser()
    first = site.post("/join", {"code": code, "name": "Mo"}, cookie=cookie)
    again = site.post("/join", {"code": code, "name": "Moritz"}, cookie=with_session(cookie, first))
    (participant,) = joining.participants(store, "w")
    assert participant["name"] == "Moritz"
    before, after = first.cookie(SESSION_COOKIE), again.cookie(SESSION_COOKIE)
    assert before != after
    assert store.sessions.find(before) is None  # a new session each time; the old one is over
    assert store.sessions.find(after) is not None
    store.sessions.revoke(hash_token(after))
    site.post("/join", {"code": code, "name": "Mo"}, cookie=cookie)
    assert len(joining.participants(store, "w")) == 1
    site.post("/join", {"code": code, "name": "Mo"}, cookie=browser())
    assert len(joining.participants(store, "w")) == 2


def test_who_taps_twice_is_one(site: Site, store: Store) -> None:
    code, cookie = store.sessions.new_code("w").code, browser()

    async def twice() -> list[Answer]:
        tap = {"code": code, "name": "Mo"}
        return await asyncio.gather(*(site.request("POST", "/join", tap, cookie=cookie) for _ in range(5)))

    assert [answer.status for answer in site.run(twice())] == [200] * 5
    assert len(joining.participants(store, "w")) == 1


def patch(store: Store, type_: str, id_: str, **fields: Any) -> None:
    store.commit(Change(new_id(), (Edit("patch", type_, id_, fields),)), SYSTEM).result(10)


def test_where_the_facilitator_lets_each_in_one_waits(site: Site, store: Store) -> None:
    code = store.sessions.new_code("strict").code
    assert site.post("/join", {"code": code, "name": "Mo"}, cookie=browser()).status == 200
    assert [p["state"] for p in joining.participants(store, "strict")] == ["waiting"]


def test_who_left_may_come_back_and_who_was_sent_out_asks_for_it(site: Site, store: Store) -> None:
    code, cookie = store.sessions.new_code("w").code, browser()
    site.post("/join", {"code": code, "name": "Mo"}, cookie=cookie)
    (participant,) = joining.participants(store, "w")
    patch(store, "participant", participant["id"], state="left")
    assert site.post("/join", {"code": code, "name": "Mo"}, cookie=cookie).status == 200
    assert joining.participants(store, "w")[0]["state"] == "in"
    patch(store, "participant", participant["id"], state="removed")
    assert site.post("/join", {"code": code, "name": "Mo"}, cookie=cookie).status == 200
    assert joining.participants(store, "w")[0]["state"] == "waiting"


@pytest.mark.parametrize(("workshop", "word"), [("early", "not begun"), ("late", "over")])
def test_a_workshop_that_is_not_open_says_so_kindly(site: Site, store: Store, workshop: str, word: str) -> None:
    answer = site.post("/join", {"code": store.sessions.new_code(workshop).code, "name": "Mo"}, cookie=browser())
    assert answer.status == 409
    assert word in answer.json()["error"]
    assert not joining.participants(store, workshop)


def test_unknown_expired_and_revoked_codes_say_the_same(site: Site, store: Store) -> None:
    revoked = store.sessions.new_code("w").code
    store.sessions.revoke_code("w")
    codes = [
        new_code(),
        revoked,
        store.sessions.new_code("strict", 1e-9).code,
        "",
        "<script>",
        store.sessions.new_code("no workshop").code,
    ]
    answers = [site.post("/join", {"code": code, "name": "Mo"}, cookie=browser()) for code in codes]
    assert {(a.status, a.body, tuple(sorted(key for key, _ in a.headers))) for a in answers} == {
        (404, answers[0].body, tuple(sorted(key for key, _ in answers[0].headers)))
    }
    assert not joining.participants(store, "w")


def test_who_may_do_more_keeps_that_when_joining(site: Site, store: Store) -> None:
    store.sessions.set_passphrase("correct horse")
    cookie = browser()
    signed_in = site.post("/sign-in", {"passphrase": "correct horse"}, cookie=cookie)
    cookie = with_session(cookie, signed_in)
    session = store.sessions.find(signed_in.cookie(SESSION_COOKIE))
    assert session is not None
    store.commit(Change(new_id(), (Edit("patch", "person", session.person, {"name": "Anna Berg"}),)), SYSTEM).result(10)
    answer = site.post("/join", {"code": store.sessions.new_code("w").code, "name": "Ana"}, cookie=cookie)
    assert (answer.status, answer.cookie(SESSION_COOKIE)) == (200, "")
    assert (store.person(session.person) or {})["name"] == "Anna Berg"
    assert store.sessions.find(signed_in.cookie(SESSION_COOKIE)) is not None
    assert [p["name"] for p in joining.participants(store, "w")] == ["Ana"]


@pytest.mark.parametrize(("outside", "role"), [(True, "facilitator"), (False, "owner")])
def test_the_passphrase_makes_a_facilitator_and_at_this_machine_the_owner(
    site: Site, store: Store, outside: bool, role: str
) -> None:
    store.sessions.set_passphrase("correct horse")
    assert site.post("/sign-in", {"passphrase": "battery staple"}, outside=outside).status == 403
    answer = site.post("/sign-in", {"passphrase": "correct horse"}, outside=outside)
    assert (answer.status, answer.json()) == (200, {"url": "/"})
    session = store.sessions.find(answer.cookie(SESSION_COOKIE))
    assert session is not None
    assert session.role == role


@pytest.mark.parametrize(("scheme", "secure"), [("http", False), ("https", True)])
def test_the_cookie_of_a_session(site: Site, store: Store, sharing: Sharing, scheme: str, secure: bool) -> None:
    store.sessions.set_passphrase("correct horse")
    sharing.shared = Shared("", Addresses((f"{scheme}://{SHARED}",)), None)
    origin = {"origin": f"{scheme}://{SHARED}"}
    answer = site.post("/sign-in", {"passphrase": "correct horse"}, headers=origin, scheme=scheme)
    (line,) = [value for key, value in answer.headers if key == "set-cookie"]
    parts = {part.strip().partition("=")[0] for part in line.split(";")[1:]}
    assert parts == {"Path", "Max-Age", "HttpOnly", "SameSite"} | ({"Secure"} if secure else set())
    assert "SameSite=Lax" in line


def test_a_link_makes_who_opens_it_what_it_says(site: Site, store: Store) -> None:
    link, token = store.sessions.add_link("Petra", "viewer", "", "j", 7)
    answer = site.post("/enter", {"token": token}, cookie=browser())
    assert answer.json() == {"url": "/journey?journey=j"}
    session = store.sessions.find(answer.cookie(SESSION_COOKIE))
    assert session is not None
    assert (session.role, session.journey, session.how) == ("viewer", "j", f"link:{link.id}")
    store.sessions.revoke_link(link.id)
    assert store.sessions.find(answer.cookie(SESSION_COOKIE)) is None
    used = site.post("/enter", {"token": token}, cookie=browser())
    assert (used.status, used.body) == (404, site.post("/enter", {"token": new_token()}, cookie=browser()).body)


def test_signing_out_ends_the_session(site: Site, store: Store) -> None:
    store.sessions.set_passphrase("correct horse")
    cookie = browser()
    signed_in = site.post("/sign-in", {"passphrase": "correct horse"}, cookie=cookie)
    answer = site.post("/sign-out", cookie=with_session(cookie, signed_in))
    assert answer.json() == {"url": "/sign-in"}
    assert any("Max-Age=0" in value for key, value in answer.headers if key == "set-cookie")
    assert store.sessions.find(signed_in.cookie(SESSION_COOKIE)) is None


def test_without_a_script_a_form_does(site: Site, store: Store) -> None:
    form = "application/x-www-form-urlencoded"
    code = store.sessions.new_code("w").code
    answer = site.post("/join", f"code={code}&name=Mo+%26+Co".encode(), kind=form, cookie=browser())
    assert (answer.status, answer.header("location")) == (303, "/room/w")
    assert [p["name"] for p in joining.participants(store, "w")] == ["Mo & Co"]
    wrong = site.post("/join", b"code=22222222&name=%3Cb%3E", kind=form, cookie=browser())
    assert wrong.status == 404
    assert joining.UNKNOWN in wrong.body.decode()


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("text/plain", b"{}", 415),
        ("", b"{}", 415),
        ("application/json", b"{", 400),
        ("application/json", b"[]", 400),
        ("application/json", b"[" * 5_000, 400),
        ("application/json", b'{"name": 3}', 422),
        ("application/json", b'{"name": "\xff"}', 400),
        ("application/json", b" " * 9_000, 413),
        ("application/x-www-form-urlencoded", b"&".join(b"a=1" for _ in range(100)), 400),
    ],
)
def test_what_cannot_be_read_is_refused(site: Site, kind: str, body: bytes, status: int) -> None:
    assert site.post("/join", body, kind=kind).status == status


def test_two_thousand_guesses_lead_nowhere_and_lock_nobody_out(site: Site, store: Store) -> None:
    """From one address: one who guesses as fast as they can, and 50 who were given the code."""
    code = store.sessions.new_code("w").code
    heard = 0

    async def guess(cookie: str) -> None:
        nonlocal heard
        answer = await site.request("POST", "/join", {"code": new_code(), "name": "Eve"}, cookie=cookie)
        assert answer.status in (404, 429)
        heard += answer.status == 404

    async def everybody() -> list[Answer]:
        eve = browser()
        honest: list[Answer] = []
        for n in range(50):
            for _ in range(40):
                await guess(eve)
            tap = {"code": code, "name": f"Person {n}"}
            honest.append(await site.request("POST", "/join", tap, cookie=browser()))
        return honest

    answers = site.run(everybody())
    assert [answer.status for answer in answers] == [200] * 50
    assert 0 < heard <= 10 * 10  # one browser has 10 a minute, and this takes few minutes on any machine
    assert len(joining.participants(store, "w")) == 50


def test_who_guesses_as_somebody_new_each_time_locks_nobody_out(site: Site, store: Store) -> None:
    """Fifty who have the code come from the address of one who makes up a new browser for every guess."""
    code = store.sessions.new_code("w").code

    async def one(typed: str, name: str) -> int:
        return (await site.request("POST", "/join", {"code": typed, "name": name}, cookie=browser())).status

    async def everybody() -> list[int]:
        work = []
        for n in range(50):
            work += [one(new_code(), "Eve") for _ in range(10)] + [one(code, f"Person {n}")]
        return await asyncio.gather(*work)

    answers = site.run(everybody())
    assert answers[10::11] == [200] * 50
    assert set(answers[:10] + answers[-11:-1]) == {404}


def test_an_address_is_heard_so_often_and_no_more() -> None:
    tries = Tries(calm=5, browser=4, heated=2, most=20)

    def heard(address: str, cookie: str, times: int) -> int:
        asked = scope("POST", "/join", {"cookie": cookie}, address, True)
        found = 0
        for _ in range(times):
            if tries.may(asked):
                tries.failed(asked)
                found += 1
        return found

    assert heard("192.168.1.5", browser(), 10) == 4  # one browser, in calm
    assert heard("192.168.1.5", browser(), 10) == 2  # another, when five were wrong: it has two
    found = sum(heard("192.168.1.5", browser(), 1) for _ in range(100))
    assert found in (14, 34)  # a minute may end meanwhile
    assert heard("192.168.1.9", browser(), 10) == 4


def test_a_wrong_passphrase_is_tried_a_few_times_only(site: Site, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store.sessions, "is_passphrase", lambda text: text == "correct horse")
    found = [site.post("/sign-in", {"passphrase": f"wrong {n}"}, cookie=browser()).status for n in range(40)]
    assert found[:10] == [403] * 10
    assert found[-1] == 429
    assert site.post("/sign-in", {"passphrase": "correct horse"}, outside=False).status == 200  # the owner at the machine


def test_fifty_join_at_once(site: Site, store: Store) -> None:
    """One address, one moment: all are in, well within 10 seconds."""
    code = store.sessions.new_code("w").code

    async def all_() -> list[Answer]:
        taps = ({"code": code, "name": f"Person {n}"} for n in range(50))
        return await asyncio.gather(*(site.request("POST", "/join", tap, cookie=browser()) for tap in taps))

    begun = time.monotonic()
    answers = site.run(all_())
    print(f"50 joined in {time.monotonic() - begun:.2f} s")
    assert [answer.status for answer in answers] == [200] * 50
    assert len({answer.cookie(SESSION_COOKIE) for answer in answers}) == 50
