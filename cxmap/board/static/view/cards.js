// @ts-check
/** How a card looks: by the kind of its lane at card level, as one line at stage level. Elements are kept and refilled. */
import { copied, h, morph, text } from "./dom.js";
import { showValue } from "./curve.js";
import { signOf, wordsOf } from "./mark-words.js";
import { channelIcon, pips, star } from "./icons.js";

/**
 * What a card element shows.
 * @typedef {object} Look
 * @property {any} card the record
 * @property {string} kind lane kind
 * @property {"card"|"stage"} level
 * @property {string} where "Arriving, Touchpoints"
 * @property {(list: string, key: string | null) => string} label of a vocabulary's key
 * @property {number | null} feeling of the leading persona
 * @property {import("./features.js").Mark[]} [marks] what other parts of the board show on it
 */

/** Severity in words, as read aloud. */
const SEVERITY = ["", "low", "medium", "high"];

/**
 * The accessible name of a card: everything that its picture says.
 * @param {Look} look
 */
export function cardName({ card, where, label, feeling, marks = [] }) {
  const parts = [card.title || "Untitled"];
  if (card.channel) parts.push(label("channels", card.channel));
  if (card.severity) parts.push(`severity ${SEVERITY[card.severity]}`);
  if (card.moment) parts.push("moment of truth");
  if (feeling !== null) parts.push(`emotion ${showValue(feeling)}`);
  parts.push(...wordsOf(marks), label("evidence", evidenceOf(card, marks)).toLowerCase(), where);
  return parts.join(", ");
}

/** An empty card element; `fillCard` gives it its content. */
export function newCard() {
  return h("div", { class: "cx-card", role: "button", tabIndex: -1 });
}

/**
 * Show a card.
 * @param {HTMLElement} el @param {Look} look
 */
export function fillCard(el, look) {
  const { card, kind, level, label, marks = [] } = look;
  const channel = card.channel ? label("channels", card.channel) : "";
  const lined = marks.some((mark) => mark.line);
  const shape = `card ${kind} ${level} ${card.channel} ${channel} ${card.severity} ${card.moment} ${lined}`;
  const was = drawn.get(el);
  const sign = signOf(marks);
  const same = was?.shape === shape && was.sign === sign;
  const edge = same ? was.edge : marks.filter((mark) => !mark.line).map((mark) => mark.node());
  el.dataset.id = card.id;
  const room = edge.length > 1 || edge.some((node) => node.textContent) ? " cx-edges" : edge.length ? " cx-edge" : "";
  el.className = `cx-card cx-kind-${kind} cx-ev-${evidenceOf(card, marks)}${level === "stage" ? " cx-row" : room}`;
  el.setAttribute("aria-label", cardName(look));
  el.title = card.note ? `${card.title}\n\n${card.note}` : card.title;
  if (!same) {
    const parts = copied(shape, () => body(card, kind, level, channel, lined));
    if (!was || was.sign || sign) el.replaceChildren(parts);
    else morph(el, parts);
    const line = el.querySelector(".cx-tm") ?? el.querySelector(".cx-tx");
    marks.filter((mark) => mark.line).forEach((mark, i) => line?.append(...(kind === "touchpoint" && (card.channel || i) ? [" · "] : []), mark.node()));
    if (edge.length) el.append(h("span", { class: "cx-marks" }, edge));
    drawn.set(el, { shape, sign, edge });
  }
  text(/** @type {Element} */ (el.querySelector(".cx-tt")), card.title || "…");
}

/** What a card element was last filled with: only what differs is drawn again. A mark may look another way on another shape. @type {WeakMap<HTMLElement, {shape: string, sign: string, edge: Node[]}>} */
const drawn = new WeakMap();

/**
 * What cards alike have in common: all but the title and the marks.
 * @param {any} card @param {string} kind @param {"card"|"stage"} level @param {string} channel its name @param {boolean} lined with marks in a second line
 */
function body(card, kind, level, channel, lined) {
  const parts = document.createDocumentFragment();
  const title = h("span", { class: "cx-tt", dir: "auto" });
  const mark = card.moment || (level === "card" && momentKinds.has(kind)) ? starButton(card) : null;
  const bars = card.severity || kind === "pain" ? severityButton(card) : null;
  const row = level === "stage";
  if (!row && kind === "touchpoint") {
    parts.append(h("span", { class: "cx-ch" }, channelIcon(card.channel ?? "other", 15)), h("span", { class: "cx-tx" }, title, (channel || lined) && h("span", { class: "cx-tm" }, channel)));
    if (card.severity && bars) parts.append(bars);
  } else if (!row && kind === "kpi" && lined) parts.append(h("span", { class: "cx-tx" }, title));
  else {
    if (!row && kind === "thought") parts.append(h("span", { class: "cx-quote" }, "“"));
    if (bars) parts.append(bars);
    parts.append(title);
  }
  if (mark) parts.append(mark);
  return parts;
}

/** The evidence that a card is drawn with. @param {any} card @param {import("./features.js").Mark[]} marks @returns {string} */
const evidenceOf = (card, marks) => marks.find((mark) => mark.evidence)?.evidence ?? card.evidence;

const momentKinds = new Set(["touchpoint", "moment", "action"]);

/** One click sets or clears the moment of truth. @param {any} card */
function starButton(card) {
  return copied(`moment ${Boolean(card.moment)}`, () => h(
    "span",
    { class: `cx-starred${card.moment ? " cx-on" : ""}`, dataset: { act: "moment" }, title: card.moment ? "Not a moment of truth" : "Moment of truth (*)" },
    star(15),
  ));
}

/** One click raises the severity by one, and from 3 back to none. @param {any} card */
function severityButton(card) {
  const filled = card.severity ?? 0;
  return copied(`severity ${filled}`, () => h("span", { class: "cx-sev", dataset: { act: "severity" }, title: "Severity (1, 2, 3; 0 for none)" }, pips(filled)));
}
