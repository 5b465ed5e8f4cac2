// @ts-check
/** The board inside a Streamlit page: the default export is called with the component at every run of the page. */
import { loadDefinitions } from "./model/definitions.js";
import { begin, take } from "./sync/ahead.js";
import { Session } from "./sync/session.js";
import { Board } from "./view/board.js";
import { h } from "./view/dom.js";
import { rehearse } from "./view/warm.js";
import { isDark, StreamlitHost, watchTheme } from "./host.js";

/** Where a board is noted at the element that Streamlit gave it, so that a re-run finds it again: at the element, not in this
 * module, for files that were renewed meanwhile are another module. */
const MOUNTED = Symbol.for("cxmap.board");

/** @param {any} component what Streamlit passes: data, parentElement, setStateValue, setTriggerValue */
export default function mount(component) {
  const place = component.parentElement;
  const known = place[MOUNTED];
  if (known && known.data.journey === component.data.journey) {
    known.again(component);
    return known.leave;
  }
  known?.leave();
  const entry = open(component, place);
  place[MOUNTED] = entry;
  return entry.leave;
}

/** @param {any} component a page of our own gives its own `host` and `session` as well @param {any} place */
function open(component, place) {
  const { data } = component;
  const host = component.host ?? new StreamlitHost(component);
  const outer = h("div", { class: "cx-outer" });
  const sheet = h("link", { rel: "stylesheet", href: `${data.assets}/board/css/all.css` });
  place.append(sheet, outer);
  const base = location.origin + data.base;
  const ahead = component.session ? null : take(document, base, data.journey);
  const session = component.session ?? ahead?.session ?? new Session({ base, journey: data.journey });
  /** @type {Board | null} */ let board = null;
  /** @type {HTMLElement | null} */ let rehearsal = null;
  let gone = false;
  /** @type {(() => void) | null} */ let unwatch = null;
  const styled = new Promise((done) => ["load", "error"].forEach((name) => sheet.addEventListener(name, done, { once: true })));
  const drawn = Promise.all([loadDefinitions(data.assets), styled]).then(
    ([definitions]) => {
      if (gone) return;
      host.dark = isDark(outer);
      board = new Board({ session, definitions, host, rehearsal });
      rehearsal = null;
      outer.append(board.root);
      unwatch = watchTheme(outer, (dark) => {
        host.dark = dark;
        board?.setTheme(dark);
      });
      host.attach(board);
    },
    (error) => {
      console.error(error);
      if (!component.session) session.close();
      outer.textContent = "The board could not be loaded: check that the server is running, then reload the page.";
    },
  );
  if (ahead) ahead.show(drawn);
  else if (!component.session) session.start(drawn); // it knocks while the board is still being loaded
  if (!component.session && !session.heard) rehearsal = rehearse(); // while all of that is on its way
  const entry = {
    data,
    again: (/** @type {any} */ next) => {
      entry.data = next.data;
      host.update(next);
      board?.invalidate(null);
    },
    leave: () => {
      gone = true;
      delete place[MOUNTED];
      unwatch?.();
      host.destroy();
      board?.destroy();
      if (!component.session) session.close();
      for (const el of [sheet, outer]) el.remove();
    },
  };
  return entry;
}

// Not at once: who asks the server from here has the browser read this whole file again, to say from which line (25 ms).
queueMicrotask(() => begin(document, location));
