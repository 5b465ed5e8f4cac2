// @ts-check
/** What jobs, desired outcomes, scenarios and custom fields show: a sentence to read, its parts to write; a title with its story. */
import { fresh, h } from "../view/dom.js";
import { icon } from "../view/icons.js";
import { openMenu } from "../view/menu.js";
import { inWords, jobSentence, outcomeSentence } from "./sentences.js";

/** @typedef {import("./row.js").Row} Row */
/** @typedef {import("./row.js").Body} Body */
/** @typedef {import("./field.js").Field} Field */

/**
 * A sentence that opens into its parts while one is in it.
 * @param {Row} row @param {{main: Field, fields: Field[], parts: (Node | false)[], pieces: (statement: any) => import("./sentences.js").Piece[], className: string, update?: (statement: any) => void}} of
 * @returns {Body}
 */
function sentence(row, { main, fields, parts, pieces, className, update }) {
  const { readonly } = row.desk;
  const words = h(readonly ? "p" : "button", { class: "pp-sentence", dir: "auto", ...(readonly ? {} : { type: "button" }) });
  const form = h("div", { class: "pp-parts", hidden: true }, parts);
  const body = h("div", { class: `pp-body ${className}` }, words, form);
  const open = () => {
    if (readonly) return;
    form.hidden = false;
    words.hidden = true;
  };
  const close = () => {
    if (!row.record) return;
    form.hidden = true;
    words.hidden = false;
  };
  words.addEventListener("click", (/** @type {MouseEvent} */ e) => {
    if (readonly) return;
    const name = /** @type {HTMLElement} */ (e.target).dataset?.field;
    open();
    (fields.find((field) => field.el.dataset.name === name) ?? main).focus();
  });
  form.addEventListener("focusout", (/** @type {FocusEvent} */ e) => {
    if (!(e.relatedTarget instanceof Node && row.el.contains(e.relatedTarget)) && !row.asks) close();
  });
  let sign = "";
  if (!row.record) open();
  return {
    el: body,
    main,
    fields,
    open,
    update(statement) {
      const now = pieces(statement);
      if (JSON.stringify(now) !== sign) {
        sign = JSON.stringify(now);
        fresh(words, now.map((piece) => h(piece.strong ? "b" : "span", { dataset: { field: piece.field } }, piece.words)));
        words.setAttribute("aria-label", readonly ? inWords(now) : `${inWords(now)} Change it`);
        if (readonly) words.removeAttribute("aria-label");
      }
      for (const field of fields) field.update(statement[field.el.dataset.name ?? ""] ?? "");
      update?.(statement);
      if (!row.holdsFocus && !row.asks) close();
    },
  };
}

/** @param {Row} row @param {string} name @param {any} more @returns {Field} */
function part(row, name, more) {
  const field = row.group.textField(row, name, more);
  field.el.dataset.name = name;
  return field;
}

/** @param {string} words @param {Field} field */
const line = (words, field) => h("label", { class: "pp-part" }, h("span", null, words), field.el);

/** “When …, I want to …, so I can …” @param {Row} row @returns {Body} */
export function jobBody(row) {
  const situation = part(row, "situation", { label: "When", max: 400, placeholder: "I get a letter with a date on it" });
  const text = part(row, "text", { label: "I want to", max: 400, required: true, placeholder: "know exactly where to go" });
  const purpose = part(row, "purpose", { label: "So I can", max: 400, placeholder: "turn up calm" });
  return sentence(row, {
    main: text, fields: [situation, text, purpose], className: "pp-job-body",
    parts: [line("When", situation), line("I want to", text), line("so I can", purpose)],
    pieces: jobSentence,
  });
}

/** Direction, metric, object and context. @param {Row} row @returns {Body} */
export function outcomeBody(row) {
  const { desk } = row;
  const metric = part(row, "metric", { label: "Metric: what is counted", max: 120, placeholder: "the time it takes" });
  const text = part(row, "text", { label: "Object: to do what", max: 400, required: true, placeholder: "to find the entrance" });
  const situation = part(row, "situation", { label: "Context: when", max: 400, placeholder: "when I arrive by bus" });
  const terms = desk.definitions.terms("outcome_directions");
  const chosen = () => (row.record ? row.record.direction : (row.group.ghost?.draft.direction ?? row.group.options.fresh?.direction));
  const direction = h("button", { class: "pp-choose", type: "button", "aria-haspopup": "menu", "aria-expanded": "false", onclick: () => choose() });
  const say = () => fresh(direction, desk.label("outcome_directions", chosen()) || "Choose one", icon("down", 13));
  const choose = () => openMenu(desk, direction, terms.map((/** @type {any} */ term) => ({
    label: term.label, hint: term.meaning, checked: chosen() === term.key, run: () => (row.group.write(row.id, "direction", term.key), say()),
  })), { label: "Direction" });
  say();
  return sentence(row, {
    main: text, fields: [metric, text, situation], className: "pp-outcome-body",
    parts: [h("div", { class: "pp-part" }, h("span", null, "Direction"), direction), line("Metric", metric), line("Object", text), line("Context", situation)],
    pieces: (statement) => outcomeSentence(statement, (key) => desk.label("outcome_directions", key)),
    update: say,
  });
}

/** A title and a story under it. @param {Row} row @returns {Body} */
export function scenarioBody(row) {
  const title = row.group.textField(row, "text", { label: "Scenario", max: 400, required: true, placeholder: "A day with …", className: "pp-strong" });
  const story = row.group.textField(row, "note", { label: "Story", max: 8000, long: true, placeholder: "What happens, from morning to evening", className: "pp-story" });
  return {
    el: h("div", { class: "pp-body pp-scenario-body" }, title.el, story.el),
    main: title,
    fields: [title, story],
    update(statement) {
      title.update(statement.text);
      story.update(statement.note);
    },
  };
}

/** A name of one's own and what is so. @param {Row} row @returns {Body} */
export function customBody(row) {
  const name = row.group.textField(row, "label", { label: "Name of the field", max: 80, placeholder: "Access needs", className: "pp-strong" });
  const text = row.group.textField(row, "text", { label: "What is so", max: 400, required: true, placeholder: "Large print" });
  return {
    el: h("div", { class: "pp-body pp-custom-body" }, name.el, text.el),
    main: text,
    fields: [name, text],
    update(statement) {
      name.update(statement.label);
      text.update(statement.text);
    },
  };
}
