"""The pages over a real store of their own, run as Streamlit runs them."""

import json
import sys
from functools import cache
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from cxmap.access import SYSTEM
from cxmap.changes import Change, Edit
from cxmap.model.records import new_id
from cxmap.runtime import reset, runtime
from tests.journeys import view

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session", autouse=True)
def _components_looked_for_once():
    """With each app Streamlit reads about every installed package whether it brings components: more work than a page."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture
def store(tmp_path, monkeypatch):
    """An empty store behind `runtime()`, without the demo."""
    monkeypatch.setenv("CXMAP_DATABASE_URL", f"sqlite:///{tmp_path / 'pages.db'}")
    monkeypatch.setenv("CXMAP_DEMO", "false")
    reset()
    _forget()
    yield runtime().store
    reset()


def _forget():
    """What pages worked out they keep by journey and revision: of another test's store the same two say something else."""
    for module in [module for name, module in sys.modules.items() if name.startswith("cxmap.ui")]:
        for kept in vars(module).values():
            if hasattr(kept, "cache_clear") and kept.cache_parameters()["maxsize"] is not None:
                kept.cache_clear()


@pytest.fixture
def put(store):
    """Commit edits as somebody else."""

    def commit(*edits):
        return store.commit(Change(new_id(), edits), SYSTEM).result(10)

    return commit


@pytest.fixture
def hospital(store, put):
    """A journey with two personas, three touchpoints, feelings and pains; its view."""
    map_ = view(
        {
            "Waiting": {
                "touchpoint": [
                    {"title": "Letter", "feelings": {"Rosa": 1.1, "Tom": 0}, "evidence": "measured"},
                    {"title": "Reminder *text*", "evidence": "observed"},
                ],
                "emotion": [],
                "pain": [{"title": "Silence for five weeks", "severity": 3}],
            },
            "Arriving": {"touchpoint": [{"title": "Signs to Clinic 4", "feelings": {"Rosa": -2.6}, "moment": "make_or_break"}]},
        },
        ("Rosa", "Tom"),
        title="First hospital appointment",
    )
    put(*_puts(map_))
    return map_


def _puts(map_):
    def edit(type_, record):
        return Edit("put", type_, record["id"], {name: value for name, value in record.items() if name != "id"})

    lists = {
        "persona": map_.personas,
        "journey": [map_.journey],
        "traveller": map_.travellers,
        "stage": map_.stages,
        "lane": map_.lanes,
        "card": map_.cards,
        "feeling": map_.feelings,
    }
    return [edit(type_, record) for type_, records in lists.items() for record in records]


@pytest.fixture
def app(store):
    """The app, opened on a page: `app("personas", persona="rosa")`."""

    def run(page="journeys", **url):
        test = AppTest.from_file(ROOT / "cxmap/ui/shell.py", default_timeout=60)
        if page != "journeys":
            test.run()
            test.switch_page(str(ROOT / f"pages/{page}.py"))
        for name, value in url.items():
            test.query_params[name] = value
        test.run()
        assert not test.exception, test.exception
        return test

    return run


@pytest.fixture
def said():
    """Everything that a page says, in one string."""

    def words(test):
        kinds = (test.title, test.header, test.subheader, test.markdown, test.caption, test.error, test.code)
        return "\n".join(str(element.value) for elements in kinds for element in elements)

    return words


@pytest.fixture
def native():
    """Makes a file of the product's own format."""
    return lambda **records: json.dumps({"format": "cxmap", "version": 1, **records}).encode()
