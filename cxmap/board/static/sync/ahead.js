// @ts-check
/**
 * A session that is begun with the page: the head of the board's page starts the board's module, and while Streamlit comes up, which
 * takes longer, the server is asked for the map. It has one owner at a time: nobody hears of it here until a board takes it.
 */
import { Session } from "./session.js";

/** A board that has not come after so many ms does not come: the person went elsewhere. */
const PATIENCE = 30_000;
/** The form of an id, as the server has it: what is none is no journey. */
const ID = /^[\w.-]{1,120}$/;
/** Where it waits: at the page, not in this module, for files that were renewed meanwhile are another module. */
const WAITING = Symbol.for("cxmap.ahead");

/** @typedef {{base: string, journey: string, session: Session, show: (ready: Promise<any>) => void, late: any}} Ahead */

/**
 * Begin what this page will ask for, where its head says that it is the board's page.
 * @param {any} page the document @param {Pick<Location, "origin" | "search">} place
 * @param {(of: {base: string, journey: string}) => Session} [make]
 */
export function begin(page, place, make = (of) => new Session(of)) {
  const tag = page.querySelector("script[data-cx-base]");
  const journey = new URLSearchParams(place.search).get("journey") ?? "";
  if (!tag || !ID.test(journey) || page[WAITING] !== undefined) return;
  const base = place.origin + tag.dataset.cxBase;
  const session = make({ base, journey });
  const late = setTimeout(() => drop(page, ahead), PATIENCE);
  /** @type {Ahead} */
  const ahead = { base, journey, session, late, show: () => {} };
  page[WAITING] = ahead;
  session.on("status", (/** @type {{state: string}} */ { state }) => state === "closed" && drop(page, ahead)); // there is no such journey
  session.start(new Promise((done) => (ahead.show = done)));
}

/**
 * The session that was begun for this journey, to be called `show` on with what the map waits for; null where there is none. One for
 * another journey is closed.
 * @param {any} page the document @param {string} base @param {string} journey @returns {Ahead | null}
 */
export function take(page, base, journey) {
  /** @type {Ahead | null | undefined} */
  const was = page[WAITING];
  if (was?.base !== base || was.journey !== journey) {
    drop(page, was);
    return null;
  }
  page[WAITING] = null;
  clearTimeout(was.late);
  was.session.wake(); // a server that was away when the page came may be back
  return was;
}

/** Nobody will ask for it. @param {any} page @param {Ahead | null | undefined} was */
function drop(page, was) {
  if (!was || page[WAITING] !== was) return;
  page[WAITING] = null;
  clearTimeout(was.late);
  was.session.close();
}
