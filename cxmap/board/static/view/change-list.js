// @ts-check
/** What differs from the as-is map, stage by stage, as sentences that lead to the card. */
import { fresh, focused, h, text } from "./dom.js";

/** Shape and word of each kind of difference: never colour alone. @type {Record<string, [string, string]>} */
export const KINDS = { added: ["＋", "new"], gone: ["−", "gone"], moved: ["→", "moved"], changed: ["≠", "changed"] };
/** What stands first in a stage. @type {Record<string, number>} */
const RANK = { changed: 0, moved: 1, added: 2, gone: 3 };

export class ChangeList {
  /** @param {import("./changes.js").Changes} changes */
  constructor(changes) {
    this.changes = changes;
    this.finding = h("p", { class: "cx-change-finding", role: "status" });
    this.wait = h("p", { class: "cx-say" });
    this.body = h("div", null);
    this.el = h("div", { class: "cx-change-list" }, this.finding, this.wait, this.body);
    this.sign = "";
  }

  show() {
    const { changes } = this;
    const { compared, board } = changes;
    say(this.wait, compared ? "" : changes.waiting);
    if (!compared) {
      this.sign = "";
      fresh(this.finding);
      return fresh(this.body);
    }
    const words = changes.words;
    const told = compared.found.map((d) => ({ d, sentence: words.of(d) }));
    say(this.finding, finding(compared.found));
    const sign = told.map(({ sentence, d }) => `${d.kind}${sentence}`).join("\n");
    if (sign === this.sign) return;
    this.sign = sign;
    const at = /** @type {HTMLElement | null} */ (focused(this.body))?.dataset.key;
    const stages = board.replica.list("stage").map((/** @type {any} */ stage, /** @type {number} */ i) => ({ id: stage.id, name: `${i + 1} ${stage.name || "Stage"}` }));
    const gone = compared.found.filter((d) => d.type === "stage" && d.kind === "gone").map((d) => ({ id: d.id, name: `${changes.before.get("stage", d.id).name || "Stage"} (gone)` }));
    fresh(this.body, [{ id: null, name: "The whole map" }, ...stages, ...gone].flatMap(({ id, name }) => {
      const here = told.filter(({ d }) => d.stage === id).sort((a, b) => RANK[a.d.kind] - RANK[b.d.kind]);
      if (!here.length) return [];
      return [h("h3", { class: "cx-sub" }, name, h("span", { class: "cx-count-text" }, ` ${here.length}`)), h("ul", { class: "cx-findings" }, here.map(({ d, sentence }) => this._line(d, sentence)))];
    }));
    if (at) [.../** @type {NodeListOf<HTMLElement>} */ (this.body.querySelectorAll("button"))].find((button) => button.dataset.key === at)?.focus();
  }

  /** @param {import("../model/differences.js").Difference} d @param {string} sentence */
  _line(d, sentence) {
    const [shape, word] = KINDS[d.kind];
    const target = this._target(d);
    const words = h("span", { dir: "auto" }, sentence);
    const mark = h("b", { class: "cx-change-shape", title: word }, h("span", { "aria-hidden": "true" }, shape), h("span", { class: "cx-hidden-word" }, `${word}: `));
    return h("li", { class: "cx-change-line" }, mark, target ? h("button", { class: "cx-link", type: "button", dataset: { key: `${d.type}:${d.id}:${d.kind}` }, onclick: () => this._go(target) }, words) : words);
  }

  /** Where a difference leads on this map. @param {import("../model/differences.js").Difference} d @returns {any} */
  _target(d) {
    const { board } = this.changes;
    if (d.kind === "gone") {
      const stage = d.stage && board.replica.get("stage", d.stage);
      return stage ? { kind: "stage", id: d.stage } : null;
    }
    const card = d.type === "card" ? d.id : (board.replica.get(d.type, d.id)?.card ?? board.replica.get(d.type, d.id)?.start);
    if (card && board.replica.get("card", card)) return { kind: "card", id: card };
    if (d.type === "stage" || d.type === "lane") return { kind: d.type, id: d.id };
    return d.stage && board.replica.get("stage", d.stage) ? { kind: "stage", id: d.stage } : null;
  }

  /** @param {any} target */
  _go(target) {
    const { board } = this.changes;
    board.selection.set(target);
    if (target.kind === "card") board.reveal(target.id);
    else board.focusTarget();
  }
}

/** @param {HTMLElement} el @param {string} words */
function say(el, words) {
  el.hidden = !words;
  text(el, words);
}

/** “12 cards are new, 3 gone and 1 moved” @param {import("../model/differences.js").Difference[]} found */
export function finding(found) {
  const cards = found.filter((d) => d.type === "card");
  const parts = Object.entries({ added: "new", gone: "gone", moved: "moved", changed: "changed" }).flatMap(([kind, word]) => {
    const n = cards.filter((d) => d.kind === kind).length;
    return n ? [{ n, word }] : [];
  });
  if (!parts.length) return found.length ? `No card differs, but ${found.length} other ${found.length === 1 ? "thing does" : "things do"}` : "The two maps do not differ";
  const [{ n, word }, ...rest] = parts;
  const said = [`${n} ${n === 1 ? "card is" : "cards are"} ${word}`, ...rest.map((part) => `${part.n} ${part.word}`)];
  return said.length > 1 ? `${said.slice(0, -1).join(", ")} and ${said.at(-1)}` : said[0];
}
