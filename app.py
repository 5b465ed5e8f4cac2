"""The app: Streamlit's pages with our own routes beside them, on one server. `streamlit run app.py` starts it."""

import asyncio
import gc
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import cast

import streamlit as st
from starlette.middleware import Middleware
from streamlit import net_util
from uvicorn.protocols.http.auto import AutoHTTPProtocol

from cxmap import live
from cxmap.access import Role
from cxmap.runtime import reset, runtime, settle
from cxmap.settings import SettingsError
from cxmap.store import StoreError
from cxmap.ui import left_pages, oidc, theme_once
from cxmap.web import assets, errors, logs, sharing
from cxmap.web.cookie import PersonCookie
from cxmap.web.entry import Entry
from cxmap.web.feedback_pages import FeedbackPages
from cxmap.web.gate import Gate
from cxmap.web.headers import SecurityHeaders
from cxmap.web.idea_pages import IdeaPages
from cxmap.web.organisation import Organisation
from cxmap.web.pages import Pages
from cxmap.web.preload import Preload, place
from cxmap.web.prompt import send_at_once
from cxmap.web.qr import QrCodes
from cxmap.web.room_pages import RoomPages
from cxmap.web.takeaway import TakeawayFiles

# A busy page thread holds the interpreter for so long at a time, and a commit asks for it a dozen times. Measured with 50 boards
# while a page redraws without pause: edit to arrival p95 35 ms at 0.5 ms, 28 ms at 0.1.
sys.setswitchinterval(0.0001)
gc.set_threshold(10_000, 10, 10)  # what the hub and the writer make in passing is not looked through every 700 objects
send_at_once(AutoHTTPProtocol)
theme_once.keep_theme()
left_pages.stay_on_the_new_page()

try:
    cx = runtime()
except (SettingsError, StoreError) as error:
    print(f"cxmap: {error}", file=sys.stderr)
    raise SystemExit(2) from None

logs.configure(cx.settings.log_level)
base = "/" + st.get_option("server.baseUrlPath").strip("/")
base = "" if base == "/" else base
assets.set_base(base)
shared = sharing.Sharing(cx.store, base)
sharing.use(shared)
domains = frozenset(cx.settings.oidc_domains.lower().split())
organisation = Organisation(oidc.ways, oidc.user, domains, cast(Role, cx.settings.oidc_role))
# Streamlit asks a server elsewhere for this machine's outside address when it meets an Origin that it does not know.
net_util.get_external_ip = lambda: None


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Start the hub on the server's loop; at the end close every board and the store."""
    cx.hub.start()
    live.say_goodbye_on_signals(cx.hub)
    await shared.begin(app, st.get_option("server.port"), network_options())
    await share_as_asked()
    settle()
    try:
        yield
    finally:
        await cx.hub.close()
        await shared.end()
        await asyncio.to_thread(reset)


def network_options() -> dict[str, object]:
    """How the listener on the network speaks: the same as Streamlit's own."""
    return {
        "ssl_certfile": st.get_option("server.sslCertFile"),
        "ssl_keyfile": st.get_option("server.sslKeyFile"),
        "ws": "websockets-sansio",
        "ws_max_size": st.get_option("server.maxMessageSize") * 1_000_000,
        "ws_per_message_deflate": st.get_option("server.enableWebsocketCompression"),
        "access_log": False,
    }


async def share_as_asked() -> None:
    """Share where `python -m cxmap serve --share` started this process: it has set the passphrase and says the address."""
    asked = os.environ.pop(sharing.ASKED, "")
    if asked:
        try:
            await shared.open(**json.loads(asked), exact=True)
        except sharing.SharingError as error:
            print(f"cxmap: {error}", file=sys.stderr)
            os.kill(os.getpid(), signal.SIGINT)


def on_script_error(error: Exception) -> bool:
    """Show a page's error as a number under which it stands in the log, never as a traceback."""
    st.error(errors.sentence(errors.report(error, "page")))
    return True


app = st.App(
    Path(__file__).parent / "cxmap" / "ui" / "shell.py",
    routes=[
        *assets.routes(base),
        *Pages(cx.store, base).routes(),
        *Entry(shared, organisation).routes(),
        *QrCodes(cx.store, base).routes(),
        *RoomPages(cx.store, base).routes(),
        *IdeaPages(cx.store, base).routes(),
        *TakeawayFiles(cx.store, base).routes(),
        *FeedbackPages(cx.store, base).routes(),
        *live.routes(cx.hub, base),
    ],
    middleware=[
        Middleware(SecurityHeaders, scripts=(place(base),)),
        Middleware(Gate, sharing=shared, organisation=organisation),
        Middleware(PersonCookie),
        Middleware(Preload, path=f"{base}/journey", module="board/all.js", base=base),
    ],
    lifespan=lifespan,
    exception_handlers=errors.handlers(),
    on_script_error=on_script_error,
)
