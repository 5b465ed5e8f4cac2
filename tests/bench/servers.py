"""The product and the limit, each a process of its own on a free port."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE = 120.0
_TICK = os.sysconf("SC_CLK_TCK")


class Server:
    """A server process; it is awaited on start and asked to end on stop."""

    def __init__(self, kind: str, port: int, arguments: list[str], environ: dict[str, str], log: Path) -> None:
        self.kind, self.port, self.log = kind, port, log
        clean = {key: value for key, value in os.environ.items() if not key.startswith(("CXMAP_", "STREAMLIT_"))}
        with log.open("wb") as out:
            self.process = subprocess.Popen(
                [sys.executable, *arguments],
                cwd=ROOT,
                env=clean | environ,
                stdout=out,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
            )

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://localhost:{self.port}"

    def wait(self, path: str) -> None:
        """Until it answers at `path`."""
        until = time.monotonic() + PATIENCE
        while True:
            try:
                with urllib.request.urlopen(self.url + path, timeout=5):
                    return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                if self.process.poll() is not None or time.monotonic() > until:
                    raise SystemExit(
                        f"The {self.kind} server does not answer:\n{self.log.read_text('utf-8', 'replace')}"
                    ) from None
                time.sleep(0.1)

    def cpu(self) -> float:
        """Seconds of processor that it has used so far, all threads, user and system."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICK

    def stop(self) -> None:
        """Ask it to end, and wait."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait(15)


@contextmanager
def product(folder: Path, database: str) -> Iterator[Server]:
    """`streamlit run app.py`, with the rate of sockets out of the way."""
    port = free_port()
    environ = {
        "CXMAP_DATABASE_URL": database,
        "CXMAP_DEMO": "false",
        "CXMAP_LOG_LEVEL": "warning",
        "CXMAP_SOCKET_RATE": "1000000",
        "CXMAP_SOCKET_BURST": "1000000",
    }
    arguments = ["-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    yield from _running(Server("product", port, arguments, environ, folder / "product.log"))


@contextmanager
def limit(folder: Path) -> Iterator[Server]:
    """The bare broadcast of `limit_server`."""
    port = free_port()
    arguments = ["-m", "tests.bench.limit_server", str(port), str(folder / "limit.db")]
    yield from _running(Server("limit", port, arguments, {}, folder / "limit.log"))


@contextmanager
def streamlit(folder: Path, script: Path) -> Iterator[Server]:
    """A Streamlit app of one script."""
    port = free_port()
    arguments = ["-m", "streamlit", "run", str(script), "--server.port", str(port)]
    yield from _running(Server("streamlit", port, arguments, {}, folder / "streamlit.log"), "/_stcore/health")


def _running(server: Server, health: str = "/health") -> Iterator[Server]:
    try:
        server.wait(health)
        yield server
    finally:
        server.stop()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
