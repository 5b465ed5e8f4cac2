// @ts-check
/**
 * The whole map on a wide screen: the board as it is inside the app. What is asked, the clock and the facilitator's calls are in its
 * own panel for those who take part.
 */
import { h } from "../view/dom.js";
import { PlainHost } from "./plain-host.js";

const ASKED = new Set(["rate", "vote", "place", "write"]);

/** The board's modules, as one file, when somebody asks for the map: a phone never loads them. @param {string} assets URL of the static files @returns {Promise<(component: any) => (() => void)>} */
export async function loadBoard(assets) {
  return (await import(`${assets}/board/all.js`)).default;
}

export class Wide {
  /** @param {any} page the participant's page @param {(component: any) => (() => void)} mount what puts a board into an element */
  constructor(page, mount) {
    const base = new URL(page.base).pathname.replace(/\/$/, "");
    this.el = h("div", { class: "cxr-board" });
    const host = (this.host = new PlainHost({ base }, { session: page.session, workshop: page.workshop }));
    this.asked = "";
    const data = { assets: page.assets, base, journey: page.map.journey };
    this.leave = mount({ parentElement: this.el.attachShadow({ mode: "open" }), data, host, session: page.map });
    host.attached = () => page.soon();
  }

  /** What is asked stands in the board's panel: it opens by itself, once for each question. @param {import("./where.js").Place} place @param {string} step */
  update(place, step) {
    const { board } = this.host;
    const asked = ASKED.has(place) ? `${place} ${step}` : "";
    if (!board || asked === this.asked) return;
    this.asked = asked;
    if (asked && board.sides.active !== "workshop") board.sides.open("workshop", false);
  }

  destroy() {
    this.leave();
    this.el.remove();
  }
}
