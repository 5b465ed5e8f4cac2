"""The clients as the figures use them: started beside a server, asked to edit for some seconds at some rate."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tests.bench.servers import ROOT, Server


@dataclass(frozen=True)
class Result:
    """What came of a round of edits. `p50` to `p99` are milliseconds from an edit to its arrival in all other clients."""

    sent: int
    rate: float  # edits a second that really left
    arrived: int
    answered: int
    drained: float  # seconds that the last edits took
    p50: float
    p95: float
    p99: float
    closed: int  # connections that the server has closed

    @property
    def whole(self) -> bool:
        """Whether every edit was answered and reached everybody."""
        return self.arrived == self.answered == self.sent and not self.closed


class Load:
    """A process of clients on one server."""

    def __init__(self, server: Server, clients: int, cards: int) -> None:
        self.server, self.clients = server, clients
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.clients", server.kind, str(server.port), str(clients), str(cards)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._read()

    def edit(self, rate: float, seconds: float, editors: int | None = None) -> Result:
        """Edit at `rate` edits a second in all, by all clients in turn or the first few."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"rate": rate, "seconds": seconds, "editors": editors or self.clients}) + "\n")
        self._process.stdin.flush()
        return Result(**self._read())

    def close(self) -> None:
        """Disconnect."""
        self._process.terminate()
        self._process.wait(15)

    def _read(self) -> Any:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit(f"The clients of the {self.server.kind} ended early (code {self._process.wait()}).")
        return json.loads(line)


@contextmanager
def loads(servers: list[Server], clients: int, cards: int) -> Iterator[list[Load]]:
    """Clients on each of these servers, warm: each has seen edits before the first is measured."""
    made: list[Load] = []
    try:
        for server in servers:
            made.append(Load(server, clients, cards))
            made[-1].edit(20, 1)
        yield made
    finally:
        for load in made:
            load.close()
