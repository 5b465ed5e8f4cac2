// @ts-check
/**
 * What I give and write in a workshop while nobody else may see it: ratings, votes, placements, and cards that I write alone.
 *
 * It is kept in this browser until the server has noted it, and sent once: over a reload, and when the connection comes back.
 */
import { newId } from "../model/ids.js";
import { utf8Length } from "./prepare.js";
import { MAX_FRAME } from "./sender.js";

/** @typedef {{workshop: string, step: string, target: string, value: number | null, effort: number | null}} Ballot */
/**
 * @typedef {object} Draft
 * @property {string} id also of its card
 * @property {string} stage
 * @property {string} lane
 * @property {string} title
 * @property {string} [note] @property {string | null} [channel] @property {number | null} [severity] @property {string | null} [moment]
 * @property {number | null} [feeling] @property {string | null} [persona]
 * @property {string} [workshop] @property {string} [step]
 */
/** What waits to be noted. @typedef {{id: string, person: string, message: Record<string, any>}} Waiting */
/**
 * @typedef {object} Wiring
 * @property {string} journey
 * @property {Pick<Storage, "getItem" | "setItem" | "removeItem"> | null} storage
 * @property {import("./clock.js").Clock} clock
 * @property {(text: string) => boolean} send
 * @property {(type: string, fields: Record<string, any>) => Promise<any>} ask
 * @property {(step: string) => string} workshopOf the workshop of a step, as far as this map tells
 * @property {() => string[]} running the workshops that run here
 * @property {() => void} changed
 * @property {(refusal: {id: string, code: string, message: string}, text: string) => void} refused with the words that were not kept
 */

const FIELDS = ["id", "stage", "lane", "title", "note", "channel", "severity", "moment", "feeling", "persona"];
const AGAIN = 2000; // ms until what could not be saved is sent again
const MOST = 100; // messages of one frame

export class Unseen {
  /** @param {Wiring} wiring */
  constructor(wiring) {
    this.wiring = wiring;
    /** My ballots by “step/target”. @type {Map<string, Ballot>} */
    this.mine = new Map();
    /** My drafts by id, each with its workshop and step. @type {Map<string, Draft>} */
    this.drafts = new Map();
    this._key = `cxmap.unseen.${wiring.journey}`;
    /** What waits, by what it is about: only the last word on a thing is sent. @type {Map<string, Waiting>} */
    this._waiting = new Map();
    /** Ids that are on their way. @type {Set<string>} */
    this._flying = new Set();
    /** Ids that are done with, so that what another page left is not taken for theirs. @type {Set<string>} */
    this._done = new Set();
    /** What was noted since the server was asked what it holds: its answer may be older. @type {Set<Record<string, any>[]>} */
    this._since = new Set();
    this._person = "";
    this._ready = false;
    /** @type {any} */ this._timer = null;
    for (const item of this._stored()) this._take(item);
  }

  /** How much waits to be noted. */
  get waiting() {
    return this._waiting.size;
  }

  /** Rate a card from −3 to +3; null takes it back. @param {StepLike} step @param {string} target @param {number | null} value */
  rate(step, target, value) {
    this._give(step, target, value, null);
  }

  /** Give a card so many votes in all. @param {StepLike} step @param {string} target @param {number | null} votes */
  vote(step, target, votes) {
    this._give(step, target, votes || null, null);
  }

  /** Place a card between value and effort, 0 to 10 each. @param {StepLike} step @param {string} target @param {number | null} value @param {number | null} effort */
  place(step, target, value, effort) {
    this._give(step, target, value, value === null ? null : effort);
  }

  /** Write a card alone, or write it anew. @param {StepLike} step @param {Draft} draft */
  write(step, draft) {
    const fields = Object.fromEntries(FIELDS.filter((name) => draft[/** @type {keyof Draft} */ (name)] !== undefined).map((name) => [name, draft[/** @type {keyof Draft} */ (name)]]));
    this._queue({ t: "draft", ...this._where(step), draft: fields });
  }

  /** Throw a draft of mine away. @param {string} id */
  drop(id) {
    const draft = this.drafts.get(id);
    if (draft) this._queue({ t: "draft", workshop: draft.workshop, step: draft.step, drop: id });
  }

  // ---- what the session tells

  /** The server has let me in. @param {string} person */
  welcome(person) {
    this._person = person;
    this._ready = true;
    this._flying.clear();
    const others = [...this._waiting].filter(([, item]) => item.person && item.person !== person);
    for (const [key] of others) this._waiting.delete(key); // theirs: left in the browser until they are back
    this._pump();
    for (const workshop of this.wiring.running()) void this.learn(workshop);
  }

  /** The connection went. */
  away() {
    this._ready = false;
    this._flying.clear();
    this.wiring.clock.clearTimeout(this._timer);
    this._timer = null;
  }

  /** Ask the server what it holds of mine; what waits here is newer. @param {string} workshop */
  async learn(workshop) {
    let said;
    /** @type {Record<string, any>[]} */
    const since = [];
    this._since.add(since);
    try {
      said = await this.wiring.ask("mine", { workshop });
    } catch {
      return; // asked again with the next welcome; what is here stays
    } finally {
      this._since.delete(since);
    }
    for (const [key, ballot] of this.mine) if (ballot.workshop === workshop) this.mine.delete(key);
    for (const [id, draft] of this.drafts) if (draft.workshop === workshop) this.drafts.delete(id);
    for (const ballot of said.ballots) this.mine.set(`${ballot.step}/${ballot.target}`, ballot);
    for (const draft of said.drafts) this.drafts.set(draft.id, draft);
    for (const message of since) this._show(message);
    for (const { message } of this._waiting.values()) this._show(message);
    this.wiring.changed();
  }

  /** The server's word on something of mine; whether it was. @param {any} message `noted` or `refused` */
  answered(message) {
    const [key, item] = [...this._waiting].find(([, waiting]) => waiting.id === message.id) ?? [];
    if (!key || !item) return this._flying.delete(message.id); // a later word on the same is on its way already
    this._flying.delete(message.id);
    if (message.t === "refused" && message.code === "unavailable") {
      this._timer ??= this.wiring.clock.setTimeout(() => {
        this._timer = null;
        this._pump();
      }, AGAIN);
      return true;
    }
    this._waiting.delete(key);
    this._done.add(item.id);
    this._save();
    if (message.t === "refused") this._undo(item.message, message);
    else for (const since of this._since) since.push(item.message);
    this.wiring.changed();
    return true;
  }

  // ---- inside

  /** @param {StepLike} step @param {string} target @param {number | null} value @param {number | null} effort */
  _give(step, target, value, effort) {
    this._queue({ t: "ballot", ...this._where(step), target, value, ...(effort === null ? {} : { effort }) });
  }

  /** @param {StepLike} step */
  _where(step) {
    const id = typeof step === "string" ? step : step.id;
    return { workshop: (typeof step === "string" ? "" : step.workshop) || this.wiring.workshopOf(id), step: id };
  }

  /** @param {Record<string, any>} message */
  _queue(message) {
    const item = { id: newId(), person: this._person, message };
    const key = keyOf(message);
    const before = this._waiting.get(key);
    if (before) this._done.add(before.id);
    this._waiting.delete(key); // the last word goes to the end
    this._waiting.set(key, item);
    this._show(message);
    this._save();
    this.wiring.changed();
    this._pump();
  }

  /** What an earlier page left. @param {Waiting} item */
  _take(item) {
    this._waiting.set(keyOf(item.message), item);
    this._show(item.message);
  }

  /** Show something as if it were noted. @param {Record<string, any>} message */
  _show({ t, workshop, step, target, value, effort = null, draft, drop }) {
    if (t === "ballot" && value === null) this.mine.delete(`${step}/${target}`);
    else if (t === "ballot") this.mine.set(`${step}/${target}`, { workshop, step, target, value, effort });
    else if (drop) this.drafts.delete(drop);
    else this.drafts.set(draft.id, { ...draft, workshop, step });
  }

  /** It was not taken: show what the server holds, and keep the words. @param {Record<string, any>} message @param {any} refusal */
  _undo({ workshop, step, target, draft }, { id, code, message }) {
    if (draft) this.drafts.delete(draft.id);
    else if (target) this.mine.delete(`${step}/${target}`);
    this.wiring.refused({ id, code, message }, draft ? [draft.title, draft.note].filter(Boolean).join("\n") : "");
    void this.learn(workshop);
  }

  _pump() {
    if (!this._ready) return;
    /** @type {string[]} */
    let frame = [];
    let size = 2;
    const send = () => frame.length && this.wiring.send(frame.length === 1 ? frame[0] : `[${frame.join(",")}]`);
    for (const { id, message } of this._waiting.values()) {
      if (this._flying.has(id)) continue;
      const text = JSON.stringify({ ...message, id });
      const length = utf8Length(text) + 1;
      if (frame.length === MOST || size + length > MAX_FRAME) {
        send();
        [frame, size] = [[], 2];
      }
      frame.push(text);
      size += length;
      this._flying.add(id);
    }
    send();
  }

  /** @returns {Waiting[]} what is kept in this browser for the map, of whatever page and person */
  _stored() {
    try {
      const items = JSON.parse(this.wiring.storage?.getItem(this._key) ?? "[]");
      return Array.isArray(items) ? items.filter((item) => typeof item?.id === "string" && typeof item?.message?.t === "string") : [];
    } catch (error) {
      console.warn("cxmap: what an earlier page has not sent could not be read.", error);
      return [];
    }
  }

  /** Another page may keep something here as well: only what is mine is written anew. */
  _save() {
    try {
      const own = [...this._waiting.values()];
      const ids = new Set(own.map((item) => item.id));
      const items = [...this._stored().filter((item) => !ids.has(item.id) && !this._done.has(item.id)), ...own];
      if (items.length) this.wiring.storage?.setItem(this._key, JSON.stringify(items));
      else this.wiring.storage?.removeItem(this._key);
    } catch (error) {
      console.warn("cxmap: ratings and cards that wait last only as long as this page.", error);
    }
  }
}

/** A step, or its id. @typedef {string | {id: string, workshop?: string}} StepLike */

/** What a message is about. @param {Record<string, any>} message */
const keyOf = ({ t, step, target, draft, drop }) => (t === "ballot" ? `ballot:${step}/${target}` : `draft:${draft?.id ?? drop}`);
