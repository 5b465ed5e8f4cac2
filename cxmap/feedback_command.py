"""`python -m cxmap import` for feedback: which files are feedback, and what is told of them."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from cxmap.access import SYSTEM
from cxmap.feedback import Report, Table, import_feedback, kind_of, mapping_of, read
from cxmap.formats import FormatError, mermaid
from cxmap.store import Store

COUNTS = ("rows", "imported", "without_text", "duplicates", "refused")
_TABLES = (".csv", ".tsv", ".tab", ".xlsx", ".xlsm", ".xls")
_TEXTS = (".txt", ".text", ".md", "")
_WORDS = {
    "imported": "imported",
    "without_text": "without a text, counted all the same",
    "duplicates": "there already",
    "refused": "refused",
}
_MASKED = {"email": "e-mail address", "phone": "phone number", "card": "card number", "account": "account number"}


def is_feedback(name: str) -> bool:
    """Whether a file holds feedback and no journey: a folder or workbook; a table or text, unless it begins like a journey."""
    path = Path(name)
    if path.is_dir():
        return True
    suffix = path.suffix.lower()
    if suffix not in (*_TABLES, *_TEXTS) or not path.is_file():
        return False
    with path.open("rb") as file:
        head = file.read(4_000)
    if head.startswith(b"PK\x03\x04"):
        return True
    text = head.decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
    return not text.startswith("{") and not mermaid.recognises(text) and (suffix in _TABLES or not text.startswith("["))


def parse_mapping(said: Sequence[str]) -> dict[str, str]:
    """“text=Comment” for each field; raises `FormatError`."""
    found: dict[str, str] = {}
    for each in said:
        field, sign, column = each.partition("=")
        if not sign:
            raise FormatError(f"“{each}” maps nothing: write --map text=COLUMN.")
        found[field.strip().lower()] = column.strip()
    return found


def look(names: Sequence[str]) -> list[tuple[str, Table]]:
    """Each file as a table; raises `FormatError` with the file's name. Nothing is written."""
    found = []
    for name in names:
        try:
            found.append((name, read(Path(name), Path(name).resolve().name)))
        except FormatError as error:
            raise FormatError(f"{name}: {error.message} Nothing was imported.") from None
        except OSError as error:
            raise FormatError(f"{name} cannot be read ({error.strerror}): check the name and its rights.") from None
    return found


def bring_in(
    store: Store, tables: Sequence[tuple[str, Table]], mapping: Mapping[str, str], kind: str, mask: bool
) -> list[tuple[str, dict[str, str], str, Report]]:
    """Import each table; (file, mapping, kind, report) of each. `mapping` goes before what is remembered or guessed."""
    planned = []
    for name, table in tables:
        known = {field: column for field, column in mapping_of(store, table).items() if column not in mapping.values()}
        planned.append((name, table, {**known, **mapping}, kind or kind_of(table)))
    done = []
    for name, table, mapped, kind_ in planned:
        shown = _Progress(name)
        try:
            report = import_feedback(store, table, mapped, SYSTEM, kind_, mask, shown.tell)
        except FormatError as error:
            raise FormatError(f"{name}: {error.message} Nothing of it was imported.") from None
        except KeyboardInterrupt:
            raise FormatError(f"{name}: stopped. Nothing of it was kept.") from None
        finally:
            shown.end()
        done.append((name, {field: column for field, column in mapped.items() if column}, kind_, report))
    return done


def answer(done: Sequence[tuple[str, dict[str, str], str, Report]]) -> dict[str, Any]:
    """What programs are told: the counts of all files together, then each file by itself where there are several."""
    files = []
    for name, mapping, kind, report in done:
        plain = report.plain()
        files.append(
            {"file": name, "kind": kind, "mapping": mapping, **{key: plain[key] for key in plain if key != "cancelled"}}
        )
    total: dict[str, Any] = {key: sum(file[key] for file in files) for key in COUNTS}
    total["masked"] = {key: sum(file["masked"][key] for file in files) for key in _MASKED}
    if len(files) == 1:
        return {**total, **{key: value for key, value in files[0].items() if key not in total}}
    return {**total, "files": files}


def in_words(done: Sequence[tuple[str, dict[str, str], str, Report]]) -> str:
    """What people are told."""
    lines: list[str] = []
    for name, mapping, _, report in done:
        lines.append(f"{name}: {report.rows:,} row{_s(report.rows)}")
        lines += [f"  {getattr(report, key):>9,}  {words}" for key, words in _WORDS.items()]
        masked = [
            f"{number:,} {_MASKED[kind]}{_s(number, 'es' if kind == 'email' else 's')}"
            for kind, number in report.masked.items()
            if number
        ]
        lines += [f"  Masked: {', '.join(masked)}."] if masked else []
        lines.append(f"  Read as: {', '.join(f'{field} = “{column}”' for field, column in mapping.items())}.")
        lines += [f"  {note}" for note in report.notes]
        lines += [f"  {refused.sentence}" for refused in report.refusals]
        more = report.refused - len(report.refusals)
        lines += [f"  And {more:,} more row{_s(more)} that {'was' if more == 1 else 'were'} refused."] if more else []
    return "\n".join(lines)


def _s(number: int, ending: str = "s") -> str:
    return "" if number == 1 else ending


class _Progress:
    """How far a long import has come, on standard error: one line that is written over, or one for each tenth in a log."""

    def __init__(self, name: str) -> None:
        self._name, self._start, self._last = Path(name).name, time.monotonic(), -1
        self._line, self._told = sys.stderr.isatty(), False

    def tell(self, share: float, rows: int) -> None:
        """Say it, once the import has taken two seconds."""
        step = int(share * (100 if self._line else 10))
        if time.monotonic() - self._start < 2 or step == self._last:
            return
        self._last, self._told = step, True
        sys.stderr.write(
            f"{chr(13) if self._line else ''}{self._name}: {share:.0%}, {rows:,} rows{'' if self._line else chr(10)}"
        )
        sys.stderr.flush()

    def end(self) -> None:
        """End the line."""
        if self._line and self._told:
            sys.stderr.write("\n")
