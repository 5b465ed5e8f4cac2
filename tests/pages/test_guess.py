"""Our guess: a round from its opening to its score, with real answers taken over, typed in and read from a table."""

from __future__ import annotations

import pytest

from cxmap.access import Actor
from cxmap.changes import Edit
from cxmap.formats import FormatError
from cxmap.model.records import new_id
from cxmap.store.guesses import Guess
from cxmap.ui import forecast_answers

TITLES = ("Letter", "Call", "Signs", "Waiting room", "Talk", "Goodbye")


@pytest.fixture
def said(said):
    return lambda test: said(test).replace("\\", "")


def button(test, label):
    return next(b for b in test.button if b.label == label)


def save(test):
    return next(b for b in test.button if b.key and b.key.endswith(".save"))


@pytest.fixture
def map_(put):
    """A journey with six touchpoints and a pain."""
    put(
        Edit("put", "persona", "rosa", {"workspace": "main", "name": "Rosa"}),
        Edit("put", "journey", "j", {"workspace": "main", "title": "A visit"}),
        Edit("put", "traveller", "t", {"journey": "j", "persona": "rosa", "order": "a0"}),
        Edit("put", "stage", "s", {"journey": "j", "name": "There", "order": "a0"}),
        Edit("put", "lane", "l", {"journey": "j", "kind": "touchpoint", "order": "a0"}),
        Edit("put", "lane", "p", {"journey": "j", "kind": "pain", "order": "a1"}),
        Edit("put", "card", "pain", {"journey": "j", "stage": "s", "lane": "p", "order": "a0", "title": "Silence"}),
        *(
            Edit("put", "card", f"c{i}", {"journey": "j", "stage": "s", "lane": "l", "order": f"a{i}", "title": title})
            for i, title in enumerate(TITLES)
        ),
    )


@pytest.fixture
def round_(put, map_):
    put(
        Edit(
            "put",
            "forecast",
            "f",
            {"journey": "j", "title": "May *2026*", "state": "open", "opened": "2026-05-01T08:00:00.000Z"},
        )
    )


@pytest.fixture
def guessed(store, round_):
    """Three people have predicted everything: 4, 3 and 5 of satisfaction."""
    for person, value in (("a", 4), ("b", 3), ("c", 5)):
        for i in range(len(TITLES)):
            store.guesses.give("f", Guess(f"c{i}", value, 1 + i % 5), Actor(person, "champion")).result(10)


def closed(put):
    put(Edit("patch", "forecast", "f", {"state": "closed", "closed": "2026-05-09T08:00:00.000Z"}))


def answers(put, *values):
    for i, value in enumerate(values):
        fields = {
            "journey": "j",
            "forecast": "f",
            "card": f"c{i}",
            "satisfaction": value,
            "importance": 1 + i % 5,
            "answers": 12,
        }
        put(Edit("put", "actual", f"f.c{i}", fields))


def test_without_a_journey_or_touchpoints_the_page_says_what_to_do(app, said, put):
    assert "There is no journey yet" in said(app("guess"))
    put(Edit("put", "journey", "j", {"workspace": "main", "title": "A visit"}))
    assert "This journey has no touchpoints yet" in said(app("guess", journey="j"))


def test_a_round_is_opened_predicted_changed_and_closed(app, said, store, map_):
    test = app("guess", journey="j")
    assert "Thinking you know what customers want is risky" in said(test)
    button(test, "New round").click().run()
    save(test).click().run()
    [made] = store.view("j").of_type("forecast")
    assert (made["state"], made["persona"]) == ("open", None)
    assert made["opened"]
    assert len(test.get("button_group")) == 2 * len(TITLES), "the pain is not asked about"
    key = f"guess.{made['id']}.c0"
    test.segmented_control(key=f"{key}.satisfaction").set_value(4).run()
    test.segmented_control(key=f"{key}.importance").set_value(5).run()
    test.segmented_control(key=f"{key}.satisfaction").set_value(2).run()
    counts = store.guesses.counts(made["id"])
    assert (counts.people, counts.complete, counts.cards) == (1, 0, 6)
    test.run()
    assert "1 person has predicted, 0 of them everything" in said(test)
    button(test, "Close and compare").click().run()
    assert "With fewer than 3 people" in said(test)
    save(test).click().run()
    assert store.view("j").of_type("forecast")[0]["state"] == "closed"
    assert store.guesses.figures(made["id"])["c0"] == ([2], [5])
    assert "was closed" in said(test)
    test.button(key="notice.undo.undo").click().run()
    assert store.view("j").of_type("forecast")[0]["state"] == "open"


def test_while_it_is_open_nothing_of_others_is_shown(app, said, guessed, put):
    answers(put, 2, 2, 2, 2, 2)
    text = said(app("guess", journey="j"))
    assert "3 people have predicted, 3 of them everything" in text
    assert "We score" not in text
    assert "Predicted" not in text


def test_nobody_closes_a_round_that_nobody_predicted_in(app, said, round_):
    test = app("guess", journey="j")
    button(test, "Close and compare").click().run()
    assert "Nobody has predicted yet" in said(test)
    assert save(test).disabled


def test_a_closed_round_says_score_gaps_surprises_and_priorities(app, said, guessed, put):
    closed(put)
    answers(put, 2, 4, 4, 3, 1, 4)
    test = app("guess", journey="j")
    text = said(test)
    # predicted 4 everywhere: |4−2| + 0 + 0 + 1 + 3 + 0 = 6 over 6: 100 · (1 − 1/4); always 3: 1+1+1+0+2+1 = 6
    assert "We score 75 of 100: no better than always saying 3." in text
    assert "100 × (1 − mean |predicted − real| ÷ 4)" in text
    assert "“Talk”: we predicted 4.0, customers say 1.0. We think better of it than customers do." in text
    assert "We know what matters: 14 of 15 pairs" in text
    assert "at 3 of 6 touchpoints: all too rosy" in text
    assert [m.value for m in test.metric] == ["75 of 100", "75 of 100", "6"]
    assert len(test.get("plotly_chart")) == 1
    assert not [word for word in ("person a", "champion") if word in text]


def test_under_five_answers_there_is_no_score(app, said, guessed, put):
    closed(put)
    answers(put, 2, 4, 4, 3)
    test = app("guess", journey="j")
    assert "a score takes 5: 1 more" in said(test)
    assert list(test.metric) == []


def test_what_is_known_is_taken_over_and_taken_back(app, said, store, guessed, put):
    closed(put)
    put(
        Edit("put", "measure", "m", {"journey": "j", "card": "c1", "name": "CSAT of calls", "method": "csat", "order": "a0"}),
        Edit(
            "put",
            "reading",
            new_id(),
            {
                "journey": "j",
                "measure": "m",
                "date": "2026-05-01",
                "value": 50,
                "method": "csat",
                "scale": "1-5",
                "answers": 30,
            },
        ),
        Edit(
            "put",
            "feeling",
            "c0.rosa.reported",
            {"journey": "j", "card": "c0", "persona": "rosa", "source": "reported", "value": -3},
        ),
    )
    test = app("guess", journey="j")
    assert "2 touchpoints have an answer that you hold already" in said(test)
    button(test, "Take them over").click().run()
    there = {a["card"]: a for a in store.view("j").of_type("actual")}
    assert {card: (a["satisfaction"], a["answers"]) for card, a in there.items()} == {"c0": (1.0, None), "c1": (3.0, 30)}
    assert "1 + 4 × CSAT ÷ 100" in there["c1"]["origin"]
    test.button(key="notice.undo.undo").click().run()
    assert store.view("j").of_type("actual") == []


def test_a_table_is_read_whole_or_not_at_all(app, said, store, guessed, put):
    closed(put)
    test = app("guess", journey="j")
    field = next(w for w in test.text_area if w.key.endswith(".paste"))
    field.set_value("Touchpoint;Zufriedenheit;n\nLetter;2,5;40\nNowhere;3;1")
    button(test, "Read the table").click().run()
    assert "there is no touchpoint “Nowhere”" in said(test)
    assert store.view("j").of_type("actual") == []
    field = next(w for w in test.text_area if w.key.endswith(".paste"))
    field.set_value("Touchpoint;Zufriedenheit;n;from\nLetter;2,5;40;Survey\nCALL;3;7;")
    button(test, "Read the table").click().run()
    there = {a["card"]: (a["satisfaction"], a["answers"], a["origin"]) for a in store.view("j").of_type("actual")}
    assert there == {"c0": (2.5, 40, "Survey"), "c1": (3.0, 7, "")}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("touchpoint,satisfaction", "The table is empty"),
        ("name,what\nLetter,2", "names no column “satisfaction”"),
        ("touchpoint,satisfaction\nLetter,6", "Row 2, column “satisfaction”: 6 does not lie between 1 and 5"),
        ("touchpoint,satisfaction\nLetter,much", "Row 2, column “satisfaction”"),
        ("touchpoint,satisfaction,answers\nLetter,2,0", "column “answers”: 0 does not lie"),
    ],
)
def test_a_table_that_does_not_fit_names_its_row(store, map_, text, words):
    with pytest.raises(FormatError) as refusal:
        forecast_answers.read(store.view("j"), text)
    assert words in refusal.value.message


def test_an_answer_is_made_changed_and_deleted_by_what_is_typed():
    round_ = {"id": "f", "journey": "j"}
    now = {"satisfaction": 2.0, "importance": None, "answers": None, "origin": ""}
    made = forecast_answers.edit(round_, "c", None, now)
    assert (made.op, made.id) == ("put", "f.c")
    changed = forecast_answers.edit(round_, "c", now, {**now, "answers": 3})
    assert (changed.op, changed.fields, changed.was) == ("patch", {"answers": 3}, {"answers": None})
    assert forecast_answers.edit(round_, "c", now, {**now, "satisfaction": None}).op == "delete"
    assert forecast_answers.edit(round_, "c", now, now) is None
    assert forecast_answers.edit(round_, "c", None, {**now, "satisfaction": None}) is None


def test_a_figure_outside_its_scale_is_refused_by_name_and_kept_in_the_table(monkeypatch):
    kept = {}
    monkeypatch.setattr(forecast_answers.session, "field", lambda form, name: name)
    monkeypatch.setattr(forecast_answers.session, "get", kept.get)
    monkeypatch.setattr(forecast_answers.session, "put", kept.__setitem__)
    monkeypatch.setattr(forecast_answers.session, "take", lambda name: kept.pop(name, None))
    seen = {"ids": ["c0"], "Touchpoint": ["Letter"]}
    for column, value, told in (
        ("Satisfaction", 35.0, "“Letter”, column “Satisfaction”: 35 does not lie between 1 and 5"),
        ("Importance", 0.5, "“Letter”, column “Importance”: 0.5 does not lie between 1 and 5"),
        ("Answers", 0, "“Letter”, column “Answers”: 0 does not lie between 1 and 1,000,000,000"),
    ):
        kept["grid"] = {"edited_rows": {0: {"From": "a letter", column: value}}}
        forecast_answers._save({"id": "f", "journey": "j"}, "form", seen)
        assert told in kept["wrong"]
        assert "grid" in kept


def test_a_round_is_deleted_and_brought_back(app, said, store, guessed, put):
    closed(put)
    answers(put, 2, 4)
    test = app("guess", journey="j")
    test.button(key="round.delete").click().run()
    assert "“May *2026*” was deleted with its answers" in said(test)
    assert store.view("j").of_type("actual") == []
    test.button(key="notice.undo.undo").click().run()
    assert len(store.view("j").of_type("actual")) == 2
    assert store.guesses.figures("f")["c0"] == ([3, 4, 5], [1, 1, 1])


def test_a_round_that_is_closed_while_somebody_predicts_says_so(app, said, store, round_, put):
    test = app("guess", journey="j")
    closed(put)
    test.segmented_control(key="guess.f.c0.satisfaction").set_value(4).run()
    assert "takes no predictions any more" in said(test)
    assert store.guesses.figures("f") == {}
