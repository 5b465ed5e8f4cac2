// @ts-check
/** What nobody sees yet: how many have rated, voted, placed or written, and the reveal. */
import { asks } from "../../model/workshop.js";
import { h, set, text } from "../dom.js";
import { openMenu } from "../menu.js";
import { icon } from "../icons.js";
import { button, plural, say } from "./bits.js";

/** What people have done in a step of a kind. @type {Record<string, string>} */
const DONE = { rate: "rated", vote: "voted", place: "placed" };

export class Reveal {
  /** @param {import("./part.js").Workshop} part */
  constructor(part) {
    this.part = part;
    this.words = h("span", { class: "cx-ws-counted", role: "status" });
    this.bar = h("i");
    this.go = button("Reveal", () => this._go(), { mark: "eye" });
    this.el = h("div", { class: "cx-ws-reveal", hidden: true }, h("div", { class: "cx-ws-meter", "aria-hidden": "true" }, this.bar), this.words, this.go);
    this.busy = false;
    this.timer = 0;
  }

  /** Whether each writes alone in the step under way. */
  get alone() {
    return this.part.step && this.part.workshop?.private === "on";
  }

  /** A reveal ends the giving: pressed before anybody gave anything it would be the end of the step. */
  get early() {
    const { step, session } = this.part;
    return asks(step) && !(session.counts?.step === step.id && session.counts.people > 0);
  }

  update() {
    const { part } = this;
    const { step } = part;
    this.el.hidden = !step || !(asks(step) || this.alone || (step.revealed && step.private === "on"));
    if (this.el.hidden) return;
    this.go.hidden = Boolean(step.revealed);
    this.go.disabled = this.busy || this.early;
    say(this.go, asks(step) ? "Reveal" : "Reveal …");
    set(this.go, "aria-haspopup", asks(step) ? null : "menu");
    this.counts();
  }

  /** At most once in a while: counts come four times a second. */
  counts() {
    if (this.timer || this.el.hidden) return;
    this._count();
    this.timer = window.setTimeout(() => {
      this.timer = 0;
      if (!this.el.hidden) this._count();
    }, 500);
  }

  _count() {
    const { part } = this;
    const { step } = part;
    if (!step) return;
    const counts = part.session.counts?.step === step.id ? part.session.counts : null;
    const { complete = 0, people = 0, drafts = 0, of = 0 } = counts ?? {};
    const share = step.revealed ? 1 : of ? (asks(step) ? complete : people) / of : 0;
    this.go.disabled = this.busy || this.early;
    set(this.go, "title", this.early ? "Nobody has given anything yet" : null);
    this.bar.style.width = `${Math.min(100, 100 * share)}%`;
    const some = people > complete ? `, ${people - complete} more began` : "";
    text(this.words, step.revealed ? "Revealed: all see it" : asks(step) ? `${complete} of ${of} have ${DONE[step.kind]}${some}` : `${plural(drafts, "card")} of ${plural(people, "person", "people")}, unseen`);
  }

  _go() {
    if (asks(this.part.step)) return void this._reveal("shuffled");
    openMenu(this.part.board, this.go, [
      { label: "Shuffled", mark: icon("changes", 15), run: () => void this._reveal("shuffled") },
      { label: "By author", mark: icon("people", 15), disabled: this.part.workshop?.anonymous === "on", hint: this.part.workshop?.anonymous === "on" ? "anonymous" : "", run: () => void this._reveal("author") },
    ], { label: "Reveal the cards" });
  }

  /** How much of the step under way nobody has seen yet: ballots or cards. */
  get hidden() {
    const { step, session } = this.part;
    if (!step || step.revealed || session.counts?.step !== step.id) return 0;
    return asks(step) ? (session.counts.people ?? 0) : (session.counts.drafts ?? 0);
  }

  /** @param {"shuffled" | "author"} how @returns {Promise<void>} */
  async _reveal(how) {
    this.busy = true;
    this.update();
    await reveal(this.part, this.part.step, how);
    this.busy = false;
    this.update();
  }

  destroy() {
    clearTimeout(this.timer);
  }
}

/**
 * Show all what was given in a step while nobody saw it.
 * @param {import("./part.js").Workshop} part @param {any} step @param {"shuffled" | "author"} how
 */
export async function reveal(part, step, how) {
  try {
    const { id } = await part.session.ask("reveal", { step: step.id, how });
    part.board.toast(asks(step) ? "Revealed: all see how the room sees it." : "Revealed: the cards are on the map.", part.undo(id));
  } catch (error) {
    part.board.toast(/** @type {Error} */ (error).message);
  }
}
