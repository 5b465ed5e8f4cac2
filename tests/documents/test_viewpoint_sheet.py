"""The viewpoints on one page: a file that asks for nothing, with people's text as text."""

from cxmap.documents.viewpoint_sheet import Choice, Line, Sheet, Side, html


def sheet(text="One place to ring"):
    return Sheet(
        "Found",
        [Side("Customer needs", [Line("measured", text, "Rosa"), Line("assumed", "A plan")], ["It is thin.", "Ask more."])],
        "Decided",
        [("Where to focus", [Choice(text, "why", "calm", "", "Mel", ["One-sided."])]), ("What not to do", [])],
        "As of today",
    )


def test_it_says_everything_and_asks_for_nothing():
    page = html(sheet())
    for words in (
        "Found",
        "Customer needs",
        "A plan",
        "It is thin. Ask more.",
        "why",
        "calm",
        "One-sided.",
        "Mel",
        "As of today",
    ):
        assert words in page
    assert "<dt>We win</dt>" not in page
    assert "Nothing is decided yet." in page
    assert 'aria-label="Measured"' in page
    assert "http" not in page.replace("http-equiv", "").replace("http://www.w3.org", "")
    assert "<script" not in page
    assert "default-src &#x27;none&#x27;" in page or "default-src 'none'" in page


def test_text_is_text():
    page = html(sheet("<b>bold</b> & \x00"))
    assert "&lt;b&gt;bold&lt;/b&gt; &amp; \N{REPLACEMENT CHARACTER}" in page
    assert "<b>bold" not in page
