// @ts-check
/** Dragging a stage with its whole column, or a lane with its whole row: a chip follows the pointer, a line marks the drop. */
import { h, style } from "./dom.js";
import { count } from "./headers.js";
import { icon } from "./icons.js";
import { carrier, edgeScroll, follow } from "./pointer.js";
import * as m from "./metrics.js";

/**
 * @param {any} board @param {PointerEvent} down @param {"stage"|"lane"} kind @param {string} id
 */
export function dragFrame(board, down, kind, id) {
  const { layout, grid } = board;
  const boxes = () => (kind === "stage" ? layout.stages : layout.lanes);
  /** @type {HTMLElement | null} */ let chip = null;
  /** @type {((x: number, y: number) => void) | null} */ let carry = null;
  let index = -1;
  let point = { clientX: down.clientX, clientY: down.clientY };
  const inset = { left: m.LANE_COLUMN, top: m.STAGE_ROW };
  const edge = edgeScroll(grid.el, inset, () => aim());

  function aim() {
    const at = grid.toCanvas(point.clientX, point.clientY);
    const list = boxes();
    let gap = list.findIndex((/** @type {any} */ b) => (kind === "stage" ? at.x < b.left + b.width / 2 : at.y < b.top + b.height / 2));
    if (gap < 0) gap = list.length;
    const from = list.findIndex((/** @type {any} */ b) => b.id === id);
    index = gap > from ? gap - 1 : gap;
    const before = list[gap];
    const last = list.at(-1);
    const place = before ? (kind === "stage" ? before.left : before.top - (before.line ? m.LINE : 0)) : kind === "stage" ? last.left + last.width : last.top + last.height;
    board.gaps.showFrame(kind, place);
  }

  function end() {
    edge.stop();
    chip?.remove();
    board.gaps.showFrame(null, 0);
    board.carried = null;
    board.setHeld([]);
    board.invalidate();
  }

  follow(down, {
    lift() {
      if (board.readonly || !board.replica.get(kind, id) || board.refuses("frame")) return false;
      board.editor.close();
      const record = board.replica.get(kind, id);
      const name = record.name || (kind === "stage" ? `Stage ${(layout.stageOf.get(id)?.index ?? 0) + 1}` : board.label("lane_kinds", record.kind));
      const others = kind === "stage" ? layout.lanes : layout.stages;
      const cards = others.reduce((/** @type {number} */ n, /** @type {any} */ o) => n + (kind === "stage" ? layout.cell(id, o.id) : layout.cell(o.id, id)).ids.length, 0);
      chip = h("div", { class: "cx-lifted cx-lifted-frame", "aria-hidden": "true" }, icon("grip", 14), h("b", null, name), h("span", null, count(cards)));
      board.overlay.append(chip);
      carry = carrier(/** @type {HTMLElement} */ (chip));
      board.carried = { kind, id };
      board.setHeld([id]);
      board.invalidate();
      return true;
    },
    move(e) {
      point = { clientX: e.clientX, clientY: e.clientY };
      const origin = board.overlay.getBoundingClientRect();
      carry?.(e.clientX - origin.left - 16, e.clientY - origin.top - 21);
      // only the direction that the drag is about scrolls
      const box = grid.el.getBoundingClientRect();
      edge.at(kind === "stage" ? e.clientX : box.left + box.width / 2, kind === "lane" ? e.clientY : box.top + box.height / 2);
    },
    drop(e) {
      point = { clientX: e.clientX, clientY: e.clientY };
      aim();
      const from = boxes().findIndex((/** @type {any} */ b) => b.id === id);
      end();
      if (from < 0 || index === from) return;
      if (kind === "stage") board.commands.moveStage(id, index);
      else board.commands.moveLane(id, index);
      board.announce(`${kind === "stage" ? "Stage" : "Lane"} moved to place ${index + 1} of ${boxes().length}`);
    },
    cancel: end,
  });
}

/**
 * Select cards with a rectangle drawn by the mouse from an empty place.
 * @param {any} board @param {PointerEvent} down
 */
export function dragMarquee(board, down) {
  if (down.pointerType === "touch") return;
  const { grid, layout } = board;
  const from = grid.toCanvas(down.clientX, down.clientY);
  const before = new Set(down.shiftKey || down.ctrlKey || down.metaKey ? board.selection.ids : []);
  const frame = h("div", { class: "cx-marquee", "aria-hidden": "true" });
  follow(down, {
    lift() {
      board.editor.close();
      grid.canvas.append(frame);
      return true;
    },
    move(e) {
      const to = grid.toCanvas(e.clientX, e.clientY);
      const box = { left: Math.min(from.x, to.x), top: Math.min(from.y, to.y), width: Math.abs(to.x - from.x), height: Math.abs(to.y - from.y) };
      style(frame, { transform: `translate(${box.left}px,${box.top}px)`, width: `${box.width}px`, height: `${box.height}px` });
      const ids = new Set(before);
      const { stages, lanes } = layout.inView(box.left, box.top, box.width, box.height);
      for (const s of stages)
        for (const l of lanes)
          for (const c of layout.cell(s.id, l.id).cards) {
            const top = l.top + c.top;
            const left = s.left + c.left;
            if (left < box.left + box.width && left + c.width > box.left && top < box.top + box.height && top + c.height > box.top) ids.add(c.id);
          }
      const last = [...ids].at(-1);
      board.selection.set(last ? { kind: "card", id: last } : { kind: "journey" }, { ids });
    },
    drop: () => frame.remove(),
    cancel: () => frame.remove(),
  });
}
