// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { formatFeeling, parseMarks, withMarks } from "../../cxmap/board/static/model/marks.js";

/** @type {[string, {title: string, feeling?: number, severity?: number, moment?: string}][]} */
const READ = [
  ["Kiosk rejects her surname -2 !!", { title: "Kiosk rejects her surname", feeling: -2, severity: 2 }],
  ["Meets the guide +1.5", { title: "Meets the guide", feeling: 1.5 }],
  ["Meets the guide +1,5 *", { title: "Meets the guide", feeling: 1.5, moment: "make_or_break" }],
  ["Waits −2.6", { title: "Waits", feeling: -2.6 }],
  ["Waits * !!! -3", { title: "Waits", feeling: -3, severity: 3, moment: "make_or_break" }],
  ["  Waits   !  ", { title: "Waits", severity: 1 }],
  ["Nothing special +0", { title: "Nothing special", feeling: 0 }],
  ["Wow!", { title: "Wow!" }],
  ["What a day!!!", { title: "What a day!!!" }],
  ["Line 2 - 3", { title: "Line 2 - 3" }],
  ["Meet at gate 2", { title: "Meet at gate 2" }],
  ["Minus ten -10", { title: "Minus ten -10" }],
  ["Too far -3.5", { title: "Too far -3.5" }],
  ["Too fine -1.25", { title: "Too fine -1.25" }],
  ["Four !!!!", { title: "Four !!!!" }],
  ["Twice -1 -2", { title: "Twice -1", feeling: -2 }],
  ["-2", { title: "-2" }],
  ["*", { title: "*" }],
  ["!! -1", { title: "!!", feeling: -1 }],
  ["", { title: "" }],
];

for (const [text, { title, feeling = null, severity = null, moment = null }] of READ) {
  test(`“${text}” is read`, () => {
    const marked = parseMarks(text);
    assert.deepEqual({ ...marked, chips: [] }, { title, feeling, severity, moment, chips: [] });
    for (const { start, text: chip } of marked.chips) assert.equal(text.slice(start, start + chip.length), chip);
    assert.equal(marked.chips.length, [feeling, severity, moment].filter((mark) => mark !== null).length);
  });
}

test("marks that were undone are text, and end the search", () => {
  assert.equal(parseMarks("Gate -2", { ignore: ["-2"] }).title, "Gate -2");
  assert.equal(parseMarks("Gate -2", { ignore: [5] }).feeling, null);
  const marked = parseMarks("Gate -2 !!", { ignore: ["-2"] });
  assert.deepEqual([marked.title, marked.severity, marked.feeling], ["Gate -2", 2, null]);
  assert.equal(parseMarks("Gate -2 !! *", { ignore: true }).title, "Gate -2 !! *");
});

test("a bare mark counts where it is asked for", () => {
  assert.deepEqual([parseMarks("-2", { bare: true }).title, parseMarks("-2", { bare: true }).feeling], ["", -2]);
});

test("a line that was copied reads back the same", () => {
  for (const card of [
    { title: "Waits", feeling: -2.6, severity: 3, moment: "make_or_break" },
    { title: "Waits", feeling: 0, severity: null, moment: null },
    { title: "Wow!", feeling: null, severity: 1, moment: null },
  ]) {
    const { chips, ...read } = parseMarks(withMarks(card));
    assert.deepEqual(read, card);
  }
  assert.equal(formatFeeling(-0), "+0");
  assert.equal(withMarks({ title: "two\nlines" }), "two lines");
});
