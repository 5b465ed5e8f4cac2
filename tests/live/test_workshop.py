"""A workshop over the wire: who gets which board, ballots, counts, roles, anonymity, and who has to go."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from cxmap.access import Actor
from cxmap.model.records import new_id
from cxmap.store import Store
from tests.rooms import actor, do, fill, link
from tests.serving import Board, Served, serving
from tests.worlds import patch, put

Join = Callable[..., "Seat"]


class Seat(Board):
    """The board of somebody whom the gate has let in."""

    def __init__(self, served: Served, who: Actor) -> None:
        ticket = served.hub.tickets.issue(who)
        self.served, self.inbox, self.welcome = served, [], {}
        self.socket = served.socket({"origin": served.origin}, ["cxmap.v1", f"ticket.{ticket}"])

    def ask(self, kind: str, **fields: Any) -> dict[str, Any]:
        """A question and its answer, ack or refusal."""
        id_ = new_id()
        self.send({"t": kind, "id": id_, **fields})
        while (said := self.next("answer", "ack", "refused", "noted")).get("id") != id_:
            pass
        return said

    def rate(self, target: str, value: float | None, step: str = "rate") -> dict[str, Any]:
        """A ballot and its answer."""
        return self.ask("ballot", workshop="w", step=step, target=target, value=value)

    def until(self, kind: str, good: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The first message of a kind that is as wanted."""
        while not good(found := self.next(kind)):
            pass
        return found


@pytest.fixture
def room(sqlite_url: str) -> Iterator[Store]:
    store = Store.open(sqlite_url)
    fill(store)
    yield store
    store.close()


@pytest.fixture
def served(room: Store) -> Iterator[Served]:
    with serving(room) as running:
        yield running


@pytest.fixture
def join(served: Served) -> Iterator[Join]:
    """Seats somebody on a board, and closes it at the end."""
    made: list[Seat] = []

    def join_(who: Actor | str, journey: str = "j1") -> Seat:
        made.append(Seat(served, actor(who) if isinstance(who, str) else who))
        if journey:
            made[-1].hello(journey)
        return made[-1]

    yield join_
    for each in made:
        each.close()


def ids(welcome: dict[str, Any], type_: str) -> set[str]:
    return {record["id"] for record in welcome["records"][type_]}


def test_a_guest_gets_what_the_map_needs_of_the_workspace(join: Join) -> None:
    ben, owner = join("ben"), join("owner")
    assert (ben.welcome["role"], owner.welcome["role"]) == ("guest", "owner")
    assert ids(ben.welcome, "persona") == {"ann"}
    assert ids(ben.welcome, "team") == {"t-own"}
    assert ids(ben.welcome, "touchpoint") == {"tp"}
    assert ids(ben.welcome, "word") == {"w-calm"}
    assert ids(ben.welcome, "card") == ids(owner.welcome, "card")
    assert ids(owner.welcome, "persona") == {"ann", "secret"}
    assert "takeover" not in str(ben.welcome).lower()
    assert ben.welcome["counts"]["step"] == "rate"
    assert ben.welcome["now"].endswith("Z")


@pytest.mark.parametrize("journey", ["far", "never"])
def test_a_journey_out_of_reach_is_not_there(join: Join, journey: str) -> None:
    for who in (actor("ben"), link("viewer")):
        board = join(who, "")
        board.send({"t": "hello", "v": 1, "journey": journey, "rev": None})
        assert board.next("error")["message"] == "This journey is not there (any more)."
        assert board.closed() == 4404
    assert join("ben", "table").welcome["role"] == "guest"


def test_what_the_map_does_not_name_is_not_told_and_what_it_names_now_comes(join: Join, room: Store) -> None:
    ben = join("ben")
    do(room, patch("persona", "secret", quote="Sell before May"))
    silent = ben.next("change")
    assert silent["edits"] == []
    do(room, patch("persona", "ann", quote="I ride to work"), patch("card", "p1", title="Told"))
    told = ben.next("change")
    assert (told["prev"], [e["id"] for e in told["edits"]]) == (silent["rev"], ["ann", "p1"])
    do(room, put("traveller", "new", journey="j1", persona="secret"))
    fresh = ben.next("snapshot")
    assert ids(fresh, "persona") == {"ann", "secret"}
    do(room, patch("persona", "secret", quote="Never mind"))
    assert [e["id"] for e in ben.until("change", lambda m: m["rev"] > fresh["rev"])["edits"]] == ["secret"]


def test_who_waits_sees_the_door_only_until_they_are_let_in(join: Join, room: Store) -> None:
    owner, waits = join("owner"), join("waits")
    assert waits.welcome["people"] == []
    there = {type_: records for type_, records in waits.welcome["records"].items() if records}
    assert set(there) == {"journey", "workshop", "participant"}
    assert [p["person"] for p in there["participant"]] == ["waits"]
    assert there["journey"][0]["owner"] is None
    assert waits.ask("timeline")["code"] == "forbidden"
    do(room, patch("card", "p1", title="Not for them"))
    assert owner.next("change")["edits"]
    do(room, patch("participant", "w.waits", state="in"))
    fresh = waits.next("snapshot", "change")
    assert fresh["t"] == "snapshot"
    assert len(fresh["records"]["card"]) == 7
    assert owner.until("people", lambda m: any(p["person"] == "waits" for p in m["people"]))


def test_who_is_sent_out_is_cut_off(join: Join, room: Store, served: Served) -> None:
    ben, cem, table = join("ben"), join("cem"), join("ben", "table")
    do(room, patch("participant", "w.ben", state="removed"))
    assert (ben.closed(), table.closed()) == (4401, 4401)
    assert cem.ask("mine", workshop="w")["ballots"] == []
    count: list[int] = []
    served.loop.call_soon_threadsafe(lambda: count.append(served.hub.cut("cem", "w")))
    assert cem.closed() == 4401
    assert count == [1]


def test_a_table_that_goes_is_not_there_any_more(join: Join, room: Store) -> None:
    table = join("ben", "table")
    do(room, patch("breakout", "red", map=None))
    assert table.closed() == 4404


def test_a_hand_over_gives_and_takes_a_facilitators_powers(join: Join) -> None:
    lead, ben = join("lead"), join("ben")
    assert (lead.welcome["role"], ben.welcome["role"]) == ("facilitator", "guest")
    lock = {"op": "patch", "type": "workshop", "id": "w", "fields": {"locked": "on"}}
    ben.change(lock)
    assert ben.next("refused")["message"] == "Only the facilitator changes the workshop."
    lead.change({"op": "patch", "type": "workshop", "id": "w", "fields": {"facilitator": "ben"}})
    assert (lead.next("role")["role"], ben.next("role")["role"]) == ("guest", "facilitator")
    ben.change(lock)
    assert ben.next("ack", "refused")["t"] == "ack"
    lead.change({"op": "patch", "type": "workshop", "id": "w", "fields": {"locked": None}})
    assert lead.next("refused")["code"] == "forbidden"


def test_ballots_are_noted_and_counted_for_all_but_told_to_nobody(join: Join) -> None:
    ben, cem, table = join("ben"), join("cem"), join("partaker", "table")
    assert [ben.rate("t1", v)["t"] for v in (-2, -2)] == ["noted", "noted"]
    assert ben.rate("t2", 1)["t"] == "noted"
    assert cem.rate("t1", 9)["code"] == "invalid"
    assert cem.rate("t1", 3)["t"] == "noted"
    for board in (ben, cem, table):
        told = board.until("counts", lambda m: m["people"] == 2)
        assert told == {"t": "counts", "workshop": "w", "step": "rate", "people": 2, "complete": 1, "drafts": 0, "of": 4}
    own = ben.ask("mine", workshop="w")["ballots"]
    assert [(b["target"], b["value"]) for b in own] == [("t1", -2), ("t2", 1)]
    assert join("cem").welcome["counts"]["people"] == 2


def test_fifty_who_vote_at_once_are_counted_in_few_messages(join: Join, room: Store) -> None:
    crowd = [Actor(f"g{i}", "guest", f"G{i}", workshop="w") for i in range(50)]
    do(room, *(put("person", who.person, workspace="main", name=who.name, number=100 + i) for i, who in enumerate(crowd)))
    fields = {"journey": "j1", "workshop": "w", "state": "in"}
    do(room, *(put("participant", f"w.{who.person}", person=who.person, name=who.name, **fields) for who in crowd))
    watcher, voters = join("owner"), [join(who) for who in crowd[:10]]
    for i, board in enumerate(voters):
        board.send(
            *(
                {"t": "ballot", "id": f"b{i}-{n}", "workshop": "w", "step": "rate", "target": "t1", "value": n % 7 - 3}
                for n in range(50)
            )
        )
    for i, board in enumerate(voters):
        assert board.until("noted", lambda m, last=f"b{i}-49": m["id"] == last)  # type: ignore[misc]
    counts = [watcher.next("counts")]
    while counts[-1]["people"] < 10:
        counts.append(watcher.next("counts"))
    assert (counts[-1]["of"], len(counts) <= 20) == (54, True)


def test_drafts_are_written_alone_and_revealed_by_who_leads(join: Join, room: Store) -> None:
    do(room, patch("step", "rate", state="done"), patch("step", "write", state="running"), patch("workshop", "w", private="on"))
    lead, ben = join("lead"), join("ben")
    said = {"id": "d1", "stage": "s1", "lane": "pains", "title": "Nobody calls back"}
    assert ben.ask("draft", workshop="w", step="write", draft=said)["t"] == "noted"
    assert ben.ask("draft", workshop="w", step="write", draft={**said, "id": "d2"})["t"] == "noted"
    assert ben.ask("draft", workshop="w", step="write", drop="d2")["t"] == "noted"
    assert [d["id"] for d in ben.ask("mine", workshop="w")["drafts"]] == ["d1"]
    assert lead.ask("mine", workshop="w")["drafts"] == []
    ben.change(
        {"op": "put", "type": "card", "id": "x", "fields": {"journey": "j1", "stage": "s1", "lane": "pains", "title": "Seen"}}
    )
    assert ben.next("refused")["message"] == "Each writes alone now: all is shown at the reveal."
    assert ben.ask("reveal", step="write")["message"] == "Only the facilitator does this."
    shown = lead.ask("reveal", step="write", how="author")
    assert {(e["type"], e["id"]) for e in shown["edits"]} >= {("card", "d1"), ("step", "write"), ("workshop", "w")}
    assert any(e["id"] == "d1" for e in ben.next("change")["edits"])


def test_guests_ask_for_nothing_that_was(join: Join) -> None:
    ben = join("ben")
    for kind in ("timeline", "moment", "changes", "restore", "similar"):
        assert ben.ask(kind, rev=1)["code"] == "forbidden", kind
    assert ben.ask("breakouts", workshop="w", names=["Green"])["code"] == "forbidden"
    lead = join("lead")
    assert lead.ask("similar")["groups"] == []
    assert lead.ask("timeline")["entries"]
    made = lead.ask("breakouts", workshop="w", names=["Green"], seat=True)
    assert made["t"] == "ack"
    table = next(e for e in made["edits"] if e["type"] == "breakout")["fields"]
    assert ids(join("ben", table["map"]).welcome, "lane")


def test_the_past_is_cut_down_for_a_link_to_one_journey(join: Join, room: Store) -> None:
    do(room, patch("persona", "secret", quote="Sell before May"), patch("card", "p1", title="Told"))
    viewer = join(link("viewer"))
    past = viewer.ask("changes", after=0)
    assert "takeover" not in str(past).lower()
    assert "Sell" not in str(past)
    assert {p["id"] for p in viewer.ask("moment", rev=room.revision)["records"]["persona"]} == {"ann"}


def test_an_anonymous_workshop_names_nobody(join: Join, room: Store) -> None:
    ben, cem, lead = join("ben"), join("cem"), join("lead")
    lead.change({"op": "patch", "type": "workshop", "id": "w", "fields": {"anonymous": "on"}})
    hidden = cem.until("people", lambda m: any(p["session"] == ben.welcome["session"] and not p["person"] for p in m["people"]))
    entry = next(p for p in hidden["people"] if p["session"] == ben.welcome["session"])
    assert (entry["name"], entry["number"], entry["cursor"], entry["selected"]) == ("Somebody", 0, None, [])
    cursor = {"stage": "s1", "lane": "pains", "x": 0.5, "y": 0.5}
    ben.send({"t": "presence", "cursor": cursor, "selected": ["p1"], "held": ["p1"], "typing": "p1"})
    card = {"journey": "j1", "stage": "s1", "lane": "pains", "title": "Said freely"}
    comment = {
        "journey": "j1",
        "card": "p1",
        "text": "True",
        "author": "ben",
        "author_name": "Ben",
        "at": "2026-11-22T10:00:00Z",
    }
    parked = {"journey": "j1", "workshop": "w", "text": "Later", "author_name": "Ben"}
    puts = {"card": card, "comment": comment, "parked": parked}
    ben.change(*({"op": "put", "type": type_, "id": f"new-{type_}", "fields": fields} for type_, fields in puts.items()))
    told = cem.until("change", lambda m: len(m["edits"]) == 3)
    assert told["by"] == {"person": "", "name": "Somebody"}
    by_type = {e["type"]: e["fields"] for e in told["edits"]}
    assert (by_type["comment"]["author"], by_type["comment"]["author_name"]) == (None, "Somebody")
    assert by_type["parked"]["author_name"] == "Somebody"
    assert not {"ben", "Ben"} & {p[key] for p in join("cem").welcome["people"] for key in ("person", "name")}
    assert lead.ask("timeline", limit=1)["entries"][0]["by"] == {"person": "", "name": "Somebody"}
    assert any(p["person"] == "lead" for p in join("cem").welcome["people"]), "who leads is there by name"
    assert ben.ask("undo")["t"] == "ack", "they can take back their own all the same"
    assert ben.welcome["you"]["name"] == "Ben"
    for who, severity in ((ben, 3), (cem, 1)):
        who.change({"op": "patch", "type": "card", "id": "p1", "fields": {"severity": severity}, "was": {"severity": None}})
    for who in (ben, cem):
        crossed = who.next("crossed")
        assert crossed["message"].startswith("Somebody set “Severity” of")
        assert crossed["by"] == {"person": "", "name": "Somebody"}


def test_a_facilitator_takes_back_anybodys_change(join: Join, room: Store) -> None:
    ben, cem, lead = join("ben"), join("cem"), join("lead")
    change = ben.change({"op": "delete", "type": "card", "id": "p1"})
    ben.next("ack")
    assert cem.ask("undo", change=change)["code"] == "nothing"
    assert lead.ask("undo", change=change)["t"] == "ack"
    assert room.record("card", "p1") is not None
    assert ben.ask("undo", change=change)["code"] == "nothing"


def test_a_rewritten_past_comes_as_a_fresh_map(join: Join, served: Served) -> None:
    ben, owner = join("ben"), join("owner")
    served.loop.call_soon_threadsafe(served.hub.renew)
    assert ids(ben.next("snapshot"), "persona") == {"ann"}
    assert ids(owner.next("snapshot"), "persona") == {"ann", "secret"}


@pytest.mark.parametrize(
    "message",
    [
        {"t": "ballot", "id": "x", "workshop": "w", "step": "rate", "target": "t1", "value": "3"},
        {"t": "ballot", "id": "x", "workshop": "w", "step": "rate", "target": 1, "value": 3},
        {"t": "ballot", "id": "no id!", "workshop": "w", "step": "rate", "target": "t1", "value": 3},
        {"t": "draft", "id": "x", "workshop": "w", "step": "write"},
        {"t": "draft", "id": "x", "workshop": "w", "step": "write", "draft": {}, "drop": "d"},
        {"t": "draft", "id": "x", "workshop": "w", "step": None, "drop": "d"},
        {"t": "mine", "id": "x"},
        {"t": "reveal", "id": "x", "step": ["rate"]},
        {"t": "breakouts", "id": "x", "workshop": "w", "names": "Red"},
        {"t": "similar", "id": "x", "lane": 3},
    ],
)
def test_what_cannot_be_read_ends_the_conversation(join: Join, message: dict[str, Any]) -> None:
    board = join("ben")
    board.send(message)
    assert board.closed() == 4400


def test_the_clock_of_the_counts_is_let_go(room: Store) -> None:
    """A hub that closes while something is to be counted leaves nothing running."""
    from cxmap.live import Hub
    from cxmap.settings import Settings

    async def life() -> int:
        hub = Hub(room, Settings())
        hub.start()
        hub._counting.soon(["w"])
        await hub.close()
        return len(hub._counting._timers)

    assert asyncio.run(life()) == 0
