// @ts-check
/** Popovers at a control, and menus made of them. Both live in the browser's top layer, so that nothing clips them. */
import { contain } from "./contain.js";
import { focused, h, style, tabbable } from "./dom.js";
import { icon } from "./icons.js";

/**
 * One entry of a menu. `checked` makes it a choice; an entry with `heading` only names what follows.
 * @typedef {object} Item
 * @property {string} [label]
 * @property {string} [hint] meta text at the right: a key, a count
 * @property {Node | null} [mark] drawing at the left
 * @property {() => void} [run]
 * @property {boolean} [checked]
 * @property {boolean} [many] several may be checked
 * @property {boolean} [disabled]
 * @property {boolean} [danger]
 * @property {string} [heading]
 * @property {boolean} [rule] a line above
 */

/** @typedef {{el: HTMLElement, close: (refocus?: boolean) => void, place: () => void}} Popover */

/** @type {WeakMap<Element, Popover>} open popovers by their anchor, so that a second click closes */
const open = new WeakMap();

/**
 * Show `content` beside `anchor` until Escape, a click elsewhere or `close()`. Opening it again at the same anchor closes it.
 * @param {any} board
 * @param {HTMLElement} anchor
 * @param {Node | Node[]} content
 * @param {{label: string, role?: string, align?: "start" | "end", className?: string, focus?: HTMLElement | null, onClose?: () => void,
 *   at?: {x: number, y: number}, until?: () => number}} options `focus`: what gets the focus, null for nothing; `at`: a point of the
 *   window instead; `until`: how far to the right it may reach, in px of the window
 * @returns {Popover | null} null where the call closed it
 */
export function openPopover(board, anchor, content, options) {
  const before = open.get(anchor);
  if (before) {
    before.close();
    return null;
  }
  const back = /** @type {HTMLElement | null} */ (focused(anchor));
  const el = h("div", {
    class: `cx-popover ${options.className ?? ""}`,
    role: options.role ?? "dialog",
    "aria-label": options.label,
    popover: "manual",
    tabindex: -1,
  }, content);
  (anchor.closest("dialog") ?? board.root).append(el);
  el.showPopover?.();
  contain(el, { all: true });

  const gone = new AbortController();
  /** @param {boolean} [refocus] */
  const close = (refocus = true) => {
    if (gone.signal.aborted) return;
    gone.abort();
    open.delete(anchor);
    const inside = el.contains(focused(el));
    el.remove();
    if (anchor.hasAttribute("aria-expanded")) anchor.setAttribute("aria-expanded", "false");
    if (refocus && inside) (anchor.isConnected && anchor.tabIndex >= 0 ? anchor : back)?.focus();
    options.onClose?.();
  };
  const place = () => position(el, options.at ? point(options.at) : anchor.getBoundingClientRect(), options.align ?? "start", options.until?.());
  const popover = { el, close, place };
  open.set(anchor, popover);
  if (anchor.hasAttribute("aria-expanded")) anchor.setAttribute("aria-expanded", "true");

  el.addEventListener("keydown", (/** @type {KeyboardEvent} */ e) => {
    if (e.key === "Escape") {
      e.preventDefault();
      close();
    } else if (e.key === "Tab") around(el, e);
  });
  const elsewhere = (/** @type {Event} */ e) => {
    const path = e.composedPath();
    if (!path.includes(el) && !path.includes(anchor)) close(false);
  };
  const listen = { signal: gone.signal, capture: true };
  document.addEventListener("pointerdown", elsewhere, listen);
  window.addEventListener("resize", () => close(false), listen);
  place();
  if (options.focus !== null) (options.focus ?? tabbable(el)[0] ?? el).focus();
  return popover;
}

/**
 * A menu at `anchor`: arrows, Home, End and first letters move, Enter and blank choose, Escape and Tab close.
 * @param {any} board
 * @param {HTMLElement} anchor
 * @param {Item[]} items
 * @param {{label: string, align?: "start" | "end", at?: {x: number, y: number}, onClose?: () => void}} options
 */
export function openMenu(board, anchor, items, options) {
  /** @type {Popover | null} */
  let popover = null;
  const rows = items.flatMap((item) =>
    item.heading
      ? h("div", { class: "cx-menu-heading", role: "presentation" }, item.heading)
      : [item.rule ? h("hr", { class: "cx-menu-rule" }) : [], h("button", {
          class: `cx-menu-item${item.danger ? " cx-danger" : ""}`,
          type: "button",
          role: item.checked === undefined ? "menuitem" : item.many ? "menuitemcheckbox" : "menuitemradio",
          "aria-checked": item.checked === undefined ? null : String(item.checked),
          "aria-disabled": item.disabled ? "true" : null,
          tabindex: -1,
          onclick: () => {
            if (item.disabled) return;
            popover?.close();
            item.run?.();
          },
        },
        h("span", { class: "cx-menu-mark" }, item.checked ? icon("check", 14) : (item.mark ?? null)),
        h("span", { class: "cx-menu-label" }, item.label ?? ""),
        item.hint ? h("span", { class: "cx-menu-hint" }, item.hint) : null)].flat(),
  );
  const choices = rows.filter((row) => row.tagName === "BUTTON");
  const first = choices.find((row) => row.getAttribute("aria-checked") === "true") ?? choices[0];
  popover = openPopover(board, anchor, rows, { ...options, role: "menu", className: "cx-menu", focus: first });
  popover?.el.addEventListener("keydown", (e) => {
    const at = choices.indexOf(/** @type {any} */ (focused(popover?.el ?? anchor)));
    const to = step(e, at, choices);
    if (e.key === "Tab") popover?.close();
    if (to === null) return;
    e.preventDefault();
    choices[to]?.focus();
  });
  return popover;
}

/**
 * The entry that a key leads to, or null.
 * @param {KeyboardEvent} e @param {number} at @param {HTMLElement[]} rows
 */
function step(e, at, rows) {
  const n = rows.length;
  if (e.key === "ArrowDown") return (at + 1) % n;
  if (e.key === "ArrowUp") return (at - 1 + n) % n;
  if (e.key === "Home") return 0;
  if (e.key === "End") return n - 1;
  if (e.key.length !== 1 || e.key === " " || e.ctrlKey || e.metaKey || e.altKey) return null;
  const letter = e.key.toLocaleLowerCase();
  for (let i = 1; i <= n; i++) {
    const label = rows[(at + i) % n].querySelector(".cx-menu-label")?.textContent ?? "";
    if (label.toLocaleLowerCase().startsWith(letter)) return (at + i) % n;
  }
  return null;
}

/** Keep Tab inside. @param {HTMLElement} el @param {KeyboardEvent} e */
function around(el, e) {
  const all = tabbable(el);
  if (!all.length) return;
  const last = all.length - 1;
  const at = all.indexOf(/** @type {HTMLElement} */ (focused(el)));
  if (e.shiftKey ? at <= 0 : at === last) {
    e.preventDefault();
    all[e.shiftKey ? last : 0].focus();
  }
}

/** @param {{x: number, y: number}} at @returns {DOMRect} */
function point({ x, y }) {
  return new DOMRect(x, y, 0, 0);
}

/**
 * Below the anchor, or above it where there is more room; always within the window.
 * @param {HTMLElement} el @param {DOMRect} rect @param {"start" | "end"} align @param {number} [until] how far to the right, where there is room before that
 */
function position(el, rect, align, until = window.innerWidth) {
  const gap = 6;
  const edge = 8;
  const { offsetWidth: width, offsetHeight: height } = el;
  const below = window.innerHeight - rect.bottom - gap - edge;
  const above = rect.top - gap - edge;
  const under = height <= below || below >= above;
  const top = under ? rect.bottom + gap : Math.max(edge, rect.top - gap - Math.min(height, above));
  const right = until >= width + 2 * edge ? until : window.innerWidth;
  const wish = align === "end" ? rect.right - width : rect.left;
  style(el, {
    left: `${Math.max(edge, Math.min(wish, right - width - edge))}px`,
    top: `${top}px`,
    "max-height": `${Math.max(120, under ? below : above)}px`,
  });
}
