// @ts-check
/** What cards show of teams: the owner as text, a role disconnect as a broken link; a strong one is a filled shield with a falling arrow. */
import { sentenceOf } from "../model/disconnects.js";
import { h, svg } from "./dom.js";

/** Two halves of a link that do not meet; strong: on a filled ground, and an arrow falls between them. @param {boolean} strong @param {number} [size] */
export function brokenLink(strong, size = 15) {
  const line = { fill: "none", "stroke-width": 1.5, "stroke-linecap": "round", "stroke-linejoin": "round" };
  return svg("svg", { class: `cx-broken${strong ? " cx-strong" : ""}`, viewBox: "0 0 16 16", width: size, height: size, "aria-hidden": "true" },
    strong
      ? [
          svg("path", { d: "M8 .8 15.6 14.6H.4z", class: "cx-broken-ground", "stroke-linejoin": "round", "stroke-width": 1 }),
          svg("path", { d: "M8 5.4v6.2M5.9 9.6 8 11.7l2.1-2.1", class: "cx-broken-arrow", ...line, "stroke-width": 1.7 }),
        ]
      : svg("path", { d: "M6.3 4.7H4.6a3.3 3.3 0 0 0 0 6.6h1.7M9.7 4.7h1.7a3.3 3.3 0 0 1 0 6.6H9.7M6.9 2.2l.5 1.3M9.1 2.2l-.5 1.3M6.9 13.8l.5-1.3M9.1 13.8l-.5-1.3", class: "cx-broken-line", ...line }));
}

/**
 * What a card shows.
 * @param {any[]} owners teams @param {import("../model/disconnects.js").Disconnect | undefined} broken @param {string} kind of its lane @param {string} level
 * @returns {import("./features.js").Mark[]}
 */
export function marksOf(owners, broken, kind, level) {
  /** @type {import("./features.js").Mark[]} */
  const marks = [];
  if (owners.length) {
    const names = owners.map((t) => t.name).join(", ");
    const shown = level === "card";
    const line = kind === "touchpoint" || !shown; // a row has its title only
    marks.push({ sign: `own ${shown} ${names}`, words: `owned by ${names}`, line, node: () => h("span", { class: "cx-owner-name", dir: "auto" }, names) });
  }
  if (broken) {
    const said = sentenceOf(broken);
    marks.push({
      sign: `broken ${broken.strong} ${said}`,
      words: `${broken.strong ? "strong role disconnect" : "role disconnect"}: ${said.replace(/\.$/, "")}`,
      node: () => brokenLink(broken.strong, 14),
    });
  }
  return marks;
}
