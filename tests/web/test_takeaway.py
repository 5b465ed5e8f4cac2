"""The takeaway's addresses: for who may have it, guests of the workshop too, and for nobody else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import unquote

import httpx
import pytest

from cxmap.access import SYSTEM, Role
from cxmap.changes import Change, Edit
from cxmap.formats import read
from cxmap.store import Store
from cxmap.web import sharing
from cxmap.web.persons import SESSION_COOKIE
from cxmap.web.takeaway import file_name
from tests.held import held
from tests.serving import Served, serving


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    store = Store.open(f"sqlite:///{tmp_path / 'takeaway.db'}")
    edits: list[Edit] = []
    for j in ("j1", "j2", "t1"):
        edits += [
            Edit("put", "journey", j, {"workspace": "main", "title": f"<{j}>"}),
            Edit("put", "stage", f"s{j}", {"journey": j, "name": "Stage"}),
            Edit("put", "lane", f"l{j}", {"journey": j, "kind": "pain"}),
            Edit("put", "card", f"c{j}", {"journey": j, "stage": f"s{j}", "lane": f"l{j}", "title": f"Pain of {j}"}),
        ]
    edits += held("j1", [("cj1", "Pain of j1")], [], [], state="running", closed=None, title="Ideas / “more” <b>")
    edits.append(Edit("put", "breakout", "b", {"journey": "j1", "workshop": "w", "name": "Blue", "map": "t1"}))
    store.commit(Change("seed", tuple(edits)), SYSTEM).result(10)
    with serving(store) as running:
        sharing.use(running.sharing)
        yield running
        sharing.use(None)
    store.close()


def came_in(served: Served, role: Role, workshop: str = "", journey: str = "") -> httpx.Client:
    """A browser with a session; a guest is a participant who was let in."""
    until = datetime.now(UTC) + timedelta(days=1)
    person = served.store.identities.new_person(f"hash {role} {workshop} {journey}", until)
    if role == "guest":
        fields = {"journey": "j1", "workshop": "w", "person": person, "name": "Ida"}
        served.store.commit(Change(f"join{person}", (Edit("put", "participant", person, fields),)), SYSTEM).result(10)
    secret = served.store.sessions.add(person, role, "code" if role == "guest" else "passphrase", workshop, journey)
    return httpx.Client(base_url=served.base, cookies={SESSION_COOKIE: secret})


def test_three_files(served: Served) -> None:
    with httpx.Client(base_url=served.base) as browser:
        browser.get("/present/j1")  # brings the cookie
        page, paper, data = (browser.get(f"/takeaway/w.{kind}", timeout=60) for kind in ("html", "pdf", "json"))
        assert page.headers["content-type"] == "text/html; charset=utf-8"
        assert "Pain of j1" in page.text
        assert "<b>" not in page.text
        assert "default-src 'none'" in page.headers["content-security-policy"]
        assert "sandbox" in page.headers["content-security-policy"]
        assert page.headers["content-disposition"].startswith("inline; ")
        kept = browser.get("/takeaway/w.html?download").headers["content-disposition"]
        assert kept.startswith("attachment; filename=\"Ideas-more-b.html\"; filename*=UTF-8''")
        assert paper.content.startswith(b"%PDF-")
        assert paper.headers["content-type"] == "application/pdf"
        given = json.loads(data.content)
        assert {r["type"] for r in given["workshop"]} >= {
            "workshop",
            "step",
            "participant",
            "decision",
            "tally",
            "parked",
            "breakout",
        }
        assert {"person", "facilitator"}.isdisjoint(key for r in given["workshop"] for key in r)
        parsed = read(data.content, "takeaway.json")
        assert parsed.report.left_out == ["What was done in the workshop stays out: a file brings maps only."]
        assert {id_ for type_, id_, _ in parsed.records if type_ == "journey"} == {"j1", "t1"}


def test_what_is_not_there_is_not_there(served: Served) -> None:
    with httpx.Client(base_url=served.base) as browser:
        browser.get("/present/j1")
        for name in ("w.exe", "w", "nobody.html", "w.HTML", ".html", "..%2Fw.html"):
            assert browser.get(f"/takeaway/{name}").status_code == 404, name


def test_who_may_have_it_while_cxmap_is_shared(served: Served) -> None:
    served.sharing.switch_on("a long enough passphrase", address="127.0.0.1")
    may = {
        ("facilitator", "", ""): True,
        ("champion", "", ""): True,
        ("viewer", "", ""): True,
        ("viewer", "", "j1"): True,
        ("viewer", "", "j2"): False,
        ("guest", "w", ""): True,
        ("guest", "other", ""): False,
    }
    for (role, workshop, journey), has in may.items():
        with came_in(served, role, workshop, journey) as browser:  # type: ignore[arg-type]
            answer = browser.get("/takeaway/w.json")
            assert (answer.status_code == 200) is has, (role, workshop, journey, answer.status_code)
    assert httpx.get(f"{served.base}/takeaway/w.html").status_code in (303, 302, 401, 403)


def test_a_link_to_one_journey_brings_that_map_only(served: Served) -> None:
    served.sharing.switch_on("a long enough passphrase", address="127.0.0.1")
    with came_in(served, "viewer", journey="j1") as browser:
        given = json.loads(browser.get("/takeaway/w.json").content)
        assert [j["id"] for j in given["journeys"]] == ["j1"]
    with came_in(served, "viewer") as browser:
        given = json.loads(browser.get("/takeaway/w.json").content)
        assert {j["id"] for j in given["journeys"]} == {"j1", "t1"}


def test_it_is_made_anew_when_something_changed(served: Served) -> None:
    with httpx.Client(base_url=served.base) as browser:
        browser.get("/present/j1")
        assert "A late decision" not in browser.get("/takeaway/w.html").text
        fields = {"journey": "j1", "workshop": "w", "text": "A late decision"}
        served.store.commit(Change("late", (Edit("put", "decision", "late", fields),)), SYSTEM).result(10)
        assert "A late decision" in browser.get("/takeaway/w.html").text


def test_an_anonymous_workshop_tells_no_names(served: Served) -> None:
    served.store.commit(Change("anon", (Edit("patch", "workshop", "w", {"anonymous": "on"}),)), SYSTEM).result(10)
    with httpx.Client(base_url=served.base) as browser:
        browser.get("/present/j1")
        for kind in ("html", "json"):
            text = browser.get(f"/takeaway/w.{kind}").text
            assert "Person 1" not in text
            assert "Person 3" not in text


@pytest.mark.parametrize(
    "title", ["Plain", "a\r\nSet-Cookie: x=1", 'quote " \\ end', "日本語", "", "../../etc/passwd", "x" * 400]
)
def test_a_title_makes_a_harmless_file_name(title: str) -> None:
    said = file_name(title, "pdf")
    assert said.isascii()
    assert not set("\r\n\\") & set(said)
    assert said.count('"') == 2
    name = unquote(said.split("UTF-8''")[1])
    assert name.endswith(".pdf")
    assert "/" not in name
