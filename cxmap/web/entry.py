"""The way in while cxmap is shared: join a workshop or an idea board by its code, sign in with the passphrase, enter by a link,
sign out.

Each is a plain page and a POST of our own (Origin checked by the gate; JSON from the page's script, or a form without it),
after which the browser loads its next page whole. What a link or a QR code holds stands behind the #, so no server is sent it.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from cxmap.access import Actor, Role, hash_token
from cxmap.model.records import Record
from cxmap.store.sessions import BOARD_HOURS, HOURS, LINK, OIDC, PASSPHRASE
from cxmap.web import door, joining, who
from cxmap.web.cookie import session_cookie
from cxmap.web.entry_pages import page
from cxmap.web.organisation import NONE, Organisation
from cxmap.web.persons import cookies_of, person_of, session_secret_of
from cxmap.web.sharing import Sharing
from cxmap.web.tries import Tries

_LARGEST = 8 * 1024  # bytes of a form
_WRONG_WORD = "This is not the passphrase. Look at where cxmap was shared, and type it again."
_WRONG_LINK = "This link does not open anything (any more). Ask who sent it for a new one."
_NO_MEMBER = "You are signed in at your organisation, but not let in here. Ask who runs this cxmap to make you a member."
_SLOWLY = "There were too many wrong tries from here. Wait a minute, then try again."


class Refusal(Exception):
    """An answer that is no success: its status and one sentence."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status, self.sentence = status, sentence


class Entry:
    """The routes over one store, under the app's base path, with an organisation's own sign-in where there is one."""

    def __init__(self, sharing: Sharing, organisation: Organisation = NONE) -> None:
        self.sharing, self.store, self.prefix = sharing, sharing.store, sharing.prefix
        self.organisation = organisation
        self.codes, self.words, self.links = Tries(), Tries(calm=10, browser=6, heated=2, most=20), Tries()
        self._code_lock, self._word_lock, self._link_lock = asyncio.Lock(), asyncio.Lock(), asyncio.Lock()

    def routes(self) -> list[BaseRoute]:
        """Join, sign in, enter and sign out."""
        return [
            Route(f"{self.prefix}/join", self._page_of("join"), methods=["GET"], name="join"),
            Route(f"{self.prefix}/join", self._post(self._join, "join"), methods=["POST"]),
            Route(f"{self.prefix}/sign-in", self._page_of("sign-in"), methods=["GET"], name="sign-in"),
            Route(f"{self.prefix}/sign-in", self._post(self._sign_in, "sign-in"), methods=["POST"]),
            Route(f"{self.prefix}/sign-in/organisation", self._post(self._come_back, "sign-in"), methods=["POST"]),
            Route(f"{self.prefix}/enter", self._page_of("enter"), methods=["GET"], name="enter"),
            Route(f"{self.prefix}/enter", self._post(self._enter, "enter"), methods=["POST"]),
            Route(f"{self.prefix}/sign-out", self._page_of("sign-out"), methods=["GET"], name="sign-out"),
            Route(f"{self.prefix}/sign-out", self._post(self._sign_out, "sign-out"), methods=["POST"]),
        ]

    def _page_of(self, kind: str) -> Callable[..., object]:
        async def show(request: Request) -> Response:
            session = who.left_in(request.scope)
            room = f"{self.prefix}{who.place_of(session)}" if session is not None and session.role == "guest" else ""
            ways = self.organisation.ways() if kind == "sign-in" else []
            email = self.organisation.email_of(request.scope) if ways else ""
            return page(request.scope, kind, self.prefix, room=room, ways=ways, email=email, known=session is not None)

        return show

    def _post(self, act: Callable[..., object], kind: str) -> Callable[..., object]:
        """A handler that reads the fields, acts, and answers in the way that it was asked."""

        async def handle(request: Request) -> Response:
            plain = _content_type(request) == "application/x-www-form-urlencoded"
            try:
                fields = await _fields(request)
                answer: Response = await act(request, fields)  # type: ignore[misc]
            except Refusal as refusal:
                if plain:
                    ways = self.organisation.ways() if kind == "sign-in" else []
                    return page(request.scope, kind, self.prefix, refusal.status, refusal.sentence, ways=ways)
                return JSONResponse({"error": refusal.sentence}, refusal.status, headers={"cache-control": "no-store"})
            return answer

        return handle

    # Join

    async def _join(self, request: Request, fields: dict[str, str]) -> Response:
        if "code" not in fields:
            raise Refusal(422, "Type the code that you see.")
        name = joining.clean_name(fields.get("name"))
        async with self._code_lock:  # one try after the other: the next is heard when it is known how this one ended
            if not self.codes.may(request.scope):
                raise Refusal(429, joining.TOO_OFTEN)
            id_ = await asyncio.to_thread(self.store.sessions.workshop_of, fields.get("code"))
            workshop = await asyncio.to_thread(self.store.record, "workshop", id_) if id_ else None
            board = await asyncio.to_thread(self.store.record, "whiteboard", id_) if id_ and workshop is None else None
            if workshop is None and board is None:
                self.codes.failed(request.scope)
                raise Refusal(404, joining.UNKNOWN)
        if workshop is None:
            return await self._visit(request, board or {}, name)
        if not name and "straight" in fields:  # the page asks whether it has to ask
            return JSONResponse({"wanted": "name"}, headers={"cache-control": "no-store"})
        if not name:
            raise Refusal(422, "Type a name, or an alias, that the others will see.")
        person = await self._person(request)
        session = who.left_in(request.scope)
        member = not self.sharing.on or (session is not None and session.role != "guest")
        try:
            joined = await asyncio.to_thread(joining.join, self.store, workshop, name, person, member)
        except joining.NotNow as why:
            raise Refusal(409, str(why)) from None
        url = f"{self.prefix}/room/{joined.workshop}"
        if member:
            return _go(request, url)  # who may do more already keeps that
        secret = await asyncio.to_thread(joining.let_in, self.store, joined)
        return await self._with_session(request, secret, url)

    async def _visit(self, request: Request, board: Record, name: str) -> Response:
        """Somebody has typed the code of an idea board. Who has the whole workspace goes there as who they are."""
        url, session = f"{self.prefix}/ideas/{board['id']}", who.left_in(request.scope)
        if not self.sharing.on or (session is not None and session.role != "guest" and not session.journey):
            return _go(request, url)
        if session is not None and session.role != "guest":
            raise Refusal(409, "You are here by a link to one journey: sign out first, then join with the code.")
        try:
            secret = await asyncio.to_thread(joining.visit, self.store, board, name, await self._person(request))
        except joining.NotNow as why:
            raise Refusal(409, str(why)) from None
        return await self._with_session(request, secret, url, BOARD_HOURS)

    # Sign in

    async def _sign_in(self, request: Request, fields: dict[str, str]) -> Response:
        if not self.sharing.on:
            return _go(request, f"{self.prefix}/")  # nobody needs to
        async with self._word_lock:
            if not self.words.may(request.scope):
                raise Refusal(429, _SLOWLY)
            if not await asyncio.to_thread(self.store.sessions.is_passphrase, fields.get("passphrase") or ""):
                self.words.failed(request.scope)
                raise Refusal(403, _WRONG_WORD)
        role: Role = "owner" if door.is_here(request.scope) else "facilitator"
        secret = await self._admit(request, Actor("", role), PASSPHRASE)
        return await self._with_session(request, secret, f"{self.prefix}/")

    async def _come_back(self, request: Request, fields: dict[str, str]) -> Response:
        """Somebody has signed in at their organisation, and says that they want to go on as that."""
        email = self.organisation.email_of(request.scope)
        role = await asyncio.to_thread(self.organisation.role_of, email, self.store) if email and self.sharing.on else None
        if role is None:
            raise Refusal(403, _NO_MEMBER)
        secret = await asyncio.to_thread(self._as_member, email, role, await self._person(request))
        return await self._with_session(request, secret, f"{self.prefix}/")

    def _as_member(self, email: str, role: Role, person: str | None) -> str:
        """A session for a member, who is the same person in every browser; its secret."""
        sessions = self.store.sessions
        member = sessions.member_of(email) or sessions.set_member(email, role)
        taken = {other.person for other in sessions.members()}  # two members may share a browser
        person = member.person or (person if person not in taken else None) or self.store.identities.make_person("")
        if not member.person:
            sessions.bind_member(email, person)
        return sessions.add(person, role, OIDC)

    # Enter by a link

    async def _enter(self, request: Request, fields: dict[str, str]) -> Response:
        async with self._link_lock:
            if not self.links.may(request.scope):
                raise Refusal(429, _SLOWLY)
            link = await asyncio.to_thread(self.store.sessions.link_of, fields.get("token", ""))
            if link is None:
                self.links.failed(request.scope)
                raise Refusal(404, _WRONG_LINK)
        actor = Actor("", link.role, "", "", link.journey)  # type: ignore[arg-type]
        url = f"{self.prefix}/journey?journey={link.journey}" if link.journey else f"{self.prefix}/"
        session = who.left_in(request.scope)
        if not self.sharing.on or (session is not None and session.role in ("owner", "facilitator")):
            return _go(request, url)
        secret = await self._admit(request, actor, f"{LINK}:{link.id}", until=link.expires)
        return await self._with_session(request, secret, url)

    async def _sign_out(self, request: Request, fields: dict[str, str]) -> Response:
        session = who.left_in(request.scope)
        if session is not None:
            await asyncio.to_thread(self.store.sessions.revoke, session.hash)
        elsewhere = bool(self.organisation.email_of(request.scope))  # then they leave the organisation's sign-in, too
        answer = _go(request, f"{self.prefix}/auth/logout" if elsewhere else f"{self.prefix}/sign-in")
        answer.headers.append("set-cookie", session_cookie("", 0, request.scope, self.prefix))
        return answer

    # What they share

    async def _person(self, request: Request) -> str | None:
        """The person of this browser: of its session, else of its person cookie (made at first sight)."""
        session = who.left_in(request.scope)
        if session is not None:
            return session.person
        return await asyncio.to_thread(person_of, cookies_of(request.scope), self.store)

    async def _admit(self, request: Request, actor: Actor, how: str, until: str = "") -> str:
        """A new session for the person of this browser; its secret."""
        person = await self._person(request)
        if person is None:
            person = await asyncio.to_thread(self.store.identities.make_person, "")
        add = self.store.sessions.add
        return await asyncio.to_thread(add, person, actor.role, how, actor.workshop, actor.journey, HOURS, until)

    async def _with_session(self, request: Request, secret: str, url: str, hours: float = HOURS) -> Response:
        """The answer that gives the browser its new session; the one that it had before ends."""
        before: str | None = session_secret_of(cookies_of(request.scope))
        if before is not None:
            await asyncio.to_thread(self.store.sessions.revoke, hash_token(before))
        answer = _go(request, url)
        answer.headers.append("set-cookie", session_cookie(secret, hours, request.scope, self.prefix))
        return answer


def _go(request: Request, url: str) -> Response:
    headers = {"cache-control": "no-store"}
    if _content_type(request) == "application/json":
        return JSONResponse({"url": url}, headers=headers)
    return RedirectResponse(url, 303, headers)


def _content_type(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


async def _fields(request: Request) -> dict[str, str]:
    """The fields of a JSON object or a form; those that are no text are left out. Raises `Refusal`."""
    kind = _content_type(request)
    if kind not in ("application/json", "application/x-www-form-urlencoded"):
        raise Refusal(415, "Send a form, or a JSON object.")
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _LARGEST:
            raise Refusal(413, "This is too long.")
    try:
        text = body.decode("utf-8")
        if kind != "application/json":
            return {name: values[0] for name, values in parse_qs(text, max_num_fields=20).items()}
        given = json.loads(text)
    except (ValueError, RecursionError):
        raise Refusal(400, "The request could not be read.") from None
    if not isinstance(given, dict):
        raise Refusal(400, "The request could not be read.")
    return {name: value for name, value in given.items() if isinstance(value, str)}
