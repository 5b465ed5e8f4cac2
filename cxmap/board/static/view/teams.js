// @ts-check
/** People and teams on the board: who owns what, who is involved, and where roles fall apart. */
import { disconnects, owned, teamsOf } from "../model/disconnects.js";
import { ACTIVITIES, assign, unassign } from "../model/teams.js";
import { frameFixed } from "./allowed.js";
import { h, set, text } from "./dom.js";
import { icon } from "./icons.js";
import { chooseOwner, DisconnectList, JourneyOwner } from "./team-journey.js";
import { marksOf } from "./team-marks.js";
import { chooseTeam, TeamParts, write } from "./team-parts.js";

/** What disconnects depend on. */
const TYPES = new Set(["assignment", "team", "card", "stage", "lane", "feeling", "traveller", "persona"]);

/** @param {any} board @returns {import("./features.js").Feature} */
export const teams = (board) => new Teams(board);

export class Teams {
  /** @param {any} board */
  constructor(board) {
    this.board = board;
    /** @type {any} the map that was read */ this.read = null;
    /** @type {import("../model/disconnects.js").Disconnect[]} */ this._list = [];
    /** @type {Map<string, import("../model/disconnects.js").Disconnect>} by card */ this._found = new Map();
    this._owned = false;
    this.sign = "";
    /** @type {{refresh: () => void, close: () => void} | null} the list that is open */ this.picker = null;
    this.off = board.session.on("records", (/** @type {Set<string> | null} */ touched) => this._touch(touched));
    this.name = h("b", { dir: "auto" });
    this.owner = h("button", { class: "cx-journey-owner", type: "button", "aria-haspopup": "dialog", "aria-expanded": "false", hidden: true, onclick: () => chooseOwner(this, this.owner) }, icon("people", 14), this.name);
    board.head.dates.before(this.owner);
    this.update();
  }

  // --- what is known

  /** The disconnects of the map that is shown, in map order; none while nobody owns anything. */
  get list() {
    this._look();
    return this._list;
  }

  get found() {
    this._look();
    return this._found;
  }

  /** Whether anybody answers for anything yet. */
  get owned() {
    this._look();
    return this._owned;
  }

  _look() {
    const { replica } = this.board;
    if (this.read === replica) return;
    this.read = replica;
    this._owned = owned(replica);
    this._list = this._owned ? disconnects(replica) : [];
    this._found = new Map(this._list.map((d) => [d.card, d]));
  }

  /** Note a change; where it changes what other cards show, they are looked at again. @param {Set<string> | null} touched */
  _touch(touched) {
    let relevant = touched === null;
    for (const key of touched ?? []) if ((relevant ||= TYPES.has(key.slice(0, key.indexOf(":"))))) break;
    if (!relevant) return;
    this.read = null;
    this.board.onFrame("teams", () => {
      const sign = this.list.map((d) => `${d.card} ${d.strong} ${d.reasons.map((r) => r.sentence).join()}`).join("|");
      if (sign !== this.sign) this.board.layout.edition++;
      this.sign = sign;
    });
  }

  // --- what the board shows

  /** @param {"card" | "stage" | "lane"} type @param {string} id @param {string} level @returns {import("./features.js").Mark[]} */
  marks(type, id, level) {
    if (type !== "card") return [];
    const { replica } = this.board;
    const broken = this.found.get(id);
    if (!broken && !replica.under("assignment", "card", id).length) return [];
    const kind = replica.get("lane", replica.get("card", id)?.lane)?.kind;
    return marksOf(ACTIVITIES.has(kind) ? teamsOf(replica, id) : [], broken, kind, level);
  }

  /** @param {import("./subject.js").Subject} subject @returns {import("./features.js").Section[]} */
  section({ type, ids }) {
    const { board } = this;
    if (type === "lane") return [];
    if (type === "card") {
      const involved = new Set(ids.flatMap((id) => board.replica.under("assignment", "card", id).map((/** @type {any} */ a) => a.team)));
      return [{ name: "who", title: "Who", key: ids.join(), count: involved.size, build: () => built(new TeamParts(this, ids)) }];
    }
    const list = type === "stage" ? this.list.filter((d) => d.stage === ids[0]) : this.list;
    const broken = { name: "disconnects", title: "Role disconnects", key: `${type} ${ids[0]}`, count: list.length, build: () => built(new DisconnectList(this, type === "stage" ? ids[0] : null)) };
    return [
      ...(type === "journey" ? [{ name: "who", title: "Who", key: "journey", build: () => built(new JourneyOwner(this)) }] : []),
      ...(list.length ? [broken] : []),
    ];
  }

  update() {
    const { board } = this;
    const team = board.replica.get("team", board.replica.get("journey", board.session.journey)?.owner);
    this.owner.hidden = !team;
    this.owner.disabled = frameFixed(board);
    text(this.name, team?.name ?? "");
    set(this.owner, "aria-label", `Owner of the journey: ${team?.name ?? "nobody"}`);
    set(this.owner, "title", team ? `${team.name} owns this journey${team.lead ? `; ${team.lead} speaks for it` : ""}` : null);
    this.picker?.refresh();
  }

  /** `O` asks who owns the selected cards. @param {KeyboardEvent} e */
  key(e) {
    const { board } = this;
    if (e.key.toLowerCase() !== "o" || e.ctrlKey || e.metaKey || e.altKey || board.selection.target.kind !== "card") return false;
    return board.onCards((/** @type {string[]} */ ids) => {
      const el = board.grid.elementOf(board.selection.target);
      const { left, top, width, height } = board.grid.el.getBoundingClientRect();
      if (el) this.choose(el, ids, "accountable");
      else this.choose(board.grid.el, ids, "accountable", { x: left + width / 2, y: top + height / 2 });
    }) !== false;
  }

  // --- what people do

  /** Ask which team has a part in cards. @param {HTMLElement} anchor @param {string[]} cards @param {string} part @param {{x: number, y: number}} [at] */
  choose(anchor, cards, part, at) {
    this.hold(chooseTeam(this, anchor, cards, part, at));
  }

  /** Keep the open list up to date with what others do. @param {{refresh: () => void, close: () => void} | null} picker */
  hold(picker) {
    this.picker = picker;
  }

  /** Give a part in cards to a team. @param {string[]} cards @param {string} part @param {string} team @param {import("../sync/replica.js").Edit[]} [first] what makes the team */
  give(cards, part, team, first = []) {
    const { board } = this;
    const groups = assign(board.replica, cards, part, team);
    if (cards.length && !cards.some((id) => board.replica.get("card", id))) return void board.toast("The card was deleted meanwhile.");
    write(board, [first, ...groups], "Give a part to a team");
    const name = board.replica.get("team", team)?.name ?? "";
    const what = cards.length === 1 ? "this card" : `${cards.length} cards`;
    board.announce(part === "accountable" ? `${name} owns ${what}.` : `${name}: ${board.label("raci", part).toLowerCase()} for ${what}.`);
  }

  /** Take the owner off cards. @param {string[]} cards */
  disown(cards) {
    const { board } = this;
    const groups = unassign(board.replica, cards, "accountable");
    if (!groups.length) return;
    write(board, groups, "Take the owner off");
    board.toast(cards.length === 1 ? "The card has no owner now." : `${cards.length} cards have no owner now.`, board.undoLast());
  }

  destroy() {
    this.off?.();
    this.picker?.close();
    this.owner.remove();
  }
}

/** @param {{nodes: Node[], update: () => void}} part @returns {import("./features.js").Built} */
const built = (part) => ({ nodes: part.nodes, update: () => part.update() });
