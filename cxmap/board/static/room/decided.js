// @ts-check
/** What is being decided, to read along: decisions, actions and open questions with who answers for them and by when, as they are noted. */
import { shortDate, today } from "../model/dates.js";
import { decisionsOf } from "../model/workshop.js";
import { fresh, h, set } from "../view/dom.js";
import { icon } from "../view/icons.js";

/** @typedef {import("../sync/replica.js").Rec} Rec */
/** @typedef {import("./parts.js").Asking} Asking */
/** @typedef {import("./parts.js").Part} Part */
/** @typedef {{id: string, text: string, facts: string, late: boolean, done: boolean}} Line */

/** What a list of a kind is called. @type {Record<string, string>} */
const HEADS = { decision: "Decisions", action: "Actions", question: "Open questions" };

/**
 * What was decided by kind, in the order in which it was noted; kinds without any are left out.
 * @param {import("../sync/replica.js").Replica} replica of the workshop's own map @param {string} workshop @param {Date} now
 * @returns {{kind: string, name: string, lines: Line[]}[]}
 */
export function decidedIn(replica, workshop, now) {
  const all = decisionsOf(replica, workshop);
  return Object.entries(HEADS)
    .map(([kind, name]) => ({ kind, name, lines: all.filter((one) => one.kind === kind).map((one) => lineOf(replica, one, now)) }))
    .filter((group) => group.lines.length);
}

/** @param {import("../sync/replica.js").Replica} replica @param {Rec} one @param {Date} now @returns {Line} */
function lineOf(replica, one, now) {
  const done = one.settled === "on";
  const who = one.owner || replica.get("team", one.team)?.name || (one.kind === "question" || done ? "" : "No owner yet");
  const when = one.due ? `by ${shortDate(one.due, now)}` : one.kind === "action" && !done ? "no date yet" : "";
  return { id: one.id, text: one.text, facts: [done && "Done", who, when].filter(Boolean).join(" · "), late: !done && Boolean(one.due) && one.due < today(now), done };
}

/** @param {Asking} room @returns {Part} */
export const decided = (room) => new Decided(room);

class Decided {
  /** @param {Asking} room */
  constructor(room) {
    this.room = room;
    this.key = "";
    /** Those that were there before: a new one is read aloud. @type {Set<string> | null} */ this.known = null;
    this.none = h("p", { class: "cxa-none" }, "Nothing is decided yet. What is noted appears here at once.");
    this.lists = h("div", { class: "cxr-decided" });
    this.el = h("section", { class: "cxa", "aria-label": "What we decide" }, this.none, this.lists);
    this.update();
  }

  update() {
    const groups = decidedIn(this.room.session.replica, this.room.workshop, new Date());
    const key = JSON.stringify(groups);
    if (key === this.key) return;
    this.key = key;
    set(this.none, "hidden", groups.length > 0);
    fresh(this.lists, groups.map((group) => this._group(group)));
    const lines = groups.flatMap((group) => group.lines);
    const added = lines.filter((line) => this.known && !this.known.has(line.id));
    this.known = new Set(lines.map((line) => line.id));
    if (added.length) this.room.announce(`New: ${added.map((line) => line.text).join(". ")}`);
  }

  /** @param {{kind: string, name: string, lines: Line[]}} group */
  _group({ kind, name, lines }) {
    return h("section", { class: "cxr-lane", "aria-label": name, dataset: { decided: kind } },
      h("h2", null, h("span", null, name), h("small", null, String(lines.length))),
      h("ul", null, lines.map((line) => h("li", { class: `cxr-line${this.known && !this.known.has(line.id) ? " cxr-new" : ""}${line.done ? " cxr-done" : ""}` },
        line.done && icon("check", 20),
        h("div", null, h("p", { class: "cxr-text", dir: "auto" }, line.text),
          line.facts && h("p", { class: "cxr-meta" }, line.facts, line.late && h("strong", null, " · overdue")))))));
  }

  destroy() {}
}
