// @ts-check
/** One field of the persona itself, written where it is read, with who else is in it. */
import { h, text } from "../view/dom.js";
import { Field } from "./field.js";

export class Spot {
  /**
   * @param {any} desk @param {string} name of the field
   * @param {Partial<import("./field.js").FieldOptions> & {tag?: string}} [more] `tag`: the element around it
   */
  constructor(desk, name, { tag = "div", className = "", ...more } = {}) {
    const defined = desk.definitions.field("persona", name);
    this.name = name;
    this.id = `${desk.persona}.${name}`;
    const persona = desk.persona;
    this.field = new Field({
      label: defined.label,
      max: defined.max ?? 40,
      readonly: desk.readonly,
      write: (value, was) => desk.commit([{ op: "patch", type: "persona", id: persona, fields: { [name]: value }, was: { [name]: was } }], `Change ${defined.label.toLowerCase()}`),
      typing: (on) => desk.who.typing(on ? this.id : null),
      refuse: () => desk.toast(`“${defined.label}” takes a number: write digits only.`),
      ...more,
    });
    this.tags = h("span", { class: "pp-who", hidden: true });
    this.el = h(tag, { class: `pp-spot ${className}` }, this.field.el, this.tags);
    this.el.addEventListener("focusin", () => desk.who.at(this.id));
    this.el.addEventListener("focusout", () => desk.who.left(this.id));
    this.el.addEventListener("keydown", (/** @type {KeyboardEvent} */ e) => {
      const field = this.field;
      if (e.isComposing || e.altKey || e.ctrlKey || e.metaKey || field.options.readonly) return;
      if (e.key === "Enter" && !field.options.long) {
        e.preventDefault();
        field.flush();
        desk.beside(field, 1);
      } else if (e.key === "Escape") {
        e.preventDefault();
        e.stopPropagation();
        if (!field.revert()) desk.focus();
      } else if (e.key === "ArrowUp" && !e.shiftKey && field.caretAt("start")) desk.beside(field, -1) && e.preventDefault();
      else if (e.key === "ArrowDown" && !e.shiftKey && field.caretAt("end")) desk.beside(field, 1) && e.preventDefault();
    });
  }

  /** @param {any} persona */
  update(persona) {
    this.field.update(persona[this.name]);
    if (this.field.options.readonly) this.el.hidden = persona[this.name] === "" || persona[this.name] === null;
  }

  /** @param {any[]} people @param {(person: any) => {name: string, colour: string}} look */
  people(people, look) {
    this.tags.hidden = !people.length;
    this.el.classList.toggle("pp-remote", people.length > 0);
    if (!people.length) return;
    this.el.style.setProperty("--person", look(people[0]).colour);
    text(this.tags, people.map((person) => look(person).name).join(", "));
  }
}
