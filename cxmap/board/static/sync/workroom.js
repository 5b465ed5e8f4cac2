// @ts-check
/** What a session knows beside its records: the server's clock, my role here, what is unseen and how much of it there is, and words of mine that found no place. */
import { Asker } from "./asking.js";
import { Unseen } from "./unseen.js";

/** How much is given unseen in the step under way. @typedef {{workshop: string, step: string, people: number, complete: number, drafts: number, of: number}} Counts */

/**
 * Somebody else and I set one value at once; `stands`: mine does, `lost` is the one that does not.
 * @typedef {{rev: number, type: string, id: string, field: string, by: {person: string, name: string}, stands: boolean, lost: any, message: string}} Crossed
 */

/**
 * Events: "counts" (`Counts`, or null), "role" (the new one, after a hand-over), "unseen" (what is mine has changed), "crossed" (`Crossed`).
 * @template {string} Name @extends {Asker<Name | "crossed" | "counts" | "role" | "unseen" | "unsaved" | "refused" | "records">}
 */
export class Workroom extends Asker {
  constructor() {
    super();
    /** My role in this room. @type {"owner" | "facilitator" | "champion" | "viewer" | "guest" | ""} */
    this.role = "";
    /** What the server's clock is ahead of ours, in ms. */
    this.clockOffset = 0;
    /** @type {Counts | null} */
    this.counts = null;
    /** Crossings that were told: one that was told on the way out is told again on the way in. @type {Set<string>} */
    this._told = new Set();
    /** What I give and write while nobody may see it. @type {Unseen} */
    this.unseen = /** @type {any} */ (null);
    /** @type {import("./unsaved.js").Unsaved} */ this._unsaved = /** @type {any} */ (null);
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

  /** Keep a text whose place is gone for its author. @param {string} text */
  keep(text) {
    if (!text.trim()) return;
    this._unsaved.add(text, new Date(this._clock.now()).toISOString());
    this._emit("unsaved");
  }

  /**
   * @param {string} journey @param {Pick<Storage, "getItem" | "setItem" | "removeItem"> | null} storage
   * @param {import("./replica.js").Replica} replica
   */
  _unseenOf(journey, storage, replica) {
    const { _clock: clock } = this;
    return new Unseen({
      journey,
      storage,
      clock,
      send: (text) => this._connection.send(text),
      ask: (type, fields) => this.ask(type, fields),
      workshopOf: (step) => replica.get("step", step)?.workshop ?? this.counts?.workshop ?? "",
      running: () => [...replica.all("workshop").values()].filter((workshop) => workshop.state === "running").map((workshop) => workshop.id),
      changed: () => this._emit("unseen"),
      refused: (refusal, text) => {
        this.keep(text);
        this._emit("refused", refusal);
      },
    });
  }

  /** @param {any} message the welcome */
  _roomWelcome({ role, now, counts }) {
    this.role = role;
    if (now) this.clockOffset = Date.parse(now) - this._clock.now();
    this._counted(counts ?? null);
  }

  /** Whether a message was about the workshop, and is dealt with. @param {any} message */
  _roomSaid(message) {
    if (message.t === "counts") {
      const { t: _, ...counts } = message;
      this._counted(counts);
    } else if (message.t === "role") {
      this.role = message.role;
      this._emit("role", this.role);
      this._emit("records", null); // what may be edited is another thing now
    } else if (message.t === "crossed") {
      const once = `${message.rev} ${message.type} ${message.id} ${message.field}`;
      if (!this._told.has(once)) this._emit("crossed", message);
      this._told.add(once);
    } else return (message.t === "noted" || message.t === "refused") && this.unseen.answered(message);
    return true;
  }

  /** @param {Counts | null} counts */
  _counted(counts) {
    if (JSON.stringify(counts) === JSON.stringify(this.counts)) return;
    this.counts = counts;
    this._emit("counts", counts);
  }
}
