"""What the Viewpoints page comes to, as edits. No screen and no store here: records in, edits out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from cxmap.changes import Edit
from cxmap.model.order import in_order, is_key, key_between, keys_between
from cxmap.model.records import RECORDS, Record, new_id

_MARK = re.compile(r"^(?:[-*•–·]|\d{1,3}[.)])\s+")  # what lists begin their lines with, in a text that was pasted
Target = tuple[str, str]  # ("persona", id) or ("map", id): what a statement concerns


class TooLong(ValueError):
    """A line that is longer than a statement may be; the message says which."""


def lines_of(text: str, type_: str) -> list[str]:
    """The statements that pasted or typed lines make, each once, without list marks. Raises `TooLong`."""
    field = RECORDS[type_].field("text")
    most = int(field.max or 0) if field else 0
    found = [" ".join(_MARK.sub("", line.strip()).split()) for line in text.splitlines()]
    for line in found:
        if len(line) > most:
            raise TooLong(
                f"“{line[:60]}…” has {len(line):,} characters, at most {most:,} are taken: divide it into several lines."
            )
    return list(dict.fromkeys(line for line in found if line))


def added(type_: str, kind: str, workspace: str, there: Sequence[Record], lines: Iterable[str]) -> list[Edit]:
    """Edits that put the lines behind those of their kind that are `there`, but for those that stand there already."""
    own = [r for r in there if r["kind"] == kind]
    have = {_folded(r["text"]) for r in own}
    fresh = [line for line in lines if _folded(line) not in have]
    last = in_order(own)[-1]["order"] if own else None
    orders = keys_between(last if last is None or is_key(last) else None, None, len(fresh))
    return [
        Edit("put", type_, new_id(), {"workspace": workspace, "kind": kind, "text": line, "order": order})
        for line, order in zip(fresh, orders, strict=True)
    ]


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def shifted(type_: str, there: Sequence[Record], id_: str, by: int) -> list[Edit]:
    """Edits that move a record one place up (−1) or down (+1) among those `there`; nothing at the end, or where it is gone."""
    ordered = in_order(there)
    at = next((i for i, r in enumerate(ordered) if r["id"] == id_), None)
    if at is None or not 0 <= at + by < len(ordered):
        return []
    rest = [r for r in ordered if r["id"] != id_]
    before = rest[at + by - 1]["order"] if at + by else None
    after = rest[at + by]["order"] if at + by < len(rest) else None
    if before is not None and before == after:  # two were added at once: all get a place of their own
        wanted = [*rest[: at + by], ordered[at], *rest[at + by :]]
        keys = keys_between(None, None, len(wanted))
        return [_ordered(type_, r, key) for r, key in zip(wanted, keys, strict=True) if r["order"] != key]
    return [_ordered(type_, ordered[at], key_between(before, after))]


def _ordered(type_: str, record: Record, key: str) -> Edit:
    return Edit("patch", type_, record["id"], {"order": key}, {"order": record["order"]})


def target_of(concern: Record) -> Target | None:
    """What a concern names; None where that is gone."""
    return next(((name, concern[name]) for name in ("persona", "map") if concern[name]), None)


def concerned(viewpoint: str, was: Sequence[Record], now: Iterable[Target]) -> list[Edit]:
    """From the concerns that a form showed to the personas and journeys that are chosen now."""
    wanted = set(now)
    had = {target for c in was if (target := target_of(c))}
    gone = [Edit("delete", "concern", c["id"]) for c in was if target_of(c) not in wanted]
    return gone + [Edit("put", "concern", new_id(), {"viewpoint": viewpoint, name: id_}) for name, id_ in sorted(wanted - had)]


def grounded(viewpoint: str, there: Sequence[Record], fields: Record, raised: bool) -> list[Edit]:
    """Edits that give a statement one more ground; `raised` makes an assumed one observed."""
    last = in_order(there)[-1]["order"] if there else None
    put = Edit("put", "ground", new_id(), {"viewpoint": viewpoint, **fields, "order": key_between(last, None)})
    if not raised:
        return [put]
    return [put, Edit("patch", "viewpoint", viewpoint, {"evidence": "observed"}, {"evidence": "assumed"})]
