// @ts-check
/** How to join: the code in huge, the picture to scan, and who is here already. */
import { fresh, h } from "../../view/dom.js";
import { icon } from "../../view/icons.js";

/** @typedef {import("./index.js").Made} Made */

/** @param {{door: import("../door.js").Door}} ctx @returns {Made} */
export function join({ door }) {
  const el = h("div", { class: "cxj-join" });
  return {
    el,
    draw(_page, { count, names, more, door: way }) {
      fresh(
        el,
        way && h("div", { class: "cxj-way" }, door.picture("cxj-qr-large"), h("div", null, h("p", { class: "cxj-aside" }, "Scan, or open"), h("p", { class: "cxj-address" }, way.address), h("p", { class: "cxj-aside" }, "and type"), h("p", { class: "cxj-code" }, way.code))),
        h("div", { class: "cxj-here" }, h("p", { class: "cxj-count" }, icon("people", 44), count === 0 ? "Nobody is here yet" : count === 1 ? "1 person is here" : `${count} people are here`),
          names.length > 0 && h("ul", { class: "cxj-names" }, names.map((/** @type {string} */ name) => h("li", null, name)), more > 0 && h("li", { class: "cxj-more" }, `and ${more} more`))),
      );
      el.classList.toggle("cxj-closed", !way);
    },
  };
}
