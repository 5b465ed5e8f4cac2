// @ts-check
/**
 * A session that is begun with the page: the head of the board's page starts the board's module, and while Streamlit comes up, which
 * takes longer, the server is asked for the map. It has one owner at a time: nobody hears of it here until a board takes it.
 */
import { Session } from "./session.js";

/** A board that has not come after so many ms does not come: there is no such journey, or the person went elsewhere. */
const PATIENCE = 30_000;

/** @typedef {{base: string, journey: string, session: Session, show: (ready: Promise<any>) => void, late: any}} Ahead */
/** @type {Ahead | null} */
let waiting = null;

/**
 * Begin what this page will ask for, where its head says that it is the board's page.
 * @param {Pick<Document, "querySelector">} page @param {Pick<Location, "origin" | "search">} place
 * @param {(of: {base: string, journey: string}) => Session} [make]
 */
export function begin(page, place, make = (of) => new Session(of)) {
  const tag = /** @type {HTMLElement | null} */ (page.querySelector("script[data-cx-base]"));
  const journey = new URLSearchParams(place.search).get("journey");
  if (!tag || !journey || waiting) return;
  const base = place.origin + tag.dataset.cxBase;
  const session = make({ base, journey });
  const late = setTimeout(() => drop(ahead), PATIENCE);
  /** @type {Ahead} */
  const ahead = { base, journey, session, late, show: () => {} };
  waiting = ahead;
  session.on("status", (/** @type {{state: string}} */ { state }) => state === "closed" && drop(ahead)); // there is no such journey
  session.start(new Promise((done) => (ahead.show = done)));
}

/**
 * The session that was begun for this journey, to be called `show` on with what the map waits for; null where there is none. One for
 * another journey is closed.
 * @param {string} base @param {string} journey @returns {Ahead | null}
 */
export function take(base, journey) {
  const was = waiting;
  if (was?.base !== base || was.journey !== journey) {
    drop(was);
    return null;
  }
  waiting = null;
  clearTimeout(was.late);
  return was;
}

/** Nobody will ask for it. @param {Ahead | null} was */
function drop(was) {
  if (!was || waiting !== was) return;
  waiting = null;
  clearTimeout(was.late);
  was.session.close();
}
