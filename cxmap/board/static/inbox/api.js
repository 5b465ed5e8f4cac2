// @ts-check
/** The inbox's own routes: JSON with the session's cookie. What is refused comes as an error with one sentence for people. */

export class ApiError extends Error {
  /** @param {string} message @param {number} status 0: no answer */
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

export class Api {
  /** @param {string} base URL path that the app stands under @param {typeof globalThis.fetch} [fetch] */
  constructor(base, fetch = globalThis.fetch.bind(globalThis)) {
    this.base = base;
    this.fetch = fetch;
  }

  /** Read something. @param {string} name @param {Record<string, string | number>} [asked] @param {AbortSignal} [signal] @returns {Promise<any>} */
  get(name, asked = {}, signal) {
    const query = new URLSearchParams(Object.entries(asked).flatMap(([key, value]) => (value === "" ? [] : [[key, String(value)]])));
    return this._ask(`${this.base}/inbox/${name}?${query}`, { signal });
  }

  /** Do something. @param {string} name @param {Record<string, any>} what @returns {Promise<any>} */
  post(name, what) {
    return this._ask(`${this.base}/inbox/${name}`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(what) });
  }

  /** @param {string} url @param {RequestInit} options */
  async _ask(url, options) {
    let response;
    try {
      response = await this.fetch(url, { credentials: "same-origin", ...options });
    } catch (error) {
      if (/** @type {Error} */ (error).name === "AbortError") throw error;
      throw new ApiError("The server does not answer: check that it is running, then try again.", 0);
    }
    const told = await response.json().catch(() => ({}));
    if (!response.ok) throw new ApiError(told.error ?? `This did not work (HTTP ${response.status}): reload the page.`, response.status);
    return told;
  }
}
