// @ts-check
/** The inspector's parts that other parts of the board give: each folds, and stays as it was folded. */
import { fresh, h, text } from "./dom.js";
import { icon } from "./icons.js";

export class Sections {
  /** @param {any} board */
  constructor(board) {
    this.board = board;
    this.el = h("div", { class: "cx-sections" });
    /** @type {Map<string, {key: string, el: HTMLElement, count: HTMLElement, built: import("./features.js").Built}>} */
    this.shown = new Map();
    this.folded = new Set();
  }

  /** @param {import("./subject.js").Subject | null} subject */
  update(subject) {
    const wanted = subject ? this.board.features.sections(subject) : [];
    const names = wanted.map((/** @type {any} */ section) => section.name);
    const order = [...this.shown.keys()].join() !== names.join();
    for (const [name, entry] of this.shown) {
      if (names.includes(name)) continue;
      entry.built.flush?.();
      entry.el.remove();
      this.shown.delete(name);
    }
    for (const section of wanted) this._one(section);
    if (order) this.el.append(...names.map((/** @type {string} */ name) => this.shown.get(name)?.el ?? ""));
  }

  /** @param {import("./features.js").Section} section */
  _one(section) {
    const known = this.shown.get(section.name);
    if (known?.key === section.key) known.built.update?.();
    else {
      known?.built.flush?.();
      const built = section.build();
      const count = h("span", { class: "cx-count" });
      const el = h("details", { class: "cx-section", dataset: { section: section.name }, open: !this.folded.has(section.name) },
        h("summary", null, icon("right", 13), h("span", null, section.title), count), built.nodes);
      el.addEventListener("toggle", () => (/** @type {HTMLDetailsElement} */ (el).open ? this.folded.delete(section.name) : this.folded.add(section.name)));
      if (known) known.el.replaceWith(el);
      this.shown.delete(section.name);
      this.shown.set(section.name, { key: section.key, el, count, built });
      built.update?.();
    }
    const count = this.shown.get(section.name)?.count;
    if (count) text(count, section.count ? String(section.count) : "");
  }

  flush() {
    for (const { built } of this.shown.values()) built.flush?.();
  }

  /** Unfold a part and bring it into view. @param {string} name @returns {HTMLElement | null} */
  reveal(name) {
    const el = /** @type {HTMLDetailsElement | undefined} */ (this.shown.get(name)?.el);
    if (!el) return null;
    el.open = true;
    el.scrollIntoView({ block: "nearest" });
    return el;
  }

  clear() {
    this.flush();
    this.shown.clear();
    fresh(this.el);
  }
}
