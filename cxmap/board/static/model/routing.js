// @ts-check
/**
 * Ways for connections between cards: orthogonal lines that run where no cards stand. Pure: geometry in, points out.
 *
 * Cards fill their column, so a way goes sideways out of its card into the gutter between two columns, up or down in it, and, to
 * a column further on, along the channel between two lanes. Cards below each other with nothing between are joined straight.
 * Several ways in one gutter or channel get tracks beside each other (interval colouring), several at one side of a card get
 * ports beside each other. Lengths are pixels of the canvas. The same links in any order give the same ways.
 */

/** @typedef {{left: number, top: number, width: number, height: number}} Rect */
/** @typedef {{x: number, y: number}} Point */
/** An end: its card, the places of its stage and lane, and what the line ends at (the card, or the fold that holds it). @typedef {{card: string, column: number, row: number, box: Rect}} End */
/** `clear`: both in one column, and nothing stands between them. @typedef {{id: string, start: End, end: End, clear: boolean}} Link */
/** `reach`: how far tracks may lie from the middle of a gutter or channel. @typedef {{columns: readonly {left: number, width: number}[], rows: readonly {top: number, height: number}[], reach: number}} Grid */
/** Where a text stands: `anchor` as in SVG, `room` for it; `tight`: it would lie on cards. @typedef {{x: number, y: number, anchor: "start" | "middle", room: number, tight: boolean}} Place */
/** `way`: the direction in which it arrives; `upright`: where its (first) gutter is; `along`: its stretch in a channel. @typedef {{id: string, points: Point[], way: "left" | "right" | "up" | "down", box: Rect, upright: number, along: {y: number, x0: number, x1: number} | null}} Route */

/** A stretch in a gutter or channel: from `low` to `high` along it, `shift` is its track. @typedef {{id: string, low: number, high: number, shift: number}} Stretch */
/** @typedef {{link: Link, ports: [Port, Port], first: Stretch | null, along: Stretch | null, last: Stretch | null, gutters: [number, number], channel: number}} Plan */
/** @typedef {{side: "left" | "right" | "up" | "down", at: number, toward: number}} Port */

const STEP = 4;
const APART = 3;
const RADIUS = 6;
/** Two straight ways between the same cards, one each way, stand this far apart. */
const TWIN = 14;

/** @param {Grid} grid @param {readonly Link[]} links @returns {Map<string, Route>} by link */
export function route(grid, links) {
  const plans = [...links].sort((a, b) => (a.id < b.id ? -1 : 1)).map((link) => plan(grid, link));
  spreadPorts(plans);
  /** @type {Map<number, Stretch[]>} */
  const channels = new Map();
  for (const p of plans) {
    if (p.channel < 0) continue;
    const [x0, x1] = p.gutters.map((gutter) => gutterX(grid, gutter));
    p.along = stretch(channels, p.channel, p.link.id, x0, x1);
  }
  for (const list of channels.values()) track(list, grid.reach);
  /** @type {Map<number, Stretch[]>} */
  const gutters = new Map();
  for (const p of plans) {
    if (p.gutters[0] < 0) continue;
    const [from, to] = p.ports.map((port) => port.at);
    if (p.along) {
      const y = channelY(grid, p.channel) + p.along.shift;
      p.first = stretch(gutters, p.gutters[0], p.link.id, from, y);
      p.last = stretch(gutters, p.gutters[1], p.link.id, y, to);
    } else p.first = stretch(gutters, p.gutters[0], p.link.id, from, to);
  }
  for (const list of gutters.values()) track(list, grid.reach);
  return new Map(plans.map((p) => [p.link.id, draw(grid, p)]));
}

/** The middle of the gutter before a column; behind the last one, its right edge. @param {Grid} grid @param {number} gutter */
function gutterX(grid, gutter) {
  const column = grid.columns[gutter];
  const last = grid.columns[grid.columns.length - 1];
  return column ? column.left : last.left + last.width;
}

/** The middle of the channel above a row; below the last one, its bottom. @param {Grid} grid @param {number} channel */
function channelY(grid, channel) {
  const row = grid.rows[channel];
  const last = grid.rows[grid.rows.length - 1];
  return row ? row.top : last.top + last.height;
}

/** @param {Rect} box */
const middle = (box) => ({ x: box.left + box.width / 2, y: box.top + box.height / 2 });

/** Which sides, gutters and channel a link takes. @param {Grid} grid @param {Link} link @returns {Plan} */
function plan(grid, link) {
  const { start, end, clear } = link;
  const [a, b] = [middle(start.box), middle(end.box)];
  const port = (/** @type {Port["side"]} */ side, /** @type {number} */ at, /** @type {number} */ toward) => ({ side, at, toward });
  const made = (/** @type {Port} */ from, /** @type {Port} */ to, /** @type {[number, number]} */ gutters, channel = -1) =>
    ({ link, ports: /** @type {[Port, Port]} */ ([from, to]), first: null, along: null, last: null, gutters, channel });
  const steps = end.column - start.column;
  if (!steps && clear) {
    const down = b.y > a.y;
    const x = (Math.max(start.box.left, end.box.left) + Math.min(start.box.left + start.box.width, end.box.left + end.box.width)) / 2 + (down ? 0 : TWIN);
    return made(port(down ? "down" : "up", x, 0), port(down ? "up" : "down", x, 0), [-1, -1]);
  }
  // in one column those that go down turn right and those that go up turn left, but not under the lanes' names
  const right = steps > 0 || (!steps && (b.y >= a.y || !start.column));
  const out = right ? "right" : "left";
  const into = steps ? (right ? "left" : "right") : out;
  const gutter = right ? start.column + 1 : start.column;
  const from = port(out, a.y, b.y);
  const to = port(into, b.y, a.y);
  if (Math.abs(steps) <= 1) return made(from, to, [gutter, gutter]);
  return made(from, to, [gutter, right ? end.column : end.column + 1], channelOf(grid, start.row, end.row, a.y, b.y));
}

/** The channel that is on the way, or the nearer one of a row. @param {Grid} grid @param {number} from @param {number} to @param {number} y0 @param {number} y1 */
function channelOf(grid, from, to, y0, y1) {
  if (to > from) return from + 1;
  if (to < from) return from;
  const detour = (/** @type {number} */ channel) => Math.abs(channelY(grid, channel) - y0) + Math.abs(channelY(grid, channel) - y1);
  return detour(from) < detour(from + 1) ? from : from + 1;
}

/** Several ways at one side of a card leave and arrive beside each other, in the order of where they lead. @param {Plan[]} plans */
function spreadPorts(plans) {
  /** @type {Map<string, {port: Port, box: Rect, id: string}[]>} */
  const sides = new Map();
  for (const { link, ports, gutters } of plans) {
    if (gutters[0] < 0) continue;
    [link.start, link.end].forEach((end, i) => {
      const key = `${ports[i].side} ${end.card}`;
      const list = sides.get(key);
      const entry = { port: ports[i], box: end.box, id: link.id };
      if (list) list.push(entry);
      else sides.set(key, [entry]);
    });
  }
  for (const list of sides.values()) {
    if (list.length === 1) continue;
    list.sort((p, q) => p.port.toward - q.port.toward || (p.id < q.id ? -1 : 1));
    list.forEach(({ port, box }, i) => (port.at = box.top + (box.height * (i + 1)) / (list.length + 1)));
  }
}

/** @param {Map<number, Stretch[]>} lists @param {number} key @param {string} id @param {number} a @param {number} b @returns {Stretch} */
function stretch(lists, key, id, a, b) {
  const made = { id, low: Math.min(a, b), high: Math.max(a, b), shift: 0 };
  const list = lists.get(key);
  if (list) list.push(made);
  else lists.set(key, [made]);
  return made;
}

/** Give stretches that overlap tracks of their own, as near to the middle as they fit. @param {Stretch[]} list @param {number} reach */
function track(list, reach) {
  list.sort((a, b) => a.low - b.low || b.high - a.high || (a.id < b.id ? -1 : 1));
  for (let from = 0; from < list.length; ) {
    /** @type {number[]} the end of what lies on each track */
    const ends = [];
    const tracks = [];
    let far = -Infinity;
    let to = from;
    for (; to < list.length && (to === from || list[to].low <= far + APART); to++) {
      const { low, high } = list[to];
      let at = ends.findIndex((end) => end + APART < low);
      if (at < 0) at = ends.length;
      ends[at] = high;
      tracks.push(at);
      far = Math.max(far, high);
    }
    const step = ends.length > 1 ? Math.min(STEP, (2 * reach) / (ends.length - 1)) : 0;
    for (let i = from; i < to; i++) list[i].shift = (tracks[i - from] - (ends.length - 1) / 2) * step;
    from = to;
  }
}

/** @param {Grid} grid @param {Plan} p @returns {Route} */
function draw(grid, p) {
  const { link, ports, gutters } = p;
  const points = corners(grid, p);
  const last = points[points.length - 1];
  const before = points[points.length - 2] ?? last;
  const way = last.x > before.x ? "right" : last.x < before.x ? "left" : last.y < before.y ? "up" : "down";
  let [x0, y0, x1, y1] = [last.x, last.y, last.x, last.y];
  for (const { x, y } of points) {
    if (x < x0) x0 = x;
    else if (x > x1) x1 = x;
    if (y < y0) y0 = y;
    else if (y > y1) y1 = y;
  }
  const upright = gutters[0] < 0 ? ports[0].at : gutterX(grid, gutters[0]) + (p.first?.shift ?? 0);
  const along = p.along && { y: channelY(grid, p.channel) + p.along.shift, x0: p.along.low, x1: p.along.high };
  return { id: link.id, points, way, box: { left: x0, top: y0, width: x1 - x0, height: y1 - y0 }, upright, along };
}

/** @param {Grid} grid @param {Plan} p @returns {Point[]} */
function corners(grid, p) {
  const [from, to] = p.ports;
  const { start, end } = p.link;
  if (p.gutters[0] < 0) {
    const down = from.side === "down";
    return [{ x: from.at, y: start.box.top + (down ? start.box.height : 0) }, { x: from.at, y: end.box.top + (down ? 0 : end.box.height) }];
  }
  const edge = (/** @type {Port} */ port, /** @type {Rect} */ box) => ({ x: port.side === "right" ? box.left + box.width : box.left, y: port.at });
  const [a, b] = [edge(from, start.box), edge(to, end.box)];
  const x0 = gutterX(grid, p.gutters[0]) + (p.first?.shift ?? 0);
  if (!p.along) return slim([a, { x: x0, y: a.y }, { x: x0, y: b.y }, b]);
  const x1 = gutterX(grid, p.gutters[1]) + (p.last?.shift ?? 0);
  const y = channelY(grid, p.channel) + p.along.shift;
  return slim([a, { x: x0, y: a.y }, { x: x0, y }, { x: x1, y }, { x: x1, y: b.y }, b]);
}

/** Without points that a straight line passes anyway. @param {Point[]} points */
function slim(points) {
  const near = (/** @type {number} */ a, /** @type {number} */ b) => Math.abs(a - b) < 0.5;
  return points.filter((p, i) => {
    const [before, after] = [points[i - 1], points[i + 1]];
    return !before || !after || !((near(before.x, p.x) && near(p.x, after.x)) || (near(before.y, p.y) && near(p.y, after.y)));
  });
}

/**
 * Where a way's text may stand, the best first: along its channel, else where it crosses from lane to lane; where it crosses
 * none, it would lie on cards.
 * @param {Grid} grid @param {Route} route @returns {Place[]}
 */
export function textPlaces(grid, { along, box, upright }) {
  if (along) {
    const room = along.x1 - along.x0 - 24;
    return [0.5, 0.3, 0.7].map((share) => ({ x: along.x0 + (along.x1 - along.x0) * share, y: along.y, anchor: "middle", room: share === 0.5 ? room : room * 0.6, tight: false }));
  }
  const crossed = grid.rows.filter((row) => row.top > box.top + 4 && row.top < box.top + box.height - 4);
  const best = (crossed.length - 1) / 2;
  if (!crossed.length) return [{ x: upright, y: box.top + box.height / 2, anchor: "middle", room: 150, tight: true }];
  return crossed
    .map((row, i) => ({ row, far: Math.abs(i - best) }))
    .sort((p, q) => p.far - q.far || p.row.top - q.row.top)
    .map(({ row }) => ({ x: upright + 6, y: row.top, anchor: "start", room: 150, tight: false }));
}

/** Boxes are kept by stripes of this height, so that each is compared with its neighbours only. */
const STRIPE = 40;

/**
 * Which of its possible boxes each text gets, so that none lie on each other; the first come first.
 * @param {readonly (readonly {x: number, y: number, width: number, height: number}[])[]} texts boxes for each, the best first @returns {number[]} −1 for none
 */
export function apart(texts) {
  /** @type {Map<number, {x: number, y: number, width: number, height: number}[]>} */
  const stripes = new Map();
  const near = (/** @type {number} */ y) => [-1, 0, 1].flatMap((by) => stripes.get(Math.floor(y / STRIPE) + by) ?? []);
  return texts.map((boxes) => {
    const at = boxes.findIndex((box) => near(box.y).every((o) => box.x + box.width <= o.x || o.x + o.width <= box.x || box.y + box.height <= o.y || o.y + o.height <= box.y));
    if (at < 0) return at;
    const key = Math.floor(boxes[at].y / STRIPE);
    const stripe = stripes.get(key);
    if (stripe) stripe.push(boxes[at]);
    else stripes.set(key, [boxes[at]]);
    return at;
  });
}

/** Path data through points with round corners. @param {readonly Point[]} points @param {number} [radius] @returns {string} */
export function roundPath(points, radius = RADIUS) {
  if (!points.length) return "";
  let d = `M${px(points[0].x)} ${px(points[0].y)}`;
  for (let i = 1; i < points.length; i++) {
    const [p, q, r] = [points[i - 1], points[i], points[i + 1]];
    if (!r) return `${d}L${px(q.x)} ${px(q.y)}`;
    const near = Math.min(radius, length(p, q) / 2, length(q, r) / 2);
    const [into, out] = [toward(q, p, near), toward(q, r, near)];
    d += `L${px(into.x)} ${px(into.y)}Q${px(q.x)} ${px(q.y)} ${px(out.x)} ${px(out.y)}`;
  }
  return d;
}

/** @param {number} value */
const px = (value) => Math.round(value * 10) / 10;
/** @param {Point} p @param {Point} q */
const length = (p, q) => Math.hypot(q.x - p.x, q.y - p.y);

/** @param {Point} from @param {Point} to @param {number} by @returns {Point} */
function toward(from, to, by) {
  const whole = length(from, to) || 1;
  return { x: from.x + ((to.x - from.x) * by) / whole, y: from.y + ((to.y - from.y) * by) / whole };
}
