// @ts-check
/** What stands where no persona is: none chosen, not there, or deleted a moment ago, with the way back. */
import { fresh, h } from "../view/dom.js";
import { icon } from "../view/icons.js";

/** Who may take back what somebody else did, as `MODERATORS` in `cxmap/access/policy.py`. */
const LEADS = new Set(["owner", "facilitator"]);

export class Gone {
  /** @param {any} desk */
  constructor(desk) {
    this.desk = desk;
    this.el = h("div", { class: "pp-gone", role: "status" });
    /** The personas that were seen here, by id: their names. @type {Map<string, string>} */ this.seen = new Map();
    this.sign = "";
  }

  /** Say what is so. */
  look() {
    const { desk, seen } = this;
    const { persona, record, replica } = desk;
    if (record) seen.set(persona, record.name);
    const { change = "", by = null } = replica.deletedBy?.get(`persona:${persona}`) ?? {};
    const name = seen.get(persona);
    const { role, you } = desk.session;
    const may = role !== "viewer" && role !== "";
    const own = by !== null && by.person === you?.person;
    const sign = `${persona}|${Boolean(record)}|${name}|${change}|${role}|${desk.loaded}`;
    if (sign === this.sign) return;
    this.sign = sign;
    if (record || !desk.loaded) return fresh(this.el);
    if (!persona) return fresh(this.el, h("p", null, may ? "A persona is a named, vivid example of the people whose journeys you map. Make the first one with “New persona”." : "There is no persona yet."));
    if (!name) return fresh(this.el, h("p", null, "This persona is not here (any more). Choose another one."));
    fresh(this.el,
      h("p", null, h("b", null, name), ` was deleted${own || !by?.name ? "" : ` by ${by.name}`}, with all that this persona feels on the maps.`),
      change && !own && !LEADS.has(role) && h("p", null, `${by?.name || "Who deleted it"} or a facilitator can bring it back.`),
      may && change && (own || LEADS.has(role)) && h("button", { class: "cx-button cx-primary", type: "button", onclick: () => desk.session.undo(change) }, icon("undo", 15), "Undo"));
  }
}
