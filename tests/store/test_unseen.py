"""Ballots and drafts: taken beside the log, within their limits, there after a restart, and revealed by one change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any, Literal

import pytest

from cxmap.access import SOMEBODY, SYSTEM
from cxmap.changes import Change, Refused
from cxmap.insights.estimates import counts_of
from cxmap.model.records import new_id
from cxmap.store import Ballot, Store
from cxmap.store.drafts import MOST_DRAFTS
from cxmap.store.revealing import author_tag
from tests.rooms import PEOPLE, actor, do, fill, room_state
from tests.worlds import delete, patch


@pytest.fixture
def room(store: Store) -> Store:
    fill(store)
    return store


@pytest.fixture
def here(sqlite_url: str, open_store: Callable[[str], Store]) -> Store:
    """On SQLite only: for rules that no database has a part in."""
    store = open_store(sqlite_url)
    fill(store)
    return store


def go_to(store: Store, step: str) -> None:
    """This step is under way, and no other."""
    for each in ("rate", "vote", "place", "write"):
        do(store, patch("step", each, state="running" if each == step else "done" if each == "rate" else "waiting"))
    do(store, patch("workshop", "w", private="on" if step == "write" else None))


def give(store: Store, person: str, step: str, target: str, value: Any, effort: Any = None) -> None:
    store.ballots.give(Ballot("w", step, target, value, effort), actor(person)).result(20)


def draft(id_: str, title: str = "Nobody calls back", stage: str = "s1", lane: str = "pains", **more: Any) -> dict[str, Any]:
    return {"id": id_, "stage": stage, "lane": lane, "title": title, **more}


def write(store: Store, person: str, **said: Any) -> None:
    store.drafts.write("w", "write", said, actor(person)).result(20)


def refusal(call: Callable[[], Any]) -> str:
    with pytest.raises(Refused) as refused:
        call()
    assert refused.value.message.endswith(".")
    return refused.value.code


def records(store: Store, type_: str, journey: str = "j1") -> list[dict[str, Any]]:
    found = store.room(journey)
    assert found is not None
    return found[1][type_]


def test_a_rating_is_kept_replaced_taken_back_and_there_after_a_restart(
    room: Store, url: str, open_store: Callable[[str], Store]
) -> None:
    before = room.revision
    give(room, "ben", "rate", "t1", -2)
    give(room, "ben", "rate", "t1", -2)
    give(room, "ben", "rate", "t2", 1.26)
    give(room, "cem", "rate", "t1", 3)
    give(room, "cem", "rate", "t1", None)
    assert room.revision == before, "nothing of it is in the log"
    again = open_store(url)
    own = {"workshop": "w", "step": "rate", "effort": None}
    assert again.ballots.of("w", "ben") == [{**own, "target": "t1", "value": -2}, {**own, "target": "t2", "value": 1.3}]
    assert again.ballots.of("w", "cem") == []
    counts = again.ballots.counts("w")
    assert counts is not None
    assert (counts.step, counts.people, counts.complete, counts.drafts, counts.of) == ("rate", 1, 1, 0, 4)


@pytest.mark.parametrize(
    ("step", "target", "value", "effort", "code"),
    [
        ("rate", "t1", 3.1, None, "invalid"),
        ("rate", "t1", -4, None, "invalid"),
        ("rate", "t1", float("nan"), None, "invalid"),
        ("rate", "p1", 1, None, "gone"),
        ("rate", "tc", 1, None, "gone"),
        ("rate", "fc", 1, None, "gone"),
        ("rate", "never", 1, None, "gone"),
        ("never", "t1", 1, None, "unknown"),
        ("vote", "p1", 1.5, None, "invalid"),
        ("vote", "p1", 4, None, "invalid"),
        ("vote", "p1", -1, None, "invalid"),
        ("place", "p1", 5, None, "invalid"),
        ("place", "p1", 11, 2, "invalid"),
        ("place", "p1", 5, -1, "invalid"),
        ("write", "p1", 1, None, "invalid"),
    ],
)
def test_what_a_ballot_may_say(here: Store, step: str, target: str, value: float, effort: float | None, code: str) -> None:
    go_to(here, step if step != "never" else "rate")
    assert refusal(lambda: give(here, "ben", step, target, value, effort)) == code
    assert here.ballots.cast(step) == []


def test_only_who_takes_part_gives_and_only_while_the_step_is_under_way(here: Store) -> None:
    for person, (_, state) in PEOPLE.items():
        if state == "in":
            give(here, person, "rate", "t1", 1)
        else:
            assert refusal(lambda who=person: give(here, who, "rate", "t1", 1)) == "forbidden", person  # type: ignore[misc]
    assert refusal(lambda: give(here, "ben", "vote", "p1", 1)) == "late"
    do(here, patch("step", "rate", revealed="2026-11-22T10:00:00Z"))
    assert refusal(lambda: give(here, "ben", "rate", "t1", 2)) == "late"
    do(here, patch("step", "rate", revealed=None), patch("workshop", "w", state="closed"))
    assert refusal(lambda: give(here, "ben", "rate", "t1", 2)) == "late"
    assert [b["value"] for b in here.ballots.of("w", "ben")] == [1]


def test_nobody_has_more_votes_than_the_step_gives(here: Store) -> None:
    go_to(here, "vote")
    give(here, "ben", "vote", "p1", 2)
    give(here, "ben", "vote", "p2", 1)
    assert refusal(lambda: give(here, "ben", "vote", "p3", 1)) == "too_many"
    give(here, "ben", "vote", "p1", 1)
    give(here, "ben", "vote", "p3", 1)
    give(here, "cem", "vote", "p3", 3)
    counts = here.ballots.counts("w")
    assert counts is not None
    assert (counts.people, counts.complete) == (2, 2)
    do(here, delete("card", "p3"))
    give(here, "cem", "vote", "p1", 3)  # votes on what is gone are free again
    do(here, patch("step", "vote", scope="stage"))
    assert refusal(lambda: give(here, "ben", "vote", "p2", 3)) == "too_many"


def test_votes_of_many_at_once_keep_to_the_limit(here: Store) -> None:
    go_to(here, "vote")
    futures = [here.ballots.give(Ballot("w", "vote", t, 2.0), actor("ben")) for _ in range(20) for t in ("p1", "p2")]
    taken = Counter(type(f.exception(20)).__name__ for f in futures)
    assert taken == {"NoneType": 20, "Refused": 20}
    assert sum(b["value"] for b in here.ballots.of("w", "ben")) == 2


def test_a_draft_is_kept_changed_dropped_and_there_after_a_restart(
    room: Store, url: str, open_store: Callable[[str], Store]
) -> None:
    go_to(room, "write")
    before = room.revision
    write(room, "ben", **draft("d1", "  Nobody\tcalls back ", severity=3, feeling=-2))
    write(room, "ben", **draft("d1", "Nobody ever calls back", severity=3, feeling=-2, persona="ann"))
    write(room, "ben", **draft("d2", stage="ts", lane="tl"))
    write(room, "ben", **draft("d3"))
    room.drafts.drop("w", "write", "d3", actor("ben")).result(20)
    room.drafts.drop("w", "write", "d3", actor("ben")).result(20)
    assert refusal(lambda: write(room, "cem", **draft("d1"))) == "exists"
    room.drafts.drop("w", "write", "d1", actor("cem")).result(20)  # not theirs: nothing happens
    assert room.revision == before
    again = open_store(url)
    first, second = again.drafts.of("w", "ben")
    assert (first["title"], first["severity"], first["feeling"], first["journey"]) == ("Nobody ever calls back", 3, -2, "j1")
    assert (second["id"], second["journey"]) == ("d2", "table")
    assert again.drafts.of("w", "cem") == []
    counts = again.ballots.counts("w")
    assert counts is not None
    assert (counts.people, counts.drafts) == (1, 2)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (draft("d", lane="actions"), "forbidden"),
        (draft("d", stage="fs", lane="fl"), "gone"),
        (draft("d", stage="ts"), "invalid"),
        (draft("d", stage="never"), "gone"),
        (draft("d", title=""), "invalid"),
        (draft("d", title="x" * 501), "invalid"),
        (draft("d", severity=4), "invalid"),
        (draft("d", feeling=5), "invalid"),
        (draft("d", feeling="much"), "invalid"),
        (draft("d", persona="secret"), "gone"),
        (draft("no id!"), "invalid"),
        ({**draft("d"), "journey": "far"}, "invalid"),
        ({"id": "d", "title": "No place"}, "invalid"),
        (draft("d", title=["list"]), "invalid"),
    ],
)
def test_what_a_draft_may_say(here: Store, said: dict[str, Any], code: str) -> None:
    go_to(here, "write")
    assert refusal(lambda: write(here, "ben", **said)) == code
    assert here.drafts.written("write") == []


def test_drafts_have_a_limit(here: Store) -> None:
    go_to(here, "write")
    futures = [here.drafts.write("w", "write", draft(f"d{i}"), actor("ben")) for i in range(MOST_DRAFTS)]
    assert not any(f.exception(20) for f in futures)
    assert refusal(lambda: write(here, "ben", **draft("more"))) == "too_many"
    write(here, "ben", **draft("d1", "Changed"))
    write(here, "cem", **draft("theirs"))


def test_a_rating_is_revealed_as_tallies_and_feelings_and_undone_in_one_go(room: Store) -> None:
    for person, first, second in (("ben", -2, 3), ("cem", -2, None), ("partaker", 1, 0)):
        give(room, person, "rate", "t1", first)
        give(room, person, "rate", "t2", second)
    done = room.reveal("rate", "shuffled", actor("lead"), "reveal-1").result(20)
    assert room.reveal("rate", "shuffled", actor("lead"), "reveal-1").result(20).rev == done.rev, "sent twice, done once"
    first, second = sorted(records(room, "tally"), key=lambda t: t["title"])
    assert {k: first[k] for k in ("kind", "card", "title", "persona", "people", "value", "low", "high", "counts")} == {
        "kind": "rating", "card": "t1", "title": "T1", "persona": "ann", "people": 3, "value": -1.0, "low": -2, "high": 1, "counts": "-2:2 1:1",
    }  # fmt: skip
    assert (second["people"], second["value"], counts_of(second)) == (2, 1.5, [((0,), 1), ((3,), 1)])
    assert {f["card"]: f["value"] for f in records(room, "feeling")} == {"t1": -1.0, "t2": 1.5}
    assert next(s for s in records(room, "step") if s["id"] == "rate")["revealed"]
    assert not [t for t in room.room("j1")[1]["tally"] for p in PEOPLE if p in str(t.values())]  # type: ignore[index]
    assert refusal(lambda: room.reveal("rate", "shuffled", actor("lead"), new_id()).result(20)) == "exists"
    room.undo("j1", actor("lead"), new_id()).result(20)
    assert (records(room, "tally"), [f["value"] for f in records(room, "feeling")]) == ([], [1])
    give(room, "cem", "rate", "t2", -3)
    room.reveal("rate", "shuffled", actor("facilitator"), new_id(), feelings=False).result(20)
    assert sorted(t["people"] for t in records(room, "tally")) == [3, 3]
    assert [f["value"] for f in records(room, "feeling")] == [1]


def test_votes_and_placements_are_revealed(room: Store) -> None:
    go_to(room, "vote")
    give(room, "ben", "vote", "p1", 3)
    give(room, "cem", "vote", "p1", 1)
    give(room, "cem", "vote", "p2", 2)
    room.reveal("vote", "shuffled", actor("facilitator"), new_id()).result(20)
    tallies = {t["card"]: t for t in records(room, "tally")}
    told = {card: (t["kind"], t["people"], t["value"], t["low"], t["high"], t["counts"]) for card, t in tallies.items()}
    assert told == {"p1": ("votes", 2, 4, 1, 3, "1:1 3:1"), "p2": ("votes", 2, 2, 0, 2, "2:1")}
    go_to(room, "place")
    give(room, "ben", "place", "p1", 8, 2)
    give(room, "cem", "place", "p1", 5, 3)
    room.reveal("place", "shuffled", actor("facilitator"), new_id()).result(20)
    tally = next(t for t in records(room, "tally") if t["kind"] == "placement")
    assert (tally["value"], tally["low"], tally["high"]) == (6.5, 5, 8)
    assert (tally["effort"], tally["effort_low"], tally["effort_high"], tally["counts"]) == (2.5, 2, 3, "5/3:1 8/2:1")


def test_drafts_become_cards_in_their_cells(room: Store) -> None:
    go_to(room, "write")
    for person, id_ in (("cem", "d1"), ("ben", "d2"), ("ben", "d3")):
        write(room, person, **draft(id_, f"By {person} {id_}", feeling=-1))
    write(room, "cem", **draft("d4", "At the table", stage="ts", lane="tl"))
    room.reveal("write", "author", actor("lead"), new_id()).result(20)
    mine = [c for c in sorted(records(room, "card"), key=lambda c: c["order"]) if c["stage"] == "s1" and c["lane"] == "pains"]
    assert [c["id"] for c in mine] == ["p1", "p2", "shared", "d2", "d3", "d1"]
    assert {c["title"] for c in records(room, "card", "table")} == {"TC", "At the table"}
    assert {f["card"] for f in records(room, "feeling")} == {"t1", "d1", "d2", "d3"}
    tags = {t["id"]: t["name"] for j in ("j1", "table") for t in records(room, "tag", j)}
    assert tags == {author_tag(card): "Ben" if card in ("d2", "d3") else "Cem" for card in ("d1", "d2", "d3", "d4")}
    assert not records(room, "workshop")[0]["private"]
    room.undo("j1", actor("lead"), new_id()).result(20)
    assert not {"d1", "d2", "d3"} & {c["id"] for c in records(room, "card")}
    assert records(room, "workshop")[0]["private"] == "on"
    do(room, patch("workshop", "w", anonymous="on"))
    room.reveal("write", "author", actor("lead"), new_id()).result(20)
    assert {"d1", "d2", "d3"} <= {c["id"] for c in records(room, "card")}
    assert records(room, "tag") == []


@pytest.mark.parametrize(("how", "anonymous"), [("shuffled", None), ("author", "on")])
def test_shuffled_drafts_do_not_tell_who_wrote_first(
    here: Store, how: Literal["shuffled", "author"], anonymous: str | None
) -> None:
    """Nor do those of an anonymous room, which has no authors that could be shown: side by side they would be told apart."""
    go_to(here, "write")
    do(here, patch("workshop", "w", anonymous=anonymous))
    for i in range(12):
        write(here, "ben" if i < 6 else "cem", **draft(f"d{i:02}"))
    here.reveal("write", how, actor("lead"), new_id()).result(20)
    order = [c["id"] for c in sorted(records(here, "card"), key=lambda c: c["order"]) if c["id"].startswith("d")]
    assert sorted(order) == [f"d{i:02}" for i in range(12)]
    assert order != sorted(order)  # one in 479 million
    assert records(here, "tag") == []


def test_what_comes_after_the_reveal_goes_onto_the_map_at_once(here: Store) -> None:
    go_to(here, "write")
    write(here, "cem", **draft("d1"))
    here.reveal("write", "shuffled", actor("lead"), new_id()).result(20)
    do(here, patch("workshop", "w", locked="on"), patch("step", "write", state="done"))
    for _ in range(2):  # sent again, as the answer was lost
        write(here, "ben", **draft("late", "The Wi-Fi was away"))
    late = [c for c in records(here, "card") if c["title"] == "The Wi-Fi was away"]
    assert [c["id"] for c in late] == ["late"]
    last = here.timeline("j1", limit=1)[0]
    assert (last.actor, last.name) == ("ben", SOMEBODY), "what was written alone tells no author, late or not"
    assert here.undo("j1", actor("ben"), new_id()).exception(20) is not None, "the map is locked"
    do(here, patch("workshop", "w", locked=None), patch("step", "write", state="running"))
    here.undo("j1", actor("ben"), new_id()).result(20)
    assert "late" not in {c["id"] for c in records(here, "card")}
    here.redo("j1", actor("ben"), new_id()).result(20)
    assert refusal(lambda: here.drafts.drop("w", "write", "late", actor("ben")).result(20)) == "late"
    assert refusal(lambda: write(here, "ben", **draft("p1"))) == "exists"


@pytest.mark.parametrize("step", ["rate", "write"])
def test_a_draft_is_no_way_around_a_lock(here: Store, step: str) -> None:
    """Where nobody writes alone, and where ratings were revealed, a draft is an edit as any other."""
    before = {c["id"] for c in records(here, "card")}
    do(here, patch("step", "write", private=None, state="done"))
    do(here, patch("workshop", "w", locked="on"))

    def late(id_: str) -> None:
        here.drafts.write("w", step, draft(id_), actor("ben")).result(20)

    assert refusal(lambda: late("d1")) == "forbidden"
    if step == "rate":
        do(here, patch("step", "rate", revealed="2026-11-22T10:00:00Z"))
        assert refusal(lambda: late("d1")) == "forbidden"
    assert {c["id"] for c in records(here, "card")} == before
    do(here, patch("workshop", "w", locked=None))
    late("d1")
    assert {c["id"] for c in records(here, "card")} == {*before, "d1"}
    last = here.timeline("j1", limit=1)[0]
    assert (last.actor, last.name) == ("ben", "Ben")


def test_a_stage_that_went_meanwhile_loses_no_card(here: Store) -> None:
    go_to(here, "write")
    write(here, "ben", **draft("d1", stage="s2"))
    do(here, delete("stage", "s2"))
    here.reveal("write", "shuffled", actor("lead"), new_id()).result(20)
    assert [c["stage"] for c in records(here, "card") if c["id"] == "d1"] == ["s1"]


def test_only_who_leads_reveals(here: Store) -> None:
    for person, (role, _) in PEOPLE.items():
        if role not in ("owner", "facilitator") and person != "lead":
            call = lambda who=person: here.reveal("rate", "shuffled", actor(who), new_id()).result(20)  # noqa: E731
            assert refusal(call) == "forbidden", person
    assert refusal(lambda: here.reveal("never", "shuffled", actor("lead"), new_id()).result(20)) == "unknown"


def test_a_workshop_is_forgotten(room: Store) -> None:
    give(room, "ben", "rate", "t1", 1)
    go_to(room, "write")
    write(room, "ben", **draft("d1"))
    room.ballots.purge("w")
    room.drafts.purge("w")
    assert (room.ballots.of("w", "ben"), room.drafts.of("w", "ben")) == ([], [])
    assert room.check() == []


def test_the_world_of_these_tests_is_the_one_of_the_policys(room: Store) -> None:
    state = room_state()
    for type_ in ("workshop", "step", "participant", "card", "lane"):
        there: set[str] = room._writer.ask(lambda memory, name=type_: set(memory.state.of(name)))
        assert there == set(state.of(type_))
    assert room.commit(Change(new_id(), (patch("step", "rate", title="Again"),)), SYSTEM).result(20).rev == room.revision
