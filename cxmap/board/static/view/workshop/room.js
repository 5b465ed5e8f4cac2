// @ts-check
/** The room: what is locked, who sees what, where all look, the projector, and how people join. */
import { letGo, project, setSwitch, viewOf } from "../../model/workshop.js";
import { h, set } from "../dom.js";
import { icon } from "../icons.js";
import { button, part as fold, say, toggle } from "./bits.js";
import { showJoin } from "./joining.js";

/** Switches in the order in which they are met: name, label, what it does, what is said aloud. @type {[import("../../model/workshop/acts.js").Switch, string, string][]} */
const SWITCHES = [
  ["locked", "Lock the map", "Participants look, but change nothing."],
  ["private", "Private", "Each writes alone until you reveal it."],
  ["anonymous", "Anonymous", "Nobody sees who wrote what."],
  ["follow", "Follow me", "All screens go where you select."],
  ["admission", "Let people in by hand", "Who joins waits for you."],
];

export class Room {
  /** @param {import("./part.js").Workshop} part */
  constructor(part) {
    this.part = part;
    const { board } = part;
    this.switches = SWITCHES.map(([name, label, hint]) => ({
      name, ...toggle(label, hint, (on) => part.do(setSwitch(part.workshop, name, on), label, `${label}: ${on ? "on" : "off"}`)),
    }));
    this.here = button("Bring everyone here", () => this._bring(), { mark: "here", className: "cx-wide" });
    this.go = button("Let go", () => part.do(letGo(part.workshop), "Let go", "Everyone may look elsewhere"), { quiet: true });
    this.select = h("select", { class: "cx-input", "aria-label": "The projector shows", onchange: () => part.do(project(part.workshop, this.select.value || null), "Change the projector", "The projector is changed") });
    const choices = board.definitions.terms("projected");
    this.as = h("option", { value: "" }, "As the step says");
    this.select.append(this.as, ...choices.map((/** @type {any} */ term) => h("option", { value: term.key }, term.label)));
    this.open = button("Open the projector", () => this._projector(), { mark: "play", quiet: true });
    this.join = button("How to join", () => showJoin(part), { mark: "qr", className: "cx-wide" });
    this.fold = fold("room", "The room", [
      this.join, this.here, this.go,
      h("div", { class: "cx-field" }, h("div", { class: "cx-label" }, h("span", null, "Projector"), this.open), h("div", { class: "cx-select" }, this.select, icon("down", 15))),
      h("div", { class: "cx-ws-switches" }, this.switches.map((one) => one.el)),
    ]);
    this.el = this.fold.el;
    this.off = board.selection.on("change", () => part.panel.shown && this._where());
  }

  /** @param {Set<string> | null} touched */
  update(touched) {
    const { part } = this;
    const { workshop, step } = part;
    this.el.hidden = workshop.state === "closed";
    if (touched && ![...touched].some((key) => /^(workshop|step|stage):/.test(key))) return;
    const shown = step?.revealed ? "This step was revealed: all see what is written now." : "";
    for (const one of this.switches) {
      const on = workshop[one.name] === "on";
      one.update(on, one.name === "private" && !on ? shown : "");
    }
    const view = part.board.label("projected", viewOf({ ...workshop, view: null }, step));
    this.as.textContent = `As the step says: ${view.toLowerCase()}`;
    if (this.select.value !== (workshop.view ?? "")) this.select.value = workshop.view ?? "";
    this.go.hidden = !workshop.focus;
    this._where();
  }

  /** What is selected, as something that all can be brought to. @returns {{id: string, name: string} | null} */
  _target() {
    const { board } = this.part;
    const { target } = board.selection;
    if (target.kind === "card") return { id: target.id, name: board.replica.get("card", target.id)?.title || "this card" };
    const id = target.kind === "stage" ? target.id : target.kind === "cell" ? target.stage : null;
    const stage = board.replica.get("stage", id);
    return stage ? { id: stage.id, name: stage.name || `stage ${(board.layout.stageOf.get(id)?.index ?? 0) + 1}` } : null;
  }

  _where() {
    const running = this.part.workshop?.state === "running";
    const target = this._target();
    this.here.disabled = !target || !running;
    say(this.here, target ? `Bring everyone to “${target.name}”` : "Bring everyone here");
    set(this.here, "title", target ? null : "Select a stage or a card first");
  }

  _bring() {
    const target = this._target();
    if (target) this.part.noting.bring(target.id);
  }

  _projector() {
    const { part } = this;
    window.open(`${part.session.base}/project/${encodeURIComponent(part.workshop.id)}`, "_blank", "noopener");
  }

  destroy() {
    this.off();
  }
}
