// @ts-check
/** What the columns of a pasted table are called, and how their values are read. */
import { CHANNELS, EVIDENCE, LANE_KINDS } from "./vocabulary.js";

/**
 * What a column (or, in a map drawn as a table, a row) becomes: "stage", "goal", "channel", "severity", "value" (a number
 * of the emotion), "status" (of evidence), "truth" (moment of truth), "note", "skip", or "lane:" and a kind of lane.
 * @typedef {string} Role
 */

/** @type {Record<string, string>} */
const NAMES = {
  stage: "stage, phase, journey stage, journey phase, customer stage, section, chapter",
  goal: "goal, customer goal, user goal, stage goal, objective",
  channel: "channel, medium, contact channel",
  severity: "severity, pain severity, severity of pain, pain level, intensity",
  value: "emotion score, score, rating, feeling score, sentiment score, satisfaction, emotion value, experience score, emotional score, emotion level",
  status: "evidence status, evidence level, validation, status of evidence, confidence",
  truth: "mot, is moment of truth, key moment, make or break",
  note: "description, detail, comment, remark, more, explanation",
  "lane:evidence": "physical evidence, evidence, prop, artefact, artifact, tangible",
  "lane:action": "action, customer action, user action, activity, customer activity, task, doing, what they do, what the customer does, behaviour, behavior, step, job",
  "lane:touchpoint": "touchpoint, touch point, contact, contact point, interaction, encounter",
  "lane:thought": "thought, thinking, question, quote, customer thought, mindset, what they think, says, customer quote, expectation",
  "lane:emotion": "emotion, feeling, mood, sentiment, emotional state, emotional journey, experience, what they feel",
  "lane:pain": "pain, pain point, painpoint, problem, frustration, issue, barrier, friction, obstacle, challenge, difficulty, weakness",
  "lane:moment": "moment of truth, moment",
  "lane:opportunity": "opportunity, idea, improvement, solution, recommendation, gain, suggestion, chance",
  "lane:frontstage": "frontstage, front stage, onstage, on stage, frontstage action, visible employee action, employee action, staff action, staff",
  "lane:backstage": "backstage, back stage, backstage action, invisible employee action, internal action, behind the scene",
  "lane:support": "support, support process, system, supporting system, process, technology, it system, partner, tool",
  "lane:kpi": "kpi, metric, measure, indicator, key figure, target",
  "lane:note": "note",
};

/** Words in singular, without case, signs and blanks. @param {string} text */
export function plain(text) {
  return text
    .toLowerCase()
    .replace(/\([^)]*\)/g, " ")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .split(" ")
    .map((word) => (word.length > 4 && word.endsWith("ies") ? `${word.slice(0, -3)}y` : word.length > 3 && /[^s]s$/.test(word) ? word.slice(0, -1) : word))
    .join(" ");
}

const ROLES = new Map(Object.entries(NAMES).flatMap(([role, names]) => names.split(", ").map((name) => [plain(name), role])));

/** What a dialog offers for a column. @type {{role: Role, label: string}[]} */
export const ROLE_CHOICES = [
  { role: "stage", label: "Stage" },
  { role: "goal", label: "Stage goal" },
  ...LANE_KINDS.map((kind) => ({ role: `lane:${kind}`, label: "" })),
  { role: "channel", label: "Channel" },
  { role: "severity", label: "Severity" },
  { role: "value", label: "Emotion, as a number" },
  { role: "status", label: "Evidence status" },
  { role: "truth", label: "Moment of truth, yes or no" },
  { role: "note", label: "More detail" },
  { role: "skip", label: "Leave out" },
];

/**
 * The role that a heading stands for, and whether it says just that ("Touchpoints") or more ("Digital touchpoints").
 * @param {string} heading @returns {{role: Role, exact: boolean} | null}
 */
export function roleOf(heading) {
  const name = plain(heading);
  const role = ROLES.get(name);
  if (role) return { role, exact: true };
  const words = name.split(" ");
  for (let i = 1; i < words.length && words.length <= 6; i++) {
    const ending = ROLES.get(words.slice(i).join(" "));
    if (ending?.startsWith("lane:") || ending === "goal") return { role: ending, exact: false };
  }
  return null;
}

const number = /([+\-−]?\d+(?:[.,]\d+)?)/;

/** The number in a cell, and the words beside it: "Frustrated (-2)". @param {string} cell @returns {{value: number | null, word: string}} */
export function readValue(cell) {
  const found = number.exec(cell);
  if (!found) return { value: null, word: cell.trim() };
  const word = (cell.slice(0, found.index) + " " + cell.slice(found.index + found[0].length)).replace(/\/\s*\d+/, "").replace(/[()[\]:;,/]/g, " ");
  return { value: Number(found[1].replace("−", "-").replace(",", ".")), word: word.replace(/\s+/g, " ").trim() };
}

/**
 * The scale that scores are on, as a function to −3…+3, and a sentence about it where it is another one.
 * @param {number[]} values @returns {{to: (value: number) => number, warning: string}}
 */
export function scaleOf(values) {
  const low = Math.min(...values);
  const high = Math.max(...values);
  if (!values.length || (low >= -3 && high <= 3)) return { to: (v) => v, warning: "" };
  const told = (/** @type {string} */ from) => `The scores look like ${from}: they were turned into −3 to +3.`;
  if (low >= 1 && high <= 5) return { to: (v) => (v - 3) * 1.5, warning: told("1 to 5") };
  if (low >= -5 && high <= 5) return { to: (v) => v * 0.6, warning: told("−5 to +5") };
  if (low >= 0 && high <= 10) return { to: (v) => (v - 5) * 0.6, warning: told("0 to 10") };
  if (low >= 0 && high <= 100) return { to: (v) => (v - 50) * 0.06, warning: told("0 to 100") };
  return { to: (v) => v, warning: "Some scores lie outside −3 to +3: they were moved to the nearest end." };
}

const SEVERITY = /** @type {[RegExp, number][]} */ ([
  [/^(low|minor|small|mild|!)$/, 1],
  [/^(medium|moderate|mid|middle|!!)$/, 2],
  [/^(high|major|severe|critical|blocker|big|!!!)$/, 3],
]);

/** 1 to 3, or null where the cell says nothing of the kind. @param {string} cell */
export function readSeverity(cell) {
  const text = cell.trim().toLowerCase();
  const named = SEVERITY.find(([pattern]) => pattern.test(text));
  if (named) return named[1];
  const value = /^\d+$/.test(text) ? Number(text) : 0;
  return value >= 1 ? Math.min(3, value) : null;
}

const CHANNEL_NAMES = /** @type {[string, RegExp][]} */ ([
  ["in_person", /\b(in[ -]person|face[ -]to[ -]face|f2f|personal|human|doctor|nurse|salesperson)\b/],
  ["email", /\b(e-?mails?|newsletter)\b/],
  ["text", /\b(sms|text|text messages?|whatsapp|messenger|messages?|imessage)\b/],
  ["chat", /\b(chat|chatbot|live chat|bot)\b/],
  ["video", /\b(video|zoom|teams|webinar|film|youtube)\b/],
  ["phone", /\b(phone|telephone|calls?|call cent(er|re)|hotline|mobile phone|landline)\b/],
  ["post", /\b(post|mail|letters?|parcel|package delivery)\b/],
  ["portal", /\b(portal|account|dashboard|intranet)\b/],
  ["app", /\b(app|apps|mobile app)\b/],
  ["social", /\b(social|social media|facebook|instagram|linkedin|tiktok|twitter|forum|reviews?)\b/],
  ["website", /\b(web|website|site|online|browser|web ?shop|landing page|search|google|internet)\b/],
  ["document", /\b(document|leaflet|brochure|form|contract|manual|invoice|bill|paper|pdf|flyer)\b/],
  ["sign", /\b(signs?|signage|poster|display|billboard)\b/],
  ["kiosk", /\b(kiosk|terminal|machine|atm)\b/],
  ["store", /\b(store|shop|branch|counter|reception|showroom|on ?site|office|clinic)\b/],
  ["product", /\b(product|packaging|device|box)\b/],
  ["event", /\b(event|fair|course|meeting|conference|workshop|training)\b/],
  ["partner", /\b(partner|dealer|agent|reseller|third party|courier)\b/],
]);

/** The channel that a cell names first, or null where it names none. @param {string} cell @returns {string | null} */
export function readChannel(cell) {
  const text = cell.trim().toLowerCase();
  if (!text) return null;
  const key = text.replace(/[\s-]+/g, "_");
  if (CHANNELS.includes(key)) return key;
  let first = null;
  let place = Infinity;
  for (const [channel, pattern] of CHANNEL_NAMES) {
    const at = text.search(pattern);
    if (at >= 0 && at < place) [first, place] = [channel, at];
  }
  return first;
}

/** @param {string} cell @returns {string | null} "assumed", "observed", "measured" */
export function readStatus(cell) {
  const text = plain(cell);
  if (EVIDENCE.includes(text)) return text;
  if (/\b(assum\w*|hypothes\w*|guess\w*|unknown|none|low|no)\b/.test(text)) return "assumed";
  if (/\b(observ\w*|interview\w*|seen|heard|medium)\b/.test(text)) return "observed";
  if (/\b(measur\w*|data|analytic\w*|survey\w*|validated|proven|high|yes)\b/.test(text)) return "measured";
  return null;
}

/** A moment's key, "" for no, or null where the cell says neither. @param {string} cell @returns {string | null} */
export function readTruth(cell) {
  const text = cell.trim().toLowerCase();
  if (/^(no|n|false|0|-|–)?$/.test(text)) return "";
  if (/^(yes|y|true|1|x|\*+|★|✓|✔|mot|moment of truth|make[ _-]or[ _-]break)$/.test(text)) return "make_or_break";
  const named = /^(zero|first|second|third)\b/.exec(text);
  return named ? named[1] : null;
}
