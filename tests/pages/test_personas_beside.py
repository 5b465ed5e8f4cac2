"""The pages beside the persona editor: comparing, and the sheet for the wall."""

from datetime import date

import pytest

from cxmap.changes import Edit
from cxmap.ui import persona_pages, persona_sheet


def said_of(persona, *statements):
    """Edits for statements of (kind, text, evidence, further fields)."""
    return [
        Edit(
            "put", "statement", f"{persona}-{i}", {"persona": persona, "kind": kind, "text": text, "evidence": evidence, **more}
        )
        for i, (kind, text, evidence, more) in enumerate(statements)
    ]


@pytest.fixture
def two(put, hospital):
    put(
        Edit("put", "segment", "sg", {"workspace": "main", "name": "First *referrals*"}),
        Edit(
            "patch", "persona", "rosa", {"segment": "sg", "worth": 3900, "worth_unit": "€", "quote": "“I just want to know.”"}
        ),
        *said_of(
            "rosa",
            ("goal", "Know the *date* of the visit", "measured", {}),
            ("need", "Somebody to ring", "assumed", {}),
            ("skill", "Digital confidence", "observed", {"value": 20, "low": "Avoids", "high": "Fluent"}),
            ("channel", "phone", "observed", {"value": 92}),
            ("job", "know where to go", "observed", {"situation": "a letter comes", "purpose": "turn up calm"}),
        ),
        *said_of(
            "tom",
            ("goal", "To know the date of the visit", "assumed", {}),
            ("skill", "digital  confidence", "assumed", {"value": 90}),
            ("channel", "phone", "assumed", {}),
        ),
    )


def test_two_personas_side_by_side(app, said, two):
    text = said(app("compare_personas", personas="rosa,tom")).replace("\\", "")
    assert "**Rosa and Tom share 1 statement; they differ most in “Digital confidence”.**" in text
    assert "|**Goals**|:gray[◪] **＝** Know the *date* of the visit|:gray[⬚] **＝** To know the date of the visit|" in text
    assert "|**Needs**|:gray[⬚] Somebody to ring||" in text
    assert ":gray[▢] When a letter comes, I want to know where to go, so I can turn up calm." in text
    assert "●●●●●\N{NO-BREAK SPACE}92" in text
    assert ":gray[⬚] named" in text
    assert ":gray[Segment] First *referrals*" in text
    assert ":gray[Avoids]" in text


def test_their_curves_stand_on_one_chart(app, two):
    test = app("compare_personas", personas="rosa,tom")
    (chart,) = test.get("plotly_chart")
    assert "Furthest apart at “Letter”: Rosa +1.1, Tom 0" in chart.proto.alt


def test_one_persona_asks_for_a_second_and_a_gone_one_is_left_out(app, said, two, store, put):
    test = app("compare_personas", personas="rosa,nobody")
    assert "Choose two to four personas" in said(test)
    test.multiselect(key="compared.personas").set_value(["tom", "rosa"]).run()
    assert "**Tom and Rosa share" in said(test)
    assert test.query_params["personas"] == "tom,rosa"
    put(Edit("delete", "persona", "tom"))
    assert "There are not two personas yet" in said(app("compare_personas"))


def test_the_sheet_is_drawn_and_can_be_taken_along(app, two):
    test = app("persona_sheet", persona="rosa")
    labels = [button.proto.label for button in test.get("download_button")]
    assert labels == ["PDF, A4", "PNG, A4", "cxmap file"]
    assert test.get("imgs") or test.get("image")


def test_a_sheet_of_nobody_leads_back(app, said, two):
    assert "This persona is not here" in said(app("persona_sheet", persona="nobody"))


def test_the_sheet_says_what_is_known(store, two, put):
    put(Edit("put", "ground", "g", {"statement": "rosa-0", "kind": "survey", "date": "2026-05-12", "expires": "2027-05-12"}))
    step = {"persona": "rosa", "kind": "job", "text": "find the ward", "job_step": "locate", "order": "Zz"}
    put(Edit("put", "statement", "step", step))  # of the job map: not the leading job, though it stands first
    today = date(2026, 11, 22)
    one = next(k for k in persona_pages.read(store, today) if k.id == "rosa")
    sheet = persona_sheet.build(store, one, persona_pages.travels(store, "rosa"), today)
    assert (sheet.name, sheet.quote, sheet.label) == ("Rosa", "I just want to know.", "Proto-persona")
    assert sheet.about == "First *referrals*"
    assert "".join(words for words, _ in sheet.job) == "When a letter comes, I want to know where to go, so I can turn up calm."
    assert [(g.title, len(g.lines)) for g in sheet.first] == [("Goals", 1), ("Needs", 1), ("Frustrations", 0)]
    assert [(s.name, s.value, s.low) for s in sheet.scales] == [("Digital confidence", 20, "Avoids")]
    assert [(s.name, s.value) for s in sheet.channels] == [("Phone", 92)]
    assert sheet.journey is not None
    assert (sheet.journey.low, sheet.journey.pains) == ("−2.6 Signs to Clinic 4", ["Silence for five weeks"])
    assert sheet.rests == "3 of 5 statements observed or measured: 60\N{NO-BREAK SPACE}%. 1 survey finding."
    assert sheet.review == "Last evidence 12 May 2026. Look again by 12 May 2027."
