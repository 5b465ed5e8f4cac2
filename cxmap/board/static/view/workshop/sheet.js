// @ts-check
/** The run sheet: the steps with their minutes, planned and taken, started, changed, moved and deleted where they stand. */
import { addStep, asks, deleteStep, moveStep, replanStep, skipStep, startStep, stepsOf, took } from "../../model/workshop.js";
import { h, set, text } from "../dom.js";
import { icon } from "../icons.js";
import { openMenu } from "../menu.js";
import { follow } from "../pointer.js";
import { button, part as fold, plural, Rows } from "./bits.js";
import { minutesOf, startOf } from "./kinds.js";
import { reveal } from "./reveal.js";
import { stepForm } from "./stepform.js";

/** What stands before a step. @type {Record<string, string>} */
const MARKS = { waiting: "", running: "play", done: "check", skipped: "minus" };

export class Sheet {
  /** @param {import("./part.js").Workshop} part */
  constructor(part) {
    this.part = part;
    /** The step whose fields are open. */
    this.open = "";
    this.list = h("ol", { class: "cx-ws-steps", "aria-label": "Steps" });
    this.rows = new Rows(this.list, (id) => this._row(id));
    this.none = h("p", { class: "cx-ws-none" }, "No step yet. Add the first one: it may be a welcome, a question for the map, a rating or a vote.");
    this.more = button("Add a step", () => this._menu(null, this.more), { mark: "plus", quiet: true, menu: true, className: "cx-wide" });
    this.fold = fold("sheet", "Run sheet", [this.none, this.list, this.more]);
    this.el = this.fold.el;
    /** @type {string | null} step to go to as soon as it is there */
    this.wanted = null;
  }

  get _r() {
    return this.part.session.replica;
  }

  /** @param {Set<string> | null} touched */
  update(touched) {
    const { part } = this;
    if (touched && ![...touched].some((key) => /^(step|workshop|persona|traveller):/.test(key))) return;
    const steps = stepsOf(this._r, part.workshop);
    if (this.open && !steps.some((step) => step.id === this.open)) this.open = "";
    const minutes = steps.filter((step) => step.state !== "skipped").reduce((sum, step) => sum + step.minutes, 0);
    this.fold.count(steps.length ? `${plural(steps.length, "step")}, ${minutes} min` : "");
    this.none.hidden = steps.length > 0;
    this.more.hidden = part.workshop.state === "closed";
    this.rows.update(steps);
    if (this.wanted && this.rows.rows.has(this.wanted)) {
      const id = this.wanted;
      this.wanted = null;
      this._unfold(id, true);
    }
  }

  /** @param {string} id @returns {import("./bits.js").Row} */
  _row(id) {
    const mark = h("span", { class: "cx-ws-mark", "aria-hidden": "true" });
    const name = h("span", { class: "cx-ws-title", dir: "auto" });
    const time = h("span", { class: "cx-ws-minutes" });
    const grip = h("button", {
      class: "cx-ws-grip", type: "button", "aria-label": "Move the step", title: "Drag, or Alt and the arrow keys", onpointerdown: (/** @type {PointerEvent} */ e) => this._drag(e, id),
    }, icon("grip", 14));
    const main = h("button", { class: "cx-ws-main", type: "button", "aria-expanded": "false", onclick: () => this._unfold(this.open === id ? "" : id) }, mark, name, time);
    const start = button("Start this step", () => this._start(id), { mark: "play", bare: true, className: "cx-small" });
    const more = button("More", () => this._more(id, more), { mark: "more", bare: true, menu: true, className: "cx-small" });
    const body = h("div", { class: "cx-ws-body", hidden: true });
    const el = h("li", { class: "cx-ws-item", dataset: { step: id } }, h("div", { class: "cx-ws-row" }, grip, main, start, more), body);
    el.addEventListener("keydown", (/** @type {KeyboardEvent} */ e) => {
      if (!e.altKey || (e.key !== "ArrowUp" && e.key !== "ArrowDown") || body.contains(/** @type {Node} */ (e.composedPath()[0]))) return;
      e.preventDefault();
      e.stopPropagation();
      this._move(id, e.key === "ArrowUp" ? -1 : 1);
    });
    /** @type {ReturnType<typeof stepForm> | null} */
    let form = null;
    return {
      el,
      update: (step) => {
        el.dataset.state = step.state;
        set(mark, "data-state", step.state);
        if (mark.dataset.drawn !== step.state) {
          mark.dataset.drawn = step.state;
          mark.replaceChildren(...(MARKS[step.state] ? [icon(MARKS[step.state], 13)] : []));
        }
        text(name, step.title);
        const taken = step.state === "done" ? took(step, this.part.now()) : null;
        text(time, taken === null ? `${step.minutes} min` : `${Math.round(taken)} of ${step.minutes} min`);
        const state = this.part.board.label("step_states", step.state).toLowerCase();
        set(main, "aria-label", `${step.title}, ${time.textContent}${step.state === "waiting" ? "" : `, ${state}`}`);
        set(start, "aria-label", `Start ${step.title}`);
        set(more, "aria-label", `More for ${step.title}`);
        set(grip, "aria-label", `Move ${step.title}`);
        start.hidden = step.state === "running" || this.part.workshop?.state === "closed";
        const open = this.open === id;
        set(main, "aria-expanded", String(open));
        body.hidden = !open;
        if (open && !form) {
          form = stepForm(this.part, id);
          body.append(form.el);
        } else if (!open && form) {
          form.flush();
          form.el.remove();
          form = null;
        }
        form?.update(step);
      },
      flush: () => form?.flush(),
    };
  }

  /** Show the fields of a step; "" of none. @param {string} id @param {boolean} [focus] */
  _unfold(id, focus = false) {
    this.open = id;
    this.rows.update(stepsOf(this._r, this.part.workshop));
    const body = this.rows.rows.get(id)?.el.querySelector(".cx-ws-body");
    if (focus) /** @type {HTMLElement | null} */ (body?.querySelector("input"))?.focus();
    body?.scrollIntoView({ block: "nearest" });
  }

  /** @param {string} id */
  _start(id) {
    const { part } = this;
    const step = this._r.get("step", id);
    part.do(startStep(this._r, id, part.now(), part.you), "Start a step", step ? `Under way: ${step.title}, ${step.minutes} minutes` : "");
  }

  /** @param {string} id @param {number} by */
  _move(id, by) {
    const { part } = this;
    const at = stepsOf(this._r, part.workshop).findIndex((step) => step.id === id) + by;
    this._to(id, at);
  }

  /** @param {string} id @param {number} at */
  _to(id, at) {
    const { part } = this;
    const steps = stepsOf(this._r, part.workshop);
    if (at < 0 || at >= steps.length) return part.board.announce("It is at the end already");
    part.do(moveStep(this._r, id, at), "Move a step", `Step at place ${at + 1} of ${steps.length}`);
  }

  /** A menu of the kinds of step. @param {string | null} after @param {HTMLElement} anchor */
  _menu(after, anchor) {
    const { part } = this;
    const kinds = part.board.definitions.terms("step_kinds");
    openMenu(part.board, anchor, kinds.map((/** @type {any} */ kind) => ({ label: kind.label, hint: `${minutesOf(kind.key)} min`, run: () => this._add(kind, after) })), { label: "New step" });
  }

  /** @param {{key: string, label: string}} kind @param {string | null} after */
  _add(kind, after) {
    const { part } = this;
    const { id, edits } = addStep(this._r, part.workshop, startOf(kind.key, kind.label), after);
    this.wanted = id;
    part.do(edits, "Add a step", `${kind.label} added`);
  }

  /** @param {string} id @param {HTMLElement} anchor */
  _more(id, anchor) {
    const { part } = this;
    const step = this._r.get("step", id);
    if (!step) return;
    const steps = stepsOf(this._r, part.workshop);
    const at = steps.findIndex((s) => s.id === id);
    const over = step.state === "done" || step.state === "skipped";
    openMenu(part.board, anchor, [
      { label: "Edit", mark: icon("pencil", 15), run: () => this._unfold(id, true) },
      over
        ? { label: "Plan it again", mark: icon("undo", 15), run: () => part.do(replanStep(this._r, id), "Plan a step again", `${step.title} waits again`) }
        : { label: "Leave it out", mark: icon("minus", 15), run: () => part.do(skipStep(this._r, id, part.now()), "Skip a step", `${step.title} is left out`) },
      ...(step.state === "done" && !step.revealed && (asks(step) || step.private === "on") ? [{ label: "Reveal what was given", mark: icon("eye", 15), run: () => void reveal(part, step, "shuffled") }] : []),
      { label: "Add a step behind it", mark: icon("plus", 15), run: () => setTimeout(() => this._menu(id, anchor), 0) },
      { label: "Move up", hint: "Alt ↑", mark: icon("up", 15), disabled: at === 0, run: () => this._to(id, at - 1) },
      { label: "Move down", hint: "Alt ↓", mark: icon("down", 15), disabled: at === steps.length - 1, run: () => this._to(id, at + 1) },
      { label: "Delete", mark: icon("trash", 15), danger: true, rule: true, run: () => this._delete(id, step.title) },
    ], { label: step.title, align: "end" });
  }

  /** @param {string} id @param {string} title */
  _delete(id, title) {
    const { part } = this;
    const change = part.do(deleteStep(id), "Delete a step");
    if (change) part.board.toast(`“${title}” is deleted from the run sheet.`, part.undo(change));
  }

  /** Drag a step by its grip: a bar shows where it would stand. @param {PointerEvent} down @param {string} id */
  _drag(down, id) {
    if (down.button !== 0) return;
    const bar = h("div", { class: "cx-ws-bar", "aria-hidden": "true" });
    const li = this.rows.rows.get(id)?.el;
    let at = -1;
    const others = () => [...this.list.querySelectorAll("li")].filter((el) => el !== li);
    const end = () => {
      bar.remove();
      li?.classList.remove("cx-origin");
    };
    follow(down, {
      lift: () => {
        li?.classList.add("cx-origin");
        this.list.append(bar);
        return Boolean(li);
      },
      move: (e) => {
        const all = others();
        at = all.filter((el) => e.clientY > el.getBoundingClientRect().top + el.offsetHeight / 2).length;
        const top = (all[at]?.offsetTop ?? this.list.scrollHeight) - 1;
        bar.style.top = `${top}px`;
      },
      drop: () => {
        end();
        if (at >= 0) this._to(id, at);
      },
      cancel: end,
    });
  }

  flush() {
    this.rows.flush();
  }

  destroy() {
    this.rows.clear();
  }
}
