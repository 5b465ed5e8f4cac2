"""The page of ideas: boards, moving an idea with a word to its giver, links, and the way onto a map."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from cxmap.changes import Edit
from cxmap.ui import ideas as page


def button(test, label):
    return next(b for b in test.button if b.label == label)


def ago(**time):
    return (datetime.now(UTC) - timedelta(**time)).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def idea(id_, **fields):
    return Edit("put", "idea", id_, {"whiteboard": "b", "text": f"Idea {id_}", "at": ago(days=20), **fields})


@pytest.fixture
def board(store, put):
    """A board with three ideas, one of them in work."""
    put(
        Edit("put", "whiteboard", "b", {"workspace": store.workspace, "title": "Corridor", "question": "What *hurts*?"}),
        idea("one", text="A sign at the <b>lift</b>\nwith arrows", author_name="Ann"),
        idea("two", state="in_work", at=ago(days=30), owner="Ben"),
        idea("three", at=ago(days=2)),
        Edit("put", "idea_step", "s", {"idea": "two", "state": "in_work", "at": ago(days=25)}),
    )


def words(said, test):
    return said(test).replace("\\", "")


def test_an_empty_page_says_what_to_do_and_makes_the_first_board(app, said, store):
    test = app("ideas")
    assert "No idea board yet." in words(said, test)
    assert "Choose **New idea board**" in said(test)
    button(test, "New idea board").click().run()
    button(test, "Make the board").click().run()
    assert "The board has no title" in words(said, test)
    next(t for t in test.text_input if t.label == "Title").set_value("Corridor")
    test.text_area[0].set_value("What would you change?")
    button(test, "Make the board").click().run()
    assert not test.exception
    (made,) = store.of_type("whiteboard")
    assert (made["title"], made["question"], made["state"]) == ("Corridor", "What would you change?", "open")
    assert test.query_params["board"] == [made["id"]] or test.query_params["board"] == made["id"]


def test_the_board_shows_where_each_idea_stands_and_its_figures(app, said, board):
    test = app("ideas")
    text = words(said, test)
    assert "3 ideas. 2 wait for a first word, 1 in work, 0 done." in text
    assert "What *hurts*?" in text
    assert [(m.label, m.value) for m in test.metric] == [
        ("Ideas", "3"),
        ("New to done, median", "–"),
        ("Answered within 14 days", "50%"),
    ]
    assert "Answered: of the 2 ideas given at least 14 days ago." in text
    assert "for 25 days" in text
    labels = [b.label for b in test.button]
    assert labels.index("A sign at the \\<b\\>lift\\<\\/b\\> with arrows") < labels.index("Idea three")  # it waits longer
    test.text_input(page.session.IDEA_SEARCH).set_value("ben").run()
    assert "Idea two" in [b.label for b in test.button]
    assert "Idea three" not in [b.label for b in test.button]
    test.selectbox(page.session.IDEA_ONLY).set_value("unowned").run()
    assert "No idea is like that" in words(said, test)


def test_an_idea_is_moved_and_its_giver_is_told(app, said, store, board):
    test = app("ideas")
    test.menu_button(key="idea.move.one").set_value("To “Chosen”").run()
    assert "What Ann is told" in [area.label for area in test.text_area]
    test.text_area[0].set_value("Building asks the printers, by Friday.")
    next(t for t in test.text_input if t.label == "Owner").set_value("Mia")
    button(test, "Move to “Chosen”").click().run()
    assert not test.exception
    record = store.record("idea", "one")
    assert (record["state"], record["owner"]) == ("chosen", "Mia")
    (step,) = [s for s in store.of_type("idea_step") if s["idea"] == "one"]
    assert (step["state"], step["note"]) == ("chosen", "Building asks the printers, by Friday.")
    assert step["author_name"]
    assert "is now “Chosen”" in words(said, test)
    button(test, "Undo").click().run()
    assert store.record("idea", "one")["state"] == "new"
    assert not [s for s in store.of_type("idea_step") if s["idea"] == "one"]


def test_not_now_needs_a_reason(app, said, store, board):
    test = app("ideas")
    test.menu_button(key="idea.move.one").set_value("To “Not now”").run()
    button(test, "Move to “Not now”").click().run()
    assert "Say why it is not done for now" in words(said, test)
    assert store.record("idea", "one")["state"] == "new"
    test.text_area[0].set_value("The lift is built anew in spring.")
    button(test, "Move to “Not now”").click().run()
    assert store.record("idea", "one")["reason"] == "The lift is built anew in spring."
    (step,) = [s for s in store.of_type("idea_step") if s["idea"] == "one"]
    assert step["note"] == "The lift is built anew in spring."


def test_a_dropped_idea_that_somebody_moved_or_deleted_meanwhile(app, said, store, put, board, monkeypatch):
    drops = iter([{"idea": "one", "from": "new", "to": "done"}])
    monkeypatch.setattr(page, "carry_ideas", lambda data, key: SimpleNamespace(moved=next(drops, None)))
    test = app("ideas")
    assert "New → **Done**" in words(said, test)
    put(Edit("patch", "idea", "one", {"state": "discussed"}))
    button(test, "Move to “Done”").click().run()
    assert "Somebody moved this idea meanwhile: it is “Discussed” now." in words(said, test)
    assert store.record("idea", "one")["state"] == "discussed"
    put(Edit("delete", "idea", "one"))
    button(test, "Move to “Done”").click().run()
    assert not test.exception
    assert "This idea was deleted meanwhile." in words(said, test)


def test_a_drop_of_what_somebody_moved_under_the_drag_says_so_at_once(app, said, board, monkeypatch):
    drops = iter([{"idea": "one", "from": "chosen", "to": "done"}])
    monkeypatch.setattr(page, "carry_ideas", lambda data, key: SimpleNamespace(moved=next(drops, None)))
    test = app("ideas")
    assert "Somebody moved this idea meanwhile: it is “New” now." in words(said, test)


def test_a_link_opens_an_idea_once(app, said, board):
    test = app("ideas", board="b", idea="two")
    assert "What it is about" in said(test)
    assert "idea" not in test.query_params


def opened(app, id_):
    test = app("ideas")
    return test.button(key=f"idea.open.{id_}").click().run()


def test_an_idea_from_close_by(app, said, store, put, board):
    put(
        Edit("put", "team", "t", {"workspace": store.workspace, "name": "Building"}),
        Edit("put", "remark", "r", {"idea": "two", "text": "At *last*", "author_name": "Eve", "at": ago(days=1)}),
    )
    test = opened(app, "two")
    text = words(said, test)
    assert "At *last*" in text
    assert "**In work** :gray[" in text
    next(s for s in test.selectbox if s.label == "Team").set_value("t")
    next(a for a in test.text_area if a.label == "What came of it").set_value("A test week.")
    put(Edit("patch", "idea", "two", {"owner": "Somebody else"}))
    button(test, "Save").click().run()
    record = store.record("idea", "two")
    assert (record["team"], record["outcome"], record["owner"]) == ("t", "A test week.", "Somebody else")
    next(a for a in test.text_area if a.label == "Your remark").set_value("I print it.")
    button(test, "Say it").click().run()
    assert {r["text"] for r in store.of_type("remark")} == {"At *last*", "I print it."}
    button(test, "Delete the idea").click().run()
    assert store.record("idea", "two") is None
    button(test, "Undo").click().run()
    assert store.record("idea", "two")["outcome"] == "A test week."


def test_an_idea_is_linked_with_a_pain_and_put_on_the_map(app, said, store, board, hospital):
    test = opened(app, "one")
    next(s for s in test.selectbox if s.label == "Journey").set_value("j").run()
    card = next(s for s in test.selectbox if s.label == "Card")
    pain = next(c["id"] for c in hospital.cards if c["title"].startswith("Silence"))
    assert card.options[:2] == ["The whole journey", "Pain points: Silence for five weeks (Waiting)"]
    card.set_value(pain)
    button(test, "Link it").click().run()
    (link,) = store.of_type("idea_link")
    assert (link["map"], link["card"], link["title"]) == ("j", pain, "Silence for five weeks")
    next(s for s in test.selectbox if s.label == "Journey").set_value("j").run()
    next(s for s in test.selectbox if s.label == "Card").set_value(pain)
    button(test, "Link it").click().run()
    assert "The idea is linked with this already." in words(said, test)

    button(test, "Put on the map").click().run()
    assert not test.exception
    view = store.view("j")
    lane = next(lane for lane in view.lanes if lane["kind"] == "opportunity")
    assert [lane["kind"] for lane in view.lanes].index("opportunity") == [lane["kind"] for lane in view.lanes].index("pain") + 1
    (made,) = [c for c in view.cards if c["lane"] == lane["id"]]
    assert (made["title"], made["note"]) == ("A sign at the <b>lift</b> with arrows", "A sign at the <b>lift</b>\nwith arrows")
    assert made["stage"] == next(c["stage"] for c in view.cards if c["id"] == pain)
    assert made["evidence"] == "assumed"
    (source,) = view.under("source", "card")[made["id"]]
    assert (source["kind"], source["quote"]) == ("employees", "A sign at the <b>lift</b>\nwith arrows")
    assert {(x["card"]) for x in store.of_type("idea_link")} == {pain, made["id"]}
    assert "It is an opportunity now, in “Waiting”" in words(said, test)
    assert "Put on the map" not in [b.label for b in test.button]  # once is enough
    button(test, "Undo").click().run()
    assert len(store.of_type("idea_link")) == 1
    assert all(c["lane"] != lane["id"] for c in store.view("j").cards)


def test_a_board_is_closed_renamed_and_deleted(app, said, store, board):
    test = app("ideas")
    test.menu_button(key="ideas.more.b").set_value("Close: no more ideas").run()
    assert store.record("whiteboard", "b")["state"] == "closed"
    assert "This board takes no more ideas" in words(said, test)
    test.menu_button(key="ideas.more.b").set_value("Open again").run()
    assert store.record("whiteboard", "b")["state"] == "open"
    test.menu_button(key="ideas.more.b").set_value("Rename").run()
    next(t for t in test.text_input if t.label == "Title").set_value("Corridor, 2nd floor")
    button(test, "Save").click().run()
    assert store.record("whiteboard", "b")["title"] == "Corridor, 2nd floor"
    test.menu_button(key="ideas.more.b").set_value("Delete").run()
    assert store.record("whiteboard", "b") is None
    assert store.of_type("idea") == []
    button(test, "Undo").click().run()
    assert len(store.of_type("idea")) == 3


def test_a_long_column_is_cut_and_shown_whole(app, board, put):
    put(*(idea(f"more{i:02}", text=f"More {i}") for i in range(20)))
    test = app("ideas")
    assert len([b for b in test.button if b.label.startswith("More ")]) < 20
    button(test, "Show all 22").click().run()
    assert len([b for b in test.button if b.label.startswith("More ")]) == 20


def test_a_code_needs_sharing(app, said, board):
    test = app("ideas")
    button(test, "Code and poster").click().run()
    assert "cxmap is not shared yet" in words(said, test)
