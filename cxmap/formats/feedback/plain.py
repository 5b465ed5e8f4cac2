"""Feedback that is no table: a text with a blank line between two items, and a folder with a text file for each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from cxmap.formats.feedback.rows import CUT, Line
from cxmap.formats.feedback.source import Encoding, Lines, Source, encoding_of
from cxmap.formats.parsed import FormatError
from cxmap.model.feedback import MAX_TEXT

TEXT_COLUMN, FILE_COLUMN, DATE_COLUMN = "Text", "File", "Date"
ENDINGS = (".txt", ".text", ".md")
_DATED = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.]?([01]\d)[-_.]?([0-3]\d)(?!\d)")
_BYTES = 4 * MAX_TEXT


class Paragraphs:
    """One reading of a text: an item each that blank lines stand around, numbered from 1."""

    def __init__(self, source: Source, encoding: Encoding) -> None:
        self._lines, self._cut = Lines(source, encoding), encoding.cut

    @property
    def share(self) -> float:
        """How much of the file has been read, 0 to 1."""
        return self._lines.share

    def close(self) -> None:
        """Close the file."""
        self._lines.close()

    def __iter__(self) -> Iterator[Line]:
        said: list[str] = []
        number = 0
        for line in self._lines:
            if line.strip():
                said.append(line.rstrip("\r\n"))
            elif said:
                number += 1
                yield Line(number, ["\n".join(said)])
                said = []
        if said:
            yield Line(number + 1, ["\n".join(said)], CUT if self._cut else "")


class Folder:
    """One reading of a folder: its text files and those of its folders, by name; a date in a file's name is its date."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        try:
            there = sorted(path for path in folder.rglob("*") if not _hidden(path.relative_to(folder)))
        except OSError as error:
            raise FormatError(f"The folder cannot be read ({error.strerror}): check its name and its rights.") from None
        self.files = [path for path in there if path.suffix.lower() in ENDINGS and path.is_file() and not path.is_symlink()]
        self.others = sum(1 for path in there if path.is_file() and path not in set(self.files)) if self.files else len(there)
        self._done = 0

    @property
    def share(self) -> float:
        """How many of the files have been read, 0 to 1."""
        return self._done / max(1, len(self.files))

    def close(self) -> None:
        """Nothing stays open."""

    def __iter__(self) -> Iterator[Line]:
        for number, path in enumerate(self.files, 1):
            name = path.relative_to(self._folder).as_posix()
            said, wrong = "", ""
            try:
                if path.stat().st_size > _BYTES:
                    wrong = f"{name} is larger than {_BYTES // 1000:,} kB: divide it"
                else:
                    data = path.read_bytes()
                    said = data.decode(encoding_of(Source(data)).name, "replace").strip()
            except (OSError, FormatError) as error:
                wrong = f"{name}: {error.message if isinstance(error, FormatError) else error.strerror}".rstrip(".")
            self._done = number
            found = _DATED.search(path.stem)
            yield Line(number, [said, name, "-".join(found.groups()) if found else ""], wrong)


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)
