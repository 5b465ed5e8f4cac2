"""`python -m cxmap import` of feedback: no questions, counts that add up, and nothing changed where it is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from cxmap.cli import cli
from cxmap.model.feedback import Query
from cxmap.runtime import reset
from cxmap.store import Store

SAID = "date,comment,channel\n2026-01-02,The app is slow,Web\n2026-01-03,,Phone\n2026-01-02,The app is slow,Web\n2026-99-03,Bad,Web\n"


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    url = f"sqlite:///{tmp_path}/cli.db"
    monkeypatch.setenv("CXMAP_DATABASE_URL", url)
    monkeypatch.setenv("CXMAP_DEMO", "false")
    reset()
    return url


@pytest.fixture
def said(tmp_path: Path) -> Path:
    path = tmp_path / "said.csv"
    path.write_text(SAID, "utf-8")
    return path


def run(*arguments: object, code: int = 0) -> Result:
    result = CliRunner().invoke(cli, [str(a) for a in arguments], catch_exceptions=False)
    assert result.exit_code == code, result.output
    return result


def answer(*arguments: object, code: int = 0) -> dict[str, Any]:
    found = json.loads(run(*arguments, "--json", code=code).stdout)
    assert isinstance(found, dict)
    return found


def total(url: str) -> int:
    store = Store.open(url)
    try:
        return store.feedback.search(Query()).total
    finally:
        store.close()


def test_the_report_adds_up(database: str, said: Path) -> None:
    told = answer("import", said)
    assert {key: told[key] for key in ("rows", "imported", "without_text", "duplicates", "refused")} == {
        "rows": 4,
        "imported": 1,
        "without_text": 1,
        "duplicates": 1,
        "refused": 1,
    }
    assert told["mapping"] == {"date": "date", "text": "comment", "channel": "channel"}
    assert [(refused["row"], refused["column"]) for refused in told["refusals"]] == [(5, "date")]
    assert total(database) == 2
    assert answer("check") == {"ok": True, "revision": 1, "problems": []}


@pytest.mark.usefixtures("database")
def test_people_are_told_in_words(said: Path) -> None:
    words = run("import", said).stdout
    assert "4 rows" in words
    assert "1  there already" in words
    assert "Row 5, column “date”" in words


def test_several_files_are_told_together_and_apart(database: str, said: Path, tmp_path: Path) -> None:
    other = tmp_path / "notes"
    other.mkdir()
    (other / "a.txt").write_text("Ring bob@example.org", "utf-8")
    told = answer("import", said, other)
    assert (told["rows"], told["masked"]["email"]) == (5, 1)
    assert [file["rows"] for file in told["files"]] == [4, 1]
    assert total(database) == 3


def test_columns_kind_and_masking_can_be_said(database: str, said: Path) -> None:
    told = answer("import", said, "--map", "text=channel", "--map", "date=", "--kind", "call", "--no-mask")
    assert (told["kind"], told["imported"], told["refused"]) == ("call", 2, 0)
    assert told["mapping"]["text"] == "channel"


def test_what_cannot_be_read_changes_nothing(database: str, said: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_bytes(b"\x00\x01\x02\x03" * 99)
    assert "bad.csv: The file is no text" in answer("import", said, bad, code=2)["error"]
    assert "cannot be read" in run("import", tmp_path / "none.csv", code=2).stderr
    assert "no column “words”" in run("import", said, "--map", "text=words", code=2).stderr
    assert "write --map text=COLUMN" in run("import", said, "--map", "text", code=2).stderr
    assert total(database) == 0


def test_a_journey_still_goes_where_it_went(database: str, tmp_path: Path) -> None:
    day = tmp_path / "day.txt"
    day.write_text("journey\n  title My day\n  section Work\n    Tea: 5: Me\n", "utf-8")
    assert [journey["title"] for journey in answer("import", day)["journeys"]] == ["My day"]
    assert "are for feedback" in run("import", day, "--kind", "call", code=2).stderr


def test_interrupting_leaves_nothing(database: str, said: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("cxmap.feedback_command._Progress.tell", interrupt)
    assert "stopped. Nothing of it was kept" in run("import", said, code=2).stderr
    assert total(database) == 0
