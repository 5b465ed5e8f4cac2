// @ts-check
/** What was revealed: what the room rated, voted and placed, in its order, as estimates, and which ranks are not firm. */
import { estimate, findingOf, quadrant, ranked, spreadOf, SPREADS } from "../../model/estimates.js";
import { stepsOf } from "../../model/workshop.js";
import { fresh, h, set, text } from "../dom.js";
import { icon } from "../icons.js";
import { goTo } from "../thread.js";
import { part as fold } from "./bits.js";

/** So many are listed at first. */
const FEW = 8;

export class Results {
  /** @param {import("./part.js").Workshop} part */
  constructor(part) {
    this.part = part;
    this.chosen = "";
    this.all = false;
    this.sign = "";
    this.select = h("select", { class: "cx-input", "aria-label": "Results of", onchange: () => ((this.chosen = this.select.value), this.update(null)) });
    this.which = h("div", { class: "cx-select" }, this.select, icon("down", 15));
    this.finding = h("p", { class: "cx-ws-finding" });
    this.note = h("p", { class: "cx-ws-estimate" });
    this.list = h("ol", { class: "cx-ws-ranks" });
    this.more = h("button", { class: "cx-link", type: "button", onclick: () => ((this.all = true), this.update(null)) });
    this.input = h("input", { type: "checkbox", checked: true, onchange: () => part.spread.show(this.input.checked) });
    this.dots = h("label", { class: "cx-check" }, this.input, h("span", null, "Show each rating on the curve"));
    this.fold = fold("results", "Results", [this.which, this.finding, this.note, this.list, this.more, this.dots]);
    this.el = this.fold.el;
  }

  /** @param {Set<string> | null} touched */
  update(touched) {
    if (touched && ![...touched].some((key) => /^(tally|step|workshop):/.test(key))) return;
    const { part } = this;
    const steps = stepsOf(part.session.replica, part.workshop).filter((step) => step.revealed && part.tallies(step).length);
    this.el.hidden = !steps.length;
    if (!steps.length) return;
    const latest = [...steps].sort((a, b) => (a.revealed < b.revealed ? -1 : 1)).at(-1);
    const step = steps.find((s) => s.id === this.chosen) ?? latest;
    const names = steps.map((s) => `${s.id}=${s.title}`).join("|");
    if (this.select.dataset.names !== names) {
      this.select.dataset.names = names;
      fresh(this.select, steps.map((s) => h("option", { value: s.id }, s.title)));
    }
    if (this.select.value !== step?.id) this.select.value = step?.id ?? "";
    this.which.hidden = steps.length < 2;
    this.fold.count(steps.length);
    const tallies = [...part.tallies(step)];
    const sign = `${step?.id}|${this.all}|${tallies.map((t) => `${t.id}${t.value}${t.effort}${t.people}`).join()}`;
    this.dots.hidden = step !== part.spread.step;
    this.input.checked = part.spread.shown;
    if (sign === this.sign) return;
    this.sign = sign;
    text(this.finding, findingOf(tallies));
    text(this.note, `${estimate(tallies)}.`);
    const order = ranked(tallies);
    const shown = this.all ? order : order.slice(0, FEW);
    fresh(this.list, shown.map((one) => this._rank(one)));
    this.more.hidden = shown.length === order.length;
    text(this.more, `${order.length - shown.length} more`);
  }

  /** @param {import("../../model/estimates.js").Ranked} one */
  _rank({ tally, rank, firm }) {
    const { board } = this.part;
    const spread = spreadOf(tally);
    const figure = tally.kind === "votes" ? `${tally.value ?? 0}` : tally.kind === "rating" ? signed(tally.value) : (quadrant(tally) ?? "");
    const apart = tally.kind === "rating" && spread ? `${SPREADS[spread]}, ${signed(tally.low)} to ${signed(tally.high)}` : tally.kind === "placement" && spread ? SPREADS[spread] : "";
    const title = board.replica.get("card", tally.card)?.title || tally.title || "Untitled";
    const name = h("button", { class: "cx-ws-rank-name", type: "button", dir: "auto", onclick: () => tally.card && goTo(board, { type: "card", id: tally.card }) }, title);
    set(name, "disabled", !board.replica.get("card", tally.card));
    return h("li", null, h("span", { class: "cx-ws-rank" }, String(rank)), h("span", { class: "cx-ws-person" }, name, h("small", null, [apart, !firm && tally.kind !== "rating" && "not firm"].filter(Boolean).join(" · "))), h("b", { class: "cx-ws-figure" }, figure));
  }

  destroy() {}
}

/** @param {number | null} value */
const signed = (value) => (value === null ? "" : value > 0 ? `+${value}` : value < 0 ? `−${-value}` : "0");
