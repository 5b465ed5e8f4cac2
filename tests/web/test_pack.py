"""Many modules as one file."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from cxmap.web import assets
from cxmap.web.pack import NotPackable, gather, pack

NODE = shutil.which("node")
FILES = {
    "a/main.js": 'import { one, two as second } from "./b.js";\nimport * as c from "../c.js";\nimport "./d.js";\n'
    "export default function main() {\n  return [one, second(), c.three, c.four, new c.Five().six, typeof one];\n}\n",
    "a/b.js": 'import { three } from "../c.js";\nexport const one = three - 2;\nexport async function wait() {}\nexport function two() {\n  return 2;\n}\n',
    "a/d.js": 'const one = "mine alone";\nexport { one as d };\n',
    "c.js": 'export const three = 3;\nconst inner = 4;\nexport { inner as four };\nexport { d } from "./a/d.js";\n'
    "export class Five {\n  six = 6;\n}\n",
}


@pytest.mark.skipif(NODE is None, reason="needs node")
def test_one_file_does_what_the_modules_do(tmp_path: Path) -> None:
    (tmp_path / "all.mjs").write_text(pack(FILES, "a/main.js"), "utf-8")
    (tmp_path / "run.mjs").write_text('import main from "./all.mjs";\nconsole.log(JSON.stringify(main()));\n', "utf-8")
    assert NODE
    done = subprocess.run([NODE, str(tmp_path / "run.mjs")], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == '[1,2,3,4,6,"number"]'


@pytest.mark.parametrize(
    "body",
    [
        'import b from "./b.js";',
        "export let changing = 1;",
        "export const { x, y } = { x: 1, y: 2 };",
        "const here = import.meta.url;",
        'import { a } from "./gone.js";',
        'import { main } from "./main.js";',
        'export * from "./b.js";',
    ],
)
def test_what_is_not_known_is_refused(body: str) -> None:
    with pytest.raises(NotPackable):
        pack({**FILES, "a/main.js": f'{body}\nimport {{ one }} from "./b.js";\nexport default one;\n'}, "a/main.js")


def test_the_board_is_one_file() -> None:
    packed = assets.bundle().files["board/all.js"].body.decode()
    assert packed.startswith("const $ = [];")
    for name in ("main", "view/board", "sync/session"):
        assert packed.count(f"// board/{name}.js\n") == 1


def test_a_style_sheet_takes_in_those_that_it_names() -> None:
    files = {"x/all.css": '/* all */\n@import "a.css";\n@import "b.css";\n', "x/a.css": ".a { }", "x/b.css": ".b { }"}
    assert gather(files, "x/all.css") == "/* all */\n.a { }\n.b { }\n"
    with pytest.raises(NotPackable, match=r"c\.css is not there"):
        gather({"x/all.css": '@import "c.css";'}, "x/all.css")
