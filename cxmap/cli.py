"""The command line: import, export, list, check, token and serve. Described in docs/command-line.md.

What is refused ends with one sentence on standard error and exit code 2; what nobody foresaw is logged under a number and
ends with exit code 1. With `--json` each command prints one JSON object on standard output, also when it is refused.
"""

from __future__ import annotations

import json
import os
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any, NoReturn

import click

from cxmap import __version__, feedback_command, token_command
from cxmap.access import MEMBERS, SYSTEM
from cxmap.access.passphrase import make_passphrase, objection
from cxmap.changes import Refused
from cxmap.exports import export_journeys, export_personas
from cxmap.formats import FormatError, Parsed, Report, read, too_large
from cxmap.formats.jsonfile import MAX_BYTES
from cxmap.model.customer_vocabulary import FEEDBACK_KINDS
from cxmap.runtime import import_journeys, reset, runtime
from cxmap.settings import HOME, SettingsError
from cxmap.store import Store, StoreError
from cxmap.web import announcing, errors, logs
from cxmap.web.sharing import ASKED, SharingError

REFUSED, PROBLEMS, UNEXPECTED = 2, 1, 1
TOKEN_DAYS = 365
_DATABASE = "CXMAP_DATABASE_URL"
_SHOWN = 8


class _Stop(Exception):
    """Ends a command: one sentence, and more for programs."""

    def __init__(self, sentence: str, **more: Any) -> None:
        super().__init__(sentence)
        self.sentence, self.more = sentence, more


Command = Callable[..., dict[str, Any]]


def _command(command: Command) -> Callable[..., None]:
    """Give a command its database and its two ways to answer: sentences for people, one JSON object for programs.

    The command prints for people only where `as_json` is false, and returns the object for programs.
    """

    @click.option("--database", metavar="URL", help="The database; else CXMAP_DATABASE_URL, else the settings file.")
    @click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
    @wraps(command)
    def run(database: str | None, as_json: bool, **given: Any) -> None:
        logs.configure("error")
        try:
            with _database(database):
                answer = command(as_json=as_json, **given)
        except (_Stop, SettingsError, StoreError, Refused, FormatError) as error:
            _refuse(str(error), as_json, getattr(error, "more", {}))
        if as_json:
            _print_json(answer)
        if answer.get("problems"):
            sys.exit(PROBLEMS)

    return run


@contextmanager
def _database(url: str | None) -> Iterator[None]:
    """Work with this database, or with the one that is set; close it at the end."""
    before = os.environ.get(_DATABASE)
    if url is not None:
        os.environ[_DATABASE] = url
    try:
        yield
    finally:
        reset()
        if url is not None:
            os.environ.pop(_DATABASE)
            os.environ.update({} if before is None else {_DATABASE: before})


def _refuse(sentence: str, as_json: bool, more: dict[str, Any]) -> NoReturn:
    sentence = " ".join(sentence.split())
    click.echo(f"cxmap: {sentence}", err=True)
    if as_json:
        _print_json({"error": sentence, **more})
    sys.exit(REFUSED)


def _print_json(answer: dict[str, Any]) -> None:
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2))


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="cxmap")
def cli() -> None:
    """cxmap: the open, self-hosted home of customer journey mapping."""


@cli.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path())
@click.option(
    "--map", "mapping", multiple=True, metavar="FIELD=COLUMN", help="Feedback: which column is what; else as guessed."
)
@click.option(
    "--kind", type=click.Choice([term.key for term in FEEDBACK_KINDS]), help="Feedback: what kind it is; else as guessed."
)
@click.option("--no-mask", is_flag=True, help="Feedback: leave e-mail addresses, phone, card and account numbers in.")
@_command
def import_(files: tuple[str, ...], mapping: tuple[str, ...], kind: str | None, no_mask: bool, as_json: bool) -> dict[str, Any]:
    """Read journeys or feedback from files.

    Journeys: OpenJourney (.ojf), Mermaid journey text, or cxmap's own JSON. Feedback: tables (.csv, .tsv, .xlsx), texts, folders
    of text files. All files are looked at before anything is written; if one is refused, nothing changes.
    """
    said = [name for name in files if feedback_command.is_feedback(name)]
    wanted = feedback_command.parse_mapping(mapping)
    if not said and (mapping or kind or no_mask):
        raise _Stop("--map, --kind and --no-mask are for feedback, and none of these files is: leave them out.")
    parsed = [(name, _read(name)) for name in files if name not in said]
    tables = feedback_command.look(said)
    store = runtime().store
    answer = _import_journeys(store, parsed, as_json) if parsed or not said else {}
    if tables:
        done = feedback_command.bring_in(store, tables, wanted, kind or "", not no_mask)
        answer |= feedback_command.answer(done)
        if not as_json:
            click.echo(feedback_command.in_words(done))
    return answer


def _import_journeys(store: Store, parsed: list[tuple[str, Parsed]], as_json: bool) -> dict[str, Any]:
    journeys: list[tuple[str, str]] = []
    total = Report()
    for name, file in parsed:
        journeys += import_journeys(store, file, SYSTEM)
        before = f"{Path(name).name}: " if len(parsed) > 1 else ""
        for to, more in zip(_lists(total), _lists(file.report), strict=True):
            to += [before + sentence for sentence in more]
    if not as_json:
        for id_, title in journeys:
            click.echo(f"Imported “{title}” ({id_}).")
        for what, sentences in zip(("Read", "Changed", "Left out"), _lists(total), strict=True):
            if sentences:
                click.echo(f"{what}:\n" + "\n".join(f"  {sentence}" for sentence in sentences))
    return {
        "journeys": [{"id": id_, "title": title} for id_, title in journeys],
        "read": total.read,
        "changed": total.changed,
        "left_out": total.left_out,
    }


def _lists(report: Report) -> tuple[list[str], list[str], list[str]]:
    return report.read, report.changed, report.left_out


def _read(name: str) -> Parsed:
    try:
        with open(name, "rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise _Stop(f"{name} cannot be read ({error.strerror}): check the name and its rights.", file=name) from None
    try:
        return read(data, Path(name).name)
    except FormatError as error:
        sentence = f"{name}: {error} Nothing was imported."
        raise _Stop(sentence, file=name, line=error.line, field=error.field) from None


@cli.command("export")
@click.argument("journeys", nargs=-1, metavar="JOURNEY...")
@click.option("-o", "--output", required=True, metavar="FILE", type=click.Path(), help="The file to write.")
@click.option("--comments", is_flag=True, help="Take along what people have commented.")
@click.option("--personas", is_flag=True, help="Instead of journeys: all personas and segments, and what they rest on.")
@_command
def export(journeys: tuple[str, ...], output: str, comments: bool, personas: bool, as_json: bool) -> dict[str, Any]:
    """Write journeys, each named by its id or its title, or all personas, into one file of cxmap's own JSON."""
    if bool(journeys) == personas:
        raise _Stop("Name the journeys to export, or, instead of them, --personas.")
    store = runtime().store
    found = dict(_find(store, wanted) for wanted in journeys)
    if personas:
        people = {persona["id"]: persona["name"] for persona in store.personas()}
        text = export_personas(store)
    else:
        people = {}
        text = export_journeys(store, found, comments)
    _write(Path(output), text)
    large = too_large(text)
    if not as_json:
        names = ", ".join(f"“{name}”" for name in (people if personas else found).values())
        click.echo(f"Wrote {names or 'no persona: there is none'} to {output}.")
        if large:
            click.echo(large)
    told = {"personas": [{"id": id_, "name": name} for id_, name in people.items()]} if personas else {}
    return {"journeys": [{"id": id_, "title": title} for id_, title in found.items()], **told, "file": output} | (
        {"too_large": large} if large else {}
    )


def _find(store: Store, wanted: str) -> tuple[str, str]:
    """(id, title) of the journey or template of that id, else of the only journey of that title."""
    there = store.journeys()
    for journey in (*there, *store.templates()):
        if journey.id == wanted:
            return journey.id, journey.title
    title = " ".join(wanted.split()).casefold()
    named = [journey for journey in there if journey.title.casefold() == title]
    if len(named) == 1:
        return named[0].id, named[0].title
    if named:
        raise _Stop(f"{len(named)} journeys are called “{wanted}”: use an id, one of {', '.join(j.id for j in named)}.")
    choice = ", ".join(f"“{journey.title}” ({journey.id})" for journey in there[:_SHOWN])
    more = f" and {len(there) - _SHOWN} more, see `list`" if len(there) > _SHOWN else ""
    raise _Stop(f"There is no journey “{wanted}”: " + (f"choose {choice}{more}." if there else "there is none at all."))


def _write(path: Path, text: str) -> None:
    """Write the file whole or not at all (what is no plain file, such as a pipe, is written as it comes).

    Who may read it is as for any new file, or as it was for one that is there.
    """
    path = path.resolve()
    try:
        there = path.stat().st_mode if path.exists() else None
        if there is not None and not stat.S_ISREG(there):
            path.write_text(text, "utf-8")
            return
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as file:
            file.write(text)
        try:
            Path(file.name).chmod(stat.S_IMODE(there) if there is not None else 0o666 & ~_umask())
            os.replace(file.name, path)
        except OSError:
            Path(file.name).unlink()
            raise
    except OSError as error:
        raise _Stop(f"{path} cannot be written ({error.strerror}): check the folder and its rights.", file=str(path)) from None


def _umask() -> int:
    """What new files are not allowed to be; it can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


@cli.command("list")
@_command
def list_(as_json: bool) -> dict[str, Any]:
    """List all journeys, the last changed first."""
    journeys = [
        {
            "id": journey.id,
            "title": journey.title,
            "state": journey.state,
            "as_is": journey.as_is,
            "personas": [persona["name"] for persona in journey.personas],
            "changed_at": journey.changed_at,
            "changed_by": journey.changed_by,
        }
        for journey in runtime().store.journeys()
    ]
    if not as_json:
        width = max((len(str(journey["id"])) for journey in journeys), default=0)
        for journey in journeys:
            click.echo(f"{journey['id']:<{width}}  {journey['title']}")
        if not journeys:
            click.echo("There is no journey yet.")
    return {"journeys": journeys}


@cli.command("check")
@_command
def check(as_json: bool) -> dict[str, Any]:
    """Verify the store: references, gaps in the revisions, and that replaying the log gives what is there."""
    store = runtime().store
    problems, revision = store.check(), store.revision
    if not as_json:
        click.echo("\n".join(problems) or f"All is well at revision {revision:,}.")
    return {"ok": not problems, "revision": revision, "problems": problems}


@cli.command("token")
@click.option("--role", type=click.Choice(MEMBERS), help="What the program may do.")
@click.option("--name", default="", metavar="NAME", help="The name that others see.")
@click.option("--days", default=TOKEN_DAYS, show_default=True, type=click.IntRange(1, 3650), help="How long it is valid.")
@click.option("--list", "all_", is_flag=True, help="List the tokens that there are, each with its id.")
@click.option("--revoke", default="", metavar="ID", help="End the token of this id: its program is cut off.")
@_command
def token(role: Any, name: str, days: int, all_: bool, revoke: str, as_json: bool) -> dict[str, Any]:
    """Make a token with which a program opens a board. It is shown once and kept only as a hash. Or list them, or end one."""
    store = runtime().store
    if sum(map(bool, (role, all_, revoke))) != 1:
        raise _Stop("Say what the token may do with --role; or, instead, --list all tokens or --revoke one.")
    if role:
        made = token_command.make(store, role, name, days)
        if not as_json:
            click.echo(made["token"])
        return made
    if revoke and not token_command.revoke(store, revoke):
        raise _Stop(f"No token that is still valid has the id {revoke}: see `token --list`.")
    told = token_command.listed(store)
    if not as_json:
        click.echo(token_command.in_words(told["tokens"]))
    return told


@cli.command("member")
@click.argument("email", required=False, metavar="EMAIL")
@click.option("--role", type=click.Choice(MEMBERS), help="What the member may do.")
@click.option("--remove", is_flag=True, help="Let them in no more, and end their sessions.")
@_command
def member(email: str | None, role: Any, remove: bool, as_json: bool) -> dict[str, Any]:
    """Name whom an organisation's own sign-in lets in, by e-mail address; without one, list all."""
    sessions = runtime().store.sessions
    if email and remove:
        if not sessions.revoke_member(email):
            raise _Stop(f"{email} is no member: list all with `member`.")
    elif email and role:
        sessions.set_member(email, role)
    elif email:
        raise _Stop(f"Say what {email} may do with --role, or end it with --remove.")
    members = [{"email": m.email, "role": m.role, "since": m.created} for m in sessions.members() if not m.revoked]
    if not as_json:
        for each in members:
            click.echo(f"{each['role']:<12} {each['email']}")
        if not members:
            click.echo("There is no member yet.")
    return {"members": members}


@cli.command("serve")
@click.option("--port", default=8501, show_default=True, type=click.IntRange(1, 65535), help="The port on this machine.")
@click.option("--share", is_flag=True, help="Share with the network: nobody gets in without a passphrase, code or link.")
@click.option("--address", default="", metavar="ADDRESS", help="The address to listen on; else this machine's in its network.")
@click.option("--url", default="", metavar="URL", help="How people call it, where that is another name (a proxy's).")
@click.option("--passphrase", default="", metavar="TEXT", help="The facilitator's passphrase; else it is asked for, or made.")
@_command
def serve(port: int, share: bool, address: str, url: str, passphrase: str, as_json: bool) -> dict[str, Any]:
    """Start the app on this machine: the same as `streamlit run app.py`. Share it with the network where that is asked for."""
    store = runtime().store  # a database that cannot be opened is said here, in one sentence
    told: dict[str, Any] = {"url": f"http://localhost:{port}"}
    os.environ.pop(ASKED, None)
    if share:
        told |= _share(store, port, address, url, passphrase, as_json)
    elif address or url or passphrase:
        raise _Stop("An address, URL or passphrase is for sharing: add --share.")
    reset()
    command = [sys.executable, "-m", "streamlit", "run", str(HOME / "app.py"), "--server.port", str(port)]
    command += ["--server.address", "localhost", "--browser.gatherUsageStats", "false"]
    if as_json:
        _print_json(told)
        sys.stdout.flush()
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what the app says is no part of the one object
    sys.stdout.flush()
    os.execv(sys.executable, command)


def _share(store: Store, port: int, address: str, url: str, passphrase: str, as_json: bool) -> dict[str, Any]:
    """Set the passphrase, say the address, and ask the app to share when it starts; what programs are told."""
    try:
        plan = announcing.plan(HOME, address, port, url)
    except SharingError as error:
        raise _Stop(str(error)) from None
    asked = not passphrase and not as_json and sys.stdin.isatty()
    if asked:
        passphrase = click.prompt("Passphrase (empty: one is made)", default="", show_default=False, hide_input=True, err=True)
    made = not passphrase
    passphrase = passphrase or make_passphrase()
    if why := objection(passphrase):
        raise _Stop(why)
    store.sessions.set_passphrase(passphrase)
    os.environ[ASKED] = json.dumps({"address": plan.address, "port": plan.port, "url": plan.named})
    if not as_json:
        click.echo(announcing.in_words(plan, passphrase if made else ""))
    return {"shared": plan.url, "join": f"{plan.url}/join", **({"passphrase": passphrase} if made else {})}


def main() -> None:
    """Run the command line and exit."""
    try:
        cli(prog_name="cxmap")
    except Exception as error:
        logs.configure("error")
        number = errors.report(error, "command line")
        click.echo(f"cxmap: Something went wrong here (error {number}): the log above tells more.", err=True)
        sys.exit(UNEXPECTED)
