// @ts-check
/** Questions to the server that are answered to the asker only: the timeline, a moment, the changes between two. See docs/protocol.md. */
import { newId } from "../model/ids.js";
import { Emitter } from "./emitter.js";

/** How long an answer may take, in ms. */
const PATIENCE = 30_000;
const AWAY = "The server cannot be reached: the history can be read again when you are back online.";

/** A question without an answer: `code` is for programs, the message one sentence for people. */
export class Unanswered extends Error {
  /** @param {string} code @param {string} message */
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/** @typedef {{resolve: (answer: any) => void, reject: (why: Unanswered) => void, timer: any}} Waiting */

/**
 * What can ask; the session is one.
 * @template {string} Name @extends {Emitter<Name>}
 */
export class Asker extends Emitter {
  constructor() {
    super();
    /** @type {Map<string, Waiting>} */
    this._asked = new Map();
    /** @type {{open: boolean, send: (text: string) => boolean} | any} */ this._connection = null;
    /** @type {import("./clock.js").Clock | any} */ this._clock = null;
    this._welcomed = false;
  }

  /**
   * Ask the server: "timeline", "moment", "changes" or "restore" (which is answered when the map is what it was). Rejects with
   * `Unanswered` where it says no, the connection ends or no answer comes.
   * @param {string} type @param {Record<string, any>} [fields] @returns {Promise<any>}
   */
  ask(type, fields = {}) {
    const id = newId();
    return new Promise((resolve, reject) => {
      if (!this._welcomed || !this._connection.send(JSON.stringify({ t: type, id, ...fields }))) return reject(new Unanswered("offline", AWAY));
      const timer = this._clock.setTimeout(() => this._settle(id)?.reject(new Unanswered("late", "The server did not answer in time: try again.")), PATIENCE);
      this._asked.set(id, { resolve, reject, timer });
    });
  }

  /** Whether a message is the answer to a question, and nothing else. @param {any} message */
  _answered(message) {
    if (!this._asked.size || !["answer", "refused", "ack"].includes(message.t)) return false;
    const waiting = this._settle(message.id);
    if (!waiting) return false;
    if (message.t === "refused") waiting.reject(new Unanswered(message.code, message.message));
    else waiting.resolve(message);
    return message.t !== "ack"; // an ack is a change too
  }

  /** Nobody answers any more. */
  _unanswered() {
    for (const id of [...this._asked.keys()]) this._settle(id)?.reject(new Unanswered("offline", AWAY));
  }

  /** @param {string} id @returns {Waiting | undefined} */
  _settle(id) {
    const waiting = this._asked.get(id);
    this._asked.delete(id);
    if (waiting) this._clock.clearTimeout(waiting.timer);
    return waiting;
  }
}
