"""The two routes of the hub: the ticket and the socket. Whoever may not come in is refused before the socket opens."""

from __future__ import annotations

import asyncio
from typing import cast

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.types import Receive, Scope, Send

from cxmap.access import Actor, hash_token
from cxmap.live import lines, wire
from cxmap.live.client import Send as SendNow
from cxmap.live.conversation import Conversation
from cxmap.live.hub import Hub
from cxmap.web import door
from cxmap.web.who import actor_of, left_in

_TICKET = "ticket."


def routes(hub: Hub, prefix: str = "") -> list[BaseRoute]:
    """`/live` and `/live/ticket`, under the app's base path `prefix` ("" or "/maps")."""
    lines.offer()
    return [
        Route(f"{prefix}/live/ticket", Ticket(hub), methods=["POST"], name="ticket"),
        WebSocketRoute(f"{prefix}/live", Socket(hub), name="live"),
    ]


class Ticket:
    """`POST /live/ticket`: a one-time ticket for who asks, by their cookies."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        await (await self._answer(Request(scope, receive)))(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        why = door.refusal(request.scope, origin_needed=True)
        if why:
            return _no(403, why)
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            return _no(415, "Ask for a ticket with the content type application/json.")
        actor = await asyncio.to_thread(actor_of, request.scope, self.hub.store)
        if actor is None:
            return _no(401, "This browser has no person yet: open cxmap in a tab, with cookies allowed.")
        return JSONResponse({"ticket": self.hub.tickets.issue(actor)}, headers={"cache-control": "no-store"})


def _no(status: int, why: str) -> Response:
    return JSONResponse({"error": why}, status, headers={"cache-control": "no-store"})


class Socket:
    """`/live`: one board's socket, from the handshake to the end."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the client in or refuse it, then take its messages until it leaves."""
        await receive()  # websocket.connect
        actor = await self._admit(scope)
        person = await asyncio.to_thread(self.hub.store.person, actor.person) if actor else None
        if actor is None or person is None:
            await send({"type": "websocket.close", "code": 4401})  # before accept: HTTP 403
            return
        await send({"type": "websocket.accept", "subprotocol": wire.PROTOCOL})
        client = self.hub.enter(
            actor, person, cast(SendNow, send), lines.line_of(scope)
        )  # a server's send is a coroutine function
        pump = asyncio.create_task(client.pump(self.hub.refresh))
        try:
            await Conversation(self.hub, client, door.bearer(scope)).run(receive)
            await pump
        finally:
            pump.cancel()
            self.hub.leave(client)

    async def _admit(self, scope: Scope) -> Actor | None:
        protocols: list[str] = scope["subprotocols"]
        if wire.PROTOCOL not in protocols:
            return None
        token = door.bearer(scope)
        if token is not None:
            return await asyncio.to_thread(self.hub.store.identities.token, hash_token(token))
        if door.refusal(scope, origin_needed=True):
            return None
        ticket = next((p.removeprefix(_TICKET) for p in protocols if p.startswith(_TICKET)), "")
        actor = self.hub.tickets.redeem(ticket)
        here = left_in(scope)
        return actor if here is None or here.actor == actor else None  # a ticket is good in its own browser only
