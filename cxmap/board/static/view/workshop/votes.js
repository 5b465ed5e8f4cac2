// @ts-check
/** The votes of the room, as counts on the cards that they were for. Only the largest two of the board are tinted. */
import { stepsOf } from "../../model/workshop.js";
import { h } from "../dom.js";
import { icon } from "../icons.js";

const TINTED = 2;
const NONE = /** @type {import("../features.js").Mark[]} */ ([]);

export class Votes {
  /** @param {import("./part.js").Workshop} part */
  constructor(part) {
    this.part = part;
    /** What the marks were made of: they stand as long as these are the same. @type {[readonly any[], readonly any[]]} */
    this.made = [[], []];
    /** @type {Map<string, import("../features.js").Mark[]>} */
    this.byCard = new Map();
  }

  /** The votes of the last revealed voting about each card; worked out anew only when a step or a tally changed, since each painted card asks. */
  _read() {
    const { replica } = this.part.session;
    const tallies = replica.all("tally").size ? replica.list("tally") : this.made[0].length ? [] : this.made[0];
    const all = tallies.length ? stepsOf(replica, this.part.workshop) : this.made[1];
    if (tallies === this.made[0] && all === this.made[1]) return;
    this.made = [tallies, all];
    const steps = all.filter((step) => step.kind === "vote" && step.revealed).sort((a, b) => (a.revealed < b.revealed ? -1 : 1));
    /** @type {Map<string, any>} */
    const last = new Map();
    for (const step of steps) for (const tally of this.part.tallies(step)) if (tally.kind === "votes" && tally.card && tally.value) last.set(tally.card, tally);
    const values = [...last.values()].map((tally) => tally.value).sort((a, b) => b - a);
    const enough = values[TINTED - 1] ?? values[0] ?? 0;
    // a draw at the second place would tint more than two: then only what lies above it is tinted
    const tinted = values.filter((value) => value >= enough).length <= TINTED ? enough : enough + 1;
    this.byCard = new Map([...last].map(([card, tally]) => [card, [mark(tally, tally.value >= tinted)]]));
  }

  /** @param {string} card @param {string} level @returns {import("../features.js").Mark[]} */
  marks(card, level) {
    if (level !== "card" || this.part.board.past) return NONE;
    this._read();
    return this.byCard.get(card) ?? NONE;
  }
}

/** @param {any} tally @param {boolean} tinted @returns {import("../features.js").Mark} */
function mark(tally, tinted) {
  const words = `${tally.value} ${tally.value === 1 ? "vote" : "votes"} of ${tally.people} people, an estimate`;
  return {
    sign: `v${tally.value}of${tally.people}${tinted ? "t" : ""}`, words,
    node: () => h("span", { class: `cx-ws-votes${tinted ? " cx-ws-most" : ""}`, title: words }, icon("votes", 11), h("b", null, String(tally.value))),
  };
}
