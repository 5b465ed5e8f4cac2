"""The app: Streamlit's pages with our own routes beside them, on one server. `streamlit run app.py` starts it."""

import asyncio
import gc
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from uvicorn.protocols.http.auto import AutoHTTPProtocol

from cxmap import live
from cxmap.runtime import reset, runtime, settle
from cxmap.settings import SettingsError
from cxmap.store import StoreError
from cxmap.web import assets, errors, logs
from cxmap.web.cookie import PersonCookie
from cxmap.web.guard import Guard
from cxmap.web.headers import SecurityHeaders
from cxmap.web.pages import Pages
from cxmap.web.preload import Preload
from cxmap.web.prompt import send_at_once

# A busy page thread holds the interpreter for so long at a time, and a commit asks for it a dozen times. Measured with 50 boards
# while a page redraws without pause: edit to arrival p95 35 ms at 0.5 ms, 28 ms at 0.1.
sys.setswitchinterval(0.0001)
gc.set_threshold(10_000, 10, 10)  # what the hub and the writer make in passing is not looked through every 700 objects
send_at_once(AutoHTTPProtocol)

try:
    cx = runtime()
except (SettingsError, StoreError) as error:
    print(f"cxmap: {error}", file=sys.stderr)
    raise SystemExit(2) from None

logs.configure(cx.settings.log_level)
base = "/" + st.get_option("server.baseUrlPath").strip("/")
base = "" if base == "/" else base
assets.set_base(base)


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Start the hub on the server's loop; at the end close every board and the store."""
    cx.hub.start()
    live.say_goodbye_on_signals(cx.hub)
    settle()
    try:
        yield
    finally:
        await cx.hub.close()
        await asyncio.to_thread(reset)


def on_script_error(error: Exception) -> bool:
    """Show a page's error as a number under which it stands in the log, never as a traceback."""
    st.error(errors.sentence(errors.report(error, "page")))
    return True


app = st.App(
    Path(__file__).parent / "cxmap" / "ui" / "shell.py",
    routes=[*assets.routes(base), *Pages(cx.store, base).routes(), *live.routes(cx.hub, base)],
    middleware=[
        Middleware(SecurityHeaders),
        Middleware(Guard, token_path=f"{base}/live"),
        Middleware(PersonCookie),
        Middleware(Preload, path=f"{base}/journey", module="board/all.js"),
    ],
    lifespan=lifespan,
    exception_handlers=errors.handlers(),
    on_script_error=on_script_error,
)
