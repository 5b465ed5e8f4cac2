// @ts-check
/** Numbers as people read them. */

/** A number as it was formatted, with a true minus. @param {string | number} text */
export const minus = (text) => String(text).replace("-", "−");
