// @ts-check
/** Time on the map: how long a stage or card takes and how much of it is waiting, columns that are true to it, and folded stages. */
import { waitingShare } from "../model/durations.js";
import { h, set, text } from "./dom.js";
import { icon } from "./icons.js";
import { pair, recordFields } from "./record-fields.js";
import { localStorageOf } from "../sync/storage.js";

const KEPT = "cxmap.timeTrue";
/** Short words for the units, one and several. @type {Record<string, [string, string]>} */
const UNITS = { minute: ["min", "min"], hour: ["h", "h"], day: ["day", "days"], week: ["week", "weeks"], month: ["month", "months"], year: ["year", "years"] };

/** “20 min”, “1 week”; "" where it is not known. @param {number | null | undefined} value @param {string | null | undefined} unit */
export function shortTime(value, unit) {
  if (value === null || value === undefined || !unit || !UNITS[unit]) return "";
  return `${+value.toFixed(2)} ${UNITS[unit][value === 1 ? 0 : 1]}`;
}

/** @param {any} board @returns {import("./features.js").Feature} */
export function time(board) {
  const { layout } = board;
  const button = h("button", { class: "cx-fit cx-time-true", type: "button", "aria-label": "Columns true to time", title: "Columns as wide as their stages last", onclick: () => toggle() }, icon("ruler", 15));
  board.footer.el.querySelector(".cx-fit")?.before(button);
  const kept = localStorageOf(globalThis); // null where this browser keeps nothing: then it is so until the page is left
  layout.timeTrue = kept?.getItem(KEPT) === "yes";
  /** Saved views and links set it too: the button says what is. */
  const show = () => button.ariaPressed === String(layout.timeTrue) || set(button, "aria-pressed", String(layout.timeTrue));
  show();

  function toggle() {
    board.setTimeTrue(!layout.timeTrue);
    if (layout.timeTrue) kept?.setItem(KEPT, "yes");
    else kept?.removeItem(KEPT);
    board.announce(layout.timeTrue ? "Columns are as wide as their stages last" : "Columns are of one width");
  }

  /** @param {import("./subject.js").Subject} subject @returns {import("./features.js").Section | null} */
  function section({ type, ids }) {
    if (type !== "stage" && type !== "card") return null;
    return { name: "time", title: "Time", key: `${type}|${ids.join()}|${board.readonly}`, build };

    function build() {
      const names = ["waiting", "waiting_unit", ...(type === "card" ? ["duration", "duration_unit", "frequency", "frequency_per", "initiator"] : [])];
      const labels = /** @type {Record<string, string>} */ ({ waiting_unit: "Unit", duration_unit: "Unit", frequency_per: "Per" });
      const fields = recordFields(board, type, ids, names.map((name) => ({ name, label: labels[name] })), "Change the time");
      const { el } = fields;
      const share = h("p", { class: "cx-none", hidden: true });
      const card = () => [pair(el.duration, el.duration_unit), pair(el.waiting, el.waiting_unit), pair(el.frequency, el.frequency_per), el.initiator];
      const update = () => {
        fields.update();
        const part = ids.length === 1 && type === "stage" ? waitingShare(board.replica.get(type, ids[0]) ?? {}) : null;
        share.hidden = part === null;
        if (part !== null) text(share, `${Math.round(part * 100)} % of the stage is waiting.`);
      };
      return { nodes: type === "card" ? card() : [pair(el.waiting, el.waiting_unit), share], update, flush: fields.flush };
    }
  }

  return {
    marks(type, id, level) {
      if (level !== "card" || type === "lane") return [];
      const record = board.replica.get(type, id);
      if (!record) return [];
      if (type === "stage") {
        const share = waitingShare(record);
        if (!share) return [];
        const words = `${Math.round(share * 100)} % waiting`;
        return [{ sign: words, words, node: () => h("span", { class: "cx-wait" }, words) }];
      }
      const doing = shortTime(record.duration, record.duration_unit);
      const waiting = shortTime(record.waiting, record.waiting_unit);
      if (!doing && !waiting) return [];
      const words = [doing, waiting && `${waiting} waiting`].filter(Boolean).join(", ");
      return [{ sign: words, words, line: true, node: () => document.createTextNode(words) }];
    },
    items(type, id) {
      if (type !== "stage") return [];
      return [
        { label: layout.foldedStages.has(id) ? "Unfold stage" : "Fold stage", hint: "H", mark: icon("fold", 14), run: () => board.foldStage(id) },
        { label: layout.timeTrue ? "Columns of one width" : "Columns true to time", mark: icon("ruler", 14), run: toggle },
      ];
    },
    key(e) {
      const { kind, id } = board.selection.target;
      if (e.key.toLowerCase() !== "h" || e.ctrlKey || e.metaKey || e.altKey || (kind !== "stage" && kind !== "lane")) return false;
      if (kind === "stage") board.foldStage(id);
      else board.fold(id);
      board.focusTarget();
      return true;
    },
    section,
    paint: () => void show(),
    destroy: () => button.remove(),
  };
}
