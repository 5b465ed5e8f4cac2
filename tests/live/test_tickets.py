"""One-time tickets."""

from __future__ import annotations

from cxmap.live import tickets
from cxmap.live.tickets import Tickets


class Clock:
    now = 1_000.0

    def __call__(self) -> float:
        return self.now


def test_a_ticket_is_good_once() -> None:
    out = Tickets(Clock())
    ticket = out.issue("anna")
    assert out.redeem(ticket) == "anna"
    assert out.redeem(ticket) is None


def test_a_ticket_is_good_for_a_minute() -> None:
    clock = Clock()
    out = Tickets(clock)
    young, old = out.issue("anna"), out.issue("ben")
    clock.now += 59.9
    assert out.redeem(young) == "anna"
    clock.now += 0.2
    assert out.redeem(old) is None


def test_an_unknown_ticket_is_no_ticket() -> None:
    out = Tickets(Clock())
    assert out.redeem("") is None
    assert out.redeem("made up") is None


def test_old_tickets_are_forgotten_and_there_is_an_end(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(tickets, "MOST", 3)
    clock = Clock()
    out = Tickets(clock)
    first, *rest = [out.issue(f"p{n}") for n in range(4)]
    assert out.redeem(first) is None
    assert [out.redeem(t) for t in rest] == ["p1", "p2", "p3"]
    kept = out.issue("anna")
    clock.now += 61
    out.issue("ben")
    assert out.redeem(kept) is None
