// @ts-check
/**
 * The points of the emotion curve: each is a slider from −3 to +3 for mouse, pen, touch and keyboard. One of them is a tab
 * stop; the arrows go from point to point.
 */
import { clampValue, showValue, tone } from "./curve.js";
import { focused, h, set, svg } from "./dom.js";
import { face } from "./icons.js";
import { follow } from "./pointer.js";

/**
 * @typedef {import("./feelings.js").FeelingPoint} FeelingPoint
 * @typedef {{x: number, y: number, point: FeelingPoint, step: number, value: number, turn: boolean}} Shown
 * @typedef {{g: any, hit: any, halo: any, ring: any, remote: any, look: string, shown: Shown}} Drawn
 */

const STEP = 0.5;
const FINE = 0.1;
/** What a key adds to the feeling. @type {Record<string, number>} */
const KEYS = { "+": STEP, "=": STEP, ArrowUp: STEP, "-": -STEP, "−": -STEP, _: -STEP, ArrowDown: -STEP };

export class PointLayer {
  /** @param {import("./emotion.js").EmotionLane} lane */
  constructor(lane) {
    this.lane = lane;
    this.board = lane.board;
    this.el = svg("g", { class: "cx-points" });
    this.tip = h("div", { class: "cx-emotion-tip", "aria-hidden": "true", hidden: true }, h("b"), h("span"), h("small"));
    /** @type {Map<string, Drawn>} by card */ this.drawn = new Map();
    /** @type {string | null} card of the point that Tab reaches */ this.active = null;
    /** @type {string | null} card whose point is under the pointer */ this.hover = null;
    /** @type {{card: string, stop: () => void} | null} */ this.drag = null;
    // A finger that drags a point must not scroll the map; the browser asks before the first move.
    this.el.addEventListener("touchmove", (/** @type {TouchEvent} */ e) => this.drag && lane.preview && e.preventDefault(), { passive: false });
  }

  destroy() {
    this.drag?.stop();
  }

  /** Draw these points, keeping the elements of those that are there. @param {Shown[]} shown @param {{face: number, ring: number}} size */
  draw(shown, size) {
    const cards = new Set(shown.map((s) => s.point.card.id));
    if (this.drag && !this.board.replica.get("card", this.drag.card)) this._lost();
    for (const [card, { g }] of this.drawn) {
      if (cards.has(card)) continue;
      g.remove();
      this.drawn.delete(card);
    }
    const selected = this.board.selection.ids;
    const stop = this._tabStop(shown, selected);
    const focus = focused(this.el);
    let before = this.el.firstChild;
    for (const s of shown) {
      const card = s.point.card.id;
      const drawn = this.drawn.get(card) ?? this._make(card, s);
      drawn.shown = s;
      if (drawn.g === before) before = before.nextSibling;
      else this.el.insertBefore(drawn.g, before);
      this._place(drawn, size, { selected: selected.has(card), colour: this.board.remote?.get(card)?.colour, tab: card === stop });
    }
    // An element that is moved in the document loses the focus.
    if (focus && focus !== focused(this.el) && this.el.contains(focus)) /** @type {SVGElement} */ (focus).focus();
    this._tip();
  }

  /** @param {Shown[]} shown @param {Set<string>} selected */
  _tabStop(shown, selected) {
    const ids = shown.map((s) => s.point.card.id);
    return ids.find((id) => id === this.active) ?? ids.find((id) => selected.has(id)) ?? ids[0];
  }

  /** @param {string} card @param {Shown} shown @returns {Drawn} */
  _make(card, shown) {
    const hit = svg("circle", { class: "cx-hit" });
    const g = svg(
      "g",
      {
        role: "slider",
        "aria-orientation": "vertical",
        "aria-valuemin": -3,
        "aria-valuemax": 3,
        dataset: { card },
        onpointerdown: (/** @type {PointerEvent} */ e) => this._down(e, card),
        onpointerenter: () => this._over(card),
        onpointerleave: () => this._over(null),
        onfocus: () => this._focus(card),
        onblur: () => this._blur(card),
        onkeydown: (/** @type {KeyboardEvent} */ e) => this._key(e, card),
      },
      hit,
    );
    const drawn = { g, hit, halo: null, remote: null, ring: null, look: "", shown };
    this.drawn.set(card, drawn);
    return drawn;
  }

  /** @param {Drawn} drawn @param {{face: number, ring: number}} size @param {{selected: boolean, colour: number | undefined, tab: boolean}} state */
  _place(drawn, size, { selected, colour, tab }) {
    const { g, shown } = drawn;
    const { point, value } = shown;
    set(g, "transform", `translate(${shown.x.toFixed(1)} ${shown.y.toFixed(1)})`);
    const big = shown.turn;
    const look = big ? `${size.face} ${value}` : `${size.ring} ${tone(value)}`;
    if (look !== drawn.look) {
      drawn.look = look;
      drawn.ring?.remove();
      drawn.ring = big ? face(value, size.face) : svg("circle", { class: `cx-ring cx-is-${tone(value)}`, r: size.ring || 3 });
      if (big) for (const side of ["x", "y"]) drawn.ring.setAttribute(side, -size.face / 2);
      g.insertBefore(drawn.ring, drawn.hit);
    }
    const r = big ? size.face / 2 + 4 : size.ring + 5;
    this._around(drawn, "halo", selected || tab, r);
    this._around(drawn, "remote", colour !== undefined, r);
    if (drawn.remote) drawn.remote.style.stroke = `var(--person${colour})`;
    // Neighbours that stand close share the room between them.
    drawn.hit.style.setProperty("--room", `${Math.max(big ? size.face / 2 : 6, shown.step / 2)}px`);
    const dim = this.board.hits && !this.board.hits.has(point.card.id);
    g.setAttribute("class", `cx-point${dim ? " cx-dim" : ""}${selected ? " cx-on" : ""}${this.lane.preview?.card === point.card.id ? " cx-held" : ""}`);
    set(g, "tabindex", tab ? 0 : -1);
    const said = [showValue(value), point.word, point.card.title, this.board.replica.get("stage", point.stage)?.name].filter(Boolean);
    set(g, "aria-label", `${this.lane.main?.persona.name ?? "Customer"} feels`);
    set(g, "aria-valuenow", value);
    set(g, "aria-valuetext", said.join(", "));
    set(g, "aria-readonly", this.board.readonly ? "true" : null);
  }

  /** A ring around a point that has one; most have none. @param {Drawn} drawn @param {"halo" | "remote"} name @param {boolean} wanted @param {number} r */
  _around(drawn, name, wanted, r) {
    if (!wanted) {
      drawn[name]?.remove();
      drawn[name] = null;
      return;
    }
    drawn[name] ??= drawn.g.insertBefore(svg("circle", { class: `cx-point-${name}` }), drawn.g.firstChild);
    set(drawn[name], "r", r);
  }

  /** @param {string} card */
  _select(card) {
    const record = this.board.replica.get("card", card);
    if (record) this.board.selection.set({ kind: "card", id: card, stage: record.stage, lane: record.lane }, { ids: [card] });
  }

  /** @param {string} card */
  _focus(card) {
    this.active = card;
    if (!this.board.selection.ids.has(card)) this._select(card);
    this.lane.redraw();
  }

  /** @param {string} card */
  _blur(card) {
    if (this.active === card) this.active = null;
    this._tip();
  }

  /** @param {string | null} card */
  _over(card) {
    this.hover = card;
    this._tip();
  }

  /** @param {PointerEvent} e @param {string} card */
  _down(e, card) {
    if (e.button !== 0 || this.drag) return;
    e.stopPropagation(); // no selection frame, no card drag begins here
    e.preventDefault();
    this.drawn.get(card)?.g.focus({ preventScroll: true });
    this._select(card);
    if (this.board.readonly) return;
    const shown = this.drawn.get(card)?.shown;
    if (!shown) return;
    const { scale } = this.lane;
    const from = scale.y(shown.value) - e.clientY;
    const end = () => {
      this.drag = null;
      this.board.setHeld?.([]);
      this.lane.show(null);
    };
    const stop = follow(e, {
      lift: () => {
        this.board.setHeld?.([card]);
        return this.drag !== null;
      },
      move: (at) => this.lane.show({ card, value: scale.value(at.clientY + from) }),
      drop: () => {
        const value = this.lane.preview?.value;
        if (value !== undefined) this._give(card, value);
        end();
      },
      cancel: end,
    });
    this.drag = { card, stop };
    const done = () => {
      removeEventListener("pointerup", done);
      removeEventListener("pointercancel", done);
      if (this.drag?.card === card && !this.lane.preview) this.drag = null; // pressed, never lifted
    };
    addEventListener("pointerup", done);
    addEventListener("pointercancel", done);
  }

  /** The card that is being dragged was deleted by somebody. */
  _lost() {
    this.drag?.stop();
    this.drag = null;
    this.lane.preview = null;
    this.board.setHeld?.([]);
    this.board.announce("The card of this feeling was deleted.");
  }

  /** Write a feeling, where it differs. @param {string} card @param {number} value */
  _give(card, value) {
    const persona = this.lane.main?.persona.id;
    const point = this.lane.main?.all.find((p) => p.card.id === card);
    if (persona && point && point.value !== value) this.board.commands.setFeeling(card, persona, value);
  }

  /** Take the feeling away; a card of the emotion lane is nothing without it, so it goes too. @param {string} card */
  _clear(card) {
    const { replica, commands } = this.board;
    const persona = this.lane.main?.persona.id;
    const record = replica.get("card", card);
    const title = record?.title || "this card";
    this._step(card, 1, false);
    const own = replica.get("lane", record?.lane)?.kind === "emotion";
    const shared = replica.feelingsOf(card).length > 1;
    if (own && !shared) commands.deleteCards([card]);
    else commands.setFeeling(card, persona, null);
    this.board.toast(`Feeling at “${title}” removed.`, this.board.undoLast());
  }

  /** Go to a neighbouring point. @param {string} card @param {number} by @param {boolean} stay where there is none; otherwise the one on the other side */
  _step(card, by, stay = true) {
    const all = this.lane.main?.all ?? [];
    const at = all.findIndex((p) => p.card.id === card);
    const next = all[at + by] ?? (stay ? null : all[at - by]);
    if (!next) return;
    this.active = next.card.id;
    this._select(next.card.id);
    const go = () => this.drawn.get(next.card.id)?.g.focus();
    if (this.drawn.has(next.card.id)) go();
    else requestAnimationFrame(() => requestAnimationFrame(go)); // drawn with the next frame
  }

  /** @param {KeyboardEvent} e @param {string} card */
  _key(e, card) {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    const value = this.drawn.get(card)?.shown.value ?? 0;
    const record = this.board.replica.get("card", card);
    if (e.key === "Escape" && record) {
      this.board.selection.set({ kind: "cell", stage: record.stage, lane: this.lane.lane ?? record.lane }); // out to the cell, then on as everywhere
      this.board.focusTarget();
    } else if (e.key === "ArrowLeft" || e.key === "ArrowRight") this._step(card, e.key === "ArrowLeft" ? -1 : 1);
    else if (this.board.readonly) return;
    else if (e.key in KEYS) {
      const fine = e.shiftKey && e.key.startsWith("Arrow");
      this._give(card, clampValue(value + (fine ? Math.sign(KEYS[e.key]) * FINE : KEYS[e.key])));
    } else if (e.key === "Home") this._give(card, -3);
    else if (e.key === "End") this._give(card, 3);
    else if (e.key === "Delete" || e.key === "Backspace") this._clear(card);
    else return;
    e.preventDefault();
    e.stopPropagation();
  }

  /** Value, word and card beside the point that is held, hovered over or has the focus. */
  _tip() {
    const focus = /** @type {any} */ (focused(this.el));
    const focusVisible = focus && this.el.contains(focus) && focus.matches(":focus-visible") ? focus.dataset.card : null;
    const card = this.lane.preview?.card ?? this.hover ?? focusVisible;
    const shown = card ? this.drawn.get(card)?.shown : undefined;
    this.tip.hidden = !shown;
    if (!shown) return;
    const { value, point } = shown;
    const [number, word, title] = this.tip.children;
    number.textContent = showValue(value);
    number.className = `cx-is-${tone(value)}`;
    word.textContent = point.word;
    title.textContent = point.card.title === point.word ? "" : point.card.title;
    const height = this.lane.geometry?.height ?? 0;
    const width = Number.parseFloat(this.lane.el.style.width) || 0;
    const above = shown.y > height / 2;
    const side = shown.x > width - 200;
    Object.assign(this.tip.style, { left: `${shown.x}px`, top: `${shown.y + (above ? -16 : 16)}px`, transform: `translate(${side ? "-100%" : "0"}, ${above ? "-100%" : "0"})` });
  }
}
