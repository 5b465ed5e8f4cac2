"""Errors that nobody foresaw: logged in full under a short number, and shown to the person as that number only."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from cxmap.web.headers import plain_policy

_log = structlog.get_logger("cxmap")
_PLAIN = {
    404: "There is nothing at this address.",
    405: "This address does not take that.",
    400: "The request could not be read.",
}


def report(error: BaseException, where: str) -> str:
    """Log the error with its traceback and return the number under which it stands in the log."""
    number = secrets.token_hex(4)
    _log.error("unexpected error", error_id=number, where=where, exc_info=error)
    return number


def sentence(number: str) -> str:
    """What a person is told of an unforeseen error."""
    return f"Something went wrong here (error {number}). Nothing that was saved is lost: reload the page and try again."


def handlers() -> Mapping[Any, Any]:
    """The exception handlers of the app."""
    return {HTTPException: _known, Exception: _unforeseen}


async def _known(request: Request, error: HTTPException) -> Response:
    text = _PLAIN.get(error.status_code, error.detail)
    return PlainTextResponse(f"{text}\n", error.status_code, headers=error.headers)


async def _unforeseen(request: Request, error: Exception) -> Response:
    text = sentence(report(error, f"{request.method} {request.url.path}"))
    headers = {"content-security-policy": plain_policy(""), "x-content-type-options": "nosniff", "cache-control": "no-store"}
    if "json" in request.headers.get("accept", ""):
        return JSONResponse({"error": text}, 500, headers=headers)
    return PlainTextResponse(f"{text}\n", 500, headers=headers)
