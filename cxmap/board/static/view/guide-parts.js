// @ts-check
/** What several bodies of the guide have: lists of cards, and fields whose text is kept until it is an answer. */
import { focused, fresh, h } from "./dom.js";

/** Keep what is typed into a field until it is an answer. @param {any} guide @param {HTMLInputElement | HTMLTextAreaElement} input @param {string} [name] */
export function draft(guide, input, name = "text") {
  const key = `${guide.stage}|${guide.question}|${name}`;
  input.value = guide.drafts.get(key) ?? "";
  input.addEventListener("input", () => {
    guide.problem("");
    if (input.value) guide.drafts.set(key, input.value);
    else guide.drafts.delete(key);
  });
}

/**
 * Cards as a list that is kept up to date: each leads to its card on the map; `side` gives what stands at its right.
 * @param {any} guide @param {(card: any) => Node | Node[] | null} [side] @param {(card: any) => string} [sign] what else decides how a row looks
 */
export function cardList(guide, side = () => null, sign = () => "") {
  const { board } = guide;
  const el = h("ul", { class: "cx-ask-cards" });
  let shown = "";
  return {
    el,
    /** @param {readonly any[]} cards @param {number} [most] */
    update(cards, most = 40) {
      const now = `${cards.map((card) => `${card.id}=${card.title}=${sign(card)}`).join("|")}|${board.readonly}`;
      if (now === shown) return;
      shown = now;
      const active = focused(el);
      const had = active && el.contains(active) ? active.getAttribute("data-key") : null;
      const rest = cards.length - most;
      fresh(el, cards.slice(0, most).map((card) => h("li", null,
        h("button", { class: "cx-ask-card", type: "button", title: `${card.title || "Untitled"}: show it on the map`, dataset: { key: `go.${card.id}` }, onclick: () => show(board, card.id) }, h("span", { dir: "auto" }, card.title || "Untitled")),
        side(card))), rest > 0 && h("li", { class: "cx-ask-rest" }, `and ${rest} more`));
      el.hidden = !cards.length;
      if (had) /** @type {HTMLElement | null} */ (el.querySelector(`[data-key="${had}"]`) ?? el.querySelector("button"))?.focus();
    },
  };
}

/** Bring a card into view and select it; the focus stays. @param {any} board @param {string} id */
function show(board, id) {
  board.selection.set({ kind: "card", id });
  board.reveal(id);
}
