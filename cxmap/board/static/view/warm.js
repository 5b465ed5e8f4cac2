// @ts-check
/**
 * While the server is being asked for what a board is made of, a map of no consequence is drawn, out of the document: the browser
 * compiles what the first picture needs, and the pictures on the cards are there to be copied. What comes of it is laid out with the
 * empty board, so that the letters are loaded too. See docs/decisions/0019.
 */
import { coverage } from "../model/evidence.js";
import { Completeness } from "../model/guide.js";
import { Replica } from "../sync/replica.js";
import { Board } from "./board.js";
import { EmotionLane } from "./emotion.js";
import { Grid } from "./grid.js";
import { h } from "./dom.js";
import { face } from "./icons.js";
import { Layout } from "./layout.js";
import { letterMeasure } from "./metrics.js";
import { lettersOf } from "./presence.js";
import { Selection } from "./selection.js";

/** Enough for the browser to compile all of it; more would make the page wait. */
const CARDS = 2;
/** What titles are mostly written with: the font is there when they are measured. */
const LETTERS = "The quick brown fox jumps over a lazy dog, 0123456789 – “ABCDEFGHIJKLMNOPQRSTUVWXYZ”.";
const KINDS = ["evidence", "action", "touchpoint", "thought", "emotion", "pain", "moment", "opportunity", "frontstage", "backstage", "support", "kpi"];
const VIEW = { left: 0, top: 0, width: 1200, height: 700 };

/**
 * Draw a map that nobody sees; it takes nothing from the server.
 * @returns {HTMLElement | null} what was drawn, for `Opening` to have it laid out; null where that failed: the map itself will say more
 */
export function rehearse() {
  try {
    return draw();
  } catch (error) {
    console.warn("cxmap: the board was not rehearsed", error);
    return null;
  }
}

function draw() {
  const replica = new Replica();
  replica.load(sample(), 0);
  const layout = new Layout(replica, letterMeasure());
  layout.look(1, false);
  layout.update(null);
  lettersOf(LETTERS);
  coverage(replica.all("card").values(), () => [], "");
  const guide = new Completeness(() => replica, () => "");
  for (const { id } of layout.stages) guide.of(id);
  for (const value of [-3, -1, 0, 1, 3]) face(value);
  const session = { replica, role: "owner", status: null, on: () => () => {} };
  const label = (/** @type {string} */ _list, /** @type {string} */ key) => key;
  const none = { marks: () => [], items: () => [] };
  const board = Object.assign(Object.create(Board.prototype), {
    session, layout, label, past: null, fixed: false, hits: null, features: none, selection: new Selection(), dragging: new Set(), whereabouts: { remote: new Map() },
    carried: null, over: "", editing: null, leading: null, root: h("div", { class: "cx" }), definitions: { laneName: () => "" }, objection: () => "",
  });
  board.grid = new Grid(board);
  board.grid.window = VIEW;
  board.emotion = new EmotionLane(board);
  board.grid.paint(false);
  board._paintEmotion(false);
  board.grid.canvas.append(board.emotion.el);
  return h("div", { class: "cx-rehearsal", inert: true, "aria-hidden": "true" }, board.grid.el);
}

/** A map with cards of most kinds. */
function sample() {
  const journey = "";
  const stage = [{ id: "s", journey, name: "Stage", goal: "Goal", order: "a", duration: null, duration_unit: null }];
  const lane = KINDS.map((kind, i) => ({ id: kind, journey, kind, name: "", order: `a${i}`, collapsed: false }));
  const card = KINDS.flatMap((kind) => Array.from({ length: CARDS }, (_, i) => ({
    id: `${kind}.${i}`, journey, stage: "s", lane: kind, order: `a${i}`, title: LETTERS.slice(i * 20), note: "",
    channel: i ? "website" : "email", severity: kind === "pain" ? i : null, moment: i > 0, evidence: i ? "observed" : "assumed",
  })));
  const feeling = card.filter(({ lane }) => lane === "touchpoint").map(({ id }, i) => ({ id: `${id}.p.predicted`, journey, card: id, persona: "p", source: "predicted", value: 4 * i - 2 }));
  return { persona: [{ id: "p", name: "Rosa" }], traveller: [{ id: "t", journey, persona: "p", order: "a0" }], lane, stage, card, feeling };
}
