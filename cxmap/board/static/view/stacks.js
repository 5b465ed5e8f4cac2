// @ts-check
/**
 * Stacks: one card that stands for several that say the same. A mark “×3” on it, who said what in the inspector, and the panel that
 * looks for near-duplicates. Suggestions only: a person confirms each.
 */
import { saidBy, stackEdits, unstackEdits, voicesOf } from "../model/similar.js";
import { formatFeeling } from "../model/marks.js";
import { fresh, h } from "./dom.js";
import { icon } from "./icons.js";
import { SimilarPanel } from "./similar-panel.js";

/** @param {any} board @returns {import("./features.js").Feature} */
export const stacks = (board) => new Stacks(board);

class Stacks {
  /** @param {any} board */
  constructor(board) {
    this.board = board;
    this.panel = board.sides ? new SimilarPanel(board, this) : null;
  }

  /** @param {"card" | "stage" | "lane"} type @param {string} id @returns {import("./features.js").Mark[]} */
  marks(type, id) {
    const { replica } = this.board;
    if (type !== "card" || !replica.under("voice", "card", id).length) return [];
    const count = saidBy(replica, id);
    const words = `said by ${count}`;
    return [{ sign: `×${count}`, words, node: () => h("span", { class: "cx-stack-mark", dataset: { act: "stack" }, title: `${words[0].toUpperCase()}${words.slice(1)}: click to see by whom` }, `×${count}`) }];
  }

  /** The mark leads to who said it. @param {MouseEvent} e */
  click(e) {
    const el = /** @type {Element} */ (e.composedPath()[0]);
    const id = el instanceof Element && el.closest("[data-act=stack]") && /** @type {HTMLElement | null} */ (el.closest(".cx-card"))?.dataset.id;
    if (!id) return false;
    const { board } = this;
    board.sides.close();
    board.selection.set({ kind: "card", id });
    board.inspector.open();
    requestAnimationFrame(() => board.inspector.sections.reveal("stack"));
    return true;
  }

  /** @param {"stage" | "lane"} type @param {string} id @returns {import("./menu.js").Item[]} */
  items(type, id) {
    const kind = this.board.replica.get("lane", id)?.kind;
    if (type !== "lane" || !this.panel || this.board.readonly || kind === "emotion" || kind === "kpi") return [];
    return [{ label: "Find near-duplicates", mark: icon("copy", 14), run: () => this.panel?.open(id) }];
  }

  /** @param {import("./subject.js").Subject} subject @returns {import("./features.js").Section | null} */
  section({ type, ids }) {
    const { board } = this;
    if (type !== "card") return null;
    if (ids.length > 1) {
      if (board.readonly) return null;
      return { name: "stack", title: "Say the same?", key: ids.join(), build: () => this._offer(ids) };
    }
    const [id] = ids;
    if (!board.replica.under("voice", "card", id).length) return null;
    return { name: "stack", title: `Said by ${saidBy(board.replica, id)}`, key: `${id}|${board.readonly}|${saidBy(board.replica, id)}`, build: () => this._said(id) };
  }

  /** Several selected cards become one. @param {string[]} ids */
  _offer(ids) {
    const { board } = this;
    const [first] = board.inMapOrder(ids);
    const say = h("p", { class: "cx-say" });
    const update = () => fresh(say, "One card stays and stands for all ", String(ids.length), ": ", h("b", { dir: "auto" }, titleOf(board, first)), ". It keeps what each said.");
    const button = h("button", { class: "cx-button cx-wide", type: "button", onclick: () => this.stack(first, ids) }, icon("copy", 15), `Stack ${ids.length} cards`);
    return { nodes: [say, button], update };
  }

  /** @param {string} id */
  _said(id) {
    const { board } = this;
    let sign = "";
    const list = h("ul", { class: "cx-said" });
    const update = () => {
      const voices = voicesOf(board.replica, id);
      const now = voices.map((v) => [v.id, v.text, v.feeling, v.author, v.table].join("\t")).join("\n");
      if (now === sign) return;
      sign = now;
      fresh(list, voices.map((voice) => h("li", null,
        h("span", { class: "cx-said-text" }, h("span", { dir: "auto" }, voice.text), voice.feeling === null ? null : h("b", { class: "cx-said-feeling", title: "How it felt" }, formatFeeling(voice.feeling).replace("-", "−"))),
        h("span", { class: "cx-said-who", dir: "auto" }, [voice.author, voice.table].filter(Boolean).join(", ") || "Author not told"),
        board.readonly ? null : h("button", { class: "cx-square cx-small", type: "button", title: "Make a card of it again", "aria-label": `Make a card of “${voice.text}” again`, onclick: () => this.unstack(id, [voice.id]) }, icon("arrow", 14)))));
    };
    const all = h("button", { class: "cx-button cx-quiet cx-wide", type: "button", hidden: board.readonly, onclick: () => this.unstack(id, voicesOf(board.replica, id).map((v) => v.id)) }, "Unstack all");
    return { nodes: [list, all], update };
  }

  /**
   * @param {string} kept @param {readonly string[]} ids @param {Record<string, string>} [authors] names by card, where the server told them
   * @returns {boolean} whether there was something to stack
   */
  stack(kept, ids, authors = {}) {
    const { board } = this;
    const edits = stackEdits(board.replica, board.session.journey, kept, ids, authors);
    if (!edits.length || !board.session.commit(edits, { label: "Stack cards" })) return false;
    const count = edits.filter((edit) => edit.op === "delete").length + 1;
    board.selection.set({ kind: "card", id: kept });
    board.toast(`${count} cards are one now, and it keeps what each said.`, board.undoLast());
    return true;
  }

  /** @param {string} card @param {string[]} voices */
  unstack(card, voices) {
    const { board } = this;
    const { edits, ids } = unstackEdits(board.replica, board.session.journey, card, voices);
    if (!edits.length || !board.session.commit(edits, { label: "Unstack" })) return;
    board.selection.set({ kind: "card", id: ids[0] });
    board.focusTarget();
    board.toast(ids.length === 1 ? "It is a card of its own again." : `${ids.length} cards are apart again.`, board.undoLast());
  }

  /** @param {Set<string> | null} touched */
  update(touched) {
    this.panel?.update(touched);
  }

  destroy() {
    this.panel?.destroy();
  }
}

/** @param {any} board @param {string} id */
export function titleOf(board, id) {
  return board.replica.get("card", id)?.title || "Untitled";
}
