// @ts-check
/**
 * One open room, of a journey or of the workspace: its records, its edits on their way, and who else is here.
 *
 * An edit shows at once, waits in the outbox, travels, and gives way to what the server made of it. See docs/protocol.md.
 */
import { newId } from "../model/ids.js";
import { Connection } from "./connection.js";
import { realClock } from "./clock.js";
import { Outbox } from "./outbox.js";
import { PresenceSender } from "./presence.js";
import { prepare, textOf, utf8Length } from "./prepare.js";
import { Replica } from "./replica.js";
import { MAX_FRAME, Sender } from "./sender.js";
import { localStorageOf, outboxStoreOf } from "./storage.js";
import { Unsaved } from "./unsaved.js";
import { Workroom } from "./workroom.js";

/** @typedef {import("./replica.js").Edit} Edit */
/** @typedef {import("./outbox.js").Item} Item */
/** @typedef {{state: "connecting" | "connected" | "catching_up" | "offline" | "closed", waiting: number, message: string}} Status */
/** @typedef {"records" | "status" | "people" | "notes" | "refused" | "unsaved" | "welcome" | "counts" | "role" | "unseen" | "crossed"} EventName */

const NOT_KEPT = "This browser keeps no edits over a reload: leave the page open.";
export const OUT = "You are not let in here any more: join again, or sign in.";
const GONE = "This journey was deleted: undo that, or open another one.";
const SHUT = "This is not there for you (any more): ask who gave you the link or the code.";

/**
 * Events (and those of a `Workroom`): "records" (a Set of touched "type:id", or null for all), "status", "people", "notes" (list of `{code, message,
 * type, id, field, text}`, and whether they are about my own edit), "refused" (`{id, code, message}`), "unsaved", "welcome".
 * @extends {Workroom<EventName>}
 */
export class Session extends Workroom {
  /**
   * @param {object} options
   * @param {string} options.base URL that the app stands under: `location.origin` and the base path
   * @param {string} options.journey "": the workspace's own room, with personas and all that is known of the customer
   * @param {{outbox?: import("./outbox.js").OutboxStore | null, local?: Pick<Storage, "getItem" | "setItem" | "removeItem"> | null}} [options.storage]
   * @param {any} [options.WebSocket] @param {typeof fetch} [options.fetch]
   * @param {import("./clock.js").Clock} [options.clock] @param {() => number} [options.random]
   * @param {EventTarget | null} [options.window] @param {any} [options.document]
   */
  constructor({ base, journey, storage = {}, WebSocket, fetch, clock = realClock, random, window, document }) {
    super();
    const world = /** @type {any} */ (globalThis);
    this.base = base.replace(/\/+$/, "");
    this.journey = journey;
    this.replica = new Replica();
    /** Who I am: `{person, name, number, colour}`; null until welcome. @type {any} */
    this.you = null;
    /** The id of this session among those of the room; "" until welcome. */
    this.id = "";
    /** The others here, by session. @type {Map<string, import("./presence.js").Person>} */
    this.people = new Map();
    /** @type {Status} */ this.status = { state: "connecting", waiting: 0, message: "" };

    this._clock = clock;
    const local = storage.local !== undefined ? storage.local : localStorageOf(world);
    this._unsaved = new Unsaved(journey, local);
    this.unseen = this._unseenOf(journey, local, this.replica);
    this._outbox = new Outbox(journey, storage.outbox !== undefined ? storage.outbox : outboxStoreOf(world), clock);
    /** Id of what was committed here last, for an Undo beside the message that tells of it. */
    this.lastChange = "";
    /** What a redo does, latest last: "server", or a change taken back before it was sent. @type {("server" | {edits: Edit[], label: string})[]} */
    this._undone = [];
    this._welcomed = this._everWelcomed = this._loaded = this._over = false;
    /** @type {any[]} */ this._early = [];
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
    this._sender = new Sender(this._outbox, (text) => void this._connection.send(text), clock);
    this._presence = new PresenceSender((message) => this._welcomed && this._connection.send(JSON.stringify(message)), clock);
    this._flush = () => void this._outbox.flush();
  }

  // ---- life

  start(/** @type {Promise<any> | undefined} */ ready = undefined) { // what the server says is told when `ready`
    this._where.window?.addEventListener("pagehide", this._flush);
    void this._open(ready);
    this._connection.start();
  }

  close() {
    this._over = true;
    this._where.window?.removeEventListener("pagehide", this._flush);
    this._connection.stop();
    this._presence.stop();
    this._sender.stop();
    this._flush();
    this._welcomed = false;
    this._setStatus("closed", "");
  }

  /** Try to reach the server now, not after the wait that an earlier failure set. */
  wake() {
    this._connection.wake();
  }

  /** Whether the server has said something that is still to be told. */
  get heard() {
    return this._early.length > 0;
  }

  // ---- editing

  /**
   * Do this: at once here, and on the server as soon as it can be reached. Patches without `was` get what is seen now.
   * @param {Edit[]} edits @param {{label?: string}} [options]
   * @returns {string} id of the change; "" where there was nothing to do or it was refused
   */
  commit(edits, { label = "" } = {}) {
    const id = this._commit(edits, label);
    if (id) [this._undone, this.lastChange] = [[], id];
    return id;
  }

  /** Take a change of mine back: the last one, or the one that is named. @param {string} [change] id that `commit` gave */
  undo(change) {
    const last = [...this._outbox.items.values()].at(-1);
    if (last?.kind === "change" && !this._sender.maySent(last.id) && (!change || last.id === change)) {
      this._outbox.remove(last.id);
      this._undone.push({ edits: last.edits, label: last.label });
      this._records(this.replica.drop(last.id));
      this._tellWaiting();
      return;
    }
    if (!this._connection.open) return this._offline("undo");
    this._undone.push("server");
    this._queue({ id: newId(), kind: "undo", edits: [], label: "", ...(change ? { target: change } : {}) });
  }

  /** Do again what I took back last. */
  redo() {
    const last = this._undone.at(-1);
    if (last && last !== "server") {
      this._undone.pop();
      this._commit(last.edits, last.label);
      return;
    }
    if (!this._connection.open) return this._offline("redo");
    this._undone.pop();
    this._queue({ id: newId(), kind: "redo", edits: [], label: "" });
  }

  /** Take another name; a workshop that one leads says it too. @param {string} name */
  rename(name) {
    const { you } = this;
    if (!you) return;
    const leads = [...this.replica.all("workshop").values()].filter((w) => w.facilitator === you.person && w.state !== "closed");
    this.commit([
      { op: "patch", type: "person", id: you.person, fields: { name }, was: { name: you.name } },
      ...leads.map((w) => ({ op: /** @type {"patch"} */ ("patch"), type: "workshop", id: w.id, fields: { facilitator_name: name || `Guest ${you.number}` }, was: { facilitator_name: w.facilitator_name } })),
    ]);
  }

  /** Tell the others where I am. @param {Parameters<PresenceSender["set"]>[0]} state */
  presence(state) {
    this._presence.set(state);
  }

  // ---- inside: my edits

  /** @param {Edit[]} edits @param {string} label @returns {string} */
  _commit(edits, label) {
    if (this.role === "viewer") {
      this._emit("refused", { id: "", code: "forbidden", message: this.journey ? "You may look at this map, but not change it." : "You may look, but not change anything here." });
      return "";
    }
    const ready = prepare(this.replica, edits);
    if (!ready.length) return "";
    const id = newId();
    if (utf8Length(JSON.stringify(ready)) > MAX_FRAME - 1000) {
      this._refused({ id, code: "too_large", message: "This is too much for one edit: split it, and do one part after the other." }, ready);
      return "";
    }
    const touched = this.replica.add(id, ready);
    this._queue({ id, kind: "change", edits: ready, label });
    const mine = ready.find((edit) => edit.type === "person" && edit.id === this.you?.person);
    if (mine) {
      this.you = { ...this.you, ...mine.fields }; // my own name shows at once, too
      this._emit("people", this.people);
    }
    this._records(touched);
    return id;
  }

  /** @param {Omit<Item, "journey" | "seq" | "person" | "base" | "when">} item */
  _queue(item) {
    this._outbox.add({ ...item, person: this.you?.person ?? "", base: this.replica.rev, when: new Date(this._clock.now()).toISOString() });
    this._pump();
  }

  /** Tell what waits, and send it as far as the server is ready for it. */
  _pump() {
    this._tellWaiting();
    this._sender.pump();
    if (this.status.state === "catching_up" && this._welcomed && this._sender.caughtUp) this._setStatus("connected");
  }

  // ---- inside: the server's word

  /** Load what an earlier page left, then deal with what came meanwhile. @param {Promise<any>} [ready] */
  async _open(ready) {
    const [items] = await Promise.all([this._outbox.open((late) => this._over || this._found(late)), ready]);
    if (this._over) return;
    this._loaded = true;
    this._found(items);
    this._receive(this._early.splice(0));
  }

  /** @param {Item[]} items what an earlier page left; after the server's word where the browser's database is slow */
  _found(items) {
    for (const item of items) {
      this._sender.doubt(item.id);
      this.replica.add(item.id, item.edits);
    }
    if (this._welcomed) for (const item of this._outbox.keepTo(this.you.person)) this.replica.drop(item.id);
    if (items.length) this._emit("records", null);
    this._pump();
  }

  _hello() {
    this._welcomed = this._sender.ready = false;
    const rev = this._everWelcomed ? this.replica.rev : null;
    this._connection.send(JSON.stringify({ t: "hello", v: 1, journey: this.journey, rev }));
    if (this._everWelcomed && this.status.state !== "closed") this._setStatus("catching_up");
  }

  /** @param {number} code */
  _closed(code) {
    [this._welcomed, this._early] = [false, []];
    this._sender.stop();
    this.unseen.away();
    this._outbox.hurry();
    if (this.people.size) {
      this.people = new Map();
      this._emit("people", this.people);
    }
    if (code === 4429) this._sender.slower();
    if (code === 4404) return this._setStatus("closed", this.journey ? GONE : SHUT);
    if (code === 4401) return this._setStatus("closed", OUT);
    if (this.status.message === OUT) return;
    if (code === 401 || code === 403) return this._setStatus("offline", "The server does not know this browser: reload the page.");
    this._setStatus("offline");
  }

  /** @param {any[]} messages */
  _receive(messages) {
    if (!this._loaded) return void this._early.push(...messages);
    /** @type {Set<string> | null} */
    let touched = new Set();
    let answered = false;
    const touch = (/** @type {Set<string> | null} */ keys) => {
      answered = true;
      if (!keys) touched = null;
      else for (const key of keys) touched?.add(key);
    };
    for (const message of messages) {
      if (this._answered(message) || this._roomSaid(message)) continue;
      switch (message.t) {
        case "change":
        case "ack":
          if (!this._welcomed) break; // catching up tells it again
          if (message.prev > this.replica.rev && message.rev > this.replica.rev) this._hello();
          else touch(this._take(message));
          break;
        case "welcome":
          touch(this._welcome(message));
          break;
        case "snapshot":
          this.replica.load(message.records, message.rev);
          this._sender.again(); // answers may have been among what the server let go
          touch(null);
          break;
        case "refused":
          touch(this._answerRefused(message));
          break;
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
    if (answered) this._pump();
  }

  /** Take over a committed change, mine or somebody's. @param {any} message @returns {Set<string>} touched */
  _take(message) {
    const mine = this._done(message.id);
    const notes = message.notes ?? [];
    if (notes.length) {
      if (mine || message.t === "ack") for (const note of notes) if (note.code === "gone") this.keep(note.text ?? "");
      this._emit("notes", notes, Boolean(mine) || message.t === "ack");
    }
    if (message.rev <= this.replica.rev) return this.replica.drop(message.id);
    return this.replica.apply(message.edits, message.rev, message.id, message.by ?? this.you);
  }

  /** @param {any} message @returns {Set<string> | null} touched; null: all */
  _welcome(message) {
    this.you = message.you;
    this._roomWelcome(message);
    this.id = message.session;
    this.people = new Map();
    for (const person of message.people ?? []) this._meet(person);
    /** @type {Set<string> | null} */
    let touched = null;
    if (message.records) this.replica.load(message.records, message.rev);
    else {
      touched = new Set();
      for (const change of message.changes ?? []) for (const key of this._take(change)) touched.add(key);
      this.replica.rev = Math.max(this.replica.rev, message.rev);
    }
    for (const item of this._outbox.keepTo(this.you.person)) for (const key of this.replica.drop(item.id)) touched?.add(key);
    const back = this._everWelcomed && this._outbox.items.size > 0;
    this._welcomed = this._everWelcomed = true;
    this._sender.ready = true;
    this._sender.again();
    this._outbox.urgent = false;
    this._connection.healthy();
    this._presence.renew();
    this.unseen.welcome(this.you.person);
    this._setStatus(back ? "catching_up" : "connected");
    this._emit("welcome", message);
    this._emit("people", this.people);
    return touched;
  }

  /** @param {any} person */
  _meet(person) {
    if (person.session !== this.id) this.people.set(person.session, person);
    else if (this.you && person.person && person.name !== undefined) this.you = { ...this.you, name: person.name, number: person.number, colour: person.colour };
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
    this.keep(textOf(edits));
    this._emit("refused", { id, code, message });
  }

  /** @param {string} id @returns {Item | undefined} */
  _done(id) {
    this._sender.done(id);
    return this._outbox.remove(id);
  }

  // ---- inside: telling

  /** @param {Set<string> | null} touched null: all */
  _records(touched) {
    if (touched === null || touched.size) this._emit("records", touched);
  }

  /** @param {string} what */
  _offline(what) {
    this._emit("notes", [{ code: "offline", message: `You can ${what} earlier edits when you are back online.` }], true);
  }

  _tellWaiting() {
    const { state, message } = this.status;
    if (this._welcomed && this.journey && !this.replica.get("journey", this.journey)) this._setStatus("closed", GONE);
    else if (this._welcomed && state !== "connected" && (state !== "catching_up" || !this._outbox.items.size)) this._setStatus("connected");
    else this._setStatus(state, message);
  }

  /** @param {Status["state"]} state @param {string} [message] */
  _setStatus(state, message = "") {
    if (state === "offline" || state === "closed") this._unanswered();
    const waiting = this._outbox.items.size;
    const told = message || (waiting && !this._outbox.kept && state === "offline" ? NOT_KEPT : "");
    if (this.status.state === state && this.status.waiting === waiting && this.status.message === told) return;
    this.status = { state, waiting, message: told };
    this._emit("status", this.status);
  }
}
