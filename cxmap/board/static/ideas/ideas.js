// @ts-check
/**
 * The page of an idea board, on a phone or a laptop: give an idea in ten seconds, second and discuss those of others, and hear what
 * became of one's own. It stands in the workspace's room; what is given offline is kept in the browser and sent once.
 */
import { loadDefinitions } from "../model/definitions.js";
import { Session } from "../sync/session.js";
import { fresh, h, set, text } from "../view/dom.js";
import { icon } from "../view/icons.js";
import { Toasts } from "../view/toasts.js";
import { plural } from "../room/values.js";
import { aboveKeyboard } from "../room/sheet.js";
import { statusWords } from "../room/where.js";
import { secondIdea } from "./acts.js";
import { Give } from "./give.js";
import { Kept } from "./kept.js";
import { IdeaList } from "./list.js";
import { ideasOf, listed, newsOf, stepsOfMine } from "./reading.js";
import { News } from "./news.js";
import { IdeaSheet } from "./sheet.js";

/** @typedef {import("../sync/replica.js").Rec} Rec */
/** @typedef {import("./reading.js").Idea} Idea */

/** So many ideas are looked through without a search. */
const FEW = 4;
/** From so many characters on the question is set smaller. */
const LONG = 120;

/**
 * Fill the page.
 * @param {HTMLElement} root an element with the class "cx"
 * @param {{whiteboard: string, base: string, assets: string, session?: any}} of `base`: URL that the app stands under, `assets`: of the static files
 */
export default async function openIdeas(root, of) {
  const session = of.session ?? new Session({ base: of.base, journey: "" });
  const loading = loadDefinitions(of.assets);
  session.start(loading); // it knocks while the words are still being loaded
  try {
    const page = new IdeasPage(root, of.whiteboard, session, await loading);
    page.start();
    return page;
  } catch (error) {
    session.close();
    console.error(error);
    root.textContent = "This page could not be loaded: check your connection, then reload it.";
    return null;
  }
}

export class IdeasPage {
  /** @param {HTMLElement} root @param {string} board id of the idea board @param {any} session @param {import("../model/definitions.js").Definitions} definitions */
  constructor(root, board, session, definitions) {
    this.el = root;
    this.board = board;
    this.session = session;
    this.definitions = definitions;
    this.kept = new Kept(board);
    this.loaded = false;
    this.frame = 0;
    /** @type {"newest" | "seconded"} */ this.order = "newest";
    /** @type {Idea[]} the newest first */ this.ideas = [];
    /** @type {IdeaSheet | null} */ this.sheet = null;
    /** @type {(() => void)[]} */ this.off = [];
    this.control = new AbortController();

    this.title = h("p", { class: "cxr-meta" });
    this.question = h("h1");
    this.status = h("p", { class: "cxr-status", role: "status", hidden: true });
    this.head = h("header", { class: "cxr-head" }, h("div", { class: "cxr-top" }, h("div", { class: "cxr-what" }, this.title, this.question)), this.status);
    this.give = new Give(this);
    this.shut = h("p", { class: "cxr-why cxi-shut", hidden: true });
    this.news = new News(this);
    this.mine = new IdeaList(this, "Your ideas");
    this.mineHead = h("h2");
    this.minePart = h("section", { class: "cxi-part", hidden: true }, this.mineHead, this.mine.el);
    this.search = h("input", { class: "cx-input", type: "search", placeholder: "Search the ideas", "aria-label": "Search the ideas", dir: "auto", oninput: () => this.soon() });
    this.newest = h("button", { class: "cxr-side", type: "button", onclick: () => this._sort("newest") }, "Newest");
    this.most = h("button", { class: "cxr-side", type: "button", onclick: () => this._sort("seconded") }, "Most seconded");
    this.others = new IdeaList(this, "Ideas of others");
    this.count = h("h2");
    this.none = h("p", { class: "cxr-nothing", role: "status", hidden: true });
    this.tools = h("div", { class: "cxi-tools" }, this.search, h("div", { class: "cxr-switch", role: "group", "aria-label": "Order" }, this.newest, this.most));
    this.page = h("div", { class: "cxi-page" }, this.news.el, this.give.el, this.shut, this.minePart,
      h("section", { class: "cxi-part" }, this.count, this.tools, this.others.el, this.none));
    this.calm = h("div", { class: "cxr-calm", hidden: true });
    this.body = h("main", { class: "cxr-body cxr-scroll cxi-body", tabIndex: -1 }, this.calm, this.page);
    this.toasts = new Toasts({ focus: () => this.give.focus() });
    this.live = h("div", { class: "cx-aloud", "aria-live": "polite" });
    root.classList.add("cxr", "cxi");
    fresh(root, this.head, this.body, this.toasts.el, this.live);
  }

  /** The server's time. */
  get now() {
    return new Date(Date.now() + (this.session.clockOffset ?? 0));
  }
  /** @returns {Rec | undefined} */
  get record() {
    return this.session.replica.get("whiteboard", this.board);
  }
  get name() {
    return this.session.you?.name ?? "";
  }
  get mayAct() {
    return this.record?.state === "open" && this.session.role !== "viewer";
  }
  /** Why nothing can be given here now. */
  get why() {
    return this.record?.state === "closed" ? "This board takes no ideas any more. You can still read what became of them." : "You may look at this board. To give an idea, join with its code.";
  }

  start() {
    const { session, control: { signal } } = this;
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const theme = () => {
      this.el.dataset.theme = dark.matches ? "dark" : "light";
      document.documentElement.style.colorScheme = this.el.dataset.theme;
    };
    theme();
    dark.addEventListener("change", theme, { signal });
    document.addEventListener("visibilitychange", () => this.soon(), { signal }); // “today” may be yesterday by now
    aboveKeyboard(this.el, signal);
    const soon = () => this.soon();
    this.off = [
      ...["records", "status", "people", "unsaved", "role"].map((event) => session.on(event, soon)),
      session.on("welcome", () => ((this.loaded = true), this.soon())),
      session.on("refused", (/** @type {any} */ refused) => this.toast(refused.message)),
      session.on("notes", (/** @type {any[]} */ notes) => new Set(notes.map((note) => note.message)).forEach((said) => this.toast(said))),
    ];
    if (session.role) this.loaded = true;
    this.draw();
    this.give.focus();
  }

  /** Draw in the next frame. */
  soon() {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.draw();
    });
  }

  draw() {
    const { record, session } = this;
    const gone = (this.loaded && !record) || (session.status.state === "closed" && !record);
    const out = session.status.state === "closed";
    document.title = record?.title || "Ideas";
    text(this.title, record?.title ?? "");
    set(this.title, "hidden", !record?.question);
    text(this.question, record ? record.question || record.title : "Ideas");
    this.question.classList.toggle("cxi-long", (this.question.textContent ?? "").length > LONG); // all of it can be read
    const status = gone ? "" : statusWords(session.status);
    text(this.status, status);
    set(this.status, "hidden", !status);
    this.status.classList.toggle("cxr-away", session.status.state === "offline");
    set(this.calm, "hidden", !gone);
    set(this.page, "hidden", gone);
    if (gone) fresh(this.calm, h("span", { class: "cxr-sign" }, icon("note", 32)), h("h2", null, out ? "You are not let in here any more" : "This idea board is not there"), h("p", null, out ? session.status.message : "It may have been deleted. Ask who runs it for another code."));
    this.ideas = ideasOf(session.replica, this.board, { person: session.you?.person ?? "", kept: this.kept.mine });
    const open = !record || this.mayAct;
    set(this.give.el, "hidden", !open);
    set(this.shut, "hidden", open);
    text(this.shut, open ? "" : this.why);
    this.give.update();
    this.news.update(newsOf(this.ideas, this.kept.seen));
    const mine = this.ideas.filter((idea) => idea.mine);
    set(this.minePart, "hidden", !mine.length);
    text(this.mineHead, mine.length === 1 ? "Your idea" : `Your ${mine.length} ideas`);
    this.mine.update(mine);
    this._others();
    this.sheet?.update();
  }

  _others() {
    const others = this.ideas.filter((idea) => !idea.mine);
    const words = this.search.value;
    const found = listed(others, words, this.order);
    set(this.newest, "aria-pressed", String(this.order === "newest"));
    set(this.most, "aria-pressed", String(this.order === "seconded"));
    text(this.count, others.length ? `${plural(others.length, "idea")} of others` : "Ideas of others");
    set(this.tools, "hidden", others.length < FEW && !words);
    this.others.update(found);
    text(this.none, found.length ? "" : others.length ? "No idea has these words: try fewer of them." : this.loaded ? "Nobody else has given an idea yet." : "");
    set(this.none, "hidden", !this.none.textContent);
  }

  /** @param {"newest" | "seconded"} order */
  _sort(order) {
    this.order = order;
    this.draw();
  }

  // ---- what people do

  /** @param {string} idea @param {boolean} on */
  second(idea, on) {
    const { session } = this;
    if (!session.you) return this.toast("The server cannot be reached: try again in a moment.");
    session.commit(secondIdea(idea, session.you.person, on), { label: on ? "Second an idea" : "Second it no longer" });
    this.announce(on ? "Seconded." : "Taken back.");
  }

  /** @param {string} idea its id */
  open(idea) {
    const back = /** @type {HTMLElement | null} */ (document.activeElement);
    this.sheet?.close();
    this.sheet = new IdeaSheet(this, idea, back);
    this.el.classList.add("cxr-covered");
  }

  /** A sheet was closed. @param {IdeaSheet} sheet */
  closed(sheet) {
    if (this.sheet !== sheet) return;
    this.sheet = null;
    this.el.classList.remove("cxr-covered");
  }

  /** I have seen what happened to mine. */
  gotIt() {
    this.kept.look(stepsOfMine(this.ideas));
    this.draw();
    this.body.focus({ preventScroll: true });
  }

  // ---- words

  /** @param {string} words read aloud */
  announce(words) {
    text(this.live, this.live.textContent === words ? `${words}\u00a0` : words);
  }

  /** @param {string} message @param {{label?: string, run?: () => void}} [action] */
  toast(message, action = {}) {
    return this.toasts.show(message, action);
  }

  /** Tell what was done, with an Undo. @param {string} message */
  undoable(message) {
    const change = this.session.lastChange;
    this.toast(message, { label: "Undo", run: () => this.session.undo(change) });
  }

  end() {
    cancelAnimationFrame(this.frame);
    this.control.abort();
    for (const off of this.off) off();
    this.toasts.destroy();
    this.session.close();
  }
}
