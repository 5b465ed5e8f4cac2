// @ts-check
/** The record types and the field's terms as the server defines them (`records.json`): labels, meanings, limits, choices. */

/** @typedef {{key: string, label: string, meaning: string}} Term */
/**
 * @typedef {object} FieldDefinition
 * @property {string} name
 * @property {"ref" | "text" | "choice" | "number" | "integer" | "date" | "time" | "order"} kind
 * @property {string} label
 * @property {string} meaning
 * @property {boolean} required
 * @property {any} default
 * @property {number | null} max characters of a text, largest number
 * @property {number | null} min
 * @property {number | null} step
 * @property {Term[]} choices empty where the field is no choice
 * @property {string} to
 * @property {boolean} long takes line breaks
 * @property {boolean} fixed set once, when the record is made
 */
/** @typedef {{name: string, label: string, meaning: string, fields: FieldDefinition[]}} TypeDefinition */

export class Definitions {
  /** @param {any} data what `records.json` holds */
  constructor(data) {
    /** @type {Record<string, TypeDefinition>} */
    this.records = {};
    for (const [name, type] of Object.entries(/** @type {Record<string, any>} */ (data.records))) {
      const fields = type.fields.map((/** @type {any} */ field) => Object.freeze({ ...field, choices: field.choices ?? [] }));
      this.records[name] = Object.freeze({ ...type, fields });
    }
    /** Terms by list: "lane_kinds", "channels", "moments", "evidence", "severities", … @type {Record<string, Term[]>} */
    this.vocabulary = data.vocabulary;
    /** @type {{cards: number, stages: number, lanes: number}} */
    this.limits = data.limits;
    /** @type {{min: number, max: number}} */
    this.emotion = data.emotion;
    /** The words of the emotion wheel that comes with cxmap. @type {{text: string, family: string, value: number, intensity: number}[]} */
    this.wheel = data.wheel ?? [];
  }

  /** @param {string} type @returns {TypeDefinition} */
  type(type) {
    const definition = this.records[type];
    if (!definition) throw new RangeError(`There is no record type “${type}”.`);
    return definition;
  }

  /** @param {string} type @returns {FieldDefinition[]} */
  fields(type) {
    return this.type(type).fields;
  }

  /** @param {string} type @param {string} name @returns {FieldDefinition} */
  field(type, name) {
    const field = this.fields(type).find((f) => f.name === name);
    if (!field) throw new RangeError(`A ${type} has no field “${name}”.`);
    return field;
  }

  /** The terms of a list; none for an unknown one. @param {string} list @returns {Term[]} */
  terms(list) {
    return this.vocabulary[list] ?? [];
  }

  /** @param {string} list @param {string | number | null | undefined} key @returns {Term | undefined} */
  term(list, key) {
    return this.terms(list).find((term) => term.key === String(key));
  }

  /** The label of a key; the key itself where the list does not know it, "" for none. @param {string} list @param {string | number | null | undefined} key */
  label(list, key) {
    return this.term(list, key)?.label ?? String(key ?? "");
  }

  /** What a lane is called: its own name, else its kind's. @param {{name: string, kind: string}} lane */
  laneName(lane) {
    return lane.name || this.label("lane_kinds", lane.kind);
  }
}

/**
 * Fetch the definitions from the static files.
 * @param {string} assets URL of the static files @param {typeof globalThis.fetch} [fetch] @returns {Promise<Definitions>}
 */
export async function loadDefinitions(assets, fetch = globalThis.fetch.bind(globalThis)) {
  const response = await fetch(`${assets.replace(/\/+$/, "")}/board/records.json`);
  if (!response.ok) throw new Error(`The record definitions could not be loaded (HTTP ${response.status}): reload the page.`);
  return new Definitions(await response.json());
}
