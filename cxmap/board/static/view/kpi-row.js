// @ts-check
/** One KPI in the inspector: how it stands, and folded away its fields, its newest readings and a line to add one. */
import { shortDate, today } from "../model/dates.js";
import { newId } from "../model/ids.js";
import { aimWords, movementWords, outOfRange, readingId, SCALE_OF, showNumber, targetWords, valueWords } from "../model/measures.js";
import { focused, fresh, h, set, text, uid } from "./dom.js";
import { icon } from "./icons.js";
import { arrow, standing } from "./kpi-marks.js";
import { pair, recordFields } from "./record-fields.js";

/** @typedef {import("../model/measures.js").Status} Status */

const SHOWN = 5;

/**
 * @param {any} board @param {string} id of the measure
 * @returns {{el: HTMLDetailsElement, update: (status: Status, readings: readonly any[]) => void, flush: () => void, focus: () => void}}
 */
export function kpiRow(board, id) {
  const sign = h("span", { class: "cx-kpi-sign" });
  const name = h("b", { dir: "auto" });
  const value = h("span", { class: "cx-kpi-value" });
  const below = h("span", { class: "cx-kpi-below" });
  const el = h("details", { class: "cx-kpi", dataset: { kpi: id } },
    h("summary", null, sign, h("span", { class: "cx-kpi-text" }, h("span", { class: "cx-kpi-top" }, name, value), below)));
  /** What is folded away is made when it is first unfolded: a journey may have 200 KPIs. @type {ReturnType<typeof inside> | null} */
  let more = null;
  let last = /** @type {[Status, readonly any[]] | null} */ (null);
  const unfold = () => {
    if (!more) el.append(...(more = inside(board, id)).nodes);
    if (last) more.update(...last);
  };
  el.addEventListener("toggle", () => el.open && unfold());

  return {
    el,
    update(status, readings) {
      last = [status, readings];
      text(name, status.measure.name);
      const now = `${status.state}|${status.change}|${status.better}|${valueWords(status)}`;
      if (value.dataset.sign !== now) {
        value.dataset.sign = now;
        fresh(sign, standing(status.state, 14));
        fresh(value, status.value === null ? "" : valueWords(status), arrow(status));
      }
      const parts = [targetWords(status), aimWords(status.measure), movementWords(status)];
      if (status.stale) parts.push(`read ${status.days?.toLocaleString("en")} days ago`);
      if (status.others.length) parts.push(`${status.others.reduce((n, t) => n + t.readings.length, 0)} readings of another method apart`);
      text(below, parts.filter(Boolean).join(" · "));
      if (el.open) more?.update(status, readings);
    },
    flush: () => more?.flush(),
    focus: () => {
      el.open = true;
      unfold();
      more?.focus();
    },
  };
}

/** Fields, newest readings, a line to add one. @param {any} board @param {string} id of the measure */
function inside(board, id) {
  const { readonly } = board;
  const fields = recordFields(board, "measure", [id], ["name", "method", "unit", "direction", "baseline", "target", "note"].map((field) => ({ name: field })), "Change a KPI");
  const f = fields.el;
  const list = h("ul", { class: "cx-readings" });
  const older = h("p", { class: "cx-say" });
  const adding = readonly ? null : addReading(board, id);
  let shown = /** @type {readonly any[] | null} */ (null);
  let how = "";
  return {
    nodes: /** @type {Node[]} */ ([
      f.name, pair(f.baseline, f.target), pair(f.unit, f.direction), f.method, f.note,
      h("h3", { class: "cx-kpi-heading" }, "Readings"), ...(adding ? [adding.el] : []), list, older,
      h("div", { class: "cx-kpi-foot" },
        board.host.goes !== false && h("button", { class: "cx-button cx-quiet", type: "button", onclick: () => board.host.go({ page: "measures", kpi: id }) }, icon("kpi", 15), "Open in Measures"),
        !readonly && h("button", { class: "cx-button cx-quiet cx-danger", type: "button", onclick: () => remove(board, "measure", id, `“${board.replica.get("measure", id)?.name}” is deleted with its readings.`) }, icon("trash", 15), "Delete the KPI")),
    ]),
    /** @param {Status} status @param {readonly any[]} readings */
    update({ measure }, readings) {
      fields.update();
      adding?.update(measure);
      const now = `${measure.unit}|${measure.method}`;
      if (shown === readings && how === now) return;
      shown = readings;
      how = now;
      showReadings(board, list, readings, measure);
      older.hidden = readings.length <= SHOWN;
      text(older, `${(readings.length - SHOWN).toLocaleString("en")} older in Measures.`);
    },
    flush: () => fields.flush(),
    focus: () => fields.focus("target"),
  };
}

/** Delete, with Undo in the message. @param {any} board @param {string} type @param {string} id @param {string} words */
function remove(board, type, id, words) {
  board.session.commit([{ op: "delete", type, id }], { label: type === "measure" ? "Delete a KPI" : "Delete a reading" });
  board.toast(words, board.undoLast());
}

/** The newest readings. @param {any} board @param {HTMLElement} list @param {readonly any[]} readings @param {any} measure */
function showReadings(board, list, readings, measure) {
  const newest = newestOf(readings);
  const inside = list.contains(focused(list));
  fresh(list, newest.map((r) => {
    const method = r.method === measure.method ? "" : ` ${board.label("measure_methods", r.method)}`;
    const said = showNumber(r.value, method ? "" : measure.unit, r.method) + method;
    const note = [r.answers ? `${r.answers.toLocaleString("en")} answers` : "", r.note].filter(Boolean).join(" · ");
    return h("li", { title: note || null },
      h("span", { class: "cx-reading-date" }, shortDate(r.date)), h("b", null, said), h("span", { class: "cx-reading-note", dir: "auto" }, note),
      !board.readonly && h("button", {
        class: "cx-square cx-small", type: "button", "aria-label": `Delete the reading of ${shortDate(r.date)}`,
        onclick: () => remove(board, "reading", r.id, `The reading of ${shortDate(r.date)} is deleted.`),
      }, icon("close", 14)));
  }));
  if (inside) /** @type {HTMLElement | null} */ (list.querySelector("button") ?? list.closest("details")?.querySelector("summary") ?? null)?.focus();
}

/** The newest few without sorting thousands. @param {readonly any[]} readings */
function newestOf(readings) {
  /** @type {any[]} */
  const newest = [];
  for (const reading of readings) {
    let at = newest.length;
    while (at && (newest[at - 1].date < reading.date || (newest[at - 1].date === reading.date && newest[at - 1].id < reading.id))) at--;
    if (at >= SHOWN) continue;
    newest.splice(at, 0, reading);
    newest.length = Math.min(newest.length, SHOWN);
  }
  return newest;
}

/** Date, value, add. @param {any} board @param {string} id of the measure */
function addReading(board, id) {
  const problem = h("p", { class: "cx-problem", id: uid("cx-reading"), role: "alert", hidden: true });
  const date = h("input", { class: "cx-input", type: "date", value: today(new Date()), min: "1900-01-01", max: "2199-12-31", "aria-label": "Date of the reading" });
  const value = h("input", { class: "cx-input", type: "number", step: "any", placeholder: "Value", "aria-label": "Value of the reading", "aria-describedby": problem.id, autocomplete: "off" });
  const say = (/** @type {string} */ sentence) => {
    problem.hidden = !sentence;
    text(problem, sentence);
    set(value, "aria-invalid", sentence ? "true" : null);
  };
  const add = () => {
    const measure = board.replica.get("measure", id);
    if (!measure) return;
    const number = Number(value.value);
    if (!value.value || Number.isNaN(number)) return say("Write the value as a number.");
    if (!date.value || !date.validity.valid) return say("Choose the date of the reading.");
    const wrong = outOfRange(measure.method, number, board.label("measure_methods", measure.method));
    if (wrong) return say(wrong);
    say("");
    const fields = { journey: measure.journey, measure: id, date: date.value, value: number, method: measure.method, scale: SCALE_OF[measure.method] ?? null };
    board.session.commit([{ op: "put", type: "reading", id: readingId(newId, Date.now()), fields }], { label: "Add a reading" });
    board.announce(`Reading added: ${showNumber(number, measure.unit, measure.method)}`);
    value.value = "";
    value.focus();
  };
  const el = h("div", {
    class: "cx-reading-add", role: "group", "aria-label": "New reading",
    onkeydown: (/** @type {KeyboardEvent} */ e) => e.key === "Enter" && !e.isComposing && (e.preventDefault(), e.stopPropagation(), add()),
  }, date, value, h("button", { class: "cx-button", type: "button", onclick: add }, "Add"), problem);
  return { el, update: (/** @type {any} */ measure) => set(value, "placeholder", measure.unit ? `Value, ${measure.unit}` : "Value") };
}
