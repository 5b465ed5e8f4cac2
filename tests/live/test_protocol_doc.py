"""docs/protocol.md is held to the code: messages, codes and limits."""

from __future__ import annotations

import re
from pathlib import Path

from cxmap.live import wire
from cxmap.live.conversation import HELLO_WITHIN, QUESTIONS
from cxmap.live.questions import MOST_ENTRIES, MOST_WAITING
from cxmap.live.tickets import LIFETIME
from cxmap.settings import Settings

HOME = Path(__file__).resolve().parents[2]
DOC = (HOME / "docs" / "protocol.md").read_text("utf-8")
CODE = "".join(path.read_text("utf-8") for path in sorted((HOME / "cxmap" / "live").glob("*.py")))
STORE = "".join(path.read_text("utf-8") for path in [*(HOME / "cxmap" / "store").glob("*.py"), HOME / "cxmap" / "changes.py"])


def types(heading: str, which: int = 0) -> set[str]:
    """The message types in the first (or a later) table under a heading."""
    table = DOC.split(f"## {heading}")[1].split("| --- | --- | --- |\n")[1 + which].split("\n\n")[0]
    return {name for row in re.findall(r"^\| (`[^|]*`) \|", table, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)}


def test_every_message_is_documented() -> None:
    sent = set(re.findall(r'"t":\s?"(\w+)"', CODE))
    assert types("From the server") | types("In a workshop", 1) == sent
    taken = set(re.findall(r'kind == "(\w+)"', CODE)) | {"change", "undo", "redo", "ballot", "draft", *QUESTIONS}
    assert types("From the client") | types("In a workshop") == taken


def test_every_code_is_documented() -> None:
    for code in set(re.findall(r"(?:_end|close)\((\d{4})", CODE)) - {"1000"}:  # 1000: the client has gone
        assert code in DOC.split("**Closing codes**")[1]
    for word in re.findall(r'_end\(\d+, "(\w+)"', CODE):
        assert f"`{word}`" in DOC.split("**Errors**")[1]
    for word in re.findall(r'Refused\(\s?"(\w+)"', CODE + STORE):
        assert f"`{word}`" in DOC.split("**Refusals**")[1].split("\n\n")[0], word


def test_every_limit_is_documented() -> None:
    assert f"{wire.MAX_FRAME // 1024} KB" in DOC
    assert f"{wire.MAX_HELD} at most" in DOC
    assert f"{Settings().socket_burst} messages at once and {Settings().socket_rate:g} a second" in DOC
    assert f"within {HELLO_WITHIN:g} seconds" in DOC
    assert f"for {LIFETIME:g} seconds" in DOC
    assert f"version {wire.VERSION}" in DOC
    assert f"({MOST_ENTRIES} at most)" in DOC
    assert f"At most {MOST_WAITING}\nquestions" in DOC
