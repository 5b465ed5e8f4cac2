// @ts-check
/** The sheet in which cards are added: the stage and the lane are chosen, what is typed is the card, and the next one follows. */
import { icon } from "../view/icons.js";
import { lanesAsAsked, runningStep } from "../model/workshop.js";
import { h, set, text } from "../view/dom.js";
import { Composer, lineOf } from "./compose.js";
import { LaneChoice } from "./lanes.js";
import { Sheet } from "./sheet.js";
import { stageName } from "./strip.js";

/** @typedef {import("../sync/replica.js").Rec} Rec */

export class AddSheet {
  /** @param {any} page the participant's page @param {HTMLElement} back what opened it */
  constructor(page, back) {
    this.page = page;
    this.stage = page.stage;
    this.lanes = new LaneChoice(page.definitions, (lane) => this.composer?.offer(lane.kind));
    this.composer = new Composer({ label: "Your card", placeholder: "What happens here?", button: "Add", kept: `${page.workshop}.add`, send: (written) => this._send(written) });
    this.name = h("b", { dir: "auto" });
    const turn = (/** @type {number} */ by, /** @type {string} */ label, /** @type {string} */ mark) =>
      h("button", { class: "cxa-square", type: "button", "aria-label": label, onclick: () => this._turn(by) }, icon(mark, 20));
    this.turns = [turn(-1, "Previous stage", "left"), turn(1, "Next stage", "right")];
    this.closed = h("p", { class: "cxr-why", hidden: true });
    this.toldWords = h("span");
    this.undo = h("button", { class: "cx-button cx-quiet", type: "button" }, "Undo");
    this.told = h("div", { class: "cxr-told", role: "status", hidden: true }, this.toldWords, this.undo);
    this.undo.addEventListener("click", () => this._undo());
    this.sheet = new Sheet(page.el, "Add a card", [h("div", { class: "cxr-turning" }, this.turns[0], this.name, this.turns[1]), this.lanes.el, this.closed, this.composer.el, this.told], { closed: () => page.closed(this), back });
    this.update();
    this.composer.input.focus({ preventScroll: true });
  }

  update() {
    const { page } = this;
    const stages = page.map.replica.list("stage");
    if (!page.map.replica.get("stage", this.stage)) this.stage = page.stage;
    const at = stages.findIndex((/** @type {Rec} */ stage) => stage.id === this.stage);
    text(this.name, at < 0 ? "" : stageName(stages[at], at));
    set(this.turns[0], "disabled", at <= 0);
    set(this.turns[1], "disabled", at < 0 || at >= stages.length - 1);
    const open = page.rows().filter((/** @type {any} */ row) => row.open).map((/** @type {any} */ row) => row.lane);
    this.lanes.update(lanesAsAsked(open, runningStep(page.session.replica, page.record)));
    // what is being typed stays, whatever is closed under it: it is sent as soon as it may be
    set(this.closed, "hidden", open.length > 0);
    text(this.closed, open.length ? "" : `${page.why() || "No lane is open now."} What you typed is kept.`);
    this.composer.go.disabled = !open.length || !this.composer.written;
  }

  /** @param {number} by */
  _turn(by) {
    const stages = this.page.map.replica.list("stage");
    const next = stages[stages.findIndex((/** @type {Rec} */ stage) => stage.id === this.stage) + by];
    if (!next) return;
    this.stage = next.id;
    this.page.show(next.id);
    this.update();
  }

  /** @param {import("./compose.js").Written} written */
  _send(written) {
    const { page } = this;
    const lane = this.lanes.lane;
    if (!lane) return false;
    page.commands.addCards({ stage: this.stage, lane: lane.id, texts: [lineOf(written)], persona: page.persona });
    page.show(this.stage);
    this.last = page.map.lastChange;
    set(this.told, "hidden", false);
    text(this.toldWords, `Added to ${page.definitions.laneName(/** @type {any} */ (lane))}. Write the next one.`);
    this.update();
    return true;
  }

  _undo() {
    this.page.map.undo(this.last);
    set(this.told, "hidden", true);
    this.composer.input.focus({ preventScroll: true });
  }

  close() {
    this.sheet.close();
  }
}
