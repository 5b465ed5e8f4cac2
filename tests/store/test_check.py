"""`check` finds what is wrong, and names it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text

from cxmap.store import Store
from cxmap.store.engine import writing
from tests.fixtures import make_schema
from tests.store.conftest import Person
from tests.worlds import patch

DAMAGE = [
    ("UPDATE card SET title = 'By hand' WHERE id = 'c1'", "The card c1 differs from the log in title."),
    ("DELETE FROM feeling", "The feeling c1.ann.predicted is in the log but not in its table."),
    (
        'INSERT INTO stage (id, journey, name, goal, note, "order")'
        " SELECT 'new', journey, name, goal, note, \"order\" FROM stage WHERE id = 's1'",
        "The stage new is in its table but not in the log.",
    ),
    ("DELETE FROM change_edit WHERE rev = 4", "Revision 4 has 0 of its 1 edits."),
]


@pytest.mark.parametrize(("sql", "sentence"), DAMAGE)
def test_damage_is_found(ann: Person, sql: str, sentence: str) -> None:
    ann.do(patch("card", "c2", title="Two"))
    assert ann.store.check() == []
    with writing(ann.store._engine) as connection:
        connection.execute(text(sql))
    assert sentence in ann.store.check()


def test_a_gap_in_the_log_is_found(ann: Person) -> None:
    ann.do(patch("card", "c2", title="Two"))
    with writing(ann.store._engine) as connection:
        for table in ("change_edit", "change_room", "change_log"):
            connection.execute(text(f"DELETE FROM {table} WHERE rev = 3"))
    found = ann.store.check()
    assert "The log has no revision 3: the next one is 4." in found
    assert "The log cannot be replayed: revision 4 edits a record that was not there." in found


def test_a_reference_that_hangs_is_found(tmp_path: Path) -> None:
    make_schema.main(f"{tmp_path}/dump.sql")
    database = sqlite3.connect(f"{tmp_path}/cxmap.db")
    database.executescript((tmp_path / "dump.sql").read_text(encoding="utf-8"))
    database.execute("DELETE FROM lane WHERE id = 'l2'")
    database.commit()
    database.close()
    store = Store.open(f"sqlite:///{tmp_path}/cxmap.db")
    found = store.check()
    store.close()
    assert "The card c3 names a lane that is not there (lane = l2)." in found
    assert "The table card refers to a row of lane that is not there." in found
