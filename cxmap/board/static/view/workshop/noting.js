// @ts-check
/** Parking and deciding from where one stands: entries in the menus, and a part of the card's fields. */
import { bringHere, decisionsOf, park, parkedOf } from "../../model/workshop.js";
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { button } from "./bits.js";

export class Noting {
  /** @param {import("./part.js").Workshop} part */
  constructor(part) {
    this.part = part;
  }

  /** @param {"stage" | "lane"} type @param {string} id @returns {import("../menu.js").Item[]} */
  items(type, id) {
    const { part } = this;
    if (type !== "stage" || part.workshop?.state !== "running" || !part.leading) return [];
    return [{ label: "Bring everyone here", mark: icon("here", 15), run: () => this.bring(id) }];
  }

  /** Everybody's view goes there. @param {string} id of a stage or card */
  bring(id) {
    const { part } = this;
    part.do(bringHere(part.workshop, id, part.now()), "Bring everyone here", "Everyone is brought here");
  }

  /** What a workshop has to do with a card. @param {import("../subject.js").Subject} subject @returns {import("../features.js").Section | null} */
  section({ type, ids }) {
    const { part } = this;
    const { workshop, board } = part;
    if (type !== "card" || ids.length !== 1 || !workshop || workshop.state === "closed" || board.past || part.session !== board.session) return null;
    if (!part.leading && part.me?.state !== "in") return null;
    const [id] = ids;
    return { name: "workshop", title: "In the workshop", key: `${id}|${workshop.id}|${part.leading}`, build: () => this._build(id) };
  }

  /** @param {string} id of a card */
  _build(id) {
    const { part } = this;
    const said = h("p", { class: "cx-say" });
    const title = () => part.board.replica.get("card", id)?.title || "This card";
    const here = button("Bring everyone here", () => this.bring(id), { mark: "here", quiet: true });
    const decide = button("Decide about it", () => part.panel.decide(id), { mark: "flag", quiet: true });
    const later = button("Park it", () => {
      const { edits } = park(part.session.replica, part.workshop, { card: id, by: part.you?.name });
      const change = part.do(edits, "Park a card");
      if (change) part.board.toast(`“${title()}” is in the parking lot.`, part.undo(change));
    }, { mark: "parking", quiet: true });
    return {
      nodes: [said, h("div", { class: "cx-ws-buttons" }, part.leading && here, part.leading && decide, later)],
      update: () => {
        const { replica } = part.session;
        const parked = parkedOf(replica, part.workshop).some((p) => p.card === id && p.settled !== "on");
        const decided = decisionsOf(replica, part.workshop).filter((d) => d.card === id);
        said.textContent = [parked && "It is in the parking lot.", ...decided.map((d) => `${part.board.label("decision_kinds", d.kind)}: ${d.text}`)].filter(Boolean).join(" ");
        said.hidden = !said.textContent;
        later.hidden = parked;
      },
    };
  }
}
