"""The feedback page: a file with a look at its columns, progress, cancel and report; paste; the list of imports."""

from __future__ import annotations

import threading

import pytest

from cxmap.access import SYSTEM
from cxmap.model.feedback import Query
from cxmap.ui import feedback_jobs, session
from cxmap.ui.feedback_typing import tabular, texts

CSV = b"""When;Comment;Stars
03.02.2026;"Nobody rang back.
Write to rosa@example.org";1
04.02.2026;The nurse was lovely;5
05.02.2026;;4
nonsense;Too late;2
04.02.2026;The nurse was lovely;5
"""


@pytest.fixture
def said(said):
    """Everything that a page says, as it is read."""
    return lambda test: said(test).replace("\\", "")


def button(test, label):
    return next(b for b in test.button if b.label == label)


def field(test, kind, name):
    return next(w for w in getattr(test, kind) if w.key and w.key.endswith(f".{name}"))


def ended(test):
    """Wait for the import that this tab began, then draw the page."""
    job = feedback_jobs.find(test.session_state[session.FEEDBACK_JOB])
    assert job is not None
    assert job.wait(20)
    return test.run()


def with_file(app, data=CSV, name="Clinic survey.csv"):
    test = app("feedback")
    button(test, "Import").click().run()
    test.file_uploader[0].upload(name, data, "text/csv").run()
    assert not test.exception, test.exception
    return test


def test_an_import_from_the_first_look_to_the_report(app, said, store):
    test = with_file(app)
    assert {s.label: s.value for s in test.selectbox}.items() >= {
        "Text": "Comment",
        "Date": "When",
        "Score": "Stars",
        "Reference": "",
        "What it is": "survey",
    }.items()
    assert list(test.dataframe[0].value.columns)[:2] == ["Comment", "When"]
    field(test, "button", "go").click().run()
    test = ended(test)
    assert (
        "Clinic survey.csv: 5 rows** = 2 with text + 1 without text + 1 there already + 1 refused. Masked: 1 e-mail address."
        in said(test)
    )
    assert "Row 5" in said(test)
    found = store.feedback.search(Query(order="oldest"))
    assert [(i.text, i.date, i.score) for i in found.items] == [
        ("Nobody rang back.\nWrite to [e-mail]", "2026-02-03", 1),
        ("The nurse was lovely", "2026-02-04", 5),
        ("", "2026-02-05", 4),
    ]
    button(test, "Dismiss").click().run()
    assert "5 rows" not in said(test)


def test_rows_of_a_spreadsheet_are_pasted(app, said, store):
    test = app("feedback")
    button(test, "Import").click().run()
    pasted = "Comment\tWhen\tStars 1-5\nNobody rang back\t2026-02-03\t1\nAll was fine\t2026-02-04\t5\n"
    field(test, "text_area", "paste").set_value(pasted).run()
    assert not test.exception, test.exception
    chosen = {s.label: s for s in test.selectbox}
    assert (chosen["Text"].value, chosen["Date"].value, chosen["Score"].value) == ("Comment", "When", "Stars 1-5")
    assert "Stars 1-5" in chosen["Score"].options, "as it stands in the file"
    field(test, "button", "go").click().run()
    assert "2 rows** = 2 with text + 0 without text + 0 there already + 0 refused" in said(ended(test))
    assert sorted(item.score for item in store.feedback.search(Query()).items) == [1, 5]


def test_the_columns_are_remembered_and_can_be_changed(app, said, store):
    test = with_file(app)
    field(test, "selectbox", "score").set_value("").run()
    field(test, "selectbox", "kind").set_value("complaint")
    field(test, "button", "go").click().run()
    ended(test)
    assert {item.kind for item in store.feedback.search(Query()).items} == {"complaint"}
    again = with_file(app)
    assert "imported before" in said(again)
    assert field(again, "selectbox", "score").value == ""


def test_a_file_without_a_text_is_told_before_it_is_imported(app, said):
    test = with_file(app)
    assert "No column is the text" not in said(test)
    field(test, "selectbox", "text").set_value("").run()
    assert "No column is the text yet" in said(test)


def test_masking_can_be_switched_off_and_says_what_that_means(app, said, store):
    test = with_file(app)
    field(test, "checkbox", "mask").set_value(False).run()
    assert "kept as it is" in said(test)
    field(test, "button", "go").click().run()
    ended(test)
    assert "rosa@example.org" in store.feedback.search(Query(words="nobody")).items[0].text


def test_a_file_that_cannot_be_read_is_told(app, said):
    test = with_file(app, b"%PDF-1.7 nothing", "survey.pdf.csv")
    assert "PDF" in said(test)
    assert not [b for b in test.button if b.key and b.key.endswith(".go")]


def test_progress_is_shown_and_cancel_asks_the_import_to_stop(app, said, store, monkeypatch):
    def slow(store_, table, mapping, actor, kind, mask, progress, cancelled):
        progress(0.4, 120)
        stop.wait(20)
        assert cancelled()
        return feedback_jobs.Report("b", cancelled=True)

    stop = threading.Event()
    monkeypatch.setattr(feedback_jobs, "import_feedback", slow)
    test = with_file(app)
    field(test, "button", "go").click().run()
    job = feedback_jobs.find(test.session_state[session.FEEDBACK_JOB])
    assert job.state == "running"
    button(test, "Cancel").click().run()
    assert job.stopping
    stop.set()
    test = ended(test)
    assert "Clinic survey.csv was cancelled.** What had come in was taken back" in said(test)


def test_an_import_that_is_cancelled_leaves_nothing(store):
    from cxmap.feedback import read

    rows = b"Text;Date\n" + b"".join(b"Said number %d;2026-01-02\n" % n for n in range(3_000))
    table = read(rows, "many.csv")
    job = feedback_jobs.start(store, table, dict(table.mapping), SYSTEM, "other", True)
    job.cancel()
    assert job.wait(30)
    assert job.state == "cancelled"
    assert store.feedback.search(Query()).total == 0


def test_an_import_that_fails_says_so(app, said, store, monkeypatch):
    def broken(*_):
        raise ValueError("a secret of the inside")

    monkeypatch.setattr(feedback_jobs, "import_feedback", broken)
    test = with_file(app)
    field(test, "button", "go").click().run()
    test = ended(test)
    assert "Clinic survey.csv was not imported" in said(test)
    assert "secret" not in said(test)


@pytest.mark.parametrize(
    ("typed", "several", "expected"),
    [
        ("One.\ntwo\n\nThree", True, ["One.\ntwo", "Three"]),
        ("One\r\n \t\r\n\r\nTwo\r\n", True, ["One", "Two"]),
        ("One\n\nstill one", False, ["One\n\nstill one"]),
        (" \n\n ", True, []),
        ("", False, []),
        ("One\0\x07 more", False, ["One more"]),
    ],
)
def test_what_is_typed_as_items(typed, several, expected):
    assert texts(typed, several) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Text\tScore\nGood\t5\n", True),
        ("Text\tScore\n", False),
        ("Good\n\nBad", False),
        ("A tab\there\nnone here", False),
        ("", False),
    ],
)
def test_rows_of_a_table_are_told_from_texts(typed, expected):
    assert tabular(typed) is expected


def test_several_are_pasted_at_once_and_masked(app, said, store):
    test = app("feedback")
    button(test, "Paste or type in").click().run()
    assert "No names are needed" in said(test)
    field(test, "button", "go").click().run()
    assert "There is nothing to add yet" in said(test)
    test.text_area[0].set_value("Call me on +44 20 7946 0958\n\nAll was fine, thank you").run()
    field(test, "selectbox", "kind.Several").set_value("chat")
    button(test, "Add 2 items").click().run()
    assert "2 items added. 1 piece of personal data masked." in said(test)
    assert sorted(item.text for item in store.feedback.search(Query(kind="chat")).items) == [
        "All was fine, thank you",
        "Call me on [phone]",
    ]


def test_one_is_typed_in_with_its_score(app, store):
    test = app("feedback")
    button(test, "Paste or type in").click().run()
    field(test, "segmented_control", "how").set_value("One").run()
    test.text_area[0].set_value("She waited\n\nan hour.")
    field(test, "number_input", "score").set_value(2.0)
    field(test, "selectbox", "scale").set_value("1-5")
    field(test, "selectbox", "channel").set_value("in_person")
    field(test, "button", "go").click().run()
    (item,) = store.feedback.search(Query()).items
    assert (item.text, item.kind, item.score, item.scale, item.channel) == (
        "She waited\n\nan hour.",
        "call",
        2,
        "1-5",
        "in_person",
    )


def test_an_import_is_taken_out_and_brought_back(app, said, store):
    test = with_file(app)
    field(test, "button", "go").click().run()
    test = ended(test)
    button(test, "Imports").click().run()
    assert "5 rows = 2 with text + 1 without + 1 there already + 1 refused" in said(test)
    button(test, "Take out").click().run()
    assert store.feedback.search(Query()).total == 0
    button(test, "Bring back").click().run()
    assert store.feedback.search(Query()).total == 3
