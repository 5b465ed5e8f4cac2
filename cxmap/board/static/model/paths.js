// @ts-check
/**
 * Paths between stages (repeat, skip, branch) as arcs that hang under the stage row. Pure.
 *
 * Arcs that overlap along the map get different lanes (interval colouring, short ones nearest to the stages), and where several
 * meet at a stage they leave and arrive side by side in the order that keeps them from crossing.
 */

/** An arc: `from` and `to` are places of stages, `start` and `end` where it leaves and arrives there as shares of their width. @typedef {{id: string, from: number, to: number, lane: number, start: number, end: number}} Arc */

/** Ends at one stage stand this share of its width apart, nearer where there are many. */
const APART = 0.14;
const ROOM = 0.8;

/**
 * @param {readonly {id: string, start: string, end: string}[]} paths in their order @param {(stage: string) => number} place of a stage, −1 where it is gone
 * @returns {{arcs: Arc[], lanes: number}} arcs in the order of the paths
 */
export function arrange(paths, place) {
  const arcs = paths
    .map(({ id, start, end }) => ({ id, from: place(start), to: place(end), lane: 0, start: 0.5, end: 0.5 }))
    .filter((arc) => arc.from >= 0 && arc.to >= 0);
  /** @type {Arc[][]} */
  const lanes = [];
  const order = arcs.map((arc, i) => ({ arc, i, span: Math.abs(arc.to - arc.from) })).sort((a, b) => a.span - b.span || least(a.arc) - least(b.arc) || a.i - b.i);
  for (const { arc } of order) {
    let lane = 0;
    while (lanes[lane]?.some((other) => overlap(arc, other))) lane++;
    arc.lane = lane;
    (lanes[lane] ??= []).push(arc);
  }
  spread(arcs);
  return { arcs, lanes: lanes.length };
}

/** @param {Arc} arc */
const least = (arc) => Math.min(arc.from, arc.to);

/** Whether two arcs share more than one stage, or one passes or repeats the stage of the other. @param {Arc} a @param {Arc} b */
function overlap(a, b) {
  const [a0, a1, b0, b1] = [least(a), Math.max(a.from, a.to), least(b), Math.max(b.from, b.to)];
  if (a0 === a1 && b0 === b1) return a0 === b0;
  if (a0 === a1) return b0 < a0 && a0 < b1;
  if (b0 === b1) return a0 < b0 && b0 < a1;
  return Math.max(a0, b0) < Math.min(a1, b1);
}

/** Ends at a stage from left to right: those that come from the left, shallow ones first; repeats, nested; those that go right, deep ones first. @param {Arc[]} arcs */
function spread(arcs) {
  /** @type {Map<number, {arc: Arc, end: "start" | "end", rank: number[]}[]>} */
  const stages = new Map();
  const add = (/** @type {Arc} */ arc, /** @type {"start" | "end"} */ end) => {
    const [here, there] = end === "start" ? [arc.from, arc.to] : [arc.to, arc.from];
    const group = there < here ? 0 : there > here ? 3 : end === "end" ? 1 : 2;
    const list = stages.get(here) ?? [];
    stages.set(here, list);
    list.push({ arc, end, rank: [group, group % 2 ? -arc.lane : arc.lane] });
  };
  for (const arc of arcs) {
    add(arc, "start");
    add(arc, "end");
  }
  for (const list of stages.values()) {
    list.sort((a, b) => a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1]);
    const step = Math.min(APART, ROOM / list.length);
    list.forEach(({ arc, end }, i) => (arc[end] = 0.5 + (i - (list.length - 1) / 2) * step));
  }
}

/**
 * Path data of an arc, from the stage row down to its lane and up again, with round corners.
 * @param {number} x0 where it leaves @param {number} x1 where it arrives @param {number} depth of its lane @param {number} [radius] @returns {string}
 */
export function arcPath(x0, x1, depth, radius = 8) {
  const r = Math.max(0, Math.min(radius, depth, Math.abs(x1 - x0) / 2));
  const way = x1 < x0 ? -1 : 1;
  return `M${x0} 0V${depth - r}Q${x0} ${depth} ${x0 + way * r} ${depth}H${x1 - way * r}Q${x1} ${depth} ${x1} ${depth - r}V2`;
}
