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
    /** What the marks were made of. */
    this.sign = "";
    /** @type {Map<string, import("../features.js").Mark[]>} */
    this.byCard = new Map();
  }

  /** Read the votes of the last revealed voting about each card. @returns {boolean} whether any count changed */
  read() {
    const { part } = this;
    const steps = stepsOf(part.session.replica, part.workshop).filter((step) => step.kind === "vote" && step.revealed);
    steps.sort((a, b) => (a.revealed < b.revealed ? -1 : 1));
    /** @type {Map<string, any>} */
    const last = new Map();
    for (const step of steps) for (const tally of part.tallies(step)) if (tally.kind === "votes" && tally.card && tally.value) last.set(tally.card, tally);
    const sign = [...last].map(([card, tally]) => `${card}:${tally.value}:${tally.people}`).join();
    if (sign === this.sign) return false;
    this.sign = sign;
    const values = [...last.values()].map((tally) => tally.value).sort((a, b) => b - a);
    const enough = values[TINTED - 1] ?? values[0] ?? 0;
    // a draw at the second place would tint more than two: then only what lies above it is tinted
    const tinted = values.filter((value) => value >= enough).length <= TINTED ? enough : enough + 1;
    this.byCard = new Map([...last].map(([card, tally]) => [card, [mark(tally, tally.value >= tinted)]]));
    return true;
  }

  /** @param {string} card @param {string} level @returns {import("../features.js").Mark[]} */
  marks(card, level) {
    return level === "card" && !this.part.board.past ? (this.byCard.get(card) ?? NONE) : NONE;
  }
}

/** @param {any} tally @param {boolean} tinted @returns {import("../features.js").Mark} */
function mark(tally, tinted) {
  const words = `${tally.value} ${tally.value === 1 ? "vote" : "votes"} of ${tally.people} people, an estimate`;
  return {
    sign: `v${tally.value}${tinted ? "t" : ""}`, words,
    node: () => h("span", { class: `cx-ws-votes${tinted ? " cx-ws-most" : ""}`, title: words }, icon("votes", 11), h("b", null, String(tally.value))),
  };
}
