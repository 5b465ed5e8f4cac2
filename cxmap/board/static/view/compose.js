// @ts-check
/** The field that a comment is written in: names behind `@` are offered, Ctrl+Enter sends, what is typed is kept until it is sent. */
import { askedAt, matching, withName } from "../model/mentions.js";
import { avatar } from "./presence.js";
import { fresh, h, set, uid } from "./dom.js";

/**
 * @typedef {object} Compose
 * @property {HTMLElement} el
 * @property {HTMLTextAreaElement} input
 * @property {(text: string) => void} fill put another text in
 */

/**
 * @param {any} board
 * @param {{label: string, placeholder: string, send: (text: string) => void, people: () => import("../model/mentions.js").Known[], button?: string, changed?: (text: string) => void,
 *   cancel?: () => void, rows?: number}} of `changed`: what is typed so far; `cancel`: Escape and a button give up
 * @returns {Compose}
 */
export function compose(board, { label, placeholder, send, people, button = "Send", changed = () => {}, cancel, rows = 1 }) {
  const id = uid("cx-write");
  const input = h("textarea", {
    class: "cx-input cx-write", rows, placeholder, maxlength: 4000, "aria-label": label, "aria-autocomplete": "list", "aria-controls": `${id}-names`,
    autocomplete: "off", spellcheck: "true",
  });
  const names = h("ul", { class: "cx-names", id: `${id}-names`, role: "listbox", "aria-label": "People", hidden: true });
  const go = h("button", { class: "cx-button cx-primary", type: "button", disabled: true, title: `${button} (Ctrl+Enter)`, onclick: () => post() }, button);
  const foot = h("div", { class: "cx-write-foot" }, cancel && h("button", { class: "cx-button cx-quiet", type: "button", onclick: cancel }, "Cancel"), go);
  const el = h("div", { class: "cx-writing" }, input, names, foot);
  /** @type {import("../model/mentions.js").Known[]} */
  let offered = [];
  let at = 0;
  let from = -1;

  const post = () => {
    const text = input.value.replace(/\s+$/, "").replace(/^\n+/, "");
    if (!text.trim()) return;
    close();
    fill("");
    changed("");
    send(text);
  };
  const fill = (/** @type {string} */ text) => {
    input.value = text;
    look();
  };
  const look = () => {
    go.disabled = !input.value.trim();
    el.classList.toggle("cx-written", Boolean(input.value) || Boolean(cancel));
  };
  const close = () => {
    names.hidden = true;
    offered = [];
    set(input, "aria-activedescendant", null);
  };
  const offer = () => {
    const asked = askedAt(input.value, input.selectionStart ?? 0);
    offered = asked ? matching(people(), asked.query) : [];
    if (!asked || !offered.length) return close();
    from = asked.from;
    at = 0;
    names.hidden = false;
    draw();
    board.announce(`${offered.length === 1 ? "1 person" : `${offered.length} people`}: arrows choose, Enter takes ${offered[0].name}.`);
  };
  const draw = () => {
    fresh(names, offered.map((person, i) => h("li", {
      id: `${id}-${i}`, role: "option", "aria-selected": String(i === at),
      onpointerdown: (/** @type {PointerEvent} */ e) => {
        e.preventDefault(); // the field keeps the focus
        take(i);
      },
    }, avatar(/** @type {any} */ ({ number: 0, ...person }), { size: 22 }), h("span", { dir: "auto" }, person.name))));
    set(input, "aria-activedescendant", `${id}-${at}`);
  };
  const take = (/** @type {number} */ i) => {
    const put = withName(input.value, from, input.selectionStart ?? 0, offered[i].name);
    input.value = put.text;
    input.setSelectionRange(put.caret, put.caret);
    close();
    changed(input.value);
    look();
  };
  input.addEventListener("input", () => {
    changed(input.value);
    look();
    offer();
  });
  input.addEventListener("click", offer);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (/** @type {KeyboardEvent} */ e) => {
    if (e.isComposing) return;
    if (!names.hidden) {
      const by = { ArrowDown: 1, ArrowUp: -1 }[e.key];
      if (by) {
        e.preventDefault();
        at = (at + by + offered.length) % offered.length;
        return draw();
      }
      if ((e.key === "Enter" && !e.ctrlKey && !e.metaKey) || e.key === "Tab") {
        e.preventDefault();
        return take(at);
      }
      if (e.key === "Escape") {
        e.preventDefault();
        e.stopPropagation();
        return close();
      }
    }
    if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) {
      e.preventDefault();
      post();
    } else if (e.key === "Escape" && cancel) {
      e.preventDefault();
      e.stopPropagation();
      cancel();
    }
  });
  look();
  return { el, input, fill };
}
