// @ts-check
/** Dragging cards: lift, a live gap where they would land, drop as one undo step. The selection stays as it is. */
import { h, style } from "./dom.js";
import { carrier, edgeScroll, follow } from "./pointer.js";
import * as m from "./metrics.js";

/**
 * Start to follow a pointer that went down on a card.
 * @param {any} board @param {PointerEvent} down @param {string} id
 */
export function dragCards(board, down, id) {
  const { layout, grid } = board;
  /** @type {string[]} */ let ids = [];
  /** @type {HTMLElement | null} */ let lifted = null;
  /** @type {((x: number, y: number) => void) | null} */ let carry = null;
  let offset = { x: 0, y: 0 };
  let height = 0;
  /** @type {any} */ let spot = null;
  /** @type {any} */ let shown = null;
  let point = { clientX: down.clientX, clientY: down.clientY };
  const edge = edgeScroll(grid.el, { left: m.LANE_COLUMN, top: m.STAGE_ROW }, show);

  /** All of a frame's reading comes before its writing, or the browser lays the map out twice. */
  function show() {
    const origin = board.overlay.getBoundingClientRect();
    grid.look();
    aim();
    if (board.due) room();
    else if (JSON.stringify(spot) !== JSON.stringify(shown)) edge.at(point.clientX, point.clientY); // look again in the next frame
    carry?.(point.clientX - offset.x - origin.left, point.clientY - offset.y - origin.top);
    board.paint(true);
  }

  function aim() {
    const { x, y } = grid.toCanvas(point.clientX, point.clientY);
    spot = layout.hit(x, y, board.dragging);
    const lane = spot && layout.laneOf.get(spot.lane);
    if (lane?.kind === "emotion" && board.replica.get("card", id)?.lane !== spot.lane) {
      // a card dropped on the curve takes the feeling of that height and stays where it is
      spot = { ...spot, value: board.emotionValue(y - lane.top, lane.height) };
    }
  }

  /** Open the gap where the cards would land. */
  function room() {
    shown = spot;
    const gap = spot && spot.value === undefined;
    layout.keepFree(gap ? [{ stage: spot.stage, lane: spot.lane, index: spot.place, height }] : []);
    board.over = spot ? layout.key(spot.stage, spot.lane) : "";
    board.gaps.show(gap ? spot : null, "var(--accent)");
    board.invalidate();
  }

  function end() {
    edge.stop();
    lifted?.remove();
    board.dragging = new Set();
    board.over = "";
    board.gaps.show(null);
    layout.keepFree([]);
    board.setHeld([]);
    board.invalidate();
  }

  follow(down, {
    lift() {
      if (board.readonly || !board.replica.get("card", id) || board.refuses(id)) return false;
      board.editor.close();
      const source = grid.cards.get(id)?.el;
      const rect = layout.cardRect(id);
      if (!source || !rect) return false;
      ids = board.selection.ids.has(id) ? board.inMapOrder([...board.selection.ids]) : [id];
      const box = source.getBoundingClientRect();
      offset = { x: down.clientX - box.left, y: down.clientY - box.top };
      height = ids.length > 1 ? Math.min(3, ids.length) * (rect.height + m.GAP) : rect.height;
      const copy = /** @type {HTMLElement} */ (source.cloneNode(true));
      copy.removeAttribute("tabindex");
      style(copy, { top: null, width: `${rect.width}px`, height: `${rect.height}px` });
      lifted = h("div", { class: "cx-lifted", "aria-hidden": "true" }, copy, ids.length > 1 && h("span", { class: "cx-count" }, ids.length));
      board.overlay.append(lifted);
      carry = carrier(/** @type {HTMLElement} */ (lifted));
      board.dragging = new Set(ids);
      board.setHeld(ids);
      show();
      return true;
    },
    move(e) {
      point = { clientX: e.clientX, clientY: e.clientY };
      edge.at(e.clientX, e.clientY);
    },
    drop(e) {
      point = { clientX: e.clientX, clientY: e.clientY };
      aim();
      const to = spot;
      end();
      if (!to || ids.some((c) => !board.replica.get("card", c))) {
        ids = ids.filter((c) => board.replica.get("card", c));
        if (!to || !ids.length) return;
      }
      if (to.value !== undefined) {
        board.commands.together("Set feelings", () => ids.forEach((c) => board.commands.setFeeling(c, board.persona(), to.value)));
        board.announce(`Emotion ${to.value}`);
      } else if (!same(board, ids, to)) {
        board.commands.moveCards(ids, { stage: to.stage, lane: to.lane, index: to.index });
        board.announceCard(ids[0]);
      }
    },
    cancel: end,
  });
}

/** Whether the cards already stand there. @param {any} board @param {string[]} ids @param {any} to */
export function same(board, ids, to) {
  const cell = board.replica.cell(to.stage, to.lane).map((/** @type {any} */ c) => c.id);
  const first = cell.indexOf(ids[0]);
  const others = cell.slice(0, Math.max(0, first)).filter((/** @type {string} */ c) => !ids.includes(c)).length;
  return first >= 0 && ids.every((c, i) => cell[first + i] === c) && others === to.index;
}
