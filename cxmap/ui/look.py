"""The look that Streamlit's theme cannot give: fixed style sheets, never with a person's text in them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st

from cxmap.documents.tokens import css_variables

ASSETS = Path(__file__).parent / "assets"


def dark() -> bool:
    """Whether the page is shown in the dark theme; light while Streamlit does not know yet."""
    return st.context.theme.type == "dark"


def known_dark() -> bool | None:
    """The same, but None while Streamlit does not know yet."""
    return None if st.context.theme.type is None else dark()


def logo() -> None:
    """The brand, in the sidebar and, while that is closed, above the page."""
    st.logo(str(ASSETS / "logo.svg"), icon_image=str(ASSETS / "icon.svg"), size="medium")


@cache
def _sheet(name: str) -> str:
    return (ASSETS / f"{name}.css").read_text("utf-8")


def apply(board: bool) -> None:
    """Put the style sheets on the page; the board's page is used from edge to edge."""
    scheme = (
        "" if known_dark() is None else f":root{{color-scheme:{'dark' if dark() else 'light'}}}"
    )  # dialogs lie outside the app
    st.html(f"<style>{scheme}{_variables()}{_sheet('pages')}{_sheet('board' if board else 'margins')}</style>")


@cache
def _variables() -> str:
    return f":root{{{css_variables()}}}"


def margins() -> None:
    """Give the board's page the margins of the others, where there is no board to show."""
    st.html(f"<style>{_sheet('margins')}</style>")


def add(name: str) -> None:
    """Put a page's own style sheet on it, beside those of every page."""
    st.html(f"<style>{_sheet(name)}</style>")
