"""The switch on the Settings page, and what pages show whom while cxmap is shared."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from cxmap.access import Role
from cxmap.store import Store
from cxmap.store.sessions import HERE, LINK, PASSPHRASE
from cxmap.ui import person
from cxmap.web import sharing
from cxmap.web.door import Addresses
from cxmap.web.sharing import Shared, Sharing

URL = "http://192.168.1.5:8501"


@pytest.fixture
def switch(store: Store, monkeypatch: pytest.MonkeyPatch) -> Sharing:
    made = Sharing(store)
    monkeypatch.setattr(sharing._Process, "sharing", made)
    return made


@pytest.fixture
def let_in(switch: Sharing, store: Store, monkeypatch: pytest.MonkeyPatch):
    """Shares, and lets this page in as somebody."""
    switch.shared = Shared(URL, Addresses((URL,)), None)

    def come(role: Role, how: str = PASSPHRASE, journey: str = "") -> str:
        secret = store.sessions.add(store.identities.make_person("Ana"), role, how, journey=journey)
        monkeypatch.setattr(person, "let_in", lambda: store.sessions.find(secret))
        for module in ("sharing", "profile"):
            monkeypatch.setattr(f"cxmap.ui.{module}.let_in", lambda: store.sessions.find(secret))
        return secret

    return come


def labels(test: AppTest) -> set[str]:
    return {button.label for button in test.button}


def test_where_no_server_runs_there_is_no_switch(app, said):
    test = app("settings")
    assert "Share with your network" not in said(test)


def test_not_shared_the_switch_explains_itself(app, said, switch, monkeypatch):
    monkeypatch.setattr("cxmap.ui.sharing.network_address", lambda: "192.168.1.5")
    test = app("settings")
    text = said(test)
    assert "nobody gets in without an identity" in text
    assert "192\\.168\\.1\\.5" in text
    assert "Share" in labels(test)
    assert len(test.text_input[1].value) == 19
    test.text_input[1].set_value("short").run()
    next(button for button in test.button if button.label == "Share").click().run()
    assert "8 to 200 characters" in said(test)
    assert not switch.on


def test_without_a_network_it_says_what_to_do(app, said, switch, monkeypatch):
    monkeypatch.setattr("cxmap.ui.sharing.network_address", lambda: None)
    test = app("settings")
    assert sharing.NO_NETWORK in said(test)
    assert "Share" not in labels(test)


def test_the_owner_sees_who_is_in_and_sends_them_out(app, said, store, let_in):
    let_in("owner", HERE)
    petra = store.sessions.add(store.identities.make_person("Petra"), "viewer", PASSPHRASE)
    test = app("settings")
    text = said(test)
    assert URL in text
    assert "Who is in (2)" in text
    assert "**Petra** · Viewer" in text
    assert "**Ana** (you) · Owner" in text
    next(button for button in test.button if button.label == "Send out").click().run()
    assert store.sessions.find(petra) is None
    assert "Who is in (1)" in said(test)


def test_the_owner_makes_ends_and_makes_a_link_again(app, said, store, let_in, hospital):
    let_in("owner", HERE)
    test = app("settings")

    def press(label: str) -> None:
        next(button for button in test.button if button.label == label).click().run()
        assert not test.exception, test.exception

    press("Make the link")
    assert "Say whom the link is for" in said(test).replace("\\", "")
    next(field for field in test.text_input if field.label == "Whom it is for").set_value("Petra").run()
    next(box for box in test.selectbox if box.label == "What they see").set_value("j").run()
    press("Make the link")
    (link,) = store.sessions.links()
    assert (link.name, link.role, link.journey) == ("Petra", "viewer", "j")
    shown = next(code.value for code in test.code if "/enter#" in code.value)
    assert shown.startswith(f"{URL}/enter#")
    assert store.sessions.link_of(shown.partition("#")[2]) == link
    came = store.sessions.add(store.identities.make_person("P"), "viewer", f"{LINK}:{link.id}")
    press("End")
    assert store.sessions.find(came) is None
    assert store.sessions.link_of(shown.partition("#")[2]) is None
    press("Make a new one")
    again = store.sessions.links()
    assert [bool(each.revoked) for each in again] in ([False, True], [True, False])
    assert {(each.name, each.journey) for each in again} == {("Petra", "j")}


@pytest.mark.parametrize("role", ["facilitator", "champion", "viewer"])
def test_nobody_else_has_the_switch(app, said, let_in, role):
    let_in(role)
    text = said(app("settings"))
    assert "Share with your network" not in text
    assert f"as {role}" in text
    assert "sqlite" not in text


EDITING = {"New journey", "Import", "New persona", "Edit", "Delete", "New team", "New KPI", "Import readings", "Add a reading"}


@pytest.mark.parametrize("page", ["journeys", "personas", "teams", "measures", "compare", "atlas"])
def test_a_viewer_sees_no_controls_that_edit(app, let_in, hospital, page):
    let_in("viewer")
    test = app(page)
    assert not labels(test) & EDITING
    menus = [option for menu in test.get("menu_button") for option in menu.proto.options]
    assert not set(menus) & {"Duplicate", "Delete", "Save as template", "Create a to-be copy"}


@pytest.mark.parametrize("role", ["champion", "facilitator", "owner"])
def test_who_edits_sees_them(app, let_in, hospital, role):
    let_in(role)
    there = labels(app("journeys"))
    assert "New journey" in there
    assert ("Import" in there) is (role != "champion")


@pytest.mark.parametrize(("role", "there"), [("viewer", set()), ("champion", {"Paste or type in"})])
def test_who_edits_types_in_feedback_and_who_leads_imports_files(app, store, let_in, role, there):
    from cxmap.model.feedback import Query

    let_in(role)
    test = app("feedback")
    assert labels(test) & {"Paste or type in", "Import", "Imports"} == there
    for open_ in (button for button in test.button if button.label in there):
        open_.click().run()
        test.text_area[0].set_value("She gave up at the form").run()
        next(button for button in test.button if button.label == "Add 1 item").click().run()
    assert not test.exception, test.exception
    assert [item.text for item in store.feedback.search(Query()).items] == ["She gave up at the form"] * len(there)


def test_a_link_to_one_journey_shows_that_one_only(app, said, put, let_in, hospital):
    from cxmap.changes import Edit

    put(Edit("put", "journey", "other", {"workspace": "main", "title": "Another"}))
    let_in("champion", journey="j")
    test = app("journeys")
    assert "Another" not in said(test)
    links = [link.proto.label for link in test.get("page_link")]
    assert "First hospital appointment" in links
    assert not labels(test) & EDITING
    assert app("journey", journey="other").title[0].value == "This journey is not here"


def test_who_has_no_session_any_more_sees_nothing(app, said, store, switch, hospital):
    switch.shared = Shared(URL, Addresses((URL,)), None)
    test = app("journeys")
    assert "You are signed out" in said(test)
    assert "First hospital appointment" not in said(test)
