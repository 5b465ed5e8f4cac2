// @ts-check
/**
 * The guide: a panel that asks the method's six questions of one stage after the other, takes the answers, and shows what is
 * still open; and at every stage of the map how many questions that are.
 */
import { GuideCommands } from "../model/commands/guide.js";
import { Completeness, QUESTIONS, factsOf, stateOf } from "../model/guide.js";
import { Drafts } from "../sync/drafts.js";
import { localStorageOf } from "../sync/storage.js";
import { focused, fresh, h, set, text } from "./dom.js";
import { bodyOf } from "./guide-bodies.js";
import { TASKS, openWords, said } from "./guide-words.js";
import { today } from "../model/dates.js";
import { icon } from "./icons.js";

/** @param {any} board @returns {import("./features.js").Feature} */
export function guide(board) {
  const panel = new Guide(board);
  return {
    update: (touched) => panel.update(touched),
    marks: (type, id, level) => (type === "stage" && level !== "map" ? [panel.mark(id)] : []),
    click: (e) => panel.click(e),
    key: (e) => panel.key(e),
    items: (type, id) => (type === "stage" ? [{ label: "Ask the guide's questions", mark: icon("guide", 15), run: () => panel.ask(id, "") }] : []),
    destroy: () => panel.destroy(),
  };
}

class Guide {
  /** @param {any} board */
  constructor(board) {
    this.board = board;
    this.commands = new GuideCommands(board.session);
    this.done = new Completeness(() => board.replica, () => today(new Date()));
    this.stage = "";
    this.question = "goal";
    /** What was typed and not answered yet. */
    this.drafts = new Drafts(`cxmap.guide.${board.session.journey}`, localStorageOf(globalThis));
    /** @type {import("./guide-bodies.js").Body | null} */
    this.body = null;
    this.bodyKey = "";
    this.onBoard = false; // the stage was chosen here: the map follows, and does not lead
    this.total = h("p", { class: "cx-guide-total" });
    this.bar = h("div", { class: "cx-guide-bar", "aria-hidden": "true" }, h("i"));
    this.more = h("button", { class: "cx-button cx-guide-next", type: "button", onclick: () => this.next() }, "Next unanswered");
    const step = (/** @type {number} */ by, /** @type {string} */ label, /** @type {string} */ drawing) =>
      h("button", { class: "cx-square cx-small", type: "button", "aria-label": label, title: label, onclick: () => this.walk(by) }, icon(drawing));
    this.before = step(-1, "Previous stage (Alt+Page up)", "left");
    this.after = step(1, "Next stage (Alt+Page down)", "right");
    this.name = h("h3", { class: "cx-guide-stage", tabindex: -1, "aria-live": "polite" });
    /** @type {Map<string, {el: HTMLElement, button: HTMLElement, mark: HTMLElement, said: HTMLElement, place: HTMLElement}>} */
    this.items = new Map();
    const groups = TASKS.map(({ label, questions }) => h("section", { class: "cx-guide-task" },
      h("h4", null, label), h("ol", null, questions.map((question) => this._item(question)))));
    this.list = h("div", { class: "cx-guide-list" }, groups);
    this.begin = h("div", { class: "cx-guide-begin", hidden: true },
      h("p", null, "The guide asks its questions of every stage. This map has none yet."),
      h("button", { class: "cx-button cx-primary", type: "button", onclick: () => this.board.addStage() }, "Add the first stage"));
    this.steps = h("div", { class: "cx-guide-steps" }, this.before, this.name, this.after);
    this.el = h("div", { class: "cx-guide", onkeydown: (/** @type {KeyboardEvent} */ e) => this._key(e) },
      h("div", { class: "cx-guide-top" }, this.total, this.more), this.bar,
      this.steps, this.begin, this.list);
    board.sides.add({ name: "guide", label: "Guide", icon: "guide", body: this.el, opened: () => this._opened(), closed: () => this._closed(), first: () => this._first() });
    this.off = [board.session.on("records", (/** @type {any} */ touched) => this.done.changed(touched)), board.selection.on("change", () => this._follow()), this.drafts.follow(board.session)];
  }

  /** @param {string} question */
  _item(question) {
    const term = this.board.definitions.term("guide", question);
    const mark = h("span", { class: "cx-ask-mark", "aria-hidden": "true" });
    const told = h("span", { class: "cx-ask-said" });
    const place = h("div", { class: "cx-ask-body" });
    const button = h("button", { class: "cx-ask", type: "button", "aria-expanded": "false", onclick: () => this.ask(this.stage, question, { toggle: true }) },
      mark, h("span", { class: "cx-ask-words" }, term?.meaning ?? question), told);
    const el = h("li", { dataset: { question } }, button, place);
    this.items.set(question, { el, button, mark, said: told, place });
    return el;
  }

  get shown() {
    return this.board.sides.active === "guide";
  }

  // ---- going about

  /** Ask one question of a stage; "" for its first open one. @param {string} stage @param {string} question @param {{toggle?: boolean}} [how] */
  ask(stage, question, { toggle = false } = {}) {
    const close = toggle && question === this.question && stage === this.stage;
    const moved = stage !== this.stage;
    this._leave();
    this.stage = stage;
    this.question = close ? "" : question || this.done.of(stage)[0] || QUESTIONS[0];
    this._show(moved);
    this.board.sides.open("guide", false);
    this.update(null);
    if (!close) this._focus();
    if (moved) this._tell();
  }

  /** The next open question of the map; where none is open, the next one of all. */
  next() {
    const to = this.done.next(this.stage, this.question);
    if (to) return this.ask(to.stage, to.question);
    this.board.announce("All questions of this map are answered.");
    const at = QUESTIONS.indexOf(this.question) + 1;
    if (at < QUESTIONS.length) this.ask(this.stage, QUESTIONS[at]);
    else this.name.focus();
  }

  /** Answer the question that is asked, and go on. */
  answer() {
    const problem = this.body?.submit() ?? "";
    if (problem) {
      this.problem(problem);
      return;
    }
    for (const key of [...this.drafts.keys()]) if (key.startsWith(`${this.stage}|${this.question}|`)) this.drafts.delete(key);
    this.next();
  }

  /** Say what is wrong with an answer; "" takes it away. @param {string} sentence */
  problem(sentence) {
    const el = this.items.get(this.question)?.place.querySelector(".cx-problem");
    if (!el) return;
    /** @type {HTMLElement} */ (el).hidden = !sentence;
    text(el, sentence);
  }

  /** @param {number} by stages */
  walk(by) {
    const stages = this.board.replica.list("stage");
    const to = stages[stages.findIndex((/** @type {any} */ s) => s.id === this.stage) + by];
    if (to) this.ask(to.id, this.question || "goal");
    else this.board.announce(by < 0 ? "This is the first stage." : "This is the last stage.");
  }

  /** @param {number} by questions */
  step(by) {
    const to = QUESTIONS[QUESTIONS.indexOf(this.question) + by];
    if (to) this.ask(this.stage, to);
  }

  /** @param {KeyboardEvent} e */
  _key(e) {
    if (e.isComposing) return;
    const by = { PageDown: 1, PageUp: -1 }[e.key];
    const el = /** @type {HTMLElement} */ (e.composedPath()[0]);
    if (by) {
      e.preventDefault();
      if (e.altKey) this.walk(by);
      else this.step(by);
    } else if (e.key === "Enter" && !e.shiftKey && el.matches("input:not([type=checkbox]), textarea, [role=radio]") && !el.closest("[data-own]")) {
      e.preventDefault();
      this.answer();
    }
  }

  /** Bring the stage into view, and mark it on the map. @param {boolean} moved */
  _show(moved) {
    const { board } = this;
    const box = board.layout.stageOf.get(this.stage);
    if (!moved || !box) return;
    this.onBoard = true;
    board.selection.set({ kind: "stage", id: this.stage });
    this.onBoard = false;
    board.grid.reveal({ left: box.left, top: board.grid.view().top + 8, width: box.width, height: 1 });
  }

  /** What is selected on the map is what is asked about, unless somebody is answering. */
  _follow() {
    const { board } = this;
    if (!this.shown || this.onBoard || this.el.contains(focused(this.el))) return;
    const { target } = board.selection;
    const stage = target.kind === "stage" ? target.id : target.kind === "cell" ? target.stage : target.kind === "card" ? board.replica.get("card", target.id)?.stage : null;
    if (!stage || stage === this.stage) return;
    this._leave();
    this.stage = stage;
    this.update(null);
  }

  _tell() {
    const stages = this.board.replica.list("stage");
    const at = stages.findIndex((/** @type {any} */ s) => s.id === this.stage);
    this.board.announce(`Stage ${at + 1}, ${stages[at]?.name || `Stage ${at + 1}`}: ${openWords(this.done.of(this.stage))}`);
  }

  _focus() {
    const item = this.items.get(this.question);
    const touch = matchMedia("(pointer: coarse)").matches; // there the keyboard comes only when somebody wants to type
    (touch ? item?.button : (this.body?.first ?? item?.button))?.focus({ preventScroll: true });
    item?.el.scrollIntoView({ block: "nearest" });
  }

  _opened() {
    const { board } = this;
    if (!board.replica.get("stage", this.stage)) this.stage = "";
    const { target } = board.selection;
    const here = target.kind === "stage" ? target.id : target.stage ?? board.replica.get("card", target.id)?.stage;
    const stage = here ?? (this.stage || (this.done.next("", "")?.stage ?? board.replica.list("stage")[0]?.id ?? ""));
    if (stage !== this.stage) {
      this.stage = stage;
      this.question = this.done.of(stage)[0] ?? QUESTIONS[0];
    }
    this.update(null);
  }

  _first() {
    return this.body?.first ?? this.items.get(this.question)?.button ?? null;
  }

  _closed() {
    this._leave();
  }

  /** Write what is typed into a field of the map; all else is kept as a draft. */
  _leave() {
    this.body?.flush?.();
    this.body = null;
    this.bodyKey = "";
  }

  // ---- looks

  /** @param {Set<string> | null} _touched */
  update(_touched) {
    const { board } = this;
    const { answered, all } = this.done.whole;
    board.sides.badge("guide", all - answered, all - answered === 1 ? "question unanswered" : "questions unanswered");
    if (!this.shown) return;
    const stages = board.replica.list("stage");
    let at = stages.findIndex((/** @type {any} */ s) => s.id === this.stage);
    const inside = at < 0 && this.el.contains(focused(this.el));
    if (at < 0) {
      this._leave();
      this._rescue();
      at = 0;
      this.stage = stages[0]?.id ?? "";
    }
    const facts = factsOf(board.replica, this.stage, today(new Date()));
    this.begin.hidden = Boolean(facts);
    this.begin.lastElementChild.hidden = board.readonly;
    for (const el of [this.list, this.steps, this.total, this.more, this.bar]) el.hidden = !facts;
    if (!facts) return;
    text(this.total, answered === all ? "All questions are answered" : `${answered} of ${all} answered`);
    this.bar.firstElementChild.style.width = `${(100 * answered) / all}%`;
    this.more.disabled = answered === all;
    this.before.disabled = at === 0;
    this.after.disabled = at === stages.length - 1;
    const name = facts.stage.name || `Stage ${at + 1}`;
    const sign = `${at}|${name}|${this.done.of(this.stage).length}`;
    if (this.name.dataset.sign !== sign) {
      this.name.dataset.sign = sign;
      fresh(this.name, h("span", { class: "cx-num" }, at + 1), h("b", { dir: "auto" }, name), h("small", { title: openWords(this.done.of(this.stage)) }, this.done.of(this.stage).length ? `${this.done.of(this.stage).length} of ${QUESTIONS.length} unanswered` : "All questions answered"));
    }
    for (const [question, item] of this.items) this._state(question, item, facts);
    this._body(facts);
    if (inside) this.name.focus({ preventScroll: true });
  }

  /** What was typed for a stage that was deleted goes to its author's unsaved texts. */
  _rescue() {
    const { session, past } = this.board;
    if (past || !this.stage) return;
    for (const [key, words] of [...this.drafts]) {
      if (!key.startsWith(`${this.stage}|`)) continue;
      this.drafts.delete(key);
      session.keep(words);
    }
  }

  /** @param {string} question @param {any} item @param {import("../model/guide.js").Facts} facts */
  _state(question, item, facts) {
    const agreed = question === "disconnects" && Boolean(facts.nothing.get(question)?.note); // what was agreed is an answer
    const state = agreed ? "answered" : stateOf(facts, question);
    if (item.el.dataset.state !== state) {
      item.el.dataset.state = state;
      fresh(item.mark, state === "answered" ? icon("check", 14) : state === "nothing" ? icon("minus", 14) : h("i", { class: "cx-ask-open" }));
    }
    const words = said(this.board, facts, question);
    text(item.said, words);
    item.said.hidden = !words;
    const open = question === this.question;
    set(item.button, "aria-expanded", String(open));
    set(item.button, "aria-label", `${item.button.querySelector(".cx-ask-words").textContent} ${state === "open" ? `Unanswered${words ? `: ${words}` : ""}` : words || "Answered"}`);
    item.el.classList.toggle("cx-asked", open);
  }

  /** @param {import("../model/guide.js").Facts} facts */
  _body(facts) {
    const { board } = this;
    const key = `${this.stage}|${this.question}|${board.readonly}|${board.past ? "past" : ""}`;
    if (key !== this.bodyKey) {
      this.body?.flush?.();
      this.bodyKey = key;
      for (const { place } of this.items.values()) fresh(place);
      const item = this.items.get(this.question);
      this.body = item ? bodyOf(this, this.question) : null;
      if (item && this.body) fresh(item.place, this.body.nodes);
    }
    this.body?.update(facts);
  }

  /** How many questions a stage leaves open: six strokes, one for each of the six, full where it is answered. @param {string} id @returns {import("./features.js").Mark} */
  mark(id) {
    const open = this.done.of(id);
    return {
      sign: `guide:${open.join()}`,
      words: openWords(open),
      node: () => h("span", { class: "cx-asks", dataset: { act: "guide" }, title: `${openWords(open)}. Click for the guide.` },
        TASKS.map(({ questions }) => {
          const left = questions.filter((question) => open.includes(question)).length;
          return h("i", { class: left === 0 ? "cx-full" : left < questions.length ? "cx-half" : "" });
        }), open.length > 0 && h("span", null, open.length)),
    };
  }

  /** @param {MouseEvent} e */
  click(e) {
    const el = /** @type {Element} */ (e.composedPath()[0]);
    const stage = el instanceof Element && el.closest("[data-act=guide]") ? /** @type {HTMLElement | null} */ (el.closest(".cx-stage"))?.dataset.stage : null;
    if (!stage) return false;
    this.ask(stage, "");
    return true;
  }

  /** G opens the guide where one stands; in an empty cell it is a letter. @param {KeyboardEvent} e */
  key(e) {
    if (e.key.toLowerCase() !== "g" || e.ctrlKey || e.metaKey || e.altKey || this.board.selection.target.kind === "cell") return false;
    this.board.sides.open("guide");
    return true;
  }

  destroy() {
    this._leave();
    for (const off of this.off) off();
  }
}
