// @ts-check
/** What the parts of the workshop's panel are made of: buttons, switches, parts that fold, lists whose rows stay as others write. */
import { focused, fresh, h, set, text, uid } from "../dom.js";
import { icon } from "../icons.js";

/**
 * A button of the panel.
 * @param {string} label @param {() => void} run
 * @param {{mark?: string, primary?: boolean, quiet?: boolean, bare?: boolean, menu?: boolean, className?: string}} [look] `bare`: only the mark is seen
 * @returns {HTMLButtonElement}
 */
export function button(label, run, { mark = "", primary = false, quiet = false, bare = false, menu = false, className = "" } = {}) {
  const kind = bare ? "cx-square" : `cx-button${primary ? " cx-primary" : ""}${quiet ? " cx-quiet" : ""}`;
  return h("button", {
    class: `${kind} ${className}`.trim(), type: "button", onclick: run, "aria-haspopup": menu ? "menu" : null, "aria-expanded": menu ? "false" : null,
    "aria-label": bare ? label : null, title: bare ? label : null,
  }, mark && icon(mark, bare ? 16 : 15), !bare && h("span", null, label));
}

/** The words of a button. @param {HTMLElement} el @param {string} words */
export const say = (el, words) => text(/** @type {Element} */ (el.querySelector("span") ?? el), words);

/** A switch with its meaning under it. @param {string} label @param {string} hint @param {(on: boolean) => void} change */
export function toggle(label, hint, change) {
  const id = uid("cx-ws");
  const input = h("input", { type: "checkbox", role: "switch", "aria-labelledby": `${id}-name`, "aria-describedby": `${id}-hint`, onchange: () => change(input.checked) });
  const under = h("small", { id: `${id}-hint` }, hint);
  const el = h("label", { class: "cx-ws-switch" }, input, h("span", { class: "cx-ws-knob", "aria-hidden": "true" }), h("span", null, h("b", { id: `${id}-name` }, label), under));
  return {
    el,
    /** @param {boolean} on @param {string} [held] why it cannot be switched now; "" where it can */
    update(on, held = "") {
      set(input, "checked", on);
      set(input, "disabled", Boolean(held));
      text(under, held || hint);
    },
  };
}

/** A part of the panel that folds. @param {string} name @param {string} title @param {(Node | null)[]} nodes @param {boolean} [open] */
export function part(name, title, nodes, open = true) {
  const count = h("span", { class: "cx-count" });
  const el = h("details", { class: "cx-section", open, dataset: { part: name } }, h("summary", null, icon("right", 13), h("span", null, title), count), nodes);
  return { el, count: (/** @type {number | string} */ n) => text(count, n ? String(n) : "") };
}

/** A row that stays as long as its record. @typedef {{el: HTMLElement, update: (record: any, index: number) => void, flush?: () => void, destroy?: () => void}} Row */

/** A list with a row for each record: rows are kept, so that focus and what is typed stay as others write. */
export class Rows {
  /** @param {HTMLElement} el @param {(id: string) => Row} make */
  constructor(el, make) {
    this.el = el;
    this.make = make;
    /** @type {Map<string, Row>} */
    this.rows = new Map();
  }

  /** @param {readonly {id: string}[]} records in their order */
  update(records) {
    const active = /** @type {HTMLElement | null} */ (focused(this.el));
    const inside = active && this.el.contains(active) ? active : null;
    const children = [...this.el.children];
    let lost = -1;
    const here = new Set(records.map((record) => record.id));
    for (const [id, row] of this.rows) {
      if (here.has(id)) continue;
      if (inside && row.el.contains(inside)) lost = children.indexOf(row.el);
      row.flush?.(); // what was being typed in it is kept for its author
      row.destroy?.();
      row.el.remove();
      this.rows.delete(id);
    }
    records.forEach((record, i) => {
      let row = this.rows.get(record.id);
      if (!row) this.rows.set(record.id, (row = this.make(record.id)));
      if (this.el.children[i] !== row.el) this.el.insertBefore(row.el, this.el.children[i] ?? null);
      row.update(record, i);
    });
    if (inside && inside.isConnected && focused(this.el) !== inside) inside.focus({ preventScroll: true });
    if (lost >= 0) /** @type {HTMLElement | null} */ (this.el.children[Math.min(lost, this.el.children.length - 1)]?.querySelector("button"))?.focus();
  }

  flush() {
    for (const row of this.rows.values()) row.flush?.();
  }

  clear() {
    this.flush();
    for (const row of this.rows.values()) row.destroy?.();
    this.rows.clear();
    fresh(this.el);
  }
}

/** A line to write in, with its button: Enter sends too. @param {{label: string, placeholder: string, send: string, max?: number, run: (words: string) => boolean | void}} options `run` false: it stays */
export function line({ label, placeholder, send, max = 1_000, run }) {
  const go = () => {
    const words = input.value.trim();
    if (!words || run(words) === false) return input.focus();
    input.value = "";
    input.focus();
  };
  const input = h("input", {
    class: "cx-input", type: "text", maxlength: max, placeholder, "aria-label": label, autocomplete: "off",
    onkeydown: (/** @type {KeyboardEvent} */ e) => e.key === "Enter" && !e.isComposing && (e.preventDefault(), go()),
  });
  return { el: h("div", { class: "cx-ws-line" }, input, button(send, go)), input };
}

/** @param {number} n @param {string} one @param {string} [many] */
export const plural = (n, one, many = `${one}s`) => `${n} ${n === 1 ? one : many}`;

/** Minutes in words: “4 min”, “less than a minute”. @param {number} minutes */
export const minutesWords = (minutes) => (Math.round(minutes) ? `${Math.round(minutes)} min` : "less than a minute");
