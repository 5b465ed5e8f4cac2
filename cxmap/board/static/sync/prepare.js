// @ts-check
/** What happens to edits before they travel: cleaned as the server does, `was` filled in, and without what changes nothing. */
import { cleanFields, SCHEMA } from "./schema.js";

/** @typedef {import("./replica.js").Edit} Edit */

/**
 * @param {import("./replica.js").Replica} replica @param {Edit[]} edits
 * @returns {Edit[]} new edits; none where nothing would change
 */
export function prepare(replica, edits) {
  /** @type {Edit[]} */
  const ready = [];
  for (const { op, type, id, fields = {}, was } of edits) {
    if (op === "delete") {
      ready.push({ op, type, id });
      continue;
    }
    const clean = cleanFields(type, fields);
    if (op === "put") {
      ready.push({ op, type, id, fields: clean });
      continue;
    }
    const now = replica.get(type, id);
    if (!now) {
      ready.push(was ? { op, type, id, fields: clean, was } : { op, type, id, fields: clean });
      continue;
    }
    /** @type {Record<string, any>} */
    const changed = {};
    /** @type {Record<string, any>} */
    const before = {};
    for (const name in clean) {
      const base = was && name in was ? was[name] : now[name];
      // what looks the same and was the same is no change; a text typed over somebody's newer one is
      if (clean[name] === now[name] && base === now[name]) continue;
      changed[name] = clean[name];
      if (!isPlace(type, name)) before[name] = base;
    }
    if (Object.keys(changed).length) ready.push({ op, type, id, fields: changed, ...(Object.keys(before).length ? { was: before } : {}) });
  }
  return ready;
}

/** Whether a field says where something stands: what was there before is no matter, the later move counts. @param {string} type @param {string} name */
function isPlace(type, name) {
  return SCHEMA[type]?.[name]?.kind === "order" || (type === "card" && (name === "stage" || name === "lane"));
}

/** The words in these edits, a line each. @param {Edit[]} edits @returns {string} */
export function textOf(edits) {
  /** @type {string[]} */
  const lines = [];
  for (const { op, type, fields = {}, was = {} } of edits) {
    if (op === "delete") continue;
    for (const [name, value] of Object.entries(fields)) {
      const text = SCHEMA[type]?.[name]?.kind === "text" && name !== "photo";
      if (text && typeof value === "string" && value && value !== was[name] && !lines.includes(value)) lines.push(value);
    }
  }
  return lines.join("\n");
}

/** Bytes of a text as it travels. @param {string} text */
export function utf8Length(text) {
  return /[^\x00-\x7f]/.test(text) ? new TextEncoder().encode(text).length : text.length;
}
