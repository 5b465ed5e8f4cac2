// @ts-check
/** What stands there while nobody has said anything yet: three ways in. */
import { h } from "../view/dom.js";
import { icon } from "../view/icons.js";

const WAYS = [
  ["import", "tray", "Import a file", "CSV or Excel: complaints, survey answers, chats, call notes"],
  ["paste", "note", "Paste", "Several at once, divided by blank lines"],
  ["type", "pencil", "Type one in", "What a customer said on the phone or at the counter"],
];

export class Empty {
  /** @param {any} inbox */
  constructor(inbox) {
    this.inbox = inbox;
    const ways = WAYS.filter(([name]) => (name === "import" ? inbox.may.import : inbox.may.edit));
    this.el = h("div", { class: "cx-in-empty", hidden: true },
      h("h2", null, "Nothing has been said yet"),
      h("p", null, ways.length ? "Bring in what customers and colleagues say. Then search it, and drop it on the touchpoints and personas that it is evidence of." : "Somebody who may edit can bring in what customers and colleagues say."),
      h("div", { class: "cx-in-ways" }, ways.map(([name, sign, label, about]) =>
        h("button", { class: "cx-in-way", type: "button", onclick: () => inbox.ask(name) }, icon(sign, 20), h("b", null, label), h("span", null, about)))));
  }

  update() {
    const nothing = this.inbox.facets !== null && this.inbox.facets.total === 0;
    this.el.hidden = !nothing;
    this.inbox.columns.hidden = nothing;
  }
}
