// @ts-check
/**
 * The edits that the server has not answered yet, in order. They survive a reload: a browser keeps them in IndexedDB, by
 * journey and person. Where that fails they are kept in memory, and `kept` says so.
 */
import { realClock } from "./clock.js";

/** @typedef {import("./replica.js").Edit} Edit */
/**
 * @typedef {object} Item
 * @property {string} id of the change
 * @property {"change" | "undo" | "redo"} kind
 * @property {string} [target] the change that an undo takes back; else the last one
 * @property {string} journey
 * @property {string} person who made it; "" while not known
 * @property {number} seq place in the queue
 * @property {number} base revision that its author saw
 * @property {Edit[]} edits
 * @property {string} label what the person would call it
 * @property {string} when UTC
 */
/** Where items are kept. @typedef {{load(journey: string): Promise<Item[]>, write(put: Item[], remove: string[]): Promise<void>}} OutboxStore */

const PATIENCE = 2000; // ms
const CALM = 100; // ms: an answer mostly comes before, and nothing need be written

export class Outbox {
  /** @param {string} journey @param {OutboxStore | null} store null: keep nothing @param {import("./clock.js").Clock} [clock] */
  constructor(journey, store, clock = realClock) {
    this.journey = journey;
    /** @type {Map<string, Item>} */
    this.items = new Map();
    /** Whether edits that wait survive a reload. */
    this.kept = store !== null;
    /** Write at once instead of in a moment: set while the server is away. */
    this.urgent = false;
    this._store = store;
    this._clock = clock;
    /** What is to be put or (null) removed, and since when. @type {Map<string, {item: Item | null, since: number}>} */
    this._unwritten = new Map();
    /** @type {Set<string>} */
    this._written = new Set();
    /** @type {any} */
    this._timer = null;
    this._writing = Promise.resolve();
    this._seq = 0;
  }

  /**
   * Bring back what an earlier page left. Nobody waits for a slow database: what comes later than `PATIENCE` is told to `late`.
   * @param {(items: Item[]) => void} [late] @returns {Promise<Item[]>} oldest first
   */
  async open(late = () => {}) {
    if (!this._store) return [];
    const coming = this._store.load(this.journey).then((items) => this._brought(items));
    /** @type {any} */
    let timer = null;
    const slow = new Promise((resolve) => (timer = this._clock.setTimeout(() => resolve(null), PATIENCE)));
    try {
      const items = await Promise.race([coming, slow]);
      if (items) return items;
      this.kept = false; // until it is there
      coming.then((found) => {
        this.kept = this._store !== null;
        late(found);
      }, (error) => this._fails(error));
    } catch (error) {
      this._fails(error);
    } finally {
      this._clock.clearTimeout(timer);
    }
    return [];
  }

  /** @param {Item[]} items @returns {Item[]} oldest first */
  _brought(items) {
    items.sort((a, b) => a.seq - b.seq || (a.id < b.id ? -1 : 1));
    for (const item of items) this._written.add(item.id);
    const later = [...this.items.values()];
    this.items = new Map([...items, ...later].map((item) => [item.id, item]));
    return items;
  }

  /** @param {Omit<Item, "journey" | "seq">} item @returns {Item} */
  add(item) {
    this._seq = Math.max(this._seq + 1, this._clock.now() * 1000);
    const whole = { ...item, journey: this.journey, seq: this._seq };
    this.items.set(item.id, whole);
    if (item.kind === "change") this._note(item.id, whole);
    return whole;
  }

  /** @param {string} id @returns {Item | undefined} the item that is done with */
  remove(id) {
    const item = this.items.get(id);
    if (!item) return undefined;
    this.items.delete(id);
    if (item.kind === "change") this._note(id, null);
    return item;
  }

  /** Leave items to the person who made them: out of the queue, still in the store. @param {string} person @returns {Item[]} those left out */
  keepTo(person) {
    const others = [...this.items.values()].filter((item) => item.person && item.person !== person);
    for (const { id } of others) {
      this.items.delete(id);
      this._unwritten.delete(id);
    }
    return others;
  }

  /** The server is away: write at once, now and from now on. */
  hurry() {
    this.urgent = true;
    void this.flush();
  }

  /** Write now what is not written yet. @param {number} [calm] ms: leave out what came later than that ago @returns {Promise<void>} */
  flush(calm = 0) {
    this._clock.clearTimeout(this._timer);
    this._timer = null;
    const store = this._store;
    if (!store || !this._unwritten.size) return this._writing;
    const latest = this._clock.now() - calm;
    /** @type {Item[]} */
    const put = [];
    /** @type {string[]} */
    const remove = [];
    for (const [id, { item, since }] of this._unwritten) {
      if (since > latest) continue;
      this._unwritten.delete(id);
      if (item) {
        put.push(item);
        this._written.add(id);
      } else if (this._written.delete(id)) remove.push(id);
    }
    this._plan();
    if (put.length || remove.length) {
      this._writing = this._writing.then(() => store.write(put, remove)).catch((error) => this._fails(error));
    }
    return this._writing;
  }

  /** @param {string} id @param {Item | null} item */
  _note(id, item) {
    if (!this._store) return;
    if (item === null && !this._written.has(id)) this._unwritten.delete(id);
    else this._unwritten.set(id, { item, since: this._clock.now() });
    this._plan();
  }

  /** Write in a moment; at once while the server is away. */
  _plan() {
    if (!this._unwritten.size || (this._timer !== null && !this.urgent)) return;
    this._clock.clearTimeout(this._timer);
    const wait = this.urgent ? 0 : CALM;
    this._timer = this._clock.setTimeout(() => void this.flush(wait), wait);
  }

  /** @param {unknown} error */
  _fails(error) {
    console.warn("cxmap: this browser keeps no edits over a reload.", error);
    this._store = null;
    this.kept = false;
    this._unwritten.clear();
  }
}

/**
 * Items in IndexedDB. Throws where the browser has none.
 * @param {IDBFactory} factory @returns {OutboxStore}
 */
export function indexedStore(factory) {
  /** @type {Promise<IDBDatabase> | null} */
  let opening = null;
  const open = () =>
    (opening ??= new Promise((resolve, reject) => {
      const request = factory.open("cxmap", 1);
      request.onupgradeneeded = () => request.result.createObjectStore("outbox", { keyPath: "id" }).createIndex("journey", "journey");
      request.onerror = () => reject(request.error);
      request.onsuccess = () => {
        request.result.onversionchange = () => request.result.close();
        resolve(request.result);
      };
    }));
  return {
    async load(journey) {
      const db = await open();
      return await new Promise((resolve, reject) => {
        const request = db.transaction("outbox").objectStore("outbox").index("journey").getAll(journey);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    },
    async write(put, remove) {
      const db = await open();
      await new Promise((resolve, reject) => {
        const work = db.transaction("outbox", "readwrite");
        const store = work.objectStore("outbox");
        for (const item of put) store.put(item);
        for (const id of remove) store.delete(id);
        work.oncomplete = () => resolve(undefined);
        work.onerror = work.onabort = () => reject(work.error);
        work.commit?.(); // on its way at once, whatever becomes of the page
      });
    },
  };
}
