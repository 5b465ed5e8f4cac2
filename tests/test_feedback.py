"""Whole imports of feedback: reports that add up, masking, cancelling, remembered mappings, and the public complaints."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from cxmap.access import Actor
from cxmap.changes import Refused
from cxmap.feedback import Report, import_feedback, keep, kind_of, mapping_of, read
from cxmap.formats import FormatError
from cxmap.model.feedback import Item, Query
from cxmap.store import Store

ANN = Actor("p1", "owner", "Ann")
COMPLAINTS = Path(__file__).parents[2] / "shared" / "data" / "cfpb-complaints.csv"
SAID = (
    b"comment,date,rating,id\n"
    b'"I love it, mail me at ann@example.org",2026-01-02,5,A-100001\n'
    b",2026-01-03,2,A-100002\n"
    b"Call +49 171 1234567,2026-01-04,1,A-100003\n"
    b"Bad date,2026-13-04,1,A-100004\n"
    b"Again,2026-01-04,1,A-100003\n"
)


@pytest.fixture
def there(sqlite_url: str, open_store: Callable[[str], Store]) -> Store:
    return open_store(sqlite_url)


def adds_up(report: Report) -> bool:
    return report.rows == report.imported + report.without_text + report.duplicates + report.refused


def test_each_row_is_accounted_for(store: Store) -> None:
    table = read(SAID, "survey.csv")
    report = import_feedback(store, table, mapping_of(store, table), ANN, kind_of(table))
    assert (report.rows, report.imported, report.without_text, report.duplicates, report.refused) == (5, 2, 1, 1, 1)
    assert report.masked == {"email": 1, "phone": 1, "card": 0, "account": 0}
    assert [(refused.row, refused.column) for refused in report.refusals] == [(5, "date")]
    (batch,) = store.feedback.batches()
    assert (batch.id, batch.kind, batch.state) == (report.batch, "survey", "done")
    assert (batch.rows, batch.imported, batch.refused, batch.masked) == (5, 2, 1, 2)
    phone, none, mail = store.feedback.search(Query()).items
    assert (mail.text, mail.masked, mail.language) == ("I love it, mail me at [e-mail]", True, "en")
    assert mail.sentiment is not None
    assert mail.sentiment > 0.25
    assert (phone.text, phone.score, phone.scale) == ("Call [phone]", 1.0, "1-5")
    assert (none.text, none.sentiment, none.row) == ("", None, 3)
    assert store.check() == []


def test_masking_can_be_switched_off(there: Store) -> None:
    table = read(SAID, "x.csv")
    report = import_feedback(there, table, table.mapping, ANN, "survey", mask=False)
    assert set(report.masked.values()) == {0}
    assert there.feedback.search(Query(words="ann@example.org")).total == 1


def test_personal_data_of_other_columns_is_masked_too(there: Store) -> None:
    table = read(b"text,customer\nGood,ann@example.org\n", "x.csv")
    assert import_feedback(there, table, table.mapping, ANN, "other").masked["email"] == 1
    assert there.feedback.search(Query()).items[0].rest == {"customer": "[e-mail]"}


def test_the_mapping_is_remembered_by_the_header(there: Store) -> None:
    table = read(b"a,b\nSomething said,Other words\n", "x.csv")
    import_feedback(there, table, {"text": "b"}, ANN, "other")
    assert mapping_of(there, read(b"a,b\nNew words,More words\n", "y.csv"))["text"] == "b"


def test_cancelling_leaves_nothing(there: Store) -> None:
    rows = "".join(f"Comment number {n}\n" for n in range(3_000))
    asked: list[int] = []

    def cancelled() -> bool:
        asked.append(there.feedback.search(Query()).total)
        return True

    table = read(f"text\n{rows}".encode(), "x.csv")
    report = import_feedback(there, table, table.mapping, ANN, "other", cancelled=cancelled)
    assert report.cancelled
    assert asked[0] > 0
    assert there.feedback.search(Query()).total == 0
    assert there.check() == []


def test_what_fails_on_the_way_leaves_nothing(there: Store) -> None:
    def broken(share: float, rows: int) -> None:
        raise KeyboardInterrupt

    table = read(SAID, "x.csv")
    with pytest.raises(KeyboardInterrupt):
        import_feedback(there, table, table.mapping, ANN, "other", progress=broken)
    assert there.feedback.search(Query()).total == 0
    assert there.feedback.batches()[0].state == "cancelled"


def test_progress_ends_with_all_rows(there: Store) -> None:
    told: list[tuple[float, int]] = []
    table = read(SAID, "x.csv")
    import_feedback(there, table, table.mapping, ANN, "other", progress=lambda share, rows: told.append((share, rows)))
    assert told[-1] == (1.0, 5)


def test_nothing_is_begun_where_it_cannot_be_done(there: Store) -> None:
    table = read(SAID, "x.csv")
    with pytest.raises(FormatError, match="no column “txt”"):
        import_feedback(there, table, {"text": "txt"}, ANN, "other")
    with pytest.raises(FormatError, match="no kind of feedback"):
        import_feedback(there, table, table.mapping, ANN, "rumour")
    with pytest.raises(Refused, match="may not bring in feedback"):
        import_feedback(there, table, table.mapping, Actor("p2", "champion"), "other")
    assert there.feedback.batches() == []


def test_what_is_typed_in_is_masked_and_weighed(there: Store) -> None:
    report = keep(there, [Item("Awful, write to bob@example.org")], "Typed in", "call", ANN)
    assert (report.rows, report.imported, report.masked["email"]) == (1, 1, 1)
    (item,) = there.feedback.search(Query(kind="call")).items
    assert (item.text, item.feeling) == ("Awful, write to [e-mail]", "neg")


def test_whoever_edits_types_in_what_they_were_told_and_brings_in_no_file(there: Store) -> None:
    report = keep(there, [Item("She gave up at the form")], "Typed in", "call", Actor("p2", "champion", "Cleo"))
    assert report.imported == 1
    for limited in (Actor("p3", "viewer"), Actor("p4", "guest"), Actor("p5", "champion", journey="j1")):
        with pytest.raises(Refused, match="may not add feedback"):
            keep(there, [Item("Mine")], "Typed in", "call", limited)
    assert [batch.person_name for batch in there.feedback.batches()] == ["Cleo"]


@pytest.mark.skipif(not COMPLAINTS.exists(), reason="the public complaints are not on this machine")
def test_the_public_complaints_come_in_whole(there: Store) -> None:
    table = read(COMPLAINTS, COMPLAINTS.name)
    assert table.mapping == {
        "text": "Consumer complaint narrative",
        "date": "Date received",
        "channel": "Submitted via",
        "product": "Product",
        "group": "Tags",
        "reference": "Complaint ID",
    }
    assert kind_of(table) == "complaint"
    report = import_feedback(there, table, table.mapping, ANN, "complaint")
    assert (report.rows, report.imported, report.without_text, report.duplicates, report.refused) == (1_240, 199, 1_041, 0, 0)
    with COMPLAINTS.open(encoding="utf-8-sig", newline="") as file:
        said = {row["Complaint ID"]: row["Consumer complaint narrative"] for row in csv.DictReader(file)}
    items = there.feedback.search(Query(text=True, limit=500)).items
    assert any("\n" in item.text for item in items)
    for item in items:
        assert item.text.split() == said[item.reference].split()
        assert item.text.count("\n") == said[item.reference].strip().replace("\r\n", "\n").count("\n")
    again = import_feedback(there, table, table.mapping, ANN, "complaint")
    assert (again.imported, again.without_text, again.duplicates) == (0, 0, 1_240)


@pytest.mark.skipif(not COMPLAINTS.exists(), reason="the public complaints are not on this machine")
@pytest.mark.parametrize("share", [0.31, 0.62, 0.999])
def test_complaints_cut_off_lose_their_last_row_only(there: Store, share: float) -> None:
    data = COMPLAINTS.read_bytes()
    cut = data[: int(len(data) * share)]
    table = read(cut, "cut.csv")
    report = import_feedback(there, table, table.mapping, ANN, "complaint")
    assert adds_up(report)
    assert report.refused == 1
    assert "the file ends in the middle of this row" in report.refusals[0].sentence
    assert report.refusals[0].row == report.rows + 1


def test_the_rows_with_a_text_are_shown_first():
    table = read(
        b"Date,Comment\n2026-01-01,\n2026-01-02,It was cold in the hall\n2026-01-03,\n2026-01-04,Nobody rang me back\n", "a.csv"
    )
    assert [number for number, _ in table.preview] == [3, 5, 2, 4]
