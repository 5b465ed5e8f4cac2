// @ts-check
/** What an emotion curve is painted with: orange below, grey around 0, teal above; and the wash between curve and zero line. */
import { set, svg } from "./dom.js";

/** Ends of the neutral band (±0.4) as shares of the scale from +3 to −3. */
const [HIGH, LOW] = [2.6 / 6, 3.4 / 6];

/** For the stroke. @param {string} id */
export function strokeFill(id) {
  return gradient(id, [[0, "posFill"], [HIGH, "posFill"], [0.5, "neu"], [LOW, "negFill"], [1, "negFill"]]);
}

/** For the area between the curve and 0. @param {string} id */
export function washFill(id) {
  return gradient(id, [[0, "posFill", 0.34], [0.5, "posFill", 0.04], [0.5, "negFill", 0.04], [1, "negFill", 0.36]]);
}

/** Stretch a fill from +3 to −3. @param {Element} fill @param {(value: number) => number} y */
export function stretch(fill, y) {
  set(fill, "y1", y(3));
  set(fill, "y2", y(-3));
}

/** @param {string} id @param {[offset: number, token: string, opacity?: number][]} stops */
function gradient(id, stops) {
  return svg(
    "linearGradient",
    { id, gradientUnits: "userSpaceOnUse", x1: 0, x2: 0 },
    stops.map(([offset, token, opacity = 1]) => svg("stop", { offset, style: { stopColor: `var(--${token})`, stopOpacity: opacity } })),
  );
}
