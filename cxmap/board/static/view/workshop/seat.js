// @ts-check
/** What who takes part sees on the board: what is asked now, which lanes are open, and rating, voting, placing and writing alone. */
import { asks, openKinds, park, placeOf, takePart } from "../../model/workshop.js";
import { partOf } from "../../room/ask.js";
import { fresh, h, text } from "../dom.js";
import { button, line } from "./bits.js";

/** What the panel says hangs on these; cards alone may wait a moment, for fifty people write many. */
const OWN = /^(workshop|step|participant|breakout|tally|lane|stage|persona):/;
const CALM_MS = 250;

export class Seat {
  /** @param {import("./part.js").Workshop} part */
  constructor(part) {
    this.part = part;
    this.name = h("h3", { class: "cx-ws-name", dir: "auto" });
    this.place = h("span", { class: "cx-ws-place" });
    this.title = h("b", { class: "cx-ws-step", dir: "auto" });
    this.prompt = h("p", { class: "cx-ws-prompt", dir: "auto" });
    this.open = h("p", { class: "cx-ws-lanes", role: "status" });
    this.now = h("section", { class: "cx-ws-now", "aria-label": "Asked now" }, this.place, this.title, this.prompt, this.open);
    this.said = h("p", { class: "cx-say", role: "status" });
    this.join = button("Take part", () => this._take(), { primary: true, className: "cx-wide" });
    this.asked = h("div", { class: "cx-ws-asked" });
    this.park = line({ label: "Park a topic", placeholder: "Park a topic for later", send: "Park", run: (words) => this._park(words) });
    this.el = h("div", { class: "cx-ws-seat" }, this.name, this.said, this.join, this.now, this.asked, this.park.el);
    /** @type {{key: string, one: import("../../room/parts.js").Part} | null} */
    this.asking = null;
    this.timer = 0;
  }

  /** @param {Set<string> | null} touched */
  update(touched) {
    const { part } = this;
    if (touched && ![...touched].some((key) => OWN.test(key))) return this._later();
    const { workshop, step, me, board } = part;
    if (!workshop) return;
    const inside = workshop.state === "running" && me?.state === "in";
    text(this.name, workshop.title);
    text(this.said, this._words());
    this.said.hidden = !this.said.textContent;
    this.join.hidden = workshop.state !== "running" || part.who.role === "viewer" || Boolean(me && me.state !== "left");
    this.now.hidden = workshop.state !== "running" || !step;
    this.park.el.hidden = !inside;
    if (step) {
      const { at, of } = placeOf(part.session.replica, step);
      text(this.place, `Step ${at} of ${of}`);
      text(this.title, step.title);
      text(this.prompt, step.prompt);
      this.prompt.hidden = !step.prompt;
      const kinds = openKinds(step);
      const names = board.replica.list("lane").filter((/** @type {any} */ lane) => kinds.includes(lane.kind)).map((/** @type {any} */ lane) => lane.name || board.label("lane_kinds", lane.kind));
      text(this.open, workshop.locked === "on" ? "The map is locked." : workshop.private === "on" ? "Each writes alone." : names.length ? `Your lanes are open: ${names.join(", ")}.` : asks(step) ? "" : "No lane is open in this step.");
      this.open.hidden = !this.open.textContent;
    }
    this._ask(inside ? step : null);
  }

  /** Cards changed: the part that asks looks again soon, and once. */
  _later() {
    this.timer ||= window.setTimeout(() => {
      this.timer = 0;
      this.asking?.one.update();
    }, CALM_MS);
  }

  /** What holds this person back, or what comes next; "" where nothing has to be said. */
  _words() {
    const { workshop, me, step, who } = this.part;
    if (workshop.state === "planned") return "The workshop has not begun.";
    if (workshop.state === "closed") return "The workshop is over. Thank you.";
    if (me?.state === "waiting") return "The facilitator lets you in in a moment.";
    if (me?.state === "removed") return "You were taken out of this workshop: ask the facilitator.";
    if (!me || me.state === "left") return who.role === "viewer" ? "You look on." : "Take part to rate, vote and write with the others.";
    return step ? "" : "The next step begins soon.";
  }

  /** Show what the step asks for. @param {any} step */
  _ask(step) {
    const { part } = this;
    const what = asks(step) ? step.kind : step && part.workshop.private === "on" ? "write" : "";
    const key = what && `${step.id}|${what}`;
    if (key !== (this.asking?.key ?? "")) {
      this.asking?.one.destroy();
      const one = what ? partOf(what, this._room(), step.id) : null;
      this.asking = one && { key, one };
      fresh(this.asked, this.asking?.one.el ?? []);
    } else this.asking?.one.update();
  }

  /** What the parts that ask are given. @returns {import("../../room/parts.js").Asking} */
  _room() {
    const { part } = this;
    const { board } = part;
    return {
      session: part.session, ...(board.session === part.session ? {} : { map: board.session }), workshop: part.workshop.id, definitions: board.definitions,
      announce: (words) => board.announce(words), toast: (message, action) => board.toast(message, action),
    };
  }

  counts() {
    this.asking?.one.update();
  }

  _take() {
    const { part } = this;
    if (part.you) part.do(takePart(part.session.replica, part.workshop, part.you, part.now()), "Take part", "You take part");
  }

  /** @param {string} words */
  _park(words) {
    const { part } = this;
    const { edits } = park(part.session.replica, part.workshop, { text: words, by: part.you?.name });
    const change = part.do(edits, "Park a topic");
    if (change) part.board.toast("It is in the parking lot.", part.undo(change));
  }

  destroy() {
    clearTimeout(this.timer);
    this.asking?.one.destroy();
  }
}
