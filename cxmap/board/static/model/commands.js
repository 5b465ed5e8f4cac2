// @ts-check
/**
 * What people do on the board, as edits: one change per action, so that one undo takes it back. DOM-free. Each command
 * returns the ids of the records that it made (or moved), in order.
 */
import { FrameCommands } from "./commands/frame.js";
import { newId } from "./ids.js";
import { planPaste } from "./paste.js";
import { fitTitle, keysAt } from "./places.js";
import { planEdits } from "./plan.js";
import { templateEdits } from "./template.js";
import { FIRST_LANES } from "./vocabulary.js";

/** @typedef {import("../sync/replica.js").Edit} Edit */
/** @typedef {import("./marks.js").Ignored} Ignored */
/** @typedef {import("./commands/base.js").Line} Line */

export class Commands extends FrameCommands {
  /** What a pasted block would make. @param {import("./paste.js").Block} block @param {import("./paste.js").PasteOptions} [options] */
  planPaste(block, options = {}) {
    return planPaste(block, this.replica, options);
  }

  /** Make what a plan shows. @param {import("./paste.js").Plan} plan @param {string | null} [persona] whose feelings @returns {string[]} ids of the cards */
  pasteTable(plan, persona = null) {
    const who = plan.cards.some((card) => card.feeling !== null) ? this._persona(persona) : { id: "", edits: [] };
    const { groups, ids } = planEdits(plan, { journey: this.journey, replica: this.replica, persona: who.id, random: this.random });
    this._commitAll([who.edits, ...groups], "Paste a table");
    return ids;
  }

  /**
   * Start an empty map with what the customer does, a line each: strings for one stage, or a list of strings per stage, or
   * `{text, stage}` with the index of its stage. Makes the stages and lanes that are missing.
   * @param {(Line | Line[] | {text: string, stage?: number, ignore?: Ignored})[]} lines @param {string | null} [persona]
   * @returns {string[]} ids of the cards
   */
  startFromLines(lines, persona = null) {
    /** @type {{line: {text: string, ignore?: Ignored}, stage: number}[]} */
    const flat = [];
    lines.forEach((line, i) => {
      const several = Array.isArray(line);
      for (const one of several ? line : [line]) {
        const typed = typeof one === "string" ? { text: one } : /** @type {any} */ (one);
        flat.push({ line: typed, stage: several ? i : Math.max(0, Math.min(199, Math.floor(typed.stage ?? 0))) });
      }
    });
    const filled = flat.filter(({ line }) => line.text.trim());
    const count = Math.max(1, ...filled.map(({ stage }) => stage + 1));
    const frame = this._frame(count, FIRST_LANES);
    const lane = frame.lanes.find((l) => l.kind === "action") ?? frame.lanes[0];
    const marked = filled.map(({ line, stage }) => ({ ...this._read(line, false), stage }));
    const who = marked.some((m) => m.feeling !== null) ? this._persona(persona) : { id: "", edits: [] };
    /** @type {string[]} */
    const ids = [];
    const groups = frame.stages.flatMap((stage, column) => {
      const own = marked.filter((m) => m.stage === column);
      const keys = keysAt(this.replica.cell(stage, lane.id), null, own.length, this.random);
      return own.map((m, i) => {
        const id = newId();
        ids.push(id);
        const fields = { journey: this.journey, stage, lane: lane.id, ...fitTitle(m.title), severity: m.severity, moment: m.moment, order: keys[i] };
        return /** @type {Edit[]} */ ([{ op: "put", type: "card", id, fields }, ...(m.feeling === null ? [] : [this._newFeeling(id, who.id, m.feeling, "")])]);
      });
    });
    this._commitAll([frame.edits, who.edits, ...groups], "Start the map");
    return ids;
  }

  /** Give an empty map stages and the usual lanes, without cards. @param {number} [stages] @returns {string[]} ids of the stages */
  startBlank(stages = 6) {
    const frame = this._frame(stages, FIRST_LANES);
    this._commitAll([frame.edits], "Start the map");
    return frame.stages;
  }

  /** Put the stages, lanes and cards of a template into the map. @param {any} template lists of records by type @returns {string[]} ids of the stages */
  applyTemplate(template) {
    const { groups, stages } = templateEdits(template, { journey: this.journey, replica: this.replica });
    this._commitAll(groups, "Apply a template");
    return stages;
  }

  // ---- inside

  /**
   * The stages and lanes of a map that is being started: those that are there, and edits for those that are missing.
   * @param {number} count of stages @param {string[]} kinds of lanes, for a map without any
   */
  _frame(count, kinds) {
    const stages = this.replica.list("stage").map((record) => record.id);
    /** @type {{id: string, kind: string}[]} */
    const lanes = this.replica.list("lane").map(({ id, kind }) => ({ id, kind }));
    /** @type {Edit[]} */
    const edits = [];
    const missing = Math.max(0, count - stages.length);
    for (const order of keysAt(this.replica.list("stage"), null, missing, this.random)) {
      const id = newId();
      edits.push({ op: "put", type: "stage", id, fields: { journey: this.journey, name: `Stage ${stages.length + 1}`, order } });
      stages.push(id);
    }
    if (!lanes.length) {
      keysAt([], null, kinds.length, this.random).forEach((order, i) => {
        const id = newId();
        edits.push({ op: "put", type: "lane", id, fields: { journey: this.journey, kind: kinds[i], name: "", order } });
        lanes.push({ id, kind: kinds[i] });
      });
    }
    return { stages, lanes, edits };
  }
}
