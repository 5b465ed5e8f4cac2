// @ts-check
/** Whether everything is saved, in plain words. Only a change of kind is read aloud: not every saved letter. */
import { h, text } from "./dom.js";
import { icon } from "./icons.js";

/**
 * The words and their kind.
 * @param {{state: string, waiting: number, message?: string}} status
 * @param {number} rev
 * @returns {{kind: "saved" | "busy" | "away" | "closed", words: string}}
 */
export function statusWords(status, rev) {
  const { state, waiting = 0, message = "" } = status;
  const edits = waiting === 1 ? "1 edit" : `${waiting} edits`;
  if (state === "offline") return { kind: "away", words: waiting ? `Offline: ${edits} waiting` : "Offline: you can go on" };
  if (state === "closed") return { kind: "closed", words: message || "Closed" };
  if (state === "catching_up") return { kind: "busy", words: "Catching up" };
  if (state === "connecting") return { kind: "busy", words: "Connecting" };
  return waiting ? { kind: "saved", words: "Saving" } : { kind: "saved", words: `Saved · r${rev}` };
}

export class Status {
  /** @param {any} board */
  constructor(board) {
    this.board = board;
    this.words = h("span", null);
    this.aloud = h("span", { class: "cx-aloud", role: "status" });
    this.el = h("div", { class: "cx-status" }, icon("warning", 14), this.words, this.aloud);
    this.off = board.session.on("status", () => this.update());
    this.update();
  }

  update() {
    const { status } = this.board.session;
    const { kind, words } = statusWords(status, this.board.replica.rev ?? 0);
    text(this.words, words);
    this.el.title = status.message || "";
    if (this.el.dataset.kind === kind) return;
    const first = this.el.dataset.kind === undefined;
    this.el.dataset.kind = kind;
    if (!first) text(this.aloud, kind === "saved" ? "Connected, all is saved" : words);
  }

  destroy() {
    this.off?.();
    this.el.remove();
  }
}
