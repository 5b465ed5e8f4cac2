// @ts-check
/** The panel of near-duplicates: the server suggests groups of cards with the reason, a person says which title stays, or that they differ. */
import { focused, fresh, h, set, text } from "./dom.js";
import { icon } from "./icons.js";

/** @typedef {{cards: string[], why: string, score: number, authors: Record<string, string>}} Group */

const CALM = 400; // ms without a change before the server is asked anew
const AWAY = "The server looks for near-duplicates: they come when you are back online.";

export class SimilarPanel {
  /** @param {any} board @param {{stack: (kept: string, ids: readonly string[], authors: Record<string, string>) => boolean}} stacks */
  constructor(board, stacks) {
    this.board = board;
    this.stacks = stacks;
    /** Null: the whole map. @type {string | null} */ this.lane = null;
    /** @type {Group[]} */ this.groups = [];
    /** Groups that somebody said differ: their ids, sorted. @type {Set<string>} */ this.apart = new Set();
    /** Which title stays, and who is left out, by group. @type {Map<string, {kept: string, out: Set<string>}>} */ this.chosen = new Map();
    this.timer = /** @type {any} */ (0);
    this.asked = 0;
    this.scopes = ["lane", "map"].map((scope) => h("button", { type: "button", "aria-pressed": "false", onclick: () => this._scope(scope) }));
    this.finding = h("p", { class: "cx-change-finding", role: "status" });
    this.list = h("div", { class: "cx-similar-list" });
    this.up = h("button", { class: "cx-button cx-quiet", type: "button", hidden: true, onclick: () => board.sides.close() }, icon("left", 15), h("span", null, "Back to the workshop"));
    const body = h("div", { class: "cx-similar" }, this.up, h("div", { class: "cx-seg cx-similar-scope", role: "group", "aria-label": "Where to look" }, this.scopes), this.finding, this.list);
    board.sides.add({ name: "similar", label: "Near-duplicates", icon: "copy", body, opened: () => this._ask(), closed: () => this._closed() });
    this.button = board.sides.all.get("similar").button;
    this.button.hidden = true; // it comes by a lane's menu
  }

  get shown() {
    return this.board.sides.active === "similar";
  }

  /** @param {string | null} lane null: the whole map */
  open(lane) {
    this.lane = lane;
    if (this.shown) this._ask();
    this.board.sides.open("similar");
  }

  /** @param {string} scope */
  _scope(scope) {
    const target = this.board.selection.target;
    const here = target.kind === "lane" ? target.id : (this.board.replica.get("card", target.id)?.lane ?? target.lane ?? this.board.layout.lanes.find((/** @type {any} */ l) => l.kind === "pain")?.id);
    this.lane = scope === "map" ? null : (this.last ?? here ?? null);
    this._ask();
  }

  async _ask() {
    const { board } = this;
    clearTimeout(this.timer);
    this.button.hidden = false;
    this.up.hidden = board.sides.back !== "workshop";
    if (this.lane && !board.replica.get("lane", this.lane)) this.lane = null;
    if (this.lane) this.last = this.lane;
    const turn = ++this.asked;
    this._head();
    if (!this.groups.length) text(this.finding, "Comparing the titles …");
    try {
      const answer = await board.session.ask("similar", this.lane ? { lane: this.lane } : {});
      if (turn !== this.asked) return;
      this.groups = answer.groups;
      this._draw();
    } catch (/** @type {any} */ why) {
      if (turn !== this.asked) return;
      this.groups = [];
      this._draw(why.code === "offline" ? AWAY : why.message);
    }
  }

  _closed() {
    clearTimeout(this.timer);
    this.asked++;
    this.button.hidden = true;
  }

  _head() {
    const { board } = this;
    const lane = this.lane ?? this.last;
    const record = lane && board.replica.get("lane", lane);
    const names = [record ? record.name || board.label("lane_kinds", record.kind) : "One lane", "Whole map"];
    this.scopes.forEach((button, i) => {
      text(button, names[i]);
      set(button, "aria-pressed", String(Boolean(this.lane) === (i === 0)));
    });
  }

  /** What is left of a group: cards that are still there and not left out. @param {Group} group */
  _members(group) {
    const out = this.chosen.get(keyOf(group))?.out;
    return group.cards.filter((id) => this.board.replica.get("card", id) && !out?.has(id));
  }

  /** @param {string} [trouble] */
  _draw(trouble = "") {
    const { board } = this;
    this._head();
    const there = this.groups.filter((group) => !this.apart.has(keyOf(group)) && this._members(group).length > 1);
    const where = this.lane ? "in this lane" : "on this map";
    const count = there.length;
    text(this.finding, trouble || (count ? `${count === 1 ? "1 group of cards says" : `${count} groups of cards say`} nearly the same ${where}` : `No near-duplicates ${where}`));
    const at = /** @type {HTMLElement | null} */ (focused(this.list));
    const mark = at?.dataset.key;
    const group = at?.closest(".cx-similar-group");
    const place = group ? [...this.list.children].indexOf(group) : -1;
    fresh(this.list, there.map((one) => this._group(one)), count || trouble ? null : h("p", { class: "cx-say" }, this.lane ? "Look on the whole map, or select cards yourself and stack them in their panel." : "Select cards yourself and stack them in their panel, where two still say the same."));
    if (place < 0) return;
    const again = mark && [.../** @type {NodeListOf<HTMLElement>} */ (this.list.querySelectorAll("[data-key]"))].find((el) => el.dataset.key === mark);
    const next = this.list.children[Math.min(place, this.list.children.length - 1)]?.querySelector("button, input");
    /** @type {HTMLElement} */ (again || next || board.sides.all.get("similar").panel.querySelector("h2")).focus();
  }

  /** @param {Group} group */
  _group(group) {
    const { board } = this;
    const key = keyOf(group);
    const members = this._members(group);
    const chosen = this.chosen.get(key);
    const kept = chosen && members.includes(chosen.kept) ? chosen.kept : members[0];
    const choose = (/** @type {Partial<{kept: string, out: Set<string>}>} */ what) => {
      this.chosen.set(key, { kept, out: chosen?.out ?? new Set(), ...what });
      this._draw();
    };
    const rows = members.map((id) => {
      const card = board.replica.get("card", id);
      const author = group.authors[id];
      const stage = board.replica.get("stage", card.stage)?.name || "Stage";
      const said = board.replica.under("voice", "card", id).length;
      return h("li", null,
        h("label", { class: "cx-similar-card" },
          h("input", { type: "radio", name: `kept-${key}`, checked: id === kept, disabled: board.readonly, dataset: { key: `${key}|${id}` }, onchange: () => choose({ kept: id }) }),
          h("span", null, h("span", { class: "cx-similar-title", dir: "auto" }, card.title || "Untitled"), h("span", { class: "cx-said-who", dir: "auto" }, [stage, author, said ? `stands for ${said + 1}` : ""].filter(Boolean).join(" · ")))),
        members.length > 2 && !board.readonly ? h("button", { class: "cx-square cx-small", type: "button", title: "Leave it out", "aria-label": `Leave out “${card.title || "Untitled"}”`, onclick: () => choose({ out: new Set([...(chosen?.out ?? []), id]) }) }, icon("close", 13)) : null);
    });
    const acts = board.readonly ? null : h("div", { class: "cx-similar-acts" },
      h("button", { class: "cx-button cx-primary", type: "button", dataset: { key: `${key}|stack` }, onclick: () => this._stack(group, kept) }, `Stack ${members.length}`),
      h("button", { class: "cx-button cx-quiet", type: "button", dataset: { key: `${key}|apart` }, onclick: () => this._apart(key) }, "They differ"));
    return h("section", { class: "cx-similar-group", "aria-label": group.why }, h("h3", { class: "cx-sub" }, group.why), h("p", { class: "cx-similar-ask" }, "Which title stays?"), h("ul", null, rows), acts);
  }

  /** @param {Group} group @param {string} kept */
  _stack(group, kept) {
    this.stacks.stack(kept, this._members(group), group.authors);
    this._draw();
  }

  /** @param {string} key */
  _apart(key) {
    this.apart.add(key);
    this._draw();
    this.board.announce("They stay apart.");
  }

  /** Titles, places and cards that change may make other groups. @param {Set<string> | null} touched */
  update(touched) {
    if (!this.shown) return;
    if (touched && ![...touched].some((key) => key.startsWith("card:") || key.startsWith("voice:"))) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this._ask(), CALM);
  }

  destroy() {
    this._closed();
  }
}

/** @param {Group} group */
const keyOf = (group) => [...group.cards].sort().join(" ");
