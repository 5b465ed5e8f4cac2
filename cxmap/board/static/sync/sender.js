// @ts-check
/** Sends what waits in the outbox: once per socket, in order, not too much at once and not too fast. */
import { utf8Length } from "./prepare.js";

/** Bytes of one frame; the server takes 256 KB. */
export const MAX_FRAME = 200_000;
const IN_FLIGHT = 20;
// the server takes 100 messages a second from one board, presence and pings among them
const PACE = 60;
const BURST = 200;

export class Sender {
  /** @param {import("./outbox.js").Outbox} outbox @param {(text: string) => void} send @param {import("./clock.js").Clock} clock */
  constructor(outbox, send, clock) {
    this._outbox = outbox;
    this._send = send;
    this._clock = clock;
    /** What was sent on this socket and is not answered. @type {Set<string>} */
    this._flying = new Set();
    /** What was ever sent, and may have arrived. @type {Set<string>} */
    this._sent = new Set();
    this._pace = PACE;
    this._tokens = BURST;
    this._refilled = clock.now();
    /** @type {any} */
    this._timer = null;
    /** Whether the server is ready for it: from welcome until the socket goes. */
    this.ready = false;
  }

  /** Whether a change may have reached the server. @param {string} id */
  maySent(id) {
    return this._sent.has(id);
  }

  /** A change that an earlier page made, and may have sent. @param {string} id */
  doubt(id) {
    this._sent.add(id);
  }

  /** Whether all that waits is on its way. */
  get caughtUp() {
    return this._flying.size === this._outbox.items.size;
  }

  /** Answered, or taken back. @param {string} id */
  done(id) {
    this._flying.delete(id);
    this._sent.delete(id);
  }

  /** What was on its way is to be sent again: answers may be lost. */
  again() {
    this._flying.clear();
  }

  /** The server said that it was too fast. */
  slower() {
    this._pace = Math.max(5, this._pace / 2);
    this._tokens = 0;
  }

  stop() {
    this.ready = false;
    this._flying.clear();
    this._clock.clearTimeout(this._timer);
    this._timer = null;
  }

  /** Send what may be sent now. */
  pump() {
    if (!this.ready) return;
    const now = this._clock.now();
    this._tokens = Math.min(BURST, this._tokens + ((now - this._refilled) / 1000) * this._pace);
    this._refilled = now;
    /** @type {string[]} */
    let frame = [];
    let size = 2;
    const send = () => {
      if (frame.length) this._send(frame.length === 1 ? frame[0] : `[${frame.join(",")}]`);
      frame = [];
      size = 2;
    };
    for (const { id, kind, base, edits, target } of this._outbox.items.values()) {
      if (this._flying.has(id)) continue;
      if (this._flying.size >= IN_FLIGHT) break;
      if (this._tokens < 1) {
        this._later();
        break;
      }
      const text = JSON.stringify(kind === "change" ? { t: kind, id, base, edits } : { t: kind, id, ...(target ? { change: target } : {}) });
      const length = utf8Length(text) + 1;
      if (size + length > MAX_FRAME) send();
      frame.push(text);
      size += length;
      this._tokens--;
      this._flying.add(id);
      this._sent.add(id);
    }
    send();
  }

  _later() {
    if (this._timer !== null) return;
    this._timer = this._clock.setTimeout(
      () => {
        this._timer = null;
        this.pump();
      },
      Math.ceil(1000 / this._pace),
    );
  }
}
