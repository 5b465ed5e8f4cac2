"""Tables to write in."""

from __future__ import annotations

from typing import Any

import streamlit as st

from cxmap.board import grid_keys
from cxmap.web.assets import asset_base


def editor(data: Any, *, key: str, **options: Any) -> Any:
    """`st.data_editor`, keeping what is typed on a busy page too; `options` as there."""
    with st.container(key=f"cx-grid-keys-{key.replace('.', '-')}"):
        grid_keys(asset_base(), key=f"{key}.keys")
    return st.data_editor(data, key=key, **options)
