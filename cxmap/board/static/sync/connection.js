// @ts-check
/**
 * One socket to the server that comes back by itself: fetches a ticket, opens, notices silence, and tries again after a
 * growing, jittered wait (0.25 s to 8 s) for as long as it takes. It knows nothing of what travels over it.
 */
import { realClock } from "./clock.js";

/**
 * @typedef {object} Wiring
 * @property {string} base URL that the app stands under, without a slash at its end
 * @property {any} WebSocket
 * @property {typeof fetch} fetch
 * @property {() => void} onOpen
 * @property {(messages: any[]) => void} onMessages
 * @property {(code: number) => void} onClose the socket went, or could not be opened (0; 401, 403: not let in)
 * @property {import("./clock.js").Clock} [clock]
 * @property {() => number} [random]
 * @property {EventTarget | null} [window] tells "online", "offline", "pagehide"
 * @property {any} [document] tells "visibilitychange"
 */

const FIRST = 250;
const LONGEST = 8000;
const IDLE = 15_000; // ms of silence before a ping
const PATIENCE = 5000; // ms that a pong may take
const OPENING = 10_000; // ms that a ticket, and then the socket, may take

export class Connection {
  /** @param {Wiring} wiring */
  constructor(wiring) {
    this.wiring = wiring;
    this.clock = wiring.clock ?? realClock;
    this.open = false;
    this._running = false;
    this._attempts = 0;
    /** Counts tries, so that what an earlier one started can be told from this one. */
    this._try = 0;
    /** @type {any} */ this._socket = null;
    /** @type {any} */ this._retry = null;
    /** @type {any} */ this._watch = null;
    this._heard = 0;
    this._pinged = 0;
    this._wake = () => this.wake();
    this._doubt = () => this._ping(2000);
    this._seen = () => {
      if (this.wiring.document?.visibilityState !== "hidden") this.wake();
    };
  }

  start() {
    if (this._running) return;
    this._running = true;
    this.wiring.window?.addEventListener("online", this._wake);
    this.wiring.window?.addEventListener("offline", this._doubt);
    this.wiring.document?.addEventListener("visibilitychange", this._seen);
    void this._connect();
  }

  stop() {
    this._running = false;
    this.wiring.window?.removeEventListener("online", this._wake);
    this.wiring.window?.removeEventListener("offline", this._doubt);
    this.wiring.document?.removeEventListener("visibilitychange", this._seen);
    this.clock.clearTimeout(this._retry);
    this._end(1000);
  }

  /** The server has let us in: the next wait starts small again. */
  healthy() {
    this._attempts = 0;
  }

  /** Try now instead of later; where a socket is open, make sure that it lives. */
  wake() {
    if (!this._running) return;
    if (this.open) this._ping(PATIENCE);
    else if (this._retry !== null) {
      this.clock.clearTimeout(this._retry);
      this._retry = null;
      void this._connect();
    }
  }

  /** @param {string} text @returns {boolean} whether it could be handed to the socket */
  send(text) {
    if (!this.open) return false;
    this._socket.send(text);
    return true;
  }

  /** Give this socket up and connect anew. */
  restart() {
    if (this._socket) this._lost(this._try, 4000);
  }

  async _connect() {
    const mine = ++this._try;
    const { base, fetch } = this.wiring;
    const stop = new AbortController();
    const late = this.clock.setTimeout(() => stop.abort(), OPENING);
    let ticket;
    try {
      const response = await fetch(`${base}/live/ticket`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: "{}",
        credentials: "same-origin",
        cache: "no-store",
        signal: stop.signal,
      });
      if (!response.ok) return this._lost(mine, [401, 403].includes(response.status) ? response.status : 0);
      ({ ticket } = await response.json());
    } catch {
      return this._lost(mine, 0); // no server there: the wait and the next try are the answer
    } finally {
      this.clock.clearTimeout(late);
    }
    if (mine !== this._try || !this._running) return;
    const socket = new this.wiring.WebSocket(`${base.replace(/^http/, "ws")}/live`, ["cxmap.v1", `ticket.${ticket}`]);
    this._socket = socket;
    const opening = this.clock.setTimeout(() => this._lost(mine, 0), OPENING);
    socket.onopen = () => {
      this.clock.clearTimeout(opening);
      if (mine !== this._try) return;
      this.open = true;
      this._hear();
      this._look(mine);
      this.wiring.onOpen();
    };
    socket.onmessage = (/** @type {{data: any}} */ event) => {
      if (mine !== this._try) return;
      this._hear();
      const frame = JSON.parse(event.data);
      this.wiring.onMessages(Array.isArray(frame) ? frame : [frame]);
    };
    socket.onerror = () => {}; // a close follows, which is where it is dealt with
    socket.onclose = (/** @type {{code: number}} */ event) => {
      this.clock.clearTimeout(opening);
      this._lost(mine, event.code);
    };
  }

  /** @param {number} mine @param {number} code */
  _lost(mine, code) {
    if (mine !== this._try || !this._running) return;
    this._end(code);
    const least = code === 4429 ? 4 * FIRST : FIRST;
    const wait = Math.min(LONGEST, least * 2 ** Math.min(this._attempts++, 10));
    this._retry = this.clock.setTimeout(
      () => {
        this._retry = null;
        void this._connect();
      },
      wait * (0.5 + 0.5 * (this.wiring.random ?? Math.random)()),
    );
    this.wiring.onClose(code);
  }

  /** @param {number} code */
  _end(code) {
    this._try++;
    this.open = false;
    this.clock.clearTimeout(this._watch);
    const socket = this._socket;
    this._socket = null;
    if (socket && socket.readyState <= 1) socket.close(code === 1000 ? 1000 : undefined);
  }

  _hear() {
    this._heard = this.clock.now();
    this._pinged = 0;
  }

  /** Ask for a sign of life. @param {number} patience ms */
  _ping(patience) {
    if (!this.open || this._pinged) return;
    this._pinged = this.clock.now() + patience;
    this.send('{"t":"ping"}');
    this._look(this._try);
  }

  /** Look again when the silence has lasted, or the pong is late. @param {number} mine */
  _look(mine) {
    this.clock.clearTimeout(this._watch);
    const due = this._pinged || this._heard + IDLE;
    this._watch = this.clock.setTimeout(
      () => {
        if (mine !== this._try || !this.open) return;
        const now = this.clock.now();
        if (this._pinged && now >= this._pinged) this._lost(mine, 4000);
        else if (!this._pinged && now >= this._heard + IDLE) this._ping(PATIENCE);
        else this._look(mine);
      },
      Math.max(0, due - this.clock.now()),
    );
  }
}
