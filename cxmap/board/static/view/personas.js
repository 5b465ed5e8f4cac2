// @ts-check
/** The personas that travel this map. The solid one is the one whose feelings are edited; its curve is the one drawn in full. */
import { addsPersonas } from "../model/workshop.js";
import { frameFixed } from "./allowed.js";
import { fresh, h, text } from "./dom.js";
import { drawn } from "./drawn.js";
import { lineKey } from "./emotion-lines.js";
import { icon } from "./icons.js";
import { openMenu, openPopover } from "./menu.js";
import { lettersOf } from "./presence.js";

/** A persona's photo, else the drawn portrait, else initials. @param {any} board @param {any} persona @param {number} [size] @returns {HTMLElement} */
export function portrait(board, persona, size = 24) {
  const box = { width: `${size}px`, height: `${size}px` };
  const initials = () => h("span", { class: "cx-portrait", style: box, "aria-hidden": "true" }, lettersOf(persona.name));
  if (!persona.photo) return persona.avatar ? drawn(persona.avatar, { class: "cx-portrait", style: box, width: size, height: size }, 0) : initials();
  const image = h("img", { class: "cx-portrait", style: box, alt: "", width: size, height: size, src: `${board.host.base}/pictures/${persona.photo}` });
  image.addEventListener("error", () => image.replaceWith(initials()), { once: true });
  return image;
}

export class Personas {
  /** @param {any} board */
  constructor(board) {
    this.board = board;
    /** @type {string | null} what is drawn */
    this.sign = null;
    this.chips = h("div", { class: "cx-persona-chips", role: "group", "aria-label": "Personas on this map" });
    this.add = h("button", {
      class: "cx-square cx-small", type: "button", "aria-label": "Add a persona", title: "Add a persona",
      "aria-haspopup": "dialog", "aria-expanded": "false", onclick: () => this._choose(),
    }, icon("plus", 15));
    this.curves = h("button", {
      class: "cx-square cx-small", type: "button", "aria-label": "Curves that are shown", title: "Curves that are shown",
      "aria-haspopup": "menu", "aria-expanded": "false", onclick: () => this._curves(),
    }, icon("eye", 15));
    this.el = h("div", { class: "cx-personas" }, this.chips, this.add, this.curves);
    this.update();
  }

  /** The personas on the map, the first one leading. @returns {any[]} */
  get here() {
    const { replica } = this.board;
    return replica.list("traveller").map((/** @type {any} */ t) => replica.get("persona", t.persona)).filter(Boolean);
  }

  update() {
    this.add.hidden = frameFixed(this.board) || !addsPersonas(this.board.session); // whoever leads as a guest has this map only
    const edited = this.board.persona();
    const here = this.here;
    const known = this.board.replica.all("journey").size > 0; // else the map is still on its way
    const sign = `${known}|${here.map((p) => `${p.id}.${p.name}.${p.role}.${p.photo}.${p.avatar}.${p.id === edited}`).join("|")}`;
    if (sign === this.sign) return;
    this.sign = sign;
    const focus = this.chips.contains(/** @type {any} */ (this.chips.getRootNode()).activeElement);
    fresh(this.chips, here.map((persona) => this._chip(persona, persona.id === edited)));
    if (known && !here.length) this.chips.append(h("span", { class: "cx-nobody" }, "No persona yet"));
    this.curves.hidden = !here.length;
    if (focus) this.chips.querySelector("button")?.focus();
  }

  /** Which curves and marks the emotion lane shows. */
  _curves() {
    const { board } = this;
    const { emotion } = board;
    const redraw = () => {
      emotion.lines.touch(null);
      emotion.redraw();
      board.invalidate(null);
    };
    const lines = emotion.lines.lines.slice(1).filter((/** @type {any} */ line) => line.all.length);
    const toggle = (/** @type {any} */ line) => () => {
      const { hidden } = emotion.lines;
      if (!hidden.delete(lineKey(line))) hidden.add(lineKey(line));
      redraw();
    };
    openMenu(board, this.curves, [
      { heading: emotion.main ? `Beside the curve of ${emotion.main.persona.name}` : "Curves" },
      ...lines.map((/** @type {any} */ line) => ({
        label: line.source === "reported" ? "What customers reported" : line.label, many: true, checked: !emotion.lines.hidden.has(lineKey(line)), run: toggle(line),
      })),
      { label: "Gaps between team and customers", many: true, checked: emotion.showGaps, run: () => ((emotion.showGaps = !emotion.showGaps), redraw()) },
      { label: "Peak, end and what is remembered", many: true, checked: emotion.showFlags, run: () => ((emotion.showFlags = !emotion.showFlags), redraw()) },
    ], { label: "Curves that are shown" });
  }

  /** @param {any} persona @param {boolean} edited */
  _chip(persona, edited) {
    const { board } = this;
    const chip = h("button", {
      class: "cx-persona-chip",
      type: "button",
      "aria-pressed": String(edited),
      "aria-haspopup": edited ? "menu" : null,
      "aria-expanded": edited ? "false" : null,
      title: edited ? `You edit the feelings of ${persona.name}` : `Edit the feelings of ${persona.name}`,
    },
    portrait(board, persona), h("b", null, persona.name), persona.role && h("span", null, persona.role),
    edited && icon("down", 12));
    chip.addEventListener("click", () => {
      if (edited) return this._menu(chip, persona);
      board.setPersona(persona.id);
      board.announce(`You now edit the feelings of ${persona.name}.`);
      this.update();
    });
    return chip;
  }

  /** @param {HTMLElement} chip @param {any} persona */
  _menu(chip, persona) {
    const { board } = this;
    openMenu(board, chip, [
      ...(board.host.goes === false ? [] : [{ label: "Open the persona", mark: icon("people", 15), run: () => board.host.go({ page: "personas", persona: persona.id }) }]),
      ...(frameFixed(board) ? [] : [{ label: "Take off this map", mark: icon("close", 15), run: () => this._remove(persona) }]),
    ], { label: persona.name });
  }

  /** @param {any} persona */
  _remove(persona) {
    const { board } = this;
    board.commands.removeTraveller(persona.id);
    board.toast(`${persona.name} is off this map. The feelings are kept.`, board.undoLast());
  }

  /** Choose a persona that is not on the map, or write the name of a new one. */
  _choose() {
    const { board } = this;
    const on = new Set(this.here.map((p) => p.id));
    const rest = board.replica.list("persona").filter((/** @type {any} */ p) => !on.has(p.id));
    const input = h("input", { class: "cx-input", type: "text", maxlength: 120, placeholder: "Name", "aria-label": "Name of a persona", autocomplete: "off" });
    const fresh_ = h("span", { class: "cx-menu-label" });
    const create = h("button", { class: "cx-menu-item", type: "button", onclick: () => add() }, h("span", { class: "cx-menu-mark" }, icon("plus", 15)), fresh_);
    const rows = rest.map((/** @type {any} */ p) => ({
      name: p.name.toLocaleLowerCase(),
      el: h("button", { class: "cx-menu-item", type: "button", onclick: () => add(p.id) },
        portrait(board, p, 22), h("span", { class: "cx-menu-label" }, p.name), p.role && h("span", { class: "cx-menu-hint" }, p.role)),
      id: p.id,
    }));
    const list = h("div", { class: "cx-persona-list" }, rows.map((/** @type {any} */ row) => row.el), create);
    const popover = openPopover(board, this.add, [h("h2", null, "Who else travels this map?"), input, list], {
      label: "Add a persona", focus: input,
    });
    /** @param {string} [id] */
    const add = (id) => {
      const name = input.value.trim();
      if (!id && !name) return input.focus();
      popover?.close();
      if (id) board.commands.addTraveller(id);
      else board.commands.addPersona(name);
    };
    const narrow = () => {
      const words = input.value.trim().toLocaleLowerCase();
      for (const row of rows) row.el.hidden = !row.name.includes(words);
      create.hidden = !words || rows.some((/** @type {any} */ row) => row.name === words);
      text(fresh_, `New persona “${input.value.trim()}”`);
    };
    narrow();
    input.addEventListener("input", narrow);
    input.addEventListener("keydown", (/** @type {KeyboardEvent} */ e) => {
      if (e.key !== "Enter" || e.isComposing) return;
      e.preventDefault();
      add(rows.find((/** @type {any} */ row) => row.name === input.value.trim().toLocaleLowerCase())?.id);
    });
  }

  destroy() {
    this.el.remove();
  }
}
