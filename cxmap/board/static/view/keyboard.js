// @ts-check
/** Keys on the map (not while typing): each key finds the target and calls the board. `view/keys.js` lists them for people. */

/** @param {any} board @param {KeyboardEvent} e @returns {boolean} whether the key was taken */
export function onKey(board, e) {
  const command = e.ctrlKey || e.metaKey;
  if (command && !e.altKey) return withCommand(board, e);
  if (e.altKey) return e.key.startsWith("Arrow") && !command ? moveTarget(board, e.key) : false;
  if (e.key.startsWith("Arrow")) return walk(board, e.key, e.shiftKey);
  const act = KEYS[e.key] ?? (e.key.length === 1 ? KEYS[e.key.toLowerCase()] : undefined);
  const target = board.selection.target;
  if (target.kind === "cell" && isLetter(e)) {
    board.editor.open({ stage: target.stage, lane: target.lane }); // the letter lands in the input that has the focus now
    return false;
  }
  return act ? act(board, e) !== false : false;
}

/** @param {KeyboardEvent} e */
function isLetter(e) {
  return e.key.length === 1 && e.key !== " " && e.key !== "?" && !e.ctrlKey && !e.metaKey && !e.altKey;
}

/** @type {Record<string, (board: any, e: KeyboardEvent) => boolean | void>} */
const KEYS = {
  Enter: (b) => b.enter(),
  " ": (b) => b.editTarget(),
  e: (b) => b.editTarget(),
  F2: (b) => b.editTarget(),
  Delete: (b) => b.deleteTarget(),
  Backspace: (b) => b.deleteTarget(),
  Escape: (b) => b.stepOut(),
  Tab: (b, e) => b.tab(e.shiftKey ? -1 : 1),
  Home: (b) => b.walkTo("first"),
  End: (b) => b.walkTo("last"),
  "?": (b) => b.showKeys(),
  "+": (b) => b.nudgeFeeling(0.5),
  "=": (b) => b.nudgeFeeling(0.5),
  "-": (b) => b.nudgeFeeling(-0.5),
  "−": (b) => b.nudgeFeeling(-0.5),
  "*": (b) => b.onCards((/** @type {string[]} */ ids) => b.commands.toggleMoment(ids)),
  0: (b) => b.onCards((/** @type {string[]} */ ids) => b.commands.setSeverity(ids, 0)),
  1: (b) => b.onCards((/** @type {string[]} */ ids) => b.commands.setSeverity(ids, 1)),
  2: (b) => b.onCards((/** @type {string[]} */ ids) => b.commands.setSeverity(ids, 2)),
  3: (b) => b.onCards((/** @type {string[]} */ ids) => b.commands.setSeverity(ids, 3)),
  v: (b) => b.cycleEvidence(),
  i: (b) => b.inspector.focus(),
  f: (b) => b.fit(),
};

/** @param {any} board @param {KeyboardEvent} e */
function withCommand(board, e) {
  const key = e.key.toLowerCase();
  if (key === "z") e.shiftKey ? board.redo() : board.undo();
  else if (key === "y") board.redo();
  else if (key === "d") return board.onCards((/** @type {string[]} */ ids) => board.selectCards(board.commands.duplicateCards(ids))) !== false;
  else if (key === "a") board.selectAll();
  else if (key === "f") board.openFind();
  else if (key === "0") board.fit();
  else if (key === "+" || key === "=") board.zoomBy(1.25);
  else if (key === "-") board.zoomBy(0.8);
  else return false;
  return true;
}

/** Alt and an arrow move the card, stage or lane. @param {any} board @param {string} key */
function moveTarget(board, key) {
  const { target } = board.selection;
  const step = key === "ArrowLeft" || key === "ArrowUp" ? -1 : 1;
  const sideways = key === "ArrowLeft" || key === "ArrowRight";
  if (board.readonly) return false;
  if (["stage", "lane"].includes(target.kind) && board.refuses("frame")) return true;
  if (target.kind === "stage" && sideways) return moveFrame(board, "stage", target.id, step);
  if (target.kind === "lane" && !sideways) return moveFrame(board, "lane", target.id, step);
  if (target.kind !== "card") return false;
  const ids = board.inMapOrder([...board.selection.ids]);
  const card = board.replica.get("card", sideways || step < 0 ? ids[0] : ids.at(-1));
  if (!card) return false;
  let { stage, lane } = card;
  const cell = board.replica.cell(stage, lane).map((/** @type {any} */ c) => c.id);
  const rest = (/** @type {string} */ s, /** @type {string} */ l) => board.replica.cell(s, l).filter((/** @type {any} */ c) => !ids.includes(c.id)).length;
  let index = cell.slice(0, cell.indexOf(card.id)).filter((/** @type {string} */ c) => !ids.includes(c)).length;
  if (sideways) {
    stage = board.stageBeside(stage, step);
    if (!stage) return announceEdge(board, step < 0 ? "First stage" : "Last stage");
    index = Math.min(index, rest(stage, lane));
  } else if (index + step >= 0 && index + step <= rest(stage, lane) && rest(stage, lane) > 0) index += step;
  else {
    lane = board.laneBeside(lane, step);
    if (!lane) return announceEdge(board, step < 0 ? "First lane" : "Last lane");
    index = step > 0 ? 0 : rest(stage, lane);
  }
  board.commands.moveCards(ids, { stage, lane, index });
  board.revealSoon(ids[0]);
  board.announceCard(ids[0]);
  return true;
}

/** @param {any} board @param {string} text */
function announceEdge(board, text) {
  board.announce(text);
  return true;
}

/** @param {any} board @param {"stage"|"lane"} kind @param {string} id @param {number} step */
function moveFrame(board, kind, id, step) {
  const list = kind === "stage" ? board.layout.stages : board.layout.lanes;
  const at = list.findIndex((/** @type {any} */ b) => b.id === id) + step;
  if (at < 0 || at >= list.length) return announceEdge(board, "It is at the end already");
  if (kind === "stage") board.commands.moveStage(id, at);
  else board.commands.moveLane(id, at);
  board.announce(`${kind === "stage" ? "Stage" : "Lane"} at place ${at + 1} of ${list.length}`);
  return true;
}

/** Arrows walk from card to card, to headers and to empty cells; Shift takes what is walked over into the selection. @param {any} board @param {string} key @param {boolean} extend */
function walk(board, key, extend) {
  const next = beside(board, key);
  if (!next) return true;
  if (next.kind === "card" && extend && board.selection.ids.size) board.selection.extend(next.id);
  else board.selection.set(next);
  board.focusTarget();
  return true;
}

/** What lies beside the target. @param {any} board @param {string} key @returns {any} */
function beside(board, key) {
  const { layout } = board;
  const { target } = board.selection;
  const step = key === "ArrowLeft" || key === "ArrowUp" ? -1 : 1;
  const sideways = key === "ArrowLeft" || key === "ArrowRight";
  const { stages, lanes } = layout;
  if (!stages.length || !lanes.length) return null;
  if (target.kind === "stage") {
    const s = layout.stageOf.get(target.id);
    if (!s) return null;
    if (!sideways) return step > 0 ? enter(board, s.id, lanes[0].id, "first") : null;
    const to = stages[s.index + step];
    return to ? { kind: "stage", id: to.id } : null;
  }
  if (target.kind === "lane") {
    const l = layout.laneOf.get(target.id);
    if (!l) return null;
    if (sideways) return step > 0 ? enter(board, stages[0].id, l.id, "first") : null;
    const to = lanes[l.index + step];
    return to ? { kind: "lane", id: to.id } : step < 0 ? { kind: "stage", id: stages[0].id } : null;
  }
  const { stage, lane, index } = board.placeOfTarget();
  if (!stage) return { kind: "stage", id: stages[0].id };
  const cell = layout.cell(stage, lane).cards;
  const s = layout.stageOf.get(stage);
  const l = layout.laneOf.get(lane);
  if (!s || !l) return null;
  if (sideways) {
    const to = stages[s.index + step];
    return to ? enter(board, to.id, lane, index) : step < 0 ? { kind: "lane", id: lane } : null;
  }
  if (index + step >= 0 && index + step < cell.length) return { kind: "card", id: cell[index + step].id };
  const { ids, more } = layout.cell(stage, lane);
  if (step > 0 && more && layout.level !== "map") {
    board.openCell(layout.key(stage, lane)); // on to what is folded away
    return { kind: "card", id: ids[cell.length] };
  }
  const to = lanes[l.index + step];
  return to ? enter(board, stage, to.id, step > 0 ? "first" : "last") : step < 0 ? { kind: "stage", id: stage } : null;
}

/** A cell is entered at a card, or at the cell itself where it has none. @param {any} board @param {string} stage @param {string} lane @param {number | "first" | "last"} where */
function enter(board, stage, lane, where) {
  const cards = board.layout.cell(stage, lane).cards;
  if (!cards.length || board.layout.level === "map") return { kind: "cell", stage, lane };
  const index = where === "first" ? 0 : where === "last" ? cards.length - 1 : Math.min(where, cards.length - 1);
  return { kind: "card", id: cards[index].id };
}
