// @ts-check
/** Somebody else and I set one number or choice at once: who set what, and one click to put the other value back. */

/** @typedef {import("../sync/workroom.js").Crossed} Crossed */

/** Longer than other messages: it is about one's own work, and what it offers is nowhere else. */
const SECONDS = 30;

/**
 * What tells of crossings on a page with messages. Of one field only the newest is shown.
 * @param {{session: any, toast: (message: string, action?: {label?: string, run?: () => void, seconds?: number}) => () => void}} page
 * @returns {(crossed: Crossed) => void}
 */
export function tellCrossed(page) {
  /** What takes each message away, by what it is about. @type {Map<string, () => void>} */
  const shown = new Map();
  return ({ type, id, field, lost, stands, message }) => {
    const { session } = page;
    const place = `${type} ${id} ${field}`;
    shown.get(place)?.();
    const record = session.replica.get(type, id);
    // what this message tells of: who has set a third value meanwhile is told, too, when that is replaced
    const was = record ? { was: { [field]: record[field] } } : {};
    const run = () => {
      if (!session.replica.get(type, id)) return void page.toast("That was deleted meanwhile: undo the deletion first.");
      session.commit([{ op: "patch", type, id, fields: { [field]: lost }, ...was }], { label: "Put a value back" });
    };
    const close = page.toast(message, { label: stands ? "Put theirs back" : "Put mine back", run, seconds: SECONDS });
    const off = session.on("records", (/** @type {Set<string> | null} */ touched) => {
      const back = (touched === null || touched.has(`${type}:${id}`)) && session.replica.get(type, id)?.[field] === lost;
      if (back) shown.get(place)?.(); // somebody has put it back: there is nothing left to offer
    });
    shown.set(place, () => {
      off();
      shown.delete(place);
      close();
    });
  };
}
