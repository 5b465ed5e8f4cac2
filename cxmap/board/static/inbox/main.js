// @ts-check
/** The inbox inside a Streamlit page: the default export is called with the component at every run of the page. */
import { isDark, watchTheme } from "../host.js";
import { loadDefinitions } from "../model/definitions.js";
import { h } from "../view/dom.js";
import { Inbox } from "./inbox.js";

/** Where an inbox is noted at the element that Streamlit gave it, so that a re-run finds it again. */
const MOUNTED = Symbol.for("cxmap.inbox");
const SHEETS = ["css/tokens", "css/overlay", "css/inspector", "inbox/inbox", "inbox/reading", "inbox/targets"];

/** @param {any} component what Streamlit passes: data, parentElement, setTriggerValue */
export default function mount(component) {
  const place = component.parentElement;
  const known = place[MOUNTED];
  if (known) {
    known.again(component);
    return known.leave;
  }
  const entry = open(component, place);
  place[MOUNTED] = entry;
  return entry.leave;
}

/** @param {any} component @param {any} place */
function open(component, place) {
  let now = component;
  const { data } = component;
  const host = { go: (/** @type {Record<string, string>} */ where) => now.setTriggerValue("go", where) };
  const outer = h("div", { class: "cx-outer cx-in-outer" });
  const sheets = SHEETS.map((name) => h("link", { rel: "stylesheet", href: `${data.assets}/board/${name}.css` }));
  place.append(...sheets, outer);
  /** @type {Inbox | null} */ let inbox = null;
  let gone = false;
  /** @type {(() => void) | null} */ let unwatch = null;
  const styled = Promise.all(sheets.map((link) => new Promise((done) => ["load", "error"].forEach((name) => link.addEventListener(name, done, { once: true })))));
  Promise.all([loadDefinitions(data.assets), styled]).then(
    ([definitions]) => {
      if (gone) return;
      inbox = new Inbox({ data, definitions, host });
      inbox.setTheme(isDark(outer));
      outer.append(inbox.root);
      unwatch = watchTheme(outer, (dark) => inbox?.setTheme(dark));
    },
    (error) => {
      console.error(error);
      outer.textContent = "The inbox could not be loaded: check that the server is running, then reload the page.";
    },
  );
  return {
    again: (/** @type {any} */ next) => {
      now = next;
      inbox?.offer(next.data);
    },
    leave: () => {
      gone = true;
      delete place[MOUNTED];
      unwatch?.();
      inbox?.destroy();
      for (const el of [...sheets, outer]) el.remove();
    },
  };
}
