"""The board as a person meets it: what they see on it, and what their hands do."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any, TypeVar

from playwright.sync_api import CDPSession, Locator, Page, expect

PATIENCE = 40.0  # seconds for anything to come true
T = TypeVar("T")
Spot = tuple[float, float]

# What stands on the board, read from the picture: names by their place, cards by what they say of themselves.
_DUMP = """(root) => {
  const at = (side) => (a, b) => a.getBoundingClientRect()[side] - b.getBoundingClientRect()[side];
  const list = (selector, side) => [...root.querySelectorAll(selector)].sort(at(side));
  const said = (el) => el.getAttribute("aria-label");
  const cells = {};
  for (const cell of list(".cx-cell:not(.cx-emo)", "top"))
    cells[said(cell).replace(/, \\d+ cards?$/, "")] = [...cell.querySelectorAll(".cx-card")].sort(at("top")).map(said);
  return {
    stages: list(".cx-stage", "left").map((el) => el.querySelector("b").textContent),
    lanes: list(".cx-lane", "top").map((el) => el.querySelector(".cx-lane-name").textContent),
    cells,
    points: list(".cx-point", "left").map((el) => el.getAttribute("aria-valuetext")).sort(),
  };
}"""


def eventually(page: Page, probe: Callable[[], T], right: Callable[[T], bool], patience: float = PATIENCE) -> T:
    """Look again and again until what is seen is right; the last look is in the message where it never is."""
    until = time.monotonic() + patience
    while True:
        seen = probe()
        if right(seen):
            return seen
        assert time.monotonic() < until, f"It never came true. Last seen: {seen}"
        page.wait_for_timeout(40)  # lets the page's events through


def equal(page: Page, left: Callable[[], Any], right: Callable[[], Any]) -> Any:
    """Wait until two things are the same; what they are."""
    return eventually(page, lambda: (left(), right()), lambda pair: pair[0] == pair[1])[0]


def _named(words: str) -> re.Pattern[str]:
    return re.compile(rf"^{re.escape(words)}$")


class BoardPage:
    """One window on one journey."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url
        self.root = page.locator(".cx").first
        self.status = page.locator(".cx-status > span").first
        self.editor = page.locator(".cx-editor textarea")
        self.lifted = page.locator(".cx-lifted")
        self.toasts = page.locator(".cx-toast")
        self.dialog = page.locator("dialog.cx-dialog")
        self._touch: CDPSession | None = None

    def open(self, journey: str) -> BoardPage:
        """Go to a journey and wait until it can be used."""
        self.page.goto(f"{self.url}/journey?journey={journey}")
        return self.ready()

    def ready(self) -> BoardPage:
        """Wait until the board is there and all is saved."""
        expect(self.status).to_have_text(re.compile(r"^Saved · r\d+$"), timeout=60_000)
        return self

    # --- what is seen

    def cell(self, stage: str, lane: str) -> Locator:
        return self.page.locator(f'.cx-cell[aria-label^="{stage}, {lane}, "]')

    def card(self, title: str) -> Locator:
        return self.page.locator(".cx-cell .cx-card").filter(has=self.page.locator(".cx-tt", has_text=_named(title)))

    def stage(self, name: str) -> Locator:
        return self.page.locator(".cx-stage").filter(has=self.page.locator("b", has_text=_named(name)))

    def lane(self, name: str) -> Locator:
        return self.page.locator(".cx-lane").filter(has=self.page.locator(".cx-lane-name", has_text=_named(name)))

    def point(self, title: str) -> Locator:
        """The point of the curve that belongs to a card."""
        return self.page.locator(f'.cx-point[aria-valuetext*="{title}"]')

    def toast(self, words: str) -> Locator:
        return self.toasts.filter(has_text=words)

    def hold(self, words: str) -> None:
        """Lay the pointer on a message, as who wants to press its button later: it would go after a few seconds."""
        self.toast(words).hover()

    def dump(self) -> dict[str, Any]:
        """Stages, lanes, cards and points as they stand on the screen."""
        found: dict[str, Any] = self.root.evaluate(_DUMP)
        return found

    def titles(self, stage: str, lane: str) -> list[str]:
        """Titles of a cell, from top to bottom."""
        said: list[str] = self.dump()["cells"].get(f"{stage}, {lane}", [])
        return [words.split(",")[0] for words in said]

    def shows(self, stage: str, lane: str, titles: list[str]) -> None:
        """Wait until a cell holds these cards in this order."""
        eventually(self.page, lambda: self.titles(stage, lane), lambda seen: seen == titles)

    def stages(self, *names: str) -> None:
        """Wait until these are the stages, from left to right."""
        eventually(self.page, lambda: self.dump()["stages"], lambda seen: seen == list(names))

    def lanes(self, *names: str) -> None:
        """Wait until these are the lanes, from top to bottom."""
        eventually(self.page, lambda: self.dump()["lanes"], lambda seen: seen == list(names))

    # --- what hands do

    def press(self, *keys: str) -> BoardPage:
        for key in keys:
            self.page.keyboard.press(key)
        return self

    def type(self, words: str) -> BoardPage:
        self.page.keyboard.type(words)
        return self

    def select(self, title: str) -> Locator:
        """Click a card, where it has no button of its own."""
        card = self.card(title)
        card.click(position={"x": 40, "y": 8})
        expect(card).to_have_class(re.compile("cx-selected"))
        return card

    def write(self, stage: str, lane: str, *lines: str) -> BoardPage:
        """Click a free place of a cell and type cards, Enter after each; Escape at the end."""
        cell = self.cell(stage, lane)
        box = box_of(cell)
        cell.click(position={"x": box["width"] / 2, "y": box["height"] - 4})
        expect(self.editor).to_be_focused()
        for line in lines:
            self.type(line).press("Enter")
        return self.press("Escape")

    def drag(self, source: Locator, *way: Spot, drop: bool = True) -> None:
        """Drag with the mouse along points of the screen; leave the button down where it is not to be dropped."""
        mouse = self.page.mouse
        x, y = middle(source)
        mouse.move(x, y)
        mouse.down()
        mouse.move(x + 4, y + 4)
        for at in way:
            mouse.move(*at, steps=6)
        if drop:
            mouse.up()

    def carry(self, card: Locator, cell: Locator, y: float = 0.5, drop: bool = True) -> None:
        """Drag a card into a cell with an eye on the map: the gap that goes with it moves the lanes below."""
        self.drag(card, middle(cell, y=y), drop=False)
        self.bring(cell, y, drop)

    def bring(self, cell: Locator, y: float = 0.5, drop: bool = True) -> None:
        """Go on with a drag into a cell."""
        at = middle(cell, y=y)
        self.page.mouse.move(*at, steps=6)
        until = time.monotonic() + PATIENCE
        while "cx-over" not in (cell.get_attribute("class") or "") or not _inside(at, box_of(cell)):
            assert time.monotonic() < until, "The cell never came to rest under the pointer."
            at = middle(cell, y=y)
            self.page.mouse.move(*at)
        if drop:
            self.page.mouse.up()

    def touch(self, kind: str, *points: Spot) -> None:
        """One touch event: touchStart, touchMove or touchEnd."""
        self._touch = self._touch or self.page.context.new_cdp_session(self.page)
        self._touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]})


# A lane that has just lost or won a card may still be on its way to its place.
AT_REST = """(el) => new Promise((done) => {
  let last = "", same = 0;
  const look = () => {
    const { x, y, width, height } = el.getBoundingClientRect();
    const now = [x, y, width, height].join();
    same = now === last ? same + 1 : 0;
    last = now;
    if (same === 2 || !el.isConnected) done();
    else requestAnimationFrame(look);
  };
  look();
})"""


def box_of(locator: Locator) -> dict[str, float]:
    """Where something is on the screen, once it has come to rest there."""
    locator.wait_for()
    locator.evaluate(AT_REST)
    box = locator.bounding_box()
    assert box is not None
    return dict(box)


def _inside(at: Spot, box: dict[str, float]) -> bool:
    return 0 < at[0] - box["x"] < box["width"] and 0 < at[1] - box["y"] < box["height"]


def middle(locator: Locator, x: float = 0.5, y: float = 0.5) -> Spot:
    """A point of something on the screen, by default its middle."""
    box = box_of(locator)
    return box["x"] + box["width"] * x, box["y"] + box["height"] * y


# While a run is under way Streamlit fades what it has not drawn anew, which axe would measure, and what has moved up or down the
# page may stand on it twice, which no locator allows.
RESTS = """() => {
  const app = document.querySelector("[data-testid=stApp]");
  const runs = app && app.dataset.testScriptState !== "notRunning";
  const stale = document.querySelector("[data-stale=true]");
  const moving = document.getAnimations().some((a) => a.playState === "running" && a.effect?.getComputedTiming().iterations !== Infinity);
  // at rest, and still so when looked at again: between a run and what it sets going, all rests for a moment
  window.cxRested = runs || stale || moving ? 0 : (window.cxRested ?? 0) + 1;
  return window.cxRested >= 3;
}"""


def settle(page: Page) -> None:
    """Wait until no run of the page's script is under way, nothing is stale, and no transition runs."""
    page.evaluate("() => { window.cxRested = 0; }")
    page.wait_for_function(RESTS, polling=100)  # at each frame it would have the page painted without pause
