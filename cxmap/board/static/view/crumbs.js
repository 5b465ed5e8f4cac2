// @ts-check
/** The way back in the page head: Journeys › the map that opens into this one › this one. */
import { h, set, text } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";

export class Crumbs {
  /** @param {any} board @param {import("./around.js").Around} around */
  constructor(board, around) {
    this.board = board;
    this.around = around;
    this.sign = "";
    this.name = h("span", { class: "cx-crumb-name", dir: "auto" });
    this.button = h("button", { class: "cx-crumb-parent", type: "button", onclick: () => this._go() }, this.name);
    this.el = h("span", { class: "cx-crumb-up", hidden: true }, this.button, icon("right", 12));
    board.head.el.querySelector(".cx-crumb").append(this.el);
    this.update();
  }

  /** The maps above, each once, with what opens into this one. @returns {{journey: string, title: string, names: string[]}[]} */
  get parents() {
    /** @type {Map<string, {journey: string, title: string, names: string[]}>} */
    const found = new Map();
    for (const { journey, title, name } of this.around.parents) {
      const known = found.get(journey);
      if (known) known.names.push(name);
      else found.set(journey, { journey, title, names: [name] });
    }
    return [...found.values()];
  }

  update() {
    const parents = this.parents;
    const sign = JSON.stringify(parents);
    if (sign === this.sign) return;
    this.sign = sign;
    this.el.hidden = !parents.length;
    if (!parents.length) return;
    const several = parents.length > 1;
    const [first] = parents;
    text(this.name, several ? `${parents.length} maps` : first.title || "Untitled");
    set(this.button, "aria-haspopup", several ? "menu" : null);
    set(this.button, "aria-expanded", several ? "false" : null);
    set(this.button, "title", several ? "Maps that open into this one" : `Back to “${first.title || "Untitled"}”, where “${first.names[0] || "Untitled"}” opens this map`);
  }

  _go() {
    const parents = this.parents;
    if (parents.length === 1) return this.board.host.go({ journey: parents[0].journey });
    openMenu(this.board, this.button, parents.map(({ journey, title, names }) => ({
      label: title || "Untitled", hint: names[0] || "Untitled", mark: icon("map", 14), run: () => this.board.host.go({ journey }),
    })), { label: "Maps that open into this one" });
  }

  destroy() {
    this.el.remove();
  }
}
