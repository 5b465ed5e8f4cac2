// @ts-check
/** The avatars of who is here, you first; a click lists everybody with names and lets you change yours. */
import { fresh, h } from "./dom.js";
import { openPopover } from "./menu.js";
import { askName, nameForm } from "./name.js";
import { avatar, everybody, personName } from "./presence.js";

const SHOWN = 4;

export class Avatars {
  /** @param {any} board */
  constructor(board) {
    this.board = board;
    this.el = h("button", {
      class: "cx-avatars", type: "button", "aria-haspopup": "dialog", "aria-expanded": "false", onclick: () => this.open(),
    });
    /** what is drawn; nothing yet @type {string | null} */
    this.sign = null;
    this.list = h("ul", { class: "cx-people-list" });
    /** @type {import("./menu.js").Popover | null} */
    this.popover = null;
    this.off = [
      board.session.on("people", () => this.update()),
      board.session.on("welcome", () => {
        this.update();
        if (!askName(board, this.el)) board.wantsFocus = true;
      }),
    ];
    this.update();
  }

  update() {
    const { session } = this.board;
    const people = everybody(session);
    const sign = people.map((p) => `${p.person}.${personName(p)}.${p.colour}`).join("|");
    if (sign === this.sign) return;
    this.sign = sign;
    this.el.hidden = people.length === 0;
    this.el.setAttribute("aria-label", people.length === 1 ? "Only you are here" : `${people.length} people are here`);
    const more = people.length - SHOWN;
    const shown = more > 0 ? people.slice(0, SHOWN) : people;
    const faces = shown.map((p) => avatar(p, { you: p.person === session.you?.person }));
    fresh(this.el, faces, more > 0 && h("span", { class: "cx-avatar-more" }, `+${more}`));
    if (this.popover) this._fill(people);
  }

  /** @param {import("./presence.js").Person[]} people */
  _fill(people) {
    const you = this.board.session.you;
    fresh(this.list, people.map((p) =>
      h("li", null, avatar(p, { you: p.person === you?.person, size: 24 }), personName(p), p.person === you?.person && h("small", null, "you"))));
    this.popover?.place();
  }

  open() {
    const people = everybody(this.board.session);
    this._fill(people);
    const form = !this.board.session.you ? null : nameForm(this.board, () => this.popover?.close());
    this.popover = openPopover(this.board, this.el, [
      h("h2", null, people.length === 1 ? "Only you are here" : `${people.length} people are here`),
      this.list,
      ...(form ? [h("h2", { class: "cx-people-you" }, "Your name"), form] : []),
    ], { label: "Who is here", align: "end", onClose: () => (this.popover = null) });
  }

  destroy() {
    this.popover?.close(false);
    for (const off of this.off) off?.();
    this.el.remove();
  }
}
