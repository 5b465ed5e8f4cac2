// @ts-check
/** The statements of one place under their heading: rows that stay as others write, a new one where Enter is pressed, a quiet line where nothing is. */
import { h, text } from "../view/dom.js";
import { icon } from "../view/icons.js";
import { newId } from "../model/ids.js";
import { Field } from "./field.js";
import { addStatements, listOf, MAX_TEXT, oneLine } from "./model.js";
import { Row } from "./row.js";

/** @typedef {import("./row.js").Body} Body */
/**
 * @typedef {object} GroupOptions
 * @property {import("./model.js").Place} place
 * @property {string} title "" where the place around it says it
 * @property {string} [heading] the element of the title
 * @property {string} empty one line that says what belongs here
 * @property {string} add what the button says that begins a new one
 * @property {string} [className]
 * @property {Node | null} [mark] drawing beside the title
 * @property {(row: Row) => Body} [body] one text where it is left out
 * @property {(statement: any) => string} [titleOf]
 * @property {(list: any[]) => any[]} [only] which of the place's statements are shown
 * @property {(group: Group, anchor: HTMLElement) => void} [begin] another way to begin a new one
 * @property {Record<string, any>} [fresh] fields that a new one has
 */

export class Group {
  /** @param {any} desk @param {GroupOptions} options */
  constructor(desk, options) {
    this.desk = desk;
    this.options = options;
    this.place = options.place;
    /** Whether its statements are lines of one text, so that several can be pasted. */
    this.lists = !options.body;
    /** @type {Map<string, Row>} */ this.rows = new Map();
    /** A row that is being written for the first time: behind which one, and what its parts say so far. @type {{id: string, after: string | null, draft: Record<string, any>} | null} */
    this.ghost = null;
    this.list = h("ul", { class: "pp-list" });
    const title = options.title && h(options.heading ?? "h3", { class: "pp-title" }, options.mark ?? null, options.title);
    this.none = h("p", { class: "pp-empty", hidden: true }, options.empty);
    this.add = h("button", { class: "pp-add", type: "button", hidden: desk.readonly, onclick: () => this._begin() }, icon("plus", 14), h("span", null, options.add));
    this.el = h("section", { class: `pp-group ${options.className ?? ""}`, dataset: { place: options.place.name }, "aria-label": options.title || options.add }, title || null, this.list, this.none, this.add);
    desk.drag.target(this);
  }

  /** @param {Row} row @returns {Body} */
  body(row) {
    return this.options.body ? this.options.body(row) : this._line(row);
  }

  /** @param {any} statement */
  titleOf(statement) {
    return statement ? (this.options.titleOf?.(statement) ?? statement.text) : "";
  }

  /** @param {Row} row @returns {Body} */
  _line(row) {
    const field = this.textField(row, "text", { label: this.options.title || this.options.add, max: MAX_TEXT, required: true });
    return { el: h("div", { class: "pp-body" }, field.el), main: field, fields: [field], update: (statement) => field.update(statement.text) };
  }

  /**
   * A text of a statement; that of one which is not there yet waits in its draft until there is enough to keep.
   * @param {Row} row @param {string} name @param {Partial<import("./field.js").FieldOptions> & {label: string, max: number}} more
   */
  textField(row, name, more) {
    const { desk } = this;
    return new Field({
      readonly: desk.readonly,
      write: (value, was) => this.write(row.id, name, value, was),
      typing: (on) => desk.who.typing(on ? row.id : null),
      ...more,
    });
  }

  /** @param {string} id @param {string} name @param {any} value @param {any} [was] */
  write(id, name, value, was) {
    const { desk, ghost } = this;
    if (ghost?.id !== id) {
      const patch = { op: "patch", type: "statement", id, fields: { [name]: value }, ...(was === undefined ? {} : { was: { [name]: was } }) };
      return desk.commit([patch], "Change a statement");
    }
    ghost.draft[name] = value;
    if (!ghost.draft.text) return undefined;
    const { edits } = addStatements(desk.replica, desk.persona, this.place, [{ ...this.options.fresh, ...ghost.draft }], { after: this._after(ghost), ids: [id] });
    this.ghost = null;
    return desk.commit(edits, "Add a statement");
  }

  /** Make a statement of what was chosen, at the end. @param {Record<string, any>} fields @returns {string} its id */
  put(fields) {
    const { ids, edits } = addStatements(this.desk.replica, this.desk.persona, this.place, [fields]);
    this.desk.commit(edits, "Add a statement");
    return ids[0];
  }

  /** @param {{after: string | null}} ghost @returns {string | null | undefined} */
  _after({ after }) {
    return after !== null && !this.desk.replica.get("statement", after) ? undefined : (after ?? undefined);
  }

  /** @returns {any[]} */
  get statements() {
    const list = this.desk.persona ? listOf(this.desk.replica, this.desk.persona, this.place) : [];
    return this.options.only ? this.options.only(list) : list;
  }

  /** Bring the rows up to date; each stays the element that it is. */
  update() {
    const { list, rows } = this;
    const statements = this.statements;
    const ids = statements.map((statement) => statement.id);
    if (this.ghost && ids.includes(this.ghost.id)) this.ghost = null;
    if (this.ghost) ids.splice(this.ghost.after === null ? ids.length : ids.indexOf(this.ghost.after) + 1 || ids.length, 0, this.ghost.id);
    const gone = [...rows.keys()].filter((id) => !ids.includes(id));
    for (const id of gone) this._drop(id);
    const order = ids.map((id) => {
      const row = rows.get(id) ?? new Row(this, id);
      rows.set(id, row);
      row.update();
      return row.el;
    });
    order.forEach((el, i) => list.children[i] !== el && this._put(el, list.children[i] ?? null));
    this.none.hidden = order.length > 0;
    text(this.none, this.options.empty);
    this.el.classList.toggle("pp-bare", !order.length);
    this.options.begin && (this.add.hidden = this.desk.readonly);
  }

  /** A row that is moved in the document would lose the focus. @param {HTMLElement} el @param {Element | null} before */
  _put(el, before) {
    const row = /** @type {Row} */ (this.rows.get(el.dataset.id ?? ""));
    const field = row.body.fields.find((one) => one.active);
    const at = field ? field.input.selectionStart : 0;
    this.list.insertBefore(el, before);
    if (field && !field.active) field.focus(at);
  }

  /** @param {string} id */
  _drop(id) {
    const row = /** @type {Row} */ (this.rows.get(id));
    const moved = this.desk.replica.get("statement", id);
    const inside = row.holdsFocus;
    const at = row.body.main?.active ? row.body.main.input.selectionStart : null;
    row.flush(); // what was typed into something that is gone goes to its author's unsaved texts
    const next = inside && !moved ? this.desk.neighbour(row) : null;
    this.rows.delete(id);
    row.el.remove();
    if (!inside) return;
    if (moved) this.desk.follow(id, at ?? "end");
    else if (next) next.focus("end");
    else this.add.focus();
  }

  // ---- new ones

  _begin() {
    if (this.options.begin) this.options.begin(this, this.add);
    else this.begin();
  }

  /** Open an empty line behind a statement (null: at the end) and put the caret there. @param {string | null} [after] */
  begin(after = null) {
    if (this.desk.readonly) return;
    if (this.options.begin && after !== null) return; // what is chosen from a list is not typed
    if (this.ghost) {
      const row = this.rows.get(this.ghost.id);
      if (row && !row.blank) return row.focus();
      this.closeGhost(this.ghost.id);
    }
    this.ghost = { id: newId(), after, draft: {} };
    this.update();
    this.rows.get(this.ghost.id)?.focus();
  }

  /** @param {string} id @param {boolean} [back] to the line before */
  closeGhost(id, back = false) {
    if (this.ghost?.id !== id) return;
    const row = this.rows.get(id);
    const before = row && (back ? this.desk.neighbour(row, -1) : null);
    const inside = row?.holdsFocus;
    this.ghost = null;
    this.update();
    if (before) before.focus("end");
    else if (inside) this.add.focus();
  }

  /** @param {Row} row */
  leftRow(row) {
    if (this.ghost?.id !== row.id || !row.blank) return;
    queueMicrotask(() => this.ghost?.id === row.id && !row.holdsFocus && !row.asks && this.closeGhost(row.id));
  }

  /** More lines behind a row that was just pasted into. @param {Row} row @param {string[]} lines */
  addLines(row, lines) {
    const { desk } = this;
    const first = oneLine(row.body.main?.typed ?? "");
    const record = desk.replica.get("statement", row.id);
    const said = lines.map((words) => ({ text: words, ...this.options.fresh }));
    if (record) {
      const { ids, edits } = addStatements(desk.replica, desk.persona, this.place, said, { after: row.id });
      row.body.main && (row.body.main.base = first);
      desk.commit([{ op: "patch", type: "statement", id: row.id, fields: { text: first }, was: { text: record.text } }, ...edits], "Paste statements");
      this._pasted(ids);
    } else if (this.ghost?.id === row.id) {
      const { ids, edits } = addStatements(desk.replica, desk.persona, this.place, [{ ...this.options.fresh, text: first }, ...said], { after: this._after(this.ghost), ids: [row.id] });
      this.ghost = null;
      row.body.main && (row.body.main.base = first);
      desk.commit(edits, "Paste statements");
      this._pasted(ids);
    }
  }

  /** @param {string[]} ids */
  _pasted(ids) {
    this.desk.follow(/** @type {string} */ (ids.at(-1)), "end");
    this.desk.announce(`${ids.length} statements pasted`);
  }

  focus() {
    this.add.focus();
  }

  flush() {
    this.rows.forEach((row) => row.flush());
  }
}
