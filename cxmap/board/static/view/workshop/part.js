// @ts-check
/**
 * The workshop on the board: a panel for who leads and a narrower one for who takes part, the clock in the head, locks, and what was
 * revealed. The workshop's records may lie in another room than the map that is shown: at a table.
 */
import { leads, meIn, runningStep, talliesOf, whoOf, workshopOf } from "../../model/workshop.js";
import { frameFixed } from "../allowed.js";
import { Following } from "./following.js";
import { Guard } from "./guard.js";
import { Lead } from "./lead.js";
import { Noting } from "./noting.js";
import { Panel } from "./panel.js";
import { Spread } from "./spread.js";
import { Timer } from "./timer.js";
import { Votes } from "./votes.js";

/** The records that a workshop is made of. */
const OWN = ["workshop:", "step:", "participant:", "breakout:", "parked:", "decision:", "tally:"];

export class Workshop {
  /** @param {any} board */
  constructor(board) {
    this.board = board;
    /** The room that the workshop's records lie in, and which workshop it is, where the page says so. @type {any} */
    this.session = board.host.room?.session ?? board.session;
    this.asked = board.host.room?.workshop ?? new URLSearchParams(location.search).get("workshop");
    /** Whether the panel is still to open by itself: the address names a workshop, as after it was started. */
    this.opens = !board.host.room && Boolean(this.asked);
    /** @type {any} */ this.workshop = null;
    /** @type {any} */ this.step = null;
    /** @type {any} */ this.me = null;
    this.leading = false;
    /** Whether stages and lanes stayed as they are, when that was looked at last. @type {boolean | null} */
    this.fixed = null;
    this.guard = new Guard(this);
    this.timer = new Timer(this);
    this.following = new Following(this);
    this.lead = new Lead(this);
    this.spread = new Spread(this);
    this.votes = new Votes(this);
    this.noting = new Noting(this);
    this.panel = new Panel(this);
    board.sides.add({
      name: "workshop", label: "Workshop", icon: "workshop", body: this.panel.el, opened: () => this.panel.update(null), closed: () => this.panel.flush(),
      first: () => this.panel.first(),
    });
    this.button = board.sides.all.get("workshop").button;
    const apart = this.session !== board.session;
    this.off = [
      this.session.on("people", () => this._people()),
      this.session.on("counts", () => this.panel.counts()),
      this.session.on("unseen", () => this.panel.counts()),
      this.session.on("welcome", () => this._read(null)),
      ...(apart ? [this.session.on("records", (/** @type {Set<string> | null} */ touched) => this._read(touched))] : []),
    ];
    this._read(null);
  }

  /** The server's time in ms. */
  now() {
    return Date.now() + (this.session.clockOffset ?? 0);
  }

  get who() {
    return whoOf(this.session);
  }

  /** Who I am to the workshop's records. */
  get you() {
    const { you } = this.session;
    return you ? { person: you.person, name: you.name || this.me?.name || `Guest ${you.number}` } : null;
  }

  /** Make a change of the workshop's records, and say it aloud. @param {any[]} edits @param {string} label @param {string} [words] @returns {string} id of the change; "" where nothing was done */
  do(edits, label, words = "") {
    const id = edits.length ? this.session.commit(edits, { label }) : "";
    if (id && words) this.board.announce(words);
    return id;
  }

  /** The Undo beside a message. @param {string} change */
  undo(change) {
    return { label: "Undo", run: () => this.session.undo(change) };
  }

  /** @param {Set<string> | null} touched */
  update(touched) {
    if (this.session === this.board.session) this._read(touched);
    else if (!touched || touched.size) this.panel.map(touched);
  }

  /** @param {Set<string> | null} touched */
  _read(touched) {
    const own = !touched || [...touched].some((key) => OWN.some((type) => key.startsWith(type)));
    if (own) {
      const { replica } = this.session;
      const before = this.workshop;
      const found = workshopOf(replica, this.asked);
      this.workshop = found ?? (before && replica.get("workshop", before.id)) ?? null; // closed a moment ago: it is shown still
      this.step = runningStep(replica, this.workshop);
      this.me = this.workshop ? meIn(replica, this.workshop, this.who.person) : null;
      this.leading = leads(replica, this.workshop, this.who);
      this.button.hidden = !this.workshop && !this.mayPlan;
      if (this.opens && this.leading && this.workshop?.state === "running") {
        this.opens = false;
        queueMicrotask(() => this.board.sides.open("workshop", false)); // the board's parts may still be being made
      }
      this.timer.update();
      this.following.update();
      this.lead.update();
      this.spread.read();
      const lanes = before?.id !== this.workshop?.id || !touched || [...touched].some((key) => key.startsWith("step:") || key.startsWith("workshop:"));
      if (lanes) this.board.invalidate(); // the marks on lane headers
      const fixed = frameFixed(this.board);
      if (fixed !== this.fixed) this.board.invalidate(null); // all parts look again what they offer
      this.fixed = fixed;
    }
    this.panel.update(touched);
  }

  /** Whether this person may plan and lead workshops. */
  get mayPlan() {
    return ["owner", "facilitator"].includes(this.who.role);
  }

  /** What was revealed in a step. @param {any} step @returns {readonly any[]} */
  tallies(step) {
    return step ? talliesOf(this.session.replica, step) : [];
  }

  _people() {
    this.following.people();
    this.panel.people();
  }

  // ---- what the board asks its parts

  /** @param {"card" | "stage" | "lane"} type @param {string} id @param {string} level @returns {import("../features.js").Mark[]} */
  marks(type, id, level) {
    if (type === "lane") return this.guard.marks(id);
    return type === "card" ? this.votes.marks(id, level) : [];
  }

  /** W: the panel. @param {KeyboardEvent} e */
  key(e) {
    const { board } = this;
    if (e.key.toLowerCase() !== "w" || e.ctrlKey || e.metaKey || e.altKey || board.selection.target.kind === "cell" || this.button.hidden) return false;
    board.sides.toggle("workshop");
    return true;
  }

  /** @param {"stage" | "lane"} type @param {string} id */
  items(type, id) {
    return this.noting.items(type, id);
  }

  /** @param {import("../subject.js").Subject} subject */
  section(subject) {
    return this.noting.section(subject);
  }

  paint() {
    this.spread.paint();
  }

  destroy() {
    for (const off of this.off) off();
    for (const one of [this.guard, this.timer, this.following, this.spread, this.panel]) one.destroy();
  }
}

/** @param {any} board @returns {import("../features.js").Feature} */
export const workshop = (board) => new Workshop(board);
