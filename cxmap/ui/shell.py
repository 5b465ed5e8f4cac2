"""The frame of every page, and the script that Streamlit runs: look, brand, menu, then the page."""

from __future__ import annotations

import streamlit as st

from cxmap.ui import crossed, look, navigation, profile


def shell() -> None:
    """Run the page that the URL asks for, inside the frame."""
    page = st.navigation(navigation.pages(), expanded=True)
    on_board = page.url_path == navigation.journey().url_path
    st.set_page_config(
        page_title=f"{page.title} · cxmap",
        page_icon=str(look.ASSETS / "icon.svg"),
        layout="wide",
        initial_sidebar_state="collapsed" if on_board else "auto",
    )
    look.logo()
    look.apply(board=on_board)
    profile.me()
    crossed.arrive(page.url_path)
    page.run()


shell()
