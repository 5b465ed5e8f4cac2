// @ts-check
/**
 * What is selected and where the keyboard stands. DOM-free.
 *
 * `target` is the one thing that keys act on and the inspector shows; `ids` are the selected cards (the target among them).
 */

/** @typedef {{kind: "journey"|"stage"|"lane"|"card"|"cell", id?: string, stage?: string, lane?: string}} Target */

export class Selection {
  constructor() {
    /** @type {Set<string>} */ this.ids = new Set();
    /** @type {Target} */ this.target = { kind: "journey" };
    /** @type {string | null} where a Shift-selection started */ this.anchor = null;
    /** @type {Set<() => void>} */ this._listeners = new Set();
  }

  /** @param {"change"} _name @param {() => void} fn @returns {() => void} */
  on(_name, fn) {
    this._listeners.add(fn);
    return () => this._listeners.delete(fn);
  }

  /** @param {Target} target @param {{ids?: Iterable<string>}} [more] */
  set(target, { ids } = {}) {
    const chosen = new Set(ids ?? (target.kind === "card" && target.id ? [target.id] : []));
    const same = JSON.stringify(target) === JSON.stringify(this.target) && chosen.size === this.ids.size && [...chosen].every((id) => this.ids.has(id));
    if (same) return;
    this.target = target;
    this.ids = chosen;
    if (chosen.size <= 1) this.anchor = target.kind === "card" ? (target.id ?? null) : null;
    this._tell();
  }

  /** Add a card to the selection, or take it out. @param {string} id */
  toggle(id) {
    const ids = new Set(this.ids);
    if (ids.has(id) && ids.size > 1) ids.delete(id);
    else ids.add(id);
    const last = ids.has(id) ? id : [...ids].at(-1);
    this.set({ kind: "card", id: last }, { ids });
  }

  /** Walk on to a card with Shift: it joins the selection; a way back over selected cards gives up the one that is left. @param {string} id */
  extend(id) {
    const ids = new Set(this.ids);
    const from = this.target.id ?? "";
    if (ids.has(id) && from !== this.anchor) ids.delete(from);
    this.set({ kind: "card", id }, { ids: [...ids, id] });
  }

  /** Forget what is no more. @param {any} replica @param {() => Target | null} [instead] what takes the target's place @returns {boolean} whether anything went */
  prune(replica, instead = () => null) {
    const { kind, id, stage, lane } = this.target;
    const ids = [...this.ids].filter((c) => replica.get("card", c));
    const alive =
      kind === "cell" ? replica.get("stage", stage) && replica.get("lane", lane) : kind === "journey" || replica.get(kind, id);
    if (alive && ids.length === this.ids.size) return false;
    this.set(alive ? this.target : ids.length ? { kind: "card", id: ids[0] } : (instead() ?? { kind: "journey" }), ids.length ? { ids } : {});
    return true;
  }

  _tell() {
    for (const fn of [...this._listeners]) fn();
  }
}
