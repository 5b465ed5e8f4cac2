"""The page that shows the board names the board's modules."""

from __future__ import annotations

import re

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from cxmap.web import assets
from cxmap.web.assets import Asset, Bundle
from cxmap.web.preload import Preload, needed


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


def test_only_the_board_page_names_them() -> None:
    async def page(request: object) -> HTMLResponse:
        return HTMLResponse("<p>")

    app = Starlette(
        routes=[Route("/{path:path}", page)],
        middleware=[Middleware(Preload, path="/maps/journey", module="board/all.js")],
    )
    browser = TestClient(app)
    assert "link" not in browser.get("/maps/").headers
    header = browser.get("/maps/journey?journey=j").headers["link"]
    named = re.findall(r"<([^>]+)>; rel=modulepreload", header)
    assert named == [f"{assets.asset_base()}/board/all.js"]
    files = assets.bundle().files
    assert all(path.removeprefix(assets.asset_base() + "/") in files for path in named)


def test_the_board_needs_nothing_that_is_not_there() -> None:
    files = assets.bundle()
    for name in needed(files, "board/main.js"):
        for other in re.findall(r'^import .*?"(\.{1,2}/[^"]+)"', files.files[name].body.decode(), re.MULTILINE):
            path = name.rsplit("/", 1)[0] + "/" + other
            while "/../" in path or "/./" in path:
                path = re.sub(r"/\./", "/", re.sub(r"[^/]+/\.\./", "", path, count=1))
            assert path in files.files
