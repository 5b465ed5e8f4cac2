// @ts-check
/** The inspector's parts on the journey and a stage: who owns the journey, and where it falls apart between teams. */
import { ranked, sentenceOf } from "../model/disconnects.js";
import { ACTIVITIES, ownJourney, teamOf } from "../model/teams.js";
import { fresh, h, text } from "./dom.js";
import { icon } from "./icons.js";
import { openPicker } from "./picker.js";
import { brokenLink } from "./team-marks.js";

/** How many disconnects are listed until somebody asks for all. */
const FIRST = 12;
const DEFINITION =
  "A touchpoint without an owner, with several, with another owner than the one before, or where our prediction and what customers report are 2 or more apart. Strong, a filled triangle: the feeling falls there by 1 or more.";

/** Choose the team that owns the journey. @param {import("./teams.js").Teams} teams @param {HTMLElement} anchor */
export function chooseOwner(teams, anchor) {
  const { board } = teams;
  const { replica, session } = board;
  const owner = () => replica.get("journey", session.journey)?.owner ?? null;
  /** @param {string | null} team @param {import("../sync/replica.js").Edit[]} [first] */
  const set = (team, first = []) => {
    const edits = [...first, ...ownJourney(replica, session.journey, team)];
    if (!edits.length) return;
    session.commit(edits, { label: "Choose the journey's owner" });
    board.announce(team ? `${replica.get("team", team)?.name} owns this journey.` : "This journey has no owner now.");
  };
  teams.hold(openPicker(board, anchor, {
    title: "Which team owns this journey?",
    placeholder: "Name of a team",
    empty: "No team yet: write its name and press Enter.",
    none: owner() ? "No owner" : null,
    choices: () => replica.list("team").map((/** @type {any} */ t) => ({ key: t.id, label: t.name, hint: t.lead, checked: t.id === owner() })),
    fresh: (name) => `New team “${name}”`,
    pick: (team) => set(team),
    make: (name) => {
      const team = teamOf(replica, session.journey, name);
      if (team.id) set(team.id, team.edits);
    },
  }));
}

/** Who answers for the journey. */
export class JourneyOwner {
  /** @param {import("./teams.js").Teams} teams */
  constructor(teams) {
    this.teams = teams;
    this.name = h("span", { dir: "auto" });
    this.lead = h("span", { class: "cx-team-role", dir: "auto" });
    this.button = h("button", {
      class: "cx-input cx-owner-button", type: "button", "aria-haspopup": "dialog", "aria-expanded": "false",
      onclick: () => chooseOwner(teams, this.button),
    }, icon("people", 15), this.name, this.lead, icon("down", 15));
    this.hint = h("p", { class: "cx-raci-formula" });
    this.page = h("button", { class: "cx-button cx-quiet cx-teams-link", type: "button", hidden: teams.board.host.goes === false, onclick: () => teams.board.host.go({ page: "teams" }) }, icon("table", 15), "Teams and the RACI matrix");
    this.nodes = [h("div", { class: "cx-field" }, h("div", { class: "cx-label" }, h("span", null, "Owner of the journey")), this.button), this.hint, this.page];
  }

  update() {
    const { board } = this.teams;
    const { replica } = board;
    const team = replica.get("team", replica.get("journey", board.session.journey)?.owner);
    text(this.name, team?.name ?? (board.readonly ? "Nobody yet" : "Choose a team"));
    text(this.lead, team?.lead ?? "");
    this.button.disabled = board.readonly;
    this.button.setAttribute("aria-label", `Owner of the journey: ${team?.name ?? "nobody yet"}`);
    const bare = !this.teams.owned && hasActivity(replica);
    this.hint.hidden = !bare || board.readonly;
    text(this.hint, bare ? "No touchpoint has an owner yet: select one or more and press O." : "");
  }
}

/** @param {any} replica */
function hasActivity(replica) {
  const lanes = replica.list("lane").filter((/** @type {any} */ l) => ACTIVITIES.has(l.kind));
  return lanes.length > 0 && replica.list("stage").some((/** @type {any} */ s) => lanes.some((/** @type {any} */ l) => replica.cell(s.id, l.id).length));
}

/** Where the map falls apart: a list that leads to the cards. */
export class DisconnectList {
  /** @param {import("./teams.js").Teams} teams @param {string | null} stage only there; null: everywhere */
  constructor(teams, stage) {
    this.teams = teams;
    this.stage = stage;
    this.all = false;
    this.sign = "";
    this.list = h("ul", { class: "cx-disconnects" });
    this.more = h("button", { class: "cx-clear", type: "button", onclick: () => this._more() });
    this.nodes = [this.list, this.more, h("p", { class: "cx-raci-formula" }, DEFINITION)];
  }

  get here() {
    const { list } = this.teams;
    return this.stage === null ? list : list.filter((d) => d.stage === this.stage);
  }

  update() {
    const { replica } = this.teams.board;
    const found = ranked(this.here);
    const shown = this.all ? found : found.slice(0, FIRST);
    const stages = new Map(replica.list("stage").map((/** @type {any} */ s, /** @type {number} */ i) => [s.id, `${i + 1} ${s.name || "Stage"}`]));
    const sign = JSON.stringify([shown.map((d) => [d.card, d.title, stages.get(d.stage), sentenceOf(d)]), found.length]);
    if (sign === this.sign) return;
    this.sign = sign;
    const root = /** @type {any} */ (this.list.getRootNode());
    const at = this.list.contains(root.activeElement) ? root.activeElement.dataset.card : null;
    fresh(this.list, shown.map((d) =>
      h("li", null, h("button", { type: "button", dataset: { card: d.card }, onclick: () => this._go(d.card) },
        brokenLink(d.strong, 17),
        h("span", null,
          h("span", { class: "cx-aloud" }, d.strong ? "Strong role disconnect: " : "Role disconnect: "),
          h("b", { dir: "auto" }, d.title || "Untitled"), this.stage === null && h("small", null, ` ${stages.get(d.stage)}`),
          h("span", { class: "cx-why", dir: "auto" }, sentenceOf(d)))))));
    this.more.hidden = shown.length === found.length;
    text(this.more, `Show all ${found.length}`);
    if (at) (this.list.querySelector(`[data-card="${CSS.escape(at)}"]`) ?? this.list.querySelector("button"))?.focus();
  }

  _more() {
    this.all = true;
    this.update();
    /** @type {HTMLElement | undefined} */ (this.list.querySelectorAll("button")[FIRST])?.focus();
  }

  /** @param {string} card */
  _go(card) {
    this.teams.board.selectCards([card]);
  }
}
