// @ts-check
/** Controls for some fields of one or several records: kept up to date, written as they change. For sections of the inspector and popovers. */
import { choiceControl, writingControl } from "./controls.js";
import { h } from "./dom.js";
import { common } from "./subject.js";
import { MIXED } from "./mixed.js";

/**
 * A field to show: its name; another label; for one that refers to records, what may be chosen and what the empty choice is called.
 * @typedef {{name: string, label?: string, options?: () => {key: string, label: string}[], none?: string | null, mark?: (key: string | null) => Node | null}} Wanted
 */

/**
 * @param {any} board @param {string} type @param {string[]} ids @param {Wanted[]} wanted @param {string} [label] what a change is called
 * @returns {{el: Record<string, HTMLElement>, update: () => void, flush: () => void, focus: (name: string) => void}} elements by field
 */
export function recordFields(board, type, ids, wanted, label = "") {
  const records = () => ids.map((id) => board.replica.get(type, id)).filter(Boolean);
  const parts = wanted.map(({ name, label: own, options, none, mark }) => {
    const defined = board.definitions.field(type, name);
    const field = own ? { ...defined, label: own } : defined;
    /** Where all were deleted while it was typed, the server says so, and the text goes to its author's unsaved ones. @param {any} value @param {any} was */
    const write = (value, was) => {
      const here = records();
      const edits = (here.length ? here : ids.map((id) => ({ id }))).map((/** @type {any} */ record) => ({
        op: "patch", type, id: record.id, fields: { [name]: value }, was: { [name]: was === MIXED ? (record[name] ?? null) : was },
      }));
      board.session.commit(edits, { label });
    };
    const spec = { field, readonly: board.readonly, write };
    if (!options && field.kind !== "choice") return { name, control: writingControl(spec), refresh: null };
    const control = choiceControl({ ...spec, ...(options ? { options: options() } : {}), ...(none === undefined ? {} : { none }), ...(mark ? { mark } : {}) });
    return { name, control, refresh: options ? () => control.options(options()) : null };
  });
  return {
    el: Object.fromEntries(parts.map(({ name, control }) => [name, control.el])),
    update() {
      const here = records();
      if (!here.length) return;
      for (const { name, control, refresh } of parts) {
        refresh?.();
        control.update(common(here, name));
      }
    },
    flush: () => parts.forEach(({ control }) => control.flush()),
    focus: (name) => parts.find((part) => part.name === name)?.control.focus(),
  };
}

/** Two fields side by side. @param {...Node} fields */
export const pair = (...fields) => h("div", { class: "cx-two-fields" }, fields);
