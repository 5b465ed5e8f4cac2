// @ts-check
/**
 * Locks that hold before anybody types: a lane that is not open, a map that is locked. What is asked of the board is refused with one kind
 * sentence; what comes through all the same (a lock falls while somebody types) is refused as a change, and its text is kept for its author.
 */
import { objection, openLanes, refusal } from "../../model/workshop.js";
import { textOf } from "../../sync/prepare.js";
import { h } from "../dom.js";
import { icon } from "../icons.js";

export class Guard {
  /** @param {import("./part.js").Workshop} part */
  constructor(part) {
    this.part = part;
    const { board } = part;
    /** What the open lanes were read from: they stand as long as these are the same. @type {[any, any]} */
    this.made = [null, null];
    /** Ids of the lanes that are open. @type {Set<string>} */
    this._lanes = new Set();
    board.objection = (/** @type {string} */ what) => this.objection(what);
    const { session } = board;
    const { commit } = session;
    session.commit = (/** @type {any[]} */ edits, /** @type {any} */ options) => {
      const said = this.refusal(edits);
      if (!said) return commit.call(session, edits, options);
      session.keep(textOf(edits));
      session.tell("refused", { id: "", code: "locked", message: said });
      return "";
    };
    this.off = () => {
      session.commit = commit;
      board.objection = () => "";
    };
  }

  /** Whether somebody's hands are free whatever is locked: nothing runs, or they lead. */
  get free() {
    const { workshop, leading, who } = this.part;
    return (leading || !workshop) && who.role !== "guest";
  }

  /** @param {string} what id of a lane or card, or "frame" */
  objection(what) {
    const { part } = this;
    return this.free ? "" : objection(part.session.replica, part.workshop, part.who, what, part.board.session.replica);
  }

  /** @param {any[]} edits */
  refusal(edits) {
    const { part } = this;
    return this.free ? "" : refusal(part.session.replica, part.workshop, part.who, edits, part.board.session.replica);
  }

  /** What a lane's header says during a workshop: open for participants, or not. @param {string} lane @returns {import("../features.js").Mark[]} */
  marks(lane) {
    const { workshop, step, board } = this.part;
    if (workshop?.state !== "running" || !step || board.past) return [];
    const open = this.lanes.has(lane) && workshop.locked !== "on";
    if (!open && !this.lanes.size) return [];
    const alone = open && workshop.private === "on";
    const words = alone ? "Alone" : open ? "Open" : "Closed";
    return [{
      sign: `w${words}`,
      node: () => h("span", { class: `cx-ws-lane${open ? " cx-ws-open" : ""}`, title: open ? "Open to participants in this step" : "Closed to participants in this step" }, icon(open ? "unlocked" : "locked", 11), open && h("span", null, words)),
      words: alone ? "each writes alone" : open ? "open to participants" : "closed to participants",
    }];
  }

  /** Ids of the lanes that are open. */
  get lanes() {
    const { board, step } = this.part;
    const list = board.replica.list("lane");
    if (list !== this.made[0] || step !== this.made[1]) {
      this.made = [list, step];
      this._lanes = new Set(openLanes(board.replica, step));
    }
    return this._lanes;
  }

  destroy() {
    this.off();
  }
}
