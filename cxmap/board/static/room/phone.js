// @ts-check
/** The phone's view of the room: what is asked, or one stage of the map, and one bar at the lower edge for the thumb. */
import { isPrivate, mayEdit, nextStep, objection, whoOf } from "../model/workshop.js";
import { fresh, h, set, text, uid } from "../view/dom.js";
import { icon } from "../view/icons.js";
import { partOf } from "./ask.js";
import { StageView } from "./stage.js";
import { Strip, swipes } from "./strip.js";

/** @typedef {import("../sync/replica.js").Rec} Rec */
/** @typedef {import("./where.js").Place} Place */

/** What the switch between the question and the map calls the question. @type {Partial<Record<Place, string>>} */
const ASKS = { rate: "Rate", vote: "Vote", place: "Place", write: "Write alone", decide: "Decisions" };

export class Phone {
  /** @param {any} page the participant's page */
  constructor(page) {
    this.page = page;
    /** What is asked, while something is. @type {import("./parts.js").Part | null} */ this.part = null;
    this.asked = "";
    /** Whether one looks at the map while something is asked. */
    this.aside = false;
    const panel = uid("cxr-panel");
    this.strip = new Strip((id) => page.show(id), panel);
    this.stageView = new StageView(page.definitions, (card) => page.open(card));
    this.stages = h("div", { class: "cxr-panel", id: panel, role: "tabpanel" }, this.stageView.el);
    this.empty = h("p", { class: "cxa-none" }, "This map has no stage yet: the facilitator adds them.");
    this.why_ = h("p", { class: "cxr-why", role: "status" });
    this.mapView = h("div", { class: "cxr-map" }, this.strip.el, this.why_, this.empty, this.stages);
    this.toAsk = h("button", { class: "cxr-side", type: "button", onclick: () => this._aside(false) });
    this.toSee = h("button", { class: "cxr-side", type: "button", onclick: () => this._aside(true) }, "Map");
    this.switch = h("div", { class: "cxr-switch", role: "group", "aria-label": "Show" }, this.toAsk, this.toSee);
    this.askView = h("div", { class: "cxr-ask" });
    this.scroll = h("div", { class: "cxr-scroll" }, this.askView, this.mapView);
    const turn = (/** @type {number} */ by, /** @type {string} */ label, /** @type {string} */ mark) =>
      h("button", { class: "cxr-turn", type: "button", "aria-label": label, onclick: () => this._turn(by) }, icon(mark, 22));
    this.turns = [turn(-1, "Previous stage", "left"), turn(1, "Next stage", "right")];
    this.add = h("button", { class: "cx-button cx-primary cxr-add", type: "button", onclick: () => page.add() }, icon("plus", 20), "Add a card");
    this.bar = h("nav", { class: "cxr-bar", "aria-label": "Stages and cards" }, this.turns[0], this.add, this.turns[1]);
    this.el = h("div", { class: "cxr-view" }, this.switch, this.scroll, this.bar);
    swipes(this.mapView, (by) => this._turn(by));
    swipes(this.askView, (by) => this.part?.go?.(by));
  }

  /** The map is another one now. */
  renew() {
    this._drop();
    this.stageView.shown = "";
  }

  /** @param {Place} place */
  update(place) {
    const { page } = this;
    const { step } = page;
    const asks = ASKS[place] && step ? `${place} ${step.id}` : "";
    if (asks !== this.asked) {
      this._drop();
      this.asked = asks;
      this.aside = false;
      if (asks) {
        this.part = partOf(place, page.asking, step.id);
        fresh(this.askView, this.part?.el);
      }
    } else this.part?.update();
    const asking = Boolean(asks) && !this.aside;
    set(this.switch, "hidden", !asks);
    text(this.toAsk, ASKS[place] ?? "");
    set(this.toAsk, "aria-pressed", String(asking));
    set(this.toSee, "aria-pressed", String(!asking));
    set(this.askView, "hidden", !asking);
    set(this.mapView, "hidden", asking);
    this._map(place, asking);
  }

  /** @param {Place} place @param {boolean} asking */
  _map(place, asking) {
    const { page } = this;
    const { replica } = page.map;
    const stages = replica.list("stage");
    if (stages.length && !replica.get("stage", page.stage)) page.stage = stages[0].id;
    set(this.empty, "hidden", stages.length > 0);
    set(this.stages, "hidden", !stages.length);
    const rows = this.rows();
    const open = rows.some((row) => row.open);
    set(this.bar, "hidden", asking || !stages.length);
    set(this.add, "disabled", !open);
    if (!asking) page.bar = open ? this.add : this.turns[1];
    if (asking) return;
    const at = stages.findIndex((/** @type {Rec} */ stage) => stage.id === page.stage);
    this.strip.update(stages, page.stage);
    set(this.strip.el, "hidden", !stages.length);
    set(this.turns[0], "disabled", at <= 0);
    set(this.turns[1], "disabled", at >= stages.length - 1);
    set(this.stages, "aria-label", stages[at]?.name || `Stage ${at + 1}`);
    const next = place === "between" && nextStep(page.session.replica, page.record);
    const why = open ? "" : place === "between" ? `Between two steps.${next ? ` Next: ${next.title}.` : ""}` : this.why();
    text(this.why_, why);
    set(this.why_, "hidden", !why);
    if (stages.length) this.stageView.update(replica, page.stage, rows, "", page.persona);
  }

  /** The lanes of the map: `open` where one may write. @returns {{lane: Rec, open: boolean}[]} */
  rows() {
    const { session, map, record } = this.page;
    const who = whoOf(session);
    return map.replica.list("lane").map((/** @type {Rec} */ lane) => ({ lane, open: mayEdit(session.replica, record, who, lane, map.replica) }));
  }

  /** Why nothing can be written; one sentence. */
  why() {
    const { session, map, record } = this.page;
    const lane = map.replica.list("lane")[0];
    if (isPrivate(record)) return "Each writes alone now: all is shown at the reveal.";
    return lane ? objection(session.replica, record, whoOf(session), lane, map.replica) : "This map has no lane yet: the facilitator adds them.";
  }

  /** Look at the map, where something is asked. */
  toMap() {
    if (this.asked) this.aside = true;
  }

  /** @param {boolean} aside */
  _aside(aside) {
    this.aside = aside;
    this.page.draw();
    this.scroll.scrollTop = 0;
  }

  /** @param {number} by */
  _turn(by) {
    const next = this.strip.beside(by);
    if (!next) return;
    this.page.show(next.id);
    this.scroll.scrollTop = 0;
    this.page.announce(next.name);
  }

  _drop() {
    this.part?.destroy();
    this.part = null;
    this.asked = "";
    fresh(this.askView);
  }
}
