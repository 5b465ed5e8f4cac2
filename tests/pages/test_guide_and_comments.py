"""Home: how far the guide's questions are answered, and the comments that wait for somebody."""

import pytest

from cxmap.changes import Edit
from cxmap.ui import session


def test_a_card_says_how_far_the_questions_are_answered(app, said, hospital, put):
    assert "6 of 22 questions answered" in said(app())
    stages = [stage["id"] for stage in hospital.stages]
    answers = [
        Edit("put", "answer", f"{stages[0]}.{q}", {"journey": "j", "stage": stages[0], "question": q})
        for q in ("goal", "people")
    ]
    put(*answers)
    assert "8 of 22 questions answered" in said(app())


def test_an_empty_map_says_nothing_of_questions(app, said, put):
    put(Edit("put", "journey", "empty", {"workspace": "main", "title": "Empty"}))
    assert "questions answered" not in said(app())


@pytest.fixture
def you(store, put):
    """The person at the browser of the tests: AppTest sends no cookie, so the page makes a guest, who stays for the session."""
    put(Edit("put", "person", "you", {"workspace": "main", "name": "Rosa Lind", "number": 90}))
    put(Edit("put", "person", "ben", {"workspace": "main", "name": "Ben", "number": 91}))
    return "you"


def comment(id_, text="Look here, @Rosa Lind", **more):
    fields = {"journey": "j", "text": text, "author": "ben", "author_name": "Ben", "at": "2026-11-22T09:00:00Z", **more}
    return Edit("put", "comment", id_, fields)


def mention(id_):
    return Edit("put", "mention", f"{id_}.you", {"journey": "j", "comment": id_, "person": "you"})


def home(app, you):
    test = app()
    test.session_state[session.GUEST] = you
    test.run()
    assert not test.exception
    return test


def links(test):
    return [(link.proto.label.replace("\\", ""), link.proto.query_string) for link in test.get("page_link")]


def test_mentions_are_links_to_their_thread(app, said, put, hospital, you):
    put(comment("k1", card=hospital.cards[0]["id"]), mention("k1"), comment("k2", "And *here* @Rosa Lind"), mention("k2"))
    test = home(app, you)
    assert "**2 comments mention you**" in said(test)
    found = links(test)
    assert {label for label, _ in found[:2]} == {"Ben: Look here, @Rosa Lind", "Ben: And *here* @Rosa Lind"}
    assert any("comment=k1" in query and "journey=j" in query for _, query in found)


def test_an_answer_or_a_resolved_thread_ends_the_waiting(app, said, put, hospital, you):
    put(comment("k1"), mention("k1"))
    assert "**1 comment mentions you**" in said(home(app, you))
    put(comment("k2", "Done", thread="k1", author="you", author_name="Rosa Lind", at="2026-11-22T09:30:00Z"))
    assert "mentions you" not in said(home(app, you))
    put(comment("k3", thread="k1", at="2026-11-22T10:00:00Z"), mention("k3"))
    assert "mentions you" in said(home(app, you))
    put(Edit("patch", "comment", "k1", {"resolved": "2026-11-22T11:00:00Z"}))
    assert "mentions you" not in said(home(app, you))


def test_the_board_knows_who_can_be_mentioned(store, put, you):
    put(Edit("put", "person", "guest", {"workspace": "main", "name": "", "number": 92}))
    assert [p["name"] for p in store.people()] == ["Ben", "Rosa Lind"]
