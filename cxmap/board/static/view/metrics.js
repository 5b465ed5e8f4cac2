// @ts-check
/** Sizes of the board in CSS pixels, and the height of a card by lane kind and zoom level. Pure. */
import { LEAST, MOST } from "../model/durations.js";

export const STAGE_ROW = 74;
export const LANE_COLUMN = 138;
export const STAGE_WIDTH = 195;
export const STAGE_MIN = 160;
export const STAGE_MAX = 320;
export const COLLAPSED = 28;
/** Width of a folded stage, and of one under a finger. */
export const FOLDED = 34;
export const FOLDED_COARSE = 44;
export const LINE = 17;
export const PAD_X = 7;
export const PAD_Y = 6;
export const GAP = 4;
export const ADD_STAGE = 132;
export const ADD_LANE = 44;

/** More cards than MANY in a cell: FEW are shown and the rest counted. */
export const MANY = 8;
export const FEW = 6;
export const MORE = 22;

/** Emotion lane by zoom level. */
export const EMOTION = { card: 132, stage: 96, map: 64 };
/** Room for its scale, left of the cards that have no feeling. */
export const SCALE = 24;

/** One lane of the paths under the stage row, by zoom level, and the room below the last one. */
export const PATH = { card: 20, stage: 15, map: 7 };
export const PATHS_PAD = 8;

/** @typedef {"card"|"stage"|"map"} Level */

/**
 * What is shown at a zoom factor (1 = 195 px a stage).
 * @param {number} zoom @returns {Level}
 */
export function levelOf(zoom) {
  return zoom >= 0.8 ? "card" : zoom >= 0.4 ? "stage" : "map";
}

/**
 * Width of a stage at a zoom factor.
 * @param {number} zoom
 */
export function stageWidth(zoom) {
  const width = Math.round(STAGE_WIDTH * zoom);
  return levelOf(zoom) === "card" ? Math.min(STAGE_MAX, Math.max(STAGE_MIN, width)) : Math.max(24, width);
}

/**
 * Width at a zoom factor of a stage that is `natural` pixels wide at zoom 1, where columns are true to time.
 * @param {number} natural @param {number} zoom
 */
export function timeWidth(natural, zoom) {
  const width = Math.round(natural * zoom);
  return levelOf(zoom) === "card" ? Math.min(MOST, Math.max(LEAST, width)) : Math.max(24, width);
}

/** Lane kinds whose text may take two lines: the width that the card takes for itself (a pixel more than its CSS says, for letters stand
 * closer or wider together than one by one), line height and padding at card level. */
const TWO_LINES = {
  thought: { lost: 25, line: 17, pad: 2, font: "italic 13.5" },
  opportunity: { lost: 21, line: 17, pad: 10, font: "13" },
  moment: { lost: 51, line: 15, pad: 7, font: "13", min: 37 },
  note: { lost: 21, line: 17, pad: 9, font: "13" },
  custom: { lost: 21, line: 17, pad: 9, font: "13" },
};

/**
 * Height of a card at card level.
 * @param {string} kind lane kind, or “figure” for a card of the KPI lane that has one @param {string} title @param {number} width card width
 * @param {boolean} coarse touch: at least 48 @param {(text: string, font: string) => number} measure text width
 */
export function cardHeight(kind, title, width, coarse, measure) {
  let height = 26;
  const two = TWO_LINES[/** @type {keyof TWO_LINES} */ (kind)];
  if (kind === "touchpoint") height = 38;
  else if (kind === "figure") height = 44;
  else if (kind === "pain") height = 37;
  else if (two) {
    const lines = measure(title, two.font) > width - two.lost ? 2 : 1;
    height = Math.max(/** @type {any} */ (two).min ?? 0, lines * two.line + two.pad);
  }
  return coarse ? Math.max(48, height) : height;
}

/** Room for one card in an empty cell. @param {string} kind @param {boolean} coarse */
export function emptyHeight(kind, coarse) {
  return coarse ? 48 : kind === "touchpoint" ? 38 : kind === "pain" || kind === "moment" ? 37 : 26;
}

/** Text measure from summed letter widths: no layout, ~1 µs a title. @returns {(text: string, font: string) => number} */
export function letterMeasure() {
  const context = typeof document === "undefined" ? null : document.createElement("canvas").getContext("2d");
  const width = (/** @type {string} */ letter, /** @type {string} */ font) => {
    if (!context) return 6.4;
    const [size, style] = font.split(" ").reverse();
    context.font = `${style ?? ""} ${size}px "Source Sans", system-ui, sans-serif`;
    return context.measureText(letter).width;
  };
  /** @type {Map<string, {plain: Float64Array, other: Map<string, number>}>} */
  const fonts = new Map();
  return (text, font) => {
    let known = fonts.get(font);
    if (!known) fonts.set(font, (known = { plain: new Float64Array(PLAIN).fill(-1), other: new Map() }));
    let sum = 0;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code < PLAIN) {
        if (known.plain[code] < 0) known.plain[code] = width(text[i], font);
        sum += known.plain[code];
        continue;
      }
      const letter = String.fromCodePoint(/** @type {number} */ (text.codePointAt(i)));
      i += letter.length - 1;
      let wide = known.other.get(letter);
      if (wide === undefined) known.other.set(letter, (wide = width(letter, font)));
      sum += wide;
    }
    return sum;
  };
}

/** Letters of western scripts: their widths stand in a table. */
const PLAIN = 0x250;
