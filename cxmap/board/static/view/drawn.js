// @ts-check
/** Drawn portraits of personas, by the code in `persona.avatar`: the same pictures as `documents/avatar.py` draws. */
import { h } from "./dom.js";
import { PARTS } from "./drawn-parts.js";

/** @type {Record<string, string[]>} what a code may say, the first of each being what it says when it does not */
export const CHOICES = {
  hair: Object.keys(PARTS.hair),
  tone: Object.keys(PARTS.tone),
  skin: Object.keys(PARTS.skin),
  beard: Object.keys(PARTS.beard),
  glasses: Object.keys(PARTS.glasses),
  collar: Object.keys(PARTS.collar),
  cloth: Object.keys(PARTS.cloth),
  ground: Object.keys(PARTS.ground),
};

/** What a code says of each part. @param {string} code @returns {Record<string, string>} */
export function choice(code) {
  const told = Object.fromEntries(code.split(",").filter((part) => part.includes("=")).map((part) => {
    const at = part.indexOf("=");
    return [part.slice(0, at), part.slice(at + 1)];
  }));
  return Object.fromEntries(Object.entries(CHOICES).map(([name, known]) => [name, known.includes(told[name]) ? told[name] : known[0]]));
}

/** The portrait as SVG: made of the table only, never of what a person wrote. @param {string} code @param {number} [size] @param {number} [radius] */
export function drawing(code, size = 100, radius = 26) {
  const c = choice(code);
  const [skin, frame] = PARTS.skin[Number(c.skin)];
  const [cloth, tint] = PARTS.cloth[Number(c.cloth)];
  /** @type {Record<string, string>} */
  const fills = { skin, tone: PARTS.tone[Number(c.tone)], cloth, tint, light: "#FFFFFF" };
  const [behind, before] = PARTS.hair[c.hair];
  const layers = [
    ...behind, ["cloth", PARTS.body], ["skin", PARTS.neck], ["shade", PARTS.shade], ...PARTS.collar[c.collar], ["skin", PARTS.face],
    ...PARTS.beard[c.beard], ...before, ...PARTS.glasses[c.glasses],
  ];
  const drawn = layers.map(([role, path]) => {
    if (role === "shade") return `<path d="${path}" fill="#000000" opacity=".1"/>`;
    if (role === "line") return `<path d="${path}" fill="none" stroke="${frame}" stroke-width="1.6"/>`;
    return `<path d="${path}" fill="${fills[role]}"/>`;
  }).join("");
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 100 100">`
    + `<defs><clipPath id="c"><rect width="100" height="100" rx="${radius}"/></clipPath></defs><g clip-path="url(#c)">`
    + `<rect width="100" height="100" fill="${PARTS.ground[Number(c.ground)]}"/>${drawn}</g></svg>`;
}

/** The portrait as a picture. @param {string} code @param {Record<string, any>} [attributes] of the `img` @param {number} [radius] */
export function drawn(code, attributes = {}, radius = 26) {
  return h("img", { alt: "", ...attributes, src: `data:image/svg+xml,${encodeURIComponent(drawing(code, 100, radius))}` });
}
