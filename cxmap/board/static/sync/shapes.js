// @ts-check
/** The shorthand that the replica's schema is written in. */

/**
 * A field: its kind, and what differs from {default null (texts: ""), not long, not fixed, deletes with what it refers to}.
 * @typedef {{kind: string, to?: string, clear?: boolean, fixed?: boolean, default?: any, max?: number, long?: boolean, step?: number}} FieldShape
 */

export const text = (/** @type {number} */ max) => ({ kind: "text", max });
export const long = (/** @type {number} */ max) => ({ kind: "text", max, long: true });
export const ref = (/** @type {string} */ to) => ({ kind: "ref", to });
export const clears = (/** @type {string} */ to, fixed = false) => (fixed ? { kind: "ref", to, clear: true, fixed } : { kind: "ref", to, clear: true });
export const fixed = (/** @type {string} */ to) => ({ kind: "ref", to, fixed: true });
export const order = { kind: "order", default: "a0" };
