// @ts-check
/**
 * The participant's page: what the workshop asks now, on a phone stage by stage, on a wide screen with the whole map. It holds the
 * session of the workshop's own map, and at a table that of the table's map as well.
 */
import { Commands } from "../model/commands.js";
import { loadDefinitions } from "../model/definitions.js";
import { meIn, runningStep, setState, takePart } from "../model/workshop.js";
import { OUT, Session } from "../sync/session.js";
import { tellCrossed } from "../view/crossed.js";
import { fresh, h, set, text } from "../view/dom.js";
import { Toasts } from "../view/toasts.js";
import { AddSheet } from "./add.js";
import { CardSheet } from "./card.js";
import { Calls } from "./calls.js";
import { Head } from "./head.js";
import { keep, recall } from "./kept.js";
import { MeSheet } from "./me.js";
import { waitingOf } from "./own.js";
import { Phone } from "./phone.js";
import { Screens } from "./screens.js";
import { aboveKeyboard } from "./sheet.js";
import { placeIn, statusWords, tableOf } from "./where.js";
import { loadBoard, Wide } from "./wide.js";

/** @typedef {import("../sync/replica.js").Rec} Rec */
/** @typedef {{update: () => void, close: () => void}} Open a sheet */

/** From this width on the whole map is shown. */
const WIDE = "(min-width: 900px)";

/**
 * Fill the participant's page.
 * @param {HTMLElement} root an element with the class "cx"
 * @param {{workshop: string, journey: string, base: string, assets: string}} of `base`: URL that the app stands under, `assets`: of the static files
 */
export default async function openRoom(root, of) {
  const session = new Session({ base: of.base, journey: of.journey });
  const loading = loadDefinitions(of.assets);
  session.start(loading); // it knocks while the words are still being loaded
  try {
    const room = new Room(root, of, session, await loading);
    room.start();
    return room;
  } catch (error) {
    session.close();
    console.error(error);
    root.textContent = "This page could not be loaded: check your connection, then reload it.";
    return null;
  }
}

export class Room {
  /** @param {HTMLElement} root @param {{workshop: string, journey: string, base: string, assets: string}} of @param {any} session @param {import("../model/definitions.js").Definitions} definitions */
  constructor(root, { workshop, base, assets }, session, definitions) {
    this.el = root;
    this.workshop = workshop;
    this.base = base.replace(/\/+$/, "");
    this.assets = assets;
    this.session = session;
    this.definitions = definitions;
    /** The table's map, while one sits at a table. @type {any} */ this.table = null;
    this.commands = new Commands(session);
    this.stage = recall(`${workshop}.stage`);
    this.loaded = false;
    this.frame = 0;
    /** @type {Open | null} */ this.sheet = null;
    /** Whether this guest was sent away. */ this.out = false;
    /** Whether the workshop is over for this guest, its takeaway included. */ this.ended = false;
    /** @type {(() => void)[]} */ this.off = [];
    /** @type {(() => void)[]} */ this.offTable = [];
    this.control = new AbortController();
    /** @type {"phone" | "board"} */ this.mode = "phone";
    this.toasts = new Toasts({ focus: () => this.bar?.focus({ preventScroll: true }) });
    this.live = h("div", { class: "cx-aloud", "aria-live": "polite" });
    this.head = new Head(() => this._sheet(() => new MeSheet(this, this.head.me)));
    this.screens = new Screens(this);
    this.calls = new Calls(this);
    this.phone = new Phone(this);
    /** @type {any} */ this.board = null;
    this.body = h("main", { class: "cxr-body" });
    /** @type {HTMLElement} what gets the focus where nothing else does */ this.bar = this.body;
    root.classList.add("cxr");
    fresh(root, this.head.el, this.body, this.toasts.el, this.live);
  }

  get stageView() {
    return this.phone.stageView;
  }

  /** The session of the map that is worked on. */
  get map() {
    return this.table ?? this.session;
  }
  /** @returns {Rec | null} */
  get record() {
    return this.session.replica.get("workshop", this.workshop) ?? null;
  }
  /** @returns {Rec | null} */
  get me() {
    return meIn(this.session.replica, this.workshop, this.session.you?.person ?? "");
  }
  get name() {
    return this.me?.name || this.session.you?.name || "";
  }
  get step() {
    return runningStep(this.session.replica, this.record);
  }
  /** Whose feelings a mark tells. @returns {string | null} */
  get persona() {
    return this.map.replica.list("traveller")[0]?.persona ?? null;
  }
  get mayPark() {
    return this.record?.state === "running" && this.me?.state === "in" && this.session.role !== "viewer";
  }

  /** What the parts that ask are given. @returns {import("./parts.js").Asking} */
  get asking() {
    return { session: this.session, map: this.table, workshop: this.workshop, definitions: this.definitions, announce: (words) => this.announce(words), toast: (message, action) => this.toast(message, action) };
  }

  start() {
    const { session, control: { signal } } = this;
    this._theme();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this._theme(), { signal });
    matchMedia(WIDE).addEventListener("change", () => this._width(), { signal });
    aboveKeyboard(this.el, signal);
    this.off = [...this._listen(session), session.on("welcome", () => {
      this.loaded = true;
      this.soon();
    })];
    if (session.role) this.loaded = true;
    this._width();
    this.soon();
  }

  /** @param {any} session */
  _listen(session) {
    const soon = () => this.soon();
    const crossed = tellCrossed({ session, toast: (message, action) => this.toast(message, action) });
    return [
      session.on("crossed", (/** @type {any} */ told) => this._said(session) || crossed(told)),
      session.on("records", soon), session.on("status", soon), session.on("people", () => this.record?.follow === "on" && this.soon()), session.on("unsaved", soon), session.on("unseen", soon), session.on("counts", soon),
      session.on("refused", (/** @type {any} */ refused) => this._said(session) || this.toast(refused.message)),
      session.on("notes", (/** @type {any[]} */ notes) => this._said(session) || new Set(notes.map((note) => note.message)).forEach((said) => this.toast(said))),
    ];
  }

  /** Whether the board says itself what a session has to say. @param {any} session */
  _said(session) {
    return Boolean(this.board) && session === this.map;
  }

  // ---- drawing

  /** Draw in the next frame. */
  soon() {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.draw();
    });
  }

  draw() {
    const { session } = this;
    const place = this._place();
    this._sit(Screens.has(place) && place !== "pause" ? null : tableOf(session.replica, this.workshop, session.you?.person ?? ""));
    const inside = !Screens.has(place) || place === "pause";
    document.title = this.record?.title || "Workshop";
    const { step, map, record } = this;
    const table = this.me && session.replica.get("breakout", this.me.breakout);
    const waiting = waitingOf(session) + (map === session ? 0 : map.status.waiting);
    const status = map.status.state === "connected" ? session.status : map.status;
    this.head.update({
      replica: session.replica, workshop: record, step, offset: session.clockOffset ?? 0, table: table ?? null, name: this.name, inside,
      status: place === "loading" || place === "removed" || place === "closed" ? "" : statusWords({ ...status, waiting: session.status.waiting }, waiting), away: status.state === "offline", kept: session.unsaved.length + (map === session ? 0 : map.unsaved.length),
    });
    const wide = this.mode === "board" && !Screens.has(place);
    set(this.el, "data-mode", wide ? "board" : "phone");
    this.calls.update(inside && place !== "pause" && !wide);
    if (Screens.has(place)) {
      this.sheet?.close();
      this._fill(this.screens.el, "cxr-calmly");
      const until = place === "pause" && step?.ends && step.paused === null ? new Date(Date.parse(step.ends) - (session.clockOffset ?? 0)) : null;
      this.screens.show(place, place === "closed" && this.ended ? "The time to fetch the result is over: ask the facilitator for it." : until ? `We go on at ${until.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" })}.` : "");
    } else if (wide) this._board(place, step);
    else {
      this._fill(this.phone.el, "cxr-phone");
      this.phone.update(place);
    }
    if (!wide) this._noBoard();
    this.sheet?.update();
  }

  /** @returns {import("./where.js").Place} */
  _place() {
    const { session } = this;
    const place = placeIn(session.replica, this.workshop, session.you?.person ?? "", this.loaded);
    if (place === "closed" && session.role === "guest" && session.status.message === OUT) {
      this.ended = true; // the hour after the closing is over: knocking on would be for nothing
      session.close();
    }
    // turned away at the door: the socket closes before anything is said
    this.out ||= session.role === "guest" && session.status.message === OUT && place !== "closed";
    if (this.removed || this.out || place === "removed") {
      this.removed = this.out || place === "removed" || place === "gone" || place === "loading"; // let in again: on as before
      if (this.removed && session.role === "guest") session.close(); // for good: who joins again comes with a new page
      if (this.removed) return "removed";
    }
    return place === "loading" && session.status.state === "closed" ? "gone" : place;
  }

  /** @param {HTMLElement} el @param {string} name */
  _fill(el, name) {
    if (el.parentElement === this.body) return;
    this.body.className = `cxr-body ${name}`;
    fresh(this.body, el);
  }

  /** The whole map, once its modules are there. @param {import("./where.js").Place} place @param {Rec | null} step */
  _board(place, step) {
    if (!this.board) {
      if (this._opening) return;
      this._opening = loadBoard(this.assets).then((mount) => {
        this._opening = null;
        if (this.mode === "board") this.board = new Wide(this, mount);
        this.soon();
      }, (error) => {
        this._opening = null;
        console.error(error);
        this.setMode("phone");
        this.toast("The full map could not be loaded: check your connection, then try again.");
      });
      return;
    }
    this._fill(this.board.el, "cxr-wide");
    this.board.update(place, step?.id ?? "");
  }

  _noBoard() {
    this.board?.destroy();
    this.board = null;
  }

  /** Say where nothing may be written, and why. @returns {string} */
  why() {
    return this.phone.why();
  }

  /** The lanes of the stage: `open` where one may write. */
  rows() {
    return this.phone.rows();
  }

  // ---- at a table

  /** Sit down at a table (its map is another room), or leave it. @param {Rec | null} table */
  _sit(table) {
    const map = table?.map ?? null;
    if ((this.table?.journey ?? null) === (map === this.session.journey ? null : map)) return;
    for (const off of this.offTable.splice(0)) off();
    this.sheet?.close();
    this._noBoard();
    this.table?.close();
    this.table = map && map !== this.session.journey ? new Session({ base: this.base, journey: map }) : null;
    if (this.table) {
      this.offTable = [...this._listen(this.table), this.table.on("welcome", () => this.soon())];
      this.table.start();
    }
    this.commands = new Commands(this.map);
    this.phone.renew();
  }

  // ---- what people do

  /** Look at a stage. @param {string} stage its id */
  show(stage) {
    if (stage === this.stage) return;
    this.stage = stage;
    keep(`${this.workshop}.stage`, stage);
    this.soon();
  }

  /** @param {string} card its id */
  open(card) {
    this._sheet(() => new CardSheet(this, card));
  }

  add() {
    this._sheet(() => new AddSheet(this, this.bar));
  }

  /** @param {() => Open} make */
  _sheet(make) {
    this.sheet?.close();
    this.sheet = make();
    this.el.classList.add("cxr-covered");
  }

  /** A sheet was closed. @param {Open} sheet */
  closed(sheet) {
    if (this.sheet !== sheet) return;
    this.sheet = null;
    this.el.classList.remove("cxr-covered");
  }

  /** @param {string} name */
  takePart(name) {
    const { session } = this;
    if (!session.you) return this.toast("The server cannot be reached: try again in a moment.");
    if (name !== session.you.name) session.rename(name);
    session.commit(takePart(session.replica, this.workshop, { person: session.you.person, name }, Date.now() + (session.clockOffset ?? 0)), { label: "Take part" });
  }

  comeBack() {
    if (this.me) this.session.commit([...setState(this.me, "in")], { label: "Come back" });
  }

  leave() {
    if (this.me) this.session.commit(setState(this.me, "left"), { label: "Leave" });
  }

  /** Take another name, here and wherever it stands. @param {string} name */
  rename(name) {
    const clean = name.trim().replace(/\s+/g, " ").slice(0, 60);
    if (!clean || clean === this.name) return;
    if (this.me) this.session.commit([{ op: "patch", type: "participant", id: this.me.id, fields: { name: clean }, was: { name: this.me.name } }], { label: "Change the name" });
    if (this.session.you) this.session.rename(clean);
    this.announce(`You are ${clean} now.`);
  }

  // ---- words

  /** @param {string} words */
  announce(words) {
    text(this.live, this.live.textContent === words ? `${words}\u00a0` : words);
  }

  /** @param {string} message @param {{label?: string, run?: () => void, seconds?: number}} [action] */
  toast(message, action = {}) {
    return this.toasts.show(message, action);
  }

  /** Tell what was done, with an Undo. @param {string} message @param {any} session that it was done in */
  undoable(message, session) {
    const change = session.lastChange;
    this.toast(message, { label: "Undo", run: () => session.undo(change) });
  }

  // ---- looks

  _theme() {
    this.el.dataset.theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
    document.documentElement.style.colorScheme = this.el.dataset.theme;
  }

  _width() {
    const asked = new URLSearchParams(location.search).get("view");
    const wanted = asked === "board" || asked === "phone" ? asked : (matchMedia(WIDE).matches ? "board" : "phone");
    this.mode = wanted;
    this.soon();
  }

  /** @param {"phone" | "board"} mode chosen by the person: the address says so, so that a reload keeps it */
  setMode(mode) {
    const url = new URL(location.href);
    url.searchParams.set("view", mode);
    history.replaceState(null, "", url);
    this.mode = mode;
    this.sheet?.close();
    this.soon();
  }

  end() {
    cancelAnimationFrame(this.frame);
    this.control.abort();
    for (const off of [...this.off, ...this.offTable]) off();
    this._noBoard();
    this.head.destroy();
    this.toasts.destroy();
    this.table?.close();
    this.session.close();
  }
}
