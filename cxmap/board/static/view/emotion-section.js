// @ts-check
/** What the curves say, in the fields of the journey: what each persona remembers, and where team and customers differ most. */
import { peakEndText, showValue } from "./curve.js";
import { fresh, h } from "./dom.js";
import { gaps, peakEnd } from "./feelings.js";

/** Gaps that are listed. */
const MOST = 8;

/** @param {any} board @returns {import("./features.js").Feature} */
export function emotionSection(board) {
  const build = () => {
    const body = h("div", { class: "cx-emotion-findings" });
    const update = () => fresh(body, findings(board));
    return { nodes: [body], update };
  };
  return {
    section: ({ type, ids }) => (type === "journey" && board.replica.list("traveller").length ? { name: "emotion", title: "Emotion", key: ids.join(), build } : null),
  };
}

/** @param {any} board @returns {Node[]} */
function findings(board) {
  const { lines } = board.emotion.lines;
  const told = lines.filter((/** @type {any} */ line) => line.source === "predicted" && line.all.length);
  if (!told.length) return [h("p", { class: "cx-say" }, "No feelings yet: end a card with −2 or +2, or click into the emotion lane.")];
  const remembered = told.map((/** @type {any} */ line) => {
    const found = peakEnd(line.all);
    return found && h("li", null, h("b", null, line.persona.name), ` remembers ≈ ${showValue(found.remembered)}: `, peakEndText(found));
  });
  const [main] = lines;
  const reported = lines.find((/** @type {any} */ line) => line.source === "reported" && line.persona === main?.persona);
  const found = main && reported ? gaps(main.all, reported.all) : [];
  return [
    h("ul", { class: "cx-findings" }, remembered),
    h("p", { class: "cx-say" }, "Remembered ≈ (peak + end) / 2: a heuristic, not a measurement."),
    ...(reported?.all.length ? [h("h3", { class: "cx-sub" }, found.length ? "Where customers feel otherwise than we predict" : "Customers feel about as we predict"),
      h("ul", { class: "cx-findings" }, found.slice(0, MOST).map((/** @type {any} */ gap) =>
        h("li", null, h("button", { class: "cx-link", type: "button", onclick: () => board.selectCards([gap.card.id]) }, gap.card.title || "Untitled"),
          ` ${showValue(gap.reported)} instead of ${showValue(gap.predicted)}`)))] : []),
  ];
}
