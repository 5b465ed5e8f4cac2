// @ts-check
/** Statements with a value from 0 to 100: where a persona stands between two ends, and how much it likes a channel. */
import { h, set, style, text } from "../view/dom.js";
import { channelIcon } from "../view/icons.js";

const PAUSE_MS = 250;

/**
 * A slider that is never moved from under the hand and writes when it comes to rest.
 * @param {import("./row.js").Row} row @param {{label: () => string, said: (value: number | null) => string, className: string}} of
 * @returns {{el: HTMLElement, input: HTMLInputElement, show: (value: number | null) => void}}
 */
function scale(row, { label, said, className }) {
  const { readonly } = row.desk;
  const fill = h("i", { class: "pp-fill" });
  const thumb = h("i", { class: "pp-thumb" });
  const input = h("input", { class: "pp-range", type: "range", min: 0, max: 100, step: 1, disabled: readonly });
  const el = h("span", { class: `pp-scale ${className}` }, h("i", { class: "pp-track" }), fill, thumb, input);
  let latest = /** @type {number | null} */ (null);
  let timer = 0;
  let moving = false;
  const draw = (/** @type {number | null} */ value) => {
    style(el, { "--at": String(value ?? 50) });
    el.classList.toggle("pp-unset", value === null);
    set(input, "aria-label", label());
    set(input, "aria-valuetext", said(value));
  };
  const commit = () => {
    clearTimeout(timer);
    timer = 0;
    const value = Number(input.value);
    if (value === latest) return;
    latest = value;
    row.group.write(row.id, "value", value);
  };
  const soon = () => {
    clearTimeout(timer);
    timer = window.setTimeout(commit, PAUSE_MS);
  };
  input.addEventListener("input", () => {
    draw(Number(input.value));
    if (!moving) soon(); // by keyboard: one change for a run of steps
  });
  input.addEventListener("pointerdown", () => (moving = true));
  for (const name of ["pointerup", "pointercancel"]) {
    input.addEventListener(name, () => {
      moving = false;
      soon();
    });
  }
  input.addEventListener("blur", () => timer && commit());
  return {
    el,
    input,
    show(value) {
      if (moving || timer) return;
      latest = value;
      input.value = String(value ?? 50);
      draw(value);
    },
  };
}

/** A slider's name, its two ends and where the persona stands. @param {import("./row.js").Row} row @returns {import("./row.js").Body} */
export function skillBody(row) {
  const { group } = row;
  const name = group.textField(row, "text", { label: "What differs", max: 400, required: true, placeholder: "Digital confidence", className: "pp-strong" });
  const low = group.textField(row, "low", { label: "Low end", max: 40, placeholder: "avoids", className: "pp-end" });
  const high = group.textField(row, "high", { label: "High end", max: 40, placeholder: "fluent", className: "pp-end pp-right" });
  let now = /** @type {any} */ (null);
  const ends = () => [now?.low || "low", now?.high || "high"];
  const slider = scale(row, {
    label: () => now?.text ?? "Where they stand",
    said: (value) => (value === null ? "not set" : `${value} from 0, ${ends()[0]}, to 100, ${ends()[1]}`),
    className: "pp-skill",
  });
  return {
    el: h("div", { class: "pp-body pp-skill-body" }, name.el, slider.el, h("span", { class: "pp-ends" }, low.el, high.el)),
    main: name,
    fields: [name, low, high],
    update(statement) {
      now = statement;
      name.update(statement.text);
      low.update(statement.low);
      high.update(statement.high);
      slider.show(statement.value);
    },
  };
}

/** A channel with its strength as a bar that can be pulled. @param {import("./row.js").Row} row @returns {import("./row.js").Body} */
export function channelBody(row) {
  const { desk } = row;
  const drawing = h("span", { class: "pp-channel-mark", "aria-hidden": "true" });
  const name = h("span", { class: "pp-channel-name" });
  const share = h("b", { class: "pp-share" });
  let now = /** @type {any} */ (null);
  const label = () => desk.label("channels", now?.text ?? "");
  const slider = scale(row, { label: () => `Strength: ${label()}`, said: (value) => (value === null ? "not set" : `${value} per cent`), className: "pp-bar" });
  slider.input.addEventListener("input", () => text(share, `${slider.input.value} %`));
  return {
    el: h("div", { class: "pp-body pp-channel-body" }, drawing, name, h("span", { class: "pp-strength" }, slider.el, share)),
    main: null,
    fields: [],
    update(statement) {
      now = statement;
      text(name, label());
      if (drawing.dataset.key !== statement.text) {
        drawing.dataset.key = statement.text;
        drawing.replaceChildren(channelIcon(statement.text, 17));
      }
      slider.show(statement.value);
      if (slider.input.value === String(statement.value)) text(share, `${statement.value} %`);
      else if (statement.value === null) text(share, "");
    },
  };
}
