// @ts-check
/** Differences as plain sentences. DOM-free; the twin of `cxmap/insights/difference_words.py`, held to the same cases. */
import { showValue } from "../view/curve.js";
import { records } from "./pairing.js";

/** @typedef {import("./differences.js").Difference} Difference */
/** @typedef {import("./pairing.js").Map_} Map_ */
/** What names terms and fields: see `model/definitions.js`. @typedef {{records: any, vocabulary: any, label: (list: string, key: any) => string}} Definitions_ */

const LONGEST = 80; // characters of a text that a sentence repeats
/** @type {Record<string, string>} */
const NUMBERED = { severity: "severities", intensity: "intensities" };
/** @type {Record<string, string>} */
const UNITS = { duration: "duration_unit", waiting: "waiting_unit", frequency: "frequency_per" };
/** @type {Record<string, [string, string, string]>} */
const LEADS = {
  opens: ["opens another journey now", "no longer opens another journey", "opens a different journey now"],
  shared: ["is shared with other journeys now", "is no longer shared", "is a place of a different shared touchpoint now"],
};
/** @type {Record<string, string>} */
const NAMES = { card: "title", journey: "title", stage: "name", lane: "name", measure: "name" };

/**
 * One difference as a sentence without a full stop. For many differences of the same two maps make `Sentences` once.
 * @param {Difference} difference @param {{before: Map_, after: Map_, definitions: Definitions_}} maps
 */
export function sentence(difference, { before, after, definitions }) {
  return new Sentences(before, after, definitions).of(difference);
}

export class Sentences {
  /** @param {Map_} before @param {Map_} after @param {Definitions_} definitions */
  constructor(before, after, definitions) {
    this.maps = [before, after];
    this.definitions = definitions;
    this.places = this.maps.map((map) => new Map(records(map, "stage").map((stage, i) => [stage.id, i + 1])));
  }

  /** @param {Difference} d @returns {string} */
  of(d) {
    const old = this._get(0, d.type, d.other);
    const now = d.kind === "gone" ? undefined : this._get(1, d.type, d.id);
    if (d.type === "card") return this._card(d, old, now);
    if (d.kind === "moved") return this._turned(d, now);
    const one = now ?? old;
    const side = now ? 1 : 0;
    if (d.type === "feeling") return this._feeling(d, old, now, one, side);
    if (d.type === "assignment") {
      const team = this._get(side, "team", one.team)?.name ?? "A team";
      const part = this.definitions.label("raci", one.part).toLowerCase();
      const head = `${this._title(side, one.card)}: ${team}`;
      return !old ? `${head} is ${part} now` : !now ? `${head} is no longer ${part}` : `${head}, ${part}: ${this._phrases(d).join("; ")}`;
    }
    if (d.type === "tag") {
      const card = this._title(side, one.card);
      if (old && now) return `${card}: the tag ${quoted(old.name)} is now ${quoted(now.name)}`;
      return now ? `${card} has the tag ${quoted(one.name)} now` : `${card} no longer has the tag ${quoted(one.name)}`;
    }
    if (d.type === "traveller") return `${this._somebody(one.persona)} ${now ? "travels this map now" : "no longer travels this map"}`;
    if (d.type === "answer") {
      const question = this.definitions.vocabulary.guide.find((/** @type {any} */ term) => term.key === one.question)?.meaning;
      const head = `${this._stage(side, one.stage)}: “${question}”`;
      return old && now ? `${head}: ${this._phrases(d).join("; ")}` : now ? `${head} has nothing to add now` : `${head} is open again`;
    }
    return this._plain(d, old, now, this._head(d, one, side));
  }

  /** @param {Difference} d @param {any} old @param {any} now */
  _card(d, old, now) {
    if (!now) {
      const from = this._stage(0, old.stage);
      return `${quoted(old.title)} is gone ${this._get(1, "stage", d.stage) ? "from" : "with the stage"} ${from}`;
    }
    const stage = this._stage(1, now.stage);
    if (!old) return `${quoted(now.title)} is new in ${stage}`;
    if (d.kind === "changed") return this._plain(d, old, now, quoted(now.title), ` in ${stage}`);
    const [was, lane] = [this._lane(0, old.lane), this._lane(1, now.lane)];
    const said = quoted(now.title);
    if (d.fields.stage && d.fields.lane) return `${said} moved from ${this._stage(0, old.stage)}, ${was} to ${stage}, ${lane}`;
    if (d.fields.stage) return `${said} moved from ${this._stage(0, old.stage)} to ${stage}`;
    return d.fields.lane ? `${said} moved from ${was} to ${lane} in ${stage}` : `${said} changed its place in ${stage}, ${lane}`;
  }

  /** @param {Difference} d @param {any} now */
  _turned(d, now) {
    const place = d.fields.order[1];
    const head = this._head(d, now, 1);
    if (place === 1) return `${head} comes first now`;
    const { id } = records(this.maps[1], d.type)[place - 2];
    return `${head} comes after “${d.type === "stage" ? this._stage(1, id) : this._lane(1, id)}” now`;
  }

  /** @param {Difference} d @param {any} old @param {any} now @param {any} one @param {number} side */
  _feeling(d, old, now, one, side) {
    const head = `${this._somebody(one.persona)}’s ${one.source === "reported" ? "reported " : ""}feeling at ${this._title(side, one.card)}`;
    if (!old) return `${head} is new: ${showValue(one.value)}`;
    if (!now) return `${head} is gone: it was ${showValue(one.value)}`;
    const rest = this._phrases(d, "value");
    if (!d.fields.value) return `${head}: ${rest.join("; ")}`;
    const [a, b] = d.fields.value;
    return [`${head} ${b > a ? "rises" : "falls"} from ${showValue(a)} to ${showValue(b)}`, ...rest].join("; ");
  }

  /** @param {Difference} d @param {any} one @param {number} side */
  _head(d, one, side) {
    if (d.type === "stage") return `The stage “${this._stage(side, one.id)}”`;
    if (d.type === "lane") return `The lane “${this._lane(side, one.id)}”`;
    if (d.type === "journey") return `The journey ${quoted(one.title)}`;
    if (d.type === "connection") return `The connection from ${this._title(side, one.start)} to ${this._title(side, one.end)}`;
    if (d.type === "path") return `The path from “${this._stage(side, one.start)}” to “${this._stage(side, one.end)}”`;
    if (d.type === "measure") return `The KPI ${quoted(one.name)}`;
    if (d.type === "source") return `The source “${this.definitions.label("source_kinds", one.kind)}” of ${this._title(side, one.card)}`;
    return `The reading of ${one.date} for ${quoted(this._get(side, "measure", one.measure)?.name ?? "")}`;
  }

  /** @param {Difference} d @param {any} old @param {any} now @param {string} head @param {string} [where] */
  _plain(d, old, now, head, where = "") {
    if (!old) return `${head} is new`;
    if (!now) return `${head} is gone`;
    const name = NAMES[d.type] ?? "";
    const rest = this._phrases(d, name);
    if (!d.fields[name]) return `${head}${where}: ${rest.join("; ")}`;
    const was = d.type === "card" ? quoted(old.title) : this._head(d, old, 0);
    const called = d.type === "lane" ? `“${this._lane(1, now.id)}”` : d.type === "stage" ? `“${this._stage(1, now.id)}”` : quoted(now[name]);
    return [`${was}${where} is now called ${called}`, ...rest].join("; ");
  }

  /** @param {Difference} d @param {string} [skip] @returns {string[]} */
  _phrases(d, skip = "") {
    const whole = Object.fromEntries(Object.entries(UNITS).map(([name, unit]) => [unit, name]));
    const names = new Set(Object.keys(d.fields).filter((name) => name !== skip).map((name) => whole[name] ?? name));
    return [...names].map((name) => this._phrase(d, name));
  }

  /** @param {Difference} d @param {string} name */
  _phrase(d, name) {
    const definition = this._field(d.type, name);
    let [old, now] = [this._value(d, name, 0), this._value(d, name, 1)];
    if (LEADS[name]) return LEADS[name][!old ? 0 : !now ? 1 : 2];
    if (definition.kind === "text") {
      if (Math.max([...old].length, [...now].length) > LONGEST) return `${definition.label} is ${!old ? "new" : now ? "reworded" : "empty now"}`;
      [old, now] = [old, now].map((text) => (text ? `“${text}”` : ""));
    }
    const label = definition.label.replace(/ is$/, "");
    if (!old) return `${label} is ${now} now`;
    return now ? `${label} is now ${now}, was ${old}` : `${label} is empty now, was ${old}`;
  }

  /** A field of the record before (0) or after (1), as people read it. @param {Difference} d @param {string} name @param {number} side @returns {string} */
  _value(d, name, side) {
    const record = this._get(side, d.type, side ? d.id : d.other) ?? {};
    const value = record[name];
    const { kind, choices = [], to } = this._field(d.type, name);
    if (value === null || value === undefined || value === "") return "";
    if (NUMBERED[name]) return this.definitions.label(NUMBERED[name], value);
    if (kind === "number" || kind === "integer") return this._withUnit(value, record[UNITS[name]], name === "frequency");
    if (choices.length) return choices.find((/** @type {any} */ term) => term.key === value)?.label ?? value;
    if (kind !== "ref") return String(value);
    if (to === "persona") return quoted(this._somebody(value));
    if (to === "stage") return `“${this._stage(side, value)}”`;
    if (to === "lane") return `“${this._lane(side, value)}”`;
    const there = this._get(side, to, value);
    return quoted(there?.title || there?.name || `another ${to}`);
  }

  /** @param {number} value @param {string | null} unit @param {boolean} often */
  _withUnit(value, unit, often) {
    const said = number(value);
    if (!unit) return said;
    const words = this.definitions.label(often ? "frequency_units" : "duration_units", unit).toLowerCase();
    return `${said} ${said === "1" && !often ? words.replace(/s$/, "") : words}`;
  }

  /** @param {string} type @param {string} name */
  _field(type, name) {
    return this.definitions.records[type].fields.find((/** @type {any} */ field) => field.name === name);
  }

  /** @param {number} side @param {string} type @param {string | null} id */
  _get(side, type, id) {
    return this.maps[side].get(type, id);
  }

  /** @param {number} side @param {string} card */
  _title(side, card) {
    return quoted(this._get(side, "card", card).title);
  }

  /** @param {string} persona @returns {string} */
  _somebody(persona) {
    return (this._get(1, "persona", persona) ?? this._get(0, "persona", persona))?.name ?? "Somebody";
  }

  /** @param {number} side @param {string} id @returns {string} */
  _stage(side, id) {
    return this._get(side, "stage", id).name || `Stage ${this.places[side].get(id)}`;
  }

  /** @param {number} side @param {string} id @returns {string} */
  _lane(side, id) {
    const lane = this._get(side, "lane", id);
    return lane.name || this.definitions.label("lane_kinds", lane.kind);
  }
}

/** @param {string} text */
function quoted(text) {
  const letters = [...text];
  const short = letters.length <= LONGEST ? text : `${letters.slice(0, LONGEST - 1).join("").trimEnd()}…`;
  return `“${short || "Untitled"}”`;
}

/** A number as people read it: two decimals at most, a true minus sign. @param {number} value */
export function number(value) {
  const rounded = Math.floor(Math.abs(value) * 100 + 0.5) / 100;
  return `${value < 0 && rounded ? "−" : ""}${rounded}`;
}
