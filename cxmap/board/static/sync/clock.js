// @ts-check
/** Time, so that tests can hold it: `now` in milliseconds, timers as the browser has them. */

/** @typedef {{now(): number, setTimeout(fn: () => void, ms: number): any, clearTimeout(timer: any): void}} Clock */

/** @type {Clock} */
export const realClock = {
  now: () => Date.now(),
  setTimeout: (fn, ms) => globalThis.setTimeout(fn, ms),
  clearTimeout: (timer) => globalThis.clearTimeout(timer),
};
