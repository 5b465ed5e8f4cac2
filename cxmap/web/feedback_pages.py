"""The inbox's own routes: feedback as JSON, for whoever may look at the whole workspace; never for guests.

A page's socket and forms are Streamlit's; these answer while somebody types. The gate has looked at peer, Host, Origin and session;
a request that changes something comes with JSON, which no page of another site can send unasked.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from dataclasses import fields, replace
from datetime import date
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from cxmap.access import Actor, Operation, permits
from cxmap.changes import Change, Edit, Refused
from cxmap.evidence_links import Place, Said, link_item, passage, source_kind
from cxmap.insights.sentiment import sentiment
from cxmap.model.feedback import ORDERS, SENTIMENTS, Found, Kept, Query, terms
from cxmap.model.records import new_id
from cxmap.store import Committed, Store
from cxmap.store.errors import Unavailable
from cxmap.web import feedback_shown, feedback_targets
from cxmap.web.feedback_targets import ITEM, Commonness, Used
from cxmap.web.who import actor_of

_SUGGESTED = 3  # places that are named first
_LARGEST = 64_000  # bytes of what a request may hold
_ALL = 1_000_000  # ids that are looked through where evidence narrows
_MOST = 200  # items of one answer, and of one request
_PATIENCE = 20  # seconds that a change waits for its turn in the writer
_TEXTS = {f.name for f in fields(Query) if f.type == "str"} - {"order"}
_EVIDENCE = {"card": "source", "statement": "ground"}

Json = dict[str, Any]


class No(Exception):
    """A request that is refused: its status and one sentence for people."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status, self.message = status, message


class FeedbackPages:
    """The routes over one store, under the app's base path `prefix` ("" or "/maps")."""

    def __init__(self, store: Store, prefix: str) -> None:
        self.store, self.prefix = store, prefix
        self.used, self.common = Used(store), Commonness(store)
        self._facets_then: tuple[tuple[int, int] | None, Json] = (None, {})

    def routes(self) -> list[BaseRoute]:
        """What is read by GET, and what is done by POST."""
        read = {
            "items": self._items,
            "item": self._item,
            "facets": self._facets,
            "state": self._state,
            "targets": self._targets,
            "suggest": self._suggest,
        }
        done = {
            "link": self._link,
            "unlink": self._unlink,
            "undo": self._undo,
            "sentiment": self._sentiment,
            "theme": self._theme,
            "remove": self._remove,
            "bring-back": self._bring_back,
        }
        return [
            *(self._route(name, "GET", self._asked(run)) for name, run in read.items()),
            *(self._route(name, "POST", self._told(run)) for name, run in done.items()),
        ]

    def _route(self, name: str, method: str, answer: Callable[[Request], Awaitable[Response]]) -> Route:
        return Route(f"{self.prefix}/inbox/{name}", answer, methods=[method], name=f"inbox-{name}")

    def _asked(self, run: Callable[[Actor, dict[str, str]], Json]) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            return await self._answer(request, "browse", lambda actor: run(actor, dict(request.query_params)))

        return answer

    def _told(self, run: Callable[[Actor, Json], Json]) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            try:
                given = await _object(request)
            except No as no:
                return _json({"error": no.message}, no.status)
            return await self._answer(request, "edit", lambda actor: run(actor, given))

        return answer

    async def _answer(self, request: Request, operation: Operation, run: Callable[[Actor], Json]) -> Response:
        """What `run` gives, off the loop that all boards share; a refusal as its sentence."""

        def work() -> Json:
            actor = actor_of(request.scope, self.store)
            if actor is None:
                raise No(401, "This browser has no person yet: open cxmap in a tab, with cookies allowed.")
            if not permits(actor, "browse") or not permits(actor, operation):
                raise No(403, f"A {actor.role} may not do this with feedback: ask for another role.")
            return run(actor)

        try:
            return _json(await asyncio.to_thread(work))
        except No as no:
            return _json({"error": no.message}, no.status)
        except Refused as refusal:
            return _json({"error": refusal.message}, 409)
        except Unavailable as error:
            return _json({"error": str(error)}, 503)
        except TimeoutError:
            return _json({"error": "The database is busy and has not taken this yet: look again in a moment."}, 503)

    # ---- what is there

    def _state(self, actor: Actor, asked: dict[str, str]) -> Json:
        """Two numbers: when neither has risen, nothing that the inbox shows has changed."""
        return {"feedback": self.store.feedback.revision, "store": self.store.revision}

    def _items(self, actor: Actor, asked: dict[str, str]) -> Json:
        """A page of what a query finds, each item as a row; `terms` are the words to mark.

        `others`, with the first page of items that have a text: how many the same query finds without one.
        """
        query = _query(asked)
        revision = self.store.feedback.revision
        linked = asked.get("linked", "")
        found = self._found(query, linked)
        others = None
        if query.text and not query.offset:  # what has no text has no words
            others = 0 if terms(query.words) else self._found(replace(query, text=False, limit=1), linked).total
        sought = terms(query.words)
        rows = [feedback_shown.row(item, sought, self.used.count(item.id)) for item in found.items]
        return {"items": rows, "total": found.total, "others": others, "revision": revision, "terms": sought}

    def _found(self, query: Query, linked: str) -> Found:
        return self._by_evidence(query, linked == "yes") if linked in ("yes", "no") else self.store.feedback.search(query)

    def _by_evidence(self, query: Query, linked: bool) -> Found:
        """What a query finds among the items that are evidence of something, or among those that are not."""
        used = self.used.ids()
        ids = [id_ for id_ in self.store.feedback.ids(query, _ALL) if (id_ in used) == linked]
        return Found(tuple(self.store.feedback.items(ids[query.offset : query.offset + query.limit])), len(ids))

    def _item(self, actor: Actor, asked: dict[str, str]) -> Json:
        """One item in full, with every place where it is evidence."""
        item = self._there(asked.get("id", ""))
        return feedback_shown.whole(item, self.used.places(item.id), self.store)

    def _facets(self, actor: Actor, asked: dict[str, str]) -> Json:
        now = self.store.feedback.revision, self.store.revision
        at, facets = self._facets_then
        if now != at:
            facets = feedback_shown.facets(self.store, self._by_evidence(Query(limit=1), True).total)
            self._facets_then = now, facets
        return facets

    def _targets(self, actor: Actor, asked: dict[str, str]) -> Json:
        found = feedback_targets.targets(self.store, *_home(asked), date.today())
        if found is None:
            raise No(404, "This was deleted meanwhile: choose another journey or persona.")
        return found

    def _suggest(self, actor: Actor, asked: dict[str, str]) -> Json:
        item = self._there(asked.get("item", ""))
        there = {(at["place"]["type"], at["place"]["id"]) for at in self.used.places(item.id)}
        likely = feedback_targets.suggested(self.store, *_home(asked), item, self.common.now())
        found = [match for match in likely if (match.target.type, match.target.id) not in there][:_SUGGESTED]
        return {"matches": [{"type": m.target.type, "id": m.target.id, "why": m.why, "quote": m.sentence} for m in found]}

    def _there(self, id_: Any) -> Kept:
        number = str(id_)
        item = self.store.feedback.item(int(number)) if number.isascii() and number.isdecimal() and len(number) < 16 else None
        if item is None or item.removed:
            raise No(404, "This item was taken out meanwhile.")
        return item

    # ---- what is done

    def _commit(self, actor: Actor, edits: list[Edit]) -> Json:
        return _done(self.store.commit(Change(new_id(), tuple(edits)), actor))

    def _link(self, actor: Actor, given: Json) -> Json:
        """Make an item evidence: `{item, type, id}`, and `quote` or, to find it, the `words` that were searched for."""
        item = self._there(given.get("item"))
        type_, id_ = _text(given, "type"), _text(given, "id")
        record = self.store.record(type_, id_) if type_ in _EVIDENCE else None
        if record is None:
            raise No(404, "This was deleted meanwhile: choose another place for the evidence.")
        about = " ".join(str(record.get(name) or "") for name in ("title", "text", "note", "situation", "purpose"))
        sought = [word for part, _ in terms(_text(given, "words")) for word in part]
        quote = _text(given, "quote").strip()
        if quote and " ".join(quote.split()) not in " ".join(item.text.split()):
            raise No(400, "This quote is not part of what was said: select a passage, or leave the quote empty.")
        quote = quote or passage(item.text, about, sought)
        said = Said(f"{ITEM}{item.id}", source_kind(item.kind), quote, item.date, item.link)
        place = Place("card" if type_ == "card" else "statement", record, feedback_targets.there(self.store, type_, record))
        return {**self._commit(actor, link_item(said, place)), "quote": quote}

    def _unlink(self, actor: Actor, given: Json) -> Json:
        """Take an item away as evidence: `{type, id}` of the source or ground.

        What was observed only by it is assumed again: `assumed` says so.
        """
        type_, id_ = _text(given, "type"), _text(given, "id")
        ground = self.store.record(type_, id_) if type_ in _EVIDENCE.values() else None
        if ground is None:
            raise No(404, "This was taken away meanwhile.")
        edits = [Edit("delete", type_, id_)]
        of = next((name for name in ("card", "statement", "viewpoint") if ground.get(name)), "")
        record = self.store.record(of, ground[of]) if of else None
        assumed = bool(record and record["evidence"] == "observed" and feedback_targets.alone(self.store, of, record))
        if record and assumed:
            edits.append(Edit("patch", of, record["id"], {"evidence": "assumed"}, {"evidence": "observed"}))
        return {**self._commit(actor, edits), "assumed": assumed}

    def _undo(self, actor: Actor, given: Json) -> Json:
        return _done(self.store.undo_change(_text(given, "change"), actor, new_id()))

    def _sentiment(self, actor: Actor, given: Json) -> Json:
        """Correct how an item sounds: `{id, value}` from −1 to 1, or null for “as found”."""
        value = given.get("value")
        if value is not None and not (isinstance(value, int | float) and not isinstance(value, bool) and -1 <= value <= 1):
            raise No(400, "A sentiment is a number from −1 to 1.")
        item = self._there(given.get("id"))
        if value is None:
            self.store.feedback.set_sentiment(item.id, sentiment(item.text)[0], actor, found=True)
        else:
            self.store.feedback.set_sentiment(item.id, float(value), actor)
        return {}

    def _theme(self, actor: Actor, given: Json) -> Json:
        """Put items into a theme, or into none: `{ids, theme}`."""
        theme = _text(given, "theme")
        if theme and self.store.record("theme", theme) is None:
            raise No(404, "This theme was deleted meanwhile: choose another one.")
        self.store.feedback.set_theme(_ids(given), theme or None, actor)
        return {}

    def _remove(self, actor: Actor, given: Json) -> Json:
        self.store.feedback.remove(_ids(given), actor)
        return {}

    def _bring_back(self, actor: Actor, given: Json) -> Json:
        return {"back": self.store.feedback.bring_back(_ids(given), actor)}


def _json(value: Json, status: int = 200) -> Response:
    return JSONResponse(value, status, headers={"cache-control": "no-store"})


def _done(future: Future[Committed]) -> Json:
    done = future.result(_PATIENCE)
    return {"change": done.id, "notes": [note.message for note in done.notes]}


def _text(given: Json, name: str) -> str:
    value = given.get(name)
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else ""  # half characters can be kept nowhere


def _ids(given: Json) -> list[int]:
    ids = given.get("ids")
    if not isinstance(ids, list) or not 0 < len(ids) <= _MOST or not all(type(one) is int and 0 < one < 2**31 for one in ids):
        raise No(400, f"Name from 1 to {_MOST} items.")
    return ids


def _home(asked: dict[str, str]) -> tuple[str, str]:
    return ("journey", asked["journey"]) if asked.get("journey") else ("persona", asked.get("persona", ""))


def _query(asked: dict[str, str]) -> Query:
    """The query of an address; what makes no sense is left out."""
    texts = {name: value.replace("\0", " ")[:_MOST] for name, value in asked.items() if name in _TEXTS}
    for name in ("since", "until"):
        try:
            texts[name] = date.fromisoformat(texts.get(name, "")).isoformat()
        except ValueError:
            texts.pop(name, None)
    if texts.get("sentiment") not in SENTIMENTS:
        texts.pop("sentiment", None)
    return Query(
        **texts,
        text={"yes": True, "no": False}.get(asked.get("text", "")),
        order=next((order for order in ORDERS if order == asked.get("order")), "newest"),
        offset=_number(asked.get("offset", ""), 0, 10**9),
        limit=_number(asked.get("limit", ""), 50, _MOST),
    )


def _number(value: str, otherwise: int, most: int) -> int:
    return min(int(value), most) if value.isascii() and value.isdecimal() and len(value) < 16 else otherwise


async def _object(request: Request) -> Json:
    """The JSON object of a request. Raises `No`."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise No(415, "Send a JSON object.")
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _LARGEST:
            raise No(413, "This is too long.")
    try:
        given = json.loads(body)
    except (ValueError, RecursionError):
        raise No(400, "The request could not be read.") from None
    if not isinstance(given, dict):
        raise No(400, "The request could not be read.")
    return given
