"""What a persona rests on, whether it is one or only a segment with a face, and how it fares on its journeys.

The rule of coverage is that of `board/static/people/coverage.js`; both pass `tests/fixtures/persona-coverage.json`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from cxmap.insights import emotion
from cxmap.insights.evidence import Coverage, has_expired, status
from cxmap.insights.summary import Pain, is_pain
from cxmap.insights.words import plural
from cxmap.model.records import Record
from cxmap.model.views import JourneyView

# Statements that coverage leaves out: how somebody likes to be reached, and what has no meaning that cxmap knows.
UNCOUNTED = frozenset({"channel", "custom"})
# Statements that tell of a person; a segment has none of them.
ALIVE = ("motivation", "behaviour", "frustration", "scenario", "thinks", "feels", "job")
ENOUGH_PERCENT, ENOUGH_GROUNDS = 60, 3
RULE = (
    "Research-based: at least 60 % of the statements are observed or measured (channels and custom fields aside; a statement whose "
    "grounds have all expired counts as assumed), and at least 3 grounds of different kind or date stand behind them. "
    "Otherwise it is a proto-persona."
)
_KINDS = {
    "interview": ("interview", "interviews"),
    "feedback": ("customer quote", "customer quotes"),
    "observation": ("observation", "observations"),
    "employees": ("report by employees", "reports by employees"),
    "survey": ("survey finding", "survey findings"),
    "analytics": ("figure from analytics", "figures from analytics"),
    "other": ("other source", "other sources"),
}


@dataclass(frozen=True)
class Foundation:
    """What a persona rests on at a day.

    `coverage` counts statements; `grounds` is the number of different pairs of kind and date that stand behind those that are
    not assumed; `kinds` says how many grounds of which kind there are (each once, however many statements rest on it), the most
    frequent first; `expired_grounds` of all grounds no longer count. `last` is the day of the youngest ground, "" without one.
    """

    coverage: Coverage = field(default_factory=Coverage)
    grounds: int = 0
    kinds: tuple[tuple[str, int], ...] = ()
    expired_grounds: int = 0
    last: str = ""
    only_segment: bool = True

    @property
    def percent(self) -> int | None:
        """Share of statements that are not assumed, 0 to 100, halves up; None where there is no statement."""
        known, every = self.coverage.measured + self.coverage.observed, self.coverage.cards
        return (200 * known + every) // (2 * every) if every else None

    @property
    def research_based(self) -> bool:
        """Whether it is more than a proto-persona: see `RULE`."""
        known = self.coverage.measured + self.coverage.observed
        return bool(known) and 100 * known >= ENOUGH_PERCENT * self.coverage.cards and self.grounds >= ENOUGH_GROUNDS

    @property
    def label(self) -> str:
        """ "Research-based" or "Proto-persona"."""
        return "Research-based" if self.research_based else "Proto-persona"

    @property
    def counted(self) -> str:
        """The grounds by kind as people say them: “14 interviews, 3 survey findings”; "" without any."""
        return ", ".join(plural(n, *_KINDS[kind]) for kind, n in self.kinds)


def foundation(
    persona: Record,
    statements: Iterable[Record],
    grounds: Iterable[Record],
    today: date | None,
    interviews: Mapping[str, str] | None = None,
) -> Foundation:
    """What a persona rests on, from its statements and all grounds (others' are ignored). `today` None: nothing has expired.

    `interviews` are field notes by the ids of their highlights, as far as they are interviews: a ground that is such a highlight
    counts as its interview, several highlights of one as one.
    """
    said = list(statements)
    under: dict[str, list[Record]] = defaultdict(list)
    own = {s["id"] for s in said}
    for ground in grounds:
        if ground["statement"] in own:
            under[ground["statement"]].append(ground)
    counted = [s for s in said if s["kind"] not in UNCOUNTED]
    kinds = Counter(status(s, under[s["id"]], today) for s in counted)
    expired = sum(has_expired(s, under[s["id"]], today) for s in counted)
    behind = [g for s in counted if status(s, under[s["id"]], today) != "assumed" for g in under[s["id"]] if counts(g, today)]
    alive = bool(persona["quote"].strip()) or any(s["kind"] in ALIVE for s in said)
    every = [g for there in under.values() for g in there]
    studies = Counter(kind for kind, *_ in {_study(g, interviews or {}) for g in every if counts(g, today)})
    return Foundation(
        Coverage(kinds["measured"], kinds["observed"], kinds["assumed"], expired),
        len({(g["kind"], g["date"]) for g in behind}),
        tuple(sorted(studies.items(), key=lambda pair: (-pair[1], list(_KINDS).index(pair[0])))),
        sum(not counts(g, today) for g in every),
        max((g["date"] for g in every if g["date"]), default=""),
        not alive,
    )


def counts(ground: Record, today: date | None) -> bool:
    """Whether a ground still counts: it names no day of expiry, or one after today."""
    return today is None or not ground["expires"] or date.fromisoformat(ground["expires"]) > today


def _study(ground: Record, interviews: Mapping[str, str]) -> tuple[str, ...]:
    """What makes two grounds the same: one interview, one item, or all that is said of it."""
    note = interviews.get(ground["item"].removeprefix("highlight:")) if ground["item"].startswith("highlight:") else None
    if note is not None:
        return "interview", note
    if ground["item"]:
        return ground["kind"], ground["item"]
    told = (ground["quote"], ground["link"], ground["date"] or "")
    return (ground["kind"], *told) if any(told) else (ground["kind"], ground["id"])


def interviews_of(highlights: Iterable[Record], notes: Iterable[Record]) -> dict[str, str]:
    """Field notes that are interviews by the ids of their highlights, for `foundation`."""
    talks = {note["id"] for note in notes if note["kind"] == "interview"}
    return {h["id"]: h["field_note"] for h in highlights if h["field_note"] in talks}


def advice(found: Foundation) -> list[str]:
    """What would make more of this persona, one sentence each, the most useful first; nothing for one that is well founded."""
    out = []
    if found.only_segment:
        out.append(
            "So far this is a segment with a face. Bring it to life: a quote in the person's own words, what drives them, what gets "
            "in their way, a day of theirs, and the job that they want done."
        )
    known = found.coverage.measured + found.coverage.observed
    missing = -(-ENOUGH_PERCENT * found.coverage.cards // 100) - known
    if not found.coverage.cards:
        out.append("Nothing is said yet that evidence could stand behind: begin with goals, needs and frustrations.")
    elif missing > 0:
        out.append(f"Find evidence for {plural(missing, 'more statement')}: ask, watch, or look into the feedback.")
    if found.coverage.cards and found.grounds < ENOUGH_GROUNDS:
        more = ENOUGH_GROUNDS - found.grounds
        out.append(f"Name {plural(more, 'more ground')} of another kind or date: an interview, a survey, an observation.")
    if found.coverage.expired:
        statements = plural(found.coverage.expired, "statement")
        rests = "rests" if found.coverage.expired == 1 else "rest"
        out.append(f"{statements} {rests} on expired grounds only: look again, and date what you find.")
    return out


@dataclass(frozen=True)
class Travel:
    """One journey of a persona: its curve there, `stages` wide, where it is lowest and highest, and the pains that hurt it most."""

    id: str
    title: str
    state: str
    stages: int
    curve: Sequence[emotion.Point] = ()
    pains: Sequence[Pain] = ()

    @property
    def lowest(self) -> emotion.Point | None:
        """The lowest point; None without feelings."""
        return emotion.lowest(self.curve)

    @property
    def highest(self) -> emotion.Point | None:
        """The highest point; None without feelings."""
        return emotion.highest(self.curve)


def travel(view: JourneyView, persona: str, most: int = 3) -> Travel | None:
    """How a persona fares on a journey, with at most `most` pains; None where it does not travel there.

    The curve is as predicted, as reported where nothing is predicted. Pains by severity, then by how it feels at them (their
    own point, else the lowest of their stage), then as on the map; those without a title have no name to show.
    """
    if all(t["persona"] != persona for t in view.travellers):
        return None
    curve = emotion.points(view, persona) or emotion.points(view, persona, "reported")
    own = {p.card: p.value for p in curve}
    stage: dict[str, float] = {}
    for p in curve:
        stage[p.stage] = min(p.value, stage.get(p.stage, p.value))
    pains = [card for card in view.cards if card["title"] and is_pain(view, card)]
    pains.sort(key=lambda c: (-(c["severity"] or 0), own.get(c["id"], stage.get(c["stage"], 0.0))))
    worst = [Pain(c["id"], c["title"], c["severity"] or 0) for c in pains[:most]]
    journey = view.journey
    return Travel(journey["id"], journey["title"], journey["state"], len(view.stages), curve, worst)


def leading_travel(travels: Iterable[Travel]) -> Travel | None:
    """The journey that stands for a persona: as it is before as it should be, the one with most feelings; None without any."""
    felt = [t for t in travels if t.curve]
    return max(felt, key=lambda t: (t.state == "as_is", len(t.curve)), default=None)
