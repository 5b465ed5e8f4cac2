// @ts-check
/** The fixtures that the Python and the JavaScript tests share, and small helpers of the tests here. */
import { readFileSync } from "node:fs";
import { Replica } from "../../cxmap/board/static/sync/replica.js";
import { DEFAULTS, TYPES } from "../../cxmap/board/static/sync/schema.js";

/** @param {string} name */
export const fixture = (name) => JSON.parse(readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url), "utf-8"));

/** A generator of numbers from 0 to 1, always the same for a seed (mulberry32). @param {number} seed */
export function seeded(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** @template T @param {() => number} random @param {readonly T[]} list @returns {T} */
export const pick = (random, list) => list[Math.floor(random() * list.length)];

/** What a replica shows: records by type and id, and its cells and feelings in order. @param {Replica} replica */
export function shown(replica) {
  const records = Object.fromEntries(
    TYPES.map((type) => [type, Object.fromEntries([...replica.all(type)].map(([id, r]) => [id, { ...r }]).sort())]),
  );
  /** @type {Record<string, any>} */
  const cells = {};
  for (const stage of replica.list("stage")) {
    for (const lane of replica.list("lane")) {
      const ids = replica.cell(stage.id, lane.id).map((card) => card.id);
      if (ids.length) cells[`${stage.id} ${lane.id}`] = ids;
    }
  }
  const feelings = Object.fromEntries(
    replica.list("card").flatMap((card) => {
      const ids = replica.feelingsOf(card.id).map((feeling) => feeling.id).sort();
      return ids.length ? [[card.id, ids]] : [];
    }),
  );
  const order = Object.fromEntries(["stage", "lane", "traveller", "card"].map((type) => [type, replica.list(type).map((r) => r.id)]));
  return { records, cells, feelings, order };
}

/** @param {Record<string, any[]>} records @param {number} [rev] */
export function replicaOf(records, rev = 1) {
  const replica = new Replica();
  replica.load(structuredClone(records), rev);
  return replica;
}

/** A small map: two stages, lanes of each kind asked for, cards c1… in the first cell. @param {{kinds?: string[], cards?: number}} [options] */
export function smallMap({ kinds = ["action", "touchpoint", "emotion", "pain"], cards = 3 } = {}) {
  const journey = "j1";
  /** @type {Record<string, any[]>} */
  const records = {
    journey: [{ id: journey, workspace: "main", title: "Buy a bicycle", state: "as_is", as_is: null, point_of_view: "", note: "", reviewed: null, review_due: null }],
    persona: [{ id: "ann", workspace: "main", name: "Ann", role: "", quote: "", narrative: "", photo: "" }],
    traveller: [{ id: "t1", journey, persona: "ann", order: "a0" }],
    stage: ["s1", "s2"].map((id, i) => ({ id, journey, name: `Stage ${i + 1}`, goal: "", duration: null, duration_unit: null, note: "", order: `a${i}` })),
    lane: kinds.map((kind, i) => ({ id: `l${i + 1}`, journey, kind, name: "", order: `a${i}` })),
    card: Array.from({ length: cards }, (_, i) => ({
      id: `c${i + 1}`, journey, stage: "s1", lane: "l1", title: `Card ${i + 1}`, note: "", channel: null, severity: null, moment: null, evidence: "assumed", order: `a${i}`,
    })),
    feeling: /** @type {any[]} */ ([]),
  };
  return /** @type {typeof records} */ (Object.fromEntries(Object.entries(records).map(([type, list]) => [type, list.map((r) => ({ ...DEFAULTS[type], ...r }))])));
}
