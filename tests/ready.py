"""Ready databases: to make one by the migrations costs a tenth of a second, so in the tests each new one is a copy.

What the migrations do is told by `tests/store/test_migrations.py`, which runs without this; that a copy is what they make, by
`tests/store/test_ready.py`.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path
from threading import get_ident

from sqlalchemy import Engine

from cxmap.store import Store, store

_migrate = store.migrate
_folder = tempfile.TemporaryDirectory(prefix="cxmap-ready-", ignore_cleanup_errors=True)


def migrate(engine: Engine) -> None:
    """In place of `migrations.migrate` under a store: a SQLite file that is not there yet begins as a copy of a ready one."""
    if engine.dialect.name == "sqlite" and not os.path.exists(str(engine.url.database)):
        _copy(Path(str(engine.url.database)))
    _migrate(engine)


@cache
def _ready() -> Path:
    """A SQLite database as a store leaves it that was opened and closed."""
    path = Path(_folder.name) / "ready.db"
    path.touch()  # an empty database, but one that is there
    Store.open(f"sqlite:///{path}").close()
    return path


def _copy(path: Path) -> None:
    """Copy the ready database to where nothing is; whoever was quicker is left alone."""
    copied = path.with_name(f"{path.name}.{os.getpid()}.{get_ident()}.copied")
    with suppress(OSError):  # the store itself says what is wrong with the place
        shutil.copyfile(_ready(), copied)
        with suppress(FileExistsError):
            os.link(copied, path)
        copied.unlink()
