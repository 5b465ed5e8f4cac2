// @ts-check
/** The seven values of a feeling with their words, and how a vote or a place is said. DOM-free. */

/** From the best to the worst, as on the curve: value and word. @type {readonly {value: number, word: string}[]} */
export const FEELINGS = Object.freeze([
  { value: 3, word: "Delighted" },
  { value: 2, word: "Pleased" },
  { value: 1, word: "Fine" },
  { value: 0, word: "Neutral" },
  { value: -1, word: "Uneasy" },
  { value: -2, word: "Upset" },
  { value: -3, word: "Dreadful" },
]);

export const SEVERITIES = Object.freeze([
  { value: 1, word: "Low" },
  { value: 2, word: "Medium" },
  { value: 3, word: "High" },
]);

/** A number as people read it: “+2”, “0”, “−1.4”. @param {number} value */
export function signed(value) {
  const rounded = Math.round(value * 10) / 10;
  return rounded > 0 ? `+${rounded}` : rounded < 0 ? `−${-rounded}` : "0";
}

/** The word of the value that is next to a feeling. @param {number} value −3 to +3 */
export const wordOf = (value) => FEELINGS.find((f) => f.value === Math.sign(value) * Math.round(Math.abs(value)) + 0)?.word ?? "";

/** @param {number} n @param {string} one @param {string} [many] */
export const plural = (n, one, many = `${one}s`) => `${n} ${n === 1 ? one : many}`;

/** How many votes somebody has left, in all or in each stage. */
export class Purse {
  /**
   * @param {{votes: number | null, scope: string | null}} step @param {readonly {id: string, stage: string}[]} targets
   * @param {(id: string) => number} given votes that they gave to a card
   */
  constructor(step, targets, given) {
    this.most = step.votes ?? 0;
    this.byStage = step.scope === "stage";
    /** @type {Map<string, number>} */
    this.spent = new Map();
    for (const { id, stage } of targets) this.spent.set(this._key(stage), (this.spent.get(this._key(stage)) ?? 0) + given(id));
  }

  /** @param {string} stage */
  _key(stage) {
    return this.byStage ? stage : "";
  }

  /** Votes left for a card of a stage. @param {string} stage */
  left(stage) {
    return Math.max(0, this.most - (this.spent.get(this._key(stage)) ?? 0));
  }

  /** Votes left in all the stages named (or on the map). @param {Iterable<string>} stages */
  all(stages) {
    return this.byStage ? [...stages].reduce((sum, stage) => sum + this.left(stage), 0) : this.left("");
  }
}
