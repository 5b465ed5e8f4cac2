"""The same app and people as the stories."""

from tests.browser.conftest import browser, person, resting, server, store  # noqa: F401
