// @ts-check
/** Modal dialogs: the browser's own `<dialog>`, which traps the focus, makes the rest inert and gives the focus back. */
import { contain } from "./contain.js";
import { h, uid } from "./dom.js";
import { icon } from "./icons.js";

/** @typedef {{label: string, value?: any, primary?: boolean, danger?: boolean, disabled?: boolean}} Action */

/**
 * Open a dialog.
 * @param {any} board
 * @param {{title: string, body: Node | Node[], actions?: Action[], className?: string, focus?: HTMLElement}} options
 * @returns {{el: HTMLDialogElement, close: (value?: any) => void, done: Promise<any>}} `done` gives the value of the action, or
 *   undefined where the dialog was left by Escape or its close button
 */
export function openDialog(board, { title, body, actions = [], className = "", focus }) {
  const id = uid("cx-title");
  /** @type {(value: any) => void} */
  let settle = () => {};
  const done = new Promise((resolve) => (settle = resolve));
  const buttons = actions.map((action) =>
    h("button", {
      class: `cx-button${action.primary ? " cx-primary" : ""}${action.danger ? " cx-danger" : ""}`,
      type: "button",
      disabled: Boolean(action.disabled),
      onclick: () => close(action.value),
    }, action.label),
  );
  const content = h("div", { class: "cx-dialog-body", tabindex: -1 }, body);
  const el = /** @type {HTMLDialogElement} */ (
    h("dialog", { class: `cx-dialog ${className}`, "aria-labelledby": id },
      h("header", { class: "cx-dialog-head" },
        h("h2", { id }, title),
        h("button", { class: "cx-square", type: "button", "aria-label": "Close", onclick: () => close() }, icon("close"))),
      content,
      buttons.length ? h("footer", { class: "cx-dialog-foot" }, buttons) : null)
  );

  /** @param {any} [value] */
  function close(value) {
    if (el.open) el.close();
    el.remove();
    settle(value);
  }
  el.addEventListener("cancel", (e) => {
    e.preventDefault();
    close();
  });
  el.addEventListener("pointerdown", (e) => {
    if (e.target === el) close(); // the backdrop: the dialog's own box is all content
  });
  contain(el, { all: true });
  board.root.append(el);
  el.showModal();
  if (content.scrollHeight > content.clientHeight) content.tabIndex = 0; // it can be scrolled by keys
  const wanted = focus ?? buttons[actions.findIndex((a) => a.primary)] ?? null;
  wanted?.focus();
  return { el, close, done };
}
