"""Settings: where they come from, what they refuse, and that each is documented."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from cxmap import settings
from cxmap.settings import Settings, SettingsError

DOC = Path(__file__).resolve().parents[1] / "docs" / "settings.md"


@pytest.fixture(autouse=True)
def _no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DATA", tmp_path)


def test_defaults() -> None:
    found = Settings.load({})
    assert found.database_url.startswith("sqlite:////")
    assert found.database_url.endswith("data/cxmap.db")
    assert found.demo is True


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('log_level = "debug"\nsocket_rate = 50\ndemo = false\n')
    found = Settings.load({"CXMAP_SOCKET_RATE": "7.5", "PATH": "/bin"})
    assert (found.log_level, found.socket_rate, found.demo) == ("debug", 7.5, False)
    other = tmp_path / "other.toml"
    other.write_text("socket_burst = 9\n")
    found = Settings.load({"CXMAP_SETTINGS": str(other)})
    assert (found.socket_burst, found.log_level) == (9, "info")


@pytest.mark.parametrize("word", ["true", "1", "yes", "on", "TRUE "])
def test_a_switch_takes_plain_words(word: str) -> None:
    assert Settings.load({"CXMAP_DEMO": word}).demo is True


@pytest.mark.parametrize(
    ("environ", "file", "parts"),
    [
        ({"CXMAP_SOCKET_RATE": "fast"}, None, ["CXMAP_SOCKET_RATE", "fast", "number"]),
        ({"CXMAP_SOCKET_RATE": "nan"}, None, ["CXMAP_SOCKET_RATE", "between"]),
        ({"CXMAP_SOCKET_BURST": "0"}, None, ["CXMAP_SOCKET_BURST", "between 1"]),
        ({"CXMAP_SOCKET_BURST": "1.5"}, None, ["CXMAP_SOCKET_BURST", "whole"]),
        ({"CXMAP_DEMO": "maybe"}, None, ["CXMAP_DEMO", "true or false"]),
        ({"CXMAP_LOG_LEVEL": "loud"}, None, ["CXMAP_LOG_LEVEL", "debug, info"]),
        ({"CXMAP_DATABASE_URL": " "}, None, ["CXMAP_DATABASE_URL", "empty"]),
        ({"CXMAP_SETTINGS": "/no/such.toml"}, None, ["/no/such.toml", "CXMAP_SETTINGS"]),
        ({}, "colour = 1\n", ["settings.toml", "colour", "database_url"]),
        ({}, "demo = \n", ["settings.toml", "cannot be read"]),
        ({}, 'socket_burst = "many"\n', ["socket_burst", "settings.toml", "many"]),
        ({}, "socket_burst = [1]\n", ["socket_burst", "whole"]),
        ({}, "socket_burst = 1.5\n", ["socket_burst", "whole"]),
        ({}, "socket_burst = inf\n", ["socket_burst", "whole"]),
        ({}, "socket_rate = true\n", ["socket_rate", "number"]),
    ],
)
def test_what_does_not_fit_is_refused_in_one_sentence(
    tmp_path: Path, environ: dict[str, str], file: str | None, parts: list[str]
) -> None:
    if file is not None:
        (tmp_path / "settings.toml").write_text(file)
    with pytest.raises(SettingsError) as refused:
        Settings.load(environ)
    message = str(refused.value)
    assert "\n" not in message
    assert message.endswith(".")
    for part in parts:
        assert part in message


def test_every_setting_is_documented_with_its_default_and_meaning() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", DOC.read_text("utf-8"), re.MULTILINE))
    for field in fields(Settings):
        row = rows.pop(field.name)
        assert f"`CXMAP_{field.name.upper()}`" in row
        assert field.metadata["meaning"] in row
        default = (
            {True: "true", False: "false"}.get(field.default, field.default)
            if isinstance(field.default, bool)
            else field.default
        )
        shown = (
            "data/cxmap.db" if field.name == "database_url" else f"{default:g}" if isinstance(default, float) else str(default)
        )
        assert f"`{shown}`" in row.replace(",", "")
    assert not rows
