// @ts-check
/** The curve: the same picture as on the present page. */
import { h } from "../../view/dom.js";
import { Stages } from "../../present/stages.js";

/** @returns {import("./index.js").Made} */
export function map() {
  const stages = new Stages(h("div"));
  return {
    el: stages.el,
    draw(page, model) {
      if (page) stages.draw({ ...model, columns: page.columns, from: page.from, lifted: model.pointed.lifted });
      else stages.none("This map is still empty. It fills here as it is drawn.");
    },
    end: () => stages.destroy(),
  };
}
