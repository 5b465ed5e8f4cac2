"""`serve --share` and `member`: what they print and set, and what they refuse."""

from __future__ import annotations

import json
import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cxmap import cli as command_line
from cxmap.cli import cli
from cxmap.runtime import reset
from cxmap.store import Store
from cxmap.web.sharing import ASKED


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    url = f"sqlite:///{tmp_path}/cli.db"
    monkeypatch.setenv("CXMAP_DATABASE_URL", url)
    monkeypatch.setenv("CXMAP_DEMO", "false")
    monkeypatch.setenv(ASKED, "")
    reset()
    monkeypatch.setattr(command_line.os, "execv", lambda path, arguments: sys.exit(0))  # the process is another one from here
    monkeypatch.setattr(command_line.os, "dup2", lambda *_: None)
    return url


@pytest.fixture
def store(database: str, open_store: Callable[[str], Store]) -> Store:
    return open_store(database)


def run(*arguments: str) -> Result:
    return CliRunner(capture="fd").invoke(cli, list(arguments), catch_exceptions=False)


def test_sharing_says_the_address_and_makes_a_passphrase(store: Store) -> None:
    shown = run("serve", "--share", "--address", "127.0.0.1", "--port", "18123").stdout
    assert "Shared with the network: http://127.0.0.1:18124" in shown  # the app itself has the port before
    assert "▄" in shown
    word = shown.partition("shown once: ")[2].split()[0]
    assert store.sessions.is_passphrase(word)
    asked = json.loads(os.environ[ASKED])
    assert asked == {"address": "127.0.0.1", "port": 18124, "url": ""}


@pytest.mark.usefixtures("database")
def test_a_port_that_is_taken_is_not_told_to_anybody() -> None:
    with socket.socket() as elsewhere, socket.socket() as here:
        elsewhere.bind(("127.0.0.2", 0))
        elsewhere.listen()
        port = elsewhere.getsockname()[1]
        told = json.loads(run("serve", "--share", "--address", "127.0.0.2", "--port", str(port), "--json").stdout)
        shared = int(told["shared"].rpartition(":")[2])
        assert shared > port
        assert json.loads(os.environ[ASKED])["port"] == shared
        here.bind(("127.0.0.1", 0))
        here.listen()
        port = here.getsockname()[1]
        refused = run("serve", "--share", "--address", "127.0.0.2", "--port", str(port))
        assert refused.exit_code == 2
        assert f"Port {port}" in refused.stderr
        assert "Shared" not in refused.stdout


def test_programs_are_told_in_one_object(store: Store) -> None:
    told = json.loads(run("serve", "--share", "--address", "127.0.0.1", "--port", "18123", "--json").stdout)
    assert told["join"] == f"{told['shared']}/join"
    assert store.sessions.is_passphrase(told["passphrase"])


def test_a_passphrase_that_is_given_is_not_repeated(store: Store) -> None:
    given = run("serve", "--share", "--url", "https://maps.example.org", "--passphrase", "correct horse", "--json")
    assert json.loads(given.stdout) == {
        "url": "http://localhost:8501",
        "shared": "https://maps.example.org",
        "join": "https://maps.example.org/join",
    }
    assert json.loads(os.environ[ASKED]) == {"address": "", "port": 8501, "url": "https://maps.example.org"}
    assert store.sessions.is_passphrase("correct horse")


@pytest.mark.usefixtures("database")
def test_without_share_nothing_is_shared() -> None:
    run("serve")
    assert not os.environ.get(ASKED)


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    ("given", "word"),
    [
        (["serve", "--passphrase", "correct horse"], "--share"),
        (["serve", "--share", "--address", "127.0.0.1", "--passphrase", "short"], "8 to 200"),
        (["serve", "--share", "--address", "192.0.2.77", "--passphrase", "correct horse"], "192.0.2.77"),
        (["serve", "--share", "--address", "0.0.0.0", "--passphrase", "correct horse"], "one address"),
        (["serve", "--share", "--url", "maps.example.org", "--passphrase", "correct horse"], "https://"),
        (["member", "nobody", "--role", "viewer"], "e-mail"),
        (["member", "ana@example.org"], "--role"),
        (["member", "ana@example.org", "--remove"], "ana@example.org"),
    ],
)
def test_what_cannot_be_is_refused(given: list[str], word: str) -> None:
    refused = run(*given)
    assert refused.exit_code == 2
    assert word in refused.stderr


def test_members(store: Store) -> None:
    run("member", "Ana@example.org", "--role", "champion")
    run("member", "ana@example.org", "--role", "facilitator")
    (found,) = json.loads(run("member", "--json").stdout)["members"]
    assert (found["email"], found["role"]) == ("ana@example.org", "facilitator")
    assert "ana@example.org" in run("member").stdout
    assert run("member", "ana@example.org", "--remove").exit_code == 0
    assert json.loads(run("member", "--json").stdout)["members"] == []
    ended = store.sessions.member_of("ana@example.org")
    assert ended is not None
    assert ended.revoked
