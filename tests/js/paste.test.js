// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { Commands } from "../../cxmap/board/static/model/commands.js";
import { parseDelimited, parseHtmlTable } from "../../cxmap/board/static/model/delimited.js";
import { readChannel, readSeverity, readValue, roleOf } from "../../cxmap/board/static/model/headers.js";
import { parseBlock, planPaste } from "../../cxmap/board/static/model/paste.js";
import { CHANNELS } from "../../cxmap/board/static/model/vocabulary.js";
import { prepare } from "../../cxmap/board/static/sync/prepare.js";
import { pick, replicaOf, seeded, smallMap } from "./fixtures.js";

const empty = () => replicaOf({ ...smallMap({ cards: 0 }), stage: [], lane: [] });
const table = (/** @type {string} */ text, /** @type {string} */ html = "") => {
  const block = parseBlock(text, html);
  assert.equal(block.kind, "table", text);
  return /** @type {Extract<typeof block, {kind: "table"}>} */ (block);
};
const plan = (/** @type {string} */ text, replica = empty(), options = {}) => planPaste(parseBlock(text), replica, options);
/** [stage, lane kind, title] of each card. @param {import("../../cxmap/board/static/model/plan.js").Plan} p */
const cards = (p) => p.cards.map((c) => [p.stages[c.stage].name, p.lanes[c.lane].kind, c.title]);

test("lines stay lines: prose, commas, bullets, indents", () => {
  const lines = (/** @type {string} */ text) => {
    const block = parseBlock(text);
    return block.kind === "lines" ? block.lines : block;
  };
  assert.deepEqual(lines("One\r\n\r\n  Two \nThree, and more, of it\n"), ["One", "Two", "Three, and more, of it"]);
  assert.deepEqual(lines("- One\n- Two"), ["One", "Two"]);
  assert.deepEqual(lines("1. One\n2) Two"), ["One", "Two"]);
  assert.deepEqual(lines("-2 is cold\nWarm"), ["-2 is cold", "Warm"]);
  assert.deepEqual(lines("Plan\n\tBook\n\tPay"), ["Plan", "Book", "Pay"]);
  assert.deepEqual(lines("I came, I saw\nI looked, I left"), ["I came, I saw", "I looked, I left"]);
  assert.deepEqual(lines("x"), ["x"]);
  assert.deepEqual(lines(""), []);
  assert.deepEqual(lines('"Two\nlines"\nNext'), ["Two lines", "Next"]); // one spreadsheet column
});

test("the table of the empty map is understood", () => {
  const p = plan("Stage\tTouchpoint\tPain\nReferral\tGP explains\tHow long?\nReferral\tReferral slip\t\nWaiting\tLetter\tSilence\nWaiting\tPhone\tQueue");
  assert.deepEqual(p.columns.map((c) => c.role), ["stage", "lane:touchpoint", "lane:pain"]);
  assert.deepEqual(cards(p), [
    ["Referral", "touchpoint", "GP explains"], ["Referral", "pain", "How long?"], ["Referral", "touchpoint", "Referral slip"],
    ["Waiting", "touchpoint", "Letter"], ["Waiting", "pain", "Silence"], ["Waiting", "touchpoint", "Phone"], ["Waiting", "pain", "Queue"],
  ]);
  assert.deepEqual([p.counts, p.warnings], [{ stages: 2, newStages: 2, lanes: 2, newLanes: 2, cards: 7, feelings: 0 }, []]);
});

test("every column of a full table finds its place", () => {
  const p = plan(
    [
      "Phase\tGoal\tCustomer actions\tTouchpoint\tChannel\tThoughts\tEmotion\tScore\tPain points\tSeverity\tOpportunities\tMoment of truth\tEvidence\tDescription\tOwner",
      "Plan\tGet a date\tCalls\tHotline\tPhone\t“Why so long?”\tFrustrated\t-2\tQueue of 20 min\thigh\tCall back\tyes\tobserved\tSeen on site\tAda",
      "\t\t\tPortal\tPortal, e-mail\t\tRelieved\t+1.5\t\t\t\t\tassumed\t\t",
    ].join("\n"),
  );
  assert.deepEqual(p.columns.map((c) => c.role), [
    "stage", "goal", "lane:action", "lane:touchpoint", "channel", "lane:thought", "lane:emotion", "value", "lane:pain", "severity", "lane:opportunity", "truth", "status", "note", "lane:custom",
  ]);
  assert.deepEqual(p.stages, [{ name: "Plan", id: null, goal: "Get a date" }]);
  const of = (/** @type {string} */ title) => /** @type {import("../../cxmap/board/static/model/plan.js").PlannedCard} */ (p.cards.find((c) => c.title === title));
  const hotline = of("Hotline");
  assert.deepEqual([hotline.channel, hotline.feeling, hotline.word, hotline.moment, hotline.evidence, hotline.note], ["phone", -2, "Frustrated", "make_or_break", "observed", "Seen on site"]);
  assert.equal(of("Queue of 20 min").severity, 3);
  assert.deepEqual([of("Portal").channel, of("Portal").feeling, of("Portal").note], ["portal", 1.5, "Channel: Portal, e-mail"]);
  assert.deepEqual(p.lanes.map((l) => [l.kind, l.name]), [["action", ""], ["touchpoint", ""], ["thought", ""], ["pain", ""], ["opportunity", ""], ["custom", "Owner"], ["emotion", ""]]);
});

test("lanes of one kind with names of their own stay apart; those that are there are used", () => {
  const replica = replicaOf(smallMap());
  const p = plan("Stage\tDigital touchpoints\tPhysical touchpoints\tTouchpoints\nstage 2\tApp\tShop\tCall", replica);
  assert.deepEqual(p.lanes.map((l) => [l.kind, l.name, l.id]), [["touchpoint", "Digital touchpoints", null], ["touchpoint", "Physical touchpoints", null], ["touchpoint", "", "l2"]]);
  assert.deepEqual(p.stages.map((s) => s.id), ["s2"]);
});

test("a map drawn as a table is read across", () => {
  const p = plan("\tAware\tBuy\tUse\nGoals\tKnow\tOwn\tEnjoy\nActions\tReads\tPays\tUnpacks\nTouchpoints\tAd\tShop\tManual\nEmotions\tcurious +1\t\tproud +2.5\nPain points\t\tQueue !!\t\nMood music\tx\t\t");
  assert.equal(p.layout, "matrix");
  assert.deepEqual(p.stages.map((s) => [s.name, s.goal]), [["Aware", "Know"], ["Buy", "Own"], ["Use", "Enjoy"]]);
  assert.deepEqual(cards(p).slice(0, 3), [["Aware", "action", "Reads"], ["Buy", "action", "Pays"], ["Use", "action", "Unpacks"]]);
  assert.deepEqual(p.cards.filter((c) => c.feeling !== null).map((c) => [c.title, c.feeling, c.word]), [["curious", 1, "curious"], ["proud", 2.5, "proud"]]);
  assert.deepEqual(p.cards.find((c) => c.title === "Queue")?.severity, 2);
  assert.deepEqual(p.lanes.at(-1), { kind: "custom", name: "Mood music", id: null });
});

test("without headings the first column is the stage", () => {
  assert.deepEqual(cards(plan("Plan\tLeaflet\nPlan\tWebsite\nGo\tTicket machine")), [["Plan", "touchpoint", "Leaflet"], ["Plan", "touchpoint", "Website"], ["Go", "touchpoint", "Ticket machine"]]);
  const p = plan("Plan\tReads\tLeaflet\t-1\nGo\tBuys\tMachine\t+2");
  assert.deepEqual(cards(p), [["Plan", "action", "Reads"], ["Plan", "touchpoint", "Leaflet"], ["Go", "action", "Buys"], ["Go", "touchpoint", "Machine"]]);
  assert.deepEqual(p.cards.map((c) => c.feeling), [null, -1, null, 2]);
});

test("a table without stages goes to the stage asked for", () => {
  const p = plan("Touchpoint\tChannel\nHotline\tPhone", replicaOf(smallMap()), { stage: "s2" });
  assert.deepEqual(p.stages, [{ name: "Stage 2", id: "s2", goal: "" }]);
});

test("the guess for a column can be changed", () => {
  const text = "Stage\tTeam\nPlan\tSales";
  assert.deepEqual(plan(text).columns[1].role, "lane:custom");
  assert.deepEqual(cards(plan(text, empty(), { columns: ["stage", "lane:backstage"] })), [["Plan", "backstage", "Sales"]]);
  assert.deepEqual(plan(text, empty(), { columns: ["stage", "skip"] }).counts.cards, 0);
});

test("scores on other scales are turned into ours, and told", () => {
  const score = (/** @type {string[]} */ ...values) => {
    const p = plan(["Stage\tTouchpoint\tScore", ...values.map((v, i) => `S\tT${i}\t${v}`)].join("\n"));
    return [p.cards.map((c) => c.feeling), p.warnings.length];
  };
  assert.deepEqual(score("-3", "+1.5"), [[-3, 1.5], 0]);
  assert.deepEqual(score("1", "5", "2"), [[-3, 3, -1.5], 1]);
  assert.deepEqual(score("-5", "4"), [[-3, 2.4], 1]);
  assert.deepEqual(score("0", "10", "5"), [[-3, 3, 0], 1]);
  assert.deepEqual(score("0", "100"), [[-3, 3], 1]);
  assert.deepEqual(score("-40", "1"), [[-3, 1], 1]);
});

test("CSV, Markdown and HTML tables are read like a spreadsheet's", () => {
  const want = [["Plan", "touchpoint", "Leaflet, folded"], ["Plan", "pain", "“Too small”"]];
  assert.deepEqual(cards(plan('Stage,Touchpoint,Pain\nPlan,"Leaflet, folded",“Too small”')), want);
  assert.deepEqual(cards(plan("Stage;Touchpoint;Pain\r\nPlan;Leaflet, folded;“Too small”\r\n")), want);
  assert.deepEqual(cards(plan("| Stage | Touchpoint | Pain |\n|---|:--|---|\n| Plan | Leaflet, folded | “Too small” |")), want);
  const html = "<meta><table><style>td{}</style><tr><th>Stage</th><th>Touchpoint</th><th>Pain</th></tr><tr><td rowspan=2>Plan<td>Leaflet,\n folded<td>&ldquo;&#8220;Too small&#x201d;</td></tr><tr><td>App<br>Web</td><td></td></tr></table>";
  const block = table("whatever", html);
  assert.deepEqual(block.rows, [["Plan", "Leaflet, folded", "&ldquo;“Too small”"], ["Plan", "App\nWeb", ""]]);
});

test("quoted cells keep their line breaks, tabs and quotes; needless quotes are words", () => {
  assert.deepEqual(parseDelimited('a\t"b\n""c""\td"\te\n"f" said\t"g"', "\t", false), [["a", 'b\n"c"\td', "e"], ['"f" said', '"g"']]);
  assert.deepEqual(parseDelimited('"g",h\n"open', ","), [["g", "h"], ['"open']]);
  const p = plan('Stage\tTouchpoint\nPlan\t"Leaflet\nWebsite -1"');
  assert.deepEqual(cards(p).map((c) => c[2]), ["Leaflet", "Website"]);
  assert.equal(p.cards[1].feeling, -1);
});

test("HTML becomes words only", () => {
  assert.deepEqual(parseHtmlTable("<table><tr><td><script>alert(1)</script><b onclick=x>a</b>&lt;i&gt;<td colspan=2>b<td>c</table>"), [["a<i>", "b", "", "c"]]);
  assert.equal(parseHtmlTable("<p>none</p>"), null);
});

test("headings and values are read as people write them", () => {
  for (const [heading, role] of [["Journey Phases", "stage"], ["Pain Point(s)", "lane:pain"], ["What they do", "lane:action"], ["KPIs", "lane:kpi"], ["Emotional State", "lane:emotion"], ["Customer Pain Points", "lane:pain"], ["Back-stage", "lane:backstage"]]) {
    assert.equal(roleOf(heading)?.role, role, heading);
  }
  assert.equal(roleOf("Owner"), null);
  assert.deepEqual(readValue("Frustrated (−2,5)"), { value: -2.5, word: "Frustrated" });
  assert.deepEqual(readValue("4/5 happy"), { value: 4, word: "happy" });
  assert.deepEqual(readValue("calm"), { value: null, word: "calm" });
  assert.deepEqual(["Low", "2", "critical", "5", "none", "!!"].map(readSeverity), [1, 2, 3, 3, null, 2]);
  assert.deepEqual(["Phone call", "E-mail", "In-store", "Live chat", "whatsapp", "carrier pigeon", "", "Website / app"].map(readChannel), ["phone", "email", "store", "chat", "text", null, null, "website"]);
  for (const channel of CHANNELS) assert.equal(readChannel(channel), channel);
});

test("an unknown channel and a word without a score are kept", () => {
  const p = plan("Stage\tTouchpoint\tChannel\tEmotion\nPlan\tPigeon\tcarrier pigeon\tcurious");
  assert.deepEqual([p.cards[0].channel, p.cards[0].note, p.warnings.length], ["other", "Channel: carrier pigeon", 1]);
  assert.deepEqual(cards(p)[1], ["Plan", "emotion", "curious"]);
});

test("a table becomes what its plan shows", () => {
  const replica = replicaOf({ ...smallMap(), persona: [], traveller: [] });
  /** @type {any[][]} */
  const changes = [];
  const session = /** @type {any} */ ({ replica, journey: "j1", commit: (/** @type {any[]} */ edits) => (changes.push(edits), replica.add(`x${changes.length}`, prepare(replica, edits))) });
  const commands = new Commands(session, { random: seeded(9) });
  const rows = Array.from({ length: 900 }, (_, i) => `Stage ${1 + (i % 4)}\tThing ${i}\tHurts ${i} !\t${(i % 7) - 3}\tbehind ${i}`);
  const p = commands.planPaste(parseBlock(["Stage\tTouchpoint\tPain\tScore\tBackstage", ...rows].join("\n")));
  const ids = commands.pasteTable(p);
  assert.deepEqual(p.counts, { stages: 4, newStages: 2, lanes: 3, newLanes: 1, cards: 2700, feelings: 900 });
  assert.deepEqual([ids.length, replica.all("card").size, replica.all("feeling").size, replica.list("stage").length, replica.list("persona").length], [2700, 2703, 900, 4, 1]);
  assert.deepEqual(replica.list("lane").map((l) => l.kind), ["action", "touchpoint", "emotion", "pain", "backstage"]);
  const [first] = replica.cell("s1", "l2");
  assert.deepEqual([first.title, replica.feelingsOf(first.id)[0].value, replica.cell("s1", "l2").at(-1)?.title], ["Thing 0", -3, "Thing 896"]);
  assert.ok(changes.length > 1);
});

test("limits hold, and say so", () => {
  const many = ["Stage\tTouchpoint", ...Array.from({ length: 205 }, (_, i) => `S${i}\tT${i}`)].join("\n");
  const p = plan(many);
  assert.deepEqual([p.counts.stages, p.counts.cards, p.warnings.length], [200, 205, 1]);
});

test("whatever is pasted, it is read without an error, and no word is made up", () => {
  const random = seeded(11);
  const bits = ["Stage", "Pain", "\t", "\t", "\n", "\n", '"', ",", ";", "|", "-2", "!!", "<table><tr><td>", "</td>", "text", "ünï", "🚲", " ", "\r", "4/5", "high"];
  for (let i = 0; i < 3000; i++) {
    const text = Array.from({ length: Math.floor(random() * 30) }, () => pick(random, bits)).join("");
    const p = planPaste(parseBlock(text, random() < 0.3 ? text : ""), random() < 0.5 ? empty() : replicaOf(smallMap()));
    for (const card of p.cards) {
      assert.ok(p.stages[card.stage] && p.lanes[card.lane]);
      assert.ok(card.feeling === null || (card.feeling >= -3 && card.feeling <= 3));
    }
  }
});
