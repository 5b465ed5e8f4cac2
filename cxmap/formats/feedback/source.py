"""Where a file of feedback comes from, as a stream: its bytes, its encoding, and how far it has been read."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from cxmap.formats.parsed import FormatError

CHUNK = 1 << 18
_LONGEST = 4_000_000  # characters of a line that are kept together
# How the bytes of files begin that are no text, whatever their name says.
_MAGIC = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"PK\x03\x04": "a ZIP file",
}
_MAGIC |= {b"\xd0\xcf\x11\xe0": "an old Excel or Word file", b"\x1f\x8b": "a compressed file"}
_NO_TEXT = "save the table as CSV in UTF-8, or as XLSX"


class Source:
    """A file by its path, or its bytes; opened anew for each reading."""

    def __init__(self, source: Path | str | bytes) -> None:
        self._source = source if isinstance(source, bytes) else Path(source)

    def open(self) -> BinaryIO:
        """A stream of the bytes. Raises `FormatError` where the file cannot be opened."""
        if isinstance(self._source, bytes):
            return io.BytesIO(self._source)
        try:
            return self._source.open("rb")
        except OSError as error:
            raise FormatError(f"The file cannot be read ({error.strerror}): check its name and its rights.") from None

    @property
    def size(self) -> int:
        """Its bytes."""
        return len(self._source) if isinstance(self._source, bytes) else self._source.stat().st_size

    def head(self, size: int) -> bytes:
        """Its first bytes."""
        with self.open() as stream:
            return stream.read(size)


@dataclass(frozen=True)
class Encoding:
    """How the bytes are read. `cut`: the file ends within a character. `broken`: how many bytes mean nothing."""

    name: str
    cut: bool = False
    broken: int = 0


def encoding_of(source: Source) -> Encoding:
    """UTF-8 or UTF-16, with or without a mark, else Windows-1252; looks at the whole file, a piece at a time.

    A file of good UTF-8 with a few broken bytes stays UTF-8. Raises `FormatError` for what is no text.
    """
    head = source.head(4_000)
    for magic, what in _MAGIC.items():
        if head.startswith(magic):
            raise FormatError(f"The file is {what}, no text: {_NO_TEXT}.")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Encoding("utf-16", cut=source.size % 2 == 1)
    if b"\x00" in head:  # UTF-16 without a mark: every other byte of plain text is zero
        even, odd = head[0::2].count(0), head[1::2].count(0)
        if max(even, odd) < 0.35 * len(head) or min(even, odd) > len(head) // 20:
            raise FormatError(f"The file is no text: {_NO_TEXT}.")
        return Encoding("utf-16-le" if odd > even else "utf-16-be", cut=source.size % 2 == 1)
    good, broken, cut = _utf8(source)
    if broken == 0 or good >= 5 * broken:
        return Encoding("utf-8-sig", cut, broken)
    return Encoding("cp1252", broken=_undefined(source))


def _utf8(source: Source) -> tuple[int, int, bool]:
    """How many characters beyond ASCII are good UTF-8, how many bytes are not, and whether the last character is cut off."""
    good = broken = 0
    rest = b""
    with source.open() as stream:
        while piece := stream.read(CHUNK):
            piece = rest + piece
            if piece.isascii():
                rest = b""
                if b"\x00" in piece:
                    raise FormatError(f"The file is no text: {_NO_TEXT}.")
                continue
            text, used = codecs.utf_8_decode(piece, "surrogateescape", False)
            rest = piece[used:]
            wrong = sum("\udc80" <= sign <= "\udcff" for sign in text if sign > "\x7f")
            broken += wrong
            good += sum(sign > "\x7f" for sign in text) - wrong
    return good, broken, bool(rest)


def _undefined(source: Source) -> int:
    with source.open() as stream:
        return sum(piece.count(sign) for piece in iter(lambda: stream.read(CHUNK), b"") for sign in b"\x81\x8d\x8f\x90\x9d")


class Lines:
    """The lines of a text file with their ends, decoded a piece at a time. `ended`: there were no more when one was asked for."""

    def __init__(self, source: Source, encoding: Encoding) -> None:
        self._size = max(1, source.size)
        self._raw = source.open()
        decoder = codecs.getincrementaldecoder(encoding.name)("replace")
        self._decode = decoder.decode
        self._lines = self._all()
        self.ended = False
        self.last = ""

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        try:
            self.last = next(self._lines)
        except StopIteration:
            self.ended = True
            raise
        return self.last

    @property
    def share(self) -> float:
        """How much of the file has been read, 0 to 1."""
        return min(1.0, self._raw.tell() / self._size) if not self._raw.closed else 1.0

    def close(self) -> None:
        """Close the file."""
        self._raw.close()

    def _all(self) -> Iterator[str]:
        rest = ""
        while piece := self._raw.read(CHUNK):
            text = rest + self._decode(piece)  # bytes of a character that is cut off at the end are never given out
            lines = _split(text)
            rest = lines.pop() if lines and not lines[-1].endswith("\n") and len(lines[-1]) < _LONGEST else ""
            yield from lines
        if rest:
            yield rest


def _split(text: str) -> list[str]:
    """Lines with their ends, at line breaks only (`splitlines` cuts at form feeds and the like, too)."""
    return list(io.StringIO(text, newline=""))
