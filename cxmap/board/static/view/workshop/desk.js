// @ts-check
/** The facilitator's desk: what is under way, the run sheet, the room, people, tables, results, what is parked and decided, latest changes. */
import { closeWorkshop, openWorkshop } from "../../model/workshop.js";
import { openDialog } from "../dialog.js";
import { h, text } from "../dom.js";
import { button } from "./bits.js";
import { Decisions } from "./decisions.js";
import { Latest } from "./latest.js";
import { Now } from "./now.js";
import { Parking } from "./parking.js";
import { People } from "./people.js";
import { Results } from "./results.js";
import { Room } from "./room.js";
import { Sheet } from "./sheet.js";
import { Tables } from "./tables.js";

export class Desk {
  /** @param {import("./part.js").Workshop} part */
  constructor(part) {
    this.part = part;
    this.title = h("h3", { class: "cx-ws-name", dir: "auto" });
    this.led = h("p", { class: "cx-say", hidden: true });
    this.over = h("div", { class: "cx-ws-over", hidden: true }, h("p", { class: "cx-say" }, "The workshop is closed: nobody can join any more, and the map stays."), button("Open it again", () => this._open(), { mark: "undo" }));
    this.decisions = new Decisions(part);
    /** @type {import("./panel.js").View[]} */
    this.parts = [new Now(part), new Sheet(part), new Room(part), new People(part), new Tables(part), new Results(part), new Parking(part), this.decisions, new Latest(part)];
    this.page = button("Workshop page", () => part.board.host.go({ workshop: part.workshop.id }), { mark: "view", quiet: true });
    this.shut = button("Close the workshop", () => void this._close(), { mark: "check", quiet: true });
    this.clean = button("Find near-duplicates", () => part.board.sides.open("similar", true, "workshop"), { mark: "copy", quiet: true });
    this.end = h("div", { class: "cx-ws-end" }, this.clean, this.page, this.shut);
    this.el = h("div", { class: "cx-ws-desk" }, this.title, this.led, this.over, this.parts.map((one) => one.el), this.end);
  }

  /** @param {Set<string> | null} touched */
  update(touched) {
    const { part } = this;
    const { workshop } = part;
    if (!workshop) return;
    text(this.title, workshop.title);
    const mine = workshop.facilitator === part.who.person;
    this.led.hidden = mine || workshop.state === "closed";
    text(this.led, workshop.facilitator_name ? `${workshop.facilitator_name} leads; you may help.` : "Nobody leads yet: who starts it does.");
    this.over.hidden = workshop.state !== "closed";
    this.shut.hidden = workshop.state !== "running";
    this.page.hidden = part.board.host.goes === false;
    for (const one of this.parts) one.update(touched);
  }

  counts() {
    for (const one of this.parts) one.counts?.();
  }

  people() {
    for (const one of this.parts) one.people?.();
  }

  flush() {
    for (const one of this.parts) one.flush?.();
  }

  first() {
    return this.parts[0].first?.() ?? null;
  }

  /** @param {string} card */
  decide(card) {
    this.decisions.write(card);
  }

  _open() {
    const { part } = this;
    part.do(openWorkshop(part.session.replica, part.workshop, part.now(), part.you), "Open the workshop again", "The workshop is open again");
  }

  async _close() {
    const { part } = this;
    const done = await openDialog(part.board, {
      title: "Close the workshop?",
      body: h("p", null, "The step under way ends, nobody can join any more, and guests have an hour to take the result along. The map, the decisions and what was voted stay. You can open it again."),
      actions: [{ label: "Cancel" }, { label: "Close it", value: "yes", primary: true }],
    }).done;
    if (done !== "yes" || !part.workshop) return;
    if (part.board.host.goes !== false) return part.board.host.go({ close: part.workshop.id }); // its code and the guests' sessions end with it
    const change = part.do(closeWorkshop(part.session.replica, part.workshop, part.now()), "Close the workshop");
    if (change) part.board.toast("The workshop is closed.", part.undo(change));
  }

  destroy() {
    for (const one of this.parts) one.destroy();
  }
}
