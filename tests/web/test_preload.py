"""The page that shows the board names the board's modules."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from cxmap.web import assets
from cxmap.web.assets import Asset, Bundle
from cxmap.web.headers import inline_scripts
from cxmap.web.preload import Preload, chunks, needed, place


def bundle(**files: str) -> Bundle:
    return Bundle(
        "v", {name.replace("__", "/") + ".js": Asset(body.encode(), "text/javascript") for name, body in files.items()}
    )


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ('import { a } from "./b.js";', ["x/b.js"]),
        ("import './b.js'", ["x/b.js"]),
        ('import { a,\n  c as d,\n} from "./b.js";\nimport * as e from "../c.js";', ["x/b.js", "c.js"]),
        ('export { a } from "./b.js"; export * from "../c.js"', ["x/b.js", "c.js"]),
        ('export const word = "./b.js"; // import "./c.js"', []),
        ('const m = import("./b.js");', []),
        ('import "./none.js";', []),
    ],
)
def test_what_a_module_needs(body: str, names: list[str]) -> None:
    there = bundle(x__a=body, x__b='import "./a.js";', c="")
    assert set(needed(there, "x/a.js")) == {"x/a.js", *names}


def served(
    path: str, method: str = "GET", body: str = "<html><head>\n  <title>S</title>\n</head><body></body></html>"
) -> Response:
    async def page(request: Request) -> Response:
        assert not {"if-none-match", "range"} & set(request.headers) or request.url.path != "/maps/journey"
        return HTMLResponse(body, headers={"etag": "old", "cache-control": "no-cache"})

    app = Starlette(
        routes=[Route("/{path:path}", page)],
        middleware=[Middleware(Preload, path="/maps/journey", module="board/all.js", base="/maps")],
    )
    return TestClient(app).request(method, path, headers={"if-none-match": "old", "range": "bytes=0-4"})


def test_the_head_of_the_page_is_told_as_the_page_is() -> None:
    whole, head = served("/maps/journey"), served("/maps/journey", "HEAD")
    assert head.content == b""
    assert head.headers == whole.headers
    assert int(head.headers["content-length"]) == len(whole.content)


def test_only_the_board_page_names_them() -> None:
    assert "preload" not in served("/maps/").text
    page = served("/maps/journey?journey=j")
    assert "etag" not in page.headers
    assert page.headers["cache-control"] == "no-cache"
    head, _, rest = page.text.partition("</head>")
    assert rest == "<body></body></html>"
    named = re.findall(r'<link rel="(?:modulepreload|preload)" href="([^"]+)"', head)
    ours = [path.removeprefix(assets.asset_base() + "/") for path in named if "/assets/" in path]
    assert ours == ["board/all.js", "board/css/all.css", "board/records.json"]
    assert all(path in assets.bundle().files for path in ours)
    assert [path for path in named if "/assets/" not in path] == [f"/maps/static/js/{name}" for name in chunks()]


def test_the_board_page_starts_the_module_and_tells_it_where_the_app_stands() -> None:
    begun = re.findall(r'<script type="module" src="([^"]+)" data-cx-base="([^"]*)"', served("/maps/journey").text)
    assert begun == [(f"{assets.asset_base()}/board/all.js", "/maps")]


def test_streamlit_is_told_where_its_server_is() -> None:
    scripts = inline_scripts(served("/maps/journey").text)
    assert scripts == [place("/maps")]
    assert 'location.origin + "/maps/"' in scripts[0]
    assert "BACKEND_BASE_URL" in "".join(p.read_text("utf-8") for p in streamlit_scripts("index.*.js"))


def test_a_page_without_a_head_stays_as_it_is() -> None:
    assert served("/maps/journey", body="<p>").text == "<p>"


def test_the_scripts_of_streamlit_that_are_named_are_there() -> None:
    names = {path.name for path in streamlit_scripts("*.js")}
    assert set(chunks()) <= names
    assert any(name.startswith("BidiComponent.") for name in chunks())
    index = (Path(streamlit.__file__).parent / "static" / "index.html").read_text("utf-8")
    assert not [name for name in chunks() if name in index]


def streamlit_scripts(pattern: str) -> list[Path]:
    return list((Path(streamlit.__file__).parent / "static" / "static" / "js").glob(pattern))


def test_the_board_needs_nothing_that_is_not_there() -> None:
    files = assets.bundle()
    for name in needed(files, "board/main.js"):
        for other in re.findall(r'^import .*?"(\.{1,2}/[^"]+)"', files.files[name].body.decode(), re.MULTILINE):
            path = name.rsplit("/", 1)[0] + "/" + other
            while "/../" in path or "/./" in path:
                path = re.sub(r"/\./", "/", re.sub(r"[^/]+/\.\./", "", path, count=1))
            assert path in files.files
