// @ts-check
/** Choose from a list, or write the name of what is new: a combobox in a popover. Arrows move, Enter chooses, Escape leaves. */
import { fresh, h, set, text, uid } from "./dom.js";
import { icon } from "./icons.js";
import { openPopover } from "./menu.js";

/** @typedef {{key: string, label: string, hint?: string, checked?: boolean}} Choice */

/**
 * Open the list at `anchor`.
 * @param {any} board @param {HTMLElement} anchor
 * @param {{title: string, placeholder: string, empty: string, none?: string | null, choices: () => Choice[], fresh: (name: string) => string,
 *   pick: (key: string | null) => void, make: (name: string) => void, onClose?: () => void, at?: {x: number, y: number}}} options
 *   `none`: what the empty choice is called, null where there is none; `fresh`: what the entry that makes a new one is called;
 *   `empty`: what is said while there is nothing to choose
 * @returns {{refresh: () => void, close: () => void} | null} null where the call closed it
 */
export function openPicker(board, anchor, options) {
  const id = uid("cx-picker");
  const input = h("input", {
    class: "cx-input", type: "text", role: "combobox", maxlength: 120, autocomplete: "off", placeholder: options.placeholder,
    "aria-label": options.title, "aria-expanded": "true", "aria-controls": id, "aria-autocomplete": "list",
  });
  const list = h("div", { class: "cx-picker-list", role: "listbox", id, "aria-label": options.title });
  const empty = h("p", { class: "cx-picker-empty" }, options.empty);
  /** @type {{el: HTMLElement, name: string, run: () => void}[]} */
  let rows = [];
  let active = "";
  let sign = "";

  const popover = openPopover(board, anchor, [h("h2", { class: "cx-picker-title" }, options.title), input, list, empty], {
    label: options.title, className: "cx-picker", focus: input, onClose: options.onClose, at: options.at,
  });
  if (!popover) return null;

  const done = (/** @type {() => void} */ act) => {
    popover.close();
    act();
  };
  const row = (/** @type {string} */ key, /** @type {string} */ label, /** @type {() => void} */ act, /** @type {{mark?: Node | null, hint?: string, checked?: boolean}} */ more = {}) => {
    const run = () => done(act);
    const el = h("div", {
      class: "cx-menu-item", role: "option", id: `${id}-${rows.length}`, "aria-selected": "false", "aria-checked": more.checked === undefined ? null : String(more.checked),
      onpointerdown: (/** @type {Event} */ e) => e.preventDefault(), // the input keeps the focus
      onclick: run,
    },
    h("span", { class: "cx-menu-mark" }, more.checked ? icon("check", 14) : (more.mark ?? null)),
    h("span", { class: "cx-menu-label" }, label), more.hint && h("span", { class: "cx-menu-hint" }, more.hint));
    rows.push({ el, name: key, run });
  };
  const show = () => {
    rows.forEach(({ el, name }) => {
      const on = name === active;
      el.classList.toggle("cx-active", on);
      set(el, "aria-selected", String(on));
      if (on) el.scrollIntoView({ block: "nearest" });
    });
    set(input, "aria-activedescendant", rows.find((r) => r.name === active)?.el.id ?? null);
  };
  /** @param {boolean} [typed] the best match becomes the active one */
  const draw = (typed = false) => {
    const name = input.value.trim().replace(/\s+/g, " ");
    const words = name.toLocaleLowerCase();
    const all = options.choices();
    const now = `${words}|${all.map((c) => `${c.key}.${c.label}.${c.hint}.${c.checked}`).join("|")}`;
    if (now === sign) return;
    sign = now;
    rows = [];
    const found = all.filter((c) => c.label.toLocaleLowerCase().includes(words));
    for (const c of found) row(c.key, c.label, () => options.pick(c.key), { checked: c.checked ?? false, hint: c.hint });
    const known = all.some((c) => c.label.toLocaleLowerCase() === words);
    if (words && !known) row("new:", options.fresh(name), () => options.make(name), { mark: icon("plus", 15) });
    if (options.none && !words) row("none:", options.none, () => options.pick(null), { mark: icon("close", 15) });
    const best = all.find((c) => c.label.toLocaleLowerCase() === words) ?? found.find((c) => c.label.toLocaleLowerCase().startsWith(words));
    if (typed) active = (words && (best?.key ?? rows[0]?.name)) || "";
    if (!rows.some((r) => r.name === active)) active = words ? (rows[0]?.name ?? "") : "";
    fresh(list, rows.map((r) => r.el));
    list.hidden = !rows.length;
    empty.hidden = rows.length > 0;
    text(empty, options.empty);
    show();
    popover.place();
  };
  input.addEventListener("input", () => draw(true));
  input.addEventListener("keydown", (/** @type {KeyboardEvent} */ e) => {
    if (e.isComposing) return;
    const at = rows.findIndex((r) => r.name === active);
    const to = { ArrowDown: (at + 1) % rows.length, ArrowUp: at <= 0 ? rows.length - 1 : at - 1, PageDown: Math.min(rows.length - 1, at + 8), PageUp: Math.max(0, at - 8) }[e.key];
    if (to !== undefined && rows.length) {
      e.preventDefault();
      active = rows[to].name;
      show();
    } else if (e.key === "Enter") {
      e.preventDefault();
      rows[at]?.run();
    } else if (e.key === "Tab") {
      e.preventDefault(); // there is nothing else in here
      popover.close();
    }
  });
  draw();
  return { refresh: () => draw(), close: () => popover.close() };
}
