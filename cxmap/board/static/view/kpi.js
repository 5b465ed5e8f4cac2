// @ts-check
/** KPIs on the board: a mark on cards and stages, the figure on cards of the KPI lane, and the inspector's part with all of what is selected. */
import { today } from "../model/dates.js";
import { newId } from "../model/ids.js";
import { aboutOf, statusOf } from "../model/measures.js";
import { placeKeys } from "../model/order.js";
import { focused, h, text } from "./dom.js";
import { icon } from "./icons.js";
import { figure, smallMark } from "./kpi-marks.js";
import { kpiRow } from "./kpi-row.js";

/** @typedef {import("../model/measures.js").Status} Status */
/** @typedef {import("./features.js").Mark} Mark */

const MINUTE_MS = 60_000;
const NO_RECORDS = /** @type {readonly any[]} */ ([]);
const NO_MARKS = /** @type {Mark[]} */ ([]);
const NO_STATUSES = /** @type {Status[]} */ ([]);
/** What a name says of the method. */
const METHODS = /** @type {[string, RegExp][]} */ ([["nps", /\bnps\b|net promoter/i], ["csat", /\bcsat\b/i], ["ces", /\bces\b|customer effort/i]]);

class Kpis {
  /** @param {any} board */
  constructor(board) {
    this.board = board;
    /** What the index was made of: it stands as long as these are the same. @type {readonly any[] | null} */
    this._measures = null;
    /** @type {readonly any[] | null} */
    this._readings = null;
    this._day = "";
    this._looked = -Infinity;
    this._today = "";
    /** @type {Map<string, {statuses: Status[], small: Mark[] | null, figure: Mark[] | null}>} */
    this._places = new Map();
  }

  /** Today; looked up once a minute, since it is asked for with every card that is painted. */
  get day() {
    const now = performance.now();
    if (now - this._looked > MINUTE_MS) {
      this._looked = now;
      this._today = today(new Date());
    }
    return this._today;
  }

  /** KPIs by what they measure ("card:id"), worked out anew only when a KPI, a reading or the day is another. */
  get places() {
    const { replica } = this.board;
    const measures = replica.all("measure").size ? replica.list("measure") : NO_RECORDS;
    const readings = measures.length ? replica.list("reading") : NO_RECORDS;
    if (measures === this._measures && readings === this._readings && this.day === this._day) return this._places;
    this._measures = measures;
    this._readings = readings;
    this._day = this.day;
    this._places = new Map();
    for (const measure of measures) {
      const { type, id } = aboutOf(measure);
      const status = statusOf(measure, replica.under("reading", "measure", measure.id), this._day);
      const place = this._places.get(`${type}:${id}`);
      if (place) place.statuses.push(status);
      else this._places.set(`${type}:${id}`, { statuses: [status], small: null, figure: null });
    }
    return this._places;
  }

  /** @param {string} type @param {string} id */
  statuses(type, id) {
    return this.places.get(`${type}:${id}`)?.statuses ?? NO_STATUSES;
  }

  /** @param {"card" | "stage" | "lane"} type @param {string} id @param {string} level @returns {Mark[]} */
  marks(type, id, level) {
    const place = this.places.get(`${type}:${id}`);
    if (!place || level === "map") return NO_MARKS;
    const { replica } = this.board;
    if (level === "card" && type === "card" && replica.get("lane", replica.get("card", id)?.lane)?.kind === "kpi") {
      return (place.figure ??= [figure(place.statuses)]);
    }
    return (place.small ??= [smallMark(place.statuses)]);
  }

  /** @param {import("./subject.js").Subject} subject @returns {import("./features.js").Section | null} */
  section({ type, ids }) {
    if (type === "lane" || ids.length !== 1) return null;
    const [id] = ids;
    const count = this.statuses(type, id).length;
    if (!count && this.board.readonly) return null;
    return { name: "kpi", title: "KPIs", key: `${type}:${id}|${this.board.readonly}`, count, build: () => this._build(type, id) };
  }

  /** @param {"card" | "stage" | "journey"} type @param {string} id @returns {import("./features.js").Built} */
  _build(type, id) {
    const { board } = this;
    /** @type {Map<string, ReturnType<typeof kpiRow>>} */
    const rows = new Map();
    const none = h("p", { class: "cx-say" });
    const list = h("div", { class: "cx-kpis" });
    const name = h("input", { class: "cx-input", type: "text", maxlength: 160, autocomplete: "off", placeholder: "What is measured", "aria-label": "Name of the new KPI" });
    const add = () => {
      const made = name.value.trim() && this._add(type, id, name.value);
      if (!made) return name.focus();
      name.value = "";
      update();
      rows.get(made)?.focus();
      board.announce("KPI added. Its target is next.");
    };
    const adding = h("div", {
      class: "cx-kpi-add", role: "group", "aria-label": "New KPI",
      onkeydown: (/** @type {KeyboardEvent} */ e) => e.key === "Enter" && !e.isComposing && e.target === name && (e.preventDefault(), e.stopPropagation(), add()),
    }, name, h("button", { class: "cx-button", type: "button", onclick: add }, icon("plus", 15), "Add a KPI"));

    const update = () => {
      const statuses = this.statuses(type, id);
      none.hidden = statuses.length > 0;
      text(none, { card: "Nothing is measured of this card.", stage: "Nothing is measured of this stage.", journey: "Nothing is measured of the whole journey." }[type]);
      const here = new Set(statuses.map((s) => s.measure.id));
      for (const [kpi, row] of rows) {
        if (here.has(kpi)) continue;
        const inside = row.el.contains(focused(row.el));
        row.el.remove();
        rows.delete(kpi);
        if (inside && !board.readonly) name.focus();
      }
      for (const status of statuses) {
        const kpi = status.measure.id;
        if (!rows.has(kpi)) rows.set(kpi, kpiRow(board, kpi));
        rows.get(kpi)?.update(status, board.replica.under("reading", "measure", kpi));
      }
      const order = statuses.map((s) => /** @type {ReturnType<typeof kpiRow>} */ (rows.get(s.measure.id)).el);
      if (order.some((el, i) => list.children[i] !== el)) list.append(...order);
    };
    return { nodes: [none, list, ...(board.readonly ? [] : [adding])], update, flush: () => rows.forEach((row) => row.flush()) };
  }

  /** Make a KPI by its name; its id. @param {"card" | "stage" | "journey"} type @param {string} about @param {string} words */
  _add(type, about, words) {
    const { board } = this;
    const id = newId();
    const name = words.trim().replace(/\s+/g, " ");
    const method = METHODS.find(([, said]) => said.test(name))?.[0] ?? "number";
    const last = board.replica.list("measure").at(-1)?.order ?? null;
    const fields = {
      journey: board.session.journey, name, method, unit: method === "csat" || method === "ces" ? "%" : "", order: placeKeys(last, null, 1)[0],
      stage: type === "stage" ? about : null, card: type === "card" ? about : null,
    };
    board.session.commit([{ op: "put", type: "measure", id, fields }], { label: "Add a KPI" });
    return id;
  }
}

/** @param {any} board */
export function kpis(board) {
  return new Kpis(board);
}
