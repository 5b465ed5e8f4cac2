"""Themes are found in a process of their own: it may take minutes, and the app's own interpreter answers everybody's edits.

The parent sends a line of JSON and gets one back: `{"sample": [text, …]}` as often as there are texts, `{"fit": number or null}`,
then `{"place": [text, …]}`. What it holds is gone with it, scikit-learn's 150 MB too. Run as `python -m cxmap.insights.theme_process`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Any

_ROOT = Path(__file__).parents[2]
_NICE = 10  # edits go first


class Broken(Exception):
    """The process ended before it was done."""


class Apart:
    """A `Finder` in a process of its own: an interpreter started anew, on every system alike; nothing is forked.

    Use as a context manager; `end` may be called from another thread to stop it at once.
    """

    def __init__(self) -> None:
        single = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")  # one core stays free for the app
        self._process = subprocess.Popen(
            [sys.executable, "-m", "cxmap.insights.theme_process"],
            cwd=_ROOT,
            env={
                **os.environ,
                **single,
                "PYTHONPATH": os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH")))),
            },
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def __enter__(self) -> Apart:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.end()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            try:
                pipe.close()
            except OSError:  # a broken pipe, which Windows calls otherwise: what it had not read is of no use any more
                continue

    def end(self) -> None:
        """Stop it."""
        self._process.kill()

    def learn(self, texts: Sequence[str]) -> None:
        """Add texts to the sample."""
        self._ask({"sample": list(texts)})

    def fit(self, number: int | None) -> list[tuple[str, ...]]:
        """Find the themes of the sample: the terms of each."""
        return [tuple(terms) for terms in self._ask({"fit": number})]

    def place(self, texts: Sequence[str]) -> list[tuple[int, float]]:
        """(place of its theme, −1 for none; share) of each text."""
        return [(theme, share) for theme, share in self._ask({"place": list(texts)})]

    def _ask(self, what: dict[str, Any]) -> Any:
        """Raises `Broken` where it does not answer."""
        said, heard = self._process.stdin, self._process.stdout
        assert said is not None
        assert heard is not None
        try:
            said.write(json.dumps(what).encode() + b"\n")
            said.flush()
            line = heard.readline()
        except (OSError, ValueError) as error:
            raise Broken from error
        if not line.endswith(b"\n"):
            raise Broken
        return json.loads(line)


def serve(asked: IO[bytes], answers: IO[bytes]) -> None:
    """Answer lines until there are no more."""
    from cxmap.insights.themes import Finder

    sample: list[str] = []
    finder: Finder | None = None
    for line in asked:
        what = json.loads(line)
        answer: Any = None
        if "sample" in what:
            sample += what["sample"]
        elif "fit" in what:
            finder = Finder(sample, what["fit"])
            sample, answer = [], finder.themes
        elif finder is not None:
            answer = finder.place(what["place"])
        answers.write(json.dumps(answer).encode() + b"\n")
        answers.flush()


if __name__ == "__main__":
    if hasattr(os, "nice"):  # not on Windows
        os.nice(_NICE)
    serve(sys.stdin.buffer, sys.stdout.buffer)
