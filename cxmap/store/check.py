"""Verifies a store: references, revisions without gaps, and rows that are exactly what the log makes."""

from __future__ import annotations

from cxmap.changes import State
from cxmap.model.records import RECORDS
from cxmap.store import feedback_check, log, rows
from cxmap.store.engine import Link

# Changes replayed at a time, so that a long log does not fill the memory.
STEP = 2_000


def problems(link: Link, workspace: str) -> list[str]:
    """One sentence for each problem; an empty list for a sound store."""
    state = rows.read(link)
    found = _hanging(state)
    if link.sqlite:
        found += [
            f"The table {t} refers to a row of {to} that is not there." for t, _, to, _ in link.rows("PRAGMA foreign_key_check")
        ]
        found += [f"The database file is damaged: {text}." for (text,) in link.rows("PRAGMA integrity_check") if text != "ok"]
    found += feedback_check.problems(link)
    found += _gaps(link, workspace)
    replayed, broken_at = _replay(link, workspace)
    if broken_at:
        return [*found, f"The log cannot be replayed: revision {broken_at} edits a record that was not there."]
    return found + _differences(state, replayed)


def _hanging(state: State) -> list[str]:
    found = []
    for name, record in RECORDS.items():
        refs = [f for f in record.fields if f.kind == "ref"]
        for id_, fields in state.of(name).items():
            found += [
                f"The {name} {id_} names a {ref.to} that is not there ({ref.name} = {fields[ref.name]})."
                for ref in refs
                if fields[ref.name] is not None and state.get(ref.to, fields[ref.name]) is None
            ]
    return found


def _gaps(link: Link, workspace: str) -> list[str]:
    found = []
    expected = 1
    for rev, edits, there in link.rows(
        "SELECT rev, edits, (SELECT count(*) FROM change_edit e WHERE e.workspace = c.workspace AND e.rev = c.rev)"
        " FROM change_log c WHERE workspace = ? ORDER BY rev",
        (workspace,),
    ):
        if rev != expected:
            found.append(f"The log has no revision {expected}: the next one is {rev}.")
        if edits != there:
            found.append(f"Revision {rev} has {there} of its {edits} edits.")
        expected = rev + 1
    return found


def _replay(link: Link, workspace: str) -> tuple[State, int]:
    """What the log makes, and the revision at which it cannot go on (0: it can)."""
    state = State()
    for start in range(0, log.last_revision(link, workspace), STEP):
        for change in log.between(link, workspace, start, start + STEP):
            try:
                state.replay(change.applied)
            except KeyError:
                return state, change.rev
    return state, 0


def _differences(state: State, replayed: State) -> list[str]:
    found = []
    for name in RECORDS:
        there, logged = state.of(name), replayed.of(name)
        found += [f"The {name} {id_} is in the log but not in its table." for id_ in logged.keys() - there.keys()]
        found += [f"The {name} {id_} is in its table but not in the log." for id_ in there.keys() - logged.keys()]
        for id_ in there.keys() & logged.keys():
            fields = [f for f, value in there[id_].items() if value != logged[id_].get(f)]
            if fields:
                found.append(f"The {name} {id_} differs from the log in {', '.join(fields)}.")
    return sorted(found)
