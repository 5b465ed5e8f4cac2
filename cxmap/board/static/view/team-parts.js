// @ts-check
/** The inspector's part on who is involved in the chosen cards: a row for A, R, C and I, with the teams that have it and their roles. */
import { inChunks } from "../model/chunks.js";
import { ACTIVITIES, assign, FORMULA, holders, LETTERS, problems, roleOf, setRole, teamOf, unassign } from "../model/teams.js";
import { sentenceOf } from "../model/disconnects.js";
import { focused, fresh, h } from "./dom.js";
import { icon } from "./icons.js";
import { openPicker } from "./picker.js";
import { brokenLink } from "./team-marks.js";

/** Write groups of edits, each kept together, as few changes as it takes. @param {any} board @param {import("../sync/replica.js").Edit[][]} groups @param {string} label */
export function write(board, groups, label) {
  for (const edits of inChunks(groups.filter((group) => group.length))) board.session.commit(edits, { label });
}

/** @param {number} n */
const cardsOf = (n) => (n === 1 ? "1 card" : `${n} cards`);

export class TeamParts {
  /** @param {import("./teams.js").Teams} teams @param {string[]} ids of the cards */
  constructor(teams, ids) {
    this.teams = teams;
    this.board = teams.board;
    this.ids = ids;
    this.sign = "";
    this.rows = h("div", { class: "cx-raci" });
    this.said = h("div", { class: "cx-raci-said" });
    this.formula = h("p", { class: "cx-raci-formula" }, FORMULA);
    this.nodes = [this.rows, this.said, this.formula];
  }

  /** The cards that are still there. */
  get here() {
    return this.ids.filter((id) => this.board.replica.get("card", id));
  }

  update() {
    const { board, teams } = this;
    const { replica } = board;
    const here = this.here;
    const parts = holders(replica, here);
    const activity = here.every((id) => ACTIVITIES.has(replica.get("lane", replica.get("card", id)?.lane)?.kind));
    const wrong = activity && here.length === 1 && (teams.owned || replica.under("assignment", "card", here[0]).length) ? problems(parts) : [];
    const broken = here.length === 1 ? teams.found.get(here[0]) : undefined;
    const sign = JSON.stringify([here.length, board.readonly, wrong, broken && [sentenceOf(broken), broken.strong],
      LETTERS.map(([part]) => parts[part].map((p) => [p.team.id, p.team.name, p.cards.length, p.role && replica.get("role", p.role)?.name]))]);
    this.formula.hidden = !activity;
    if (sign === this.sign) return;
    this.sign = sign;
    const at = /** @type {HTMLElement | null} */ (focused(this.rows));
    const inside = at && this.rows.contains(at) ? { key: at.dataset.at ?? "", part: at.dataset.part ?? "" } : null;
    fresh(this.rows, LETTERS.map(([part, letter]) => this._row(part, letter, parts[part], here.length)));
    fresh(this.said,
      wrong.map((p) => h("p", { class: `cx-raci-${p.level}` }, icon("warning", 14), h("span", null, h("b", null, p.level === "error" ? "Error: " : "Warning: "), p.sentence))),
      broken && h("p", { class: `cx-raci-broken${broken.strong ? " cx-strong" : ""}` }, brokenLink(broken.strong), h("span", null, h("b", null, broken.strong ? "Strong role disconnect: " : "Role disconnect: "), sentenceOf(broken))));
    if (inside) (this.rows.querySelector(`[data-at="${inside.key}"]`) ?? this.rows.querySelector(`[data-at="${inside.part}"]`) ?? this.rows.querySelector("button"))?.focus();
  }

  /** @param {string} part @param {string} letter @param {import("../model/teams.js").Holder[]} having @param {number} of how many cards */
  _row(part, letter, having, of) {
    const { board } = this;
    const term = board.definitions.term("raci", part);
    const label = term?.label ?? part;
    const only = part === "accountable" && having.length === 1 && having[0].cards.length === of;
    const add = !board.readonly && h("button", {
      class: "cx-square cx-small", type: "button", "aria-haspopup": "dialog", "aria-expanded": "false", dataset: { at: part, part },
      "aria-label": only ? `${label}: choose another team` : `${label}: add a team`, title: only ? "Choose another team" : "Add a team",
      onclick: (/** @type {Event} */ e) => this.teams.choose(/** @type {HTMLElement} */ (e.currentTarget), this.here, part),
    }, icon(only ? "pencil" : "plus", 15));
    return h("div", { class: "cx-raci-row", role: "group", "aria-label": label },
      h("span", { class: "cx-letter", title: `${label}: ${(term?.meaning ?? "").toLowerCase()}` }, letter),
      having.length
        ? h("ul", { class: "cx-team-chips" }, having.map((holder) => h("li", null, this._chip(part, label, holder, of))))
        : h("span", { class: "cx-raci-empty" }, h("b", null, label), ` ${(term?.meaning ?? "").replace(/^./, (/** @type {string} */ c) => c.toLowerCase()).replace(/\.$/, "")}`),
      add);
  }

  /** @param {string} part @param {string} label @param {import("../model/teams.js").Holder} holder @param {number} of */
  _chip(part, label, { team, cards, role }, of) {
    const { board } = this;
    const { replica } = board;
    const as = role ? replica.get("role", role)?.name : "";
    const some = cards.length < of ? `${cards.length} of ${of}` : "";
    const words = [h("span", { class: "cx-team-name", dir: "auto" }, team.name), as && h("span", { class: "cx-team-role", dir: "auto" }, as), some && h("span", { class: "cx-team-role" }, some)];
    if (board.readonly) return h("span", { class: "cx-team-chip" }, words);
    return h("span", { class: `cx-team-chip${some ? " cx-some" : ""}` },
      h("button", {
        type: "button", "aria-haspopup": "dialog", "aria-expanded": "false", dataset: { at: `${part}:${team.id}`, part },
        title: some ? `Give it to all ${cardsOf(of)}` : as ? "Change the role" : "Say which role in the team",
        "aria-label": some ? `${team.name}, ${some}: give it to all` : `${team.name}${as ? `, ${as}` : ""}: choose the role`,
        onclick: (/** @type {Event} */ e) => (some ? this.teams.give(this.here, part, team.id) : this._role(/** @type {HTMLElement} */ (e.currentTarget), part, team)),
      }, words),
      h("button", {
        class: "cx-chip-close", type: "button", dataset: { at: `${part}:${team.id}:x`, part }, "aria-label": `Take ${team.name} out of ${label}`, title: "Take out",
        onclick: () => {
          write(board, unassign(replica, this.here, part, team.id), "Take a team out");
          board.toast(`${team.name} is no longer ${label.toLowerCase()} here.`, board.undoLast());
        },
      }, icon("close", 12)));
  }

  /** Which role of the team it is. @param {HTMLElement} anchor @param {string} part @param {any} team */
  _role(anchor, part, team) {
    const { board } = this;
    const { replica } = board;
    const now = () => holders(replica, this.here)[part].find((p) => p.team.id === team.id)?.role ?? null;
    const set = (/** @type {string | null} */ role, /** @type {import("../sync/replica.js").Edit[]} */ first = []) => write(board, [first, ...setRole(replica, this.here, part, team.id, role)], "Choose a role");
    this.teams.hold(openPicker(board, anchor, {
      title: `Which role in ${team.name}?`,
      placeholder: "Name of a role",
      empty: "No role yet: write what somebody in this team does, such as “dispatcher”.",
      none: now() ? "No role" : null,
      choices: () => replica.under("role", "team", team.id).map((/** @type {any} */ r) => ({ key: r.id, label: r.name, checked: r.id === now() })),
      fresh: (name) => `New role “${name}”`,
      pick: (role) => set(role),
      make: (name) => {
        const role = roleOf(replica, team.id, name);
        set(role.id, role.edits);
      },
    }));
  }
}

/**
 * Choose who has a part in cards, at any place of the board: the teams that there are, or a new one by its name.
 * @param {import("./teams.js").Teams} teams @param {HTMLElement} anchor @param {string[]} cards @param {string} part @param {{x: number, y: number}} [at]
 */
export function chooseTeam(teams, anchor, cards, part, at) {
  const { board } = teams;
  const { replica } = board;
  const having = () => holders(replica, cards.filter((id) => replica.get("card", id)))[part];
  const label = board.label("raci", part);
  const many = cards.length > 1 ? ` of ${cardsOf(cards.length)}` : "";
  return openPicker(board, anchor, {
    at,
    title: part === "accountable" ? `Which team owns ${cards.length > 1 ? `these ${cards.length} cards` : "this card"}?` : `${label}${many}: which team?`,
    placeholder: "Name of a team",
    empty: "No team yet: write its name and press Enter.",
    none: part === "accountable" && having().length ? "No owner" : null,
    choices: () => {
      const held = new Map(having().map((p) => [p.team.id, p.cards.length]));
      return replica.list("team").map((/** @type {any} */ t) => ({
        key: t.id, label: t.name, checked: held.get(t.id) === cards.length, hint: held.has(t.id) && held.get(t.id) !== cards.length ? `${held.get(t.id)} of ${cards.length}` : "",
      }));
    },
    fresh: (name) => `New team “${name}”`,
    pick: (team) => (team ? teams.give(cards, part, team) : teams.disown(cards)),
    make: (name) => {
      const team = teamOf(replica, board.session.journey, name);
      if (team.id) teams.give(cards, part, team.id, team.edits);
    },
  });
}

