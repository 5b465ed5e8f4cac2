"""What the pages of the way in look like: a phone's width, one question, one large button. They work without a script, too."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from starlette.responses import HTMLResponse
from starlette.types import Scope

from cxmap.web.assets import asset_base
from cxmap.web.headers import plain_policy, socket_of

_SHELL = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>{title} · cxmap</title>
<link rel="icon" href="{assets}/web/icon.svg">
<link rel="stylesheet" href="{assets}/web/pages.css">
<link rel="stylesheet" href="{assets}/web/entry.css">
<script type="module" src="{assets}/web/entry.js"></script>
</head>
<body class="cx-entry">
<main>
<p class="brand"><img src="{assets}/web/icon.svg" alt="" width="28" height="28"> cxmap</p>
<h1>{title}</h1>
<p class="lead">{lead}</p>
<form method="post" action="{prefix}/{kind}" data-base="{prefix}" data-kind="{kind}"{straight}>
{fields}
<p class="trouble" role="alert" id="trouble">{trouble}</p>
<button type="submit" data-busy="{busy}">{button}</button>
</form>
{beside}
</main>
</body>
</html>
"""

_CODE = """<label for="code">Code</label>
<input id="code" name="code" class="code" required autocomplete="off" autocapitalize="characters" autocorrect="off"
 spellcheck="false" inputmode="text" maxlength="32" aria-describedby="trouble" placeholder="K7MQ 3WXT">"""
_NAME = """<label for="name">Your name, or an alias</label>
<input id="name" name="name" maxlength="60" autocomplete="nickname" autocapitalize="words" spellcheck="false"
 enterkeyhint="go" aria-describedby="trouble name-note">
<p class="note" id="name-note">The others in the room see it. An idea board asks for none. You need no account.</p>"""
_WORD = """<label for="passphrase">Passphrase</label>
<input id="passphrase" name="passphrase" type="password" required maxlength="200" autocomplete="current-password"
 autocapitalize="none" spellcheck="false" aria-describedby="trouble">
<label class="check"><input type="checkbox" id="show"> Show what I type</label>"""
_TOKEN = '<input type="hidden" id="token" name="token">'

# Of each page: title, lead, fields, the button's words, and while it waits.
_PAGES = {
    "join": (
        "Join",
        "Type the code that you see in the room, or on the poster.",
        f"{_CODE}\n{_NAME}",
        "Join",
        "Joining …",
    ),
    "sign-in": (
        "Sign in",
        "This cxmap is shared with a network. Who set that up has the passphrase.",
        _WORD,
        "Sign in",
        "Signing in …",
    ),
    "enter": (
        "You are invited",
        "Somebody shared customer journeys with you.",
        _TOKEN,
        "Open",
        "Opening …",
    ),
    "sign-out": (
        "Sign out",
        "You leave cxmap in this browser. What you wrote stays.",
        "",
        "Sign out",
        "Signing out …",
    ),
}


def page(
    scope: Scope,
    kind: str,
    prefix: str,
    status: int = 200,
    trouble: str = "",
    room: str = "",
    ways: Sequence[tuple[str, str]] = (),
    email: str = "",
    known: bool = False,
) -> HTMLResponse:
    """One of the pages: join, sign-in, enter or sign-out.

    `room` is where a guest is already; `ways` are the organisation's sign-ins (name, address), `email` who came back from one.
    Who is `known` is asked before a code is taken, since that may end what they are here as.
    """
    title, lead, fields, button, busy = _PAGES[kind]
    html = _SHELL.format(
        title=title,
        assets=asset_base(),
        lead=lead,
        prefix=escape(prefix),
        kind=kind,
        straight="" if known else ' data-straight="yes"',
        fields=fields,
        trouble=escape(trouble),
        button=button,
        busy=busy,
        beside="\n".join([*_go_on(prefix, email), *_beside(kind, prefix, room, ways)]),
    )
    headers = {"content-security-policy": plain_policy(socket_of(scope)), "cache-control": "no-store"}
    return HTMLResponse(html, status, headers=headers)


def _go_on(prefix: str, email: str) -> list[str]:
    """The button of who has signed in at their organisation: the sign-in here is a form of ours, so that no other site can send it."""
    if not email:
        return []
    return [
        f'<form method="post" action="{escape(prefix)}/sign-in/organisation" class="other" data-base="{escape(prefix)}"'
        f' data-kind="sign-in/organisation"><button type="submit" class="second" data-busy="Signing in …">Go on as {escape(email)}'
        "</button></form>"
    ]


def _beside(kind: str, prefix: str, room: str, ways: Sequence[tuple[str, str]]) -> list[str]:
    """The other ways, below the form."""
    links: list[tuple[str, str]] = []
    if room and kind in ("join", "sign-in", "enter"):
        links.append((room, "Back to the idea board" if "/ideas/" in room else "Back to the room that you joined"))
    if kind == "sign-in":
        links += [(url, f"Sign in with {name}") for name, url in ways]
    if kind == "sign-in":
        links.append((f"{prefix}/join", "Join with a code"))
    if kind == "join":
        links.append((f"{prefix}/sign-in", "Sign in with the passphrase"))
    if kind == "sign-out":
        links.append((f"{prefix}/", "Stay"))
    return [f'<p class="beside"><a href="{escape(url)}">{escape(words)}</a></p>' for url, words in links]
