// @ts-check
/** Statements dragged by their grip, with the mouse or a finger: within their group and to others of its family. */
import { h, style } from "../view/dom.js";
import { listOf, moveStatement } from "./model.js";

const FAR = 4; // px before a press becomes a drag
const EDGE = 56; // px from the edge of the window within which it scrolls
const PACE = 9; // px a frame

export class Drag {
  /** @param {any} desk */
  constructor(desk) {
    this.desk = desk;
    /** @type {Set<import("./group.js").Group>} */ this.groups = new Set();
    this.line = h("div", { class: "pp-drop", hidden: true });
    /** @type {{row: import("./row.js").Row, x: number, y: number, at: {x: number, y: number}, lifted: HTMLElement | null, to: {group: import("./group.js").Group, index: number} | null, stop: AbortController, frame: number} | null} */
    this.now = null;
  }

  /** @param {import("./group.js").Group} group */
  target(group) {
    this.groups.add(group);
  }

  /** @param {import("./row.js").Row} row */
  handle(row) {
    row.grip.addEventListener("pointerdown", (/** @type {PointerEvent} */ e) => {
      if (e.button !== 0 || !row.record || this.now) return;
      e.preventDefault(); // the caret stays where it is
      row.grip.setPointerCapture(e.pointerId);
      const stop = new AbortController();
      this.now = { row, x: e.clientX, y: e.clientY, at: { x: e.clientX, y: e.clientY }, lifted: null, to: null, stop, frame: 0 };
      const listen = { signal: stop.signal };
      row.grip.addEventListener("pointermove", (/** @type {PointerEvent} */ move) => this._move(move), listen);
      row.grip.addEventListener("pointerup", () => this._end(true), listen);
      row.grip.addEventListener("pointercancel", () => this._end(false), listen);
      row.grip.addEventListener("lostpointercapture", () => this._end(false), listen);
      window.addEventListener("keydown", (key) => {
        if (key.key !== "Escape") return;
        key.preventDefault();
        key.stopPropagation();
        this._end(false);
      }, { ...listen, capture: true });
    });
  }

  /** @param {PointerEvent} e */
  _move(e) {
    const { now } = this;
    if (!now) return;
    now.at = { x: e.clientX, y: e.clientY };
    if (!now.lifted) {
      if (Math.hypot(e.clientX - now.x, e.clientY - now.y) < FAR) return;
      this._lift();
    }
    this._aim();
  }

  _lift() {
    const { now, desk } = this;
    if (!now) return;
    const box = now.row.el.getBoundingClientRect();
    now.lifted = h("div", { class: "pp-lifted", style: { width: `${box.width}px` } }, now.row.title);
    now.row.el.classList.add("pp-hole");
    desk.root.append(now.lifted, this.line);
    desk.session.presence({ held: [now.row.id] });
    const scroll = () => {
      if (!this.now) return;
      const { y } = this.now.at;
      const page = desk.page;
      const view = page.getBoundingClientRect();
      const by = y < view.top + EDGE ? -PACE : y > view.bottom - EDGE ? PACE : 0;
      if (by) {
        page.scrollBy(0, by);
        this._aim();
      }
      this.now.frame = requestAnimationFrame(scroll);
    };
    now.frame = requestAnimationFrame(scroll);
  }

  /** Where it would land: the line is drawn there. */
  _aim() {
    const { now } = this;
    if (!now?.lifted) return;
    const { x, y } = now.at;
    style(now.lifted, { transform: `translate(${Math.round(Math.max(8, Math.min(x + 10, window.innerWidth - now.lifted.offsetWidth - 8)))}px, ${Math.round(y - 14)}px)` });
    now.to = null;
    let box = null;
    for (const group of this.groups) {
      if (group.place.family !== now.row.group.place.family || !group.el.isConnected) continue;
      const area = group.el.getBoundingClientRect();
      if (x < area.left || x > area.right || y < area.top || y > area.bottom) continue;
      const rows = [...group.rows.values()].filter((row) => row.record && row !== now.row).map((row) => row.el).sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top);
      const index = rows.filter((el) => middle(el) < y).length;
      const list = group.list.getBoundingClientRect();
      const above = rows[index - 1]?.getBoundingClientRect();
      const below = rows[index]?.getBoundingClientRect();
      box = { left: list.left, width: Math.max(list.width, 60), top: above ? above.bottom : below ? below.top : list.top };
      now.to = { group, index: index + this._before(group, rows[0]) };
    }
    this.line.hidden = !box;
    if (box) style(this.line, { left: `${box.left}px`, width: `${box.width}px`, top: `${box.top - 1}px` });
  }

  /** How many statements of a place stand before the first one that its group shows. @param {import("./group.js").Group} group @param {HTMLElement | undefined} first */
  _before(group, first) {
    if (!first || !group.options.only) return 0;
    const list = listOf(this.desk.replica, this.desk.persona, group.place).filter((one) => one.id !== this.now?.row.id);
    return Math.max(0, list.findIndex((one) => one.id === first.dataset.id));
  }

  /** @param {boolean} drop */
  _end(drop) {
    const { now, desk } = this;
    if (!now) return;
    this.now = null;
    now.stop.abort();
    cancelAnimationFrame(now.frame);
    now.lifted?.remove();
    this.line.remove();
    now.row.el.classList.remove("pp-hole");
    if (!now.lifted) return;
    desk.session.presence({ held: [] });
    const edits = drop && now.to ? moveStatement(desk.replica, now.row.id, now.to.group.place, now.to.index) : [];
    if (!edits.length) return;
    desk.commit(edits, "Move a statement");
    desk.announce(`${now.row.title}, ${desk.titleOf(now.to?.group.place)}`);
  }

  destroy() {
    this._end(false);
  }
}

/** @param {Element} el */
function middle(el) {
  const box = el.getBoundingClientRect();
  return box.top + box.height / 2;
}
