"""The frame of our own plain pages: a document without any script of its own, which a module fills."""

from __future__ import annotations

from html import escape

from cxmap.web.assets import asset_base

_SHELL = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1{viewport}">
<title>{title}</title>
<link rel="icon" href="{assets}/web/icon.svg">
<link rel="stylesheet" href="{assets}/web/pages.css">
{head}
</head>
<body class="{classes}">
{body}
</body>
</html>
"""


def document(body: str, head: str = "", title: str = "cxmap", classes: str = "", viewport: str = "") -> str:
    """A page. `head` and `body` are HTML, `title` is text, `viewport` what its screen asks for beyond its width."""
    return _SHELL.format(body=body, head=head, title=escape(title), classes=classes, viewport=viewport, assets=asset_base())
