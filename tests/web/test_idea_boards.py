"""By the code of an idea board: who gets in, as whom, how far, for how long; over the gate and a real server's socket."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from cxmap.access import SYSTEM, new_token
from cxmap.changes import Change, Edit, Refused
from cxmap.model.customer_records import IDEA_TYPES
from cxmap.model.records import new_id
from cxmap.store import Store
from cxmap.store.sessions import BOARD_HOURS, IDEAS
from cxmap.web import joining
from cxmap.web.door import Addresses
from cxmap.web.persons import SESSION_COOKIE
from cxmap.web.sharing import Shared, Sharing
from tests.boards import idea, remark, second, step
from tests.live.test_protocol import gone, replay
from tests.serving import Board, Served, serving
from tests.web.test_entry import Site, browser, sharing, site, store, with_session

__all__ = ["sharing", "site", "store"]

YEAR = 365 * 24


@pytest.fixture
def hall(store: Store) -> str:
    """The code of an idea board beside the workshops of `test_entry.py`."""
    boards = (("hall", "In the hall", "open"), ("shut", "Last year", "closed"))
    edits = [
        Edit("put", "whiteboard", id_, {"workspace": "main", "title": title, "state": state}) for id_, title, state in boards
    ]
    store.commit(Change(new_id(), (*edits, idea("given", "hall"))), SYSTEM).result(10)
    return store.sessions.new_code("hall", YEAR).code


def test_a_code_lives_for_a_year_at_a_board_and_for_half_a_day_in_a_workshop(store: Store, hall: str) -> None:
    code = store.sessions.code_of("hall")
    assert code is not None
    assert code.code == hall
    assert timedelta(days=364) < datetime.fromisoformat(code.expires) - datetime.now(UTC) <= timedelta(days=365)
    for place, hours in (("hall", YEAR + 1), ("w", 12.5), ("nowhere", 13), ("hall", 0)):
        with pytest.raises(Refused):
            store.sessions.new_code(place, hours)
    assert store.sessions.workshop_of(hall) == "hall"
    again = store.sessions.new_code("hall", YEAR)
    assert (store.sessions.workshop_of(hall), store.sessions.workshop_of(again.code)) == (None, "hall")
    assert store.sessions.revoke_code("hall")
    assert store.sessions.code_of("hall") is None


def test_a_name_is_not_asked_for_and_the_session_lasts_thirty_days(site: Site, store: Store, hall: str) -> None:
    answer = site.post("/join", {"code": hall, "straight": "yes"}, cookie=browser())
    assert (answer.status, answer.json()["url"]) == (200, "/ideas/hall")
    (session,) = store.sessions.sessions("guest", "hall")
    assert (session.role, session.how, session.board, session.actor.workshop) == ("guest", IDEAS, "hall", "hall")
    assert datetime.fromisoformat(session.expires) - datetime.now(UTC) > timedelta(hours=BOARD_HOURS - 1)
    assert f"Max-Age={int(BOARD_HOURS * 3600)}" in str(answer.headers)
    assert (store.person(session.person) or {})["name"] == ""
    site.post("/join", {"code": hall, "name": " Dora  D. "}, cookie=browser())
    assert {(store.person(s.person) or {})["name"] for s in store.sessions.sessions("guest", "hall")} == {"", "Dora D."}


def test_a_workshop_asks_for_a_name(site: Site, store: Store) -> None:
    code = store.sessions.new_code("w").code
    asked = site.post("/join", {"code": code, "straight": "yes"}, cookie=browser())
    assert (asked.status, asked.json()) == (200, {"wanted": "name"})
    assert site.post("/join", {"code": code, "name": " "}, cookie=browser()).status == 422
    assert store.sessions.sessions() == []


def test_a_closed_board_lets_look_and_a_deleted_one_is_not_there_until_it_is_back(site: Site, store: Store, hall: str) -> None:
    shut = store.sessions.new_code("shut", 24).code
    assert site.post("/join", {"code": shut}, cookie=browser()).status == 200
    store.commit(Change("gone", (Edit("delete", "whiteboard", "hall"),)), SYSTEM).result(10)
    assert site.post("/join", {"code": hall}, cookie=browser()).json() == {"error": joining.UNKNOWN}
    store.undo_change("gone", SYSTEM, new_id()).result(10)
    assert site.post("/join", {"code": hall}, cookie=browser()).status == 200  # the poster on the wall is good again


def test_who_has_the_whole_workspace_goes_there_as_who_they_are(site: Site, store: Store, sharing: Sharing, hall: str) -> None:
    secret = store.sessions.add(store.identities.make_person("Ana"), "champion", "link:x")
    answer = site.post("/join", {"code": hall, "name": "Other"}, cookie=browser(secret))
    assert (answer.json()["url"], answer.cookie(SESSION_COOKIE)) == ("/ideas/hall", "")
    limited = store.sessions.add(store.identities.make_person("Eve"), "champion", "link:x", journey="j")
    assert site.post("/join", {"code": hall}, cookie=browser(limited)).status == 409
    assert store.sessions.find(limited) is not None
    sharing.shared = None
    assert site.post("/join", {"code": hall}, cookie=browser(), outside=False).json()["url"] == "/ideas/hall"
    assert store.sessions.sessions("guest") == []


def test_a_board_lets_in_so_many_and_no_more(site: Site, store: Store, hall: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joining, "MOST_GUESTS", 2)
    answers = [site.post("/join", {"code": hall}, cookie=browser()) for _ in range(3)]
    assert [answer.status for answer in answers] == [200, 200, 409]
    assert store.sessions.guests("hall") == 2
    again = site.post("/join", {"code": hall}, cookie=with_session(browser(), answers[0]))
    assert again.status == 409  # theirs is kept
    assert store.sessions.guests("hall") == 2


OWN = ["/ideas/hall", "/ideas/hall/wall", "/qr/hall.svg", "/live/ticket", "/ideas/other"]  # the page tells whose board it is
FOREIGN = [
    "/",
    "/journey?journey=j",
    "/room/w",
    "/pictures/x",
    "/takeaway/w.html",
    "/project/w",
    "/present/j",
    "/_stcore/health",
]
FOREIGN += ["/ideas", "/ideas/", "/ideas/hall/wall/x", "/ideas/hall/x", "/personas", "/feedback", "/api/x"]


def test_the_gate_keeps_a_guest_to_the_board(site: Site, store: Store, hall: str) -> None:
    cookie = with_session(browser(), site.post("/join", {"code": hall}, cookie=browser()))
    for path in [*OWN, "/join", "/health", "/assets/1/web/entry.js"]:
        assert site.get(path, cookie=cookie).status not in (401, 403, 303), path
    for path in FOREIGN:
        assert site.get(path, cookie=cookie).status == 403, path
        shown = site.get(path, cookie=cookie, headers={"accept": "text/html"})
        assert (shown.status, shown.header("location")) == (303, "/ideas/hall"), path
    workshop = store.sessions.add(store.identities.make_person("Ben"), "guest", "code", workshop="w")
    assert site.get("/ideas/hall", cookie=browser(workshop)).status == 403
    nobody = site.get("/ideas/hall", headers={"accept": "text/html"})
    assert (nobody.status, nobody.header("location")) == (303, "/join")
    store.sessions.revoke_guests("hall")
    assert site.get("/ideas/hall", cookie=cookie).status == 401
    assert "Back to the idea board" not in site.get("/join", cookie=cookie).body.decode()


def test_the_way_back_is_shown(site: Site, hall: str) -> None:
    cookie = with_session(browser(), site.post("/join", {"code": hall}, cookie=browser()))
    there, new = site.get("/join", cookie=cookie).body.decode(), site.get("/join", cookie=browser()).body.decode()
    assert ('href="/ideas/hall"' in there, "data-straight" in there, "data-straight" in new) == (True, False, True)


# Over the socket


@pytest.fixture
def served(store: Store, hall: str) -> Iterator[Served]:
    edits = [
        Edit("put", "whiteboard", "other", {"workspace": "main", "title": "Board room"}),
        Edit("put", "persona", "rosa", {"workspace": "main", "name": "Rosa"}),
        idea("foreign", "other"),
        remark("far", "foreign"),
        remark("near", "given"),
    ]
    store.commit(Change(new_id(), tuple(edits)), SYSTEM).result(10)
    with serving(store) as running:
        running.sharing.shared = Shared(running.origin, Addresses((running.origin,)), None)
        yield running


@pytest.fixture
def join(served: Served, store: Store) -> Iterator[Callable[..., Board]]:
    """Makes boards: a guest of an idea board under a name, or somebody with a role; all in the workspace's room."""
    made: list[Board] = []

    def make(name: str = "", board: str = "hall", role: Any = "guest") -> Board:
        person = store.identities.make_person(name)
        how = {"how": IDEAS, "workshop": board} if role == "guest" else {"how": "passphrase"}
        made.append(Board(served, new_token(), store.sessions.add(person, role, **how)))
        made[-1].hello("")
        return made[-1]

    yield make
    for each in made:
        each.close()


Join = Callable[..., Board]


def wire(edit: Edit) -> dict[str, Any]:
    return {"op": edit.op, "type": edit.type, "id": edit.id, "fields": edit.fields}


def seen(store: Store, board: str = "hall") -> dict[tuple[str, str], dict[str, Any]]:
    found = store.idea_board(board)
    assert found is not None
    return {(type_, r["id"]): r for type_, rows in found[1].items() for r in rows}


def ids(records: dict[str, list[dict[str, Any]]]) -> set[str]:
    return {row["id"] for rows in records.values() for row in rows}


def test_a_guest_sees_their_board_and_nobody_else(join: Join, store: Store) -> None:
    owner, dora, emil = join("Ana", role="owner"), join("Dora"), join("Emil", "other")
    assert set(dora.welcome["records"]) == set(IDEA_TYPES)
    assert (ids(dora.welcome["records"]), ids(emil.welcome["records"])) == (
        {"hall", "given", "near"},
        {"other", "foreign", "far"},
    )
    assert (dora.welcome["people"], dora.welcome["role"], dora.welcome["you"]["name"]) == ([], "guest", "Dora")
    assert [p["name"] for p in owner.welcome["people"]] == ["Ana"]
    dora.send({"t": "presence", "cursor": None, "selected": ["idea:given"], "held": [], "typing": None})
    owner.send({"t": "presence", "cursor": None, "selected": ["persona:rosa"], "held": [], "typing": None})
    cleo = join("Cleo", role="viewer")  # who comes later is told to those who are told anything
    while "Cleo" not in (names := {p["name"] for p in owner.next("people")["people"]}):
        pass
    assert names <= {"Ana", "Cleo"}
    assert sorted(p["name"] for p in cleo.welcome["people"]) == ["Ana", "Cleo"]
    for each in (dora, emil):
        each.send({"t": "ping"})
        assert each.next()["t"] == "pong"
    emil.close()
    cleo.close()
    assert gone(owner) == [cleo.welcome["session"]]


def test_what_happens_on_the_board_is_told_there_and_nothing_else_is(join: Join, store: Store) -> None:
    owner, dora, fay, emil = join("Ana", role="owner"), join("Dora"), join("Fay"), join("Emil", "other")
    you = dora.welcome["you"]["person"]
    heard: list[dict[str, Any]] = []
    dora.change(wire(idea("mine", "hall", you, author_name="Boss")))
    ack = dora.next("ack")
    assert ack["edits"][0]["fields"]["author_name"] == "Dora"
    heard.append(fay.next("change"))
    assert (heard[-1]["by"], heard[-1]["edits"]) == ({"person": you, "name": "Dora"}, ack["edits"])
    while not (told := owner.next("change"))["edits"]:
        pass
    assert told["edits"] == ack["edits"]
    owner.change(
        {"op": "patch", "type": "persona", "id": "rosa", "fields": {"name": "Rosa B."}}, wire(remark("far2", "foreign"))
    )
    owner.next("ack")
    assert [e["id"] for e in emil.next("change")["edits"]] == ["far2"]
    owner.change(
        {"op": "patch", "type": "idea", "id": "mine", "fields": {"state": "chosen"}},
        wire(step("s", "mine", "chosen", note="Yes")),
    )
    owner.next("ack")
    heard.append(fay.next("change"))
    assert [(e["op"], e["type"]) for e in heard[-1]["edits"]] == [("patch", "idea"), ("put", "idea_step")]
    fay.change(wire(second("mine", fay.welcome["you"]["person"])))
    heard.append(fay.next("ack"))
    owner.change({"op": "delete", "type": "idea", "id": "mine"})
    owner.next("ack")
    heard.append(fay.next("change"))
    owner.send({"t": "undo", "id": "back"})
    owner.next("ack")
    heard.append(fay.next("change"))
    assert replay(fay.welcome["records"], heard) == seen(store)
    assert all(after["prev"] == before["rev"] for before, after in pairwise(heard))
    assert heard[0]["prev"] <= fay.welcome["rev"]
    emil.send({"t": "ping"})
    assert emil.next()["t"] == "pong"


def test_what_is_given_without_a_name_names_nobody(join: Join, store: Store) -> None:
    owner, dora, fay = join("Ana", role="owner"), join("Dora"), join("Fay")
    dora.change(wire(idea("quiet", "hall", None, author_name="Boss")), id="give")
    dora.next("ack")
    dora.send({"t": "undo", "id": "undo"})
    dora.next("ack")
    dora.send({"t": "redo", "id": "redo"})
    dora.next("ack")
    for board in (owner, fay):
        for _ in range(3):
            while not (message := board.next("change"))["edits"]:
                pass
            assert message["by"] == {"person": "", "name": "Somebody"}
            assert "Dora" not in str(message)
    kept = store.record("idea", "quiet")
    assert kept is not None
    assert (kept["person"], kept["author_name"]) == (None, "")
    assert {c.name for c in (store.change(id_) for id_ in ("give", "undo", "redo")) if c is not None} == {"Somebody"}


def test_a_guest_cannot_go_on_anywhere_else(join: Join, store: Store) -> None:
    dora, owner = join("Dora"), join("Ana", role="owner")
    for edit in (
        {"op": "patch", "type": "persona", "id": "rosa", "fields": {"name": "X"}},
        {"op": "patch", "type": "idea", "id": "foreign", "fields": {"text": "X"}},
        wire(remark("x", "foreign")),
        wire(idea("x", "shut")),
        {"op": "patch", "type": "journey", "id": "j", "fields": {"title": "X"}},
        {"op": "put", "type": "idea_link", "id": "x", "fields": {"idea": "given", "map": "j"}},
    ):
        dora.change(edit)
        assert dora.next("ack", "refused")["t"] == "refused", edit
    for kind, more in (("timeline", {}), ("changes", {}), ("moment", {"rev": 1}), ("restore", {"rev": 1}), ("similar", {})):
        dora.send({"t": kind, "id": f"q-{kind}", **more})
        assert dora.next("answer", "refused")["t"] == "refused", kind
    secret = owner.change({"op": "patch", "type": "persona", "id": "rosa", "fields": {"name": "Rosa B."}})
    owner.next("ack")
    dora.change(
        wire(idea("x")), id=secret
    )  # the id of somebody else's change is answered with what it did on this board: nothing
    assert dora.next("ack", "refused").get("edits", []) == []
    dora.send({"t": "hello", "v": 1, "journey": "j", "rev": None})
    assert (dora.next("error", "welcome")["code"], dora.closed()) == ("no_journey", 4404)


def test_a_guest_comes_back_and_gets_the_board_anew(join: Join, served: Served, store: Store) -> None:
    dora = join("Dora")
    dora.change(wire(idea("one")))
    rev = dora.next("ack")["rev"]
    again = dora.hello("", rev)
    assert "changes" not in again
    assert replay(again["records"], []) == seen(store)


def test_a_deleted_board_sends_its_guests_away_and_a_closed_one_does_not(join: Join, store: Store) -> None:
    dora, emil = join("Dora"), join("Emil", "other")
    store.commit(Change(new_id(), (Edit("patch", "whiteboard", "hall", {"state": "closed"}),)), SYSTEM).result(10)
    assert dora.next("change")["edits"][0]["fields"] == {"state": "closed"}
    dora.change(wire(idea("late")))
    assert "closed" in dora.next("refused")["message"]
    store.commit(Change("gone", (Edit("delete", "whiteboard", "hall"),)), SYSTEM).result(10)
    assert dora.closed() == 4404
    emil.change(wire(idea("fine", "other")))
    assert emil.next("ack")["edits"][0]["id"] == "fine"
    store.undo_change("gone", SYSTEM, new_id()).result(10)
    assert ids(join("Dora").welcome["records"]) == {"hall", "given", "near"}


def test_who_is_sent_out_is_cut_off(join: Join, served: Served, store: Store) -> None:
    dora, emil = join("Dora"), join("Emil", "other")
    assert store.sessions.revoke_guests("hall") == 1
    dora.closed()
    emil.send({"t": "ping"})
    assert emil.next("pong")["t"] == "pong"
