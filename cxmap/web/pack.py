"""Many modules as one file, so that a first visit asks once and not 170 times; the modules stay as they are on disk.

Each module becomes a function that is called once, after those that it imports, and gives what it exports. That is all there is to
it because the board's modules keep to a few forms: no cycles, no `export let`, no `import.meta`. What does not keep to them is
refused with `NotPackable`: the page then loads the modules one by one.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

_IMPORT = re.compile(r'^import\s+(?:\{([^}]*)\}\s+from\s+|\*\s+as\s+(\w+)\s+from\s+)?"(\.{1,2}/[^"]+)";?$', re.M)
_FROM = re.compile(r'^export\s+\{([^}]*)\}\s+from\s+"(\.{1,2}/[^"]+)";?$', re.M)
_LIST = re.compile(r"^export\s+\{([^}]*)\};?$", re.M)
_DEFAULT = re.compile(r"^export\s+default\s+((?:async\s+)?function\*?|class)\s+(\w+)", re.M)
_NAMED = re.compile(r"^export\s+((?:async\s+)?function\*?|class|const)\s+(\w+)", re.M)
_LEFT = re.compile(r"^(?:import|export)\b.*$|^.*\bimport\.meta\b.*$", re.M)
_SHEET = re.compile(r'^@import "([^"/]+)";$', re.M)


class NotPackable(ValueError):
    """A module has a form that is not known here."""


def pack(files: Mapping[str, str], entry: str) -> str:
    """The modules that `entry` imports, directly or not, and itself as one module with its default export."""
    places: dict[str, int] = {}
    parts: list[str] = []
    _take(files, entry, places, parts, ())
    return "\n".join(["const $ = [];", *parts, f"export default $[{places[entry]}].default;", ""])


def gather(files: Mapping[str, str], path: str) -> str:
    """A style sheet with those of its folder that it names by `@import "name.css";`, a line each, in their place."""

    def named(found: re.Match[str]) -> str:
        there = posixpath.join(posixpath.dirname(path), found[1])
        if there not in files:
            raise NotPackable(f"{path}: {found[1]} is not there")
        return files[there]

    return _SHEET.sub(named, files[path])


def _take(files: Mapping[str, str], path: str, places: dict[str, int], parts: list[str], above: tuple[str, ...]) -> int:
    """Write a module after those that it imports, once; gives its place."""
    if path in above or path not in files:
        raise NotPackable(f"{path}: {'imports itself by way of others' if path in above else 'is not there'}")
    if path in places:
        return places[path]
    exports: list[str] = []

    def module(name: str) -> str:
        there = posixpath.normpath(posixpath.join(posixpath.dirname(path), name))
        return f"$[{_take(files, there, places, parts, (*above, path))}]"

    def taken(found: re.Match[str]) -> str:
        names, whole, name = found.groups()
        there = module(name)
        if whole:
            return f"const {whole} = {there};"
        return f"const {{ {names.replace(' as ', ': ')} }} = {there};" if names else ""

    def passed(found: re.Match[str]) -> str:
        there = module(found[2])
        exports.extend(f"{out}: {there}.{name}" for name, out in _names(found[1]))
        return ""

    def listed(found: re.Match[str]) -> str:
        exports.extend(f"{out}: {name}" for name, out in _names(found[1]))
        return ""

    def defaulted(found: re.Match[str]) -> str:
        exports.append(f"default: {found[2]}")
        return f"{found[1]} {found[2]}"

    def named(found: re.Match[str]) -> str:
        exports.append(found[2])
        return f"{found[1]} {found[2]}"

    body = files[path]
    for form, write in ((_IMPORT, taken), (_FROM, passed), (_LIST, listed), (_DEFAULT, defaulted), (_NAMED, named)):
        body = form.sub(write, body)
    if left := _LEFT.search(body):
        raise NotPackable(f"{path}: {left[0].strip()}")
    places[path] = len(parts)
    parts.append(f"// {path}\n$[{places[path]}] = (() => {{\n{body}\nreturn {{ {', '.join(exports)} }};\n}})();")
    return places[path]


def _names(names: str) -> list[tuple[str, str]]:
    """("a", "b") of each `a as b`."""
    found = [name.split(" as ") for name in (one.strip() for one in names.split(",")) if name]
    return [(name[0].strip(), name[-1].strip()) for name in found]
