// @ts-check
/** The emotions of a card in the inspector: who says so, a slider for each persona, a word from the wheel, and how strong. */
import { feelingId } from "../model/ids.js";
import { segmentControl } from "./controls.js";
import { showValue } from "./curve.js";
import { set } from "./dom.js";
import { feelingControl } from "./slider.js";
import { openWheel } from "./wheel.js";

/** Whose words the inspector shows and writes; kept while the board is open. @type {WeakMap<object, "predicted" | "reported">} */
const sources = new WeakMap();

/** @param {any} board @returns {"predicted" | "reported"} */
export const sourceOf = (board) => sources.get(board) ?? "predicted";

/**
 * The fields of one card's feelings: one slider for each persona on the map; where there is none, one that makes the first.
 * @param {any} board @param {string} card
 * @param {{fieldOf: (type: string, name: string) => any, put: (control: any, read: () => any) => any}} form
 * @returns {Node[]}
 */
export function feelingFields(board, card, { fieldOf, put }) {
  const { replica, commands, readonly } = board;
  const here = replica.list("traveller").map((/** @type {any} */ t) => replica.get("persona", t.persona)).filter(Boolean);
  /** @type {(() => void)[]} */
  const again = [];
  const source = put(segmentControl({
    field: { ...fieldOf("feeling", "source"), label: "Emotion, as" },
    readonly: false, // a way to look, nothing of the map
    options: [
      { key: "predicted", label: "We predict", mark: null, title: "What the team believes that they feel" },
      { key: "reported", label: "Customers report", mark: null, title: "What customers said that they feel" },
    ],
    className: "cx-two",
    write: (to) => {
      sources.set(board, to);
      again.forEach((show) => show());
    },
  }), () => sourceOf(board));
  const told = (/** @type {string | null} */ persona, /** @type {string} */ from) => (persona ? board.replica.get("feeling", feelingId(card, persona, from)) : undefined);
  const fields = (here.length ? here : [null]).flatMap((/** @type {any} */ persona) => {
    const id = persona?.id ?? null;
    const control = feelingControl({
      label: here.length > 1 ? `Emotion · ${persona.name}` : "Emotion",
      field: fieldOf("feeling", "value"),
      word: fieldOf("feeling", "word"),
      readonly,
      write: (value, word) => commands.setFeeling(card, id, value, word, sourceOf(board)),
      wheel: (anchor) => openWheel(board, anchor, { current: told(id, sourceOf(board))?.word ?? "", choose: (word) => commands.chooseWord(card, id, word, sourceOf(board)) }),
    });
    const read = () => {
      const from = sourceOf(board);
      const feeling = told(id, from);
      const other = told(id, from === "predicted" ? "reported" : "predicted");
      const said = other ? (from === "predicted" ? `Customers reported ${showValue(other.value)}.` : `The team predicted ${showValue(other.value)}.`) : "";
      return feeling || said ? { value: feeling?.value ?? null, word: feeling?.word ?? "", other: said } : null;
    };
    const strong = segmentControl({
      field: fieldOf("feeling", "intensity"), readonly, className: "cx-four",
      options: [
        { key: null, label: "Not said", mark: null, title: "Nothing is said of how strong it is" },
        ...board.definitions.terms("intensities").map((/** @type {any} */ t) => ({ key: Number(t.key), label: t.label, mark: null, title: t.meaning })),
      ],
      write: (value) => commands.setIntensity(feelingId(card, id ?? "", sourceOf(board)), value),
    });
    const intensity = () => {
      const feeling = told(id, sourceOf(board));
      strong.el.hidden = !feeling;
      return feeling?.intensity ?? null;
    };
    put(control, read);
    put(strong, intensity);
    again.push(() => {
      control.flush();
      control.update(read());
      strong.update(intensity());
    });
    set(strong.el, "data-part", "intensity");
    return [control.el, strong.el];
  });
  return [source.el, ...fields];
}
