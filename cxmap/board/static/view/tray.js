// @ts-check
/** The unsaved tray: texts that could not be kept (their card was deleted meanwhile), held until copied or dropped. */
import { fresh, h, text } from "./dom.js";
import { icon } from "./icons.js";
import { openPopover } from "./menu.js";

export class Tray {
  /** @param {any} board */
  constructor(board) {
    this.board = board;
    this.words = h("span", { class: "cx-tray-words" });
    this.el = h("button", {
      class: "cx-button cx-quiet cx-tray",
      type: "button",
      "aria-haspopup": "dialog",
      "aria-expanded": "false",
      hidden: true,
      onclick: () => this.open(),
    }, icon("tray"), this.words);
    this.list = h("ul", { class: "cx-tray-list" });
    /** @type {import("./menu.js").Popover | null} */
    this.popover = null;
    this.off = board.session.on("unsaved", () => this.update());
    this.update();
  }

  update() {
    const texts = this.board.session.unsaved ?? [];
    this.el.hidden = texts.length === 0;
    const words = texts.length === 1 ? "1 unsaved text" : `${texts.length} unsaved texts`;
    text(this.words, words);
    this.el.title = words;
    this.el.dataset.count = String(texts.length); // all that a phone's head has room for
    if (!texts.length) this.popover?.close();
    if (this.popover) this._fill(texts);
  }

  open() {
    this._fill(this.board.session.unsaved ?? []);
    this.popover = openPopover(this.board, this.el, [
      h("h2", null, "Not saved"),
      h("p", null, "What these texts belonged to is gone. Copy what you want to keep."),
      this.list,
    ], { label: "Unsaved texts", align: "end", onClose: () => (this.popover = null) });
  }

  /** @param {{id: string, text: string, when: string | number}[]} texts */
  _fill(texts) {
    fresh(this.list, texts.map(({ id, text: words, when }) =>
      h("li", null,
        h("blockquote", null, words),
        h("div", null,
          h("time", null, new Date(when).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })),
          h("button", { class: "cx-button", type: "button", onclick: () => this._copy(words) }, icon("copy", 14), "Copy"),
          h("button", { class: "cx-button cx-quiet", type: "button", onclick: () => this.board.session.dropUnsaved(id) }, "Drop")))));
    this.popover?.place();
  }

  /** @param {string} words */
  async _copy(words) {
    try {
      await navigator.clipboard.writeText(words);
      this.board.toast("Copied.");
    } catch {
      this.board.toast("The browser did not allow copying: select the text and press Ctrl+C.");
    }
  }

  destroy() {
    this.popover?.close(false);
    this.off?.();
    this.el.remove();
  }
}
