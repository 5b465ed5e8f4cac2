"""The theme is put into a message once, not at every run of every page.

Streamlit does it on the server's loop, where everybody's edits are passed on: 2 ms each time, for a theme that stays what it is
while the server runs.
"""

from __future__ import annotations

from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session


def keep_theme() -> None:
    """From now on answer each section of the theme with what it was at first."""
    make = app_session._populate_theme_msg
    kept: dict[str, CustomThemeConfig] = {}

    def populate(msg: CustomThemeConfig, section: str = "theme") -> None:
        if section not in kept:
            kept[section] = CustomThemeConfig()
            make(kept[section], section)
        if kept[section].ByteSize():  # a section that says nothing is not even there
            msg.MergeFrom(kept[section])

    app_session._populate_theme_msg = populate
