// @ts-check
/** The parking lot: what matters, but not now. It can be settled, and brought back as a card. */
import { bringBack, park, parkedOf, settle } from "../../model/workshop.js";
import { h, set, text } from "../dom.js";
import { icon, laneIcon } from "../icons.js";
import { openMenu } from "../menu.js";
import { goTo } from "../thread.js";
import { laneName } from "../forms.js";
import { button, line, part as fold, Rows } from "./bits.js";

export class Parking {
  /** @param {import("./part.js").Workshop} part */
  constructor(part) {
    this.part = part;
    this.list = h("ul", { class: "cx-ws-parked", "aria-label": "Parking lot" });
    this.rows = new Rows(this.list, (id) => this._row(id));
    this.none = h("p", { class: "cx-ws-none" }, "Nothing is parked. What leads too far now waits here.");
    this.write = line({ label: "Park a topic", placeholder: "Park a topic", send: "Park", run: (words) => this._park(words) });
    this.fold = fold("parking", "Parking lot", [this.none, this.list, this.write.el], false);
    this.el = this.fold.el;
  }

  get _r() {
    return this.part.session.replica;
  }

  /** @param {Set<string> | null} touched */
  update(touched) {
    if (touched && ![...touched].some((key) => /^(parked|workshop):/.test(key))) return;
    const all = parkedOf(this._r, this.part.workshop);
    const open = all.filter((one) => one.settled !== "on");
    this.fold.count(open.length);
    this.none.hidden = all.length > 0;
    this.rows.update([...open, ...all.filter((one) => one.settled === "on")]);
  }

  /** @param {string} words */
  _park(words) {
    const { part } = this;
    const { edits } = park(this._r, part.workshop, { text: words, by: part.you?.name });
    part.do(edits, "Park a topic", "Parked");
  }

  /** @param {string} id @returns {import("./bits.js").Row} */
  _row(id) {
    const box = h("input", { type: "checkbox", onchange: () => this.part.do(settle("parked", id, box.checked), "Settle a topic", box.checked ? "Settled" : "Open again") });
    const words = h("span", { dir: "auto" });
    const by = h("small");
    const more = button("More", () => this._menu(id, more), { mark: "more", bare: true, menu: true, className: "cx-small" });
    const el = h("li", null, h("label", { class: "cx-ws-task" }, box, h("span", { class: "cx-ws-person" }, words, by)), more);
    return {
      el,
      update: (parked) => {
        set(box, "checked", parked.settled === "on");
        set(box, "title", "Settled");
        text(words, parked.text);
        text(by, [parked.author_name, parked.card && "from a card"].filter(Boolean).join(" · "));
        el.classList.toggle("cx-ws-done", parked.settled === "on");
        set(more, "aria-label", `More for ${parked.text}`);
      },
    };
  }

  /** @param {string} id @param {HTMLElement} anchor */
  _menu(id, anchor) {
    const { part } = this;
    const { board } = part;
    const parked = this._r.get("parked", id);
    if (!parked) return;
    const here = board.replica.get("card", parked.card);
    openMenu(board, anchor, [
      ...(here ? [{ label: "Go to its card", mark: icon("here", 15), run: () => goTo(board, { type: "card", id: here.id }) }] : []),
      { label: "Bring it back as a card …", mark: icon("plus", 15), disabled: !board.replica.list("stage").length, run: () => setTimeout(() => this._where(id, anchor), 0) },
      { label: "Delete", mark: icon("trash", 15), danger: true, rule: true, run: () => this._delete(parked) },
    ], { label: parked.text, align: "end" });
  }

  /** Into which lane: the stage is the one that is selected, else the first. @param {string} id @param {HTMLElement} anchor */
  _where(id, anchor) {
    const { board } = this.part;
    const { target } = board.selection;
    const stage = board.replica.get("stage", target.stage ?? (target.kind === "stage" ? target.id : board.replica.get("card", target.id)?.stage)) ?? board.replica.list("stage")[0];
    const lanes = board.replica.list("lane").filter((/** @type {any} */ lane) => lane.kind !== "emotion");
    openMenu(board, anchor, [
      { heading: `Into “${stage.name || "the first stage"}”` },
      ...lanes.map((/** @type {any} */ lane) => ({ label: laneName(board, lane), mark: laneIcon(lane.kind, 15), run: () => this._back(id, stage.id, lane.id) })),
    ], { label: "Lane", align: "end" });
  }

  /** @param {string} id @param {string} stage @param {string} lane */
  _back(id, stage, lane) {
    const { part } = this;
    const made = bringBack(this._r, id, { stage, lane });
    const change = part.do(made.edits, "Bring a topic back");
    if (!change) return;
    part.board.selectCards([made.id]);
    part.board.toast("It is a card again, and settled in the parking lot.", part.undo(change));
  }

  /** @param {any} parked */
  _delete(parked) {
    const { part } = this;
    const change = part.do([{ op: "delete", type: "parked", id: parked.id }], "Delete a parked topic");
    if (change) part.board.toast(`“${parked.text}” is deleted from the parking lot.`, part.undo(change));
  }

  destroy() {
    this.rows.clear();
  }
}
