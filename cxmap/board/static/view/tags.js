// @ts-check
/** Tags: words on cards to filter by. The inspector's part for one card or several, and a small mark on the card. */
import { inChunks } from "../model/chunks.js";
import { tagKey } from "../model/filter.js";
import { addTag, MAX_TAG, removeTag, tagName, tagsAt, tagsOf } from "../model/sources.js";
import { focused, fresh, h, text } from "./dom.js";
import { icon } from "./icons.js";

const MOST = 6;
const NAME = 14;

class Tags {
  /** @param {any} board */
  constructor(board) {
    this.board = board;
  }

  /**
   * Drawn in the second line of a touchpoint, as far as there is room; read aloud with every card.
   * @param {"card" | "stage" | "lane"} type @param {string} id
   */
  marks(type, id) {
    if (type !== "card") return [];
    const { replica } = this.board;
    const tags = replica.under("tag", "card", id);
    if (!tags.length) return [];
    const names = tags.map((/** @type {any} */ tag) => tag.name);
    const [first] = names;
    const shown = `${first.length > NAME ? `${first.slice(0, NAME - 1)}…` : first}${names.length > 1 ? ` +${names.length - 1}` : ""}`;
    const measured = replica.get("lane", replica.get("card", id)?.lane)?.kind === "kpi"; // its line is its value
    return [{
      sign: `tag ${names.join()}`, words: `${names.length === 1 ? "tag" : "tags"} ${names.join(", ")}`, line: true,
      node: () => (measured ? document.createTextNode("") : h("span", { class: "cx-tag-mark", title: names.join(", ") }, "#", shown)),
    }];
  }

  /** @param {import("./subject.js").Subject} subject @returns {import("./features.js").Section | null} */
  section({ type, ids }) {
    if (type !== "card") return null;
    const here = tagsAt(this.board.replica, ids);
    if (this.board.readonly && !here.length) return null;
    return { name: "tags", title: "Tags", key: `${ids.join()}|${this.board.readonly}`, count: here.length, build: () => this._build(ids) };
  }

  /** @param {string[]} ids */
  _build(ids) {
    const { board } = this;
    const { readonly } = board;
    const many = ids.length > 1;
    let sign = "";
    let offered = "";
    const chips = h("div", { class: "cx-chips", role: "group", "aria-label": many ? "Tags of these cards" : "Tags of this card" });
    const input = h("input", { class: "cx-input", type: "text", maxlength: MAX_TAG, placeholder: many ? `Tag all ${ids.length} cards` : "Add a tag", "aria-label": many ? "Tag these cards" : "Add a tag", autocomplete: "off", autocapitalize: "none" });
    const offers = h("div", { class: "cx-chips cx-offers", role: "group", "aria-label": "Tags of this map" });

    const commit = (/** @type {any[][]} */ groups, /** @type {string} */ label) => {
      for (const edits of inChunks(groups)) board.session.commit(edits, { label });
    };
    const add = (/** @type {string} */ words) => {
      // several at once, divided by commas; the replica shows the first before the next is asked for
      const names = words.split(/[,;]/).map(tagName).filter(Boolean);
      for (const name of names) commit(addTag(board.replica, board.session.journey, ids, name), "Tag");
      if (names.length) board.announce(`Tagged ${names.join(", ")}`);
      input.value = "";
      update();
    };
    const remove = (/** @type {string} */ key, /** @type {string} */ name) => {
      const groups = removeTag(board.replica, ids, key);
      commit(groups, "Take a tag off");
      board.toast(many ? `“${name}” is off ${groups.length === 1 ? "1 card" : `${groups.length} cards`}.` : `“${name}” is off the card.`, board.undoLast());
      update();
    };
    const drawChips = () => {
      const here = tagsAt(board.replica, ids);
      const now = here.map((tag) => `${tag.name}=${tag.cards}`).join("|");
      if (now === sign) return;
      sign = now;
      const had = [...chips.children].indexOf(/** @type {Element} */ (focused(chips)));
      fresh(chips, here.map(({ key, name, cards }) => {
        const words = many && cards < ids.length ? `${name} · ${cards} of ${ids.length}` : name;
        if (readonly) return h("span", { class: "cx-chip" }, h("span", { dir: "auto" }, words));
        return h("button", { class: `cx-chip${cards < ids.length ? " cx-some" : ""}`, type: "button", "aria-label": `Take off ${words}`, title: `Take off ${name}`, onclick: () => remove(key, name) },
          h("span", { dir: "auto" }, words), icon("close", 12));
      }));
      if (had >= 0) /** @type {HTMLElement} */ (chips.children[Math.min(had, chips.children.length - 1)] ?? input).focus();
    };
    const drawOffers = () => {
      const typed = tagKey(tagName(input.value.split(/[,;]/).at(-1) ?? ""));
      const all = new Set(tagsAt(board.replica, ids).filter((tag) => tag.cards === ids.length).map((tag) => tag.key));
      const list = tagsOf(board.replica).filter((tag) => !all.has(tag.key) && tag.key.includes(typed)).slice(0, MOST);
      const now = list.map((tag) => tag.name).join("|");
      offers.hidden = !list.length;
      if (now === offered) return;
      offered = now;
      const had = offers.contains(focused(offers));
      fresh(offers, list.map((tag) => h("button", { class: "cx-chip cx-offer", type: "button", "aria-label": `Add ${tag.name}`, onclick: () => (add(tag.name), input.focus()) }, icon("plus", 12), h("span", { dir: "auto" }, tag.name))));
      if (had) input.focus();
    };
    const update = () => {
      drawChips();
      if (!readonly) drawOffers();
    };
    input.addEventListener("input", drawOffers);
    input.addEventListener("keydown", (/** @type {KeyboardEvent} */ e) => {
      if (e.isComposing) return;
      if (e.key === "Enter" || e.key === ",") {
        e.preventDefault();
        add(input.value);
      } else if (e.key === "Backspace" && !input.value) /** @type {HTMLElement | null} */ (chips.lastElementChild)?.focus();
      else if (e.key === "Escape" && input.value) {
        e.preventDefault();
        e.stopPropagation();
        input.value = "";
        drawOffers();
      }
    });
    const flush = () => {
      if (tagName(input.value)) add(input.value);
    };
    return { nodes: readonly ? [chips] : [chips, input, offers], update, flush };
  }
}

/** @param {any} board */
export const tags = (board) => new Tags(board);
