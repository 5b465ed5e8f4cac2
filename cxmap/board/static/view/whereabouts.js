// @ts-check
/**
 * Where people are: mine is told to the others (cursor, selection, what I hold or type in), theirs is read from the session.
 * A cursor travels in terms of the map, so that it points at the same thing on every screen.
 */
import { personColour } from "./presence.js";
import * as m from "./metrics.js";

/** @typedef {{stage: string, lane: string, x: number, y: number}} Cursor x and y from 0 to 1 in the cell; "" stands for the header */

export class Whereabouts {
  /** @param {any} board */
  constructor(board) {
    this.board = board;
    this.mine = {
      cursor: /** @type {Cursor | null} */ (null),
      selected: /** @type {string[]} */ ([]),
      held: /** @type {string[]} */ ([]),
      typing: /** @type {string | null} */ (null),
    };
    /** records that others hold or have selected @type {Map<string, {colour: string, held: boolean}>} */
    this.remote = new Map();
  }

  /** @param {Partial<Whereabouts["mine"]>} news */
  tell(news) {
    Object.assign(this.mine, news);
    this.board.session.presence({ ...this.mine });
  }

  /** Tell where the pointer is. @param {PointerEvent} e */
  point(e) {
    const { layout, grid } = this.board;
    const outer = grid.el.getBoundingClientRect();
    const { x, y } = grid.toCanvas(e.clientX, e.clientY);
    const stage = e.clientX - outer.left < m.LANE_COLUMN ? null : layout.stageAt(x);
    const lane = e.clientY - outer.top < m.STAGE_ROW ? null : layout.laneAt(y);
    const share = (/** @type {number} */ v) => Math.round(Math.max(0, Math.min(1, v)) * 1000) / 1000;
    this.tell({
      cursor: {
        stage: stage?.id ?? "",
        lane: lane?.id ?? "",
        x: share(stage ? (x - stage.left) / stage.width : (e.clientX - outer.left) / m.LANE_COLUMN),
        y: share(lane ? (y - lane.top) / Math.max(1, lane.height) : (e.clientY - outer.top) / m.STAGE_ROW),
      },
    });
  }

  /** Read what the others hold and have selected; another window of mine marks nothing. */
  read() {
    const { session } = this.board;
    /** @type {Whereabouts["remote"]} */
    const remote = new Map();
    for (const person of session.people.values()) {
      const colour = personColour(person).match(/\d/)?.[0] ?? "1";
      const own = person.person === session.you?.person;
      for (const id of person.selected ?? []) if (!remote.has(id) && !own) remote.set(id, { colour, held: false });
      for (const id of [...(person.held ?? []), person.typing].filter(Boolean)) remote.set(id, { colour, held: true });
    }
    const same = remote.size === this.remote.size && [...remote].every(([id, r]) => this.remote.get(id)?.colour === r.colour && this.remote.get(id)?.held === r.held);
    if (same) return;
    this.remote = remote;
    this.board.invalidate();
  }

  /** Where another's cursor is in the presence layer, or null where it is out of view. @param {Cursor} cursor */
  place(cursor) {
    const { layout, grid } = this.board;
    const view = grid.window;
    const stage = layout.stageOf.get(cursor.stage);
    const lane = layout.laneOf.get(cursor.lane);
    const x = cursor.stage ? (stage ? m.LANE_COLUMN + stage.left + cursor.x * stage.width - view.left : -1) : cursor.x * m.LANE_COLUMN;
    const y = cursor.lane ? (lane ? m.STAGE_ROW + lane.top + cursor.y * lane.height - view.top : -1) : cursor.y * m.STAGE_ROW;
    const hidden = x < (cursor.stage ? m.LANE_COLUMN : 0) || y < (cursor.lane ? m.STAGE_ROW : 0) || x > view.width + m.LANE_COLUMN || y > view.height + m.STAGE_ROW;
    return hidden ? null : { x, y };
  }
}
