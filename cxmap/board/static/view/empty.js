// @ts-check
/** An empty map: three ways in (type, choose a template, paste) over a faint grid; typing has the focus. */
import { parseBlock } from "../model/paste.js";
import { frameFixed } from "./allowed.js";
import { fresh, focused, h, text } from "./dom.js";
import { icon, laneIcon } from "./icons.js";
import { Lines } from "./lines.js";
import { previewPaste } from "./paste.js";
import { curveThumbnail, templateFeelings } from "./thumbnail.js";

/** What the faint grid shows. */
const GHOSTS = ["action", "touchpoint", "thought", "emotion", "pain", "opportunity", "backstage"];
const SAMPLE = [
  ["Stage", "Touchpoint", "Pain"],
  ["Referral", "GP explains", "How long?"],
  ["Referral", "Referral slip", ""],
  ["Waiting", "Letter", "Silence"],
  ["Waiting", "Phone", "Queue"],
];

export class EmptyMap {
  /** @param {any} board */
  constructor(board) {
    this.board = board;
    this.el = h("div", { class: "cx-empty", hidden: true });
    /** whether the focus is still to be given */
    this.due = false;
    /** Built when it is first needed: most boards are not empty. @type {Lines | null} */
    this.lines = null;
    this.update();
  }

  get _isEmpty() {
    const { replica, session } = this.board;
    return Boolean(replica.get("journey", session.journey)) && replica.all("stage").size === 0 && replica.all("card").size === 0;
  }

  /** Stay while somebody types here, even if another person has started the map. */
  get _typing() {
    return !this.el.hidden && Boolean(this.lines?.filled.length);
  }

  /** @param {Set<string> | null} [_touched] */
  update(_touched = null) {
    const show = this._isEmpty || this._typing;
    const fixed = frameFixed(this.board);
    if (show && !this._typing && this.fixed !== fixed) this._build(fixed);
    if (show === this.el.hidden) {
      this.el.hidden = !show;
      this.due = show;
    }
    this._words();
    if (this.due && this.el.isConnected) this._focus();
  }

  /** Typing has the focus when the panel comes, unless the person is at work elsewhere on the page. */
  _focus() {
    this.due = false;
    const active = focused(this.board.root);
    if (active ? this.board.main?.contains(active) : document.activeElement === document.body || document.activeElement === null) this.lines?.focus();
  }

  _words() {
    if (this.el.hidden || !this.who) return;
    const { replica } = this.board;
    const name = replica.get("persona", this.board.persona())?.name ?? "the customer";
    text(this.who, `One line per thing ${name} does.`);
    text(this.note, this._isEmpty ? "" : "Somebody has started the map. Your lines will be added to it.");
  }

  /** @param {boolean} fixed whether there is nothing but to wait */
  _build(fixed) {
    this.fixed = fixed;
    if (fixed) {
      this.lines = this.who = this.note = null;
      fresh(this.el, this._ghost(), h("div", { class: "cx-empty-panel cx-empty-calm" }, h("h2", null, "This map is still empty."), h("p", null, "You see it here as soon as somebody starts it.")));
      return;
    }
    this.who = h("p", null);
    this.note = h("p", { class: "cx-empty-note", role: "status" });
    this.make = h("button", { class: "cx-button cx-primary", type: "button", onclick: () => this._make() }, "Make the map");
    this.lines = new Lines({
      make: () => this._make(),
      paste: (data) => this._paste(data),
      changed: () => this.make && (this.make.disabled = !this.lines?.filled.length),
      leave: () => (this.make?.disabled ? this.skip : this.make)?.focus(),
    });
    this.make.disabled = true;
    this.skip = h("button", { class: "cx-skip", type: "button", onclick: () => this._skip() }, "Skip, show me the blank board");
    const templates = this.board.host.templates ?? [];
    fresh(this.el, this._ghost(),
      h("section", { class: "cx-empty-panel", "aria-label": "Start the map" },
        h("h2", null, "Start the map. Pick one, change it later."),
        h("div", { class: "cx-ways" },
          this._way("keyboard", "Start typing", this.who, this.lines.el,
            h("div", { class: "cx-way-foot" }, h("kbd", null, "↵"), "next line", h("kbd", null, "⇥"), "next stage", this.make)),
          templates.length > 0 && this._way("grid", "Choose a template", h("p", null, "Stages and lanes ready, cards empty."),
            h("div", { class: "cx-templates", role: "list" }, templates.map((/** @type {any} */ t) => this._template(t)))),
          this._way("table", "Paste from a spreadsheet", h("p", null, "Copy the cells, then paste anywhere here."), sample(),
            h("div", { class: "cx-way-foot" }, h("kbd", null, "Ctrl"), h("kbd", null, "V"), "we match the columns for you"))),
        h("div", { class: "cx-empty-foot" }, this.note, this.skip)));
    this.el.addEventListener("keydown", (/** @type {KeyboardEvent} */ e) => {
      if (!e.ctrlKey && !e.metaKey) e.stopPropagation();
    });
  }

  /** @param {string} drawing @param {string} title @param {...any} parts */
  _way(drawing, title, ...parts) {
    return h("section", { class: "cx-way" }, h("h3", null, icon(drawing, 20), title), parts);
  }

  /** @param {any} template */
  _template(template) {
    const n = template.stage?.length ?? 0;
    const values = templateFeelings(template);
    return h("div", { role: "listitem" },
      h("button", { class: "cx-template", type: "button", title: template.description || null, onclick: () => this._apply(template) },
        values.length > 1 ? curveThumbnail(values) : h("span", { class: "cx-template-stages", "aria-hidden": "true" }, Array.from({ length: Math.min(n, 8) }, () => h("i", null))),
        h("span", null, h("b", null, template.title), h("small", null, n === 1 ? "1 stage" : `${n} stages`))));
  }

  /** The faint grid behind: what will be there. */
  _ghost() {
    const stages = Array.from({ length: 6 }, (_, i) => h("b", null, `Stage ${i + 1}`));
    const rows = GHOSTS.flatMap((kind) => [
      h("span", null, laneIcon(kind), this.board.definitions.label("lane_kinds", kind)),
      ...Array.from({ length: 6 }, () => h("i", { class: `cx-ghost-${kind}` })),
    ]);
    return h("div", { class: "cx-ghost", "aria-hidden": "true" }, h("span", null), stages, rows);
  }

  _make() {
    const { board } = this;
    const lines = this.lines?.filled ?? [];
    if (!lines.length) return;
    const ids = board.commands.startFromLines(lines, board.persona());
    this.lines?.clear();
    this._done(ids);
  }

  /** @param {any} template */
  _apply(template) {
    const { board } = this;
    const stages = board.commands.applyTemplate(template);
    this.lines?.clear();
    this._done([]);
    if (stages?.length) {
      board.selection.set({ kind: "stage", id: stages[0] });
      board.focus?.();
    }
  }

  _skip() {
    const { board } = this;
    this.lines?.clear();
    if (this._isEmpty) board.commands.startBlank();
    this._done([]);
    const lane = board.replica.list("lane")[0];
    const stage = board.replica.list("stage")[0];
    if (lane && stage) board.selection.set({ kind: "cell", stage: stage.id, lane: lane.id });
    board.focus?.();
  }

  /** @param {string[]} ids */
  _done(ids) {
    this.update();
    if (ids?.length) this.board.selectCards(ids.slice(-1));
  }

  /** Whether a paste anywhere on the page is meant for this panel. */
  pasteTarget() {
    return !this.el.hidden && !frameFixed(this.board);
  }

  /** @param {DataTransfer | null} data @returns {string[] | boolean} */
  _paste(data) {
    if (!data) return false;
    const block = parseBlock(data.getData("text/plain"), data.getData("text/html"));
    if (block.kind === "table") {
      this.preview(block);
      return true;
    }
    return block.lines.length > 1 ? block.lines.map((/** @type {any} */ line) => (typeof line === "string" ? line : line.text)) : false;
  }

  /** Show what a pasted table would become, and make it where that is confirmed. @param {any} block */
  async preview(block) {
    const ids = await previewPaste(this.board, block);
    if (!ids) return;
    this.lines?.clear();
    this._done(ids);
  }

  destroy() {
    this.el.remove();
  }
}

function sample() {
  const [head, ...rows] = SAMPLE;
  return h("table", { class: "cx-sample" },
    h("thead", null, h("tr", null, head.map((cell) => h("th", { scope: "col" }, cell)))),
    h("tbody", null, rows.map((row) => h("tr", null, row.map((cell) => h("td", null, cell))))));
}
