// @ts-check
/** No workshop on this map yet: how one begins. */
import { newId } from "../../model/ids.js";
import { h } from "../dom.js";
import { button } from "./bits.js";

export class Begin {
  /** @param {import("./part.js").Workshop} part */
  constructor(part) {
    this.part = part;
    const { board } = part;
    this.plan = button("Plan a workshop from a run sheet", () => board.host.go({ page: "workshops", plan: part.session.journey }), { primary: true, mark: "workshop", className: "cx-wide" });
    this.here = button("Start with an empty run sheet", () => this._start(), { mark: "plus", className: "cx-wide" });
    this.words = h("p", { class: "cx-say" });
    this.el = h("div", { class: "cx-ws-begin" }, h("p", { class: "cx-ws-none" }, "No workshop is planned on this map."), this.words, this.plan, this.here);
  }

  update() {
    const may = this.part.mayPlan;
    this.words.textContent = may
      ? "A run sheet leads a group through the map step by step: it opens lanes, runs the clock and shows the question on the projector."
      : "When a facilitator plans one, it is led from here.";
    this.here.hidden = !may;
    this.plan.hidden = !may || this.part.board.host.goes === false; // only inside the app there is a page to go to
  }

  /** A workshop of this map, led by whoever makes it. */
  _start() {
    const { part } = this;
    const { session } = part;
    const title = session.replica.get("journey", session.journey)?.title;
    const fields = { journey: session.journey, title: title ? `Workshop: ${title}`.slice(0, 200) : "Workshop", state: "planned", facilitator: part.you?.person ?? null, facilitator_name: part.you?.name ?? "" };
    part.do([{ op: "put", type: "workshop", id: newId(), fields }], "Plan a workshop", "A workshop is planned: add its steps");
  }

  destroy() {}
}
