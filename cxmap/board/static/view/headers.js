// @ts-check
/** Stage headers and lane headers. Elements are kept and refilled. */
import { h, fresh } from "./dom.js";
import { wordsOf } from "./mark-words.js";
import { icon, laneIcon } from "./icons.js";

/** Lines above the lanes of a service blueprint. */
export const LINES = /** @type {Record<string, {label: string, icon?: string}>} */ ({
  interaction: { label: "Line of interaction" },
  visibility: { label: "Line of visibility", icon: "eye" },
  internal: { label: "Line of internal interaction" },
});

/** "5 weeks". @param {any} stage @param {(list: string, key: string | null) => string} label */
export function duration(stage, label) {
  if (stage.duration === null || !stage.duration_unit) return "";
  const unit = label("duration_units", stage.duration_unit).toLowerCase();
  return `${+stage.duration.toFixed(2)} ${stage.duration === 1 ? unit.replace(/s$/, "") : unit}`;
}

/** @param {number} cards */
export function count(cards) {
  return cards === 1 ? "1 card" : `${cards} cards`;
}

export function newStageHeader() {
  return h("div", { class: "cx-stage", role: "button", tabIndex: -1 });
}

/**
 * @param {HTMLElement} el
 * @param {{stage: any, number: number, cards: number, level: string, folded?: boolean, label: (list: string, key: string | null) => string, readonly: boolean, marks?: import("./features.js").Mark[]}} look
 */
export function fillStage(el, { stage, number, cards, level, folded = false, label, readonly, marks = [] }) {
  const time = duration(stage, label);
  el.dataset.stage = stage.id;
  const name = stage.name || `Stage ${number}`;
  el.setAttribute("aria-label", `Stage ${number}, ${name}${stage.goal ? `, ${stage.goal}` : ""}${time ? `, ${time}` : ""}, ${[count(cards), ...wordsOf(marks)].join(", ")}${folded ? ", folded" : ""}`);
  el.title = [name, stage.goal].filter(Boolean).join("\n");
  if (folded) {
    fresh(el, h("span", { class: "cx-fold", dataset: { act: "fold" }, title: "Unfold the stage" }, icon("right", 12)), h("b", { class: stage.name ? "" : "cx-unnamed", dir: "auto" }, name));
    return;
  }
  fresh(
    el,
    h(
      "span",
      { class: "cx-stage-top" },
      h("span", { class: "cx-num" }, number),
      h("b", { class: stage.name ? "" : "cx-unnamed", dir: "auto" }, name),
      time && level === "card" && h("span", { class: "cx-time" }, icon("clock", 12), time),
    ),
    stage.goal && level !== "map" && h("span", { class: "cx-goal" }, stage.goal),
    marks.length > 0 && h("span", { class: "cx-marks" }, marks.map((mark) => mark.node())),
    !readonly && level !== "map" && h("span", { class: "cx-dots", dataset: { act: "menu" }, title: "Stage menu" }, icon("more", 14)),
  );
}

export function newLaneHeader() {
  return h("div", { class: "cx-lane", role: "button", tabIndex: -1 });
}

/**
 * @param {HTMLElement} el
 * @param {{lane: any, cards: number, level: string, collapsed: boolean, label: (list: string, key: string | null) => string, legend: Element | null, readonly: boolean, marks?: import("./features.js").Mark[]}} look
 */
export function fillLane(el, { lane, cards, level, collapsed, label, legend, readonly, marks = [] }) {
  const name = lane.name || label("lane_kinds", lane.kind);
  el.dataset.lane = lane.id;
  el.setAttribute("aria-label", `Lane ${name}, ${[count(cards), ...wordsOf(marks)].join(", ")}${collapsed ? ", folded" : ""}`);
  el.title = name;
  fresh(
    el,
    h("span", { class: "cx-lane-top" }, laneIcon(lane.kind, 16), h("span", { class: "cx-lane-name" }, name)),
    level === "card" && !collapsed && legend,
    marks.length > 0 && h("span", { class: "cx-marks" }, marks.map((mark) => mark.node())),
    h("span", { class: "cx-fold", dataset: { act: "fold" }, title: collapsed ? "Unfold the lane" : "Fold the lane" }, icon(collapsed ? "right" : "down", 12)),
    !readonly && !collapsed && level !== "map" && h("span", { class: "cx-dots", dataset: { act: "menu" }, title: "Lane menu" }, icon("more", 14)),
  );
}
