"""One store, one writer, one hub per process, opened when somebody first asks: the app, a page test and the command line alike."""

from __future__ import annotations

import gc
import logging
import threading
from dataclasses import dataclass
from datetime import date

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
_log = logging.getLogger("cxmap.runtime")

LOOK_SECONDS = 3_600  # how often it is looked whose personal data is due to be erased


class Keeper(threading.Thread):
    """Looks at the start and each hour whose time has come, and forgets them."""

    def __init__(self, store: Store) -> None:
        super().__init__(name="cxmap-keeper", daemon=True)
        self._store = store
        self._end = threading.Event()

    def run(self) -> None:
        """Look, until `stop` is called. What fails is logged, and tried again at the next look."""
        while True:
            try:
                for workshop in self._store.forget_due(date.today().isoformat()):
                    _log.info("Workshop %s: those who took part were forgotten, as planned", workshop)
            except Exception:
                if not self._end.is_set():
                    _log.exception("It could not be looked whose personal data is due")
            if self._end.wait(LOOK_SECONDS):
                return

    def stop(self) -> None:
        """Look no more; returns when a look that is under way has ended."""
        self._end.set()
        if self.is_alive():
            self.join()


class _Process:
    runtime: Runtime | None = None
    keeper: Keeper | None = None


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
                _Process.keeper = Keeper(store)
                _Process.keeper.start()
            except BaseException:
                store.close()
                raise
        return _Process.runtime


def reset() -> None:
    """Close the store; the next `runtime()` opens it anew. At the end of the process, and between tests."""
    with _lock:
        if _Process.keeper is not None:
            _Process.keeper.stop()
            _Process.keeper = None
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
