// @ts-check
/**
 * The history of a map: its timeline in a panel, a bar under the board to walk through it, what changed between two moments, and a
 * replay. While the past is shown the session goes on as ever; only what is painted is older.
 */
import { differences } from "../model/differences.js";
import { between, Moments } from "../model/moments.js";
import { moment, onTop, pastWords, placeOf } from "../model/timeline.js";
import { h, style } from "./dom.js";
import { HistoryBar } from "./history-bar.js";
import { Changed } from "./history-changed.js";
import { ChangeMarks } from "./history-marks.js";
import { Replay } from "./history-replay.js";
import { TimelineList } from "./history-list.js";
import { messageOf, nameVersion, restoreMoment } from "./history-acts.js";
import { askedReplay } from "./replay-link.js";

/** @typedef {import("../model/timeline.js").Entry} Entry */
/** @typedef {import("../model/moments.js").Moment} Moment */

const PAGE = 100;
const SOON_MS = 400;

/** @param {any} board @returns {import("./features.js").Feature} */
export function history(board) {
  const part = new History(board);
  return {
    update: (touched) => part.update(touched),
    marks: (type, id, level) => part.marks.of(type, id, level),
    key: (e) => part.key(e),
    destroy: () => part.destroy(),
  };
}

export class History {
  /** @param {any} board */
  constructor(board) {
    this.board = board;
    this.moments = new Moments((type, fields) => board.session.ask(type, fields), () => board.replica);
    /** What is known of the timeline, newest first. @type {Entry[]} */ this.entries = [];
    /** Its revisions, oldest first. @type {number[]} */ this.positions = [];
    this.older = true; // there may be more than `entries`
    /** The moment that is painted; null: now. @type {Moment | null} */ this.shown = null;
    /** Where the bar stands, before the map has followed. @type {number | null} */ this.rev = null;
    /** How many positions there were when the present was left. */
    this.left = 0;
    this._rev = 0;
    this._timer = /** @type {any} */ (null);
    this._prepare = /** @type {any} */ (null);

    this.marks = new ChangeMarks(board);
    this.list = new TimelineList(this);
    this.changed = new Changed(this);
    this.bar = new HistoryBar(this);
    this.replay = new Replay(this);
    this.tabs = ["Timeline", "What changed"].map((label, i) => h("button", { type: "button", "aria-pressed": String(i === 0), onclick: () => this.tab(i) }, label));
    this.el = h("div", { class: "cx-history" },
      h("div", { class: "cx-seg cx-history-tabs", role: "group", "aria-label": "What the panel shows" }, this.tabs), this.list.el, this.changed.el);
    this.changed.el.hidden = true;
    board.sides.add({ name: "history", label: "History", icon: "history", body: this.el, opened: () => this._opened(), closed: () => this._closed() });
    board.footer.el.before(this.bar.el, this.replay.el);
    this.frame = h("div", { class: "cx-past-frame", "aria-hidden": "true" }); // around the map, not the bar
    board.main.append(this.frame);
    this.sizes = new ResizeObserver(() => this._measure());
    this.sizes.observe(board.grid.el);
    this.off = [board.session.on("records", (/** @type {Set<string> | null} */ touched, /** @type {string} */ why) => why || this._recorded(touched)), board.session.on("welcome", () => this._soon())];
    for (const event of ["welcome", "role"]) this.off.push(board.session.on(event, () => this._role()));
    this._role();
    this.asked = askedReplay(this);
    this.off.push(this.asked.off);
  }

  /** The frame goes around the map, and a panel over the board ends above the bar. */
  _measure() {
    const { grid, main, root } = this.board;
    // a class, no :has(): one on the root would have the whole board styled anew at every element that comes or goes
    root.classList.toggle("cx-barred", !this.bar.el.hidden || !this.replay.el.hidden);
    const { offsetTop: top, offsetHeight: height } = grid.el;
    style(this.frame, { top: `${top}px`, height: `${height}px` });
    style(root, { "--under": `${main.offsetHeight - top - height}px` });
  }

  get open() {
    return this.board.sides.active === "history";
  }

  /** A guest sees the map as it is now; one who leads has a facilitator's role. */
  _role() {
    const { session, sides } = this.board;
    const { button } = sides.all.get("history");
    button.hidden = session.role === "guest";
    if (button.hidden && this.open) sides.close();
  }

  /** Versions by revision. @returns {any[]} */
  get versions() {
    return [...this.board.session.replica.all("version").values()].sort((a, b) => a.rev - b.rev || (a.id < b.id ? -1 : 1));
  }

  /** The last revision of the timeline. */
  get last() {
    return this.positions.at(-1) ?? 0;
  }

  /** How many changes came since the present was left. */
  get newer() {
    return this.rev === null ? 0 : Math.max(0, this.positions.length - this.left);
  }

  /** “3 Nov, 14:02” of a revision, as far as it is known. @param {number} rev */
  words(rev) {
    const version = this.versions.find((v) => v.rev === rev);
    if (version) return `“${version.name}”`;
    const entry = this.entries.find((e) => e.rev <= rev) ?? this.moments.known(rev)?.entry;
    return entry ? moment(entry.at, new Date()) : `revision ${rev}`;
  }

  /** What a change did; a restore is told by the moment that it went back to. @param {Entry | import("../model/player.js").Step} entry */
  label(entry) {
    const rev = entry.kind === "restore" && /r(\d+)$/.exec(entry.label)?.[1];
    return rev && this.entries.some((e) => e.rev <= Number(rev)) ? `Restored the map of ${this.words(Number(rev))}` : entry.label;
  }

  // ---- panel

  /** @param {number} at 0: timeline, 1: what changed */
  tab(at) {
    this.tabs.forEach((button, i) => button.setAttribute("aria-pressed", String(i === at)));
    this.list.el.hidden = at !== 0;
    this.changed.el.hidden = at !== 1;
    if (at === 1) this.changed.begin();
    else this.changed.rest();
  }

  _opened() {
    this.bar.el.hidden = false;
    this.list.say("Reading the history …");
    void this._load();
    this.board.invalidate();
  }

  _closed() {
    this.replay.leave();
    this.changed.rest();
    this.now();
    this.bar.el.hidden = true;
    this.moments.forget();
    [this.entries, this.positions, this.older] = [[], [], true];
    this.board.invalidate();
  }

  async _load() {
    try {
      this._rev = this.board.session.replica.rev;
      const { entries, positions } = await this.board.session.ask("timeline", { limit: PAGE, positions: true });
      if (!this.open) return;
      this.entries = entries;
      this.positions = positions;
      this.older = entries.length === PAGE;
      this._told();
      if (!this.changed.el.hidden) this.changed.begin();
      this.asked.play();
    } catch (error) {
      if (this.open) this.list.say(messageOf(error), { label: "Try again", run: () => this._opened() });
    }
  }

  /** Read on where the list ends. */
  async more() {
    const from = this.entries.at(-1)?.rev;
    if (!this.older || this._reading || !from) return;
    this._reading = true;
    try {
      const { entries } = await this.board.session.ask("timeline", { before: from, limit: PAGE });
      if (this.entries.at(-1)?.rev !== from) return;
      this.entries = [...this.entries, ...entries];
      this.older = entries.length === PAGE;
      this._told();
    } catch (error) {
      this.board.toast(messageOf(error));
    } finally {
      this._reading = false;
    }
  }

  /** @param {Set<string> | null} touched */
  _recorded(touched) {
    if (!this.open) return;
    this.changed.update(touched);
    this._soon();
  }

  /** Others go on: what they do joins the timeline. */
  _soon() {
    if (!this.open || this._timer || this.board.session.replica.rev === this._rev) return;
    this._timer = setTimeout(() => {
      this._timer = null;
      void this._newer();
    }, SOON_MS);
  }

  async _newer() {
    if (!this.open) return;
    if (!this.positions.length) return void this._load();
    const rev = this.board.session.replica.rev;
    try {
      const { entries } = await this.board.session.ask("timeline", { after: this.last, limit: PAGE });
      if (!this.open) return;
      this._rev = rev;
      if (entries.length === PAGE) return void this._load();
      const before = this.last;
      this.entries = onTop(this.entries, entries);
      this.positions.push(...entries.map((/** @type {Entry} */ e) => e.rev).reverse().filter((/** @type {number} */ r) => r > before));
      this._told();
      this._soon();
    } catch (error) {
      if (/** @type {any} */ (error).code !== "offline") this.board.toast(messageOf(error)); // back online, the welcome asks again
    }
  }

  _told() {
    this.list.draw();
    this.bar.update();
    this.changed.told();
  }

  // ---- walking

  /** Show the map as it was at a revision; at the last one, as it is. @param {number} rev */
  go(rev) {
    if (rev >= this.last) return this.now();
    if (this.rev === null) this.left = this.positions.length;
    this.changed.looked(rev);
    this.rev = rev;
    this.bar.update();
    void this.moments.show(rev, (shown) => this._show(shown), (error) => this._failed(error));
  }

  /** Go a step along the timeline. @param {number} by */
  step(by) {
    const at = this.rev === null ? this.positions.length - 1 : placeOf(this.positions, this.rev);
    const to = Math.max(0, Math.min(this.positions.length - 1, at + by));
    if (to !== at || this.rev === null) this.go(this.positions[to]);
  }

  /** Back to the map as it is. */
  now() {
    this.moments.rest();
    this.changed.looked(null);
    const was = this.shown !== null || this.rev !== null;
    const leaving = this.bar.leaves;
    this.rev = null;
    this.shown = null;
    if (!was) return;
    this.board.showPast(null);
    this.bar.update();
    if (leaving && this.open) this.bar.input.focus(); // the button that was pressed is gone
    this.list.point();
    this.board.announce("The map as it is now");
  }

  /** @param {Moment} shown */
  _show(shown) {
    if (!this.open || this.rev === null) return;
    this.shown = shown;
    const { past } = this.board;
    this.board.showPast(shown.replica, past ? between(past, shown.replica) : null); // from one moment to another only what differs is painted
    this.bar.update();
    if (shown.rev !== this.rev) return;
    this.list.point();
    clearTimeout(this._prepare);
    this._prepare = setTimeout(() => {
      const at = placeOf(this.positions, shown.rev);
      for (const beside of [at - 1, at + 1]) {
        const rev = this.positions[beside];
        if (this.open && this.rev === shown.rev && rev && rev < this.last && !this.moments.known(rev)) this.moments.prepare(rev);
      }
    }, 200);
  }

  /** @param {any} error */
  _failed(error) {
    this.board.toast(messageOf(error));
    if (this.shown) this.rev = this.shown.rev;
    else this.now();
    this.bar.update();
  }

  /** What stands over the shown map. */
  get title() {
    return this.rev === null ? "The map as it is now" : this.shown?.rev === this.rev ? pastWords(this.shown.entry, new Date()) : `As it was on ${this.words(this.rev)}`;
  }

  // ---- doing

  /** The revision that is looked at. */
  get here() {
    return this.rev ?? this.last;
  }

  name() {
    const rev = this.rev ?? this.board.session.replica.rev; // now: also what the timeline does not tell yet
    return nameVersion(this.board, rev, this.rev === null ? null : this.words(rev));
  }

  /** @param {number} [rev] */
  async restore(rev = this.here) {
    try {
      const then = await this.moments.at(rev);
      const done = await restoreMoment(this.board, then, differences(this.board.session.replica, then.replica, { by: "id" }));
      if (done && this.open) this.now();
    } catch (error) {
      this.board.toast(messageOf(error));
    }
  }

  /** See what differs between two moments; without a second one, up to now. @param {number} from @param {number | null} [to] */
  compare(from, to = null) {
    this.changed.choose(from, to);
    this.tab(1);
  }

  // ---- as a part of the board

  /** @param {Set<string> | null} touched */
  update(touched) {
    if (!this.open) return;
    const talk = touched === null || [...touched].some((key) => /^(version|reason|journey):/.test(key));
    if (talk) {
      this.list.versions();
      this.bar.ticks();
    }
  }

  /** @param {KeyboardEvent} e */
  key(e) {
    if (e.ctrlKey || e.metaKey || e.altKey) return false;
    if (e.key === "Escape" && this.replay.active) return this.replay.leave(), true;
    if (e.key === "Escape" && this.rev !== null) return this.now(), true;
    if (e.key.toLowerCase() !== "t" || this.board.session.role === "guest" || this.board.selection.target.kind === "cell") return false;
    this.board.sides.toggle("history");
    return true;
  }

  destroy() {
    clearTimeout(this._timer);
    clearTimeout(this._prepare);
    this.sizes.disconnect();
    this.replay.leave();
    for (const off of this.off) off();
  }
}
