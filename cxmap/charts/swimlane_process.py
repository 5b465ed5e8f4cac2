"""Swimlanes are drawn in a process of their own: the app's interpreter has everybody's edits to pass on meanwhile.

The parent sends a line of JSON and gets one back (`picture.asked`, `picture.draw`). The process is started with the first picture,
ends with its parent, and is started anew where it has died. Run as `python -m cxmap.charts.swimlane_process`.
"""

from __future__ import annotations

import faulthandler
import logging
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO

from cxmap.charts import picture

_ROOT = Path(__file__).parents[2]
_NICE = 5  # edits go first
SECONDS = 30  # that a picture may take before the process ends itself
TRIES = 3  # how often in a row it may die before pictures are drawn in place for good

_log = logging.getLogger("cxmap.charts")


class Draughtsman:
    """Draws in its process, one picture at a time. Any thread may ask."""

    def __init__(self, command: list[str] | None = None) -> None:
        """`command` starts the process; tests have another."""
        self._command = command or [sys.executable, "-m", "cxmap.charts.swimlane_process"]
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._failed = 0

    def draw(self, line: bytes) -> bytes:
        """What `picture.draw` makes of the line; drawn in place, and the reason logged, where the process does not answer."""
        if self._failed < TRIES:
            try:
                with self._lock:
                    answer = self._ask(line)
            except OSError as error:
                _log.warning("The process that draws swimlanes gave no answer (%s): it is drawn here", error)
            else:
                return answer
        return picture.draw(line)

    def close(self) -> None:
        """End the process, if there is one. It is started again when something is to be drawn."""
        with self._lock:
            self._end()

    @property
    def pid(self) -> int | None:
        """The number of its process; None where it has none."""
        process = self._process
        return process.pid if process is not None else None

    def _ask(self, line: bytes) -> bytes:
        """Raises `OSError` where the process cannot be started or dies."""
        self._failed += 1
        try:
            if self._process is None:
                path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
                self._process = subprocess.Popen(
                    self._command,
                    cwd=_ROOT,
                    env={**os.environ, "PYTHONPATH": path},  # where it starts need not be where Python looks (-P)
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                )
            said, heard = self._process.stdin, self._process.stdout
            assert said is not None
            assert heard is not None
            said.write(line)
            said.flush()
            answer = heard.readline()
            if not answer.endswith(b"\n"):
                raise BrokenPipeError("it has ended")
        except BaseException:
            self._end()
            raise
        self._failed = 0
        return answer

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            assert pipe is not None
            try:
                pipe.close()
            except OSError:  # a broken pipe, which Windows calls otherwise: what it had not read is of no use any more
                continue


def serve(asked: IO[bytes], answers: IO[bytes]) -> None:
    """Answer lines until there are no more."""
    for line in asked:
        faulthandler.dump_traceback_later(SECONDS, exit=True)
        answers.write(picture.draw(line))
        answers.flush()
        faulthandler.cancel_dump_traceback_later()


if __name__ == "__main__":
    if hasattr(os, "nice"):  # not on Windows
        os.nice(_NICE)
    serve(sys.stdin.buffer, sys.stdout.buffer)
