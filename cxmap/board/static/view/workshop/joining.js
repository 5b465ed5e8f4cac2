// @ts-check
/** How to join, in large: the code to scan and to type. The server says whether there is one; where nothing is shared, what to do. */
import { Door } from "../../project/door.js";
import { openDialog } from "../dialog.js";
import { fresh, h } from "../dom.js";
import { button } from "./bits.js";

/** When the code is looked for after it was asked for, ms. */
const SOON_MS = 1_000;

/** @param {import("./part.js").Workshop} part */
export function showJoin(part) {
  const { board, workshop } = part;
  const body = h("div", { class: "cx-ws-join", "aria-live": "polite" }, h("p", { class: "cx-say" }, "Looking for the code …"));
  const door = new Door({ base: part.session.base, workshop: workshop.id, changed: () => draw() });
  function draw() {
    const { way } = door;
    if (!way) {
      const running = part.workshop?.state === "running";
      const make = running && board.host.goes !== false && button("Make a code", () => (board.host.go({ code: workshop.id }), setTimeout(() => void door.look(), SOON_MS)), { primary: true });
      fresh(body,
        h("p", null, running ? "Nobody can join from another device yet." : "Nobody can join yet: the room is not open."),
        h("p", { class: "cx-say" }, running ? "Make a code: it appears here by itself. Where cxmap is not shared yet, share it on the Settings page first." : "Open the room first."), make);
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
