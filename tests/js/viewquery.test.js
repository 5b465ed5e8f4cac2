// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { FACETS } from "../../cxmap/board/static/model/filter.js";
import { NAMES, plainView, presentView, readView, withView, writeView } from "../../cxmap/board/static/model/viewquery.js";
import { pick, seeded } from "./fixtures.js";

test("a view is a query that people can read", () => {
  const view = { ...plainView(), filter: { channel: ["phone", "email"], evidence: ["measured"] }, fold: ["l2"], zoom: 0.6 };
  assert.equal(writeView(view), "evidence=measured&channel=email,phone&fold=l2&zoom=60");
  assert.equal(writeView(plainView()), "");
  assert.equal(writeView({ ...plainView(), filter: { tag: ["heat pump"] }, time: true, lead: "rosa" }), "tag=heat+pump&lead=rosa&time=1");
});

test("what is written is read back", () => {
  const random = seeded(11);
  const words = ["phone", "", "a,b", "~", "~.", "ä ö", "a&b=c", "100%", "+1", "日本", "#x", "?", "a;b", "\\,"];
  for (let i = 0; i < 500; i++) {
    const view = plainView();
    for (const facet of FACETS) {
      if (random() < 0.6) continue;
      view.filter[facet] = [...new Set(Array.from({ length: 1 + Math.floor(random() * 3) }, () => pick(random, words)))].sort();
    }
    if (random() < 0.5) view.fold = ["l1", "l2"];
    if (random() < 0.5) view.foldstage = ["s1"];
    if (random() < 0.5) view.zoom = Math.round(12 + random() * 150) / 100;
    if (random() < 0.5) view.lead = "rosa";
    view.time = random() < 0.5;
    const query = writeView(view);
    assert.deepEqual(readView(query), view, query);
    assert.equal(writeView(readView(query)), query);
    // a server that writes the address anew may encode the commas
    assert.deepEqual(readView(new URLSearchParams(query).toString()), view, query);
  }
});

test("an address that somebody broke gives what can be read of it", () => {
  assert.deepEqual(readView("?journey=j&zoom=abc&time=yes&fold=&channel=phone&what=ever"), { ...plainView(), filter: { channel: ["phone"] } });
  assert.equal(readView("zoom=-5").zoom, 0);
  assert.equal(readView("zoom=99999").zoom, 0);
  assert.deepEqual(readView("channel=phone&channel=email").filter, { channel: ["phone", "email"] });
  assert.deepEqual(readView("channel=%E0%A4%A").filter.channel?.length, 1);
});

test("what is gone is left out and counted; “none”, tags and what stands beside a list stay", () => {
  const view = {
    ...plainView(),
    filter: { persona: ["ann", "gone"], team: ["", "gone"], tag: ["winter"], channel: ["phone", "pigeon"], evidence: ["expired"], moment: ["any", "fifth"], severity: ["9"] },
    fold: ["l1", "l9"], foldstage: ["s9"], lead: "gone", zoom: 0.5,
  };
  const there = new Set(["persona:ann", "lane:l1"]);
  const found = presentView(view, (type, id) => there.has(`${type}:${id}`), (list, key) => list === "channels" && key === "phone");
  assert.deepEqual(found.view, {
    ...plainView(), filter: { persona: ["ann"], team: [""], tag: ["winter"], channel: ["phone"], evidence: ["expired"], moment: ["any"] }, fold: ["l1"], zoom: 0.5,
  });
  assert.equal(found.gone, 8);
  assert.equal(presentView(plainView(), () => false, () => false).gone, 0);
});

test("the view stands in the address beside what else is there", () => {
  assert.equal(withView("?journey=j1", "channel=phone"), "?journey=j1&channel=phone");
  assert.equal(withView("?journey=j1&channel=phone&zoom=50&theme=x%20y", "fold=l1"), "?journey=j1&theme=x%20y&fold=l1");
  assert.equal(withView("?journey=j1&channel=phone", ""), "?journey=j1");
  assert.equal(withView("", ""), "");
  for (const name of NAMES) assert.equal(withView(`?${name}=1`, ""), "");
});

test("the manual lists every name that a view has in an address, and no other", async () => {
  const { readFile } = await import("node:fs/promises");
  const manual = await readFile(new URL("../../docs/views.md", import.meta.url), "utf8");
  const written = [...manual.matchAll(/^\| `(\w+)` \|/gm)].map((m) => m[1]);
  assert.deepEqual(written.sort(), [...NAMES].sort());
});
