// @ts-check
/** The band under the stage row that holds the paths: hidden where there are none, as high as its arcs need. */
import { arcPath } from "../model/paths.js";
import { fitted } from "./connection-layer.js";
import { h, style, svg, text } from "./dom.js";
import { icon } from "./icons.js";
import * as m from "./metrics.js";

/** Dashes that tell personas apart, in the order in which they travel; their names stand beside. */
const DASHES = ["9 4", "2 4", "10 3 2 3", "5 3", "14 4", "1 3"];
const CHANNEL_DASH = "4 2 1 2";

export class PathBand {
  /** @param {any} board */
  constructor(board) {
    this.board = board;
    this.el = svg("svg", { class: "cx-paths", role: "group", "aria-label": "Paths" });
    this.name = h("div", { class: "cx-paths-name", hidden: true }, icon("path", 15), h("span", null, "Paths"));
    board.emotion.el.before(this.el);
    board.grid.laneCol.prepend(this.name);
    /** @type {Map<string, {el: any, hit: any, line: any, head: any, text: any, sign: string}>} */
    this.shown = new Map();
    /** The path that is being looked at. @type {string | null} */
    this.chosen = null;
  }

  paint() {
    const { layout } = this.board;
    const shown = layout.arcs.length > 0;
    if (!shown && this.name.hidden) return;
    this.name.hidden = !shown;
    this.el.style.display = shown ? "" : "none";
    style(this.name, { height: `${layout.band}px` });
    style(this.el, { width: `${layout.width}px`, height: `${layout.band}px` });
    const seen = new Set();
    for (const arc of layout.arcs) {
      const record = this.board.replica.get("path", arc.id);
      if (!record) continue;
      seen.add(arc.id);
      let entry = this.shown.get(arc.id);
      if (!entry) this.shown.set(arc.id, (entry = this._new(arc.id)));
      this._fill(entry, arc, record);
    }
    for (const [id, { el }] of this.shown) if (!seen.has(id)) el.remove(), this.shown.delete(id);
  }

  /** @param {string} id */
  _new(id) {
    const parts = { hit: svg("path", { class: "cx-conn-hit" }), line: svg("path", { class: "cx-path-line" }), head: svg("path", { class: "cx-path-head" }), text: svg("text", { class: "cx-conn-text" }) };
    const el = svg("g", { class: "cx-path", role: "button", tabindex: -1 }, parts.hit, parts.line, parts.head, parts.text);
    el.dataset.path = id;
    this.el.append(el);
    return { el, ...parts, sign: "" };
  }

  /** @param {{el: any, hit: any, line: any, head: any, text: any, sign: string}} entry @param {import("../model/paths.js").Arc} arc @param {any} record */
  _fill(entry, arc, record) {
    const { layout, selection, measure } = this.board;
    const [from, to] = [layout.stages[arc.from], layout.stages[arc.to]];
    const [x0, x1] = [Math.round(from.left + arc.start * from.width), Math.round(to.left + arc.end * to.width)];
    const step = m.PATH[/** @type {m.Level} */ (layout.level)];
    const depth = (arc.lane + 1) * step - 4;
    const again = arc.from === arc.to;
    const room = again ? from.width / 2 - 20 : Math.abs(x1 - x0) - 28;
    const words = layout.level === "map" ? "" : fitted(this.words(record), room, measure);
    const { target } = selection;
    const near = target.kind === "stage" && (target.id === record.start || target.id === record.end);
    const name = this.nameOf(record);
    const dash = this.dash(record);
    const sign = [x0, x1, depth, words, near, name, dash, this.chosen === arc.id, layout.level].join("|");
    if (sign === entry.sign) return;
    entry.sign = sign;
    entry.el.setAttribute("class", `cx-path${near ? " cx-near" : ""}${this.chosen === arc.id ? " cx-chosen" : ""}`);
    entry.el.setAttribute("aria-label", name);
    const d = arcPath(x0, x1, depth);
    entry.hit.setAttribute("d", d);
    entry.line.setAttribute("d", d);
    if (dash) entry.line.setAttribute("stroke-dasharray", dash);
    else entry.line.removeAttribute("stroke-dasharray");
    entry.head.setAttribute("d", `M${x1 - 4} 8L${x1} 1L${x1 + 4} 8Z`);
    text(entry.text, words);
    entry.text.setAttribute("x", String(again ? Math.max(x0, x1) + 6 : (x0 + x1) / 2));
    entry.text.setAttribute("y", String(depth + (again ? 0 : 4)));
    entry.text.setAttribute("text-anchor", again ? "start" : "middle");
  }

  /** Who takes a path, how many and when: “Rosa · Phone · 30 % · no answer”. @param {any} record */
  words(record) {
    const { board } = this;
    const share = record.share === null ? "" : `${+record.share.toFixed(1)} %`;
    return [board.replica.get("persona", record.persona)?.name, board.label("channels", record.channel), share, record.label].filter(Boolean).join(" · ");
  }

  /** @param {any} record */
  nameOf(record) {
    const words = this.words(record);
    const [from, to] = [stageName(this.board, record.start), stageName(this.board, record.end)];
    return `${record.start === record.end ? `Path: ${from} again` : `Path from ${from} to ${to}`}${words ? `: ${words}` : ""}`;
  }

  /** Solid for everybody, by persona, or for a channel alone. @param {any} record */
  dash(record) {
    if (!record.persona) return record.channel ? CHANNEL_DASH : "";
    const at = this.board.replica.list("traveller").findIndex((/** @type {any} */ t) => t.persona === record.persona);
    return DASHES[Math.max(0, at) % DASHES.length];
  }

  /** @param {string | null} id */
  choose(id) {
    if (this.chosen === id) return;
    this.chosen = id;
    this.board.invalidate();
  }

  destroy() {
    this.el.remove();
    this.name.remove();
  }
}

/** A stage as people call it. @param {any} board @param {string} id */
export function stageName(board, id) {
  const at = board.replica.list("stage").findIndex((/** @type {any} */ stage) => stage.id === id);
  return board.replica.get("stage", id)?.name || `Stage ${at + 1}`;
}
