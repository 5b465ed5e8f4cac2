// @ts-check
/** What the map is drawn with: whether enough is drawn, and elements that are kept for the records that they show. */

/**
 * Whether [from, to] with a margin lies in what is drawn, as far as there is a map.
 * @param {number} from @param {number} to @param {number} low @param {number} high @param {number} end @param {number} margin
 */
export function inside(from, to, low, high, end, margin) {
  return Math.max(0, from - margin) >= Math.max(0, low) && Math.min(end, to + margin) <= Math.max(Math.min(end, high), 0);
}

/**
 * Keep one element per box: make, update, and remove what is no more wanted.
 * @param {Map<string, any>} entries @param {any[]} boxes @param {HTMLElement} end what stands behind all of them @param {() => HTMLElement} make @param {(entry: any, box: any) => void} update
 */
export function keep(entries, boxes, end, make, update) {
  const seen = new Set();
  for (const box of boxes) {
    seen.add(box.id);
    let entry = entries.get(box.id);
    if (!entry) {
      entry = { el: make(), record: null, sign: "" };
      entries.set(box.id, entry);
      end.before(entry.el);
    }
    update(entry, box);
  }
  for (const [id, entry] of entries) {
    if (seen.has(id)) continue;
    entry.el.remove();
    entries.delete(id);
  }
}
