// @ts-check
/** What the way in makes of what stands behind the #. No page is needed for it. */

/**
 * A join code as people read it, in groups of four; anything else as it is.
 * @param {string} code @returns {string}
 */
export function displayed(code) {
  const plain = code.replace(/[\s\-–.]/g, "").toUpperCase();
  return /^([A-Z0-9]{8}|[A-Z0-9]{12})$/.test(plain) ? plain.replace(/.{4}(?=.)/g, "$& ") : code.slice(0, 20);
}

/**
 * The page to load after a form: that which was asked for before the sign-in, where it is one of ours, else what the server says.
 * @param {string} kind @param {string} base base path of the app @param {string} behind what stood behind the # @param {string} url
 * @returns {string}
 */
export function nextPage(kind, base, behind, url) {
  const ours = /^\/(?![/\\])[^\\\s]*$/.test(behind);
  return kind === "sign-in" && ours ? base + behind : url;
}
