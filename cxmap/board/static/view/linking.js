// @ts-check
/**
 * Making a connection: drag from the dot at a card's edge to another card, or start with a key (or a tap on the dot), go to the
 * other card, and press Enter (or tap it). Escape leaves it. The line is shown as it would run.
 */
import { madeId } from "../model/ids.js";
import { roundPath, route } from "../model/routing.js";
import { newTarget } from "./connection-layer.js";
import { h, style, svg } from "./dom.js";
import { icon } from "./icons.js";
import { edgeScroll, follow } from "./pointer.js";
import * as m from "./metrics.js";

export class Linking {
  /** @param {any} board @param {import("./connection-layer.js").ConnectionLayer} layer */
  constructor(board, layer) {
    this.board = board;
    this.layer = layer;
    /** The card that the pointer is on. @type {string | null} */ this.hovered = null;
    /** The card that a connection is being made from. @type {string | null} */ this.from = null;
    /** Where the pointer is while the dot is dragged. @type {{x: number, y: number} | null} */ this.at = null;
    /** Where the dot stands; "" while it is hidden. */ this.stands = "";
    this.handle = h("button", { class: "cx-link-handle", type: "button", tabindex: -1, hidden: true, "aria-label": "Connect this card", title: "Drag to another card to connect them (L)" });
    this.target = newTarget();
    this.live = svg("path", { class: "cx-link-live" });
    this.drawing = svg("svg", { class: "cx-connections cx-link-drawing", "aria-hidden": "true" }, this.live);
    this.words = h("span", null);
    this.hint = h("div", { class: "cx-link-hint", hidden: true }, icon("connection", 15), this.words, h("button", { class: "cx-button cx-quiet", type: "button", onclick: () => this.leave() }, "Cancel"));
    this.drawing.style.display = "none";
    board.grid.canvas.append(this.drawing, this.target, this.handle);
    board.main.append(this.hint);
    const listening = new AbortController();
    board.grid.el.addEventListener("pointerover", (/** @type {PointerEvent} */ e) => this._over(e), { passive: true, signal: listening.signal });
    board.grid.el.addEventListener("pointerleave", () => this._hover(null), { passive: true, signal: listening.signal });
    this.off = [() => listening.abort(), board.selection.on("change", () => this.from && this._aim())];
  }

  // --- the dot

  /** @param {PointerEvent} e */
  _over(e) {
    if (e.pointerType === "touch") return;
    const el = /** @type {Element} */ (e.composedPath()[0]);
    if (el === this.handle) return;
    this._hover(/** @type {HTMLElement | null} */ (el.closest?.(".cx-card"))?.dataset.id ?? null);
  }

  /** @param {string | null} id */
  _hover(id) {
    if (id === this.hovered) return;
    this.hovered = id;
    this.place();
  }

  /** The card that the dot stands at: the one under the pointer, else the selected one. */
  get holder() {
    const { board } = this;
    const { target, ids } = board.selection;
    if (board.readonly || board.dragging.size || board.editing || board.layout.level === "map" || this.from) return null;
    return this.hovered ?? (target.kind === "card" && ids.size === 1 ? target.id : null);
  }

  /** Bring the dot to its card. */
  place() {
    const id = this.holder;
    const end = id ? this.layer.end(id) : null;
    const at = end && this.board.grid.cards.has(id) ? `translate(${end.box.left + end.box.width}px,${end.box.top + end.box.height / 2}px)` : "";
    if (at === this.stands && (this.handle.dataset.card ?? "") === (id ?? "")) return;
    this.stands = at;
    this.handle.hidden = !at;
    this.handle.dataset.card = id ?? "";
    if (at) style(this.handle, { transform: at });
  }

  // --- making one

  /** Start from a card; the next one that is chosen is connected. @param {string} id */
  start(id) {
    const { board } = this;
    const card = board.replica.get("card", id);
    if (board.readonly || !card) return false;
    board.editor.close();
    this.from = id;
    board.root.classList.add("cx-linking");
    this.hint.hidden = false;
    this.drawing.style.display = "";
    this.words.textContent = `Connect “${card.title || "Untitled"}”: choose the other card`;
    board.announce(`Connect ${card.title || "Untitled"}: go to the other card, Enter connects, Escape leaves.`);
    this.place();
    this._aim();
    return true;
  }

  /** Stop without a connection, back at the card. */
  leave() {
    const { board, from } = this;
    if (!from) return;
    this._end();
    if (board.replica.get("card", from)) board.selection.set({ kind: "card", id: from });
    board.announce("Not connected");
    board.focusTarget();
  }

  _end() {
    this.from = this.at = null;
    this.board.root.classList.remove("cx-linking");
    this.hint.hidden = true;
    this.target.hidden = true;
    this.live.removeAttribute("d");
    this.drawing.style.display = "none";
    this.place();
  }

  /** Connect to a card, where that makes sense. @param {string} to @returns {boolean} */
  connect(to) {
    const { board, from } = this;
    const cards = [from, to].map((id) => board.replica.get("card", id));
    if (!from || !cards[0] || !cards[1] || from === to) return false;
    this._end();
    const fields = { journey: board.session.journey, start: from, end: to };
    const id = madeId("connection", fields);
    const [start, end] = cards.map((card) => card.title || "Untitled");
    if (board.replica.get("connection", id)) board.toast(`“${start}” leads to “${end}” already.`);
    else {
      board.session.commit([{ op: "put", type: "connection", id, fields: { ...fields, kind: "handover", label: "" } }], { label: "Connect cards" });
      board.announce(`${start} connected to ${end}`);
    }
    board.selection.set({ kind: "card", id: from });
    board.focusTarget();
    return true;
  }

  /** The card under a point of the canvas. @param {{x: number, y: number}} point @returns {string | null} */
  cardAt({ x, y }) {
    const { layout } = this.board;
    const stage = layout.stageAt(x);
    const lane = layout.laneAt(y);
    if (!stage || !lane || layout.ticked(stage, lane) || x < 0 || y < lane.top) return null;
    const [left, top] = [x - stage.left, y - lane.top];
    return layout.cell(stage.id, lane.id).cards.find((/** @type {any} */ c) => left >= c.left - 4 && left <= c.left + c.width + 4 && top >= c.top && top <= c.top + c.height)?.id ?? null;
  }

  /** Show the line as it would run: to the card that is aimed at, else to the pointer. */
  _aim() {
    const { board, from, at } = this;
    const start = from ? this.layer.end(from) : null;
    if (!start) return this._end();
    const { target: chosen } = board.selection;
    const id = at ? this.cardAt(at) : chosen.kind === "card" ? chosen.id : null;
    const end = id && id !== from ? this.layer.end(id) : null;
    this.target.hidden = !end;
    if (end) {
      const { box } = end;
      style(this.target, { transform: `translate(${box.left - 3}px,${box.top - 3}px)`, width: `${box.width + 6}px`, height: `${box.height + 6}px` });
      const { layout } = board;
      const way = route({ columns: layout.stages, rows: layout.lanes, reach: 5 }, [{ id: "live", start, end, clear: this.layer._clearBetween(start, end) }]).get("live");
      this.live.setAttribute("d", way ? roundPath(way.points) : "");
    } else if (at) this.live.setAttribute("d", roundPath(elbow(start.box, at)));
    else this.live.removeAttribute("d");
  }

  /** Follow a pointer that went down on the dot; without a drag it is a tap, and the next card that is chosen is connected. @param {PointerEvent} down */
  drag(down) {
    const { board } = this;
    const id = this.handle.dataset.card ?? "";
    let point = { clientX: down.clientX, clientY: down.clientY };
    const look = () => {
      this.at = board.grid.toCanvas(point.clientX, point.clientY);
      this._aim();
    };
    const edge = edgeScroll(board.grid.el, { left: m.LANE_COLUMN, top: m.STAGE_ROW }, look);
    const take = (/** @type {{clientX: number, clientY: number}} */ e) => {
      point = { clientX: e.clientX, clientY: e.clientY };
      edge.at(e.clientX, e.clientY);
    };
    follow(down, {
      lift: () => this.start(id),
      move: take,
      drop: (e) => {
        edge.stop();
        const to = this.cardAt(board.grid.toCanvas(e.clientX, e.clientY));
        if (!to || !this.connect(to)) this.leave();
      },
      cancel: () => {
        edge.stop();
        this.leave();
      },
    });
  }

  /** After painting: cards may stand elsewhere, or be gone. */
  paint() {
    this.place();
    if (this.from) this._aim();
  }

  /** Keys while a connection is being made. @param {KeyboardEvent} e @returns {boolean} taken */
  key(e) {
    if (e.key === "Escape") this.leave();
    else if (e.key === "Enter" || e.key === " ") {
      const { target } = this.board.selection;
      if (target.kind !== "card" || !this.connect(target.id)) this.board.announce("Go to the other card first.");
    } else if (e.altKey || e.key.length === 1 || e.key === "Delete" || e.key === "Backspace" || e.key === "F2") return !e.ctrlKey && !e.metaKey;
    else return false;
    return true;
  }

  destroy() {
    for (const off of this.off) off();
    for (const el of [this.handle, this.target, this.drawing, this.hint]) el.remove();
  }
}

/** From the side of a card that is nearer to a point, in right angles. @param {import("../model/routing.js").Rect} box @param {{x: number, y: number}} to */
function elbow(box, to) {
  const right = to.x >= box.left + box.width / 2;
  const from = { x: right ? box.left + box.width : box.left, y: box.top + box.height / 2 };
  const turn = right ? Math.max(from.x + m.PAD_X, (from.x + to.x) / 2) : Math.min(from.x - m.PAD_X, (from.x + to.x) / 2);
  return [from, { x: turn, y: from.y }, { x: turn, y: to.y }, to];
}
