// @ts-check
/** The replay: the changes between two moments, played on the board one after the other. Esc leaves it at any time. */
import { Player, SPEEDS } from "../model/player.js";
import { count, moment, placeOf } from "../model/timeline.js";
import { madeId } from "../model/ids.js";
import { realClock } from "../sync/clock.js";
import { contain } from "./contain.js";
import { h, set, text } from "./dom.js";
import { messageOf } from "./history-acts.js";
import { icon } from "./icons.js";

const PAGE = 200;
const NEVER = 2 ** 31 - 1;

export class Replay {
  /** @param {import("./history.js").History} history */
  constructor(history) {
    this.history = history;
    /** @type {Player | null} */ this.player = null;
    this.total = 0;
    this._tries = 0;
    const square = (/** @type {string} */ drawing, /** @type {string} */ label, /** @type {() => void} */ run) =>
      h("button", { class: "cx-square", type: "button", "aria-label": label, title: label, onclick: run }, icon(drawing, 16));
    this.title = h("b", { class: "cx-bar-title" });
    this.label = h("span", { class: "cx-bar-label" });
    this.toggle = square("play", "Play", () => this._toggle());
    this.back = square("left", "One step back", () => this._step(-1));
    this.on = square("right", "One step on", () => this._step(1));
    this.input = h("input", { type: "range", min: 0, max: 0, step: 1, "aria-label": "Progress of the replay", oninput: () => this._slide() });
    this.place = h("span", { class: "cx-bar-place" });
    this.speed = h("select", { class: "cx-input", "aria-label": "Speed", onchange: () => this.player?.setSpeed(Number(this.speed.value)) },
      SPEEDS.map((speed) => h("option", { value: speed }, `${speed} ×`)));
    this.el = h("section", { class: "cx-bar cx-bar-past", "aria-label": "Replay", hidden: true },
      h("div", { class: "cx-bar-top" }, h("div", { class: "cx-bar-words" }, this.title, this.label),
        h("div", { class: "cx-bar-acts" }, h("div", { class: "cx-select" }, this.speed, icon("down", 15)),
          h("button", { class: "cx-button cx-primary", type: "button", onclick: () => this.leave() }, "Leave the replay"))),
      h("div", { class: "cx-bar-scale" }, this.back, this.toggle, this.on, h("div", { class: "cx-bar-slide" }, this.input), this.place));
    contain(this.el);
    this.el.addEventListener("keydown", (/** @type {KeyboardEvent} */ e) => {
      if (e.key === "Escape") this.leave();
      else if (e.key === " " && e.composedPath()[0] === this.input) this._toggle();
      else return;
      e.preventDefault();
      e.stopPropagation();
    });
  }

  get active() {
    return !this.el.hidden;
  }

  /** Play what happened after a revision. @param {number} from @param {number | null} to null: up to now */
  async start(from, to) {
    const { history } = this;
    const { board } = history;
    const mine = ++this._tries;
    const upto = to ?? NEVER;
    try {
      const { records } = await board.session.ask("moment", { rev: from });
      if (mine !== this._tries || !history.open) return;
      history.now();
      history.changed.rest();
      history.marks.clear();
      const { positions } = history;
      this.total = placeOf(positions, Math.min(upto, history.last)) - placeOf(positions, from);
      this.from = from;
      this.player = new Player({
        start: () => records, rev: from, clock: realClock,
        page: (after) => board.session.ask("changes", { after, upto, limit: PAGE }),
        show: (shown) => this._show(shown), told: () => this._told(),
        fail: (error) => board.toast(messageOf(error)),
      });
      this.player.speed = this.total > 100 ? 4 : 1;
      this.speed.value = String(this.player.speed);
      this.el.hidden = false;
      history.bar.el.hidden = true;
      board.root.classList.add("cx-replaying");
      board.showPast(this.player.replica);
      this._told();
      this.toggle.focus();
      await this.player.load(60);
      if (mine === this._tries) this.player?.play();
    } catch (error) {
      if (mine === this._tries) board.toast(messageOf(error));
    }
  }

  /** Stop, and go back to the map as it is. */
  leave() {
    this._tries++;
    if (!this.active) return;
    const { history } = this;
    const { board } = history;
    const inside = this.el.contains(/** @type {Node} */ (/** @type {any} */ (this.el.getRootNode()).activeElement));
    this.player?.stop();
    this.player = null;
    this.el.hidden = true;
    history.bar.el.hidden = !history.open;
    board.root.classList.remove("cx-replaying");
    history.marks.clear();
    board.showPast(null);
    history.bar.update();
    if (!history.changed.el.hidden) history.changed.begin();
    if (inside) (history.open ? history.changed.play : board.grid.el).focus();
    board.announce("The replay has ended: the map as it is now");
  }

  _toggle() {
    if (this.player?.playing) this.player.pause();
    else this.player?.play();
  }

  /** @param {1 | -1} by */
  _step(by) {
    const { player } = this;
    if (!player) return;
    if (player.playing) player.pause();
    void player.step(by);
  }

  async _slide() {
    const { player } = this;
    if (!player) return;
    if (player.playing) player.pause();
    const to = Number(this.input.value);
    try {
      await player.load(to);
      if (this.player === player && Number(this.input.value) === to) player.go(to);
    } catch (error) {
      this.history.board.toast(messageOf(error));
    }
  }

  /** @param {import("../model/player.js").Shown} shown */
  _show({ step, touched }) {
    const { player, history } = this;
    const { board } = history;
    if (!player) return;
    board.showPast(player.replica, board.past === player.replica ? touched : null);
    history.marks.step(step?.edits ?? [], player.replica, touched);
    if (!step) return;
    const card = [...history.marks.kinds.keys()].find((key) => key.startsWith("card:"))?.slice(5);
    if (card) {
      board.paint(); // where it is now
      board.reveal(card);
    }
    if (!player.playing) board.announce(`${step.label}, ${step.by.name}`);
  }

  _told() {
    const { player, history } = this;
    if (!player) return;
    const step = player.steps[player.at - 1];
    const total = player.more ? Math.max(this.total, player.steps.length) : player.steps.length;
    text(this.title, step ? `${moment(step.at, new Date())} — ${step.by.name}` : `The map ${history.words(this.from ?? 0)}`);
    const { session } = history.board;
    const reason = step && session.replica.get("reason", madeId("reason", { journey: session.journey, rev: step.rev }))?.text;
    text(this.label, step ? `${step.label}${reason ? ` · Why: ${reason}` : ""}` : count(total, "change"));
    set(this.input, "max", total);
    if (this.input.value !== String(player.at)) this.input.value = String(player.at);
    set(this.input, "aria-valuetext", step ? `${player.at} of ${total}: ${step.label}` : `0 of ${total}`);
    text(this.place, `${player.at} of ${total}`);
    const label = player.playing ? "Pause" : player.ended ? "Play again" : "Play";
    if (this.toggle.getAttribute("aria-label") !== label) {
      set(this.toggle, "aria-label", label);
      set(this.toggle, "title", label);
      this.toggle.replaceChildren(icon(player.playing ? "pause" : "play", 16));
    }
    set(this.back, "disabled", player.at === 0);
    set(this.on, "disabled", player.ended);
  }
}
