"""One store, one writer, one hub per process, opened when somebody first asks: the app, a page test and the command line alike."""

from __future__ import annotations

import gc
import threading
from dataclasses import dataclass

from cxmap.imports import import_journeys, load_demo
from cxmap.live import Hub
from cxmap.settings import DATA, Settings
from cxmap.store import Store

__all__ = ["Runtime", "import_journeys", "reset", "runtime", "settle"]


@dataclass(frozen=True)
class Runtime:
    """What the process works with."""

    settings: Settings
    store: Store
    hub: Hub


_lock = threading.Lock()


class _Process:
    runtime: Runtime | None = None


def runtime() -> Runtime:
    """The runtime of this process, opened at the first call: settings read, database made and migrated, demo loaded.

    Raises `SettingsError` or the store's own error, each with one sentence for people.
    """
    with _lock:
        if _Process.runtime is None:
            settings = Settings.load()
            store = Store.open(settings.database_url)
            try:
                if settings.demo:
                    load_demo(store, DATA / "demo")
                _Process.runtime = Runtime(settings, store, Hub(store, settings))
            except BaseException:
                store.close()
                raise
        return _Process.runtime


def reset() -> None:
    """Close the store; the next `runtime()` opens it anew. At the end of the process, and between tests."""
    with _lock:
        if _Process.runtime is not None:
            _Process.runtime.store.close()
            _Process.runtime = None


def settle() -> None:
    """Leave what is loaded by now out of garbage collection for good.

    Modules and what they hold stay until the end of the process. To look them through takes 60 ms and more, in which no thread
    runs and nobody's edit gets on. Call it after a large library was loaded.
    """
    gc.collect()
    gc.freeze()
