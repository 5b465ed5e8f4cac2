// @ts-check
/**
 * While the server is being asked for a map, what its first picture needs is run once on a map of no consequence, out of the
 * document: the browser compiles it in time that nobody waits for, and the pictures on the cards are there to be copied.
 */
import { Replica } from "../sync/replica.js";
import { fillCard, newCard } from "./cards.js";
import { fillLane, fillStage, newLaneHeader, newStageHeader } from "./headers.js";
import { face } from "./icons.js";
import { Layout } from "./layout.js";

const STAGES = 2;
/** As often as the browser takes before it compiles for speed what is run again and again. */
const TIMES = 4;

/** Once the browser has nothing else to do, unless the map is there by then. @param {any} board */
export function warmUp(board) {
  const idle = globalThis.requestIdleCallback ?? ((/** @type {() => void} */ run) => setTimeout(run));
  idle(() => {
    if (!board.layout.stages.length) rehearse(board);
  });
}

/** @param {{definitions: any, label: (list: string, key: string | null) => string, measure: (text: string, font: string) => number}} board */
function rehearse({ definitions, label, measure }) {
  const kinds = definitions.vocabulary.lane_kinds.map((/** @type {{key: string}} */ kind) => kind.key);
  const replica = new Replica();
  replica.load(sample(kinds), 0);
  const layout = new Layout(replica, measure);
  layout.look(1, false);
  layout.update(null);
  for (const stage of layout.stages) {
    fillStage(newStageHeader(), { stage: replica.get("stage", stage.id), number: 1, cards: 1, level: "card", label, readonly: false });
    for (const lane of layout.lanes) {
      for (const box of layout.cell(stage.id, lane.id).cards) {
        fillCard(newCard(), { card: replica.get("card", box.id), kind: lane.kind, level: "card", where: "", label, feeling: null });
      }
    }
  }
  for (const lane of layout.lanes) fillLane(newLaneHeader(), { lane: replica.get("lane", lane.id), cards: 1, level: "card", collapsed: false, label, legend: null, readonly: false });
  for (const value of [-3, -1, 0, 1, 3]) face(value);
}

/** A map with cards of every kind. @param {string[]} kinds */
function sample(kinds) {
  const numbers = Array.from({ length: STAGES }, (_, i) => i);
  const lane = kinds.map((kind, i) => ({ id: kind, journey: "", kind, name: "", order: `a${i}`, collapsed: false }));
  const stage = numbers.map((i) => ({ id: `s${i}`, journey: "", name: "Stage", goal: "Goal", order: `a${i}`, duration: null, duration_unit: null }));
  const card = kinds.flatMap((kind) => numbers.flatMap((s) => Array.from({ length: TIMES }, (_, i) => ({
    id: `${kind}.${s}.${i}`, journey: "", stage: `s${s}`, lane: kind, order: `a${i}`, title: "What somebody does there", note: "",
    channel: "website", severity: kind === "pain" ? i : null, moment: i > 1, evidence: i ? "observed" : "assumed",
  }))));
  return { lane, stage, card };
}
