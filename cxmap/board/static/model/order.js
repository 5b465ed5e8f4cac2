// @ts-check
/**
 * Fractional order keys: a record moves by getting a key between its new neighbours', and nobody else is renumbered.
 *
 * The twin of `cxmap/model/order.py` (the algorithm of `fractional-indexing`, base 62, CC0), held to the same fixtures.
 * Records sort by key, ties by id.
 */

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const SMALLEST = "A" + "0".repeat(26);

/** @typedef {{order: string, id: string}} Ordered */

/** Compare two records along their order. @param {Ordered} a @param {Ordered} b */
export function byOrder(a, b) {
  return a.order < b.order ? -1 : a.order > b.order ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/**
 * A key after `before` and ahead of `after`; null stands for the end. Two equal neighbours count as one.
 * @param {string | null} before @param {string | null} after @returns {string}
 */
export function keyBetween(before, after) {
  if (before !== null && after !== null && before >= after) after = null;
  return between(before, after);
}

/**
 * `count` rising keys between two neighbours.
 * @param {string | null} before @param {string | null} after @param {number} count @returns {string[]}
 */
export function keysBetween(before, after, count) {
  if (before !== null && after !== null && before >= after) after = null;
  /** @type {string[]} */
  const keys = [];
  fill(before, after, count, keys);
  return keys;
}

/**
 * Like `keysBetween`, each key with two random digits behind it where they fit: two people who insert at one gap at once do
 * not get equal keys, so that a third can still be put between theirs.
 * @param {string | null} before @param {string | null} after @param {number} count @param {() => number} [random]
 * @returns {string[]}
 */
export function placeKeys(before, after, count, random = Math.random) {
  if (before !== null && after !== null && before >= after) after = null;
  const keys = keysBetween(before, after, count);
  return keys.map((key, i) => {
    const next = i + 1 < keys.length ? keys[i + 1] : after;
    const spread = key + DIGITS[Math.floor(random() * 62)] + DIGITS[1 + Math.floor(random() * 61)];
    return next === null || spread < next ? spread : key;
  });
}

/**
 * Where a record of that order belongs in a sorted list: the index of the first one not below it.
 * @param {readonly Ordered[]} list @param {Ordered} record
 */
export function placeIn(list, record) {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if (byOrder(list[mid], record) < 0) low = mid + 1;
    else high = mid;
  }
  return low;
}

/** @param {string | null} a @param {string | null} b @param {number} count @param {string[]} out */
function fill(a, b, count, out) {
  if (count <= 0) return;
  if (count === 1) {
    out.push(between(a, b));
    return;
  }
  if (b === null || a === null) {
    const keys = [between(a, b)];
    while (keys.length < count) keys.push(b === null ? between(keys[keys.length - 1], null) : between(null, keys[keys.length - 1]));
    if (b !== null) keys.reverse();
    out.push(...keys);
    return;
  }
  const middle = Math.floor(count / 2);
  const key = between(a, b);
  fill(a, key, middle, out);
  out.push(key);
  fill(key, b, count - middle - 1, out);
}

/** @param {string | null} a @param {string | null} b @returns {string} */
function between(a, b) {
  if (a !== null) check(a);
  if (b !== null) check(b);
  if (a === null) {
    if (b === null) return "a0";
    const whole = integerOf(b);
    const rest = b.slice(whole.length);
    if (whole === SMALLEST) return whole + midpoint("", rest);
    if (whole < b) return whole;
    const lower = step(whole, -1);
    if (lower === null) throw new RangeError("There is no order key before the smallest one.");
    return lower;
  }
  const whole = integerOf(a);
  const rest = a.slice(whole.length);
  if (b !== null && integerOf(b) === whole) return whole + midpoint(rest, b.slice(whole.length));
  const upper = step(whole, 1);
  if (upper !== null && (b === null || upper < b)) return upper;
  return whole + midpoint(rest, null);
}

/** A digit string between two digit strings (null: no upper end). @param {string} a @param {string | null} b @returns {string} */
function midpoint(a, b) {
  if (b) {
    let n = 0;
    while (n < b.length && (a[n] ?? "0") === b[n]) n++;
    if (n > 0) return b.slice(0, n) + midpoint(a.slice(n), b.slice(n));
  }
  const low = a ? DIGITS.indexOf(a[0]) : 0;
  const high = b === null ? DIGITS.length : DIGITS.indexOf(b[0]);
  if (high - low > 1) return DIGITS[Math.round(0.5 * (low + high))];
  if (b !== null && b.length > 1) return b[0];
  return DIGITS[low] + midpoint(a.slice(1), null);
}

/** @param {string} key */
function integerOf(key) {
  const head = key.charCodeAt(0);
  const length = head >= 97 && head <= 122 ? head - 97 + 2 : head >= 65 && head <= 90 ? 90 - head + 2 : 0;
  if (!length || length > key.length) throw new RangeError(`“${key}” is not an order key.`);
  return key.slice(0, length);
}

/** @param {string} key */
function check(key) {
  if (key === SMALLEST || (integerOf(key).length < key.length && key.endsWith("0"))) throw new RangeError(`“${key}” is not an order key.`);
}

/** The next or previous integer part, or null at the end. @param {string} whole @param {1 | -1} by @returns {string | null} */
function step(whole, by) {
  const head = whole[0];
  const digits = [...whole.slice(1)];
  const [edge, wrapped] = by > 0 ? ["z", "0"] : ["0", "z"];
  for (let i = digits.length - 1; i >= 0; i--) {
    if (digits[i] !== edge) {
      digits[i] = DIGITS[DIGITS.indexOf(digits[i]) + by];
      return head + digits.join("");
    }
    digits[i] = wrapped;
  }
  if (by > 0) {
    if (head === "Z") return "a0";
    if (head === "z") return null;
  } else {
    if (head === "a") return "Zz";
    if (head === "A") return null;
  }
  const next = String.fromCharCode(head.charCodeAt(0) + by);
  // lower-case heads grow upwards, upper-case ones downwards
  if (by > 0 ? next > "a" : next < "Z") digits.push(wrapped);
  else digits.pop();
  return next + digits.join("");
}
