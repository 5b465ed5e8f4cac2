// @ts-check
/**
 * The records of one room as this person sees them: what the server has confirmed, with the pending changes on top.
 *
 * Only what an edit touches is worked out anew, so that an edit costs the same on a map of 60 cards and of 10,000. Records
 * are frozen and replaced, never changed; so are the lists that `cell`, `list` and `feelingsOf` return.
 */
import { byOrder, placeIn } from "../model/order.js";
import { CHILDREN, DEFAULTS, PARENTS, SCHEMA, TYPES } from "./schema.js";

/** @typedef {Readonly<Record<string, any>> & {readonly id: string}} Rec */
/** @typedef {{op: "put" | "patch" | "delete", type: string, id: string, fields?: Record<string, any>, was?: Record<string, any>}} Edit */
/** @typedef {Record<string, Set<string>>} Dirty ids to look at again, by type */

/** Fields of a type that name another record. */
const REFERENCES = Object.fromEntries(
  Object.entries(SCHEMA).map(([type, fields]) => [type, Object.keys(fields).filter((name) => fields[name].kind === "ref")]),
);

/** @type {readonly Rec[]} */
const NONE = Object.freeze([]);

export class Replica {
  constructor() {
    /** Revision of the confirmed records. */
    this.rev = 0;
    /** @type {Map<string, Map<string, Rec>>} */
    this._confirmed = new Map();
    /** Changes that the server has not answered yet, oldest first. @type {Map<string, Edit[]>} */
    this._pending = new Map();
    /** The pending edits of each record, oldest first. @type {Map<string, {change: string, edit: Edit}[]>} */
    this._touching = new Map();
    /** Records that are there but whose stage, card or persona is not: "type:id". @type {Set<string>} */
    this._hidden = new Set();
    /** Order of the stages and lanes that somebody deleted. @type {Map<string, string>} */
    this._lost = new Map();
    /** The change that deleted a record here, and who made it, so that it can be taken back: "type:id". @type {Map<string, {change: string, by: {person: string, name: string} | null}>} */
    this.deletedBy = new Map();
    /** What this person sees. @type {Map<string, Map<string, Rec>>} */
    this._view = new Map();
    /** @type {Map<string, readonly Rec[]>} */
    this._lists = new Map();
    /** Records by what a field of theirs names, worked out when first asked for: "type.field". @type {Map<string, Map<string, Rec[]>>} */
    this._under = new Map();
    /** Cards by stage and lane, in order. @type {Map<string, Map<string, Rec[]>>} */
    this._cells = new Map();
    /** @type {Map<string, Rec[]>} */
    this._feelings = new Map();
    this._reset();
  }

  // ---- reading

  /** @param {string} type @param {string | null | undefined} id @returns {Rec | undefined} */
  get(type, id) {
    return id ? this._view.get(type)?.get(id) : undefined;
  }

  /** All records of a type by id. Not to be changed. @param {string} type @returns {ReadonlyMap<string, Rec>} */
  all(type) {
    return this._view.get(type) ?? new Map();
  }

  /** The records of a type along their order (by name where it has none, else by id). @param {string} type @returns {readonly Rec[]} */
  list(type) {
    let list = this._lists.get(type);
    if (!list) {
      const records = [...this.all(type).values()];
      if (SCHEMA[type]?.order) records.sort(/** @type {any} */ (byOrder));
      else if (SCHEMA[type]?.name) records.sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
      else records.sort((a, b) => (a.id < b.id ? -1 : 1)); // thousands of readings: comparing by words would take ten times as long
      this._lists.set(type, (list = Object.freeze(records)));
    }
    return list;
  }

  /** The cards of a cell in order: the same array as long as none of them changes. @param {string} stage @param {string} lane @returns {readonly Rec[]} */
  cell(stage, lane) {
    return this._cells.get(stage)?.get(lane) ?? NONE;
  }

  /** The feelings at a card. @param {string} card @returns {readonly Rec[]} */
  feelingsOf(card) {
    return this._feelings.get(card) ?? NONE;
  }

  /**
   * The records of a type whose field names this one, in order (`under("source", "card", id)`): the same array as long as no
   * record of the type changes. Not to be changed.
   * @param {string} type @param {string} field @param {string} id @returns {readonly Rec[]}
   */
  under(type, field, id) {
    if (!this._view.get(type)?.size) return NONE;
    const key = `${type}.${field}`;
    let index = this._under.get(key);
    if (!index) {
      this._under.set(key, (index = new Map()));
      for (const record of this.list(type)) {
        if (record[field] === null) continue;
        const list = index.get(record[field]);
        if (list) list.push(record);
        else index.set(record[field], [record]);
      }
    }
    return index.get(id) ?? NONE;
  }

  /** The ids of the changes that wait, oldest first. @returns {string[]} */
  get pending() {
    return [...this._pending.keys()];
  }

  // ---- writing

  /**
   * Forget the confirmed records and take these; pending changes stay on top.
   * @param {Record<string, Rec[]>} records by type @param {number} rev
   */
  load(records, rev) {
    this.rev = rev;
    this._reset();
    for (const type of TYPES) {
      const confirmed = /** @type {Map<string, Rec>} */ (this._confirmed.get(type));
      const view = /** @type {Map<string, Rec>} */ (this._view.get(type));
      for (const record of records[type] ?? []) {
        Object.freeze(record);
        confirmed.set(record.id, record);
        view.set(record.id, record);
      }
    }
    for (const card of this.all("card").values()) this._cellOf(card.stage, card.lane).push(card);
    for (const lanes of this._cells.values()) for (const cell of lanes.values()) cell.sort(/** @type {any} */ (byOrder));
    for (const feeling of this.all("feeling").values()) {
      const list = this._feelings.get(feeling.card);
      if (list) list.push(feeling);
      else this._feelings.set(feeling.card, [feeling]);
    }
    const changes = [...this._pending];
    this._pending.clear();
    this._touching.clear();
    for (const [id, edits] of changes) this.add(id, edits);
  }

  /**
   * Take over what a committed change did; `change` is its id, no longer pending if it is one of ours.
   * @param {Edit[]} edits effective edits @param {number} rev @param {string} [change] @param {{person: string, name: string} | null} [by]
   * @returns {Set<string>} "type:id" of each record that looks different now
   */
  apply(edits, rev, change, by = null) {
    this.rev = rev;
    const dirty = this._settle(change);
    for (const edit of edits) {
      const records = this._confirmed.get(edit.type);
      if (!records) continue;
      if (edit.op === "delete") {
        const old = records.get(edit.id);
        if (old && (edit.type === "stage" || edit.type === "lane")) this._lost.set(`${edit.type}:${edit.id}`, old.order);
        records.delete(edit.id);
        if (change) this.deletedBy.set(`${edit.type}:${edit.id}`, { change, by });
      } else {
        const old = edit.op === "patch" ? records.get(edit.id) : undefined;
        if (edit.op === "patch" && !old) continue;
        if (edit.op === "put") this._lost.delete(`${edit.type}:${edit.id}`);
        records.set(edit.id, Object.freeze({ ...old, ...edit.fields, id: edit.id }));
      }
      dirty[edit.type].add(edit.id);
    }
    return this._refresh(dirty);
  }

  /**
   * Show a change that the server has not answered yet.
   * @param {string} change its id @param {Edit[]} edits @returns {Set<string>} touched "type:id"
   */
  add(change, edits) {
    /** @type {Edit[]} */
    const all = [];
    /** @type {Set<string>} */
    const touched = new Set();
    let dirty = noneDirty();
    this._pending.set(change, all);
    const take = (/** @type {Edit} */ edit) => {
      const key = `${edit.type}:${edit.id}`;
      const entry = { change, edit };
      const list = this._touching.get(key);
      if (list) list.push(entry);
      else this._touching.set(key, [entry]);
      all.push(edit);
      dirty[edit.type].add(edit.id);
    };
    for (const edit of edits) {
      if (!SCHEMA[edit.type]) continue;
      if (edit.op === "delete") {
        // what belongs to it goes with it, as far as it is there now
        for (const key of this._refresh(dirty)) touched.add(key);
        dirty = noneDirty();
        for (const [type, id] of this._below(edit.type, edit.id)) take({ op: "delete", type, id });
      }
      take(edit);
    }
    for (const key of this._refresh(dirty)) touched.add(key);
    return touched;
  }

  /** Take a pending change back. @param {string} change @returns {Set<string>} touched "type:id" */
  drop(change) {
    return this._refresh(this._settle(change));
  }

  // ---- inside

  _reset() {
    this._confirmed = new Map(TYPES.map((type) => [type, new Map()]));
    this._view = new Map(TYPES.map((type) => [type, new Map()]));
    this._lists = new Map();
    this._under = new Map();
    this._cells = new Map();
    this._feelings = new Map();
    this._hidden.clear();
    this._lost.clear();
  }

  /** @param {string} stage @param {string} lane @returns {Rec[]} */
  _cellOf(stage, lane) {
    let lanes = this._cells.get(stage);
    if (!lanes) this._cells.set(stage, (lanes = new Map()));
    let cell = lanes.get(lane);
    if (!cell) lanes.set(lane, (cell = []));
    return cell;
  }

  /** Forget that a change is pending; what it touched is to be looked at again. @param {string | undefined} change */
  _settle(change) {
    const dirty = noneDirty();
    const edits = change === undefined ? undefined : this._pending.get(change);
    if (!edits) return dirty;
    this._pending.delete(/** @type {string} */ (change));
    for (const { type, id } of edits) {
      const key = `${type}:${id}`;
      const left = this._touching.get(key)?.filter((entry) => entry.change !== change);
      if (left?.length) this._touching.set(key, left);
      else this._touching.delete(key);
      dirty[type].add(id);
    }
    return dirty;
  }

  /** [type, id] of what is deleted with a record, deepest first. @param {string} type @param {string} id @returns {[string, string][]} */
  _below(type, id) {
    /** @type {[string, string][]} */
    const below = [];
    for (const [childType, childId] of this._children(type, id)) below.push(...this._below(childType, childId), [childType, childId]);
    return below;
  }

  /** [type, id] of the records seen that refer to this one. @param {string} type @param {string} id @returns {[string, string][]} */
  _children(type, id) {
    /** @type {[string, string][]} */
    const children = [];
    const add = (/** @type {string} */ t, /** @type {Iterable<Rec>} */ records) => {
      for (const record of records) children.push([t, record.id]);
    };
    if (type === "stage") for (const cell of this._cells.get(id)?.values() ?? []) add("card", cell);
    else if (type === "lane") for (const lanes of this._cells.values()) add("card", lanes.get(id) ?? NONE);
    else if (type === "journey") {
      for (const t of ["stage", "lane", "traveller"]) add(t, [...this.all(t).values()].filter((record) => record.journey === id));
    } else if (type === "card") add("feeling", this.feelingsOf(id));
    for (const [t, field] of CHILDREN[type] ?? []) {
      if (t !== "card" && !(t === "feeling" && type === "card")) add(t, this.under(t, field, id));
    }
    return children;
  }

  /** Work out anew how these records look, and what hangs on them. @param {Dirty} dirty @returns {Set<string>} touched */
  _refresh(dirty) {
    /** @type {Set<string>} */
    const touched = new Set();
    for (const type of TYPES) {
      const view = /** @type {Map<string, Rec>} */ (this._view.get(type));
      for (const id of dirty[type]) {
        dirty[type].delete(id); // so that it comes again where what it refers to, of the same type, is shown after it
        const key = `${type}:${id}`;
        const old = view.get(id);
        let now = this._fold(type, id, key);
        if (now && !PARENTS[type].every(([name, to]) => this._named(to, /** @type {Rec} */ (now)[name]))) {
          this._hidden.add(key);
          now = undefined;
        } else if (this._hidden.size) this._hidden.delete(key);
        if (now === old || (now && old && same(now, old))) continue;
        if (old && !now) for (const [t, child] of this._children(type, id)) dirty[t].add(child);
        this._show(type, id, old, now);
        touched.add(key);
        if (now && !old) for (const other of this._hidden) dirty[other.slice(0, other.indexOf(":"))].add(other.slice(other.indexOf(":") + 1));
      }
    }
    return touched;
  }

  /** Whether a reference is empty or leads to a record that is seen. @param {string} type @param {string | null} id */
  _named(type, id) {
    return id === null || id === undefined || Boolean(this._view.get(type)?.has(id));
  }

  /** A record with its pending edits. @param {string} type @param {string} id @param {string} key @returns {Rec | undefined} */
  _fold(type, id, key) {
    let record = this._confirmed.get(type)?.get(id);
    for (const { edit } of this._touching.get(key) ?? NONE) {
      if (edit.op === "delete") record = undefined;
      else if (record) {
        const fields = { ...edit.fields };
        if (edit.op === "put") for (const name in fields) if (SCHEMA[type][name]?.fixed) delete fields[name];
        record = { ...record, ...this._placed(type, fields), id };
      } else if (edit.op === "put") record = { ...DEFAULTS[type], ...this._placed(type, edit.fields ?? {}), id };
    }
    return record && Object.freeze(record);
  }

  /** A card that goes to a stage or lane deleted meanwhile goes to the nearest one, as on the server. @param {string} type @param {Record<string, any>} fields */
  _placed(type, fields) {
    if (type !== "card" || !this._lost.size) return fields;
    const placed = { ...fields };
    for (const name of ["stage", "lane"]) {
      const order = this._lost.get(`${name}:${fields[name]}`);
      if (order === undefined || this.get(name, fields[name])) continue;
      const there = this.list(name);
      const near = there.find((record) => record.order >= order) ?? there[there.length - 1];
      if (near) placed[name] = near.id;
    }
    return placed;
  }

  /** @param {string} type @param {string} id @param {Rec | undefined} old @param {Rec | undefined} now */
  _show(type, id, old, now) {
    const view = /** @type {Map<string, Rec>} */ (this._view.get(type));
    if (now) view.set(id, now);
    else view.delete(id);
    this._lists.delete(type);
    for (const field of REFERENCES[type]) this._under.delete(`${type}.${field}`);
    if (type === "card") {
      if (old) this._setCell(old.stage, old.lane, without(this._cellOf(old.stage, old.lane), old));
      if (now) {
        const cell = [...this._cellOf(now.stage, now.lane)];
        cell.splice(placeIn(/** @type {any} */ (cell), /** @type {any} */ (now)), 0, now);
        this._setCell(now.stage, now.lane, cell);
      }
    } else if (type === "feeling") {
      if (old) this._setFeelings(old.card, without(this._feelings.get(old.card) ?? [], old));
      if (now) this._setFeelings(now.card, [...(this._feelings.get(now.card) ?? []), now]);
    }
  }

  /** @param {string} stage @param {string} lane @param {Rec[]} cards */
  _setCell(stage, lane, cards) {
    const lanes = /** @type {Map<string, Rec[]>} */ (this._cells.get(stage));
    if (cards.length) lanes.set(lane, cards);
    else lanes.delete(lane);
    if (!lanes.size) this._cells.delete(stage);
  }

  /** @param {string} card @param {Rec[]} feelings */
  _setFeelings(card, feelings) {
    if (feelings.length) this._feelings.set(card, feelings);
    else this._feelings.delete(card);
  }
}

/** @returns {Dirty} */
function noneDirty() {
  return Object.fromEntries(TYPES.map((type) => [type, new Set()]));
}

/** @param {Rec[]} list @param {Rec} record */
const without = (list, record) => list.filter((other) => other.id !== record.id);

/** @param {Rec} a @param {Rec} b */
export function same(a, b) {
  for (const name in a) if (a[name] !== b[name]) return false;
  return true;
}
