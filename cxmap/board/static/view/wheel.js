// @ts-check
/**
 * The emotion wheel: a popover to choose a word from. Families are sectors, intensities are rings from the middle out; colour
 * says the tone only, and each word is there to read. Typing narrows it; arrows walk it.
 */
import { addWord, changeWord, matching, neighbour, removeWord, resetWheel, segments, words, wordOf } from "../model/wheel.js";
import { showValue, tone } from "./curve.js";
import { openDialog } from "./dialog.js";
import { focused, fresh, h, set, svg, text } from "./dom.js";
import { icon } from "./icons.js";
import { openPopover } from "./menu.js";

/** Radii of the rings, from the middle out. */
const RINGS = [46, 88, 132, 178];
const SIZE = 2 * RINGS[3] + 4;
/** Letters that fit a ring at 12 px. */
const LETTERS = [9, 13, 17];

/** @typedef {import("../model/wheel.js").Word} Word */

/** The workspace of a board. @param {any} board */
const workspaceOf = (board) => board.replica.get("journey", board.session.journey)?.workspace ?? "main";

/** @param {any} board @returns {Word[]} */
const wordsOf = (board) => words(board.replica, board.definitions.wheel);

/**
 * Choose a word beside `anchor`.
 * @param {any} board @param {HTMLElement} anchor @param {{current: string, choose: (word: Word) => void}} options
 */
export function openWheel(board, anchor, { current, choose }) {
  const families = board.definitions.terms("emotion_families");
  const input = h("input", { class: "cx-input", type: "text", placeholder: "Type to narrow", "aria-label": "Narrow the words", maxlength: 60, autocomplete: "off" });
  const place = h("div", { class: "cx-wheel-place" });
  const said = h("p", { class: "cx-wheel-said" });
  const edit = !board.readonly && h("button", { class: "cx-button cx-quiet", type: "button", onclick: () => (popover?.close(), editWheel(board)) }, icon("pencil", 14), "Edit the wheel");
  const body = h("div", { class: "cx-wheel" }, input, place, said, edit);
  const done = (/** @type {Word} */ word) => {
    popover?.close();
    choose(word);
  };
  const off = board.session.on("records", (/** @type {Set<string> | null} */ touched) => (!touched || [...touched].some((key) => key.startsWith("word:"))) && again());
  const popover = openPopover(board, anchor, body, { label: "Words for a feeling", focus: input, className: "cx-wheel-popover", onClose: off });
  if (!popover) return off();
  const describe = (/** @type {Word} */ word) => `${word.text}: ${board.label("emotion_families", word.family).toLowerCase()}, ${showValue(word.value)}`;
  /** Somebody changed a word: who walks the words stays where they are. */
  const again = () => {
    const at = /** @type {HTMLElement | null} */ (place.contains(focused(place)) ? focused(place) : null);
    draw(at?.dataset.word);
    if (at) /** @type {HTMLElement} */ (place.querySelector("[tabindex='0'], button") ?? input).focus();
  };
  /** @param {string} [at] the word that the keyboard is on */
  const draw = (at) => {
    const all = wordsOf(board);
    const found = matching(all, input.value);
    if (found.length === all.length) fresh(place, wheel(all, families, { current, at, describe, tell: (word) => text(said, word ? describe(word) : "Arrows walk the wheel, Enter chooses."), choose: done }));
    else if (found.length) fresh(place, h("div", { class: "cx-wheel-list" }, found.slice(0, 12).map((word) => h("button", { class: "cx-menu-item", type: "button", onclick: () => done(word) }, h("span", { class: "cx-menu-label" }, word.text), h("span", { class: "cx-menu-hint" }, showValue(word.value))))));
    else fresh(place, h("p", { class: "cx-wheel-none" }, `No word holds “${input.value.trim()}”. Write it in the field, or add it to the wheel.`));
    text(said, found.length === all.length ? "Arrows walk the wheel, Enter chooses." : `${found.length} of ${all.length} words`);
    popover.place();
  };
  input.addEventListener("input", () => draw());
  input.addEventListener("keydown", (/** @type {KeyboardEvent} */ e) => {
    if (e.isComposing) return;
    const all = wordsOf(board);
    const [first] = matching(all, input.value);
    if (e.key === "Enter" && input.value.trim() && first) done(first);
    else if (e.key === "ArrowDown") /** @type {HTMLElement | null} */ (place.querySelector("[tabindex='0'], button"))?.focus();
    else return;
    e.preventDefault();
  });
  draw();
}

/**
 * The wheel as a drawing of radio buttons.
 * @param {Word[]} all @param {{key: string, label: string}[]} families
 * @param {{current: string, at?: string, describe: (word: Word) => string, tell: (word: Word | null) => void, choose: (word: Word) => void}} act
 */
function wheel(all, families, { current, at: on, describe, tell, choose }) {
  const parts = segments(all, families.map((f) => f.key));
  const chosen = wordOf(all, current);
  const there = parts.findIndex(({ word }) => word.text === on);
  let stop = Math.max(0, there >= 0 ? there : parts.findIndex(({ word }) => word === chosen));
  const els = parts.map(({ word, ring, from, to }, i) => {
    const middle = (from + to) / 2;
    const at = polar((RINGS[ring - 1] + RINGS[ring]) / 2, middle);
    const short = word.text.length > LETTERS[ring - 1] ? `${word.text.slice(0, LETTERS[ring - 1] - 1)}…` : word.text;
    return svg("g", {
      class: `cx-word-part cx-is-${tone(word.value)}`, role: "radio", "aria-checked": String(word === chosen), "aria-label": describe(word), dataset: { word: word.text }, tabindex: i === stop ? 0 : -1,
      onclick: () => choose(word),
      onfocus: () => tell(word), onblur: () => tell(null), onpointerenter: () => tell(word), onpointerleave: () => tell(null),
      onkeydown: (/** @type {KeyboardEvent} */ e) => {
        if (e.key === "Enter" || e.key === " ") choose(word);
        else if (e.key.startsWith("Arrow")) go(neighbour(parts, i, e.key));
        else return;
        e.preventDefault();
        e.stopPropagation();
      },
    }, svg("path", { d: sector(RINGS[ring - 1], RINGS[ring], from, to) }), svg("text", { transform: `translate(${at.x.toFixed(1)} ${at.y.toFixed(1)}) rotate(${along(middle)})`, y: 4, "text-anchor": "middle" }, short));
  });
  /** @param {number} to */
  function go(to) {
    set(els[stop], "tabindex", -1);
    stop = to;
    set(els[stop], "tabindex", 0);
    /** @type {any} */ (els[stop]).focus();
  }
  const half = SIZE / 2;
  return svg("svg", { class: "cx-wheel-drawing", role: "radiogroup", "aria-label": "Emotion wheel", width: SIZE, height: SIZE, viewBox: `${-half} ${-half} ${SIZE} ${SIZE}` }, els);
}

/** @param {number} radius @param {number} turn */
function polar(radius, turn) {
  const angle = (turn - 0.25) * 2 * Math.PI;
  return { x: radius * Math.cos(angle), y: radius * Math.sin(angle) };
}

/** Degrees that a text is turned by to run along the ring, never upside down. @param {number} turn */
function along(turn) {
  const degrees = turn * 360;
  return degrees > 90 && degrees < 270 ? degrees - 180 : degrees;
}

/** @param {number} inner @param {number} outer @param {number} from @param {number} to */
function sector(inner, outer, from, to) {
  const [a, b, c, d] = [polar(inner, from), polar(outer, from), polar(outer, to), polar(inner, to)].map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`);
  const large = to - from > 0.5 ? 1 : 0;
  return `M${a}L${b}A${outer} ${outer} 0 ${large} 1 ${c}L${d}A${inner} ${inner} 0 ${large} 0 ${a}Z`;
}

/** Change the words of the wheel: text, family, ring and suggested feeling; add, take away, start over. @param {any} board */
export function editWheel(board) {
  const families = board.definitions.terms("emotion_families");
  const rows = h("div", { class: "cx-word-rows" });
  const commit = (/** @type {any[]} */ edits, /** @type {string} */ label) => edits.length && board.session.commit(edits, { label });
  const options = (/** @type {{key: any, label: string}[]} */ terms, /** @type {any} */ chosen) => terms.map((t) => h("option", { value: t.key, selected: String(t.key) === String(chosen) }, t.label));
  const rings = [{ key: 1, label: "slight" }, { key: 2, label: "clear" }, { key: 3, label: "strong" }];
  /** @param {Word} word */
  const row = (word) => {
    const change = (/** @type {any} */ fields) => commit(changeWord(wordsOf(board), workspaceOf(board), wordsOf(board).find((w) => w.id === word.id) ?? word, fields), "Change a word of the wheel");
    const name = h("input", { class: "cx-input", type: "text", maxlength: 60, value: word.text, "aria-label": `Word: ${word.text}` });
    name.addEventListener("change", () => (name.value.trim() ? change({ text: name.value.trim() }) : (name.value = word.text)));
    const family = h("select", { class: "cx-input", "aria-label": `Family of ${word.text}`, onchange: () => change({ family: family.value }) }, options(families, word.family));
    const ring = h("select", { class: "cx-input", "aria-label": `Strength of ${word.text}`, onchange: () => change({ intensity: Number(ring.value) }) }, options(rings, word.intensity ?? 1));
    const value = h("input", { class: "cx-input", type: "number", min: -3, max: 3, step: 0.1, value: word.value, "aria-label": `Feeling that ${word.text} suggests` });
    value.addEventListener("change", () => (value.value !== "" && value.validity.valid ? change({ value: Number(value.value) }) : (value.value = String(word.value))));
    const remove = h("button", { class: "cx-square cx-small", type: "button", "aria-label": `Take ${word.text} off the wheel`, onclick: () => {
      const edits = removeWord(wordsOf(board), workspaceOf(board), wordsOf(board).find((w) => w.id === word.id) ?? word);
      if (!edits.length) return board.toast("The last word stays: a wheel needs one.");
      commit(edits, "Take a word off the wheel");
      board.toast(`“${word.text}” is off the wheel. Feelings keep the word.`, board.undoLast());
    } }, icon("trash", 14));
    return h("div", { class: "cx-word-row", dataset: { word: word.id } }, name, family, ring, value, remove);
  };
  const draw = () => {
    const inside = rows.contains(board.shadowFocus());
    if (inside && board.shadowFocus()?.matches("input")) return; // never from under the hand
    fresh(rows, wordsOf(board).map(row));
  };
  const add = h("button", { class: "cx-button", type: "button", onclick: () => {
    const all = wordsOf(board);
    commit(addWord(all, workspaceOf(board), { text: "new word", family: families[0].key, value: 1, intensity: 1 }), "Add a word to the wheel");
    fresh(rows, wordsOf(board).map(row));
    const last = /** @type {HTMLInputElement | null} */ (rows.lastElementChild?.querySelector("input"));
    last?.focus();
    last?.select();
  } }, icon("plus", 14), "Add a word");
  const reset = h("button", { class: "cx-button cx-quiet", type: "button", onclick: () => {
    const edits = resetWheel(wordsOf(board));
    if (!edits.length) return board.toast("This is the wheel that comes with cxmap.");
    commit(edits, "Reset the wheel");
    board.toast("The wheel is as it comes with cxmap.", board.undoLast());
  } }, "Reset");
  const head = h("div", { class: "cx-word-row cx-word-head", "aria-hidden": "true" }, h("span", null, "Word"), h("span", null, "Family"), h("span", null, "Strength"), h("span", null, "−3 … +3"), h("span"));
  const dialog = openDialog(board, { title: "Words of the emotion wheel", className: "cx-wheel-dialog", body: [h("p", null, "They belong to the whole workspace. What was chosen before keeps its word."), head, rows, h("div", { class: "cx-word-foot" }, add, reset)] });
  const off = board.session.on("records", (/** @type {Set<string> | null} */ touched) => (!touched || [...touched].some((key) => key.startsWith("word:"))) && draw());
  draw();
  dialog.done.then(off);
}
