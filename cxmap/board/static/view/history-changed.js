// @ts-check
/**
 * What changed between two moments: since the last review, a version or a day, up to now. As sentences by stage, as marks on the
 * board, change by change with the reasons for them, and as a replay.
 */
import { today, shortDate } from "../model/dates.js";
import { Sentences } from "../model/difference-words.js";
import { differences } from "../model/differences.js";
import { madeId } from "../model/ids.js";
import { clockTime, count, dayWords, moment } from "../model/timeline.js";
import { writingControl } from "./controls.js";
import { fresh, h, set, text } from "./dom.js";
import { fieldOf } from "./forms.js";
import { icon } from "./icons.js";
import { messageOf } from "./history-acts.js";

/** @typedef {import("../model/timeline.js").Entry} Entry */
/** @typedef {import("../model/differences.js").Difference} Difference */

const PAGE = 50;
const SOON_MS = 700;
const SHAPES = { added: "plus", gone: "minus", moved: "right", changed: "pencil" };

export class Changed {
  /** @param {import("./history.js").History} history */
  constructor(history) {
    this.history = history;
    /** From where: "review", "start", "day", "version:id" or "rev:12". */
    this.from = "";
    this.day = "";
    /** Up to which revision; null: now. @type {number | null} */ this.to = null;
    /** What is shown. @type {{from: number, before: any, after: any, changes: Difference[], entries: Entry[], more: boolean} | null} */
    this.found = null;
    this.marked = false;
    this._asked = 0;
    this._timer = /** @type {any} */ (null);
    /** Reason controls by revision: an edit of the map leaves alone what somebody types. @type {Map<number, import("./controls.js").Control>} */
    this.reasons = new Map();

    this.select = h("select", { class: "cx-input", "aria-label": "What changed since", onchange: () => this._chosen() });
    this.date = h("input", { class: "cx-input", type: "date", "aria-label": "Day", hidden: true, onchange: () => this._chosen() });
    this.until = h("select", { class: "cx-input", "aria-label": "Up to", onchange: () => ((this.to = this.until.value ? Number(this.until.value) : null), this._run()) });
    this.summary = h("p", { class: "cx-changed-sum", role: "status" });
    this.play = h("button", { class: "cx-button", type: "button", onclick: () => this.found && history.replay.start(this.found.from, this.to) }, icon("play", 12), "Replay");
    this.mark = h("button", { class: "cx-button", type: "button", "aria-pressed": "false", onclick: () => this._mark(!this.marked) }, "Mark on the map");
    this.acts = h("div", { class: "cx-changed-acts" }, this.play, this.mark);
    this.lines = h("div", { class: "cx-changed-lines" });
    this.log = h("div", { class: "cx-changed-log" });
    this.older = h("button", { class: "cx-button cx-older", type: "button", hidden: true, onclick: () => this._older() }, "Show older changes");
    this.el = h("div", { class: "cx-changed" },
      h("div", { class: "cx-field" }, h("div", { class: "cx-label" }, h("span", null, "Since")), h("div", { class: "cx-select" }, this.select, icon("down", 15)), this.date),
      h("div", { class: "cx-field" }, h("div", { class: "cx-label" }, h("span", null, "Up to")), h("div", { class: "cx-select" }, this.until, icon("down", 15))),
      this.summary, this.acts, this.lines, this.log, this.older);
  }

  get shown() {
    return this.history.open && !this.el.hidden;
  }

  get journey() {
    const { session } = this.history.board;
    return session.replica.get("journey", session.journey);
  }

  /** The tab comes up. */
  begin() {
    this._options();
    this._run();
  }

  /** The tab goes. */
  rest() {
    clearTimeout(this._timer);
    this._timer = null;
    this._asked++;
    for (const control of this.reasons.values()) control.flush();
    if (this.marked) this._mark(false);
    this.found = null;
  }

  /** @param {number} from @param {number | null} to */
  choose(from, to) {
    const version = this.history.versions.find((v) => v.rev === from);
    this.from = version ? `version:${version.id}` : `rev:${from}`;
    this.to = to;
  }

  /** The timeline has grown. */
  told() {
    if (this.shown) this._options();
  }

  // ---- choosing

  _options() {
    const { versions } = this.history;
    const reviewed = this.journey?.reviewed;
    const rev = /^rev:(\d+)$/.exec(this.from)?.[1];
    const since = [
      ...(reviewed ? [["review", `The last review, ${shortDate(reviewed)}`]] : []),
      ...versions.reverse().map((v) => [`version:${v.id}`, v.name]),
      ...(rev ? [[this.from, this.history.words(Number(rev))]] : []),
      ["day", "A day …"],
      ["start", "The beginning"],
    ];
    if (!since.some(([key]) => key === this.from)) this.from = since[0][0] === "day" ? "start" : since[0][0];
    options(this.select, since, this.from);
    this.date.hidden = this.from !== "day";
    set(this.date, "max", today(new Date()));
    const upto = [["", "Now"], ...versions.map((v) => [String(v.rev), v.name])];
    if (this.to !== null && !upto.some(([key]) => key === String(this.to))) upto.push([String(this.to), this.history.words(this.to)]);
    options(this.until, upto, this.to === null ? "" : String(this.to));
  }

  _chosen() {
    this.from = this.select.value;
    this.day = this.date.value;
    this.date.hidden = this.from !== "day";
    if (this.from === "day" && !this.day) {
      this.date.focus();
      this._say("Choose a day: what changed since its end is listed here.");
    } else this._run();
  }

  /** The revision to start from. @returns {Promise<number>} */
  async _start() {
    const { history } = this;
    const first = history.positions[0] ?? 0;
    if (this.from === "start") return first;
    const [kind, value] = this.from.split(":");
    if (kind === "rev") return Number(value);
    if (kind === "version") return history.versions.find((v) => v.id === value)?.rev ?? first;
    const day = this.from === "review" ? this.journey?.reviewed : this.day;
    const end = new Date(`${day}T00:00:00`);
    if (day !== today(new Date())) end.setDate(end.getDate() + 1); // what was done on that very day belongs to it
    const { entries } = await history.board.session.ask("timeline", { until: end.toISOString(), limit: 1 });
    return entries[0]?.rev ?? first;
  }

  // ---- finding out

  /** Work it out anew. */
  async _run() {
    if (!this.shown || (this.from === "day" && !this.day)) return;
    const { history } = this;
    const { session } = history.board;
    const mine = ++this._asked;
    if (!this.found) this._say("Looking for what changed …");
    try {
      if (!history.positions.length) return;
      const from = await this._start();
      const upto = this.to;
      const [before, after, { entries }] = await Promise.all([
        history.moments.at(from),
        upto === null ? null : history.moments.at(upto),
        session.ask("timeline", { after: from, limit: PAGE, ...(upto === null ? {} : { before: upto + 1 }) }),
      ]);
      if (mine !== this._asked || !this.shown) return;
      const now = after?.replica ?? session.replica;
      this.found = { from, before: before.replica, after: now, changes: differences(before.replica, now, { by: "id" }), entries, more: entries.length === PAGE };
      this._draw();
    } catch (error) {
      if (mine === this._asked && this.shown) this._say(messageOf(error));
    }
  }

  /** Records of the map as it is have changed. @param {Set<string> | null} touched */
  update(touched) {
    if (!this.shown) return;
    const { replica } = this.history.board.session;
    for (const [rev, control] of this.reasons) control.update(replica.get("reason", this._reasonId(rev))?.text ?? "");
    if (this.to !== null || this._timer || (touched && [...touched].every((key) => /^(reason|version|comment|mention|view):/.test(key)))) return;
    this._timer = setTimeout(() => {
      this._timer = null;
      this._run();
    }, SOON_MS);
  }

  async _older() {
    const { found } = this;
    const last = found?.entries.at(-1)?.rev;
    if (!found || !last) return;
    try {
      const { entries } = await this.history.board.session.ask("timeline", { after: found.from, before: last, limit: PAGE });
      if (this.found !== found) return;
      found.entries.push(...entries);
      found.more = entries.length === PAGE;
      this._log();
    } catch (error) {
      this.history.board.toast(messageOf(error));
    }
  }

  // ---- showing

  /** @param {string} words */
  _say(words) {
    this.found = null;
    text(this.summary, words);
    this.acts.hidden = this.older.hidden = true;
    fresh(this.lines);
    fresh(this.log);
    this.reasons.clear();
  }

  _draw() {
    const found = /** @type {NonNullable<Changed["found"]>} */ (this.found);
    const { changes } = found;
    const many = (/** @type {string} */ kind) => changes.filter((d) => d.kind === kind).length;
    const parts = ["added", "gone", "moved", "changed"].flatMap((kind) => (many(kind) ? [`${many(kind)} ${kind}`] : []));
    text(this.summary, parts.length ? `${parts.join(", ")}, in ${count(found.entries.length, "change")}${found.more ? " and more" : ""}.` : "Nothing differs between these two moments.");
    this.acts.hidden = false;
    set(this.play, "disabled", found.entries.length === 0);
    set(this.mark, "disabled", !changes.some((d) => d.kind !== "gone"));
    this._lines();
    this._log();
    if (this.marked) this.history.marks.differences(changes, found.after, true);
  }

  /** Another moment is looked at than the one whose differences are marked. @param {number | null} rev */
  looked(rev) {
    if (this.marked && rev !== this.to) this._mark(false);
  }

  _lines() {
    const { before, after, changes } = /** @type {NonNullable<Changed["found"]>} */ (this.found);
    const words = new Sentences(before, after, this.history.board.definitions);
    /** @type {Map<string | null, Difference[]>} */
    const byStage = new Map();
    const order = [null, ...after.list("stage").map((/** @type {any} */ s) => s.id)];
    for (const d of changes) byStage.set(d.stage, [...(byStage.get(d.stage) ?? []), d]);
    const stages = [...byStage.keys()].sort((a, b) => place(order, a) - place(order, b));
    fresh(this.lines, stages.map((id) => h("section", null,
      h("h3", null, id === null ? "The whole map" : (after.get("stage", id) ?? before.get("stage", id))?.name || "A stage without a name"),
      h("ul", null, (byStage.get(id) ?? []).map((d) => h("li", null, h("button", { class: "cx-past-change", type: "button", dataset: { kind: d.kind }, onclick: () => void this._go(d) },
        h("span", { class: "cx-past-shape", title: d.kind }, icon(SHAPES[d.kind], 13)), h("span", { class: "cx-aloud" }, `${d.kind}: `), h("span", null, words.of(d)))))))));
  }

  /** Show one difference on the board: where it is, or was. @param {Difference} d */
  async _go(d) {
    const { history, found } = this;
    const { board } = history;
    if (!found) return;
    const gone = d.kind === "gone";
    const replica = gone ? found.before : found.after;
    const record = replica.get(d.type, d.id);
    const target = ["card", "stage", "lane"].includes(d.type) ? { kind: d.type, id: d.id } : record?.card ? { kind: "card", id: record.card } : record?.stage ? { kind: "stage", id: record.stage } : null;
    const rev = gone ? found.from : this.to;
    if (rev === null) history.now();
    else {
      await history.moments.at(rev);
      history.go(rev);
    }
    if (!target) return;
    board.selection.set(target);
    if (target.kind === "card") board.reveal(target.id);
    else board.focusTarget();
  }

  /** @param {boolean} on */
  _mark(on) {
    const { history, found } = this;
    this.marked = false;
    set(this.mark, "aria-pressed", String(on && found !== null));
    if (!on || !found) return history.marks.clear();
    if (this.to === null) history.now();
    else history.go(this.to);
    this.marked = true;
    history.marks.differences(found.changes, found.after, true);
  }

  // ---- reasons

  /** @param {number} rev */
  _reasonId(rev) {
    return madeId("reason", { journey: this.history.board.session.journey, rev });
  }

  _log() {
    const { entries, more } = /** @type {NonNullable<Changed["found"]>} */ (this.found);
    const { board } = this.history;
    const { replica } = board.session;
    const readonly = board.session.role === "viewer";
    const now = new Date();
    let day = "";
    const wanted = new Set(entries.map((e) => e.rev));
    for (const [rev, control] of this.reasons) if (!wanted.has(rev)) control.flush(), control.el.closest(".cx-reason")?.remove(), this.reasons.delete(rev);
    /** @type {Node[]} */
    const nodes = [];
    for (const entry of entries) {
      const on = today(new Date(entry.at));
      if (on !== day) nodes.push(h("h4", null, dayWords(on, now)));
      day = on;
      let control = this.reasons.get(entry.rev);
      let item = control?.el.closest(".cx-reason");
      if (!control || !item) {
        control = writingControl({ field: { ...fieldOf(board, "reason", "text"), required: false, long: false }, readonly, write: (value, was) => this._reason(entry.rev, value, was) });
        const input = /** @type {HTMLInputElement} */ (control.el.querySelector("input"));
        input.placeholder = readonly ? "" : "Why?";
        set(input, "aria-label", `Reason for: ${entry.label}`);
        this.reasons.set(entry.rev, control);
        item = h("div", { class: "cx-reason", role: "group", "aria-label": entry.label, dataset: { rev: entry.rev } },
          h("button", { class: "cx-entry", type: "button", title: moment(entry.at, now), onclick: () => this.history.go(entry.rev) }, h("time", null, clockTime(entry.at)), h("span", null, this.history.label(entry), h("small", null, entry.by.name))),
          control.el);
      }
      control.update(replica.get("reason", this._reasonId(entry.rev))?.text ?? "");
      nodes.push(/** @type {Node} */ (item));
    }
    const head = h("h3", null, "Change by change, and why");
    if (!same(this.log, nodes)) this.log.replaceChildren(...(nodes.length ? [head, ...nodes] : []));
    this.older.hidden = !more;
  }

  /** @param {number} rev @param {string} value @param {string} was */
  _reason(rev, value, was) {
    const { session } = this.history.board;
    const id = this._reasonId(rev);
    const known = session.replica.get("reason", id);
    if (known && !value) session.commit([{ op: "delete", type: "reason", id }], { label: "Reason deleted" });
    else if (known) session.commit([{ op: "patch", type: "reason", id, fields: { text: value }, was: { text: was ?? "" } }], { label: "Reason" });
    else if (value) session.commit([{ op: "put", type: "reason", id, fields: { journey: session.journey, rev, text: value } }], { label: "Reason" });
  }
}

/** Whether the reasons are there already: moving them would take the focus from who types a reason. @param {Element} el @param {Node[]} nodes */
function same(el, nodes) {
  const there = [...el.querySelectorAll(".cx-reason")];
  const wanted = nodes.filter((node) => /** @type {Element} */ (node).className === "cx-reason");
  return there.length === wanted.length && there.every((node, i) => node === wanted[i]);
}

/** @param {(string | null)[]} order @param {string | null} id */
const place = (order, id) => (order.includes(id) ? order.indexOf(id) : order.length);

/** @param {HTMLSelectElement} select @param {string[][]} list @param {string} value */
function options(select, list, value) {
  const sign = list.map(([key, label]) => `${key}=${label}`).join("|");
  if (select.dataset.sign !== sign) fresh(select, list.map(([key, label]) => h("option", { value: key }, label)));
  select.dataset.sign = sign;
  if (select.value !== value) select.value = value;
}
