// @ts-check
/** Numbers as people write and read them. DOM-free. */

/**
 * A number that somebody typed: “14,500” and “14 500” are thousands, “0,5” and “0,500” are a half. NaN where it is none.
 * @param {string} raw @returns {number | null} null where nothing is typed
 */
export function parseNumber(raw) {
  const bare = raw.replace(/\s/g, "");
  const plain = /^-?[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/.test(bare) ? bare.replaceAll(",", "") : bare.replace(",", ".");
  return plain === "" ? null : Number(plain);
}

/** “14,500”, “0.5” @param {number} value @returns {string} which `parseNumber` reads as the same number */
export const sayNumber = (value) => {
  const [whole, rest] = String(value).split(".");
  return /^-?\d+$/.test(whole) ? [whole.replace(/\B(?=(\d{3})+$)/g, ","), rest].filter((part) => part !== undefined).join(".") : String(value);
};
