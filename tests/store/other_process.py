"""Edits a database from a process of its own; started by tests.

`python -m tests.store.other_process URL forever` commits until it is killed and prints the id of each acknowledged change;
`… URL once TITLE` gives journey j1 a title.
"""

from __future__ import annotations

import sys
from itertools import count

from cxmap.access import SYSTEM, Actor
from cxmap.changes import Change, Edit
from cxmap.store import Store


def main(url: str, what: str, *rest: str) -> None:
    store = Store.open(url)
    actor = Actor("elsewhere", "owner", "Elsewhere")
    if what == "once":
        store.commit(Change("once", (Edit("patch", "journey", "j1", {"title": rest[0]}),)), actor).result(20)
        store.close()
        return
    put = Edit("put", "journey", "j1", {"workspace": "main", "title": "Start"})
    store.commit(Change("start", (put,)), SYSTEM).result(20)
    for i in count():
        stage = Edit("put", "stage", f"s{i % 150}", {"journey": "j1", "name": f"{i}"})
        title = Edit("patch", "journey", "j1", {"title": f"Title {i}"})
        store.commit(Change(f"change-{i}", (stage, title)), actor).result(20)
        print(f"change-{i}", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
