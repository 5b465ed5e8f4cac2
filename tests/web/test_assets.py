"""Static files under a version that is a hash of them all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from cxmap.model.records import RECORDS
from cxmap.model.vocabulary import CHANNELS, LINE_PLACES
from cxmap.web import assets


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "view").mkdir()
    (tmp_path / "main.js").write_text("import './view/grid.js';\n")
    (tmp_path / "view" / "grid.js").write_text("export {};\n")
    (tmp_path / ".hidden").write_text("x")
    (tmp_path / "notes.md").write_text("x")
    monkeypatch.setattr(assets, "_FOLDERS", {"board": tmp_path})
    monkeypatch.setattr(assets, "_LOOK_AGAIN", 0.0)
    monkeypatch.setattr(assets._Shelf, "bundle", None)
    return tmp_path


def client(prefix: str = "") -> TestClient:
    return TestClient(Starlette(routes=assets.routes(prefix)))


def test_a_file_under_its_version_is_kept_for_good(folder: Path) -> None:
    answer = client().get(f"{assets.asset_base()}/board/view/grid.js")
    assert answer.text == "export {};\n"
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"


def test_a_long_file_is_packed_once(folder: Path) -> None:
    (folder / "main.js").write_text("// the same line again\n" * 100)
    url = f"{assets.asset_base()}/board/main.js"
    packed = client().get(url, headers={"accept-encoding": "gzip"})
    plain = client().get(url, headers={"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.text == plain.text
    assert packed.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"


def test_a_changed_file_has_a_new_version_and_the_old_one_is_not_kept(folder: Path) -> None:
    old = assets.asset_base()
    (folder / "view" / "grid.js").write_text("export const a = 1;\n")
    assert assets.asset_base() != old
    answer = client().get(f"{old}/board/view/grid.js")
    assert answer.text == "export const a = 1;\n"
    assert answer.headers["cache-control"] == "no-store"


def test_the_same_files_have_the_same_version(folder: Path) -> None:
    first = assets.bundle().version
    text = (folder / "main.js").read_text()
    (folder / "main.js").write_text("other")
    assert assets.bundle().version != first
    (folder / "main.js").write_text(text)
    assert assets.bundle().version == first


@pytest.mark.parametrize(
    "path", ["board/none.js", "board/../assets.py", "board/%2e%2e/assets.py", "board/.hidden", "board/notes.md"]
)
def test_nothing_else_is_served(folder: Path, path: str) -> None:
    assert client().get(f"{assets.asset_base()}/{path}").status_code == 404


def test_the_base_path_is_part_of_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets._Shelf, "base", "/maps")
    assert assets.asset_base().startswith("/maps/assets/")
    assert client("/maps").get(f"{assets.asset_base()}/board/main.js").status_code == 200


def test_the_record_definitions_are_complete() -> None:
    found = json.loads(assets.bundle().files["board/records.json"].body)
    assert list(found["records"]) == list(RECORDS)
    for name, record in RECORDS.items():
        assert [f["name"] for f in found["records"][name]["fields"]] == [f.name for f in record.fields]
    fields = {f["name"]: f for f in found["records"]["card"]["fields"]}
    assert [c["label"] for c in fields["channel"]["choices"]] == [t.label for t in CHANNELS]
    assert fields["title"]["max"] == 500
    assert fields["severity"]["min"] == 1
    assert fields["stage"]["to"] == "stage"
    assert [w["text"] for w in found["wheel"]][:3] == ["pleased", "happy", "delighted"]
    assert [t["key"] for t in found["vocabulary"]["line_places"]] == [t.key for t in LINE_PLACES]
    assert found["board_types"][0] == "persona"
    assert found["limits"]["cards"] == 20_000


def test_the_typeface_is_there() -> None:
    assert assets.bundle().files["web/source-sans.woff2"].body[:4] == b"wOF2"
