"""Streamlit's sign-in by OpenID Connect, as the way in needs it: which providers are set up, and who came back from one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from streamlit.auth_util import get_secrets_auth_section
from streamlit.errors import StreamlitAPIException
from streamlit.user_info import generate_login_redirect_url
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME
from streamlit.web.server.starlette.starlette_websocket import _get_signed_cookie_with_chunks, _parse_decoded_user_cookie

_DEFAULT = "default"


def ways() -> list[tuple[str, str]]:
    """The providers of Streamlit's `[auth]` secrets: what each is called, and where its sign-in begins; none without secrets."""
    try:
        section = get_secrets_auth_section()
    except StreamlitAPIException:
        return []  # Streamlit says itself what is wrong with the file of secrets
    if not section.get("redirect_uri") or not section.get("cookie_secret"):
        return []
    named = [name for name, value in section.items() if isinstance(value, Mapping) and value.get("client_id")]
    providers = ([_DEFAULT] if section.get("client_id") else []) + named
    return [(_called(name), generate_login_redirect_url(name)) for name in providers]


def user(cookies: Mapping[str, str], origin: str) -> Mapping[str, Any]:
    """The claims that Streamlit has put, signed, into a browser's cookies for this origin; none where there are none or others'."""
    signed = _get_signed_cookie_with_chunks(dict(cookies), USER_COOKIE_NAME)
    return _parse_decoded_user_cookie(signed, origin) if signed else {}


def _called(provider: str) -> str:
    return "your organisation" if provider == _DEFAULT else provider.title()
