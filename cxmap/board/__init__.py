"""The board as a Streamlit component: a few lines that load the real module, which lives in `static/` and talks to the hub.

The browser gets `BoardData` once per run of the page; everything that changes while people draw travels over `/live`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypedDict

import streamlit as st

STATIC = Path(__file__).parent / "static"

# The module is imported from a plain URL, so that its own imports are plain URLs too. A re-run calls this again on the
# same element, and React may end an older call after a newer one began: only the latest call mounts and cleans up.
_JS = """
const latest = new WeakMap();

export default async function (component) {
  const place = component.parentElement;
  const call = {};
  latest.set(place, call);
  let module;
  try {
    module = await import(new URL(`${component.data.assets}/board/all.js`, window.location.origin).href);
  } catch (error) {
    console.error(error);
    place.textContent = "The board could not be loaded: check that the server is running, then reload the page.";
    return undefined;
  }
  if (latest.get(place) !== call) return undefined;
  const leave = module.default(component);
  return () => {
    if (latest.get(place) === call && typeof leave === "function") leave();
  };
}
"""


class BoardData(TypedDict):
    """What the board's module finds in `component.data`.

    `base` is the URL path that the app stands under ("" or "/maps"), `assets` the path of the static files. `journeys` are
    `{id, title, state, as_is}`, `templates`, as JSON, `{id, title, description}` with lists of records by type (persona, traveller,
    stage, lane, card, feeling, assignment, tag, connection, path, measure). `people` are `{id, name, colour}` of everybody
    who can be mentioned. `around` is what lies around this journey: see `cxmap/ui/around.py`; the trigger
    `{"refresh": …}` asks for it anew. `chart` says that a chart beside the board is in view: only then the board sets the
    state value `revision` (the last revision that it shows), at most once in 2 s. `dark` is the page's theme, null while unknown.
    """

    base: str
    assets: str
    journey: str
    journeys: Sequence[dict[str, Any]]
    templates: str
    people: Sequence[dict[str, Any]]
    around: dict[str, Any]
    chart: bool
    dark: bool | None


@cache
def _component() -> Any:
    return st.components.v2.component("cxmap.board", js=_JS, isolate_styles=True)


def _nothing() -> None:
    """A re-run is all that is wanted of a new value."""


def board(
    data: BoardData, *, key: str, on_revision: Callable[[], None] = _nothing, on_go: Callable[[], None] = _nothing
) -> Any:
    """Draw the board of `data["journey"]`.

    `key` must be the same at every run for one journey, or the board would be built anew. The result has `revision` (int or
    None) and `go`: None, or, for one run, where the person wants to be: `{"journey": id}`, `{"page": name}` or
    `{"twin": id}` (make a to-be copy of that journey and open it).
    """
    return _component()(key=key, data=data, height="stretch", on_revision_change=on_revision, on_go_change=on_go)


class InboxData(TypedDict):
    """What the inbox's module finds in `component.data`.

    `base` and `assets` as for the board. `may` says what this person may do (`edit`, `import`). `journeys` are `{id, title}`,
    `personas` `{id, name}`: what an item can become evidence in; `home` is the one that is shown first (“journey:ID”,
    “persona:ID” or ""). `filters` narrow the list when it opens: any of `Query`'s texts by name.
    """

    base: str
    assets: str
    may: dict[str, bool]
    journeys: Sequence[dict[str, Any]]
    personas: Sequence[dict[str, Any]]
    home: str
    filters: dict[str, str]


@cache
def _inbox() -> Any:
    js = _JS.replace("/board/all.js", "/board/inbox/all.js").replace("The board could", "The inbox could")
    return st.components.v2.component("cxmap.inbox", js=js, isolate_styles=True)


def inbox(data: InboxData, *, key: str, on_go: Callable[[], None] = _nothing) -> Any:
    """Draw the inbox of feedback. The result has `go`: None, or, for one run, where the person wants to be:
    `{"journey": id, "card": id}`, `{"persona": id}` or `{"do": "import" | "paste" | "type"}`."""
    return _inbox()(key=key, data=data, height="stretch", on_go_change=on_go)


class PeopleData(TypedDict):
    """What the persona editor's module finds in `component.data`.

    `base` and `assets` as for the board. `persona` is the id of the one that is shown, "" for none; `fresh` that of one which was
    just made here, whose name is to be written. `revision` is the one that the page beside it shows. `travels` are, by persona, the
    journeys that it travels: see `cxmap/ui/persona_data.py`. `dark` is the page's theme, null while unknown.
    """

    base: str
    assets: str
    persona: str
    fresh: str
    revision: int
    travels: dict[str, list[dict[str, Any]]]
    dark: bool | None


@cache
def _people() -> Any:
    js = _JS.replace("/board/all.js", "/board/people/all.js").replace("The board could", "The persona could")
    return st.components.v2.component("cxmap.people", js=js, isolate_styles=True)


def people(data: PeopleData, *, key: str, on_seen: Callable[[], None] = _nothing, on_go: Callable[[], None] = _nothing) -> Any:
    """Draw the persona `data["persona"]`, live, out of the workspace's room.

    `key` stays the same for all personas: another one is shown without building the editor anew. The result has `seen` (the revision
    at which what a gallery of all personas shows has changed; int or None) and `go`: None, or, for one run, where the person wants to
    be: `{"journey": id}`, `{"compare": id}`, `{"sheet": id}`, `{"picture": id}` or `{"page": name}`.
    """
    return _people()(key=key, data=data, height="stretch", on_seen_change=on_seen, on_go_change=on_go)


class CarryData(TypedDict):
    """What lets ideas be carried: `assets` as for the board, `states` of the columns from left to right, `ideas` as `{id, state}`."""

    assets: str
    states: Sequence[str]
    ideas: Sequence[dict[str, str]]


@cache
def _carry() -> Any:
    js = _JS.replace("/board/all.js", "/board/ideas/carry.js").replace(
        "The board could not be loaded", "Ideas cannot be dragged now"
    )
    return st.components.v2.component("cxmap.carry", js=js, isolate_styles=True)


def carry_ideas(data: CarryData, *, key: str) -> Any:
    """Let ideas be dragged between the columns of the page. The result has `moved`: None, or, for one run, what was dropped where:
    `{"idea": id, "from": state, "to": state}`."""
    return _carry()(key=key, data=data, height="content", on_moved_change=_nothing)


@cache
def _grid_keys() -> Any:
    js = """
export default async function ({ data }) {
  (await import(new URL(`${data.assets}/board/grids.js`, window.location.origin).href)).default();
}
"""
    return st.components.v2.component("cxmap.grids", js=js)


def grid_keys(assets: str, *, key: str) -> None:
    """Have Streamlit's tables on this page keep what is typed into them (see `static/grids.js`); nothing is seen of it."""
    _grid_keys()(key=key, data={"assets": assets}, height="content")
