"""Small worlds for tests of changes: short builders, states that can be compared, and random changes."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from cxmap.changes import Change, Edit, State
from cxmap.model import vocabulary as v
from cxmap.model.records import RECORDS, Record, check_fields, feeling_id, new_id

Shot = dict[str, dict[str, Record]]


def put(type_: str, id_: str, **fields: Any) -> Edit:
    return Edit("put", type_, id_, fields)


def patch(type_: str, id_: str, was: Record | None = None, **fields: Any) -> Edit:
    return Edit("patch", type_, id_, fields, was or {})


def delete(type_: str, id_: str) -> Edit:
    return Edit("delete", type_, id_)


def change(*edits: Edit, id_: str = "") -> Change:
    return Change(id_ or new_id(), edits)


def feeling(card: str, persona: str = "ann", source: str = "predicted", **fields: Any) -> Edit:
    fields = {"journey": "j1", "card": card, "persona": persona, "source": source, "value": 0, **fields}
    return put("feeling", feeling_id(card, persona, source), **fields)


def card(id_: str, stage: str = "s1", lane: str = "l1", **fields: Any) -> Edit:
    return put("card", id_, **{"journey": "j1", "stage": stage, "lane": lane, "title": id_.upper(), **fields})


def shot(state: State) -> Shot:
    """All records, copied, so that two moments can be compared."""
    return {name: {id_: dict(fields) for id_, fields in state.of(name).items()} for name in RECORDS if state.of(name)}


def links(state: State) -> set[tuple[Any, ...]]:
    """The index of who refers to whom, for comparison."""
    return {(name, id_, *link) for name in RECORDS for id_ in state.of(name) for link in state.referring(name, id_)}


def state_of(records: Shot) -> State:
    """A state with these records."""
    state = State()
    for name in RECORDS:
        for id_, fields in records.get(name, {}).items():
            state.put(name, id_, dict(fields))
    return state


# The world that most tests start from: a journey of three stages and two lanes, three cards, one feeling; another journey.
START = (
    put("persona", "ann", workspace="main", name="Ann"),
    put("persona", "bob", workspace="main", name="Bob"),
    put("statement", "goal", persona="ann", kind="goal", text="Home by six"),
    put("journey", "j1", workspace="main", title="Buy a bicycle"),
    put("journey", "j2", workspace="main", title="Buy a bicycle, better", state="to_be", as_is="j1"),
    put("traveller", "t1", journey="j1", persona="ann"),
    put("stage", "s1", journey="j1", name="Look", order="a0"),
    put("stage", "s2", journey="j1", name="Choose", order="a1"),
    put("stage", "s3", journey="j1", name="Ride", order="a2"),
    put("lane", "l1", journey="j1", kind="action", order="a0"),
    put("lane", "l2", journey="j1", kind="pain", order="a1"),
    put("stage", "s9", journey="j2", name="Ride", order="a0"),
    put("lane", "l9", journey="j2", kind="action", order="a0"),
    card("c1", order="a0", note="By the canal"),
    card("c2", order="a1"),
    card("c3", "s2", "l2", severity=2),
    feeling("c1", value=-1.5, word="lost"),
)


def start() -> State:
    """The start world as a state."""
    state = state_of({"workspace": {"main": {"name": "Workspace"}}})
    for edit in START:
        state.put(edit.type, edit.id, check_fields(edit.type, edit.fields, whole=True))
    return state


# Few ids and few texts, so that random changes meet each other and often miss.
_IDS = {
    "persona": ("ann", "bob", "eve"),
    "statement": ("goal", "need"),
    "journey": ("j1", "j2", "j3"),
    "traveller": ("t1", "t2"),
    "stage": ("s1", "s2", "s3", "s4", "s9"),
    "lane": ("l1", "l2", "l9"),
    "card": ("c1", "c2", "c3", "c4", "c5"),
}
_TEXTS = st.one_of(
    st.sampled_from(["", "Look", "Look around", "Look around twice", "Choose well", "Überprüft den Zähler 🚲", "a\nb", "=1+1"]),
    st.text(max_size=12),
)
_ORDERS = st.sampled_from(["a0", "a0V", "a1", "a2", "Zz", "b00"])
_KINDS: dict[str, st.SearchStrategy[Any]] = {
    "text": _TEXTS,
    "order": _ORDERS,
    "date": st.dates().map(lambda d: d.isoformat()) | st.none(),
    "number": st.floats(-3, 3) | st.none(),
    "integer": st.integers(1, 3) | st.none(),
}


@st.composite
def edits(draw: st.DrawFn) -> Edit:
    """An edit of the start world; it may well be refused."""
    type_ = draw(st.sampled_from([*_IDS, "card", "card", "feeling", "stage"]))
    op = draw(st.sampled_from(["put", "put", "patch", "patch", "delete"]))
    record = RECORDS[type_]
    if op == "delete":
        return Edit("delete", type_, draw(_id_of(type_)))
    fields: Record = {}
    for f in record.fields:
        if f.name == "workspace":
            fields[f.name] = "main"
        elif (op == "put" and f.kind == "ref") or draw(st.booleans()):
            fields[f.name] = draw(_value(f))
    if op == "put":
        if type_ == "feeling":
            return Edit("put", type_, feeling_id(fields["card"], fields["persona"], fields.get("source", "predicted")), fields)
        return Edit("put", type_, draw(_id_of(type_)), fields)
    fields = {name: value for name, value in fields.items() if not record.field(name).fixed}  # type: ignore[union-attr]
    was = {name: draw(_TEXTS) for name in fields if draw(st.booleans()) and record.field(name).kind == "text"}  # type: ignore[union-attr]
    return Edit("patch", type_, draw(_id_of(type_)), fields, was)


def _id_of(type_: str) -> st.SearchStrategy[str]:
    if type_ != "feeling":
        return st.sampled_from(_IDS[type_])
    return st.builds(
        feeling_id, st.sampled_from(_IDS["card"]), st.sampled_from(_IDS["persona"]), st.sampled_from(v.keys(v.FEELING_SOURCES))
    )


def _value(f: Any) -> st.SearchStrategy[Any]:
    if f.kind == "ref":
        ids = st.sampled_from(_IDS[f.to])
        return ids if f.required else ids | st.none()
    if f.kind == "choice":
        return st.sampled_from(f.choices) if f.required else st.sampled_from(f.choices) | st.none()
    return _KINDS[f.kind]


changes = st.builds(lambda e: change(*e), st.lists(edits(), min_size=1, max_size=4))
