"""Settings: read once at start, from the environment or a file. `docs/settings.md` documents each.

The environment wins over the file, the file over the defaults. What Streamlit itself is set to (address, port, base path,
theme) stands in `.streamlit/config.toml`.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

HOME = Path(__file__).resolve().parent.parent
DATA = HOME / "data"


class SettingsError(ValueError):
    """A setting that cannot be used. The message is one sentence that names the setting, its place and the remedy."""


def _setting(
    default: Any, meaning: str, low: float | None = None, high: float | None = None, choices: tuple[str, ...] = ()
) -> Any:
    return field(default=default, metadata={"meaning": meaning, "low": low, "high": high, "choices": choices})


@dataclass(frozen=True)
class Settings:
    """Everything that can be set, with its default. `NAME` is set by `CXMAP_NAME` or by `name` in the file."""

    database_url: str = _setting(
        f"sqlite:///{DATA / 'cxmap.db'}", "Where everything is kept: an SQLite file or a PostgreSQL database, as a URL."
    )
    demo: bool = _setting(True, "Whether an empty database is opened with the demo workspace in it.")
    log_level: str = _setting("info", "How much is logged on standard error.", choices=("debug", "info", "warning", "error"))
    oidc_domains: str = _setting(
        "-", "Domains, with blanks between, whose people an organisation's own sign-in lets in without naming each; -: none."
    )
    oidc_role: str = _setting("viewer", "As what they are let in.", choices=("viewer", "champion", "facilitator", "owner"))
    socket_rate: float = _setting(100.0, "Messages a second that one board may send for long.", 1, 1e6)
    socket_burst: int = _setting(400, "Messages that one board may send at once before the rate counts.", 1, 1_000_000)
    socket_queue: int = _setting(
        1_000, "Messages that wait for a slow board before it is sent a fresh map instead.", 10, 1_000_000
    )

    @classmethod
    def load(cls, environ: Mapping[str, str] | None = None) -> Settings:
        """Read the settings file (`CXMAP_SETTINGS`, or `data/settings.toml` where it exists) and the environment.

        Raises `SettingsError` for a file that cannot be read, a name that does not exist, or a value that does not fit.
        """
        environ = os.environ if environ is None else environ
        values = _from_file(environ.get("CXMAP_SETTINGS"))
        for known in fields(cls):
            given = environ.get(f"CXMAP_{known.name.upper()}")
            if given is not None:
                values[known.name] = _checked(known, given, f"CXMAP_{known.name.upper()}")
        return cls(**values)


def _from_file(named: str | None) -> dict[str, Any]:
    path = Path(named) if named else DATA / "settings.toml"
    if not named and not path.is_file():
        return {}
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"The settings file {path} cannot be read ({error}): mend it or unset CXMAP_SETTINGS.") from None
    known = {f.name: f for f in fields(Settings)}
    for name in content:
        if name not in known:
            raise SettingsError(f"{path} sets “{name}”, which does not exist: the settings are {', '.join(known)}.")
    return {name: _checked(known[name], value, f"“{name}” in {path}") for name, value in content.items()}


def _checked(known: Any, value: Any, place: str) -> Any:
    """The value in the setting's type, or `SettingsError`."""
    kind = type(known.default)
    low, high, choices = (known.metadata[key] for key in ("low", "high", "choices"))
    if kind is bool:
        word = str(value).strip().lower()
        if word not in ("true", "false", "1", "0", "yes", "no", "on", "off"):
            raise SettingsError(f"{place} is “{value}”: write true or false.")
        return word in ("true", "1", "yes", "on")
    if kind is str:
        text = str(value).strip()
        if not text or (choices and text not in choices):
            raise SettingsError(
                f"{place} is “{value}”: {'write one of ' + ', '.join(choices) if choices else 'it must not be empty'}."
            )
        return text
    try:
        number = kind(value)
        fits = not isinstance(value, bool) and (kind is float or not isinstance(value, float))
    except (TypeError, ValueError, OverflowError):
        fits = False
    if not fits:
        raise SettingsError(f"{place} is “{value}”: write a {'whole ' if kind is int else ''}number.")
    if not low <= number <= high:
        raise SettingsError(f"{place} is {number:g}: it lies between {low:g} and {high:g}.")
    return number
