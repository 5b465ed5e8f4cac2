"""The app as people start it: a process of its own on a free port, with a database of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

ROOT = Path(__file__).parents[2]
PATIENCE = 180.0  # seconds to start, on a machine that has much else to do


class Server:
    """`streamlit run app.py`. It can be killed and started again on the same port and database."""

    def __init__(self, folder: Path) -> None:
        self.database = f"sqlite:///{folder / 'browser.db'}"
        self.log = folder / "server.log"
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.url = f"http://localhost:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None
        self.environment: dict[str, str] = {}

    def command(self) -> list[str]:
        """What Python runs."""
        return ["streamlit", "run", "app.py", "--server.port", str(self.port)]

    def start(self) -> None:
        """Start, and wait until it answers."""
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("CXMAP_", "STREAMLIT_"))}
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", *self.command()],
                cwd=ROOT,
                env={**clean, "CXMAP_DATABASE_URL": self.database, **self.environment},
                stdout=log,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
            )
        until = time.monotonic() + PATIENCE
        while not self._answers():
            assert self.process.poll() is None, f"The server ended:\n{self.said()}"
            assert time.monotonic() < until, f"The server does not answer:\n{self.said()}"
            time.sleep(0.1)

    def _answers(self) -> bool:
        return self._revision() is not None

    def _revision(self) -> int | None:
        try:
            answer = httpx.get(f"{self.url}/health", timeout=30)
        except httpx.HTTPError:
            return None
        return int(answer.json()["revision"]) if answer.status_code == 200 else None

    def knows(self, revision: int) -> None:
        """Wait until it has taken in what was written beside it, up to a revision; not at all where it is away."""
        until = time.monotonic() + PATIENCE
        while self.process is not None and (self._revision() or 0) < revision:
            assert time.monotonic() < until, f"The server never heard of r{revision}:\n{self.said()}"
            time.sleep(0.02)

    def said(self) -> str:
        """What it wrote to its log."""
        return self.log.read_text("utf-8", "replace")

    def kill(self) -> None:
        """kill -9: no goodbye, nothing saved on the way out."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Ctrl+C, as a person would."""
        self._end(signal.SIGINT)

    def _end(self, how: signal.Signals) -> None:
        if self.process is None:
            return
        self.process.send_signal(how)
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(15)
        self.process = None


@contextmanager
def running(folder: Path) -> Iterator[Server]:
    """An app with its database in a folder, until the block ends."""
    server = Server(folder)
    try:
        server.start()
        yield server
    finally:
        server.stop()
