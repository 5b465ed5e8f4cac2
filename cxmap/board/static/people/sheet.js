// @ts-check
/** The sheet of one persona: all its parts in their places. */
import { h } from "../view/dom.js";
import { channelIcon, star } from "../view/icons.js";
import { openMenu } from "../view/menu.js";
import { customBody, jobBody, outcomeBody, scenarioBody } from "./bodies.js";
import { Group } from "./group.js";
import { Hero } from "./hero.js";
import { jobsAt, listOf, placeOf } from "./model.js";
import { Rests } from "./rests.js";
import { channelBody, skillBody } from "./scales.js";
import { Spot } from "./spot.js";
import { Travels } from "./travels.js";
import { inWords, jobSentence, outcomeSentence } from "./sentences.js";

/**
 * @typedef {object} Sheet
 * @property {HTMLElement} el
 * @property {Group[]} groups
 * @property {import("./model.js").Place[]} places in the order in which Alt and the arrows go through them
 * @property {Map<string, string>} titles of places
 * @property {[string, import("./who.js").Shows][]} spots the persona's own fields by their ids
 * @property {(input: HTMLTextAreaElement) => import("./field.js").Field | undefined} fieldOf
 * @property {() => void} update @property {() => void} flush @property {() => void} destroy
 * @property {Hero} hero
 */

/** The quiet line of an empty group, by kind, and what its button says. @type {Record<string, [string, string]>} */
const WORDS = {
  goal: ["What they want to reach.", "Add a goal"],
  need: ["What they need to get there.", "Add a need"],
  frustration: ["What gets in their way.", "Add a frustration"],
  want: ["What they wish for beyond that.", "Add a wish"],
  motivation: ["What drives them.", "Add a motivation"],
  behaviour: ["What they do, again and again.", "Add a behaviour"],
  moment: ["When an experience counts most for them.", "Add a moment"],
  says: ["What they say aloud.", "Add what they say"],
  thinks: ["What they think and do not say.", "Add what they think"],
  does: ["What one sees them do.", "Add what they do"],
  feels: ["What they feel.", "Add what they feel"],
};

/** @param {any} desk @returns {Sheet} */
export function buildSheet(desk) {
  const { definitions } = desk;
  const label = (/** @type {string} */ kind) => definitions.label("statement_kinds", kind);
  const hero = new Hero(desk);
  const rests = new Rests(desk);
  const travels = new Travels(desk);
  const narrative = new Spot(desk, "narrative", { long: true, className: "pp-narrative", placeholder: "Who is this? A few sentences that make them come alive." });
  /** @type {Group[]} */
  const groups = [];
  /** @type {Map<string, string>} */
  const titles = new Map();

  /** @param {import("./group.js").GroupOptions} options */
  const group = (options) => {
    const made = new Group(desk, options);
    groups.push(made);
    if (!titles.has(options.place.name)) titles.set(options.place.name, options.title || options.place.name);
    return made;
  };
  const plain = (/** @type {string} */ kind, more = {}) => group({ place: placeOf(kind), title: label(kind), empty: WORDS[kind][0], add: WORDS[kind][1], ...more });

  const jobTitle = (/** @type {any} */ statement) => inWords(jobSentence(statement));
  const jobEmpty = "When …, I want to …, so I can …: the job that they would hire you for.";
  titles.set("job", label("job"));
  const leading = group({ place: jobsAt(null), title: "", empty: jobEmpty, add: "Add the leading job", body: jobBody, titleOf: jobTitle, only: (list) => list.slice(0, 1), className: "pp-leading" });

  const lists = ["goal", "need", "frustration", "want", "motivation", "behaviour"].map((kind) => plain(kind));
  const skills = group({ place: placeOf("skill"), title: label("skill"), empty: "Where they stand between two ends: digital confidence, from “avoids” to “fluent”.", add: "Add a slider", body: skillBody, className: "pp-skills" });
  const channels = group({ place: placeOf("channel"), title: "Channels they use", empty: "How they like to deal with you, and how much.", add: "Add a channel", body: channelBody, titleOf: (statement) => desk.label("channels", statement.text), begin: (to, anchor) => addChannel(desk, to, anchor), className: "pp-channels" });
  const moments = plain("moment", { className: "pp-moments", mark: star(13) });

  const jobs = group({ place: jobsAt(null), title: label("job"), empty: "Further jobs, each with its situation and its purpose.", add: "Add a job", body: jobBody, titleOf: jobTitle, only: (list) => list.slice(1), className: "pp-jobs" });
  const steps = definitions.terms("job_steps").map((/** @type {any} */ term) => group({ place: jobsAt(term.key), title: term.label, heading: "h4", empty: term.meaning, add: `Add to “${term.label}”`, className: "pp-step" }));
  const outcomes = group({
    place: placeOf("outcome"), title: label("outcome"), empty: "What they measure success by: minimise the time it takes to find the entrance when I arrive.", add: "Add an outcome", body: outcomeBody, fresh: { direction: "minimise" },
    titleOf: (statement) => inWords(outcomeSentence(statement, (key) => desk.label("outcome_directions", key))), className: "pp-outcomes",
  });
  const quadrants = ["says", "thinks", "does", "feels"].map((kind) => plain(kind, { className: "pp-quadrant", heading: "h4" }));
  const scenarios = group({ place: placeOf("scenario"), title: label("scenario"), empty: "A real situation of their life: “a day with …”.", add: "Add a scenario", body: scenarioBody, className: "pp-scenarios" });
  const custom = group({ place: placeOf("custom"), title: "Further fields", empty: "Anything else, under a name of your own: access needs, language, household.", add: "Add a field", body: customBody, titleOf: (statement) => [statement.label, statement.text].filter(Boolean).join(": "), className: "pp-custom" });

  const section = (/** @type {string} */ name, /** @type {string} */ title, /** @type {...any} */ ...parts) => h("section", { class: `pp-section pp-section-${name}`, "aria-label": title }, h("h3", { class: "pp-heading" }, title), parts);
  const el = h("article", { class: "pp-sheet" }, hero.el,
    h("div", { class: "pp-body-all" },
      leading.el,
      h("div", { class: "pp-three" }, lists.map((one) => one.el)),
      h("div", { class: "pp-low" },
        skills.el,
        h("div", { class: "pp-stack" }, channels.el, moments.el),
        h("div", { class: "pp-stack" }, travels.el, rests.el)),
      section("story", "Story", narrative.el, scenarios.el),
      section("jobs", "Jobs and outcomes", h("div", { class: "pp-two" }, jobs.el, outcomes.el),
        h("h4", { class: "pp-title pp-map-title" }, "The job map"), h("div", { class: "pp-map" }, steps.map((/** @type {Group} */ one) => one.el))),
      section("empathy", "Empathy map", h("div", { class: "pp-empathy" }, quadrants.map((one) => one.el))),
      section("custom", "More", custom.el)));

  const spots = [...hero.spots, narrative];
  const places = [...new Map(groups.map((one) => [one.place.name, one.place])).values()];
  const fields = () => [...spots.map((spot) => spot.field), ...groups.flatMap((one) => [...one.rows.values()].flatMap((row) => row.body.fields))];
  return {
    el,
    groups,
    places,
    titles,
    hero,
    spots: spots.map((spot) => [spot.id, spot]),
    fieldOf: (input) => fields().find((field) => field.input === input),
    update() {
      const persona = desk.record;
      if (!persona) return;
      hero.update(persona);
      narrative.update(persona);
      groups.forEach((one) => one.update());
      rests.update(persona);
      travels.update();
      jobs.el.hidden = listOf(desk.replica, desk.persona, jobsAt(null)).length === 0; // the first job is the leading one
      leading.add.hidden = desk.readonly || leading.rows.size > 0;
    },
    flush() {
      spots.forEach((spot) => spot.field.flush());
      groups.forEach((one) => one.flush());
    },
    destroy() {
      el.remove();
    },
  };
}

/** Choose one of the channels that are not named yet. @param {any} desk @param {Group} to @param {HTMLElement} anchor */
function addChannel(desk, to, anchor) {
  const used = new Set(to.statements.map((statement) => statement.text));
  const left = desk.definitions.terms("channels").filter((/** @type {any} */ term) => !used.has(term.key));
  const put = (/** @type {string} */ key) => desk.follow(to.put({ text: key, value: 50 }), "end");
  openMenu(desk, anchor, left.length
    ? left.map((/** @type {any} */ term) => ({ label: term.label, mark: channelIcon(term.key, 15), run: () => put(term.key) }))
    : [{ label: "All channels are named.", disabled: true }], { label: "Add a channel" });
}
