"""File formats: one module each, bytes in and checked records out; `write` makes the product's own format.

`read` tells a file's format by its content, never by its name. Whatever the bytes, it returns `Parsed` or raises
`FormatError` with one sentence that names the line or field and the remedy.
"""

from __future__ import annotations

from cxmap.formats import mermaid, native, ojf
from cxmap.formats.jsonfile import decode, parse
from cxmap.formats.nativewrite import personas_of, too_large, write
from cxmap.formats.parsed import FormatError, Parsed, Report, count

TAKEN = "cxmap's own JSON, an OpenJourney file (.ojf) or Mermaid journey text"

__all__ = ["TAKEN", "FormatError", "Parsed", "Report", "count", "personas_of", "read", "too_large", "write"]


def read(data: bytes, name: str) -> Parsed:
    """Read a file of any format that cxmap takes.

    `name` is the file's name, the last resort for a title. Raises `FormatError`; nothing else, whatever `data` holds.
    """
    text = decode(data)
    start = text.lstrip()[:1]
    if start in ("{", "["):
        document = parse(text)
        if native.recognises(document.top):
            return native.read(document, name)
        if ojf.recognises(document.top):
            return ojf.read(document, name)
        raise FormatError(f"This JSON is no journey: cxmap reads {TAKEN}.")
    if mermaid.recognises(text):
        return mermaid.read(text, name)
    raise FormatError(f"This is no journey that cxmap can read: it takes {TAKEN}.")
