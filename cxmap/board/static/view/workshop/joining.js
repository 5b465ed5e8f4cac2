// @ts-check
/** How to join, in large: the code to scan and to type. The server says whether there is one; where nothing is shared, what to do. */
import { Door } from "../../project/door.js";
import { openDialog } from "../dialog.js";
import { fresh, h } from "../dom.js";
import { button } from "./bits.js";

/** @param {import("./part.js").Workshop} part */
export function showJoin(part) {
  const { board, workshop } = part;
  const body = h("div", { class: "cx-ws-join", "aria-live": "polite" }, h("p", { class: "cx-say" }, "Looking for the code …"));
  const door = new Door({ base: part.session.base, workshop: workshop.id, changed: () => draw() });
  function draw() {
    const { way } = door;
    if (!way) {
      fresh(body,
        h("p", null, part.workshop?.state === "running" ? "Nobody can join from another device yet: cxmap is not shared." : "Nobody can join yet: the room is not open."),
        h("p", { class: "cx-say" }, part.workshop?.state === "running" ? "Share it on the Settings page, or start it with “python -m cxmap serve --share”. The code appears here by itself." : "Open the room; the code appears here by itself."));
      return;
    }
    fresh(body, door.picture("cx-ws-qr"), h("p", { class: "cx-ws-code" }, way.code), h("p", { class: "cx-ws-address" }, way.address),
      button("Copy the link", () => void copy(way), { mark: "link" }));
  }
  /** @param {import("../../project/door.js").Way} way */
  async function copy(way) {
    const link = `${/^https?:/.test(way.address) ? way.address : `${location.protocol}//${way.address}`}#${way.code.replace(/\s/g, "")}`;
    try {
      await navigator.clipboard.writeText(link);
      board.toast("The link to join is copied.");
    } catch (error) {
      console.info("The clipboard was refused:", error instanceof Error ? error.message : error);
      fresh(body, h("input", { class: "cx-input", type: "text", readonly: true, value: link, "aria-label": "Link to join" }));
    }
  }
  const dialog = openDialog(board, { title: `Join “${workshop.title}”`, body, className: "cx-ws-joining" });
  door.start();
  void door.look().then(draw);
  void dialog.done.then(() => door.stop());
}
