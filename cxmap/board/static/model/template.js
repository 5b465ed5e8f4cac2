// @ts-check
/** A template's records as edits of a journey, with ids of their own. */
import { MADE_OF, feelingId, madeId, newId, travellerId } from "./ids.js";
import { byOrder, keysBetween } from "./order.js";

/** @typedef {import("../sync/replica.js").Edit} Edit */
/** @typedef {import("../sync/replica.js").Replica} Replica */

/** What hangs on stages and cards: its fields that name records of the template. @type {[string, Record<string, string>][]} */
const HANGING = [
  ["assignment", { card: "card" }],
  ["tag", { card: "card" }],
  ["connection", { start: "card", end: "card" }],
  ["path", { start: "stage", end: "stage", persona: "persona" }],
  ["measure", { stage: "stage", card: "card" }],
];

/**
 * @param {any} template lists of records by type: persona, traveller, stage, lane, card, feeling and those of HANGING
 * @param {{journey: string, replica: Replica}} map
 * @returns {{groups: Edit[][], stages: string[]}} the edits, in order, and the ids of the template's stages
 */
export function templateEdits(template, { journey, replica }) {
  const of = (/** @type {string} */ type) => /** @type {any[]} */ (Array.isArray(template[type]) ? template[type] : []);
  /** @type {Edit[][]} */
  const groups = [[]];
  /** New ids by old. @type {Map<string, string>} */
  const ids = new Map();
  if (!replica.all("card").size) {
    // the blank stages and lanes that an empty map shows make room
    for (const { id, name } of replica.list("stage")) if (!name || /^Stage \d+$/.test(name)) groups[0].push({ op: "delete", type: "stage", id });
    for (const { id, name } of replica.list("lane")) if (!name) groups[0].push({ op: "delete", type: "lane", id });
  }
  for (const type of ["stage", "lane"]) {
    const left = replica.list(type).filter((record) => !groups[0].some((edit) => edit.type === type && edit.id === record.id));
    const records = [...of(type)].sort(byOrder);
    const keys = keysBetween(left[left.length - 1]?.order ?? null, null, records.length);
    records.forEach((record, i) => {
      ids.set(record.id, newId());
      groups.push([put(type, ids.get(record.id), { ...record, journey, order: keys[i] })]);
    });
  }
  const travellers = replica.list("traveller");
  const workspace = replica.get("journey", journey)?.workspace ?? "main";
  const wanted = [...of("traveller")].sort(byOrder);
  const keys = keysBetween(travellers[travellers.length - 1]?.order ?? null, null, wanted.length);
  wanted.forEach((traveller, i) => {
    const persona = of("persona").find((record) => record.id === traveller.persona);
    if (!persona) return;
    // who travels the map already takes the part of the template's persona
    const there = travellers[i]?.persona;
    ids.set(persona.id, there ?? newId());
    if (there) return;
    const id = /** @type {string} */ (ids.get(persona.id));
    groups.push([
      put("persona", id, { ...persona, workspace, photo: "" }),
      put("traveller", travellerId(journey, id), { journey, persona: id, order: keys[i] }),
    ]);
  });
  /** New ids of cards by old. @type {Map<string, string>} */
  const cards = new Map();
  for (const card of of("card")) {
    const [stage, lane] = [ids.get(card.stage), ids.get(card.lane)];
    if (!stage || !lane) continue;
    const id = newId();
    cards.set(card.id, id);
    const group = [put("card", id, { ...card, journey, stage, lane })];
    for (const feeling of of("feeling")) {
      const persona = ids.get(feeling.persona);
      if (feeling.card === card.id && persona) {
        group.push(put("feeling", feelingId(id, persona, feeling.source), { ...feeling, journey, card: id, persona }));
      }
    }
    groups.push(group);
  }
  for (const [type, refs] of HANGING) {
    for (const record of of(type)) {
      const named = Object.entries(refs).map(([name, to]) => [name, record[name] == null ? null : (to === "card" ? cards : ids).get(record[name]) ?? null]);
      // what it hangs on is not of the template: only who takes a path may stay open
      if (named.some(([name, id]) => id === null && record[/** @type {string} */ (name)] != null && name !== "persona")) continue;
      const fields = { ...record, journey, ...Object.fromEntries(named) };
      groups.push([put(type, MADE_OF[type] ? madeId(type, fields) : newId(), fields)]);
    }
  }
  return { groups, stages: [...of("stage")].sort(byOrder).map((record) => /** @type {string} */ (ids.get(record.id))) };
}

/** @param {string} type @param {string | undefined} id @param {Record<string, any>} record @returns {Edit} */
function put(type, id, record) {
  const { id: _old, ...fields } = record;
  return { op: "put", type, id: /** @type {string} */ (id), fields };
}
