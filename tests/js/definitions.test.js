// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { Definitions, loadDefinitions } from "../../cxmap/board/static/model/definitions.js";

const data = {
  records: {
    card: {
      name: "card", label: "Card", meaning: "One thing.",
      fields: [
        { name: "title", kind: "text", label: "Title", max: 500, required: false },
        { name: "channel", kind: "choice", label: "Channel", choices: [{ key: "phone", label: "Phone", meaning: "A call." }] },
      ],
    },
  },
  vocabulary: { lane_kinds: [{ key: "action", label: "Actions", meaning: "What the customer does." }], severities: [{ key: "1", label: "Low", meaning: "" }] },
  limits: { cards: 20000, stages: 200, lanes: 100 },
  emotion: { min: -3, max: 3 },
};

test("definitions are found by name, and labels by key", () => {
  const d = new Definitions(data);
  assert.deepEqual([d.field("card", "title").choices, d.field("card", "channel").choices[0].label], [[], "Phone"]);
  assert.deepEqual([d.label("severities", 1), d.label("severities", "9"), d.label("severities", null)], ["Low", "9", ""]);
  assert.deepEqual([d.laneName({ kind: "action", name: "" }), d.laneName({ kind: "action", name: "Steps" })], ["Actions", "Steps"]);
  assert.throws(() => d.field("card", "owner"), /no field “owner”/);
  assert.throws(() => d.type("plan"), /no record type “plan”/);
  assert.deepEqual(d.terms("nothing"), []);
});

test("they come from the static files, and their absence is told", async () => {
  /** @type {string[]} */
  const urls = [];
  const fetch = /** @type {any} */ (async (/** @type {string} */ url) => (urls.push(url), { ok: urls.length === 1, status: 404, json: async () => data }));
  assert.equal((await loadDefinitions("/assets/v1/", fetch)).limits.cards, 20000);
  assert.deepEqual(urls, ["/assets/v1/board/records.json"]);
  await assert.rejects(loadDefinitions("/assets/v1", fetch), /could not be loaded \(HTTP 404\)/);
});
