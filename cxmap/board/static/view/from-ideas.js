// @ts-check
/** Of a card that was made of an idea, or that an idea is about: the way to the idea. The page tells of them, for they are no part of the map. */
import { Around } from "./around.js";
import { fresh, h } from "./dom.js";
import { icon } from "./icons.js";

/** @param {any} board @returns {import("./features.js").Feature} */
export const fromIdeas = (board) => (board.host.goes === false ? {} : new FromIdeas(board)); // where there is nowhere to go

class FromIdeas {
  /** @param {any} board */
  constructor(board) {
    this.board = board;
    this.around = Around.of(board);
  }

  /** @param {import("./subject.js").Subject} subject @returns {import("./features.js").Section | null} */
  section({ type, ids }) {
    if (type !== "card" || ids.length !== 1) return null;
    const count = this.around.ideas(ids[0]).length;
    if (!count) return null;
    const list = h("div", { class: "cx-link-acts" });
    let sign = "";
    const update = () => {
      const ideas = this.around.ideas(ids[0]);
      if (sign === (sign = JSON.stringify(ideas))) return;
      fresh(list, ...ideas.map(({ idea, board, text, state }) => h("button", { class: "cx-button cx-opens-go", type: "button", onclick: () => this.board.host.go({ idea, board }) },
        icon("note", 14), h("span", { dir: "auto" }, text), h("small", null, this.board.label("idea_states", state)))));
    };
    return { name: "ideas", title: count === 1 ? "Idea" : "Ideas", key: `ideas ${ids[0]}`, count, build: () => ({ nodes: [list], update }) };
  }
}
