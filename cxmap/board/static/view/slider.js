// @ts-check
/** The emotion of one persona at a card: a slider from −3 to +3 with a face for a thumb, and a word for it. */
import { showValue } from "./curve.js";
import { labelled, writingControl } from "./controls.js";
import { focused, fresh, h, set, style, text, uid } from "./dom.js";
import { face, mood } from "./icons.js";

const PAUSE_MS = 250;
const MOODS = ["very negative", "negative", "neutral", "positive", "very positive"];

/** @param {number} value */
function inWords(value) {
  return `${showValue(value)}, ${MOODS[mood(value) + 2]}`;
}

/**
 * @param {{label: string, field: import("./controls.js").Field, word: import("./controls.js").Field, readonly: boolean,
 *   write: (value: number | null, word?: string) => void, wheel?: (anchor: HTMLElement) => void}} spec `write(null)` takes the
 *   feeling away; `wheel` offers words to choose from
 * @returns {import("./controls.js").Control} `update({value, word, other} | null)`, `other`: a sentence on what the other source says
 */
export function feelingControl({ label, field, word, readonly, write, wheel }) {
  const id = uid("cx-field");
  const number = h("output", { class: "cx-feeling-value", for: id });
  const clear = h("button", { class: "cx-clear", type: "button", "aria-label": `Clear: ${label}`, hidden: true }, "Clear");
  const fill = h("i", { class: "cx-track-fill" });
  const thumb = h("span", { class: "cx-thumb" });
  const input = h("input", { id, type: "range", min: field.min ?? -3, max: field.max ?? 3, step: field.step ?? 0.1, disabled: readonly });
  const reported = h("p", { class: "cx-reported", hidden: true });
  const words = writingControl({
    field: { ...word, label: "Word" },
    readonly,
    write: (value) => latest && write(latest.value, value),
  });
  words.el.classList.add("cx-word-field");
  const choose = wheel && !readonly && h("button", {
    class: "cx-clear cx-wheel-button", type: "button", "aria-haspopup": "dialog", "aria-expanded": "false", "aria-label": `Choose a word: ${label}`, onclick: () => wheel(/** @type {HTMLElement} */ (choose)),
  }, "Wheel");
  let latest = /** @type {{value: number, word: string, other?: string} | null} */ (null);
  let timer = /** @type {any} */ (undefined);
  let moving = false;

  /** @param {number | null} value */
  const draw = (value) => {
    const at = ((value ?? 0) + 3) / 6;
    const low = Math.min(at, 0.5);
    style(fill, {
      left: `${low * 100}%`,
      width: `${Math.abs(at - 0.5) * 100}%`,
      background: (value ?? 0) < 0 ? "var(--negFill)" : "var(--posFill)",
    });
    style(thumb, { left: `${at * 100}%` });
    thumb.classList.toggle("cx-unset", value === null);
    const key = value === null ? "none" : String(mood(value));
    if (thumb.dataset.mood !== key) {
      thumb.dataset.mood = key;
      fresh(thumb, value === null ? null : face(value, 24));
    }
    text(number, value === null ? "not set" : showValue(value));
    number.dataset.tone = value === null ? "none" : String(Math.sign(mood(value)));
    set(input, "aria-valuetext", value === null ? "not set" : inWords(value));
    clear.hidden = value === null || readonly;
  };
  const commit = () => {
    clearTimeout(timer);
    timer = undefined;
    const value = Number(input.value) + 0;
    if (latest && latest.value === value) return;
    latest = { ...(latest ?? { word: "" }), value };
    draw(value);
    words.el.hidden = false;
    write(value);
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(commit, PAUSE_MS);
  };
  input.addEventListener("input", () => {
    draw(Number(input.value) + 0);
    if (!moving) soon(); // by keyboard: one change for a run of steps
  });
  input.addEventListener("pointerdown", () => (moving = true));
  for (const name of ["pointerup", "pointercancel"]) {
    input.addEventListener(name, () => {
      moving = false;
      soon(); // also where the value stayed 0: a click on the middle sets a feeling that was not set
    });
  }
  input.addEventListener("keydown", (/** @type {KeyboardEvent} */ e) => {
    if (e.key === "Enter") commit();
    else if ((e.key === "Delete" || e.key === "Backspace") && latest && !readonly) clear.click();
  });
  clear.addEventListener("click", () => {
    clearTimeout(timer);
    timer = undefined;
    input.value = "0";
    latest = null;
    draw(null);
    words.el.hidden = true;
    input.focus();
    write(null);
  });

  const scale = h("div", { class: "cx-scale", "aria-hidden": "true" }, h("span", null, "−3"), h("span", null, "0"), h("span", null, "+3"));
  const slider = h("div", { class: "cx-slider" }, h("i", { class: "cx-track" }), h("i", { class: "cx-zero" }), fill, thumb, input);
  const el = labelled({ ...field, label }, id, [slider, scale, reported, words.el], h("span", { class: "cx-feeling-side" }, choose, clear, number));
  return {
    el,
    update(feeling) {
      words.update(feeling?.word ?? "");
      words.el.hidden = !feeling || feeling.value === null || feeling.value === undefined;
      reported.hidden = !feeling?.other;
      text(reported, feeling?.other ?? "");
      if (moving || timer !== undefined) return; // never from under the hand
      const value = feeling?.value ?? null;
      latest = value === null ? null : { ...feeling };
      if (Number(input.value) !== (value ?? 0)) input.value = String(value ?? 0);
      draw(value);
    },
    flush() {
      if (timer !== undefined) commit();
      words.flush();
    },
    focus: () => focused(input) !== input && input.focus(),
  };
}
