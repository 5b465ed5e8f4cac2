// @ts-check
/** Map level and folded lanes: one 6 px tick a card, drawn on one canvas a cell, with its evidence mark and severity. */

/**
 * @param {HTMLCanvasElement} canvas @param {any} cell @param {number} width @param {number} height @param {any} board
 */
export function drawTicks(canvas, cell, width, height, board) {
  const ratio = globalThis.devicePixelRatio || 1;
  const w = Math.round(width * ratio);
  const t = Math.round(height * ratio);
  if (canvas.width !== w || canvas.height !== t) {
    canvas.width = w;
    canvas.height = t;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  const context = canvas.getContext("2d");
  if (!context) return;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  const { ink, dash, neg, accent } = board.colours();
  for (const box of cell.cards) {
    const card = board.replica.get("card", box.id);
    if (!card) continue;
    context.globalAlpha = board.hits !== null && !board.hits.has(box.id) ? 0.25 : 1;
    const evidence = board.evidenceOf?.(card) ?? card.evidence;
    const colour = card.severity ? neg : ink;
    context.setLineDash([]);
    if (evidence === "measured") {
      context.fillStyle = colour;
      context.fillRect(box.left, box.top, 6, 6);
    } else {
      context.strokeStyle = evidence === "assumed" && !card.severity ? dash : colour;
      if (evidence === "assumed") context.setLineDash([1.5, 1.5]);
      context.strokeRect(box.left + 0.5, box.top + 0.5, 5, 5);
    }
    // severity also by length: one extra pixel row a step
    context.setLineDash([]);
    if (card.severity) {
      context.fillStyle = neg;
      context.fillRect(box.left, box.top + 7, card.severity * 2, 1);
    }
    if (board.selection.ids.has(box.id)) {
      context.strokeStyle = accent;
      context.strokeRect(box.left - 1, box.top - 1, 8, 8);
    }
  }
}
