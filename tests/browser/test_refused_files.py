"""Files that are not what they should be, given to the app by hand."""

from __future__ import annotations

import io
import json
import re
import struct
import zlib

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.people import photo_dialog

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def bomb() -> bytes:
    """A PNG of a few kilobytes that would unfold to 50 megapixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 10_000, 5_000, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes(5_000 * (1 + 10_000 // 8)), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def too_large() -> bytes:
    """A good JPEG, made larger than 10 MB."""
    out = io.BytesIO()
    Image.new("RGB", (64, 64)).save(out, "JPEG")
    return out.getvalue() + bytes(11 * 1024 * 1024)


def revision(page) -> int:
    """The server's last revision: whatever is written raises it."""
    return int(page.request.get("/health").json()["revision"])


@pytest.mark.parametrize(
    ("name", "make", "sentence"),
    [
        ("bomb.png", bomb, r"megapixels"),
        ("drawing.png", lambda: SVG, r"PNG, JPEG or WebP"),
        ("notes.png", lambda: b"not a picture at all\n" * 20, r"PNG, JPEG or WebP"),
    ],
)
def test_a_photo_that_is_none_is_refused_in_one_sentence(person, store, name, make, sentence):
    page = person().page("/personas")
    dialog = photo_dialog(page, "Photo trouble")
    before = revision(page)
    dialog.locator("input[type=file]").set_input_files({"name": name, "mimeType": "image/png", "buffer": make()})
    expect(dialog.get_by_text(name)).to_be_visible()
    dialog.get_by_role("button", name="Save").click()
    said = dialog.get_by_test_id("stAlert")
    expect(said).to_contain_text(re.compile(sentence))
    assert said.inner_text().strip().count("\n") == 0
    assert revision(page) == before


def test_a_photo_that_is_too_large_is_refused_where_it_is_chosen(person, store):
    page = person().page("/personas")
    dialog = photo_dialog(page, "Photo trouble")
    dialog.locator("input[type=file]").set_input_files({"name": "large.jpg", "mimeType": "image/jpeg", "buffer": too_large()})
    expect(dialog.get_by_test_id("stFileUploader")).to_contain_text(re.compile(r"10(\.0)? ?MB or smaller"))


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("half.ojf", b'{"version": "1.0", "stages": [', r"^Line 1: "),
        (
            "nowhere.ojf",
            json.dumps(
                {
                    "version": "1.0",
                    "persona": "A",
                    "stages": [{"id": "s1", "name": "One"}],
                    "swimlanes": [{"id": "l1", "name": "Lane"}],
                    "nodes": [{"id": "n1", "stageId": "s9", "swimlaneId": "l1", "title": "Lost"}],
                }
            ).encode(),
            r"s9",
        ),
        ("picture.json", b"\x89PNG\r\n\x1a\n\x00\x00", r"\.$"),
        ("empty.json", b"", r"\.$"),
        ("other.json", b'{"format": "cxmap", "version": 99}', r"version"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(person, name, data, sentence):
    page = person().page("/")
    page.get_by_role("button", name="Import", exact=True).click()
    dialog = page.get_by_role("dialog")
    expect(dialog.locator("input[type=file]")).to_be_attached()
    before = revision(page)
    dialog.locator("input[type=file]").set_input_files({"name": name, "mimeType": "application/json", "buffer": data})
    said = dialog.get_by_test_id("stAlert")
    expect(said).to_contain_text(re.compile(sentence))
    assert said.inner_text().strip().count("\n") == 0
    expect(dialog.get_by_role("button", name="Import", exact=True)).to_have_count(0)
    assert revision(page) == before
