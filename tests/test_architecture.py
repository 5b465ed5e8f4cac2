"""The rooms are apart: who may import whom, and no file grows beyond reading."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LONGEST = 400

PURE = {"model", "changes"}
READERS = PURE | {"insights", "formats", "documents", "access"}

# What each room of `cxmap/` may import of the others (itself always, and the version in `cxmap/__init__.py`).
MAY: dict[str, set[str]] = {
    "model": set(),
    "changes": {"model"},
    "access": {"model", "changes"},
    "insights": {"model"},
    "formats": {"model"},
    "documents": {"model"},
    "media": {"model"},
    "store": PURE | {"access"},
    "settings": set(),
    "imports": PURE | {"access", "formats", "matching", "media", "store"},
    "feedback": {"model", "access", "formats", "insights", "store"},
    "feedback_command": {"access", "feedback", "formats", "runtime", "store"},
    "token_command": {"access", "store"},
    "matching": {"model", "formats", "store"},
    "exports": {"formats", "model", "store"},
    "evidence_links": PURE,
    "takeaways": READERS | {"exports", "store", "takeaway_parts"},
    "takeaway_parts": {"model", "insights", "documents"},
    "live": PURE | {"insights", "store", "access", "settings", "web"},
    "api": PURE | {"store", "access", "settings"},
    "board": {"model"},
    "web": PURE | {"store", "access", "board", "settings", "documents", "takeaways"} | {"evidence_links", "insights"},
    "charts": {"model", "insights", "documents"},
    "runtime": READERS | {"store", "live", "settings", "imports"},
    "ui": READERS
    | {"store", "live", "imports", "exports", "board", "charts", "media", "runtime", "settings", "web", "api"}
    | {"takeaways", "takeaway_parts", "evidence_links", "feedback"},
    "__main__": {"cli"},
    "__init__": set(),
}

# These put everything together.
FREE = {"app", "pages", "cli"}

# Libraries that belong to few rooms only.
ONLY = {
    "streamlit": {"app", "pages", "ui", "board"},
    "sqlalchemy": {"store"},
    "alembic": {"store"},
    "psycopg": {"store"},
    "starlette": {"app", "live", "web", "api"},
    "plotly": {"charts", "ui", "pages"},
    "click": {"cli"},
    "PIL": {"media", "documents"},
}
LIBRARIES_OF_PURE_ROOMS = {"fractional_indexing", "diff_match_patch", "pydantic"}


def files() -> list[Path]:
    found = [*(ROOT / "cxmap").rglob("*.py"), *(ROOT / "pages").rglob("*.py"), ROOT / "app.py"]
    return sorted(path for path in found if path.exists())


def room_of(path: Path) -> str:
    """`cxmap/store/log.py` and `cxmap.store.log` are of the room "store"; pages and app are rooms of their own."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return parts[1] if parts[0] == "cxmap" else parts[0]


def imports(path: Path) -> Iterator[str]:
    """The full name of every module that a file imports, wherever in the file."""
    package = path.relative_to(ROOT).with_suffix("").parts[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) + "." if node.level else ""
            yield from (f"{base}{node.module or ''}.{alias.name}".replace("..", ".") for alias in node.names)


@pytest.mark.parametrize("path", files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_imports_only_what_its_room_may(path: Path) -> None:
    room = room_of(path)
    for name in imports(path):
        top, _, rest = name.partition(".")
        assert top not in ("app", "pages", "tests"), f"nothing imports {top}: {name}"
        if top == "cxmap":
            other = rest.partition(".")[0]
            if room in FREE or other in (room, "__version__", ""):
                continue
            assert other in MAY[room], f"{room} may not import {other} ({name})"
        elif top in ONLY:
            assert room in ONLY[top], f"{top} is not for {room} ({name})"
        if top == "streamlit" and room == "board":
            assert path.name == "__init__.py", "of the board, only its component knows Streamlit"


@pytest.mark.parametrize("room", ["model", "changes", "access"])
def test_pure_rooms_import_only_the_standard_library_and_validation(room: str) -> None:
    import sys

    for path in files():
        if room_of(path) == room:
            foreign = {name.partition(".")[0] for name in imports(path)} - {"cxmap"} - set(sys.stdlib_module_names)
            assert foreign <= LIBRARIES_OF_PURE_ROOMS, f"{path.relative_to(ROOT)} imports {foreign}"


def test_every_room_is_known() -> None:
    unknown = {room_of(path) for path in files()} - MAY.keys() - FREE
    assert not unknown, f"say in CONTRIBUTING and here what these may import: {unknown}"


def texts() -> list[Path]:
    found = [*files(), *(ROOT / "tests").rglob("*.py")]
    return found + [p for room in ("cxmap", "tests") for ending in ("*.js", "*.css") for p in (ROOT / room).rglob(ending)]


@pytest.mark.parametrize("path", texts(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_is_too_long(path: Path) -> None:
    length = len(path.read_text(encoding="utf-8").splitlines())
    assert length <= LONGEST, f"{length} lines: divide it"


def test_every_package_says_what_it_is_for() -> None:
    for path in (ROOT / "cxmap").rglob("__init__.py"):
        assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), f"{path.relative_to(ROOT)} has no docstring"
