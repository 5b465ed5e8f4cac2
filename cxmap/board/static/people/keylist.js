// @ts-check
/** The dialog with all keys of the persona editor. */
import { openDialog } from "../view/dialog.js";
import { h } from "../view/dom.js";
import { caps } from "../view/keys.js";
import { KEYS } from "./keys.js";

/** @param {any} desk */
export function openKeysOf(desk) {
  return openDialog(desk, {
    title: "All keys",
    className: "cx-keys",
    body: h("div", { class: "cx-keys-groups" }, KEYS.map((group) =>
      h("section", null,
        h("h3", null, group.title),
        h("dl", null, group.keys.flatMap(({ keys, does }) => [h("dt", null, caps(keys)), h("dd", null, does)]))))),
  });
}
