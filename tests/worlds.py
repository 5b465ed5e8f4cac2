"""Small worlds for tests of changes: short builders, states that can be compared, and random changes."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from cxmap.changes import Change, Edit, State
from cxmap.model.records import MADE_OF, RECORDS, Record, check_fields, feeling_id, made_id, new_id
from tests.worlds_customer import a_customer

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
    "team": ("te1", "te2"),
    "role": ("r1",),
    "touchpoint": ("tp1", "tp2"),
    "source": ("so1", "so2"),
    "measure": ("m1", "m2"),
    "comment": ("k1", "k2"),
    "person": ("p1",),
    "segment": ("sg1", "sg2"),
    "viewpoint": ("vp1",),
    "ground": ("gr1", "gr2"),
}
_MADE = ("feeling", "assignment", "connection")
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
    "time": st.sampled_from(["2026-11-22T09:00:00Z", "2026-11-22T09:30:00Z"]) | st.none(),
}


@st.composite
def edits(draw: st.DrawFn) -> Edit:
    """An edit of the start world; it may well be refused."""
    type_ = draw(st.sampled_from([*(t for t in _IDS if t != "person"), *_MADE, "card", "card", "card", "feeling", "stage"]))
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
        if type_ in _MADE:
            return Edit("put", type_, made_id(type_, {**record.defaults, **fields}), fields)
        return Edit("put", type_, draw(_id_of(type_)), fields)
    fields = {name: value for name, value in fields.items() if not record.field(name).fixed}  # type: ignore[union-attr]
    was = {name: draw(_TEXTS) for name in fields if draw(st.booleans()) and record.field(name).kind == "text"}  # type: ignore[union-attr]
    return Edit("patch", type_, draw(_id_of(type_)), fields, was)


def _id_of(type_: str) -> st.SearchStrategy[str]:
    if type_ not in _MADE:
        return st.sampled_from(_IDS[type_])
    parts = {name: _value(RECORDS[type_].field(name)) for name in MADE_OF[type_]}
    return st.fixed_dictionaries(parts).map(lambda fields: made_id(type_, fields))


def _value(f: Any) -> st.SearchStrategy[Any]:
    if f.kind == "ref":
        ids = st.sampled_from(_IDS[f.to])
        return ids if f.required else ids | st.none()
    if f.kind == "choice":
        return st.sampled_from(f.choices) if f.required else st.sampled_from(f.choices) | st.none()
    return _KINDS[f.kind]


changes = st.builds(lambda e: change(*e), st.lists(edits(), min_size=1, max_size=4))


def one_of_each(person: str) -> list[Edit]:
    """A record of every type that the start world has none of, every field filled in; `person` comments."""
    j = {"journey": "j1"}
    return [
        put("team", "te1", workspace="main", name="Sales", lead="Ann", note="Two\nlines"),
        put("role", "r1", team="te1", name="Seller", note="Sells"),
        put("word", "w1", workspace="main", text="relieved", family="joy", value=1.5, intensity=2, order="a0"),
        put("touchpoint", "tp1", workspace="main", title="Hotline", note="Day", channel="phone", moment="second"),
        put("assignment", "c1.te1.accountable", **j, card="c1", team="te1", part="accountable", role="r1"),
        put(
            "source",
            "so1",
            **j,
            card="c1",
            kind="survey",
            quote="“So”",
            link="https://example.org",
            date="2026-11-01",
            expires="2027-11-01",
            item="item:7",
        ),
        put("tag", "tg1", **j, card="c1", name="winter"),
        put("connection", "c1.c2", **j, start="c1", end="c2", kind="information", label="the order"),
        put(
            "path", "pa1", **j, start="s2", end="s1", persona="ann", channel="phone", share=12.5, label="wrong size", order="a0"
        ),
        put("measure", "m1", **j, stage="s1", card="c1", name="NPS", method="nps", direction="up", baseline=-3, target=20.5),
        put(
            "reading",
            "re1",
            **j,
            measure="m1",
            date="2026-11-02",
            value=12.25,
            method="nps",
            scale="0-10",
            answers=40,
            note="Wave 2",
        ),
        put("answer", "s1.duration", **j, stage="s1", question="duration", note="Unknown"),
        put("comment", "k1", **j, card="c1", author=person, author_name="Ann", text="Why?\nHow?", at="2026-11-22T09:00:00Z"),
        put(
            "comment", "k2", **j, card="c1", thread="k1", text="So.", at="2026-11-22T09:01:00Z", resolved="2026-11-22T09:02:00Z"
        ),
        put("mention", f"k1.{person}", **j, comment="k1", person=person),
        put("view", "v1", **j, name="Pains by phone", query="channel=phone&severity=3", author_name="Ann", order="a0"),
        put("version", "ve1", **j, name="Kick-off", rev=3, note="As drawn in the room"),
        put("reason", "j1.3", **j, rev=3, text="The survey came in"),
        *a_workshop(person),
        patch("card", "c2", shared="tp1", opens="j2", duration=5, duration_unit="minute", waiting=2, waiting_unit="day"),
        patch("card", "c3", frequency=1.5, frequency_per="journey", initiator="us"),
        patch("lane", "l2", line="visibility"),
        patch("journey", "j1", owner="te1", use="template"),
        feeling("c2", value=2, word="glad", intensity=3),
        *a_customer(person),
    ]


def a_workshop(person: str) -> list[Edit]:
    """A workshop on `j1` with a record of each of its types, every field filled in."""
    j, w = {"journey": "j1"}, {"journey": "j1", "workshop": "ws1"}
    at = "2026-11-22T09:00:00Z"
    return [
        put("agenda", "ag1", workspace="main", name="Kick-off", note="For a first map"),
        put("agenda_step", "as1", agenda="ag1", kind="rate", title="How does it feel?", prompt="Blind", minutes=9, order="a0"),
        put(
            "workshop",
            "ws1",
            **j,
            title="Kick-off",
            state="running",
            date="2026-11-22",
            note="Why",
            facilitator=person,
            facilitator_name="Ann",
            locked="on",
            private="on",
            anonymous="on",
            admission="on",
            follow="on",
            view="map",
            focus="s1",
            called=at,
            started=at,
            purge_due="2026-12-22",
        ),
        put(
            "step",
            "st1",
            **w,
            kind="rate",
            title="How does it feel?",
            prompt="Blind",
            minutes=9,
            lanes="touchpoint emotion",
            view="rating",
            about="touchpoint",
            votes=3,
            scope="stage",
            private="on",
            persona="ann",
            state="running",
            started=at,
            ends=at,
            paused=20,
            revealed=at,
            order="a0",
        ),
        put("breakout", "br1", **w, name="Window", map="j2", order="a0"),
        put("participant", "pt1", **w, person=person, name="Ann", breakout="br1", state="in", joined=at),
        put("parked", "pk1", **w, text="Prices", author_name="Ann", card="c1", settled="on", order="a0"),
        put(
            "decision",
            "de1",
            **w,
            kind="action",
            text="Ring back",
            owner="Ann",
            team="te1",
            due="2026-12-01",
            card="c1",
            order="a0",
        ),
        put(
            "tally",
            "ta1",
            **w,
            step="st1",
            kind="rating",
            card="c1",
            title="Hotline",
            persona="ann",
            people=3,
            value=-1.5,
            low=-3,
            high=0,
            counts="-3:1 -1.5:1 0:1",
        ),
        put("voice", "vo1", **j, card="c1", text="Nobody rings", author_name="Ben", origin="Window", order="a0"),
    ]
