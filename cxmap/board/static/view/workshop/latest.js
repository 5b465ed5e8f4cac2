// @ts-check
/** The latest changes of anybody, each with its undo. Read from the server while it is unfolded. */
import { clockTime } from "../../model/timeline.js";
import { fresh, h, set, text } from "../dom.js";
import { button, part as fold } from "./bits.js";

const SHOWN = 12;
/** After a change the list is read again when it has been calm for so long, ms. */
const CALM_MS = 800;

export class Latest {
  /** @param {import("./part.js").Workshop} part */
  constructor(part) {
    this.part = part;
    this.list = h("ol", { class: "cx-ws-latest", "aria-label": "Latest changes" });
    this.said = h("p", { class: "cx-ws-none", hidden: true });
    this.fold = fold("latest", "Latest changes", [this.list, this.said], false);
    this.el = this.fold.el;
    this.timer = 0;
    this.sign = "";
    this.fold.el.addEventListener("toggle", () => this.fold.el.open && void this._read());
  }

  /** @param {Set<string> | null} touched */
  update(touched) {
    if (!this.fold.el.open || this.timer || (touched && !touched.size)) return;
    this.timer = window.setTimeout(() => {
      this.timer = 0;
      if (this.fold.el.open && this.part.panel.shown) void this._read();
    }, CALM_MS);
  }

  async _read() {
    try {
      const { entries } = await this.part.session.ask("timeline", { limit: SHOWN });
      this._show(entries);
    } catch (error) {
      text(this.said, /** @type {Error} */ (error).message);
      this.said.hidden = false;
    }
  }

  /** @param {any[]} entries newest first */
  _show(entries) {
    this.said.hidden = entries.length > 0;
    text(this.said, "Nothing has been changed yet.");
    const sign = entries.map((entry) => entry.rev).join();
    if (sign === this.sign) return;
    this.sign = sign;
    const at = /** @type {HTMLElement | null} */ (/** @type {any} */ (this.list.getRootNode()).activeElement)?.dataset?.rev;
    const { person } = this.part.who;
    fresh(this.list, entries.map((entry) => {
      const undo = button("Undo", () => this._undo(entry), { mark: "undo", bare: true, className: "cx-small" });
      set(undo, "aria-label", `Undo: ${entry.label}`);
      undo.dataset.rev = String(entry.rev);
      undo.hidden = !entry.id || entry.kind === "restore";
      const who = entry.by.person === person ? "You" : entry.by.name || "Somebody";
      return h("li", null, h("span", { class: "cx-ws-person" }, h("span", { dir: "auto" }, entry.label), h("small", { dir: "auto" }, `${who}, ${clockTime(entry.at)}`)), undo);
    }));
    if (at) /** @type {HTMLElement | null} */ (this.list.querySelector(`[data-rev="${at}"]`) ?? this.list.querySelector("button"))?.focus();
  }

  /** @param {any} entry */
  _undo(entry) {
    this.part.session.undo(entry.id);
    this.part.board.announce(`Undone: ${entry.label}`);
  }

  destroy() {
    clearTimeout(this.timer);
  }
}
