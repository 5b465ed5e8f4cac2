"""The page on viewpoints says what the code does."""

from pathlib import Path

from cxmap.insights.viewpoints import ASKS
from cxmap.media.photo import WIDE
from cxmap.model.customer_vocabulary import VIEWPOINTS

DOCS = Path(__file__).parents[2] / "docs"


def test_the_viewpoints_stand_there_with_what_they_are_good_for():
    manual = (DOCS / "viewpoints.md").read_text("utf-8")
    for term in VIEWPOINTS:
        assert f"| {term.label} | {term.meaning} | {ASKS[term.key][1]} |" in manual


def test_the_size_of_photos():
    assert f"at most {WIDE:,} pixels" in (DOCS / "field-notes.md").read_text("utf-8")
