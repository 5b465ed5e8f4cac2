"""The command line: what it prints, how it ends, what it leaves alone; docs/command-line.md is held to it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from cxmap import cli as command_line
from cxmap.access import SYSTEM, hash_token
from cxmap.changes import Change, Edit
from cxmap.cli import cli, main
from cxmap.formats import read
from cxmap.runtime import reset
from cxmap.store import Store

HOME = Path(__file__).parents[1]
MERMAID = "journey\ntitle My day\nsection Go\nMake tea: 5: Me\nWork: -2: Me, Cat\n"
BROKEN = '{"stages": [{"id": "s1", "name": "A"}], "swimlanes": [{"id": "l1", "name": "B"}],\n"nodes": [\n{"title": "x", "stageId": "s2"}]}'


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    url = f"sqlite:///{tmp_path}/cli.db"
    monkeypatch.setenv("CXMAP_DATABASE_URL", url)
    monkeypatch.setenv("CXMAP_DEMO", "false")
    reset()
    return url


def run(*arguments: str, code: int = 0) -> Result:
    result = CliRunner().invoke(cli, [str(a) for a in arguments], catch_exceptions=False)
    assert result.exit_code == code, result.output
    return result


def answer(*arguments: str, code: int = 0) -> dict[str, Any]:
    """The one JSON object that a command prints."""
    found = json.loads(run(*arguments, "--json", code=code).stdout)
    assert isinstance(found, dict)
    return found


def revision(url: str) -> int:
    store = Store.open(url)
    try:
        return store.revision
    finally:
        store.close()


@pytest.fixture
def day(tmp_path: Path) -> Path:
    path = tmp_path / "day.ojf"
    path.write_text(MERMAID, "utf-8")
    return path


@pytest.mark.usefixtures("database")
def test_import_says_what_was_read_changed_and_left_out(day: Path):
    found = answer("import", day)
    assert list(found) == ["journeys", "read", "changed", "left_out"]
    assert [journey["title"] for journey in found["journeys"]] == ["My day"]
    assert "2 cards" in found["read"]
    assert any("was taken as 1" in line for line in found["changed"])
    people = run("import", day).stdout
    assert "Imported “My day”" in people
    assert "was taken as 1" in people


@pytest.mark.usefixtures("database")
def test_export_and_import_give_the_same_map(day: Path, tmp_path: Path):
    (made,) = answer("import", day)["journeys"]
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    assert answer("export", "my DAY", "-o", first) == {"journeys": [made], "file": str(first)}
    other = f"sqlite:///{tmp_path}/other.db"
    assert answer("import", first, "--database", other)["journeys"] == [made]
    run("export", made["id"], "--output", second, "--database", other)
    assert second.read_text("utf-8") == first.read_text("utf-8")
    assert len(read(first.read_bytes(), "x").records) == 13


def test_comments_are_exported_when_asked_for(database: str, day: Path, tmp_path: Path):
    made = answer("import", day)["journeys"][0]["id"]
    store = Store.open(database)
    fields = {"journey": made, "text": "Why twice?", "at": "2026-11-22T09:00:00Z", "author_name": "Ann"}
    try:
        store.commit(Change("said", (Edit("put", "comment", "k", fields),)), SYSTEM).result(9)
    finally:
        store.close()
    out = tmp_path / "map.json"
    run("export", made, "-o", out)
    assert "Why twice?" not in out.read_text("utf-8")
    run("export", made, "-o", out, "--comments")
    assert "Why twice?" in out.read_text("utf-8")


@pytest.mark.usefixtures("database")
@pytest.mark.skipif(os.name == "nt", reason="Windows has no file modes")
def test_who_may_read_an_exported_file(day: Path, tmp_path: Path):
    made = answer("import", day)["journeys"][0]["id"]
    out, mask = tmp_path / "map.json", os.umask(0o077)
    try:
        run("export", made, "-o", out)
        assert out.stat().st_mode & 0o777 == 0o600
        out.chmod(0o640)
        run("export", made, "-o", out)
        assert out.stat().st_mode & 0o777 == 0o640
    finally:
        os.umask(mask)


@pytest.mark.usefixtures("database")
def test_a_second_import_is_a_second_journey(day: Path):
    ids = {answer("import", day)["journeys"][0]["id"] for _ in range(2)}
    assert len(ids) == 2
    result = run("export", "My day", "-o", "x.json", code=2)
    assert result.stdout == ""
    assert all(id_ in result.stderr for id_ in ids)
    assert [journey["title"] for journey in answer("list")["journeys"]] == ["My day", "My day"]


def test_a_refused_import_changes_nothing(database: str, day: Path, tmp_path: Path):
    bad = tmp_path / "bad.ojf"
    bad.write_text(BROKEN, "utf-8")
    before = revision(database)
    result = run("import", day, bad, code=2)
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert "bad.ojf: Line 3, nodes[0].stageId: The node “x” names the stage “s2”" in result.stderr
    refused = answer("import", bad, code=2)
    assert (refused["line"], refused["field"]) == (3, "nodes[0].stageId")
    assert revision(database) == before
    assert "cannot be read" in run("import", tmp_path / "none.ojf", code=2).stderr
    assert "cannot be read" in run("import", tmp_path, code=2).stderr


@pytest.mark.usefixtures("database")
def test_list_and_check(day: Path):
    assert run("list").stdout == "There is no journey yet.\n"
    made = answer("import", day)["journeys"][0]
    (journey,) = answer("list")["journeys"]
    assert (journey["id"], journey["personas"], journey["state"]) == (made["id"], ["Me", "Cat"], "as_is")
    assert run("list").stdout == f"{made['id']}  My day\n"
    found = answer("check")
    assert (found["ok"], found["problems"]) == (True, [])
    assert "All is well" in run("check").stdout


@pytest.mark.usefixtures("database")
def test_check_ends_with_1_where_there_are_problems(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Store, "check", lambda store: ["Revision 3 is missing."])
    assert run("check", code=1).stdout == "Revision 3 is missing.\n"
    assert answer("check", code=1)["problems"] == ["Revision 3 is missing."]


def test_token(database: str):
    found = answer("token", "--role", "viewer", "--name", "Wall screen")
    store = Store.open(database)
    try:
        actor = store.identities.token(hash_token(found["token"]))
        assert actor is not None
        assert (actor.role, actor.name, actor.person) == ("viewer", "Wall screen", found["person"])
    finally:
        store.close()
    assert len(run("token", "--role", "owner").stdout.strip()) == 43
    assert "king" in run("token", "--role", "king", code=2).stderr


def test_tokens_are_listed_and_ended(database: str):
    assert run("token", "--list").stdout == "There is no token yet.\n"
    made = answer("token", "--role", "viewer", "--name", "Wall screen")
    other = answer("token", "--role", "owner", "--days", "2")
    line = f"{made['person']}  viewer       until {made['expires'][:10]}   Wall screen"
    assert run("token", "--list").stdout.splitlines()[0] == line
    (ended, valid) = answer("token", "--revoke", made["person"])["tokens"]
    assert (ended["state"], valid["state"], valid["person"]) == ("revoked", "valid", other["person"])
    assert not {"token", "hash"} & set(ended)
    store = Store.open(database)
    try:
        assert store.identities.token(hash_token(made["token"])) is None
        assert store.identities.token(hash_token(other["token"])) is not None
    finally:
        store.close()
    for gone in (made["person"], "nobody"):
        assert f"has the id {gone}: see `token --list`" in run("token", "--revoke", gone, code=2).stderr
    for none in ((), ("--list", "--role", "viewer")):
        assert "--role; or, instead" in run("token", *none, code=2).stderr


@pytest.mark.usefixtures("database")
def test_what_cannot_be_written_or_opened_is_one_sentence(day: Path, tmp_path: Path):
    made = answer("import", day)["journeys"][0]["id"]
    assert "cannot be written" in run("export", made, "-o", tmp_path / "no" / "x.json", code=2).stderr
    assert run("list", "--database", "nonsense", code=2).stderr.startswith("cxmap: ")
    assert "There is no journey “x”: choose “My day”" in run("export", "x", "-o", "x.json", code=2).stderr


def test_export_leaves_a_pipe_a_pipe(database: str, day: Path, tmp_path: Path):
    made = answer("import", day)["journeys"][0]["id"]
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE) as reader:
        run("export", made, "-o", pipe, "--database", database)
        text = reader.communicate()[0]
    assert read(text, "x").journeys == [(made, "My day")]
    assert pipe.is_fifo()


@pytest.mark.usefixtures("database")
def test_serve_becomes_streamlit_on_this_machine_only(monkeypatch: pytest.MonkeyPatch):
    started: list[list[str]] = []

    def become(path: str, arguments: list[str]) -> None:
        started.append(arguments)
        sys.exit(0)  # the process that was replaced does nothing more

    monkeypatch.setattr(command_line.os, "execv", become)
    run("serve", "--port", "8123")
    (arguments,) = started
    assert arguments[:4] == [sys.executable, "-m", "streamlit", "run"]
    assert Path(arguments[4]) == HOME / "app.py"
    assert arguments[arguments.index("--server.address") + 1] == "localhost"
    assert arguments[arguments.index("--server.port") + 1] == "8123"


def test_the_unforeseen_is_one_sentence_with_a_number(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    def broken(**_: Any) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(command_line, "cli", broken)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1
    last = capsys.readouterr().err.splitlines()[-1]
    assert re.search(r"error [0-9a-f]{8}", last)
    assert "boom" not in last


def test_personas_are_exported_without_a_journey(database: str, tmp_path: Path):
    out = tmp_path / "people.json"
    assert "no persona: there is none" in run("export", "--personas", "-o", out).stdout
    run("import", HOME / "data" / "demo" / "first-heat-pump.json")
    told = answer("export", "--personas", "-o", out)
    assert [p["name"] for p in told["personas"]] == ["Corin Vale", "Meera Quill", "Walter Quill"]
    assert told["journeys"] == []
    document = json.loads(out.read_text("utf-8"))
    assert len(document["segments"]) == 3
    assert "journeys" not in document
    assert "instead of them, --personas" in run("export", "x", "--personas", "-o", out, code=2).stderr
    assert "Name the journeys" in run("export", "-o", out, code=2).stderr


def test_as_a_module(database: str):
    environment = {**os.environ, "CXMAP_DATABASE_URL": database, "CXMAP_DEMO": "true"}
    command = [sys.executable, "-m", "cxmap", "list", "--json"]
    done = subprocess.run(command, cwd=HOME, env=environment, capture_output=True, text=True, check=True)
    there = {journey["id"] for journey in json.loads(done.stdout)["journeys"]}
    assert there == {"heat-pump-today", "heat-pump-next", "heat-pump-fitting"}


def test_every_command_and_option_is_documented():
    text = (HOME / "docs" / "command-line.md").read_text("utf-8")
    for name, command in cli.commands.items():
        assert f"| `{name}" in text, name
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                for option in parameter.opts:
                    assert f"`{option}" in text, f"{name} {option}"
            else:
                assert str(parameter.metavar) in text
    for option in re.findall(r"^\| `(--[a-z][a-z-]*)", text, re.MULTILINE):
        known = {o for c in cli.commands.values() for p in c.params for o in p.opts} | {"--help", "--version"}
        assert option in known
