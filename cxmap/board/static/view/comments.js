// @ts-check
/** Comments: a panel with all threads of the map, marks where there are open ones, and a part of the inspector. */
import { aboutOf, commentEdits, openAt, threads, waitsFor } from "../model/comments.js";
import { mentioned } from "../model/mentions.js";
import { Drafts } from "../sync/drafts.js";
import { localStorageOf } from "../sync/storage.js";
import { compose } from "./compose.js";
import { focused, fresh, h, set, text } from "./dom.js";
import { some } from "./head.js";
import { icon } from "./icons.js";
import { subjectOf } from "./subject.js";
import { Thread, aboutWords, goTo, keep, knownPeople, me } from "./thread.js";

/** @typedef {import("../model/comments.js").About} About */
/** @typedef {import("../sync/replica.js").Rec} Rec */

/** Times are told anew this often. */
const TICK_MS = 30_000;

/** @param {any} board @returns {import("./features.js").Feature} */
export function comments(board) {
  const panel = new Comments(board);
  return {
    update: (touched) => panel.update(touched),
    marks: (type, id, level) => (level === "map" && type !== "lane" ? [] : panel.marks(type, id)),
    section: (subject) => panel.section(subject),
    items: (type, id) => [{ label: "Comment", hint: "C", mark: icon("comment", 15), run: () => panel.talk({ type, id }) }],
    key: (e) => panel.key(e),
    click: (e) => panel.click(e),
    destroy: () => panel.destroy(),
  };
}

class Comments {
  /** @param {any} board */
  constructor(board) {
    this.board = board;
    this.resolved = false; // whether closed threads are shown
    this.only = false; // whether only threads about what is selected are shown
    /** What was typed and not sent. */
    this.drafts = new Drafts(`cxmap.comments.${board.session.journey}`, localStorageOf(globalThis));
    /** @type {About} */
    this.about = { type: "journey", id: board.session.journey };
    this.wanted = /** @type {string | null} */ (null); // a thread to go to as soon as it is there
    this.tabs = [false, true].map((closed) => h("button", { type: "button", onclick: () => this._pick(closed) }));
    this.here = h("button", { class: "cx-only", type: "button", onclick: () => this._toggleOnly() }, icon("grid", 13), h("span", null));
    this.none = h("p", { class: "cx-no-comments" });
    this.list = h("div", { class: "cx-threads" });
    this.threads = new ThreadList(board, this.list, { drafts: this.drafts, named: true });
    this.el = h("div", { class: "cx-comments" },
      h("div", { class: "cx-seg cx-comment-tabs", role: "group", "aria-label": "Which threads" }, this.tabs), this.here, this.none, this.list);
    this.aboutLine = h("p", { class: "cx-write-about" });
    this.field = compose(board, { label: "New comment", placeholder: "Write a comment, @ mentions somebody", people: () => knownPeople(board), changed: (now) => keep(this.drafts, this._key(), now), send: (now) => this._send(now) });
    this.foot = h("div", { class: "cx-new-comment" }, this.aboutLine, this.field.el);
    board.sides.add({ name: "comments", label: "Comments", icon: "comment", body: this.el, foot: this.foot, opened: () => this.update(null), first: () => (board.readonly ? null : this.field.input) });
    this.off = [board.selection.on("change", () => this._selected()), this.drafts.follow(board.session, () => this._filled())];
    this.timer = setInterval(() => this.shown && this.update(null), TICK_MS);
    /** A comment that the address names. */
    this.asked = new URLSearchParams(location.search).get("comment");
  }

  get shown() {
    return this.board.sides.active === "comments";
  }

  _key() {
    return `new|${this.about.type}|${this.about.id}`;
  }

  /** What is selected, as far as one can talk about it. @returns {About} */
  _subject() {
    const { type, ids } = subjectOf(this.board);
    return { type, id: ids[ids.length - 1] };
  }

  /** Show the threads about something, and write there. @param {About} about @param {boolean} [write] */
  talk(about, write = true) {
    const { board } = this;
    goTo(board, about);
    this.resolved = false;
    this.only = about.type !== "journey";
    this._aboutNow(about);
    board.sides.open("comments", false);
    this.update(null);
    const first = threads(board.replica, about).find((root) => !root.resolved);
    const field = first && !board.readonly ? this.threads.get(first.id)?.answer.input : write ? this.field.input : null;
    (field ?? this.tabs[0]).focus();
  }

  /** Show one thread. @param {string} id of any of its comments @returns {boolean} whether it is there */
  show(id) {
    const { board } = this;
    const comment = board.replica.get("comment", id);
    const root = comment?.thread ? board.replica.get("comment", comment.thread) : comment;
    if (!root) return false;
    const about = aboutOf(root);
    goTo(board, about);
    this.resolved = Boolean(root.resolved);
    this.only = false;
    board.sides.open("comments", false);
    this.update(null);
    const el = this.threads.get(root.id)?.el;
    el?.classList.add("cx-called");
    el?.scrollIntoView({ block: "start" });
    this.threads.get(root.id)?.answer.input.focus({ preventScroll: true });
    return true;
  }

  // ---- events

  /** @param {KeyboardEvent} e */
  key(e) {
    if (e.key.toLowerCase() !== "c" || e.ctrlKey || e.metaKey || e.altKey || this.board.selection.target.kind === "cell") return false;
    this.talk(this._subject());
    return true;
  }

  /** @param {MouseEvent} e */
  click(e) {
    const el = /** @type {Element} */ (e.composedPath()[0]);
    if (!(el instanceof Element) || !el.closest("[data-act=comments]")) return false;
    const at = /** @type {HTMLElement | null} */ (el.closest(".cx-card, .cx-stage, .cx-lane"));
    const { id, stage, lane } = at?.dataset ?? {};
    const about = id ? { type: "card", id } : stage ? { type: "stage", id: stage } : lane ? { type: "lane", id: lane } : null;
    if (!about) return false;
    this.talk(/** @type {About} */ (about));
    return true;
  }

  /** @param {boolean} closed */
  _pick(closed) {
    this.resolved = closed;
    this.update(null);
  }

  _toggleOnly() {
    this.only = !this.only;
    this.update(null);
  }

  /** What was being written about this stands in the field. */
  _filled() {
    this.field.fill(this.drafts.get(this._key()) ?? "");
  }

  /** The new comment is about what is selected, unless somebody is writing one. */
  _selected() {
    if (this.field.input === focused(this.field.input)) return;
    this._aboutNow(this._subject());
    if (this.shown) this.update(null);
  }

  /** @param {About} about */
  _aboutNow(about) {
    if (about.type === this.about.type && about.id === this.about.id) return;
    this.about = about;
    this._filled();
  }

  /** @param {string} now */
  _send(now) {
    const { board } = this;
    const { id, edits } = commentEdits(board.session.journey, { text: now, about: this.about, people: mentioned(now, knownPeople(board)) }, me(board), new Date());
    this.resolved = false;
    board.session.commit(edits, { label: "Comment" });
    board.announce("Sent.");
    this.wanted = id;
    this.field.input.focus();
  }

  // ---- looks

  /** @param {"card" | "stage" | "lane"} type @param {string} id @returns {import("./features.js").Mark[]} */
  marks(type, id) {
    const open = openAt(this.board.replica, type, id);
    if (!open) return [];
    const words = open === 1 ? "1 open comment" : `${open} open comments`;
    return [{ sign: `talk:${open}`, words, node: () => h("span", { class: "cx-talk", dataset: { act: "comments" }, title: `${words}. Click to read.` }, icon("comment", 13), open) }];
  }

  /** @param {import("./subject.js").Subject} subject @returns {import("./features.js").Section | null} */
  section({ type, ids }) {
    if (ids.length > 1) return null;
    const { board } = this;
    const about = /** @type {About} */ ({ type, id: ids[0] });
    const all = threads(board.replica, about);
    const open = all.filter((root) => !root.resolved);
    return {
      name: "comments", title: "Comments", count: open.length, key: `comments|${type}|${ids[0]}|${board.readonly}`,
      build: () => {
        const list = h("div", { class: "cx-threads" });
        const shown = new ThreadList(board, list, { drafts: this.drafts, named: false });
        const key = `new|${type}|${ids[0]}`;
        const field = compose(board, {
          label: "New comment", placeholder: "Write a comment", people: () => knownPeople(board), changed: (now) => keep(this.drafts, key, now),
          send: (now) => {
            const { edits } = commentEdits(board.session.journey, { text: now, about, people: mentioned(now, knownPeople(board)) }, me(board), new Date());
            board.session.commit(edits, { label: "Comment" });
            board.announce("Sent.");
            field.input.focus();
          },
        });
        field.fill(this.drafts.get(key) ?? "");
        field.el.hidden = board.readonly;
        const update = () => shown.update(threads(board.replica, about).filter((root) => !root.resolved), new Date());
        return { nodes: [list, field.el], update };
      },
    };
  }

  /** @param {Set<string> | null} touched */
  update(touched) {
    const { board } = this;
    if (this.drafts.size) this._rescue();
    if (touched && !this.shown && !some(touched, "comment:", "mention:")) return;
    const you = me(board).person;
    const all = threads(board.replica);
    const open = all.filter((root) => !root.resolved);
    const asked = open.filter((root) => waitsFor(board.replica, root, you));
    board.sides.badge("comments", open.length, `unresolved${asked.length ? `, ${asked.length === 1 ? "1 mentions" : `${asked.length} mention`} you` : ""}`);
    if (this.asked && board.replica.get("comment", this.asked)) this._called(this.asked);
    if (!this.shown) return;
    const now = new Date();
    this.foot.parentElement.hidden = board.readonly;
    if (!board.replica.get(this.about.type, this.about.id) && !this.field.input.value) this._aboutNow(this._subject());
    text(this.aboutLine, `About: ${aboutWords(board, this.about)}`);
    const about = this.about.type === "journey" ? null : this.about;
    this.here.hidden = !about;
    set(this.here, "aria-pressed", String(this.only && Boolean(about)));
    text(this.here.lastElementChild, about ? `Only: ${aboutWords(board, about)}` : "");
    const scope = this.only && about ? all.filter((root) => sameAbout(aboutOf(root), about)) : all;
    this.tabs.forEach((tab, i) => {
      set(tab, "aria-pressed", String(Boolean(i) === this.resolved));
      set(tab, "aria-current", Boolean(i) === this.resolved ? "true" : null);
      text(tab, `${i ? "Resolved" : "Open"} ${scope.filter((root) => Boolean(root.resolved) === Boolean(i)).length}`);
    });
    const first = new Set(asked.map((root) => root.id));
    const shown = scope.filter((root) => Boolean(root.resolved) === this.resolved);
    shown.sort((a, b) => Number(first.has(b.id)) - Number(first.has(a.id))); // what waits for you stands first, else oldest first
    this.none.hidden = shown.length > 0;
    text(this.none, this.resolved ? "Nothing is resolved yet." : this.only && about ? `Nobody has said anything about “${aboutWords(board, about)}” yet. Write the first comment below.` : "Nobody has said anything yet. Select a card, stage or lane, press C and write.");
    this.threads.update(shown, now);
    if (this.wanted && this.threads.get(this.wanted)) {
      this.threads.get(this.wanted)?.el.scrollIntoView({ block: "nearest" });
      this.wanted = null;
    }
  }

  /** What was typed about something that was deleted goes to its author's unsaved texts, unless it stands in the panel's field. */
  _rescue() {
    const { session } = this.board;
    if (!session.replica.get("journey", session.journey)) return; // the map has not come yet
    for (const [key, words] of [...this.drafts]) {
      const [what, a, b] = key.split("|");
      const there = what === "answer" || what === "edit" ? session.replica.get("comment", a) : session.replica.get(a, b);
      if (there || (this.shown && key === this._key())) continue;
      this.drafts.delete(key);
      session.keep(words);
    }
  }

  /** The address names a comment: it is shown once the map is painted, and a reload starts afresh. @param {string} id */
  _called(id) {
    this.asked = null;
    const url = new URL(location.href);
    url.searchParams.delete("comment");
    history.replaceState(history.state, "", url);
    requestAnimationFrame(() => this.board.root.isConnected && this.show(id));
  }

  destroy() {
    clearInterval(this.timer);
    for (const off of this.off) off();
  }
}

/** @param {About} a @param {About} b */
const sameAbout = (a, b) => a.type === b.type && a.id === b.id;

/** Threads one under the other; each keeps its element, and none that has the focus is moved. */
export class ThreadList {
  /** @param {any} board @param {HTMLElement} el @param {{drafts: Map<string, string>, named: boolean}} of */
  constructor(board, el, of) {
    this.board = board;
    this.el = el;
    this.of = of;
    /** @type {Map<string, Thread>} */
    this.all = new Map();
  }

  /** @param {string} id */
  get(id) {
    return this.all.get(id);
  }

  /** @param {Rec[]} roots @param {Date} now */
  update(roots, now) {
    const busy = [...this.all.values()].find((thread) => thread.busy && thread.root);
    if (busy?.root && !roots.some((root) => root.id === busy.id)) roots = [...roots, busy.root]; // closed by somebody, but one is writing in it
    const wanted = new Set(roots.map((root) => root.id));
    for (const [id, thread] of this.all) {
      if (wanted.has(id)) continue;
      if (!this.board.session.replica.get("comment", id) && thread.rescue()) this.board.toast("The thread was deleted meanwhile.");
      const inside = thread.el.contains(focused(thread.el));
      thread.el.remove();
      this.all.delete(id);
      if (inside) /** @type {HTMLElement | null} */ (this.el.closest("aside")?.querySelector("h2") ?? null)?.focus({ preventScroll: true });
    }
    for (const root of roots) {
      if (!this.all.has(root.id)) this.all.set(root.id, new Thread(this.board, root, this.of));
      this.all.get(root.id)?.update(now);
    }
    this._order(roots.map((root) => /** @type {Thread} */ (this.all.get(root.id)).el));
  }

  /** @param {HTMLElement[]} wanted */
  _order(wanted) {
    const still = wanted.find((el) => el.isConnected && el.contains(focused(el)));
    if (wanted.every((el, i) => this.el.children[i] === el)) return;
    if (!still) return void this.el.append(...wanted);
    const at = wanted.indexOf(still);
    for (const el of wanted.slice(0, at)) this.el.insertBefore(el, still);
    this.el.append(...wanted.slice(at + 1));
  }
}
