// @ts-check
/**
 * Keeps what is typed into Streamlit's tables. A table sets a timer (0 ms) with every key in an open cell, to end it where the key
 * asks for that; on a busy page the timer of a letter runs after the Enter that follows it, takes that for its own, and ends the
 * cell without what was typed. A letter ends nothing, so the table need not hear of it: the field shows it all the same.
 */

const ENDS = new Set(["Enter", "Tab", "Escape"]);
const HEARD = Symbol.for("cxmap.grids");

/** @param {any} e a key that went down */
export function quiet(e) {
  const field = e.target;
  // a field for numbers listens to keys that write nothing, to place its caret
  if (field.matches?.("#portal .gdg-input") && (e.key.length === 1 || (field.matches("textarea") && !ENDS.has(e.key)))) e.stopPropagation();
}

/** Once for a page, however often it is drawn. */
export default function mount() {
  const page = /** @type {any} */ (document);
  if (!page[HEARD]) document.addEventListener("keydown", quiet, true);
  page[HEARD] = true;
}
