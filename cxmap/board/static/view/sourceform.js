// @ts-check
/** The form of one source: five fields, each written where `write` says. For a source that is there, and for one being made. */
import { choiceControl, writingControl } from "./controls.js";
import { fieldOf } from "./forms.js";
import { h } from "./dom.js";

const FIELDS = ["kind", "quote", "link", "date", "expires"];

/**
 * @param {any} board @param {{readonly: boolean, write: (name: string, value: any, was: any) => void}} to
 * @returns {{nodes: Node[], update: (source: any) => void, flush: () => void, focus: () => void}}
 */
export function sourceForm(board, { readonly, write }) {
  const controls = FIELDS.map((name) => {
    const spec = { field: fieldOf(board, "source", name), readonly, write: (/** @type {any} */ value, /** @type {any} */ was) => write(name, value, was) };
    return name === "kind" ? choiceControl(spec) : writingControl(spec);
  });
  const [kind, quote, link, date, expires] = controls.map((control) => control.el);
  return {
    nodes: [kind, quote, link, h("div", { class: "cx-two-fields" }, date, expires)],
    update: (source) => controls.forEach((control, i) => control.update(source[FIELDS[i]] ?? null)),
    flush: () => controls.forEach((control) => control.flush()),
    focus: () => controls[1].focus(),
  };
}
