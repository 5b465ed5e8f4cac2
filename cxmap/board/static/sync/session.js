// @ts-check
/**
 * One open board: its records, its edits on their way, and who else is here.
 *
 * An edit shows at once, waits in the outbox, travels, and gives way to what the server made of it. See docs/protocol.md.
 */
import { newId } from "../model/ids.js";
import { Connection } from "./connection.js";
import { realClock } from "./clock.js";
import { indexedStore, Outbox } from "./outbox.js";
import { PresenceSender } from "./presence.js";
import { prepare, textOf, utf8Length } from "./prepare.js";
import { Replica } from "./replica.js";
import { Unsaved } from "./unsaved.js";

/** @typedef {import("./replica.js").Edit} Edit */
/** @typedef {{state: "connecting" | "connected" | "catching_up" | "offline" | "closed", waiting: number, message: string}} Status */
/** @typedef {{code: string, message: string, type?: string, id?: string, field?: string, text?: string}} Note */
/** @typedef {{session: string, person: string, name: string, number: number, colour: number, cursor: any, selected: string[], held: string[], typing: string | null}} Person */
/** @typedef {"records" | "status" | "people" | "notes" | "refused" | "unsaved" | "welcome"} EventName */

/** Bytes of one frame; the server takes 256 KB. */
export const MAX_FRAME = 200_000;
const GONE = "This journey was deleted: undo that, or open another one.";
const IN_FLIGHT = 20;
// the server takes 100 messages a second from one board, presence and pings among them
const PACE = 60;
const BURST = 200;

export class Session {
  /**
   * @param {object} options
   * @param {string} options.base URL that the app stands under: `location.origin` and the base path
   * @param {string} options.journey
   * @param {{outbox?: import("./outbox.js").OutboxStore | null, local?: Pick<Storage, "getItem" | "setItem" | "removeItem"> | null}} [options.storage]
   * @param {any} [options.WebSocket] @param {typeof fetch} [options.fetch]
   * @param {import("./clock.js").Clock} [options.clock] @param {() => number} [options.random]
   * @param {EventTarget | null} [options.window] @param {any} [options.document]
   */
  constructor({ base, journey, storage = {}, WebSocket, fetch, clock = realClock, random, window, document }) {
    const world = /** @type {any} */ (globalThis);
    this.base = base.replace(/\/+$/, "");
    this.journey = journey;
    this.replica = new Replica();
    /** Who I am: `{person, name, number, colour}`; null until welcome. @type {any} */
    this.you = null;
    /** My session's id. */
    this.session = "";
    /** @type {"owner" | "facilitator" | "champion" | "viewer" | ""} */
    this.role = "";
    /** The others here, by session. @type {Map<string, Person>} */
    this.people = new Map();
    /** @type {Status} */
    this.status = { state: "connecting", waiting: 0, message: "" };

    this._clock = clock;
    /** @type {Map<string, Set<(...args: any[]) => void>>} */
    this._listeners = new Map();
    this._unsaved = new Unsaved(journey, storage.local !== undefined ? storage.local : localStorageOf(world));
    this._outbox = new Outbox(journey, storage.outbox !== undefined ? storage.outbox : indexedStoreOf(world), clock);
    /** What was sent on this socket since the last welcome. @type {Set<string>} */
    this._flying = new Set();
    /** What was ever sent, and may have arrived. @type {Set<string>} */
    this._sent = new Set();
    /** What a redo does, latest last: "server", or a change taken back before it was sent. @type {("server" | {edits: Edit[], label: string})[]} */
    this._undone = [];
    this._welcomed = false;
    this._everWelcomed = false;
    this._loaded = false;
    /** @type {any[]} */
    this._early = [];
    this._tokens = BURST;
    this._pace = PACE;
    this._refilled = clock.now();
    /** @type {any} */
    this._pumping = null;
    this._where = { window: window !== undefined ? window : world.window ?? null, document: document !== undefined ? document : world.document ?? null };
    this._connection = new Connection({
      base: this.base,
      WebSocket: WebSocket ?? world.WebSocket,
      fetch: fetch ?? ((...args) => world.fetch(...args)),
      clock,
      random,
      ...this._where,
      onOpen: () => this._hello(),
      onMessages: (messages) => this._receive(messages),
      onClose: (code) => this._closed(code),
    });
    this._presence = new PresenceSender((message) => this._welcomed && this._connection.send(JSON.stringify(message)), clock);
    this._flush = () => void this._outbox.flush();
  }

  // ---- life

  start() {
    this._where.window?.addEventListener("pagehide", this._flush);
    void this._open();
    this._connection.start();
  }

  close() {
    this._where.window?.removeEventListener("pagehide", this._flush);
    this._connection.stop();
    this._presence.stop();
    this._clock.clearTimeout(this._pumping);
    this._flush();
    this._welcomed = false;
    this._setStatus("closed", "");
  }

  /**
   * Hear of something: "records" (a Set of touched "type:id", or null for all), "status", "people", "notes" (list of notes,
   * whether they are about my own edit), "refused" (`{id, code, message}`), "unsaved", "welcome".
   * @param {EventName} name @param {(...args: any[]) => void} fn @returns {() => void} stops it
   */
  on(name, fn) {
    let set = this._listeners.get(name);
    if (!set) this._listeners.set(name, (set = new Set()));
    set.add(fn);
    return () => void set.delete(fn);
  }

  // ---- editing

  /**
   * Do this: at once here, and on the server as soon as it can be reached. Patches without `was` get what is seen now.
   * @param {Edit[]} edits @param {{label?: string}} [options]
   * @returns {string} id of the change; "" where there was nothing to do or it was refused
   */
  commit(edits, { label = "" } = {}) {
    const id = this._commit(edits, label);
    if (id) this._undone = [];
    return id;
  }

  /** Take my last change back. */
  undo() {
    const last = [...this._outbox.items.values()].at(-1);
    if (last?.kind === "change" && !this._sent.has(last.id)) {
      this._outbox.remove(last.id);
      this._undone.push({ edits: last.edits, label: last.label });
      this._records(this.replica.drop(last.id));
      this._tellWaiting();
      return;
    }
    if (!this._connection.open) return this._note("offline", "You can undo earlier edits when you are back online.");
    this._undone.push("server");
    this._queue("undo");
  }

  /** Do again what I took back last. */
  redo() {
    const last = this._undone.at(-1);
    if (last && last !== "server") {
      this._undone.pop();
      this._commit(last.edits, last.label);
      return;
    }
    if (!this._connection.open) return this._note("offline", "You can redo earlier edits when you are back online.");
    this._undone.pop();
    this._queue("redo");
  }

  /** Tell the others where I am. @param {Parameters<PresenceSender["set"]>[0]} state */
  presence(state) {
    this._presence.set(state);
  }

  /** Texts of mine that could not be saved. @returns {{id: string, text: string, when: string}[]} */
  get unsaved() {
    return this._unsaved.items;
  }

  /** @param {string} id */
  dropUnsaved(id) {
    this._unsaved.drop(id);
    this._emit("unsaved");
  }

  // ---- inside: my edits

  /** @param {Edit[]} edits @param {string} label @returns {string} */
  _commit(edits, label) {
    if (this.role === "viewer") {
      this._emit("refused", { id: "", code: "forbidden", message: "You may look at this map, but not change it." });
      return "";
    }
    const ready = prepare(this.replica, edits);
    if (!ready.length) return "";
    const id = newId();
    const size = utf8Length(JSON.stringify(ready));
    if (size > MAX_FRAME - 1000) {
      this._refused({ id, code: "too_large", message: "This is too much for one edit: split it, and do one part after the other." }, ready);
      return "";
    }
    const base = this.replica.rev;
    const when = new Date(this._clock.now()).toISOString();
    this._outbox.add({ id, kind: "change", person: this.you?.person ?? "", base, edits: ready, label, when });
    this._rename(ready);
    this._records(this.replica.add(id, ready));
    this._tellWaiting();
    this._pump();
    return id;
  }

  /** @param {"undo" | "redo"} kind */
  _queue(kind) {
    this._outbox.add({ id: newId(), kind, person: this.you?.person ?? "", base: this.replica.rev, edits: [], label: "", when: "" });
    this._tellWaiting();
    this._pump();
  }

  /** My own name shows at once, too. @param {Edit[]} edits */
  _rename(edits) {
    const name = edits.find((edit) => edit.type === "person" && edit.id === this.you?.person)?.fields?.name;
    if (typeof name !== "string") return;
    this.you = { ...this.you, name };
    this._emit("people", this.people);
  }

  /** Send what waits, in order, as far as the server is ready for it. */
  _pump() {
    if (!this._welcomed) return;
    const now = this._clock.now();
    this._tokens = Math.min(BURST, this._tokens + ((now - this._refilled) / 1000) * this._pace);
    this._refilled = now;
    /** @type {string[]} */
    let frame = [];
    let size = 2;
    const send = () => {
      if (frame.length) this._connection.send(frame.length === 1 ? frame[0] : `[${frame.join(",")}]`);
      frame = [];
      size = 2;
    };
    for (const item of this._outbox.items.values()) {
      if (this._flying.has(item.id)) continue;
      if (this._flying.size >= IN_FLIGHT) break;
      if (this._tokens < 1) {
        this._clock.clearTimeout(this._pumping);
        this._pumping = this._clock.setTimeout(() => this._pump(), 1000 / this._pace);
        break;
      }
      const { id, kind, base, edits } = item;
      const text = JSON.stringify(kind === "change" ? { t: kind, id, base, edits } : { t: kind, id });
      const length = utf8Length(text) + 1;
      if (size + length > MAX_FRAME) send();
      frame.push(text);
      size += length;
      this._tokens--;
      this._flying.add(id);
      this._sent.add(id);
    }
    send();
    if (this.status.state === "catching_up" && this._flying.size === this._outbox.items.size) this._setStatus("connected");
  }

  // ---- inside: the server's word

  /** Load what an earlier page left, then deal with what came meanwhile. */
  async _open() {
    const items = await this._outbox.open();
    for (const item of items) {
      this._sent.add(item.id); // it may have arrived
      this.replica.add(item.id, item.edits);
    }
    this._loaded = true;
    if (items.length) this._emit("records", null);
    this._tellWaiting();
    const early = this._early;
    this._early = [];
    if (early.length) this._receive(early);
  }

  _hello() {
    this._welcomed = false;
    const rev = this._everWelcomed ? this.replica.rev : null;
    this._connection.send(JSON.stringify({ t: "hello", v: 1, journey: this.journey, rev }));
    if (this._everWelcomed && this.status.state !== "closed") this._setStatus("catching_up");
  }

  /** @param {number} code */
  _closed(code) {
    this._welcomed = false;
    this._flying.clear();
    this._outbox.urgent = true;
    void this._outbox.flush();
    if (this.people.size) {
      this.people = new Map();
      this._emit("people", this.people);
    }
    if (code === 4429) this._pace = Math.max(5, this._pace / 2);
    if (code === 4404) return this._setStatus("closed", GONE);
    if (code === 403) return this._setStatus("offline", "The server does not know this browser: reload the page.");
    this._setStatus("offline");
  }

  /** @param {any[]} messages */
  _receive(messages) {
    if (!this._loaded) {
      this._early.push(...messages);
      return;
    }
    /** @type {Set<string> | null} */
    let touched = new Set();
    let answered = false;
    for (const message of messages) {
      switch (message.t) {
        case "change":
        case "ack": {
          if (!this._welcomed) break; // catching up tells it again
          if (message.prev > this.replica.rev && message.rev > this.replica.rev) {
            this._hello();
            break;
          }
          const keys = this._take(message);
          if (touched) for (const key of keys) touched.add(key);
          answered = true;
          break;
        }
        case "welcome":
          if (this._welcome(message)) touched = null;
          answered = true;
          break;
        case "snapshot":
          this.replica.load(message.records, message.rev);
          this._flying.clear(); // answers may have been among what the server let go
          touched = null;
          answered = true;
          break;
        case "refused": {
          const keys = this._answerRefused(message);
          if (touched) for (const key of keys) touched.add(key);
          answered = true;
          break;
        }
        case "people":
          for (const session of message.gone ?? []) this.people.delete(session);
          for (const person of message.people ?? []) this._meet(person);
          this._emit("people", this.people);
          break;
        case "error":
          console.warn(`cxmap: ${message.code}: ${message.message}`);
          break;
        default: // pong, and what a later server may say
      }
    }
    this._records(touched);
    if (answered) {
      this._tellWaiting();
      this._pump();
    }
  }

  /** Take over a committed change, mine or somebody's. @param {any} message @returns {Iterable<string>} touched */
  _take(message) {
    const mine = this._done(message.id);
    const notes = message.notes ?? [];
    if (notes.length) {
      if (mine || message.t === "ack") for (const note of notes) if (note.code === "gone" && note.text) this._keep(note.text);
      this._emit("notes", notes, Boolean(mine) || message.t === "ack");
    }
    if (message.rev <= this.replica.rev) return this.replica.drop(message.id);
    return this.replica.apply(message.edits, message.rev, message.id);
  }

  /** @param {any} message @returns {boolean} whether everything may be different now */
  _welcome(message) {
    this.you = message.you;
    this.role = message.role;
    this.session = message.session;
    this.people = new Map();
    for (const person of message.people ?? []) this._meet(person);
    let all = true;
    if (message.records) this.replica.load(message.records, message.rev);
    else {
      /** @type {Set<string>} */
      const touched = new Set();
      for (const change of message.changes ?? []) for (const key of this._take(change)) touched.add(key);
      this.replica.rev = Math.max(this.replica.rev, message.rev);
      this._records(touched);
      all = false;
    }
    for (const item of this._outbox.keepTo(this.you.person)) this.replica.drop(item.id);
    const back = this._everWelcomed && this._outbox.items.size > 0;
    this._welcomed = this._everWelcomed = true;
    this._flying.clear();
    this._outbox.urgent = false;
    this._connection.healthy();
    this._presence.renew();
    this._setStatus(back ? "catching_up" : "connected");
    this._emit("welcome", message);
    this._emit("people", this.people);
    return all;
  }

  /** @param {any} person */
  _meet(person) {
    if (person.session !== this.session) this.people.set(person.session, person);
    else if (this.you && person.name !== undefined) this.you = { ...this.you, name: person.name, number: person.number, colour: person.colour };
  }

  /** @param {any} message @returns {Set<string>} touched */
  _answerRefused(message) {
    const item = this._done(message.id);
    if (item?.kind === "undo") this._undone.pop();
    this._refused(message, item?.kind === "change" ? item.edits : []);
    return this.replica.drop(message.id);
  }

  /** @param {{id: string, code: string, message: string}} refusal @param {Edit[]} edits */
  _refused({ id, code, message }, edits) {
    const text = textOf(edits);
    if (text) this._keep(text);
    this._emit("refused", { id, code, message });
  }

  /** @param {string} id @returns {import("./outbox.js").Item | undefined} */
  _done(id) {
    this._flying.delete(id);
    this._sent.delete(id);
    return this._outbox.remove(id);
  }

  /** @param {string} text */
  _keep(text) {
    this._unsaved.add(text, new Date(this._clock.now()).toISOString());
    this._emit("unsaved");
  }

  // ---- inside: telling

  /** @param {Set<string> | null} touched null: all */
  _records(touched) {
    if (touched === null || touched.size) this._emit("records", touched);
  }

  /** @param {string} code @param {string} message */
  _note(code, message) {
    this._emit("notes", [{ code, message }], true);
  }

  _tellWaiting() {
    const { state, message } = this.status;
    if (this._welcomed && !this.replica.get("journey", this.journey)) this._setStatus("closed", GONE);
    else if (this._welcomed && state !== "connected" && (state !== "catching_up" || !this._outbox.items.size)) this._setStatus("connected");
    else this._setStatus(state, message);
  }

  /** @param {Status["state"]} state @param {string} [message] */
  _setStatus(state, message = "") {
    const waiting = this._outbox.items.size;
    const told = message || (waiting && !this._outbox.kept && state === "offline" ? "This browser keeps no edits over a reload: leave the page open." : "");
    const { status } = this;
    if (status.state === state && status.waiting === waiting && status.message === told) return;
    this.status = { state, waiting, message: told };
    this._emit("status", this.status);
  }

  /** @param {EventName} name @param {...any} args */
  _emit(name, ...args) {
    for (const fn of [...(this._listeners.get(name) ?? [])]) fn(...args);
  }
}

/** @param {any} world */
function indexedStoreOf(world) {
  try {
    return world.indexedDB ? indexedStore(world.indexedDB) : null;
  } catch {
    return null; // a browser may forbid even to look; status tells that nothing is kept
  }
}

/** @param {any} world */
function localStorageOf(world) {
  try {
    return world.localStorage ?? null;
  } catch {
    return null; // likewise: unsaved texts then last as long as the page
  }
}
