"""The inbox's routes: what they find, what they do and take back, and whom they answer at all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from cxmap.access import SYSTEM, Role
from cxmap.changes import Change, Edit
from cxmap.model.feedback import Item
from cxmap.store import Store
from cxmap.web import sharing
from cxmap.web.feedback_shown import snippet
from cxmap.web.persons import SESSION_COOKIE
from tests.held import held
from tests.serving import Served, serving

LONG = "The form was easy. " + "I waited and waited for a call that never came. " * 8 + "In the end a late fee was charged."
ITEMS = [
    Item(
        "Nobody rang me back about the letter.",
        2,
        "2026-03-02",
        "phone",
        1,
        "1-5",
        product="Loan",
        sentiment=-0.7,
        language="en",
    ),
    Item("Thank you, the nurse was lovely!", 3, "2026-03-05", "in_person", 5, "1-5", group="New", sentiment=0.8, language="en"),
    Item("", 4, "2026-01-01", product="Card"),
    Item(LONG, 5, None, "website", sentiment=-0.1, language="en", rest={"State": "FL"}, masked=True),
]
MAP = (
    Edit("put", "journey", "j1", {"workspace": "main", "title": "First visit"}),
    Edit("put", "stage", "s", {"journey": "j1", "name": "Waiting"}),
    Edit("put", "lane", "l", {"journey": "j1", "kind": "touchpoint"}),
    Edit("put", "lane", "e", {"journey": "j1", "kind": "emotion", "order": "a1"}),
    Edit("put", "card", "letter", {"journey": "j1", "stage": "s", "lane": "l", "title": "Reminder letter", "channel": "post"}),
    Edit("put", "card", "fee", {"journey": "j1", "stage": "s", "lane": "l", "title": "Late fee", "order": "a1"}),
    Edit("put", "persona", "rosa", {"workspace": "main", "name": "Rosa"}),
    Edit("put", "statement", "st", {"persona": "rosa", "kind": "need", "text": "Somebody who rings back"}),
    Edit("put", "theme", "t", {"workspace": "main", "name": "Calls", "terms": "call, ring"}),
)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    store = Store.open(f"sqlite:///{tmp_path / 'inbox.db'}")
    edits = [*MAP, *held("j1", [], [], [])]
    store.commit(Change("seed", tuple(edits)), SYSTEM).result(10)
    batch = store.feedback.begin("survey.csv", "survey", SYSTEM)
    store.feedback.add(batch, ITEMS)
    store.feedback.finish(batch, 4, 0, 0)
    with serving(store) as running:
        sharing.use(running.sharing)
        yield running
        sharing.use(None)
    store.close()


@pytest.fixture
def inbox(served: Served) -> Iterator[httpx.Client]:
    """Somebody at this machine, with the cookie that the first page brings."""
    with httpx.Client(base_url=served.base, headers={"origin": served.origin}) as client:
        client.get("/present/j1")
        yield client


def get(client: httpx.Client, name: str, **asked: Any) -> Any:
    return client.get(f"/inbox/{name}", params=asked).raise_for_status().json()


def post(client: httpx.Client, name: str, **what: Any) -> Any:
    answer = client.post(f"/inbox/{name}", json=what)
    assert answer.status_code == 200, answer.text
    return answer.json()


def texts(found: Any) -> list[str]:
    return [item["text"][:12] for item in found["items"]]


FOUND: list[tuple[dict[str, str], list[str]]] = [
    ({}, ["Thank you, t", "Nobody rang ", "", "The form was"]),
    ({"words": "nurse"}, ["Thank you, t"]),
    ({"words": "rin"}, []),
    ({"words": "let"}, ["Nobody rang "]),
    ({"channel": "phone"}, ["Nobody rang "]),
    ({"sentiment": "pos"}, ["Thank you, t"]),
    ({"text": "no"}, [""]),
    ({"since": "2026-03-03"}, ["Thank you, t"]),
    ({"since": "nonsense", "order": "oldest", "limit": "2"}, ["", "Nobody rang "]),
    ({"order": "worst", "limit": "1"}, ["Nobody rang "]),
    ({"linked": "yes"}, []),
    ({"linked": "no", "words": "letter"}, ["Nobody rang "]),
]


def test_what_is_found(inbox: httpx.Client) -> None:
    for asked, expected in FOUND:
        assert texts(get(inbox, "items", **asked)) == expected, asked


def test_what_has_no_text_is_counted_beside_what_has_one(inbox: httpx.Client) -> None:
    for asked, total, others in (
        ({"text": "yes"}, 3, 1),
        ({"text": "yes", "product": "Card"}, 0, 1),
        ({"text": "yes", "linked": "no", "limit": "1"}, 3, 1),
        ({"text": "yes", "words": "letter"}, 1, 0),
        ({"text": "yes", "offset": "1"}, 3, None),
        ({}, 4, None),
    ):
        found = get(inbox, "items", **asked)
        assert (found["total"], found["others"]) == (total, others), asked


def test_a_row_shows_the_part_around_what_was_found(inbox: httpx.Client) -> None:
    found = get(inbox, "items", words="late fee")
    (row,) = found["items"]
    assert row["text"].startswith("… ")
    assert "late fee was charged" in row["text"]
    assert row["cut"]
    assert found["terms"] == [[["late"], False], [["fee"], True]]


@pytest.mark.parametrize("text", ["", "short", "a\n\n b", "word " * 500, "x" * 5_000])
def test_a_snippet_is_one_line_and_not_too_long(text: str) -> None:
    line, cut = snippet(text, [(("word",), False)])
    assert "\n" not in line
    assert len(line) <= 430
    assert cut == (len(text) > 420)


def test_what_there_is_to_filter_by(inbox: httpx.Client) -> None:
    facets = get(inbox, "facets")
    assert (facets["total"], facets["with_text"], facets["linked"]) == (4, 3, 0)
    assert facets["kinds"] == [["survey", 4]]
    assert dict(facets["channels"]) == {"phone": 1, "in_person": 1, "website": 1}
    assert facets["themes"] == [{"id": "t", "name": "Calls", "n": 0}]
    assert dict(facets["feelings"]) == {"neg": 1, "neu": 1, "pos": 1}
    assert [batch["n"] for batch in facets["batches"]] == [4]
    assert facets["products"] == [["Card", 1], ["Loan", 1]]
    assert facets["groups"] == [["New", 1]]


def test_one_item_in_full(inbox: httpx.Client) -> None:
    item = get(inbox, "item", id=4)
    assert item["text"] == LONG
    assert (item["from"], item["row"], item["rest"], item["masked"], item["at"]) == ("survey.csv", 5, {"State": "FL"}, True, [])


def test_an_item_that_is_not_there(inbox: httpx.Client) -> None:
    for id_ in ("", "99", "x", "-1", "9" * 30, "²"):
        assert inbox.get("/inbox/item", params={"id": id_}).status_code == 404, id_


def test_places_of_a_journey_and_of_a_persona(inbox: httpx.Client) -> None:
    journey = get(inbox, "targets", journey="j1")
    assert journey["home"] == {"type": "journey", "id": "j1", "title": "First visit"}
    assert [(g["title"], [t["title"] for t in g["targets"]]) for g in journey["groups"]] == [
        ("Waiting", ["Reminder letter", "Late fee"])
    ]
    persona = get(inbox, "targets", persona="rosa")
    assert [(g["title"], [t["id"] for t in g["targets"]]) for g in persona["groups"]] == [("Needs", ["st"])]
    assert inbox.get("/inbox/targets", params={"journey": "gone"}).status_code == 404


def test_suggestions_leave_out_where_it_is_evidence_already(inbox: httpx.Client) -> None:
    def named() -> list[str]:
        return [match["id"] for match in get(inbox, "suggest", item=4, journey="j1")["matches"]]

    assert named() == ["fee"]
    post(inbox, "link", item=4, type="card", id="fee")
    assert "fee" not in named()


def test_a_link_makes_evidence_and_undo_takes_all_of_it_back(inbox: httpx.Client, served: Served) -> None:
    before = get(inbox, "state")
    done = post(inbox, "link", item=4, type="card", id="fee", words="late")
    assert done["quote"] == "In the end a late fee was charged."
    view = served.store.view("j1")
    assert view is not None
    (source,) = view.of_type("source")
    assert (source["item"], source["kind"], source["date"], source["quote"]) == ("item:4", "survey", None, done["quote"])
    assert next(c for c in view.cards if c["id"] == "fee")["evidence"] == "observed"
    (place,) = get(inbox, "item", id=4)["at"]
    assert (place["place"]["title"], place["home"]["title"]) == ("Late fee", "First visit")
    assert texts(get(inbox, "items", linked="yes")) == ["The form was"]
    assert get(inbox, "items", linked="no")["total"] == 3
    assert get(inbox, "state")["store"] > before["store"]

    post(inbox, "undo", change=done["change"])
    assert get(inbox, "item", id=4)["at"] == []
    card = served.store.record("card", "fee")
    assert card is not None
    assert card["evidence"] == "assumed"


def test_the_same_item_twice_at_one_place_is_refused_kindly(inbox: httpx.Client) -> None:
    post(inbox, "link", item=1, type="statement", id="st")
    again = inbox.post("/inbox/link", json={"item": 1, "type": "statement", "id": "st"})
    assert (again.status_code, "already" in again.json()["error"]) == (409, True)


def test_a_quote_is_a_part_of_what_was_said(inbox: httpx.Client, served: Served) -> None:
    wrong = inbox.post("/inbox/link", json={"item": 1, "type": "card", "id": "letter", "quote": "Everybody rang me"})
    assert (wrong.status_code, "not part of" in wrong.json()["error"]) == (400, True)
    post(inbox, "link", item=1, type="card", id="letter", quote="rang me\n back")
    view = served.store.view("j1")
    assert view is not None
    assert [source["quote"] for source in view.of_type("source")] == ["rang me\n back"]


def test_what_loses_its_only_ground_is_assumed_again(inbox: httpx.Client, served: Served) -> None:
    def evidence() -> Any:
        record = served.store.record("statement", "st")
        return record and record["evidence"]

    def take_away(item: int) -> Any:
        (place,) = get(inbox, "item", id=item)["at"]
        return post(inbox, "unlink", type=place["type"], id=place["id"])

    for item in (1, 2):
        post(inbox, "link", item=item, type="statement", id="st")
    assert take_away(1)["assumed"] is False
    assert evidence() == "observed"
    gone = take_away(2)
    assert (gone["assumed"], evidence()) == (True, "assumed")
    post(inbox, "undo", change=gone["change"])
    assert evidence() == "observed"


def test_a_feeling_is_corrected_and_found_again(inbox: httpx.Client) -> None:
    post(inbox, "sentiment", id=1, value=0.6)
    item = get(inbox, "item", id=1)
    assert (item["feeling"], item["corrected"]) == ("pos", True)
    post(inbox, "sentiment", id=1, value=None)
    assert get(inbox, "item", id=1)["corrected"] is False
    for wrong in (2, True, "0"):
        assert inbox.post("/inbox/sentiment", json={"id": 1, "value": wrong}).status_code == 400


def test_a_theme_is_given_and_taken(inbox: httpx.Client) -> None:
    post(inbox, "theme", ids=[1, 2], theme="t")
    assert get(inbox, "facets")["themes"][0]["n"] == 2
    assert get(inbox, "items", theme="t")["total"] == 2
    post(inbox, "theme", ids=[1], theme="")
    assert get(inbox, "items", theme="none")["total"] == 3
    assert inbox.post("/inbox/theme", json={"ids": [1], "theme": "gone"}).status_code == 404


def test_items_are_taken_out_and_brought_back(inbox: httpx.Client) -> None:
    post(inbox, "remove", ids=[1])
    assert get(inbox, "items")["total"] == 3
    assert inbox.get("/inbox/item", params={"id": 1}).status_code == 404
    assert post(inbox, "bring-back", ids=[1]) == {"back": 1}
    assert get(inbox, "items")["total"] == 4


def test_what_is_no_list_of_items_is_refused(inbox: httpx.Client) -> None:
    for ids in ([], "1", [True], ["1"], list(range(201)), None):
        assert inbox.post("/inbox/remove", json={"ids": ids}).status_code == 400, ids


def test_evidence_that_has_expired_counts_as_assumed(inbox: httpx.Client, served: Served) -> None:
    post(inbox, "link", item=1, type="card", id="letter")
    view = served.store.view("j1")
    assert view is not None
    (source,) = view.of_type("source")
    over = (date.today() - timedelta(days=1)).isoformat()
    patch = Edit("patch", "source", source["id"], {"expires": over}, {"expires": None})
    served.store.commit(Change("over", (patch,)), SYSTEM).result(10)
    (group,) = get(inbox, "targets", journey="j1")["groups"]
    assert [(t["id"], t["evidence"], t["sources"]) for t in group["targets"]] == [
        ("letter", "assumed", 1),
        ("fee", "assumed", 0),
    ]


def came_in(served: Served, role: Role, workshop: str = "", journey: str = "") -> httpx.Client:
    """A browser with a session."""
    person = served.store.identities.new_person(f"hash {role} {workshop} {journey}", datetime.now(UTC) + timedelta(days=1))
    how = "code" if role == "guest" else "passphrase"
    secret = served.store.sessions.add(person, role, how, workshop, journey)
    return httpx.Client(base_url=served.base, cookies={SESSION_COOKIE: secret}, headers={"origin": served.origin})


READS = ("items", "item?id=1", "facets", "state", "targets?journey=j1", "suggest?item=1&journey=j1")


def test_who_may_read_and_who_may_change(served: Served) -> None:
    served.sharing.switch_on("a long enough passphrase", address="127.0.0.1")
    link = {"item": 1, "type": "card", "id": "letter"}
    for role, workshop, journey, reads, changes in (
        ("champion", "", "", 200, 200),
        ("viewer", "", "", 200, 403),
        ("champion", "", "j1", 403, 403),
        ("guest", "w", "", 403, 403),
    ):
        with came_in(served, role, workshop, journey) as client:  # type: ignore[arg-type]
            assert {client.get(f"/inbox/{path}").status_code for path in READS} == {reads}, role
            assert client.post("/inbox/link", json=link).status_code == changes, role
            assert client.post("/inbox/remove", json={"ids": [2]}).status_code == changes, role
    with httpx.Client(base_url=served.base, headers={"origin": served.origin}) as stranger:
        assert {stranger.get(f"/inbox/{path}").status_code for path in READS} == {401}


def test_another_site_changes_nothing(served: Served, inbox: httpx.Client) -> None:
    body = {"ids": [1]}
    assert inbox.post("/inbox/remove", json=body, headers={"origin": "https://evil.example"}).status_code == 403
    assert inbox.get("/inbox/items", headers={"host": "evil.example"}).status_code == 403
    plain = inbox.post("/inbox/remove", content='{"ids": [1]}', headers={"content-type": "text/plain"})
    assert plain.status_code == 415
    assert inbox.post("/inbox/remove", content="[1]", headers={"content-type": "application/json"}).status_code == 400
    assert inbox.post("/inbox/remove", content="x" * 70_000, headers={"content-type": "application/json"}).status_code == 413
    assert get(inbox, "items")["total"] == 4


def test_who_has_no_cookie_is_told_so(served: Served) -> None:
    assert httpx.get(f"{served.base}/inbox/items").status_code == 401


@pytest.mark.parametrize(
    "asked",
    [
        {"sentiment": "furious"},
        {"since": "20260303", "until": "2026-W52-1"},
        {"kind": "\0", "words": "\0"},
        *(
            {"words": words}
            for words in ('"', "*", "NEAR(", "AND OR NOT", "text:letter", "a:* & ! | <->", "' OR 1=1", "² ß İ 好")
        ),
    ],
)
def test_a_query_of_any_kind_is_answered(inbox: httpx.Client, asked: dict[str, str]) -> None:
    assert get(inbox, "items", **asked)["total"] <= len(ITEMS)


@pytest.mark.parametrize(
    ("name", "said", "status"),
    [
        ("remove", {"ids": [2**70]}, 400),
        ("remove", {"ids": [True]}, 400),
        ("bring-back", {"ids": [-1]}, 400),
        ("undo", {"change": "\ud800"}, 409),
        ("theme", {"ids": [1], "theme": "\ud800"}, 404),
        ("link", {"item": 1, "type": "card", "id": "letter", "quote": "\ud800"}, 400),
        ("sentiment", {"id": 1, "value": float("nan")}, 400),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(inbox: httpx.Client, name: str, said: Any, status: int) -> None:
    answer = inbox.post(f"/inbox/{name}", content=json.dumps(said), headers={"content-type": "application/json"})
    assert (answer.status_code, bool(answer.json()["error"])) == (status, True)
