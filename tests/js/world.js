// @ts-check
/** A clock, a network and a server in one process, for tests of the session: time passes only when told to. */
import { smallMap } from "./fixtures.js";
import { Replica } from "../../cxmap/board/static/sync/replica.js";
import { Session } from "../../cxmap/board/static/sync/session.js";
import { cleanFields, SCHEMA, TYPES } from "../../cxmap/board/static/sync/schema.js";

/** Let promises that are due run. */
export const settle = () => new Promise((resolve) => setImmediate(resolve));

export class FakeClock {
  constructor() {
    this.time = 1_000_000;
    this.next = 1;
    /** @type {Map<number, {at: number, fn: () => void}>} */
    this.timers = new Map();
    this.now = () => this.time;
    this.setTimeout = (/** @type {() => void} */ fn, /** @type {number} */ ms) => {
      this.timers.set(this.next, { at: this.time + ms, fn });
      return this.next++;
    };
    this.clearTimeout = (/** @type {number} */ id) => void this.timers.delete(id);
  }

  /** Let time pass. @param {number} ms */
  async pass(ms) {
    const end = this.time + ms;
    await settle();
    for (;;) {
      const due = [...this.timers].filter(([, t]) => t.at <= end).sort((a, b) => a[1].at - b[1].at || a[0] - b[0])[0];
      if (!due) break;
      this.timers.delete(due[0]);
      this.time = Math.max(this.time, due[1].at);
      due[1].fn();
      await settle();
    }
    this.time = end;
  }
}

/** A server that orders changes, as docs/protocol.md says, with the least of rules: put, patch, delete, both texts kept. */
export class TestServer {
  /** @param {Record<string, any[]>} records @param {FakeClock} clock */
  constructor(records, clock) {
    this.clock = clock;
    this.up = true;
    this.latency = 5;
    this.state = new Replica();
    this.state.load(structuredClone(records), 1);
    /** @type {any[]} */
    this.log = [];
    /** @type {Set<TestSocket>} */
    this.sockets = new Set();
    /** Messages from clients, as they came. @type {any[]} */
    this.heard = [];
    /** @type {(message: any, socket: TestSocket) => any[]} what becomes of a message on its way out: none, one or several */
    this.mangle = (message) => [message];
    this.snapshots = false;
    this.sessions = 0;
    this.silent = false;
    const server = this;
    this.WebSocket = class extends TestSocket {
      constructor(/** @type {string} */ url, /** @type {string[]} */ protocols) {
        super(server, url, protocols);
      }
    };
    this.status = 200;
    this.fetch = /** @type {any} */ (
      async () => {
        if (!this.up) throw new TypeError("fetch failed");
        return { ok: this.status === 200, status: this.status, json: async () => ({ ticket: "t" }) };
      }
    );
  }

  get rev() {
    return this.log.length + 1;
  }

  /** @param {Partial<ConstructorParameters<typeof Session>[0]> & {person?: string}} [options] */
  session({ person = "p1", ...options } = {}) {
    const { WebSocket, fetch, clock } = this;
    const Own = class extends WebSocket {
      get person() {
        return person;
      }
    };
    return new Session({ base: "http://localhost:1/", journey: "j1", WebSocket: Own, fetch, clock, window: null, document: null, storage: { outbox: null, local: null }, ...options });
  }

  /** @param {TestSocket} socket @param {any} message */
  receive(socket, message) {
    this.heard.push(message);
    const { t, id } = message;
    if (t === "ping") return this.silent ? undefined : this.send(socket, { t: "pong" });
    if (t === "hello") {
      socket.joined = true;
      const known = !this.snapshots && message.rev !== null && message.rev <= this.rev;
      const rest = known ? { changes: this.log.filter((c) => c.rev > message.rev).map((c) => this.wire(c)) } : { records: this.records() };
      const you = { person: socket.person, name: "", number: 1, colour: 1 };
      return this.send(socket, { t: "welcome", v: 1, session: `s${++this.sessions}`, you, role: "owner", rev: this.rev, people: [], ...rest });
    }
    if (t === "presence") return undefined;
    const before = this.log.find((c) => c.id === id);
    if (before) return this.send(socket, { t: "ack", id, rev: before.rev, prev: before.prev, edits: before.edits, notes: before.notes });
    const done = t === "change" ? this.apply(message.edits) : this.back(t, socket.person, message.change);
    if (done.refused) return this.send(socket, { t: "refused", id, edit: null, ...done.refused });
    this.commit({ id, person: socket.person, kind: t === "change" ? "edit" : t, ...done }, socket);
  }

  /** @param {any} change @param {TestSocket | null} [author] */
  commit(change, author = null) {
    const prev = this.rev;
    const { undoes = "" } = change;
    const entry = { undone: false, ...change, undoes, prev, rev: prev + 1 };
    this.log.push(entry);
    for (const socket of this.sockets) {
      if (!socket.joined) continue;
      if (socket === author) this.send(socket, { t: "ack", id: entry.id, rev: entry.rev, prev, edits: entry.edits, notes: entry.notes });
      else this.send(socket, this.wire(entry));
    }
  }

  /** @param {any} c */
  wire(c) {
    return { t: "change", id: c.id, rev: c.rev, prev: c.prev, by: { person: c.person, name: "" }, at: "", kind: c.kind, edits: c.edits, notes: [] };
  }

  /** @param {any[]} edits @returns {any} */
  apply(edits) {
    const before = this.snapshot();
    /** @type {any[]} */
    const notes = [];
    /** @type {any[]} */
    const ready = [];
    for (const edit of edits) {
      const fields = edit.fields ? cleanFields(edit.type, edit.fields) : undefined;
      const now = this.state.get(edit.type, edit.id);
      if (edit.op === "patch" && !now) {
        notes.push({ code: "gone", message: "The record was deleted meanwhile.", type: edit.type, id: edit.id, field: "", text: Object.values(edit.fields).filter((v) => typeof v === "string").join("\n") });
        continue;
      }
      if (edit.op === "put" && Object.values(fields ?? {}).some((v) => typeof v === "string" && v.length > 500)) return { refused: { code: "invalid", message: "“Title” holds at most 500 characters: shorten it." } };
      if (edit.op === "patch") {
        for (const [name, base] of Object.entries(edit.was ?? {})) {
          const current = /** @type {any} */ (now)[name];
          if (SCHEMA[edit.type][name].kind === "text" && base !== current && fields && fields[name] !== current) fields[name] = `${current} / ${fields[name]}`.slice(0, 400);
        }
      }
      ready.push({ ...edit, fields });
    }
    if (!ready.length && notes.length) return { refused: { code: "gone", message: "The record was deleted meanwhile." } };
    this.state.add("now", ready);
    const after = this.snapshot();
    this.state.drop("now");
    const done = difference(before, after);
    this.state.apply(structuredClone(done.edits), this.rev + 1);
    return { ...done, notes };
  }

  /** @param {"undo" | "redo"} kind @param {string} person @param {string} [change] the one to undo; else the last */
  back(kind, person, change) {
    const mine = this.log.filter((c) => c.person === person && (!change || c.id === change));
    const target = kind === "undo" ? mine.findLast((c) => c.kind !== "undo" && !c.undone) : mine.at(-1)?.kind === "undo" ? mine.at(-1) : undefined;
    if (!target) return { refused: { code: "nothing", message: `There is nothing to ${kind}.` } };
    target.undone = true;
    this.state.apply(structuredClone(target.inverse), this.rev + 1);
    return { edits: target.inverse, inverse: target.edits, notes: [], undoes: target.id };
  }

  snapshot() {
    return Object.fromEntries(TYPES.map((type) => [type, Object.fromEntries([...this.state.all(type)].map(([id, r]) => [id, { ...r }]))]));
  }

  records() {
    return Object.fromEntries(TYPES.map((type) => [type, [...this.state.all(type).values()].map((r) => ({ ...r }))]));
  }

  /** @param {TestSocket} socket @param {any} message */
  send(socket, message) {
    for (const one of this.mangle(message, socket)) socket.deliver([structuredClone(one)]);
  }

  /** Cut all connections; `up` false: nobody comes in. @param {{up?: boolean, code?: number}} [how] */
  cut({ up = true, code = 1006 } = {}) {
    this.up = up;
    for (const socket of [...this.sockets]) socket.drop(code);
  }
}

class TestSocket {
  /** @param {TestServer} server @param {string} url @param {string[]} protocols */
  constructor(server, url, protocols) {
    this.server = server;
    this.url = url;
    this.protocols = protocols;
    this.readyState = 0;
    this.joined = false;
    /** @type {any} */ this.onopen = null;
    /** @type {any} */ this.onmessage = null;
    /** @type {any} */ this.onclose = null;
    /** @type {any} */ this.onerror = null;
    server.clock.setTimeout(() => {
      if (!server.up) return this.drop(1006);
      this.readyState = 1;
      server.sockets.add(this);
      this.onopen?.();
    }, server.latency);
  }

  get person() {
    return "p1";
  }

  /** @param {string} text */
  send(text) {
    const frame = JSON.parse(text);
    this.server.clock.setTimeout(() => {
      if (!this.server.sockets.has(this)) return; // lost on its way
      for (const message of Array.isArray(frame) ? frame : [frame]) this.server.receive(this, message);
    }, this.server.latency);
  }

  /** @param {any[]} messages */
  deliver(messages) {
    this.server.clock.setTimeout(() => this.readyState === 1 && this.onmessage?.({ data: JSON.stringify(messages) }), this.server.latency);
  }

  /** @param {number} code */
  drop(code) {
    this.server.sockets.delete(this);
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.onclose?.({ code });
  }

  close() {
    this.drop(1000);
  }
}

/** @param {Record<string, any>} before @param {Record<string, any>} after */
function difference(before, after) {
  /** @type {any[]} */
  const edits = [];
  /** @type {any[]} */
  const inverse = [];
  for (const type of [...TYPES].reverse()) {
    for (const [id, { id: _, ...fields }] of Object.entries(before[type])) {
      if (after[type][id]) continue;
      edits.push({ op: "delete", type, id });
      inverse.unshift({ op: "put", type, id, fields });
    }
  }
  for (const type of TYPES) {
    for (const [id, { id: _, ...fields }] of Object.entries(after[type])) {
      const old = before[type][id];
      const changed = Object.keys(fields).filter((name) => !old || old[name] !== fields[name]);
      if (!old) {
        edits.push({ op: "put", type, id, fields });
        inverse.unshift({ op: "delete", type, id });
      } else if (changed.length) {
        edits.push({ op: "patch", type, id, fields: Object.fromEntries(changed.map((name) => [name, fields[name]])) });
        inverse.unshift({ op: "patch", type, id, fields: Object.fromEntries(changed.map((name) => [name, old[name]])) });
      }
    }
  }
  return { edits, inverse };
}

/** A store of waiting edits that outlives a session, as IndexedDB does. */
export class MemoryStore {
  constructor() {
    /** @type {Map<string, any>} */
    this.items = new Map();
    this.writes = 0;
    /** @type {Error | null} */
    this.error = null;
  }

  /** @param {string} journey */
  async load(journey) {
    if (this.error) throw this.error;
    return structuredClone([...this.items.values()].filter((item) => item.journey === journey));
  }

  /** @param {any[]} put @param {string[]} remove */
  async write(put, remove) {
    if (this.error) throw this.error;
    this.writes++;
    for (const item of put) this.items.set(item.id, structuredClone(item));
    for (const id of remove) this.items.delete(id);
  }
}

/** @param {Session} session @param {import("../../cxmap/board/static/sync/session.js").EventName} name */
export function heard(session, name) {
  /** @type {any[][]} */
  const calls = [];
  session.on(name, (...args) => calls.push(args));
  return calls;
}

/** A server with a small map, and the clock that both go by. */
export async function world() {
  const clock = new FakeClock();
  const server = new TestServer(smallMap(), clock);
  return { clock, server };
}

/** A session that has joined the room of the small map. */
export async function joined(/** @type {any} */ options = {}) {
  const { clock, server } = await world();
  const session = server.session(options);
  session.start();
  await clock.pass(100);
  return { clock, server, session };
}
