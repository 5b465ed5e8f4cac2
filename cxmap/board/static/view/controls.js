// @ts-check
/**
 * The controls that a form of record fields is made of. Each holds one field: `update(value)` shows what the map says unless
 * somebody is typing in it, `flush()` writes what was typed and not written yet. MIXED stands for differing values.
 */
import { minus } from "../model/numbers.js";
import { focused, fresh, h, set, text, uid } from "./dom.js";
import { evidenceMark, icon, pips } from "./icons.js";
import { MIXED } from "./mixed.js";

const PAUSE_MS = 800;

/** An end of what a number may be. @param {number | null | undefined} end */
const bound = (end) => (end === null || end === undefined ? "any" : minus(end.toLocaleString("en")));

/**
 * What a control needs to know: the field as the record definitions give it, and where a new value goes (`was` is the value
 * that the author saw, for merging).
 * @typedef {{name: string, kind: string, label: string, meaning: string, max?: number | null, min?: number | null, step?: number | null,
 *   long?: boolean, required?: boolean, choices?: {key: string, label: string, meaning: string}[]}} Field
 * @typedef {{field: Field, readonly: boolean, write: (value: any, was: any) => void}} Spec
 * @typedef {{el: HTMLElement, update: (value: any) => void, flush: () => void, focus: () => void}} Control
 */

/** A labelled field. @param {Field} field @param {string} id @param {(Node | null | false)[]} parts @param {Node | null} [beside] */
export function labelled(field, id, parts, beside = null) {
  return h("div", { class: "cx-field", title: field.meaning }, h("div", { class: "cx-label" }, h("label", { for: id }, field.label), beside), parts);
}

/**
 * Text, numbers and dates. Written on leaving, on Enter and after a pause; Escape restores what stood there before.
 * @param {Spec} spec
 * @returns {Control}
 */
export function writingControl({ field, readonly, write }) {
  const id = uid("cx-field");
  const number = field.kind === "number" || field.kind === "integer";
  const problem = h("p", { class: "cx-problem", id: `${id}-problem`, role: "alert", hidden: true });
  const input = h(field.long ? "textarea" : "input", {
    class: field.long ? "cx-input cx-long" : "cx-input",
    id,
    type: field.long ? null : number ? "number" : field.kind === "date" ? "date" : "text",
    rows: field.long ? 3 : null,
    maxlength: field.kind === "text" ? field.max : null,
    min: number ? field.min : field.kind === "date" ? "1900-01-01" : null,
    max: number ? field.max : field.kind === "date" ? "2199-12-31" : null,
    step: number ? (field.step ?? "any") : null,
    required: Boolean(field.required),
    readonly,
    autocomplete: "off",
    "aria-describedby": `${id}-problem`,
  });
  /** What the map says, what the author saw when they began to write, and what stood there on arrival. */
  let latest = /** @type {any} */ (null);
  let base = /** @type {any} */ (null);
  let arrived = "";
  let timer = /** @type {any} */ (undefined);
  let composing = false;

  const shown = (/** @type {any} */ value) => (value === null || value === undefined || value === MIXED ? "" : String(value));
  const typed = () => {
    if (number) return input.value === "" ? null : Number(input.value);
    if (field.kind === "date") return input.value || null;
    return field.long ? input.value : input.value.trim().replace(/\s+/g, " ");
  };
  /** One sentence on what is wrong, or "". */
  const wrong = () => {
    if (field.required && !shown(typed())) return base === MIXED ? "" : `“${field.label}” is empty: write something.`;
    if (input.validity.valid || (!number && field.kind !== "date")) return "";
    if (number) return `Write a number from ${bound(field.min)} to ${bound(field.max)}.`;
    return "Write a date from 1900 to 2199.";
  };
  const complain = (/** @type {string} */ sentence) => {
    problem.hidden = !sentence;
    text(problem, sentence);
    set(input, "aria-invalid", sentence ? "true" : null);
  };
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (readonly || (input.value === shown(base) && !input.validity.badInput)) return complain("");
    const sentence = wrong();
    if (sentence) return field.required && !shown(typed()) ? undefined : complain(sentence);
    complain("");
    const value = typed();
    if (value === base || (base === MIXED && shown(value) === "")) return;
    const was = base;
    base = value;
    write(value, was);
  };
  const show = (/** @type {any} */ value) => {
    base = value;
    if (input.value !== shown(value)) input.value = shown(value);
    if (field.kind === "text") set(input, "placeholder", value === MIXED ? "Mixed" : null);
    complain("");
  };

  input.addEventListener("focus", () => {
    arrived = input.value;
    base = latest;
  });
  input.addEventListener("compositionstart", () => (composing = true));
  input.addEventListener("compositionend", () => (composing = false));
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => !composing && !wrong() && flush(), PAUSE_MS); // half a date is no fault yet
  });
  input.addEventListener("blur", () => {
    flush();
    if (problem.hidden) show(latest === undefined ? null : latest);
  });
  input.addEventListener("keydown", (/** @type {KeyboardEvent} */ e) => {
    if (composing || e.isComposing) return;
    if (e.key === "Enter" && (!field.long || e.ctrlKey || e.metaKey)) {
      e.preventDefault();
      flush();
      arrived = input.value;
    } else if (e.key === "Escape" && input.value !== arrived) {
      e.preventDefault();
      e.stopPropagation();
      input.value = arrived;
      complain("");
      flush();
    }
  });

  return {
    el: labelled(field, id, [input, problem]),
    update(value) {
      latest = value;
      if (focused(input) !== input && problem.hidden) show(value);
    },
    flush() {
      const unwritten = input.value !== shown(base);
      if (unwritten) flush();
      clearTimeout(timer);
    },
    focus: () => input.focus(),
  };
}

/**
 * A choice from a list, with a drawing of the chosen one at the left where `mark` gives it.
 * @param {Spec & {options?: {key: string, label: string}[], mark?: (key: string | null) => Node | null, none?: string | null}} spec
 *   `none`: what the empty choice is called, null where there must be one
 * @returns {Control & {options: (options: {key: string, label: string}[]) => void}}
 */
export function choiceControl({ field, readonly, write, options = field.choices ?? [], mark, none = field.required ? null : "None" }) {
  const id = uid("cx-field");
  const select = h("select", { class: "cx-input", id, disabled: readonly });
  const drawing = h("span", { class: "cx-select-mark", "aria-hidden": "true" });
  const box = h("div", { class: `cx-select${mark ? " cx-marked" : ""}` }, mark ? drawing : null, select, icon("down", 15));
  let latest = /** @type {any} */ (null);
  let sign = "";
  let list = options;

  const draw = () => {
    const mixed = latest === MIXED;
    const now = `${mixed}|${list.map((o) => `${o.key}=${o.label}`).join("|")}`;
    if (now !== sign) {
      sign = now;
      fresh(select,
        mixed && h("option", { value: "mixed", disabled: true }, "Mixed"),
        none !== null && h("option", { value: "" }, none),
        list.map((o) => h("option", { value: o.key }, o.label)));
    }
    const value = mixed ? "mixed" : (latest ?? "");
    if (select.value !== value) select.value = value;
    if (mark) fresh(drawing, mark(mixed ? null : latest));
  };
  select.addEventListener("change", () => {
    const was = latest;
    latest = select.value || null;
    draw();
    write(latest, was);
  });
  return {
    el: labelled(field, id, [box]),
    update(value) {
      latest = value;
      draw();
    },
    options(now) {
      list = now;
      draw();
    },
    flush() {},
    focus: () => select.focus(),
  };
}

/**
 * A few choices side by side, as radio buttons: arrows move, each with its drawing.
 * @param {Spec & {options: {key: any, label: string, mark: Node | null, title?: string}[], className?: string}} spec
 * @returns {Control}
 */
export function segmentControl({ field, readonly, write, options, className = "" }) {
  const id = uid("cx-field");
  let latest = /** @type {any} */ (null);
  const choose = (/** @type {any} */ key) => {
    if (readonly || key === latest) return;
    const was = latest;
    latest = key;
    draw();
    write(key, was);
  };
  const buttons = options.map((option, i) =>
    h("button", {
      type: "button", role: "radio", title: option.title ?? null, "aria-disabled": readonly ? "true" : null,
      onclick: () => choose(option.key),
      onkeydown: (/** @type {KeyboardEvent} */ e) => {
        const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[e.key];
        if (!by) return;
        e.preventDefault();
        const to = (i + by + options.length) % options.length;
        buttons[to].focus();
        choose(options[to].key);
      },
    }, option.mark, h("span", null, option.label)),
  );
  function draw() {
    const at = options.findIndex((o) => o.key === (latest ?? null));
    buttons.forEach((button, i) => {
      set(button, "aria-checked", String(i === at));
      button.tabIndex = i === Math.max(0, at) ? 0 : -1;
    });
  }
  const mixed = h("span", { class: "cx-mixed", hidden: true }, "mixed");
  const el = h("div", { class: "cx-field", title: field.meaning },
    h("div", { class: "cx-label" }, h("span", { id }, field.label), mixed),
    h("div", { class: `cx-segments ${className}`, role: "radiogroup", "aria-labelledby": id }, buttons));
  return {
    el,
    update(value) {
      latest = value === undefined ? null : value;
      mixed.hidden = value !== MIXED;
      draw();
    },
    flush() {},
    focus: () => buttons.find((b) => b.tabIndex === 0)?.focus(),
  };
}

/** Evidence: three segments with their marks. @param {Spec} spec */
export function evidenceControl(spec) {
  const options = (spec.field.choices ?? []).map((c) => ({ key: c.key, label: c.label, mark: evidenceMark(c.key), title: c.meaning }));
  return segmentControl({ ...spec, options });
}

/** Severity: none and three, as rising bars. @param {Spec & {terms: {key: string, label: string, meaning: string}[]}} spec */
export function severityControl(spec) {
  const options = [
    { key: null, label: "None", mark: pips(0), title: "Nothing hurts here." },
    ...spec.terms.map((t) => ({ key: Number(t.key), label: t.label, mark: pips(Number(t.key)), title: t.meaning })),
  ];
  return segmentControl({ ...spec, options, className: "cx-four" });
}
