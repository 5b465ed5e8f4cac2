"""The network goes, the server dies: typing goes on, and every edit arrives once."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from cxmap.store import Store
from tests.browser.board import BoardPage, equal, eventually
from tests.browser.conftest import Person
from tests.browser.world import beside, put_map, told

CARDS = {("Before", "touchpoint"): ["Letter", "Leaflet"]}


def counted(store: Store, journey: str, title: str) -> int:
    view = store.view(journey)
    assert view is not None
    return sum(card["title"] == title for card in view.cards)


def kept(board: BoardPage) -> int:
    """How many edits wait in the browser's own database."""
    number: int = board.page.evaluate("""() => new Promise((done, fail) => {
      const opening = indexedDB.open("cxmap");
      opening.onerror = () => fail(opening.error);
      opening.onsuccess = () => {
        const counting = opening.result.transaction("outbox").objectStore("outbox").count();
        counting.onerror = () => fail(counting.error);
        counting.onsuccess = () => { opening.result.close(); done(counting.result); };
      };
    })""")
    return number


@pytest.fixture
def cut():
    """Takes a person's network away, the open socket with it, and gives it back."""

    def switch(who: Person, off: bool) -> None:
        who.rough = True
        who.context.set_offline(off)

    return switch


def test_edits_made_offline_wait_and_arrive_once(person, store, cut):
    journey = put_map(store, "Offline", CARDS)
    one, two = person(), person()
    ada, ben = one.board(journey), two.board(journey)
    cut(two, True)
    expect(ben.status).to_have_text(re.compile("^Offline"))
    ben.write("Waiting", "Touchpoints", "Waits at home -1", "Rings twice !!")
    expect(ben.status).to_have_text("Offline: 2 edits waiting")
    ada.write("Waiting", "Touchpoints", "Clinic calls back +2")
    ada.select("Letter")
    ada.press("Delete")
    expect(ada.toast("1 card deleted")).to_be_visible()
    ben.select("Leaflet")
    ben.press("3")
    expect(ben.status).to_have_text("Offline: 3 edits waiting")
    expect(ben.card("Letter")).to_be_visible()

    cut(two, False)
    for board in (ada, ben):
        equal(board.page, board.dump, lambda: told(store.view(journey)))
        expect(board.status).to_have_text(re.compile(r"^Saved · r\d+$"))
    assert [counted(store, journey, title) for title in ("Waits at home", "Rings twice", "Clinic calls back")] == [1, 1, 1]
    assert counted(store, journey, "Letter") == 0
    assert store.check() == []


def test_what_waits_survives_that_the_window_is_closed(person, store, cut):
    journey = put_map(store, "Closed", CARDS)
    ben = person()
    board = ben.board(journey)
    cut(ben, True)
    expect(board.status).to_have_text(re.compile("^Offline"))
    board.write("After", "Actions", "Writes it down -2 *")
    expect(board.status).to_have_text("Offline: 1 edit waiting")
    eventually(board.page, lambda: kept(board), lambda number: number == 1)  # no hand closes it within the milliseconds before
    with board.page.expect_event("close"):  # the call itself does not wait for it
        board.page.close(run_before_unload=True)
    cut(ben, False)
    assert counted(store, journey, "Writes it down") == 0
    again = ben.board(journey)
    eventually(again.page, lambda: counted(store, journey, "Writes it down"), bool)
    equal(again.page, again.dump, lambda: told(store.view(journey)))
    assert counted(store, journey, "Writes it down") == 1


def test_the_server_is_killed_while_people_type_and_nothing_is_lost(person, own_server):
    store = beside(own_server)
    journey = put_map(store, "Killed", CARDS)
    store.close()
    one, two = person(own_server), person(own_server)
    ada, ben = one.board(journey), two.board(journey)
    one.rough = two.rough = True
    acknowledged = []
    for i in range(5):
        ada.write("Before", "Actions", f"Saved {i}")
        ada.ready()
        acknowledged.append(f"Saved {i}")

    ben.cell("Waiting", "Actions").click()
    expect(ben.editor).to_be_focused()
    words = "forty keys typed while nobody answers me"
    assert len(words) == 40
    ben.type(words[:10])
    # Streamlit's page notices as well, and says so in a dialog that must not take the focus
    with ben.page.expect_console_message(lambda m: "Is Streamlit still running?" in m.text, timeout=60_000):
        own_server.kill()
        for letter in words[10:30]:
            ben.type(letter)
    expect(ben.status).to_have_text(re.compile("^Offline"))
    ben.page.keyboard.type(words[30:], delay=80)  # at the pace of a person, while the dialog comes
    expect(ben.editor).to_have_value(words)
    ben.press("Enter").type("and one more").press("Enter", "Escape")
    expect(ben.status).to_have_text("Offline: 2 edits waiting")
    ada.write("After", "Actions", "Ada goes on as well")
    ada.carry(ada.card("Leaflet"), ada.cell("After", "Touchpoints"))
    ada.shows("After", "Touchpoints", ["Leaflet"])

    own_server.start()
    for board in (ada, ben):
        board.ready()
        board.shows("Waiting", "Actions", [words, "and one more"])
        board.shows("After", "Actions", ["Ada goes on as well"])
        board.shows("After", "Touchpoints", ["Leaflet"])
        assert sorted(board.titles("Before", "Actions")) == sorted(acknowledged)
    store = beside(own_server)
    try:
        for board in (ada, ben):
            equal(board.page, board.dump, lambda: told(store.view(journey)))
        assert store.check() == []
    finally:
        store.close()


def test_no_acknowledged_edit_is_lost_when_the_server_dies_in_the_middle(person, own_server):
    store = beside(own_server)
    journey = put_map(store, "In the middle", CARDS)
    store.close()
    one = person(own_server)
    board: BoardPage = one.board(journey)
    one.rough = True
    board.cell("Waiting", "Actions").click()
    expect(board.editor).to_be_focused()
    for i in range(12):
        board.type(f"Line {i}").press("Enter")
        if i == 7:
            own_server.kill()
    board.press("Escape")
    own_server.start()
    board.ready()
    lines = [f"Line {i}" for i in range(12)]
    store = beside(own_server)
    try:
        eventually(
            board.page,
            lambda: sorted(c["title"] for c in store.view(journey).cards if c["title"].startswith("Line")),
            lambda seen: seen == sorted(lines),
        )
        assert store.check() == []
    finally:
        store.close()
