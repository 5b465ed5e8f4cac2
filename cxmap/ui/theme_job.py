"""Finding themes while people go on: one search at a time for a store, with its progress, and what takes it back.

The items are read 500 at a time and handed to a process of its own; what it finds is written as records and onto the items. What a
person put into a theme or out of one stays where it is.
"""

from __future__ import annotations

import logging
import threading
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from cxmap.access import Actor
from cxmap.changes import Refused
from cxmap.insights.theme_process import Apart, Broken
from cxmap.insights.themes import evenly
from cxmap.insights.words import plural
from cxmap.model.feedback import Kept, Query
from cxmap.store import Store, StoreError
from cxmap.ui import theme_edits
from cxmap.ui.theme_turns import MOST, Place, Turn, do

FEWEST = 8  # items with a text, under which no theme is looked for
_CHUNK = 500

_log = logging.getLogger("cxmap.themes")


@dataclass
class Job:
    """A search for themes. `state`: running, done, cancelled or failed; `share` from 0 to 1; `sentence` says what it does or did.

    `theme` is the theme that is split, "" where all items are looked through; `number` how many are looked for, None for the
    rule's. `turn` takes it back, None where nothing was changed. `person` is who began it.
    """

    person: str
    theme: str = ""
    number: int | None = None
    state: str = "running"
    share: float = 0.0
    sentence: str = "Reading what was said …"
    turn: Turn | None = None
    _ended: threading.Event = field(default_factory=threading.Event)
    _stopped: threading.Event = field(default_factory=threading.Event)
    _apart: Apart | None = None

    def cancel(self) -> None:
        """Stop it. What it found is not written, unless it was at that already."""
        self._stopped.set()
        apart = self._apart
        if apart is not None:
            apart.end()

    def wait(self, seconds: float) -> bool:
        """Wait until it has ended; False where it has not by then."""
        return self._ended.wait(seconds)


class _Stopped(Exception):
    """Somebody cancelled it."""


_lock = threading.Lock()
_jobs: dict[str, Job] = {}


def current(store: Store) -> Job | None:
    """The search that runs, or ran last, in this process."""
    return _jobs.get(store.address)


def dismiss(store: Store) -> None:
    """Speak no more of the search that ran last."""
    with _lock:
        job = _jobs.get(store.address)
        if job is not None and job.state != "running":
            del _jobs[store.address]


def start(store: Store, actor: Actor, number: int | None = None, theme: str = "") -> Job:
    """Begin a search through all items, or inside one `theme`; the one that runs already where there is one."""
    with _lock:
        job = _jobs.get(store.address)
        if job is None or job.state != "running":
            job = _jobs[store.address] = Job(actor.person, theme, number)
            threading.Thread(target=_run, args=(store, actor, job), name="cxmap-themes", daemon=True).start()
        return job


def _run(store: Store, actor: Actor, job: Job) -> None:
    try:
        _work(store, actor, job)
        job.state = "done"
    except (_Stopped, Broken):
        stopped = job._stopped.is_set()
        job.state = "cancelled" if stopped else "failed"
        job.sentence = "Stopped: nothing was changed." if stopped else "The search ended before its time: start it again."
    except (Refused, StoreError, TimeoutError) as error:
        job.state = "failed"
        job.sentence = getattr(error, "message", "") or str(error) or "The database is busy: try again in a moment."
    except Exception:
        _log.exception("Themes could not be found")
        job.state, job.sentence = "failed", "The themes could not be found: the fault is in the log."
    finally:
        job._ended.set()


def _work(store: Store, actor: Actor, job: Job) -> None:
    ids = store.feedback.ids(Query(text=True, theme=job.theme, order="oldest"), MOST)
    if len(ids) < FEWEST:
        job.sentence = f"{plural(len(ids), 'item')} with a text: themes take {FEWEST} at least."
        return
    placed, were, found = _found(store, job, ids)
    if len(found) < 2:
        job.sentence = "The items have too few words in common: no themes were found, and nothing was changed."
        return
    job.share, job.sentence = 0.9, "Writing what was found …"
    themes = store.of_type("theme")
    if job.theme:
        job.turn = _split(store, actor, job, themes, placed, were, found)
    else:
        job.turn = _renewed(store, actor, themes, placed, were, found)
    job.share = 1.0
    job.sentence = job.turn.sentence


def _found(store: Store, job: Job, ids: Sequence[int]) -> tuple[dict[int, list[int]], dict[int, Place], list[tuple[str, ...]]]:
    """(items by the place of their theme in what was found, −1 for none; where each is now; the terms of each theme)."""
    placed: dict[int, list[int]] = defaultdict(list)
    were: dict[int, Place] = {}
    with Apart() as apart:
        job._apart = apart
        for done, items in _chunks(store, [ids[place] for place in evenly(len(ids))]):
            _step(job, 0.2 * done)
            apart.learn([item.text for item in items])
        _step(job, 0.2)
        job.sentence = f"Looking for themes in {plural(len(ids), 'item')} …"
        themes = apart.fit(job.number)
        for done, items in _chunks(store, ids if len(themes) > 1 else ()):
            _step(job, 0.3 + 0.6 * done)
            for item, (theme, _) in zip(items, apart.place([item.text for item in items]), strict=True):
                placed[theme].append(item.id)
                were[item.id] = Place(item.id, item.theme, item.theme_by not in ("", "found"))
    _step(job, 0.9)
    return placed, were, themes


def _chunks(store: Store, ids: Sequence[int]) -> Iterator[tuple[float, list[Kept]]]:
    for start_ in range(0, len(ids), _CHUNK):
        yield start_ / len(ids), store.feedback.items(ids[start_ : start_ + _CHUNK])


def _step(job: Job, share: float) -> None:
    if job._stopped.is_set():
        raise _Stopped
    job.share = share


_Placed = dict[int, list[int]]
_Were = dict[int, Place]


def _renewed(
    store: Store, actor: Actor, themes: list[dict[str, object]], placed: _Placed, were: _Were, found: list[tuple[str, ...]]
) -> Turn:
    by_hand = {place.theme for place in were.values() if place.by_hand and place.theme}
    edits, targets, stay = theme_edits.renewed(themes, found, by_hand, store.workspace)
    free = {place: [i for i in ids if not were[i].by_hand and were[i].theme not in stay] for place, ids in placed.items()}
    moves = theme_edits.by_target(targets, free)
    sorted_ = sum(len(ids) for theme, ids in moves.items() if theme is not None)
    sentence = f"{plural(len(set(targets)), 'theme')} found; {plural(sorted_, 'item')} sorted into them."
    return do(store, actor, sentence, edits, moves, were.values(), by_hand=False)


def _split(
    store: Store,
    actor: Actor,
    job: Job,
    themes: list[dict[str, object]],
    placed: _Placed,
    were: _Were,
    found: list[tuple[str, ...]],
) -> Turn:
    theme = next((t for t in themes if t["id"] == job.theme), None)
    if theme is None:
        raise Refused("gone", "The theme was deleted meanwhile.")
    free = {place: [i for i in ids if not were[i].by_hand] for place, ids in placed.items() if place >= 0}
    edits, targets = theme_edits.parts(themes, theme, found, [len(free.get(place, ())) for place in range(len(found))])
    sentence = f"“{theme_edits.named(theme)}” was split into {len(found)}."
    return do(store, actor, sentence, edits, theme_edits.by_target(targets, free), were.values(), by_hand=False)
