// @ts-check
/**
 * What cards rest on: the inspector's part with their sources, a source for several cards at once, and a mark on the cards
 * whose evidence has expired, which are drawn as assumed.
 */
import { inChunks } from "../model/chunks.js";
import { shortDate, today, untilTomorrow } from "../model/dates.js";
import { hasExpired, isOver, statusOf, suggests } from "../model/evidence.js";
import { addSources, webAddress } from "../model/sources.js";
import { focused, fresh, h, set, text } from "./dom.js";
import { icon } from "./icons.js";
import { sourceForm } from "./sourceform.js";

/** @typedef {import("../model/sources.js").Draft} Draft */
/** @typedef {{el: HTMLDetailsElement, kind: HTMLElement, when: HTMLElement, quote: HTMLElement, link: HTMLAnchorElement, form: ReturnType<typeof sourceForm>}} Row */

const NO_SOURCES = /** @type {readonly any[]} */ ([]);

class Sources {
  /** @param {any} board */
  constructor(board) {
    this.board = board;
    this.day = today(new Date());
    this.timer = 0;
    /** Sources that are being written, by the cards that they are for: they stay while something else is selected. @type {Map<string, {draft: Draft, mark: boolean}>} */
    this.drafts = new Map();
    this._wake = () => this._tick();
    document.addEventListener("visibilitychange", this._wake);
    this._tick();
  }

  /** A new day takes evidence away; a computer that slept finds out when it is looked at again. */
  _tick() {
    clearTimeout(this.timer);
    const now = new Date();
    const day = today(now);
    if (day !== this.day) {
      this.day = day;
      this.board.invalidate(null);
    }
    this.timer = window.setTimeout(() => this._tick(), untilTomorrow(now) + 1000);
  }

  /** A source that is being written for cards that are all deleted goes to its author's unsaved texts. @param {Set<string> | null} touched */
  update(touched) {
    const { session } = this.board;
    if (!this.drafts.size || (touched && ![...touched].some((key) => key.startsWith("card:")))) return;
    for (const [key, { draft }] of this.drafts) {
      if (key.split(",").some((id) => session.replica.get("card", id))) continue;
      this.drafts.delete(key);
      session.keep([draft.quote, draft.link].filter(Boolean).join("\n"));
    }
  }

  /** @param {string} card @returns {readonly any[]} */
  _of(card) {
    return this.board.replica.under("source", "card", card);
  }

  /** The evidence of a card that counts today. @param {any} card */
  statusOf(card) {
    return statusOf(card, card.evidence === "assumed" ? NO_SOURCES : this._of(card.id), this.day);
  }

  /** @param {"card" | "stage" | "lane"} type @param {string} id */
  marks(type, id) {
    if (type !== "card") return [];
    const card = this.board.replica.get("card", id);
    if (!card || card.evidence === "assumed" || !hasExpired(card, this._of(id), this.day)) return [];
    return [{
      sign: "expired", words: "evidence expired", evidence: "assumed",
      node: () => h("span", { class: "cx-expired", title: "Its evidence has expired: it counts as assumed" }, icon("clock", 12)),
    }];
  }

  /** @param {import("./subject.js").Subject} subject @returns {import("./features.js").Section | null} */
  section({ type, ids }) {
    if (type !== "card") return null;
    return {
      name: "sources", title: "Sources", key: `${ids.join()}|${this.board.readonly}`,
      count: ids.reduce((n, id) => n + this._of(id).length, 0), build: () => this._build(ids),
    };
  }

  /** @param {string[]} ids */
  _build(ids) {
    const { board } = this;
    const many = ids.length > 1;
    /** @type {Map<string, Row>} */
    const rows = new Map();
    const over = h("p", { class: "cx-say cx-over" }, icon("clock", 14), h("span", null, "All sources have expired: the card counts as assumed. Add a newer one, or move a date."));
    const none = h("p", { class: "cx-say" });
    const list = h("div", { class: "cx-source-list" });
    const adding = h("div", { class: "cx-source-adding" });
    const nodes = [over, none, list, adding];
    const writer = board.readonly ? null : this._adding(ids, adding, (/** @type {string} */ id) => rows.get(id)?.el.querySelector("summary")?.focus());

    const update = () => {
      const cards = ids.map((id) => board.replica.get("card", id)).filter(Boolean);
      const sources = many ? [] : this._of(ids[0]);
      over.hidden = many || !cards.some((card) => hasExpired(card, this._of(card.id), this.day));
      const having = cards.filter((card) => this._of(card.id).length).length;
      none.hidden = !many && sources.length > 0;
      text(none, many ? `${having || "None"} of these ${cards.length} cards ${having === 1 ? "names" : "name"} what ${having === 1 ? "it rests" : "they rest"} on.` : board.readonly ? "Nothing says what this card rests on." : "Nothing says what this card rests on. Add a quote, a finding or a link.");
      for (const source of sources) {
        const row = rows.get(source.id) ?? this._row(source.id, rows);
        this._show(row, source);
      }
      for (const [id, row] of rows) {
        if (sources.some((source) => source.id === id)) continue;
        const inside = row.el.contains(focused(row.el));
        row.el.remove();
        rows.delete(id);
        if (inside) adding.querySelector("button")?.focus();
      }
      const order = sources.map((source) => /** @type {Row} */ (rows.get(source.id)).el);
      if (order.some((el, i) => list.children[i] !== el)) list.append(...order);
      writer?.update();
    };
    const flush = () => {
      rows.forEach((row) => row.form.flush());
      writer?.flush();
    };
    return { nodes, update, flush };
  }

  /** @param {string} id @param {Map<string, Row>} rows @returns {Row} */
  _row(id, rows) {
    const { board } = this;
    const { readonly } = board;
    const kind = h("b", null);
    const when = h("span", { class: "cx-source-when" });
    const quote = h("span", { class: "cx-source-quote", dir: "auto" });
    const link = h("a", { class: "cx-link", target: "_blank", rel: "noopener noreferrer" });
    const form = sourceForm(board, {
      readonly,
      write: (name, value, was) => board.session.commit([{ op: "patch", type: "source", id, fields: { [name]: value }, was: { [name]: was } }], { label: "Change a source" }),
    });
    const el = h("details", { class: "cx-source" },
      h("summary", null, icon("right", 12), h("span", { class: "cx-source-head" }, kind, when, quote)),
      form.nodes,
      h("div", { class: "cx-source-foot" }, link, !readonly && h("button", { class: "cx-button cx-quiet cx-danger", type: "button", onclick: () => this._delete(id) }, icon("trash", 15), "Delete the source")));
    const row = { el, kind, when, quote, link, form };
    rows.set(id, row);
    return row;
  }

  /** @param {Row} row @param {any} source */
  _show(row, source) {
    const over = isOver(source, this.day);
    text(row.kind, this.board.label("source_kinds", source.kind));
    const expiry = source.expires ? `${over ? "expired" : "until"} ${shortDate(source.expires)}` : "";
    const when = [source.date ? shortDate(source.date) : "", expiry].filter(Boolean).join(" · ");
    const sign = `${when}|${over}`;
    if (row.when.dataset.sign !== sign) {
      row.when.dataset.sign = sign;
      fresh(row.when, over && icon("clock", 12), when);
    }
    row.el.classList.toggle("cx-over", over);
    text(row.quote, source.quote || source.link);
    row.quote.hidden = !source.quote && !source.link;
    const address = webAddress(source.link);
    row.link.hidden = !address;
    if (address) {
      set(row.link, "href", address);
      text(row.link, `Open ${new URL(address).host}`);
    }
    row.form.update(source);
  }

  /** @param {string} id */
  _delete(id) {
    const { board } = this;
    board.session.commit([{ op: "delete", type: "source", id }], { label: "Delete a source" });
    board.toast("Source deleted", board.undoLast());
  }

  /**
   * The form of a new source, folded behind a button until it is wanted.
   * @param {string[]} ids @param {HTMLElement} place @param {(source: string) => void} made
   */
  _adding(ids, place, made) {
    const { board, drafts } = this;
    const key = ids.join();
    const held = () => {
      const known = drafts.get(key);
      if (known) return known;
      const fresh_ = { draft: { kind: "feedback", quote: "", link: "", date: /** @type {string | null} */ (this.day), expires: null }, mark: true };
      drafts.set(key, fresh_);
      return fresh_;
    };
    const form = sourceForm(board, {
      readonly: false,
      write: (name, value) => {
        Object.assign(held().draft, { [name]: value });
        update();
      },
    });
    const mark = h("input", { type: "checkbox", onchange: () => (held().mark = mark.checked) });
    const label = h("span", null);
    const suggestion = h("label", { class: "cx-facet-row cx-source-mark" }, mark, label);
    const many = ids.length > 1;
    const open = h("button", { class: "cx-button cx-wide", type: "button", onclick: () => (held(), update(), form.focus()) }, icon("plus", 15), many ? `Give all ${ids.length} a source` : "Add a source");
    const box = h("div", { class: "cx-source-new", role: "group", "aria-label": "New source", onkeydown: (/** @type {KeyboardEvent} */ e) => e.key === "Enter" && (e.ctrlKey || e.metaKey) && (e.preventDefault(), add()) },
      form.nodes, suggestion,
      h("div", { class: "cx-source-buttons" },
        h("button", { class: "cx-button cx-primary", type: "button", onclick: () => add() }, many ? `Add to ${ids.length} cards` : "Add"),
        h("button", { class: "cx-button cx-quiet", type: "button", onclick: () => (drafts.delete(key), update(), open.focus()) }, "Discard")));
    const assumed = () => ids.filter((id) => board.replica.get("card", id)?.evidence === "assumed").length;

    const add = () => {
      form.flush();
      const { draft, mark: wanted } = held();
      if (box.querySelector("[aria-invalid=true]")) return; // the form says what is wrong
      const groups = addSources(board.replica, board.session.journey, ids, draft, wanted ? suggests(draft.kind) : null);
      drafts.delete(key);
      for (const edits of inChunks(groups)) board.session.commit(edits, { label: many ? "Add sources" : "Add a source" });
      if (many) board.toast(`${groups.length} cards have this source now.`, board.undoLast());
      else board.announce("Source added");
      update();
      board.inspector.sections.update({ type: "card", ids });
      const first = groups[0]?.[0]?.id;
      if (first && !many) made(first);
      else open.focus();
    };
    const update = () => {
      const now = drafts.get(key);
      open.hidden = Boolean(now);
      box.hidden = !now;
      if (!now) return;
      form.update(now.draft);
      const n = assumed();
      suggestion.hidden = !n;
      mark.checked = now.mark;
      const status = board.label("evidence", suggests(now.draft.kind)).toLowerCase();
      text(label, many ? `Mark ${n === 1 ? "the assumed one" : `the ${n} assumed ones`} as ${status}` : `Mark the card as ${status}`);
    };
    place.append(open, box);
    update();
    return { update, flush: () => drafts.has(key) && form.flush() };
  }

  destroy() {
    clearTimeout(this.timer);
    document.removeEventListener("visibilitychange", this._wake);
  }
}

/** @param {any} board */
export function sources(board) {
  const part = new Sources(board);
  board.evidenceOf = (/** @type {any} */ card) => part.statusOf(card);
  return part;
}
