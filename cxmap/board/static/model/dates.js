// @ts-check
/** Days as the records hold them: ISO dates in local time. */

/** The ISO date of a moment, in local time. @param {Date} now */
export function today(now) {
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** “3 Nov”; with the year where it is another one. @param {string} date ISO @param {Date} [now] */
export function shortDate(date, now = new Date()) {
  const day = new Date(`${date}T12:00:00`);
  const year = day.getFullYear() === now.getFullYear() ? undefined : "numeric";
  return day.toLocaleDateString("en-GB", { day: "numeric", month: "short", year });
}

/** Milliseconds until the next day begins, in local time. @param {Date} now */
export function untilTomorrow(now) {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1).getTime() - now.getTime();
}
