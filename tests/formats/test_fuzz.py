"""Whatever the bytes: an import with a report, or a `FormatError` with one sentence. Nothing else, ever."""

from __future__ import annotations

import copy
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cxmap.changes import Change, Edit, State, apply
from cxmap.formats import FormatError, read

from .test_ojf import journey, node
from .test_roundtrip import world, written

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["s1", "l1", "j", "p", "c", ""]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
BLUEPRINT = {"evidence": ["x", {"item": "y", "type": "z"}], "onstage": [{"actor": "a", "action": "b"}], "other": [1]}
FULL_OJF = journey(
    metadata={"title": "T", "pov": "P", "author": "x"},
    pointOfView="V",
    nodes=[node(score=1, sentiment="s", severity="low", tags=["a"], isMomentOfTruth=True, blueprint=BLUEPRINT, purpose="pain")],
)
FULL_NATIVE = {
    **json.loads(written(world())),  # a record of every type
    "pictures": [{"id": "x", "content_type": "image/png", "data": "AA=="}],
}


def takes_or_refuses(data: bytes) -> None:
    try:
        parsed = read(data, "some file.json")
    except FormatError as error:
        sentence = str(error)
        assert sentence.strip()
        assert "\n" not in sentence
        sentence.encode("utf-8")
        return
    state = State()
    state.put("workspace", "main", {"name": "main"})
    apply(state, Change("1", tuple(Edit("put", *entry) for entry in parsed.records)))
    assert parsed.journeys
    json.dumps(parsed.report.changed + parsed.report.left_out, ensure_ascii=False).encode("utf-8")


@given(st.binary(max_size=200))
def test_any_bytes(data: bytes):
    takes_or_refuses(data)


@given(JSON)
def test_any_json(value: Any):
    takes_or_refuses(json.dumps(value).encode())


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, child in inner for place in places(child, (*path, key)))]


@settings(max_examples=400)
@given(st.sampled_from([FULL_OJF, FULL_NATIVE]), st.data())
def test_a_good_file_with_anything_anywhere(good: dict[str, Any], data: st.DataObject):
    document = copy.deepcopy(good)
    for _ in range(data.draw(st.integers(1, 3))):
        path = data.draw(st.sampled_from(places(document)[1:]))
        holder: Any = document
        for key in path[:-1]:
            holder = holder[key]
        if data.draw(st.booleans()):
            holder[path[-1]] = data.draw(JSON)
        elif isinstance(holder, dict):
            del holder[path[-1]]
            holder[data.draw(st.text(max_size=8))] = data.draw(JSON)
        if len(places(document)) < 2:
            return
    takes_or_refuses(json.dumps(document).encode())


@given(st.sampled_from([FULL_OJF, FULL_NATIVE]), st.data())
def test_a_good_file_cut_or_spoilt(good: dict[str, Any], data: st.DataObject):
    raw = bytearray(json.dumps(good).encode())
    at = data.draw(st.integers(0, len(raw) - 1))
    takes_or_refuses(bytes(raw[:at]))
    raw[at : at + data.draw(st.integers(0, 5))] = data.draw(st.binary(max_size=5))
    takes_or_refuses(bytes(raw))


WORDS = st.sampled_from(
    ["journey", "title", "section", "accTitle:", "accDescr", "{", "}", "%%", "%%{", "}%%", "#", "#35;", "#x", ";", ":", ",", "---",
     "```mermaid", "```", "\n", "\r", " ", "3", "-1", "5.5", "9:30", "Me", "Pay", "<br/>", "１", "\ue001", "\u2028", "\ud7ff"]
)  # fmt: skip


@settings(max_examples=400)
@given(st.lists(WORDS | st.text(max_size=4), max_size=40))
def test_any_mermaid(words: list[str]):
    text = "".join(words).encode("utf-8", "replace")
    takes_or_refuses(text)
    takes_or_refuses(b"journey\nsection A\n" + text)
