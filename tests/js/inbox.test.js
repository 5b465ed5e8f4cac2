// What the inbox works out without a browser: found words, rows in view, pages, and places for evidence.
import assert from "node:assert/strict";
import { test } from "node:test";
import { aims, fits } from "../../cxmap/board/static/inbox/aims.js";
import { Api } from "../../cxmap/board/static/inbox/api.js";
import { parts } from "../../cxmap/board/static/inbox/found.js";
import { PAGE, Pages } from "../../cxmap/board/static/inbox/pages.js";
import { Watch } from "../../cxmap/board/static/inbox/watch.js";
import { reach, TALLEST, view } from "../../cxmap/board/static/inbox/window.js";
import { count, day, evidenceAt, found, scored } from "../../cxmap/board/static/inbox/words.js";

const marked = (text, ...terms) => parts(text, terms).map((part) => (part.found ? `[${part.text}]` : part.text)).join("");

test("found words are marked as the search finds them: whole words, one beginning, phrases", () => {
  for (const [text, terms, expected] of [
    ["A late fee, LATE again; later", [[["late"], false]], "A [late] fee, [LATE] again; later"],
    ["A late fee, later", [[["lat"], true]], "A [lat]e fee, [lat]er"],
    ["no reply, no; reply no", [[["no", "reply"], false]], "[no reply], [no; reply] no"],
    ["Café und Zürich", [[["cafe"], false], [["zur"], true]], "[Café] und [Zür]ich"],
    ["ab abc", [[["ab"], true], [["abc"], false]], "[ab] [abc]"],
    ["Straße ﬁn", [[["straße"], false]], "[Straße] ﬁn"],
    ["nothing", [], "nothing"],
  ]) assert.equal(marked(text, ...terms), expected, text);
});

test("what was found is said with what there is", () => {
  for (const [total, all, texts, expected] of [
    [1240, 1240, "", "1,240 items"],
    [5, 199, "yes", "5 of 199 items with text"],
    [1, 1, "yes", "1 item with text"],
    [1041, 1041, "no", "1,041 items without text"],
    [782, 1041, "no", "782 of 1,041 items without text"],
    [0, 30, "", "0 of 30 items"],
  ]) assert.equal(found(total, all, texts), expected);
});

test("marked parts are the text, whatever it holds", () => {
  for (const text of ["", "😀 á İstanbul\n\n—", "<b>late</b>"]) {
    assert.equal(parts(text, [[["a"], true], [["late"], false]]).map((part) => part.text).join(""), text);
  }
});

test("rows in view, at the top, in the middle and at the end of a list", () => {
  const at = { height: 400, row: 100, total: 1000, spare: 2 };
  assert.deepEqual((({ first, last, tall }) => ({ first, last, tall }))(view({ ...at, scroll: 0 })), { first: 0, last: 6, tall: 100_000 });
  assert.deepEqual((({ first, last }) => [first, last])(view({ ...at, scroll: 5_000 })), [48, 56]);
  assert.equal(view({ ...at, scroll: 1e9 }).last, 1000);
  assert.equal(view({ ...at, scroll: 5_000 }).y(50), 5_000);
  assert.deepEqual(view({ ...at, total: 0, scroll: 0 }).last, 0);
});

test("a list too tall for a browser is scrolled faster: its first and last row can be reached", () => {
  const at = { height: 900, row: 92, total: 1_000_000 };
  const { tall } = view({ ...at, scroll: 0 });
  assert.equal(tall, TALLEST);
  assert.equal(view({ ...at, scroll: 0 }).first, 0);
  const end = view({ ...at, scroll: tall - 900 });
  assert.equal(end.last, 1_000_000);
  assert.ok(Math.abs(end.y(999_999) + 92 - tall) < 1);
  for (const index of [0, 1, 500_000, 999_999]) {
    const scroll = reach(index, { ...at, scroll: 3_000_000 });
    const y = view({ ...at, scroll }).y(index);
    assert.ok(y >= scroll - 1 && y + 92 <= scroll + 900 + 1, `${index}`);
  }
});

test("a row that is in view is not scrolled to", () => {
  assert.equal(reach(3, { scroll: 200, height: 400, row: 100, total: 50 }), 200);
  assert.equal(reach(0, { scroll: 200, height: 400, row: 100, total: 50 }), 0);
  assert.equal(reach(9, { scroll: 200, height: 400, row: 100, total: 50 }), 600);
});

/** A server whose answers come when they are let go. */
function slow(total = 1000) {
  const asked = [];
  const load = (query, offset, limit, signal) => new Promise((done, fail) => {
    signal.addEventListener("abort", () => fail(Object.assign(new Error("aborted"), { name: "AbortError" })));
    asked.push({
      query, offset, signal,
      go: (revision = 1) => done({ items: Array.from({ length: Math.min(limit, total - offset) }, (_, i) => ({ id: offset + i, of: query.words })), total, revision, terms: [] }),
    });
  });
  return { asked, load };
}

const settle = () => new Promise((done) => setImmediate(done));

test("the last question wins, whichever is answered first", async () => {
  const { asked, load } = slow();
  let changes = 0;
  const pages = new Pages(load, { changed: () => changes++, failed: (error) => assert.fail(error) });
  const first = pages.ask({ words: "l" });
  const second = pages.ask({ words: "la" });
  asked[1].go();
  await second;
  asked[0].go();
  await first;
  assert.equal(pages.row(0).of, "la");
  assert.equal(changes, 1);
  assert.ok(asked[0].signal.aborted);
});

test("pages come as they come into view, and what has left it is not waited for", async () => {
  const { asked, load } = slow();
  const pages = new Pages(load, { changed: () => {}, failed: (error) => assert.fail(error) });
  const done = pages.ask({});
  asked[0].go();
  await done;
  pages.want(0, 10);
  assert.equal(asked.length, 1);
  pages.want(PAGE - 2, PAGE + 5);
  assert.deepEqual(asked.map(({ offset }) => offset), [0, PAGE]);
  pages.want(500, 510);
  assert.ok(asked[1].signal.aborted);
  asked[2].go();
  await settle();
  assert.equal(pages.row(505).id, 505);
  assert.equal(pages.row(PAGE), undefined);
  assert.equal(pages.indexOf(505), 505);
});

test("a page of another state has all in view asked again", async () => {
  const { asked, load } = slow();
  const pages = new Pages(load, { changed: () => {}, failed: (error) => assert.fail(error) });
  const done = pages.ask({});
  asked[0].go(1);
  await done;
  pages.want(60, 70);
  asked[1].go(2);
  await settle();
  assert.deepEqual(asked.map(({ offset }) => offset), [0, 50, 50]);
  asked[2].go(2);
  await settle();
  assert.equal(pages.revision, 2);
  assert.equal(pages.row(0), undefined);
  assert.equal(pages.row(60).id, 60);
});

test("what is asked again is what is asked by now: the first text that comes leaves those without aside", async () => {
  const { asked, load } = slow();
  const pages = new Pages(load, { changed: () => {}, failed: (error) => assert.fail(error) });
  const done = pages.ask({});
  asked[0].go();
  await done;
  pages.want(60, 70);
  asked[1].go();
  await settle();
  const again = pages.refresh({ text: "yes" });
  asked[2].go();
  await again;
  assert.deepEqual(pages.query, { text: "yes" });
  assert.equal(asked[2].offset, 0);
});

test("a question that fails is told, and the rows that were there stay", async () => {
  const told = [];
  let fail = false;
  const answer = { items: [{ id: 1 }], total: 1, revision: 1, terms: [] };
  const pages = new Pages(() => (fail ? Promise.reject(new Error("away")) : Promise.resolve(answer)), { changed: () => {}, failed: (error) => told.push(error.message) });
  await pages.ask({});
  fail = true;
  await pages.refresh();
  assert.deepEqual(told, ["away"]);
  assert.equal(pages.row(0).id, 1);
});

const TARGETS = [
  { id: "s1", title: "Waiting", targets: [{ type: "card", id: "c1", title: "Reminder letter", about: "Touchpoints", lane: "touchpoint", channel: "post", evidence: "assumed", sources: 0 }, { type: "card", id: "c2", title: "Silence", about: "Pain points", lane: "pain", channel: null, evidence: "observed", sources: 2 }] },
  { id: "s2", title: "Änderung", targets: [{ type: "card", id: "c3", title: "Call", about: "Touchpoints", lane: "touchpoint", channel: "phone", evidence: "assumed", sources: 0 }] },
];
const names = (groups) => groups.map(({ title, aims }) => [title, ...aims.map((aim) => aim.id)]);

test("places: suggestions first, touchpoints alone or all cards, and what is typed narrows", () => {
  const matches = [{ type: "card", id: "c3", why: "rang", quote: "Nobody rang." }, { type: "card", id: "gone", why: "", quote: "" }];
  assert.deepEqual(names(aims(TARGETS, matches, { typed: "", touchpoints: true })), [["Suggested", "c3"], ["Waiting", "c1"], ["Änderung", "c3"]]);
  assert.deepEqual(names(aims(TARGETS, [], { typed: "", touchpoints: false })), [["Waiting", "c1", "c2"], ["Änderung", "c3"]]);
  assert.deepEqual(names(aims(TARGETS, matches, { typed: "wait rem", touchpoints: true })), [["Waiting", "c1"]]);
  assert.equal(aims(TARGETS, matches, { typed: "", touchpoints: true })[0].aims[0].quote, "Nobody rang.");
  assert.ok(fits(TARGETS[1].targets[0], "Änderung", "ander"));
  assert.ok(!fits(TARGETS[1].targets[0], "Änderung", "nderung"));
});

test("words", () => {
  assert.equal(count(1, "item"), "1 item");
  assert.equal(count(1240, "item"), "1,240 items");
  assert.equal(day("2026-03-02"), "2 Mar 2026");
  assert.equal(day(null), "");
  assert.equal(scored(4, "1-5"), "4 of 5");
  assert.equal(scored(0, "0-10"), "0 of 10");
  assert.equal(scored(7, null), "7");
  assert.equal(scored(null, "1-5"), "");
  assert.equal(evidenceAt(0), "");
  assert.equal(evidenceAt(2), "Evidence at 2 places");
});

test("what the server refuses comes as its sentence, and a server that is away as one of ours", async () => {
  const api = new Api("/maps", async (url) => {
    assert.equal(url, "/maps/inbox/items?words=late+fee");
    return { ok: false, status: 403, json: async () => ({ error: "A viewer may not." }) };
  });
  await assert.rejects(api.get("items", { words: "late fee", kind: "" }), { message: "A viewer may not.", status: 403 });
  const away = new Api("", async () => { throw new TypeError("failed to fetch"); });
  await assert.rejects(away.post("link", {}), /does not answer/);
});

/** A watch on a server that answers one question after another, as the test lets it; `told` is what has moved. */
function watched(then = () => {}) {
  globalThis.document ??= Object.assign(new EventTarget(), { hidden: false });
  const waiting = [];
  const told = [];
  const api = { get: () => new Promise((give, fail) => waiting.push({ give, fail })) };
  const watch = new Watch(api, (what) => {
    told.push(what);
    return then();
  });
  const answer = async (feedback, store = 1) => {
    const { give, fail } = waiting.shift();
    if (feedback === null) fail(Object.assign(new Error("away"), { status: 503 }));
    else give({ feedback, store });
    await new Promise((done) => setImmediate(done));
  };
  return { watch, told, waiting, answer };
}

test("a change between the first look and the next is told, also where the first found no server", async () => {
  for (const first of [1, null]) {
    const { watch, told, answer } = watched();
    const begun = watch.start();
    await answer(first);
    await begun; // here the page fetches what it shows
    const looked = watch.look();
    await answer(2);
    await looked;
    assert.equal(told.length, 1);
    assert.ok(told[0].feedback);
    watch.destroy();
  }
});

test("looks do not overtake each other: one that is asked for meanwhile comes after, and its asker waits for it", async () => {
  const { watch, told, waiting, answer } = watched();
  const begun = watch.start();
  await answer(1);
  await begun;
  const looks = [watch.look(), watch.look(), watch.look()];
  assert.equal(waiting.length, 1);
  await answer(2);
  assert.equal(waiting.length, 1, "asked again, once for all that came meanwhile");
  await answer(3);
  await Promise.all(looks);
  assert.deepEqual(told.map(({ feedback, store }) => [feedback, store]), [[true, false], [true, false]]);
  watch.destroy();
});
