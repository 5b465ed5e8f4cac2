"""The static files: the board's modules, the record definitions as JSON, the typeface, at `/assets/<version>/…`.

The version is a hash of all that is served there, so a file under its version never changes and is cached for good. The files
are held in memory and read again when one changes on disk: a new version then, under new URLs.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import mimetypes
import time
from dataclasses import asdict, dataclass, fields
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from cxmap.model import customer_vocabulary, records, views, vocabulary
from cxmap.model.fields import Field
from cxmap.model.wheel import WHEEL
from cxmap.web.pack import NotPackable, gather, pack

_log = structlog.get_logger("cxmap")
_HERE = Path(__file__).resolve().parent
_FOLDERS = {"board": _HERE.parent / "board" / "static", "web": _HERE / "static"}
_TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css", ".json": "application/json"}
_TYPES |= {".svg": "image/svg+xml", ".woff2": "font/woff2", ".html": "text/html", ".map": "application/json"}
_LISTS = {
    name: terms
    for name, terms in (vars(vocabulary) | vars(customer_vocabulary)).items()
    if name.isupper() and isinstance(terms, tuple)
}
_BY_KEYS = {vocabulary.keys(terms): terms for terms in _LISTS.values()}
_PACKED = {  # many modules as one file
    "board/all.js": "board/main.js",
    "board/room/all.js": "board/room/room.js",
    "board/ideas/all.js": "board/ideas/ideas.js",
    "board/inbox/all.js": "board/inbox/main.js",
    "board/people/all.js": "board/people/main.js",
}
_SHEET = "board/css/all.css"  # many style sheets as one file
_LOOK_AGAIN = 1.0  # seconds between two looks at the folders


@dataclass(frozen=True)
class Asset:
    """One file as it is served."""

    body: bytes
    content_type: str
    packed: bytes = b""  # the same in gzip, made once, where that is shorter


@dataclass(frozen=True)
class Bundle:
    """All files of one version, by path (`board/main.js`)."""

    version: str
    files: dict[str, Asset]


class _Shelf:
    """The newest bundle, and when the folders were last looked at."""

    base = ""
    bundle: Bundle | None = None
    seen: tuple[tuple[str, int, int], ...] = ()
    looked = 0.0


def set_base(path: str) -> None:
    """Name the path that the whole app stands under ("" or "/maps"); `app.py` does so once at start."""
    _Shelf.base = path


def asset_base() -> str:
    """The URL path of the static files, without a slash at its end: the board's main module is `<asset base>/board/main.js`."""
    return f"{_Shelf.base}/assets/{bundle().version}"


def bundle() -> Bundle:
    """The files as they are on disk now (looked at once a second at most)."""
    now = time.monotonic()
    if _Shelf.bundle is None or now - _Shelf.looked > _LOOK_AGAIN:
        _Shelf.looked = now
        seen = tuple((str(p), s.st_mtime_ns, s.st_size) for _, p in _paths() for s in (p.stat(),))
        if _Shelf.bundle is None or seen != _Shelf.seen:
            _Shelf.bundle, _Shelf.seen = _read(), seen
    return _Shelf.bundle


def routes(prefix: str) -> list[BaseRoute]:
    """The route of the static files, under the app's base path."""
    return [Route(f"{prefix}/assets/{{version}}/{{path:path}}", _serve, name="assets")]


async def _serve(request: Request) -> Response:
    now = bundle()
    asset = now.files.get(request.path_params["path"])
    if asset is None:
        return Response("There is no such file in cxmap. Reload the page.\n", 404, media_type="text/plain")
    fresh = request.path_params["version"] == now.version
    cache = "public, max-age=31536000, immutable" if fresh else "no-store"  # an old tab gets today's file, but keeps none
    headers = {"content-type": asset.content_type, "cache-control": cache, "vary": "Accept-Encoding"}
    if asset.packed and "gzip" in request.headers.get("accept-encoding", ""):
        return Response(asset.packed, headers={**headers, "content-encoding": "gzip"})
    return Response(asset.body, headers=headers)


def definitions() -> dict[str, Any]:
    """The record types and the vocabulary as the board reads them (`board/records.json`).

    `records` by type: label, meaning and fields, each field with all that `Field` says and, for a choice, its terms;
    `vocabulary` by list name: terms with key, label and meaning; `board_types`; and the limits of a journey.
    """
    return {
        "records": {r.name: _type(r) for r in records.RECORDS.values()},
        "vocabulary": {name.lower(): [asdict(term) for term in terms] for name, terms in _LISTS.items()},
        "board_types": list(views.BOARD_TYPES),
        "workspace_types": list(views.WORKSPACE_TYPES),
        "limits": {"cards": records.MAX_CARDS, "stages": records.MAX_STAGES, "lanes": records.MAX_LANES},
        "emotion": {"min": vocabulary.EMOTION_MIN, "max": vocabulary.EMOTION_MAX},
        "wheel": [asdict(word) for word in WHEEL],
    }


def _type(record: records.RecordType) -> dict[str, Any]:
    return {
        "name": record.name,
        "label": record.label,
        "meaning": record.meaning,
        "fields": [_field(f) for f in record.fields],
    }


def _field(field: Field) -> dict[str, Any]:
    plain: dict[str, Any] = {f.name: getattr(field, f.name) for f in fields(field) if f.name != "choices"}
    if field.choices:
        plain["choices"] = [asdict(term) for term in _BY_KEYS[field.choices]]
    return plain


def _read() -> Bundle:
    files = {name: _asset(path.read_bytes(), _content_type(path)) for name, path in _paths()}
    body = json.dumps(definitions(), ensure_ascii=False, separators=(",", ":")).encode()
    files["board/records.json"] = _asset(body, "application/json; charset=utf-8")
    modules = {name: asset.body.decode() for name, asset in files.items() if name.endswith(".js")}
    for packed, entry in _PACKED.items():
        files[packed] = _asset(_packed(modules, entry).encode(), _content_type(Path(packed)))
    sheets = {name: asset.body.decode() for name, asset in files.items() if name.endswith(".css")}
    if _SHEET in sheets:
        files[_SHEET] = _asset(gather(sheets, _SHEET).encode(), files[_SHEET].content_type)
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(f"{name}\0{len(files[name].body)}\0".encode() + files[name].body)
    return Bundle(digest.hexdigest()[:16], files)


def _packed(modules: dict[str, str], entry: str) -> str:
    """A module and all that it imports as one file; where that cannot be, a module that leads to it."""
    try:
        return pack(modules, entry)
    except NotPackable as error:
        _log.warning("modules are served one by one", reason=str(error))
        return f'export {{ default }} from "./{Path(entry).name}";\n'


def _asset(body: bytes, content_type: str) -> Asset:
    packed = gzip.compress(body, 9, mtime=0) if "charset" in content_type else b""
    return Asset(body, content_type, packed if len(packed) < len(body) else b"")


def _paths() -> list[tuple[str, Path]]:
    """(path in the URL, file) of all that is served, in a stable order."""
    found = [
        (f"{name}/{path.relative_to(folder).as_posix()}", path)
        for name, folder in _FOLDERS.items()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix in _TYPES
    ]
    found += [("web/icon.svg", path) for path in [_HERE.parent / "ui" / "assets" / "icon.svg"] if path.is_file()]
    return [*found, *(("web/source-sans.woff2", path) for path in _typeface())]


def _typeface() -> list[Path]:
    """Source Sans as Streamlit ships it, for pages that have no Streamlit in them."""
    spec = find_spec("streamlit")
    folder = Path(spec.origin or "").parent / "static" / "static" / "media" if spec else Path()
    return sorted(folder.glob("SourceSansVF-Upright*.woff2"))[:1]


def _content_type(path: Path) -> str:
    kind = _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") or kind.endswith(("json", "xml")) else kind
