// @ts-check
/** What people type into the guide: lengths of time, and touchpoints with their channel. DOM-free. */
import { parseMarks } from "./marks.js";

/** Minutes in each unit; a month is a twelfth of a year of 365.25 days. */
const MINUTES = { minute: 1, hour: 60, day: 1440, week: 10_080, month: 43_830, year: 525_960 };
const UNITS = /** @type {[keyof typeof MINUTES, RegExp][]} */ ([
  ["minute", /^(?:min|mins|minutes?)$/],
  ["hour", /^(?:h|hr|hrs|hours?)$/],
  ["day", /^(?:d|days?)$/],
  ["week", /^(?:w|wk|wks|weeks?)$/],
  ["month", /^(?:mo|mos|months?)$/],
  ["year", /^(?:y|yr|yrs|years?)$/],
]);
const PART = /^(?:(\d+(?:[.,]\d+)?)|(half an?|an?|one))\s*([a-z]+)\.?\s*(?:and\s+|,\s*)?/;
/** As the record definitions have it. */
const MOST = 1e6;

/**
 * A length of time: “3 weeks”, “45 min”, “1.5 h”, “half an hour”, “1 h 30 min”.
 * @param {string} text
 * @returns {{value: number, unit: string} | null} null where it is none
 */
export function parseDuration(text) {
  let rest = text.trim().toLowerCase().replace(/^(?:about|around|ca\.?|~)\s*/, "");
  /** @type {{value: number, unit: keyof typeof MINUTES}[]} */
  const parts = [];
  while (rest) {
    const found = PART.exec(rest);
    const unit = found && UNITS.find(([, words]) => words.test(found[3]))?.[0];
    if (!found || !unit || parts.some((part) => part.unit === unit)) return null;
    parts.push({ value: found[1] ? Number(found[1].replace(",", ".")) : found[2].startsWith("half") ? 0.5 : 1, unit });
    rest = rest.slice(found[0].length);
  }
  if (!parts.length) return null;
  const minutes = parts.reduce((sum, { value, unit }) => sum + value * MINUTES[unit], 0);
  // one part stays as it was typed; several become the largest unit that says them with two decimals
  const units = parts.map((part) => part.unit).sort((a, b) => MINUTES[b] - MINUTES[a]);
  const unit = units.find((u) => parts.length === 1 || Number.isInteger(Math.round((minutes / MINUTES[u]) * 1e6) / 1e4)) ?? units[units.length - 1];
  const value = parts.length === 1 ? parts[0].value : Math.round((minutes / MINUTES[unit]) * 100) / 100;
  return value <= MOST ? { value, unit } : null;
}

/** What people also call the channels. @type {Record<string, string>} */
const ALSO = {
  "face to face": "in_person", visit: "in_person", meeting: "in_person", personal: "in_person",
  call: "phone", telephone: "phone", tel: "phone", hotline: "phone",
  email: "email", mail: "email", newsletter: "email",
  letter: "post", parcel: "post", sms: "text", text: "text", messenger: "text", whatsapp: "text",
  chatbot: "chat", "live chat": "chat",
  web: "website", site: "website", "web page": "website", online: "website", page: "website",
  "mobile app": "app", account: "portal", "customer account": "portal", "social media": "social", review: "social",
  film: "video", "video call": "video", leaflet: "document", form: "document", contract: "document", manual: "document", brochure: "document",
  poster: "sign", terminal: "kiosk", machine: "kiosk", shop: "store", branch: "store", counter: "store", packaging: "product",
  fair: "event", course: "event",
};

/** The channel that a word means, null for none. @param {string} word @param {readonly {key: string, label: string}[]} channels */
export function channelOf(word, channels) {
  const said = word.trim().toLowerCase();
  const term = channels.find(({ key, label }) => key === said || label.toLowerCase() === said || key.replace("_", " ") === said);
  if (term) return term.key;
  const also = ALSO[said];
  return channels.some(({ key }) => key === also) ? also : null;
}

/** A line of the guide as it will become a card. @typedef {{title: string, feeling: number | null, severity: number | null, moment: string | null, channel: string | null}} GuideLine */

/**
 * The lines of a text, with the marks and, where channels are given, the channel at their ends: “Call to ask, phone -2”.
 * @param {string} text @param {readonly {key: string, label: string}[]} [channels] @returns {GuideLine[]} without empty ones
 */
export function readLines(text, channels = []) {
  return text.split(/\r?\n/).flatMap((line) => {
    const outer = parseMarks(line);
    const cut = channels.length ? outer.title.lastIndexOf(",") : -1;
    const channel = cut > 0 ? channelOf(outer.title.slice(cut + 1), channels) : null;
    // marks may stand before the channel, too
    const inner = channel ? parseMarks(outer.title.slice(0, cut)) : outer;
    const { title } = inner;
    if (!title) return [];
    return [{ title, feeling: outer.feeling ?? inner.feeling, severity: outer.severity ?? inner.severity, moment: outer.moment ?? inner.moment, channel }];
  });
}
