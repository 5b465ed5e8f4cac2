// @ts-check
/**
 * Ideas carried from column to column on the page that Streamlit draws: by mouse and pen after 4 px, by a finger after a press. Nothing
 * of the page is moved. A picture goes with the pointer, the column under it opens a gap, and once it is dropped there the page asks what
 * its giver is told. The menu at each idea does the same, by keyboard too.
 */
import { h } from "../view/dom.js";
import { carrier, edgeScroll, follow } from "../view/pointer.js";
import { columnAt, keyClass } from "./columns.js";

const MOUNTED = Symbol.for("cxmap.carry");
/** On the page: what is carried away from here, and where it would land. Not classes, which React writes anew. */
const [HOLE, OVER] = ["data-cx-hole", "data-cx-over"];
const COLUMNS = "cx-idea-columns";

/** @typedef {{id: string, state: string}} Idea */

/** @param {any} component what Streamlit passes: data with the ideas that can be moved, parentElement, setTriggerValue */
export default function mount(component) {
  const place = component.parentElement;
  const carry = /** @type {Carry} */ (place[MOUNTED] ?? (place[MOUNTED] = new Carry()));
  carry.update(component);
  return () => {
    delete place[MOUNTED];
    carry.destroy();
  };
}

class Carry {
  constructor() {
    /** @type {any} */ this.component = null;
    /** Ideas by the class of their container. @type {Map<string, Idea>} */ this.ideas = new Map();
    /** @type {(() => void) | null} what calls the drag off */ this.off = null;
    this.listening = new AbortController();
    document.addEventListener("pointerdown", (e) => this._down(e), { signal: this.listening.signal });
  }

  /** @param {any} component */
  update(component) {
    this.component = component;
    this.ideas = new Map(component.data.ideas.map((/** @type {Idea} */ idea) => [keyClass(`cx-idea-${idea.id}`), idea]));
  }

  /** The idea around an element, and the element that shows it. @param {EventTarget | null} target @returns {{el: HTMLElement, idea: Idea} | null} */
  _ideaAt(target) {
    for (let el = target instanceof Element ? target : null; el; el = el.parentElement) {
      if (el.matches("input, textarea, [role=menu], .stMenuButton")) return null;
      const name = [...el.classList].find((one) => this.ideas.has(one));
      if (name) return { el: /** @type {HTMLElement} */ (el), idea: /** @type {Idea} */ (this.ideas.get(name)) };
    }
    return null;
  }

  /** @param {PointerEvent} down */
  _down(down) {
    const found = down.button === 0 && down.isPrimary ? this._ideaAt(down.target) : null;
    const columns = /** @type {HTMLElement | null} */ (document.querySelector(`.${keyClass(COLUMNS)}`));
    if (!found || !columns) return;
    const { el, idea } = found;
    const box = el.getBoundingClientRect();
    const words = el.querySelector("button p")?.textContent ?? "";
    const lifted = h("div", { class: "cx-idea-lifted", style: { left: `${box.left}px`, top: `${box.top}px`, width: `${box.width}px` } }, words);
    let to = "";
    let at = { x: down.clientX, y: down.clientY };
    const look = () => {
      const there = this._columns(columns);
      to = columnAt(there.map(({ state, el: column }) => ({ state, box: column.getBoundingClientRect() })), at, columns.getBoundingClientRect());
      for (const column of there) column.el.toggleAttribute(OVER, column.state === to && to !== idea.state);
    };
    const edge = edgeScroll(columns, { left: 0, top: 0 }, look);
    /** @type {((x: number, y: number) => void) | null} */ let carried = null;
    const end = () => {
      edge.stop();
      this.off = null;
      lifted.remove();
      document.documentElement.classList.remove("cx-idea-carrying");
      for (const marked of document.querySelectorAll(`[${HOLE}], [${OVER}]`)) for (const name of [HOLE, OVER]) marked.removeAttribute(name);
    };
    const stop = follow(down, {
      lift: () => {
        getSelection()?.removeAllRanges();
        document.documentElement.classList.add("cx-idea-carrying");
        el.setAttribute(HOLE, "");
        document.body.append(lifted);
        carried = carrier(lifted);
        this.off = () => (stop(), end());
        return true;
      },
      move: (e) => {
        at = { x: e.clientX, y: e.clientY };
        carried?.(at.x - down.clientX, at.y - down.clientY);
        edge.at(at.x, at.y);
        look();
      },
      drop: () => {
        look();
        end();
        if (to && to !== idea.state) this.component.setTriggerValue("moved", { idea: idea.id, from: idea.state, to });
      },
      cancel: end,
    });
  }

  /** @param {HTMLElement} columns @returns {{state: string, el: HTMLElement}[]} */
  _columns(columns) {
    return this.component.data.states.flatMap((/** @type {string} */ state) => {
      const el = /** @type {HTMLElement | null} */ (columns.querySelector(`.${keyClass(`cx-idea-column-${state}`)}`));
      return el ? [{ state, el }] : [];
    });
  }

  destroy() {
    this.off?.();
    this.listening.abort();
  }
}
