// @ts-check
/** Bring everyone here, and follow me: this person's view goes where the facilitator points, with a way out. */
import { contain } from "../contain.js";
import { h, text } from "../dom.js";
import { icon } from "../icons.js";
import { button, say } from "./bits.js";

/** A call that is older than this when somebody comes is over, in ms. */
const LATE_MS = 60_000;

export class Following {
  /** @param {import("./part.js").Workshop} part */
  constructor(part) {
    this.part = part;
    this.called = /** @type {string | null | undefined} */ (undefined);
    /** Whether this person went their own way. */
    this.stopped = false;
    this.at = "";
    this.frame = 0;
    this.words = h("span", { class: "cx-ws-follow-words" });
    this.way = button("Stop following", () => this._turn(), { quiet: true, className: "cx-strip-clear" });
    this.el = h("div", { class: "cx-filter-strip cx-ws-follow", role: "region", "aria-label": "Following", hidden: true }, icon("eye", 15), this.words, h("span", { class: "cx-space" }), this.way);
    contain(this.el);
    part.board.head.el.after(this.el);
  }

  /** Whether this person's view follows the facilitator now. */
  get on() {
    const { workshop, leading } = this.part;
    return workshop?.state === "running" && workshop.follow === "on" && !leading && !this.stopped;
  }

  update() {
    const { part } = this;
    const { workshop, leading } = part;
    const asked = workshop?.state === "running" && workshop.follow === "on" && !leading;
    if (!asked) this.stopped = false;
    this.el.hidden = !asked;
    if (asked) {
      const name = workshop.facilitator_name || "the facilitator";
      text(this.words, this.stopped ? `${name[0].toUpperCase()}${name.slice(1)} shows the map to all.` : `You follow ${name}.`);
      say(this.way, this.stopped ? "Follow again" : "Stop following");
    }
    this._call();
    if (this.on) this.people();
  }

  /** A new call leads everybody to its place, those who lead apart. */
  _call() {
    const { workshop, board, leading } = this.part;
    const { called = null, focus = "" } = workshop ?? {};
    if (!workshop || called === this.called) return;
    const first = this.called === undefined;
    this.called = called;
    if (!called || !focus || leading || (first && this.part.now() - Date.parse(called) > LATE_MS)) return;
    const at = this.here(focus);
    if (!at) return;
    const back = board.grid.view();
    board.onFrame("called", () => {
      if (!this._go(at)) return;
      const name = (at.type === "stage" ? board.replica.get("stage", at.id)?.name : board.replica.get("card", at.id)?.title) || "this place";
      board.toast(`${workshop.facilitator_name || "The facilitator"} brought you to “${name}”.`, { label: "Go back", run: () => board.grid.el.scrollTo({ left: back.left, top: back.top }) });
    });
  }

  /** A stage or card of the workshop's map as it stands on the map that is shown: at a table, the one made from it. @param {string} id @returns {{type: "stage" | "card", id: string} | null} */
  here(id) {
    const { replica } = this.part.board;
    for (const type of /** @type {("stage" | "card")[]} */ (["stage", "card"])) {
      const record = replica.get(type, id) ?? replica.list(type).find((/** @type {any} */ r) => r.origin === id);
      if (record) return { type, id: record.id };
    }
    return null;
  }

  /** People moved: go along, at most once a frame. */
  people() {
    if (!this.on || this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      if (this.on) this._along();
    });
  }

  _along() {
    const { part } = this;
    const leader = [...part.session.people.values()].find((p) => p.person && p.person === part.workshop?.facilitator && (p.selected?.length || p.cursor));
    const id = leader?.selected?.[0] ?? leader?.cursor?.stage;
    if (!id || id === this.at) return;
    this.at = id;
    const at = this.here(id);
    if (at) this._go(at);
  }

  /** How much of the map a drawer covers at its right, in px. */
  get _covered() {
    const { el } = this.part.board.sides;
    return el.matches(".cx-drawer.cx-open") ? (el.querySelector(".cx-panel")?.offsetWidth ?? 0) : 0;
  }

  /** Bring a place into view; what is typed and selected stays. @param {{type: "stage" | "card", id: string}} at @returns {boolean} */
  _go({ type, id }) {
    const { board } = this.part;
    if (type === "card") board.reveal(id);
    const box = type === "stage" ? board.layout.stageOf.get(id) : board.layout.cardRect(id);
    if (box) {
      const top = type === "stage" ? board.grid.view().top + 8 : box.top;
      board.grid.reveal({ left: box.left, top, width: box.width + this._covered, height: type === "stage" ? 1 : box.height });
      board.paint();
    }
    return Boolean(box) || type === "card";
  }

  _turn() {
    this.stopped = !this.stopped;
    this.at = "";
    this.update();
    this.part.board.announce(this.stopped ? "You go your own way" : "You follow the facilitator");
  }

  destroy() {
    cancelAnimationFrame(this.frame);
    this.el.remove();
  }
}
