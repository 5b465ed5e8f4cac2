// @ts-check
/** How a card looks: by the kind of its lane at card level, as one line at stage level. Elements are kept and refilled. */
import { copied, fresh, h } from "./dom.js";
import { showValue } from "./curve.js";
import { wordsOf } from "./mark-words.js";
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
  const line = marks.filter((m) => m.line).map((m) => m.node());
  const edge = marks.filter((m) => !m.line).map((m) => m.node());
  const room = edge.length > 1 || edge.some((node) => node.textContent) ? " cx-edges" : edge.length ? " cx-edge" : "";
  const more = edge.length ? h("span", { class: "cx-marks" }, edge) : null;
  el.dataset.id = card.id;
  el.className = `cx-card cx-kind-${kind} cx-ev-${evidenceOf(card, marks)}${level === "stage" ? " cx-row" : room}`;
  el.setAttribute("aria-label", cardName(look));
  el.title = card.note ? `${card.title}\n\n${card.note}` : card.title;
  const title = h("span", { class: "cx-tt", dir: "auto" }, card.title || "…");
  const mark = card.moment || (level === "card" && momentKinds.has(kind)) ? starButton(card) : null;
  const bars = card.severity || kind === "pain" ? severityButton(card) : null;
  if (level === "stage") return fresh(el, bars, title, card.moment ? mark : null, more);
  if (kind === "touchpoint") {
    const channel = card.channel ? label("channels", card.channel) : "";
    fresh(
      el,
      h("span", { class: "cx-ch" }, channelIcon(card.channel ?? "other", 15)),
      h("span", { class: "cx-tx" }, title, (channel || line.length > 0) && h("span", { class: "cx-tm" }, channel, line.flatMap((node, i) => (channel || i ? [" · ", node] : [node])))),
      card.severity ? bars : null,
      mark,
      more,
    );
  } else if (kind === "kpi" && line.length) fresh(el, h("span", { class: "cx-tx" }, title, line), mark, more);
  else fresh(el, kind === "thought" && h("span", { class: "cx-quote" }, "“"), bars, title, mark, more);
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
