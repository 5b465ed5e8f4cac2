// @ts-check
/** The stores of this browser, where it lets us have them. */
import { indexedStore } from "./outbox.js";

/** For edits that wait. @param {any} world @returns {import("./outbox.js").OutboxStore | null} */
export function outboxStoreOf(world) {
  try {
    return world.indexedDB ? indexedStore(world.indexedDB) : null;
  } catch {
    return null; // a browser may forbid even to look; the status tells that nothing is kept
  }
}

/** For texts that could not be saved. @param {any} world @returns {Storage | null} */
export function localStorageOf(world) {
  try {
    return world.localStorage ?? null;
  } catch {
    return null; // likewise: they then last as long as the page
  }
}
