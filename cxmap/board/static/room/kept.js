// @ts-check
/** Small things that this browser keeps over a reload, where it lets us: a line that is being typed, the stage one was at. */
import { localStorageOf } from "../sync/storage.js";

/** @param {string} key @returns {string} "" where there is none */
export function recall(key) {
  return localStorageOf(globalThis)?.getItem(`cxmap.room.${key}`) ?? "";
}

/** @param {string} key @param {string} value "": forget it */
export function keep(key, value) {
  const storage = localStorageOf(globalThis);
  try {
    if (value) storage?.setItem(`cxmap.room.${key}`, value);
    else storage?.removeItem(`cxmap.room.${key}`);
  } catch (error) {
    console.warn("cxmap: this browser keeps nothing over a reload.", error); // it is full: what is typed lasts as long as the page
  }
}
