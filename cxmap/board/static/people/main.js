// @ts-check
/** The persona editor inside a Streamlit page: the default export is called with the component at every run of the page. */
import { isDark, watchTheme } from "../host.js";
import { loadDefinitions } from "../model/definitions.js";
import { Session } from "../sync/session.js";
import { h } from "../view/dom.js";
import { Desk } from "./desk.js";
import { PeopleHost } from "./host.js";

/** Where the editor is noted at the element that Streamlit gave it, so that a re-run finds it again. */
const MOUNTED = Symbol.for("cxmap.people");
const SHEETS = ["tokens", "overlay", "head", "inspector", "features", "views", "people", "people-rows"];

/** @param {any} component what Streamlit passes: data, parentElement, setStateValue, setTriggerValue */
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
  const { data } = component;
  const host = new PeopleHost(component);
  const outer = h("div", { class: "pp-outer" });
  const sheets = SHEETS.map((name) => h("link", { rel: "stylesheet", href: `${data.assets}/board/css/${name}.css` }));
  place.append(...sheets, outer);
  const session = component.session ?? new Session({ base: location.origin + data.base, journey: "" });
  /** @type {Desk | null} */ let desk = null;
  let gone = false;
  /** @type {(() => void) | null} */ let unwatch = null;
  const styled = Promise.all(sheets.map((link) => new Promise((done) => ["load", "error"].forEach((name) => link.addEventListener(name, done, { once: true })))));
  const drawn = Promise.all([loadDefinitions(data.assets), styled]).then(
    ([definitions]) => {
      if (gone) return;
      host.dark = isDark(outer);
      desk = new Desk({ session, definitions, host, persona: host.data.persona });
      outer.append(desk.root);
      unwatch = watchTheme(outer, (dark) => {
        host.dark = dark;
        desk?.setTheme(dark);
      });
      host.attach(desk);
    },
    (error) => {
      console.error(error);
      session.close();
      outer.textContent = "The persona could not be loaded: check that the server is running, then reload the page.";
    },
  );
  session.start(drawn); // it knocks while the modules are still being loaded
  return {
    again: (/** @type {any} */ next) => host.update(next),
    leave: () => {
      gone = true;
      delete place[MOUNTED];
      unwatch?.();
      host.destroy();
      desk?.destroy();
      session.close();
      for (const el of [...sheets, outer]) el.remove();
    },
  };
}
