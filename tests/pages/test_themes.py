"""Themes on their page: found in the background, named, merged, split, moved, and everything taken back."""

from __future__ import annotations

import random

import pytest

from cxmap.access import SYSTEM
from cxmap.changes import Change, Edit
from cxmap.insights.themes import Finder
from cxmap.model.feedback import Item, Query
from cxmap.model.records import new_id
from cxmap.ui import theme_job, theme_turns
from tests.insights.test_themes import ABOUT


class Near:
    """A finder in this process: the one of its own is tested with the insights."""

    def __init__(self):
        self.texts, self.finder = [], None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None

    def end(self):
        return None

    def learn(self, texts):
        self.texts += texts

    def fit(self, number):
        self.finder = Finder(self.texts, number)
        return self.finder.themes

    def place(self, texts):
        return self.finder.place(texts)


@pytest.fixture(autouse=True)
def _near(monkeypatch, store):
    monkeypatch.setattr(theme_job, "Apart", Near)
    yield
    job = theme_job.current(store)
    if job is not None:
        job.cancel()
        assert job.wait(60)
        theme_job.dismiss(store)


@pytest.fixture
def said(said):
    return lambda test: said(test).replace("\\", "")


def button(test, label):
    return next(b for b in test.button if b.label == label)


def field(test, kind, name):
    return next(w for w in getattr(test, kind) if w.key and w.key.endswith(f".{name}"))


@pytest.fixture
def heard(store):
    """Eighty items about four things, over four months and two channels."""
    dice = random.Random(4)
    items = []
    for i in range(20):
        for name, words in ABOUT.items():
            parts = [*words.split(". "), f"{name} again", f"Number {i}"]
            text = ". ".join(dice.sample(parts, 4))
            items.append(
                Item(
                    text=text,
                    row=len(items) + 1,
                    date=f"2026-0{1 + i % 4}-1{i % 3}",
                    channel="phone" if name in ("parcel", "app") else "email",
                    sentiment=0.8 if name == "advice" else -0.6,
                    language="en",
                )
            )
    batch = store.feedback.begin("Test", "survey", SYSTEM)
    store.feedback.add(batch, items)
    store.feedback.finish(batch, len(items), 0, 0)
    return items


def themes_of(store):
    return {t["id"]: t for t in store.of_type("theme")}


def by_theme(store):
    return {row["theme"]: row["count"] for row in store.feedback.counts(Query(), ("theme",))}


@pytest.fixture
def found(app, heard, store):
    """The page after themes were found."""
    test = app("themes")
    button(test, "Find themes").click().run()
    field(test, "number_input", "number").set_value(4)
    next(b for b in test.button if b.key and b.key.endswith(".save")).click().run()
    job = theme_job.current(store)
    assert job is not None
    assert job.wait(60)
    test.run()
    assert not test.exception
    return test


def test_without_feedback_the_page_says_what_to_do(app, said):
    assert "Bring in what customers say" in said(app("themes"))


def test_without_themes_it_says_how_many_texts_wait(app, said, heard):
    text = said(app("themes"))
    assert "What is it all about?" in text
    assert "80 items with a text wait" in text
    assert "80 items with a text, and no theme yet" in text


def test_themes_are_found_shown_with_their_terms_and_taken_back(found, said, store):
    assert len(themes_of(store)) == 4
    assert sum(count for theme, count in by_theme(store).items() if theme) >= 72
    text = said(found)
    assert "4 themes found" in text
    assert "Most is about" in text
    assert "Told by:" in text
    assert "indicative, English only" in text
    table = found.dataframe[0].value
    assert len(table) in (4, 5)
    found.button(key="notice.search.undo").click().run()
    assert themes_of(store) == {}
    assert set(by_theme(store)) == {""}
    assert "no theme yet" in said(found)


def biggest(store):
    return max((count, theme) for theme, count in by_theme(store).items() if theme)[1]


def test_a_theme_is_named_and_keeps_its_name_when_themes_are_found_again(found, said, store):
    theme = biggest(store)
    found.query_params["theme"] = theme
    found.run()
    button(found, "Name it").click().run()
    field(found, "text_input", "name").set_value("  Our *first* theme ")
    button(found, "Save").click().run()
    assert themes_of(store)[theme]["name"] == "Our *first* theme"
    assert "is called “Our *first* theme” now." in said(found)
    found.button(key="notice.undo.undo").click().run()
    assert themes_of(store)[theme]["name"] == ""
    store.commit(Change(new_id(), (Edit("patch", "theme", theme, {"name": "Our *first* theme"}),)), SYSTEM).result(10)
    before = by_theme(store)[theme]
    job = theme_job.start(store, SYSTEM, 4)
    assert job.wait(60)
    assert job.state == "done", job.sentence
    assert themes_of(store)[theme]["name"] == "Our *first* theme"
    assert by_theme(store)[theme] == before
    assert len(themes_of(store)) == 4


def test_what_a_person_moved_stays_when_themes_are_found_again(found, store):
    theme, other = sorted(themes_of(store))[:2]
    [item, *_] = store.feedback.search(Query(theme=theme)).items
    store.feedback.set_theme([item.id], other, SYSTEM)
    job = theme_job.start(store, SYSTEM, 4)
    assert job.wait(60)
    kept = store.feedback.item(item.id)
    assert (kept.theme, kept.theme_by) == (other, SYSTEM.person)


def test_two_themes_are_merged_and_apart_again(found, said, store):
    one, other = sorted(themes_of(store))[:2]
    before = by_theme(store)
    found.query_params["theme"] = one
    found.run()
    button(found, "Merge").click().run()
    field(found, "selectbox", "other").set_value(other)
    next(b for b in found.button if b.key and b.key.endswith(".save")).click().run()
    assert not found.exception
    assert themes_of(store)[one]["into"] == other
    assert by_theme(store).get(other) == before[one] + before[other]
    assert "was merged into" in said(found)
    found.button(key="notice.theme.undo").click().run()
    assert themes_of(store)[one]["into"] is None
    assert by_theme(store) == before
    items = store.feedback.items(store.feedback.ids(Query(theme=one), 100))
    assert {item.theme_by for item in items} == {"found"}


def merge(store, one, other):
    """What somebody else does meanwhile."""
    store.feedback.set_theme(store.feedback.ids(Query(theme=one), 100), other, SYSTEM, found=True)
    store.commit(Change(new_id(), (Edit("patch", "theme", one, {"into": other}),)), SYSTEM).result(10)


def test_two_who_merge_two_themes_into_each_other_hide_neither(found, said, store):
    one, other = sorted(themes_of(store))[:2]
    found.query_params["theme"] = one
    found.run()
    button(found, "Merge").click().run()
    field(found, "selectbox", "other").set_value(other)
    merge(store, other, one)
    next(b for b in found.button if b.key and b.key.endswith(".save")).click().run()
    assert "meanwhile: they are one already." in said(found)
    assert themes_of(store)[one]["into"] is None


def test_a_theme_that_another_merged_meanwhile_is_not_merged_again(found, said, store):
    one, other, third = sorted(themes_of(store))[:3]
    found.query_params["theme"] = one
    found.run()
    button(found, "Merge").click().run()
    field(found, "selectbox", "other").set_value(other)
    merge(store, one, third)
    next(b for b in found.button if b.key and b.key.endswith(".save")).click().run()
    assert "deleted or merged into another one meanwhile" in said(found)
    assert themes_of(store)[one]["into"] == third


def test_what_was_merged_is_found_again_in_the_other(found, store):
    one, other = sorted(themes_of(store))[:2]
    whole = by_theme(store)
    merge(store, one, other)
    job = theme_job.start(store, SYSTEM, 4)
    assert job.wait(60)
    assert by_theme(store).get(one) is None
    assert by_theme(store)[other] == whole[one] + whole[other]


def test_a_theme_is_split_and_undone(found, said, store):
    theme = biggest(store)
    before = by_theme(store)
    other = next(t for t in sorted(themes_of(store)) if t != theme)
    store.feedback.set_theme(store.feedback.ids(Query(theme=other), 100), theme, SYSTEM, found=True)
    both = by_theme(store)
    job = theme_job.start(store, SYSTEM, 2, theme)
    assert job.wait(60)
    assert job.state == "done", job.sentence
    parts = {id_: count for id_, count in by_theme(store).items() if id_ and id_ not in both}
    assert len(parts) == 1
    assert sum(parts.values()) + by_theme(store)[theme] == before[theme] + before[other]
    assert "was split into 2" in job.sentence


def test_items_are_listed_moved_by_hand_and_brought_back(found, store):
    theme, other = sorted(themes_of(store))[:2]
    before = by_theme(store)
    found.query_params["theme"] = theme
    found.run()
    assert len(next(d for d in found.dataframe if "Text" in d.value.columns).value) == before[theme]
    assert "Not in a theme" in found.selectbox(key=f"theme.to.{theme}").options
    some = theme_turns.places(store, theme)[:3]
    turn = theme_turns.do(store, SYSTEM, "Moved", (), {other: [p.item for p in some]}, some, by_hand=True)
    assert by_theme(store)[other] == before[other] + 3
    assert {i.theme_by for i in store.feedback.items([p.item for p in some])} == {SYSTEM.person}
    theme_turns.back(store, SYSTEM, turn)
    assert by_theme(store) == before
    assert {i.theme_by for i in store.feedback.items([p.item for p in some])} == {"found"}


def test_a_search_that_is_cancelled_changes_nothing(heard, store):
    job = theme_job.start(store, SYSTEM)
    job.cancel()
    assert job.wait(60)
    assert job.state == "cancelled"
    assert themes_of(store) == {}
    assert set(by_theme(store)) == {""}


def test_too_few_texts_change_nothing(store):
    job = theme_job.start(store, SYSTEM)
    assert job.wait(60)
    assert (job.state, job.turn) == ("done", None)
    assert "themes take 8 at least" in job.sentence


def test_charts_say_their_findings(found, said):
    found.segmented_control(key="voice.view").set_value("Over time").run()
    text = said(found)
    assert not found.exception
    assert "Most was said in" in text
    assert "It sounds" in text
    assert "Indicative, English only" in text
    assert "Most meet at" in text
    assert len(found.get("plotly_chart")) == 4


def test_filters_narrow_everything(found, said):
    found.selectbox(key="voice.channel").set_value("phone").run()
    assert "40 items" in said(found)
    button(found, "Clear").click().run()
    assert "80 items" in said(found)


def test_what_is_evidence_at_touchpoints_is_counted(app, said, heard, store, put, hospital):
    one, two = store.feedback.ids(Query(), 2)
    put(
        Edit("put", "source", "s1", {"journey": "j", "card": "c0", "kind": "survey", "item": f"item:{one}", "order": "a0"}),
        Edit("put", "source", "s2", {"journey": "j", "card": "c0", "kind": "survey", "item": f"item:{two}", "order": "a1"}),
    )
    test = app("themes")
    test.segmented_control(key="voice.view").set_value("At touchpoints").run()
    assert not test.exception
    assert "“Letter” has 2 of 2 linked items" in said(test)
